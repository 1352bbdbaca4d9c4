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
}

// Generated from here on.
// Provisional: not measured yet.
// Command: cargo xtask bench --weights

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn establish() -> Weight {
		Weight::from_parts(60_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(6, 8))
	}

	fn set_params() -> Weight {
		Weight::from_parts(8_000_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}

	fn resign() -> Weight {
		Weight::from_parts(600_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(90, 12))
	}

	fn idle() -> Weight {
		Weight::from_parts(265_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(66, 1))
	}

	fn end_term() -> Weight {
		Weight::from_parts(300_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(90, 9))
	}

	fn lose_standing() -> Weight {
		Weight::from_parts(320_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(92, 10))
	}

	fn call_election() -> Weight {
		Weight::from_parts(100_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(12, 10))
	}
}

impl WeightInfo for () {
	fn establish() -> Weight {
		Weight::from_parts(60_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(6, 8))
	}

	fn set_params() -> Weight {
		Weight::from_parts(8_000_000, 0).saturating_add(RocksDbWeight::get().writes(1))
	}

	fn resign() -> Weight {
		Weight::from_parts(600_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(90, 12))
	}

	fn idle() -> Weight {
		Weight::from_parts(265_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(66, 1))
	}

	fn end_term() -> Weight {
		Weight::from_parts(300_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(90, 9))
	}

	fn lose_standing() -> Weight {
		Weight::from_parts(320_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(92, 10))
	}

	fn call_election() -> Weight {
		Weight::from_parts(100_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(12, 10))
	}
}
