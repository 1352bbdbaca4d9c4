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
// Values per component: 8; repetitions: 5.
// Command: cargo xtask bench --weights

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn stand() -> Weight {
		// Measured: 3.80 ms to 3.82 ms, 408 reads, 4 writes.
		Weight::from_parts(3_811_613_000, 0).saturating_add(T::DbWeight::get().reads_writes(408, 4))
	}

	fn withdraw_candidacy() -> Weight {
		// Measured: 155.3 us to 172.5 us, 8 reads, 5 writes.
		Weight::from_parts(157_930_000, 0).saturating_add(T::DbWeight::get().reads_writes(8, 5))
	}

	fn set_params() -> Weight {
		// Measured: 19.8 us to 22.1 us, 1 reads, 1 writes.
		Weight::from_parts(21_820_000, 0).saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}

	fn idle() -> Weight {
		// Measured: 252.6 us to 272.1 us, 65 reads, 1 writes.
		Weight::from_parts(267_460_000, 0).saturating_add(T::DbWeight::get().reads_writes(65, 1))
	}

	fn close_nomination() -> Weight {
		// Measured: 1.90 ms to 2.10 ms, 141 reads, 48 writes.
		Weight::from_parts(1_935_507_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(141, 48))
	}

	fn renominate() -> Weight {
		// Measured: 615.8 us to 633.8 us, 68 reads, 100 writes.
		Weight::from_parts(620_879_000, 0).saturating_add(T::DbWeight::get().reads_writes(68, 100))
	}

	fn vote_again() -> Weight {
		// Measured: 656.2 us to 700.9 us, 70 reads, 17 writes.
		Weight::from_parts(674_079_000, 0).saturating_add(T::DbWeight::get().reads_writes(70, 17))
	}

	fn install() -> Weight {
		// Measured: 693.1 us to 729.2 us, 82 reads, 98 writes.
		Weight::from_parts(694_849_000, 0).saturating_add(T::DbWeight::get().reads_writes(82, 98))
	}
}

impl WeightInfo for () {
	fn stand() -> Weight {
		// Measured: 3.80 ms to 3.82 ms, 408 reads, 4 writes.
		Weight::from_parts(3_811_613_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(408, 4))
	}

	fn withdraw_candidacy() -> Weight {
		// Measured: 155.3 us to 172.5 us, 8 reads, 5 writes.
		Weight::from_parts(157_930_000, 0).saturating_add(RocksDbWeight::get().reads_writes(8, 5))
	}

	fn set_params() -> Weight {
		// Measured: 19.8 us to 22.1 us, 1 reads, 1 writes.
		Weight::from_parts(21_820_000, 0).saturating_add(RocksDbWeight::get().reads_writes(1, 1))
	}

	fn idle() -> Weight {
		// Measured: 252.6 us to 272.1 us, 65 reads, 1 writes.
		Weight::from_parts(267_460_000, 0).saturating_add(RocksDbWeight::get().reads_writes(65, 1))
	}

	fn close_nomination() -> Weight {
		// Measured: 1.90 ms to 2.10 ms, 141 reads, 48 writes.
		Weight::from_parts(1_935_507_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(141, 48))
	}

	fn renominate() -> Weight {
		// Measured: 615.8 us to 633.8 us, 68 reads, 100 writes.
		Weight::from_parts(620_879_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(68, 100))
	}

	fn vote_again() -> Weight {
		// Measured: 656.2 us to 700.9 us, 70 reads, 17 writes.
		Weight::from_parts(674_079_000, 0).saturating_add(RocksDbWeight::get().reads_writes(70, 17))
	}

	fn install() -> Weight {
		// Measured: 693.1 us to 729.2 us, 82 reads, 98 writes.
		Weight::from_parts(694_849_000, 0).saturating_add(RocksDbWeight::get().reads_writes(82, 98))
	}
}
