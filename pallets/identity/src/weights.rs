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

// Estimates; `cargo xtask bench --weights` puts measured numbers here.

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

macro_rules! weights {
	($($name:ident: $time:literal, $proof:literal, $reads:literal, $writes:literal;)*) => {
		impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
			$(fn $name() -> Weight {
				Weight::from_parts($time, $proof)
					.saturating_add(T::DbWeight::get().reads_writes($reads, $writes))
			})*
		}

		impl WeightInfo for () {
			$(fn $name() -> Weight {
				Weight::from_parts($time, $proof)
					.saturating_add(RocksDbWeight::get().reads_writes($reads, $writes))
			})*
		}
	};
}

weights! {
	accredit_registrar: 30_000_000, 6_000, 3, 3;
	suspend_registrar: 25_000_000, 4_000, 2, 2;
	reinstate_registrar: 20_000_000, 4_000, 1, 1;
	attest: 5_000_000_000, 60_000, 30, 30;
	confirm_revoke: 400_000_000, 60_000, 90, 20;
	confirm_renew: 400_000_000, 60_000, 100, 30;
	rotate_key: 5_000_000_000, 30_000, 15, 12;
	move_home: 300_000_000, 30_000, 20, 14;
	set_params: 15_000_000, 0, 0, 1;
	idle: 150_000_000, 10_000, 67, 1;
	fall_due: 120_000_000, 20_000, 12, 8;
	sweep_step: 150_000_000, 20_000, 20, 8;
}
