//! Weights of juries. The worst case is a full list of tickets, as many seats as a poll admits, a
//! citizen whose home is as deep below the unit as units go, and too few jurists, so that everybody
//! is counted too.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// What each step costs.
pub trait WeightInfo {
	/// [`crate::Pallet::submit`], the trial run and the freezing included: the electors of jurists and
	/// of everybody are read.
	fn submit() -> Weight;
	/// [`crate::Pallet::propose`], the trial run included: the petitions of the unit are counted.
	fn propose() -> Weight;
	/// Keep a ticket, its proof checked before: the units above the precinct are read.
	fn claim() -> Weight;
	/// Check a ticket with its proof: the units above the precinct are read.
	fn authorize_claim() -> Weight;
	/// [`crate::Pallet::set_params`]: the numbers before are read.
	fn set_params() -> Weight;
	/// A block on which nothing is due.
	fn idle() -> Weight;
	/// One item of the agenda: a roll is frozen, or it is found that it must wait. The electors of
	/// jurists and of everybody are read.
	fn freeze() -> Weight;
	/// One seed.
	fn draw_seed() -> Weight;
	/// One item of the agenda: a panel is seated.
	fn seat_panel() -> Weight;
	/// One item of the agenda: reserves are called.
	fn call_reserves() -> Weight;
	/// A petition that found its supporters: it is counted among the trials of its unit, no longer
	/// among the petitions, and the roll is frozen as above.
	fn begin_trial() -> Weight;
	/// A petition that lapsed.
	fn lapse() -> Weight;
	/// A verdict, and a bill that passes.
	fn decide() -> Weight;
}

// Generated from here on.
// Measured on 2026-11-22 in Wasm on AMD EPYC.
// Values per component: 8; repetitions: 5.
// Command: cargo xtask bench --weights

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn submit() -> Weight {
		// Measured: 290.1 us to 294.7 us, 26 reads, 11 writes.
		Weight::from_parts(293_259_000, 0).saturating_add(T::DbWeight::get().reads_writes(26, 11))
	}

	fn propose() -> Weight {
		// Measured: 339.2 us to 373.4 us, 24 reads, 16 writes.
		Weight::from_parts(341_189_000, 0).saturating_add(T::DbWeight::get().reads_writes(24, 16))
	}

	fn claim() -> Weight {
		// Measured: 95.1 us to 115.8 us, 11 reads, 1 writes.
		Weight::from_parts(105_150_000, 0).saturating_add(T::DbWeight::get().reads_writes(11, 1))
	}

	fn authorize_claim() -> Weight {
		// Measured: 115.4 us to 148.2 us, 14 reads, 0 writes.
		Weight::from_parts(123_650_000, 0).saturating_add(T::DbWeight::get().reads(14))
	}

	fn set_params() -> Weight {
		// Measured: 16.5 us to 36.8 us, 1 reads, 1 writes.
		Weight::from_parts(19_880_000, 0).saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}

	fn idle() -> Weight {
		// Measured: 277.0 us to 296.0 us, 70 reads, 2 writes.
		Weight::from_parts(278_350_000, 0).saturating_add(T::DbWeight::get().reads_writes(70, 2))
	}

	fn freeze() -> Weight {
		// Measured: 58.6 us to 115.6 us, 9 reads, 4 writes.
		Weight::from_parts(62_140_000, 0).saturating_add(T::DbWeight::get().reads_writes(9, 4))
	}

	fn draw_seed() -> Weight {
		// Measured: 43.9 us to 56.8 us, 4 reads, 3 writes.
		Weight::from_parts(45_740_000, 0).saturating_add(T::DbWeight::get().reads_writes(4, 3))
	}

	fn seat_panel() -> Weight {
		// Measured: 388.4 us to 413.9 us, 5 reads, 138 writes.
		Weight::from_parts(399_410_000, 0).saturating_add(T::DbWeight::get().reads_writes(5, 138))
	}

	fn call_reserves() -> Weight {
		// Measured: 922.9 us to 945.1 us, 132 reads, 129 writes.
		Weight::from_parts(932_658_000, 0).saturating_add(T::DbWeight::get().reads_writes(132, 129))
	}

	fn begin_trial() -> Weight {
		// Measured: 56.1 us to 58.2 us, 11 reads, 5 writes.
		Weight::from_parts(57_200_000, 0).saturating_add(T::DbWeight::get().reads_writes(11, 5))
	}

	fn lapse() -> Weight {
		// Measured: 63.5 us to 65.9 us, 8 reads, 8 writes.
		Weight::from_parts(63_720_000, 0).saturating_add(T::DbWeight::get().reads_writes(8, 8))
	}

	fn decide() -> Weight {
		// Measured: 197.2 us to 219.6 us, 16 reads, 17 writes.
		Weight::from_parts(206_010_000, 0).saturating_add(T::DbWeight::get().reads_writes(16, 17))
	}
}

impl WeightInfo for () {
	fn submit() -> Weight {
		// Measured: 290.1 us to 294.7 us, 26 reads, 11 writes.
		Weight::from_parts(293_259_000, 0).saturating_add(RocksDbWeight::get().reads_writes(26, 11))
	}

	fn propose() -> Weight {
		// Measured: 339.2 us to 373.4 us, 24 reads, 16 writes.
		Weight::from_parts(341_189_000, 0).saturating_add(RocksDbWeight::get().reads_writes(24, 16))
	}

	fn claim() -> Weight {
		// Measured: 95.1 us to 115.8 us, 11 reads, 1 writes.
		Weight::from_parts(105_150_000, 0).saturating_add(RocksDbWeight::get().reads_writes(11, 1))
	}

	fn authorize_claim() -> Weight {
		// Measured: 115.4 us to 148.2 us, 14 reads, 0 writes.
		Weight::from_parts(123_650_000, 0).saturating_add(RocksDbWeight::get().reads(14))
	}

	fn set_params() -> Weight {
		// Measured: 16.5 us to 36.8 us, 1 reads, 1 writes.
		Weight::from_parts(19_880_000, 0).saturating_add(RocksDbWeight::get().reads_writes(1, 1))
	}

	fn idle() -> Weight {
		// Measured: 277.0 us to 296.0 us, 70 reads, 2 writes.
		Weight::from_parts(278_350_000, 0).saturating_add(RocksDbWeight::get().reads_writes(70, 2))
	}

	fn freeze() -> Weight {
		// Measured: 58.6 us to 115.6 us, 9 reads, 4 writes.
		Weight::from_parts(62_140_000, 0).saturating_add(RocksDbWeight::get().reads_writes(9, 4))
	}

	fn draw_seed() -> Weight {
		// Measured: 43.9 us to 56.8 us, 4 reads, 3 writes.
		Weight::from_parts(45_740_000, 0).saturating_add(RocksDbWeight::get().reads_writes(4, 3))
	}

	fn seat_panel() -> Weight {
		// Measured: 388.4 us to 413.9 us, 5 reads, 138 writes.
		Weight::from_parts(399_410_000, 0).saturating_add(RocksDbWeight::get().reads_writes(5, 138))
	}

	fn call_reserves() -> Weight {
		// Measured: 922.9 us to 945.1 us, 132 reads, 129 writes.
		Weight::from_parts(932_658_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(132, 129))
	}

	fn begin_trial() -> Weight {
		// Measured: 56.1 us to 58.2 us, 11 reads, 5 writes.
		Weight::from_parts(57_200_000, 0).saturating_add(RocksDbWeight::get().reads_writes(11, 5))
	}

	fn lapse() -> Weight {
		// Measured: 63.5 us to 65.9 us, 8 reads, 8 writes.
		Weight::from_parts(63_720_000, 0).saturating_add(RocksDbWeight::get().reads_writes(8, 8))
	}

	fn decide() -> Weight {
		// Measured: 197.2 us to 219.6 us, 16 reads, 17 writes.
		Weight::from_parts(206_010_000, 0).saturating_add(RocksDbWeight::get().reads_writes(16, 17))
	}
}
