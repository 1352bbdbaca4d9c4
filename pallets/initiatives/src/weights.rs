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

// Estimates; `cargo xtask bench --weights` puts measured numbers here.

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn start() -> Weight {
		Weight::from_parts(250_000_000, 60_000)
			.saturating_add(T::DbWeight::get().reads_writes(24, 14))
	}

	fn set_params() -> Weight {
		Weight::from_parts(12_000_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}

	fn put_to_vote() -> Weight {
		Weight::from_parts(250_000_000, 60_000)
			.saturating_add(T::DbWeight::get().reads_writes(14, 14))
	}

	fn end() -> Weight {
		Weight::from_parts(60_000_000, 40_000).saturating_add(T::DbWeight::get().reads_writes(4, 5))
	}
}

impl WeightInfo for () {
	fn start() -> Weight {
		Weight::from_parts(250_000_000, 60_000)
			.saturating_add(RocksDbWeight::get().reads_writes(24, 14))
	}

	fn set_params() -> Weight {
		Weight::from_parts(12_000_000, 0).saturating_add(RocksDbWeight::get().writes(1))
	}

	fn put_to_vote() -> Weight {
		Weight::from_parts(250_000_000, 60_000)
			.saturating_add(RocksDbWeight::get().reads_writes(14, 14))
	}

	fn end() -> Weight {
		Weight::from_parts(60_000_000, 40_000)
			.saturating_add(RocksDbWeight::get().reads_writes(4, 5))
	}
}
