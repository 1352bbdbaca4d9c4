//! Initiatives: votes anyone may start.
//!
//! In order of events:
//!
//! 1. A person in good standing calls [`start`](Pallet::start) with a unit they live in and the
//!    paper they want it to vote on. A *petition* opens at once: itself a poll of the same unit,
//!    with the one question whether the paper should be put to the vote. Supporters are thus as
//!    anonymous as voters, and count once each.
//! 2. As soon as the share [`Params::support`] of the unit's electors has said yes, the voting
//!    engine closes the petition and calls [`on_poll_closed`](OnPollClosed::on_poll_closed): the
//!    vote on the paper opens after [`Params::notice`] blocks. If the petition's time runs out
//!    first, the initiative lapses.
//! 3. When the vote closes, the voting engine calls again, and the outcome is recorded.
//!
//! Who calls: step 1 any citizen (free within the daily quota), steps 2 and 3 the voting engine,
//! by itself when a poll closes. If nobody does anything, the petition lapses when its time is
//! over; nothing stays open for ever. If the vote cannot be opened, the initiative ends as
//! [`State::Failed`], with an event that says why.
//!
//! Beside it must stand: people ([`Config::People`]), a territory ([`Config::Territory`]), a
//! voting engine ([`Config::Polls`]) whose callback leads here. It must not close polls while it
//! opens one. Nothing is counted here.

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
pub use types::{Initiative, Page, Params, State, Winners};
pub use weights::WeightInfo;

use alloc::vec::Vec;
use codec::Encode;
use frame_support::{traits::Get, weights::Weight, BoundedVec};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::DispatchError;
use veche_primitives::{
	ballot::Paper,
	people::People,
	polls::{Institution, OnPollClosed, PollOutcome, Polls},
	territory::Territory,
	InitiativeId, PersonId, PollId, UnitId,
};

/// What every petition asks. Clients show it in the reader's language.
pub const PETITION_QUESTION: &[u8] = b"Should this be put to the vote?";
/// The answers to it, in the order that yes/no questions have.
pub const PETITION_OPTIONS: [&[u8]; 3] = [b"Yes", b"No", b"Abstain"];
/// Most initiatives on one page of [`Pallet::of_unit`].
pub const MAX_PAGE: u32 = 64;
/// Most initiatives looked at for one page of [`Pallet::of_unit`].
pub const MAX_SCAN: u32 = 1_024;

const LOG_TARGET: &str = "runtime::initiatives";

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
		/// Who may change the numbers that govern initiatives.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Persons and their free acts.
		type People: People<Self::AccountId>;
		/// Which unit lies within which.
		type Territory: Territory;
		/// The voting engine.
		type Polls: Polls<BlockNumberFor<Self>>;
		/// Most active initiatives one person may have in one unit.
		#[pallet::constant]
		type MaxPerPerson: Get<u32>;
		/// Most active initiatives in one unit.
		#[pallet::constant]
		type MaxPerUnit: Get<u32>;
		/// Weights.
		type WeightInfo: WeightInfo;
	}

	/// The number of the next initiative.
	#[pallet::storage]
	pub type NextInitiative<T> = StorageValue<_, InitiativeId, ValueQuery>;

	/// Every initiative there ever was.
	#[pallet::storage]
	pub type Initiatives<T: Config> =
		StorageMap<_, Twox64Concat, InitiativeId, Initiative<BlockNumberFor<T>>>;

	/// The papers of initiatives that still collect supporters.
	#[pallet::storage]
	pub type Papers<T> = StorageMap<_, Twox64Concat, InitiativeId, Paper>;

	/// The initiative that waits for a poll: one entry per active initiative.
	#[pallet::storage]
	pub type ByPoll<T> = StorageMap<_, Twox64Concat, PollId, InitiativeId>;

	/// Active initiatives of a person in a unit; no entry for none.
	#[pallet::storage]
	pub type ActiveOf<T> =
		StorageDoubleMap<_, Twox64Concat, UnitId, Twox64Concat, PersonId, u32, ValueQuery>;

	/// Active initiatives in a unit; no entry for none.
	#[pallet::storage]
	pub type ActiveIn<T> = StorageMap<_, Twox64Concat, UnitId, u32, ValueQuery>;

	/// The numbers that govern initiatives.
	#[pallet::storage]
	pub type Parameters<T: Config> = StorageValue<_, Params<BlockNumberFor<T>>, ValueQuery>;

	/// The numbers at the start of the chain.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Shares and periods.
		pub params: Params<BlockNumberFor<T>>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			assert!(
				self.params.is_valid(),
				"initiatives: a share or period cannot work"
			);
			Parameters::<T>::put(self.params);
		}
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A person started an initiative; its petition is open.
		Started {
			/// The initiative.
			initiative: InitiativeId,
			/// Who started it.
			by: PersonId,
			/// Whose people are asked.
			unit: UnitId,
			/// The poll that collects supporters.
			petition: PollId,
		},
		/// Enough people support it: the vote is announced.
		PutToVote {
			/// The initiative.
			initiative: InitiativeId,
			/// The poll on its paper.
			poll: PollId,
		},
		/// The people decided.
		Decided {
			/// The initiative.
			initiative: InitiativeId,
			/// The poll that decided.
			poll: PollId,
			/// The winning option of each question.
			winners: Winners,
		},
		/// Too few people took part in the vote.
		NoQuorum {
			/// The initiative.
			initiative: InitiativeId,
			/// The poll that failed.
			poll: PollId,
		},
		/// The petition found too few supporters in its time.
		Lapsed {
			/// The initiative.
			initiative: InitiativeId,
		},
		/// Enough people support it, but the vote could not be opened.
		Failed {
			/// The initiative.
			initiative: InitiativeId,
			/// Why.
			error: DispatchError,
		},
		/// The numbers that govern initiatives changed.
		ParamsChanged {
			/// From now on.
			params: Params<BlockNumberFor<T>>,
		},
	}

	/// Why a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// The account belongs to no person in good standing: have it attested by registrars, or
		/// renew the attestation.
		NotACitizen,
		/// Observers take no part in decisions: ask a citizen of the unit to start it.
		Observer,
		/// There is no such unit: look the number up in the territory.
		UnknownUnit,
		/// The person is registered outside the unit: choose a unit that contains their home.
		OutsideUnit,
		/// The paper asks nothing: give it 1 to 8 questions.
		NoQuestion,
		/// A question has the wrong number of options: 2 to 32, and exactly 3 (yes, no, abstain)
		/// for yes/no.
		OptionCount,
		/// A title or option is empty or not UTF-8: correct the text.
		BadText,
		/// The person has as many active initiatives in the unit as allowed: wait until one ends.
		TooManyOfPerson,
		/// The unit has as many active initiatives as allowed: wait until one ends, or ask a
		/// smaller unit.
		TooManyInUnit,
		/// No more initiatives can be numbered: the runtime must be upgraded.
		NoMoreNumbers,
		/// A share is above the whole or a period is zero: correct the numbers.
		BadParams,
		/// The initiative waits for a poll but its paper is gone. This cannot happen; report it.
		PaperMissing,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(
				T::MaxPerPerson::get() > 0,
				"nobody could start an initiative"
			);
			assert!(
				T::MaxPerUnit::get() >= T::MaxPerPerson::get(),
				"a person could fill a unit"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Start an initiative: ask the people of `unit` whether `paper` should be put to the vote.
		///
		/// Free for a person who has a free act left, if a trial run succeeds; the weight covers the
		/// trial.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::start())]
		#[pallet::feeless_if(|origin: &OriginFor<T>, unit: &UnitId, paper: &Paper| -> bool {
			Pallet::<T>::is_free(origin, *unit, paper)
		})]
		pub fn start(origin: OriginFor<T>, unit: UnitId, paper: Paper) -> DispatchResult {
			let account = ensure_signed(origin)?;
			let by = Self::check_start(&account, unit, &paper)?;
			Self::open_petition(by, unit, paper)?;
			T::People::spend_free_act(&account);
			Ok(())
		}

		/// Change the numbers that govern the initiatives started from now on, and the votes opened
		/// from now on.
		#[pallet::call_index(1)]
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
		/// The initiative, and its paper as long as it collects supporters; afterwards the voting
		/// engine has the paper.
		pub fn initiative(
			id: InitiativeId,
		) -> Option<(Initiative<BlockNumberFor<T>>, Option<Paper>)> {
			Initiatives::<T>::get(id).map(|initiative| (initiative, Papers::<T>::get(id)))
		}

		/// Initiatives of the unit from number `from` on, at most `limit` and at most
		/// [`MAX_PAGE`]; the page says where to go on.
		pub fn of_unit(unit: UnitId, from: InitiativeId, limit: u32) -> Page<BlockNumberFor<T>> {
			Self::page(unit, from, limit)
		}
	}
}

impl<T: Config> OnPollClosed for Pallet<T> {
	fn on_poll_closed(institution: Institution, poll: PollId, outcome: &PollOutcome) -> Weight {
		if institution != Institution::Initiatives {
			return Weight::zero();
		}
		match ByPoll::<T>::take(poll) {
			Some(id) => Self::advance(id, poll, outcome),
			None => T::DbWeight::get().reads_writes(1, 1),
		}
	}
}
