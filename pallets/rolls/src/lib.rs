//! # Rolls: who may vote where
//!
//! A roll lists the voting keys of an electorate: the people of a unit, or the holders of a
//! credential. It is cut into **precincts**, each small enough to be one ring; a ring is what a
//! voter hides in. The people of a unit are all precincts of that unit and of every unit below.
//!
//! ## In order of events
//!
//! 1. Whoever knows persons and credentials queues changes: `enroll`, `withdraw`, `replace`
//!    (`queue.rs`). Nothing takes effect yet.
//! 2. Every [`TurnLength`] blocks a **turn** starts, if anything waits (`turn.rs`).
//!    *Placing*: changes are drawn in shuffled order and put into staged lists. *Building*: the
//!    commitment of each changed precinct is built, some keys per block. When all are built, one
//!    write of [`CurrentEpoch`] makes all of it current at once. *Tidying*: what was superseded is
//!    deleted, unless a poll still needs it. Changes queued meanwhile wait for the turn after.
//! 3. `revoke` cannot wait (`repair.rs`): the key's precincts are **emptied** in the same block, that
//!    is, they get a new version without a commitment, in which nobody can prove anything; then they
//!    are **repaired** before anything else is built, which is a new epoch again.
//! 4. A poll that opens pins the current epoch and proves against that for as long as it likes
//!    (`versions.rs`); an epoch that somebody pinned can be pinned again by another. Versions are sparse: a precinct has one for each epoch in which it changed,
//!    and the one in force in an epoch is the latest at or before it. A version is deleted when it
//!    is superseded and no pinned epoch sees it.
//! 5. `verify` checks a proof against the ring in force in an epoch (`rings.rs`).
//!
//! ## Who calls, and what if nobody does
//!
//! The pallet has no calls. Other pallets use it through the traits `Rolls` and `Electorates` (`api.rs`); every step of
//! the work above is done by `on_initialize`, bounded and weighed, so full blocks cannot starve it.
//! If nobody queues anything, no turn starts and nothing changes.
//!
//! ## What must stand beside it
//!
//! - A territory in which a unit with electors never gets another parent: electors are counted in
//!   every unit above.
//! - Randomness that nobody can steer once changes are queued; it decides who shares a ring.
//! - Somebody who keeps revoked or foreign keys from being enrolled; here only their form is checked.
//!
//! ## Readers
//!
//! Events tell every placement, emptying, repair and turn. `Members` and `Commitments` hold what is in
//! force, staged or pinned; a wallet rebuilds the commitment from the keys before it proves.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;
pub use weights::WeightInfo;

mod api;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod check;
#[cfg(any(test, feature = "runtime-benchmarks"))]
pub mod fixtures;
#[cfg(test)]
mod mock;
mod queue;
mod repair;
mod rings;
#[cfg(test)]
mod tests;
mod turn;
pub mod types;
mod versions;
pub mod weights;

#[frame_support::pallet]
pub mod pallet {
	use crate::{rings, types::*, weights::WeightInfo};
	use alloc::vec::Vec;
	use frame_support::{pallet_prelude::*, traits::Randomness, BoundedBTreeMap};
	use frame_system::pallet_prelude::*;
	use sp_runtime::traits::{One, Zero};
	use veche_primitives::{
		rolls::{Electorate, RingSize, RollEpoch},
		territory::Territory,
		PrecinctId, VotingKey,
	};

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Which units exist and what lies above them.
		type Territory: Territory;
		/// Decides in what order keys are placed, and where.
		type Randomness: Randomness<Self::Hash, BlockNumberFor<Self>>;
		/// Most keys of one precinct, whatever the ring size: the bound of stored lists.
		#[pallet::constant]
		type MaxRing: Get<u32>;
		/// Keys pushed to commitments per block.
		#[pallet::constant]
		type KeysPerStep: Get<u32>;
		/// Queued changes placed per block.
		#[pallet::constant]
		type ChangesPerBlock: Get<u32>;
		/// Superseded versions and departed keys cleared away per block.
		#[pallet::constant]
		type PrunesPerBlock: Get<u32>;
		/// Different epochs that can be pinned at once.
		#[pallet::constant]
		type MaxPins: Get<u32>;
		/// Changes that can wait for one turn.
		#[pallet::constant]
		type MaxChanges: Get<u32>;
		/// What things cost.
		type WeightInfo: WeightInfo;
	}

	/// Size of every ring. Set at genesis.
	#[pallet::storage]
	pub type Size<T> = StorageValue<_, RingSize, ValueQuery>;

	/// Blocks from one scheduled turn to the next. Set at genesis.
	#[pallet::storage]
	pub type TurnLength<T> = StorageValue<_, BlockNumberFor<T>, ValueQuery>;

	/// The block from which the next turn may start.
	#[pallet::storage]
	pub type NextTurn<T> = StorageValue<_, BlockNumberFor<T>, ValueQuery>;

	/// The points commitments are built from, [`POINTS_PER_PAGE`] to a page. Set at genesis.
	#[pallet::storage]
	pub type Srs<T> = StorageMap<
		_,
		Twox64Concat,
		u32,
		BoundedVec<u8, ConstU32<{ POINTS_PER_PAGE * POINT_BYTES }>>,
	>;

	/// The state of all rolls that is current.
	#[pallet::storage]
	pub type CurrentEpoch<T> = StorageValue<_, RollEpoch, ValueQuery>;

	/// All precincts.
	#[pallet::storage]
	pub type Precincts<T> = StorageMap<_, Twox64Concat, PrecinctId, Precinct>;

	/// The number the next precinct gets.
	#[pallet::storage]
	pub type NextPrecinct<T> = StorageValue<_, PrecinctId, ValueQuery>;

	/// The size of each electorate's own roll.
	#[pallet::storage]
	pub type RollOf<T> = StorageMap<_, Twox64Concat, Electorate, RollInfo, ValueQuery>;

	/// The precincts of each electorate's own roll, numbered from 0.
	#[pallet::storage]
	pub type PrecinctAt<T> =
		StorageDoubleMap<_, Twox64Concat, Electorate, Twox64Concat, u32, PrecinctId>;

	/// Electors of each electorate, for a unit including all units below.
	#[pallet::storage]
	pub type Electors<T> = StorageMap<_, Twox64Concat, Electorate, Switched<u32>, ValueQuery>;

	/// Each key's rolls: its precinct there and the change that waits.
	#[pallet::storage]
	pub type Keys<T> = StorageMap<_, Blake2_128Concat, VotingKey, Seats, ValueQuery>;

	/// Changes that wait, by turn and place in its queue.
	#[pallet::storage]
	pub type Queue<T> = StorageDoubleMap<_, Twox64Concat, u32, Twox64Concat, u32, Change>;

	/// How many changes wait, by turn.
	#[pallet::storage]
	pub type QueueLength<T> = StorageMap<_, Twox64Concat, u32, u32, ValueQuery>;

	/// How many of them join, by turn and electorate.
	#[pallet::storage]
	pub type Joining<T> =
		StorageDoubleMap<_, Twox64Concat, u32, Twox64Concat, Electorate, u32, ValueQuery>;

	/// The turn under way.
	#[pallet::storage]
	pub type Turn<T> = StorageValue<_, TurnState>;

	/// The precincts the turn has changed, in order of change; one can occur twice.
	#[pallet::storage]
	pub type Changed<T> = StorageMap<_, Twox64Concat, u32, PrecinctId>;

	/// The keys that leave a roll with the turn.
	#[pallet::storage]
	pub type Leavers<T> = StorageMap<_, Twox64Concat, u32, VotingKey>;

	/// The versions of each precinct, oldest first: pinned ones, the one in force, the staged one.
	#[pallet::storage]
	pub type Versions<T: Config> = StorageMap<
		_,
		Twox64Concat,
		PrecinctId,
		BoundedVec<Span, MaxVersions<T::MaxPins>>,
		ValueQuery,
	>;

	/// The keys of each version, in the order of its ring.
	#[pallet::storage]
	pub type Members<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		PrecinctId,
		Twox64Concat,
		RollEpoch,
		BoundedVec<VotingKey, T::MaxRing>,
		ValueQuery,
	>;

	/// The ring commitment of each version; absent when nobody can prove in it.
	#[pallet::storage]
	pub type Commitments<T> =
		StorageDoubleMap<_, Twox64Concat, PrecinctId, Twox64Concat, RollEpoch, Commitment>;

	/// Rings that are not finished yet.
	#[pallet::storage]
	pub type Assemblies<T> = StorageMap<_, Twox64Concat, Purpose, Assembly>;

	/// Emptied precincts that wait to be rebuilt.
	#[pallet::storage]
	pub type Repairs<T> = CountedStorageMap<_, Twox64Concat, PrecinctId, ()>;

	/// Pinned epochs and how often each is pinned. One pinned zero times has been released, and
	/// goes as soon as what it held is cleared away.
	#[pallet::storage]
	pub type Pins<T: Config> =
		StorageValue<_, BoundedBTreeMap<RollEpoch, u32, T::MaxPins>, ValueQuery>;

	/// Superseded versions that are kept, each under the latest pinned epoch that sees it.
	#[pallet::storage]
	pub type Held<T> =
		StorageDoubleMap<_, Twox64Concat, RollEpoch, Twox64Concat, PrecinctId, RollEpoch>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A change of a roll was queued for a turn.
		Queued {
			/// Whose.
			key: VotingKey,
			/// Which roll.
			electorate: Electorate,
			/// What it does.
			kind: Kind,
			/// When it takes effect.
			turn: u32,
		},
		/// A queued change was taken back.
		Unqueued {
			/// Whose.
			key: VotingKey,
			/// Which roll.
			electorate: Electorate,
		},
		/// A turn started to place the changes that wait.
		TurnStarted {
			/// The turn.
			turn: u32,
			/// How many changes wait.
			changes: u32,
		},
		/// A roll got one more precinct, empty or with half of another's keys.
		PrecinctCreated {
			/// The new precinct.
			precinct: PrecinctId,
			/// Whose roll.
			electorate: Electorate,
			/// Where the keys came from.
			split_from: Option<PrecinctId>,
			/// How many keys moved.
			moved: u32,
		},
		/// A key was placed; it counts from the turn on.
		Joined {
			/// The key.
			key: VotingKey,
			/// Its precinct.
			precinct: PrecinctId,
			/// The turn.
			turn: u32,
		},
		/// A key was taken off a precinct; it counts until the turn.
		Left {
			/// The key.
			key: VotingKey,
			/// The precinct it leaves.
			precinct: PrecinctId,
			/// The turn.
			turn: u32,
		},
		/// A turn was completed: everything staged is current.
		Turned {
			/// The epoch that began.
			epoch: RollEpoch,
			/// How many precincts were rebuilt.
			precincts: u32,
		},
		/// A key was revoked: nobody proves in this precinct until it is repaired.
		PrecinctEmptied {
			/// The precinct.
			precinct: PrecinctId,
			/// The epoch that began.
			epoch: RollEpoch,
			/// The revoked key.
			key: VotingKey,
		},
		/// An emptied precinct was rebuilt without the revoked keys.
		PrecinctRepaired {
			/// The precinct.
			precinct: PrecinctId,
			/// The epoch that began.
			epoch: RollEpoch,
		},
		/// A ring could not be built: a key in it is malformed. Nobody proves in this version.
		RingFailed {
			/// The precinct.
			precinct: PrecinctId,
			/// The version.
			version: RollEpoch,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The bytes are no valid voting key. Make the key with a current wallet.
		InvalidKey,
		/// No unit has this number. Look the unit up and use its number.
		UnknownUnit,
		/// The key is already on this roll. Nothing is to be done.
		AlreadyOnRoll,
		/// The key is not on this roll. Check the key and the electorate.
		NotOnRoll,
		/// This change already waits for the next turn. Wait for it.
		ChangePending,
		/// Too many changes wait for the next turn. Try again after it.
		QueueFull,
		/// The key is on too many rolls. Withdraw it from one, wait for the turn, try again.
		TooManyRolls,
	}

	#[pallet::genesis_config]
	pub struct GenesisConfig<T: Config> {
		/// Size of every ring.
		pub ring_size: RingSize,
		/// Blocks from one scheduled turn to the next, at least 1.
		pub turn_length: BlockNumberFor<T>,
	}

	impl<T: Config> Default for GenesisConfig<T> {
		fn default() -> Self {
			// A day of six-second blocks.
			Self {
				ring_size: RingSize::Standard,
				turn_length: 14_400u32.into(),
			}
		}
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			assert!(
				!self.turn_length.is_zero(),
				"rolls: turn_length must be at least 1"
			);
			TurnLength::<T>::put(self.turn_length);
			// Who is enrolled at genesis is placed from the first block on.
			NextTurn::<T>::put(BlockNumberFor::<T>::one());
			if let Err(error) =
				Pallet::<T>::install(self.ring_size, rings::parameters(self.ring_size))
			{
				panic!("rolls: the ring builder's parameters are refused: {error:?}");
			}
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(now: BlockNumberFor<T>) -> Weight {
			Self::work(now)
		}

		fn integrity_test() {
			assert!(
				T::MaxRing::get() >= 1,
				"MaxRing: a precinct holds at least one key"
			);
			assert!(
				T::MaxRing::get() <= RingSize::Standard.capacity(),
				"MaxRing: no ring holds that many keys"
			);
			assert!(
				T::KeysPerStep::get() > rings::STEP_KEYS,
				"KeysPerStep: must exceed STEP_KEYS, or nothing is ever built"
			);
			assert!(
				T::ChangesPerBlock::get() >= 1,
				"ChangesPerBlock: nothing would be placed"
			);
			assert!(
				T::PrunesPerBlock::get() >= 1,
				"PrunesPerBlock: nothing would be cleared away"
			);
			assert!(T::MaxPins::get() >= 1, "MaxPins: no poll could open");
			assert!(
				T::MaxChanges::get() >= 1,
				"MaxChanges: nobody could be enrolled"
			);
			let block = <T as frame_system::Config>::BlockWeights::get().max_block;
			assert!(
				Self::most_work().all_lt(block.saturating_div(2)),
				"the worst block of the rolls takes half of a block: lower the limits"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The ring of a precinct that is in force in an epoch, if it is still kept.
		pub fn ring(precinct: PrecinctId, epoch: RollEpoch) -> Option<Ring> {
			let version = Self::version_at(precinct, epoch)?;
			let keys = Members::<T>::get(precinct, version).into_inner();
			Some(Ring {
				version,
				keys,
				commitment: Commitments::<T>::get(precinct, version),
			})
		}

		/// The precinct a key is in now.
		pub fn precinct_of(key: VotingKey, electorate: Electorate) -> Option<PrecinctId> {
			let turn = CurrentEpoch::<T>::get().turn;
			Self::seat(&key, electorate)?.place.live(turn)
		}

		/// The precinct a key was in in an epoch: today's, or one that it was split from. None also
		/// when the key left and came back since; then look through [`Self::precincts`].
		pub fn precinct_at(
			key: VotingKey,
			electorate: Electorate,
			epoch: RollEpoch,
		) -> Option<PrecinctId> {
			let here = |precinct: &PrecinctId| {
				Self::version_at(*precinct, epoch)
					.is_some_and(|version| Members::<T>::get(precinct, version).contains(&key))
			};
			let first = Self::precinct_of(key, electorate);
			core::iter::successors(first, |id| Precincts::<T>::get(id)?.split_from)
				.take(MAX_ROLLS_PER_KEY as usize)
				.find(here)
		}

		/// Precincts of an electorate's own roll, without the units below: at most `limit`, from the
		/// one numbered `from` in the roll.
		pub fn precincts(electorate: Electorate, from: u32, limit: u32) -> Vec<PrecinctId> {
			let end = RollOf::<T>::get(electorate)
				.precincts
				.min(from.saturating_add(limit));
			(from..end)
				.filter_map(|at| PrecinctAt::<T>::get(electorate, at))
				.collect()
		}

		/// The state of all rolls that is current.
		pub fn current_epoch() -> RollEpoch {
			CurrentEpoch::<T>::get()
		}

		/// The number of electors now.
		pub fn electors(electorate: Electorate) -> u32 {
			Electors::<T>::get(electorate).live(CurrentEpoch::<T>::get().turn)
		}

		/// The block from which the next turn may start.
		pub fn next_turn() -> BlockNumberFor<T> {
			NextTurn::<T>::get()
		}

		/// How far the work is.
		pub fn progress() -> Progress {
			let staging = Self::staging();
			Progress {
				turn: Turn::<T>::get(),
				placing: staging.map_or(0, QueueLength::<T>::get),
				waiting: QueueLength::<T>::get(Self::open_turn()),
				repairs: Repairs::<T>::count(),
			}
		}
	}
}
