//! Pledges: what candidates promise, and the checklists of those elected.
//!
//! In order of events:
//!
//! 1. As long as nomination is open, a candidate [enters](Pallet::enter) a list of at most
//!    [`MAX_PLEDGES`](veche_primitives::offices::MAX_PLEDGES) pledges: a short title, the hash of a
//!    longer text, and how many blocks after taking office each is to be kept. Entering again
//!    replaces the whole list; an empty list takes it back.
//! 2. Nomination ends, and with it every change: what voters see is what was promised. They may mark
//!    the pledges that matter most to them on the paper of the election.
//! 3. The one who is elected takes office: the list becomes the mandate's [`Checklist`]. Each pledge
//!    gets the block by which it is to be kept, and a weight of one and one more for each voter who
//!    marked it, so that trivial promises do not count like serious ones. The lists of all others
//!    are forgotten.
//!
//! Who calls: step 1 the candidate (free within the daily quota), step 3 whoever holds elections,
//! through [`Pledges`]. A candidate who does nothing promises nothing; a mandate without pledges has
//! no checklist. Checklists stay for ever: they are part of the record of those in office.
//!
//! Beside it must stand: people ([`Config::People`]) and whoever holds elections
//! ([`Config::Candidacies`]), who must let every candidacy that ends be adopted or forgotten.
//! Nothing is counted here.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(test)]
mod mock;
mod steps;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
pub mod types;
pub mod weights;

pub use pallet::*;
pub use types::{Mark, Pledge, Pledged, Promise, Promises, Sent, MAX_SENT};
pub use weights::WeightInfo;

use alloc::vec::Vec;
use frame_system::pallet_prelude::BlockNumberFor;
use veche_primitives::{
	ballot::Title,
	offices::{Candidacies, Pledges},
	people::People,
	ElectionId, MandateId, PersonId,
};

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// What the pallet needs from the house.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Persons and their free acts.
		type People: People<Self::AccountId>;
		/// Who is a candidate where.
		type Candidacies: Candidacies<BlockNumberFor<Self>>;
		/// Weights.
		type WeightInfo: WeightInfo;
	}

	/// What the candidates of an election promise, until the election is over; no entry for none.
	#[pallet::storage]
	pub type Entered<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		ElectionId,
		Twox64Concat,
		PersonId,
		Promises<BlockNumberFor<T>>,
		ValueQuery,
	>;

	/// What was promised for a mandate, kept for ever; no entry for nothing.
	#[pallet::storage]
	pub type Checklist<T: Config> =
		StorageMap<_, Twox64Concat, MandateId, Pledged<BlockNumberFor<T>>, ValueQuery>;

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A candidate entered pledges in the place of all entered before.
		Entered {
			/// The election.
			election: ElectionId,
			/// The candidate.
			person: PersonId,
			/// How many.
			pledges: u32,
		},
		/// The candidate took office, and the pledges became the mandate's checklist.
		Adopted {
			/// The election that was won.
			election: ElectionId,
			/// Who won it.
			person: PersonId,
			/// The mandate.
			mandate: MandateId,
			/// How many.
			pledges: u32,
		},
		/// The candidacy ended without a mandate, and its pledges are gone.
		Forgotten {
			/// The election.
			election: ElectionId,
			/// The candidate.
			person: PersonId,
		},
	}

	/// Why a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// The account belongs to no person in good standing: have it attested by registrars, or
		/// renew the attestation.
		NotACitizen,
		/// The person is no candidate of this election, or its nomination is over: stand as long as
		/// nomination is open, and enter pledges before it ends.
		NotNominating,
		/// The list is too long: choose the 16 pledges that matter most.
		TooManyPledges,
		/// A title is empty or not UTF-8: correct the text.
		BadTitle,
		/// A pledge is due before the first or after the last block of the term: count the blocks
		/// from taking office, from 1 to the length of the term.
		DueOutsideTerm,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Enter the pledges of one's candidacy in place of all entered before; none at all takes
		/// them back.
		///
		/// Free for a person who has a free act left, if a trial run succeeds; the weight covers the
		/// trial.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::enter())]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>, election: &ElectionId, pledges: &Sent<BlockNumberFor<T>>| -> bool {
				Pallet::<T>::is_free(origin, *election, pledges)
			}
		)]
		pub fn enter(
			origin: OriginFor<T>,
			election: ElectionId,
			pledges: Sent<BlockNumberFor<T>>,
		) -> DispatchResult {
			let account = ensure_signed(origin)?;
			Self::do_enter(&account, election, pledges)?;
			T::People::spend_free_act(&account);
			Ok(())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// What the candidate promises, in the candidate's order; nothing once the election is over.
		pub fn entered(election: ElectionId, person: PersonId) -> Vec<Promise<BlockNumberFor<T>>> {
			Entered::<T>::get(election, person).into_inner()
		}

		/// What was promised for the mandate, in the order of the candidacy.
		pub fn checklist(mandate: MandateId) -> Vec<Pledge<BlockNumberFor<T>>> {
			Checklist::<T>::get(mandate).into_inner()
		}
	}
}

impl<T: Config> Pledges<BlockNumberFor<T>> for Pallet<T> {
	fn titles(election: ElectionId, person: PersonId) -> Vec<Title> {
		Entered::<T>::get(election, person)
			.into_iter()
			.map(|promise| promise.title)
			.collect()
	}

	fn adopt(election: ElectionId, person: PersonId, mandate: MandateId, marks: &[u32]) {
		Self::do_adopt(election, person, mandate, marks);
	}

	fn forget(election: ElectionId, person: PersonId) {
		Self::do_forget(election, person);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_pledges(
		election: ElectionId,
		person: PersonId,
	) -> frame_support::dispatch::DispatchResult {
		Entered::<T>::insert(election, person, benchmarking::longest::<T>());
		Ok(())
	}
}
