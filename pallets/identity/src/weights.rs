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
	/// [`crate::Pallet::suspend_registrar`], one of as many as there can be.
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
	/// [`crate::Pallet::set_params`], with as many registrars as there can be.
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
// Values per component: 8; repetitions: 5.
// Command: cargo xtask bench --weights

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn accredit_registrar() -> Weight {
		// Measured: 27.1 us to 36.5 us, 3 reads, 3 writes.
		Weight::from_parts(28_500_000, 0).saturating_add(T::DbWeight::get().reads_writes(3, 3))
	}

	fn suspend_registrar() -> Weight {
		// Measured: 290.7 us to 317.0 us, 66 reads, 2 writes.
		Weight::from_parts(295_980_000, 0).saturating_add(T::DbWeight::get().reads_writes(66, 2))
	}

	fn reinstate_registrar() -> Weight {
		// Measured: 21.9 us to 27.2 us, 1 reads, 1 writes.
		Weight::from_parts(24_690_000, 0).saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}

	fn attest() -> Weight {
		// Measured: 5.94 ms to 6.33 ms, 22 reads, 22 writes.
		Weight::from_parts(6_304_578_000, 0).saturating_add(T::DbWeight::get().reads_writes(22, 22))
	}

	fn confirm_revoke() -> Weight {
		// Measured: 604.3 us to 622.2 us, 73 reads, 8 writes.
		Weight::from_parts(610_729_000, 0).saturating_add(T::DbWeight::get().reads_writes(73, 8))
	}

	fn confirm_renew() -> Weight {
		// Measured: 1.89 ms to 1.92 ms, 71 reads, 24 writes.
		Weight::from_parts(1_897_206_000, 0).saturating_add(T::DbWeight::get().reads_writes(71, 24))
	}

	fn rotate_key() -> Weight {
		// Measured: 6.09 ms to 6.30 ms, 13 reads, 8 writes.
		Weight::from_parts(6_210_779_000, 0).saturating_add(T::DbWeight::get().reads_writes(13, 8))
	}

	fn move_home() -> Weight {
		// Measured: 1.42 ms to 1.48 ms, 12 reads, 7 writes.
		Weight::from_parts(1_454_697_000, 0).saturating_add(T::DbWeight::get().reads_writes(12, 7))
	}

	fn set_params() -> Weight {
		// Measured: 285.6 us to 336.4 us, 66 reads, 1 writes.
		Weight::from_parts(300_260_000, 0).saturating_add(T::DbWeight::get().reads_writes(66, 1))
	}

	fn idle() -> Weight {
		// Measured: 265.4 us to 285.9 us, 66 reads, 1 writes.
		Weight::from_parts(267_079_000, 0).saturating_add(T::DbWeight::get().reads_writes(66, 1))
	}

	fn fall_due() -> Weight {
		// Measured: 86.5 us to 107.2 us, 10 reads, 6 writes.
		Weight::from_parts(94_149_000, 0).saturating_add(T::DbWeight::get().reads_writes(10, 6))
	}

	fn sweep_step() -> Weight {
		// Measured: 148.5 us to 172.3 us, 21 reads, 6 writes.
		Weight::from_parts(150_570_000, 0).saturating_add(T::DbWeight::get().reads_writes(21, 6))
	}
}

impl WeightInfo for () {
	fn accredit_registrar() -> Weight {
		// Measured: 27.1 us to 36.5 us, 3 reads, 3 writes.
		Weight::from_parts(28_500_000, 0).saturating_add(RocksDbWeight::get().reads_writes(3, 3))
	}

	fn suspend_registrar() -> Weight {
		// Measured: 290.7 us to 317.0 us, 66 reads, 2 writes.
		Weight::from_parts(295_980_000, 0).saturating_add(RocksDbWeight::get().reads_writes(66, 2))
	}

	fn reinstate_registrar() -> Weight {
		// Measured: 21.9 us to 27.2 us, 1 reads, 1 writes.
		Weight::from_parts(24_690_000, 0).saturating_add(RocksDbWeight::get().reads_writes(1, 1))
	}

	fn attest() -> Weight {
		// Measured: 5.94 ms to 6.33 ms, 22 reads, 22 writes.
		Weight::from_parts(6_304_578_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(22, 22))
	}

	fn confirm_revoke() -> Weight {
		// Measured: 604.3 us to 622.2 us, 73 reads, 8 writes.
		Weight::from_parts(610_729_000, 0).saturating_add(RocksDbWeight::get().reads_writes(73, 8))
	}

	fn confirm_renew() -> Weight {
		// Measured: 1.89 ms to 1.92 ms, 71 reads, 24 writes.
		Weight::from_parts(1_897_206_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(71, 24))
	}

	fn rotate_key() -> Weight {
		// Measured: 6.09 ms to 6.30 ms, 13 reads, 8 writes.
		Weight::from_parts(6_210_779_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(13, 8))
	}

	fn move_home() -> Weight {
		// Measured: 1.42 ms to 1.48 ms, 12 reads, 7 writes.
		Weight::from_parts(1_454_697_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(12, 7))
	}

	fn set_params() -> Weight {
		// Measured: 285.6 us to 336.4 us, 66 reads, 1 writes.
		Weight::from_parts(300_260_000, 0).saturating_add(RocksDbWeight::get().reads_writes(66, 1))
	}

	fn idle() -> Weight {
		// Measured: 265.4 us to 285.9 us, 66 reads, 1 writes.
		Weight::from_parts(267_079_000, 0).saturating_add(RocksDbWeight::get().reads_writes(66, 1))
	}

	fn fall_due() -> Weight {
		// Measured: 86.5 us to 107.2 us, 10 reads, 6 writes.
		Weight::from_parts(94_149_000, 0).saturating_add(RocksDbWeight::get().reads_writes(10, 6))
	}

	fn sweep_step() -> Weight {
		// Measured: 148.5 us to 172.3 us, 21 reads, 6 writes.
		Weight::from_parts(150_570_000, 0).saturating_add(RocksDbWeight::get().reads_writes(21, 6))
	}
}
