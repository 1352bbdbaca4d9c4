//! What other pallets see of the rolls.

use crate::*;
use alloc::vec::Vec;
use frame_support::{dispatch::DispatchResult, weights::Weight};
use veche_primitives::{
	rolls::{Electorate, Electorates, ProofError, ProofItem, RollEpoch, Rolls},
	territory::Territory,
	Alias, Possession, PrecinctId, VotingKey,
};

impl<T: Config> Electorates for Pallet<T> {
	fn exists(electorate: Electorate) -> bool {
		match electorate {
			Electorate::Unit(unit) => T::Territory::exists(unit),
			Electorate::Group(_) => RollOf::<T>::contains_key(electorate),
		}
	}

	fn electors(electorate: Electorate) -> u32 {
		Pallet::<T>::electors(electorate)
	}

	fn is_settled() -> bool {
		Repairs::<T>::count() == 0
	}

	fn pin() -> Option<RollEpoch> {
		Self::do_pin()
	}

	fn pin_again(epoch: RollEpoch) -> bool {
		Self::do_pin_again(epoch)
	}

	fn unpin(epoch: RollEpoch) {
		Self::do_unpin(epoch);
	}

	fn contains(electorate: Electorate, precinct: PrecinctId) -> bool {
		let Some(own) = Precincts::<T>::get(precinct).map(|precinct| precinct.electorate) else {
			return false;
		};
		match (electorate, own) {
			(Electorate::Unit(above), Electorate::Unit(unit)) => {
				T::Territory::is_within(unit, above)
			}
			_ => own == electorate,
		}
	}

	fn verify(epoch: RollEpoch, item: &ProofItem<'_>) -> Result<Alias, ProofError> {
		Self::do_verify(epoch, item)
	}

	fn verify_weight() -> Weight {
		T::WeightInfo::verify_one()
	}

	fn verify_batch(epoch: RollEpoch, items: &[ProofItem<'_>]) -> Vec<Result<Alias, ProofError>> {
		Self::do_verify_batch(epoch, items)
	}

	fn verify_batch_weight(proofs: u32) -> Weight {
		T::WeightInfo::verify_batch(proofs).max(T::WeightInfo::verify_bad_batch(proofs))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_electorate() -> (Electorate, Vec<PrecinctId>) {
		let electorate = Electorate::Group(u32::MAX);
		let keys = crate::fixtures::keys(crate::fixtures::RING_KEYS);
		let precincts = crate::fixtures::found::<T>(electorate, &keys, true);
		(electorate, precincts)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_proof(n: u32) -> Vec<u8> {
		let mut proofs = crate::fixtures::proofs();
		let at = n as usize % proofs.len().max(1);
		proofs.swap_remove(at)
	}
}

impl<T: Config> Rolls for Pallet<T> {
	fn is_valid_key(key: &VotingKey) -> bool {
		rings::is_valid_key(key)
	}

	fn owns_key(key: &VotingKey, message: &[u8], possession: &Possession) -> bool {
		rings::owns_key(key, message, possession)
	}

	fn enroll(key: &VotingKey, electorate: Electorate) -> DispatchResult {
		Self::do_enroll(key, electorate)
	}

	fn withdraw(key: &VotingKey, electorate: Electorate) -> DispatchResult {
		Self::do_withdraw(key, electorate)
	}

	fn replace(old: &VotingKey, new: &VotingKey) -> DispatchResult {
		Self::do_replace(old, new)
	}

	fn revoke(key: &VotingKey) {
		Self::do_revoke(key);
	}

	fn expel(key: &VotingKey, electorate: Electorate) {
		Self::do_expel(key, electorate);
	}
}
