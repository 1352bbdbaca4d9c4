//! The lot by which panels are drawn: of all tickets only the lowest are kept, and the lowest of these
//! are the panel.
//!
//! A ticket is anything that can be compared and that nobody can choose. The kept ones are in
//! ascending order, so that what is kept depends on which tickets came in and never on when.

use bounded_collections::{BoundedVec, ConstU32, Get};

/// Kept tickets, the lowest first, with room for so many.
pub type Kept<T, const MOST: u32> = BoundedVec<T, ConstU32<MOST>>;

/// Why a ticket is not kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotKept {
	/// The same ticket is kept already.
	Twice,
	/// All places are taken by lower tickets.
	TooHigh,
}

/// Where among the kept ones the ticket belongs, if it has a place there at all.
///
/// # Errors
/// When it is there already, or as many lower ones are as there are places.
pub fn place<T: Ord>(kept: &[T], places: u32, ticket: &T) -> Result<usize, NotKept> {
	match kept.binary_search(ticket) {
		Ok(_) => Err(NotKept::Twice),
		Err(at) if at < places as usize => Ok(at),
		Err(_) => Err(NotKept::TooHigh),
	}
}

/// Keep the ticket. Returns the one that had to go for it, if all places were taken.
///
/// # Errors
/// As [`place`]; then nothing has changed.
pub fn keep<T: Ord, S: Get<u32>>(
	kept: &mut BoundedVec<T, S>,
	places: u32,
	ticket: T,
) -> Result<Option<T>, NotKept> {
	let at = place(kept, places, &ticket)?;
	let displaced = if kept.len() >= places as usize {
		kept.pop()
	} else {
		None
	};
	// There is room: more places than the list can hold are not allowed.
	kept.try_insert(at, ticket).map_err(|_| NotKept::TooHigh)?;
	Ok(displaced)
}

/// The panel, which are the `seats` lowest, and the reserves, which are the rest.
pub fn split<T>(kept: &[T], seats: u32) -> (&[T], &[T]) {
	kept.split_at_checked(seats as usize).unwrap_or((kept, &[]))
}
