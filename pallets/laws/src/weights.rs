//! Weights of laws. The worst case is a bill of the longest title that changes an earlier law and has
//! its call among the preimages.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// What each act costs.
pub trait WeightInfo {
	/// [`crate::Pallet::petition`], the trial run included.
	fn petition() -> Weight;
	/// [`crate::Pallet::set_params`].
	fn set_params() -> Weight;
	/// A block in which no delay ends and nothing is queued.
	fn idle() -> Weight;
	/// One item of the agenda: a bill is queued.
	fn fall_due() -> Weight;
	/// A bill with an encoded call of `n` bytes enters into force, without what the call itself
	/// weighs.
	fn enact(n: u32) -> Weight;
	/// A petition that lapsed.
	fn lapse() -> Weight;
	/// A petition that found its supporters: the referendum is opened.
	fn call_referendum() -> Weight;
	/// A referendum after which the verdict of the panel stands.
	fn confirm() -> Weight;
	/// A referendum that strikes.
	fn strike() -> Weight;
}

// Generated from here on.
// Measured on 2026-11-22 in Wasm on AMD EPYC.
// Values per component: 8; repetitions: 5.
// Command: cargo xtask bench --weights

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn petition() -> Weight {
		// Measured: 216.8 us to 226.8 us, 16 reads, 9 writes.
		Weight::from_parts(218_509_000, 0).saturating_add(T::DbWeight::get().reads_writes(16, 9))
	}

	fn set_params() -> Weight {
		// Measured: 15.3 us to 19.4 us, 1 reads, 1 writes.
		Weight::from_parts(15_710_000, 0).saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}

	fn idle() -> Weight {
		// Measured: 233.4 us to 239.9 us, 66 reads, 1 writes.
		Weight::from_parts(235_629_000, 0).saturating_add(T::DbWeight::get().reads_writes(66, 1))
	}

	fn fall_due() -> Weight {
		// Measured: 13.8 us to 15.2 us, 2 reads, 3 writes.
		Weight::from_parts(14_790_000, 0).saturating_add(T::DbWeight::get().reads_writes(2, 3))
	}

	fn enact(n: u32) -> Weight {
		// Measured: 80.0 us to 118.0 us, 10 reads, 14 writes, n from 0 to 16384.
		Weight::from_parts(82_146_991, 0)
			.saturating_add(T::DbWeight::get().reads_writes(10, 14))
			.saturating_add(Weight::from_parts(1_215, 0).saturating_mul(n.into()))
	}

	fn lapse() -> Weight {
		// Measured: 26.0 us to 28.1 us, 4 reads, 4 writes.
		Weight::from_parts(26_670_000, 0).saturating_add(T::DbWeight::get().reads_writes(4, 4))
	}

	fn call_referendum() -> Weight {
		// Measured: 64.9 us to 66.1 us, 5 reads, 9 writes.
		Weight::from_parts(65_620_000, 0).saturating_add(T::DbWeight::get().reads_writes(5, 9))
	}

	fn confirm() -> Weight {
		// Measured: 33.2 us to 34.6 us, 5 reads, 4 writes.
		Weight::from_parts(33_899_000, 0).saturating_add(T::DbWeight::get().reads_writes(5, 4))
	}

	fn strike() -> Weight {
		// Measured: 48.6 us to 51.0 us, 6 reads, 7 writes.
		Weight::from_parts(49_560_000, 0).saturating_add(T::DbWeight::get().reads_writes(6, 7))
	}
}

impl WeightInfo for () {
	fn petition() -> Weight {
		// Measured: 216.8 us to 226.8 us, 16 reads, 9 writes.
		Weight::from_parts(218_509_000, 0).saturating_add(RocksDbWeight::get().reads_writes(16, 9))
	}

	fn set_params() -> Weight {
		// Measured: 15.3 us to 19.4 us, 1 reads, 1 writes.
		Weight::from_parts(15_710_000, 0).saturating_add(RocksDbWeight::get().reads_writes(1, 1))
	}

	fn idle() -> Weight {
		// Measured: 233.4 us to 239.9 us, 66 reads, 1 writes.
		Weight::from_parts(235_629_000, 0).saturating_add(RocksDbWeight::get().reads_writes(66, 1))
	}

	fn fall_due() -> Weight {
		// Measured: 13.8 us to 15.2 us, 2 reads, 3 writes.
		Weight::from_parts(14_790_000, 0).saturating_add(RocksDbWeight::get().reads_writes(2, 3))
	}

	fn enact(n: u32) -> Weight {
		// Measured: 80.0 us to 118.0 us, 10 reads, 14 writes, n from 0 to 16384.
		Weight::from_parts(82_146_991, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(10, 14))
			.saturating_add(Weight::from_parts(1_215, 0).saturating_mul(n.into()))
	}

	fn lapse() -> Weight {
		// Measured: 26.0 us to 28.1 us, 4 reads, 4 writes.
		Weight::from_parts(26_670_000, 0).saturating_add(RocksDbWeight::get().reads_writes(4, 4))
	}

	fn call_referendum() -> Weight {
		// Measured: 64.9 us to 66.1 us, 5 reads, 9 writes.
		Weight::from_parts(65_620_000, 0).saturating_add(RocksDbWeight::get().reads_writes(5, 9))
	}

	fn confirm() -> Weight {
		// Measured: 33.2 us to 34.6 us, 5 reads, 4 writes.
		Weight::from_parts(33_899_000, 0).saturating_add(RocksDbWeight::get().reads_writes(5, 4))
	}

	fn strike() -> Weight {
		// Measured: 48.6 us to 51.0 us, 6 reads, 7 writes.
		Weight::from_parts(49_560_000, 0).saturating_add(RocksDbWeight::get().reads_writes(6, 7))
	}
}
