//! How long a slot and an epoch last: set at genesis and never again.
//!
//! The consensus takes these numbers from storage and not from code, so that one Wasm serves
//! production and fast test networks. Nobody calls this pallet; it only keeps two numbers. Changing
//! them on a running chain would stop block production, so nothing can.

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

	/// Nothing to configure in code.
	#[pallet::config]
	pub trait Config: frame_system::Config {}

	/// Milliseconds from one slot to the next.
	#[pallet::storage]
	pub type SlotDuration<T> = StorageValue<_, u64, ValueQuery, ProductionSlot>;

	/// Slots of an epoch.
	#[pallet::storage]
	pub type EpochSlots<T> = StorageValue<_, u64, ValueQuery, ProductionEpoch>;

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
				"timing: fewer than {MIN_EPOCH_SLOTS} slots an epoch leave the lots predictable; \
				 only a network with development = true may have so few"
			);
			SlotDuration::<T>::put(self.slot_duration);
			EpochSlots::<T>::put(self.epoch_slots);
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			ensure!(SlotDuration::<T>::get() >= 2, "the slot is too short");
			ensure!(EpochSlots::<T>::get() >= 2, "the epoch is too short");
			Ok(())
		}
	}
}

use frame_support::traits::Get;

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
