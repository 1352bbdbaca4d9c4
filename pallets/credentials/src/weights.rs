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
// Values per component: 8; repetitions: 5.
// Command: cargo xtask bench --weights

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn accredit_issuer() -> Weight {
		// Measured: 25.4 us to 30.8 us, 2 reads, 2 writes.
		Weight::from_parts(26_489_000, 0).saturating_add(T::DbWeight::get().reads_writes(2, 2))
	}

	fn suspend_issuer() -> Weight {
		// Measured: 96.4 us to 99.7 us, 2 reads, 33 writes.
		Weight::from_parts(98_290_000, 0).saturating_add(T::DbWeight::get().reads_writes(2, 33))
	}

	fn reinstate_issuer() -> Weight {
		// Measured: 94.5 us to 98.0 us, 2 reads, 33 writes.
		Weight::from_parts(95_860_000, 0).saturating_add(T::DbWeight::get().reads_writes(2, 33))
	}

	fn open_schema() -> Weight {
		// Measured: 59.3 us to 63.1 us, 4 reads, 4 writes.
		Weight::from_parts(59_889_000, 0).saturating_add(T::DbWeight::get().reads_writes(4, 4))
	}

	fn close_schema() -> Weight {
		// Measured: 48.7 us to 55.2 us, 3 reads, 2 writes.
		Weight::from_parts(49_480_000, 0).saturating_add(T::DbWeight::get().reads_writes(3, 2))
	}

	fn offer() -> Weight {
		// Measured: 188.4 us to 223.2 us, 11 reads, 9 writes.
		Weight::from_parts(189_339_000, 0).saturating_add(T::DbWeight::get().reads_writes(11, 9))
	}

	fn withdraw() -> Weight {
		// Measured: 164.8 us to 167.8 us, 10 reads, 8 writes.
		Weight::from_parts(165_190_000, 0).saturating_add(T::DbWeight::get().reads_writes(10, 8))
	}

	fn extend() -> Weight {
		// Measured: 1.39 ms to 1.43 ms, 11 reads, 9 writes.
		Weight::from_parts(1_408_667_000, 0).saturating_add(T::DbWeight::get().reads_writes(11, 9))
	}

	fn accept() -> Weight {
		// Measured: 1.39 ms to 1.42 ms, 12 reads, 9 writes.
		Weight::from_parts(1_395_178_000, 0).saturating_add(T::DbWeight::get().reads_writes(12, 9))
	}

	fn reject() -> Weight {
		// Measured: 97.1 us to 101.7 us, 6 reads, 4 writes.
		Weight::from_parts(98_970_000, 0).saturating_add(T::DbWeight::get().reads_writes(6, 4))
	}

	fn seal() -> Weight {
		// Measured: 189.3 us to 192.8 us, 11 reads, 8 writes.
		Weight::from_parts(191_579_000, 0).saturating_add(T::DbWeight::get().reads_writes(11, 8))
	}

	fn set_params() -> Weight {
		// Measured: 8.2 us to 12.0 us, 0 reads, 1 writes.
		Weight::from_parts(8_870_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}

	fn idle() -> Weight {
		// Measured: 281.2 us to 310.8 us, 66 reads, 1 writes.
		Weight::from_parts(288_600_000, 0).saturating_add(T::DbWeight::get().reads_writes(66, 1))
	}

	fn lapse() -> Weight {
		// Measured: 23.8 us to 25.6 us, 2 reads, 3 writes.
		Weight::from_parts(25_070_000, 0).saturating_add(T::DbWeight::get().reads_writes(2, 3))
	}

	fn expire() -> Weight {
		// Measured: 71.4 us to 84.7 us, 8 reads, 6 writes.
		Weight::from_parts(79_040_000, 0).saturating_add(T::DbWeight::get().reads_writes(8, 6))
	}

	fn standing_changed() -> Weight {
		// Measured: 249.1 us to 258.3 us, 64 reads, 33 writes.
		Weight::from_parts(250_380_000, 0).saturating_add(T::DbWeight::get().reads_writes(64, 33))
	}

	fn reseat() -> Weight {
		// Measured: 717.3 us to 729.3 us, 11 reads, 6 writes.
		Weight::from_parts(721_578_000, 0).saturating_add(T::DbWeight::get().reads_writes(11, 6))
	}

	fn sweep_step() -> Weight {
		// Measured: 756.1 us to 811.3 us, 14 reads, 6 writes.
		Weight::from_parts(765_338_000, 0).saturating_add(T::DbWeight::get().reads_writes(14, 6))
	}
}

impl WeightInfo for () {
	fn accredit_issuer() -> Weight {
		// Measured: 25.4 us to 30.8 us, 2 reads, 2 writes.
		Weight::from_parts(26_489_000, 0).saturating_add(RocksDbWeight::get().reads_writes(2, 2))
	}

	fn suspend_issuer() -> Weight {
		// Measured: 96.4 us to 99.7 us, 2 reads, 33 writes.
		Weight::from_parts(98_290_000, 0).saturating_add(RocksDbWeight::get().reads_writes(2, 33))
	}

	fn reinstate_issuer() -> Weight {
		// Measured: 94.5 us to 98.0 us, 2 reads, 33 writes.
		Weight::from_parts(95_860_000, 0).saturating_add(RocksDbWeight::get().reads_writes(2, 33))
	}

	fn open_schema() -> Weight {
		// Measured: 59.3 us to 63.1 us, 4 reads, 4 writes.
		Weight::from_parts(59_889_000, 0).saturating_add(RocksDbWeight::get().reads_writes(4, 4))
	}

	fn close_schema() -> Weight {
		// Measured: 48.7 us to 55.2 us, 3 reads, 2 writes.
		Weight::from_parts(49_480_000, 0).saturating_add(RocksDbWeight::get().reads_writes(3, 2))
	}

	fn offer() -> Weight {
		// Measured: 188.4 us to 223.2 us, 11 reads, 9 writes.
		Weight::from_parts(189_339_000, 0).saturating_add(RocksDbWeight::get().reads_writes(11, 9))
	}

	fn withdraw() -> Weight {
		// Measured: 164.8 us to 167.8 us, 10 reads, 8 writes.
		Weight::from_parts(165_190_000, 0).saturating_add(RocksDbWeight::get().reads_writes(10, 8))
	}

	fn extend() -> Weight {
		// Measured: 1.39 ms to 1.43 ms, 11 reads, 9 writes.
		Weight::from_parts(1_408_667_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(11, 9))
	}

	fn accept() -> Weight {
		// Measured: 1.39 ms to 1.42 ms, 12 reads, 9 writes.
		Weight::from_parts(1_395_178_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(12, 9))
	}

	fn reject() -> Weight {
		// Measured: 97.1 us to 101.7 us, 6 reads, 4 writes.
		Weight::from_parts(98_970_000, 0).saturating_add(RocksDbWeight::get().reads_writes(6, 4))
	}

	fn seal() -> Weight {
		// Measured: 189.3 us to 192.8 us, 11 reads, 8 writes.
		Weight::from_parts(191_579_000, 0).saturating_add(RocksDbWeight::get().reads_writes(11, 8))
	}

	fn set_params() -> Weight {
		// Measured: 8.2 us to 12.0 us, 0 reads, 1 writes.
		Weight::from_parts(8_870_000, 0).saturating_add(RocksDbWeight::get().writes(1))
	}

	fn idle() -> Weight {
		// Measured: 281.2 us to 310.8 us, 66 reads, 1 writes.
		Weight::from_parts(288_600_000, 0).saturating_add(RocksDbWeight::get().reads_writes(66, 1))
	}

	fn lapse() -> Weight {
		// Measured: 23.8 us to 25.6 us, 2 reads, 3 writes.
		Weight::from_parts(25_070_000, 0).saturating_add(RocksDbWeight::get().reads_writes(2, 3))
	}

	fn expire() -> Weight {
		// Measured: 71.4 us to 84.7 us, 8 reads, 6 writes.
		Weight::from_parts(79_040_000, 0).saturating_add(RocksDbWeight::get().reads_writes(8, 6))
	}

	fn standing_changed() -> Weight {
		// Measured: 249.1 us to 258.3 us, 64 reads, 33 writes.
		Weight::from_parts(250_380_000, 0).saturating_add(RocksDbWeight::get().reads_writes(64, 33))
	}

	fn reseat() -> Weight {
		// Measured: 717.3 us to 729.3 us, 11 reads, 6 writes.
		Weight::from_parts(721_578_000, 0).saturating_add(RocksDbWeight::get().reads_writes(11, 6))
	}

	fn sweep_step() -> Weight {
		// Measured: 756.1 us to 811.3 us, 14 reads, 6 writes.
		Weight::from_parts(765_338_000, 0).saturating_add(RocksDbWeight::get().reads_writes(14, 6))
	}
}
