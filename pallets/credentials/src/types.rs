//! What is kept of issuers, schemas and credentials, and the numbers that govern them. The content
//! of a credential is never here: only a commitment to it.

use alloc::string::String;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::H256;
use sp_runtime::{traits::Zero, DispatchError};
use veche_primitives::{ballot::Title, people::Usage, PersonId, SchemaId};

/// Longest statement of what a schema is for, in bytes of UTF-8.
pub const MAX_PURPOSE: u32 = 256;
/// Most anonymous schemas of one issuer: so many rolls are gone through when it is suspended.
pub const MAX_ANONYMOUS: u32 = 32;
/// Most schemas one call of the view function `schemas` returns.
pub const MAX_PAGE: u32 = 64;
/// Blocks after which a place on a roll that was refused is asked for again.
pub const RETRY_AFTER: u32 = 50;

/// What a schema is for, UTF-8.
pub type Purpose = BoundedVec<u8, ConstU32<MAX_PURPOSE>>;
/// Anonymous schemas of one issuer.
pub type AnonymousSchemas = BoundedVec<SchemaId, ConstU32<MAX_ANONYMOUS>>;

/// Who may give credentials, and how much of today's quota is used.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Issuer {
	/// Acts allowed a day.
	pub daily_quota: u32,
	/// Acts done of late.
	pub usage: Usage,
	/// Whether nothing the issuer gave holds at present, and it may not act.
	pub suspended: bool,
}

impl Issuer {
	/// Acts left on the given day.
	pub fn left(&self, today: u32) -> u32 {
		self.usage.left(self.daily_quota, today)
	}

	/// Spend one act; whether there was one.
	pub(crate) fn spend(&mut self, today: u32) -> bool {
		self.usage.spend(self.daily_quota, today)
	}
}

/// Who learns from a credential what.
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
pub enum Publicity {
	/// Meant to be seen by all: institutions may ask for it by name.
	#[codec(index = 0)]
	Public,
	/// The holder's own affair: clients show it to whom the holder opens it, and institutions do
	/// not ask for it.
	#[codec(index = 1)]
	Private,
	/// Shown without saying who: the holder's voting key is on the roll of the group that has the
	/// schema's number, and a ring proof shows that somebody of that roll speaks.
	#[codec(index = 2)]
	Anonymous,
}

/// A kind of credential.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Schema<AccountId, BlockNumber> {
	/// Who gives credentials of it.
	pub issuer: AccountId,
	/// What it is called.
	pub title: Title,
	/// What it is for.
	pub purpose: Purpose,
	/// Blocks for which a credential holds from its acceptance or extension on, at most.
	pub validity: BlockNumber,
	/// Who learns what.
	pub publicity: Publicity,
	/// When it was opened.
	pub opened: BlockNumber,
	/// Whether no more credentials are offered.
	pub closed: bool,
}

/// Where a credential stands.
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
pub enum State<BlockNumber> {
	/// The issuer offers it; the holder has not answered.
	#[codec(index = 0)]
	Offered {
		/// The block from which it can no longer be accepted.
		until: BlockNumber,
	},
	/// The holder accepted it. It stays so when it has expired.
	#[codec(index = 1)]
	Held {
		/// The block of the acceptance.
		since: BlockNumber,
		/// The block from which it no longer holds unless extended.
		expires: BlockNumber,
	},
	/// The issuer took it back.
	#[codec(index = 2)]
	Withdrawn {
		/// When.
		at: BlockNumber,
		/// Why: a number from the issuer's public list of reasons.
		reason: u8,
	},
	/// The holder sealed it away.
	#[codec(index = 3)]
	Sealed {
		/// When.
		at: BlockNumber,
	},
}

impl<BlockNumber: Copy + PartialOrd> State<BlockNumber> {
	/// Whether it can be accepted on the block.
	pub fn is_offered_at(&self, now: BlockNumber) -> bool {
		matches!(self, Self::Offered { until } if *until > now)
	}

	/// Whether it holds on the block, as far as the record goes.
	pub fn is_held_at(&self, now: BlockNumber) -> bool {
		matches!(self, Self::Held { expires, .. } if *expires > now)
	}

	/// The block on which something happens to it by itself.
	pub fn date(&self) -> Option<BlockNumber> {
		match self {
			Self::Offered { until } => Some(*until),
			Self::Held { expires, .. } => Some(*expires),
			Self::Withdrawn { .. } | Self::Sealed { .. } => None,
		}
	}
}

/// A mark of a person: one for each schema at most.
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
pub struct Credential<BlockNumber> {
	/// Commitment to the content, which the holder keeps.
	pub commitment: H256,
	/// When it was last offered.
	pub offered: BlockNumber,
	/// Where it stands.
	pub state: State<BlockNumber>,
}

/// What happened to a credential.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub enum Change<BlockNumber> {
	/// The issuer offered it.
	#[codec(index = 0)]
	Offered {
		/// The block from which it can no longer be accepted.
		until: BlockNumber,
	},
	/// The issuer took the offer back.
	#[codec(index = 1)]
	OfferWithdrawn {
		/// Why.
		reason: u8,
	},
	/// Nobody answered the offer in time.
	#[codec(index = 2)]
	Lapsed,
	/// The holder rejected the offer.
	#[codec(index = 3)]
	Rejected,
	/// The holder accepted it.
	#[codec(index = 4)]
	Accepted {
		/// The block from which it no longer holds.
		expires: BlockNumber,
	},
	/// The issuer extended it.
	#[codec(index = 5)]
	Extended {
		/// The block from which it no longer holds.
		expires: BlockNumber,
	},
	/// Its time is over.
	#[codec(index = 6)]
	Expired,
	/// The issuer took it back.
	#[codec(index = 7)]
	Withdrawn {
		/// Why.
		reason: u8,
	},
	/// The holder sealed it away.
	#[codec(index = 8)]
	Sealed,
	/// The holder's voting key was sent to the schema's roll.
	#[codec(index = 9)]
	JoinedRoll,
	/// The holder's voting key was taken off the schema's roll.
	#[codec(index = 10)]
	LeftRoll,
	/// The schema's roll did not take the holder's voting key; it is tried again later.
	#[codec(index = 11)]
	RollRefused {
		/// Why.
		error: DispatchError,
	},
}

/// What falls due on a block.
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
	/// An offer lapses or a credential expires.
	#[codec(index = 0)]
	Date {
		/// Whose.
		person: PersonId,
		/// Of which schema.
		schema: SchemaId,
	},
	/// A person's standing has changed: the places on rolls are looked at.
	#[codec(index = 1)]
	Standing {
		/// Whose.
		person: PersonId,
	},
	/// A place on a roll is looked at.
	#[codec(index = 2)]
	Seat {
		/// Whose.
		person: PersonId,
		/// Of which schema.
		schema: SchemaId,
	},
}

/// Periods that govern credentials, in blocks. Offers under way keep the time they were given.
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
	/// How long an offer waits for an answer.
	pub offer_lifetime: BlockNumber,
	/// Length of a day, after which quotas begin anew.
	pub day: BlockNumber,
}

impl<BlockNumber: Zero> Params<BlockNumber> {
	/// Whether anything can be accepted and counted by the day.
	pub fn is_valid(&self) -> bool {
		!self.offer_lifetime.is_zero() && !self.day.is_zero()
	}
}

impl<BlockNumber: From<u32>> Default for Params<BlockNumber> {
	/// Thirty days to answer, days of 24 hours, at a block every six seconds.
	fn default() -> Self {
		Self {
			offer_lifetime: 432_000.into(),
			day: 14_400.into(),
		}
	}
}

/// A schema as presets name it; its number is its place in the list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SchemaEntry<AccountId, BlockNumber> {
	/// Who gives credentials of it: an issuer of the same preset.
	pub issuer: AccountId,
	/// What it is called.
	pub title: String,
	/// What it is for.
	pub purpose: String,
	/// Blocks for which a credential holds.
	pub validity: BlockNumber,
	/// Who learns what.
	pub publicity: Publicity,
}
