//! How long a slot and an epoch last: set at genesis and never again. And how many epochs have put
//! something new into the lots.
//!
//! The consensus takes slot and epoch from storage and not from code, so that one Wasm serves
//! production and fast test networks. Nobody calls this pallet. Changing those numbers on a running
//! chain would stop block production, so nothing can.
//!
//! **Fresh epochs.** Lots that nobody may know beforehand wait until enough epochs have added what
//! validators contributed in them. The consensus' own number of the epoch will not do for that: it
//! is computed from the clock, so it leaps over an outage in which nobody contributed anything. And
//! an epoch with few blocks adds nothing: contributions are gathered in segments of 256, of primary
//! blocks only, and the last, part filled segment is left out. So epochs are counted here: only
//! those that really took place, and of these only those that filled a segment of their own. A
//! network in development counts every epoch that took place, since its short ones fill none.

pub use pallet::*;

/// The pallet.
#[frame_support::pallet]
pub mod pallet {
	use crate::constants::{DEFAULT_EPOCH_SLOTS, DEFAULT_SLOT_MILLIS, MIN_EPOCH_SLOTS};
	use frame_support::{pallet_prelude::*, traits::Get};
	use frame_system::pallet_prelude::*;

	/// The pallet.
	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// Nothing to configure in code; epochs are watched where the consensus keeps them.
	#[pallet::config]
	pub trait Config: frame_system::Config + pallet_babe::Config + pallet_session::Config {}

	/// Milliseconds from one slot to the next.
	#[pallet::storage]
	pub type SlotDuration<T> = StorageValue<_, u64, ValueQuery, ProductionSlot>;

	/// Slots of an epoch.
	#[pallet::storage]
	pub type EpochSlots<T> = StorageValue<_, u64, ValueQuery, ProductionEpoch>;

	/// Whether the network is for tests only.
	#[pallet::storage]
	pub type Development<T> = StorageValue<_, bool, ValueQuery>;

	/// The count behind [`Pallet::fresh_epochs`], as of the last block.
	#[pallet::storage]
	pub type FreshEpochs<T> = StorageValue<_, u64, ValueQuery>;

	/// What is known of the epoch under way.
	#[pallet::storage]
	pub type Watched<T> = StorageValue<_, Watch, ValueQuery>;

	/// What is known of an epoch as of the last block.
	#[derive(
		Encode, Decode, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq, Debug, Default,
	)]
	pub struct Watch {
		/// Its session: each epoch that takes place has one, and none is leapt over.
		pub session: u32,
		/// Whether the first segment may hold contributions of an earlier epoch.
		pub leftover: bool,
		/// How many segments are full.
		pub segments: u32,
	}

	impl Watch {
		/// Whether the epoch has filled a segment that was empty when it began.
		pub fn is_fresh(&self) -> bool {
			self.segments > u32::from(self.leftover)
		}

		/// The epoch after this one, when so many of its segments are full.
		pub fn followed_by(&self, session: u32, segments: u32) -> Self {
			Self {
				session,
				// Full segments are emptied when an epoch ends; if there was none, what the first
				// holds stays in it.
				leftover: self.segments == 0,
				segments,
			}
		}
	}

	/// The slot of a real network.
	pub struct ProductionSlot;
	impl Get<u64> for ProductionSlot {
		fn get() -> u64 {
			DEFAULT_SLOT_MILLIS
		}
	}

	/// The epoch of a real network.
	pub struct ProductionEpoch;
	impl Get<u64> for ProductionEpoch {
		fn get() -> u64 {
			DEFAULT_EPOCH_SLOTS
		}
	}

	/// What the preset says.
	#[pallet::genesis_config]
	pub struct GenesisConfig<T: Config> {
		/// Milliseconds from one slot to the next; even.
		pub slot_duration: u64,
		/// Slots of an epoch.
		pub epoch_slots: u64,
		/// Whether the network is for tests only. Epochs too short for fair lots need this.
		pub development: bool,
		/// No more fields.
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	impl<T: Config> Default for GenesisConfig<T> {
		fn default() -> Self {
			Self {
				slot_duration: DEFAULT_SLOT_MILLIS,
				epoch_slots: DEFAULT_EPOCH_SLOTS,
				development: false,
				_config: Default::default(),
			}
		}
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			// A chain must not start with a clock it cannot live with.
			assert!(
				self.slot_duration >= 2 && self.slot_duration.is_multiple_of(2),
				"timing: slotDuration must be an even number of milliseconds, at least 2"
			);
			assert!(
				self.epoch_slots >= 2,
				"timing: epochSlots must be at least 2"
			);
			assert!(
				self.development || self.epoch_slots >= MIN_EPOCH_SLOTS,
				"timing: with fewer than {MIN_EPOCH_SLOTS} slots an epoch, lots can be foreseen or put \
				 off; only a network with development = true may have so few"
			);
			SlotDuration::<T>::put(self.slot_duration);
			EpochSlots::<T>::put(self.epoch_slots);
			Development::<T>::put(self.development);
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			Self::watch()
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			ensure!(SlotDuration::<T>::get() >= 2, "the slot is too short");
			ensure!(EpochSlots::<T>::get() >= 2, "the epoch is too short");
			Ok(())
		}
	}
}

use frame_support::{traits::Get, weights::Weight};

impl<T: Config> Pallet<T> {
	/// How many epochs have ended that put new contributions into the lots; in development, how many
	/// have ended.
	pub fn fresh_epochs() -> u64 {
		let known = Watched::<T>::get();
		// In the first block of an epoch the last one is not counted yet.
		let ended_now = pallet_session::CurrentIndex::<T>::get() != known.session;
		FreshEpochs::<T>::get().saturating_add((ended_now && Self::counts(&known)).into())
	}

	/// Whether the epoch counts when it is over.
	fn counts(epoch: &Watch) -> bool {
		epoch.is_fresh() || Development::<T>::get()
	}

	/// Look at what the last block left. This pallet comes before the consensus in every block, so
	/// all of an epoch has been seen when it ends, and that it has ended is noted in the block
	/// after.
	fn watch() -> Weight {
		let known = Watched::<T>::get();
		let session = pallet_session::CurrentIndex::<T>::get();
		let segments = pallet_babe::SegmentIndex::<T>::get();
		let mut writes = 0;
		if session != known.session {
			if Self::counts(&known) {
				FreshEpochs::<T>::mutate(|count| *count = count.saturating_add(1));
				writes += 1;
			}
			Watched::<T>::put(known.followed_by(session, segments));
			writes += 1;
		} else if segments != known.segments {
			Watched::<T>::put(Watch { segments, ..known });
			writes += 1;
		}
		<T as frame_system::Config>::DbWeight::get().reads_writes(5, writes)
	}
}

/// Milliseconds from one slot to the next, for the consensus.
pub struct SlotMillis<T>(core::marker::PhantomData<T>);
impl<T: Config> Get<u64> for SlotMillis<T> {
	fn get() -> u64 {
		SlotDuration::<T>::get()
	}
}

/// Least milliseconds between two blocks: half a slot, which is how the consensus learns the slot.
pub struct HalfSlotMillis<T>(core::marker::PhantomData<T>);
impl<T: Config> Get<u64> for HalfSlotMillis<T> {
	fn get() -> u64 {
		SlotDuration::<T>::get() / 2
	}
}

/// Slots of an epoch, for the consensus.
pub struct SlotsPerEpoch<T>(core::marker::PhantomData<T>);
impl<T: Config> Get<u64> for SlotsPerEpoch<T> {
	fn get() -> u64 {
		EpochSlots::<T>::get()
	}
}
