//! `explain`: who may, when, how much, and that it moves nothing.

use super::*;

fn refused(person: PersonId, office: OfficeId, words: Input, error: Error<Test>) {
	assert_noop!(explain(person, office, words), error);
}

#[test]
fn explain_is_kept_when_the_suspended_calls() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = suspended();
		run_to(6);
		assert_ok!(explain(ALES, VILLAGE_HEAD, words(9)));
		let expected = Explanation {
			text: H256::repeat_byte(5),
			words: Words::truncate_from(vec![b'x'; 9]),
			at: 6,
		};
		assert_eq!(case(id).explanation, Some(expected));
		let text = H256::repeat_byte(5);
		System::assert_last_event(Event::Explained { case: id, text }.into());
	});
}

#[test]
fn explain_replaces_the_earlier_one_when_called_again() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = suspended();
		assert_ok!(explain(ALES, VILLAGE_HEAD, words(9)));
		run_to(6);
		assert_ok!(explain(ALES, VILLAGE_HEAD, words(20)));
		let said = case(id).explanation.unwrap();
		assert_eq!((said.words.len(), said.at), (20, 6));
	});
}

#[test]
fn explain_takes_as_many_bytes_as_are_kept() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = suspended();
		assert_ok!(explain(ALES, VILLAGE_HEAD, words(512)));
		assert_eq!(case(id).explanation.unwrap().words.len(), 512);
	});
}

#[test]
fn explain_is_possible_when_the_deadline_has_passed_and_a_round_is_waited_for() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = suspended();
		call_round(VILLAGE_HEAD);
		run_to(case(id).deadline + 2);
		assert_ok!(explain(ALES, VILLAGE_HEAD, words(9)));
	});
}

#[test]
fn explain_stays_when_the_case_is_closed() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = suspended();
		assert_ok!(explain(ALES, VILLAGE_HEAD, words(9)));
		run_to(case(id).deadline);
		assert!(case(id).explanation.is_some());
	});
}

#[test]
fn explain_fails_when_the_origin_is_not_signed() {
	ExtBuilder::default().build_and_execute(|| {
		suspended();
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert_noop!(
				RecallPallet::explain(origin, VILLAGE_HEAD, H256::zero(), words(9)),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn explain_fails_when_the_account_is_no_citizen() {
	ExtBuilder::default().build_and_execute(|| {
		suspended();
		refused(STRANGER, VILLAGE_HEAD, words(9), Error::NotACitizen);
		Citizens::mutate(|citizens| citizens.remove(&ALES));
		refused(ALES, VILLAGE_HEAD, words(9), Error::NotACitizen);
	});
}

#[test]
fn explain_fails_when_the_office_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		refused(ALES, NO_OFFICE, words(9), Error::UnknownOffice);
	});
}

#[test]
fn explain_fails_when_nobody_is_suspended_in_the_office() {
	ExtBuilder::default().build_and_execute(|| {
		refused(ALES, VILLAGE_HEAD, words(9), Error::NotSuspended);
		let mandate = in_office();
		refused(ALES, VILLAGE_HEAD, words(9), Error::NotSuspended);
		end(mandate, End::Resigned);
		refused(BELA, VILLAGE_HEAD, words(9), Error::NotSuspended);
	});
}

#[test]
fn explain_fails_when_the_suspended_was_reinstated() {
	ExtBuilder::default().build_and_execute(|| {
		suspended();
		rate(VILLAGE_HEAD, &[HIGH]);
		refused(ALES, VILLAGE_HEAD, words(9), Error::NotSuspended);
	});
}

#[test]
fn explain_fails_when_the_suspended_was_recalled() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = suspended();
		run_to(case(id).deadline);
		refused(ALES, VILLAGE_HEAD, words(9), Error::NotSuspended);
	});
}

#[test]
fn explain_fails_when_somebody_else_is_suspended() {
	ExtBuilder::default().build_and_execute(|| {
		suspended();
		// Neither who acts nor anybody else.
		for person in [BELA, DANA, EWA] {
			refused(person, VILLAGE_HEAD, words(9), Error::NotYours);
		}
	});
}

#[test]
fn explain_fails_when_it_is_longer_than_is_kept() {
	ExtBuilder::default().build_and_execute(|| {
		suspended();
		for length in [513, 2_048] {
			refused(ALES, VILLAGE_HEAD, words(length), Error::ExplanationTooLong);
		}
	});
}

#[test]
fn explain_fails_when_the_words_say_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		suspended();
		let no_words: [&[u8]; 3] = [b"", b" \n\t", &[0xff, 0xfe]];
		for bytes in no_words {
			let words = Input::truncate_from(bytes.to_vec());
			refused(ALES, VILLAGE_HEAD, words, Error::BadText);
		}
	});
}
