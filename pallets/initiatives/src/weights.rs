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
// Measured on 2026-11-21 in Wasm on AMD EPYC.
// Values per component: 10; repetitions: 10.
// Command: cargo xtask bench --weights

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn start() -> Weight {
		// Measured: 426.7 us to 4.48 ms, 18 reads, 12 writes.
		Weight::from_parts(437_999_000, 0).saturating_add(T::DbWeight::get().reads_writes(18, 12))
	}

	fn set_params() -> Weight {
		// Measured: 7.1 us to 16.5 us, 0 reads, 1 writes.
		Weight::from_parts(7_370_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}

	fn put_to_vote() -> Weight {
		// Measured: 179.0 us to 209.4 us, 7 reads, 16 writes.
		Weight::from_parts(183_420_000, 0).saturating_add(T::DbWeight::get().reads_writes(7, 16))
	}

	fn end() -> Weight {
		// Measured: 26.6 us to 30.4 us, 4 reads, 5 writes.
		Weight::from_parts(27_510_000, 0).saturating_add(T::DbWeight::get().reads_writes(4, 5))
	}
}

impl WeightInfo for () {
	fn start() -> Weight {
		// Measured: 426.7 us to 4.48 ms, 18 reads, 12 writes.
		Weight::from_parts(437_999_000, 0).saturating_add(RocksDbWeight::get().reads_writes(18, 12))
	}

	fn set_params() -> Weight {
		// Measured: 7.1 us to 16.5 us, 0 reads, 1 writes.
		Weight::from_parts(7_370_000, 0).saturating_add(RocksDbWeight::get().writes(1))
	}

	fn put_to_vote() -> Weight {
		// Measured: 179.0 us to 209.4 us, 7 reads, 16 writes.
		Weight::from_parts(183_420_000, 0).saturating_add(RocksDbWeight::get().reads_writes(7, 16))
	}

	fn end() -> Weight {
		// Measured: 26.6 us to 30.4 us, 4 reads, 5 writes.
		Weight::from_parts(27_510_000, 0).saturating_add(RocksDbWeight::get().reads_writes(4, 5))
	}
}
