//! Who is a person, as other pallets may ask it.

use crate::{PersonId, Stratum, UnitId, VotingKey};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
	dispatch::DispatchResult,
	storage::{with_transaction, TransactionOutcome},
	traits::OriginTrait,
};
use scale_info::TypeInfo;
use sp_runtime::DispatchError;

/// What other pallets may know of a person in good standing.
#[derive(Encode, Decode, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Citizen {
	/// The person.
	pub person: PersonId,
	/// Where the person is registered.
	pub home: UnitId,
	/// Home, diaspora or observer.
	pub stratum: Stratum,
}

/// Acts counted by the day.
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
)]
pub struct Usage {
	/// The day that `used` belongs to.
	pub day: u32,
	/// Acts done that day.
	pub used: u32,
}

impl Usage {
	/// Acts left of a daily quota on the given day.
	pub fn left(&self, daily_quota: u32, today: u32) -> u32 {
		let used = if self.day == today { self.used } else { 0 };
		daily_quota.saturating_sub(used)
	}

	/// Spend one act of a daily quota; whether there was one.
	pub fn spend(&mut self, daily_quota: u32, today: u32) -> bool {
		if self.left(daily_quota, today) == 0 {
			return false;
		}
		if self.day != today {
			*self = Self {
				day: today,
				used: 0,
			};
		}
		self.used = self.used.saturating_add(1);
		true
	}
}

/// Persons and their free acts.
///
/// A person's own calls cost nothing within a daily quota. A call declares itself free only when it
/// is sure to succeed and the quota is not used up (`#[pallet::feeless_if]`), and then spends one
/// act; so a failing call is never free and cannot be repeated for nothing.
pub trait People<AccountId> {
	/// The person behind an account, if in good standing (not expired, suspended or revoked).
	fn citizen(account: &AccountId) -> Option<Citizen>;

	/// The person with this id, if in good standing.
	fn citizen_by_id(person: PersonId) -> Option<Citizen>;

	/// The account of a person, whatever the standing.
	fn account(person: PersonId) -> Option<AccountId>;

	/// Whether the account has a free act left today.
	fn has_free_act(account: &AccountId) -> bool;

	/// Whether the act would cost the account nothing: a free act is left, and it would succeed.
	fn is_free(account: &AccountId, act: impl FnOnce(&AccountId) -> DispatchResult) -> bool {
		Self::has_free_act(account) && would_succeed(|| act(account))
	}

	/// The same of the act of whoever signed; nothing else is free.
	fn is_free_for<Origin: OriginTrait<AccountId = AccountId>>(
		origin: &Origin,
		act: impl FnOnce(&AccountId) -> DispatchResult,
	) -> bool {
		let signer = origin.as_signer();
		signer.is_some_and(|account| Self::is_free(account, act))
	}

	/// Spend one of today's free acts; does nothing when none is left (the call was paid for).
	fn spend_free_act(account: &AccountId);

	/// Make the account a person registered in `home`. For benchmarks of pallets that stand on
	/// identity.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_person(account: &AccountId, home: UnitId) -> PersonId;
}

/// Run an act for trial and undo it. This is the whole check and cannot differ from the act, so
/// nothing that fails can be repeated for nothing.
pub fn would_succeed(act: impl FnOnce() -> DispatchResult) -> bool {
	let trial = || TransactionOutcome::Rollback(Ok::<_, DispatchError>(act().is_ok()));
	with_transaction(trial).unwrap_or(false)
}

/// The voting keys of persons, for those who keep rolls.
pub trait VotingKeys {
	/// The keys of the person that may be on a roll, whatever the person's standing: the one in use
	/// first, then the one it replaced, which stays on the rolls until they turn. Empty for
	/// observers, who never vote.
	fn voting_keys(person: PersonId) -> Vec<VotingKey>;
}

/// Who must know when a person's standing changes. Each does a small, constant amount of work at
/// once and leaves the rest to its own calendar: very many may change on one block.
pub trait OnStanding {
	/// The person is no longer in good standing: expired, suspended or revoked.
	fn lost(person: PersonId);

	/// The person is in good standing again.
	fn regained(person: PersonId);
}

#[impl_trait_for_tuples::impl_for_tuples(8)]
impl OnStanding for Tuple {
	fn lost(person: PersonId) {
		for_tuples!( #( Tuple::lost(person); )* );
	}

	fn regained(person: PersonId) {
		for_tuples!( #( Tuple::regained(person); )* );
	}
}
