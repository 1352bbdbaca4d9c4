//! Weights of the territory.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// What each act costs.
pub trait WeightInfo {
	/// [`crate::Pallet::add_unit`].
	fn add_unit() -> Weight;
	/// [`crate::Pallet::rename_unit`].
	fn rename_unit() -> Weight;
}

// Generated from here on.
// Measured on 2026-11-21 in Wasm on AMD EPYC.
// Values per component: 10; repetitions: 10.
// Command: cargo xtask bench --weights

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn add_unit() -> Weight {
		// Measured: 29.2 us to 72.9 us, 3 reads, 3 writes.
		Weight::from_parts(30_020_000, 0).saturating_add(T::DbWeight::get().reads_writes(3, 3))
	}

	fn rename_unit() -> Weight {
		// Measured: 17.3 us to 20.6 us, 1 reads, 1 writes.
		Weight::from_parts(18_070_000, 0).saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
}

impl WeightInfo for () {
	fn add_unit() -> Weight {
		// Measured: 29.2 us to 72.9 us, 3 reads, 3 writes.
		Weight::from_parts(30_020_000, 0).saturating_add(RocksDbWeight::get().reads_writes(3, 3))
	}

	fn rename_unit() -> Weight {
		// Measured: 17.3 us to 20.6 us, 1 reads, 1 writes.
		Weight::from_parts(18_070_000, 0).saturating_add(RocksDbWeight::get().reads_writes(1, 1))
	}
}
