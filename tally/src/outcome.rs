//! From a tally to a decision: quorum, majority, and the lot where a rule leaves a tie.

use alloc::vec::Vec;
use bounded_collections::{BoundedVec, ConstU32};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
#[cfg(feature = "serde")]
use serde::{Deserialize, Serialize};

use crate::{order::Draws, Method, Tally, MAX_OPTIONS, NO, YES};

/// A share in parts per million.
pub type Ppm = u32;

/// The whole, in parts per million.
pub const PPM: Ppm = 1_000_000;

/// What was decided on one question.
#[derive(
	Clone,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize))]
pub struct QuestionOutcome {
	/// The option that won; nothing if nobody chose anything.
	pub winner: Option<u8>,
	/// The options that tied for the first place, ascending; only the winner if there was no tie.
	pub tied: BoundedVec<u8, ConstU32<MAX_OPTIONS>>,
	/// Whether the lot chose the winner among `tied`.
	pub by_lot: bool,
}

/// Whether at least the share `quorum` of the electors took part.
///
/// It is met at exactly the share, and trivially where there are no electors.
pub fn quorum_met(ballots: u32, electors: u32, quorum: Ppm) -> bool {
	parts(ballots, PPM) >= parts(electors, quorum)
}

/// The number of people that is at least the share `share` of the electors: rounded up, and never
/// less than one.
pub fn share_of(electors: u32, share: Ppm) -> u32 {
	let people = parts(electors, share).div_ceil(u64::from(PPM));
	u32::try_from(people).unwrap_or(u32::MAX).max(1)
}

/// Whether `yes` is strictly more than the share `majority` of yes and no together. To reach the
/// share exactly is to fail, so at one half a tie fails.
pub fn majority_met(yes: u32, no: u32, majority: Ppm) -> bool {
	// At most 2^33 * 2^32 on one side and 2^32 * 10^6 on the other: wide enough in 128 bits.
	let cast = u128::from(yes).saturating_add(u128::from(no));
	u128::from(parts(yes, PPM)) > cast.saturating_mul(u128::from(majority))
}

/// Names the winner of a question.
///
/// A yes/no question is won by yes (0) if [`majority_met`], else by no (1): the status quo wins a
/// tie, and there is never a lot. In every other method a tie is broken by `lot`, 32 bytes that
/// nobody could foresee while the poll was open. Nobody wins if nobody chose anything, or if
/// everybody abstained.
pub fn decide(tally: &Tally, majority: Ppm, lot: &[u8; 32]) -> QuestionOutcome {
	let tied = tally.winners();
	let winner = match tally.method {
		Method::YesNo if tied.is_empty() => None,
		Method::YesNo => {
			let passed = majority_met(tally.count(YES), tally.count(NO), majority);
			Some(if passed { YES } else { NO })
		}
		_ => Draws::new(lot).draw(&tied),
	};
	let Some(winner) = winner else {
		return QuestionOutcome::default();
	};
	let tie = tied.len() > 1;
	QuestionOutcome {
		winner: Some(winner),
		tied: BoundedVec::truncate_from(if tie { tied } else { Vec::from([winner]) }),
		by_lot: tie && tally.method != Method::YesNo,
	}
}

/// The product, which always fits.
fn parts(count: u32, share: Ppm) -> u64 {
	u64::from(count).saturating_mul(u64::from(share))
}
