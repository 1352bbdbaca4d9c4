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
	/// Open a poll with the largest panel.
	fn open_panel() -> Weight;
	/// Replace everybody on the largest panel by reserves.
	fn substitute() -> Weight;
	/// Close a poll with the largest paper.
	fn close_poll() -> Weight;
	/// Remove `n` ballots from state.
	fn prune(n: u32) -> Weight;
}

// Generated from here on.
// Measured on 2026-11-22 in Wasm on AMD EPYC.
// Values per component: 8; repetitions: 5.
// Command: cargo xtask bench --weights

/// Weights with the runtime's own cost of storage.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn cast() -> Weight {
		// Measured: 259.2 us to 409.4 us, 12 reads, 10 writes.
		Weight::from_parts(267_020_000, 0).saturating_add(T::DbWeight::get().reads_writes(12, 10))
	}

	fn authorize_cast() -> Weight {
		// Measured: 47.5 us to 56.1 us, 6 reads, 0 writes.
		Weight::from_parts(52_340_000, 0).saturating_add(T::DbWeight::get().reads(6))
	}

	fn cast_batch(n: u32) -> Weight {
		// Measured: 246.7 us to 12.49 ms, 12 + n reads, 10 + n writes, n from 1 to 64.
		Weight::from_parts(201_099_950, 0)
			.saturating_add(T::DbWeight::get().reads_writes(12, 10))
			.saturating_add(Weight::from_parts(191_721_272, 0).saturating_mul(n.into()))
			.saturating_add(
				T::DbWeight::get()
					.reads_writes(1, 1)
					.saturating_mul(n.into()),
			)
	}

	fn authorize_cast_batch(n: u32) -> Weight {
		// Measured: 55.9 us to 1.02 ms, 6 + n reads, 0 writes, n from 1 to 64.
		Weight::from_parts(56_873_822, 0)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(Weight::from_parts(14_192_788, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1).saturating_mul(n.into()))
	}

	fn idle_agenda() -> Weight {
		// Measured: 7.8 us to 9.9 us, 2 reads, 1 writes.
		Weight::from_parts(8_430_000, 0).saturating_add(T::DbWeight::get().reads_writes(2, 1))
	}

	fn open_poll() -> Weight {
		// Measured: 56.7 us to 61.1 us, 8 reads, 5 writes.
		Weight::from_parts(58_830_000, 0).saturating_add(T::DbWeight::get().reads_writes(8, 5))
	}

	fn open_panel() -> Weight {
		// Measured: 231.0 us to 258.3 us, 134 reads, 5 writes.
		Weight::from_parts(255_019_000, 0).saturating_add(T::DbWeight::get().reads_writes(134, 5))
	}

	fn substitute() -> Weight {
		// Measured: 1.66 ms to 1.80 ms, 258 reads, 256 writes.
		Weight::from_parts(1_778_587_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(258, 256))
	}

	fn close_poll() -> Weight {
		// Measured: 773.4 us to 795.0 us, 17 reads, 5 writes.
		Weight::from_parts(779_698_000, 0).saturating_add(T::DbWeight::get().reads_writes(17, 5))
	}

	fn prune(n: u32) -> Weight {
		// Measured: 57.8 us to 909.1 us, 6 + n reads, 3 + n writes, n from 1 to 256.
		Weight::from_parts(67_701_073, 0)
			.saturating_add(T::DbWeight::get().reads_writes(6, 3))
			.saturating_add(Weight::from_parts(3_024_034, 0).saturating_mul(n.into()))
			.saturating_add(
				T::DbWeight::get()
					.reads_writes(1, 1)
					.saturating_mul(n.into()),
			)
	}
}

impl WeightInfo for () {
	fn cast() -> Weight {
		// Measured: 259.2 us to 409.4 us, 12 reads, 10 writes.
		Weight::from_parts(267_020_000, 0).saturating_add(RocksDbWeight::get().reads_writes(12, 10))
	}

	fn authorize_cast() -> Weight {
		// Measured: 47.5 us to 56.1 us, 6 reads, 0 writes.
		Weight::from_parts(52_340_000, 0).saturating_add(RocksDbWeight::get().reads(6))
	}

	fn cast_batch(n: u32) -> Weight {
		// Measured: 246.7 us to 12.49 ms, 12 + n reads, 10 + n writes, n from 1 to 64.
		Weight::from_parts(201_099_950, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(12, 10))
			.saturating_add(Weight::from_parts(191_721_272, 0).saturating_mul(n.into()))
			.saturating_add(
				RocksDbWeight::get()
					.reads_writes(1, 1)
					.saturating_mul(n.into()),
			)
	}

	fn authorize_cast_batch(n: u32) -> Weight {
		// Measured: 55.9 us to 1.02 ms, 6 + n reads, 0 writes, n from 1 to 64.
		Weight::from_parts(56_873_822, 0)
			.saturating_add(RocksDbWeight::get().reads(6))
			.saturating_add(Weight::from_parts(14_192_788, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(1).saturating_mul(n.into()))
	}

	fn idle_agenda() -> Weight {
		// Measured: 7.8 us to 9.9 us, 2 reads, 1 writes.
		Weight::from_parts(8_430_000, 0).saturating_add(RocksDbWeight::get().reads_writes(2, 1))
	}

	fn open_poll() -> Weight {
		// Measured: 56.7 us to 61.1 us, 8 reads, 5 writes.
		Weight::from_parts(58_830_000, 0).saturating_add(RocksDbWeight::get().reads_writes(8, 5))
	}

	fn open_panel() -> Weight {
		// Measured: 231.0 us to 258.3 us, 134 reads, 5 writes.
		Weight::from_parts(255_019_000, 0).saturating_add(RocksDbWeight::get().reads_writes(134, 5))
	}

	fn substitute() -> Weight {
		// Measured: 1.66 ms to 1.80 ms, 258 reads, 256 writes.
		Weight::from_parts(1_778_587_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(258, 256))
	}

	fn close_poll() -> Weight {
		// Measured: 773.4 us to 795.0 us, 17 reads, 5 writes.
		Weight::from_parts(779_698_000, 0).saturating_add(RocksDbWeight::get().reads_writes(17, 5))
	}

	fn prune(n: u32) -> Weight {
		// Measured: 57.8 us to 909.1 us, 6 + n reads, 3 + n writes, n from 1 to 256.
		Weight::from_parts(67_701_073, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(6, 3))
			.saturating_add(Weight::from_parts(3_024_034, 0).saturating_mul(n.into()))
			.saturating_add(
				RocksDbWeight::get()
					.reads_writes(1, 1)
					.saturating_mul(n.into()),
			)
	}
}
