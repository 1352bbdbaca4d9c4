//! Records of mandates: the formula, what must hold for every mandate, and how little few voters can
//! do to it.

mod common;

use common::rounds::{answers, any_answers, any_promises, any_rule, any_score, take, FIFTH, RULE};
use proptest::prelude::*;
use rstest::rstest;
use veche_tally::{
	judge, record, share_of, Answers, ConfidenceRule, Ppm, Promises, Score, Stake, PPM,
	PRIOR_PLEDGES, PRIOR_TURNOUT,
};

const HALF: Ppm = PPM / 2;
/// What rounding adds to the bound on what few voters can do to a record, in parts per million: the
/// turnout is rounded down, and a part of it weighs up to ten; so are the rating and the mean.
const ROUNDING: u64 = 20;

/// What a mandate has come to after these rounds, as who keeps it adds them up.
fn score(rounds: &[Answers], min_turnout: Ppm) -> Score {
	let mut score = Score::default();
	for round in rounds {
		take(
			&mut score,
			round,
			&ConfidenceRule {
				min_turnout,
				..RULE
			},
		);
	}
	score
}

#[rstest]
#[case::nothing_is_known(&[], (0, 0), 0, 500_000)]
#[case::at_the_edge_of_validity(&[(100, 0)], (0, 0), 0, 500_000)]
#[case::all_for_at_twenty_percent(&[(200, 0)], (0, 0), 0, 687_500)]
#[case::all_against_at_twenty_percent(&[(0, 200)], (0, 0), 0, 312_500)]
#[case::for_and_against(&[(200, 0), (0, 200)], (0, 0), 0, 500_000)]
#[case::the_fuller_round_weighs_more(&[(400, 0), (0, 200)], (0, 0), 0, 650_000)]
#[case::too_few_say_nothing(&[(99, 0)], (0, 0), 0, 500_000)]
#[case::one_pledge_kept(&[], (20, 0), 0, 562_500)]
#[case::one_pledge_broken(&[], (0, 20), 0, 437_500)]
#[case::recalled_once(&[(200, 0)], (0, 0), 1, 343_750)]
#[case::recalled_twice(&[(200, 0)], (0, 0), 2, 171_875)]
#[case::recalled_often(&[(200, 0)], (0, 0), 32, 0)]
fn a_record_is_three_parts_confidence_and_one_part_pledges(
	#[case] rounds: &[(u32, u32)],
	#[case] (kept, broken): (u64, u64),
	#[case] recalls: u32,
	#[case] expected: Ppm,
) {
	let rounds: Vec<_> = rounds
		.iter()
		.map(|(yes, no)| answers(*yes, *no, 1_000))
		.collect();
	let score = score(&rounds, RULE.min_turnout);
	assert_eq!(
		record(&score, &Promises { kept, broken }, recalls),
		expected
	);
}

#[test]
fn a_record_does_not_overflow_when_everything_is_at_its_greatest() {
	let full = Score {
		weight: u64::MAX,
		support: u64::MAX,
	};
	let mut more = full;
	more.add(u32::MAX, u32::MAX, 0);
	assert_eq!(more, full);
	let all = Promises {
		kept: u64::MAX,
		broken: u64::MAX,
	};
	for score in [
		full,
		Score { weight: 0, ..full },
		Score { support: 0, ..full },
	] {
		for recalls in [0, 1, 31, 32, u32::MAX] {
			assert!(record(&score, &all, recalls) <= PPM);
		}
	}
	assert_eq!(all.share_kept(), HALF);
	assert_eq!(Promises { broken: 0, ..all }.share_kept(), PPM - 1);
	assert_eq!(Promises { kept: 0, ..all }.share_kept(), 0);
}

#[test]
fn a_thousand_terms_in_full_agreement_still_add_up() {
	let mut score = Score::default();
	(0..16_000).for_each(|_| score.add(PPM, PPM, 0));
	assert_eq!(score.weight, 16_000 * u64::from(PPM));
	assert_eq!(score.support, score.weight * u64::from(PPM));
}

proptest! {
	#[test]
	fn a_record_lies_between_nothing_and_the_whole(
		weight: u64,
		support: u64,
		promises in any_promises(),
		recalls: u32,
	) {
		let score = Score { weight, support };
		prop_assert!(record(&score, &promises, recalls) <= PPM);
	}

	#[test]
	fn a_better_rating_never_lowers_the_record(
		score in any_score(),
		ratings: [u32; 2],
		turnout in 0..=PPM,
		min_turnout in 0..=PPM,
		promises in any_promises(),
		recalls in 0u32..4,
	) {
		let [low, high] = [ratings[0].min(ratings[1]), ratings[0].max(ratings[1])];
		let [low, high] = [low, high].map(|rating| {
			let mut score = score;
			score.add(rating, turnout, min_turnout);
			record(&score, &promises, recalls)
		});
		prop_assert!(low <= high);
	}

	/// The more answer, the nearer the confidence comes to what they say, and never beyond it.
	#[test]
	fn a_fuller_round_draws_the_record_towards_its_rating(
		score in any_score(),
		rating in 0..=PPM,
		turnouts: [u32; 2],
		min_turnout in 0..=PPM,
		promises in any_promises(),
	) {
		let before = score.confidence();
		let [thin, full] = [turnouts[0].min(turnouts[1]), turnouts[0].max(turnouts[1])];
		let [thin, full] = [thin, full].map(|turnout| {
			let mut score = score;
			score.add(rating, turnout, min_turnout);
			(score.confidence(), record(&score, &promises, 0))
		});
		// The mean is rounded down: a rating that lies within the part rounded off is not below it.
		if before < rating {
			prop_assert!(before <= thin.0 && thin.0 <= full.0 && full.0 <= rating);
			prop_assert!(record(&score, &promises, 0) <= thin.1 && thin.1 <= full.1);
		} else {
			prop_assert!(before >= thin.0 && thin.0 >= full.0 && full.0 >= rating);
			prop_assert!(record(&score, &promises, 0) >= thin.1 && thin.1 >= full.1);
		}
	}

	#[test]
	fn a_kept_pledge_never_lowers_and_a_broken_one_never_raises_the_record(
		score in any_score(),
		promises in any_promises(),
		weight: u64,
		recalls in 0u32..4,
	) {
		let now = record(&score, &promises, recalls);
		let kept = Promises { kept: promises.kept.saturating_add(weight), ..promises };
		let broken = Promises { broken: promises.broken.saturating_add(weight), ..promises };
		prop_assert!(record(&score, &kept, recalls) >= now);
		prop_assert!(record(&score, &broken, recalls) <= now);
	}

	#[test]
	fn a_recall_halves_the_record(
		score in any_score(),
		promises in any_promises(),
		recalls in 0u32..40,
	) {
		let before = record(&score, &promises, recalls);
		prop_assert_eq!(record(&score, &promises, recalls + 1), before / 2);
	}

	#[test]
	fn the_order_of_rounds_does_not_matter(
		(rounds, shuffled) in prop::collection::vec(any_answers(), 0..20)
			.prop_flat_map(|rounds| (Just(rounds.clone()), Just(rounds).prop_shuffle())),
		min_turnout in 0..=PPM,
	) {
		prop_assert_eq!(score(&rounds, min_turnout), score(&shuffled, min_turnout));
	}

	/// One thin round or one light pledge does not make a record.
	#[test]
	fn a_round_moves_the_confidence_by_no_more_than_its_weight(
		score in any_score(),
		rating in 0..=PPM,
		above in 0..=PPM,
		weight in 0..=PRIOR_PLEDGES,
	) {
		let mut after = score;
		after.add(rating, above, 0);
		let moved = u64::from(after.confidence().abs_diff(score.confidence()));
		let prior = u64::from(PRIOR_TURNOUT);
		prop_assert!(moved * prior <= u64::from(above) * u64::from(PPM) + prior);
		let kept = Promises { kept: weight, broken: 0 }.share_kept();
		prop_assert!(u64::from(kept - HALF) * PRIOR_PLEDGES <= weight * u64::from(PPM));
	}
}

/// Two rounds of the same electors, and how many of them made the difference.
#[derive(Clone, Copy, Debug)]
struct Apart {
	before: Answers,
	after: Answers,
	few: u32,
}

/// Some came, some stayed away, some changed their minds; everybody did at most one of these.
fn apart(before: Answers, [came, left, turned]: [u32; 3], [by_came, by_left]: [u32; 2]) -> Apart {
	let came = came.min(before.electors - before.count());
	let came_yes = by_came.min(came);
	let left_yes = by_left.min(left).min(before.yes);
	let left_no = (left - left_yes.min(left)).min(before.no);
	let (yes, no) = (before.yes - left_yes, before.no - left_no);
	let turned = turned.min(no);
	let after = answers(
		yes + came_yes + turned,
		no - turned + (came - came_yes),
		before.electors,
	);
	Apart {
		before,
		after,
		few: came + left_yes + left_no + turned,
	}
}

fn rounds_apart() -> impl Strategy<Value = Apart> {
	(
		any_answers(),
		[0u32..40, 0u32..40, 0u32..40],
		[0u32..40, 0u32..40],
	)
		.prop_map(|(before, moves, yes)| apart(before, moves, yes))
}

/// A round that lacks a few answers to be valid, and the same with them.
fn rounds_across_the_edge() -> impl Strategy<Value = (Apart, ConfidenceRule)> {
	(
		10u32..1_000_000,
		1..=PPM,
		1u32..40,
		0u32..40,
		any::<[u32; 2]>(),
	)
		.prop_map(
			|(electors, min_turnout, lacking, beyond, [yes, came_yes])| {
				let least = share_of(electors, min_turnout);
				let count = least - lacking.min(least);
				let yes = yes % (count + 1);
				let came = (lacking + beyond).min(electors - count);
				let before = answers(yes, count - yes, electors);
				let rule = ConfidenceRule {
					min_turnout,
					sure_turnout: PPM,
					..RULE
				};
				(
					apart(before, [came, 0, 0], [came_yes % (came + 1), 0]),
					rule,
				)
			},
		)
}

/// A round at one of the two edges of closeness, and the same on the other side of the edge after a
/// few changed their minds.
fn rounds_across_closeness() -> impl Strategy<Value = Apart> {
	(
		1_000u32..1_000_000,
		110_000..240_000u32,
		any::<bool>(),
		0u32..4,
	)
		.prop_map(|(electors, turnout, upper, beyond)| {
			let count = share_of(electors, turnout);
			let edge = if upper { FIFTH } else { FIFTH - RULE.margin };
			let yes = share_of(count, edge) - 1 - beyond;
			apart(
				answers(yes, count - yes, electors),
				[0, 0, beyond + 2],
				[0, 0],
			)
		})
}

/// The most that a few electors can change a record: seven and a half times their share.
///
/// The confidence is `C = (A + w r) / (B + w)`. The round's weight is `w = a/N - m` when `a` of `N`
/// answered and `m` is the least turnout, its rating `r = y/a`, and `B` at least the prior of one
/// tenth. One elector more, less or of another mind changes `w r - C w` by at most `1/N`: where `w` is
/// nothing, because it only begins to grow; where it counts, because `m <= a/N`. So one elector
/// changes the confidence by at most `10/N`, and the record by three quarters of it.
fn bound(few: u32, electors: u32) -> u64 {
	(u64::from(few) * u64::from(PPM) * 15).div_ceil(2 * u64::from(electors)) + ROUNDING
}

/// How far the two rounds take the same mandate's record apart.
fn distance(score: Score, apart: Apart, rule: &ConfidenceRule, promises: &Promises) -> u64 {
	let [before, after] = [apart.before, apart.after].map(|round| {
		let mut score = score;
		take(&mut score, &round, rule);
		record(&score, promises, 0)
	});
	before.abs_diff(after).into()
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(4_096))]

	#[test]
	fn a_few_voters_move_the_record_by_little(
		score in prop_oneof![Just(Score::default()), any_score()],
		apart in rounds_apart(),
		rule in any_rule(),
		promises in any_promises(),
	) {
		let moved = distance(score, apart, &rule, &promises);
		prop_assert!(moved <= bound(apart.few, apart.before.electors), "moved by {}", moved);
	}

	#[test]
	fn a_few_voters_who_make_a_round_valid_move_the_record_by_little(
		score in prop_oneof![Just(Score::default()), any_score()],
		(apart, rule) in rounds_across_the_edge(),
		promises in any_promises(),
	) {
		let [before, after] =
			[apart.before, apart.after].map(|round| judge(&round, &rule, Stake::Lose(FIFTH), false).said());
		prop_assert!(before.is_none());
		prop_assume!(after.is_some());
		let moved = distance(score, apart, &rule, &promises);
		prop_assert!(moved <= bound(apart.few, apart.before.electors), "moved by {}", moved);
	}

	/// An unclear round does not count, but is not forgotten either.
	#[test]
	fn a_few_voters_who_make_a_round_unclear_move_the_record_by_little(
		score in prop_oneof![Just(Score::default()), any_score()],
		apart in rounds_across_closeness(),
		promises in any_promises(),
	) {
		let [before, after] = [apart.before, apart.after].map(|round| judge(&round, &RULE, Stake::Lose(FIFTH), false));
		prop_assert!(before.rating().is_some() != after.rating().is_some());
		let moved = distance(score, apart, &RULE, &promises);
		prop_assert!(moved <= bound(apart.few, apart.before.electors), "moved by {}", moved);
	}
}
