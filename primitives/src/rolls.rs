//! Electorates, roll epochs, precincts and the proof that somebody unnamed is in one.

use crate::{Alias, GroupId, Possession, PrecinctId, UnitId, VotingKey};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{dispatch::DispatchResult, weights::Weight};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// Who may vote: the people of a unit (all precincts of the unit and of every unit below), or the
/// holders of a credential.
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
	PartialOrd,
	Ord,
	Debug,
	Serialize,
	Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Electorate {
	/// The people registered in the unit or below.
	Unit(UnitId),
	/// The members of a named group.
	Group(GroupId),
}

/// A state of all rolls. Ordered: a poll opened in epoch `e` sees every precinct as it last changed
/// at or before `e`.
///
/// `turn` counts the scheduled turns, at which queued joiners, movers and leavers take effect all
/// at once; `revision` counts what could not wait between two turns: a revocation that empties a
/// precinct, and the rebuilding of that precinct.
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
	PartialOrd,
	Ord,
	Debug,
	Default,
	Serialize,
	Deserialize,
)]
pub struct RollEpoch {
	/// Scheduled turns so far.
	pub turn: u32,
	/// Revocations and repairs since the turn.
	pub revision: u32,
}

impl core::fmt::Display for RollEpoch {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		write!(f, "{}.{}", self.turn, self.revision)
	}
}

/// How many keys one ring holds: the domain of the polynomial commitment behind it.
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
	Default,
	Serialize,
	Deserialize,
)]
pub enum RingSize {
	/// Domain 2^11: at most 255 keys. For fast tests and small networks.
	Small,
	/// Domain 2^12: at most 767 keys. The production size.
	#[default]
	Standard,
}

impl RingSize {
	/// The most keys one ring of this size holds.
	pub const fn capacity(self) -> u32 {
		match self {
			Self::Small => 255,
			Self::Standard => 767,
		}
	}
}

/// Why a proof was not accepted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProofError {
	/// The precinct had no ring in that epoch: it did not exist, or a revocation had emptied it.
	NoRing,
	/// The proof does not hold.
	Invalid,
}

/// One proof to be checked in a batch.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProofItem<'a> {
	/// The precinct whose ring the signer claims to be in.
	pub precinct: PrecinctId,
	/// The proof context: the alias depends on it and on the key, on nothing else.
	pub context: [u8; 32],
	/// What the proof signs.
	pub message: [u8; 32],
	/// The encoded proof.
	pub proof: &'a [u8],
}

/// Electorates as a voting engine needs them.
pub trait Electorates {
	/// Whether there is such an electorate.
	fn exists(electorate: Electorate) -> bool;

	/// The number of electors now, the base of quorum and turnout.
	fn electors(electorate: Electorate) -> u32;

	/// Whether no emptied precinct is waiting to be rebuilt. A poll that opens in an unsettled
	/// epoch shuts out the honest members of that precinct, so openings wait a little for this.
	fn is_settled() -> bool;

	/// Pin the current epoch: every ring it sees stays provable until unpinned. None when too many
	/// different epochs are pinned; try again after polls have been pruned.
	fn pin() -> Option<RollEpoch>;

	/// Pin an epoch once more that is pinned already; false when it is not, and nothing has changed.
	fn pin_again(epoch: RollEpoch) -> bool;

	/// Release one pin of the epoch.
	fn unpin(epoch: RollEpoch);

	/// Whether the precinct is part of the electorate. Bounded reads.
	fn contains(electorate: Electorate, precinct: PrecinctId) -> bool;

	/// Check one proof against the precinct's ring as of `epoch`; the signer's alias in the context.
	fn verify(epoch: RollEpoch, item: &ProofItem<'_>) -> Result<Alias, ProofError>;

	/// What [`Self::verify`] takes at the most. A proof that holds takes longest.
	fn verify_weight() -> Weight;

	/// Check many proofs at once, cheaper than one by one; one result each, in order. A bad proof
	/// never spoils another.
	fn verify_batch(epoch: RollEpoch, items: &[ProofItem<'_>]) -> Vec<Result<Alias, ProofError>>;

	/// What [`Self::verify_batch`] of so many proofs takes at the most, good ones or bad.
	fn verify_batch_weight(proofs: u32) -> Weight;

	/// An electorate with rings of real keys, as large as can be, in force now, and its precincts.
	/// For benchmarks.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_electorate() -> (Electorate, Vec<PrecinctId>);

	/// The `n`-th of the prepared proofs: well-formed and made in the ring of
	/// [`Self::benchmark_electorate`], but for another message. For benchmarks.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_proof(n: u32) -> Vec<u8>;
}

/// Rolls as those who know persons and credentials write them.
///
/// Everything takes effect at the next turn, all at once, except [`Rolls::revoke`] and
/// [`Rolls::expel`].
pub trait Rolls {
	/// Whether the bytes are a usable key: a valid point of the right group, not the identity.
	fn is_valid_key(key: &VotingKey) -> bool;

	/// Whether `possession` proves that its maker holds the secret of `key` and signed `message`.
	fn owns_key(key: &VotingKey, message: &[u8], possession: &Possession) -> bool;

	/// Queue the key to join an electorate's roll. Fails when the key is already on that roll or
	/// queued for it, or when the queue is full.
	fn enroll(key: &VotingKey, electorate: Electorate) -> DispatchResult;

	/// Queue the key to leave an electorate's roll; a key that only waits to join is unqueued.
	fn withdraw(key: &VotingKey, electorate: Electorate) -> DispatchResult;

	/// Queue a new key to take the place of an old one on every roll the old one is on.
	fn replace(old: &VotingKey, new: &VotingKey) -> DispatchResult;

	/// Take the key off every roll at once: its precincts are emptied for polls opened later and
	/// rebuilt without it. Polls that are open keep their frozen electorate.
	fn revoke(key: &VotingKey);

	/// Take the key off one roll at once, as [`Rolls::revoke`] does off all; does nothing when the
	/// key is not on it. A key that only waits to join is unqueued.
	fn expel(key: &VotingKey, electorate: Electorate);
}
