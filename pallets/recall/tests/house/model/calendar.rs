//! Things due on blocks, at most so many of them done on each.

use super::Block;
use std::collections::BTreeSet;

/// Something that can be due.
pub trait Thing: Copy + Ord {
	/// Its name as the chain writes it, by which things due on one block are put in order.
	fn name(&self) -> Vec<u8>;
}

/// Draws the place of a name. Which of two things due on one block is done first is no rule, only a
/// matter of how the chain keeps them; so the model is told.
pub type Lot = fn(&[u8]) -> [u8; 8];

/// Things due, in the order in which they are done.
pub struct Calendar<T> {
	due: BTreeSet<(Block, [u8; 8], T)>,
	lot: Lot,
}

impl<T: Thing> Calendar<T> {
	pub fn new(lot: Lot) -> Self {
		let due = BTreeSet::new();
		Self { due, lot }
	}

	pub fn put(&mut self, at: Block, thing: T) {
		self.due.insert((at, (self.lot)(&thing.name()), thing));
	}

	pub fn strike(&mut self, at: Block, thing: T) {
		self.due.remove(&(at, (self.lot)(&thing.name()), thing));
	}

	/// Take out what is to be done next at block `now`.
	pub fn take(&mut self, now: Block) -> Option<T> {
		let (at, _, _) = self.due.first()?;
		if *at > now {
			return None;
		}
		self.due.pop_first().map(|(_, _, thing)| thing)
	}

	/// How much is due, on whatever block.
	pub fn count(&self) -> usize {
		self.due.len()
	}

	/// Everything due, in no order that matters.
	pub fn all(&self) -> impl Iterator<Item = (Block, T)> + '_ {
		self.due.iter().map(|(at, _, thing)| (*at, *thing))
	}
}

impl Thing for u32 {
	fn name(&self) -> Vec<u8> {
		self.to_le_bytes().to_vec()
	}
}
