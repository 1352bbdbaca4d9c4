//! # Identity: who is a person
//!
//! ## In order of events
//!
//! 1. The governing origin accredits registrars ([`Pallet::accredit_registrar`]). Each has a daily
//!    quota of acts; their accounts exist without tokens.
//! 2. An applicant makes an account and a voting key. `k` registrars attest the same account, key,
//!    uniqueness tag, home, stratum and expiry ([`Pallet::attest`]). At the k-th word the person
//!    exists, with an account that needs no tokens, and queues for the roll of the home unit. What
//!    nobody completes is dropped after a while.
//! 3. The person may change the key ([`Pallet::rotate_key`]) and move ([`Pallet::move_home`]); both
//!    take effect when the rolls next turn.
//! 4. `k` registrars can renew a person or strike one off for ever ([`Pallet::confirm`]).
//! 5. Whom nobody renews expires: off the roll at the next turn.
//! 6. A registrar found corrupt is suspended in one call ([`Pallet::suspend_registrar`]): whatever
//!    the registrar attested counts for nothing from then on, and over the next blocks everyone
//!    left without an attester in good standing is suspended. After a reinstatement the registrar
//!    may attest again, but the old word stays void. There are always as many registrars in good
//!    standing as must attest a person, if genesis names so many: the last ones are not suspended.
//!
//! Acts of registrars and persons are free, by quota, if and only if they succeed: a trial run
//! decides. If nobody does anything, persons expire one by one.
//!
//! What must stand beside it: rolls ([`veche_primitives::rolls::Rolls`]) and a territory
//! ([`veche_primitives::territory::Territory`]). Others ask through
//! [`veche_primitives::people::People`], and hear of a standing lost or regained through
//! [`veche_primitives::people::OnStanding`].
//!
//! No personal data is stored: a tag is the keyed image of a document number, made by registrars
//! under a common secret.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod attesting;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(test)]
mod mock;
mod persons;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
mod types;
mod upkeep;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use alloc::vec::Vec;
use frame_system::pallet_prelude::BlockNumberFor;
use sp_core::H256;
use veche_primitives::{
	people::OnStanding, rolls::Rolls, territory::Territory, PersonId, Possession, Stratum,
	UniquenessTag, UnitId, VotingKey,
};

/// Most persons one call of the view function `attested_by` returns.
pub const MAX_PAGE: u32 = 1_000;

/// An attestation of this chain.
pub type AttestationOf<T> = Attestation<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;
/// An attester of this chain.
pub type AttesterOf<T> = Attester<<T as frame_system::Config>::AccountId>;
/// A person of this chain.
pub type PersonRecord<T> = Person<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<Hash = H256> {
		/// Who accredits, suspends and reinstates registrars.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Which units exist.
		type Territory: Territory;
		/// The rolls on which persons are put.
		type Rolls: Rolls;
		/// Who is told when a person's standing is lost or regained.
		type OnStanding: OnStanding;
		/// Most items of the calendar done in one block.
		#[pallet::constant]
		type ExpiriesPerBlock: Get<u32>;
		/// Most persons looked at in one block after a registrar's suspension.
		#[pallet::constant]
		type SweepPerBlock: Get<u32>;
		/// What each act costs.
		type WeightInfo: WeightInfo;
		/// Keys for benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper;
	}

	/// The numbers that govern identity.
	#[pallet::storage]
	pub type Parameters<T> = StorageValue<_, Params, ValueQuery>;

	/// All registrars ever accredited.
	#[pallet::storage]
	pub type Registrars<T: Config> =
		CountedStorageMap<_, Blake2_128Concat, T::AccountId, Registrar>;

	/// All persons.
	#[pallet::storage]
	pub type Persons<T: Config> = StorageMap<_, Twox64Concat, PersonId, PersonRecord<T>>;

	/// The id the next person will get.
	#[pallet::storage]
	pub type NextPerson<T> = StorageValue<_, PersonId, ValueQuery>;

	/// The person behind an account.
	#[pallet::storage]
	pub type PersonOf<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, PersonId>;

	/// The person who has a uniqueness tag.
	#[pallet::storage]
	pub type TagOwner<T> = StorageMap<_, Blake2_128Concat, UniquenessTag, PersonId>;

	/// Whose a voting key is or was. Kept for ever, so that no key is ever used twice.
	#[pallet::storage]
	pub type KeyOwner<T> = StorageMap<_, Blake2_128Concat, VotingKey, PersonId>;

	/// Attestations that wait for more registrars, by their hash.
	#[pallet::storage]
	pub type Pending<T: Config> =
		StorageMap<_, Blake2_128Concat, H256, PendingAttestation<T::AccountId, BlockNumberFor<T>>>;

	/// Open voices about persons.
	#[pallet::storage]
	pub type Motions<T: Config> =
		StorageMap<_, Twox64Concat, PersonId, Voices<T::AccountId, BlockNumberFor<T>>, ValueQuery>;

	/// Whose attestation carries whom: the public audit list of each registrar.
	#[pallet::storage]
	pub type AttestedBy<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Twox64Concat, PersonId, ()>;

	/// Free acts used by an account.
	#[pallet::storage]
	pub type Acts<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Usage, ValueQuery>;

	/// What falls due when.
	#[pallet::storage]
	pub type Calendar<T: Config> =
		StorageDoubleMap<_, Twox64Concat, BlockNumberFor<T>, Blake2_128Concat, Due, ()>;

	/// The first block that may still have undone work.
	#[pallet::storage]
	pub type CalendarCursor<T: Config> = StorageValue<_, BlockNumberFor<T>>;

	/// Suspended registrars whose persons are being looked at, and the last one seen.
	#[pallet::storage]
	pub type Sweeps<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Option<PersonId>>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A registrar was accredited, or got another quota.
		RegistrarAccredited {
			/// The registrar.
			registrar: T::AccountId,
			/// Acts allowed a day.
			daily_quota: u32,
		},
		/// A registrar was suspended; the sweep of those attested begins.
		RegistrarSuspended {
			/// The registrar.
			registrar: T::AccountId,
		},
		/// A registrar may act again.
		RegistrarReinstated {
			/// The registrar.
			registrar: T::AccountId,
		},
		/// All whom a suspended registrar attested have been looked at.
		SweepFinished {
			/// The registrar.
			registrar: T::AccountId,
		},
		/// A registrar gave a word for an applicant.
		Attested {
			/// The registrar.
			registrar: T::AccountId,
			/// Hash of what was attested.
			attestation: H256,
			/// Words so far that count.
			count: u32,
		},
		/// An attestation was dropped since too few registrars gave their word in time.
		AttestationDropped {
			/// Hash of what was attested.
			attestation: H256,
		},
		/// There is a new person.
		PersonCreated {
			/// The person.
			person: PersonId,
			/// The account for public acts.
			account: T::AccountId,
			/// Where the person is registered.
			home: UnitId,
			/// Home, diaspora or observer.
			stratum: Stratum,
		},
		/// A registrar gave a voice for a motion.
		MotionConfirmed {
			/// The registrar.
			registrar: T::AccountId,
			/// The person it is about.
			person: PersonId,
			/// What for.
			motion: Motion<BlockNumberFor<T>>,
			/// Voices so far that count.
			count: u32,
		},
		/// A person was struck off for ever.
		PersonRevoked {
			/// The person.
			person: PersonId,
			/// Why.
			reason: u8,
		},
		/// A person was attested anew.
		PersonRenewed {
			/// The person.
			person: PersonId,
			/// Until which block.
			expires: BlockNumberFor<T>,
		},
		/// A person has no attester in good standing any more.
		PersonSuspended {
			/// The person.
			person: PersonId,
		},
		/// A person's time is over.
		PersonExpired {
			/// The person.
			person: PersonId,
		},
		/// A person has a new voting key.
		KeyRotated {
			/// The person.
			person: PersonId,
		},
		/// A person moved.
		HomeMoved {
			/// The person.
			person: PersonId,
			/// The new home.
			home: UnitId,
		},
		/// The numbers that govern identity changed.
		ParamsChanged {
			/// The new ones.
			params: Params,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The account is no registrar. Ask the governing body for accreditation first.
		NotRegistrar,
		/// The registrar is suspended. It must be reinstated first.
		RegistrarSuspended,
		/// Today's quota of the registrar is used up. Go on tomorrow.
		QuotaExhausted,
		/// A quota of nothing is useless. Suspend the registrar instead.
		ZeroQuota,
		/// There is no room for another registrar.
		TooManyRegistrars,
		/// Fewer registrars in good standing than must attest a person: nobody could be recognised
		/// or renewed any more. Accredit another or reinstate one first, or let fewer suffice.
		TooFewRegistrars,
		/// The registrar is not suspended, so there is nothing to reinstate.
		NotSuspended,
		/// The unit does not exist. Look up its id by its code in the territory.
		UnknownUnit,
		/// The expiry is past, or further ahead than allowed. Choose a later or a nearer block.
		BadExpiry,
		/// The account is a person already. Use `confirm` to renew, or another account.
		AlreadyPerson,
		/// A person with this uniqueness tag exists. Look that person up instead.
		DuplicateTag,
		/// The bytes are no voting key (no point of the group, or the identity). Make a new key.
		InvalidKey,
		/// The key is or was in use. Make a new key.
		DuplicateKey,
		/// The applicant has not shown to hold the key's secret: it is another's key, or the proof
		/// was made for another account or chain. Let the key's holder sign for this account.
		NotKeyHolder,
		/// This registrar has attested this already. Others must do so now.
		AlreadyAttested,
		/// No person has this number.
		UnknownPerson,
		/// The person was struck off for ever.
		PersonRevoked,
		/// This registrar's voice for this motion is counted already. Others must confirm now.
		AlreadyConfirmed,
		/// The account is no person in good standing. If expired or suspended, ask registrars for
		/// a renewal.
		NotCitizen,
		/// The person is registered in this unit already.
		SameHome,
		/// The last move was too recent. Wait until the interval is over.
		MovedRecently,
		/// The last change of the key was too recent. Wait until the interval is over.
		RotatedRecently,
		/// The numbers do not make sense: one to eight attesters, and no period of zero but the
		/// intervals between moves and between keys.
		BadParams,
		/// The numbers for persons are used up. The id type must be widened by an upgrade.
		TooManyPersons,
	}

	/// The registrars and numbers to begin with.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Registrars and their daily quotas.
		pub registrars: Vec<(T::AccountId, u32)>,
		/// The numbers that govern identity.
		pub params: Params,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			// A chain must not start with numbers it cannot live with.
			assert!(
				self.params.is_valid(),
				"identity: bad parameters: {:?}",
				self.params
			);
			Parameters::<T>::put(self.params);
			for (registrar, daily_quota) in &self.registrars {
				let is_new = !Registrars::<T>::contains_key(registrar);
				assert!(is_new, "identity: registrar {registrar:?} is named twice");
				if let Err(error) = Pallet::<T>::do_accredit(registrar, *daily_quota) {
					panic!("identity: registrar {registrar:?}: {error:?}");
				}
			}
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(now: BlockNumberFor<T>) -> Weight {
			Self::upkeep(now)
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_now: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Make the account a registrar, or give an existing one another daily quota.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::accredit_registrar())]
		pub fn accredit_registrar(
			origin: OriginFor<T>,
			registrar: T::AccountId,
			daily_quota: u32,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_accredit(&registrar, daily_quota)?;
			Self::deposit_event(Event::RegistrarAccredited {
				registrar,
				daily_quota,
			});
			Ok(())
		}

		/// Suspend a registrar: its word counts for nothing from now on, and all persons left
		/// without an attester in good standing are suspended over the next blocks. Refused if fewer
		/// registrars would be left than must attest a person.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::suspend_registrar())]
		pub fn suspend_registrar(origin: OriginFor<T>, registrar: T::AccountId) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_suspend(&registrar)?;
			Self::deposit_event(Event::RegistrarSuspended { registrar });
			Ok(())
		}

		/// Let a suspended registrar act again. Its earlier word stays void: persons suspended with
		/// it need a renewal.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::reinstate_registrar())]
		pub fn reinstate_registrar(
			origin: OriginFor<T>,
			registrar: T::AccountId,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_reinstate(&registrar)?;
			Self::deposit_event(Event::RegistrarReinstated { registrar });
			Ok(())
		}

		/// A registrar's word for an applicant. At the last word needed the person exists.
		///
		/// `possession` is the applicant's signature by the voting key over the account
		/// ([`veche_primitives::ballot::possession_message`]).
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::attest())]
		#[pallet::feeless_if(|
			origin: &OriginFor<T>,
			attestation: &AttestationOf<T>,
			possession: &Possession,
		| -> bool {
			Pallet::<T>::is_free_for_registrar(origin, |who| {
				Pallet::<T>::do_attest(who, attestation, possession)
			})
		})]
		pub fn attest(
			origin: OriginFor<T>,
			attestation: AttestationOf<T>,
			possession: Possession,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_attest(who, &attestation, &possession)
		}

		/// A registrar's voice for a motion about a person, in place of an earlier voice about the
		/// same person. At the last voice needed it takes effect.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::confirm_revoke().max(T::WeightInfo::confirm_renew()))]
		#[pallet::feeless_if(|
			origin: &OriginFor<T>,
			person: &PersonId,
			motion: &Motion<BlockNumberFor<T>>,
		| -> bool {
			Pallet::<T>::is_free_for_registrar(origin, |who| {
				Pallet::<T>::do_confirm(who, *person, *motion)
			})
		})]
		pub fn confirm(
			origin: OriginFor<T>,
			person: PersonId,
			motion: Motion<BlockNumberFor<T>>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_confirm(who, person, motion)
		}

		/// Change the own voting key. The old one stays on the rolls until they turn.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::rotate_key())]
		#[pallet::feeless_if(|
			origin: &OriginFor<T>,
			new_key: &VotingKey,
			possession: &Possession,
		| -> bool {
			Pallet::<T>::is_free_for_person(origin, |who| {
				Pallet::<T>::do_rotate_key(who, new_key, possession)
			})
		})]
		pub fn rotate_key(
			origin: OriginFor<T>,
			new_key: VotingKey,
			possession: Possession,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_rotate_key(&who, &new_key, &possession)
		}

		/// Move to another unit. The person votes there after the rolls have turned.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::move_home())]
		#[pallet::feeless_if(|origin: &OriginFor<T>, unit: &UnitId| -> bool {
			Pallet::<T>::is_free_for_person(origin, |who| Pallet::<T>::do_move_home(who, *unit))
		})]
		pub fn move_home(origin: OriginFor<T>, unit: UnitId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_move_home(&who, unit)
		}

		/// Change the numbers that govern identity. More registrars can only be needed than before if
		/// so many are in good standing.
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::set_params())]
		pub fn set_params(origin: OriginFor<T>, params: Params) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			ensure!(params.is_valid(), Error::<T>::BadParams);
			let needed = params.attesters_needed;
			// Where there are too few already, this call does not make it worse.
			let is_raised = needed > Parameters::<T>::get().attesters_needed;
			ensure!(
				!is_raised || Self::in_good_standing() >= u32::from(needed),
				Error::<T>::TooFewRegistrars
			);
			Parameters::<T>::put(params);
			Self::deposit_event(Event::ParamsChanged { params });
			Ok(())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The person with this number.
		pub fn person(id: PersonId) -> Option<PersonRecord<T>> {
			Persons::<T>::get(id)
		}

		/// The person behind an account.
		pub fn person_of(account: T::AccountId) -> Option<(PersonId, PersonRecord<T>)> {
			let id = PersonOf::<T>::get(account)?;
			Some((id, Persons::<T>::get(id)?))
		}

		/// The registrar with this account.
		pub fn registrar(account: T::AccountId) -> Option<Registrar> {
			Registrars::<T>::get(account)
		}

		/// All registrars; there are never more than 64.
		pub fn registrars() -> Vec<(T::AccountId, Registrar)> {
			Registrars::<T>::iter()
				.take(MAX_REGISTRARS as usize)
				.collect()
		}

		/// The persons whom a registrar's word carries, at most `limit` (and never more than 1000),
		/// after the one named. The order is fixed but not that of the numbers.
		pub fn attested_by(
			registrar: T::AccountId,
			after: Option<PersonId>,
			limit: u32,
		) -> Vec<PersonId> {
			Self::attested_after(&registrar, after)
				.take(limit.min(MAX_PAGE) as usize)
				.collect()
		}

		/// The free acts an account has left today; none if it is no person in good standing.
		pub fn free_acts_left(account: T::AccountId) -> u32 {
			Self::acts_left(&account)
		}

		/// The numbers that govern identity.
		pub fn params() -> Params {
			Parameters::<T>::get()
		}
	}
}
