//! The rolls of anonymous schemas: the voting keys of those who hold a credential now.
//!
//! A place is given with the roll's next turn. It is taken at once when the issuer withdraws a
//! credential: that empties the holder's precinct until it is rebuilt. All other ways to lose it
//! may concern very many at once, or happen at a moment of the holder's choice; emptying precincts
//! for them would shut out the honest, so those places are taken with the next turn.

use crate::*;
use frame_support::{pallet_prelude::DispatchResult, storage::with_storage_layer};
use sp_runtime::traits::Saturating;
use veche_primitives::{rolls::Electorate, VotingKey};

impl<T: Config> Pallet<T> {
	/// The person holds a credential of the schema no more.
	pub(crate) fn leave_roll_for_good(person: PersonId, schema: SchemaId) {
		if Members::<T>::take(schema, person) == Some(true) {
			Self::leave_roll(person, schema);
		}
	}

	/// The person must be on no roll of the schema that a poll opened later uses. A key that is
	/// already on its way out goes at once, too.
	pub(crate) fn strike_off_roll(person: PersonId, schema: SchemaId) {
		Members::<T>::remove(schema, person);
		Self::expel_keys(&T::People::voting_keys(person), schema);
		Self::changed(person, schema, Change::LeftRoll);
	}

	/// A credential of the anonymous schema holds longer, perhaps again: a holder who has no place
	/// on the roll gets one.
	pub(crate) fn stay_on_roll(person: PersonId, schema: SchemaId) {
		if Members::<T>::get(schema, person) != Some(true) {
			Members::<T>::insert(schema, person, false);
			Self::reseat(person, schema);
		}
	}

	/// Have the roll agree with what is true now, for one who holds an anonymous credential.
	///
	/// It begins with leaving: who was struck off all rolls without a word to this pallet, and is
	/// in good standing again, must join anew.
	pub(crate) fn reseat(person: PersonId, schema: SchemaId) {
		let Some(is_seated) = Members::<T>::get(schema, person) else {
			return;
		};
		if is_seated {
			Members::<T>::insert(schema, person, false);
			Self::leave_roll(person, schema);
		}
		let belongs =
			Self::is_in_force(person, schema) && T::People::citizen_by_id(person).is_some();
		if !belongs {
			return;
		}
		if let Err(error) = Self::join_roll(person, schema) {
			let later = Self::now().saturating_add(RETRY_AFTER.into());
			Agenda::<T>::insert(later, Due::Seat { person, schema }, ());
			Self::changed(person, schema, Change::RollRefused { error });
		}
	}

	/// Take at most `limit` steps of the sweeps under way; returns how many were taken. A step
	/// looks at one holder or ends one schema's sweep.
	pub(crate) fn sweep(limit: u32) -> u32 {
		let mut steps = 0u32;
		while steps < limit {
			let Some((schema, last)) = Sweeps::<T>::iter().next() else {
				break;
			};
			steps = steps.saturating_add(1);
			let next = Self::members_after(schema, last).next();
			match next {
				Some(person) => {
					Self::reseat(person, schema);
					Sweeps::<T>::insert(schema, Some(person));
				}
				None => {
					Sweeps::<T>::remove(schema);
					Self::deposit_event(Event::SweepFinished { schema });
				}
			}
		}
		steps
	}

	/// Holders of an anonymous schema after the one named, in the order of storage.
	fn members_after(schema: SchemaId, after: Option<PersonId>) -> impl Iterator<Item = PersonId> {
		match after {
			Some(last) => {
				let start = Members::<T>::hashed_key_for(schema, last);
				Members::<T>::iter_key_prefix_from(schema, start)
			}
			None => Members::<T>::iter_key_prefix(schema),
		}
	}

	/// Queue the person's key for the schema's roll.
	pub(crate) fn join_roll(person: PersonId, schema: SchemaId) -> DispatchResult {
		let keys = T::People::voting_keys(person);
		let key = keys.first().ok_or(Error::<T>::NoVotingKey)?;
		// In a storage layer of its own: what a refusal has written is undone.
		with_storage_layer(|| T::Rolls::enroll(key, Electorate::Group(schema)))?;
		Members::<T>::insert(schema, person, true);
		Self::changed(person, schema, Change::JoinedRoll);
		Ok(())
	}

	/// Queue the person's keys to leave the schema's roll. If that cannot be, they leave at once.
	fn leave_roll(person: PersonId, schema: SchemaId) {
		let group = Electorate::Group(schema);
		let keys = T::People::voting_keys(person);
		let queued =
			|key: &VotingKey| with_storage_layer(|| T::Rolls::withdraw(key, group)).is_ok();
		for replaced in keys.iter().skip(1) {
			// Fails when that key is gone or going, which is as well.
			let _ = queued(replaced);
		}
		if !keys.first().is_some_and(queued) {
			Self::expel_keys(&keys, schema);
		}
		Self::changed(person, schema, Change::LeftRoll);
	}

	fn expel_keys(keys: &[VotingKey], schema: SchemaId) {
		for key in keys {
			T::Rolls::expel(key, Electorate::Group(schema));
		}
	}
}
