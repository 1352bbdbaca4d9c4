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
		Weight::from_parts(4_000_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(480, 4))
	}

	fn withdraw_candidacy() -> Weight {
		// Measured: 154.1 us to 197.5 us, 8 reads, 5 writes.
		Weight::from_parts(169_910_000, 0).saturating_add(T::DbWeight::get().reads_writes(8, 5))
	}

	fn set_params() -> Weight {
		// Measured: 23.9 us to 30.8 us, 1 reads, 1 writes.
		Weight::from_parts(27_890_000, 0).saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}

	fn idle() -> Weight {
		// Measured: 238.1 us to 266.2 us, 65 reads, 1 writes.
		Weight::from_parts(258_609_000, 0).saturating_add(T::DbWeight::get().reads_writes(65, 1))
	}

	fn close_nomination() -> Weight {
		Weight::from_parts(1_950_000_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(141, 48))
	}

	fn renominate() -> Weight {
		// Measured: 614.9 us to 649.6 us, 68 reads, 100 writes.
		Weight::from_parts(628_179_000, 0).saturating_add(T::DbWeight::get().reads_writes(68, 100))
	}

	fn vote_again() -> Weight {
		// Measured: 712.6 us to 813.6 us, 70 reads, 17 writes.
		Weight::from_parts(735_349_000, 0).saturating_add(T::DbWeight::get().reads_writes(70, 17))
	}

	fn install() -> Weight {
		// Measured: 654.9 us to 699.5 us, 82 reads, 81 writes.
		Weight::from_parts(673_998_000, 0).saturating_add(T::DbWeight::get().reads_writes(82, 81))
	}
}

impl WeightInfo for () {
	fn stand() -> Weight {
		Weight::from_parts(4_000_000_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(480, 4))
	}

	fn withdraw_candidacy() -> Weight {
		// Measured: 154.1 us to 197.5 us, 8 reads, 5 writes.
		Weight::from_parts(169_910_000, 0).saturating_add(RocksDbWeight::get().reads_writes(8, 5))
	}

	fn set_params() -> Weight {
		// Measured: 23.9 us to 30.8 us, 1 reads, 1 writes.
		Weight::from_parts(27_890_000, 0).saturating_add(RocksDbWeight::get().reads_writes(1, 1))
	}

	fn idle() -> Weight {
		// Measured: 238.1 us to 266.2 us, 65 reads, 1 writes.
		Weight::from_parts(258_609_000, 0).saturating_add(RocksDbWeight::get().reads_writes(65, 1))
	}

	fn close_nomination() -> Weight {
		Weight::from_parts(1_950_000_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(141, 48))
	}

	fn renominate() -> Weight {
		// Measured: 614.9 us to 649.6 us, 68 reads, 100 writes.
		Weight::from_parts(628_179_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(68, 100))
	}

	fn vote_again() -> Weight {
		// Measured: 712.6 us to 813.6 us, 70 reads, 17 writes.
		Weight::from_parts(735_349_000, 0).saturating_add(RocksDbWeight::get().reads_writes(70, 17))
	}

	fn install() -> Weight {
		// Measured: 654.9 us to 699.5 us, 82 reads, 81 writes.
		Weight::from_parts(673_998_000, 0).saturating_add(RocksDbWeight::get().reads_writes(82, 81))
	}
}
