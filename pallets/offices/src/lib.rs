//! Offices: which posts exist, who holds each, who acts, and the history of every mandate.
//!
//! In order of events:
//!
//! 1. The governing origin establishes an office of a unit ([`Pallet::establish`]); others are
//!    there from the first block. It is vacant, and its first election is called on the next block.
//! 2. Whoever holds elections installs the elected
//!    ([`Offices`](veche_primitives::offices::Offices)): a *mandate* begins, and those who came next
//!    in the count are *in line*. Whoever held another office leaves it. A person holds at most one
//!    office, but may act in several.
//! 3. The mandate ends: its term is over, its holder resigns ([`Pallet::resign`]), rises to another
//!    office, loses the standing of a person, is recalled, or is replaced by an election. Who
//!    merely came to the end of a term stays as *acting* until the successor is installed;
//!    otherwise the office's [`ActingRule`] says who acts.
//! 4. On the next block the election is called. If it is refused, it is called again on the block
//!    after, as long as it takes.
//! 5. Whoever watches over the people's confidence may meanwhile suspend a mandate, reinstate or
//!    recall it ([`Tenure`](veche_primitives::offices::Tenure)); during a suspension somebody acts.
//!    Who is suspended or recalled hands on the offices he or she acts in, one a block, and nobody
//!    who is suspended begins to act anywhere.
//! 6. Who acts and loses standing makes room for the next who can. So does who acts and loses the
//!    people's confidence ([`pass_on`](veche_primitives::offices::Tenure::pass_on)).
//!
//! Who was passed on from, and whoever's mandate ended while it was suspended, is *set aside*
//! ([`SetAside`]): he or she does not act in this office again before somebody is elected to it.
//!
//! An office is thus always in exactly one state ([`Seat`]): incumbent; suspended with somebody
//! acting; acting; vacant. In the last two its election is under way or due. Who acts is found when
//! the place falls free, and stays until it is filled: who moves away later goes on acting.
//!
//! To stand for an office of a unit with offices right below it, a person needs a record there
//! ([`Params`]); this is asked through the same trait.
//!
//! Who calls: step 1 the governing origin, resignations the incumbent (free within the daily
//! quota), the rest the agenda, elections, recall and identity. Steps 5 and 6 are put off by no act
//! of anybody in office. If nobody does anything, terms end and elections are called by themselves.
//! A thousand terms that end on one block are a queue: at most [`Config::DuePerBlock`] items are
//! done in a block, in order of their blocks, and none is lost.
//!
//! Beside it must stand: people ([`Config::People`]) whose lost standing is told here
//! ([`OnStanding`](veche_primitives::people::OnStanding)); a territory ([`Config::Territory`])
//! built before this pallet's genesis; elections ([`Config::Elections`]) which end every election
//! with an installation and install nobody while one is called; whoever is told of new offices and
//! of mandates that ended ([`Config::OnOffice`]), from genesis on. Nothing is counted here.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod agenda;
mod api;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(test)]
mod mock;
mod record;
mod seats;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
pub mod types;
pub mod weights;

pub use pallet::*;
pub use types::{
	ActingRule, Due, DueElection, End, Line, Mandate, Office, OfficeEntry, OfficeKind, Params,
	Seat, MAX_OFFICES, MAX_SET_ASIDE, MAX_TERM,
};
pub use weights::WeightInfo;

use alloc::vec::Vec;
use frame_support::{
	traits::{ConstU32, Get},
	weights::Weight,
	BoundedVec,
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::DispatchError;
use veche_primitives::{
	ballot::{Method, Title},
	offices::{Cause, Elections, OnOffice, Ratings},
	people::People,
	territory::Territory,
	ElectionId, MandateId, OfficeId, PersonId, UnitId,
};

/// Most mandates looked at to judge a person's record, newest first, and most shown of a person.
pub const MAX_SCAN: u32 = 64;
/// Most mandates of an office that [`Pallet::history`] shows.
pub const MAX_PAGE: u32 = 256;

/// An office of this chain.
pub type OfficeOf<T> = Office<BlockNumberFor<T>>;
/// A mandate of this chain.
pub type MandateOf<T> = Mandate<BlockNumberFor<T>>;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;
	use sp_runtime::traits::One;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// What the pallet needs from the house.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Who may establish offices and change the numbers that govern them.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Persons and their free acts.
		type People: People<Self::AccountId>;
		/// Which unit lies within which.
		type Territory: Territory;
		/// Whoever holds elections.
		type Elections: Elections;
		/// How the people judge mandates.
		type Ratings: Ratings;
		/// Who is told of new offices and of mandates that ended.
		type OnOffice: OnOffice;
		/// Most items of the agenda done in one block.
		#[pallet::constant]
		type DuePerBlock: Get<u32>;
		/// Weights.
		type WeightInfo: WeightInfo;
	}

	/// The number of the next office.
	#[pallet::storage]
	pub type NextOffice<T> = StorageValue<_, OfficeId, ValueQuery>;

	/// Every office.
	#[pallet::storage]
	pub type Offices<T: Config> = StorageMap<_, Twox64Concat, OfficeId, OfficeOf<T>>;

	/// Who sits in each office.
	#[pallet::storage]
	pub type Seats<T> = StorageMap<_, Twox64Concat, OfficeId, Seat>;

	/// The offices of each unit, oldest first.
	#[pallet::storage]
	pub type OfficesIn<T> = StorageMap<
		_,
		Twox64Concat,
		UnitId,
		BoundedVec<OfficeId, ConstU32<MAX_OFFICES>>,
		ValueQuery,
	>;

	/// The office that heads a unit.
	#[pallet::storage]
	pub type HeadOf<T> = StorageMap<_, Twox64Concat, UnitId, OfficeId>;

	/// How many offices there are in the units directly below a unit; no entry for none.
	#[pallet::storage]
	pub type Below<T> = StorageMap<_, Twox64Concat, UnitId, u32, ValueQuery>;

	/// Those in line for acting since the last election of an office.
	#[pallet::storage]
	pub type InLine<T> = StorageMap<_, Twox64Concat, OfficeId, Line, ValueQuery>;

	/// Those who lost the people's confidence in an office since its last election, oldest first;
	/// no entry for none. They do not act there.
	#[pallet::storage]
	pub type SetAside<T> = StorageMap<
		_,
		Twox64Concat,
		OfficeId,
		BoundedVec<PersonId, ConstU32<MAX_SET_ASIDE>>,
		ValueQuery,
	>;

	/// The number of the next mandate.
	#[pallet::storage]
	pub type NextMandate<T> = StorageValue<_, MandateId, ValueQuery>;

	/// Every mandate there ever was.
	#[pallet::storage]
	pub type Mandates<T: Config> = StorageMap<_, Twox64Concat, MandateId, MandateOf<T>>;

	/// How many mandates a person has had.
	#[pallet::storage]
	pub type CountOf<T> = StorageMap<_, Twox64Concat, PersonId, u32, ValueQuery>;

	/// The mandates of a person, numbered from 0 in order of time.
	#[pallet::storage]
	pub type MandatesOf<T> =
		StorageDoubleMap<_, Twox64Concat, PersonId, Twox64Concat, u32, MandateId>;

	/// How many mandates there have been in an office.
	#[pallet::storage]
	pub type CountIn<T> = StorageMap<_, Twox64Concat, OfficeId, u32, ValueQuery>;

	/// The mandates in an office, numbered from 0 in order of time.
	#[pallet::storage]
	pub type MandatesIn<T> =
		StorageDoubleMap<_, Twox64Concat, OfficeId, Twox64Concat, u32, MandateId>;

	/// The office a person holds, suspended or not.
	#[pallet::storage]
	pub type HeldBy<T> = StorageMap<_, Twox64Concat, PersonId, OfficeId>;

	/// The offices a person acts in.
	#[pallet::storage]
	pub type ActingIn<T> = StorageDoubleMap<_, Twox64Concat, PersonId, Twox64Concat, OfficeId, ()>;

	/// Those who hand on the offices they act in, and when the next: one item of the agenda each.
	#[pallet::storage]
	pub type Stepping<T: Config> = StorageMap<_, Twox64Concat, PersonId, BlockNumberFor<T>>;

	/// Elections that must be called: one entry, and one item of the agenda, per office.
	#[pallet::storage]
	pub type DueElections<T: Config> =
		StorageMap<_, Twox64Concat, OfficeId, DueElection<BlockNumberFor<T>>>;

	/// The numbers that govern the election under way, as they were when it was called.
	#[pallet::storage]
	pub type RecordRules<T> = StorageMap<_, Twox64Concat, OfficeId, Params>;

	/// What falls due when.
	#[pallet::storage]
	pub type Agenda<T: Config> =
		StorageDoubleMap<_, Twox64Concat, BlockNumberFor<T>, Twox64Concat, Due, ()>;

	/// The first block that may still have undone work.
	#[pallet::storage]
	pub type AgendaCursor<T: Config> = StorageValue<_, BlockNumberFor<T>>;

	/// The numbers that govern who may rise.
	#[pallet::storage]
	pub type Parameters<T> = StorageValue<_, Params, ValueQuery>;

	/// The offices and numbers at the start of the chain.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Offices, numbered from 0 in this order.
		pub offices: Vec<OfficeEntry<BlockNumberFor<T>>>,
		/// The block at which their first elections are called; 0 means the first block.
		pub founding: BlockNumberFor<T>,
		/// The numbers that govern who may rise.
		pub params: Params,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			assert!(
				self.params.is_valid(),
				"offices: a share is above the whole"
			);
			Parameters::<T>::put(self.params);
			let first: BlockNumberFor<T> = One::one();
			// Without a cursor the first block served would be the first looked at.
			AgendaCursor::<T>::put(first);
			for entry in &self.offices {
				let title = &entry.title;
				let Some(office) = entry.office() else {
					panic!("offices: the title `{title}` is too long");
				};
				if let Err(error) = Pallet::<T>::do_establish(office, self.founding.max(first)) {
					panic!("offices: `{title}` of unit {}: {error:?}", entry.unit);
				}
			}
		}
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// There is a new office. It is vacant.
		Established {
			/// The office.
			office: OfficeId,
			/// Whose office it is.
			unit: UnitId,
			/// What it is to its unit.
			kind: OfficeKind,
		},
		/// Somebody else sits in an office, or as something else.
		SeatChanged {
			/// The office.
			office: OfficeId,
			/// Who sits there now.
			seat: Seat,
		},
		/// The elected took office.
		MandateBegun {
			/// The mandate.
			mandate: MandateId,
			/// The office.
			office: OfficeId,
			/// Who was elected.
			person: PersonId,
			/// The election.
			election: ElectionId,
			/// When the term is over.
			until: BlockNumberFor<T>,
		},
		/// A mandate ended.
		MandateEnded {
			/// The mandate.
			mandate: MandateId,
			/// The office.
			office: OfficeId,
			/// Who held it.
			person: PersonId,
			/// How.
			end: End,
		},
		/// An election was called for an office without incumbent.
		ElectionCalled {
			/// The office.
			office: OfficeId,
			/// The election.
			election: ElectionId,
			/// Why it is held.
			cause: Cause,
		},
		/// An election was refused. It is called again on every block until it is not; only the
		/// first refusal is told.
		ElectionRefused {
			/// The office.
			office: OfficeId,
			/// Why.
			error: DispatchError,
		},
		/// The numbers that govern who may rise changed.
		ParamsChanged {
			/// For elections called from now on.
			params: Params,
		},
	}

	/// Why a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no such unit: look the number up in the territory.
		UnknownUnit,
		/// The title is empty or not UTF-8: give a readable title.
		BadTitle,
		/// Candidates cannot be chosen by this method: use plurality, approval or Schulze.
		BadMethod,
		/// The term is zero: give it at least one block.
		ZeroTerm,
		/// The term is longer than ten years of blocks of six seconds: give it fewer blocks.
		TermTooLong,
		/// The unit has a head already: establish a member, or a head of another unit.
		HeadExists,
		/// The unit has as many offices as a unit can have: establish it in a unit above or below.
		TooManyOffices,
		/// No more offices or mandates can be numbered: the runtime must be upgraded.
		NoMoreNumbers,
		/// There is no such office: look the number up with the view function `offices_of`.
		UnknownOffice,
		/// The account belongs to no person in good standing: have it attested by registrars, or
		/// renew the attestation.
		NotACitizen,
		/// Somebody else holds the office, or nobody: name the office you hold. Who only acts needs
		/// not resign: acting ends with the election.
		NotIncumbent,
		/// The mandate has ended or is suspended: only one that is exercised can be suspended.
		NotInForce,
		/// The mandate is not suspended: suspend it first.
		NotSuspended,
		/// A share is above the whole: correct the numbers.
		BadParams,
		/// Nobody acts in the office: look who sits in it with the view function `office`. There is
		/// nothing to be passed on.
		NobodyActs,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(now: BlockNumberFor<T>) -> Weight {
			Self::service(now)
		}

		fn integrity_test() {
			assert!(T::DuePerBlock::get() > 0, "nothing would ever fall due");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Establish an office of a unit. Its first election is called on the next block.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::establish())]
		pub fn establish(
			origin: OriginFor<T>,
			unit: UnitId,
			title: Title,
			kind: OfficeKind,
			method: Method,
			term: BlockNumberFor<T>,
			acting: ActingRule,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			let office = Office {
				unit,
				title,
				kind,
				method,
				term,
				acting,
			};
			Self::do_establish(office, Self::next_block())?;
			Ok(())
		}

		/// Resign from the office one holds, suspended or not. The mandate ends at once, and an
		/// election is called on the next block.
		///
		/// Free for a person who has a free act left, if a trial run succeeds; the weight covers
		/// the trial.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::resign())]
		#[pallet::feeless_if(|origin: &OriginFor<T>, office: &OfficeId| -> bool {
			T::People::is_free_for(origin, |account| Pallet::<T>::do_resign(account, *office))
		})]
		pub fn resign(origin: OriginFor<T>, office: OfficeId) -> DispatchResult {
			let account = ensure_signed(origin)?;
			Self::do_resign(&account, office)
		}

		/// Change the numbers that govern who may rise. Elections under way keep theirs.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::set_params())]
		pub fn set_params(origin: OriginFor<T>, params: Params) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			ensure!(params.is_valid(), Error::<T>::BadParams);
			Parameters::<T>::put(params);
			Self::deposit_event(Event::ParamsChanged { params });
			Ok(())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The office, and who sits in it.
		pub fn office(id: OfficeId) -> Option<(OfficeOf<T>, Seat)> {
			Some((Offices::<T>::get(id)?, Seats::<T>::get(id)?))
		}

		/// The offices of a unit, oldest first.
		pub fn offices_of(unit: UnitId) -> Vec<OfficeId> {
			OfficesIn::<T>::get(unit).into_inner()
		}

		/// The mandate with this number.
		pub fn mandate(id: MandateId) -> Option<MandateOf<T>> {
			Mandates::<T>::get(id)
		}

		/// Mandates in an office, newest first, at most `limit` and at most [`MAX_PAGE`].
		pub fn history(office: OfficeId, limit: u32) -> Vec<(MandateId, MandateOf<T>)> {
			Self::newest_in(office, limit.min(MAX_PAGE)).collect()
		}

		/// Mandates of a person, newest first, at most [`MAX_SCAN`].
		pub fn mandates_of(person: PersonId) -> Vec<(MandateId, MandateOf<T>)> {
			Self::newest_of(person, MAX_SCAN).collect()
		}

		/// Those in line for acting in an office, best first.
		pub fn in_line(office: OfficeId) -> Vec<PersonId> {
			InLine::<T>::get(office).into_inner()
		}

		/// Those who do not act in an office before its next election, for want of the people's
		/// confidence, oldest first; at most [`MAX_SET_ASIDE`].
		pub fn set_aside(office: OfficeId) -> Vec<PersonId> {
			SetAside::<T>::get(office).into_inner()
		}

		/// Whether the person's record below allows to stand for the office.
		pub fn may_stand(person: PersonId, office: OfficeId) -> bool {
			Self::record_allows(person, office)
		}

		/// The numbers that govern who may rise, for elections called from now on.
		pub fn params() -> Params {
			Parameters::<T>::get()
		}
	}
}
