//! The paper, the ballot, and exactly what a ballot's proof binds.

use crate::{rolls::RollEpoch, Alias, PollId, PrecinctId, MAX_TITLE};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash};
use veche_tally::YES_NO_OPTIONS;
pub use veche_tally::{Choice, Method, Ranking, MAX_OPTIONS, MAX_QUESTIONS};

/// Longest encoded proof accepted: one context of the Bandersnatch ring VRF takes 785 bytes.
pub const MAX_PROOF: u32 = 800;
/// Most ballots in one batch.
pub const MAX_BATCH: u32 = 64;

/// A short text, UTF-8.
pub type Title = BoundedVec<u8, ConstU32<MAX_TITLE>>;
/// The answers of one ballot, one per question in the order of the paper.
pub type Choices = BoundedVec<Choice, ConstU32<MAX_QUESTIONS>>;
/// An encoded ring-VRF proof.
pub type Proof = BoundedVec<u8, ConstU32<MAX_PROOF>>;

/// One question of a paper.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Question {
	/// What is asked.
	pub title: Title,
	/// How answers are given and counted.
	pub method: Method,
	/// What can be chosen, 2 to 32; three for yes/no: yes, no, abstain in this order.
	pub options: BoundedVec<Title, ConstU32<MAX_OPTIONS>>,
}

impl Question {
	/// A question to be answered with yes, no or abstain, in these words and this order.
	pub fn yes_no(title: Title, options: [&[u8]; YES_NO_OPTIONS as usize]) -> Self {
		let option = |words: &[u8]| Title::truncate_from(words.to_vec());
		Self {
			title,
			method: Method::YesNo,
			options: BoundedVec::truncate_from(options.map(option).to_vec()),
		}
	}
}

/// A ballot paper: 1 to 8 questions, all answered under one proof.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Paper {
	/// What the poll is about.
	pub title: Title,
	/// Hash of a longer text published elsewhere; zero when there is none.
	pub text: H256,
	/// The questions.
	pub questions: BoundedVec<Question, ConstU32<MAX_QUESTIONS>>,
}

/// What is wrong with a paper.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PaperError {
	/// No question at all.
	NoQuestion,
	/// A question needs 2 to 32 options; yes/no exactly 3.
	OptionCount,
	/// A title or option is empty or not UTF-8.
	Text,
}

impl Paper {
	/// Check that the paper can be voted on.
	pub fn check(&self) -> Result<(), PaperError> {
		let readable = |title: &Title| !title.is_empty() && core::str::from_utf8(title).is_ok();
		if self.questions.is_empty() {
			return Err(PaperError::NoQuestion);
		}
		if !readable(&self.title) {
			return Err(PaperError::Text);
		}
		for question in &self.questions {
			if !readable(&question.title) || !question.options.iter().all(readable) {
				return Err(PaperError::Text);
			}
			let count = question.options.len();
			let fits = match question.method {
				Method::YesNo => count == 3,
				_ => (2..=MAX_OPTIONS as usize).contains(&count),
			};
			if !fits {
				return Err(PaperError::OptionCount);
			}
		}
		Ok(())
	}
}

/// The format of a ballot. New formats (choices sealed until the close, a kiosk's seal) become new
/// variants; old ballots keep their meaning.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub enum Ballot {
	/// Choices in the open, cast by the voter.
	#[codec(index = 1)]
	V1(BallotV1),
}

/// A self-contained ballot with its choices in the open.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct BallotV1 {
	/// The poll.
	pub poll: PollId,
	/// The precinct whose ring the proof is made in.
	pub precinct: PrecinctId,
	/// The voter's pseudonym in this poll; the proof shows that it is the true one.
	pub alias: Alias,
	/// 1 for the first ballot; a later ballot of the same alias must count higher to replace it.
	#[codec(compact)]
	pub counter: u32,
	/// One answer per question.
	pub choices: Choices,
	/// Ring-VRF proof in the poll's context over [`BallotV1::message`].
	pub proof: Proof,
}

impl Ballot {
	/// The content of the ballot, whatever its format.
	pub fn content(&self) -> &BallotV1 {
		match self {
			Self::V1(ballot) => ballot,
		}
	}
}

impl BallotV1 {
	/// What the proof signs.
	pub fn message(&self, genesis: H256, epoch: RollEpoch) -> [u8; 32] {
		message(
			genesis,
			self.poll,
			epoch,
			self.precinct,
			&self.choices,
			self.counter,
		)
	}
}

/// What a ballot's proof signs: the blake2-256 hash of everything that gives the ballot its meaning.
/// Change any of it (chain, poll, roll epoch, precinct, choices, counter) and the proof is void.
pub fn message(
	genesis: H256,
	poll: PollId,
	epoch: RollEpoch,
	precinct: PrecinctId,
	choices: &Choices,
	counter: u32,
) -> [u8; 32] {
	let content = (
		b"veche/ballot/1",
		genesis,
		poll,
		epoch,
		precinct,
		choices,
		counter,
	);
	content.using_encoded(BlakeTwo256::hash).0
}

/// The proof context of a poll whose institution fixed none. Bound to the chain, so that aliases of
/// a test network say nothing about those of another.
pub fn context(genesis: H256, poll: PollId) -> [u8; 32] {
	(b"veche/poll/1", genesis, poll)
		.using_encoded(BlakeTwo256::hash)
		.0
}

/// What an applicant signs with the voting key to show possession of its secret: nobody can register
/// somebody else's key, nor reuse the signature for another account or chain.
pub fn possession_message(genesis: H256, account: &[u8]) -> [u8; 32] {
	(b"veche/key/1", genesis, account)
		.using_encoded(BlakeTwo256::hash)
		.0
}
