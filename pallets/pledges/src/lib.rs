//! Pledges: what candidates promise, and how the people judge those elected by it.
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
//! 4. Before a pledge is due, whoever holds the mandate, suspended or not,
//!    [claims](Pallet::claim) that it is kept, with the hash of evidence, or
//!    [asks to be excused](Pallet::ask_excuse) for a stated reason; each once.
//! 5. Such a plea is put to the people of the office's unit as soon as fewer than
//!    [`Params::open_per_unit`] judgements are open there, and until then it waits in the unit's
//!    queue, first come, first served. Once asked in time nobody is late, however long the queue.
//!    The people judge in an anonymous poll: kept or not, excused or not. If too few take part,
//!    they are asked once more; then those who voted decide. A claim on which nobody did leaves the
//!    pledge [`Mark::Unjudged`]; an excuse that is not granted leaves it open as long as it is not
//!    due.
//! 6. A pledge that is due and still open is [`Mark::Broken`], or [`Mark::Lapsed`] if the mandate
//!    had ended before by death or loss of standing, by the holder's rise, or by an early successor.
//!
//! Who calls: step 1 the candidate and step 4 the holder (free within the daily quota), step 3
//! whoever holds elections, through [`Pledges`], steps 5 and 6 the calendar in `on_initialize` and
//! the voting engine through [`OnPollClosed`]. A candidate who does nothing promises nothing; a
//! mandate without pledges has no checklist; a holder who does nothing breaks every pledge. The
//! calendar does a bounded number of things per block; what does not fit waits, but by the clock
//! nobody can claim any more. What has been pleaded is judged whatever becomes of the mandate. A
//! judgement that the voting engine refuses to open is tried again on every block. Checklists stay
//! for ever: they are part of the record of those in office, which others read through [`Judged`].
//!
//! Beside it must stand: people ([`Config::People`]), whoever keeps the offices
//! ([`Config::Mandates`]), whoever holds elections ([`Config::Candidacies`]), who must let every
//! candidacy that ends be adopted or forgotten, and a voting engine ([`Config::Polls`]) whose
//! callback leads here and which must not close polls while it opens one. Nothing is counted here.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod agenda;
mod api;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod entering;
mod judging;
#[cfg(test)]
mod mock;
mod pleading;
mod queries;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
pub mod types;
pub mod weights;

pub use pallet::*;
pub use types::{
	Claim, Due, Excuse, Judgements, Mark, Params, Pending, Plea, Pledge, Pledged, Promise,
	Promises, Queue, Sent, FIRST_ATTEMPT, MAX_OPEN_PER_UNIT, MAX_SENT,
};
pub use weights::WeightInfo;

use alloc::vec::Vec;
use frame_support::{traits::Get, weights::Weight};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_core::H256;
use sp_runtime::DispatchError;
use veche_primitives::{
	ballot::Title,
	offices::{self, Candidacies, Judged, Mandate, Mandates, Pledges},
	people::People,
	polls::{Institution, OnPollClosed, PollOutcome, Polls},
	ElectionId, MandateId, PersonId, PollId, UnitId,
};

/// What the people can answer about a claim, in the order that yes/no questions have. Clients show
/// it in the reader's language.
pub const CLAIM_OPTIONS: [&[u8]; 3] = [b"Kept", b"Not kept", b"Abstain"];
/// What they can answer about the wish to be excused.
pub const EXCUSE_OPTIONS: [&[u8]; 3] = [b"Excused", b"Not excused", b"Abstain"];
/// Most judgements named by [`Pallet::judgements`].
pub const MAX_PAGE: u32 = 64;

const LOG_TARGET: &str = "runtime::pledges";

/// A mandate of this chain.
pub type MandateOf<T> = Mandate<BlockNumberFor<T>>;
/// A pledge of this chain.
pub type PledgeOf<T> = Pledge<BlockNumberFor<T>>;
/// A unit's queue on this chain.
pub type QueueOf<T> = Queue<BlockNumberFor<T>>;

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
		/// Who may change the numbers that govern judgements.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Persons and their free acts.
		type People: People<Self::AccountId>;
		/// Who is a candidate where.
		type Candidacies: Candidacies<BlockNumberFor<Self>>;
		/// Who holds or held which office.
		type Mandates: Mandates<BlockNumberFor<Self>>;
		/// The voting engine.
		type Polls: Polls<BlockNumberFor<Self>>;
		/// Most due pledges and waiting pleas dealt with per block.
		#[pallet::constant]
		type DuePerBlock: Get<u32>;
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

	/// The pledge that a poll judges, by its mandate and its place in the checklist: one entry per
	/// open judgement.
	#[pallet::storage]
	pub type ByPoll<T> = StorageMap<_, Twox64Concat, PollId, (MandateId, u8)>;

	/// The judgements open in a unit; no entry for none.
	#[pallet::storage]
	pub type OpenIn<T> = StorageMap<_, Twox64Concat, UnitId, Judgements, ValueQuery>;

	/// Where the queue of a unit begins and ends; no entry if nobody waits.
	#[pallet::storage]
	pub type Queues<T: Config> = StorageMap<_, Twox64Concat, UnitId, QueueOf<T>, ValueQuery>;

	/// Who waits in a unit, by the place in its queue.
	#[pallet::storage]
	pub type Waiting<T> = StorageDoubleMap<_, Twox64Concat, UnitId, Twox64Concat, u64, Pending>;

	/// Which pledge is due and which queue may move when.
	#[pallet::storage]
	pub type Agenda<T: Config> =
		StorageDoubleMap<_, Twox64Concat, BlockNumberFor<T>, Twox64Concat, Due, ()>;

	/// The first block that may still have undone work.
	#[pallet::storage]
	pub type AgendaCursor<T: Config> = StorageValue<_, BlockNumberFor<T>>;

	/// The numbers that govern judgements.
	#[pallet::storage]
	pub type Parameters<T: Config> = StorageValue<_, Params<BlockNumberFor<T>>, ValueQuery>;

	/// The numbers at the start of the chain.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Shares, the period of a judgement, and how many may be open.
		pub params: Params<BlockNumberFor<T>>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			assert!(
				self.params.is_valid(),
				"pledges: a share, period or number cannot work"
			);
			Parameters::<T>::put(self.params);
		}
	}

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
		/// Whoever holds the mandate says that the pledge is kept.
		Claimed {
			/// The mandate.
			mandate: MandateId,
			/// The pledge's place in the checklist.
			pledge: u8,
			/// Hash of the evidence.
			evidence: H256,
		},
		/// Whoever holds the mandate asks to be excused from the pledge.
		ExcuseAsked {
			/// The mandate.
			mandate: MandateId,
			/// The pledge's place in the checklist.
			pledge: u8,
		},
		/// The people will judge, from the next block on.
		Judging {
			/// The mandate.
			mandate: MandateId,
			/// The pledge's place in the checklist.
			pledge: u8,
			/// The poll.
			poll: PollId,
		},
		/// The judgement of the pledge could not be opened. It is tried again on every block.
		NotJudged {
			/// The mandate.
			mandate: MandateId,
			/// The pledge's place in the checklist.
			pledge: u8,
			/// Why.
			error: DispatchError,
		},
		/// The people have judged the pledge, or it was due.
		Marked {
			/// The mandate.
			mandate: MandateId,
			/// The pledge's place in the checklist.
			pledge: u8,
			/// What it comes to.
			mark: Mark,
		},
		/// The numbers that govern judgements changed.
		ParamsChanged {
			/// For judgements opened from now on.
			params: Params<BlockNumberFor<T>>,
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
		/// A title says nothing or is not UTF-8: correct the text.
		BadTitle,
		/// A pledge is due before the first or after the last block of the term: count the blocks
		/// from taking office, from 1 to the length of the term.
		DueOutsideTerm,
		/// There is no such mandate: look the number up at its office.
		UnknownMandate,
		/// The mandate has no such pledge: count the pledges on its checklist from 0.
		UnknownPledge,
		/// Somebody else holds the mandate: only who promised can claim or be excused.
		NotYours,
		/// The mandate has ended: nothing can be claimed or excused any more.
		MandateOver,
		/// The pledge has been claimed already: the people judge a claim once.
		AlreadyClaimed,
		/// To be excused from the pledge has been asked already: the people answer that once. Keep
		/// it, and claim it.
		AlreadyAsked,
		/// The pledge has been judged, is being judged, or is due: wait for the judgement under way,
		/// or accept the mark.
		NotOpen,
		/// The reason says nothing or is not UTF-8: say why the pledge cannot be kept.
		BadReason,
		/// A share is above the whole, the repeat's quorum is above the first, the period is zero,
		/// or none or more than 64 judgements could be open in a unit: correct the numbers.
		BadParams,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(now: BlockNumberFor<T>) -> Weight {
			Self::keep_agenda(now)
		}

		fn integrity_test() {
			assert!(T::DuePerBlock::get() > 0, "no pledge would ever be due");
		}

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
				T::People::is_free_for(origin, |who| {
					Pallet::<T>::do_enter(who, *election, pledges.clone())
				})
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

		/// Say that a pledge of one's mandate is kept, and have the people judge. `pledge` is its
		/// place in the checklist, from 0; `evidence` the hash of what is published elsewhere.
		///
		/// Free for a person who has a free act left, if a trial run succeeds; the weight covers the
		/// trial.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::claim())]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>, mandate: &MandateId, pledge: &u8, evidence: &H256| -> bool {
				T::People::is_free_for(origin, |who| {
					Pallet::<T>::do_claim(who, *mandate, *pledge, *evidence)
				})
			}
		)]
		pub fn claim(
			origin: OriginFor<T>,
			mandate: MandateId,
			pledge: u8,
			evidence: H256,
		) -> DispatchResult {
			let account = ensure_signed(origin)?;
			Self::do_claim(&account, mandate, pledge, evidence)?;
			T::People::spend_free_act(&account);
			Ok(())
		}

		/// Ask the people to be excused from a pledge of one's mandate. `pledge` is its place in the
		/// checklist, from 0; `text` the hash of a longer text than the reason, zero if there is
		/// none.
		///
		/// Free for a person who has a free act left, if a trial run succeeds; the weight covers the
		/// trial.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::ask_excuse())]
		#[pallet::feeless_if(|
			origin: &OriginFor<T>,
			mandate: &MandateId,
			pledge: &u8,
			reason: &Title,
			text: &H256,
		| -> bool {
			T::People::is_free_for(origin, |who| {
				Pallet::<T>::do_ask_excuse(who, *mandate, *pledge, reason.clone(), *text)
			})
		})]
		pub fn ask_excuse(
			origin: OriginFor<T>,
			mandate: MandateId,
			pledge: u8,
			reason: Title,
			text: H256,
		) -> DispatchResult {
			let account = ensure_signed(origin)?;
			Self::do_ask_excuse(&account, mandate, pledge, reason, text)?;
			T::People::spend_free_act(&account);
			Ok(())
		}

		/// Change the numbers that govern the judgements opened from now on.
		#[pallet::call_index(3)]
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
		/// What the candidate promises, in the candidate's order; nothing once the election is over.
		pub fn entered(election: ElectionId, person: PersonId) -> Vec<Promise<BlockNumberFor<T>>> {
			Entered::<T>::get(election, person).into_inner()
		}

		/// What was promised for the mandate, in the order of the candidacy.
		pub fn checklist(mandate: MandateId) -> Vec<Pledge<BlockNumberFor<T>>> {
			Checklist::<T>::get(mandate).into_inner()
		}

		/// The pledges of the unit's officials that the people judge, in the order of opening, then
		/// those that wait for it in their turn; each by mandate and place in the checklist. At most
		/// [`MAX_PAGE`].
		pub fn judgements(unit: UnitId) -> Vec<(MandateId, u8)> {
			Self::open_and_waiting(unit)
		}

		/// The numbers that govern the judgements opened from now on.
		pub fn params() -> Params<BlockNumberFor<T>> {
			Parameters::<T>::get()
		}
	}
}
