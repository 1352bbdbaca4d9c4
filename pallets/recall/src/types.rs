//! What is kept of suspensions and petitions, and the numbers that govern them.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::H256;
use sp_runtime::traits::Zero;
use veche_primitives::{offices::End, MandateId, OfficeId, PersonId, PollId, Ppm, WHOLE};

/// A suspension, numbered from 0.
pub type CaseId = u32;

/// Longest explanation, in bytes of UTF-8. What is longer stands in the text whose hash goes with it.
pub const MAX_WORDS: u32 = 512;
/// Longest explanation that reaches the check at all.
pub const MAX_INPUT: u32 = 2_048;

/// An explanation as it is kept.
pub type Words = BoundedVec<u8, ConstU32<MAX_WORDS>>;
/// An explanation as it comes in: perhaps too long.
pub type Input = BoundedVec<u8, ConstU32<MAX_INPUT>>;

/// What the suspended says to the people.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Explanation<BlockNumber> {
	/// Hash of a longer text published elsewhere; zero when there is none.
	pub text: H256,
	/// The words themselves, UTF-8.
	pub words: Words,
	/// When it was given.
	pub at: BlockNumber,
}

/// What became of a suspension.
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
pub enum Outcome {
	/// The people's confidence was regained, with this rating.
	#[codec(index = 0)]
	Reinstated(Ppm),
	/// It was not regained in time: the mandate ended.
	#[codec(index = 1)]
	Recalled,
	/// The mandate ended in another way before.
	#[codec(index = 2)]
	Ended(End),
}

impl Outcome {
	/// What the end of a suspended mandate makes of its case.
	pub const fn of(end: End) -> Self {
		match end {
			End::Recalled => Self::Recalled,
			end => Self::Ended(end),
		}
	}

	/// Whether the office was lost without confidence regained. It was not by whoever died or lost
	/// the standing of a person: that is nobody's verdict.
	pub const fn is_recall(&self) -> bool {
		match self {
			Self::Reinstated(_) | Self::Ended(End::Lost) => false,
			Self::Recalled | Self::Ended(_) => true,
		}
	}
}

/// A suspension and what came of it, kept for ever. Its numbers are those of the day it began.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Case<BlockNumber> {
	/// The mandate that was suspended.
	pub mandate: MandateId,
	/// Its office.
	pub office: OfficeId,
	/// Who holds or held it.
	pub person: PersonId,
	/// The rating that suspended.
	pub rating: Ppm,
	/// When it was suspended.
	pub since: BlockNumber,
	/// When it ends unless confidence is regained before.
	pub deadline: BlockNumber,
	/// The rating that reinstates.
	pub reinstate_at: Ppm,
	/// What the suspended says.
	pub explanation: Option<Explanation<BlockNumber>>,
	/// When and how the case ended; none while it is open.
	pub outcome: Option<(BlockNumber, Outcome)>,
}

impl<BlockNumber> Case<BlockNumber> {
	/// Whether the mandate is still suspended.
	pub const fn is_open(&self) -> bool {
		self.outcome.is_none()
	}
}

/// A petition for an extraordinary confidence round that still collects supporters.
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
pub struct Petition<BlockNumber> {
	/// The poll that collects supporters.
	pub poll: PollId,
	/// Who began it: a public act.
	pub by: PersonId,
	/// When it was begun.
	pub opened: BlockNumber,
	/// Share of the unit's electors who must support it.
	pub share: Ppm,
}

/// What is asked of officials, and how long they have. Open cases and petitions keep the numbers they
/// began with.
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
	Serialize,
	Deserialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Params<BlockNumber> {
	/// Who is rated below this loses the exercise of the office.
	pub suspend_below: Ppm,
	/// Who is suspended and rated at least this regains it.
	pub reinstate_at: Ppm,
	/// Blocks the suspended have to regain confidence.
	pub recovery: BlockNumber,
	/// Share of the unit's electors who must support a petition.
	pub petition_share: Ppm,
	/// Blocks a petition may collect supporters.
	pub petition_window: BlockNumber,
	/// Blocks after a successful petition before the next can begin.
	pub rest: BlockNumber,
}

impl<BlockNumber: Zero> Params<BlockNumber> {
	/// Whether somebody can be suspended, can recover, and a petition can succeed under these
	/// numbers, and no share exceeds the whole.
	pub fn is_valid(&self) -> bool {
		self.suspend_below > 0
			&& self.suspend_below <= self.reinstate_at
			&& self.reinstate_at <= WHOLE
			&& !self.recovery.is_zero()
			&& (1..=WHOLE).contains(&self.petition_share)
			&& !self.petition_window.is_zero()
	}
}

impl<BlockNumber: From<u32>> Default for Params<BlockNumber> {
	/// A fifth suspends and one half reinstates within thirteen weeks; five per cent within four
	/// weeks call a round, at most once in thirteen weeks, at a block every six seconds.
	fn default() -> Self {
		Self {
			suspend_below: 200_000,
			reinstate_at: 500_000,
			recovery: 1_310_400.into(),
			petition_share: 50_000,
			petition_window: 403_200.into(),
			rest: 1_310_400.into(),
		}
	}
}
