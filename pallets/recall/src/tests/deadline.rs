//! The deadline: recall, rounds that are waited for, refusals, and many on one block.

use super::*;

#[test]
fn deadline_recalls_when_confidence_was_not_regained() {
	ExtBuilder::default().build_and_execute(|| {
		let (mandate, id) = suspended();
		let deadline = case(id).deadline;
		run_to(deadline - 1);
		assert!(case(id).is_open());
		next_block();
		assert_eq!(ended(mandate), Some((deadline, End::Recalled)));
		assert_eq!(outcome_of(id), Some((deadline, Outcome::Recalled)));
		assert_eq!(seat(VILLAGE_HEAD), Seat::Acting { person: BELA });
		assert_eq!(RecallPallet::recalls(ALES), 1);
		let told = Event::Recalled {
			case: id,
			mandate,
			office: VILLAGE_HEAD,
			person: ALES,
		};
		assert!(is_told(told));
		assert_eq!(Agenda::<Test>::iter().count(), 0);
	});
}

#[test]
fn deadline_recalls_when_nobody_does_anything() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_HEAD, ALES, &[]);
		rate(VILLAGE_HEAD, &[LOW]);
		run_to(500);
		assert_eq!(ended(mandate), Some((1 + PARAMS.recovery, End::Recalled)));
		assert_eq!(seat(VILLAGE_HEAD), Seat::Vacant);
	});
}

#[test]
fn deadline_waits_when_a_round_is_under_way() {
	ExtBuilder::default().build_and_execute(|| {
		let (mandate, id) = suspended();
		run_to(case(id).deadline - 1);
		call_round(VILLAGE_HEAD);
		run_to(case(id).deadline + 10);
		assert!(case(id).is_open());
		RecallPallet::do_try_state().unwrap();
		conclude(VILLAGE_HEAD, &[Some(MIDDLE)]);
		assert!(case(id).is_open(), "a rating alone recalls nobody");
		next_block();
		assert_eq!(outcome_of(id), Some((62, Outcome::Recalled)));
		assert_eq!(ended(mandate), Some((62, End::Recalled)));
	});
}

#[test]
fn deadline_is_void_when_the_round_under_way_reinstates() {
	ExtBuilder::default().build_and_execute(|| {
		let (mandate, id) = suspended();
		call_round(VILLAGE_HEAD);
		run_to(case(id).deadline + 10);
		conclude(VILLAGE_HEAD, &[Some(HIGH)]);
		assert_eq!(outcome_of(id), Some((61, Outcome::Reinstated(HIGH))));
		assert_eq!(Agenda::<Test>::iter().count(), 0);
		run_to(case(id).deadline + 20);
		assert!(is_exercised(mandate));
	});
}

#[test]
fn deadline_waits_when_a_round_is_owed() {
	ExtBuilder::default().build_and_execute(|| {
		let (mandate, id) = suspended();
		call_round(VILLAGE_HEAD);
		let poll = petition();
		fulfil(poll);
		run_to(case(id).deadline + 5);
		conclude(VILLAGE_HEAD, &[Some(LOW)]);
		run_to(case(id).deadline + 10);
		assert!(case(id).is_open());
		conclude(VILLAGE_HEAD, &[Some(HIGH)]);
		assert!(is_exercised(mandate));
	});
}

#[test]
fn deadline_of_one_office_does_not_wait_for_the_round_of_another() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = suspended();
		elect(DISTRICT_HEAD, EWA, &[]);
		call_round(DISTRICT_HEAD);
		run_to(case(id).deadline);
		assert!(!case(id).is_open());
	});
}

#[test]
fn deadline_is_tried_again_on_every_block_when_offices_refuse() {
	ExtBuilder::default().build_and_execute(|| {
		let (mandate, id) = suspended();
		RefuseTenure::set(Some(REFUSED));
		for block in [51, 52, 53, 54] {
			run_to(block);
			RecallPallet::do_try_state().unwrap();
			let told = Event::NotRecalled {
				case: id,
				error: REFUSED,
			};
			System::assert_last_event(told.into());
			System::reset_events();
		}
		assert_eq!(ended(mandate), None, "what was refused is undone");
		assert_eq!(RecallPallet::recalls(ALES), 0);
		RefuseTenure::set(None);
		next_block();
		assert_eq!(outcome_of(id), Some((55, Outcome::Recalled)));
		assert_eq!(RecallPallet::recalls(ALES), 1);
	});
}

/// So many offices whose holders are suspended on the present block.
fn suspended_officials(count: u32) -> Vec<MandateId> {
	let suspended = |person: PersonId| {
		let office = establish(VILLAGE);
		let mandate = elect(office, person, &[]);
		rate(office, &[LOW]);
		mandate
	};
	(1_000..1_000 + count).map(suspended).collect()
}

#[test]
fn many_deadlines_on_one_block_are_done_over_several_and_none_is_skipped() {
	ExtBuilder::default().build_and_execute(|| {
		DuePerBlock::set(3);
		let mandates = suspended_officials(10);
		let recalled = || {
			let is_over = |mandate: &&MandateId| ended(**mandate).is_some();
			mandates.iter().filter(is_over).count()
		};
		run_to(PARAMS.recovery);
		let done = [51, 52, 53, 54, 55].map(|block| {
			run_to(block);
			RecallPallet::do_try_state().unwrap();
			recalled()
		});
		assert_eq!(done, [3, 6, 9, 10, 10]);
	});
}

#[test]
fn deadline_that_waits_starves_no_other() {
	ExtBuilder::default().build_and_execute(|| {
		DuePerBlock::set(1);
		let (_, waiting) = suspended();
		let mandate = suspended_officials(1)[0];
		call_round(VILLAGE_HEAD);
		run_to(case(waiting).deadline + 3);
		assert!(case(waiting).is_open());
		assert!(ended(mandate).is_some());
	});
}

#[test]
fn deadline_that_lags_can_still_be_met() {
	ExtBuilder::default().build_and_execute(|| {
		DuePerBlock::set(1);
		let mandates = suspended_officials(3);
		run_to(51);
		let late = mandates
			.into_iter()
			.find(|id| ended(*id).is_none())
			.unwrap();
		rate(held(late).office, &[HIGH]);
		run_to(60);
		assert!(is_exercised(late));
	});
}
