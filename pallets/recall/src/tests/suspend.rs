//! A rating that suspends, and all those that do not.

use super::*;
use rstest::rstest;

#[test]
fn rating_suspends_when_it_is_below_the_threshold() {
	ExtBuilder::default().build_and_execute(|| {
		run_to(7);
		let (mandate, id) = suspended();
		assert_eq!(
			seat(VILLAGE_HEAD),
			Seat::Suspended {
				mandate,
				acting: Some(BELA)
			}
		);
		let expected = Case {
			mandate,
			office: VILLAGE_HEAD,
			person: ALES,
			rating: LOW,
			since: 7,
			deadline: 7 + PARAMS.recovery,
			reinstate_at: PARAMS.reinstate_at,
			explanation: None,
			outcome: None,
		};
		assert_eq!(case(id), expected);
		System::assert_last_event(
			Event::Suspended {
				case: id,
				mandate,
				office: VILLAGE_HEAD,
				person: ALES,
				rating: LOW,
				deadline: 7 + PARAMS.recovery,
			}
			.into(),
		);
		assert_eq!(RecallPallet::recalls(ALES), 0);
	});
}

#[rstest]
#[case::zero(0, true)]
#[case::just_below(PARAMS.suspend_below - 1, true)]
#[case::at_the_threshold(PARAMS.suspend_below, false)]
#[case::the_whole(WHOLE, false)]
fn rating_suspends_exactly_below_the_threshold(#[case] rating: Ppm, #[case] suspends: bool) {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = in_office();
		rate(VILLAGE_HEAD, &[rating]);
		assert_eq!(is_exercised(mandate), !suspends);
		assert_eq!(OpenCases::<Test>::contains_key(mandate), suspends);
	});
}

#[test]
fn round_does_nothing_when_too_few_answered() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = in_office();
		call_round(VILLAGE_HEAD);
		assert_eq!(conclude(VILLAGE_HEAD, &[None]), Weight::zero());
		assert!(is_exercised(mandate));
	});
}

#[test]
fn rating_does_nothing_when_the_mandate_has_ended_meanwhile() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = in_office();
		call_round(VILLAGE_HEAD);
		end(mandate, End::Resigned);
		conclude(VILLAGE_HEAD, &[Some(LOW)]);
		assert_eq!(seat(VILLAGE_HEAD), Seat::Acting { person: BELA });
		assert_eq!(NextCase::<Test>::get(), 0);
	});
}

#[test]
fn rating_does_nothing_when_somebody_else_was_elected_meanwhile() {
	ExtBuilder::default().build_and_execute(|| {
		in_office();
		call_round(VILLAGE_HEAD);
		let next = elect(VILLAGE_HEAD, FILIP, &[]);
		conclude(VILLAGE_HEAD, &[Some(LOW)]);
		assert!(is_exercised(next));
	});
}

#[test]
fn rating_does_nothing_when_the_mandate_is_suspended_already() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = in_office();
		call_round(VILLAGE_HEAD);
		let asked = asked(VILLAGE_HEAD).unwrap()[0];
		conclude(VILLAGE_HEAD, &[Some(LOW)]);
		RecallPallet::rated(VILLAGE_HEAD, &asked, Some(LOW));
		assert_eq!(NextCase::<Test>::get(), 1);
		assert!(OpenCases::<Test>::contains_key(mandate));
	});
}

#[test]
fn rating_suspends_when_nobody_can_act() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_HEAD, ALES, &[]);
		rate(VILLAGE_HEAD, &[LOW]);
		let acting = None;
		assert_eq!(seat(VILLAGE_HEAD), Seat::Suspended { mandate, acting });
	});
}

#[test]
fn rating_leaves_nothing_behind_when_offices_refuse() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = in_office();
		RefuseTenure::set(Some(REFUSED));
		rate(VILLAGE_HEAD, &[LOW]);
		assert!(is_exercised(mandate));
		assert_eq!(NextCase::<Test>::get(), 0);
		// The next round asks again.
		RefuseTenure::set(None);
		rate(VILLAGE_HEAD, &[LOW]);
		assert!(OpenCases::<Test>::contains_key(mandate));
	});
}

#[test]
fn rating_leaves_the_mandate_alone_when_no_case_can_be_numbered() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = in_office();
		NextCase::<Test>::put(CaseId::MAX);
		rate(VILLAGE_HEAD, &[LOW]);
		assert!(is_exercised(mandate));
		assert_eq!(Cases::<Test>::iter().count(), 0);
	});
}

#[test]
fn rating_suspends_a_second_time_in_one_mandate() {
	ExtBuilder::default().build_and_execute(|| {
		let (mandate, first) = suspended();
		run_to(10);
		rate(VILLAGE_HEAD, &[HIGH]);
		run_to(20);
		rate(VILLAGE_HEAD, &[LOW]);
		let second = OpenCases::<Test>::get(mandate).unwrap();
		assert_eq!(outcome_of(first), Some((10, Outcome::Reinstated(HIGH))));
		assert_eq!(case(second).deadline, 20 + PARAMS.recovery);
		// The first deadline means nothing any more, the second all.
		run_to(case(first).deadline + 1);
		assert_eq!(ended(mandate), None);
		run_to(case(second).deadline);
		assert_eq!(outcome_of(second), Some((70, Outcome::Recalled)));
		assert_eq!(RecallPallet::recalls(ALES), 1);
	});
}

#[test]
fn rating_suspends_each_office_on_its_own() {
	ExtBuilder::default().build_and_execute(|| {
		let (village, _) = suspended();
		let district = elect(DISTRICT_HEAD, EWA, &[]);
		rate(DISTRICT_HEAD, &[LOW]);
		rate(VILLAGE_HEAD, &[HIGH]);
		assert!(is_exercised(village));
		assert!(OpenCases::<Test>::contains_key(district));
	});
}

#[test]
fn threshold_of_an_incumbent_and_of_who_acts_is_what_suspends() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = in_office();
		for capacity in [Capacity::Incumbent(mandate), Capacity::Acting] {
			let threshold = RecallPallet::threshold(VILLAGE_HEAD, capacity);
			assert_eq!(threshold, PARAMS.suspend_below);
		}
	});
}

#[test]
fn threshold_of_the_suspended_is_what_reinstates() {
	ExtBuilder::default().build_and_execute(|| {
		let (mandate, _) = suspended();
		let threshold = RecallPallet::threshold(VILLAGE_HEAD, Capacity::Suspended(mandate));
		assert_eq!(threshold, PARAMS.reinstate_at);
	});
}

#[test]
fn threshold_is_that_of_all_levels_when_office_and_case_are_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		let incumbent = RecallPallet::threshold(NO_OFFICE, Capacity::Incumbent(0));
		let suspended = RecallPallet::threshold(NO_OFFICE, Capacity::Suspended(0));
		assert_eq!(
			(incumbent, suspended),
			(PARAMS.suspend_below, PARAMS.reinstate_at)
		);
	});
}
