//! The lot as a pure rule: what is kept depends on which tickets came in, and never on when.

use proptest::prelude::*;
use veche_tally::sortition::{keep, place, split, Kept, NotKept};

const MOST: u32 = 8;

fn kept(tickets: &[u8], places: u32) -> Kept<u8, MOST> {
	let mut kept = Kept::default();
	for ticket in tickets {
		let _ = keep(&mut kept, places, *ticket);
	}
	kept
}

#[test]
fn keep_refuses_what_is_there() {
	let mut list = kept(&[1, 2], 3);
	assert_eq!(keep(&mut list, 3, 2), Err(NotKept::Twice));
	assert_eq!(list.to_vec(), [1, 2]);
}

#[test]
fn keep_displaces_the_highest_when_all_places_are_taken() {
	let mut list = kept(&[1, 3], 2);
	assert_eq!(keep(&mut list, 2, 4), Err(NotKept::TooHigh));
	assert_eq!(keep(&mut list, 2, 2), Ok(Some(3)));
	assert_eq!(list.to_vec(), [1, 2]);
}

#[test]
fn keep_refuses_everything_when_there_is_no_place() {
	let mut list = kept(&[], 0);
	assert_eq!(keep(&mut list, 0, 1), Err(NotKept::TooHigh));
	assert!(list.is_empty());
}

#[test]
fn keep_changes_nothing_when_the_list_holds_fewer_than_there_are_places() {
	let full: Vec<u8> = (1..=8).collect();
	let mut list = kept(&full, u32::MAX);
	assert_eq!(keep(&mut list, u32::MAX, 0), Err(NotKept::TooHigh));
	assert_eq!(list.to_vec(), full);
}

#[test]
fn split_gives_all_to_the_panel_when_there_are_few() {
	assert_eq!(split(&[1, 2], 3), (&[1, 2][..], &[][..]));
	assert_eq!(split(&[1, 2], 1), (&[1][..], &[2][..]));
	assert_eq!(split(&[1, 2], 0), (&[][..], &[1, 2][..]));
}

proptest! {
	#[test]
	fn lowest_are_kept_whatever_the_order_and_however_often_they_come(
		tickets in prop::collection::vec(0..40u8, 0..60),
		places in 1..=MOST,
	) {
		let mut expected = tickets.clone();
		expected.sort_unstable();
		expected.dedup();
		expected.truncate(places as usize);
		prop_assert_eq!(kept(&tickets, places).to_vec(), expected);
	}

	#[test]
	fn place_says_what_keep_does(
		tickets in prop::collection::vec(any::<u8>(), 0..20),
		next in any::<u8>(),
		places in 0..=MOST,
	) {
		let before = kept(&tickets, places);
		let mut after = before.clone();
		let place = place(&before, places, &next);
		let done = keep(&mut after, places, next);
		prop_assert_eq!(place.err(), done.err());
		match place {
			Ok(at) => prop_assert_eq!(after[at], next),
			Err(_) => prop_assert_eq!(after, before),
		}
	}
}
