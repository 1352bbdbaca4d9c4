//! Who is told of new offices and of mandates that ended.

use super::*;

#[test]
fn offices_of_genesis_are_told_in_order() {
	ExtBuilder::default().build_and_execute(|| {
		let units = [VILLAGE, VILLAGE, DISTRICT, REGION];
		let expected: Vec<(OfficeId, UnitId)> = (0..).zip(units).collect();
		assert_eq!(told_established(), expected);
	});
}

#[test]
fn establish_tells_of_the_office() {
	ExtBuilder::default().build_and_execute(|| {
		let office = establish(COUNTRY, OfficeKind::Head, ActingRule::Nobody);
		assert_eq!(told_established().last(), Some(&(office, COUNTRY)));
	});
}

#[test]
fn establish_tells_of_nothing_when_it_fails() {
	ExtBuilder::default().build_and_execute(|| {
		let before = told_established();
		let twice = OfficesPallet::establish(
			RuntimeOrigin::root(),
			VILLAGE,
			title("Head"),
			OfficeKind::Head,
			Method::Plurality,
			TERM,
			ActingRule::Nobody,
		);
		assert!(twice.is_err());
		assert_eq!(told_established(), before);
	});
}

#[test]
fn every_end_of_a_mandate_is_told_once() {
	ExtBuilder::default().build_and_execute(|| {
		let resigned = elect(VILLAGE_HEAD, ALES, &[]);
		resign(ALES, VILLAGE_HEAD);
		let recalled = elect(VILLAGE_HEAD, ALES, &[]);
		suspend(recalled);
		assert_eq!(told_ended().len(), 1, "a suspension is no end");
		assert_ok!(OfficesPallet::recall(recalled));
		let rose = elect(VILLAGE_HEAD, BELA, &[]);
		let replaced = elect(DISTRICT_HEAD, BELA, &[]);
		let lost = elect(DISTRICT_HEAD, EWA, &[]);
		lose(EWA);
		next_block();
		let over = elect(VILLAGE_HEAD, CIM, &[]);
		run_to(2 + TERM);
		let expected = [
			(resigned, End::Resigned),
			(recalled, End::Recalled),
			(rose, End::Rose),
			(replaced, End::Replaced),
			(lost, End::Lost),
			(over, End::Term),
		];
		assert_eq!(told_ended(), expected);
	});
}
