//! What must hold in every state.

use crate::*;
use frame_support::ensure;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Check everything that must hold in every state.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		ensure!(
			Parameters::<T>::get().is_valid(),
			"the parameters make no sense"
		);
		Self::check_registrars()?;
		Self::check_persons()?;
		Self::check_waiting()
	}

	fn check_registrars() -> Result<(), TryRuntimeError> {
		ensure!(
			Registrars::<T>::count() <= MAX_REGISTRARS,
			"too many registrars"
		);
		for (account, registrar) in Registrars::<T>::iter() {
			ensure!(
				registrar.usage.used <= registrar.daily_quota,
				"a quota is overdrawn"
			);
			let exists = frame_system::Pallet::<T>::providers(&account) > 0;
			ensure!(exists, "a registrar's account does not exist");
		}
		for registrar in Sweeps::<T>::iter_keys() {
			let known = Registrars::<T>::contains_key(registrar);
			ensure!(known, "a sweep of somebody who is no registrar");
		}
		Ok(())
	}

	/// Accounts, tags and keys lead to persons one to one; the audit list is that of the attesters.
	fn check_persons() -> Result<(), TryRuntimeError> {
		let cursor = CalendarCursor::<T>::get().unwrap_or_default();
		let mut words = 0usize;
		let mut persons = 0usize;
		for (id, person) in Persons::<T>::iter() {
			persons = persons.saturating_add(1);
			ensure!(
				id < NextPerson::<T>::get(),
				"a person has an id not given yet"
			);
			ensure!(
				PersonOf::<T>::get(&person.account) == Some(id),
				"an account leads elsewhere"
			);
			ensure!(
				TagOwner::<T>::get(person.tag) == Some(id),
				"a tag leads elsewhere"
			);
			ensure!(
				KeyOwner::<T>::get(person.key) == Some(id),
				"a key leads elsewhere"
			);
			if let Some(previous) = person.previous_key {
				ensure!(
					KeyOwner::<T>::get(previous) == Some(id),
					"an old key leads elsewhere"
				);
			}
			ensure!(T::Territory::exists(person.home), "a home does not exist");
			let exists = frame_system::Pallet::<T>::providers(&person.account) > 0;
			ensure!(exists, "a person's account does not exist");
			for attester in &person.attesters {
				let listed = AttestedBy::<T>::contains_key(&attester.account, id);
				ensure!(listed, "an attester's list lacks a person");
			}
			words = words.saturating_add(person.attesters.len());
			let dated = Calendar::<T>::contains_key(person.expires, Due::Person(id));
			match person.standing {
				Standing::Active => {
					ensure!(dated, "an active person never expires");
					ensure!(
						person.expires >= cursor,
						"a person's expiry was passed over"
					);
					ensure!(
						Self::is_attested_or_in_sweep(&person),
						"nobody attests a person"
					);
				}
				Standing::Revoked => {
					ensure!(!dated, "a revoked person still expires");
					ensure!(
						!Motions::<T>::contains_key(id),
						"a motion about one revoked"
					);
				}
				Standing::Suspended | Standing::Expired => (),
			}
		}
		ensure!(
			PersonOf::<T>::iter().count() == persons,
			"an account leads to nobody"
		);
		ensure!(
			TagOwner::<T>::iter().count() == persons,
			"a tag leads to nobody"
		);
		ensure!(
			AttestedBy::<T>::iter().count() == words,
			"an audit list names too many"
		);
		for owner in KeyOwner::<T>::iter_values() {
			ensure!(Persons::<T>::contains_key(owner), "a key leads to nobody");
		}
		for (account, acts) in Acts::<T>::iter() {
			ensure!(
				PersonOf::<T>::contains_key(account),
				"acts of somebody who is no person"
			);
			ensure!(acts.used > 0, "an empty count of acts");
		}
		Ok(())
	}

	/// Only until a sweep has come round may a person stay active without a word that counts.
	fn is_attested_or_in_sweep(person: &PersonRecord<T>) -> bool {
		let swept = |attester: &AttesterOf<T>| Sweeps::<T>::contains_key(&attester.account);
		!person.attesters.is_empty()
			&& (person.attesters.iter().any(Self::counts) || person.attesters.iter().any(swept))
	}

	/// What waits for more registrars is short of words, gathered under its own hash, and will be
	/// dropped in time.
	fn check_waiting() -> Result<(), TryRuntimeError> {
		for (hash, pending) in Pending::<T>::iter() {
			ensure!(
				pending.attestation.hash() == hash,
				"an attestation under a wrong hash"
			);
			let words = pending.by.len() as u32;
			ensure!(
				(1..MAX_ATTESTERS).contains(&words),
				"a wrong number of words waits"
			);
			ensure!(
				all_differ(pending.by.iter().map(|by| &by.account)),
				"a word counts twice"
			);
			let dated = Calendar::<T>::contains_key(pending.expires, Due::Pending(hash));
			ensure!(dated, "an attestation waits for ever");
		}
		for (person, voices) in Motions::<T>::iter() {
			ensure!(!voices.is_empty(), "an empty list of voices");
			let accounts = voices.iter().map(|voice| &voice.attester.account);
			ensure!(all_differ(accounts), "a registrar has two voices");
			for voice in &voices {
				let dated = Calendar::<T>::contains_key(voice.expires, Due::Motions(person));
				ensure!(dated, "a voice waits for ever");
			}
		}
		Ok(())
	}
}

fn all_differ<A: Ord>(items: impl Iterator<Item = A>) -> bool {
	let mut seen = alloc::collections::BTreeSet::new();
	items.into_iter().all(|item| seen.insert(item))
}
