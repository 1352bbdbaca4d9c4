//! A rating that reinstates, and all those that do not.

use super::*;
use rstest::rstest;

#[test]
fn rating_reinstates_when_it_reaches_the_threshold() {
	ExtBuilder::default().build_and_execute(|| {
		let (mandate, id) = suspended();
		run_to(9);
		rate(VILLAGE_HEAD, &[HIGH, HIGH]);
		assert!(is_exercised(mandate));
		assert_eq!(outcome_of(id), Some((9, Outcome::Reinstated(HIGH))));
		let told = Event::Reinstated {
			case: id,
			mandate,
			rating: HIGH,
		};
		System::assert_last_event(told.into());
		assert_eq!(RecallPallet::recalls(ALES), 0);
	});
}

#[rstest]
#[case::zero(0, false)]
#[case::no_longer_below_what_suspends(MIDDLE, false)]
#[case::just_below(PARAMS.reinstate_at - 1, false)]
#[case::at_the_threshold(PARAMS.reinstate_at, true)]
#[case::the_whole(WHOLE, true)]
fn rating_reinstates_exactly_from_the_threshold_on(#[case] rating: Ppm, #[case] reinstates: bool) {
	ExtBuilder::default().build_and_execute(|| {
		let (mandate, id) = suspended();
		rate(VILLAGE_HEAD, &[rating]);
		assert_eq!(is_exercised(mandate), reinstates);
		assert_eq!(case(id).is_open(), !reinstates);
	});
}

#[test]
fn round_leaves_the_suspension_when_too_few_answered() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = suspended();
		call_round(VILLAGE_HEAD);
		conclude(VILLAGE_HEAD, &[None, None]);
		assert!(case(id).is_open());
	});
}

#[test]
fn reinstated_one_is_not_recalled_at_the_deadline() {
	ExtBuilder::default().build_and_execute(|| {
		let (mandate, id) = suspended();
		rate(VILLAGE_HEAD, &[HIGH]);
		assert_eq!(Agenda::<Test>::iter().count(), 0);
		run_to(case(id).deadline + 5);
		assert!(is_exercised(mandate));
	});
}

#[test]
fn rating_does_nothing_when_the_suspended_mandate_has_ended_meanwhile() {
	ExtBuilder::default().build_and_execute(|| {
		let (mandate, id) = suspended();
		call_round(VILLAGE_HEAD);
		end(mandate, End::Resigned);
		conclude(VILLAGE_HEAD, &[Some(HIGH), Some(HIGH)]);
		assert_eq!(seat(VILLAGE_HEAD), Seat::Acting { person: BELA });
		assert_eq!(
			outcome_of(id),
			Some((1, Outcome::Ended(End::Resigned))),
			"what is closed stays closed"
		);
	});
}

#[test]
fn rating_leaves_the_suspension_when_offices_refuse() {
	ExtBuilder::default().build_and_execute(|| {
		let (mandate, id) = suspended();
		RefuseTenure::set(Some(REFUSED));
		rate(VILLAGE_HEAD, &[HIGH]);
		assert!(case(id).is_open());
		assert!(!is_exercised(mandate));
		RefuseTenure::set(None);
		rate(VILLAGE_HEAD, &[HIGH]);
		assert!(is_exercised(mandate));
	});
}

#[test]
fn rating_reinstates_by_the_threshold_the_round_was_called_with() {
	ExtBuilder::default().build_and_execute(|| {
		let (mandate, _) = suspended();
		let asked = Asked {
			person: ALES,
			capacity: Capacity::Suspended(mandate),
			threshold: MIDDLE,
		};
		RecallPallet::rated(VILLAGE_HEAD, &asked, Some(MIDDLE));
		assert!(is_exercised(mandate));
	});
}
