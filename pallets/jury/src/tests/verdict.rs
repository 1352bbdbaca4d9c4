//! What becomes of a bill, and that nothing stays behind.

use super::*;

/// A bill on which so many of the panel say yes and so many no, in the end.
fn decided(yes: usize, no: usize) -> BillId {
	let (id, poll) = trial();
	let (panel, _) = drawn(id);
	for (place, alias) in panel.into_iter().enumerate().take(yes + no) {
		let option = if place < yes { YES } else { NO };
		assert!(vote(poll, alias, option));
	}
	run_to(DECIDED - 1);
	assert_eq!(verdict(id), None);
	next_block();
	id
}

/// It is told last.
fn assert_decided(id: BillId, expected: Verdict) {
	assert_eq!(verdict(id), Some(expected));
	System::assert_last_event(
		Event::Decided {
			bill: id,
			verdict: expected,
		}
		.into(),
	);
}

#[test]
fn bill_passes_when_the_panel_says_yes() {
	ExtBuilder::default().build_and_execute(|| {
		let id = decided(3, 2);
		assert_decided(id, Verdict::Passed);
		assert_eq!(passed(), [(id, bill_of(VILLAGE))]);
	});
}

#[test]
fn bill_is_rejected_when_the_panel_says_no() {
	ExtBuilder::default().build_and_execute(|| {
		let id = decided(2, 3);
		assert_decided(id, Verdict::Rejected);
		assert!(passed().is_empty());
	});
}

#[test]
fn bill_is_rejected_when_votes_are_tied() {
	ExtBuilder::default().build_and_execute(|| {
		assert_decided(decided(2, 2), Verdict::Rejected);
	});
}

#[test]
fn bill_is_rejected_when_everybody_abstains() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = trial();
		for alias in drawn(id).0 {
			assert!(vote(poll, alias, 2));
		}
		run_to(DECIDED);
		assert_decided(id, Verdict::Rejected);
	});
}

#[test]
fn bill_has_no_quorum_when_too_few_vote() {
	ExtBuilder::default().build_and_execute(|| {
		let id = decided(3, 0);
		assert_decided(id, Verdict::NoQuorum);
		assert!(passed().is_empty());
	});
}

#[test]
fn bill_is_void_when_it_cannot_become_law_any_more() {
	ExtBuilder::default().build_and_execute(|| {
		RefusePass::set(Some(REFUSED));
		let id = decided(5, 0);
		assert_decided(id, Verdict::Void);
		assert!(is_told(Event::NotPassed {
			bill: id,
			error: REFUSED
		}));
		assert!(passed().is_empty(), "what was done is undone");
	});
}

#[test]
fn votes_of_reserves_count() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = trial();
		let (panel, reserves) = drawn(id);
		assert!(vote(poll, panel[0], YES));
		run_to(HALFWAY);
		for reserve in reserves {
			assert!(vote(poll, reserve, YES));
		}
		run_to(DECIDED);
		assert_decided(id, Verdict::Passed);
	});
}

#[test]
fn nothing_but_the_record_stays_when_a_bill_is_decided() {
	ExtBuilder::default().build_and_execute(|| {
		let id = decided(5, 0);
		assert!(pins().is_empty());
		assert_eq!(Tickets::<Test>::iter().count(), 0);
		assert_eq!(ByPoll::<Test>::iter().count(), 0);
		assert_eq!(DueAt::<Test>::iter().count(), 0);
		assert_eq!(Agenda::<Test>::iter().count(), 0);
		assert_eq!(SeedsDue::<Test>::iter().count(), 0);
		assert_eq!(OpenIn::<Test>::iter().count(), 0);
		assert_eq!(PetitionsIn::<Test>::iter().count(), 0);
		assert_eq!(OpenOf::<Test>::iter().count(), 0);
		assert_eq!(record(id).trial, Some(0), "the tally is found by it");
	});
}

#[test]
fn every_bill_ends_by_itself_when_nobody_does_anything() {
	ExtBuilder::default().build_and_execute(|| {
		let submitted = submitted();
		let (proposed, _) = proposed();
		let (silent, _) = trial();
		run_to(4 * DECIDED);
		assert_eq!(verdict(submitted), Some(Verdict::NoPanel));
		assert_eq!(verdict(proposed), Some(Verdict::Lapsed));
		assert_eq!(verdict(silent), Some(Verdict::NoQuorum));
	});
}

#[test]
fn trial_waits_for_no_half_time_when_its_poll_closes_before() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = trial();
		assert!(DueAt::<Test>::contains_key(id));
		let outcome = outcome(true, false, Some(YES));
		JuryPallet::on_poll_closed(Institution::Jury, poll, &outcome);
		assert_decided(id, Verdict::Passed);
		assert!(!DueAt::<Test>::contains_key(id));
	});
}
