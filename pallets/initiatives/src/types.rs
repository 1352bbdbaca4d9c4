//! What is kept of an initiative, and the numbers that govern all of them.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::{prelude::vec::Vec, TypeInfo};
use serde::{Deserialize, Serialize};
use sp_core::H256;
use sp_runtime::traits::Zero;
use veche_primitives::{ballot::MAX_QUESTIONS, InitiativeId, PersonId, PollId, Ppm, UnitId, WHOLE};

/// The winning option of each question, in the order of the paper; none where nobody chose.
pub type Winners = BoundedVec<Option<u8>, ConstU32<MAX_QUESTIONS>>;

/// How far an initiative has come.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub enum State {
	/// Its petition collects supporters.
	#[codec(index = 0)]
	Collecting,
	/// It found its supporters and is put to the vote.
	#[codec(index = 1)]
	Voting {
		/// The poll on the initiative's own paper.
		poll: PollId,
	},
	/// The people decided.
	#[codec(index = 2)]
	Decided {
		/// The poll that decided; the voting engine keeps its tally.
		poll: PollId,
		/// What won.
		winners: Winners,
	},
	/// Too few people took part in the vote for it to count.
	#[codec(index = 3)]
	NoQuorum {
		/// The poll that failed.
		poll: PollId,
	},
	/// The petition closed without enough supporters.
	#[codec(index = 4)]
	Lapsed,
	/// It found its supporters, but the vote could not be opened.
	#[codec(index = 5)]
	Failed,
}

impl State {
	/// Whether the initiative still waits for a poll.
	pub const fn is_active(&self) -> bool {
		matches!(self, Self::Collecting | Self::Voting { .. })
	}
}

/// An initiative. The paper is kept apart, and only until its vote opens: then the voting engine
/// has it.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Initiative<BlockNumber> {
	/// Who started it: a public act.
	pub by: PersonId,
	/// Whose people are asked.
	pub unit: UnitId,
	/// When it was started.
	pub started: BlockNumber,
	/// Hash of the encoded paper, also shown on the petition's own paper: what people support is
	/// exactly what they are asked later.
	pub paper: H256,
	/// The poll that collects the supporters.
	pub petition: PollId,
	/// How far it has come.
	pub state: State,
}

impl<BlockNumber> Initiative<BlockNumber> {
	/// The open poll this initiative waits for, if it still waits for one.
	pub const fn open_poll(&self) -> Option<PollId> {
		match self.state {
			State::Collecting => Some(self.petition),
			State::Voting { poll } => Some(poll),
			_ => None,
		}
	}
}

/// Shares and periods of every initiative started from now on; those under way keep the shares of
/// the polls they have opened.
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
	/// Share of the unit's electors who must support a petition.
	pub support: Ppm,
	/// Least turnout of the vote.
	pub quorum: Ppm,
	/// What a yes needs in the vote: more than this share of yes and no together.
	pub majority: Ppm,
	/// Blocks a petition may collect supporters.
	pub petition_period: BlockNumber,
	/// Blocks between a successful petition and the opening of the vote.
	pub notice: BlockNumber,
	/// Blocks the vote stays open.
	pub voting_period: BlockNumber,
}

impl<BlockNumber: Zero> Params<BlockNumber> {
	/// Whether an initiative can succeed under these numbers at all, and no share exceeds the
	/// whole.
	pub fn is_valid(&self) -> bool {
		(1..=WHOLE).contains(&self.support)
			&& self.quorum <= WHOLE
			&& self.majority < WHOLE
			&& !self.petition_period.is_zero()
			&& !self.voting_period.is_zero()
	}
}

impl<BlockNumber: From<u32>> Default for Params<BlockNumber> {
	/// Two per cent support within thirty days, a day's notice, a week's vote, a fifth of the
	/// electors and a simple majority, at a block every six seconds.
	fn default() -> Self {
		Self {
			support: 20_000,
			quorum: 200_000,
			majority: 500_000,
			petition_period: 432_000.into(),
			notice: 14_400.into(),
			voting_period: 100_800.into(),
		}
	}
}

/// A part of the list of a unit's initiatives.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Page<BlockNumber> {
	/// Initiatives of the unit, oldest first.
	pub found: Vec<(InitiativeId, Initiative<BlockNumber>)>,
	/// Where to go on; none when the list is complete.
	pub next: Option<InitiativeId>,
}
