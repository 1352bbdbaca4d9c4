//! What must hold for every election, tried on random ones.

mod common;

use common::{ballots, choice, election, method, tally, Grades};
use proptest::prelude::*;
use veche_tally::{
	condorcet_winner, decide, schulze, strongest_paths, Choice, Method, QuestionOutcome, Ranking,
	Tally,
};

/// The strongest path found by walking every path without a loop.
fn walk(n: usize, links: &[u32], from: usize, to: usize, visited: u32) -> u32 {
	let mut best = links[from * n + to];
	for via in (0..n).filter(|via| visited >> via & 1 == 0 && *via != to) {
		let onwards = walk(n, links, via, to, visited | 1 << via);
		best = best.max(links[from * n + via].min(onwards));
	}
	best
}

/// The paths of the example in the first publication of the method, 45 ballots on five options.
#[test]
fn published_example_is_counted_as_published() {
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
	#[rustfmt::skip]
	assert_eq!(strongest_paths(5, &tally.pairwise), [
		0, 28, 28, 30, 24,
		25, 0, 28, 33, 24,
		25, 29, 0, 29, 24,
		25, 28, 28, 0, 24,
		25, 28, 28, 31, 0,
	]);
	assert_eq!(tally.winners(), [4]);
	assert_eq!(condorcet_winner(5, &tally.pairwise), None);
}

#[test]
fn matrix_of_the_wrong_size_has_no_winner() {
	assert!(schulze(3, &[0; 8]).is_empty());
	assert!(schulze(0, &[]).is_empty());
	assert!(schulze(33, &[0; 33 * 33]).is_empty());
	assert!(strongest_paths(2, &[1; 5]).is_empty());
	assert_eq!(condorcet_winner(2, &[1; 3]), None);
}

#[test]
fn everybody_wins_when_nobody_beats_anybody() {
	let all = vec![Some(0); 32];
	assert_eq!(
		tally(Method::Schulze, 32, [&all]).winners(),
		(0..32).collect::<Vec<_>>()
	);
}

proptest! {
	#[test]
	fn order_of_ballots_does_not_matter(
		method in method(),
		(options, ballots, shuffled) in election().prop_flat_map(|(options, ballots)| {
			(Just(options), Just(ballots.clone()), Just(ballots).prop_shuffle())
		}),
	) {
		prop_assert_eq!(tally(method, options, &ballots), tally(method, options, &shuffled));
	}

	#[test]
	fn subtract_undoes_add(
		method in method(),
		(options, ballots, taken) in election().prop_flat_map(|(options, ballots)| {
			let taken = prop::sample::subsequence(ballots.clone(), 0..=ballots.len());
			(Just(options), Just(ballots), taken.prop_shuffle())
		}),
	) {
		let before = tally(method, options, &ballots);
		let mut changed = before.clone();
		for ballot in &taken {
			changed.add(&choice(method, ballot)).unwrap();
		}
		for ballot in &taken {
			changed.subtract(&choice(method, ballot)).unwrap();
		}
		prop_assert_eq!(&changed, &before);
		for ballot in &taken {
			changed.subtract(&choice(method, ballot)).unwrap();
		}
		for ballot in &taken {
			changed.add(&choice(method, ballot)).unwrap();
		}
		prop_assert_eq!(changed, before);
	}

	#[test]
	fn counts_never_exceed_the_ballots((options, ballots) in election(), method in method()) {
		let tally = tally(method, options, &ballots);
		prop_assert_eq!(tally.ballots as usize, ballots.len());
		prop_assert!(tally.counts.iter().all(|count| *count <= tally.expressed()));
		if method == Method::Plurality {
			prop_assert_eq!(tally.counts.iter().sum::<u32>(), tally.expressed());
		}
		if method == Method::Schulze {
			for (a, b) in (0..options as u8).flat_map(|a| (0..options as u8).map(move |b| (a, b))) {
				prop_assert!(tally.pairwise(a, b) + tally.pairwise(b, a) <= tally.expressed());
			}
		}
		prop_assert_eq!(tally.winners().is_empty(), tally.expressed() == 0);
	}

	#[test]
	fn condorcet_winner_wins((options, ballots) in election()) {
		let tally = tally(Method::Schulze, options, &ballots);
		if let Some(winner) = condorcet_winner(tally.options, &tally.pairwise) {
			prop_assert_eq!(tally.winners(), vec![winner]);
		}
	}

	#[test]
	fn condorcet_loser_never_wins((options, ballots) in election()) {
		let tally = tally(Method::Schulze, options, &ballots);
		let all = 0..options as u8;
		let loses = |a: &u8| {
			all.clone().all(|b| b == *a || tally.pairwise(*a, b) < tally.pairwise(b, *a))
		};
		for loser in all.clone().filter(loses) {
			prop_assert!(!tally.winners().contains(&loser));
		}
	}

	#[test]
	fn paths_agree_with_a_search_of_all_paths(
		(options, ballots) in (2usize..6).prop_flat_map(|n| (Just(n), ballots(n))),
	) {
		let tally = tally(Method::Schulze, options, &ballots);
		let n = options;
		let links: Vec<u32> = (0..n * n)
			.map(|cell| {
				let (won, lost) =
					(tally.pairwise[cell], tally.pairwise[cell % n * n + cell / n]);
				if won > lost { won } else { 0 }
			})
			.collect();
		let paths = strongest_paths(options as u8, &tally.pairwise);
		for (a, b) in (0..n).flat_map(|a| (0..n).map(move |b| (a, b))).filter(|(a, b)| a != b) {
			prop_assert_eq!(paths[a * n + b], walk(n, &links, a, b, 1 << a));
		}
		let wins = |a: &u8| {
			let a = usize::from(*a);
			(0..n).all(|b| a == b || walk(n, &links, a, b, 1 << a) >= walk(n, &links, b, a, 1 << b))
		};
		let expected: Vec<u8> = (0..n as u8).filter(wins).collect();
		prop_assert!(!expected.is_empty());
		prop_assert_eq!(schulze(options as u8, &tally.pairwise), expected);
	}

	/// A copy of an option that stands next to it on every ballot, above, below or tied, changes
	/// the winners only in that it may win in the place of the original.
	#[test]
	fn clones_do_not_change_the_winner(
		(options, ballots) in election(),
		cloned in any::<prop::sample::Index>(),
		sides in prop::collection::vec(0u8..3, 14),
	) {
		let cloned = cloned.index(options);
		let with_clone: Vec<Grades> = ballots
			.iter()
			.zip(&sides)
			.map(|(ballot, side)| {
				let alone = ballot.iter().filter(|grade| **grade == ballot[cloned]).count() == 1;
				// A rank that is shared with others must be shared by the copy too.
				let side = if alone { *side } else { 1 };
				let mut wide: Grades = ballot.iter().map(|g| g.map(|g| g * 3 + 1)).collect();
				wide.push(ballot[cloned].map(|g| g * 3 + side));
				wide
			})
			.collect();
		let before = tally(Method::Schulze, options, &ballots).winners();
		let copy = options as u8;
		let mut after: Vec<u8> = tally(Method::Schulze, options + 1, &with_clone)
			.winners()
			.into_iter()
			.map(|winner| if winner == copy { cloned as u8 } else { winner })
			.collect();
		after.sort();
		after.dedup();
		prop_assert_eq!(after, before);
	}

	/// Raising the only winner on some ballots leaves it the only winner.
	#[test]
	fn support_never_hurts(
		(options, ballots) in election(),
		raises in prop::collection::vec(0u8..8, 14),
	) {
		let before = tally(Method::Schulze, options, &ballots).winners();
		if before.len() != 1 {
			return Ok(());
		}
		let winner = usize::from(before[0]);
		let raised: Vec<Grades> = ballots
			.iter()
			.zip(&raises)
			.map(|(ballot, raise)| {
				// Odd grades for all others leave even ones between them.
				let mut wide: Grades = ballot.iter().map(|g| g.map(|g| g * 2 + 1)).collect();
				wide[winner] = Some(match wide[winner] {
					Some(grade) => grade.saturating_sub(*raise),
					None if *raise == 0 => return ballot.clone(),
					None => 16 - *raise,
				});
				wide
			})
			.collect();
		prop_assert_eq!(tally(Method::Schulze, options, &raised).winners(), before);
	}

	#[test]
	fn reversed_ballots_have_another_winner(
		ballots in prop::collection::vec(Just([0u8, 1, 2, 3]).prop_shuffle(), 1..14),
	) {
		let grades = |reverse: bool| -> Vec<Grades> {
			let grade = |g: &u8| Some(if reverse { 3 - g } else { *g });
			ballots.iter().map(|ballot| ballot.iter().map(grade).collect()).collect()
		};
		let winners = tally(Method::Schulze, 4, &grades(false)).winners();
		if winners.len() != 1 {
			return Ok(());
		}
		prop_assert!(!tally(Method::Schulze, 4, &grades(true)).winners().contains(&winners[0]));
	}

	#[test]
	fn lot_only_chooses_among_the_tied(
		method in method(),
		(options, ballots) in election(),
		majority in 0u32..1_000_001,
		lot in any::<[u8; 32]>(),
		other in any::<[u8; 32]>(),
	) {
		let tally = tally(method, options, &ballots);
		let outcome = decide(&tally, majority, &lot);
		prop_assert_eq!(&outcome, &decide(&tally.clone(), majority, &lot));
		let again = decide(&tally, majority, &other);
		prop_assert_eq!(&outcome.tied, &again.tied);
		prop_assert_eq!(outcome.tied.to_vec(), tally.winners());
		prop_assert_eq!(outcome.by_lot, outcome.tied.len() > 1);
		match outcome.winner {
			Some(winner) => prop_assert!(outcome.tied.contains(&winner)),
			None => prop_assert_eq!(outcome.clone(), QuestionOutcome::default()),
		}
		if !outcome.by_lot {
			prop_assert_eq!(outcome.winner, again.winner);
		}
	}
}
