//! Weights of elections. The worst case is a slate of 32 candidates with 16 pledges each, and so a
//! paper of 8 questions with 32 options each, about 26 kB.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// What each act costs.
pub trait WeightInfo {
	/// [`crate::Pallet::stand`], the trial included.
	fn stand() -> Weight;
	/// [`crate::Pallet::withdraw_candidacy`], the trial included.
	fn withdraw_candidacy() -> Weight;
	/// [`crate::Pallet::set_params`].
	fn set_params() -> Weight;
	/// A block in which no nomination ends.
	fn idle() -> Weight;
	/// A nomination that ends with a full slate, which is put to the vote.
	fn close_nomination() -> Weight;
	/// A vote after which nobody can be installed: a full slate whose candidacies end, and
	/// nomination that opens again.
	fn renominate() -> Weight;
	/// A vote that missed its quorum and is held once more.
	fn vote_again() -> Weight;
	/// A vote whose last in the count is installed, the others not being in good standing.
	fn install() -> Weight;
}

// Generated from here on.
// Estimated, not measured yet.
// Command: cargo xtask bench --weights

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn stand() -> Weight {
		// Estimated: 160 reads, 10 writes.
		Weight::from_parts(400_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(160, 10))
	}

	fn withdraw_candidacy() -> Weight {
		// Estimated: 8 reads, 6 writes.
		Weight::from_parts(150_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(8, 6))
	}

	fn set_params() -> Weight {
		// Estimated: 1 reads, 1 writes.
		Weight::from_parts(10_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}

	fn idle() -> Weight {
		// Estimated: 66 reads, 1 writes.
		Weight::from_parts(262_400_000, 0).saturating_add(T::DbWeight::get().reads_writes(66, 1))
	}

	fn close_nomination() -> Weight {
		// Estimated: 580 reads, 14 writes.
		Weight::from_parts(3_000_000_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(580, 14))
	}

	fn renominate() -> Weight {
		// Estimated: 110 reads, 102 writes.
		Weight::from_parts(1_500_000_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(110, 102))
	}

	fn vote_again() -> Weight {
		// Estimated: 72 reads, 14 writes.
		Weight::from_parts(1_500_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(72, 14))
	}

	fn install() -> Weight {
		// Estimated: 150 reads, 90 writes.
		Weight::from_parts(1_500_000_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(150, 90))
	}
}

impl WeightInfo for () {
	fn stand() -> Weight {
		// Estimated: 160 reads, 10 writes.
		Weight::from_parts(400_000_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(160, 10))
	}

	fn withdraw_candidacy() -> Weight {
		// Estimated: 8 reads, 6 writes.
		Weight::from_parts(150_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(8, 6))
	}

	fn set_params() -> Weight {
		// Estimated: 1 reads, 1 writes.
		Weight::from_parts(10_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(1, 1))
	}

	fn idle() -> Weight {
		// Estimated: 66 reads, 1 writes.
		Weight::from_parts(262_400_000, 0).saturating_add(RocksDbWeight::get().reads_writes(66, 1))
	}

	fn close_nomination() -> Weight {
		// Estimated: 580 reads, 14 writes.
		Weight::from_parts(3_000_000_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(580, 14))
	}

	fn renominate() -> Weight {
		// Estimated: 110 reads, 102 writes.
		Weight::from_parts(1_500_000_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(110, 102))
	}

	fn vote_again() -> Weight {
		// Estimated: 72 reads, 14 writes.
		Weight::from_parts(1_500_000_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(72, 14))
	}

	fn install() -> Weight {
		// Estimated: 150 reads, 90 writes.
		Weight::from_parts(1_500_000_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(150, 90))
	}
}
