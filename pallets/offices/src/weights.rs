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
// Values per component: 8; repetitions: 5.
// Command: cargo xtask bench --weights

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn establish() -> Weight {
		// Measured: 104.9 us to 112.1 us, 10 reads, 10 writes.
		Weight::from_parts(107_089_000, 0).saturating_add(T::DbWeight::get().reads_writes(10, 10))
	}

	fn set_params() -> Weight {
		// Measured: 8.2 us to 12.1 us, 0 reads, 1 writes.
		Weight::from_parts(8_890_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}

	fn resign() -> Weight {
		// Measured: 758.3 us to 790.0 us, 48 reads, 9 writes.
		Weight::from_parts(765_609_000, 0).saturating_add(T::DbWeight::get().reads_writes(48, 9))
	}

	fn idle() -> Weight {
		// Measured: 322.5 us to 346.8 us, 65 reads, 1 writes.
		Weight::from_parts(327_499_000, 0).saturating_add(T::DbWeight::get().reads_writes(65, 1))
	}

	fn end_term() -> Weight {
		// Measured: 411.9 us to 415.5 us, 43 reads, 8 writes.
		Weight::from_parts(414_089_000, 0).saturating_add(T::DbWeight::get().reads_writes(43, 8))
	}

	fn lose_standing() -> Weight {
		// Measured: 398.8 us to 435.8 us, 46 reads, 10 writes.
		Weight::from_parts(430_119_000, 0).saturating_add(T::DbWeight::get().reads_writes(46, 10))
	}

	fn call_election() -> Weight {
		// Measured: 52.9 us to 56.9 us, 6 reads, 7 writes.
		Weight::from_parts(54_549_000, 0).saturating_add(T::DbWeight::get().reads_writes(6, 7))
	}

	fn step_aside() -> Weight {
		// Measured: 365.7 us to 397.1 us, 42 reads, 6 writes.
		Weight::from_parts(396_479_000, 0).saturating_add(T::DbWeight::get().reads_writes(42, 6))
	}
}

impl WeightInfo for () {
	fn establish() -> Weight {
		// Measured: 104.9 us to 112.1 us, 10 reads, 10 writes.
		Weight::from_parts(107_089_000, 0).saturating_add(RocksDbWeight::get().reads_writes(10, 10))
	}

	fn set_params() -> Weight {
		// Measured: 8.2 us to 12.1 us, 0 reads, 1 writes.
		Weight::from_parts(8_890_000, 0).saturating_add(RocksDbWeight::get().writes(1))
	}

	fn resign() -> Weight {
		// Measured: 758.3 us to 790.0 us, 48 reads, 9 writes.
		Weight::from_parts(765_609_000, 0).saturating_add(RocksDbWeight::get().reads_writes(48, 9))
	}

	fn idle() -> Weight {
		// Measured: 322.5 us to 346.8 us, 65 reads, 1 writes.
		Weight::from_parts(327_499_000, 0).saturating_add(RocksDbWeight::get().reads_writes(65, 1))
	}

	fn end_term() -> Weight {
		// Measured: 411.9 us to 415.5 us, 43 reads, 8 writes.
		Weight::from_parts(414_089_000, 0).saturating_add(RocksDbWeight::get().reads_writes(43, 8))
	}

	fn lose_standing() -> Weight {
		// Measured: 398.8 us to 435.8 us, 46 reads, 10 writes.
		Weight::from_parts(430_119_000, 0).saturating_add(RocksDbWeight::get().reads_writes(46, 10))
	}

	fn call_election() -> Weight {
		// Measured: 52.9 us to 56.9 us, 6 reads, 7 writes.
		Weight::from_parts(54_549_000, 0).saturating_add(RocksDbWeight::get().reads_writes(6, 7))
	}

	fn step_aside() -> Weight {
		// Measured: 365.7 us to 397.1 us, 42 reads, 6 writes.
		Weight::from_parts(396_479_000, 0).saturating_add(RocksDbWeight::get().reads_writes(42, 6))
	}
}
