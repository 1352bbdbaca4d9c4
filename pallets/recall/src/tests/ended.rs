//! Suspended mandates that end before their deadline.

use super::*;
use rstest::rstest;

#[rstest]
#[case::term_over(End::Term)]
#[case::resigned(End::Resigned)]
#[case::rose(End::Rose)]
#[case::replaced(End::Replaced)]
fn case_ends_and_counts_as_a_recall_when_the_office_is_left_while_suspended(#[case] how: End) {
	ExtBuilder::default().build_and_execute(|| {
		let (mandate, id) = suspended();
		run_to(8);
		end(mandate, how);
		assert_eq!(outcome_of(id), Some((8, Outcome::Ended(how))));
		assert_eq!(RecallPallet::recalls(ALES), 1);
		System::assert_last_event(Event::CaseEnded { case: id, end: how }.into());
		assert_eq!(Agenda::<Test>::iter().count(), 0);
	});
}

#[test]
fn case_ends_without_recall_when_the_suspended_loses_the_standing_of_a_person() {
	ExtBuilder::default().build_and_execute(|| {
		let (mandate, id) = suspended();
		end(mandate, End::Lost);
		assert_eq!(outcome_of(id), Some((1, Outcome::Ended(End::Lost))));
		assert_eq!(RecallPallet::recalls(ALES), 0);
		assert!(!RecallsOf::<Test>::contains_key(ALES));
	});
}

#[rstest]
#[case(End::Term)]
#[case(End::Lost)]
#[case(End::Resigned)]
#[case(End::Rose)]
#[case(End::Recalled)]
#[case(End::Replaced)]
fn end_of_a_mandate_does_nothing_when_it_is_not_suspended(#[case] how: End) {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = in_office();
		end(mandate, how);
		assert_eq!(RecallPallet::recalls(ALES), 0);
		assert_eq!(NextCase::<Test>::get(), 0);
	});
}

#[test]
fn end_of_a_mandate_does_nothing_when_it_was_reinstated() {
	ExtBuilder::default().build_and_execute(|| {
		let (mandate, id) = suspended();
		rate(VILLAGE_HEAD, &[HIGH]);
		end(mandate, End::Resigned);
		assert_eq!(outcome_of(id), Some((1, Outcome::Reinstated(HIGH))));
		assert_eq!(RecallPallet::recalls(ALES), 0);
	});
}

#[test]
fn case_ends_when_the_suspended_is_elected_to_another_office() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = suspended();
		elect(DISTRICT_HEAD, ALES, &[]);
		assert_eq!(outcome_of(id), Some((1, Outcome::Ended(End::Rose))));
		assert_eq!(RecallPallet::recalls(ALES), 1);
	});
}

#[test]
fn case_ends_when_the_suspended_is_elected_to_the_same_office_again() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = suspended();
		let again = elect(VILLAGE_HEAD, ALES, &[]);
		assert_eq!(outcome_of(id), Some((1, Outcome::Ended(End::Replaced))));
		run_to(100);
		assert!(is_exercised(again));
	});
}

#[test]
fn case_is_closed_once_when_its_end_is_told_twice() {
	ExtBuilder::default().build_and_execute(|| {
		let (mandate, id) = suspended();
		end(mandate, End::Resigned);
		RecallPallet::ended(mandate, End::Term);
		assert_eq!(outcome_of(id), Some((1, Outcome::Ended(End::Resigned))));
		assert_eq!(RecallPallet::recalls(ALES), 1);
	});
}

#[test]
fn case_ends_when_its_deadline_has_passed_and_a_round_is_waited_for() {
	ExtBuilder::default().build_and_execute(|| {
		let (mandate, id) = suspended();
		call_round(VILLAGE_HEAD);
		run_to(case(id).deadline + 4);
		end(mandate, End::Resigned);
		assert_eq!(Agenda::<Test>::iter().count(), 0);
		assert_eq!(RecallPallet::recalls(ALES), 1);
		conclude(VILLAGE_HEAD, &[Some(HIGH), Some(HIGH)]);
		run_to(case(id).deadline + 20);
		assert_eq!(ended(mandate), Some((55, End::Resigned)));
	});
}

#[test]
fn recalls_add_up_over_mandates() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, first) = suspended();
		run_to(case(first).deadline);
		let (second, _) = suspended();
		end(second, End::Resigned);
		assert_eq!(RecallPallet::recalls(ALES), 2);
		assert_eq!(RecallPallet::recalls(BELA), 0);
	});
}
