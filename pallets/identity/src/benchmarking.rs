//! Benchmarks: as many attesters as can be needed, real keys, a trial run before each free act.

use crate::*;
use alloc::vec::Vec;
use codec::Encode;
use frame_benchmarking::v2::*;
use frame_support::{
	assert_ok,
	dispatch::CheckIfFeeless,
	traits::{EnsureOrigin, UnfilteredDispatchable},
};
use frame_system::RawOrigin;
use sp_runtime::{traits::Zero, Saturating};
use veche_primitives::ballot::possession_message;

/// Makes voting keys, which this pallet itself cannot.
pub trait BenchmarkHelper {
	/// The seed's voting key, and the key's signature of the message.
	fn key(seed: u32, message: &[u8]) -> (VotingKey, Possession);
}

/// Make the account a person registered in the unit, attested by nobody.
pub(crate) fn person<T: Config>(account: &T::AccountId, home: UnitId) -> PersonId {
	let seed = NextPerson::<T>::get();
	let attestation = AttestationOf::<T> {
		home,
		..applicant::<T>(account, seed)
	};
	match Pallet::<T>::create_person(attestation, Default::default()) {
		Ok(person) => person,
		Err(error) => panic!("no person for a benchmark: {error:?}"),
	}
}

fn possession<T: Config>(account: &T::AccountId, seed: u32) -> Possession {
	let genesis = frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero());
	T::BenchmarkHelper::key(seed, &possession_message(genesis, &account.encode())).1
}

fn applicant<T: Config>(account: &T::AccountId, seed: u32) -> AttestationOf<T> {
	let now = frame_system::Pallet::<T>::block_number();
	Attestation {
		account: account.clone(),
		key: T::BenchmarkHelper::key(seed, &[]).0,
		tag: sp_io::hashing::blake2_256(&("tag", account).encode()),
		home: 0,
		stratum: Stratum::Home,
		expires: now.saturating_add(1_000u32.into()),
	}
}

fn now<T: Config>() -> BlockNumberFor<T> {
	frame_system::Pallet::<T>::block_number()
}

fn home<T: Config>() -> UnitId {
	let root = T::Territory::benchmark_unit(None);
	T::Territory::benchmark_unit(Some(root))
}

/// As many registrars as can be, so many needed as can be, and time for everything.
fn registrars<T: Config>() -> Vec<T::AccountId> {
	frame_system::Pallet::<T>::set_block_number(now::<T>().max(1u32.into()));
	Parameters::<T>::put(Params {
		attesters_needed: MAX_ATTESTERS as u8,
		free_acts_per_day: 1_000,
		move_interval: 0,
		rotate_interval: 0,
		..Params::default()
	});
	let free = MAX_REGISTRARS.saturating_sub(Registrars::<T>::count());
	let accredit = |index| {
		let registrar: T::AccountId = account("registrar", index, 0);
		assert_ok!(Pallet::<T>::do_accredit(&registrar, 1_000));
		registrar
	};
	(0..free).map(accredit).collect()
}

/// A person with a changed key, attested by the first registrars.
fn attested_person<T: Config>(registrars: &[T::AccountId], seed: u32) -> PersonId {
	let account: T::AccountId = account("person", seed, 0);
	let id = person::<T>(&account, home::<T>());
	let attesters = registrars.iter().take(MAX_ATTESTERS as usize);
	Persons::<T>::mutate(id, |person| {
		let Some(person) = person else { return };
		for registrar in attesters {
			let attester = Attester {
				account: registrar.clone(),
				generation: 0,
			};
			assert!(person.attesters.try_push(attester).is_ok());
			AttestedBy::<T>::insert(registrar, id, ());
		}
	});
	id
}

/// All registrars have a voice, but one is missing for the motion.
fn gather_voices<T: Config>(
	registrars: &[T::AccountId],
	id: PersonId,
	motion: Motion<BlockNumberFor<T>>,
) -> T::AccountId {
	let (last, others) = registrars.split_last().expect("there are registrars");
	for (index, registrar) in (1u32..).zip(others) {
		let other = Motion::Revoke {
			reason: 255 - (index / 7) as u8,
		};
		let motion = if index < MAX_ATTESTERS { motion } else { other };
		assert_ok!(Pallet::<T>::do_confirm(registrar.clone(), id, motion));
	}
	last.clone()
}

/// Run a free call as the chain does: once for trial, once in earnest.
fn run_free<T: Config>(call: Call<T>, who: T::AccountId) {
	let origin: T::RuntimeOrigin = RawOrigin::Signed(who).into();
	assert!(call.is_feeless(&origin));
	assert_ok!(call.dispatch_bypass_filter(origin));
}

fn admin<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Stop("no origin"))
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn accredit_registrar() -> Result<(), BenchmarkError> {
		let admin = admin::<T>()?;
		let registrar: T::AccountId = account("new", 0, 0);

		#[extrinsic_call]
		_(admin as T::RuntimeOrigin, registrar.clone(), 100);

		assert!(Registrars::<T>::contains_key(registrar));
		Ok(())
	}

	/// One of as many as can be: those who are left are counted.
	#[benchmark]
	fn suspend_registrar() -> Result<(), BenchmarkError> {
		let admin = admin::<T>()?;
		let registrar = registrars::<T>().swap_remove(0);

		#[extrinsic_call]
		_(admin as T::RuntimeOrigin, registrar.clone());

		assert!(Sweeps::<T>::contains_key(registrar));
		Ok(())
	}

	#[benchmark]
	fn reinstate_registrar() -> Result<(), BenchmarkError> {
		let admin = admin::<T>()?;
		let registrar = registrars::<T>().swap_remove(0);
		assert_ok!(Pallet::<T>::do_suspend(&registrar));

		#[extrinsic_call]
		_(admin as T::RuntimeOrigin, registrar.clone());

		assert!(Registrars::<T>::get(registrar).is_some_and(|known| !known.suspended));
		Ok(())
	}

	/// The last word needed.
	#[benchmark]
	fn attest() {
		let registrars = registrars::<T>();
		let account: T::AccountId = account("person", 0, 0);
		let attestation = AttestationOf::<T> {
			home: home::<T>(),
			..applicant::<T>(&account, 0)
		};
		let possession = possession::<T>(&account, 0);
		let mut needed = registrars.into_iter().take(MAX_ATTESTERS as usize);
		let last = needed.next().expect("there are registrars");
		for registrar in needed {
			assert_ok!(Pallet::<T>::do_attest(registrar, &attestation, &possession));
		}
		let call = Call::<T>::attest {
			attestation,
			possession,
		};

		#[block]
		{
			run_free::<T>(call, last);
		}

		assert!(PersonOf::<T>::contains_key(account));
	}

	/// The last voice, for a person whose key was just changed.
	#[benchmark]
	fn confirm_revoke() {
		let registrars = registrars::<T>();
		let person = attested_person::<T>(&registrars, 0);
		Persons::<T>::mutate(person, |person| {
			if let Some(person) = person {
				person.previous_key = Some(T::BenchmarkHelper::key(77, &[]).0);
			}
		});
		let motion = Motion::Revoke { reason: 1 };
		let last = gather_voices::<T>(&registrars, person, motion);
		let call = Call::<T>::confirm { person, motion };

		#[block]
		{
			run_free::<T>(call, last);
		}

		assert!(Persons::<T>::get(person).is_some_and(|one| one.standing == Standing::Revoked));
	}

	/// The last voice, for a suspended person; all attesters are replaced.
	#[benchmark]
	fn confirm_renew() {
		let mut registrars = registrars::<T>();
		let person = attested_person::<T>(&registrars, 0);
		registrars.rotate_left(MAX_ATTESTERS as usize);
		let found = Persons::<T>::get(person).expect("just made");
		T::Rolls::revoke(&found.key);
		Persons::<T>::insert(
			person,
			Person {
				standing: Standing::Suspended,
				..found
			},
		);
		let motion = Motion::Renew {
			expires: now::<T>().saturating_add(2_000u32.into()),
		};
		let last = gather_voices::<T>(&registrars, person, motion);
		let call = Call::<T>::confirm { person, motion };

		#[block]
		{
			run_free::<T>(call, last);
		}

		assert!(Persons::<T>::get(person).is_some_and(|one| one.standing == Standing::Active));
	}

	#[benchmark]
	fn rotate_key() {
		let registrars = registrars::<T>();
		let id = attested_person::<T>(&registrars, 0);
		let account = Persons::<T>::get(id).expect("just made").account;
		let new_key = T::BenchmarkHelper::key(77, &[]).0;
		let possession = possession::<T>(&account, 77);
		let call = Call::<T>::rotate_key {
			new_key,
			possession,
		};

		#[block]
		{
			run_free::<T>(call, account);
		}

		assert_eq!(KeyOwner::<T>::get(new_key), Some(id));
	}

	#[benchmark]
	fn move_home() {
		let registrars = registrars::<T>();
		let id = attested_person::<T>(&registrars, 0);
		let person = Persons::<T>::get(id).expect("just made");
		let unit = T::Territory::benchmark_unit(Some(person.home));
		let call = Call::<T>::move_home { unit };

		#[block]
		{
			run_free::<T>(call, person.account);
		}

		assert!(Persons::<T>::get(id).is_some_and(|person| person.home == unit));
	}

	/// As many registrars as can be: they are counted.
	#[benchmark]
	fn set_params() -> Result<(), BenchmarkError> {
		let admin = admin::<T>()?;
		registrars::<T>();
		// Registrars are counted only if more are needed than before.
		Parameters::<T>::put(Params {
			attesters_needed: 1,
			..Params::default()
		});
		let params = Params {
			attesters_needed: 5,
			..Params::default()
		};

		#[extrinsic_call]
		_(admin as T::RuntimeOrigin, params);

		assert_eq!(Parameters::<T>::get(), params);
		Ok(())
	}

	/// The cursor passes as many empty blocks as it may; no sweep.
	#[benchmark]
	fn idle() {
		let now = now::<T>().saturating_add(1_000u32.into());
		CalendarCursor::<T>::put(now.saturating_sub(500u32.into()));

		#[block]
		{
			Pallet::<T>::upkeep(now);
		}

		assert!(CalendarCursor::<T>::get().is_some());
	}

	/// A person with a changed key expires.
	#[benchmark]
	fn fall_due() {
		let registrars = registrars::<T>();
		let id = attested_person::<T>(&registrars, 0);
		let mut person = Persons::<T>::get(id).expect("just made");
		let due = person.expires;
		person.previous_key = Some(T::BenchmarkHelper::key(77, &[]).0);
		Persons::<T>::insert(id, person);

		#[block]
		{
			Calendar::<T>::remove(due, Due::Person(id));
			Pallet::<T>::fall_due(Due::Person(id), due);
		}

		assert!(Persons::<T>::get(id).is_some_and(|one| one.standing == Standing::Expired));
	}

	/// A person with a changed key whose attesters are all suspended.
	#[benchmark]
	fn sweep_step() {
		let registrars = registrars::<T>();
		let id = attested_person::<T>(&registrars, 0);
		let found = Persons::<T>::get(id).expect("just made");
		let previous_key = Some(T::BenchmarkHelper::key(77, &[]).0);
		Persons::<T>::insert(
			id,
			Person {
				previous_key,
				..found
			},
		);
		for registrar in registrars.iter().take(MAX_ATTESTERS as usize) {
			assert_ok!(Pallet::<T>::do_suspend(registrar));
		}

		#[block]
		{
			Pallet::<T>::sweep(1);
		}

		assert!(Persons::<T>::get(id).is_some_and(|one| one.standing == Standing::Suspended));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
