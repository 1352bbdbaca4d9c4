//! Weights of recall. The worst case is an office of a unit as deep as units go, with somebody who
//! acts beside the suspended.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// What each act costs.
pub trait WeightInfo {
	/// [`crate::Pallet::explain`], the trial run included.
	fn explain() -> Weight;
	/// [`crate::Pallet::petition`], the trial run included.
	fn petition() -> Weight;
	/// [`crate::Pallet::set_params`].
	fn set_params() -> Weight;
	/// A block on which no deadline falls.
	fn idle() -> Weight;
	/// One item of the agenda: a deadline at which a mandate ends.
	fn recall() -> Weight;
	/// A rating that suspends.
	fn suspend() -> Weight;
	/// A rating that reinstates.
	fn reinstate() -> Weight;
	/// A rating after which somebody else acts.
	fn pass_on() -> Weight;
	/// A petition that found its supporters: a round is held.
	fn fulfil() -> Weight;
	/// A petition that lapsed.
	fn lapse() -> Weight;
}

// Generated from here on.
// Not measured yet: estimates.

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn explain() -> Weight {
		Weight::from_parts(190_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(12, 3))
	}

	fn petition() -> Weight {
		Weight::from_parts(420_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(28, 12))
	}

	fn set_params() -> Weight {
		Weight::from_parts(8_000_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}

	fn idle() -> Weight {
		Weight::from_parts(325_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(65, 1))
	}

	fn recall() -> Weight {
		Weight::from_parts(400_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(36, 22))
	}

	fn suspend() -> Weight {
		Weight::from_parts(380_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(40, 12))
	}

	fn reinstate() -> Weight {
		Weight::from_parts(90_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(8, 9))
	}

	fn pass_on() -> Weight {
		Weight::from_parts(360_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(34, 5))
	}

	fn fulfil() -> Weight {
		Weight::from_parts(260_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(40, 16))
	}

	fn lapse() -> Weight {
		Weight::from_parts(25_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(3, 3))
	}
}

impl WeightInfo for () {
	fn explain() -> Weight {
		Weight::from_parts(190_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(12, 3))
	}

	fn petition() -> Weight {
		Weight::from_parts(420_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(28, 12))
	}

	fn set_params() -> Weight {
		Weight::from_parts(8_000_000, 0).saturating_add(RocksDbWeight::get().writes(1))
	}

	fn idle() -> Weight {
		Weight::from_parts(325_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(65, 1))
	}

	fn recall() -> Weight {
		Weight::from_parts(400_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(36, 22))
	}

	fn suspend() -> Weight {
		Weight::from_parts(380_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(40, 12))
	}

	fn reinstate() -> Weight {
		Weight::from_parts(90_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(8, 9))
	}

	fn pass_on() -> Weight {
		Weight::from_parts(360_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(34, 5))
	}

	fn fulfil() -> Weight {
		Weight::from_parts(260_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(40, 16))
	}

	fn lapse() -> Weight {
		Weight::from_parts(25_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(3, 3))
	}
}
