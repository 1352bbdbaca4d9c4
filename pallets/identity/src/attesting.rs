//! What registrars do, and how far their word counts.

use crate::*;
use codec::Encode;
use frame_support::{ensure, pallet_prelude::DispatchResult};
use frame_system::pallet_prelude::OriginFor;
use sp_runtime::{traits::Zero, DispatchError, Saturating};
use veche_primitives::{ballot::possession_message, people::would_succeed};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_accredit(registrar: &T::AccountId, daily_quota: u32) -> DispatchResult {
		ensure!(daily_quota > 0, Error::<T>::ZeroQuota);
		let entry = match Registrars::<T>::get(registrar) {
			Some(known) => Registrar {
				daily_quota,
				usage: Usage {
					used: known.usage.used.min(daily_quota),
					..known.usage
				},
				..known
			},
			None => {
				let room = Registrars::<T>::count() < MAX_REGISTRARS;
				ensure!(room, Error::<T>::TooManyRegistrars);
				// The account exists without tokens.
				frame_system::Pallet::<T>::inc_providers(registrar);
				Registrar {
					daily_quota,
					usage: Usage::default(),
					suspended: false,
					generation: 0,
				}
			}
		};
		Registrars::<T>::insert(registrar, entry);
		Ok(())
	}

	/// Without enough registrars nobody could be made a person or renewed: in the end there would be
	/// no electors and no jurists, and so no law that could mend it. Suspending the last ones is
	/// therefore refused, even if they are corrupt. As many as could invent persons together can be
	/// suspended where there are twice as many: who founds a chain should name so many.
	pub(crate) fn do_suspend(registrar: &T::AccountId) -> DispatchResult {
		let mut entry = Registrars::<T>::get(registrar).ok_or(Error::<T>::NotRegistrar)?;
		ensure!(!entry.suspended, Error::<T>::RegistrarSuspended);
		let left = Self::in_good_standing().saturating_sub(1);
		let needed = u32::from(Parameters::<T>::get().attesters_needed);
		ensure!(left >= needed, Error::<T>::TooFewRegistrars);
		entry.suspended = true;
		entry.generation = entry.generation.saturating_add(1);
		Registrars::<T>::insert(registrar, entry);
		// If a sweep for an earlier suspension is under way, it begins anew.
		Sweeps::<T>::insert(registrar, None::<PersonId>);
		Ok(())
	}

	pub(crate) fn do_reinstate(registrar: &T::AccountId) -> DispatchResult {
		let mut entry = Registrars::<T>::get(registrar).ok_or(Error::<T>::NotRegistrar)?;
		ensure!(entry.suspended, Error::<T>::NotSuspended);
		entry.suspended = false;
		Registrars::<T>::insert(registrar, entry);
		Ok(())
	}

	/// How many registrars are not suspended. All are looked at, of whom there are never more than
	/// [`MAX_REGISTRARS`].
	pub(crate) fn in_good_standing() -> u32 {
		let all = Registrars::<T>::iter_values().take(MAX_REGISTRARS as usize);
		all.filter(|registrar| !registrar.suspended).count() as u32
	}

	pub(crate) fn do_attest(
		who: T::AccountId,
		attestation: &AttestationOf<T>,
		possession: &Possession,
	) -> DispatchResult {
		let attester = Self::spend_quota(who)?;
		ensure!(
			T::Territory::exists(attestation.home),
			Error::<T>::UnknownUnit
		);
		Self::check_expiry(attestation.expires)?;
		ensure!(
			!PersonOf::<T>::contains_key(&attestation.account),
			Error::<T>::AlreadyPerson
		);
		ensure!(
			!TagOwner::<T>::contains_key(attestation.tag),
			Error::<T>::DuplicateTag
		);
		Self::check_key(&attestation.key, &attestation.account, possession)?;

		let hash = attestation.hash();
		let now = frame_system::Pallet::<T>::block_number();
		let mut pending = match Pending::<T>::get(hash).filter(|known| known.expires > now) {
			Some(known) => known,
			None => {
				let expires = Self::pending_until(now);
				Calendar::<T>::insert(expires, Due::Pending(hash), ());
				let attestation = attestation.clone();
				PendingAttestation {
					attestation,
					by: Default::default(),
					expires,
				}
			}
		};
		pending.by.retain(|known| Self::counts(known));
		let twice = pending
			.by
			.iter()
			.any(|known| known.account == attester.account);
		ensure!(!twice, Error::<T>::AlreadyAttested);
		let registrar = attester.account.clone();
		// There is room: an attestation that waits has fewer words than the most that can be needed.
		let _ = pending.by.try_push(attester);

		let count = pending.by.len() as u32;
		Self::deposit_event(Event::Attested {
			registrar,
			attestation: hash,
			count,
		});
		if count < u32::from(Parameters::<T>::get().attesters_needed) {
			Pending::<T>::insert(hash, pending);
			return Ok(());
		}
		Pending::<T>::remove(hash);
		Calendar::<T>::remove(pending.expires, Due::Pending(hash));
		Self::create_person(pending.attestation, pending.by)?;
		Ok(())
	}

	pub(crate) fn do_confirm(
		who: T::AccountId,
		id: PersonId,
		motion: Motion<BlockNumberFor<T>>,
	) -> DispatchResult {
		let attester = Self::spend_quota(who)?;
		let person = Persons::<T>::get(id).ok_or(Error::<T>::UnknownPerson)?;
		ensure!(
			person.standing != Standing::Revoked,
			Error::<T>::PersonRevoked
		);
		if let Motion::Renew { expires } = motion {
			Self::check_expiry(expires)?;
		}
		let now = frame_system::Pallet::<T>::block_number();
		let mut voices = Motions::<T>::get(id);
		voices.retain(|voice| voice.expires > now && Self::counts(&voice.attester));
		let own = |voice: &Voice<_, _>| voice.attester.account == attester.account;
		let twice = voices
			.iter()
			.any(|voice| own(voice) && voice.motion == motion);
		ensure!(!twice, Error::<T>::AlreadyConfirmed);
		voices.retain(|voice| !own(voice));
		let registrar = attester.account.clone();
		let expires = Self::pending_until(now);
		voices
			.try_push(Voice {
				attester,
				motion,
				expires,
			})
			.map_err(|_| Error::<T>::TooManyRegistrars)?;

		let agreed = voices.iter().filter(|voice| voice.motion == motion);
		let mut by = Attesters::default();
		for voice in agreed {
			// More than can be needed are never counted.
			let _ = by.try_push(voice.attester.clone());
		}
		let count = by.len() as u32;
		Self::deposit_event(Event::MotionConfirmed {
			registrar,
			person: id,
			motion,
			count,
		});
		if count < u32::from(Parameters::<T>::get().attesters_needed) {
			Calendar::<T>::insert(expires, Due::Motions(id), ());
			Motions::<T>::insert(id, voices);
			return Ok(());
		}
		// Other motions about the person are void now.
		Motions::<T>::remove(id);
		match motion {
			Motion::Revoke { reason } => {
				Self::revoke_person(id, person, reason);
				Ok(())
			}
			Motion::Renew { expires } => Self::renew_person(id, person, expires, by),
		}
	}

	/// Whether a word still counts: its giver has not been suspended since.
	pub(crate) fn counts(attester: &AttesterOf<T>) -> bool {
		Registrars::<T>::get(&attester.account).is_some_and(|registrar| {
			!registrar.suspended && registrar.generation == attester.generation
		})
	}

	/// Whether a registrar's act is free: it would succeed, the quota included.
	pub(crate) fn is_free_for_registrar(
		origin: &OriginFor<T>,
		act: impl FnOnce(T::AccountId) -> DispatchResult,
	) -> bool {
		frame_system::ensure_signed(origin.clone()).is_ok_and(|who| would_succeed(|| act(who)))
	}

	/// Check an applicant's or person's new key.
	pub(crate) fn check_key(
		key: &VotingKey,
		account: &T::AccountId,
		possession: &Possession,
	) -> DispatchResult {
		ensure!(T::Rolls::is_valid_key(key), Error::<T>::InvalidKey);
		ensure!(!KeyOwner::<T>::contains_key(key), Error::<T>::DuplicateKey);
		let genesis = frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero());
		let message = possession_message(genesis, &account.encode());
		ensure!(
			T::Rolls::owns_key(key, &message, possession),
			Error::<T>::NotKeyHolder
		);
		Ok(())
	}

	/// The day quotas are counted by.
	pub(crate) fn today() -> u32 {
		let day = BlockNumberFor::<T>::from(Parameters::<T>::get().day.max(1));
		let today = frame_system::Pallet::<T>::block_number() / day;
		sp_runtime::SaturatedConversion::saturated_into(today)
	}

	/// The registrar's word as it counts today; spends one act.
	fn spend_quota(who: T::AccountId) -> Result<AttesterOf<T>, DispatchError> {
		let mut registrar = Registrars::<T>::get(&who).ok_or(Error::<T>::NotRegistrar)?;
		ensure!(!registrar.suspended, Error::<T>::RegistrarSuspended);
		ensure!(registrar.spend(Self::today()), Error::<T>::QuotaExhausted);
		let generation = registrar.generation;
		Registrars::<T>::insert(&who, registrar);
		Ok(Attester {
			account: who,
			generation,
		})
	}

	fn check_expiry(expires: BlockNumberFor<T>) -> DispatchResult {
		let now = frame_system::Pallet::<T>::block_number();
		let last = now.saturating_add(Parameters::<T>::get().max_validity.into());
		ensure!(expires > now && expires <= last, Error::<T>::BadExpiry);
		Ok(())
	}

	/// When a word given now is dropped, always later than now.
	fn pending_until(now: BlockNumberFor<T>) -> BlockNumberFor<T> {
		now.saturating_add(Parameters::<T>::get().pending_lifetime.max(1).into())
	}
}
