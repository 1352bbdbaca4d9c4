//! What can be asked.

use super::*;

#[test]
fn open_case_is_that_of_the_suspended() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(RecallPallet::open_case(NO_OFFICE), None);
		assert_eq!(RecallPallet::open_case(VILLAGE_HEAD), None);
		let (_, id) = suspended();
		assert_eq!(RecallPallet::open_case(VILLAGE_HEAD), Some((id, case(id))));
		rate(VILLAGE_HEAD, &[HIGH]);
		assert_eq!(RecallPallet::open_case(VILLAGE_HEAD), None);
	});
}

#[test]
fn case_is_none_when_the_number_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(RecallPallet::case(0), None);
	});
}

#[test]
fn cases_of_a_person_come_newest_first() {
	ExtBuilder::default().build_and_execute(|| {
		suspended();
		rate(VILLAGE_HEAD, &[HIGH]);
		run_to(5);
		rate(VILLAGE_HEAD, &[LOW]);
		let cases = RecallPallet::cases_of(ALES);
		assert_eq!(cases, [(1, case(1)), (0, case(0))]);
		assert!(RecallPallet::cases_of(BELA).is_empty());
	});
}

#[test]
fn cases_of_a_person_are_at_most_a_page() {
	ExtBuilder::default().build_and_execute(|| {
		in_office();
		for _ in 0..70 {
			rate(VILLAGE_HEAD, &[LOW]);
			rate(VILLAGE_HEAD, &[HIGH]);
		}
		let cases = RecallPallet::cases_of(ALES);
		assert_eq!(cases.len(), 64);
		assert_eq!(cases[0].0, 69);
	});
}

#[test]
fn petition_of_an_office_is_none_when_there_is_none() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(RecallPallet::petition_of(VILLAGE_HEAD), None);
		assert_eq!(RecallPallet::rest_until(VILLAGE_HEAD), None);
	});
}
