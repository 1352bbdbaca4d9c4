//! Which version of a precinct an epoch sees, and how long a version is kept.
//!
//! A version that is superseded can only be seen by epochs that are pinned already, for only the
//! current epoch can be pinned for the first time. So it is deleted at once when no pin sees it;
//! otherwise it is written down under the *latest* pin that sees it. When that pin goes, the version
//! passes to the next older one that sees it, or is deleted. Nothing is ever searched for.
//!
//! From this follows the bound on versions: each kept one stands under a pin of its own.

use crate::{types::*, *};
use frame_support::{defensive, pallet_prelude::*};
use veche_primitives::{rolls::RollEpoch, PrecinctId, VotingKey};

impl<T: Config> Pallet<T> {
	/// The version of the precinct in force in `epoch`.
	pub(crate) fn version_at(precinct: PrecinctId, epoch: RollEpoch) -> Option<RollEpoch> {
		Versions::<T>::get(precinct)
			.iter()
			.rev()
			.find(|span| span.covers(epoch))
			.map(|s| s.from)
	}

	/// The version of the precinct in force now.
	pub(crate) fn live_version(precinct: PrecinctId) -> Option<RollEpoch> {
		Self::version_at(precinct, CurrentEpoch::<T>::get())
	}

	/// Whether the precinct has a version that starts with `epoch`.
	pub(crate) fn has_version(precinct: PrecinctId, epoch: RollEpoch) -> bool {
		Versions::<T>::get(precinct)
			.iter()
			.any(|span| span.from == epoch)
	}

	/// Begin the next revision.
	pub(crate) fn next_revision() -> RollEpoch {
		CurrentEpoch::<T>::mutate(|epoch| {
			epoch.revision = epoch.revision.saturating_add(1);
			*epoch
		})
	}

	/// Give the precinct a version from `from` on, which ends the one in force before. Returns the one
	/// it ends. A staged version that comes later stays.
	pub(crate) fn insert_version(
		precinct: PrecinctId,
		from: RollEpoch,
		members: BoundedVec<VotingKey, T::MaxRing>,
	) -> Option<RollEpoch> {
		let mut spans = Versions::<T>::get(precinct);
		let at = spans.iter().take_while(|span| span.from < from).count();
		let mut until = OPEN;
		let mut ended = None;
		if let Some(before) = at.checked_sub(1).and_then(|before| spans.get_mut(before)) {
			until = before.until;
			before.until = from;
			ended = Some(before.from);
		}
		if spans.try_insert(at, Span { from, until }).is_err() {
			// Cannot happen, see above. Should it, nobody may prove with a list that was to end.
			defensive!("more versions of a precinct than pins");
			if let Some(ended) = ended {
				Commitments::<T>::remove(precinct, ended);
				Members::<T>::insert(precinct, ended, members);
			}
			return None;
		}
		Versions::<T>::insert(precinct, spans);
		Members::<T>::insert(precinct, from, members);
		ended
	}

	/// A version has been superseded: keep it under a pin, or delete it.
	pub(crate) fn retire(precinct: PrecinctId, version: RollEpoch) {
		let mut spans = Versions::<T>::get(precinct);
		let Some(span) = spans.iter().find(|span| span.from == version).copied() else {
			return;
		};
		let pins = Pins::<T>::get();
		let pin = pins
			.range(span.from..span.until)
			.rev()
			.find(|(_, count)| **count > 0);
		match pin {
			Some((pin, _)) => Held::<T>::insert(pin, precinct, version),
			None => {
				spans.retain(|span| span.from != version);
				Versions::<T>::insert(precinct, spans);
				Members::<T>::remove(precinct, version);
				Commitments::<T>::remove(precinct, version);
			}
		}
	}

	pub(crate) fn do_pin() -> Option<RollEpoch> {
		let epoch = CurrentEpoch::<T>::get();
		Pins::<T>::try_mutate(|pins| {
			let count = pins
				.get(&epoch)
				.copied()
				.unwrap_or(0)
				.checked_add(1)
				.ok_or(())?;
			pins.try_insert(epoch, count).map_err(|_| ())
		})
		.ok()
		.map(|_| epoch)
	}

	/// One that is released is not pinned, though what it held may not be cleared away yet.
	pub(crate) fn do_pin_again(epoch: RollEpoch) -> bool {
		Pins::<T>::try_mutate(|pins| {
			let pinned = pins.get_mut(&epoch).filter(|count| **count > 0);
			let count = pinned.ok_or(())?;
			*count = count.checked_add(1).ok_or(())?;
			Ok::<(), ()>(())
		})
		.is_ok()
	}

	pub(crate) fn do_unpin(epoch: RollEpoch) {
		Pins::<T>::mutate(|pins| {
			let Some(count) = pins.get_mut(&epoch) else {
				return;
			};
			*count = count.saturating_sub(1);
			if *count == 0 && !Self::holds(epoch) {
				pins.remove(&epoch);
			}
		});
	}

	fn holds(epoch: RollEpoch) -> bool {
		Held::<T>::iter_key_prefix(epoch).next().is_some()
	}

	/// Clear away what released pins held: at most `prunes` versions, which is lowered by those
	/// done.
	pub(crate) fn release(prunes: &mut u32) -> Weight {
		let mut weight = Weight::zero();
		let released = |pins: &Pinned<T>| {
			pins.iter()
				.find(|(_, count)| **count == 0)
				.map(|(epoch, _)| *epoch)
		};
		let mut pins = Pins::<T>::get();
		while let Some(epoch) = released(&pins) {
			if *prunes == 0 {
				break;
			}
			*prunes = prunes.saturating_sub(1);
			weight.saturating_accrue(T::WeightInfo::release());
			let next = Held::<T>::iter_prefix(epoch).next();
			match next {
				Some((precinct, version)) => {
					Held::<T>::remove(epoch, precinct);
					Self::retire(precinct, version);
				}
				None => {
					pins.remove(&epoch);
					Pins::<T>::put(&pins);
				}
			}
		}
		weight
	}
}

type Pinned<T> = frame_support::BoundedBTreeMap<RollEpoch, u32, <T as Config>::MaxPins>;
