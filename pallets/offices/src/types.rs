//! What is kept of offices and mandates, and the numbers that govern who may rise.

use alloc::string::String;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
pub use veche_primitives::offices::{End, Mandate, Seat};
use veche_primitives::{
	ballot::{Method, Title},
	laws::MAX_PERIOD,
	offices::{Cause, MAX_IN_LINE},
	MandateId, OfficeId, PersonId, Ppm, UnitId, WHOLE,
};

/// Longest term: ten years, at a block every six seconds. Else an office could be established that
/// is never filled again.
pub const MAX_TERM: u32 = 10 * MAX_PERIOD;

/// Most offices of one unit.
pub const MAX_OFFICES: u32 = 64;

/// Most who are remembered as set aside in one office; of more, the oldest are forgotten.
pub const MAX_SET_ASIDE: u32 = 16;

/// Those who came after the winner of the last election, best first.
pub type Line = BoundedVec<PersonId, ConstU32<MAX_IN_LINE>>;

/// What an office is to its unit.
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
#[serde(rename_all = "snake_case")]
pub enum OfficeKind {
	/// The one who heads the unit; at most one a unit.
	#[codec(index = 0)]
	Head,
	/// A member of the unit's council.
	#[codec(index = 1)]
	Member,
}

/// Who acts when the incumbent is suspended or gone. An incumbent whose term merely ran out stays
/// as acting under every rule, until the successor is installed.
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
#[serde(rename_all = "snake_case")]
pub enum ActingRule {
	/// The first in line who can; if none can, whoever heads the unit above.
	#[codec(index = 0)]
	NextInLine,
	/// Whoever heads the unit above.
	#[codec(index = 1)]
	HeadAbove,
	/// Nobody: the office waits for its election.
	#[codec(index = 2)]
	Nobody,
}

/// A post of a unit. Never changes once established.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Office<BlockNumber> {
	/// Whose office it is; its people elect.
	pub unit: UnitId,
	/// What it is called.
	pub title: Title,
	/// What it is to its unit.
	pub kind: OfficeKind,
	/// How the people choose among several candidates.
	pub method: Method,
	/// Blocks of a term; not more than [`MAX_TERM`].
	pub term: BlockNumber,
	/// Who acts when the incumbent is suspended or gone.
	pub acting: ActingRule,
}

/// An office as a genesis file names it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfficeEntry<BlockNumber> {
	/// Whose office it is.
	pub unit: UnitId,
	/// What it is called.
	pub title: String,
	/// What it is to its unit.
	pub kind: OfficeKind,
	/// How the people choose: plurality, approval or schulze.
	pub method: Method,
	/// Blocks of a term; not more than [`MAX_TERM`].
	pub term: BlockNumber,
	/// Who acts when the incumbent is suspended or gone.
	pub acting: ActingRule,
}

impl<BlockNumber: Copy> OfficeEntry<BlockNumber> {
	/// The office; none if the title is too long.
	pub(crate) fn office(&self) -> Option<Office<BlockNumber>> {
		Some(Office {
			unit: self.unit,
			title: Title::try_from(self.title.as_bytes().to_vec()).ok()?,
			kind: self.kind,
			method: self.method,
			term: self.term,
			acting: self.acting,
		})
	}
}

/// An election that must be called.
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
pub struct DueElection<BlockNumber> {
	/// Why.
	pub cause: Cause,
	/// The block at which it is called.
	pub at: BlockNumber,
	/// How often whoever holds elections has refused.
	pub refusals: u32,
}

/// What falls due.
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
pub enum Due {
	/// The term of a mandate is over.
	#[codec(index = 0)]
	Term(MandateId),
	/// A person who holds an office or acts in one has lost standing.
	#[codec(index = 1)]
	Standing(PersonId),
	/// The election of an office is to be called.
	#[codec(index = 2)]
	Election(OfficeId),
	/// A person who acts in offices has been suspended or recalled elsewhere.
	#[codec(index = 3)]
	Stepping(PersonId),
}

/// What a record below must show of those who want to rise. An election keeps the numbers it was
/// called under.
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
pub struct Params {
	/// Share of a term that must have been served.
	pub service: Ppm,
	/// Least record of such a mandate. As long as nothing is known of one, its record is one half.
	pub bar: Ppm,
}

impl Params {
	/// Whether no share exceeds the whole.
	pub fn is_valid(&self) -> bool {
		self.service <= WHOLE && self.bar <= WHOLE
	}
}

impl Default for Params {
	/// Half a term, and a record that is not worse than none.
	fn default() -> Self {
		Self {
			service: 500_000,
			bar: 500_000,
		}
	}
}
