//! Work that falls due on a block: done in bounded steps, in order of blocks, never skipped.
//!
//! A pallet keeps a double map (block, item) and a cursor, the first block that may still hold
//! undone work. [`service`] drains due items up to a limit; what does not fit stays for the next
//! block. A thousand items on one block are thus no overweight, only a queue.
//!
//! Items must be put on a later block than the current one: the cursor may already have passed it.

use codec::FullCodec;
use frame_support::storage::{IterableStorageDoubleMap, StorageValue};
use sp_runtime::traits::{One, Saturating};

/// Most empty blocks the cursor passes in one call, so that catching up is bounded too.
pub const MAX_EMPTY_BLOCKS: u32 = 64;

/// Do at most `limit` due items of the calendar; returns how many were done.
///
/// Each item is removed before `act` sees it, so `act` may put it back on a later block.
pub fn service<BlockNumber, Item, Agenda, Cursor>(
	now: BlockNumber,
	limit: u32,
	mut act: impl FnMut(Item),
) -> u32
where
	BlockNumber: FullCodec + Copy + PartialOrd + One + Saturating,
	Item: FullCodec,
	Agenda: IterableStorageDoubleMap<BlockNumber, Item, ()>,
	Cursor: StorageValue<BlockNumber, Query = Option<BlockNumber>>,
{
	let mut block = Cursor::get().unwrap_or(now);
	let mut done = 0u32;
	let mut passed = 0u32;
	while block <= now && done < limit {
		let due = Agenda::iter_key_prefix(block).next();
		match due {
			Some(item) => {
				Agenda::remove(block, &item);
				act(item);
				done = done.saturating_add(1);
			}
			None => {
				block = block.saturating_add(One::one());
				passed = passed.saturating_add(1);
				if passed >= MAX_EMPTY_BLOCKS {
					break;
				}
			}
		}
	}
	Cursor::put(block);
	done
}
