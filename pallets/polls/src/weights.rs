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

// Generated from here on.
// Measured on 2026-11-21 in Wasm on AMD EPYC.
// Values per component: 2; repetitions: 2.
// Command: cargo xtask bench --weights

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn cast() -> Weight {
		// Measured: 252.3 us to 299.5 us, 12 reads, 10 writes.
		Weight::from_parts(299_510_000, 0).saturating_add(T::DbWeight::get().reads_writes(12, 10))
	}

	fn authorize_cast() -> Weight {
		// Measured: 10.37 ms to 21.52 ms, 7 reads, 0 writes.
		Weight::from_parts(21_517_761_000, 0).saturating_add(T::DbWeight::get().reads(7))
	}

	fn cast_batch(n: u32) -> Weight {
		// Measured: 268.3 us to 12.78 ms, 12 + n reads, 10 + n writes, n from 1 to 64.
		Weight::from_parts(79_561_071, 0)
			.saturating_add(T::DbWeight::get().reads_writes(12, 10))
			.saturating_add(Weight::from_parts(195_808_928, 0).saturating_mul(n.into()))
			.saturating_add(
				T::DbWeight::get()
					.reads_writes(1, 1)
					.saturating_mul(n.into()),
			)
	}

	fn authorize_cast_batch(n: u32) -> Weight {
		// Measured: 21.26 ms to 1270.33 ms, 6 + n reads, 0 writes, n from 1 to 64.
		Weight::from_parts(5_349_970_658, 0)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(Weight::from_parts(19_730_569_341, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1).saturating_mul(n.into()))
	}

	fn idle_agenda() -> Weight {
		// Measured: 9.0 us to 11.1 us, 2 reads, 1 writes.
		Weight::from_parts(11_080_000, 0).saturating_add(T::DbWeight::get().reads_writes(2, 1))
	}

	fn open_poll() -> Weight {
		// Measured: 62.6 us to 76.8 us, 8 reads, 5 writes.
		Weight::from_parts(76_820_000, 0).saturating_add(T::DbWeight::get().reads_writes(8, 5))
	}

	fn close_poll() -> Weight {
		// Measured: 963.5 us to 1.01 ms, 16 reads, 5 writes.
		Weight::from_parts(1_010_118_000, 0).saturating_add(T::DbWeight::get().reads_writes(16, 5))
	}

	fn prune(n: u32) -> Weight {
		// Measured: 58.3 us to 896.4 us, 5 + n reads, 3 + n writes, n from 1 to 256.
		Weight::from_parts(55_152_184, 0)
			.saturating_add(T::DbWeight::get().reads_writes(5, 3))
			.saturating_add(Weight::from_parts(3_172_815, 0).saturating_mul(n.into()))
			.saturating_add(
				T::DbWeight::get()
					.reads_writes(1, 1)
					.saturating_mul(n.into()),
			)
	}
}

impl WeightInfo for () {
	fn cast() -> Weight {
		// Measured: 252.3 us to 299.5 us, 12 reads, 10 writes.
		Weight::from_parts(299_510_000, 0).saturating_add(RocksDbWeight::get().reads_writes(12, 10))
	}

	fn authorize_cast() -> Weight {
		// Measured: 10.37 ms to 21.52 ms, 7 reads, 0 writes.
		Weight::from_parts(21_517_761_000, 0).saturating_add(RocksDbWeight::get().reads(7))
	}

	fn cast_batch(n: u32) -> Weight {
		// Measured: 268.3 us to 12.78 ms, 12 + n reads, 10 + n writes, n from 1 to 64.
		Weight::from_parts(79_561_071, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(12, 10))
			.saturating_add(Weight::from_parts(195_808_928, 0).saturating_mul(n.into()))
			.saturating_add(
				RocksDbWeight::get()
					.reads_writes(1, 1)
					.saturating_mul(n.into()),
			)
	}

	fn authorize_cast_batch(n: u32) -> Weight {
		// Measured: 21.26 ms to 1270.33 ms, 6 + n reads, 0 writes, n from 1 to 64.
		Weight::from_parts(5_349_970_658, 0)
			.saturating_add(RocksDbWeight::get().reads(6))
			.saturating_add(Weight::from_parts(19_730_569_341, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(1).saturating_mul(n.into()))
	}

	fn idle_agenda() -> Weight {
		// Measured: 9.0 us to 11.1 us, 2 reads, 1 writes.
		Weight::from_parts(11_080_000, 0).saturating_add(RocksDbWeight::get().reads_writes(2, 1))
	}

	fn open_poll() -> Weight {
		// Measured: 62.6 us to 76.8 us, 8 reads, 5 writes.
		Weight::from_parts(76_820_000, 0).saturating_add(RocksDbWeight::get().reads_writes(8, 5))
	}

	fn close_poll() -> Weight {
		// Measured: 963.5 us to 1.01 ms, 16 reads, 5 writes.
		Weight::from_parts(1_010_118_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(16, 5))
	}

	fn prune(n: u32) -> Weight {
		// Measured: 58.3 us to 896.4 us, 5 + n reads, 3 + n writes, n from 1 to 256.
		Weight::from_parts(55_152_184, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(5, 3))
			.saturating_add(Weight::from_parts(3_172_815, 0).saturating_mul(n.into()))
			.saturating_add(
				RocksDbWeight::get()
					.reads_writes(1, 1)
					.saturating_mul(n.into()),
			)
	}
}
