//! Bills, the panel drawn by lot that decides on them, and what a law may do.

use crate::{
	ballot::{Paper, Proof, Question, Title},
	rolls::RollEpoch,
	Alias, BillId, LawId, Ppm, PrecinctId, UnitId,
};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{dispatch::DispatchResult, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash, Saturating};

/// What a law may do, and thus how it is decided on.
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
	Serialize,
	Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Class {
	/// A text, and nothing on the chain.
	#[codec(index = 0)]
	Statute,
	/// Other numbers, issuers, units and offices.
	#[codec(index = 1)]
	Parameter,
	/// The code of the chain, and whatever else needs the root of power.
	#[codec(index = 2)]
	Upgrade,
	/// The rules by which people keep power over those who hold it, and who makes people electors.
	#[codec(index = 3)]
	Constitution,
}

impl Class {
	/// All of them.
	pub const ALL: [Self; 4] = [
		Self::Statute,
		Self::Parameter,
		Self::Upgrade,
		Self::Constitution,
	];
}

/// What a law does to an earlier one.
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
pub enum Change {
	/// It goes on, changed by the new one.
	#[codec(index = 0)]
	Amends(LawId),
	/// It is no longer in force.
	#[codec(index = 1)]
	Repeals(LawId),
}

impl Change {
	/// The earlier law.
	pub const fn law(&self) -> LawId {
		match self {
			Self::Amends(law) | Self::Repeals(law) => *law,
		}
	}
}

/// What is put before a panel. `Call` is how a call is kept, usually by its hash.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Bill<Call> {
	/// Whose law it would be.
	pub unit: UnitId,
	/// What it may do.
	pub class: Class,
	/// What it is called.
	pub title: Title,
	/// Hash of the full text, which is published elsewhere.
	pub text: H256,
	/// The law it changes.
	pub change: Option<Change>,
	/// What is done on the chain when it enters into force; none for a statute.
	pub call: Option<Call>,
}

/// The answers to every question about a bill, in the order that yes/no questions have.
pub const OPTIONS: [&[u8]; 3] = [b"Yes", b"No", b"Abstain"];

impl<Call> Bill<Call> {
	/// A paper with one yes/no question on the bill: its title, and the hash of its text.
	pub fn paper(&self, question: &[u8]) -> Paper {
		let title = Title::truncate_from(question.to_vec());
		let question = Question::yes_no(title, OPTIONS);
		Paper {
			title: self.title.clone(),
			text: self.text,
			questions: BoundedVec::truncate_from(Vec::from([question])),
		}
	}
}

/// Whoever makes laws of what panels have passed.
///
/// Every bill is checked, held when it is accepted, and later either passed or released, once each.
pub trait Legislature<Bill> {
	/// Whether the bill could become law: readable, its call there and of its class.
	///
	/// # Errors
	/// Why it could not.
	fn check(bill: &Bill) -> DispatchResult;

	/// The bill, just checked, is accepted: people will decide on it. Until it has ended nobody can
	/// take away what it needs.
	fn hold(id: BillId, bill: &Bill);

	/// The bill has ended without being passed, for whatever reason: what was held for it is given
	/// back.
	fn release(id: BillId);

	/// A panel has passed the bill. What is left is the people's: the time in which they can call a
	/// referendum. What is held for it is the legislature's own from now on, until it is law or never
	/// will be.
	///
	/// # Errors
	/// When it cannot become law any more. Nothing has changed then: it is to be released.
	fn pass(id: BillId, bill: Bill) -> DispatchResult;
}

/// Longest period that a law may set: a year, at a block every six seconds.
pub const MAX_PERIOD: u32 = 365 * 14_400;

/// A law may make a period so many times as long as it is, or as short.
pub const MAX_STEP: u32 = 10;

/// Largest share of votes that a law may ask for, as quorum or majority: four fifths. Where more is
/// needed, hardly anything can be decided any more, this very number included.
pub const MAX_SHARE: Ppm = 800_000;

/// Largest share of a unit's electors whom a law may ask for as supporters of a bill or a petition: a
/// fifth.
pub const MAX_SUPPORT: Ppm = 200_000;

/// Whether a law may put a `new` share in the place of the `present` one: it is not above the `largest`
/// one, or at least not above that of the founders.
pub const fn is_share_within_reach(new: Ppm, present: Ppm, largest: Ppm) -> bool {
	new <= largest || new <= present
}

/// Whether a law may put a `new` period in the place of the `present` one: it is not longer than
/// [`MAX_PERIOD`], and not [`MAX_STEP`] times longer or shorter than before. So no single law, by
/// mistake or by intent, puts all later ones off for good or takes the people's time away. The
/// longest period can be reached from any that founders have set.
pub fn is_within_reach<BlockNumber>(new: BlockNumber, present: BlockNumber) -> bool
where
	BlockNumber: Copy + PartialOrd + Saturating + From<u32>,
{
	let longest = BlockNumber::from(MAX_PERIOD);
	let steps = |period: BlockNumber| period.saturating_mul(BlockNumber::from(MAX_STEP));
	new <= longest && new <= steps(present) && (present <= steps(new) || new == longest)
}

/// Which class of laws may make which call.
pub trait ClassOf<Call> {
	/// The class whose laws may make the call; none if no law may.
	fn class_of(call: &Call) -> Option<Class>;
}

/// Public lots that nobody could know or steer before a certain epoch began.
pub trait Seeds {
	/// The epoch the chain is in. Never goes back.
	fn epoch() -> u64;

	/// A seed for the subject, made only of what validators contributed in the epoch before the last
	/// one. So what was fixed three epochs ago was fixed before anybody could know any of it.
	fn seed(subject: &[u8]) -> H256;
}

/// Epochs between the freezing of the roll and the drawing of the seed, so that all of the seed
/// comes from an epoch that began after the roll was frozen.
pub const SEED_DELAY: u64 = 3;

/// A jurist's claim to a seat on a panel. Its number is the alias: nobody can choose it.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Ticket {
	/// The bill.
	pub bill: BillId,
	/// The precinct of the jurists' roll whose ring the proof is made in.
	pub precinct: PrecinctId,
	/// The jurist's pseudonym for this bill and seed; the lowest are drawn, compared byte by byte.
	pub alias: Alias,
	/// Ring-VRF proof in the context [`jury_context`] over [`ticket_message`].
	pub proof: Proof,
}

/// The proof context of a bill's tickets, and of its panel's ballots.
pub fn jury_context(genesis: H256, bill: BillId, seed: H256) -> [u8; 32] {
	(b"veche/jury/1", genesis, bill, seed)
		.using_encoded(BlakeTwo256::hash)
		.0
}

/// What a ticket's proof signs.
pub fn ticket_message(
	genesis: H256,
	bill: BillId,
	epoch: RollEpoch,
	precinct: PrecinctId,
) -> [u8; 32] {
	(b"veche/ticket/1", genesis, bill, epoch, precinct)
		.using_encoded(BlakeTwo256::hash)
		.0
}
