//! Standing lost, by those in office and by those who act.

use super::*;
use frame_support::assert_storage_noop;

/// A district whose head acts in both offices of the village.
fn head_acts_below() -> MandateId {
	let mandate = elect(DISTRICT_HEAD, EWA, &[]);
	for (office, person) in [(VILLAGE_HEAD, ALES), (VILLAGE_MEMBER, BELA)] {
		elect(office, person, &[]);
		resign(person, office);
		assert_eq!(seat(office), Seat::Acting { person: EWA });
	}
	mandate
}

#[test]
fn lost_ends_the_mandate_on_the_next_block() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_HEAD, ALES, &[BELA]);
		run_to(30);
		lose(ALES);
		assert_eq!(ended(mandate), None);
		next_block();
		assert_eq!(ended(mandate), Some((31, End::Lost)));
		assert_eq!(seat(VILLAGE_HEAD), Seat::Acting { person: BELA });
		next_block();
		assert_eq!(last_called(), Some((VILLAGE_HEAD, Cause::Vacancy)));
	});
}

#[test]
fn lost_leaves_the_office_vacant_when_nobody_can_act() {
	ExtBuilder::default().build_and_execute(|| {
		elect(VILLAGE_HEAD, ALES, &[]);
		lose(ALES);
		next_block();
		assert_eq!(seat(VILLAGE_HEAD), Seat::Vacant);
	});
}

#[test]
fn lost_leaves_whoever_acts_when_the_mandate_is_suspended() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_HEAD, ALES, &[BELA]);
		suspend(mandate);
		lose(ALES);
		next_block();
		assert_eq!(ended(mandate), Some((2, End::Lost)));
		assert_eq!(seat(VILLAGE_HEAD), Seat::Acting { person: BELA });
	});
}

#[test]
fn lost_lets_the_next_act_when_the_acting_is_concerned() {
	ExtBuilder::default().build_and_execute(|| {
		elect(VILLAGE_HEAD, ALES, &[BELA, CIM]);
		resign(ALES, VILLAGE_HEAD);
		next_block();
		let election = MockElections::under_way(VILLAGE_HEAD);
		lose(BELA);
		next_block();
		assert_eq!(seat(VILLAGE_HEAD), Seat::Acting { person: CIM });
		next_block();
		assert_eq!(MockElections::under_way(VILLAGE_HEAD), election);
	});
}

#[test]
fn lost_lets_the_next_act_when_the_acting_stands_in_for_a_suspended() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_HEAD, ALES, &[BELA, CIM]);
		suspend(mandate);
		lose(BELA);
		next_block();
		let acting = Some(CIM);
		assert_eq!(seat(VILLAGE_HEAD), Seat::Suspended { mandate, acting });
		lose(CIM);
		next_block();
		let acting = None;
		assert_eq!(seat(VILLAGE_HEAD), Seat::Suspended { mandate, acting });
	});
}

#[test]
fn lost_takes_every_office_when_the_person_acts_in_several() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = head_acts_below();
		lose(EWA);
		let in_office = || {
			let seats = (0..4).map(seat);
			seats.filter(|seat| *seat != Seat::Vacant).count()
		};
		let left = [2, 3, 4, 5].map(|block| {
			run_to(block);
			in_office()
		});
		assert_eq!(left, [2, 1, 0, 0]);
		assert_eq!(ended(mandate), Some((2, End::Lost)));
		assert!(!OfficesPallet::is_in_office(EWA));
	});
}

#[test]
fn lost_changes_nothing_when_the_person_is_not_in_office() {
	ExtBuilder::default().build_and_execute(|| {
		elect(VILLAGE_HEAD, ALES, &[BELA]);
		assert_storage_noop!({
			lose(BELA);
			lose(STRANGER);
		});
	});
}

#[test]
fn lost_costs_nothing_when_standing_is_regained_before_the_next_block() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_HEAD, ALES, &[]);
		lose(ALES);
		regain(ALES);
		next_block();
		assert_eq!(seat(VILLAGE_HEAD), Seat::Incumbent { mandate });
	});
}

#[test]
fn lost_concerns_nobody_when_the_office_is_left_before_the_next_block() {
	ExtBuilder::default().build_and_execute(|| {
		elect(VILLAGE_HEAD, ALES, &[]);
		lose(ALES);
		let mandate = elect(VILLAGE_HEAD, BELA, &[]);
		next_block();
		assert_eq!(seat(VILLAGE_HEAD), Seat::Incumbent { mandate });
	});
}

#[test]
fn regained_brings_no_mandate_back() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_HEAD, ALES, &[]);
		lose(ALES);
		next_block();
		regain(ALES);
		next_block();
		assert_eq!(ended(mandate), Some((2, End::Lost)));
		assert_eq!(seat(VILLAGE_HEAD), Seat::Vacant);
	});
}

#[test]
fn lost_by_very_many_is_worked_off_a_few_a_block() {
	ExtBuilder::default().build_and_execute(|| {
		for (office, person) in (0..).zip([ALES, BELA, CIM, DANA]) {
			elect(office, person, &[]);
		}
		DuePerBlock::set(2);
		for person in [ALES, BELA, CIM, DANA] {
			lose(person);
		}
		next_block();
		assert_eq!(HeldBy::<Test>::iter().count(), 2);
		next_block();
		assert_eq!(HeldBy::<Test>::iter().count(), 0);
		OfficesPallet::do_try_state().unwrap();
	});
}
