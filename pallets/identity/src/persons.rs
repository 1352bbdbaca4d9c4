//! What happens to a person, and what others may ask about one.

use crate::*;
use frame_support::{ensure, pallet_prelude::DispatchResult, storage::with_storage_layer};
use frame_system::pallet_prelude::OriginFor;
use sp_runtime::{DispatchError, Saturating};
use veche_primitives::{
	people::{Citizen, OnStanding, People, VotingKeys},
	rolls::Electorate,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn create_person(
		attestation: AttestationOf<T>,
		attesters: Attesters<T::AccountId>,
	) -> Result<PersonId, DispatchError> {
		let id = NextPerson::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::TooManyPersons)?;
		let Attestation {
			account,
			key,
			tag,
			home,
			stratum,
			expires,
		} = attestation;
		let person = Person {
			account: account.clone(),
			key,
			previous_key: None,
			tag,
			home,
			stratum,
			expires,
			standing: Standing::Active,
			attesters,
			moved_at: None,
			rotated_at: None,
		};
		if person.votes() {
			T::Rolls::enroll(&key, Electorate::Unit(home))?;
		}
		// The account exists without tokens.
		frame_system::Pallet::<T>::inc_providers(&account);
		for attester in &person.attesters {
			AttestedBy::<T>::insert(&attester.account, id, ());
		}
		PersonOf::<T>::insert(&account, id);
		TagOwner::<T>::insert(tag, id);
		KeyOwner::<T>::insert(key, id);
		Calendar::<T>::insert(expires, Due::Person(id), ());
		Persons::<T>::insert(id, person);
		NextPerson::<T>::put(next);
		Self::deposit_event(Event::PersonCreated {
			person: id,
			account,
			home,
			stratum,
		});
		Ok(id)
	}

	pub(crate) fn revoke_person(id: PersonId, mut person: PersonRecord<T>, reason: u8) {
		Self::strike_off_rolls(&person);
		Calendar::<T>::remove(person.expires, Due::Person(id));
		person.standing = Standing::Revoked;
		Persons::<T>::insert(id, person);
		T::OnStanding::lost(id);
		Self::deposit_event(Event::PersonRevoked { person: id, reason });
	}

	pub(crate) fn renew_person(
		id: PersonId,
		mut person: PersonRecord<T>,
		expires: BlockNumberFor<T>,
		attesters: Attesters<T::AccountId>,
	) -> DispatchResult {
		let was_off = person.standing != Standing::Active;
		// The calendar may lag: whose time is over lost standing all the same.
		let regained = was_off || !Self::is_in_good_standing(&person);
		if was_off && person.votes() {
			T::Rolls::enroll(&person.key, Electorate::Unit(person.home))?;
		}
		for attester in &person.attesters {
			AttestedBy::<T>::remove(&attester.account, id);
		}
		for attester in &attesters {
			AttestedBy::<T>::insert(&attester.account, id, ());
		}
		Calendar::<T>::remove(person.expires, Due::Person(id));
		Calendar::<T>::insert(expires, Due::Person(id), ());
		person.attesters = attesters;
		person.expires = expires;
		person.standing = Standing::Active;
		Persons::<T>::insert(id, person);
		if regained {
			T::OnStanding::regained(id);
		}
		Self::deposit_event(Event::PersonRenewed {
			person: id,
			expires,
		});
		Ok(())
	}

	/// Suspend a person if no attester is left whose word counts. Who has expired is suspended too:
	/// the key may still be on a roll until the turn.
	pub(crate) fn suspend_if_unattested(id: PersonId) {
		let Some(mut person) = Persons::<T>::get(id) else {
			return;
		};
		let counted = matches!(person.standing, Standing::Active | Standing::Expired);
		if !counted || person.attesters.iter().any(Self::counts) {
			return;
		}
		Self::strike_off_rolls(&person);
		person.standing = Standing::Suspended;
		Persons::<T>::insert(id, person);
		T::OnStanding::lost(id);
		Self::deposit_event(Event::PersonSuspended { person: id });
	}

	/// Let a person expire whose time is over.
	pub(crate) fn expire_person(id: PersonId, now: BlockNumberFor<T>) {
		let Some(mut person) = Persons::<T>::get(id) else {
			return;
		};
		if person.standing != Standing::Active || person.expires > now {
			return;
		}
		if person.votes() {
			let home = Electorate::Unit(person.home);
			let leave = |key: &VotingKey| with_storage_layer(|| T::Rolls::withdraw(key, home));
			if let Some(previous) = &person.previous_key {
				// Fails when that key has left long ago, which is as well.
				let _ = leave(previous);
			}
			if leave(&person.key).is_err() {
				// Nothing must keep an expired person on the roll, not even a full queue.
				Self::strike_off_rolls(&person);
			}
		}
		person.standing = Standing::Expired;
		Persons::<T>::insert(id, person);
		T::OnStanding::lost(id);
		Self::deposit_event(Event::PersonExpired { person: id });
	}

	pub(crate) fn do_rotate_key(
		who: &T::AccountId,
		new_key: &VotingKey,
		possession: &Possession,
	) -> DispatchResult {
		let (id, mut person) = Self::ensure_citizen(who)?;
		let interval = Parameters::<T>::get().rotate_interval;
		let rested = Self::is_past(person.rotated_at, interval);
		ensure!(rested, Error::<T>::RotatedRecently);
		Self::check_key(new_key, who, possession)?;
		if person.votes() {
			T::Rolls::replace(&person.key, new_key)?;
		}
		Self::spend_free_act(who);
		KeyOwner::<T>::insert(new_key, id);
		person.previous_key = Some(person.key);
		person.key = *new_key;
		person.rotated_at = Some(frame_system::Pallet::<T>::block_number());
		Persons::<T>::insert(id, person);
		Self::deposit_event(Event::KeyRotated { person: id });
		Ok(())
	}

	pub(crate) fn do_move_home(who: &T::AccountId, home: UnitId) -> DispatchResult {
		let (id, mut person) = Self::ensure_citizen(who)?;
		ensure!(T::Territory::exists(home), Error::<T>::UnknownUnit);
		ensure!(person.home != home, Error::<T>::SameHome);
		let rested = Self::is_past(person.moved_at, Parameters::<T>::get().move_interval);
		ensure!(rested, Error::<T>::MovedRecently);
		if person.votes() {
			T::Rolls::withdraw(&person.key, Electorate::Unit(person.home))?;
			T::Rolls::enroll(&person.key, Electorate::Unit(home))?;
		}
		Self::spend_free_act(who);
		person.home = home;
		person.moved_at = Some(frame_system::Pallet::<T>::block_number());
		Persons::<T>::insert(id, person);
		Self::deposit_event(Event::HomeMoved { person: id, home });
		Ok(())
	}

	/// Whether a person's act is free: a free act is left, and it would succeed.
	pub(crate) fn is_free_for_person(
		origin: &OriginFor<T>,
		act: impl FnOnce(&T::AccountId) -> DispatchResult,
	) -> bool {
		frame_system::ensure_signed(origin.clone()).is_ok_and(|who| Self::is_free(&who, act))
	}

	pub(crate) fn acts_left(account: &T::AccountId) -> u32 {
		if Self::citizen(account).is_none() {
			return 0;
		}
		let quota = Parameters::<T>::get().free_acts_per_day;
		Acts::<T>::get(account).left(quota, Self::today())
	}

	/// Whether so many blocks have passed since.
	fn is_past(since: Option<BlockNumberFor<T>>, interval: u32) -> bool {
		let now = frame_system::Pallet::<T>::block_number();
		since.is_none_or(|since| now >= since.saturating_add(interval.into()))
	}

	fn ensure_citizen(who: &T::AccountId) -> Result<(PersonId, PersonRecord<T>), Error<T>> {
		let id = PersonOf::<T>::get(who).ok_or(Error::<T>::NotCitizen)?;
		let person = Persons::<T>::get(id).filter(Self::is_in_good_standing);
		Ok((id, person.ok_or(Error::<T>::NotCitizen)?))
	}

	/// By the clock, not only by the mark: the calendar may lag when very many expire at once.
	fn is_in_good_standing(person: &PersonRecord<T>) -> bool {
		person.standing == Standing::Active
			&& person.expires > frame_system::Pallet::<T>::block_number()
	}

	/// Off every roll at once, with the key before the last change, which may still be there.
	fn strike_off_rolls(person: &PersonRecord<T>) {
		if !person.votes() {
			return;
		}
		T::Rolls::revoke(&person.key);
		if let Some(previous) = &person.previous_key {
			T::Rolls::revoke(previous);
		}
	}
}

impl<T: Config> People<T::AccountId> for Pallet<T> {
	fn citizen(account: &T::AccountId) -> Option<Citizen> {
		Self::citizen_by_id(PersonOf::<T>::get(account)?)
	}

	fn citizen_by_id(person: PersonId) -> Option<Citizen> {
		let found = Persons::<T>::get(person).filter(Self::is_in_good_standing)?;
		Some(Citizen {
			person,
			home: found.home,
			stratum: found.stratum,
		})
	}

	fn account(person: PersonId) -> Option<T::AccountId> {
		Persons::<T>::get(person).map(|person| person.account)
	}

	fn has_free_act(account: &T::AccountId) -> bool {
		Self::acts_left(account) > 0
	}

	fn spend_free_act(account: &T::AccountId) {
		if Self::citizen(account).is_none() {
			return;
		}
		let quota = Parameters::<T>::get().free_acts_per_day;
		let mut acts = Acts::<T>::get(account);
		if acts.spend(quota, Self::today()) {
			Acts::<T>::insert(account, acts);
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_person(account: &T::AccountId, home: UnitId) -> PersonId {
		crate::benchmarking::person::<T>(account, home)
	}
}

impl<T: Config> VotingKeys for Pallet<T> {
	fn voting_keys(person: PersonId) -> Vec<VotingKey> {
		let voter = Persons::<T>::get(person).filter(Person::votes);
		voter
			.map(|person| [Some(person.key), person.previous_key])
			.into_iter()
			.flatten()
			.flatten()
			.collect()
	}
}
