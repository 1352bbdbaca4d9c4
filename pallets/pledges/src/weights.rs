//! Weights of pledges. The worst case is a list of 16 with the longest titles, about 2 kB.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// What each act costs.
pub trait WeightInfo {
	/// [`crate::Pallet::enter`], the trial run included.
	fn enter() -> Weight;
}

// Generated from here on.
// Measured on 2026-11-22 in Wasm on AMD EPYC.
// Values per component: 20; repetitions: 10.
// Command: cargo xtask bench --weights

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn enter() -> Weight {
		// Measured: 102.6 us to 115.5 us, 6 reads, 2 writes.
		Weight::from_parts(107_500_000, 0).saturating_add(T::DbWeight::get().reads_writes(6, 2))
	}
}

impl WeightInfo for () {
	fn enter() -> Weight {
		// Measured: 102.6 us to 115.5 us, 6 reads, 2 writes.
		Weight::from_parts(107_500_000, 0).saturating_add(RocksDbWeight::get().reads_writes(6, 2))
	}
}
