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
// Measured on 2026-11-22 in Wasm on AMD EPYC.
// Values per component: 8; repetitions: 5.
// Command: cargo xtask bench --weights

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn enter() -> Weight {
		// Measured: 101.7 us to 105.5 us, 6 reads, 2 writes.
		Weight::from_parts(102_200_000, 0).saturating_add(T::DbWeight::get().reads_writes(6, 2))
	}

	fn claim() -> Weight {
		// Measured: 302.7 us to 358.6 us, 13 reads, 12 writes.
		Weight::from_parts(319_569_000, 0).saturating_add(T::DbWeight::get().reads_writes(13, 12))
	}

	fn ask_excuse() -> Weight {
		// Measured: 304.8 us to 334.1 us, 13 reads, 12 writes.
		Weight::from_parts(309_550_000, 0).saturating_add(T::DbWeight::get().reads_writes(13, 12))
	}

	fn set_params() -> Weight {
		// Measured: 7.6 us to 11.2 us, 0 reads, 1 writes.
		Weight::from_parts(7_920_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}

	fn idle() -> Weight {
		// Measured: 239.4 us to 290.7 us, 65 reads, 1 writes.
		Weight::from_parts(259_320_000, 0).saturating_add(T::DbWeight::get().reads_writes(65, 1))
	}

	fn close_pledge() -> Weight {
		// Measured: 49.5 us to 54.8 us, 2 reads, 2 writes.
		Weight::from_parts(50_060_000, 0).saturating_add(T::DbWeight::get().reads_writes(2, 2))
	}

	fn open_judgement() -> Weight {
		// Measured: 117.7 us to 146.8 us, 8 reads, 13 writes.
		Weight::from_parts(125_630_000, 0).saturating_add(T::DbWeight::get().reads_writes(8, 13))
	}

	fn judge_again() -> Weight {
		// Measured: 155.2 us to 174.7 us, 10 reads, 12 writes.
		Weight::from_parts(158_450_000, 0).saturating_add(T::DbWeight::get().reads_writes(10, 12))
	}

	fn conclude() -> Weight {
		// Measured: 75.7 us to 81.2 us, 7 reads, 5 writes.
		Weight::from_parts(76_249_000, 0).saturating_add(T::DbWeight::get().reads_writes(7, 5))
	}
}

impl WeightInfo for () {
	fn enter() -> Weight {
		// Measured: 101.7 us to 105.5 us, 6 reads, 2 writes.
		Weight::from_parts(102_200_000, 0).saturating_add(RocksDbWeight::get().reads_writes(6, 2))
	}

	fn claim() -> Weight {
		// Measured: 302.7 us to 358.6 us, 13 reads, 12 writes.
		Weight::from_parts(319_569_000, 0).saturating_add(RocksDbWeight::get().reads_writes(13, 12))
	}

	fn ask_excuse() -> Weight {
		// Measured: 304.8 us to 334.1 us, 13 reads, 12 writes.
		Weight::from_parts(309_550_000, 0).saturating_add(RocksDbWeight::get().reads_writes(13, 12))
	}

	fn set_params() -> Weight {
		// Measured: 7.6 us to 11.2 us, 0 reads, 1 writes.
		Weight::from_parts(7_920_000, 0).saturating_add(RocksDbWeight::get().writes(1))
	}

	fn idle() -> Weight {
		// Measured: 239.4 us to 290.7 us, 65 reads, 1 writes.
		Weight::from_parts(259_320_000, 0).saturating_add(RocksDbWeight::get().reads_writes(65, 1))
	}

	fn close_pledge() -> Weight {
		// Measured: 49.5 us to 54.8 us, 2 reads, 2 writes.
		Weight::from_parts(50_060_000, 0).saturating_add(RocksDbWeight::get().reads_writes(2, 2))
	}

	fn open_judgement() -> Weight {
		// Measured: 117.7 us to 146.8 us, 8 reads, 13 writes.
		Weight::from_parts(125_630_000, 0).saturating_add(RocksDbWeight::get().reads_writes(8, 13))
	}

	fn judge_again() -> Weight {
		// Measured: 155.2 us to 174.7 us, 10 reads, 12 writes.
		Weight::from_parts(158_450_000, 0).saturating_add(RocksDbWeight::get().reads_writes(10, 12))
	}

	fn conclude() -> Weight {
		// Measured: 75.7 us to 81.2 us, 7 reads, 5 writes.
		Weight::from_parts(76_249_000, 0).saturating_add(RocksDbWeight::get().reads_writes(7, 5))
	}
}
