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
// Measured on 2026-11-22 in Wasm on AMD EPYC.
// Values per component: 20; repetitions: 10.
// Command: cargo xtask bench --weights

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn accredit_issuer() -> Weight {
		// Measured: 23.1 us to 28.0 us, 2 reads, 2 writes.
		Weight::from_parts(23_710_000, 0).saturating_add(T::DbWeight::get().reads_writes(2, 2))
	}

	fn suspend_issuer() -> Weight {
		// Measured: 90.2 us to 103.9 us, 2 reads, 33 writes.
		Weight::from_parts(91_569_000, 0).saturating_add(T::DbWeight::get().reads_writes(2, 33))
	}

	fn reinstate_issuer() -> Weight {
		// Measured: 88.2 us to 99.7 us, 2 reads, 33 writes.
		Weight::from_parts(95_059_000, 0).saturating_add(T::DbWeight::get().reads_writes(2, 33))
	}

	fn open_schema() -> Weight {
		// Measured: 54.1 us to 67.7 us, 4 reads, 4 writes.
		Weight::from_parts(55_740_000, 0).saturating_add(T::DbWeight::get().reads_writes(4, 4))
	}

	fn close_schema() -> Weight {
		// Measured: 44.9 us to 50.1 us, 3 reads, 2 writes.
		Weight::from_parts(45_790_000, 0).saturating_add(T::DbWeight::get().reads_writes(3, 2))
	}

	fn offer() -> Weight {
		// Measured: 174.0 us to 205.3 us, 11 reads, 9 writes.
		Weight::from_parts(178_140_000, 0).saturating_add(T::DbWeight::get().reads_writes(11, 9))
	}

	fn withdraw() -> Weight {
		// Measured: 152.3 us to 183.4 us, 10 reads, 8 writes.
		Weight::from_parts(153_550_000, 0).saturating_add(T::DbWeight::get().reads_writes(10, 8))
	}

	fn extend() -> Weight {
		// Measured: 1.28 ms to 1.44 ms, 11 reads, 9 writes.
		Weight::from_parts(1_393_507_000, 0).saturating_add(T::DbWeight::get().reads_writes(11, 9))
	}

	fn accept() -> Weight {
		// Measured: 1.29 ms to 1.41 ms, 12 reads, 9 writes.
		Weight::from_parts(1_386_777_000, 0).saturating_add(T::DbWeight::get().reads_writes(12, 9))
	}

	fn reject() -> Weight {
		// Measured: 93.0 us to 114.4 us, 6 reads, 4 writes.
		Weight::from_parts(97_320_000, 0).saturating_add(T::DbWeight::get().reads_writes(6, 4))
	}

	fn seal() -> Weight {
		// Measured: 176.5 us to 225.8 us, 11 reads, 8 writes.
		Weight::from_parts(193_729_000, 0).saturating_add(T::DbWeight::get().reads_writes(11, 8))
	}

	fn set_params() -> Weight {
		// Measured: 7.7 us to 11.0 us, 0 reads, 1 writes.
		Weight::from_parts(8_070_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}

	fn idle() -> Weight {
		// Measured: 245.7 us to 273.8 us, 66 reads, 1 writes.
		Weight::from_parts(247_439_000, 0).saturating_add(T::DbWeight::get().reads_writes(66, 1))
	}

	fn lapse() -> Weight {
		// Measured: 23.0 us to 27.7 us, 2 reads, 3 writes.
		Weight::from_parts(23_890_000, 0).saturating_add(T::DbWeight::get().reads_writes(2, 3))
	}

	fn expire() -> Weight {
		// Measured: 71.5 us to 97.9 us, 8 reads, 6 writes.
		Weight::from_parts(75_280_000, 0).saturating_add(T::DbWeight::get().reads_writes(8, 6))
	}

	fn standing_changed() -> Weight {
		// Measured: 241.3 us to 271.1 us, 64 reads, 33 writes.
		Weight::from_parts(261_400_000, 0).saturating_add(T::DbWeight::get().reads_writes(64, 33))
	}

	fn reseat() -> Weight {
		// Measured: 671.2 us to 775.5 us, 11 reads, 6 writes.
		Weight::from_parts(740_028_000, 0).saturating_add(T::DbWeight::get().reads_writes(11, 6))
	}

	fn sweep_step() -> Weight {
		// Measured: 679.2 us to 808.2 us, 14 reads, 6 writes.
		Weight::from_parts(763_589_000, 0).saturating_add(T::DbWeight::get().reads_writes(14, 6))
	}
}

impl WeightInfo for () {
	fn accredit_issuer() -> Weight {
		// Measured: 23.1 us to 28.0 us, 2 reads, 2 writes.
		Weight::from_parts(23_710_000, 0).saturating_add(RocksDbWeight::get().reads_writes(2, 2))
	}

	fn suspend_issuer() -> Weight {
		// Measured: 90.2 us to 103.9 us, 2 reads, 33 writes.
		Weight::from_parts(91_569_000, 0).saturating_add(RocksDbWeight::get().reads_writes(2, 33))
	}

	fn reinstate_issuer() -> Weight {
		// Measured: 88.2 us to 99.7 us, 2 reads, 33 writes.
		Weight::from_parts(95_059_000, 0).saturating_add(RocksDbWeight::get().reads_writes(2, 33))
	}

	fn open_schema() -> Weight {
		// Measured: 54.1 us to 67.7 us, 4 reads, 4 writes.
		Weight::from_parts(55_740_000, 0).saturating_add(RocksDbWeight::get().reads_writes(4, 4))
	}

	fn close_schema() -> Weight {
		// Measured: 44.9 us to 50.1 us, 3 reads, 2 writes.
		Weight::from_parts(45_790_000, 0).saturating_add(RocksDbWeight::get().reads_writes(3, 2))
	}

	fn offer() -> Weight {
		// Measured: 174.0 us to 205.3 us, 11 reads, 9 writes.
		Weight::from_parts(178_140_000, 0).saturating_add(RocksDbWeight::get().reads_writes(11, 9))
	}

	fn withdraw() -> Weight {
		// Measured: 152.3 us to 183.4 us, 10 reads, 8 writes.
		Weight::from_parts(153_550_000, 0).saturating_add(RocksDbWeight::get().reads_writes(10, 8))
	}

	fn extend() -> Weight {
		// Measured: 1.28 ms to 1.44 ms, 11 reads, 9 writes.
		Weight::from_parts(1_393_507_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(11, 9))
	}

	fn accept() -> Weight {
		// Measured: 1.29 ms to 1.41 ms, 12 reads, 9 writes.
		Weight::from_parts(1_386_777_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(12, 9))
	}

	fn reject() -> Weight {
		// Measured: 93.0 us to 114.4 us, 6 reads, 4 writes.
		Weight::from_parts(97_320_000, 0).saturating_add(RocksDbWeight::get().reads_writes(6, 4))
	}

	fn seal() -> Weight {
		// Measured: 176.5 us to 225.8 us, 11 reads, 8 writes.
		Weight::from_parts(193_729_000, 0).saturating_add(RocksDbWeight::get().reads_writes(11, 8))
	}

	fn set_params() -> Weight {
		// Measured: 7.7 us to 11.0 us, 0 reads, 1 writes.
		Weight::from_parts(8_070_000, 0).saturating_add(RocksDbWeight::get().writes(1))
	}

	fn idle() -> Weight {
		// Measured: 245.7 us to 273.8 us, 66 reads, 1 writes.
		Weight::from_parts(247_439_000, 0).saturating_add(RocksDbWeight::get().reads_writes(66, 1))
	}

	fn lapse() -> Weight {
		// Measured: 23.0 us to 27.7 us, 2 reads, 3 writes.
		Weight::from_parts(23_890_000, 0).saturating_add(RocksDbWeight::get().reads_writes(2, 3))
	}

	fn expire() -> Weight {
		// Measured: 71.5 us to 97.9 us, 8 reads, 6 writes.
		Weight::from_parts(75_280_000, 0).saturating_add(RocksDbWeight::get().reads_writes(8, 6))
	}

	fn standing_changed() -> Weight {
		// Measured: 241.3 us to 271.1 us, 64 reads, 33 writes.
		Weight::from_parts(261_400_000, 0).saturating_add(RocksDbWeight::get().reads_writes(64, 33))
	}

	fn reseat() -> Weight {
		// Measured: 671.2 us to 775.5 us, 11 reads, 6 writes.
		Weight::from_parts(740_028_000, 0).saturating_add(RocksDbWeight::get().reads_writes(11, 6))
	}

	fn sweep_step() -> Weight {
		// Measured: 679.2 us to 808.2 us, 14 reads, 6 writes.
		Weight::from_parts(763_589_000, 0).saturating_add(RocksDbWeight::get().reads_writes(14, 6))
	}
}
