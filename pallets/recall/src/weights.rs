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
// Values per component: 8; repetitions: 5.
// Command: cargo xtask bench --weights

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn explain() -> Weight {
		// Measured: 105.2 us to 107.1 us, 7 reads, 2 writes.
		Weight::from_parts(106_430_000, 0).saturating_add(T::DbWeight::get().reads_writes(7, 2))
	}

	fn petition() -> Weight {
		// Measured: 263.2 us to 282.7 us, 22 reads, 9 writes.
		Weight::from_parts(266_559_000, 0).saturating_add(T::DbWeight::get().reads_writes(22, 9))
	}

	fn set_params() -> Weight {
		// Measured: 10.2 us to 14.3 us, 0 reads, 1 writes.
		Weight::from_parts(10_340_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}

	fn idle() -> Weight {
		// Measured: 228.8 us to 232.3 us, 65 reads, 1 writes.
		Weight::from_parts(229_960_000, 0).saturating_add(T::DbWeight::get().reads_writes(65, 1))
	}

	fn recall() -> Weight {
		// Measured: 114.1 us to 125.8 us, 11 reads, 13 writes.
		Weight::from_parts(123_160_000, 0).saturating_add(T::DbWeight::get().reads_writes(11, 13))
	}

	fn suspend() -> Weight {
		// Measured: 295.1 us to 329.1 us, 39 reads, 11 writes.
		Weight::from_parts(296_699_000, 0).saturating_add(T::DbWeight::get().reads_writes(39, 11))
	}

	fn reinstate() -> Weight {
		// Measured: 66.9 us to 74.7 us, 6 reads, 8 writes.
		Weight::from_parts(73_010_000, 0).saturating_add(T::DbWeight::get().reads_writes(6, 8))
	}

	fn pass_on() -> Weight {
		// Measured: 230.3 us to 259.0 us, 34 reads, 4 writes.
		Weight::from_parts(231_810_000, 0).saturating_add(T::DbWeight::get().reads_writes(34, 4))
	}

	fn fulfil() -> Weight {
		// Measured: 230.7 us to 253.6 us, 24 reads, 13 writes.
		Weight::from_parts(232_850_000, 0).saturating_add(T::DbWeight::get().reads_writes(24, 13))
	}

	fn lapse() -> Weight {
		// Measured: 13.2 us to 13.6 us, 1 reads, 2 writes.
		Weight::from_parts(13_290_000, 0).saturating_add(T::DbWeight::get().reads_writes(1, 2))
	}
}

impl WeightInfo for () {
	fn explain() -> Weight {
		// Measured: 105.2 us to 107.1 us, 7 reads, 2 writes.
		Weight::from_parts(106_430_000, 0).saturating_add(RocksDbWeight::get().reads_writes(7, 2))
	}

	fn petition() -> Weight {
		// Measured: 263.2 us to 282.7 us, 22 reads, 9 writes.
		Weight::from_parts(266_559_000, 0).saturating_add(RocksDbWeight::get().reads_writes(22, 9))
	}

	fn set_params() -> Weight {
		// Measured: 10.2 us to 14.3 us, 0 reads, 1 writes.
		Weight::from_parts(10_340_000, 0).saturating_add(RocksDbWeight::get().writes(1))
	}

	fn idle() -> Weight {
		// Measured: 228.8 us to 232.3 us, 65 reads, 1 writes.
		Weight::from_parts(229_960_000, 0).saturating_add(RocksDbWeight::get().reads_writes(65, 1))
	}

	fn recall() -> Weight {
		// Measured: 114.1 us to 125.8 us, 11 reads, 13 writes.
		Weight::from_parts(123_160_000, 0).saturating_add(RocksDbWeight::get().reads_writes(11, 13))
	}

	fn suspend() -> Weight {
		// Measured: 295.1 us to 329.1 us, 39 reads, 11 writes.
		Weight::from_parts(296_699_000, 0).saturating_add(RocksDbWeight::get().reads_writes(39, 11))
	}

	fn reinstate() -> Weight {
		// Measured: 66.9 us to 74.7 us, 6 reads, 8 writes.
		Weight::from_parts(73_010_000, 0).saturating_add(RocksDbWeight::get().reads_writes(6, 8))
	}

	fn pass_on() -> Weight {
		// Measured: 230.3 us to 259.0 us, 34 reads, 4 writes.
		Weight::from_parts(231_810_000, 0).saturating_add(RocksDbWeight::get().reads_writes(34, 4))
	}

	fn fulfil() -> Weight {
		// Measured: 230.7 us to 253.6 us, 24 reads, 13 writes.
		Weight::from_parts(232_850_000, 0).saturating_add(RocksDbWeight::get().reads_writes(24, 13))
	}

	fn lapse() -> Weight {
		// Measured: 13.2 us to 13.6 us, 1 reads, 2 writes.
		Weight::from_parts(13_290_000, 0).saturating_add(RocksDbWeight::get().reads_writes(1, 2))
	}
}
