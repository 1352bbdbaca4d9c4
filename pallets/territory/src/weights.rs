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
// Measured on 2026-11-22 in Wasm on AMD EPYC.
// Values per component: 8; repetitions: 5.
// Command: cargo xtask bench --weights

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn add_unit() -> Weight {
		// Measured: 32.0 us to 38.2 us, 3 reads, 3 writes.
		Weight::from_parts(33_191_000, 0).saturating_add(T::DbWeight::get().reads_writes(3, 3))
	}

	fn rename_unit() -> Weight {
		// Measured: 19.2 us to 23.1 us, 1 reads, 1 writes.
		Weight::from_parts(19_410_000, 0).saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
}

impl WeightInfo for () {
	fn add_unit() -> Weight {
		// Measured: 32.0 us to 38.2 us, 3 reads, 3 writes.
		Weight::from_parts(33_191_000, 0).saturating_add(RocksDbWeight::get().reads_writes(3, 3))
	}

	fn rename_unit() -> Weight {
		// Measured: 19.2 us to 23.1 us, 1 reads, 1 writes.
		Weight::from_parts(19_410_000, 0).saturating_add(RocksDbWeight::get().reads_writes(1, 1))
	}
}
