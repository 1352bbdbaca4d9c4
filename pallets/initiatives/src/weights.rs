//! Weights of initiatives. The worst case is a paper of 8 questions with 32 options each, about 26 kB.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// What each act costs.
pub trait WeightInfo {
	/// [`crate::Pallet::start`], the opening of the petition included.
	fn start() -> Weight;
	/// [`crate::Pallet::set_params`].
	fn set_params() -> Weight;
	/// A petition that succeeded: the vote is opened.
	fn put_to_vote() -> Weight;
	/// A petition that lapsed or a vote that closed.
	fn end() -> Weight;
}

// Generated from here on.
// Measured on 2026-11-22 in Wasm on AMD EPYC.
// Values per component: 8; repetitions: 5.
// Command: cargo xtask bench --weights

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn start() -> Weight {
		// Measured: 471.0 us to 520.8 us, 18 reads, 13 writes.
		Weight::from_parts(487_009_000, 0).saturating_add(T::DbWeight::get().reads_writes(18, 13))
	}

	fn set_params() -> Weight {
		// Measured: 7.5 us to 11.0 us, 0 reads, 1 writes.
		Weight::from_parts(7_950_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}

	fn put_to_vote() -> Weight {
		// Measured: 229.9 us to 265.1 us, 7 reads, 17 writes.
		Weight::from_parts(249_240_000, 0).saturating_add(T::DbWeight::get().reads_writes(7, 17))
	}

	fn end() -> Weight {
		// Measured: 28.9 us to 31.3 us, 4 reads, 5 writes.
		Weight::from_parts(29_100_000, 0).saturating_add(T::DbWeight::get().reads_writes(4, 5))
	}
}

impl WeightInfo for () {
	fn start() -> Weight {
		// Measured: 471.0 us to 520.8 us, 18 reads, 13 writes.
		Weight::from_parts(487_009_000, 0).saturating_add(RocksDbWeight::get().reads_writes(18, 13))
	}

	fn set_params() -> Weight {
		// Measured: 7.5 us to 11.0 us, 0 reads, 1 writes.
		Weight::from_parts(7_950_000, 0).saturating_add(RocksDbWeight::get().writes(1))
	}

	fn put_to_vote() -> Weight {
		// Measured: 229.9 us to 265.1 us, 7 reads, 17 writes.
		Weight::from_parts(249_240_000, 0).saturating_add(RocksDbWeight::get().reads_writes(7, 17))
	}

	fn end() -> Weight {
		// Measured: 28.9 us to 31.3 us, 4 reads, 5 writes.
		Weight::from_parts(29_100_000, 0).saturating_add(RocksDbWeight::get().reads_writes(4, 5))
	}
}
