//! Types of the ballot box that are its own; what institutions and clients see is in primitives.

use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::transaction_validity::InvalidTransaction;
use veche_primitives::{ballot::MAX_BATCH, refusal};
use veche_tally::ChoiceError;

/// What the authorization of a batch found.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct BatchVerdict {
	/// Hash of the batch this is about.
	pub batch: H256,
	/// A refusal code for each ballot, zero for good.
	pub codes: BoundedVec<u8, ConstU32<MAX_BATCH>>,
}

/// For how long an alias is admitted to a poll that has a panel. Kept after it was replaced, so that
/// everybody can see from state whose ballots could count in which block.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Term<BlockNumber> {
	/// Block from which on its ballots count: of the request for the first ones, of the substitution
	/// for a reserve.
	pub since: BlockNumber,
	/// Block from which on they no longer do, because a reserve took its place.
	pub until: Option<BlockNumber>,
}

/// Why a ballot is not counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
	/// No poll has this number.
	PollUnknown,
	/// The poll has not opened yet.
	PollNotOpen,
	/// The poll is closed.
	PollClosed,
	/// The precinct is not part of the electorate.
	PrecinctOutside,
	/// The precinct had no ring in the poll's roll epoch.
	PrecinctEmpty,
	/// The proof does not hold for this ballot.
	BadProof,
	/// The number of answers is not the number of questions.
	WrongAnswerCount,
	/// An answer does not fit its question, or the answers together the paper.
	Choice(ChoiceError),
	/// The alias is not on the poll's list.
	NotAdmitted,
	/// A reserve took the alias' place.
	Replaced,
	/// The alias stands by and has not been called.
	StandsBy,
	/// The counter is not higher than that of the ballot already counted.
	Stale,
}

impl Refusal {
	/// The code that clients translate into words.
	pub fn code(self) -> u8 {
		match self {
			Self::PollUnknown => refusal::POLL_UNKNOWN,
			Self::PollNotOpen => refusal::POLL_NOT_OPEN,
			Self::PollClosed => refusal::POLL_CLOSED,
			Self::PrecinctOutside => refusal::PRECINCT_OUTSIDE,
			Self::PrecinctEmpty => refusal::PRECINCT_EMPTY,
			Self::BadProof => refusal::BAD_PROOF,
			Self::WrongAnswerCount => refusal::WRONG_ANSWER_COUNT,
			Self::Choice(error) => refusal::of_answer(error),
			Self::NotAdmitted => refusal::ALIAS_NOT_ADMITTED,
			Self::Replaced => refusal::ALIAS_REPLACED,
			Self::StandsBy => refusal::ALIAS_STANDS_BY,
			Self::Stale => refusal::STALE_COUNTER,
		}
	}
}

impl From<Refusal> for InvalidTransaction {
	fn from(refusal: Refusal) -> Self {
		match refusal {
			Refusal::Stale => Self::Stale,
			other => Self::Custom(other.code()),
		}
	}
}
