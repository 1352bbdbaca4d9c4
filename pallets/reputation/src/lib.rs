//! Reputation: what the people think of those in office, asked over and over.
//!
//! In order of events:
//!
//! 1. An office is established, and its first *date* is put into the calendar. Dates of a unit are
//!    the blocks that leave the same remainder by [`Params::period`] as its number: all its offices
//!    have the same dates, and units are spread. As long as the incumbent is suspended, dates come
//!    every [`Params::fast_period`].
//! 2. On a date a *confidence round* is called: a poll of the unit's people, open from the next
//!    block on, which asks "do you support X?" about who holds the office, or is suspended from it,
//!    and about who acts in it. An incumbent is left in peace for the first [`Params::grace`] blocks
//!    of a mandate. If a round is under way or nobody is to be asked about, only the next date is
//!    put.
//! 3. Whoever watches over the people's confidence may have an extraordinary round held at once
//!    ([`Rounds::hold`]), grace or not; if one is under way, the extraordinary one is *owed* and
//!    follows it.
//! 4. The poll closes, and the answers are judged by the rule that was in force when the round was
//!    called ([`judge`]). Whatever comes of it is kept for ever. If a rating is too close to the
//!    threshold on which something hangs, for the turnout it had, none of the round's ratings
//!    counts, and it is repeated at once about those who are still what they were; a repeat is never
//!    unclear. Otherwise the ratings go into the [`Standing`] of the mandates and are told to whom
//!    they concern ([`Confidence::rated`]). When too few have answered, the last valid rating stands.
//! 5. After every round the next date is put anew, since the seat may have changed: a suspension
//!    makes it come sooner.
//!
//! Each round has a poll context of its own, so that nobody can join the answers of one person over
//! time. What a mandate comes to, its *record*, is [`veche_tally::record`]; the
//! [portrait](Pallet::portrait) of a person shows all of it.
//!
//! Who calls: the calendar in `on_initialize`, the voting engine when a poll closes, and recall. No
//! call of anybody opens, closes or skips a round: the governing origin may change the numbers
//! ([`Pallet::set_params`]), for rounds to come. If nobody does anything, rounds are held by
//! themselves, and those in which nobody answers change nothing. A poll that cannot be opened is
//! told by an event, and the next date comes as usual. A thousand offices due on one block are a
//! queue: at most [`Config::DuePerBlock`] are done in a block, in order of their blocks. If the
//! queue is longer than a period, dates are skipped, but no office is forgotten.
//!
//! Beside it must stand: offices ([`Config::Mandates`]) which tell of every new one
//! ([`OnOffice`]), at genesis before or after this pallet's own; a territory; a voting engine
//! ([`Config::Polls`]) whose callback leads here and which closes no poll while it opens one.
//! Nothing is counted here.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod calendar;
mod concluding;
#[cfg(test)]
mod mock;
mod paper;
mod queries;
mod rounds;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
pub mod types;
pub mod weights;

pub use pallet::*;
pub use paper::{AFTER_NAME, BEFORE_NAME, OPTIONS};
pub use types::{
	AskedAbout, Kind, MandatePortrait, OfficeStanding, Params, PastRound, Portrait, Rated, Results,
	Round, Standing,
};
pub use weights::WeightInfo;

use alloc::vec::Vec;
use frame_support::{dispatch::DispatchResult, traits::Get, weights::Weight};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::DispatchError;
use veche_primitives::{
	confidence::{judge, Answers, Asked, Capacity, Confidence, ConfidenceRule, Recalls, Rounds},
	offices::{Judged, Mandates, Names, OnOffice, Ratings, Seat},
	polls::{Institution, OnPollClosed, PollOutcome, Polls},
	territory::Territory,
	MandateId, OfficeId, PersonId, PollId, Ppm, UnitId, MAX_UNIT_DEPTH,
};
use veche_tally::{NO, YES};

/// Most rounds that [`Pallet::rounds`] and [`Pallet::portrait`] show.
pub const MAX_ROUNDS: u32 = 256;
/// Most mandates that [`Pallet::portrait`] shows.
pub const MAX_MANDATES: u32 = 32;

const LOG_TARGET: &str = "runtime::reputation";

/// A round of this chain that is under way.
pub type RoundOf<T> = Round<BlockNumberFor<T>>;
/// A round of this chain that is over.
pub type PastRoundOf<T> = PastRound<BlockNumberFor<T>>;

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
		/// Who may change the numbers that govern rounds.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Who sits in which office.
		type Mandates: Mandates<BlockNumberFor<Self>>;
		/// Which unit lies within which.
		type Territory: Territory;
		/// The voting engine.
		type Polls: Polls<BlockNumberFor<Self>>;
		/// What hangs on a rating.
		type Confidence: Confidence;
		/// What persons are called.
		type Names: Names;
		/// How pledges were judged.
		type Judged: Judged;
		/// Who has been recalled.
		type Recalls: Recalls;
		/// Most dates dealt with in one block.
		#[pallet::constant]
		type DuePerBlock: Get<u32>;
		/// Weights.
		type WeightInfo: WeightInfo;
	}

	/// Which office has a date when.
	#[pallet::storage]
	pub type Agenda<T: Config> =
		StorageDoubleMap<_, Twox64Concat, BlockNumberFor<T>, Twox64Concat, OfficeId, ()>;

	/// The first block that may still have undone work.
	#[pallet::storage]
	pub type AgendaCursor<T: Config> = StorageValue<_, BlockNumberFor<T>>;

	/// The next date of each office: one entry, and one item of the agenda, per office.
	#[pallet::storage]
	pub type Dates<T: Config> = StorageMap<_, Twox64Concat, OfficeId, BlockNumberFor<T>>;

	/// The round under way for an office.
	#[pallet::storage]
	pub type Current<T: Config> = StorageMap<_, Twox64Concat, OfficeId, RoundOf<T>>;

	/// The office whose round waits for a poll: one entry per round under way.
	#[pallet::storage]
	pub type ByPoll<T> = StorageMap<_, Twox64Concat, PollId, OfficeId>;

	/// Offices for which an extraordinary round follows the one under way, or its repeat.
	#[pallet::storage]
	pub type Owed<T> = StorageMap<_, Twox64Concat, OfficeId, ()>;

	/// How many rounds there have been in an office, the one under way included; the number of the
	/// last.
	#[pallet::storage]
	pub type CountIn<T> = StorageMap<_, Twox64Concat, OfficeId, u32, ValueQuery>;

	/// The rounds of an office that are over, numbered from 1 in order of time. Kept for ever.
	#[pallet::storage]
	pub type RoundsIn<T: Config> =
		StorageDoubleMap<_, Twox64Concat, OfficeId, Twox64Concat, u32, PastRoundOf<T>>;

	/// How many rounds about a person are over.
	#[pallet::storage]
	pub type CountOf<T> = StorageMap<_, Twox64Concat, PersonId, u32, ValueQuery>;

	/// The rounds about a person that are over, numbered from 0 in order of time: the office, and
	/// the number of the round in it.
	#[pallet::storage]
	pub type RoundsOf<T> =
		StorageDoubleMap<_, Twox64Concat, PersonId, Twox64Concat, u32, (OfficeId, u32)>;

	/// What the people think of each mandate; no entry before its first round that counts. Kept for
	/// ever.
	#[pallet::storage]
	pub type Standings<T> = StorageMap<_, Twox64Concat, MandateId, Standing, ValueQuery>;

	/// The numbers that govern rounds at every level without its own.
	#[pallet::storage]
	pub type Parameters<T: Config> = StorageValue<_, Params<BlockNumberFor<T>>, ValueQuery>;

	/// The numbers that govern rounds at a level of the territory; 0 is the root's.
	#[pallet::storage]
	pub type LevelParameters<T: Config> =
		StorageMap<_, Twox64Concat, u8, Params<BlockNumberFor<T>>>;

	/// The numbers at the start of the chain.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Periods and rule for every level without its own.
		pub params: Params<BlockNumberFor<T>>,
		/// Levels with numbers of their own; 0 is the root's.
		pub levels: Vec<(u8, Params<BlockNumberFor<T>>)>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			assert!(
				self.params.is_valid(),
				"reputation: a share or period cannot work"
			);
			Parameters::<T>::put(self.params);
			for (level, params) in &self.levels {
				assert!(
					u32::from(*level) < MAX_UNIT_DEPTH,
					"reputation: there is no level {level}"
				);
				assert!(
					params.is_valid(),
					"reputation: a share or period of level {level} cannot work"
				);
				LevelParameters::<T>::insert(level, params);
			}
			// Offices that were established before had their dates put by other numbers.
			let offices: Vec<OfficeId> = Dates::<T>::iter_keys().collect();
			for office in offices {
				Pallet::<T>::put_date(office);
			}
		}
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A round was called. Its poll opens on the next block.
		Called {
			/// The office.
			office: OfficeId,
			/// The number of the round in it.
			number: u32,
			/// The poll.
			poll: PollId,
			/// Why it is held.
			kind: Kind,
		},
		/// A round could not be opened.
		NotOpened {
			/// The office.
			office: OfficeId,
			/// Why.
			error: DispatchError,
		},
		/// A round is over.
		Concluded {
			/// The office.
			office: OfficeId,
			/// The number of the round in it.
			number: u32,
			/// What came of each question. If any is unclear, the round is repeated.
			results: Results,
		},
		/// The numbers that govern rounds changed.
		ParamsChanged {
			/// At this level; none: at every level without its own.
			level: Option<u8>,
			/// For rounds called from now on.
			params: Params<BlockNumberFor<T>>,
		},
	}

	/// Why a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// Nobody holds the office or acts in it, or there is no such office: ask when somebody
		/// does.
		NobodyToAsk,
		/// No more rounds of the office can be numbered: the runtime must be upgraded.
		NoMoreNumbers,
		/// A period is too short for a round to end in it, the fast one is longer than the other, or
		/// a share cannot work: correct the numbers.
		BadParams,
		/// The territory has no such level: 0 is the root's, 7 the lowest there can be.
		BadLevel,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(now: BlockNumberFor<T>) -> Weight {
			Self::service(now)
		}

		fn integrity_test() {
			assert!(T::DuePerBlock::get() > 0, "nobody would ever be asked");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Change the numbers that govern the rounds called from now on: at this level, or at every
		/// level without its own. Dates that are put already stay where they are.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::set_params())]
		pub fn set_params(
			origin: OriginFor<T>,
			level: Option<u8>,
			params: Params<BlockNumberFor<T>>,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			ensure!(params.is_valid(), Error::<T>::BadParams);
			match level {
				Some(level) => {
					ensure!(u32::from(level) < MAX_UNIT_DEPTH, Error::<T>::BadLevel);
					LevelParameters::<T>::insert(level, params);
				}
				None => Parameters::<T>::put(params),
			}
			Self::deposit_event(Event::ParamsChanged { level, params });
			Ok(())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Where the office stands with its people: the round under way with its live count, what
		/// comes next, and what came of the last.
		pub fn standing(office: OfficeId) -> Option<OfficeStanding<BlockNumberFor<T>>> {
			Self::standing_of(office)
		}

		/// All that is known of the person as one who holds office: at most [`MAX_MANDATES`]
		/// mandates and [`MAX_ROUNDS`] rounds, newest first.
		pub fn portrait(person: PersonId) -> Portrait<BlockNumberFor<T>> {
			Self::portrait_of(person)
		}

		/// Rounds of the office that are over, with their numbers, newest first: at most `limit` and
		/// at most [`MAX_ROUNDS`].
		pub fn rounds(office: OfficeId, limit: u32) -> Vec<(u32, PastRoundOf<T>)> {
			Self::newest_in(office, limit.min(MAX_ROUNDS))
		}

		/// The numbers that govern the rounds of units at the level, 0 being the root's, called from
		/// now on.
		pub fn params(level: u8) -> Params<BlockNumberFor<T>> {
			Self::params_at(level)
		}
	}
}

impl<T: Config> OnOffice for Pallet<T> {
	fn established(office: OfficeId, unit: UnitId) {
		Self::put_date_in(office, unit);
	}
}

impl<T: Config> Rounds for Pallet<T> {
	fn hold(office: OfficeId) -> DispatchResult {
		if Current::<T>::contains_key(office) {
			Owed::<T>::insert(office, ());
			return Ok(());
		}
		if Self::call_about_seat(office, Kind::Extraordinary)? {
			Ok(())
		} else {
			Err(Error::<T>::NobodyToAsk.into())
		}
	}

	fn is_under_way(office: OfficeId) -> bool {
		Current::<T>::contains_key(office) || Owed::<T>::contains_key(office)
	}
}

impl<T: Config> Ratings for Pallet<T> {
	fn rating(mandate: MandateId) -> Option<Ppm> {
		Standings::<T>::get(mandate).last
	}

	fn record(mandate: MandateId) -> Ppm {
		let holder = T::Mandates::mandate(mandate).map(|held| held.person);
		let recalls = holder.map_or(0, T::Recalls::recalls);
		let score = Standings::<T>::get(mandate).score;
		veche_tally::record(&score, &T::Judged::promises(mandate), recalls)
	}
}

impl<T: Config> OnPollClosed for Pallet<T> {
	fn on_poll_closed(institution: Institution, poll: PollId, outcome: &PollOutcome) -> Weight {
		if institution != Institution::Reputation {
			return Weight::zero();
		}
		let Some((office, round)) = Self::take_round(poll) else {
			return T::DbWeight::get().reads_writes(2, 2);
		};
		let answers = Self::answers(&round, outcome.electors);
		Self::settle(office, round, &answers)
	}
}
