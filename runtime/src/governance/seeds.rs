//! The lots that panels are drawn by.
//!
//! **Finality is assumed, not checked.** `pallet-babe` documents that what [`Seeds`] is made of
//! suffices for whoever needs final randomness "under the assumption that finality never stalls for
//! longer than one epoch". During a longer stall seeds are still drawn as long as epochs are fresh,
//! but on a branch that may be undone; then another branch draws another seed. Clients wait for what
//! is final: `veche jury ticket` for the block with the seed, `veche vote` for the opening of the
//! poll. What that means for bills is in `docs/emergency.md`.

use crate::{Hash, Runtime, Timing};
use frame_support::traits::Randomness;
use pallet_babe::RandomnessFromTwoEpochsAgo;

/// The randomness that validators made two epochs ago, counted in epochs that made any.
///
/// In epoch `e` the consensus uses what was contributed until the end of epoch `e - 2`. A roll that
/// was frozen in epoch `f` may be drawn from when [`SEED_DELAY`] more epochs have ended that
/// contributed something of their own, which is in epoch `f + 3` if all did: the second of them
/// began after the freezing, and its contributions are in the seed, since the third ended later.
/// See [`crate::timing`] for which epochs count, and why not all of them do.
///
/// [`SEED_DELAY`]: veche_primitives::laws::SEED_DELAY
pub struct Seeds;

impl veche_primitives::laws::Seeds for Seeds {
	fn epoch() -> u64 {
		Timing::fresh_epochs()
	}

	fn seed(subject: &[u8]) -> Hash {
		RandomnessFromTwoEpochsAgo::<Runtime>::random(subject).0
	}
}
