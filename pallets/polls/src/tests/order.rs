//! What an institution learns beyond the winner.

use super::helpers::*;
use codec::Encode;
use sp_io::hashing::blake2_256;

/// A poll on one question of four options that closed with one vote for each of these.
fn closed_with(votes: &[u8]) -> PollId {
	let poll = open(request(&[(Method::Plurality, 4)]));
	for (voter, option) in (1..).zip(votes) {
		assert_ok!(cast(ballot(poll, voter, 1, &[Choice::One(*option)])));
	}
	to_block(BallotBox::poll(poll).unwrap().closes);
	assert!(BallotBox::outcome(poll).is_some());
	poll
}

#[test]
fn order_is_that_of_the_count_when_nobody_ties() {
	run(|| {
		let poll = closed_with(&[2, 0, 2, 0, 2, 3]);
		assert_eq!(BallotBox::order(poll, 0), [2, 0, 3, 1]);
	});
}

#[test]
fn order_begins_with_the_winner_when_the_institution_asks_at_the_close() {
	run(|| {
		// Several polls on different blocks, so that the lots differ.
		let polls: Vec<_> = (0..8).map(|_| closed_with(&[0, 1, 2, 3])).collect();
		let winners: Vec<_> = polls
			.iter()
			.map(|poll| BallotBox::outcome(*poll).unwrap().questions[0].winner)
			.collect();
		let orders = ORDERS.take();
		let first: Vec<_> = orders.iter().map(|order| order.first().copied()).collect();
		assert_eq!(first, winners);
		assert!(
			first.iter().any(|winner| *winner != first[0]),
			"the lot decides"
		);
	});
}

#[test]
fn order_ties_are_broken_by_the_lot_of_the_close_when_asked_in_its_block() {
	run(|| {
		let poll = closed_with(&[0, 1, 2, 3]);
		let seed = blake2_256(&(&b"veche/poll/tie"[..], 12u64).encode());
		let lot = blake2_256(&(seed, poll, 0u8).encode());
		let tally = &BallotBox::tally(poll)[0];
		let expected = veche_tally::order(tally, 500_000, &lot);
		assert_eq!(BallotBox::order(poll, 0), expected);
		assert_eq!(ORDERS.take(), [expected]);
	});
}

#[test]
fn order_keeps_the_recorded_winner_first_when_asked_later() {
	run(|| {
		let poll = closed_with(&[0, 1, 2, 3]);
		let winner = BallotBox::outcome(poll).unwrap().questions[0].winner;
		for block in 13..40 {
			to_block(block);
			let mut order = BallotBox::order(poll, 0);
			assert_eq!(order.first().copied(), winner);
			order.sort();
			assert_eq!(order, [0, 1, 2, 3]);
		}
	});
}

#[test]
fn order_follows_the_majority_of_the_poll_when_the_question_is_yes_no() {
	run(|| {
		let poll = open(PollRequest {
			majority: 700_000,
			..request(&[(Method::YesNo, 3)])
		});
		for (voter, option) in [(1, 0), (2, 0), (3, 1)] {
			assert_ok!(cast(ballot(poll, voter, 1, &[Choice::One(option)])));
		}
		to_block(12);
		assert_eq!(BallotBox::order(poll, 0), [1, 0, 2]);
		let outcome = BallotBox::outcome(poll).unwrap();
		assert_eq!(
			outcome.questions[0].winner,
			Some(1),
			"two thirds are too few"
		);
	});
}

#[test]
fn order_is_empty_when_the_poll_is_open_or_unknown_or_nobody_chose() {
	run(|| {
		let open = open(request(&[(Method::Plurality, 4)]));
		assert_ok!(cast(ballot(open, 1, 1, &[Choice::One(2)])));
		assert!(BallotBox::order(open, 0).is_empty());
		assert!(BallotBox::order(open + 1, 0).is_empty());
		to_block(12);
		assert_eq!(BallotBox::order(open, 0)[0], 2);
		assert!(BallotBox::order(open, 1).is_empty(), "no such question");
		let blank = closed_with(&[]);
		assert!(BallotBox::order(blank, 0).is_empty());
	});
}

#[test]
fn counts_are_those_of_every_option_when_asked_at_any_time() {
	run(|| {
		let poll = open(request(&[
			(Method::YesNo, 3),
			(Method::Marks, 4),
			(Method::Schulze, 3),
		]));
		let ranking = Choice::Rank(Ranking::strict([2, 1]).unwrap());
		let answers = [Choice::One(1), Choice::Approve(0b1011), ranking];
		assert_ok!(cast(ballot(poll, 1, 1, &answers)));
		let counts = || [0, 1, 2].map(|question| BallotBox::counts(poll, question));
		let expected = [vec![0, 1, 0], vec![1, 1, 0, 1], vec![0, 0, 1]];
		assert_eq!(counts(), expected);
		to_block(40);
		assert_eq!(counts(), expected, "the tally stays for ever");
	});
}

#[test]
fn counts_are_empty_when_poll_or_question_is_unknown() {
	run(|| {
		let poll = open_yes_no();
		assert!(BallotBox::counts(poll, 1).is_empty());
		assert!(BallotBox::counts(poll + 1, 0).is_empty());
	});
}
