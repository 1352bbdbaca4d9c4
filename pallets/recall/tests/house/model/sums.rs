//! The sums of a round and of a mandate, done by hand from the written rules.

/// A share in parts of a million.
pub type Share = u32;

/// One whole.
const MILLION: u128 = 1_000_000;

/// What was answered to one question.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Answered {
	pub yes: u32,
	pub no: u32,
	pub electors: u32,
}

/// When a round counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Counts {
	pub min: Share,
	pub sure: Share,
	pub margin: Share,
}

/// What a question of a round came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Said {
	Nothing,
	Maybe(Share),
	Surely(Share),
}

impl Said {
	/// The rating, if it counts.
	pub fn rating(self) -> Option<Share> {
		match self {
			Self::Surely(rating) => Some(rating),
			Self::Nothing | Self::Maybe(_) => None,
		}
	}
}

impl Answered {
	fn sum(&self) -> u128 {
		u128::from(self.yes) + u128::from(self.no)
	}

	/// Whether at least this share of the electors answered.
	fn reached(&self, share: Share) -> bool {
		self.sum() * MILLION >= u128::from(self.electors) * u128::from(share)
	}

	/// The share of the electors who answered, rounded down.
	fn turnout(&self) -> Share {
		if self.electors == 0 {
			return 0;
		}
		(self.sum() * MILLION / u128::from(self.electors)) as Share
	}

	/// What it comes to. If something happens at this rating (below `edge`, or from it on if
	/// `regains`), but it is close to it with few voters, it is only a maybe, once.
	pub fn says(&self, rule: Counts, edge: Share, regains: bool, is_second: bool) -> Said {
		if self.sum() == 0 || !self.reached(rule.min) {
			return Said::Nothing;
		}
		let rating = (u128::from(self.yes) * MILLION / self.sum()) as Share;
		let distance = rating.max(edge) - rating.min(edge);
		let happens = (rating >= edge) == regains;
		if happens && !is_second && distance < rule.margin && !self.reached(rule.sure) {
			Said::Maybe(rating)
		} else {
			Said::Surely(rating)
		}
	}
}

/// What the people said of one mandate, round by round.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Opinion {
	/// Rounds that asked about it and were not repeated.
	pub rounds: u32,
	/// Those that counted: the rating, and how far the turnout was above the least one.
	pub valid: Vec<(Share, Share)>,
	/// Those that were too close for anything to happen, and were repeated or should have been.
	pub close: Vec<(Share, Share)>,
}

impl Opinion {
	/// Take in one more round.
	pub fn hear(&mut self, answered: Answered, rule: Counts, said: Said) {
		self.rounds += 1;
		if let Said::Surely(rating) = said {
			let above = answered.turnout().saturating_sub(rule.min);
			self.valid.push((rating, above));
		}
	}

	/// A round that was too close belongs to the record, as does its repeat.
	pub fn hear_close(&mut self, answered: Answered, rule: Counts, said: Said) {
		if let Said::Maybe(rating) | Said::Surely(rating) = said {
			let above = answered.turnout().saturating_sub(rule.min);
			self.close.push((rating, above));
		}
	}

	/// Whether anything is kept of what the people said.
	pub fn is_known(&self) -> bool {
		self.rounds > 0 || !self.close.is_empty()
	}

	/// The rating of the last round that counted.
	pub fn last(&self) -> Option<Share> {
		self.valid.last().map(|(rating, _)| *rating)
	}

	/// Sum of the weights, and of the weighted ratings.
	pub fn sums(&self) -> (u64, u64) {
		let said = || self.valid.iter().chain(&self.close);
		let weight = said().map(|(_, above)| u64::from(*above));
		let support = said();
		let support = support.map(|(rating, above)| u64::from(*rating) * u64::from(*above));
		(weight.sum(), support.sum())
	}

	/// The record: three parts confidence, one part pledges, halved by each recall. Both begin at
	/// one half: the confidence as if a round of ten points above the least turnout had said so, the
	/// pledges as if ten had been kept and ten broken.
	pub fn record(&self, kept: u64, broken: u64, recalls: u32) -> Share {
		let (weight, support) = self.sums();
		let confidence = (u128::from(support) + 100_000 * 500_000) / (u128::from(weight) + 100_000);
		let judged = u128::from(kept) + u128::from(broken) + 20;
		let promises = (u128::from(kept) + 10) * MILLION / judged;
		let whole = (3 * confidence + promises) / 4;
		(0..recalls).fold(whole, |whole, _| whole / 2) as Share
	}
}
