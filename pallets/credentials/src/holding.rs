//! What holders do, whether a credential holds, and how its record is kept.

use crate::*;
use frame_support::{ensure, pallet_prelude::DispatchResult, traits::Get};
use sp_runtime::traits::Saturating;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_accept(who: &T::AccountId, id: SchemaId) -> DispatchResult {
		let person = Self::ensure_citizen(who)?;
		let credential = Self::pending_offer(person, id)?;
		let schema = Schemas::<T>::get(id).ok_or(Error::<T>::UnknownSchema)?;
		let is_good = !Self::is_suspended(&schema.issuer);
		ensure!(is_good, Error::<T>::IssuerSuspended);
		let since = Self::now();
		let expires = since.saturating_add(schema.validity);
		Self::restate(person, id, credential, State::Held { since, expires });
		if schema.publicity == Publicity::Anonymous {
			Self::join_roll(person, id)?;
		}
		T::People::spend_free_act(who);
		Self::changed(person, id, Change::Accepted { expires });
		Ok(())
	}

	pub(crate) fn do_reject(who: &T::AccountId, id: SchemaId) -> DispatchResult {
		let person = Self::ensure_citizen(who)?;
		let credential = Self::pending_offer(person, id)?;
		Self::forget(person, id, &credential.state);
		T::People::spend_free_act(who);
		Self::changed(person, id, Change::Rejected);
		Ok(())
	}

	pub(crate) fn do_seal(who: &T::AccountId, id: SchemaId) -> DispatchResult {
		let person = Self::ensure_citizen(who)?;
		let credential = Credentials::<T>::get(person, id).ok_or(Error::<T>::NoCredential)?;
		Self::ensure_accepted(&credential)?;
		Self::leave_roll_for_good(person, id);
		let at = Self::now();
		Self::restate(person, id, credential, State::Sealed { at });
		T::People::spend_free_act(who);
		Self::changed(person, id, Change::Sealed);
		Ok(())
	}

	/// By the clock: the calendar may lag when very much falls due at once.
	pub(crate) fn is_in_force(person: PersonId, id: SchemaId) -> bool {
		let now = Self::now();
		let record = Credentials::<T>::get(person, id);
		record.is_some_and(|credential| credential.state.is_held_at(now))
			&& Schemas::<T>::get(id).is_some_and(|schema| !Self::is_suspended(&schema.issuer))
	}

	/// All credentials of a person, in order of schemas.
	pub(crate) fn all_of(person: PersonId) -> Vec<(SchemaId, CredentialOf<T>)> {
		let mut all: Vec<_> = Credentials::<T>::iter_prefix(person)
			.take(T::MaxPerPerson::get() as usize)
			.collect();
		all.sort_unstable_by_key(|(id, _)| *id);
		all
	}

	/// Since when and until when, if the holder has accepted it and nobody has ended it. It may
	/// have expired.
	pub(crate) fn ensure_accepted(
		credential: &CredentialOf<T>,
	) -> Result<(BlockNumberFor<T>, BlockNumberFor<T>), Error<T>> {
		match credential.state {
			State::Held { since, expires } => Ok((since, expires)),
			State::Offered { .. } => Err(Error::<T>::NotAccepted),
			State::Withdrawn { .. } => Err(Error::<T>::CredentialWithdrawn),
			State::Sealed { .. } => Err(Error::<T>::CredentialSealed),
		}
	}

	/// An offer that can be answered.
	fn pending_offer(person: PersonId, id: SchemaId) -> Result<CredentialOf<T>, Error<T>> {
		let credential = Credentials::<T>::get(person, id).ok_or(Error::<T>::NoOffer)?;
		match credential.state {
			State::Offered { .. } => {
				let is_open = credential.state.is_offered_at(Self::now());
				ensure!(is_open, Error::<T>::OfferLapsed);
				Ok(credential)
			}
			State::Held { .. } => Err(Error::<T>::AlreadyHeld),
			State::Withdrawn { .. } => Err(Error::<T>::CredentialWithdrawn),
			State::Sealed { .. } => Err(Error::<T>::CredentialSealed),
		}
	}

	fn ensure_citizen(who: &T::AccountId) -> Result<PersonId, Error<T>> {
		let citizen = T::People::citizen(who).ok_or(Error::<T>::NotACitizen)?;
		Ok(citizen.person)
	}

	/// Put a record down, and its date into the calendar.
	pub(crate) fn keep(person: PersonId, id: SchemaId, credential: CredentialOf<T>) {
		if let Some(block) = credential.state.date() {
			Agenda::<T>::insert(block, Due::Date { person, schema: id }, ());
		}
		Credentials::<T>::insert(person, id, credential);
	}

	/// Give a record another state; its date in the calendar follows.
	pub(crate) fn restate(
		person: PersonId,
		id: SchemaId,
		credential: CredentialOf<T>,
		state: State<BlockNumberFor<T>>,
	) {
		Self::undate(person, id, &credential.state);
		Self::keep(
			person,
			id,
			Credential {
				state,
				..credential
			},
		);
	}

	/// Take a record's date out of the calendar.
	pub(crate) fn undate(person: PersonId, id: SchemaId, state: &State<BlockNumberFor<T>>) {
		if let Some(block) = state.date() {
			Agenda::<T>::remove(block, Due::Date { person, schema: id });
		}
	}

	/// Remove a record.
	pub(crate) fn forget(person: PersonId, id: SchemaId, state: &State<BlockNumberFor<T>>) {
		Self::undate(person, id, state);
		Credentials::<T>::remove(person, id);
		CountOf::<T>::mutate_exists(person, |count| {
			*count = count
				.and_then(|count| count.checked_sub(1))
				.filter(|count| *count > 0);
		});
	}

	/// Tell what happened to a credential.
	pub(crate) fn changed(person: PersonId, schema: SchemaId, change: Change<BlockNumberFor<T>>) {
		Self::deposit_event(Event::Changed {
			person,
			schema,
			change,
		});
	}
}
