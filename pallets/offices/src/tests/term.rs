//! Terms that end.

use super::*;

/// Let the term end of whoever was elected at block 1.
fn end_term() {
	run_to(1 + TERM);
}

#[test]
fn term_ends_on_its_block() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_HEAD, ALES, &[]);
		run_to(TERM);
		assert_eq!(seat(VILLAGE_HEAD), Seat::Incumbent { mandate });
		end_term();
		assert_eq!(ended(mandate), Some((1 + TERM, End::Term)));
		assert_eq!(OfficesPallet::held_by(ALES), None);
		System::assert_has_event(
			Event::<Test>::MandateEnded {
				mandate,
				office: VILLAGE_HEAD,
				person: ALES,
				end: End::Term,
			}
			.into(),
		);
	});
}

#[test]
fn term_end_leaves_the_outgoing_as_acting_when_in_good_standing() {
	ExtBuilder::default().build_and_execute(|| {
		elect(VILLAGE_HEAD, ALES, &[BELA]);
		// Under every rule, and wherever the home is by then.
		elect(REGION_HEAD, EWA, &[]);
		move_home(ALES, OTHER_REGION);
		end_term();
		assert_eq!(seat(VILLAGE_HEAD), Seat::Acting { person: ALES });
		assert_eq!(seat(REGION_HEAD), Seat::Acting { person: EWA });
	});
}

#[test]
fn term_end_calls_an_election_on_the_next_block() {
	ExtBuilder::default().build_and_execute(|| {
		elect(VILLAGE_HEAD, ALES, &[]);
		end_term();
		assert_eq!(MockElections::under_way(VILLAGE_HEAD), None);
		next_block();
		assert_eq!(last_called(), Some((VILLAGE_HEAD, Cause::TermEnd)));
		let election = MockElections::under_way(VILLAGE_HEAD).unwrap();
		System::assert_last_event(
			Event::<Test>::ElectionCalled {
				office: VILLAGE_HEAD,
				election,
				cause: Cause::TermEnd,
			}
			.into(),
		);
	});
}

#[test]
fn term_end_leaves_the_next_in_line_when_the_outgoing_has_lost_standing() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_HEAD, ALES, &[BELA]);
		// By the clock already, while the word of it is still to come.
		run_to(TERM);
		Citizens::mutate(|citizens| citizens.remove(&ALES));
		end_term();
		assert_eq!(ended(mandate), Some((1 + TERM, End::Term)));
		assert_eq!(seat(VILLAGE_HEAD), Seat::Acting { person: BELA });
	});
}

#[test]
fn term_end_leaves_whoever_acts_when_the_mandate_is_suspended() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_HEAD, ALES, &[BELA]);
		suspend(mandate);
		end_term();
		assert_eq!(ended(mandate), Some((1 + TERM, End::Term)));
		assert_eq!(seat(VILLAGE_HEAD), Seat::Acting { person: BELA });
		next_block();
		assert_eq!(last_called(), Some((VILLAGE_HEAD, Cause::TermEnd)));
	});
}

#[test]
fn term_end_leaves_the_office_vacant_when_a_suspended_one_had_nobody_acting() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(REGION_HEAD, ALES, &[BELA]);
		suspend(mandate);
		end_term();
		assert_eq!(seat(REGION_HEAD), Seat::Vacant);
	});
}

#[test]
fn term_end_goes_on_with_the_caretaker_until_the_next_is_installed() {
	ExtBuilder::default().build_and_execute(|| {
		elect(VILLAGE_HEAD, ALES, &[]);
		run_to(3 * TERM);
		assert_eq!(seat(VILLAGE_HEAD), Seat::Acting { person: ALES });
		let mandate = elect(VILLAGE_HEAD, ALES, &[]);
		assert_eq!(held(mandate).until, 4 * TERM);
		assert_eq!(seat(VILLAGE_HEAD), Seat::Incumbent { mandate });
	});
}
