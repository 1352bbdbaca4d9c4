//! What the people decide, and what it is worth: only more noes than yeses of enough people strike
//! what a panel has passed, only a valid yes makes what needs the people.

use super::*;
use rstest::rstest;

/// Whether a bill of a class that needs no referendum stands after one, with these votes.
fn stands_when_called(yes: u32, no: u32, abstain: u32) -> bool {
	pass(3, statute());
	let poll = called(3);
	vote(poll, yes, no, abstain);
	run_to(DUE + TERMS.voting);
	match ended(3) {
		Some(Outcome::InForce { .. }) => true,
		Some(Outcome::Struck { poll: by }) => {
			assert_eq!(by, poll);
			false
		}
		other => panic!("{other:?}"),
	}
}

/// The same for a constitutional bill.
fn stands_when_required(yes: u32, no: u32, abstain: u32) -> bool {
	pass(3, recasting());
	next_block();
	vote(poll_of(3), yes, no, abstain);
	run_to(DUE + TERMS.voting);
	matches!(ended(3), Some(Outcome::InForce { .. }))
}

#[rstest]
#[case::yes(4, 2, 0, true)]
#[case::no(2, 4, 0, false)]
#[case::one_no_more(3, 4, 0, false)]
#[case::a_tie_strikes_nothing(3, 3, 0, true)]
#[case::no_with_too_few(0, 5, 0, true)]
#[case::yes_with_too_few(5, 0, 0, true)]
#[case::no_with_enough_who_abstain(0, 1, 5, false)]
#[case::all_abstain(0, 0, 20, true)]
#[case::nobody(0, 0, 0, true)]
fn called_referendum_strikes_exactly_when_enough_vote_and_more_say_no(
	#[case] yes: u32,
	#[case] no: u32,
	#[case] abstain: u32,
	#[case] stands: bool,
) {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(stands_when_called(yes, no, abstain), stands);
	});
}

#[rstest]
#[case::yes(4, 2, 0, true)]
#[case::no(2, 4, 0, false)]
#[case::a_tie_is_no(3, 3, 0, false)]
#[case::no_with_too_few(0, 5, 0, false)]
#[case::yes_with_too_few(5, 0, 0, false)]
#[case::yes_with_enough_who_abstain(1, 0, 5, true)]
#[case::all_abstain(0, 0, 20, false)]
#[case::nobody(0, 0, 0, false)]
fn required_referendum_confirms_exactly_by_a_valid_yes(
	#[case] yes: u32,
	#[case] no: u32,
	#[case] abstain: u32,
	#[case] stands: bool,
) {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(stands_when_required(yes, no, abstain), stands);
		assert_eq!(bell::Casts::<Test>::get(), u32::from(stands));
	});
}

/// A third and one more do not decide against the others, whatever a yes needs elsewhere.
#[rstest]
#[case::no_of_a_minority(12, 7, true)]
#[case::tie(9, 9, true)]
#[case::no_of_the_majority(9, 10, false)]
fn called_referendum_is_decided_by_more_than_half_whatever_the_majority_of_the_terms(
	#[case] yes: u32,
	#[case] no: u32,
	#[case] stands: bool,
) {
	let terms = Terms {
		majority: 666_667,
		..TERMS
	};
	ExtBuilder::default().statute(terms).build_and_execute(|| {
		assert_eq!(stands_when_called(yes, no, 0), stands);
	});
}

#[rstest]
#[case::more_than_the_majority(15, 4, true)]
#[case::exactly_the_majority(15, 5, false)]
fn referendum_counts_by_the_majority_of_the_terms(
	#[case] yes: u32,
	#[case] no: u32,
	#[case] stands: bool,
) {
	let terms = Terms {
		majority: 750_000,
		..STRICT
	};
	ExtBuilder::default()
		.constitution(terms)
		.build_and_execute(|| {
			assert_eq!(stands_when_required(yes, no, 0), stands);
		});
}

#[test]
fn required_referendum_asks_for_the_majority_of_the_terms() {
	let terms = Terms {
		majority: 750_000,
		..STRICT
	};
	ExtBuilder::default()
		.constitution(terms)
		.build_and_execute(|| {
			pass(3, recasting());
			assert_eq!(request(poll_of(3)).majority, 750_000);
		});
}

#[test]
fn upgrade_is_made_only_when_the_people_say_yes() {
	ExtBuilder::default().build_and_execute(|| {
		for (id, yes) in [(3, 0), (4, 6)] {
			pass(id, making(Class::Upgrade, kill()));
			refused_petition(id);
			next_block();
			vote(poll_of(id), yes, 0, 0);
		}
		run_to(DUE + 1);
		assert!(matches!(ended(3), Some(Outcome::Struck { .. })));
		assert_eq!(law_of(4), 1);
	});
}

/// Nobody needs to call what begins by itself.
fn refused_petition(id: BillId) {
	assert_noop!(begin(ALES, id), Error::<Test>::ReferendumRunning);
}

#[test]
fn referendum_confirms_and_the_bill_waits_for_its_delay() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, recasting());
		next_block();
		let poll = poll_of(3);
		decide(poll, 6, 0);
		assert_eq!(System::block_number(), 12);
		assert_eq!(phase(3), Phase::Confirmed { poll });
		assert!(is_told(Event::Confirmed { bill: 3, poll }));
		run_to(DUE - 1);
		assert_eq!(ended(3), None);
		next_block();
		assert_eq!(ended(3), Some(Outcome::InForce { law: 1 }));
		assert_eq!(law(1).referendum, Some(poll));
	});
}

#[test]
fn referendum_strikes_at_once_and_for_ever() {
	ExtBuilder::default().build_and_execute(|| {
		let bill = ringing(5);
		pass(3, bill);
		let poll = called(3);
		decide(poll, 0, 6);
		assert_eq!(LawsPallet::outcome(3), Some((14, Outcome::Struck { poll })));
		System::assert_last_event(Event::Struck { bill: 3, poll }.into());
		assert_eq!(LawsPallet::pending(3), None);
		run_to(3 * DUE);
		assert_eq!((tone(), LawCount::<Test>::get()), (0, 0));
	});
}

#[test]
fn bill_waits_when_the_referendum_closes_after_the_delay() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, ringing(5));
		run_to(DUE - 3);
		let poll = called(3);
		run_to(DUE + 5);
		LawsPallet::do_try_state().unwrap();
		assert_eq!((ended(3), tone()), (None, 0));
		vote(poll, 6, 0, 0);
		run_to(DUE + TERMS.voting - 1);
		assert_eq!(ended(3), None);
		next_block();
		assert_eq!(
			LawsPallet::outcome(3),
			Some((DUE + TERMS.voting, Outcome::InForce { law: 1 }))
		);
		assert_eq!(tone(), 5);
	});
}

#[test]
fn referendum_is_not_followed_by_another() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, statute());
		decide(called(3), 6, 0);
		assert_noop!(begin(BELA, 3), Error::<Test>::AlreadyConfirmed);
		run_to(DUE);
		assert_eq!(law_of(3), 1);
	});
}

#[test]
fn ordinary_classes_can_be_made_to_need_a_referendum_too() {
	ExtBuilder::default()
		.parameter(STRICT)
		.build_and_execute(|| {
			pass(3, ringing(5));
			pass(4, ringing(6));
			next_block();
			vote(poll_of(4), 6, 0, 0);
			run_to(DUE);
			assert!(matches!(ended(3), Some(Outcome::Struck { .. })));
			assert_eq!((law_of(4), tone()), (1, 6));
		});
}
