//! Who comes after the winner.

mod common;

use common::{election, method, tally, Grades};
use proptest::prelude::*;
use rstest::rstest;
use veche_tally::{
	condorcet_winner, decide, order, strongest_paths, Choice, Method, Ppm, Ranking, Tally, PPM,
};

const HALF: Ppm = PPM / 2;

fn lot(number: u128) -> [u8; 32] {
	let mut lot = [0xff; 32];
	lot[..16].copy_from_slice(&number.to_le_bytes());
	lot
}

fn counted(method: Method, counts: &[u32]) -> Tally {
	let mut tally = Tally::new(method, counts.len() as u8).expect("fits");
	for (option, count) in (0..).zip(counts) {
		let choice = match method {
			Method::Approval | Method::Marks => Choice::Approve(1 << option),
			_ => Choice::One(option),
		};
		(0..*count).for_each(|_| tally.add(&choice).expect("valid"));
	}
	tally
}

#[rstest]
#[case::plurality(Method::Plurality)]
#[case::approval(Method::Approval)]
#[case::marks(Method::Marks)]
fn order_is_by_count(#[case] method: Method) {
	let tally = counted(method, &[2, 0, 5, 3]);
	for number in 0..9 {
		assert_eq!(order(&tally, HALF, &lot(number)), [2, 3, 0, 1]);
	}
}

#[rstest]
#[case::yes_wins(&[3, 2, 9], HALF, &[0, 1, 2])]
#[case::no_wins(&[2, 3, 0], HALF, &[1, 0, 2])]
#[case::tie_is_a_no(&[2, 2, 1], HALF, &[1, 0, 2])]
#[case::below_the_majority(&[3, 2, 0], 666_666, &[1, 0, 2])]
#[case::all_abstain(&[0, 0, 4], HALF, &[])]
#[case::no_ballots(&[0, 0, 0], HALF, &[])]
fn order_of_yes_no_begins_with_what_is_decided(
	#[case] counts: &[u32],
	#[case] majority: Ppm,
	#[case] expected: &[u8],
) {
	let tally = counted(Method::YesNo, counts);
	for number in 0..4 {
		assert_eq!(order(&tally, majority, &lot(number)), expected);
	}
}

#[rstest]
#[case(0, [0, 2, 3, 1])]
#[case(1, [2, 0, 3, 1])]
#[case(2, [3, 0, 2, 1])]
#[case(3, [0, 3, 2, 1])]
#[case(4, [2, 3, 0, 1])]
#[case(5, [3, 2, 0, 1])]
#[case(6, [0, 2, 3, 1])]
fn lot_draws_place_by_place_among_the_tied(#[case] number: u128, #[case] expected: [u8; 4]) {
	let tally = counted(Method::Approval, &[2, 1, 2, 2]);
	assert_eq!(order(&tally, HALF, &lot(number)), expected);
}

/// The lot of one tie says nothing about the next.
#[test]
fn lots_of_two_ties_are_independent() {
	let tally = counted(Method::Plurality, &[2, 2, 1, 1]);
	let orders: Vec<Vec<u8>> = (0..4).map(|n| order(&tally, HALF, &lot(n))).collect();
	assert_eq!(
		orders,
		[[0, 1, 2, 3], [1, 0, 2, 3], [0, 1, 3, 2], [1, 0, 3, 2]]
	);
}

/// The example in the first publication of the method, whose paths order all options.
#[test]
fn published_example_is_ordered_as_published() {
	let rows = [
		(5, "ACBED"),
		(5, "ADECB"),
		(8, "BEDAC"),
		(3, "CABED"),
		(7, "CAEBD"),
		(2, "CBADE"),
		(7, "DCEBA"),
		(8, "EBADC"),
	];
	let mut tally = Tally::new(Method::Schulze, 5).expect("fits");
	for (count, order) in rows {
		let ranking = Ranking::strict(order.bytes().map(|c| c - b'A')).expect("short");
		(0..count).for_each(|_| tally.add(&Choice::Rank(ranking.clone())).expect("valid"));
	}
	// E, A, C, B, D.
	assert_eq!(order(&tally, HALF, &lot(77)), [4, 0, 2, 1, 3]);
}

#[test]
fn order_is_empty_when_nobody_chose_anything() {
	for method in Method::ALL {
		let mut tally = Tally::new(method, 3).expect("fits");
		assert!(order(&tally, HALF, &lot(0)).is_empty());
		tally.add(&Choice::Blank).expect("valid");
		assert!(order(&tally, HALF, &lot(0)).is_empty());
	}
}

#[test]
fn order_is_empty_and_never_panics_when_the_tally_is_malformed() {
	let mut tally = Tally::new(Method::Schulze, 3).expect("fits");
	let ranking = Ranking::strict([0]).expect("short");
	tally.add(&Choice::Rank(ranking)).expect("valid");
	tally.pairwise.pop();
	assert!(order(&tally, HALF, &lot(0)).is_empty());
	let mut tally = counted(Method::Plurality, &[1, 2]);
	tally.counts.clear();
	assert!(order(&tally, HALF, &lot(0)).is_empty());
}

#[test]
fn all_options_have_a_place_when_all_are_tied() {
	let mut tally = Tally::new(Method::Approval, 32).expect("fits");
	tally.add(&Choice::Approve(u32::MAX)).expect("valid");
	let mut places = order(&tally, HALF, &[0xff; 32]);
	places.sort();
	assert_eq!(places, (0..32).collect::<Vec<_>>());
}

/// Whether the count itself puts `a` before `b`.
fn precedes(tally: &Tally, a: u8, b: u8) -> bool {
	if tally.method != Method::Schulze {
		return tally.count(a) > tally.count(b);
	}
	let paths = strongest_paths(tally.options, &tally.pairwise);
	let path =
		|from: u8, to: u8| paths[usize::from(from) * usize::from(tally.options) + usize::from(to)];
	path(a, b) > path(b, a)
}

proptest! {
	#[test]
	fn order_is_a_permutation_that_the_winner_leads(
		method in method(),
		(options, ballots) in election(),
		majority in 0u32..=PPM,
		lot in any::<[u8; 32]>(),
	) {
		let tally = tally(method, options, &ballots);
		let order = order(&tally, majority, &lot);
		prop_assert_eq!(order.first().copied(), decide(&tally, majority, &lot).winner);
		if !order.is_empty() {
			let mut sorted = order.clone();
			sorted.sort();
			prop_assert_eq!(sorted, (0..options as u8).collect::<Vec<_>>());
		}
	}

	#[test]
	fn order_of_yes_no_is_led_by_what_is_decided(
		counts in prop::array::uniform3(0u32..4),
		majority in 0u32..=PPM,
		lot in any::<[u8; 32]>(),
	) {
		let tally = counted(Method::YesNo, &counts);
		let order = order(&tally, majority, &lot);
		prop_assert_eq!(order.first().copied(), decide(&tally, majority, &lot).winner);
		prop_assert!(order.is_empty() || order.last() == Some(&2));
	}

	/// To precede is transitive, so no lot can put an option before one that precedes it.
	#[test]
	fn nobody_stands_behind_one_they_precede(
		method in method(),
		(options, ballots) in election(),
		lot in any::<[u8; 32]>(),
	) {
		let tally = tally(method, options, &ballots);
		let order = order(&tally, HALF, &lot);
		for (place, later) in order.iter().enumerate() {
			for earlier in &order[..place] {
				prop_assert!(!precedes(&tally, *later, *earlier), "{:?}", order);
			}
		}
	}

	#[test]
	fn condorcet_winner_is_first_and_condorcet_loser_last(
		(options, ballots) in election(),
		lot in any::<[u8; 32]>(),
	) {
		let tally = tally(Method::Schulze, options, &ballots);
		let order = order(&tally, HALF, &lot);
		if let Some(winner) = condorcet_winner(tally.options, &tally.pairwise) {
			prop_assert_eq!(order.first(), Some(&winner));
		}
		let all = 0..options as u8;
		let loses = |a: &u8| {
			all.clone().all(|b| b == *a || tally.pairwise(*a, b) < tally.pairwise(b, *a))
		};
		if let Some(loser) = all.clone().find(loses) {
			prop_assert_eq!(order.last(), Some(&loser));
		}
	}

	/// Whatever was added and taken out again, in whatever order, leaves no trace.
	#[test]
	fn order_does_not_depend_on_ballots_taken_out(
		method in method(),
		(options, ballots, taken) in election().prop_flat_map(|(options, ballots)| {
			let taken = prop::sample::subsequence(ballots.clone(), 0..=ballots.len());
			(Just(options), Just(ballots), taken.prop_shuffle())
		}),
		lot in any::<[u8; 32]>(),
	) {
		let mut rest: Vec<&Grades> = ballots.iter().collect();
		let mut counted = tally(method, options, &ballots);
		for ballot in &taken {
			counted.subtract(&common::choice(method, ballot)).unwrap();
			let place = rest.iter().position(|other| *other == ballot).unwrap();
			rest.swap_remove(place);
		}
		let expected = order(&tally(method, options, rest), HALF, &lot);
		prop_assert_eq!(order(&counted, HALF, &lot), expected);
	}
}
