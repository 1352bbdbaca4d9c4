//! Revocation, which cannot wait for a turn, and the repair of the precincts it empties.

use crate::{rings::STEP_KEYS, types::*, *};
use alloc::vec::Vec;
use frame_support::pallet_prelude::*;
use veche_primitives::{
	rolls::{Electorate, RollEpoch},
	PrecinctId, VotingKey,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_revoke(key: &VotingKey) {
		for seat in Keys::<T>::get(key) {
			Self::unqueue(key, seat.electorate);
		}
		let seats = Keys::<T>::take(key);
		Self::strike_off(key, seats);
	}

	pub(crate) fn do_expel(key: &VotingKey, electorate: Electorate) {
		Self::unqueue(key, electorate);
		let mut kept = Keys::<T>::get(key);
		let struck = kept
			.iter()
			.position(|seat| seat.electorate == electorate)
			.map(|place| kept.remove(place));
		Self::put_seats(key, kept);
		Self::strike_off(key, struck);
	}

	/// Take the key out of the precincts of these seats at once. The seats are no longer stored, and
	/// no change of theirs waits.
	fn strike_off(key: &VotingKey, seats: impl IntoIterator<Item = Seat>) {
		let seats: Vec<Seat> = seats.into_iter().collect();
		let current = CurrentEpoch::<T>::get();
		let on_roll = seats
			.iter()
			.any(|seat| seat.place.live(current.turn).is_some());
		let epoch = if on_roll {
			Self::next_revision()
		} else {
			current
		};
		for Seat {
			electorate, place, ..
		} in seats
		{
			let (live, latest) = (place.live(current.turn), place.latest());
			if let Some(precinct) = live {
				Self::empty_precinct(precinct, key, current, epoch);
			}
			if let Some(precinct) = latest {
				Self::strip_staged(precinct, key);
				RollOf::<T>::mutate(electorate, |roll| roll.keys = roll.keys.saturating_sub(1));
			}
			Self::count(
				electorate,
				-i32::from(live.is_some()),
				-i32::from(latest.is_some()),
			);
		}
	}

	/// From `epoch` on nobody proves in the precinct, until it is repaired. With no key left there is
	/// nothing to repair.
	fn empty_precinct(precinct: PrecinctId, key: &VotingKey, before: RollEpoch, epoch: RollEpoch) {
		let Some(version) = Self::version_at(precinct, before) else {
			return;
		};
		let mut members = Members::<T>::get(precinct, version);
		members.retain(|member| member != key);
		let left = members.len() as u32;
		if !Self::staging()
			.is_some_and(|turn| Self::has_version(precinct, RollEpoch { turn, revision: 0 }))
		{
			Self::resize(precinct, left);
		}
		if let Some(ended) = Self::insert_version(precinct, epoch, members) {
			Self::retire(precinct, ended);
		}
		Self::drop_assembly(Purpose::Repair, precinct);
		if left > 0 {
			Repairs::<T>::insert(precinct, ());
		} else {
			Repairs::<T>::remove(precinct);
		}
		Self::deposit_event(Event::PrecinctEmptied {
			precinct,
			epoch,
			key: *key,
		});
	}

	/// Take the key off the precinct's staged list too, if it has one, and have that built again if it
	/// was built.
	fn strip_staged(precinct: PrecinctId, key: &VotingKey) {
		let Some(mut turn) = Turn::<T>::get() else {
			return;
		};
		let epoch = turn.epoch();
		if matches!(turn.phase, Phase::Tidying { .. }) || !Self::has_version(precinct, epoch) {
			return;
		}
		Self::edit_staged(epoch, precinct, |keys| keys.retain(|member| member != key));
		Self::drop_assembly(Purpose::Turn, precinct);
		if Commitments::<T>::take(precinct, epoch).is_some() {
			Self::list_changed(&mut turn, precinct);
			Turn::<T>::put(turn);
		}
	}

	fn drop_assembly(purpose: Purpose, precinct: PrecinctId) {
		if Assemblies::<T>::get(purpose).is_some_and(|ring| ring.precinct == precinct) {
			Assemblies::<T>::remove(purpose);
		}
	}

	/// Rebuild emptied precincts. Each begins a new epoch when it is whole again.
	pub(crate) fn repair(keys: &mut u32) -> Weight {
		let mut weight = Weight::zero();
		while *keys > STEP_KEYS {
			let begun = Assemblies::<T>::get(Purpose::Repair).map(|ring| ring.precinct);
			let Some(precinct) = begun.or_else(|| Repairs::<T>::iter_keys().next()) else {
				break;
			};
			let version = Self::live_version(precinct).unwrap_or_default();
			let (done, step) = Self::build_ring(Purpose::Repair, precinct, version, keys);
			weight.saturating_accrue(step);
			let Some(commitment) = done else { break };
			Repairs::<T>::remove(precinct);
			if let Some(commitment) = commitment {
				weight.saturating_accrue(T::WeightInfo::finish_repair());
				let epoch = Self::next_revision();
				let members = Members::<T>::get(precinct, version);
				if let Some(ended) = Self::insert_version(precinct, epoch, members) {
					Self::retire(precinct, ended);
				}
				Commitments::<T>::insert(precinct, epoch, commitment);
				Self::deposit_event(Event::PrecinctRepaired { precinct, epoch });
			}
		}
		weight
	}
}
