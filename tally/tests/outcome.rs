//! Quorum, majority and ties at their edges.

use proptest::prelude::*;
use rstest::rstest;
use veche_tally::{
	decide, majority_met, quorum_met, share_of, Choice, Method, Ppm, QuestionOutcome, Tally, PPM,
};

const HALF: Ppm = PPM / 2;
const LOT: [u8; 32] = [0; 32];

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
#[case::exactly(25, 100, 250_000, true)]
#[case::one_short(24, 100, 250_000, false)]
#[case::rounds_against(33, 100, 333_333, false)]
#[case::rounds_up(34, 100, 333_333, true)]
#[case::all(100, 100, PPM, true)]
#[case::nobody(0, 100, 1, false)]
#[case::no_quorum(0, 100, 0, true)]
#[case::no_electors(0, 0, HALF, true)]
#[case::largest(u32::MAX, u32::MAX, PPM, true)]
#[case::largest_short(u32::MAX - 1, u32::MAX, PPM, false)]
#[case::beyond_all(100, 100, PPM + 1, false)]
fn quorum_is_met_from_the_share_on(
	#[case] ballots: u32,
	#[case] electors: u32,
	#[case] share: Ppm,
	#[case] met: bool,
) {
	assert_eq!(quorum_met(ballots, electors, share), met);
}

#[rstest]
#[case::exactly(100, 250_000, 25)]
#[case::up(101, 250_000, 26)]
#[case::at_least_one(100, 0, 1)]
#[case::of_nobody(0, HALF, 1)]
#[case::tiny(1, 1, 1)]
#[case::whole(u32::MAX, PPM, u32::MAX)]
#[case::beyond(u32::MAX, u32::MAX, u32::MAX)]
fn share_is_rounded_up(#[case] electors: u32, #[case] share: Ppm, #[case] people: u32) {
	assert_eq!(share_of(electors, share), people);
}

#[rstest]
#[case::tie(5, 5, HALF, false)]
#[case::one_more(6, 5, HALF, true)]
#[case::nobody(0, 0, HALF, false)]
#[case::nobody_at_zero(0, 0, 0, false)]
#[case::exactly_three_quarters(3, 1, 750_000, false)]
#[case::more_than_three_quarters(31, 10, 750_000, true)]
#[case::unanimous(1, 0, HALF, true)]
#[case::never(1, 0, PPM, false)]
#[case::largest(u32::MAX, u32::MAX, HALF, false)]
#[case::largest_share(u32::MAX, u32::MAX, u32::MAX, false)]
#[case::largest_by_one(u32::MAX, u32::MAX - 1, HALF, true)]
fn majority_is_strict(#[case] yes: u32, #[case] no: u32, #[case] majority: Ppm, #[case] met: bool) {
	assert_eq!(majority_met(yes, no, majority), met);
}

#[rstest]
#[case::yes_wins(&[3, 2, 9], HALF, Some(0), &[0])]
#[case::no_wins(&[2, 3, 0], HALF, Some(1), &[1])]
#[case::tie_is_a_no(&[2, 2, 1], HALF, Some(1), &[0, 1])]
#[case::below_the_majority(&[3, 2, 0], 666_666, Some(1), &[1])]
#[case::all_abstain(&[0, 0, 4], HALF, None, &[])]
#[case::no_ballots(&[0, 0, 0], HALF, None, &[])]
fn yes_no_is_decided_by_the_majority(
	#[case] counts: &[u32],
	#[case] majority: Ppm,
	#[case] winner: Option<u8>,
	#[case] tied: &[u8],
) {
	let tally = counted(Method::YesNo, counts);
	for number in 0..4 {
		let outcome = decide(&tally, majority, &lot(number));
		assert_eq!(
			(outcome.winner, outcome.tied.to_vec()),
			(winner, tied.to_vec())
		);
		assert!(!outcome.by_lot);
	}
}

#[rstest]
#[case::plurality(Method::Plurality)]
#[case::approval(Method::Approval)]
#[case::marks(Method::Marks)]
fn the_lot_breaks_a_tie(#[case] method: Method) {
	let tally = counted(method, &[2, 1, 2, 2]);
	for (number, winner) in [(0, 0), (1, 2), (2, 3), (3, 0), (u128::MAX, 0)] {
		let outcome = decide(&tally, HALF, &lot(number));
		assert_eq!(outcome.winner, Some(winner));
		assert_eq!(outcome.tied.to_vec(), [0, 2, 3]);
		assert!(outcome.by_lot);
	}
}

#[test]
fn a_clear_winner_needs_no_lot() {
	let outcome = decide(&counted(Method::Plurality, &[1, 3, 2]), HALF, &LOT);
	assert_eq!((outcome.winner, outcome.by_lot), (Some(1), false));
	assert_eq!(outcome.tied.to_vec(), [1]);
}

#[test]
fn nobody_wins_when_every_ballot_is_blank() {
	for method in Method::ALL {
		let mut tally = Tally::new(method, 3).expect("fits");
		assert_eq!(decide(&tally, HALF, &LOT), QuestionOutcome::default());
		tally.add(&Choice::Blank).expect("valid");
		assert_eq!(decide(&tally, HALF, &LOT), QuestionOutcome::default());
	}
}

proptest! {
	#[test]
	fn the_share_is_the_least_number_that_meets_the_quorum(
		electors in 1u32..,
		share in 1u32..=PPM,
	) {
		let people = share_of(electors, share);
		prop_assert!(quorum_met(people, electors, share));
		prop_assert!(people <= electors);
		prop_assert!(!quorum_met(people - 1, electors, share));
	}

	#[test]
	fn both_sides_never_have_a_majority(yes: u32, no: u32, majority in HALF..=PPM) {
		prop_assert!(!(majority_met(yes, no, majority) && majority_met(no, yes, majority)));
	}
}
