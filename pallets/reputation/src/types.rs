//! What is kept of confidence rounds, and the numbers that govern them.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_runtime::traits::AtLeast32BitUnsigned;
use veche_primitives::{
	ballot::Title,
	confidence::{Answers, Asked, ConfidenceRule, Promises, Score, Verdict, MAX_ASKED},
	offices::{Mandate, Seat},
	MandateId, OfficeId, PollId, Ppm, UnitId,
};

/// Those one round asks about, in the order of its questions.
pub type AskedAbout = BoundedVec<Asked, ConstU32<MAX_ASKED>>;
/// What came of each question of a round, in order.
pub type Results = BoundedVec<Rated, ConstU32<MAX_ASKED>>;

/// Why a round is held.
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
pub enum Kind {
	/// It is a date of the unit's calendar.
	#[codec(index = 0)]
	Regular,
	/// It was asked for out of turn.
	#[codec(index = 1)]
	Extraordinary,
	/// The round before was unclear.
	#[codec(index = 2)]
	Repeat,
}

/// A round under way.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Round<BlockNumber> {
	/// The rounds of an office are numbered from 1 in order of time.
	pub number: u32,
	/// The poll that asks.
	pub poll: PollId,
	/// Why it is held.
	pub kind: Kind,
	/// When it was called; the poll opens a block later.
	pub called: BlockNumber,
	/// When it counts, as it was on that day.
	pub rule: ConfidenceRule,
	/// Whom it asks about.
	pub asked: AskedAbout,
}

/// What came of one question.
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
pub struct Rated {
	/// Whom it was about.
	pub asked: Asked,
	/// What the people answered.
	pub answers: Answers,
	/// What was made of it.
	pub verdict: Verdict,
}

/// A round that is over, kept for ever. If any of its verdicts is unclear, none of them counts.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct PastRound<BlockNumber> {
	/// The poll that asked; the voting engine keeps its tally.
	pub poll: PollId,
	/// Why it was held.
	pub kind: Kind,
	/// When it was called.
	pub called: BlockNumber,
	/// When its poll closed.
	pub closed: BlockNumber,
	/// When it counted.
	pub rule: ConfidenceRule,
	/// What came of it.
	pub results: Results,
}

impl<BlockNumber> PastRound<BlockNumber> {
	/// Whether it counts. One with an unclear verdict does not: it is repeated.
	pub fn counts(&self) -> bool {
		!is_unclear(&self.results)
	}
}

impl Rated {
	/// The mandate whose standing this belongs to; none for one who only acts, and none if the round
	/// is repeated and too few answered.
	pub(crate) fn heard_of(&self, is_final: bool) -> Option<MandateId> {
		let is_heard = is_final || self.verdict.said().is_some();
		self.asked.capacity.mandate().filter(|_| is_heard)
	}
}

/// Whether any of the verdicts is unclear.
pub(crate) fn is_unclear(results: &[Rated]) -> bool {
	results
		.iter()
		.any(|rated| matches!(rated.verdict, Verdict::Unclear(_)))
}

/// What the people think of a mandate, summed up.
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
	Default,
)]
pub struct Standing {
	/// Rounds about it, without the unclear ones.
	pub rounds: u32,
	/// Those of them in which enough people answered.
	pub valid: u32,
	/// The last valid rating; none as long as no round was valid.
	pub last: Option<Ppm>,
	/// What the people said in rounds in which enough of them did, by weight; also in those that
	/// were repeated.
	pub score: Score,
}

impl Standing {
	/// Take in what came of a round. Only a final one counts as a round and can change the rating;
	/// what the people said in one that is repeated goes into the score all the same, so that no
	/// single voter at the edge of closeness adds or removes a whole round.
	pub(crate) fn add(&mut self, rated: &Rated, rule: &ConfidenceRule, is_final: bool) {
		if let Some(rating) = rated.verdict.said() {
			self.score
				.add(rating, rated.answers.turnout(), rule.min_turnout);
		}
		if !is_final {
			return;
		}
		self.rounds = self.rounds.saturating_add(1);
		if let Verdict::Valid(rating) = rated.verdict {
			self.valid = self.valid.saturating_add(1);
			self.last = Some(rating);
		}
	}
}

/// Periods and rule of the rounds called from now on. A round under way keeps its rule, and the next
/// date of an office stays where it is until it comes or a round closes.
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
	/// Blocks from one date of a unit to the next.
	pub period: BlockNumber,
	/// The same for an office whose incumbent is suspended.
	pub fast_period: BlockNumber,
	/// Blocks a round stays open.
	pub voting: BlockNumber,
	/// Blocks an incumbent is left in peace after taking office, by the calendar.
	pub grace: BlockNumber,
	/// When a round counts.
	pub rule: ConfidenceRule,
}

impl<BlockNumber: AtLeast32BitUnsigned + Copy> Params<BlockNumber> {
	/// Whether people have time to answer, every round is over before the next date, those
	/// suspended are not asked about less often than others, and the shares can work.
	pub fn is_valid(&self) -> bool {
		// A block until the poll opens, and one after it has closed.
		let least = self.voting.checked_add(&2u32.into());
		!self.voting.is_zero()
			&& least.is_some_and(|least| least <= self.fast_period)
			&& self.fast_period <= self.period
			&& self.rule.is_valid()
	}
}

impl<BlockNumber: From<u32>> Default for Params<BlockNumber> {
	/// Every thirteen weeks, every four about somebody suspended; a week to answer; thirteen weeks
	/// of peace. A tenth of the electors must answer; below a quarter, a rating within five points
	/// of a threshold is asked again. At a block every six seconds.
	fn default() -> Self {
		Self {
			period: 1_310_400.into(),
			fast_period: 403_200.into(),
			voting: 100_800.into(),
			grace: 1_310_400.into(),
			rule: ConfidenceRule {
				min_turnout: 100_000,
				sure_turnout: 600_000,
				margin: 100_000,
			},
		}
	}
}

/// Where an office stands with its people.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct OfficeStanding<BlockNumber> {
	/// Whose people are asked.
	pub unit: UnitId,
	/// What the office is called.
	pub title: Title,
	/// Who sits in it.
	pub seat: Seat,
	/// Its next date.
	pub next: BlockNumber,
	/// Whether an extraordinary round follows the one under way.
	pub owed: bool,
	/// The round under way.
	pub round: Option<Round<BlockNumber>>,
	/// Yes and no to each of its questions so far.
	pub live: Vec<(u32, u32)>,
	/// The last round that is over, and its number.
	pub last: Option<(u32, PastRound<BlockNumber>)>,
	/// The mandate in force, what the people think of it, and its record.
	pub mandate: Option<(MandateId, Standing, Ppm)>,
}

/// A mandate in a portrait.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct MandatePortrait<BlockNumber> {
	/// Its number.
	pub id: MandateId,
	/// Where, when, and how it ended.
	pub mandate: Mandate<BlockNumber>,
	/// Whose office it is.
	pub unit: UnitId,
	/// What the office is called.
	pub title: Title,
	/// What the people think of it.
	pub standing: Standing,
	/// The pledges they have judged.
	pub promises: Promises,
	/// What it comes to.
	pub record: Ppm,
}

/// All that the chain knows of a person as one who holds office.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Portrait<BlockNumber> {
	/// The name on the last paper the person was on.
	pub name: Option<Title>,
	/// How often the person lost an office for lack of confidence.
	pub recalls: u32,
	/// Mandates, newest first.
	pub mandates: Vec<MandatePortrait<BlockNumber>>,
	/// The rounds about the person, as incumbent, suspended or acting, newest first: the office,
	/// the number of the round in it, and the round.
	pub rounds: Vec<(OfficeId, u32, PastRound<BlockNumber>)>,
}
