//! Laws: what a panel has passed, what the people say to it, and the register of what is in force.
//!
//! In order of events:
//!
//! 1. Whoever holds panels asks whether a bill could become law, and hands over each bill that its
//!    panel has passed, through [`Legislature`]. A statute is a text of any unit. Every other bill
//!    has a call, which is of the bill's class by [`Config::ClassOf`] and must be there; only the
//!    people of the whole country, [`Config::Country`], make such laws. From the day a bill is
//!    accepted until it has ended, its call is *held*: nobody can take it away, and its bytes never
//!    become another call than people decided on. If new code encodes calls in another way, which it
//!    says by another `transaction_version`, the bill fails and must be brought in again.
//! 2. The *delay* of its class begins. Within it, any citizen of the unit may begin a
//!    [`petition`](Pallet::petition), a poll of the unit's people that collects supporters until
//!    the delay is over. When there are enough, the people decide in a *referendum*: the verdict of
//!    the panel stands unless enough people vote and more of them say no than yes. Where the class
//!    requires it, and always for new code and the constitution, the referendum begins with the
//!    delay, and there is no law without a valid yes.
//! 3. When the delay is over and no poll about it is open, the bill is *queued*, and enters into
//!    force when it is first and the block has room: it gets the next number of the register, the
//!    law that it amends or repeals is marked, and its call is made by [`Origin::Law`] of its class,
//!    by the root of power for an upgrade. All of this happens, or nothing: a bill whose call fails
//!    is recorded as failed, and there is no such law.
//!
//! Who calls: the petition any citizen of the unit or below (free within the daily quota), the rest
//! whoever holds panels, the voting engine and the calendar. If nobody does anything, a bill that
//! passed becomes law when its delay is over; one that needs a referendum lapses without voters. No
//! call ends or delays a bill, and none puts one in force: there is no other way to the origins
//! given out here. A petition is over when the delay is; only one that the voting engine opens or
//! closes late, and a referendum that the people want, are waited for. Changed terms leave bills that
//! have passed alone, and no law changes a period to less than a tenth or more than ten times, or to
//! more than a year ([`MAX_PERIOD`]): a mistake can be mended by a later law.
//!
//! A thousand bills due on one block are a queue: at most [`Config::DuePerBlock`] are queued, and as
//! many enacted, in a block, in order of their dates, those of one date in order of their numbers,
//! within [`Config::WeightPerBlock`]. Whoever has waited for the end of a poll is queued behind those
//! that are queued then. None is lost or overtaken; no call may weigh more than
//! [`Config::MaxCallWeight`], for which an empty block has room.
//!
//! Beside it must stand: people, a territory, preimages, a table of the classes of all calls, a
//! voting engine whose callback leads here and which closes no poll while it opens one, and whoever
//! holds panels. [`EnsureParameter`] and [`EnsureConstitution`] tell other pallets that it is a law
//! that acts.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod checking;
mod deciding;
mod enacting;
mod holding;
#[cfg(test)]
mod mock;
mod origin;
mod queries;
mod registering;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
pub mod types;
pub mod weights;

pub use origin::{EnsureConstitution, EnsureLaw, EnsureParameter, OfConstitution, OfParameter};
pub use pallet::*;
pub use types::{Hold, InOrder, Law, Outcome, Passed, Phase, Terms};
pub use veche_primitives::laws::{MAX_PERIOD, MAX_SHARE, MAX_STEP, MAX_SUPPORT, OPTIONS};
pub use weights::WeightInfo;

use alloc::vec::Vec;
use frame_support::{
	dispatch::DispatchResult,
	storage::with_storage_layer,
	traits::{Bounded, Get},
	weights::Weight,
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::DispatchError;
use veche_primitives::{
	laws::{Bill, Class, Legislature},
	people::People,
	polls::{Institution, OnPollClosed, PollOutcome, Polls},
	territory::Territory,
	BillId, LawId, PersonId, PollId, UnitId,
};

/// What every petition asks. Clients show it in the reader's language.
pub const PETITION_QUESTION: &[u8] = b"Should the people decide on this law?";
/// What every referendum asks.
pub const REFERENDUM_QUESTION: &[u8] = b"Should this be law?";
/// Most laws that [`Pallet::laws_of`] shows at once.
pub const MAX_PAGE: u32 = 64;

const LOG_TARGET: &str = "runtime::laws";

/// A call of this chain.
pub type CallOf<T> = <T as Config>::RuntimeCall;
/// A call as bills keep it: itself if it is short, else the hash of its preimage.
pub type BoundedCallOf<T> = Bounded<CallOf<T>, <T as frame_system::Config>::Hashing>;
/// A bill of this chain.
pub type BillOf<T> = Bill<BoundedCallOf<T>>;
/// A bill of this chain that a panel has passed.
pub type PassedOf<T> = Passed<BoundedCallOf<T>, BlockNumberFor<T>>;
/// What is held for a bill of this chain.
pub type HoldOf<T> = Hold<<T as frame_system::Config>::Hash>;
/// A law of this chain.
pub type LawOf<T> = Law<BlockNumberFor<T>, <T as frame_system::Config>::Hash>;
/// The terms of a class on this chain.
pub type TermsOf<T> = Terms<BlockNumberFor<T>>;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{
		dispatch::{GetDispatchInfo, PostDispatchInfo},
		pallet_prelude::*,
		traits::{QueryPreimage, StorePreimage},
	};
	use frame_system::pallet_prelude::*;
	use sp_runtime::traits::Dispatchable;
	use veche_primitives::laws::ClassOf;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// What the pallet needs from the house.
	#[pallet::config]
	pub trait Config:
		frame_system::Config<RuntimeEvent: From<Event<Self>>, RuntimeOrigin: From<Origin>>
	{
		/// The calls of the chain.
		type RuntimeCall: Parameter
			+ Dispatchable<RuntimeOrigin = Self::RuntimeOrigin, PostInfo = PostDispatchInfo>
			+ GetDispatchInfo
			+ From<frame_system::Call<Self>>;
		/// Who may change the terms of the classes.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Persons and their free acts.
		type People: People<Self::AccountId>;
		/// Which unit lies within which.
		type Territory: Territory;
		/// The unit whose laws act on the chain, and no other's: the country. Another unit at the top,
		/// whoever adds it, makes statutes and nothing else.
		#[pallet::constant]
		type Country: Get<UnitId>;
		/// The voting engine.
		type Polls: Polls<BlockNumberFor<Self>>;
		/// Where long calls are found by their hashes. Nothing is ever stored there from here.
		type Preimages: QueryPreimage<H = Self::Hashing> + StorePreimage;
		/// Which class of laws may make which call. A call that makes others must be of no class.
		type ClassOf: ClassOf<<Self as Config>::RuntimeCall>;
		/// Most bills queued in one block, and most enacted.
		#[pallet::constant]
		type DuePerBlock: Get<u32>;
		/// Longest encoded call of a bill, in bytes. When it is read, it may take four times as many in
		/// memory.
		#[pallet::constant]
		type MaxCallSize: Get<u32>;
		/// Heaviest call of a bill.
		#[pallet::constant]
		type MaxCallWeight: Get<Weight>;
		/// What enactments of one block may weigh together.
		#[pallet::constant]
		type WeightPerBlock: Get<Weight>;
		/// Weights.
		type WeightInfo: WeightInfo;
	}

	/// Who acts when a law does.
	#[pallet::origin]
	#[derive(
		Encode,
		Decode,
		DecodeWithMemTracking,
		MaxEncodedLen,
		TypeInfo,
		Clone,
		Copy,
		PartialEq,
		Eq,
		Debug,
	)]
	pub enum Origin {
		/// A law of this class that enters into force.
		#[codec(index = 0)]
		Law(Class),
	}

	/// What is held for each bill with a call, from the day it is accepted until it has ended.
	#[pallet::storage]
	pub type Holds<T: Config> = StorageMap<_, Twox64Concat, BillId, HoldOf<T>>;

	/// Bills that passed and are not yet law.
	#[pallet::storage]
	pub type Pending<T: Config> = StorageMap<_, Twox64Concat, BillId, PassedOf<T>>;

	/// When and how bills that had passed ended.
	#[pallet::storage]
	pub type Outcomes<T: Config> =
		StorageMap<_, Twox64Concat, BillId, (BlockNumberFor<T>, Outcome)>;

	/// The bill that waits for a poll: one entry per petition and referendum under way.
	#[pallet::storage]
	pub type ByPoll<T> = StorageMap<_, Twox64Concat, PollId, BillId>;

	/// Which bill's delay is over when; those of one block in order of their numbers.
	#[pallet::storage]
	pub type Agenda<T: Config> =
		StorageDoubleMap<_, Identity, BlockNumberFor<T>, Identity, InOrder, ()>;

	/// The first block that may still have undone work.
	#[pallet::storage]
	pub type AgendaCursor<T: Config> = StorageValue<_, BlockNumberFor<T>>;

	/// Bills that wait for nothing but room in a block, by their places in the queue.
	#[pallet::storage]
	pub type Queue<T> = StorageMap<_, Twox64Concat, u64, BillId>;

	/// The place of the first in the queue, and the next place to be given.
	#[pallet::storage]
	pub type QueueEnds<T> = StorageValue<_, (u64, u64), ValueQuery>;

	/// How many laws there are: the number of the last one.
	#[pallet::storage]
	pub type LawCount<T> = StorageValue<_, LawId, ValueQuery>;

	/// The register: every law there is or was, numbered from 1.
	#[pallet::storage]
	pub type Laws<T: Config> = StorageMap<_, Twox64Concat, LawId, LawOf<T>>;

	/// How many laws a unit has made.
	#[pallet::storage]
	pub type CountOf<T> = StorageMap<_, Twox64Concat, UnitId, u32, ValueQuery>;

	/// The laws of a unit, numbered from 0 in order of time.
	#[pallet::storage]
	pub type LawsOf<T> = StorageDoubleMap<_, Twox64Concat, UnitId, Twox64Concat, u32, LawId>;

	/// The terms of each class.
	#[pallet::storage]
	pub type ClassTerms<T: Config> = StorageMap<_, Twox64Concat, Class, TermsOf<T>>;

	/// The terms at the start of the chain.
	#[pallet::genesis_config]
	pub struct GenesisConfig<T: Config> {
		/// Of statutes.
		pub statute: Terms<BlockNumberFor<T>>,
		/// Of laws about numbers, issuers, units and offices.
		pub parameter: Terms<BlockNumberFor<T>>,
		/// Of new code.
		pub upgrade: Terms<BlockNumberFor<T>>,
		/// Of the constitution.
		pub constitution: Terms<BlockNumberFor<T>>,
	}

	impl<T: Config> Default for GenesisConfig<T> {
		fn default() -> Self {
			Self {
				statute: Terms::of(Class::Statute),
				parameter: Terms::of(Class::Parameter),
				upgrade: Terms::of(Class::Upgrade),
				constitution: Terms::of(Class::Constitution),
			}
		}
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			for (class, terms) in [
				(Class::Statute, self.statute),
				(Class::Parameter, self.parameter),
				(Class::Upgrade, self.upgrade),
				(Class::Constitution, self.constitution),
			] {
				if let Err(error) = Pallet::<T>::put_terms(class, terms) {
					panic!("laws: terms of class {class:?}: {error:?}");
				}
			}
		}
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A panel has passed a bill.
		Passed {
			/// The bill.
			bill: BillId,
			/// Whose law it would be.
			unit: UnitId,
			/// What it may do.
			class: Class,
			/// When it becomes law unless the people object.
			due: BlockNumberFor<T>,
		},
		/// A petition for a referendum opens on the next block.
		PetitionOpened {
			/// The bill.
			bill: BillId,
			/// The poll that collects supporters.
			poll: PollId,
			/// Who began it.
			by: PersonId,
		},
		/// Too few people want a referendum.
		PetitionLapsed {
			/// The bill.
			bill: BillId,
		},
		/// A referendum opens on the next block.
		ReferendumOpened {
			/// The bill.
			bill: BillId,
			/// The poll that decides.
			poll: PollId,
			/// Whether there is no law without it; else a petition has called it.
			required: bool,
		},
		/// The people have had their say, and the panel's verdict stands.
		Confirmed {
			/// The bill.
			bill: BillId,
			/// The referendum.
			poll: PollId,
		},
		/// The people struck a bill: it never becomes law.
		Struck {
			/// The bill.
			bill: BillId,
			/// The referendum.
			poll: PollId,
		},
		/// A bill is law, and what it was to do is done.
		InForce {
			/// The bill.
			bill: BillId,
			/// Its number in the register.
			law: LawId,
		},
		/// A bill could not enter into force. Nothing of it was done, and it never becomes law.
		Failed {
			/// The bill.
			bill: BillId,
			/// Why.
			error: DispatchError,
		},
		/// The terms of a class changed.
		TermsChanged {
			/// The class.
			class: Class,
			/// For bills that pass from now on.
			terms: TermsOf<T>,
		},
	}

	/// Why a bill cannot become law, or a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// The account belongs to no person in good standing: have it attested by registrars, or
		/// renew the attestation.
		NotACitizen,
		/// Observers take no part in decisions: ask a citizen of the unit to begin it.
		Observer,
		/// The person is registered outside the bill's unit: its own people decide on it.
		OutsideUnit,
		/// There is no such unit: look the number up in the territory.
		UnknownUnit,
		/// Laws that act on the chain are made by the whole country: name its unit.
		WrongUnit,
		/// The title is empty or not UTF-8: write words that people can read.
		BadTitle,
		/// Every law says in words what it is for, also one that makes a call: give the hash of its
		/// text.
		MissingText,
		/// A statute makes no call: leave the call away, or choose the class of the call.
		StatuteWithCall,
		/// A bill of this class makes a call: give one, or make it a statute.
		MissingCall,
		/// There is no preimage of this hash and length: upload the encoded call first.
		MissingPreimage,
		/// The encoded call is longer than a bill's may be: divide it, or authorize code by its
		/// hash.
		OversizedCall,
		/// The bytes are no call of this chain, hold too many or too deeply nested calls, or are named
		/// without their length: encode one call with the chain's metadata, and give hash and length.
		BadCall,
		/// Laws of the bill's class may not make this call: see the table of classes. A call inside
		/// another is for no law.
		CallNotOfClass,
		/// The call takes longer than a bill's may: divide it.
		CallTooHeavy,
		/// There is no law with this number: look it up in the register.
		UnknownLaw,
		/// The law to be changed is another unit's: each unit changes its own.
		OfOtherUnit,
		/// The law to be changed has been repealed: propose a new one instead.
		NotInForce,
		/// The law to be changed is of another class: only a bill of that class, or a
		/// constitutional one, changes it.
		OfOtherClass,
		/// The bill has been passed before: bring the same text in as a new one.
		AlreadyPassed,
		/// No panel has passed a bill with this number: look it up among the bills that wait for
		/// force.
		UnknownBill,
		/// The time in which the people can object is over, or ends before a petition could open:
		/// propose to repeal it.
		TooLate,
		/// A petition against this bill is under way: support it instead.
		PetitionRunning,
		/// The people decide on this bill already: vote in the referendum.
		ReferendumRunning,
		/// The people have decided on this bill: propose to repeal it when it is law.
		AlreadyConfirmed,
		/// No more laws can be numbered: the runtime must be upgraded.
		NoMoreNumbers,
		/// A share or period cannot work, less than half would decide, or code or constitution could be
		/// changed without the people: correct the terms.
		BadTerms,
		/// New code encodes calls in another way than on the day the bill was accepted, so its bytes
		/// may mean another call: encode the call anew, and bring in a new bill.
		EncodingChanged,
		/// Nothing was held for the bill when it was accepted: whoever holds panels must do that first.
		NotHeld,
		/// The delay or the time to vote would be less than a tenth or more than ten times what it is
		/// now, or longer than a year: go there in steps, each a law of its own.
		PeriodOutOfReach,
		/// A quorum or majority is above four fifths, or a share of supporters above a fifth, and above
		/// what it is now: ask for less.
		ShareOutOfReach,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(now: BlockNumberFor<T>) -> Weight {
			Self::service(now)
		}

		fn integrity_test() {
			assert!(T::DuePerBlock::get() > 0, "nothing would ever become law");
			let heaviest =
				T::WeightInfo::enact(T::MaxCallSize::get()).saturating_add(T::MaxCallWeight::get());
			assert!(
				heaviest.all_lte(T::WeightPerBlock::get()),
				"no block would have room for the heaviest call"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Begin a petition for a referendum on a bill that a panel has passed, at least two blocks
		/// before its delay is over: it opens in the next one, and ends with the delay.
		///
		/// Free for a person who has a free act left, if a trial run succeeds; the weight covers
		/// the trial.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::petition())]
		#[pallet::feeless_if(|origin: &OriginFor<T>, bill: &BillId| -> bool {
			T::People::is_free_for(origin, |who| Pallet::<T>::do_petition(who, *bill))
		})]
		pub fn petition(origin: OriginFor<T>, bill: BillId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_petition(&who, bill)
		}

		/// Change the terms of a class, for bills that pass from now on. No period becomes longer than
		/// [`MAX_PERIOD`], or [`MAX_STEP`] times longer or shorter than it is, and no share is raised
		/// above [`MAX_SHARE`] or [`MAX_SUPPORT`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::set_params())]
		pub fn set_params(
			origin: OriginFor<T>,
			class: Class,
			terms: Terms<BlockNumberFor<T>>,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::change_terms(class, terms)?;
			Self::deposit_event(Event::TermsChanged { class, terms });
			Ok(())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The law with this number, in force or repealed.
		pub fn law(id: LawId) -> Option<LawOf<T>> {
			Laws::<T>::get(id)
		}

		/// Laws of a unit, oldest first, from its `from`-th on (0 is the first); at most `limit` and
		/// at most [`MAX_PAGE`].
		pub fn laws_of(unit: UnitId, from: u32, limit: u32) -> Vec<(LawId, LawOf<T>)> {
			Self::page(unit, from, limit)
		}

		/// The bill, if it has passed and is not yet law.
		pub fn pending(bill: BillId) -> Option<PassedOf<T>> {
			Pending::<T>::get(bill)
		}

		/// When and how a bill that had passed ended; none while it waits.
		pub fn outcome(bill: BillId) -> Option<(BlockNumberFor<T>, Outcome)> {
			Outcomes::<T>::get(bill)
		}

		/// The terms of a class, for bills that pass from now on.
		pub fn terms(class: Class) -> TermsOf<T> {
			Self::terms_for(class)
		}
	}
}

impl<T: Config> Legislature<BillOf<T>> for Pallet<T> {
	fn check(bill: &BillOf<T>) -> DispatchResult {
		Self::check_bill(bill).map_err(Into::into)
	}

	fn hold(id: BillId, bill: &BillOf<T>) {
		Self::hold_call(id, bill);
	}

	fn release(id: BillId) {
		Self::let_go(id);
	}

	fn pass(id: BillId, bill: BillOf<T>) -> DispatchResult {
		// In a storage layer of its own: what is refused leaves nothing.
		with_storage_layer(|| Self::take_over(id, bill))
	}
}

impl<T: Config> OnPollClosed for Pallet<T> {
	fn on_poll_closed(institution: Institution, poll: PollId, outcome: &PollOutcome) -> Weight {
		if institution != Institution::Laws {
			return Weight::zero();
		}
		match ByPoll::<T>::take(poll) {
			Some(id) => Self::conclude(id, poll, outcome),
			None => T::DbWeight::get().reads_writes(1, 1),
		}
	}
}
