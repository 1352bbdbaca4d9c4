//! What is promised, and what stands on the checklist of a mandate.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::{traits::Zero, Saturating};
use veche_primitives::{ballot::Title, offices::MAX_PLEDGES};

/// Longest list that is read at all. One that is longer than [`MAX_PLEDGES`] is refused with an
/// error of its own rather than as bytes that cannot be read.
pub const MAX_SENT: u32 = 64;

/// A list as a candidate sends it.
pub type Sent<BlockNumber> = BoundedVec<Promise<BlockNumber>, ConstU32<MAX_SENT>>;

/// What a candidate promises, in the candidate's order.
pub type Promises<BlockNumber> = BoundedVec<Promise<BlockNumber>, ConstU32<MAX_PLEDGES>>;

/// The pledges of a mandate, in the order of the candidacy.
pub type Pledged<BlockNumber> = BoundedVec<Pledge<BlockNumber>, ConstU32<MAX_PLEDGES>>;

/// A pledge as long as it is only promised.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Promise<BlockNumber> {
	/// What, in short.
	pub title: Title,
	/// Hash of a longer text published elsewhere; zero when there is none.
	pub text: H256,
	/// Blocks after taking office until it is to be kept: the day of taking office is not known yet.
	pub due: BlockNumber,
}

impl<BlockNumber: Copy + PartialOrd + Saturating + Zero> Promise<BlockNumber> {
	/// Whether the title can be shown.
	pub fn is_readable(&self) -> bool {
		!self.title.is_empty() && core::str::from_utf8(&self.title).is_ok()
	}

	/// Whether it is to be kept after taking office and before the term ends.
	pub fn is_due_within(&self, term: BlockNumber) -> bool {
		!self.due.is_zero() && self.due <= term
	}

	/// What the promise becomes for one who takes office now, if `marks` voters marked it. Everything
	/// promised weighs something, so that nothing is forgotten because nobody marked it.
	pub fn adopted(self, now: BlockNumber, marks: u32) -> Pledge<BlockNumber> {
		Pledge {
			title: self.title,
			text: self.text,
			due: now.saturating_add(self.due),
			weight: marks.saturating_add(1),
			mark: Mark::Open,
		}
	}
}

/// How far a pledge has come.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub enum Mark {
	/// Nobody has judged it yet.
	#[codec(index = 0)]
	Open,
}

/// A pledge of somebody who was elected.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Pledge<BlockNumber> {
	/// What, in short.
	pub title: Title,
	/// Hash of a longer text published elsewhere; zero when there is none.
	pub text: H256,
	/// The block by which it is to be kept.
	pub due: BlockNumber,
	/// One, and one more for each voter who marked it at the election.
	pub weight: u32,
	/// How far it has come.
	pub mark: Mark,
}
