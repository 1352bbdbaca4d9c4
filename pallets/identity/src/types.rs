//! What is known of registrars and persons. No personal data: tags and keys say nothing by
//! themselves.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::H256;
pub use veche_primitives::people::Usage;
use veche_primitives::{PersonId, Stratum, UniquenessTag, UnitId, VotingKey};

/// Most attesters a person can need.
pub const MAX_ATTESTERS: u32 = 8;
/// Most accredited registrars.
pub const MAX_REGISTRARS: u32 = 64;

/// An accredited attester of persons, and how much of today's quota is used.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Registrar {
	/// Acts allowed a day.
	pub daily_quota: u32,
	/// Acts done of late.
	pub usage: Usage,
	/// Whether the registrar may act at all.
	pub suspended: bool,
	/// Raised by every suspension; what was attested under an older number counts for nothing.
	pub generation: u32,
}

impl Registrar {
	/// Acts left on the given day.
	pub fn left(&self, today: u32) -> u32 {
		self.usage.left(self.daily_quota, today)
	}

	/// Spend one act; whether there was one.
	pub(crate) fn spend(&mut self, today: u32) -> bool {
		self.usage.spend(self.daily_quota, today)
	}
}

/// A registrar's word: who gave it, and under which generation.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Attester<AccountId> {
	/// The registrar.
	pub account: AccountId,
	/// The registrar's generation at that time.
	pub generation: u32,
}

/// Attesters whose words belong together.
pub type Attesters<AccountId> = BoundedVec<Attester<AccountId>, ConstU32<MAX_ATTESTERS>>;

/// What registrars attest. All must attest exactly the same.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Attestation<AccountId, BlockNumber> {
	/// The applicant's account, for public acts.
	pub account: AccountId,
	/// The applicant's voting key.
	pub key: VotingKey,
	/// Keyed image of the document number, equal for the same human.
	pub tag: UniquenessTag,
	/// Where the applicant is registered.
	pub home: UnitId,
	/// Home, diaspora or observer.
	pub stratum: Stratum,
	/// Until which block it holds.
	pub expires: BlockNumber,
}

impl<AccountId: Encode, BlockNumber: Encode> Attestation<AccountId, BlockNumber> {
	/// The hash under which attestations are gathered.
	pub fn hash(&self) -> H256 {
		self.using_encoded(sp_io::hashing::blake2_256).into()
	}
}

/// An attestation that waits for more registrars.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct PendingAttestation<AccountId, BlockNumber> {
	/// What is attested.
	pub attestation: Attestation<AccountId, BlockNumber>,
	/// By whom so far.
	pub by: Attesters<AccountId>,
	/// The block at which it is dropped.
	pub expires: BlockNumber,
}

/// Whether a person counts.
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
pub enum Standing {
	/// In good standing.
	#[codec(index = 0)]
	Active,
	/// All who attested the person were suspended. A renewal makes active again.
	#[codec(index = 1)]
	Suspended,
	/// The time is over. A renewal makes active again.
	#[codec(index = 2)]
	Expired,
	/// Struck off for ever.
	#[codec(index = 3)]
	Revoked,
}

/// A recognised unique human.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Person<AccountId, BlockNumber> {
	/// The account for public acts.
	pub account: AccountId,
	/// The voting key, from the next turn of the rolls on if it was just changed.
	pub key: VotingKey,
	/// The key before the last change. It may still be on the roll until the turn, so whoever takes
	/// the person off the rolls takes off both.
	pub previous_key: Option<VotingKey>,
	/// Keyed image of the document number.
	pub tag: UniquenessTag,
	/// Where the person is registered.
	pub home: UnitId,
	/// Home, diaspora or observer.
	pub stratum: Stratum,
	/// The block from which the person no longer counts unless renewed.
	pub expires: BlockNumber,
	/// Whether the person counts.
	pub standing: Standing,
	/// Who attested the person, at the beginning or at the last renewal.
	pub attesters: Attesters<AccountId>,
	/// The block of the last move.
	pub moved_at: Option<BlockNumber>,
	/// The block of the last change of the key.
	pub rotated_at: Option<BlockNumber>,
}

impl<AccountId, BlockNumber> Person<AccountId, BlockNumber> {
	/// Whether the person has a place on a roll; observers never have.
	pub fn votes(&self) -> bool {
		self.stratum != Stratum::Observer
	}
}

/// What registrars can decide together about a person.
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
pub enum Motion<BlockNumber> {
	/// Strike the person off for ever.
	#[codec(index = 0)]
	Revoke {
		/// Why: a number from the registrars' public list of reasons.
		reason: u8,
	},
	/// Attest the person anew.
	#[codec(index = 1)]
	Renew {
		/// Until which block.
		expires: BlockNumber,
	},
}

/// One registrar's voice for a motion. Each registrar has one voice per person at a time.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Voice<AccountId, BlockNumber> {
	/// Who.
	pub attester: Attester<AccountId>,
	/// What for.
	pub motion: Motion<BlockNumber>,
	/// The block at which the voice is dropped.
	pub expires: BlockNumber,
}

/// The open voices about a person.
pub type Voices<AccountId, BlockNumber> =
	BoundedVec<Voice<AccountId, BlockNumber>, ConstU32<MAX_REGISTRARS>>;

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
	/// A waiting attestation is dropped.
	#[codec(index = 0)]
	Pending(H256),
	/// Old voices about a person are dropped.
	#[codec(index = 1)]
	Motions(PersonId),
	/// A person expires.
	#[codec(index = 2)]
	Person(PersonId),
}

/// The numbers that govern identity. All periods are in blocks.
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
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct Params {
	/// How many registrars must attest the same (k of n).
	pub attesters_needed: u8,
	/// Length of a day, after which quotas begin anew.
	pub day: u32,
	/// Free acts of a person a day.
	pub free_acts_per_day: u32,
	/// How long an attestation or a motion waits for more registrars.
	pub pending_lifetime: u32,
	/// Least time between two moves of a person.
	pub move_interval: u32,
	/// Least time between two changes of a person's key. Not shorter than a turn of the rolls, so
	/// that no more than two keys of a person are ever on them.
	pub rotate_interval: u32,
	/// Longest time for which a person can be attested.
	pub max_validity: u32,
}

impl Default for Params {
	/// Two registrars; with blocks of six seconds: a week to gather them, a move every ninety days,
	/// a new key every week, five years of validity.
	fn default() -> Self {
		Self {
			attesters_needed: 2,
			day: 14_400,
			free_acts_per_day: 20,
			pending_lifetime: 7 * 14_400,
			move_interval: 90 * 14_400,
			rotate_interval: 7 * 14_400,
			max_validity: 5 * 365 * 14_400,
		}
	}
}

impl Params {
	/// Whether the numbers make sense.
	pub fn is_valid(&self) -> bool {
		(1..=MAX_ATTESTERS).contains(&u32::from(self.attesters_needed))
			&& self.day > 0
			&& self.pending_lifetime > 0
			&& self.max_validity > 0
	}
}
