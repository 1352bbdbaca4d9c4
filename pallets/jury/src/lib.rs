//! Juries: bills, the panel drawn by lot that decides on them, and its verdict.
//!
//! In order of events:
//!
//! 1. A bill is brought in: an incumbent of the unit [`submit`](Pallet::submit)s it, or any citizen
//!    of the unit or below [`propose`](Pallet::propose)s it. What is proposed looks for supporters
//!    first, in a *petition*: a poll of the unit's people that closes as soon as
//!    [`Params::support`] of them say yes. If its time runs out first, the bill lapses. From now on
//!    whoever makes laws ([`Config::Legislature`]) holds what the bill needs, until it has ended.
//! 2. The jurists' roll is *frozen*: whoever is on it now can be drawn, nobody else, whatever happens
//!    to credentials afterwards. When there are fewer jurists than a panel needs
//!    ([`Params::least_panel`]), [`Config::Everybody`] can be drawn instead: a law that made an end
//!    of all jurists must not be the last one. Which of the two it is stands in the bill's record
//!    ([`BillRecord::jurists`]). The freezing waits for a precinct that is being rebuilt, at most
//!    [`Config::MaxFreezeDelay`] blocks, and as long as no roll epoch can be pinned.
//! 3. [`SEED_DELAY`](veche_primitives::laws::SEED_DELAY) epochs of the consensus later the *seed* is
//!    drawn. It is made only of what validators contributed in an epoch that began after the
//!    freezing: nobody could know or steer it when it was decided who can be drawn.
//! 4. For [`Params::claim`] blocks jurists [`claim`](Pallet::claim) seats with *tickets*: ring proofs in a
//!    context made of bill and seed. A ticket's number is the alias that the proof shows. Each jurist
//!    has exactly one, only the jurist can work it out, and nobody can tell whose it is. The lowest
//!    [`Params::panel`] and [`Params::reserves`] are kept, in whatever order they come. If fewer
//!    than [`Params::least_panel`] come, these are dropped, and for as long again everybody can claim,
//!    by the same frozen rolls and the same seed: jurists who stay at home stop no law either. If
//!    still fewer come, the bill ends.
//! 5. The lowest are the *panel*, the rest the *reserves*. The verdict is a poll in the same context
//!    that admits only the panel's aliases. At half-time reserves take the places of those who have
//!    not voted. Half-time is counted from the block on which the poll is to open: if so many polls
//!    are due on it that this one opens later, reserves are called by so much earlier in its time.
//! 6. When the poll closes the bill is decided: without a quorum, rejected, or *passed* to whoever
//!    makes laws. The roll is released and the tickets are dropped.
//!
//! Who calls: bringing in a bill is free within the daily quota; tickets are general transactions
//! without account or fee, the proof is all the authority; the rest the calendars and the voting
//! engine do by themselves. If nobody does anything, a petition lapses and a trial ends without a
//! panel or without a quorum; nothing stays open for ever. Changed numbers leave bills under way
//! alone, and no law changes a period to less than a tenth or more than ten times, or to more than a
//! year ([`MAX_PERIOD`]): a mistake can be mended by a later law. In a unit the bills of incumbents
//! and petitions are counted apart ([`OpenIn`], [`PetitionsIn`]), and what the people carry is counted
//! in neither: it is tried however many are, and nobody keeps incumbents from submitting bills by
//! proposing many, or by carrying many.
//!
//! A thousand bills on one block are a queue: at most [`Config::DuePerBlock`] steps, and as
//! many seeds, are done in a block, those that were due earlier first, those of one block in no order
//! that anybody should rely on, and none is lost. A freezing or a poll that is refused is tried again
//! on the next block.
//!
//! Beside it must stand: `frame_system::AuthorizeCall` in the transaction pipeline, else no ticket
//! can enter; people, a territory, offices; rolls whose state can be pinned and proven in
//! ([`Config::Electorates`]); public lots ([`Config::Seeds`]) from epochs long enough to hold
//! contributions of many validators; a voting engine whose callback leads here. Nothing is counted
//! here but tickets.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod bringing;
mod claiming;
mod deciding;
mod drawing;
#[cfg(test)]
mod mock;
mod queries;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
pub mod types;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;
pub use pallet::*;
pub use types::{
	sortition::Kept, BillRecord, Drawing, Drawn, Params, Phase, Refusal, Sponsor, Verdict,
	MAX_LEAST_PANEL, MIN_PANEL,
};
pub use veche_primitives::laws::{MAX_PERIOD, MAX_SHARE, MAX_STEP, MAX_SUPPORT, OPTIONS};
pub use weights::WeightInfo;

use alloc::vec::Vec;
use frame_support::{
	traits::{Bounded, Get},
	weights::Weight,
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_core::H256;
use sp_runtime::DispatchError;
use veche_primitives::{
	laws::{Bill, Class, Legislature, Seeds, Ticket},
	offices::Mandates,
	people::People,
	polls::{Institution, OnPollClosed, PollOutcome, Polls, Reserves},
	rolls::{Electorate, Electorates, RollEpoch},
	territory::Territory,
	Alias, BillId, OfficeId, PersonId, PollId, UnitId,
};

/// What every petition asks. Clients show it in the reader's language.
pub const PETITION_QUESTION: &[u8] = b"Should a jury decide on this bill?";
/// What every panel is asked.
pub const TRIAL_QUESTION: &[u8] = b"Should this bill become law?";
/// What a seed is drawn for, together with the number of the bill.
pub const SEED_SUBJECT: &[u8; 15] = b"veche/jury/seed";
/// Most bills on one page of [`Pallet::bills_of`].
pub const MAX_PAGE: u32 = 64;

const LOG_TARGET: &str = "runtime::jury";

/// How a bill of this chain holds its call: by itself if it is short, else by hash.
pub type BoundedCallOf<T> =
	Bounded<<T as Config>::RuntimeCall, <T as frame_system::Config>::Hashing>;
/// A bill of this chain.
pub type BillOf<T> = Bill<BoundedCallOf<T>>;
/// What is kept of a bill of this chain.
pub type RecordOf<T> = BillRecord<BoundedCallOf<T>, BlockNumberFor<T>>;
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
	pub trait Config: frame_system::Config<Hash = H256> {
		/// Every call of the runtime: a bill may hold one.
		type RuntimeCall: Parameter;
		/// Who may change the numbers that govern juries.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Persons and their free acts.
		type People: People<Self::AccountId>;
		/// Which unit lies within which.
		type Territory: Territory;
		/// Who sits in which office.
		type Mandates: Mandates<BlockNumberFor<Self>>;
		/// The rolls, and whether a proof holds.
		type Electorates: Electorates;
		/// The electorate that panels are drawn from.
		type Jurists: Get<Electorate>;
		/// The electorate that they are drawn from when there are too few of those, or too few of them
		/// claim a seat.
		type Everybody: Get<Electorate>;
		/// Public lots by epochs of the consensus.
		type Seeds: Seeds;
		/// The voting engine.
		type Polls: Polls<BlockNumberFor<Self>>;
		/// Whoever says what could become law, and makes laws of what panels have passed.
		type Legislature: Legislature<BillOf<Self>>;
		/// With so many of its incumbents' bills under trial in a unit they submit no more. Those that
		/// the people carry do not count.
		#[pallet::constant]
		type MaxOpenBills: Get<u32>;
		/// Most petitions for bills under way in one unit.
		#[pallet::constant]
		type MaxPetitions: Get<u32>;
		/// Most bills under way that one person has proposed, petitions and trials together.
		#[pallet::constant]
		type MaxPerPerson: Get<u32>;
		/// Most bills under way that were submitted by right of one office.
		#[pallet::constant]
		type MaxPerOffice: Get<u32>;
		/// Most blocks a freezing waits for a precinct that is being rebuilt.
		#[pallet::constant]
		type MaxFreezeDelay: Get<BlockNumberFor<Self>>;
		/// Most steps of trials, and most seeds, done in one block.
		#[pallet::constant]
		type DuePerBlock: Get<u32>;
		/// Weights.
		type WeightInfo: WeightInfo;
		/// Bills for benchmarks, and blocks that pass.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<BoundedCallOf<Self>>;
	}

	/// The number of the next bill.
	#[pallet::storage]
	pub type NextBill<T> = StorageValue<_, BillId, ValueQuery>;

	/// Every bill there ever was.
	#[pallet::storage]
	pub type Bills<T: Config> = StorageMap<_, Twox64Concat, BillId, RecordOf<T>>;

	/// How many bills a unit has had.
	#[pallet::storage]
	pub type CountIn<T> = StorageMap<_, Twox64Concat, UnitId, u32, ValueQuery>;

	/// The bills of a unit, numbered from 0 in order of time.
	#[pallet::storage]
	pub type BillsIn<T> = StorageDoubleMap<_, Twox64Concat, UnitId, Twox64Concat, u32, BillId>;

	/// Bills under trial in a unit that were submitted by right of an office; no entry for none.
	#[pallet::storage]
	pub type OpenIn<T> = StorageMap<_, Twox64Concat, UnitId, u32, ValueQuery>;

	/// Bills that look for supporters in a unit; no entry for none.
	#[pallet::storage]
	pub type PetitionsIn<T> = StorageMap<_, Twox64Concat, UnitId, u32, ValueQuery>;

	/// Bills under way for which an office or a person answers; no entry for none.
	#[pallet::storage]
	pub type OpenOf<T> = StorageMap<_, Twox64Concat, Sponsor, u32, ValueQuery>;

	/// The bill that waits for a poll: its petition or its panel's.
	#[pallet::storage]
	pub type ByPoll<T> = StorageMap<_, Twox64Concat, PollId, BillId>;

	/// The kept tickets of bills under trial, the lowest first.
	#[pallet::storage]
	pub type Tickets<T> = StorageMap<_, Twox64Concat, BillId, Kept, ValueQuery>;

	/// Which bill is to be looked at when.
	#[pallet::storage]
	pub type Agenda<T: Config> =
		StorageDoubleMap<_, Twox64Concat, BlockNumberFor<T>, Twox64Concat, BillId, ()>;

	/// The first block that may still have undone work.
	#[pallet::storage]
	pub type AgendaCursor<T: Config> = StorageValue<_, BlockNumberFor<T>>;

	/// The block on which the agenda has a bill.
	#[pallet::storage]
	pub type DueAt<T: Config> = StorageMap<_, Twox64Concat, BillId, BlockNumberFor<T>>;

	/// Which frozen bill gets its seed in which epoch of the consensus.
	#[pallet::storage]
	pub type SeedsDue<T> = StorageDoubleMap<_, Twox64Concat, u64, Twox64Concat, BillId, ()>;

	/// The first epoch of the consensus in which seeds may still be due.
	#[pallet::storage]
	pub type SeedCursor<T> = StorageValue<_, u64>;

	/// The numbers of each class of bills that has its own.
	#[pallet::storage]
	pub type Parameters<T: Config> = StorageMap<_, Twox64Concat, Class, ParamsOf<T>>;

	/// The numbers at the start of the chain.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Of each class; one that is not named has those of [`Params::of`].
		pub params: Vec<(Class, Params<BlockNumberFor<T>>)>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			for (class, params) in &self.params {
				if let Err(error) = Pallet::<T>::put_params(*class, *params) {
					panic!("jury: numbers of {class:?}: {error:?}");
				}
			}
		}
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An incumbent submitted a bill.
		Submitted {
			/// The bill.
			bill: BillId,
			/// Whose law it would be.
			unit: UnitId,
			/// What it may do.
			class: Class,
			/// Who submitted it.
			by: PersonId,
			/// By right of which office.
			office: OfficeId,
		},
		/// A citizen proposed a bill; it looks for supporters from the next block on.
		Proposed {
			/// The bill.
			bill: BillId,
			/// Whose law it would be.
			unit: UnitId,
			/// What it may do.
			class: Class,
			/// Who proposed it.
			by: PersonId,
			/// The poll that collects supporters.
			petition: PollId,
		},
		/// Enough people want a jury to decide on the bill.
		Supported {
			/// The bill.
			bill: BillId,
		},
		/// The jurists' roll cannot be frozen yet. It is tried again on every block.
		FreezeDelayed {
			/// The bill.
			bill: BillId,
		},
		/// It is fixed who can be drawn.
		RollFrozen {
			/// The bill.
			bill: BillId,
			/// The frozen state of the rolls.
			epoch: RollEpoch,
			/// Whose roll it is that can be drawn first: the jurists', or everybody's when there are too
			/// few of them.
			electorate: Electorate,
			/// How many are on it.
			jurists: u32,
			/// The epoch of the consensus in which the seed will be drawn.
			seed_epoch: u64,
		},
		/// The seed is drawn: tickets are taken.
		SeedDrawn {
			/// The bill.
			bill: BillId,
			/// The seed.
			seed: H256,
			/// The context of tickets and ballots.
			context: [u8; 32],
			/// First block in which no ticket is taken.
			until: BlockNumberFor<T>,
		},
		/// Too few jurists claimed a seat: their tickets are dropped, and everybody can claim, in the
		/// same context.
		DrawnFromAll {
			/// The bill.
			bill: BillId,
			/// First block in which no ticket is taken.
			until: BlockNumberFor<T>,
		},
		/// A ticket was taken and is among the lowest so far.
		TicketTaken {
			/// The bill.
			bill: BillId,
			/// The ticket.
			alias: Alias,
			/// The one that had to go for it.
			displaced: Option<Alias>,
		},
		/// The panel is drawn; it votes from the next block on.
		PanelSeated {
			/// The bill.
			bill: BillId,
			/// The poll in which it votes.
			poll: PollId,
			/// How many sit.
			panel: u32,
			/// How many stand by.
			reserves: u32,
		},
		/// The panel's poll cannot be opened. It is tried again on the next block.
		TrialDelayed {
			/// The bill.
			bill: BillId,
			/// Why.
			error: DispatchError,
		},
		/// Half of the panel's time is over: reserves sit where nobody has voted.
		ReservesCalled {
			/// The bill.
			bill: BillId,
			/// How many took a seat.
			called: u32,
		},
		/// The panel said yes, but the bill cannot become law any more.
		NotPassed {
			/// The bill.
			bill: BillId,
			/// Why.
			error: DispatchError,
		},
		/// The bill is decided.
		Decided {
			/// The bill.
			bill: BillId,
			/// How.
			verdict: Verdict,
		},
		/// The numbers of a class changed.
		ParamsChanged {
			/// Which class.
			class: Class,
			/// For bills from now on.
			params: ParamsOf<T>,
		},
	}

	/// Why a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// The account belongs to no person in good standing: have it attested by registrars, or
		/// renew the attestation.
		NotACitizen,
		/// Observers take no part in decisions: ask a citizen of the unit to bring it in.
		Observer,
		/// There is no such unit: look the number up in the territory.
		UnknownUnit,
		/// The person is registered outside the unit: propose it where you live, or in a unit above.
		OutsideUnit,
		/// There is no such office: look the number up among the offices of the unit.
		UnknownOffice,
		/// The person does not hold the office, is suspended or only acts: propose the bill as a
		/// citizen.
		NotIncumbent,
		/// The office serves another unit: submit it by an office of the bill's unit.
		OfficeOfAnotherUnit,
		/// The person has as many proposed bills under way as allowed: wait until one is decided.
		TooManyOfPerson,
		/// As many bills are under way by right of the office as allowed: wait until one is decided.
		TooManyOfOffice,
		/// As many bills of its incumbents are under trial in the unit as allowed: wait until one is
		/// decided, or propose it as a citizen.
		TooManyInUnit,
		/// As many petitions for bills are under way in the unit as allowed: support one of them, or
		/// wait until one has ended.
		TooManyPetitions,
		/// The title is empty or not UTF-8: write one that people can read.
		BadTitle,
		/// No more bills can be numbered: the runtime must be upgraded.
		NoMoreNumbers,
		/// A share is above the whole, the majority is below one half, a period is too short, or the
		/// panel is empty, smaller than its least number or larger than a poll admits: correct the
		/// numbers.
		BadParams,
		/// A period is longer than a year of blocks of six seconds, or more than ten times as long or
		/// as short as it is now: choose one within reach, and go further by a later law.
		PeriodOutOfReach,
		/// A quorum or majority is above four fifths, or a share of supporters above a fifth, and above
		/// what it is now: ask for less.
		ShareOutOfReach,
		/// Fewer than 21 could make a panel, and fewer than now; or more than 41 would have to, and more
		/// than now: stay between.
		PanelOutOfReach,
		/// The ticket cannot be taken: ask the chain why before sending it again.
		NotTaken,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(now: BlockNumberFor<T>) -> Weight {
			Self::service(now)
		}

		fn integrity_test() {
			assert!(T::DuePerBlock::get() > 0, "nothing would ever be decided");
			assert!(
				T::MaxPerPerson::get() > 0 && T::MaxPerOffice::get() > 0,
				"nobody could bring in a bill"
			);
			assert!(
				T::MaxPetitions::get() > T::MaxPerPerson::get()
					&& T::MaxOpenBills::get() > T::MaxPerOffice::get(),
				"one person or office could fill a unit"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Submit a bill of the unit that `office` serves, as the incumbent.
		///
		/// Free for a person who has a free act left, if a trial run succeeds; the weight covers
		/// the trial.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::submit())]
		#[pallet::feeless_if(|
			origin: &OriginFor<T>,
			office: &OfficeId,
			bill: &BillOf<T>,
		| -> bool {
			T::People::is_free_for(origin, |who| Pallet::<T>::do_submit(who, *office, bill.clone()))
		})]
		pub fn submit(origin: OriginFor<T>, office: OfficeId, bill: BillOf<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_submit(&who, office, bill)
		}

		/// Propose a bill as a citizen of its unit or below: it looks for supporters first.
		///
		/// Free for a person who has a free act left, if a trial run succeeds; the weight covers
		/// the trial.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::propose())]
		#[pallet::feeless_if(|origin: &OriginFor<T>, bill: &BillOf<T>| -> bool {
			T::People::is_free_for(origin, |who| Pallet::<T>::do_propose(who, bill.clone()))
		})]
		pub fn propose(origin: OriginFor<T>, bill: BillOf<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_propose(&who, bill)
		}

		/// Claim a seat on a panel.
		///
		/// A general transaction: no account, no fee; the ticket's ring proof is the authority.
		///
		/// # Errors
		/// Refused before it enters a block with one of the codes of [`veche_primitives::refusal`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::claim())]
		#[pallet::authorize(Self::authorize_ticket)]
		#[pallet::weight_of_authorize(
			T::WeightInfo::authorize_claim().saturating_add(T::Electorates::verify_weight())
		)]
		pub fn claim(origin: OriginFor<T>, ticket: Ticket) -> DispatchResult {
			ensure_authorized(origin)?;
			Self::take_ticket(&ticket).map_err(|_| Error::<T>::NotTaken)?;
			Ok(())
		}

		/// Change the numbers of a class. Bills under way keep theirs. No period becomes longer than
		/// [`MAX_PERIOD`], or [`MAX_STEP`] times longer or shorter than it is; no share is raised above
		/// [`MAX_SHARE`] or [`MAX_SUPPORT`], and no least panel lowered below [`MIN_PANEL`]
		/// or raised above [`MAX_LEAST_PANEL`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::set_params())]
		pub fn set_params(
			origin: OriginFor<T>,
			class: Class,
			params: Params<BlockNumberFor<T>>,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::change_params(class, params)?;
			Self::deposit_event(Event::ParamsChanged { class, params });
			Ok(())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The bill and how far it has come.
		pub fn bill(id: BillId) -> Option<RecordOf<T>> {
			Bills::<T>::get(id)
		}

		/// Who would sit on the bill's panel and who would stand by, as the tickets are now; empty
		/// before the seed is drawn, and again when the bill is decided.
		pub fn tickets(id: BillId) -> Drawn {
			Self::drawn(id)
		}

		/// What a jurist needs to make a ticket; none unless the bill is being drawn for.
		pub fn drawing(id: BillId) -> Option<Drawing<BlockNumberFor<T>>> {
			Self::open_drawing(id)
		}

		/// Bills of the unit, oldest first, at most `limit` and at most [`MAX_PAGE`], from the one
		/// numbered `from` among the unit's.
		pub fn bills_of(unit: UnitId, from: u32, limit: u32) -> Vec<(BillId, RecordOf<T>)> {
			Self::page(unit, from, limit)
		}

		/// The numbers of a class, for bills from now on.
		pub fn params(class: Class) -> ParamsOf<T> {
			Self::params_of(class)
		}
	}
}

impl<T: Config> Reserves for Pallet<T> {
	fn stands_by(poll: PollId, alias: &Alias) -> bool {
		ByPoll::<T>::get(poll).is_some_and(|id| Tickets::<T>::get(id).contains(alias))
	}
}

impl<T: Config> OnPollClosed for Pallet<T> {
	fn on_poll_closed(institution: Institution, poll: PollId, outcome: &PollOutcome) -> Weight {
		if institution != Institution::Jury {
			return Weight::zero();
		}
		match ByPoll::<T>::take(poll) {
			Some(id) => Self::conclude_poll(id, outcome),
			None => T::DbWeight::get().reads_writes(1, 1),
		}
	}
}
