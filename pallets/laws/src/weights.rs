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
		// Measured: 234.9 us to 299.4 us, 16 reads, 9 writes.
		Weight::from_parts(240_439_000, 0).saturating_add(T::DbWeight::get().reads_writes(16, 9))
	}

	fn set_params() -> Weight {
		// Measured: 15.3 us to 19.6 us, 1 reads, 1 writes.
		Weight::from_parts(15_900_000, 0).saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}

	fn idle() -> Weight {
		// Measured: 266.4 us to 270.3 us, 66 reads, 1 writes.
		Weight::from_parts(268_319_000, 0).saturating_add(T::DbWeight::get().reads_writes(66, 1))
	}

	fn fall_due() -> Weight {
		// Measured: 15.4 us to 16.2 us, 2 reads, 3 writes.
		Weight::from_parts(15_740_000, 0).saturating_add(T::DbWeight::get().reads_writes(2, 3))
	}

	fn enact(n: u32) -> Weight {
		// Measured: 82.3 us to 130.4 us, 10 reads, 14 writes, n from 0 to 16384.
		Weight::from_parts(85_971_998, 0)
			.saturating_add(T::DbWeight::get().reads_writes(10, 14))
			.saturating_add(Weight::from_parts(852, 0).saturating_mul(n.into()))
	}

	fn lapse() -> Weight {
		// Measured: 25.8 us to 31.8 us, 4 reads, 4 writes.
		Weight::from_parts(27_631_000, 0).saturating_add(T::DbWeight::get().reads_writes(4, 4))
	}

	fn call_referendum() -> Weight {
		// Measured: 66.5 us to 76.9 us, 5 reads, 9 writes.
		Weight::from_parts(70_009_000, 0).saturating_add(T::DbWeight::get().reads_writes(5, 9))
	}

	fn confirm() -> Weight {
		// Measured: 33.2 us to 41.7 us, 5 reads, 4 writes.
		Weight::from_parts(33_710_000, 0).saturating_add(T::DbWeight::get().reads_writes(5, 4))
	}

	fn strike() -> Weight {
		// Measured: 49.6 us to 58.8 us, 6 reads, 7 writes.
		Weight::from_parts(54_660_000, 0).saturating_add(T::DbWeight::get().reads_writes(6, 7))
	}
}

impl WeightInfo for () {
	fn petition() -> Weight {
		// Measured: 234.9 us to 299.4 us, 16 reads, 9 writes.
		Weight::from_parts(240_439_000, 0).saturating_add(RocksDbWeight::get().reads_writes(16, 9))
	}

	fn set_params() -> Weight {
		// Measured: 15.3 us to 19.6 us, 1 reads, 1 writes.
		Weight::from_parts(15_900_000, 0).saturating_add(RocksDbWeight::get().reads_writes(1, 1))
	}

	fn idle() -> Weight {
		// Measured: 266.4 us to 270.3 us, 66 reads, 1 writes.
		Weight::from_parts(268_319_000, 0).saturating_add(RocksDbWeight::get().reads_writes(66, 1))
	}

	fn fall_due() -> Weight {
		// Measured: 15.4 us to 16.2 us, 2 reads, 3 writes.
		Weight::from_parts(15_740_000, 0).saturating_add(RocksDbWeight::get().reads_writes(2, 3))
	}

	fn enact(n: u32) -> Weight {
		// Measured: 82.3 us to 130.4 us, 10 reads, 14 writes, n from 0 to 16384.
		Weight::from_parts(85_971_998, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(10, 14))
			.saturating_add(Weight::from_parts(852, 0).saturating_mul(n.into()))
	}

	fn lapse() -> Weight {
		// Measured: 25.8 us to 31.8 us, 4 reads, 4 writes.
		Weight::from_parts(27_631_000, 0).saturating_add(RocksDbWeight::get().reads_writes(4, 4))
	}

	fn call_referendum() -> Weight {
		// Measured: 66.5 us to 76.9 us, 5 reads, 9 writes.
		Weight::from_parts(70_009_000, 0).saturating_add(RocksDbWeight::get().reads_writes(5, 9))
	}

	fn confirm() -> Weight {
		// Measured: 33.2 us to 41.7 us, 5 reads, 4 writes.
		Weight::from_parts(33_710_000, 0).saturating_add(RocksDbWeight::get().reads_writes(5, 4))
	}

	fn strike() -> Weight {
		// Measured: 49.6 us to 58.8 us, 6 reads, 7 writes.
		Weight::from_parts(54_660_000, 0).saturating_add(RocksDbWeight::get().reads_writes(6, 7))
	}
}
