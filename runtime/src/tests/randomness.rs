//! What the lots that panels are drawn by are made of: the consensus itself is driven, block by block,
//! with real VRF signatures of its authors.
//!
//! Why a real network with short epochs does not start
//! (`presets::genesis_fails_when_epochs_are_short_on_a_real_network`) is here, too.

mod bill;

use super::*;
use crate::{
	constants::DEFAULT_EPOCH_SLOTS,
	governance::Seeds,
	timing::{Development, Watch},
};
use codec::Encode;
use frame_support::traits::Hooks;
use serde_json::json;
use sp_consensus_babe::{
	digests::{PreDigest, PrimaryPreDigest},
	make_vrf_sign_data, Slot, BABE_ENGINE_ID,
};
use sp_core::crypto::VrfSecret;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{Digest, DigestItem};
use veche_primitives::laws::{Seeds as _, SEED_DELAY};

/// The slot of block 1; no clock starts at 0.
pub(super) const FIRST_SLOT: u64 = 1_000;
/// Every fourth slot has a primary author.
const PRIMARY_EVERY: u64 = 4;
/// Contributions of a full segment.
const SEGMENT: u64 = 256;
/// What the seeds are drawn for.
const SUBJECT: &[u8] = b"a bill";

/// A chain, and how far it is.
pub(super) struct Chain {
	number: BlockNumber,
	slots: u64,
}

/// What a bill would be drawn by in the first block of an epoch, and how many epochs counted then.
pub(super) type Drawn = (Hash, u64);

impl Chain {
	/// The next block, in this slot, by this author, with a VRF output of its own.
	fn block(&mut self, slot: u64, author: u32) {
		self.number += 1;
		let slot_in_epochs = Slot::from(FIRST_SLOT + slot);
		let epoch = slot / self.slots;
		let randomness = if epoch == Babe::epoch_index() {
			Babe::randomness()
		} else {
			pallet_babe::NextRandomness::<Runtime>::get()
		};
		let names = [
			Sr25519Keyring::Alice,
			Sr25519Keyring::Bob,
			Sr25519Keyring::Charlie,
			Sr25519Keyring::Dave,
		];
		let data = make_vrf_sign_data(&randomness, slot_in_epochs, epoch);
		let claim = PreDigest::Primary(PrimaryPreDigest {
			authority_index: author,
			slot: slot_in_epochs,
			vrf_signature: names[author as usize].pair().vrf_sign(&data),
		});
		let digest = Digest {
			logs: vec![DigestItem::PreRuntime(BABE_ENGINE_ID, claim.encode())],
		};
		Executive::initialize_block(&Header {
			parent_hash: Hash::repeat_byte(self.number as u8),
			number: self.number,
			state_root: Default::default(),
			extrinsics_root: Default::default(),
			digest,
		});
		Babe::on_finalize(self.number);
	}

	/// Whole epochs, each with so many primary blocks as `blocks` says, by the authors that `author`
	/// names by epoch and place. Returns what would be drawn in the first block of each.
	pub(super) fn live(
		&mut self,
		epochs: std::ops::Range<u64>,
		blocks: impl Fn(u64) -> u64,
		author: impl Fn(u64, u64) -> u32,
	) -> Vec<Drawn> {
		let mut drawn = Vec::new();
		for epoch in epochs {
			for place in 0..blocks(epoch) {
				let slot = epoch * self.slots + place * PRIMARY_EVERY;
				self.block(slot, author(epoch, place));
				if place == 0 {
					drawn.push((Seeds::seed(SUBJECT), Seeds::epoch()));
				}
			}
		}
		drawn
	}
}

/// On a network with so many slots an epoch; only one in development may have few.
pub(super) fn on_chain<R>(slots: u64, test: impl FnOnce(Chain) -> R) -> R {
	let mut genesis = genesis(named::STAGING_RUNTIME_PRESET);
	let development = slots < crate::constants::MIN_EPOCH_SLOTS;
	let clock = json!({ "timing": { "epochSlots": slots, "development": development } });
	merge(&mut genesis, clock);
	let mut chain = chain(genesis).unwrap();
	chain.execute_with(|| test(Chain { number: 0, slots }))
}

/// All primary blocks of an epoch at the length of production.
const FULL: u64 = DEFAULT_EPOCH_SLOTS / PRIMARY_EVERY;
/// So many of them go into two full segments, in which the first epoch has left one contribution.
const TAKEN_IN: u64 = 2 * SEGMENT - 1;

/// Seeds of four epochs at the length of production, of which only epoch 1 has many blocks: all by
/// Alice, but for the one at `by_bob` in epoch 1.
fn seeds_of_production(by_bob: Option<u64>) -> Vec<Hash> {
	let blocks = |epoch| if epoch == 1 { FULL } else { 1 };
	let author = |epoch, place| u32::from(epoch == 1 && Some(place) == by_bob);
	let drawn = on_chain(DEFAULT_EPOCH_SLOTS, |mut chain| {
		chain.live(0..4, blocks, author)
	});
	drawn.into_iter().map(|(seed, _)| seed).collect()
}

#[test]
fn seed_changes_when_any_output_of_a_full_segment_does() {
	let before = seeds_of_production(None);
	let mut seeds = vec![before[3]];
	for place in [0, 100, SEGMENT - 2, SEGMENT - 1, TAKEN_IN - 1] {
		let after = seeds_of_production(Some(place));
		// Known only two epochs later.
		assert_eq!(after[..3], before[..3], "output {place}");
		assert!(!seeds.contains(&after[3]), "output {place} changes nothing");
		seeds.push(after[3]);
	}
}

#[test]
fn seed_leaves_out_the_last_part_filled_segment() {
	let before = seeds_of_production(None);
	for place in [TAKEN_IN, FULL - 1] {
		assert_eq!(seeds_of_production(Some(place)), before, "output {place}");
	}
}

/// Shorter epochs than the least allowed: 200 slots, so 50 primary blocks.
#[test]
fn seed_is_known_beforehand_when_epochs_are_short() {
	let slots = 200;
	let live = |bob_in: Option<u64>| {
		on_chain(slots, |mut chain| {
			let author = |epoch, _| u32::from(Some(epoch) == bob_in);
			chain.live(0..5, |_| slots / PRIMARY_EVERY, author)
		})
	};
	// Whoever makes all the blocks of an epoch: epochs later the seed is still the same.
	let before = live(None);
	for epoch in 0..3 {
		assert_eq!(live(Some(epoch)), before, "epoch {epoch}");
	}
}

#[test]
fn seeds_of_two_bills_differ_and_are_different_in_every_epoch() {
	let all = on_chain(DEFAULT_EPOCH_SLOTS, |mut chain| {
		let drawn = chain.live(0..3, |_| SEGMENT + 1, |_, _| 0);
		assert_ne!(Seeds::seed(b"one bill"), Seeds::seed(b"another"));
		drawn
	});
	assert_ne!(all[1].0, all[2].0);
}

#[test]
fn every_epoch_counts_when_it_fills_segments() {
	on_chain(DEFAULT_EPOCH_SLOTS, |mut chain| {
		let drawn = chain.live(0..4, |_| FULL, |epoch, _| epoch as u32 % 4);
		let counts: Vec<u64> = drawn.into_iter().map(|(_, count)| count).collect();
		assert_eq!(counts, [0, 1, 2, 3], "in the very first block of each");
	});
}

#[test]
fn epoch_does_not_count_when_it_fills_no_segment_of_its_own() {
	on_chain(DEFAULT_EPOCH_SLOTS, |mut chain| {
		// The first fills none; the second fills the rest of that, and nothing of its own.
		let blocks = |epoch| match epoch {
			0 => SEGMENT - 10,
			1 => 12,
			_ => SEGMENT + 1,
		};
		let drawn = chain.live(0..5, blocks, |_, _| 0);
		let counts: Vec<u64> = drawn.into_iter().map(|(_, count)| count).collect();
		assert_eq!(counts, [0, 0, 0, 1, 2]);
	});
}

#[test]
fn short_epochs_count_in_development_only() {
	for (development, expected) in [(true, [0, 1, 2, 3]), (false, [0, 0, 0, 0])] {
		on_chain(200, |mut chain| {
			Development::<Runtime>::put(development);
			let drawn = chain.live(0..4, |_| 50, |_, _| 0);
			let counts: Vec<u64> = drawn.into_iter().map(|(_, count)| count).collect();
			assert_eq!(counts, expected);
		});
	}
}

/// An outage: the consensus' own number leaps, but a seed would be one that was known before.
#[test]
fn epochs_that_an_outage_leaps_over_do_not_count() {
	on_chain(DEFAULT_EPOCH_SLOTS, |mut chain| {
		chain.live(0..2, |_| FULL, |_, _| 0);
		let frozen_in = Seeds::epoch();
		let known = pallet_babe::NextRandomness::<Runtime>::get();

		let drawn = chain.live(9..10, |_| 2, |_, _| 0);
		assert_eq!(Babe::epoch_index(), 9, "eight later");
		assert_eq!(Babe::randomness(), known, "and nothing new in it");
		assert_eq!(drawn[0].1, frozen_in + 1);
		assert!(Seeds::epoch() < frozen_in + SEED_DELAY);

		// The epoch after the outage has hardly any blocks and does not count; those after it do.
		let drawn = chain.live(10..14, |_| FULL, |_, _| 0);
		let counts: Vec<u64> = drawn.iter().map(|(_, count)| count - frozen_in).collect();
		assert_eq!(counts, [1, 2, 3, 4]);
	});
}

#[test]
fn watch_counts_segments_that_were_empty_before() {
	let watch = |leftover, segments| Watch {
		session: 7,
		leftover,
		segments,
	};
	for (leftover, segments, is_fresh) in [
		(false, 0, false),
		(false, 1, true),
		(true, 1, false),
		(true, 2, true),
	] {
		assert_eq!(watch(leftover, segments).is_fresh(), is_fresh);
	}
	assert!(watch(false, 0).followed_by(8, 0).leftover);
	assert!(watch(true, 0).followed_by(8, 0).leftover);
	assert!(!watch(true, 1).followed_by(8, 0).leftover);
	assert_eq!(watch(false, 2).followed_by(8, 1).segments, 1);
}
