//! # Credentials: what a person is qualified for, given with consent
//!
//! ## In order of events
//!
//! 1. The governing origin accredits issuers ([`Pallet::accredit_issuer`]): the school of
//!    governance, universities, guilds. Their accounts exist without tokens.
//! 2. An issuer opens a schema, a kind of credential: public, private or anonymous.
//! 3. It offers a credential to a person, with a commitment to the content. The person accepts or
//!    rejects it; what nobody answers lapses.
//! 4. An accepted credential holds until it expires, the issuer withdraws it or the holder seals it
//!    away. The issuer may extend it. Whatever has ended may be offered anew.
//! 5. An accepted anonymous credential puts the holder's voting key on the roll of the group that
//!    has the schema's number (`roll.rs`). The key leaves it at once when the credential is
//!    withdrawn, and with the next turn when it is sealed or expires, when the person's standing is
//!    lost, or when the issuer is suspended; it comes back by itself with standing or issuer.
//! 6. While an issuer is suspended nothing it gave holds.
//!
//! Acts of issuers are free within a daily quota, those of holders within their free acts, if and
//! only if they succeed: a trial run decides. If nobody does anything, offers lapse and credentials
//! expire by the clock; the calendar (`upkeep.rs`) only tidies up after it.
//!
//! Every record says on chain to whom which schema was offered. Private and anonymous keep the
//! content and the showing of a credential from others, not that it was given.
//!
//! What must stand beside it: people ([`Config::People`]), who tell [`OnStanding`] when a standing
//! changes, pass places on rolls on when a key is changed, and take the keys of those struck off
//! from all rolls; and rolls ([`Config::Rolls`]). Others ask through
//! [`veche_primitives::credentials::Credentials`].

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod api;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod genesis;
mod holding;
mod issuing;
#[cfg(test)]
mod mock;
mod roll;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
pub mod types;
mod upkeep;
pub mod weights;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use alloc::vec::Vec;
use frame_system::pallet_prelude::BlockNumberFor;
use sp_core::H256;
use veche_primitives::{
	ballot::Title,
	people::{OnStanding, People, VotingKeys},
	rolls::Rolls,
	PersonId, SchemaId,
};

/// A schema of this chain.
pub type SchemaOf<T> = Schema<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;
/// A credential of this chain.
pub type CredentialOf<T> = Credential<BlockNumberFor<T>>;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Who accredits, suspends and reinstates issuers.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Persons, their free acts and their voting keys.
		type People: People<Self::AccountId> + VotingKeys;
		/// The rolls of anonymous schemas.
		type Rolls: Rolls;
		/// Most items of the calendar done in one block, and most holders looked at in one block
		/// after an issuer was suspended or reinstated.
		#[pallet::constant]
		type DuePerBlock: Get<u32>;
		/// Most credentials of one person, ended ones included; fewer than the rolls of one key.
		#[pallet::constant]
		type MaxPerPerson: Get<u32>;
		/// What each act costs.
		type WeightInfo: WeightInfo;
	}

	/// The periods that govern credentials.
	#[pallet::storage]
	pub type Parameters<T: Config> = StorageValue<_, Params<BlockNumberFor<T>>, ValueQuery>;

	/// All issuers ever accredited.
	#[pallet::storage]
	pub type Issuers<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Issuer>;

	/// The number of the next schema.
	#[pallet::storage]
	pub type NextSchema<T> = StorageValue<_, SchemaId, ValueQuery>;

	/// All schemas ever opened.
	#[pallet::storage]
	pub type Schemas<T: Config> = StorageMap<_, Twox64Concat, SchemaId, SchemaOf<T>>;

	/// The anonymous schemas of each issuer.
	#[pallet::storage]
	pub type AnonymousOf<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, AnonymousSchemas, ValueQuery>;

	/// The credentials of each person.
	#[pallet::storage]
	pub type Credentials<T: Config> =
		StorageDoubleMap<_, Twox64Concat, PersonId, Twox64Concat, SchemaId, CredentialOf<T>>;

	/// How many credentials a person has; no entry for none.
	#[pallet::storage]
	pub type CountOf<T> = StorageMap<_, Twox64Concat, PersonId, u32, ValueQuery>;

	/// Those who hold an anonymous credential that has not expired, and whether their key was sent
	/// to the schema's roll.
	#[pallet::storage]
	pub type Members<T> = StorageDoubleMap<_, Twox64Concat, SchemaId, Twox64Concat, PersonId, bool>;

	/// Anonymous schemas whose holders are looked at since the issuer was suspended or reinstated,
	/// and the last one seen.
	#[pallet::storage]
	pub type Sweeps<T> = StorageMap<_, Twox64Concat, SchemaId, Option<PersonId>>;

	/// What falls due when.
	#[pallet::storage]
	pub type Agenda<T: Config> =
		StorageDoubleMap<_, Twox64Concat, BlockNumberFor<T>, Twox64Concat, Due, ()>;

	/// The first block that may still have undone work.
	#[pallet::storage]
	pub type AgendaCursor<T: Config> = StorageValue<_, BlockNumberFor<T>>;

	/// The issuers, schemas and periods to begin with.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Issuers and their daily quotas.
		pub issuers: Vec<(T::AccountId, u32)>,
		/// Schemas in the order of their numbers.
		pub schemas: Vec<SchemaEntry<T::AccountId, BlockNumberFor<T>>>,
		/// Periods.
		pub params: Params<BlockNumberFor<T>>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			Pallet::<T>::found(self);
		}
	}

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An issuer was accredited, or got another quota.
		IssuerAccredited {
			/// The issuer.
			issuer: T::AccountId,
			/// Acts allowed a day.
			daily_quota: u32,
		},
		/// An issuer was suspended, or reinstated.
		IssuerSuspended {
			/// The issuer.
			issuer: T::AccountId,
			/// Whether it is suspended now.
			suspended: bool,
		},
		/// An issuer opened a schema.
		SchemaOpened {
			/// The schema.
			schema: SchemaId,
			/// Who gives credentials of it.
			issuer: T::AccountId,
		},
		/// No more credentials of the schema are offered.
		SchemaClosed {
			/// The schema.
			schema: SchemaId,
		},
		/// Something happened to a person's credential.
		Changed {
			/// Whose.
			person: PersonId,
			/// Of which schema.
			schema: SchemaId,
			/// What happened.
			change: Change<BlockNumberFor<T>>,
		},
		/// The places of all holders on the schema's roll agree again with the issuer's standing.
		SweepFinished {
			/// The schema.
			schema: SchemaId,
		},
		/// The periods that govern credentials changed.
		ParamsChanged {
			/// From now on.
			params: Params<BlockNumberFor<T>>,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The account is no issuer. Ask the governing body for accreditation first.
		NotIssuer,
		/// The issuer is suspended. Wait until it is reinstated.
		IssuerSuspended,
		/// The issuer is not suspended, so there is nothing to reinstate.
		NotSuspended,
		/// A quota of nothing is useless. Suspend the issuer instead.
		ZeroQuota,
		/// Today's quota of the issuer is used up. Go on tomorrow.
		QuotaExhausted,
		/// No schema has this number. Look it up with the view function `schemas`.
		UnknownSchema,
		/// The schema is another issuer's. Use one of your own.
		NotYourSchema,
		/// The schema is closed. Offer a credential of another one.
		SchemaClosed,
		/// The title is empty or not UTF-8. Give a readable title.
		BadTitle,
		/// The purpose is empty or not UTF-8. Say what the schema is for.
		BadPurpose,
		/// A credential must hold for a block at least. Give a longer validity.
		BadValidity,
		/// The numbers for schemas are used up. The id type must be widened by an upgrade.
		TooManySchemas,
		/// The issuer has as many anonymous schemas as allowed. Use one of those.
		TooManyAnonymous,
		/// No person in good standing has this number. Check it with the holder.
		UnknownHolder,
		/// The holder is an observer and has no voting key, which anonymous credentials need. Offer
		/// one of a public or private schema.
		NoVotingKey,
		/// The holder has as many credentials as allowed. Wait until an offer lapses.
		TooManyCredentials,
		/// The credential is offered already. Wait for the answer, or withdraw the offer first.
		AlreadyOffered,
		/// The credential is held already. Extend it, or withdraw it first.
		AlreadyHeld,
		/// The new expiry is not later than the present one, or further ahead than the validity of
		/// the schema. Choose a block between.
		BadExpiry,
		/// The person has no credential of this schema. Check both numbers.
		NoCredential,
		/// The holder has not accepted the credential. Wait for the acceptance, or accept it.
		NotAccepted,
		/// The account belongs to no person in good standing. Have it attested by registrars, or
		/// renew the attestation.
		NotACitizen,
		/// Nothing of this schema is offered to you: it never was, you rejected it, the issuer took
		/// it back, or it lapsed. Ask the issuer for an offer.
		NoOffer,
		/// The time to answer the offer is over. Ask the issuer for another.
		OfferLapsed,
		/// The issuer withdrew the credential. It must be offered anew.
		CredentialWithdrawn,
		/// The holder sealed the credential away. It must be offered anew.
		CredentialSealed,
		/// A period is zero. Give one of a block at least.
		BadParams,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(now: BlockNumberFor<T>) -> Weight {
			Self::upkeep(now)
		}

		fn integrity_test() {
			assert!(T::DuePerBlock::get() > 0, "nothing would ever be done");
			assert!(T::MaxPerPerson::get() > 0, "nobody could hold anything");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Make the account an issuer, or give an existing one another daily quota.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::accredit_issuer())]
		pub fn accredit_issuer(
			origin: OriginFor<T>,
			issuer: T::AccountId,
			daily_quota: u32,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_accredit(&issuer, daily_quota)
		}

		/// Suspend an issuer: it may not act, and nothing it gave holds until it is reinstated.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::suspend_issuer())]
		pub fn suspend_issuer(origin: OriginFor<T>, issuer: T::AccountId) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_suspend(&issuer)
		}

		/// Let a suspended issuer act again; what it gave holds as if nothing had happened.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::reinstate_issuer())]
		pub fn reinstate_issuer(origin: OriginFor<T>, issuer: T::AccountId) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_reinstate(&issuer)
		}

		/// An issuer opens a schema. Credentials of it hold for `validity` blocks.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::open_schema())]
		#[pallet::feeless_if(|
			origin: &OriginFor<T>, title: &Title, purpose: &Purpose,
			validity: &BlockNumberFor<T>, publicity: &Publicity
		| -> bool {
			Pallet::<T>::is_free_for_issuer(origin, |who| {
				Pallet::<T>::do_open(who, title, purpose, *validity, *publicity)
			})
		})]
		pub fn open_schema(
			origin: OriginFor<T>,
			title: Title,
			purpose: Purpose,
			validity: BlockNumberFor<T>,
			publicity: Publicity,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_open(&who, &title, &purpose, validity, publicity)
		}

		/// The issuer offers no more credentials of the schema; those offered and held stay.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::close_schema())]
		#[pallet::feeless_if(|origin: &OriginFor<T>, schema: &SchemaId| -> bool {
			Pallet::<T>::is_free_for_issuer(origin, |who| Pallet::<T>::do_close(who, *schema))
		})]
		pub fn close_schema(origin: OriginFor<T>, schema: SchemaId) -> DispatchResult {
			Self::do_close(&ensure_signed(origin)?, schema)
		}

		/// The issuer offers a person a credential whose content the commitment fixes.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::offer())]
		#[pallet::feeless_if(|
			origin: &OriginFor<T>, schema: &SchemaId, holder: &PersonId, commitment: &H256
		| -> bool {
			Pallet::<T>::is_free_for_issuer(origin, |who| {
				Pallet::<T>::do_offer(who, *schema, *holder, *commitment)
			})
		})]
		pub fn offer(
			origin: OriginFor<T>,
			schema: SchemaId,
			holder: PersonId,
			commitment: H256,
		) -> DispatchResult {
			Self::do_offer(&ensure_signed(origin)?, schema, holder, commitment)
		}

		/// The issuer takes a credential or an offer back: beyond the day's quota for a fee.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::withdraw())]
		#[pallet::feeless_if(|
			origin: &OriginFor<T>, schema: &SchemaId, holder: &PersonId, reason: &u8
		| -> bool {
			Pallet::<T>::is_free_for_issuer(origin, |who| {
				Pallet::<T>::do_withdraw(who, *schema, *holder, *reason)
			})
		})]
		pub fn withdraw(
			origin: OriginFor<T>,
			schema: SchemaId,
			holder: PersonId,
			reason: u8,
		) -> DispatchResult {
			Self::do_withdraw(&ensure_signed(origin)?, schema, holder, reason)
		}

		/// The issuer lets an accepted credential hold longer, also one that has expired.
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::extend())]
		#[pallet::feeless_if(|
			origin: &OriginFor<T>, schema: &SchemaId, holder: &PersonId, expires: &BlockNumberFor<T>
		| -> bool {
			Pallet::<T>::is_free_for_issuer(origin, |who| {
				Pallet::<T>::do_extend(who, *schema, *holder, *expires)
			})
		})]
		pub fn extend(
			origin: OriginFor<T>,
			schema: SchemaId,
			holder: PersonId,
			expires: BlockNumberFor<T>,
		) -> DispatchResult {
			Self::do_extend(&ensure_signed(origin)?, schema, holder, expires)
		}

		/// Accept a credential that is offered to the caller.
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::accept())]
		#[pallet::feeless_if(|origin: &OriginFor<T>, schema: &SchemaId| -> bool {
			T::People::is_free_for(origin, |who| Pallet::<T>::do_accept(who, *schema))
		})]
		pub fn accept(origin: OriginFor<T>, schema: SchemaId) -> DispatchResult {
			Self::do_accept(&ensure_signed(origin)?, schema)
		}

		/// Reject a credential that is offered to the caller: it is forgotten.
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::reject())]
		#[pallet::feeless_if(|origin: &OriginFor<T>, schema: &SchemaId| -> bool {
			T::People::is_free_for(origin, |who| Pallet::<T>::do_reject(who, *schema))
		})]
		pub fn reject(origin: OriginFor<T>, schema: SchemaId) -> DispatchResult {
			Self::do_reject(&ensure_signed(origin)?, schema)
		}

		/// Seal the caller's credential away for good: it no longer holds and is shown as sealed.
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::seal())]
		#[pallet::feeless_if(|origin: &OriginFor<T>, schema: &SchemaId| -> bool {
			T::People::is_free_for(origin, |who| Pallet::<T>::do_seal(who, *schema))
		})]
		pub fn seal(origin: OriginFor<T>, schema: SchemaId) -> DispatchResult {
			Self::do_seal(&ensure_signed(origin)?, schema)
		}

		/// Change the periods that govern credentials offered from now on.
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::set_params())]
		pub fn set_params(
			origin: OriginFor<T>,
			params: Params<BlockNumberFor<T>>,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			ensure!(params.is_valid(), Error::<T>::BadParams);
			Parameters::<T>::put(params);
			Self::deposit_event(Event::ParamsChanged { params });
			Ok(())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The schema with this number.
		pub fn schema(id: SchemaId) -> Option<SchemaOf<T>> {
			Schemas::<T>::get(id)
		}

		/// At most `limit` schemas (never more than 64) in order of numbers, beginning with `from`.
		pub fn schemas(from: SchemaId, limit: u32) -> Vec<(SchemaId, SchemaOf<T>)> {
			(from..NextSchema::<T>::get())
				.take(limit.min(MAX_PAGE) as usize)
				.filter_map(|id| Some((id, Schemas::<T>::get(id)?)))
				.collect()
		}

		/// The issuer with this account.
		pub fn issuer(account: T::AccountId) -> Option<Issuer> {
			Issuers::<T>::get(account)
		}

		/// The record of a person's credential; [`Pallet::holds`] says whether it counts.
		pub fn credential(person: PersonId, schema: SchemaId) -> Option<CredentialOf<T>> {
			Credentials::<T>::get(person, schema)
		}

		/// All credentials of a person, ended ones included, in order of schemas.
		pub fn of_person(person: PersonId) -> Vec<(SchemaId, CredentialOf<T>)> {
			Self::all_of(person)
		}

		/// Whether the person holds a credential of the schema now.
		pub fn holds(person: PersonId, schema: SchemaId) -> bool {
			Self::is_in_force(person, schema)
		}

		/// The periods that govern credentials.
		pub fn params() -> Params<BlockNumberFor<T>> {
			Parameters::<T>::get()
		}
	}
}
