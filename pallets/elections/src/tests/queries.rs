//! What everybody may ask.

use super::*;

fn ids(page: &Page<u64>) -> Vec<ElectionId> {
	page.found.iter().map(|(id, _)| *id).collect()
}

#[test]
fn elections_of_lists_only_those_of_the_office_oldest_first() {
	ExtBuilder::default().build_and_execute(|| {
		let (first, poll) = voting(&[ALES]);
		close(poll, true, &[0]);
		call(SEAT);
		let second = call(HEAD);
		let page = ElectionsPallet::elections_of(HEAD, 0, 10);
		assert_eq!((ids(&page), page.next), (vec![first, second], None));
	});
}

#[test]
fn running_lists_only_those_under_way() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, poll) = voting(&[ALES]);
		close(poll, true, &[0]);
		let seat = call(SEAT);
		let page = ElectionsPallet::running(0, 10);
		assert_eq!((ids(&page), page.next), (vec![seat], None));
	});
}

#[test]
fn page_says_where_to_go_on_when_it_is_full() {
	ExtBuilder::default().build_and_execute(|| {
		call(HEAD);
		call(SEAT);
		let first = ElectionsPallet::running(0, 1);
		assert_eq!((ids(&first), first.next), (vec![0], Some(1)));
		let last = ElectionsPallet::running(1, 1);
		assert_eq!((ids(&last), last.next), (vec![1], None));
	});
}

#[test]
fn page_says_where_to_go_on_when_enough_was_looked_at() {
	// Not checked at the end: numbers were skipped.
	ExtBuilder::default().build().execute_with(|| {
		NextElection::<Test>::put(MAX_SCAN + 5);
		let id = call(HEAD);
		let first = ElectionsPallet::elections_of(HEAD, 0, 10);
		assert_eq!((ids(&first), first.next), (vec![], Some(MAX_SCAN)));
		let second = ElectionsPallet::elections_of(HEAD, MAX_SCAN, 10);
		assert_eq!((ids(&second), second.next), (vec![id], None));
	});
}

#[test]
fn page_is_empty_when_asked_beyond_the_end() {
	ExtBuilder::default().build_and_execute(|| {
		call(HEAD);
		let page = ElectionsPallet::running(u32::MAX, u32::MAX);
		assert_eq!((ids(&page), page.next), (vec![], None));
	});
}

#[test]
fn unknown_numbers_lead_to_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(ElectionsPallet::election(0), None);
		assert_eq!(ElectionsPallet::slate(0), None);
		assert!(ElectionsPallet::candidates(0).is_empty());
		assert_eq!(ElectionsPallet::under_way(HEAD), None);
		assert_eq!(ElectionsPallet::candidacy_of(person(ALES)), None);
	});
}
