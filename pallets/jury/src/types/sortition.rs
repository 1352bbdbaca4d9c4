//! The lot itself, which is that of [`veche_tally::sortition`]: of all tickets only the lowest are
//! kept, in whatever order they come.
//!
//! A ticket's number is its alias, 32 bytes that nobody can choose and nobody else can work out,
//! compared byte by byte.

pub use veche_tally::sortition::{keep, place, split, NotKept};

use veche_primitives::{polls::MAX_ADMITTED, Alias};

/// The kept tickets of a bill, the lowest first: as many as a poll can admit.
pub type Kept = veche_tally::sortition::Kept<Alias, MAX_ADMITTED>;
