//! What the work costs.

#![allow(missing_docs)]

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// Weight functions needed for `pallet_rolls`.
pub trait WeightInfo {
	/// A block without anything to do.
	fn idle() -> Weight;
	/// Start a turn.
	fn start_turn() -> Weight;
	/// Draw and place one change, without moving other keys.
	fn place() -> Weight;
	/// Move keys to a new precinct.
	fn split(k: u32) -> Weight;
	/// Push keys to a ring that is not finished by that.
	fn build_keys(k: u32) -> Weight;
	/// Finish a ring of the turn.
	fn finish_ring() -> Weight;
	/// Finish the ring of an emptied precinct.
	fn finish_repair() -> Weight;
	/// Make what is staged current.
	fn finish_turn() -> Weight;
	/// Retire a precinct's superseded version.
	fn tidy_precinct() -> Weight;
	/// Forget what a departed key has left.
	fn tidy_leaver() -> Weight;
	/// Clear away a version that a released pin held.
	fn release() -> Weight;
	/// Queue a key to join.
	fn enroll() -> Weight;
	/// Queue a key to leave.
	fn withdraw() -> Weight;
	/// Queue a key to take another's place on some rolls.
	fn replace(r: u32) -> Weight;
	/// Take a key off some rolls at once.
	fn revoke(r: u32) -> Weight;
	/// Pin the current epoch.
	fn pin() -> Weight;
	/// Release a pin.
	fn unpin() -> Weight;
	/// Check that a key is usable.
	fn is_valid_key() -> Weight;
	/// Check the possession of a key.
	fn owns_key() -> Weight;
	/// Check one proof.
	fn verify_one() -> Weight;
	/// Check a batch of good proofs of different rings.
	fn verify_batch(n: u32) -> Weight;
	/// Check a batch in which every proof is bad.
	fn verify_bad_batch(n: u32) -> Weight;
}

// Generated from here on.
// Measured on 2026-11-21 in Wasm on AMD EPYC.
// Values per component: 4; repetitions: 3.
// Command: cargo xtask bench --weights

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn idle() -> Weight {
		// Measured: 68.0 us to 97.0 us, 5 reads, 0 writes.
		Weight::from_parts(68_930_000, 0).saturating_add(T::DbWeight::get().reads(5))
	}

	fn start_turn() -> Weight {
		// Measured: 37.6 us to 39.3 us, 11 reads, 2 writes.
		Weight::from_parts(38_160_000, 0).saturating_add(T::DbWeight::get().reads_writes(11, 2))
	}

	fn place() -> Weight {
		// Measured: 264.8 us to 309.7 us, 30 reads, 20 writes.
		Weight::from_parts(272_259_000, 0).saturating_add(T::DbWeight::get().reads_writes(30, 20))
	}

	fn split(k: u32) -> Weight {
		// Measured: 75.5 us to 3.64 ms, 7 + k reads, 11 + k writes, k from 0 to 383.
		Weight::from_parts(51_352_550, 0)
			.saturating_add(T::DbWeight::get().reads_writes(7, 11))
			.saturating_add(Weight::from_parts(9_202_479, 0).saturating_mul(k.into()))
			.saturating_add(
				T::DbWeight::get()
					.reads_writes(1, 1)
					.saturating_mul(k.into()),
			)
	}

	fn build_keys(k: u32) -> Weight {
		// Measured: 83.4 us to 174.06 ms, 3 reads, 1 writes, k from 0 to 128.
		Weight::from_parts(8_828_394_325, 0)
			.saturating_add(T::DbWeight::get().reads_writes(3, 1))
			.saturating_add(Weight::from_parts(1_302_409_153, 0).saturating_mul(k.into()))
	}

	fn finish_ring() -> Weight {
		// Measured: 5.79 ms to 6.11 ms, 4 reads, 2 writes.
		Weight::from_parts(5_805_470_000, 0).saturating_add(T::DbWeight::get().reads_writes(4, 2))
	}

	fn finish_repair() -> Weight {
		// Measured: 6.07 ms to 6.78 ms, 9 reads, 8 writes.
		Weight::from_parts(6_346_779_000, 0).saturating_add(T::DbWeight::get().reads_writes(9, 8))
	}

	fn finish_turn() -> Weight {
		// Measured: 10.3 us to 16.7 us, 1 reads, 2 writes.
		Weight::from_parts(10_460_000, 0).saturating_add(T::DbWeight::get().reads_writes(1, 2))
	}

	fn tidy_precinct() -> Weight {
		// Measured: 93.4 us to 119.7 us, 3 reads, 5 writes.
		Weight::from_parts(95_360_000, 0).saturating_add(T::DbWeight::get().reads_writes(3, 5))
	}

	fn tidy_leaver() -> Weight {
		// Measured: 21.8 us to 23.1 us, 3 reads, 3 writes.
		Weight::from_parts(22_880_000, 0).saturating_add(T::DbWeight::get().reads_writes(3, 3))
	}

	fn release() -> Weight {
		// Measured: 155.3 us to 162.8 us, 4 reads, 4 writes.
		Weight::from_parts(162_190_000, 0).saturating_add(T::DbWeight::get().reads_writes(4, 4))
	}

	fn enroll() -> Weight {
		// Measured: 682.8 us to 698.7 us, 6 reads, 4 writes.
		Weight::from_parts(685_839_000, 0).saturating_add(T::DbWeight::get().reads_writes(6, 4))
	}

	fn withdraw() -> Weight {
		// Measured: 647.0 us to 655.1 us, 7 reads, 6 writes.
		Weight::from_parts(647_249_000, 0).saturating_add(T::DbWeight::get().reads_writes(7, 6))
	}

	fn replace(r: u32) -> Weight {
		// Measured: 702.5 us to 3.31 ms, 5 + r reads, 3 + 3r writes, r from 1 to 64.
		Weight::from_parts(675_095_420, 0)
			.saturating_add(T::DbWeight::get().reads_writes(5, 3))
			.saturating_add(Weight::from_parts(40_834_512, 0).saturating_mul(r.into()))
			.saturating_add(
				T::DbWeight::get()
					.reads_writes(1, 3)
					.saturating_mul(r.into()),
			)
	}

	fn revoke(r: u32) -> Weight {
		// Measured: 257.4 us to 11.17 ms, 22 + 8r reads, 10 + 8r writes, r from 1 to 64.
		Weight::from_parts(307_564_531, 0)
			.saturating_add(T::DbWeight::get().reads_writes(22, 10))
			.saturating_add(Weight::from_parts(170_509_201, 0).saturating_mul(r.into()))
			.saturating_add(
				T::DbWeight::get()
					.reads_writes(8, 8)
					.saturating_mul(r.into()),
			)
	}

	fn pin() -> Weight {
		// Measured: 64.6 us to 82.5 us, 2 reads, 1 writes.
		Weight::from_parts(64_830_000, 0).saturating_add(T::DbWeight::get().reads_writes(2, 1))
	}

	fn unpin() -> Weight {
		// Measured: 69.7 us to 72.0 us, 2 reads, 1 writes.
		Weight::from_parts(71_830_000, 0).saturating_add(T::DbWeight::get().reads_writes(2, 1))
	}

	fn is_valid_key() -> Weight {
		// Measured: 616.8 us to 624.7 us, 0 reads, 0 writes.
		Weight::from_parts(622_119_000, 0)
	}

	fn owns_key() -> Weight {
		// Measured: 1.82 ms to 1.84 ms, 0 reads, 0 writes.
		Weight::from_parts(1_834_847_000, 0)
	}

	fn verify_one() -> Weight {
		// Measured: 36.85 ms to 49.39 ms, 3 reads, 0 writes.
		Weight::from_parts(48_109_003_000, 0).saturating_add(T::DbWeight::get().reads(3))
	}

	fn verify_batch(n: u32) -> Weight {
		// Measured: 39.24 ms to 949.67 ms, 1 + 2n reads, 0 writes, n from 1 to 64.
		Weight::from_parts(66_848_064_841, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(Weight::from_parts(13_610_626_058, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(2).saturating_mul(n.into()))
	}

	fn verify_bad_batch(n: u32) -> Weight {
		// Measured: 14.69 ms to 1399.80 ms, 1 + 2n reads, 0 writes, n from 1 to 64.
		Weight::from_parts(14_685_563_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(Weight::from_parts(20_212_397_605, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(2).saturating_mul(n.into()))
	}
}

impl WeightInfo for () {
	fn idle() -> Weight {
		// Measured: 68.0 us to 97.0 us, 5 reads, 0 writes.
		Weight::from_parts(68_930_000, 0).saturating_add(RocksDbWeight::get().reads(5))
	}

	fn start_turn() -> Weight {
		// Measured: 37.6 us to 39.3 us, 11 reads, 2 writes.
		Weight::from_parts(38_160_000, 0).saturating_add(RocksDbWeight::get().reads_writes(11, 2))
	}

	fn place() -> Weight {
		// Measured: 264.8 us to 309.7 us, 30 reads, 20 writes.
		Weight::from_parts(272_259_000, 0).saturating_add(RocksDbWeight::get().reads_writes(30, 20))
	}

	fn split(k: u32) -> Weight {
		// Measured: 75.5 us to 3.64 ms, 7 + k reads, 11 + k writes, k from 0 to 383.
		Weight::from_parts(51_352_550, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(7, 11))
			.saturating_add(Weight::from_parts(9_202_479, 0).saturating_mul(k.into()))
			.saturating_add(
				RocksDbWeight::get()
					.reads_writes(1, 1)
					.saturating_mul(k.into()),
			)
	}

	fn build_keys(k: u32) -> Weight {
		// Measured: 83.4 us to 174.06 ms, 3 reads, 1 writes, k from 0 to 128.
		Weight::from_parts(8_828_394_325, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(3, 1))
			.saturating_add(Weight::from_parts(1_302_409_153, 0).saturating_mul(k.into()))
	}

	fn finish_ring() -> Weight {
		// Measured: 5.79 ms to 6.11 ms, 4 reads, 2 writes.
		Weight::from_parts(5_805_470_000, 0).saturating_add(RocksDbWeight::get().reads_writes(4, 2))
	}

	fn finish_repair() -> Weight {
		// Measured: 6.07 ms to 6.78 ms, 9 reads, 8 writes.
		Weight::from_parts(6_346_779_000, 0).saturating_add(RocksDbWeight::get().reads_writes(9, 8))
	}

	fn finish_turn() -> Weight {
		// Measured: 10.3 us to 16.7 us, 1 reads, 2 writes.
		Weight::from_parts(10_460_000, 0).saturating_add(RocksDbWeight::get().reads_writes(1, 2))
	}

	fn tidy_precinct() -> Weight {
		// Measured: 93.4 us to 119.7 us, 3 reads, 5 writes.
		Weight::from_parts(95_360_000, 0).saturating_add(RocksDbWeight::get().reads_writes(3, 5))
	}

	fn tidy_leaver() -> Weight {
		// Measured: 21.8 us to 23.1 us, 3 reads, 3 writes.
		Weight::from_parts(22_880_000, 0).saturating_add(RocksDbWeight::get().reads_writes(3, 3))
	}

	fn release() -> Weight {
		// Measured: 155.3 us to 162.8 us, 4 reads, 4 writes.
		Weight::from_parts(162_190_000, 0).saturating_add(RocksDbWeight::get().reads_writes(4, 4))
	}

	fn enroll() -> Weight {
		// Measured: 682.8 us to 698.7 us, 6 reads, 4 writes.
		Weight::from_parts(685_839_000, 0).saturating_add(RocksDbWeight::get().reads_writes(6, 4))
	}

	fn withdraw() -> Weight {
		// Measured: 647.0 us to 655.1 us, 7 reads, 6 writes.
		Weight::from_parts(647_249_000, 0).saturating_add(RocksDbWeight::get().reads_writes(7, 6))
	}

	fn replace(r: u32) -> Weight {
		// Measured: 702.5 us to 3.31 ms, 5 + r reads, 3 + 3r writes, r from 1 to 64.
		Weight::from_parts(675_095_420, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(5, 3))
			.saturating_add(Weight::from_parts(40_834_512, 0).saturating_mul(r.into()))
			.saturating_add(
				RocksDbWeight::get()
					.reads_writes(1, 3)
					.saturating_mul(r.into()),
			)
	}

	fn revoke(r: u32) -> Weight {
		// Measured: 257.4 us to 11.17 ms, 22 + 8r reads, 10 + 8r writes, r from 1 to 64.
		Weight::from_parts(307_564_531, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(22, 10))
			.saturating_add(Weight::from_parts(170_509_201, 0).saturating_mul(r.into()))
			.saturating_add(
				RocksDbWeight::get()
					.reads_writes(8, 8)
					.saturating_mul(r.into()),
			)
	}

	fn pin() -> Weight {
		// Measured: 64.6 us to 82.5 us, 2 reads, 1 writes.
		Weight::from_parts(64_830_000, 0).saturating_add(RocksDbWeight::get().reads_writes(2, 1))
	}

	fn unpin() -> Weight {
		// Measured: 69.7 us to 72.0 us, 2 reads, 1 writes.
		Weight::from_parts(71_830_000, 0).saturating_add(RocksDbWeight::get().reads_writes(2, 1))
	}

	fn is_valid_key() -> Weight {
		// Measured: 616.8 us to 624.7 us, 0 reads, 0 writes.
		Weight::from_parts(622_119_000, 0)
	}

	fn owns_key() -> Weight {
		// Measured: 1.82 ms to 1.84 ms, 0 reads, 0 writes.
		Weight::from_parts(1_834_847_000, 0)
	}

	fn verify_one() -> Weight {
		// Measured: 36.85 ms to 49.39 ms, 3 reads, 0 writes.
		Weight::from_parts(48_109_003_000, 0).saturating_add(RocksDbWeight::get().reads(3))
	}

	fn verify_batch(n: u32) -> Weight {
		// Measured: 39.24 ms to 949.67 ms, 1 + 2n reads, 0 writes, n from 1 to 64.
		Weight::from_parts(66_848_064_841, 0)
			.saturating_add(RocksDbWeight::get().reads(1))
			.saturating_add(Weight::from_parts(13_610_626_058, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(2).saturating_mul(n.into()))
	}

	fn verify_bad_batch(n: u32) -> Weight {
		// Measured: 14.69 ms to 1399.80 ms, 1 + 2n reads, 0 writes, n from 1 to 64.
		Weight::from_parts(14_685_563_000, 0)
			.saturating_add(RocksDbWeight::get().reads(1))
			.saturating_add(Weight::from_parts(20_212_397_605, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(2).saturating_mul(n.into()))
	}
}
