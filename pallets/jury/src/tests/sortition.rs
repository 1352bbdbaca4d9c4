//! What is the chain's own in the lot: tickets are aliases, and as many are kept as a poll admits. The
//! rule itself is tested in `tally/tests/sortition.rs`.

use super::*;
use crate::types::sortition::{keep, split, NotKept};
use proptest::prelude::*;
use veche_primitives::polls::MAX_ADMITTED;

fn low(n: u8) -> Alias {
	let mut alias = [0; 32];
	alias[31] = n;
	alias
}

fn kept(tickets: &[Alias], places: u32) -> Kept {
	let mut kept = Kept::default();
	for ticket in tickets {
		let _ = keep(&mut kept, places, *ticket);
	}
	kept
}

#[test]
fn keep_compares_byte_by_byte_from_the_first() {
	let mut high = [0; 32];
	high[0] = 1;
	assert_eq!(
		kept(&[high, low(255), low(1)], 2).to_vec(),
		[low(1), low(255)]
	);
}

#[test]
fn keep_holds_as_many_as_a_poll_admits_and_no_more() {
	let all: Vec<Alias> = (0..MAX_ADMITTED as u8).map(low).collect();
	let mut list = kept(&all, u32::MAX);
	assert_eq!(list.to_vec(), all);
	assert_eq!(keep(&mut list, u32::MAX, [1; 32]), Err(NotKept::TooHigh));
	assert_eq!(list.to_vec(), all);
}

proptest! {
	#[test]
	fn lowest_aliases_sit_and_the_next_stand_by_whatever_the_order(
		tickets in prop::collection::vec(any::<[u8; 2]>(), 0..60),
		seats in 1..8u32,
		reserves in 0..8u32,
	) {
		// Two bytes make equal ones likely.
		let widen = |short: [u8; 2]| {
			let mut alias = [7; 32];
			alias[..2].copy_from_slice(&short);
			alias
		};
		let tickets: Vec<Alias> = tickets.into_iter().map(widen).collect();
		let mut lowest = tickets.clone();
		lowest.sort_unstable();
		lowest.dedup();
		lowest.truncate((seats + reserves) as usize);
		let expected = lowest.split_at(lowest.len().min(seats as usize));
		let kept = kept(&tickets, seats + reserves);
		prop_assert_eq!(split(&kept, seats), expected);
	}
}
