//! What is kept of an election, and the numbers that govern all of them.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::{prelude::vec::Vec, TypeInfo};
use serde::{Deserialize, Serialize};
use sp_core::H256;
use sp_runtime::{traits::Zero, DispatchError};
use veche_primitives::{
	ballot::{Method, Title, MAX_OPTIONS, MAX_QUESTIONS},
	laws::MAX_PERIOD,
	offices::Cause,
	ElectionId, MandateId, OfficeId, PersonId, PollId, Ppm, SchemaId, UnitId, WHOLE,
};

/// Most candidates of one election: as many as a question has options.
pub const MAX_CANDIDATES: u32 = MAX_OPTIONS;
/// Most pledges on one paper: all questions but the first, filled.
pub const MAX_PLEDGE_OPTIONS: u32 = MAX_OPTIONS * (MAX_QUESTIONS - 1);
/// The attempt of the first vote of a round; the repeat is the next.
pub const FIRST_ATTEMPT: u8 = 1;

/// What becomes of a vote whose repeat misses its quorum too.
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
#[serde(rename_all = "snake_case")]
pub enum QuorumRule {
	/// The result counts all the same.
	#[codec(index = 0)]
	Accept,
	/// The result counts for nothing, and nomination opens again.
	#[codec(index = 1)]
	NewNomination,
}

/// The numbers of every election called from now on; those under way keep the ones they began with.
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
	/// Blocks between the call of an election and the opening of nomination. This and the other
	/// periods are not longer than [`MAX_PERIOD`]: else whoever sets the numbers could put off every
	/// election for good.
	pub notice: BlockNumber,
	/// Blocks of a round of nomination.
	pub nomination: BlockNumber,
	/// Blocks a vote stays open.
	pub voting: BlockNumber,
	/// Least turnout of the first vote.
	pub quorum: Ppm,
	/// Least turnout of its repeat; not above the first.
	pub repeat_quorum: Ppm,
	/// What a single candidate needs: more than this share of yes and no together.
	pub majority: Ppm,
	/// What happens when the repeat misses its quorum too.
	pub after_repeat: QuorumRule,
	/// The credential every candidate must hold, a public one; none if nothing is asked for.
	pub certificate: Option<SchemaId>,
}

impl<BlockNumber: Zero + PartialOrd + From<u32>> Params<BlockNumber> {
	/// Whether somebody can be elected under these numbers at all, and in a time that people can wait
	/// for; and no share exceeds the whole.
	pub fn is_valid(&self) -> bool {
		let longest = BlockNumber::from(MAX_PERIOD);
		!self.nomination.is_zero()
			&& !self.voting.is_zero()
			&& self.notice <= longest
			&& self.nomination <= longest
			&& self.voting <= longest
			&& self.quorum <= WHOLE
			&& self.repeat_quorum <= self.quorum
			&& self.majority < WHOLE
	}
}

impl<BlockNumber: From<u32>> Default for Params<BlockNumber> {
	/// A day's notice, two weeks of nomination, a week's vote; a quarter of the electors, a tenth
	/// in the repeat, and then whoever voted; a simple majority; no certificate. At a block every
	/// six seconds.
	fn default() -> Self {
		Self {
			notice: 14_400.into(),
			nomination: 201_600.into(),
			voting: 100_800.into(),
			quorum: 250_000,
			repeat_quorum: 100_000,
			majority: 500_000,
			after_repeat: QuorumRule::Accept,
			certificate: None,
		}
	}
}

/// How far an election has come.
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
pub enum Phase<BlockNumber> {
	/// Citizens stand, or will as soon as nomination opens.
	#[codec(index = 0)]
	Nomination {
		/// First block in which citizens can stand.
		opens: BlockNumber,
		/// First block in which they no longer can.
		until: BlockNumber,
		/// Rounds of nomination so far, this one included.
		round: u32,
	},
	/// The people vote.
	#[codec(index = 1)]
	Voting {
		/// The poll.
		poll: PollId,
		/// 1 for the first vote, 2 for its repeat with the lower quorum.
		attempt: u8,
		/// Rounds of nomination so far.
		round: u32,
	},
	/// The elected holds the office.
	#[codec(index = 2)]
	Done {
		/// The poll that decided; the voting engine keeps its tally.
		poll: PollId,
		/// The mandate that began.
		mandate: MandateId,
	},
}

impl<BlockNumber> Phase<BlockNumber> {
	/// Whether somebody has been elected.
	pub const fn is_done(&self) -> bool {
		matches!(self, Self::Done { .. })
	}
}

/// An election. Office, method, term and numbers are as they were when it was called.
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
pub struct Election<BlockNumber> {
	/// The office it fills.
	pub office: OfficeId,
	/// Whose people elect.
	pub unit: UnitId,
	/// How they choose among several candidates.
	pub method: Method,
	/// Blocks the elected will serve.
	pub term: BlockNumber,
	/// Why it is held.
	pub cause: Cause,
	/// When it was called.
	pub called: BlockNumber,
	/// The numbers that govern it.
	pub terms: Params<BlockNumber>,
	/// How far it has come.
	pub phase: Phase<BlockNumber>,
}

/// A person's candidacy.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Candidacy<BlockNumber> {
	/// The name on the paper.
	pub name: Title,
	/// Hash of the programme, which is published elsewhere.
	pub programme: H256,
	/// When the person stood.
	pub stood: BlockNumber,
}

/// Which pledge an option of a pledge question is.
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
	PartialOrd,
	Ord,
	Debug,
)]
pub struct PledgeOption {
	/// The candidate's place on the slate.
	pub candidate: u8,
	/// The pledge's place among the candidate's pledges.
	pub pledge: u8,
}

/// The options of all pledge questions of a paper, in their order.
pub type PledgeOptions = BoundedVec<PledgeOption, ConstU32<MAX_PLEDGE_OPTIONS>>;

/// Who stands, and where each option of the paper comes from.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	PartialEq,
	Eq,
	Debug,
	Default,
)]
pub struct Slate {
	/// The candidates in the order in which they stood; also the options of the first question,
	/// unless there is only one.
	pub candidates: BoundedVec<PersonId, ConstU32<MAX_CANDIDATES>>,
	/// The pledges on the paper; empty as long as there is no paper.
	pub pledges: PledgeOptions,
}

/// Why a candidate was struck at the end of nomination.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lost {
	/// No longer a person in good standing.
	#[codec(index = 0)]
	Standing,
	/// Moved out of the unit.
	#[codec(index = 1)]
	Home,
	/// Holds the certificate no longer.
	#[codec(index = 2)]
	Certificate,
}

/// Why nomination opens again.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Setback {
	/// There is no candidate.
	#[codec(index = 0)]
	NoCandidate,
	/// The vote could not be opened.
	#[codec(index = 1)]
	NotOpened(DispatchError),
	/// Too few people voted, twice.
	#[codec(index = 2)]
	NoQuorum,
	/// The people did not say yes to the only candidate.
	#[codec(index = 3)]
	Rejected,
	/// Nobody chose anybody.
	#[codec(index = 4)]
	NobodyChosen,
	/// No candidate is in good standing any more.
	#[codec(index = 5)]
	NobodyInstallable,
	/// The elected could not be installed.
	#[codec(index = 6)]
	NotInstalled(DispatchError),
}

/// A part of a list of elections.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Page<BlockNumber> {
	/// The elections, oldest first.
	pub found: Vec<(ElectionId, Election<BlockNumber>)>,
	/// Where to go on; none when the list is complete.
	pub next: Option<ElectionId>,
}
