//! What the people think of those in office, and what hangs on it.
//!
//! Whoever holds confidence rounds asks the people and rates; whoever watches over the confidence
//! draws the consequences. Neither knows the other's rules.

use crate::{MandateId, OfficeId, PersonId, Ppm};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{dispatch::DispatchResult, weights::Weight};
use scale_info::TypeInfo;
pub use veche_tally::{judge, Answers, ConfidenceRule, Promises, Score, Stake, Verdict};

/// Most persons one round asks about: who is suspended, and who acts.
pub const MAX_ASKED: u32 = 2;

/// In what capacity somebody is asked about.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub enum Capacity {
	/// Exercises the mandate.
	#[codec(index = 0)]
	Incumbent(MandateId),
	/// Holds the mandate, but is suspended.
	#[codec(index = 1)]
	Suspended(MandateId),
	/// Acts without a mandate in the office.
	#[codec(index = 2)]
	Acting,
}

impl Capacity {
	/// The mandate that is rated; none for one who only acts.
	pub const fn mandate(&self) -> Option<MandateId> {
		match self {
			Self::Incumbent(mandate) | Self::Suspended(mandate) => Some(*mandate),
			Self::Acting => None,
		}
	}
}

/// One question of a round. Fixed when the round is called.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub struct Asked {
	/// Who is asked about.
	pub person: PersonId,
	/// As what.
	pub capacity: Capacity,
	/// The rating on which something hangs.
	pub threshold: Ppm,
}

impl Asked {
	/// What hangs on the answer.
	pub const fn stake(&self) -> Stake {
		match self.capacity {
			Capacity::Incumbent(_) | Capacity::Acting => Stake::Lose(self.threshold),
			Capacity::Suspended(_) => Stake::Regain(self.threshold),
		}
	}
}

/// What hangs on a rating.
pub trait Confidence {
	/// The rating below which one in this capacity loses, or from which one regains, the office.
	fn threshold(office: OfficeId, capacity: Capacity) -> Ppm;

	/// A round is over. `rating` is none when too few answered. Must be bounded; returns the weight
	/// it took. What it does to a mandate or seat that has changed since the round was called must
	/// be nothing.
	fn rated(office: OfficeId, asked: &Asked, rating: Option<Ppm>) -> Weight;
}

/// Nothing hangs on it.
impl Confidence for () {
	fn threshold(_: OfficeId, _: Capacity) -> Ppm {
		0
	}

	fn rated(_: OfficeId, _: &Asked, _: Option<Ppm>) -> Weight {
		Weight::zero()
	}
}

/// Whoever holds confidence rounds.
pub trait Rounds {
	/// Hold an extraordinary round at once, or right after the one under way.
	///
	/// # Errors
	/// When there is nobody to ask about, or the round cannot be opened.
	fn hold(office: OfficeId) -> DispatchResult;

	/// Whether a round is under way for the office, or the repeat of one, or one is owed.
	fn is_under_way(office: OfficeId) -> bool;
}

/// Who has been recalled.
pub trait Recalls {
	/// How often the person lost an office for lack of confidence.
	fn recalls(person: PersonId) -> u32;
}

/// Nobody has been.
impl Recalls for () {
	fn recalls(_: PersonId) -> u32 {
		0
	}
}
