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
// Provisional: estimated, not measured yet.
// Command: cargo xtask bench --weights

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn enter() -> Weight {
		Weight::from_parts(150_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(10, 4))
	}
}

impl WeightInfo for () {
	fn enter() -> Weight {
		Weight::from_parts(150_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(10, 4))
	}
}
