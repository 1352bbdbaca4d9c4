//! What must hold in every state.

use crate::*;
use alloc::collections::BTreeMap;
use frame_support::{ensure, traits::Get};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Check everything that must hold in every state.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		ensure!(
			Parameters::<T>::get().is_valid(),
			"the parameters make no sense"
		);
		Self::check_issuers()?;
		Self::check_schemas()?;
		Self::check_credentials()?;
		Self::check_members()?;
		Self::check_agenda()
	}

	fn check_issuers() -> Result<(), TryRuntimeError> {
		for (account, issuer) in Issuers::<T>::iter() {
			ensure!(issuer.daily_quota > 0, "an issuer has no quota");
			ensure!(
				issuer.usage.used <= issuer.daily_quota,
				"a quota is overdrawn"
			);
			let exists = frame_system::Pallet::<T>::providers(&account) > 0;
			ensure!(exists, "an issuer's account does not exist");
		}
		Ok(())
	}

	/// Numbers without gaps, issuers that exist, and their lists of anonymous schemas.
	fn check_schemas() -> Result<(), TryRuntimeError> {
		let mut anonymous = 0usize;
		let mut schemas = 0usize;
		for (id, schema) in Schemas::<T>::iter() {
			schemas = schemas.saturating_add(1);
			ensure!(
				id < NextSchema::<T>::get(),
				"a schema has a number not given yet"
			);
			ensure!(
				Issuers::<T>::contains_key(&schema.issuer),
				"a schema's issuer does not exist"
			);
			if schema.publicity == Publicity::Anonymous {
				anonymous = anonymous.saturating_add(1);
				ensure!(
					AnonymousOf::<T>::get(&schema.issuer).contains(&id),
					"an anonymous schema is not on its issuer's list"
				);
			}
		}
		ensure!(
			schemas == NextSchema::<T>::get() as usize,
			"numbers of schemas have gaps"
		);
		let listed: usize = AnonymousOf::<T>::iter_values().map(|list| list.len()).sum();
		ensure!(
			listed == anonymous,
			"a list of anonymous schemas is too long"
		);
		for schema in Sweeps::<T>::iter_keys() {
			ensure!(
				is_anonymous::<T>(schema),
				"a sweep of a schema without a roll"
			);
		}
		Ok(())
	}

	/// Counted, of schemas that exist, and with a date as long as something happens by itself.
	fn check_credentials() -> Result<(), TryRuntimeError> {
		let now = Self::now();
		let mut counts = BTreeMap::<PersonId, u32>::new();
		for (person, id, credential) in Credentials::<T>::iter() {
			ensure!(
				Schemas::<T>::contains_key(id),
				"a credential's schema does not exist"
			);
			let count = counts.entry(person).or_default();
			*count = count.saturating_add(1);
			let is_dated = is_dated::<T>(person, id, &credential);
			match credential.state {
				State::Offered { .. } => ensure!(is_dated, "an offer never lapses"),
				State::Held { expires, .. } => {
					let is_running = expires > now;
					ensure!(is_dated || !is_running, "a credential never expires");
					ensure!(
						Members::<T>::contains_key(id, person)
							== (is_dated && is_anonymous::<T>(id)),
						"members are not those who hold an anonymous credential"
					);
				}
				State::Withdrawn { .. } | State::Sealed { .. } => (),
			}
		}
		let most = T::MaxPerPerson::get();
		ensure!(
			counts.values().all(|count| *count <= most),
			"a person has too many credentials"
		);
		let counted = CountOf::<T>::iter().collect::<BTreeMap<_, _>>();
		ensure!(counted == counts, "credentials of a person miscounted");
		Ok(())
	}

	/// Who has a place on a roll holds a credential, and has a key; nobody keeps a place from a
	/// suspended issuer when the sweep has come round.
	fn check_members() -> Result<(), TryRuntimeError> {
		for (id, person, is_seated) in Members::<T>::iter() {
			let held = Credentials::<T>::get(person, id)
				.is_some_and(|credential| matches!(credential.state, State::Held { .. }));
			ensure!(held, "a member holds no credential");
			if !is_seated {
				continue;
			}
			ensure!(
				!T::People::voting_keys(person).is_empty(),
				"a member on a roll has no voting key"
			);
			let is_good =
				Schemas::<T>::get(id).is_some_and(|schema| !Self::is_suspended(&schema.issuer));
			ensure!(
				is_good || Sweeps::<T>::contains_key(id),
				"a suspended issuer's holder is left on a roll"
			);
		}
		Ok(())
	}

	/// Nothing was passed over, and every date is that of a record.
	fn check_agenda() -> Result<(), TryRuntimeError> {
		let cursor = AgendaCursor::<T>::get().unwrap_or_default();
		for (block, due) in Agenda::<T>::iter_keys() {
			ensure!(block >= cursor, "something due was passed over");
			if let Due::Date { person, schema } = due {
				let record = Credentials::<T>::get(person, schema);
				let date = record.and_then(|credential| credential.state.date());
				ensure!(date == Some(block), "a date belongs to no record");
			}
		}
		Ok(())
	}
}

fn is_anonymous<T: Config>(id: SchemaId) -> bool {
	Schemas::<T>::get(id).is_some_and(|schema| schema.publicity == Publicity::Anonymous)
}

fn is_dated<T: Config>(person: PersonId, schema: SchemaId, credential: &CredentialOf<T>) -> bool {
	let date = credential.state.date();
	date.is_some_and(|block| Agenda::<T>::contains_key(block, Due::Date { person, schema }))
}
