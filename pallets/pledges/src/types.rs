//! What is promised, what stands on the checklist of a mandate, and how it is judged.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::H256;
use sp_runtime::{traits::Zero, Saturating};
use veche_primitives::{
	ballot::Title,
	is_readable,
	offices::{End, MAX_PLEDGES},
	MandateId, PollId, Ppm, UnitId, WHOLE,
};
use veche_tally::YES;

/// Longest list that is read at all. One that is longer than [`MAX_PLEDGES`] is refused with an
/// error of its own rather than as bytes that cannot be read.
pub const MAX_SENT: u32 = 64;
/// Most judgements that may ever be open in one unit.
pub const MAX_OPEN_PER_UNIT: u32 = 64;
/// The attempt of the first judgement of a plea; the repeat is the next.
pub const FIRST_ATTEMPT: u8 = 1;
/// Where a queue begins. There is room before it for those who come back to the front.
pub const FIRST_PLACE: u64 = 1 << 32;

/// A list as a candidate sends it.
pub type Sent<BlockNumber> = BoundedVec<Promise<BlockNumber>, ConstU32<MAX_SENT>>;

/// What a candidate promises, in the candidate's order.
pub type Promises<BlockNumber> = BoundedVec<Promise<BlockNumber>, ConstU32<MAX_PLEDGES>>;

/// The pledges of a mandate, in the order of the candidacy.
pub type Pledged<BlockNumber> = BoundedVec<Pledge<BlockNumber>, ConstU32<MAX_PLEDGES>>;

/// The polls of the judgements open in a unit, in the order of their opening.
pub type Judgements = BoundedVec<PollId, ConstU32<MAX_OPEN_PER_UNIT>>;

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
		is_readable(&self.title)
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
			claim: None,
			excuse: None,
		}
	}
}

/// What somebody in office asks the people to judge.
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
pub enum Plea {
	/// That the pledge is kept.
	#[codec(index = 0)]
	Done,
	/// That it need not be kept, for a reason.
	#[codec(index = 1)]
	Excuse,
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
	/// In the unit's queue for a judgement.
	#[codec(index = 1)]
	Waiting(Plea),
	/// The people judge.
	#[codec(index = 2)]
	Judging {
		/// What they are asked.
		plea: Plea,
		/// In which poll.
		poll: PollId,
		/// 1 for the first judgement, 2 for its repeat with the lower quorum.
		attempt: u8,
	},
	/// The people say it is kept.
	#[codec(index = 3)]
	Kept,
	/// The people say it is not kept, or it was due and nobody had claimed it.
	#[codec(index = 4)]
	Broken,
	/// The people excuse it.
	#[codec(index = 5)]
	Excused,
	/// Before it was due, the mandate ended in a way that is no breach of promise.
	#[codec(index = 6)]
	Lapsed,
	/// The people were asked whether it is kept, and nobody said yes or no. Counts for nothing.
	#[codec(index = 7)]
	Unjudged,
}

impl Mark {
	/// What the people are asked or will be; none if they are not.
	pub const fn plea(&self) -> Option<Plea> {
		match self {
			Self::Waiting(plea) | Self::Judging { plea, .. } => Some(*plea),
			_ => None,
		}
	}
}

/// The word of somebody in office that a pledge is kept.
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
pub struct Claim<BlockNumber> {
	/// Hash of the evidence, which is published elsewhere.
	pub evidence: H256,
	/// When it was claimed.
	pub at: BlockNumber,
}

/// Why somebody in office asks to be excused.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Excuse<BlockNumber> {
	/// The reason, in short.
	pub reason: Title,
	/// Hash of a longer text published elsewhere; zero when there is none.
	pub text: H256,
	/// When it was asked for.
	pub at: BlockNumber,
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
	/// The block by which it is to be kept: the first in which it is too late to claim it.
	pub due: BlockNumber,
	/// One, and one more for each voter who marked it at the election.
	pub weight: u32,
	/// How far it has come.
	pub mark: Mark,
	/// The claim that it is kept, if there was one.
	pub claim: Option<Claim<BlockNumber>>,
	/// The wish to be excused, if there was one.
	pub excuse: Option<Excuse<BlockNumber>>,
}

impl<BlockNumber: Copy + PartialOrd> Pledge<BlockNumber> {
	/// Whether it can still be claimed or excused. By the clock: the calendar may lag.
	pub fn is_open(&self, now: BlockNumber) -> bool {
		self.mark == Mark::Open && now < self.due
	}

	/// What becomes of it when it is due and not claimed. Nobody is blamed for what death or the
	/// voters themselves cut short; whoever resigns, is recalled, or lets the term run out is.
	pub fn missed(&self, ended: Option<(BlockNumber, End)>) -> Mark {
		match ended {
			Some((at, End::Lost | End::Rose | End::Replaced)) if at < self.due => Mark::Lapsed,
			_ => Mark::Broken,
		}
	}

	/// What becomes of it when the people have answered. An excuse needs a yes: one that nobody
	/// grants, though nobody refuses it, would let officials off wherever people do not vote. It
	/// leaves the pledge open as long as it can still be kept.
	pub fn judged(
		&self,
		plea: Plea,
		answer: Option<u8>,
		now: BlockNumber,
		ended: Option<(BlockNumber, End)>,
	) -> Mark {
		match (plea, answer) {
			(Plea::Done, None) => Mark::Unjudged,
			(Plea::Done, Some(YES)) => Mark::Kept,
			(Plea::Done, Some(_)) => Mark::Broken,
			(Plea::Excuse, Some(YES)) => Mark::Excused,
			(Plea::Excuse, _) if now < self.due => Mark::Open,
			(Plea::Excuse, _) => self.missed(ended),
		}
	}
}

/// A plea that waits for its judgement.
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
pub struct Pending {
	/// Whose pledge.
	pub mandate: MandateId,
	/// Its place in the checklist, from 0.
	pub pledge: u8,
	/// Which attempt the judgement will be.
	pub attempt: u8,
}

/// The pleas of a unit that wait, by their places: all from `first` to the one before `next`.
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
pub struct Queue<BlockNumber> {
	/// The place of the one that is next in turn.
	pub first: u64,
	/// The place of the one that comes next to wait.
	pub next: u64,
	/// The block on which the first is put to the people; none as long as there is no room.
	pub due: Option<BlockNumber>,
	/// Whether the voting engine has refused to open a judgement since it last opened one.
	pub is_refused: bool,
}

impl<BlockNumber> Queue<BlockNumber> {
	/// Whether nobody waits.
	pub const fn is_empty(&self) -> bool {
		self.first >= self.next
	}
}

impl<BlockNumber> Default for Queue<BlockNumber> {
	fn default() -> Self {
		Self {
			first: FIRST_PLACE,
			next: FIRST_PLACE,
			due: None,
			is_refused: false,
		}
	}
}

/// What falls due on a block.
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
pub enum Due {
	/// A pledge is to be kept by now: the mandate, and the place in its checklist.
	#[codec(index = 0)]
	Pledge(MandateId, u8),
	/// There may be room for the first who waits in the unit.
	#[codec(index = 1)]
	Queue(UnitId),
}

/// The numbers of every judgement opened from now on.
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
	Serialize,
	Deserialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Params<BlockNumber> {
	/// Blocks a judgement stays open.
	pub judging: BlockNumber,
	/// Least turnout of the first judgement.
	pub quorum: Ppm,
	/// Least turnout of its repeat; not above the first. Below it too, whoever voted decides.
	pub repeat_quorum: Ppm,
	/// What a yes needs: more than this share of yes and no together.
	pub majority: Ppm,
	/// Most judgements open in one unit at a time.
	pub open_per_unit: u32,
}

impl<BlockNumber: Zero> Params<BlockNumber> {
	/// Whether a plea can be judged under these numbers at all, and no share exceeds the whole.
	pub fn is_valid(&self) -> bool {
		!self.judging.is_zero()
			&& self.quorum <= WHOLE
			&& self.repeat_quorum <= self.quorum
			&& self.majority < WHOLE
			&& (1..=MAX_OPEN_PER_UNIT).contains(&self.open_per_unit)
	}
}

impl<BlockNumber: From<u32>> Default for Params<BlockNumber> {
	/// A week's judgement, a tenth of the electors, a twentieth in the repeat, a simple majority,
	/// eight at a time. At a block every six seconds.
	fn default() -> Self {
		Self {
			judging: 100_800.into(),
			quorum: 100_000,
			repeat_quorum: 50_000,
			majority: 500_000,
			open_per_unit: 8,
		}
	}
}
