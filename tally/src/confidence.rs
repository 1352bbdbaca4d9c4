//! Confidence in those who hold office: what a round says, and what a whole mandate comes to.
//!
//! A *round* asks "do you support X?". The *rating* is the share of yes among yes and no; those who
//! abstain give no answer. [`judge`] says what to make of it:
//!
//! - Too few answered: the round says nothing, and the last valid rating stands.
//! - Something would happen at this rating, but it lies close to the threshold, and so few answered
//!   that chance or a handful of people may have put it there: the round must be repeated. The repeat
//!   is judged without margin. On the other side of the threshold nothing is repeated: the repeat
//!   decides alone, so it would only be one more chance to go wrong.
//! - Otherwise it counts.
//!
//! The [`record`] of a mandate is one number for those who want to rise: three parts confidence, one
//! part pledges, halved by each recall. Why it is made this way:
//!
//! - Confidence is the mean of the ratings to which enough people answered, each weighted by how far
//!   its turnout exceeded the minimum. At the edge of validity the weight is zero, so whoever tips a
//!   round over the edge with a handful of voters moves nothing. A rating that was too close for
//!   anything to happen belongs to it, as does that of the repeat: so nobody can remove a round by
//!   making it close. A few voters of many move the record by no more than seven and a half times
//!   their share of the electors.
//! - Both parts begin at one half, with a small weight of their own ([`PRIOR_TURNOUT`],
//!   [`PRIOR_PLEDGES`]): one thin round or one trivial pledge does not make a record, and an empty
//!   record is neither good nor bad.
//! - It is monotone: a better rating at the same turnout, a kept pledge more or a broken one less
//!   never lowers it; a recall never raises it. It lies between nothing and the whole.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
#[cfg(feature = "serde")]
use serde::{Deserialize, Serialize};

use crate::{quorum_met, Ppm, PPM};

/// The weight of the neutral half in the confidence: a round whose turnout is ten points above the
/// minimum weighs as much.
pub const PRIOR_TURNOUT: Ppm = 100_000;
/// The weight of the neutral half in the pledges: a pledge that nobody marked weighs one.
pub const PRIOR_PLEDGES: u64 = 20;
/// Parts of confidence in the record, of four.
pub const CONFIDENCE_PARTS: u64 = 3;
/// Parts of kept pledges in the record, of four.
pub const PLEDGE_PARTS: u64 = 1;

/// What the people answered in a round.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Answers {
	/// How many support.
	pub yes: u32,
	/// How many do not.
	pub no: u32,
	/// Electors on the frozen roll.
	pub electors: u32,
}

impl Answers {
	/// Everybody who answered; who abstained did not.
	pub const fn count(&self) -> u32 {
		self.yes.saturating_add(self.no)
	}

	/// The share of the electors who answered, rounded down; none without electors.
	pub fn turnout(&self) -> Ppm {
		share(self.count().into(), self.electors.into()).unwrap_or(0)
	}

	/// The share of yes among the answers, rounded down; none without answers.
	pub fn rating(&self) -> Option<Ppm> {
		share(self.yes.into(), self.count().into())
	}
}

/// When a round counts.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize))]
#[cfg_attr(
	feature = "serde",
	serde(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct ConfidenceRule {
	/// Share of the electors who must answer.
	pub min_turnout: Ppm,
	/// Share of the electors from which a result counts however close it is.
	pub sure_turnout: Ppm,
	/// How close to a threshold a result is close.
	pub margin: Ppm,
}

impl ConfidenceRule {
	/// Whether no share exceeds the whole, and the sure turnout is not below the least.
	pub const fn is_valid(&self) -> bool {
		self.min_turnout <= self.sure_turnout && self.sure_turnout <= PPM && self.margin <= PPM
	}
}

/// What hangs on a rating.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stake {
	/// The office is lost below this rating.
	Lose(Ppm),
	/// The office is regained from this rating on.
	Regain(Ppm),
}

impl Stake {
	/// The rating on which it hangs.
	pub const fn threshold(self) -> Ppm {
		match self {
			Self::Lose(threshold) | Self::Regain(threshold) => threshold,
		}
	}

	/// Whether it happens at this rating.
	pub const fn happens_at(self, rating: Ppm) -> bool {
		match self {
			Self::Lose(threshold) => rating < threshold,
			Self::Regain(threshold) => rating >= threshold,
		}
	}
}

/// What to make of a round.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Verdict {
	/// Too few answered.
	#[codec(index = 0)]
	TooFew,
	/// Something would happen, but it is close, with a low turnout: to be repeated before it does.
	#[codec(index = 1)]
	Unclear(Ppm),
	/// The rating counts.
	#[codec(index = 2)]
	Valid(Ppm),
}

impl Verdict {
	/// The rating, if it counts.
	pub const fn rating(&self) -> Option<Ppm> {
		match self {
			Self::Valid(rating) => Some(*rating),
			Self::TooFew | Self::Unclear(_) => None,
		}
	}

	/// What the people said, if enough of them did: the rating, also where it is too close for
	/// anything to happen. This is what a [`Score`] takes in: if it left out the close ones, one voter
	/// at the edge of closeness could add or remove a whole round.
	pub const fn said(&self) -> Option<Ppm> {
		match self {
			Self::Valid(rating) | Self::Unclear(rating) => Some(*rating),
			Self::TooFew => None,
		}
	}
}

/// What a round says about somebody for whom this is at stake. In the repeat of an unclear round nothing
/// is unclear.
pub fn judge(answers: &Answers, rule: &ConfidenceRule, stake: Stake, is_repeat: bool) -> Verdict {
	let enough = |turnout| quorum_met(answers.count(), answers.electors, turnout);
	let Some(rating) = answers.rating().filter(|_| enough(rule.min_turnout)) else {
		return Verdict::TooFew;
	};
	let is_close = rating.abs_diff(stake.threshold()) < rule.margin;
	if stake.happens_at(rating) && is_close && !is_repeat && !enough(rule.sure_turnout) {
		return Verdict::Unclear(rating);
	}
	Verdict::Valid(rating)
}

/// The rounds of a mandate to which enough people answered, summed up. Adding is all there is to it,
/// so it can be kept round by round.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Score {
	/// Sum of the weights, each at most the whole.
	pub weight: u64,
	/// Sum of weight times rating.
	pub support: u64,
}

impl Score {
	/// Take in what the people [`said`](Verdict::said).
	pub fn add(&mut self, rating: Ppm, turnout: Ppm, min_turnout: Ppm) {
		let weight = u64::from(turnout.min(PPM).saturating_sub(min_turnout));
		let rating = u64::from(rating.min(PPM));
		self.weight = self.weight.saturating_add(weight);
		self.support = self.support.saturating_add(weight.saturating_mul(rating));
	}

	/// The mean of the ratings by weight, with the neutral half in it.
	pub fn confidence(&self) -> Ppm {
		let prior = u128::from(PRIOR_TURNOUT);
		let half = u128::from(PPM / 2);
		let support = u128::from(self.support).saturating_add(prior.saturating_mul(half));
		let weight = u128::from(self.weight).saturating_add(prior);
		let mean = support.checked_div(weight).unwrap_or(half);
		u32::try_from(mean).unwrap_or(PPM).min(PPM)
	}
}

/// The judged pledges of a mandate, by weight.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Promises {
	/// Weight of those kept.
	pub kept: u64,
	/// Weight of those broken.
	pub broken: u64,
}

impl Promises {
	/// The share that was kept, with the neutral half in it.
	pub fn share_kept(&self) -> Ppm {
		let kept = u128::from(self.kept).saturating_add(u128::from(PRIOR_PLEDGES / 2));
		let judged = u128::from(self.kept)
			.saturating_add(u128::from(self.broken))
			.saturating_add(u128::from(PRIOR_PLEDGES));
		share(kept, judged).unwrap_or(PPM / 2)
	}
}

/// The record of a mandate: three parts confidence and one part pledges, halved by each recall.
/// `recalls` are those of the holder, in whatever office. The reasons stand at the head of the file.
pub fn record(score: &Score, promises: &Promises, recalls: u32) -> Ppm {
	let confidence = CONFIDENCE_PARTS.saturating_mul(score.confidence().into());
	let pledges = PLEDGE_PARTS.saturating_mul(promises.share_kept().into());
	let parts = CONFIDENCE_PARTS.saturating_add(PLEDGE_PARTS);
	let whole = confidence.saturating_add(pledges).checked_div(parts);
	let whole = u32::try_from(whole.unwrap_or(0)).unwrap_or(PPM).min(PPM);
	whole.checked_shr(recalls).unwrap_or(0)
}

/// A share of a whole, rounded down, never more than the whole; none of nothing.
fn share(part: u128, whole: u128) -> Option<Ppm> {
	let parts = part.saturating_mul(PPM.into()).checked_div(whole)?;
	Some(u32::try_from(parts).unwrap_or(PPM).min(PPM))
}
