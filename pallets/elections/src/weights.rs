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
// Measured on 2026-11-22 in Wasm on AMD EPYC.
// Values per component: 20; repetitions: 10.
// Command: cargo xtask bench --weights

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn stand() -> Weight {
		// Measured: 3.60 ms to 3.92 ms, 408 reads, 4 writes.
		Weight::from_parts(3_854_453_000, 0).saturating_add(T::DbWeight::get().reads_writes(408, 4))
	}

	fn withdraw_candidacy() -> Weight {
		// Measured: 162.2 us to 193.6 us, 8 reads, 5 writes.
		Weight::from_parts(168_209_000, 0).saturating_add(T::DbWeight::get().reads_writes(8, 5))
	}

	fn set_params() -> Weight {
		// Measured: 20.2 us to 30.1 us, 1 reads, 1 writes.
		Weight::from_parts(23_320_000, 0).saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}

	fn idle() -> Weight {
		// Measured: 237.5 us to 245.6 us, 65 reads, 1 writes.
		Weight::from_parts(239_839_000, 0).saturating_add(T::DbWeight::get().reads_writes(65, 1))
	}

	fn close_nomination() -> Weight {
		// Measured: 1.71 ms to 3.27 ms, 141 reads, 48 writes.
		Weight::from_parts(1_796_197_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(141, 48))
	}

	fn renominate() -> Weight {
		// Measured: 570.2 us to 586.0 us, 68 reads, 100 writes.
		Weight::from_parts(574_699_000, 0).saturating_add(T::DbWeight::get().reads_writes(68, 100))
	}

	fn vote_again() -> Weight {
		// Measured: 630.1 us to 808.4 us, 70 reads, 17 writes.
		Weight::from_parts(686_178_000, 0).saturating_add(T::DbWeight::get().reads_writes(70, 17))
	}

	fn install() -> Weight {
		// Measured: 672.4 us to 767.5 us, 82 reads, 98 writes.
		Weight::from_parts(716_809_000, 0).saturating_add(T::DbWeight::get().reads_writes(82, 98))
	}
}

impl WeightInfo for () {
	fn stand() -> Weight {
		// Measured: 3.60 ms to 3.92 ms, 408 reads, 4 writes.
		Weight::from_parts(3_854_453_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(408, 4))
	}

	fn withdraw_candidacy() -> Weight {
		// Measured: 162.2 us to 193.6 us, 8 reads, 5 writes.
		Weight::from_parts(168_209_000, 0).saturating_add(RocksDbWeight::get().reads_writes(8, 5))
	}

	fn set_params() -> Weight {
		// Measured: 20.2 us to 30.1 us, 1 reads, 1 writes.
		Weight::from_parts(23_320_000, 0).saturating_add(RocksDbWeight::get().reads_writes(1, 1))
	}

	fn idle() -> Weight {
		// Measured: 237.5 us to 245.6 us, 65 reads, 1 writes.
		Weight::from_parts(239_839_000, 0).saturating_add(RocksDbWeight::get().reads_writes(65, 1))
	}

	fn close_nomination() -> Weight {
		// Measured: 1.71 ms to 3.27 ms, 141 reads, 48 writes.
		Weight::from_parts(1_796_197_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(141, 48))
	}

	fn renominate() -> Weight {
		// Measured: 570.2 us to 586.0 us, 68 reads, 100 writes.
		Weight::from_parts(574_699_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(68, 100))
	}

	fn vote_again() -> Weight {
		// Measured: 630.1 us to 808.4 us, 70 reads, 17 writes.
		Weight::from_parts(686_178_000, 0).saturating_add(RocksDbWeight::get().reads_writes(70, 17))
	}

	fn install() -> Weight {
		// Measured: 672.4 us to 767.5 us, 82 reads, 98 writes.
		Weight::from_parts(716_809_000, 0).saturating_add(RocksDbWeight::get().reads_writes(82, 98))
	}
}
