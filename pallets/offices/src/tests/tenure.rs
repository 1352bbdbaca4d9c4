//! Suspension, reinstatement and recall.

use super::*;

/// A mandate that has ended.
fn over() -> MandateId {
	let mandate = elect(VILLAGE_HEAD, ALES, &[]);
	resign(ALES, VILLAGE_HEAD);
	mandate
}

#[test]
fn suspend_lets_the_next_in_line_act() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_HEAD, ALES, &[BELA]);
		suspend(mandate);
		let suspended = Seat::Suspended {
			mandate,
			acting: Some(BELA),
		};
		assert_eq!(seat(VILLAGE_HEAD), suspended);
		assert_eq!(ended(mandate), None);
		assert_eq!(OfficesPallet::held_by(ALES), Some(VILLAGE_HEAD));
		System::assert_last_event(
			Event::<Test>::SeatChanged {
				office: VILLAGE_HEAD,
				seat: suspended,
			}
			.into(),
		);
	});
}

#[test]
fn suspend_calls_no_election() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_HEAD, ALES, &[BELA]);
		suspend(mandate);
		run_to(10);
		assert_eq!(MockElections::under_way(VILLAGE_HEAD), None);
	});
}

#[test]
fn suspend_does_not_let_the_suspended_act_as_the_head_above() {
	ExtBuilder::default().build_and_execute(|| {
		elect(DISTRICT_HEAD, EWA, &[ALES]);
		let mandate = elect(VILLAGE_HEAD, ALES, &[]);
		resign(EWA, DISTRICT_HEAD);
		assert_eq!(seat(DISTRICT_HEAD), Seat::Acting { person: ALES });
		suspend(mandate);
		let acting = None;
		assert_eq!(seat(VILLAGE_HEAD), Seat::Suspended { mandate, acting });
	});
}

#[test]
fn suspend_fails_when_the_mandate_is_suspended() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_HEAD, ALES, &[]);
		suspend(mandate);
		assert_noop!(OfficesPallet::suspend(mandate), Error::<Test>::NotInForce);
	});
}

#[test]
fn suspend_fails_when_the_mandate_is_over_or_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		for mandate in [over(), 77] {
			assert_noop!(OfficesPallet::suspend(mandate), Error::<Test>::NotInForce);
		}
	});
}

#[test]
fn reinstate_puts_the_mandate_in_force_again() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_HEAD, ALES, &[BELA]);
		suspend(mandate);
		run_to(10);
		assert_ok!(OfficesPallet::reinstate(mandate));
		assert_eq!(seat(VILLAGE_HEAD), Seat::Incumbent { mandate });
		assert!(!ActingIn::<Test>::contains_key(BELA, VILLAGE_HEAD));
		// The term has not become longer.
		run_to(1 + TERM);
		assert_eq!(ended(mandate), Some((1 + TERM, End::Term)));
	});
}

#[test]
fn reinstate_fails_when_the_mandate_is_not_suspended() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_MEMBER, BELA, &[]);
		for mandate in [mandate, over(), 77] {
			assert_noop!(
				OfficesPallet::reinstate(mandate),
				Error::<Test>::NotSuspended
			);
		}
	});
}

#[test]
fn recall_ends_the_mandate_and_calls_an_election() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_HEAD, ALES, &[BELA]);
		suspend(mandate);
		run_to(10);
		assert_ok!(OfficesPallet::recall(mandate));
		assert_eq!(ended(mandate), Some((10, End::Recalled)));
		assert_eq!(seat(VILLAGE_HEAD), Seat::Acting { person: BELA });
		next_block();
		assert_eq!(last_called(), Some((VILLAGE_HEAD, Cause::Recall)));
	});
}

#[test]
fn recall_looks_for_somebody_again_when_nobody_acted() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_HEAD, ALES, &[]);
		suspend(mandate);
		elect(DISTRICT_HEAD, EWA, &[]);
		assert_ok!(OfficesPallet::recall(mandate));
		assert_eq!(seat(VILLAGE_HEAD), Seat::Acting { person: EWA });
	});
}

#[test]
fn recall_sets_the_recalled_aside() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_HEAD, ALES, &[BELA]);
		suspend(mandate);
		assert!(OfficesPallet::set_aside(VILLAGE_HEAD).is_empty());
		assert_ok!(OfficesPallet::recall(mandate));
		assert_eq!(OfficesPallet::set_aside(VILLAGE_HEAD), [ALES]);
		assert!(OfficesPallet::set_aside(VILLAGE_MEMBER).is_empty());
	});
}

#[test]
fn mandate_that_ends_suspended_sets_its_holder_aside() {
	ExtBuilder::default().build_and_execute(|| {
		for (office, person) in [(VILLAGE_HEAD, ALES), (VILLAGE_MEMBER, BELA)] {
			let mandate = elect(office, person, &[]);
			suspend(mandate);
		}
		resign(ALES, VILLAGE_HEAD);
		run_to(1 + TERM);
		assert_eq!(OfficesPallet::set_aside(VILLAGE_HEAD), [ALES]);
		assert_eq!(OfficesPallet::set_aside(VILLAGE_MEMBER), [BELA]);
	});
}

#[test]
fn mandate_that_ends_in_force_sets_nobody_aside() {
	ExtBuilder::default().build_and_execute(|| {
		let reinstated = elect(VILLAGE_HEAD, ALES, &[]);
		suspend(reinstated);
		assert_ok!(OfficesPallet::reinstate(reinstated));
		resign(ALES, VILLAGE_HEAD);
		elect(VILLAGE_MEMBER, BELA, &[]);
		run_to(1 + TERM);
		assert_eq!(SetAside::<Test>::iter().count(), 0);
	});
}

#[test]
fn resigning_while_suspended_leads_back_by_no_other_way() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_HEAD, ALES, &[BELA]);
		suspend(mandate);
		resign(ALES, VILLAGE_HEAD);
		// Whoever heads the unit above would act next.
		elect(DISTRICT_HEAD, ALES, &[]);
		assert_eq!(OfficesPallet::pass_on(VILLAGE_HEAD), Ok(None));
		assert_eq!(seat(VILLAGE_HEAD), Seat::Vacant);
	});
}

#[test]
fn rising_while_suspended_leads_back_by_no_other_way() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_HEAD, ALES, &[]);
		suspend(mandate);
		elect(DISTRICT_HEAD, ALES, &[]);
		assert_eq!(ended(mandate), Some((1, End::Rose)));
		assert_eq!(seat(VILLAGE_HEAD), Seat::Vacant);
		assert_eq!(OfficesPallet::set_aside(VILLAGE_HEAD), [ALES]);
	});
}

#[test]
fn recall_fails_when_the_mandate_is_not_suspended() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_MEMBER, BELA, &[]);
		for mandate in [mandate, over(), 77] {
			assert_noop!(OfficesPallet::recall(mandate), Error::<Test>::NotSuspended);
		}
	});
}
