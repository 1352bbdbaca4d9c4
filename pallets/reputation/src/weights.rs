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
// Not measured yet: estimates.

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn set_params() -> Weight {
		Weight::from_parts(11_000_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}

	fn idle() -> Weight {
		Weight::from_parts(300_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(65, 1))
	}

	fn call_round() -> Weight {
		Weight::from_parts(320_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(34, 15))
	}

	fn settle() -> Weight {
		Weight::from_parts(270_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(26, 12))
	}
}

impl WeightInfo for () {
	fn set_params() -> Weight {
		Weight::from_parts(11_000_000, 0).saturating_add(RocksDbWeight::get().writes(1))
	}

	fn idle() -> Weight {
		Weight::from_parts(300_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(65, 1))
	}

	fn call_round() -> Weight {
		Weight::from_parts(320_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(34, 15))
	}

	fn settle() -> Weight {
		Weight::from_parts(270_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(26, 12))
	}
}
