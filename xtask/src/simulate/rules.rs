//! What is tried: the rules of the presets, and the same without one or the other.
//!
//! Time is counted in weeks. All numbers are those of the presets, from `pallet-reputation` and
//! `pallet-recall`.

use veche_tally::{judge, Answers, ConfidenceRule, Ppm, Stake, Verdict};

/// Weeks of a term.
pub const TERM: u32 = 208;
/// Weeks from one regular round to the next.
pub const PERIOD: u32 = 13;
/// The same while somebody is suspended.
pub const FAST_PERIOD: u32 = 4;
/// Weeks a round is open.
pub const VOTING: u32 = 1;
/// Weeks in office before the people are asked.
pub const GRACE: u32 = 13;
/// Weeks from the suspension to the deadline.
pub const RECOVERY: u32 = 13;

/// As what the people are asked about somebody.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Capacity {
	/// Holds the office, and may be suspended.
	Incumbent,
	/// Is suspended, and may be reinstated.
	Suspended,
}

/// Which of the close results are repeated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Repeat {
	/// All, on either side of the threshold.
	EitherSide,
	/// Those on which somebody would be suspended or reinstated.
	OnlyConsequences,
}

impl Repeat {
	/// How it is called in tables.
	pub const fn name(self) -> &'static str {
		match self {
			Self::EitherSide => "every close result",
			Self::OnlyConsequences => "only with consequences",
		}
	}
}

/// A set of rules.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rules {
	/// When a round counts.
	pub round: ConfidenceRule,
	/// Which close results are repeated.
	pub repeat: Repeat,
	/// Below this rating an incumbent is suspended.
	pub suspend_below: Ppm,
	/// From this rating on the suspended is reinstated.
	pub reinstate_at: Ppm,
}

impl Rules {
	/// Those of the presets.
	pub const PRESET: Self = Self {
		round: ConfidenceRule {
			min_turnout: 100_000,
			sure_turnout: 600_000,
			margin: 100_000,
		},
		repeat: Repeat::OnlyConsequences,
		suspend_below: 200_000,
		reinstate_at: 500_000,
	};

	/// The same with another least turnout; the sure one is never below it.
	pub fn with_min_turnout(mut self, min_turnout: Ppm) -> Self {
		self.round.min_turnout = min_turnout;
		self.round.sure_turnout = self.round.sure_turnout.max(min_turnout);
		self
	}

	/// The same with another turnout from which a close result counts.
	pub const fn with_sure_turnout(mut self, sure_turnout: Ppm) -> Self {
		self.round.sure_turnout = sure_turnout;
		self
	}

	/// The same with another margin.
	pub const fn with_margin(mut self, margin: Ppm) -> Self {
		self.round.margin = margin;
		self
	}

	/// The same with other repeats.
	pub const fn with_repeat(mut self, repeat: Repeat) -> Self {
		self.repeat = repeat;
		self
	}

	/// The same with another rating that reinstates.
	pub const fn with_reinstate_at(mut self, reinstate_at: Ppm) -> Self {
		self.reinstate_at = reinstate_at;
		self
	}

	/// What hangs on a rating.
	pub const fn stake(&self, capacity: Capacity) -> Stake {
		match capacity {
			Capacity::Incumbent => Stake::Lose(self.suspend_below),
			Capacity::Suspended => Stake::Regain(self.reinstate_at),
		}
	}

	/// Whether this rating changes who exercises the office.
	pub const fn acts(&self, capacity: Capacity, rating: Ppm) -> bool {
		self.stake(capacity).happens_at(rating)
	}

	/// What a round says about somebody, by the chain's own function.
	pub fn judge(&self, answers: &Answers, capacity: Capacity, is_repeat: bool) -> Verdict {
		let judged = |stake| judge(answers, &self.round, stake, is_repeat);
		let stake = self.stake(capacity);
		// On the other side of the threshold it is the other thing that hangs on it.
		let opposite = match stake {
			Stake::Lose(threshold) => Stake::Regain(threshold),
			Stake::Regain(threshold) => Stake::Lose(threshold),
		};
		match (self.repeat, judged(opposite)) {
			(Repeat::EitherSide, unclear @ Verdict::Unclear(_)) => unclear,
			_ => judged(stake),
		}
	}
}

/// With and without the turnout rule and the margin rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Variant {
	/// As on the chain.
	Both,
	/// A single answer makes a round valid.
	NoTurnout,
	/// Nothing is repeated.
	NoMargin,
	/// Every answer counts at once.
	Neither,
}

impl Variant {
	/// All of them, the chain's first.
	pub const ALL: [Self; 4] = [Self::Both, Self::NoTurnout, Self::NoMargin, Self::Neither];

	/// How it is called in tables and plots.
	pub const fn name(self) -> &'static str {
		match self {
			Self::Both => "both rules",
			Self::NoTurnout => "no turnout rule",
			Self::NoMargin => "no margin rule",
			Self::Neither => "neither",
		}
	}

	/// These rules without what the variant leaves out.
	pub fn of(self, rules: Rules) -> Rules {
		match self {
			Self::Both => rules,
			Self::NoTurnout => rules.with_min_turnout(0),
			Self::NoMargin => rules.with_margin(0),
			Self::Neither => rules.with_min_turnout(0).with_margin(0),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const fn answers(yes: u32, no: u32) -> Answers {
		Answers {
			yes,
			no,
			electors: 1_000,
		}
	}

	#[test]
	fn every_variant_of_the_preset_is_a_valid_rule() {
		for variant in Variant::ALL {
			assert!(variant.of(Rules::PRESET).round.is_valid(), "{variant:?}");
		}
		assert!(Rules::PRESET.with_min_turnout(900_000).round.is_valid());
	}

	#[test]
	fn a_close_result_is_repeated_only_when_something_hangs_on_it() {
		let is_unclear = |yes, capacity, repeat| {
			let rules = Rules::PRESET.with_repeat(repeat);
			let verdict = rules.judge(&answers(yes, 100 - yes), capacity, false);
			matches!(verdict, Verdict::Unclear(_))
		};
		for (capacity, acts, idle) in [(Capacity::Incumbent, 19, 21), (Capacity::Suspended, 51, 49)]
		{
			assert!(is_unclear(acts, capacity, Repeat::OnlyConsequences));
			assert!(!is_unclear(idle, capacity, Repeat::OnlyConsequences));
			assert!(is_unclear(acts, capacity, Repeat::EitherSide));
			assert!(is_unclear(idle, capacity, Repeat::EitherSide));
		}
	}

	#[test]
	fn a_single_answer_counts_without_the_rules_and_says_nothing_with_them() {
		let one = answers(0, 1);
		let judged = |variant: Variant| {
			let rules = variant.of(Rules::PRESET);
			rules.judge(&one, Capacity::Incumbent, false)
		};
		assert_eq!(judged(Variant::Neither), Verdict::Valid(0));
		assert_eq!(judged(Variant::Both), Verdict::TooFew);
	}
}
