//! Weights of reputation. The worst case is an office as deep in the territory as units go, whose
//! incumbent is suspended while somebody acts: a round with two questions.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// What each act costs.
pub trait WeightInfo {
	/// [`crate::Pallet::set_params`].
	fn set_params() -> Weight;
	/// A block that is the date of no office.
	fn idle() -> Weight;
	/// A date of an office on which a round is called, or a round called out of turn.
	fn call_round() -> Weight;
	/// A round whose poll closed: its ratings are kept and told. What hangs on them comes on top.
	fn settle() -> Weight;
}

// Generated from here on.
// Measured on 2026-11-22 in Wasm on AMD EPYC.
// Values per component: 8; repetitions: 5.
// Command: cargo xtask bench --weights

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn set_params() -> Weight {
		// Measured: 9.5 us to 13.6 us, 0 reads, 1 writes.
		Weight::from_parts(9_700_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}

	fn idle() -> Weight {
		// Measured: 304.0 us to 330.7 us, 65 reads, 1 writes.
		Weight::from_parts(325_750_000, 0).saturating_add(T::DbWeight::get().reads_writes(65, 1))
	}

	fn call_round() -> Weight {
		// Measured: 219.3 us to 256.3 us, 23 reads, 13 writes.
		Weight::from_parts(224_439_000, 0).saturating_add(T::DbWeight::get().reads_writes(23, 13))
	}

	fn settle() -> Weight {
		// Measured: 128.8 us to 141.0 us, 20 reads, 10 writes.
		Weight::from_parts(129_039_000, 0).saturating_add(T::DbWeight::get().reads_writes(20, 10))
	}
}

impl WeightInfo for () {
	fn set_params() -> Weight {
		// Measured: 9.5 us to 13.6 us, 0 reads, 1 writes.
		Weight::from_parts(9_700_000, 0).saturating_add(RocksDbWeight::get().writes(1))
	}

	fn idle() -> Weight {
		// Measured: 304.0 us to 330.7 us, 65 reads, 1 writes.
		Weight::from_parts(325_750_000, 0).saturating_add(RocksDbWeight::get().reads_writes(65, 1))
	}

	fn call_round() -> Weight {
		// Measured: 219.3 us to 256.3 us, 23 reads, 13 writes.
		Weight::from_parts(224_439_000, 0).saturating_add(RocksDbWeight::get().reads_writes(23, 13))
	}

	fn settle() -> Weight {
		// Measured: 128.8 us to 141.0 us, 20 reads, 10 writes.
		Weight::from_parts(129_039_000, 0).saturating_add(RocksDbWeight::get().reads_writes(20, 10))
	}
}
