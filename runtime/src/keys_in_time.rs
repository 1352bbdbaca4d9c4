//! When session keys may change: only before anybody can know what they would win.
//!
//! Who may make blocks in an epoch is drawn by its randomness and the keys of the validators. Keys
//! that are registered in epoch `n` are queued when it ends and act in epoch `n + 2`. The randomness
//! of that epoch is a hash of what was known before and of what primary blocks contribute in epoch
//! `n`, in full segments of 256. As soon as enough has been contributed, a validator could try keys
//! until it has one that wins many slots, and so choose among more seeds of a panel than it should.
//!
//! So session keys change in the first [`KEYS_PART`]th of an epoch only. At the length of production
//! that is 300 slots with some 75 contributions; more than two segments come after them. Even if a
//! third of the validators contributes nothing at all, a segment is filled after that, and then the
//! randomness hangs on contributions of others that nobody could know. The clock says when, not the
//! count: what is missing of a segment may be the coalition's own to give, and late in an epoch in
//! which blocks failed to come, anybody can see that no segment will be full.
//!
//! An epoch that adds nothing has a randomness that was known before it began. Who can *make* an
//! epoch add nothing is not stopped by this: see `docs/jury-simulation.md` for whom that takes.
//!
//! Leaving out keys is a choice, too, so `purge_keys` keeps the same time. Networks in development
//! fill no segments at all; there is nothing to guard, and keys may change at any time. Root is
//! never asked, as with every filter of calls.

use crate::{
	constants::KEYS_PART,
	timing::{Development, EpochSlots},
	Babe, Runtime, RuntimeCall,
};
use frame_support::traits::Contains;
use pallet_babe::CurrentSlot;

/// The calls that may be made now: all but changes of session keys that come too late in the epoch,
/// also within other calls. Who makes one is told `System.CallFiltered`.
pub struct KeysInTime;

impl Contains<RuntimeCall> for KeysInTime {
	fn contains(call: &RuntimeCall) -> bool {
		!matches!(call, RuntimeCall::Session(_)) || Self::is_early()
	}
}

impl KeysInTime {
	/// Whether keys that change now are fixed before the randomness under which they act.
	fn is_early() -> bool {
		if Development::<Runtime>::get() {
			return true;
		}
		let gone = CurrentSlot::<Runtime>::get().saturating_sub(Babe::current_epoch_start());
		*gone < EpochSlots::<Runtime>::get() / KEYS_PART
	}
}
