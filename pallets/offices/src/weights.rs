//! Weights of offices. The worst case is a seat whose whole line is asked in vain before the head
//! of the unit above acts.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// What each act costs.
pub trait WeightInfo {
	/// [`crate::Pallet::establish`].
	fn establish() -> Weight;
	/// [`crate::Pallet::set_params`].
	fn set_params() -> Weight;
	/// [`crate::Pallet::resign`], the trial run included.
	fn resign() -> Weight;
	/// A block in which nothing is due.
	fn idle() -> Weight;
	/// One item of the agenda: a term that is over.
	fn end_term() -> Weight;
	/// One item of the agenda: somebody in office who has lost standing.
	fn lose_standing() -> Weight;
	/// One item of the agenda: an election that is called.
	fn call_election() -> Weight;
	/// One item of the agenda: somebody suspended or recalled who hands on an office.
	fn step_aside() -> Weight;
}

// Generated from here on.
// Measured on 2026-11-22 in Wasm on AMD EPYC.
// Values per component: 20; repetitions: 10.
// Command: cargo xtask bench --weights

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn establish() -> Weight {
		// Measured: 68.1 us to 74.9 us, 6 reads, 8 writes.
		Weight::from_parts(71_860_000, 0).saturating_add(T::DbWeight::get().reads_writes(6, 8))
	}

	fn set_params() -> Weight {
		// Measured: 7.0 us to 12.3 us, 0 reads, 1 writes.
		Weight::from_parts(8_311_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}

	fn resign() -> Weight {
		// Measured: 609.7 us to 703.1 us, 31 reads, 8 writes.
		Weight::from_parts(663_769_000, 0).saturating_add(T::DbWeight::get().reads_writes(31, 8))
	}

	fn idle() -> Weight {
		// Measured: 323.1 us to 361.9 us, 65 reads, 1 writes.
		Weight::from_parts(325_489_000, 0).saturating_add(T::DbWeight::get().reads_writes(65, 1))
	}

	fn end_term() -> Weight {
		// Measured: 316.9 us to 415.0 us, 27 reads, 7 writes.
		Weight::from_parts(359_040_000, 0).saturating_add(T::DbWeight::get().reads_writes(27, 7))
	}

	fn lose_standing() -> Weight {
		// Measured: 348.0 us to 417.3 us, 29 reads, 9 writes.
		Weight::from_parts(374_550_000, 0).saturating_add(T::DbWeight::get().reads_writes(29, 9))
	}

	fn call_election() -> Weight {
		// Measured: 53.5 us to 57.8 us, 6 reads, 7 writes.
		Weight::from_parts(55_300_000, 0).saturating_add(T::DbWeight::get().reads_writes(6, 7))
	}

	fn step_aside() -> Weight {
		Weight::from_parts(480_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(58, 7))
	}
}

impl WeightInfo for () {
	fn establish() -> Weight {
		// Measured: 68.1 us to 74.9 us, 6 reads, 8 writes.
		Weight::from_parts(71_860_000, 0).saturating_add(RocksDbWeight::get().reads_writes(6, 8))
	}

	fn set_params() -> Weight {
		// Measured: 7.0 us to 12.3 us, 0 reads, 1 writes.
		Weight::from_parts(8_311_000, 0).saturating_add(RocksDbWeight::get().writes(1))
	}

	fn resign() -> Weight {
		// Measured: 609.7 us to 703.1 us, 31 reads, 8 writes.
		Weight::from_parts(663_769_000, 0).saturating_add(RocksDbWeight::get().reads_writes(31, 8))
	}

	fn idle() -> Weight {
		// Measured: 323.1 us to 361.9 us, 65 reads, 1 writes.
		Weight::from_parts(325_489_000, 0).saturating_add(RocksDbWeight::get().reads_writes(65, 1))
	}

	fn end_term() -> Weight {
		// Measured: 316.9 us to 415.0 us, 27 reads, 7 writes.
		Weight::from_parts(359_040_000, 0).saturating_add(RocksDbWeight::get().reads_writes(27, 7))
	}

	fn lose_standing() -> Weight {
		// Measured: 348.0 us to 417.3 us, 29 reads, 9 writes.
		Weight::from_parts(374_550_000, 0).saturating_add(RocksDbWeight::get().reads_writes(29, 9))
	}

	fn call_election() -> Weight {
		// Measured: 53.5 us to 57.8 us, 6 reads, 7 writes.
		Weight::from_parts(55_300_000, 0).saturating_add(RocksDbWeight::get().reads_writes(6, 7))
	}

	fn step_aside() -> Weight {
		Weight::from_parts(480_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(58, 7))
	}
}
