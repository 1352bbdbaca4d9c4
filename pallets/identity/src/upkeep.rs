//! What is done by itself at the beginning of a block: bounded, and never skipped.

use crate::*;
use frame_support::{traits::Get, weights::Weight};
use veche_primitives::calendar;

impl<T: Config> Pallet<T> {
	/// Do what is due, then look at some of those a suspended registrar attested.
	pub(crate) fn upkeep(now: BlockNumberFor<T>) -> Weight {
		let due = calendar::service::<_, Due, Calendar<T>, CalendarCursor<T>>(
			now,
			T::ExpiriesPerBlock::get(),
			|due| Self::fall_due(due, now),
		);
		let steps = Self::sweep(T::SweepPerBlock::get());
		T::WeightInfo::idle()
			.saturating_add(T::WeightInfo::fall_due().saturating_mul(due.into()))
			.saturating_add(T::WeightInfo::sweep_step().saturating_mul(steps.into()))
	}

	pub(crate) fn fall_due(due: Due, now: BlockNumberFor<T>) {
		match due {
			Due::Pending(attestation) => {
				// It may have lapsed and begun anew with a later date.
				let is_over = |pending: &PendingAttestation<_, _>| pending.expires <= now;
				if Pending::<T>::get(attestation).as_ref().is_some_and(is_over) {
					Pending::<T>::remove(attestation);
					Self::deposit_event(Event::AttestationDropped { attestation });
				}
			}
			Due::Motions(person) => {
				let mut voices = Motions::<T>::get(person);
				voices.retain(|voice| voice.expires > now);
				if voices.is_empty() {
					Motions::<T>::remove(person);
				} else {
					Motions::<T>::insert(person, voices);
				}
			}
			Due::Person(person) => Self::expire_person(person, now),
		}
	}

	/// Take at most `limit` steps of the sweeps under way; returns how many were taken. A step looks
	/// at one person or ends one registrar's sweep.
	pub(crate) fn sweep(limit: u32) -> u32 {
		let mut steps = 0u32;
		while steps < limit {
			let Some((registrar, last)) = Sweeps::<T>::iter().next() else {
				break;
			};
			steps = steps.saturating_add(1);
			let next = Self::attested_after(&registrar, last).next();
			match next {
				Some(person) => {
					Self::suspend_if_unattested(person);
					Sweeps::<T>::insert(&registrar, Some(person));
				}
				None => {
					Sweeps::<T>::remove(&registrar);
					Self::deposit_event(Event::SweepFinished { registrar });
				}
			}
		}
		steps
	}

	/// Whom the registrar's word carries, after the one named, in the order of storage.
	pub(crate) fn attested_after(
		registrar: &T::AccountId,
		after: Option<PersonId>,
	) -> impl Iterator<Item = PersonId> {
		match after {
			Some(last) => {
				let start = AttestedBy::<T>::hashed_key_for(registrar, last);
				AttestedBy::<T>::iter_key_prefix_from(registrar, start)
			}
			None => AttestedBy::<T>::iter_key_prefix(registrar),
		}
	}
}
