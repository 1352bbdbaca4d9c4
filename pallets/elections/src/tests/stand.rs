//! `stand`: who may, when, and for what.

use super::*;
use frame_support::{
	assert_noop,
	dispatch::{CheckIfFeeless, DispatchResult},
};
use veche_primitives::Stratum;

fn call_of(id: ElectionId, name: &str) -> Call<Test> {
	Call::<Test>::stand {
		election: id,
		name: title(name),
		programme: H256::zero(),
	}
}

fn try_stand(who: AccountId, id: ElectionId, name: Title) -> DispatchResult {
	ElectionsPallet::stand(RuntimeOrigin::signed(who), id, name, H256::zero())
}

fn refused(who: AccountId, id: ElectionId, error: Error<Test>) {
	let origin = RuntimeOrigin::signed(who);
	assert!(
		!call_of(id, "Somebody").is_feeless(&origin),
		"a call that fails is never free"
	);
	let spent = spent_acts();
	assert_noop!(try_stand(who, id, title("Somebody")), error);
	assert_eq!(spent_acts(), spent);
}

#[test]
fn stand_puts_the_citizen_on_the_list() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		stand(ALES, id);
		let candidacy = Candidacy {
			name: title("Candidate 10"),
			programme: H256::repeat_byte(10),
			stood: System::block_number(),
		};
		assert_eq!(ElectionsPallet::candidates(id), [(person(ALES), candidacy)]);
		assert_eq!(ElectionsPallet::candidacy_of(person(ALES)), Some(id));
		System::assert_last_event(
			Event::Stood {
				election: id,
				person: person(ALES),
			}
			.into(),
		);
	});
}

#[test]
fn stand_keeps_the_order_when_several_stand_on_one_block() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		for who in [DAN, ALES, BELA] {
			stand(who, id);
		}
		assert_eq!(slate(id), [DAN, ALES, BELA].map(person));
	});
}

#[test]
fn stand_succeeds_when_the_unit_contains_the_home() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(REGION_HEAD);
		stand(BELA, id);
	});
}

#[test]
fn stand_succeeds_without_certificate_when_none_is_asked_for() {
	let params = Params {
		certificate: None,
		..PARAMS
	};
	ExtBuilder::default().params(params).build_and_execute(|| {
		certify(ALES, false);
		let id = nominating(HEAD);
		stand(ALES, id);
	});
}

#[test]
fn stand_succeeds_from_the_first_to_the_last_block_of_nomination() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		stand(ALES, id);
		run_to(until(id) - 1);
		stand(BELA, id);
	});
}

#[test]
fn stand_fails_when_the_origin_is_not_signed() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert!(!call_of(id, "Ales").is_feeless(&origin));
			assert_noop!(
				ElectionsPallet::stand(origin, id, title("Ales"), H256::zero()),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn stand_fails_when_the_account_is_no_citizen() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		refused(STRANGER, id, Error::NotACitizen);
	});
}

#[test]
fn stand_fails_when_the_standing_is_lost() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		revoke(ALES);
		refused(ALES, id, Error::NotACitizen);
	});
}

#[test]
fn stand_fails_when_the_person_is_an_observer() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		refused(OBSERVER, id, Error::Observer);
	});
}

#[test]
fn stand_fails_when_the_election_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		refused(ALES, id + 1, Error::UnknownElection);
	});
}

#[test]
fn stand_fails_when_nomination_has_not_opened() {
	ExtBuilder::default().build_and_execute(|| {
		let id = call(HEAD);
		run_to(PARAMS.notice);
		refused(ALES, id, Error::NominationNotOpen);
		run_to(1 + PARAMS.notice);
		stand(ALES, id);
	});
}

#[test]
fn stand_fails_when_people_vote() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, _) = voting(&[ALES]);
		refused(BELA, id, Error::NominationOver);
	});
}

#[test]
fn stand_fails_when_time_is_over_but_the_calendar_lags() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		stand(ALES, id);
		System::set_block_number(until(id));
		refused(BELA, id, Error::NominationOver);
	});
}

#[test]
fn stand_fails_when_the_election_is_done() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = voting(&[ALES]);
		close(poll, true, &[0]);
		refused(BELA, id, Error::NominationOver);
	});
}

#[test]
fn stand_fails_when_the_home_is_outside_the_unit() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		refused(CIM, id, Error::OutsideUnit);
	});
}

#[test]
fn stand_fails_when_the_unit_is_below_the_home() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		put_citizen(ALES, REGION);
		refused(ALES, id, Error::OutsideUnit);
	});
}

#[test]
fn stand_fails_when_the_certificate_is_missing() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		certify(ALES, false);
		refused(ALES, id, Error::NoCertificate);
	});
}

#[test]
fn stand_fails_when_the_record_does_not_suffice() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(REGION_HEAD);
		WithoutRecord::mutate(|without| without.insert(person(ALES)));
		refused(ALES, id, Error::NoRecord);
		stand(BELA, id);
	});
}

#[test]
fn stand_fails_when_the_person_is_a_candidate_of_it_already() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		stand(ALES, id);
		refused(ALES, id, Error::AlreadyCandidate);
	});
}

#[test]
fn stand_fails_when_the_person_is_a_candidate_of_another_election() {
	ExtBuilder::default().build_and_execute(|| {
		let (head, seat) = (call(HEAD), call(SEAT));
		run_to(1 + PARAMS.notice);
		stand(ALES, head);
		refused(ALES, seat, Error::AlreadyCandidate);
		run_to(until(head));
		// The other office found no candidate, so one can still stand for it.
		refused(ALES, seat, Error::AlreadyCandidate);
		close(poll_of(head), true, &[1]);
		stand(ALES, seat);
	});
}

#[test]
fn stand_fails_when_the_list_is_full() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		for who in crowd(MAX_CANDIDATES.into()) {
			stand(who, id);
		}
		refused(ALES, id, Error::TooManyCandidates);
	});
}

#[test]
fn stand_fails_when_the_name_is_empty() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		for name in ["", " ", "\u{2003}\t"] {
			assert_noop!(try_stand(ALES, id, title(name)), Error::<Test>::BadName);
			assert!(!call_of(id, name).is_feeless(&RuntimeOrigin::signed(ALES)));
		}
	});
}

#[test]
fn stand_fails_when_the_name_is_not_utf8() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		let broken = Title::truncate_from(vec![0xff, 0xfe]);
		assert_noop!(try_stand(ALES, id, broken), Error::<Test>::BadName);
	});
}

#[test]
fn nominating_tells_the_term_as_long_as_the_candidate_may_change_pledges() {
	ExtBuilder::default().build_and_execute(|| {
		let nominating_of = <ElectionsPallet as Candidacies<u64>>::nominating;
		let id = nominating(HEAD);
		assert_eq!(nominating_of(id, person(ALES)), None, "no candidate");
		stand(ALES, id);
		assert_eq!(nominating_of(id, person(ALES)), Some(TERM));
		assert_eq!(nominating_of(id + 1, person(ALES)), None);
		System::set_block_number(until(id));
		assert_eq!(nominating_of(id, person(ALES)), None, "over by the clock");
	});
}

#[test]
fn diaspora_may_stand() {
	ExtBuilder::default().build_and_execute(|| {
		let entry = Citizens::get().get(&person(BELA)).copied();
		assert_eq!(entry, Some((DISTRICT, Stratum::Diaspora)));
		let id = nominating(HEAD);
		stand(BELA, id);
	});
}
