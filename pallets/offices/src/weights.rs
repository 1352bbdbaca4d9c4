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
		// Measured: 98.7 us to 130.2 us, 10 reads, 10 writes.
		Weight::from_parts(102_480_000, 0).saturating_add(T::DbWeight::get().reads_writes(10, 10))
	}

	fn set_params() -> Weight {
		// Measured: 6.8 us to 15.8 us, 0 reads, 1 writes.
		Weight::from_parts(7_320_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}

	fn resign() -> Weight {
		// Measured: 710.7 us to 809.4 us, 48 reads, 9 writes.
		Weight::from_parts(732_369_000, 0).saturating_add(T::DbWeight::get().reads_writes(48, 9))
	}

	fn idle() -> Weight {
		// Measured: 297.3 us to 304.3 us, 65 reads, 1 writes.
		Weight::from_parts(300_420_000, 0).saturating_add(T::DbWeight::get().reads_writes(65, 1))
	}

	fn end_term() -> Weight {
		// Measured: 385.5 us to 463.4 us, 43 reads, 8 writes.
		Weight::from_parts(398_779_000, 0).saturating_add(T::DbWeight::get().reads_writes(43, 8))
	}

	fn lose_standing() -> Weight {
		// Measured: 408.4 us to 446.3 us, 46 reads, 10 writes.
		Weight::from_parts(415_139_000, 0).saturating_add(T::DbWeight::get().reads_writes(46, 10))
	}

	fn call_election() -> Weight {
		// Measured: 48.6 us to 52.9 us, 6 reads, 7 writes.
		Weight::from_parts(50_951_000, 0).saturating_add(T::DbWeight::get().reads_writes(6, 7))
	}

	fn step_aside() -> Weight {
		// Measured: 373.0 us to 459.4 us, 42 reads, 6 writes.
		Weight::from_parts(378_099_000, 0).saturating_add(T::DbWeight::get().reads_writes(42, 6))
	}
}

impl WeightInfo for () {
	fn establish() -> Weight {
		// Measured: 98.7 us to 130.2 us, 10 reads, 10 writes.
		Weight::from_parts(102_480_000, 0).saturating_add(RocksDbWeight::get().reads_writes(10, 10))
	}

	fn set_params() -> Weight {
		// Measured: 6.8 us to 15.8 us, 0 reads, 1 writes.
		Weight::from_parts(7_320_000, 0).saturating_add(RocksDbWeight::get().writes(1))
	}

	fn resign() -> Weight {
		// Measured: 710.7 us to 809.4 us, 48 reads, 9 writes.
		Weight::from_parts(732_369_000, 0).saturating_add(RocksDbWeight::get().reads_writes(48, 9))
	}

	fn idle() -> Weight {
		// Measured: 297.3 us to 304.3 us, 65 reads, 1 writes.
		Weight::from_parts(300_420_000, 0).saturating_add(RocksDbWeight::get().reads_writes(65, 1))
	}

	fn end_term() -> Weight {
		// Measured: 385.5 us to 463.4 us, 43 reads, 8 writes.
		Weight::from_parts(398_779_000, 0).saturating_add(RocksDbWeight::get().reads_writes(43, 8))
	}

	fn lose_standing() -> Weight {
		// Measured: 408.4 us to 446.3 us, 46 reads, 10 writes.
		Weight::from_parts(415_139_000, 0).saturating_add(RocksDbWeight::get().reads_writes(46, 10))
	}

	fn call_election() -> Weight {
		// Measured: 48.6 us to 52.9 us, 6 reads, 7 writes.
		Weight::from_parts(50_951_000, 0).saturating_add(RocksDbWeight::get().reads_writes(6, 7))
	}

	fn step_aside() -> Weight {
		// Measured: 373.0 us to 459.4 us, 42 reads, 6 writes.
		Weight::from_parts(378_099_000, 0).saturating_add(RocksDbWeight::get().reads_writes(42, 6))
	}
}
