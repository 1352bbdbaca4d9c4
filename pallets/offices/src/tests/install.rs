//! `install`: what begins, what ends, who is in line.

use super::*;

#[test]
fn install_begins_a_mandate_when_the_office_is_vacant() {
	ExtBuilder::default().build_and_execute(|| {
		let election = MockElections::under_way(VILLAGE_HEAD).unwrap();
		let mandate = elect(VILLAGE_HEAD, ALES, &[BELA]);
		let expected = Mandate {
			office: VILLAGE_HEAD,
			person: ALES,
			election,
			since: 1,
			until: 1 + TERM,
			ended: None,
		};
		assert_eq!(OfficesPallet::mandate(mandate), Some(expected));
		assert_eq!(seat(VILLAGE_HEAD), Seat::Incumbent { mandate });
		assert_eq!(OfficesPallet::held_by(ALES), Some(VILLAGE_HEAD));
		System::assert_has_event(
			Event::<Test>::MandateBegun {
				mandate,
				office: VILLAGE_HEAD,
				person: ALES,
				election,
				until: 1 + TERM,
			}
			.into(),
		);
		System::assert_last_event(
			Event::<Test>::SeatChanged {
				office: VILLAGE_HEAD,
				seat: Seat::Incumbent { mandate },
			}
			.into(),
		);
	});
}

#[test]
fn install_takes_the_office_from_whoever_acts() {
	ExtBuilder::default().build_and_execute(|| {
		elect(VILLAGE_HEAD, ALES, &[BELA]);
		resign(ALES, VILLAGE_HEAD);
		assert_eq!(seat(VILLAGE_HEAD), Seat::Acting { person: BELA });
		let mandate = elect(VILLAGE_HEAD, CIM, &[]);
		assert_eq!(seat(VILLAGE_HEAD), Seat::Incumbent { mandate });
		assert!(!ActingIn::<Test>::contains_key(BELA, VILLAGE_HEAD));
	});
}

#[test]
fn install_replaces_a_mandate_still_running() {
	ExtBuilder::default().build_and_execute(|| {
		let first = elect(VILLAGE_HEAD, ALES, &[]);
		run_to(5);
		let second = elect(VILLAGE_HEAD, BELA, &[]);
		assert_eq!(ended(first), Some((5, End::Replaced)));
		assert_eq!(seat(VILLAGE_HEAD), Seat::Incumbent { mandate: second });
		assert_eq!(OfficesPallet::held_by(ALES), None);
		// The end of the first term is due no more.
		run_to(1 + TERM);
		assert_eq!(seat(VILLAGE_HEAD), Seat::Incumbent { mandate: second });
	});
}

#[test]
fn install_replaces_a_suspended_mandate_and_whoever_acts() {
	ExtBuilder::default().build_and_execute(|| {
		let first = elect(VILLAGE_HEAD, ALES, &[BELA]);
		suspend(first);
		let second = elect(VILLAGE_HEAD, CIM, &[]);
		assert_eq!(ended(first), Some((1, End::Replaced)));
		assert_eq!(seat(VILLAGE_HEAD), Seat::Incumbent { mandate: second });
		assert!(!ActingIn::<Test>::contains_key(BELA, VILLAGE_HEAD));
	});
}

#[test]
fn install_begins_another_mandate_when_the_incumbent_is_elected_again() {
	ExtBuilder::default().build_and_execute(|| {
		let first = elect(VILLAGE_HEAD, ALES, &[]);
		run_to(5);
		let second = elect(VILLAGE_HEAD, ALES, &[]);
		assert_eq!(ended(first), Some((5, End::Replaced)));
		assert_eq!(held(second).until, 5 + TERM);
		assert_eq!(OfficesPallet::held_by(ALES), Some(VILLAGE_HEAD));
	});
}

#[test]
fn install_ends_the_mandate_in_another_office() {
	ExtBuilder::default().build_and_execute(|| {
		let below = elect(VILLAGE_HEAD, ALES, &[BELA]);
		let above = elect(DISTRICT_HEAD, ALES, &[]);
		assert_eq!(ended(below), Some((1, End::Rose)));
		assert_eq!(seat(DISTRICT_HEAD), Seat::Incumbent { mandate: above });
		assert_eq!(seat(VILLAGE_HEAD), Seat::Acting { person: BELA });
		assert_eq!(OfficesPallet::held_by(ALES), Some(DISTRICT_HEAD));
		next_block();
		assert_eq!(last_called(), Some((VILLAGE_HEAD, Cause::Vacancy)));
	});
}

#[test]
fn install_lets_the_risen_act_below_when_the_rule_names_the_head_above() {
	ExtBuilder::default().build_and_execute(|| {
		elect(VILLAGE_HEAD, ALES, &[]);
		elect(DISTRICT_HEAD, ALES, &[]);
		assert_eq!(seat(VILLAGE_HEAD), Seat::Acting { person: ALES });
	});
}

#[test]
fn install_leaves_the_acting_in_a_suspended_office_when_the_suspended_rises() {
	ExtBuilder::default().build_and_execute(|| {
		let below = elect(VILLAGE_HEAD, ALES, &[BELA]);
		suspend(below);
		elect(DISTRICT_HEAD, ALES, &[]);
		assert_eq!(ended(below), Some((1, End::Rose)));
		assert_eq!(seat(VILLAGE_HEAD), Seat::Acting { person: BELA });
	});
}

#[test]
fn install_calls_off_an_election_that_is_due() {
	ExtBuilder::default().build_and_execute(|| {
		elect(VILLAGE_HEAD, ALES, &[]);
		resign(ALES, VILLAGE_HEAD);
		elect(VILLAGE_HEAD, BELA, &[]);
		next_block();
		assert_eq!(MockElections::under_way(VILLAGE_HEAD), None);
		assert!(!DueElections::<Test>::contains_key(VILLAGE_HEAD));
	});
}

#[test]
fn install_remembers_each_in_line_once_and_not_the_winner() {
	ExtBuilder::default().build_and_execute(|| {
		elect(VILLAGE_HEAD, ALES, &[BELA, ALES, CIM, BELA]);
		assert_eq!(OfficesPallet::in_line(VILLAGE_HEAD), [BELA, CIM]);
		elect(VILLAGE_HEAD, BELA, &[CIM]);
		assert_eq!(OfficesPallet::in_line(VILLAGE_HEAD), [CIM]);
	});
}

#[test]
fn install_remembers_no_more_in_line_than_it_may() {
	ExtBuilder::default().build_and_execute(|| {
		let all: Vec<PersonId> = (100..130).collect();
		elect(VILLAGE_HEAD, ALES, &all);
		assert_eq!(OfficesPallet::in_line(VILLAGE_HEAD), all[..8]);
	});
}

#[test]
fn install_fails_when_the_office_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			OfficesPallet::install(77, ALES, 0, &[]),
			Error::<Test>::UnknownOffice
		);
	});
}

#[test]
fn install_fails_when_numbers_are_used_up() {
	ExtBuilder::default().build_and_execute(|| {
		NextMandate::<Test>::put(MandateId::MAX);
		assert_noop!(
			OfficesPallet::install(VILLAGE_HEAD, ALES, 0, &[]),
			Error::<Test>::NoMoreNumbers
		);
	});
}
