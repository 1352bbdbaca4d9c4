//! What issuers do, and who may be one.

use crate::*;
use frame_support::{ensure, pallet_prelude::DispatchResult, traits::Get};
use frame_system::pallet_prelude::OriginFor;
use sp_runtime::{
	traits::{One, Saturating, Zero},
	SaturatedConversion,
};
use veche_primitives::{
	is_readable,
	people::{would_succeed, Usage},
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_accredit(account: &T::AccountId, daily_quota: u32) -> DispatchResult {
		ensure!(daily_quota > 0, Error::<T>::ZeroQuota);
		let issuer = match Issuers::<T>::get(account) {
			Some(known) => Issuer {
				daily_quota,
				usage: Usage {
					used: known.usage.used.min(daily_quota),
					..known.usage
				},
				..known
			},
			None => {
				// The account exists without tokens.
				frame_system::Pallet::<T>::inc_providers(account);
				Issuer {
					daily_quota,
					usage: Usage::default(),
					suspended: false,
				}
			}
		};
		Issuers::<T>::insert(account, issuer);
		Self::deposit_event(Event::IssuerAccredited {
			issuer: account.clone(),
			daily_quota,
		});
		Ok(())
	}

	pub(crate) fn do_suspend(account: &T::AccountId) -> DispatchResult {
		let issuer = Issuers::<T>::get(account).ok_or(Error::<T>::NotIssuer)?;
		ensure!(!issuer.suspended, Error::<T>::IssuerSuspended);
		Self::set_suspended(account, issuer, true);
		Ok(())
	}

	pub(crate) fn do_reinstate(account: &T::AccountId) -> DispatchResult {
		let issuer = Issuers::<T>::get(account).ok_or(Error::<T>::NotIssuer)?;
		ensure!(issuer.suspended, Error::<T>::NotSuspended);
		Self::set_suspended(account, issuer, false);
		Ok(())
	}

	fn set_suspended(account: &T::AccountId, issuer: Issuer, suspended: bool) {
		Issuers::<T>::insert(
			account,
			Issuer {
				suspended,
				..issuer
			},
		);
		for schema in AnonymousOf::<T>::get(account) {
			// If a sweep for an earlier change is under way, it begins anew.
			Sweeps::<T>::insert(schema, None::<PersonId>);
		}
		Self::deposit_event(Event::IssuerSuspended {
			issuer: account.clone(),
			suspended,
		});
	}

	pub(crate) fn do_open(
		who: &T::AccountId,
		title: &Title,
		purpose: &Purpose,
		validity: BlockNumberFor<T>,
		publicity: Publicity,
	) -> DispatchResult {
		Self::spend_quota(who)?;
		Self::insert_schema(who, title.clone(), purpose.clone(), validity, publicity)
	}

	pub(crate) fn insert_schema(
		who: &T::AccountId,
		title: Title,
		purpose: Purpose,
		validity: BlockNumberFor<T>,
		publicity: Publicity,
	) -> DispatchResult {
		ensure!(is_readable(&title), Error::<T>::BadTitle);
		ensure!(is_readable(&purpose), Error::<T>::BadPurpose);
		ensure!(!validity.is_zero(), Error::<T>::BadValidity);
		let id = NextSchema::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::TooManySchemas)?;
		if publicity == Publicity::Anonymous {
			AnonymousOf::<T>::try_mutate(who, |schemas| schemas.try_push(id))
				.map_err(|_| Error::<T>::TooManyAnonymous)?;
		}
		NextSchema::<T>::put(next);
		Schemas::<T>::insert(
			id,
			Schema {
				issuer: who.clone(),
				title,
				purpose,
				validity,
				publicity,
				opened: Self::now(),
				closed: false,
			},
		);
		Self::deposit_event(Event::SchemaOpened {
			schema: id,
			issuer: who.clone(),
		});
		Ok(())
	}

	pub(crate) fn do_close(who: &T::AccountId, id: SchemaId) -> DispatchResult {
		Self::spend_quota(who)?;
		let schema = Self::own_schema(who, id)?;
		ensure!(!schema.closed, Error::<T>::SchemaClosed);
		Schemas::<T>::insert(
			id,
			Schema {
				closed: true,
				..schema
			},
		);
		Self::deposit_event(Event::SchemaClosed { schema: id });
		Ok(())
	}

	pub(crate) fn do_offer(
		who: &T::AccountId,
		id: SchemaId,
		holder: PersonId,
		commitment: H256,
	) -> DispatchResult {
		Self::spend_quota(who)?;
		let schema = Self::own_schema(who, id)?;
		ensure!(!schema.closed, Error::<T>::SchemaClosed);
		let is_citizen = T::People::citizen_by_id(holder).is_some();
		ensure!(is_citizen, Error::<T>::UnknownHolder);
		if schema.publicity == Publicity::Anonymous {
			let has_key = !T::People::voting_keys(holder).is_empty();
			ensure!(has_key, Error::<T>::NoVotingKey);
		}
		let now = Self::now();
		match Credentials::<T>::get(holder, id) {
			Some(old) => {
				ensure!(!old.state.is_offered_at(now), Error::<T>::AlreadyOffered);
				ensure!(!old.state.is_held_at(now), Error::<T>::AlreadyHeld);
				// The calendar may not have come to its end yet.
				Self::undate(holder, id, &old.state);
				Self::leave_roll_for_good(holder, id);
			}
			None => CountOf::<T>::try_mutate(holder, |count| {
				let room = *count < T::MaxPerPerson::get();
				ensure!(room, Error::<T>::TooManyCredentials);
				*count = count.saturating_add(1);
				Ok::<(), Error<T>>(())
			})?,
		}
		let lifetime = Parameters::<T>::get().offer_lifetime;
		let until = now.saturating_add(lifetime);
		let offered = Credential {
			commitment,
			offered: now,
			state: State::Offered { until },
		};
		Self::keep(holder, id, offered);
		Self::changed(holder, id, Change::Offered { until });
		Ok(())
	}

	/// Beyond the quota the call has to be paid for, but a wrong credential must not wait.
	pub(crate) fn do_withdraw(
		who: &T::AccountId,
		id: SchemaId,
		holder: PersonId,
		reason: u8,
	) -> DispatchResult {
		Self::count_act(who)?;
		let schema = Self::own_schema(who, id)?;
		let credential = Credentials::<T>::get(holder, id).ok_or(Error::<T>::NoCredential)?;
		// What was never accepted leaves no mark.
		if matches!(credential.state, State::Offered { .. }) {
			Self::forget(holder, id, &credential.state);
			Self::changed(holder, id, Change::OfferWithdrawn { reason });
			return Ok(());
		}
		Self::ensure_accepted(&credential)?;
		if schema.publicity == Publicity::Anonymous {
			Self::strike_off_roll(holder, id);
		}
		let at = Self::now();
		Self::restate(holder, id, credential, State::Withdrawn { at, reason });
		Self::changed(holder, id, Change::Withdrawn { reason });
		Ok(())
	}

	pub(crate) fn do_extend(
		who: &T::AccountId,
		id: SchemaId,
		holder: PersonId,
		expires: BlockNumberFor<T>,
	) -> DispatchResult {
		Self::spend_quota(who)?;
		let schema = Self::own_schema(who, id)?;
		let credential = Credentials::<T>::get(holder, id).ok_or(Error::<T>::NoCredential)?;
		let (since, present) = Self::ensure_accepted(&credential)?;
		let now = Self::now();
		let last = now.saturating_add(schema.validity);
		let is_later = expires > now && expires > present;
		ensure!(is_later && expires <= last, Error::<T>::BadExpiry);
		Self::restate(holder, id, credential, State::Held { since, expires });
		if schema.publicity == Publicity::Anonymous {
			Self::stay_on_roll(holder, id);
		}
		Self::changed(holder, id, Change::Extended { expires });
		Ok(())
	}

	/// Whether an issuer's act is free: the quota is not used up, and it would succeed.
	pub(crate) fn is_free_for_issuer(
		origin: &OriginFor<T>,
		act: impl FnOnce(&T::AccountId) -> DispatchResult,
	) -> bool {
		let today = Self::today();
		frame_system::ensure_signed(origin.clone()).is_ok_and(|who| {
			let issuer = Issuers::<T>::get(&who);
			issuer.is_some_and(|issuer| issuer.left(today) > 0) && would_succeed(|| act(&who))
		})
	}

	pub(crate) fn is_suspended(account: &T::AccountId) -> bool {
		Issuers::<T>::get(account).is_none_or(|issuer| issuer.suspended)
	}

	/// The present block.
	pub(crate) fn now() -> BlockNumberFor<T> {
		frame_system::Pallet::<T>::block_number()
	}

	/// The day quotas are counted by.
	fn today() -> u32 {
		let day = Parameters::<T>::get().day.max(One::one());
		(Self::now() / day).saturated_into()
	}

	fn spend_quota(who: &T::AccountId) -> DispatchResult {
		ensure!(Self::count_act(who)?, Error::<T>::QuotaExhausted);
		Ok(())
	}

	/// Count one act of an issuer that may act; whether the quota had one left.
	fn count_act(who: &T::AccountId) -> Result<bool, Error<T>> {
		let mut issuer = Issuers::<T>::get(who).ok_or(Error::<T>::NotIssuer)?;
		ensure!(!issuer.suspended, Error::<T>::IssuerSuspended);
		let was_left = issuer.spend(Self::today());
		if was_left {
			Issuers::<T>::insert(who, issuer);
		}
		Ok(was_left)
	}

	fn own_schema(who: &T::AccountId, id: SchemaId) -> Result<SchemaOf<T>, Error<T>> {
		let schema = Schemas::<T>::get(id).ok_or(Error::<T>::UnknownSchema)?;
		ensure!(schema.issuer == *who, Error::<T>::NotYourSchema);
		Ok(schema)
	}
}
