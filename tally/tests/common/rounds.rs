//! Random confidence rounds, for several tests.

use proptest::prelude::*;
use veche_tally::{judge, Answers, ConfidenceRule, Ppm, Promises, Score, Stake, PPM};

/// The threshold of suspension in the presets.
pub const FIFTH: Ppm = PPM / 5;
/// A rule with edges that are easily met: 10 % at least, sure from 25 % on, 5 points.
pub const RULE: ConfidenceRule = ConfidenceRule {
	min_turnout: 100_000,
	sure_turnout: 250_000,
	margin: 50_000,
};

/// What so many of the electors answered.
pub fn answers(yes: u32, no: u32, electors: u32) -> Answers {
	Answers { yes, no, electors }
}

/// Take in the round, if the people said enough.
pub fn take(score: &mut Score, round: &Answers, rule: &ConfidenceRule) {
	if let Some(rating) = judge(round, rule, Stake::Lose(FIFTH), false).said() {
		score.add(rating, round.turnout(), rule.min_turnout);
	}
}

/// Electors, and how many of them said yes and no.
pub fn any_answers() -> impl Strategy<Value = Answers> {
	let electors = prop_oneof![1u32..60, 1u32..100_000, 1u32..];
	electors.prop_flat_map(|electors| {
		(0..=electors).prop_flat_map(move |yes| {
			(0..=electors - yes).prop_map(move |no| answers(yes, no, electors))
		})
	})
}

/// Any valid rule, often that of the presets.
pub fn any_rule() -> impl Strategy<Value = ConfidenceRule> {
	let shares = prop_oneof![
		Just([RULE.min_turnout, RULE.sure_turnout]),
		any::<[u32; 2]>().prop_map(|pair| pair.map(|share| share % (PPM + 1))),
	];
	(shares, 0..=PPM).prop_map(|(mut shares, margin)| {
		shares.sort();
		let [min_turnout, sure_turnout] = shares;
		ConfidenceRule {
			min_turnout,
			sure_turnout,
			margin,
		}
	})
}

/// What mandates come to: from nothing to many full rounds.
pub fn any_score() -> impl Strategy<Value = Score> {
	prop::collection::vec((0..=PPM, 0..=PPM, 0..=PPM), 0..20).prop_map(|rounds| {
		let mut score = Score::default();
		for (rating, turnout, min_turnout) in rounds {
			score.add(rating, turnout, min_turnout);
		}
		score
	})
}

/// Any judged pledges, often few.
pub fn any_promises() -> impl Strategy<Value = Promises> {
	let weight = || prop_oneof![0u64..100, any::<u64>()];
	(weight(), weight()).prop_map(|(kept, broken)| Promises { kept, broken })
}

/// Anything that may be lost or regained.
pub fn any_stake() -> impl Strategy<Value = Stake> {
	prop_oneof![
		(0..=PPM).prop_map(Stake::Lose),
		(0..=PPM).prop_map(Stake::Regain)
	]
}
