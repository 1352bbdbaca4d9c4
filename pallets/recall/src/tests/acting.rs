//! Who acts answers to the same rounds.

use super::*;
use rstest::rstest;

#[test]
fn acting_is_replaced_when_rated_below_the_threshold() {
	ExtBuilder::default().build_and_execute(|| {
		let (mandate, id) = suspended();
		rate(VILLAGE_HEAD, &[MIDDLE, LOW]);
		let acting = Some(CIM);
		assert_eq!(seat(VILLAGE_HEAD), Seat::Suspended { mandate, acting });
		System::assert_last_event(
			Event::ActingReplaced {
				office: VILLAGE_HEAD,
				person: BELA,
				next: acting,
			}
			.into(),
		);
		assert!(case(id).is_open());
		assert_eq!(
			RecallPallet::recalls(BELA),
			0,
			"who acts has no mandate to lose"
		);
	});
}

#[rstest]
#[case::just_below(PARAMS.suspend_below - 1, CIM)]
#[case::at_the_threshold(PARAMS.suspend_below, BELA)]
#[case::high(HIGH, BELA)]
fn acting_is_replaced_exactly_below_the_threshold(#[case] rating: Ppm, #[case] after: PersonId) {
	ExtBuilder::default().build_and_execute(|| {
		suspended();
		rate(VILLAGE_HEAD, &[MIDDLE, rating]);
		assert_eq!(acting(), Some(after));
	});
}

#[test]
fn acting_is_replaced_when_there_is_no_incumbent() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = in_office();
		end(mandate, End::Resigned);
		rate(VILLAGE_HEAD, &[LOW]);
		assert_eq!(seat(VILLAGE_HEAD), Seat::Acting { person: CIM });
	});
}

#[test]
fn acting_passes_from_one_to_the_next_until_nobody_is_left() {
	ExtBuilder::default().build_and_execute(|| {
		suspended();
		let after = [0; 4].map(|_| {
			rate(VILLAGE_HEAD, &[MIDDLE, LOW]);
			acting()
		});
		assert_eq!(after, [Some(CIM), Some(DANA), None, None]);
		assert!(is_told(Event::ActingReplaced {
			office: VILLAGE_HEAD,
			person: DANA,
			next: None,
		}));
	});
}

#[test]
fn acting_stays_when_too_few_answered() {
	ExtBuilder::default().build_and_execute(|| {
		suspended();
		call_round(VILLAGE_HEAD);
		conclude(VILLAGE_HEAD, &[Some(MIDDLE), None]);
		assert_eq!(acting(), Some(BELA));
	});
}

#[test]
fn rating_of_who_acts_means_nothing_when_the_suspended_is_reinstated_by_the_same_round() {
	ExtBuilder::default().build_and_execute(|| {
		let (mandate, _) = suspended();
		rate(VILLAGE_HEAD, &[HIGH, LOW]);
		assert!(is_exercised(mandate));
	});
}

#[test]
fn rating_of_who_acts_means_nothing_when_somebody_else_acts_meanwhile() {
	ExtBuilder::default().build_and_execute(|| {
		suspended();
		call_round(VILLAGE_HEAD);
		let asked = asked(VILLAGE_HEAD).unwrap()[1];
		conclude(VILLAGE_HEAD, &[Some(MIDDLE), Some(LOW)]);
		RecallPallet::rated(VILLAGE_HEAD, &asked, Some(LOW));
		assert_eq!(acting(), Some(CIM));
	});
}

#[test]
fn acting_is_replaced_when_the_suspended_has_left_during_the_round() {
	ExtBuilder::default().build_and_execute(|| {
		let (mandate, _) = suspended();
		call_round(VILLAGE_HEAD);
		end(mandate, End::Term);
		conclude(VILLAGE_HEAD, &[Some(LOW), Some(LOW)]);
		assert_eq!(seat(VILLAGE_HEAD), Seat::Acting { person: CIM });
	});
}

#[test]
fn acting_stays_when_offices_refuse() {
	ExtBuilder::default().build_and_execute(|| {
		suspended();
		RefuseTenure::set(Some(REFUSED));
		rate(VILLAGE_HEAD, &[MIDDLE, LOW]);
		assert_eq!(acting(), Some(BELA));
	});
}
