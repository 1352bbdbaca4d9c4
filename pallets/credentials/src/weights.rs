//! Weights of credentials.
//!
//! A free call is checked by a trial run before it is executed, so its weight is that of two runs.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// What each act costs.
pub trait WeightInfo {
	/// [`crate::Pallet::accredit_issuer`] of a new issuer.
	fn accredit_issuer() -> Weight;
	/// [`crate::Pallet::suspend_issuer`] with as many anonymous schemas as can be.
	fn suspend_issuer() -> Weight;
	/// [`crate::Pallet::reinstate_issuer`] with as many anonymous schemas as can be.
	fn reinstate_issuer() -> Weight;
	/// [`crate::Pallet::open_schema`] of the last anonymous schema an issuer may have.
	fn open_schema() -> Weight;
	/// [`crate::Pallet::close_schema`].
	fn close_schema() -> Weight;
	/// [`crate::Pallet::offer`] in place of an anonymous credential that has expired.
	fn offer() -> Weight;
	/// [`crate::Pallet::withdraw`] of an anonymous credential.
	fn withdraw() -> Weight;
	/// [`crate::Pallet::extend`] of an anonymous credential that has expired.
	fn extend() -> Weight;
	/// [`crate::Pallet::accept`] of an anonymous credential.
	fn accept() -> Weight;
	/// [`crate::Pallet::reject`].
	fn reject() -> Weight;
	/// [`crate::Pallet::seal`] of an anonymous credential.
	fn seal() -> Weight;
	/// [`crate::Pallet::set_params`].
	fn set_params() -> Weight;
	/// A block in which nothing is due.
	fn idle() -> Weight;
	/// An offer that lapses.
	fn lapse() -> Weight;
	/// An anonymous credential that expires.
	fn expire() -> Weight;
	/// A person with as many anonymous credentials as can be changed standing.
	fn standing_changed() -> Weight;
	/// A place on a roll that is left and given again.
	fn reseat() -> Weight;
	/// One step of the sweep after an issuer was suspended or reinstated.
	fn sweep_step() -> Weight;
}

// Generated from here on.
// Provisional numbers, to be measured.
// Command: cargo xtask bench --weights

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn accredit_issuer() -> Weight {
		Weight::from_parts(30_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(3, 3))
	}

	fn suspend_issuer() -> Weight {
		Weight::from_parts(120_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(2, 33))
	}

	fn reinstate_issuer() -> Weight {
		Weight::from_parts(120_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(2, 33))
	}

	fn open_schema() -> Weight {
		Weight::from_parts(90_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(4, 4))
	}

	fn close_schema() -> Weight {
		Weight::from_parts(60_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(3, 2))
	}

	fn offer() -> Weight {
		Weight::from_parts(250_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(14, 12))
	}

	fn withdraw() -> Weight {
		Weight::from_parts(600_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(14, 12))
	}

	fn extend() -> Weight {
		Weight::from_parts(900_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(16, 12))
	}

	fn accept() -> Weight {
		Weight::from_parts(1_200_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(18, 14))
	}

	fn reject() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(7, 5))
	}

	fn seal() -> Weight {
		Weight::from_parts(250_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(14, 12))
	}

	fn set_params() -> Weight {
		Weight::from_parts(8_000_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}

	fn idle() -> Weight {
		Weight::from_parts(260_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(67, 1))
	}

	fn lapse() -> Weight {
		Weight::from_parts(40_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(4, 4))
	}

	fn expire() -> Weight {
		Weight::from_parts(120_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(10, 8))
	}

	fn standing_changed() -> Weight {
		Weight::from_parts(300_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(130, 65))
	}

	fn reseat() -> Weight {
		Weight::from_parts(1_200_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(16, 10))
	}

	fn sweep_step() -> Weight {
		Weight::from_parts(1_250_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(19, 11))
	}
}

impl WeightInfo for () {
	fn accredit_issuer() -> Weight {
		Weight::from_parts(30_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(3, 3))
	}

	fn suspend_issuer() -> Weight {
		Weight::from_parts(120_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(2, 33))
	}

	fn reinstate_issuer() -> Weight {
		Weight::from_parts(120_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(2, 33))
	}

	fn open_schema() -> Weight {
		Weight::from_parts(90_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(4, 4))
	}

	fn close_schema() -> Weight {
		Weight::from_parts(60_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(3, 2))
	}

	fn offer() -> Weight {
		Weight::from_parts(250_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(14, 12))
	}

	fn withdraw() -> Weight {
		Weight::from_parts(600_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(14, 12))
	}

	fn extend() -> Weight {
		Weight::from_parts(900_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(16, 12))
	}

	fn accept() -> Weight {
		Weight::from_parts(1_200_000_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(18, 14))
	}

	fn reject() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(7, 5))
	}

	fn seal() -> Weight {
		Weight::from_parts(250_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(14, 12))
	}

	fn set_params() -> Weight {
		Weight::from_parts(8_000_000, 0).saturating_add(RocksDbWeight::get().writes(1))
	}

	fn idle() -> Weight {
		Weight::from_parts(260_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(67, 1))
	}

	fn lapse() -> Weight {
		Weight::from_parts(40_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(4, 4))
	}

	fn expire() -> Weight {
		Weight::from_parts(120_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(10, 8))
	}

	fn standing_changed() -> Weight {
		Weight::from_parts(300_000_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(130, 65))
	}

	fn reseat() -> Weight {
		Weight::from_parts(1_200_000_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(16, 10))
	}

	fn sweep_step() -> Weight {
		Weight::from_parts(1_250_000_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(19, 11))
	}
}
