//! Which units exist, as other pallets may ask it.

use crate::UnitId;

/// The tree of units: village -> district -> region -> country; workplaces too.
pub trait Territory {
	/// Whether the unit exists.
	fn exists(unit: UnitId) -> bool;

	/// The unit directly above, none for the root or an unknown unit.
	fn parent(unit: UnitId) -> Option<UnitId>;

	/// Whether `unit` is `ancestor` or lies below it. Reads at most
	/// [`crate::MAX_UNIT_DEPTH`] units; false when either is unknown.
	fn is_within(unit: UnitId, ancestor: UnitId) -> bool {
		if !Self::exists(ancestor) {
			return false;
		}
		Self::lineage(unit).any(|above| above == ancestor)
	}

	/// The unit itself, its parent, and so on up to the root: at most
	/// [`crate::MAX_UNIT_DEPTH`] units, none for an unknown unit.
	fn lineage(unit: UnitId) -> impl Iterator<Item = UnitId> {
		let first = Self::exists(unit).then_some(unit);
		core::iter::successors(first, |below| Self::parent(*below))
			.take(crate::MAX_UNIT_DEPTH as usize)
	}

	/// The level of the unit in the tree, 0 for a root; that of the lowest there can be for more
	/// levels than a number holds.
	fn level(unit: UnitId) -> u8 {
		let above = Self::lineage(unit).count().saturating_sub(1);
		u8::try_from(above).unwrap_or(u8::MAX)
	}

	/// Create a unit below `parent` (none: a root) and return its id. For tests and benchmarks of
	/// pallets that stand on the territory.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_unit(parent: Option<UnitId>) -> UnitId;
}
