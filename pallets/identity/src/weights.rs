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
// Measured on 2026-11-21 in Wasm on AMD EPYC.
// Values per component: 10; repetitions: 10.
// Command: cargo xtask bench --weights

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn accredit_registrar() -> Weight {
		// Measured: 26.1 us to 32.7 us, 3 reads, 3 writes.
		Weight::from_parts(26_770_000, 0).saturating_add(T::DbWeight::get().reads_writes(3, 3))
	}

	fn suspend_registrar() -> Weight {
		// Measured: 20.3 us to 26.4 us, 1 reads, 2 writes.
		Weight::from_parts(22_260_000, 0).saturating_add(T::DbWeight::get().reads_writes(1, 2))
	}

	fn reinstate_registrar() -> Weight {
		// Measured: 18.2 us to 33.4 us, 1 reads, 1 writes.
		Weight::from_parts(20_169_000, 0).saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}

	fn attest() -> Weight {
		// Measured: 5.97 ms to 10.97 ms, 22 reads, 22 writes.
		Weight::from_parts(10_215_512_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(22, 22))
	}

	fn confirm_revoke() -> Weight {
		// Measured: 545.1 us to 4.61 ms, 70 reads, 8 writes.
		Weight::from_parts(583_739_000, 0).saturating_add(T::DbWeight::get().reads_writes(70, 8))
	}

	fn confirm_renew() -> Weight {
		// Measured: 1.77 ms to 6.26 ms, 70 reads, 24 writes.
		Weight::from_parts(1_911_146_000, 0).saturating_add(T::DbWeight::get().reads_writes(70, 24))
	}

	fn rotate_key() -> Weight {
		// Measured: 5.87 ms to 15.78 ms, 13 reads, 8 writes.
		Weight::from_parts(10_373_291_000, 0).saturating_add(T::DbWeight::get().reads_writes(13, 8))
	}

	fn move_home() -> Weight {
		// Measured: 1.44 ms to 5.63 ms, 12 reads, 7 writes.
		Weight::from_parts(3_326_844_000, 0).saturating_add(T::DbWeight::get().reads_writes(12, 7))
	}

	fn set_params() -> Weight {
		// Measured: 7.8 us to 11.8 us, 0 reads, 1 writes.
		Weight::from_parts(8_280_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}

	fn idle() -> Weight {
		// Measured: 259.6 us to 268.7 us, 66 reads, 1 writes.
		Weight::from_parts(262_400_000, 0).saturating_add(T::DbWeight::get().reads_writes(66, 1))
	}

	fn fall_due() -> Weight {
		// Measured: 66.8 us to 4.14 ms, 7 reads, 6 writes.
		Weight::from_parts(73_990_000, 0).saturating_add(T::DbWeight::get().reads_writes(7, 6))
	}

	fn sweep_step() -> Weight {
		// Measured: 128.8 us to 4.19 ms, 18 reads, 6 writes.
		Weight::from_parts(132_620_000, 0).saturating_add(T::DbWeight::get().reads_writes(18, 6))
	}
}

impl WeightInfo for () {
	fn accredit_registrar() -> Weight {
		// Measured: 26.1 us to 32.7 us, 3 reads, 3 writes.
		Weight::from_parts(26_770_000, 0).saturating_add(RocksDbWeight::get().reads_writes(3, 3))
	}

	fn suspend_registrar() -> Weight {
		// Measured: 20.3 us to 26.4 us, 1 reads, 2 writes.
		Weight::from_parts(22_260_000, 0).saturating_add(RocksDbWeight::get().reads_writes(1, 2))
	}

	fn reinstate_registrar() -> Weight {
		// Measured: 18.2 us to 33.4 us, 1 reads, 1 writes.
		Weight::from_parts(20_169_000, 0).saturating_add(RocksDbWeight::get().reads_writes(1, 1))
	}

	fn attest() -> Weight {
		// Measured: 5.97 ms to 10.97 ms, 22 reads, 22 writes.
		Weight::from_parts(10_215_512_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(22, 22))
	}

	fn confirm_revoke() -> Weight {
		// Measured: 545.1 us to 4.61 ms, 70 reads, 8 writes.
		Weight::from_parts(583_739_000, 0).saturating_add(RocksDbWeight::get().reads_writes(70, 8))
	}

	fn confirm_renew() -> Weight {
		// Measured: 1.77 ms to 6.26 ms, 70 reads, 24 writes.
		Weight::from_parts(1_911_146_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(70, 24))
	}

	fn rotate_key() -> Weight {
		// Measured: 5.87 ms to 15.78 ms, 13 reads, 8 writes.
		Weight::from_parts(10_373_291_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(13, 8))
	}

	fn move_home() -> Weight {
		// Measured: 1.44 ms to 5.63 ms, 12 reads, 7 writes.
		Weight::from_parts(3_326_844_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(12, 7))
	}

	fn set_params() -> Weight {
		// Measured: 7.8 us to 11.8 us, 0 reads, 1 writes.
		Weight::from_parts(8_280_000, 0).saturating_add(RocksDbWeight::get().writes(1))
	}

	fn idle() -> Weight {
		// Measured: 259.6 us to 268.7 us, 66 reads, 1 writes.
		Weight::from_parts(262_400_000, 0).saturating_add(RocksDbWeight::get().reads_writes(66, 1))
	}

	fn fall_due() -> Weight {
		// Measured: 66.8 us to 4.14 ms, 7 reads, 6 writes.
		Weight::from_parts(73_990_000, 0).saturating_add(RocksDbWeight::get().reads_writes(7, 6))
	}

	fn sweep_step() -> Weight {
		// Measured: 128.8 us to 4.19 ms, 18 reads, 6 writes.
		Weight::from_parts(132_620_000, 0).saturating_add(RocksDbWeight::get().reads_writes(18, 6))
	}
}
