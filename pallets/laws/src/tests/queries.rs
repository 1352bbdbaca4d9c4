//! What can be asked.

use super::*;

#[test]
fn law_is_none_when_the_number_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, statute());
		run_to(DUE);
		assert!(LawsPallet::law(1).is_some());
		for number in [0, 2] {
			assert_eq!(LawsPallet::law(number), None);
		}
	});
}

#[test]
fn laws_of_a_unit_come_oldest_first_and_by_pages() {
	ExtBuilder::default().build_and_execute(|| {
		for id in 0..6 {
			let unit = if id % 2 == 0 { VILLAGE } else { COUNTRY };
			pass(id, statute_of(unit));
		}
		run_to(DUE);
		let numbers = |unit, from, limit| -> Vec<LawId> {
			let page = LawsPallet::laws_of(unit, from, limit);
			assert!(page.iter().all(|(_, law)| law.unit == unit));
			page.into_iter().map(|(number, _)| number).collect()
		};
		assert_eq!(numbers(VILLAGE, 0, 9), [1, 3, 5]);
		assert_eq!(numbers(COUNTRY, 0, 2), [2, 4]);
		assert_eq!(numbers(COUNTRY, 2, 2), [6]);
		for (unit, from, limit) in [
			(VILLAGE, 3, 9),
			(VILLAGE, u32::MAX, u32::MAX),
			(VILLAGE, 0, 0),
			(OTHER_VILLAGE, 0, 9),
			(NO_UNIT, 0, 9),
		] {
			assert!(numbers(unit, from, limit).is_empty());
		}
	});
}

#[test]
fn laws_of_a_unit_are_at_most_a_page() {
	ExtBuilder::default().build_and_execute(|| {
		DuePerBlock::set(70);
		for id in 0..70 {
			pass(id, statute());
		}
		run_to(DUE + 1);
		let page = LawsPallet::laws_of(VILLAGE, 0, u32::MAX);
		assert_eq!(page.len() as u32, MAX_PAGE);
		let rest = LawsPallet::laws_of(VILLAGE, MAX_PAGE, u32::MAX);
		assert_eq!(rest.len(), 6);
	});
}

#[test]
fn pending_and_outcome_take_turns() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(LawsPallet::pending(3), None);
		assert_eq!(LawsPallet::outcome(3), None);
		pass(3, statute());
		assert!(LawsPallet::pending(3).is_some());
		assert_eq!(LawsPallet::outcome(3), None);
		run_to(DUE);
		assert_eq!(LawsPallet::pending(3), None);
		assert!(LawsPallet::outcome(3).is_some());
	});
}
