//! `enter`: who may, when, what, and what it costs.

use super::*;
use rstest::rstest;
use sp_runtime::DispatchError;

/// Whether the call would be free.
fn is_free(who: AccountId, election: ElectionId, promises: &[Promise<u64>]) -> bool {
	let pledges = sent(promises);
	Call::<Test>::enter { election, pledges }.is_feeless(&RuntimeOrigin::signed(who))
}

fn refused(who: AccountId, election: ElectionId, promises: &[Promise<u64>], error: Error<Test>) {
	assert!(
		!is_free(who, election, promises),
		"a call that fails is never free"
	);
	assert_noop!(
		PledgesPallet::enter(RuntimeOrigin::signed(who), election, sent(promises)),
		error
	);
	assert!(SpentActs::get().is_empty());
}

#[test]
fn enter_keeps_the_list_in_its_order_when_nomination_is_open() {
	ExtBuilder::default().build_and_execute(|| {
		let promises = [promise("Road", 50), promise("Well", 10)];
		enter(ALES, &promises);
		assert_eq!(entered(ALES), promises);
		assert!(entered(BELA).is_empty());
		System::assert_last_event(
			Event::Entered {
				election: ELECTION,
				person: person_of(ALES),
				pledges: 2,
			}
			.into(),
		);
	});
}

#[test]
fn enter_replaces_the_whole_list_when_called_again() {
	ExtBuilder::default().build_and_execute(|| {
		enter(ALES, &many(5));
		let promises = [promise("Only this", 3)];
		enter(ALES, &promises);
		assert_eq!(entered(ALES), promises);
	});
}

#[test]
fn enter_takes_the_list_back_when_the_new_one_is_empty() {
	ExtBuilder::default().build_and_execute(|| {
		enter(ALES, &many(5));
		enter(ALES, &[]);
		assert!(!Entered::<Test>::contains_key(ELECTION, person_of(ALES)));
	});
}

#[test]
fn enter_takes_sixteen_pledges_from_the_first_to_the_last_block_of_the_term() {
	ExtBuilder::default().build_and_execute(|| {
		let mut promises = many(16);
		promises[0].due = 1;
		promises[15].due = TERM;
		enter(ALES, &promises);
		assert_eq!(entered(ALES), promises);
	});
}

#[test]
fn enter_fails_when_the_origin_is_not_signed() {
	ExtBuilder::default().build_and_execute(|| {
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			let call = Call::<Test>::enter {
				election: ELECTION,
				pledges: sent(&many(1)),
			};
			assert!(!call.is_feeless(&origin));
			assert_noop!(
				PledgesPallet::enter(origin, ELECTION, sent(&many(1))),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn enter_fails_when_the_account_is_no_citizen() {
	ExtBuilder::default().build_and_execute(|| {
		refused(STRANGER, ELECTION, &many(1), Error::NotACitizen);
	});
}

#[test]
fn enter_fails_when_the_candidate_lost_good_standing() {
	ExtBuilder::default().build_and_execute(|| {
		Citizens::mutate(|citizens| citizens.remove(&ALES));
		refused(ALES, ELECTION, &many(1), Error::NotACitizen);
	});
}

#[test]
fn enter_fails_when_the_person_is_no_candidate() {
	ExtBuilder::default().build_and_execute(|| {
		refused(CIM, ELECTION, &many(1), Error::NotNominating);
	});
}

#[test]
fn enter_fails_when_the_person_is_a_candidate_elsewhere() {
	ExtBuilder::default().build_and_execute(|| {
		refused(ALES, ELECTION + 1, &many(1), Error::NotNominating);
	});
}

#[test]
fn enter_fails_and_keeps_the_list_when_nomination_is_over() {
	ExtBuilder::default().build_and_execute(|| {
		enter(ALES, &many(2));
		SpentActs::set(Vec::new());
		Nominating::set(Default::default());
		refused(ALES, ELECTION, &many(3), Error::NotNominating);
		refused(ALES, ELECTION, &[], Error::NotNominating);
		assert_eq!(entered(ALES), many(2));
	});
}

#[rstest]
#[case::one_too_many(17)]
#[case::as_many_as_are_read(MAX_SENT)]
fn enter_fails_when_the_list_is_too_long(#[case] count: u32) {
	ExtBuilder::default().build_and_execute(|| {
		refused(ALES, ELECTION, &many(count), Error::TooManyPledges);
	});
}

#[rstest]
#[case::empty("")]
#[case::white_space(" \t\u{a0}")]
fn enter_fails_when_a_title_says_nothing(#[case] title: &str) {
	ExtBuilder::default().build_and_execute(|| {
		let promises = [promise("Road", 1), promise(title, 1)];
		refused(ALES, ELECTION, &promises, Error::BadTitle);
	});
}

#[test]
fn enter_fails_when_a_title_is_not_utf8() {
	ExtBuilder::default().build_and_execute(|| {
		let mut broken = promise("Road", 1);
		broken.title = Title::truncate_from(vec![0xff, 0xfe]);
		refused(ALES, ELECTION, &[broken], Error::BadTitle);
	});
}

#[rstest]
#[case::at_once(0)]
#[case::after_the_term(TERM + 1)]
#[case::never(u64::MAX)]
fn enter_fails_when_a_pledge_is_due_outside_the_term(#[case] due: u64) {
	ExtBuilder::default().build_and_execute(|| {
		let promises = [promise("Road", 1), promise("Well", due)];
		refused(ALES, ELECTION, &promises, Error::DueOutsideTerm);
	});
}

#[test]
fn enter_keeps_the_list_when_the_new_one_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		enter(ALES, &many(2));
		SpentActs::set(Vec::new());
		refused(ALES, ELECTION, &[promise("", 1)], Error::BadTitle);
		assert_eq!(entered(ALES), many(2));
	});
}

#[test]
fn enter_is_free_when_an_act_is_left() {
	ExtBuilder::default().build_and_execute(|| {
		assert!(is_free(ALES, ELECTION, &many(16)));
		assert!(
			SpentActs::get().is_empty() && entered(ALES).is_empty(),
			"only a trial"
		);
		assert!(System::events().is_empty(), "only a trial");
		enter(ALES, &many(16));
		assert_eq!(SpentActs::get(), [ALES]);
	});
}

#[test]
fn enter_is_paid_for_when_no_act_is_left() {
	ExtBuilder::default().build_and_execute(|| {
		OutOfActs::mutate(|out| out.insert(ALES));
		assert!(!is_free(ALES, ELECTION, &many(1)));
		enter(ALES, &many(1));
		assert_eq!(entered(ALES), many(1));
	});
}
