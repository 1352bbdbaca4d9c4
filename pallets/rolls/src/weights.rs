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

// Estimates; `cargo xtask bench --weights` puts measured numbers here.

const fn us(micros: u64) -> Weight {
	Weight::from_parts(micros.saturating_mul(1_000_000), 0)
}

macro_rules! weights {
	($db:expr) => {
		fn idle() -> Weight {
			us(80).saturating_add($db.reads(6))
		}
		fn start_turn() -> Weight {
			us(30).saturating_add($db.reads_writes(6, 2))
		}
		fn place() -> Weight {
			us(600).saturating_add($db.reads_writes(26, 20))
		}
		fn split(k: u32) -> Weight {
			us(150)
				.saturating_add(us(25).saturating_mul(k.into()))
				.saturating_add($db.reads_writes(8, 8))
				.saturating_add($db.reads_writes(1, 1).saturating_mul(k.into()))
		}
		fn build_keys(k: u32) -> Weight {
			us(2_500)
				.saturating_add(us(260).saturating_mul(k.into()))
				.saturating_add($db.reads_writes(6, 2))
				.saturating_add($db.reads(1).saturating_mul(u64::from(k) / 32 + 1))
		}
		fn finish_ring() -> Weight {
			us(500).saturating_add($db.reads_writes(1, 2))
		}
		fn finish_repair() -> Weight {
			us(700).saturating_add($db.reads_writes(6, 8))
		}
		fn finish_turn() -> Weight {
			us(20).saturating_add($db.reads_writes(3, 3))
		}
		fn tidy_precinct() -> Weight {
			us(200).saturating_add($db.reads_writes(4, 5))
		}
		fn tidy_leaver() -> Weight {
			us(30).saturating_add($db.reads_writes(3, 3))
		}
		fn release() -> Weight {
			us(250).saturating_add($db.reads_writes(4, 5))
		}
		fn enroll() -> Weight {
			us(400).saturating_add($db.reads_writes(14, 5))
		}
		fn withdraw() -> Weight {
			us(80).saturating_add($db.reads_writes(6, 6))
		}
		fn replace(r: u32) -> Weight {
			us(400)
				.saturating_add(us(150).saturating_mul(r.into()))
				.saturating_add($db.reads_writes(4, 4))
				.saturating_add($db.reads_writes(12, 8).saturating_mul(r.into()))
		}
		fn revoke(r: u32) -> Weight {
			us(200)
				.saturating_add(us(500).saturating_mul(r.into()))
				.saturating_add($db.reads_writes(4, 3))
				.saturating_add($db.reads_writes(24, 20).saturating_mul(r.into()))
		}
		fn pin() -> Weight {
			us(150).saturating_add($db.reads_writes(2, 1))
		}
		fn unpin() -> Weight {
			us(150).saturating_add($db.reads_writes(2, 1))
		}
		fn is_valid_key() -> Weight {
			us(300)
		}
		fn owns_key() -> Weight {
			us(1_200)
		}
		fn verify_one() -> Weight {
			us(18_000).saturating_add($db.reads(3))
		}
		fn verify_batch(n: u32) -> Weight {
			us(14_000)
				.saturating_add(us(5_500).saturating_mul(n.into()))
				.saturating_add($db.reads(1))
				.saturating_add($db.reads(2).saturating_mul(n.into()))
		}
		fn verify_bad_batch(n: u32) -> Weight {
			us(14_000)
				.saturating_add(us(35_000).saturating_mul(n.into()))
				.saturating_add($db.reads(1))
				.saturating_add($db.reads(2).saturating_mul(n.into()))
		}
	};
}

/// Weights of the reference machine, with the runtime's database.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	weights!(T::DbWeight::get());
}

impl WeightInfo for () {
	weights!(RocksDbWeight::get());
}
