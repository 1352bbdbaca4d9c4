//! Recall: whoever loses the people's confidence answers to them, and regains or loses the office.
//!
//! In order of events:
//!
//! 1. Whoever holds confidence rounds asks on what rating something hangs, and tells every result,
//!    through [`Confidence`](veche_primitives::confidence::Confidence). An incumbent with a valid
//!    rating below [`Params::suspend_below`] is *suspended*: somebody acts in the office, and a
//!    *case* is open until its deadline, [`Params::recovery`] blocks later.
//! 2. The suspended may [`explain`](Pallet::explain), as often as they like. Rounds go on, and
//!    faster. A valid rating of at least [`Params::reinstate_at`] *reinstates* them.
//! 3. At the deadline the mandate ends by *recall*, and an election is called. A round under way
//!    then, its repeat, and one that is owed by then are waited for.
//! 4. A suspended mandate that ends in another way ends the case. All but death and the loss of
//!    standing count as a recall on the person's record: nobody escapes by resigning in time.
//! 5. Who acts answers to the same rounds: rated below [`Params::suspend_below`], the next in line
//!    acts.
//! 6. Citizens of the unit need not wait for its next round: with a [`petition`](Pallet::petition),
//!    a poll of the unit's people that closes as soon as [`Params::petition_share`] of them support
//!    it, they call an extraordinary one. After it none can begin for [`Params::rest`] blocks. A
//!    petition that finds too few supporters uses up nothing.
//!
//! Who calls: explanations the suspended, petitions any citizen of the unit or below (both free
//! within the daily quota), the rest rounds, the voting engine and the calendar. If nobody does
//! anything, a case ends at its deadline by itself. There is no call that closes a case or moves a
//! deadline: nothing the official, the acting, the unit above or the governing origin does delays
//! it. Changed numbers leave open cases and petitions alone. A thousand deadlines on one block are
//! a queue: at most [`Config::DuePerBlock`] are looked at in a block, in order of their blocks, and
//! none is lost; what is refused is tried again on the next block.
//!
//! Beside it must stand: people, a territory, offices whose mandates end with a word to this pallet
//! ([`OnOffice`](veche_primitives::offices::OnOffice)) and which nobody else suspends, whoever holds
//! rounds ([`Config::Rounds`]) and leaves a block free between two rounds on their dates, and a
//! voting engine whose callback leads here and which closes no poll while it opens one. Nothing is
//! counted here but recalls.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod explaining;
#[cfg(test)]
mod mock;
mod petitioning;
mod queries;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
pub mod types;
mod watching;
pub mod weights;

pub use pallet::*;
pub use types::{
	Case, CaseId, Explanation, Input, Outcome, Params, Petition, Words, MAX_INPUT, MAX_WORDS,
};
pub use weights::WeightInfo;

use alloc::vec::Vec;
use frame_support::{traits::Get, weights::Weight};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_core::H256;
use sp_runtime::DispatchError;
use veche_primitives::{
	confidence::Rounds,
	offices::{End, Mandates, Seat, Tenure},
	people::People,
	polls::{Institution, OnPollClosed, PollOutcome, Polls},
	territory::Territory,
	MandateId, OfficeId, PersonId, PollId, Ppm, UnitId, MAX_UNIT_DEPTH,
};

/// What every petition asks. Clients show it in the reader's language.
pub const PETITION_QUESTION: &[u8] = b"Should the people be asked at once?";
/// The answers to it, in the order that yes/no questions have.
pub const PETITION_OPTIONS: [&[u8]; 3] = [b"Yes", b"No", b"Abstain"];
/// Most cases of a person that [`Pallet::cases_of`] shows.
pub const MAX_PAGE: u32 = 64;

const LOG_TARGET: &str = "runtime::recall";

/// A case of this chain.
pub type CaseOf<T> = Case<BlockNumberFor<T>>;
/// A petition of this chain.
pub type PetitionOf<T> = Petition<BlockNumberFor<T>>;
/// The numbers of this chain.
pub type ParamsOf<T> = Params<BlockNumberFor<T>>;

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
		/// Who may change the numbers that govern recall.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Persons and their free acts.
		type People: People<Self::AccountId>;
		/// Which unit lies within which.
		type Territory: Territory;
		/// Who sits in which office.
		type Mandates: Mandates<BlockNumberFor<Self>>;
		/// Where mandates are suspended, reinstated and recalled.
		type Tenure: Tenure;
		/// Whoever holds confidence rounds.
		type Rounds: Rounds;
		/// The voting engine.
		type Polls: Polls<BlockNumberFor<Self>>;
		/// Most deadlines looked at in one block.
		#[pallet::constant]
		type DuePerBlock: Get<u32>;
		/// Weights.
		type WeightInfo: WeightInfo;
	}

	/// The number of the next case.
	#[pallet::storage]
	pub type NextCase<T> = StorageValue<_, CaseId, ValueQuery>;

	/// Every suspension there ever was.
	#[pallet::storage]
	pub type Cases<T: Config> = StorageMap<_, Twox64Concat, CaseId, CaseOf<T>>;

	/// The open case of a suspended mandate.
	#[pallet::storage]
	pub type OpenCases<T> = StorageMap<_, Twox64Concat, MandateId, CaseId>;

	/// The block on which the agenda has an open case: its deadline, or a later one if it must wait.
	#[pallet::storage]
	pub type DueAt<T: Config> = StorageMap<_, Twox64Concat, CaseId, BlockNumberFor<T>>;

	/// How often a person has been suspended.
	#[pallet::storage]
	pub type CountOf<T> = StorageMap<_, Twox64Concat, PersonId, u32, ValueQuery>;

	/// The cases of a person, numbered from 0 in order of time.
	#[pallet::storage]
	pub type CasesOf<T> = StorageDoubleMap<_, Twox64Concat, PersonId, Twox64Concat, u32, CaseId>;

	/// How often a person has lost an office for lack of confidence; no entry for never.
	#[pallet::storage]
	pub type RecallsOf<T> = StorageMap<_, Twox64Concat, PersonId, u32, ValueQuery>;

	/// Which open case is to be looked at when.
	#[pallet::storage]
	pub type Agenda<T: Config> =
		StorageDoubleMap<_, Twox64Concat, BlockNumberFor<T>, Twox64Concat, CaseId, ()>;

	/// The first block that may still have undone work.
	#[pallet::storage]
	pub type AgendaCursor<T: Config> = StorageValue<_, BlockNumberFor<T>>;

	/// The petition that collects supporters for an office.
	#[pallet::storage]
	pub type Petitions<T: Config> = StorageMap<_, Twox64Concat, OfficeId, PetitionOf<T>>;

	/// The office whose petition waits for a poll: one entry per petition.
	#[pallet::storage]
	pub type ByPoll<T> = StorageMap<_, Twox64Concat, PollId, OfficeId>;

	/// The first block on which a petition can begin again after one that succeeded.
	#[pallet::storage]
	pub type RestUntil<T: Config> = StorageMap<_, Twox64Concat, OfficeId, BlockNumberFor<T>>;

	/// The numbers for all levels of units without own ones.
	#[pallet::storage]
	pub type Parameters<T: Config> = StorageValue<_, ParamsOf<T>, ValueQuery>;

	/// The numbers of single levels; 0 is the root.
	#[pallet::storage]
	pub type LevelParameters<T: Config> = StorageMap<_, Twox64Concat, u8, ParamsOf<T>>;

	/// The numbers at the start of the chain.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// For all levels without own numbers.
		pub params: Params<BlockNumberFor<T>>,
		/// Levels with own numbers; 0 is the root.
		pub levels: Vec<(u8, Params<BlockNumberFor<T>>)>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			let all = self
				.levels
				.iter()
				.map(|(level, params)| (Some(*level), params));
			for (level, params) in all.chain([(None, &self.params)]) {
				if let Err(error) = Pallet::<T>::put_params(level, *params) {
					panic!("recall: numbers of level {level:?}: {error:?}");
				}
			}
		}
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An official has lost the people's confidence and is suspended.
		Suspended {
			/// The case.
			case: CaseId,
			/// The mandate.
			mandate: MandateId,
			/// The office.
			office: OfficeId,
			/// Who holds it.
			person: PersonId,
			/// The rating that suspended.
			rating: Ppm,
			/// When the mandate ends unless confidence is regained before.
			deadline: BlockNumberFor<T>,
		},
		/// The suspended explained.
		Explained {
			/// The case.
			case: CaseId,
			/// Hash of the longer text; zero when there is none.
			text: H256,
		},
		/// The suspended has regained the people's confidence, and the office.
		Reinstated {
			/// The case.
			case: CaseId,
			/// The mandate.
			mandate: MandateId,
			/// The rating that reinstated.
			rating: Ppm,
		},
		/// The suspended has not regained the people's confidence: the mandate ended.
		Recalled {
			/// The case.
			case: CaseId,
			/// The mandate.
			mandate: MandateId,
			/// The office.
			office: OfficeId,
			/// Who held it.
			person: PersonId,
		},
		/// A suspended mandate ended before its deadline.
		CaseEnded {
			/// The case.
			case: CaseId,
			/// How the mandate ended.
			end: End,
		},
		/// A mandate should have ended by recall but could not. It is tried again on the next block.
		NotRecalled {
			/// The case.
			case: CaseId,
			/// Why.
			error: DispatchError,
		},
		/// Who acted has lost the people's confidence and stepped back.
		ActingReplaced {
			/// The office.
			office: OfficeId,
			/// Who stepped back.
			person: PersonId,
			/// Who acts now; none if nobody can.
			next: Option<PersonId>,
		},
		/// A petition for an extraordinary confidence round opens on the next block.
		PetitionOpened {
			/// The office.
			office: OfficeId,
			/// The poll that collects supporters.
			poll: PollId,
			/// Who began it.
			by: PersonId,
		},
		/// Enough people want a round: it is held.
		PetitionFulfilled {
			/// The office.
			office: OfficeId,
		},
		/// Too few people want a round. A new petition can begin at once.
		PetitionLapsed {
			/// The office.
			office: OfficeId,
		},
		/// Enough people want a round, but it cannot be held. A new petition can begin at once.
		PetitionFailed {
			/// The office.
			office: OfficeId,
			/// Why.
			error: DispatchError,
		},
		/// The numbers that govern recall changed.
		ParamsChanged {
			/// Of which level; none for all without own numbers.
			level: Option<u8>,
			/// For cases and petitions from now on.
			params: ParamsOf<T>,
		},
	}

	/// Why a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// The account belongs to no person in good standing: have it attested by registrars, or
		/// renew the attestation.
		NotACitizen,
		/// Observers take no part in decisions: ask a citizen of the unit to begin it.
		Observer,
		/// There is no such office: look the number up among the offices of the unit.
		UnknownOffice,
		/// The person is registered outside the office's unit: petition where you live, or for an
		/// office of a unit above.
		OutsideUnit,
		/// Nobody holds the office or acts in it, so there is nobody to ask about: wait for the
		/// election.
		NobodyInOffice,
		/// A petition for this office is under way: support it instead.
		PetitionRunning,
		/// A petition for this office succeeded not long ago: wait until its rest is over, or for
		/// the next round.
		TooSoon,
		/// The suspended official's time is over, and only the round under way is waited for: begin
		/// a petition when the case is closed.
		DeadlinePassed,
		/// Nobody is suspended in the office: only a suspended official explains.
		NotSuspended,
		/// Somebody else is suspended in the office: name the office you hold.
		NotYours,
		/// The explanation is longer than 512 bytes: shorten it, and give the hash of a longer text.
		ExplanationTooLong,
		/// The explanation is empty or not UTF-8: write words that people can read.
		BadText,
		/// No more cases can be numbered: the runtime must be upgraded.
		NoMoreNumbers,
		/// A share is zero or above the whole, a period is zero, or suspension begins above
		/// reinstatement: correct the numbers.
		BadParams,
		/// There is no such level of units: 0 is the root, and below it are at most seven more.
		BadLevel,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(now: BlockNumberFor<T>) -> Weight {
			Self::service(now)
		}

		fn integrity_test() {
			assert!(T::DuePerBlock::get() > 0, "nobody would ever be recalled");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Explain oneself to the people, as the suspended holder of the office. `words` are at most
		/// [`MAX_WORDS`] bytes, `text` the hash of a longer text, zero for none. Replaces an earlier
		/// explanation.
		///
		/// Free for a person who has a free act left, if a trial run succeeds; the weight covers
		/// the trial.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::explain())]
		#[pallet::feeless_if(|
			origin: &OriginFor<T>,
			office: &OfficeId,
			text: &H256,
			words: &Input,
		| -> bool {
			T::People::is_free_for(origin, |who| Pallet::<T>::do_explain(who, *office, *text, words))
		})]
		pub fn explain(
			origin: OriginFor<T>,
			office: OfficeId,
			text: H256,
			words: Input,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_explain(&who, office, text, &words)
		}

		/// Begin a petition for an extraordinary confidence round about whoever is in the office.
		///
		/// Free for a person who has a free act left, if a trial run succeeds; the weight covers
		/// the trial.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::petition())]
		#[pallet::feeless_if(|origin: &OriginFor<T>, office: &OfficeId| -> bool {
			T::People::is_free_for(origin, |who| Pallet::<T>::do_petition(who, *office))
		})]
		pub fn petition(origin: OriginFor<T>, office: OfficeId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_petition(&who, office)
		}

		/// Change the numbers of one level of units, or of all levels without own numbers. Open
		/// cases and petitions keep theirs.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::set_params())]
		pub fn set_params(
			origin: OriginFor<T>,
			level: Option<u8>,
			params: Params<BlockNumberFor<T>>,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::put_params(level, params)?;
			Self::deposit_event(Event::ParamsChanged { level, params });
			Ok(())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The case with this number.
		pub fn case(id: CaseId) -> Option<CaseOf<T>> {
			Cases::<T>::get(id)
		}

		/// The case of whoever is suspended in the office.
		pub fn open_case(office: OfficeId) -> Option<(CaseId, CaseOf<T>)> {
			Self::open_case_in(T::Mandates::seat(office)?)
		}

		/// Cases of a person, newest first, at most [`MAX_PAGE`].
		pub fn cases_of(person: PersonId) -> Vec<(CaseId, CaseOf<T>)> {
			Self::newest_of(person, MAX_PAGE).collect()
		}

		/// The petition that collects supporters for the office.
		pub fn petition_of(office: OfficeId) -> Option<PetitionOf<T>> {
			Petitions::<T>::get(office)
		}

		/// The first block on which a petition for the office can begin again; none if it could now.
		pub fn rest_until(office: OfficeId) -> Option<BlockNumberFor<T>> {
			Self::rest_of(office)
		}

		/// The numbers of a level of units, for cases and petitions from now on; 0 is the root.
		pub fn params(level: u8) -> ParamsOf<T> {
			Self::params_at(level)
		}
	}
}

impl<T: Config> OnPollClosed for Pallet<T> {
	fn on_poll_closed(institution: Institution, poll: PollId, outcome: &PollOutcome) -> Weight {
		if institution != Institution::Recall {
			return Weight::zero();
		}
		match ByPoll::<T>::take(poll) {
			Some(office) => Self::conclude_petition(office, outcome.goal_reached),
			None => T::DbWeight::get().reads_writes(1, 1),
		}
	}
}
