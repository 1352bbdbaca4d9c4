//! Weights of recall. The worst case is an office of a unit as deep as units go, with somebody who
//! acts beside the suspended.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// What each act costs.
pub trait WeightInfo {
	/// [`crate::Pallet::explain`], the trial run included.
	fn explain() -> Weight;
	/// [`crate::Pallet::petition`], the trial run included.
	fn petition() -> Weight;
	/// [`crate::Pallet::set_params`].
	fn set_params() -> Weight;
	/// A block on which no deadline falls.
	fn idle() -> Weight;
	/// One item of the agenda: a deadline at which a mandate ends.
	fn recall() -> Weight;
	/// A rating that suspends.
	fn suspend() -> Weight;
	/// A rating that reinstates.
	fn reinstate() -> Weight;
	/// A rating after which somebody else acts.
	fn pass_on() -> Weight;
	/// A petition that found its supporters: a round is held.
	fn fulfil() -> Weight;
	/// A petition that lapsed.
	fn lapse() -> Weight;
}

// Generated from here on.
// Measured on 2026-11-22 in Wasm on AMD EPYC.
// Values per component: 20; repetitions: 10.
// Command: cargo xtask bench --weights

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn explain() -> Weight {
		// Measured: 104.0 us to 134.0 us, 7 reads, 2 writes.
		Weight::from_parts(105_540_000, 0).saturating_add(T::DbWeight::get().reads_writes(7, 2))
	}

	fn petition() -> Weight {
		// Measured: 265.9 us to 319.5 us, 22 reads, 9 writes.
		Weight::from_parts(267_420_000, 0).saturating_add(T::DbWeight::get().reads_writes(22, 9))
	}

	fn set_params() -> Weight {
		// Measured: 8.7 us to 21.2 us, 0 reads, 1 writes.
		Weight::from_parts(9_370_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}

	fn idle() -> Weight {
		// Measured: 231.2 us to 249.5 us, 65 reads, 1 writes.
		Weight::from_parts(235_549_000, 0).saturating_add(T::DbWeight::get().reads_writes(65, 1))
	}

	fn recall() -> Weight {
		// Measured: 115.2 us to 147.1 us, 11 reads, 13 writes.
		Weight::from_parts(119_240_000, 0).saturating_add(T::DbWeight::get().reads_writes(11, 13))
	}

	fn suspend() -> Weight {
		// Measured: 288.5 us to 312.8 us, 39 reads, 11 writes.
		Weight::from_parts(290_140_000, 0).saturating_add(T::DbWeight::get().reads_writes(39, 11))
	}

	fn reinstate() -> Weight {
		// Measured: 66.4 us to 73.6 us, 6 reads, 8 writes.
		Weight::from_parts(67_419_000, 0).saturating_add(T::DbWeight::get().reads_writes(6, 8))
	}

	fn pass_on() -> Weight {
		// Measured: 229.8 us to 267.1 us, 34 reads, 4 writes.
		Weight::from_parts(234_100_000, 0).saturating_add(T::DbWeight::get().reads_writes(34, 4))
	}

	fn fulfil() -> Weight {
		// Measured: 245.4 us to 300.0 us, 24 reads, 13 writes.
		Weight::from_parts(268_320_000, 0).saturating_add(T::DbWeight::get().reads_writes(24, 13))
	}

	fn lapse() -> Weight {
		// Measured: 12.9 us to 14.8 us, 1 reads, 2 writes.
		Weight::from_parts(13_750_000, 0).saturating_add(T::DbWeight::get().reads_writes(1, 2))
	}
}

impl WeightInfo for () {
	fn explain() -> Weight {
		// Measured: 104.0 us to 134.0 us, 7 reads, 2 writes.
		Weight::from_parts(105_540_000, 0).saturating_add(RocksDbWeight::get().reads_writes(7, 2))
	}

	fn petition() -> Weight {
		// Measured: 265.9 us to 319.5 us, 22 reads, 9 writes.
		Weight::from_parts(267_420_000, 0).saturating_add(RocksDbWeight::get().reads_writes(22, 9))
	}

	fn set_params() -> Weight {
		// Measured: 8.7 us to 21.2 us, 0 reads, 1 writes.
		Weight::from_parts(9_370_000, 0).saturating_add(RocksDbWeight::get().writes(1))
	}

	fn idle() -> Weight {
		// Measured: 231.2 us to 249.5 us, 65 reads, 1 writes.
		Weight::from_parts(235_549_000, 0).saturating_add(RocksDbWeight::get().reads_writes(65, 1))
	}

	fn recall() -> Weight {
		// Measured: 115.2 us to 147.1 us, 11 reads, 13 writes.
		Weight::from_parts(119_240_000, 0).saturating_add(RocksDbWeight::get().reads_writes(11, 13))
	}

	fn suspend() -> Weight {
		// Measured: 288.5 us to 312.8 us, 39 reads, 11 writes.
		Weight::from_parts(290_140_000, 0).saturating_add(RocksDbWeight::get().reads_writes(39, 11))
	}

	fn reinstate() -> Weight {
		// Measured: 66.4 us to 73.6 us, 6 reads, 8 writes.
		Weight::from_parts(67_419_000, 0).saturating_add(RocksDbWeight::get().reads_writes(6, 8))
	}

	fn pass_on() -> Weight {
		// Measured: 229.8 us to 267.1 us, 34 reads, 4 writes.
		Weight::from_parts(234_100_000, 0).saturating_add(RocksDbWeight::get().reads_writes(34, 4))
	}

	fn fulfil() -> Weight {
		// Measured: 245.4 us to 300.0 us, 24 reads, 13 writes.
		Weight::from_parts(268_320_000, 0).saturating_add(RocksDbWeight::get().reads_writes(24, 13))
	}

	fn lapse() -> Weight {
		// Measured: 12.9 us to 14.8 us, 1 reads, 2 writes.
		Weight::from_parts(13_750_000, 0).saturating_add(RocksDbWeight::get().reads_writes(1, 2))
	}
}
