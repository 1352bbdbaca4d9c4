//! How an institution opens a poll and hears its outcome. Only the voting engine touches ballots.

use crate::{
	ballot::{Choices, Method, Paper, MAX_QUESTIONS},
	rolls::{Electorate, RollEpoch},
	Alias, PollId, Ppm,
};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, weights::Weight, BoundedVec};
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	DispatchError,
};
pub use veche_tally::QuestionOutcome;

/// Most aliases a poll can name as the only ones admitted: the seats and reserves of a panel.
pub const MAX_ADMITTED: u32 = 128;

/// Which institution a poll belongs to; each answers only to its own.
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
pub enum Institution {
	/// Votes anyone may start.
	#[codec(index = 0)]
	Initiatives,
	/// Offices filled by vote.
	#[codec(index = 1)]
	Elections,
	/// Promises judged by the people.
	#[codec(index = 2)]
	Pledges,
	/// Confidence in those who hold office.
	#[codec(index = 3)]
	Reputation,
	/// Panels drawn by lot.
	#[codec(index = 4)]
	Jury,
	/// Petitions for an extraordinary confidence round.
	#[codec(index = 5)]
	Recall,
	/// Referendums on laws, and the petitions for them.
	#[codec(index = 6)]
	Laws,
}

/// A count at which a poll may close before its time: enough supporters of a petition.
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
pub struct Goal {
	/// Which question counts.
	pub question: u8,
	/// Which option counts.
	pub option: u8,
	/// Share of the frozen roll that must have chosen it, rounded up, at least one elector.
	pub share: Ppm,
}

/// The only ones whose ballots count, and the state of the rolls in which they prove who they are.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Panel {
	/// Their aliases in the poll's context.
	pub aliases: BoundedVec<Alias, ConstU32<MAX_ADMITTED>>,
	/// The roll epoch of their rings. Whoever asks for the poll has pinned it and keeps it pinned
	/// until the poll has opened.
	pub epoch: RollEpoch,
}

/// What an institution asks the voting engine for.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct PollRequest<BlockNumber> {
	/// Who is called back.
	pub institution: Institution,
	/// Who may vote.
	pub electorate: Electorate,
	/// What is asked.
	pub paper: Paper,
	/// Blocks from now until the poll opens; the roll is pinned then.
	pub delay: BlockNumber,
	/// Blocks the poll stays open.
	pub duration: BlockNumber,
	/// Least turnout for a valid result, as a share of the frozen roll.
	pub quorum: Ppm,
	/// What a yes needs to pass: more than this share of yes and no together.
	pub majority: Ppm,
	/// Close at once when this count is reached.
	pub goal: Option<Goal>,
	/// A proof context to use instead of the poll's own (a panel's tickets and verdict share one).
	pub context: Option<[u8; 32]>,
	/// The only aliases whose ballots count, and the epoch of their rings; none for everybody on the
	/// roll as it is at the opening.
	pub admitted: Option<Panel>,
}

/// How a poll ended.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct PollOutcome {
	/// Counted ballots.
	pub ballots: u32,
	/// Electors on the frozen roll (or on the admitted list).
	pub electors: u32,
	/// Whether the turnout reached the quorum.
	pub quorum_met: bool,
	/// Whether the poll closed early because its goal was reached.
	pub goal_reached: bool,
	/// The result of each question. Meaningful for the institution only if `quorum_met`.
	pub questions: BoundedVec<QuestionOutcome, ConstU32<MAX_QUESTIONS>>,
}

impl PollOutcome {
	/// The winner of the first question; none when nobody won it.
	pub fn answer(&self) -> Option<u8> {
		self.questions.first().and_then(|first| first.winner)
	}
}

/// Where a poll stands.
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
pub enum Phase {
	/// Waits for its opening block; no roll is pinned yet.
	Scheduled,
	/// Takes ballots.
	Open,
	/// Counted; its ballots and rings can still be audited from state.
	Closed,
	/// The audit window is over: ballots are gone from state, record, tally and digest stay.
	Pruned,
}

/// The shape of a question, all that counting needs.
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
pub struct Shape {
	/// How the question is counted.
	pub method: Method,
	/// How many options it has.
	pub options: u8,
}

/// The record of a poll, kept for ever.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Poll<BlockNumber> {
	/// Whose poll it is.
	pub institution: Institution,
	/// Who may vote.
	pub electorate: Electorate,
	/// The roll epoch pinned at opening; meaningless while scheduled, except for a panel, whose epoch
	/// it is from the beginning.
	pub epoch: RollEpoch,
	/// Electors on the frozen roll, or admitted aliases for a panel; zero while scheduled.
	pub electors: u32,
	/// The proof context every ballot uses.
	pub context: [u8; 32],
	/// Whether only the aliases on the poll's list are admitted.
	pub panel: bool,
	/// The questions' shapes; their texts are in the paper.
	pub questions: BoundedVec<Shape, ConstU32<MAX_QUESTIONS>>,
	/// Least turnout for a valid result.
	pub quorum: Ppm,
	/// What a yes needs.
	pub majority: Ppm,
	/// Count at which the poll closes early.
	pub goal: Option<Goal>,
	/// Whether that count was reached: then it stays so, whatever later ballots of the same block do.
	pub goal_reached: bool,
	/// Block of opening: planned while scheduled, true afterwards.
	pub opens: BlockNumber,
	/// First block in which no ballot is accepted any more: planned, then true.
	pub closes: BlockNumber,
	/// Where the poll stands.
	pub phase: Phase,
}

/// A ballot as kept while its poll can be audited: what a re-vote must undo.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Counted {
	/// Counter of the counted ballot.
	#[codec(compact)]
	pub counter: u32,
	/// Its answers.
	pub choices: Choices,
}

/// The digest of a poll before any ballot: it binds chain, number and every word of the paper, so
/// that nobody can show the count of one paper as that of another.
pub fn first_digest(genesis: H256, poll: PollId, paper: &Paper) -> H256 {
	(b"veche/digest/1", genesis, poll, paper).using_encoded(BlakeTwo256::hash)
}

/// The digest of a poll after one more counted ballot: a hash chain over all counted ballots in
/// order, so that a recount from blocks shows that none was left out, added or moved.
pub fn digest(before: H256, alias: &Alias, counter: u32, choices: &Choices) -> H256 {
	(before, alias, counter, choices).using_encoded(BlakeTwo256::hash)
}

/// The voting engine, as institutions see it.
pub trait Polls<BlockNumber> {
	/// Open a poll after `request.delay` blocks.
	///
	/// # Errors
	/// When the electorate does not exist, the paper cannot be voted on, or a window is zero.
	fn open(request: PollRequest<BlockNumber>) -> Result<PollId, DispatchError>;

	/// The outcome of a closed poll.
	fn outcome(poll: PollId) -> Option<PollOutcome>;

	/// The options of a question in the order of the count, the winner first; ties by lot. Empty if
	/// nobody chose anything.
	fn order(poll: PollId, question: u8) -> Vec<u8>;

	/// Put reserves in the place of those on an open poll's panel who have not voted yet, in the
	/// order of the reserves and as long as there are any. To be called from hooks, before the
	/// ballots of the block. Returns how many were replaced.
	fn substitute(poll: PollId, reserves: &[Alias]) -> u32;

	/// How often each option of a question was chosen: votes, approvals, marks or first preferences.
	fn counts(poll: PollId, question: u8) -> Vec<u32>;
}

/// Who stands by for the panel of a poll, for whoever tells a voter why a ballot does not count.
pub trait Reserves {
	/// Whether the alias was drawn to stand by. To be asked only for polls with a panel, and only about
	/// those who do not sit on it and never did.
	fn stands_by(poll: PollId, alias: &Alias) -> bool;
}

impl Reserves for () {
	fn stands_by(_: PollId, _: &Alias) -> bool {
		false
	}
}

/// What an institution does when its poll has closed. Must be bounded; returns the weight it took
/// beyond what the voting engine reserves per closing.
pub trait OnPollClosed {
	/// The poll `poll` of `institution` closed with `outcome`.
	fn on_poll_closed(institution: Institution, poll: PollId, outcome: &PollOutcome) -> Weight;
}

#[impl_trait_for_tuples::impl_for_tuples(8)]
impl OnPollClosed for Tuple {
	fn on_poll_closed(institution: Institution, poll: PollId, outcome: &PollOutcome) -> Weight {
		let mut weight = Weight::zero();
		for_tuples!( #( weight = weight.saturating_add(
			Tuple::on_poll_closed(institution, poll, outcome)
		); )* );
		weight
	}
}
