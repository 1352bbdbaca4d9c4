//! Weights of pledges. The worst case is a checklist of 16 with the longest titles and reasons, all
//! of them claimed and excused, about 6 kB.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// What each act costs.
pub trait WeightInfo {
	/// [`crate::Pallet::enter`], the trial run included.
	fn enter() -> Weight;
	/// [`crate::Pallet::claim`], whose judgement opens at once, the trial included.
	fn claim() -> Weight;
	/// [`crate::Pallet::ask_excuse`], whose judgement opens at once, the trial included.
	fn ask_excuse() -> Weight;
	/// [`crate::Pallet::set_params`].
	fn set_params() -> Weight;
	/// A block on which nothing is due.
	fn idle() -> Weight;
	/// A pledge that is due and still open.
	fn close_pledge() -> Weight;
	/// A queue whose first is put to the people, and that is served again.
	fn open_judgement() -> Weight;
	/// A judgement that missed its quorum and is held once more.
	fn judge_again() -> Weight;
	/// A judgement that closed, so that the queue moves on.
	fn conclude() -> Weight;
}

// Generated from here on.
// Measured on 2026-11-22 in Wasm on AMD EPYC: `enter`. All else is estimated.
// Command: cargo xtask bench --weights

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn enter() -> Weight {
		// Measured: 102.6 us to 115.5 us, 6 reads, 2 writes.
		Weight::from_parts(107_500_000, 0).saturating_add(T::DbWeight::get().reads_writes(6, 2))
	}

	fn claim() -> Weight {
		// Estimated; not measured yet.
		Weight::from_parts(320_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(16, 13))
	}

	fn ask_excuse() -> Weight {
		// Estimated; not measured yet.
		Weight::from_parts(320_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(16, 13))
	}

	fn set_params() -> Weight {
		// Estimated; not measured yet.
		Weight::from_parts(8_000_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}

	fn idle() -> Weight {
		// Estimated; not measured yet.
		Weight::from_parts(260_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(65, 1))
	}

	fn close_pledge() -> Weight {
		// Estimated; not measured yet.
		Weight::from_parts(60_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(3, 2))
	}

	fn open_judgement() -> Weight {
		// Estimated; not measured yet.
		Weight::from_parts(180_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(11, 14))
	}

	fn judge_again() -> Weight {
		// Estimated; not measured yet.
		Weight::from_parts(200_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(14, 15))
	}

	fn conclude() -> Weight {
		// Estimated; not measured yet.
		Weight::from_parts(80_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(7, 6))
	}
}

impl WeightInfo for () {
	fn enter() -> Weight {
		// Measured: 102.6 us to 115.5 us, 6 reads, 2 writes.
		Weight::from_parts(107_500_000, 0).saturating_add(RocksDbWeight::get().reads_writes(6, 2))
	}

	fn claim() -> Weight {
		// Estimated; not measured yet.
		Weight::from_parts(320_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(16, 13))
	}

	fn ask_excuse() -> Weight {
		// Estimated; not measured yet.
		Weight::from_parts(320_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(16, 13))
	}

	fn set_params() -> Weight {
		// Estimated; not measured yet.
		Weight::from_parts(8_000_000, 0).saturating_add(RocksDbWeight::get().writes(1))
	}

	fn idle() -> Weight {
		// Estimated; not measured yet.
		Weight::from_parts(260_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(65, 1))
	}

	fn close_pledge() -> Weight {
		// Estimated; not measured yet.
		Weight::from_parts(60_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(3, 2))
	}

	fn open_judgement() -> Weight {
		// Estimated; not measured yet.
		Weight::from_parts(180_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(11, 14))
	}

	fn judge_again() -> Weight {
		// Estimated; not measured yet.
		Weight::from_parts(200_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(14, 15))
	}

	fn conclude() -> Weight {
		// Estimated; not measured yet.
		Weight::from_parts(80_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(7, 6))
	}
}
