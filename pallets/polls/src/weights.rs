//! Weights of the ballot box.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// What each step of the ballot box costs.
pub trait WeightInfo {
	/// Count one ballot, its proof checked before.
	fn cast() -> Weight;
	/// Check one ballot with its proof.
	fn authorize_cast() -> Weight;
	/// Count `n` ballots of a batch, their proofs checked before.
	fn cast_batch(n: u32) -> Weight;
	/// Check `n` ballots of a batch with their proofs.
	fn authorize_cast_batch(n: u32) -> Weight;
	/// Look at the agenda of a block on which nothing is due.
	fn idle_agenda() -> Weight;
	/// Open a poll, or find that it must wait.
	fn open_poll() -> Weight;
	/// Close a poll with the largest paper.
	fn close_poll() -> Weight;
	/// Remove `n` ballots from state.
	fn prune(n: u32) -> Weight;
}

// Estimates; `cargo xtask bench --weights` puts measured numbers here.

/// Weights for a runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn cast() -> Weight {
		Weight::from_parts(60_000_000, 4_096)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(10))
	}
	fn authorize_cast() -> Weight {
		Weight::from_parts(35000_000_000, 4_096).saturating_add(T::DbWeight::get().reads(8))
	}
	fn cast_batch(n: u32) -> Weight {
		Weight::from_parts(60_000_000, 4_096)
			.saturating_add(Weight::from_parts(60_000_000, 2_048).saturating_mul(n.into()))
			.saturating_add(
				T::DbWeight::get().reads(2_u64.saturating_add(10_u64.saturating_mul(n.into()))),
			)
			.saturating_add(
				T::DbWeight::get().writes(2_u64.saturating_add(10_u64.saturating_mul(n.into()))),
			)
	}
	fn authorize_cast_batch(n: u32) -> Weight {
		Weight::from_parts(25000_000_000, 4_096)
			.saturating_add(Weight::from_parts(24000_000_000, 2_048).saturating_mul(n.into()))
			.saturating_add(
				T::DbWeight::get().reads(4_u64.saturating_add(8_u64.saturating_mul(n.into()))),
			)
			.saturating_add(T::DbWeight::get().writes(1))
	}
	fn idle_agenda() -> Weight {
		Weight::from_parts(10_000_000, 4_096)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	fn open_poll() -> Weight {
		Weight::from_parts(60_000_000, 4_096)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	fn close_poll() -> Weight {
		Weight::from_parts(900_000_000, 4_096)
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	fn prune(n: u32) -> Weight {
		Weight::from_parts(40_000_000, 4_096)
			.saturating_add(Weight::from_parts(8_000_000, 2_048).saturating_mul(n.into()))
			.saturating_add(
				T::DbWeight::get().reads(4_u64.saturating_add(1_u64.saturating_mul(n.into()))),
			)
			.saturating_add(
				T::DbWeight::get().writes(4_u64.saturating_add(1_u64.saturating_mul(n.into()))),
			)
	}
}

impl WeightInfo for () {
	fn cast() -> Weight {
		Weight::from_parts(60_000_000, 4_096)
			.saturating_add(RocksDbWeight::get().reads(10))
			.saturating_add(RocksDbWeight::get().writes(10))
	}
	fn authorize_cast() -> Weight {
		Weight::from_parts(35000_000_000, 4_096).saturating_add(RocksDbWeight::get().reads(8))
	}
	fn cast_batch(n: u32) -> Weight {
		Weight::from_parts(60_000_000, 4_096)
			.saturating_add(Weight::from_parts(60_000_000, 2_048).saturating_mul(n.into()))
			.saturating_add(
				RocksDbWeight::get().reads(2_u64.saturating_add(10_u64.saturating_mul(n.into()))),
			)
			.saturating_add(
				RocksDbWeight::get().writes(2_u64.saturating_add(10_u64.saturating_mul(n.into()))),
			)
	}
	fn authorize_cast_batch(n: u32) -> Weight {
		Weight::from_parts(25000_000_000, 4_096)
			.saturating_add(Weight::from_parts(24000_000_000, 2_048).saturating_mul(n.into()))
			.saturating_add(
				RocksDbWeight::get().reads(4_u64.saturating_add(8_u64.saturating_mul(n.into()))),
			)
			.saturating_add(RocksDbWeight::get().writes(1))
	}
	fn idle_agenda() -> Weight {
		Weight::from_parts(10_000_000, 4_096)
			.saturating_add(RocksDbWeight::get().reads(3))
			.saturating_add(RocksDbWeight::get().writes(1))
	}
	fn open_poll() -> Weight {
		Weight::from_parts(60_000_000, 4_096)
			.saturating_add(RocksDbWeight::get().reads(8))
			.saturating_add(RocksDbWeight::get().writes(5))
	}
	fn close_poll() -> Weight {
		Weight::from_parts(900_000_000, 4_096)
			.saturating_add(RocksDbWeight::get().reads(14))
			.saturating_add(RocksDbWeight::get().writes(5))
	}
	fn prune(n: u32) -> Weight {
		Weight::from_parts(40_000_000, 4_096)
			.saturating_add(Weight::from_parts(8_000_000, 2_048).saturating_mul(n.into()))
			.saturating_add(
				RocksDbWeight::get().reads(4_u64.saturating_add(1_u64.saturating_mul(n.into()))),
			)
			.saturating_add(
				RocksDbWeight::get().writes(4_u64.saturating_add(1_u64.saturating_mul(n.into()))),
			)
	}
}
