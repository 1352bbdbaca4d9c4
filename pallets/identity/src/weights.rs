//! Weights of identity.
//!
//! A free call is checked by a trial run before it is executed, so its weight is that of two runs.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// What each act costs.
pub trait WeightInfo {
	/// [`crate::Pallet::accredit_registrar`].
	fn accredit_registrar() -> Weight;
	/// [`crate::Pallet::suspend_registrar`].
	fn suspend_registrar() -> Weight;
	/// [`crate::Pallet::reinstate_registrar`].
	fn reinstate_registrar() -> Weight;
	/// [`crate::Pallet::attest`] that makes a person.
	fn attest() -> Weight;
	/// [`crate::Pallet::confirm`] that revokes a person.
	fn confirm_revoke() -> Weight;
	/// [`crate::Pallet::confirm`] that brings a person back.
	fn confirm_renew() -> Weight;
	/// [`crate::Pallet::rotate_key`].
	fn rotate_key() -> Weight;
	/// [`crate::Pallet::move_home`].
	fn move_home() -> Weight;
	/// [`crate::Pallet::set_params`].
	fn set_params() -> Weight;
	/// A block in which nothing is due.
	fn idle() -> Weight;
	/// One item of the calendar: a person who expires.
	fn fall_due() -> Weight;
	/// One step of the sweep after a registrar's suspension: a person who is suspended.
	fn sweep_step() -> Weight;
}

// Generated from here on.
// Measured on 2026-11-22 in Wasm on AMD EPYC.
// Values per component: 20; repetitions: 10.
// Command: cargo xtask bench --weights

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn accredit_registrar() -> Weight {
		// Measured: 28.3 us to 39.7 us, 3 reads, 3 writes.
		Weight::from_parts(29_260_000, 0).saturating_add(T::DbWeight::get().reads_writes(3, 3))
	}

	fn suspend_registrar() -> Weight {
		// Measured: 22.4 us to 33.0 us, 1 reads, 2 writes.
		Weight::from_parts(23_269_000, 0).saturating_add(T::DbWeight::get().reads_writes(1, 2))
	}

	fn reinstate_registrar() -> Weight {
		// Measured: 19.8 us to 31.1 us, 1 reads, 1 writes.
		Weight::from_parts(20_680_000, 0).saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}

	fn attest() -> Weight {
		// Measured: 6.03 ms to 6.47 ms, 22 reads, 22 writes.
		Weight::from_parts(6_428_248_000, 0).saturating_add(T::DbWeight::get().reads_writes(22, 22))
	}

	fn confirm_revoke() -> Weight {
		// Measured: 642.1 us to 784.2 us, 73 reads, 8 writes.
		Weight::from_parts(648_179_000, 0).saturating_add(T::DbWeight::get().reads_writes(73, 8))
	}

	fn confirm_renew() -> Weight {
		// Measured: 1.78 ms to 2.04 ms, 71 reads, 24 writes.
		Weight::from_parts(1_952_247_000, 0).saturating_add(T::DbWeight::get().reads_writes(71, 24))
	}

	fn rotate_key() -> Weight {
		// Measured: 5.83 ms to 6.26 ms, 13 reads, 8 writes.
		Weight::from_parts(6_016_959_000, 0).saturating_add(T::DbWeight::get().reads_writes(13, 8))
	}

	fn move_home() -> Weight {
		// Measured: 1.34 ms to 1.50 ms, 12 reads, 7 writes.
		Weight::from_parts(1_375_387_000, 0).saturating_add(T::DbWeight::get().reads_writes(12, 7))
	}

	fn set_params() -> Weight {
		// Measured: 7.4 us to 16.2 us, 0 reads, 1 writes.
		Weight::from_parts(8_590_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}

	fn idle() -> Weight {
		// Measured: 247.6 us to 284.9 us, 66 reads, 1 writes.
		Weight::from_parts(250_730_000, 0).saturating_add(T::DbWeight::get().reads_writes(66, 1))
	}

	fn fall_due() -> Weight {
		// Measured: 89.1 us to 126.0 us, 10 reads, 6 writes.
		Weight::from_parts(114_020_000, 0).saturating_add(T::DbWeight::get().reads_writes(10, 6))
	}

	fn sweep_step() -> Weight {
		// Measured: 138.9 us to 196.9 us, 21 reads, 6 writes.
		Weight::from_parts(168_620_000, 0).saturating_add(T::DbWeight::get().reads_writes(21, 6))
	}
}

impl WeightInfo for () {
	fn accredit_registrar() -> Weight {
		// Measured: 28.3 us to 39.7 us, 3 reads, 3 writes.
		Weight::from_parts(29_260_000, 0).saturating_add(RocksDbWeight::get().reads_writes(3, 3))
	}

	fn suspend_registrar() -> Weight {
		// Measured: 22.4 us to 33.0 us, 1 reads, 2 writes.
		Weight::from_parts(23_269_000, 0).saturating_add(RocksDbWeight::get().reads_writes(1, 2))
	}

	fn reinstate_registrar() -> Weight {
		// Measured: 19.8 us to 31.1 us, 1 reads, 1 writes.
		Weight::from_parts(20_680_000, 0).saturating_add(RocksDbWeight::get().reads_writes(1, 1))
	}

	fn attest() -> Weight {
		// Measured: 6.03 ms to 6.47 ms, 22 reads, 22 writes.
		Weight::from_parts(6_428_248_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(22, 22))
	}

	fn confirm_revoke() -> Weight {
		// Measured: 642.1 us to 784.2 us, 73 reads, 8 writes.
		Weight::from_parts(648_179_000, 0).saturating_add(RocksDbWeight::get().reads_writes(73, 8))
	}

	fn confirm_renew() -> Weight {
		// Measured: 1.78 ms to 2.04 ms, 71 reads, 24 writes.
		Weight::from_parts(1_952_247_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(71, 24))
	}

	fn rotate_key() -> Weight {
		// Measured: 5.83 ms to 6.26 ms, 13 reads, 8 writes.
		Weight::from_parts(6_016_959_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(13, 8))
	}

	fn move_home() -> Weight {
		// Measured: 1.34 ms to 1.50 ms, 12 reads, 7 writes.
		Weight::from_parts(1_375_387_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(12, 7))
	}

	fn set_params() -> Weight {
		// Measured: 7.4 us to 16.2 us, 0 reads, 1 writes.
		Weight::from_parts(8_590_000, 0).saturating_add(RocksDbWeight::get().writes(1))
	}

	fn idle() -> Weight {
		// Measured: 247.6 us to 284.9 us, 66 reads, 1 writes.
		Weight::from_parts(250_730_000, 0).saturating_add(RocksDbWeight::get().reads_writes(66, 1))
	}

	fn fall_due() -> Weight {
		// Measured: 89.1 us to 126.0 us, 10 reads, 6 writes.
		Weight::from_parts(114_020_000, 0).saturating_add(RocksDbWeight::get().reads_writes(10, 6))
	}

	fn sweep_step() -> Weight {
		// Measured: 138.9 us to 196.9 us, 21 reads, 6 writes.
		Weight::from_parts(168_620_000, 0).saturating_add(RocksDbWeight::get().reads_writes(21, 6))
	}
}
