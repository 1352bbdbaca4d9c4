//! What is kept of offices and mandates, and the numbers that govern who may rise.

use alloc::string::String;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_runtime::{traits::AtLeast32BitUnsigned, SaturatedConversion};
use veche_primitives::{
	ballot::{Method, Title},
	offices::{Cause, MAX_IN_LINE},
	ElectionId, MandateId, OfficeId, PersonId, Ppm, UnitId, WHOLE,
};

/// Most offices of one unit.
pub const MAX_OFFICES: u32 = 64;

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
	/// Blocks of a term.
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
	/// Blocks of a term.
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

/// Who sits in an office: always exactly one of these.
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
pub enum Seat {
	/// The elected.
	#[codec(index = 0)]
	Incumbent {
		/// In force.
		mandate: MandateId,
	},
	/// The elected has lost the people's confidence and may still regain it.
	#[codec(index = 1)]
	Suspended {
		/// In force, but not exercised.
		mandate: MandateId,
		/// Who acts meanwhile; none if nobody could be found.
		acting: Option<PersonId>,
	},
	/// Nobody holds the office, somebody acts until the election.
	#[codec(index = 2)]
	Acting {
		/// Who acts.
		person: PersonId,
	},
	/// Nobody holds the office, nobody acts until the election.
	#[codec(index = 3)]
	Vacant,
}

impl Seat {
	/// The mandate in force, if any.
	pub const fn mandate(&self) -> Option<MandateId> {
		match self {
			Self::Incumbent { mandate } | Self::Suspended { mandate, .. } => Some(*mandate),
			Self::Acting { .. } | Self::Vacant => None,
		}
	}

	/// Who acts, if anybody does.
	pub const fn acting(&self) -> Option<PersonId> {
		match self {
			Self::Suspended { acting, .. } => *acting,
			Self::Acting { person } => Some(*person),
			Self::Incumbent { .. } | Self::Vacant => None,
		}
	}

	/// The seat of an office without incumbent.
	pub const fn without_incumbent(acting: Option<PersonId>) -> Self {
		match acting {
			Some(person) => Self::Acting { person },
			None => Self::Vacant,
		}
	}
}

/// How a mandate ended.
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
pub enum End {
	/// Its term was over.
	#[codec(index = 0)]
	Term,
	/// The person died or lost the standing of a person.
	#[codec(index = 1)]
	Lost,
	/// The person resigned.
	#[codec(index = 2)]
	Resigned,
	/// The person was elected to another office.
	#[codec(index = 3)]
	Rose,
	/// The people recalled the person.
	#[codec(index = 4)]
	Recalled,
	/// Somebody was elected before the term was over.
	#[codec(index = 5)]
	Replaced,
}

/// One person's holding of an office, kept for ever.
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
pub struct Mandate<BlockNumber> {
	/// Which office.
	pub office: OfficeId,
	/// Who holds or held it.
	pub person: PersonId,
	/// The election that gave it.
	pub election: ElectionId,
	/// When it began.
	pub since: BlockNumber,
	/// When its term is over.
	pub until: BlockNumber,
	/// When and how it ended; none while it is in force.
	pub ended: Option<(BlockNumber, End)>,
}

impl<BlockNumber: AtLeast32BitUnsigned + Copy> Mandate<BlockNumber> {
	/// Whether at least this share of the term has been served by block `now`.
	pub fn has_served(&self, now: BlockNumber, share: Ppm) -> bool {
		let last = self.ended.map_or(now, |(at, _)| at);
		let served: u128 = last.saturating_sub(self.since).saturated_into();
		let term: u128 = self.until.saturating_sub(self.since).saturated_into();
		served.saturating_mul(WHOLE.into()) >= term.saturating_mul(share.into())
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
	/// Least rating, if the people have given one.
	pub bar: Ppm,
}

impl Params {
	/// Whether no share exceeds the whole.
	pub fn is_valid(&self) -> bool {
		self.service <= WHOLE && self.bar <= WHOLE
	}
}

impl Default for Params {
	/// Half a term, and the support of half of those who answered.
	fn default() -> Self {
		Self {
			service: 500_000,
			bar: 500_000,
		}
	}
}
