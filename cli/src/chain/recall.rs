//! Suspensions, recalls and petitions as a client reads them, and the two calls there are.

use super::{
	call::{encode, Call},
	offices::End,
	At,
};
use crate::output::usage;
use anyhow::Result;
use codec::{Decode, Error as CodecError, Input};
use serde::Serialize;
use sp_core::H256;
use std::fmt;
use subxt::Metadata;
use veche_primitives::{MandateId, OfficeId, PersonId, PollId, Ppm};

/// The pallet.
pub const RECALL: &str = "Recall";

/// Longest explanation, in bytes.
pub const MAX_WORDS: usize = 512;

/// Number of a case.
pub type CaseId = u32;

/// A text of several lines, made safe to print: one line without control characters.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Words(pub String);

impl Words {
	/// As one line.
	pub fn new(text: &str) -> Self {
		let clean = text
			.chars()
			.filter(|sign| sign.is_whitespace() || !sign.is_control());
		let clean: String = clean.collect();
		Self(clean.split_whitespace().collect::<Vec<_>>().join(" "))
	}
}

impl Decode for Words {
	fn decode<I: Input>(input: &mut I) -> Result<Self, CodecError> {
		Vec::<u8>::decode(input).map(|bytes| Self::new(&String::from_utf8_lossy(&bytes)))
	}
}

impl fmt::Display for Words {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		self.0.fmt(f)
	}
}

/// What the suspended say for themselves.
#[derive(Decode, Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Explanation {
	/// Hash of a longer text; zero when there is none.
	pub text: H256,
	/// In short.
	pub words: Words,
	/// The block in which it was given.
	pub at: u32,
}

/// How a case ended.
#[derive(Decode, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
	/// The people's confidence was regained, with this rating.
	#[codec(index = 0)]
	Reinstated(Ppm),
	/// It was not regained in time.
	#[codec(index = 1)]
	Recalled,
	/// The mandate ended before.
	#[codec(index = 2)]
	Ended(End),
}

impl Outcome {
	/// Whether the office was lost without regaining confidence. It was not by whoever died or lost
	/// the standing of a person.
	pub const fn is_recall(&self) -> bool {
		!matches!(self, Self::Reinstated(_) | Self::Ended(End::Lost))
	}
}

/// A suspension and what came of it.
#[derive(Decode, Clone, PartialEq, Eq, Debug)]
pub struct Case {
	/// The mandate suspended.
	pub mandate: MandateId,
	/// The office.
	pub office: OfficeId,
	/// Who held it.
	pub person: PersonId,
	/// The rating that suspended.
	pub rating: Ppm,
	/// The block of the suspension.
	pub since: u32,
	/// The block at which the mandate ends without recovery.
	pub deadline: u32,
	/// The rating that reinstates.
	pub reinstate_at: Ppm,
	/// What the suspended says.
	pub explanation: Option<Explanation>,
	/// When and how it ended; none while it is open.
	pub outcome: Option<(u32, Outcome)>,
}

/// A petition for an extraordinary round.
#[derive(Decode, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Petition {
	/// The poll that collects supporters.
	pub poll: PollId,
	/// Who opened it.
	pub by: PersonId,
	/// The block of opening it.
	pub opened: u32,
	/// The share of the electors who must support it.
	pub share: Ppm,
}

/// What hangs on ratings, and when.
#[derive(Decode, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Params {
	/// A valid rating below this suspends.
	pub suspend_below: Ppm,
	/// A valid rating from this on reinstates.
	pub reinstate_at: Ppm,
	/// Blocks to regain confidence.
	pub recovery: u32,
	/// The share of the electors whom a petition needs.
	pub petition_share: Ppm,
	/// Blocks in which a petition collects them.
	pub petition_window: u32,
	/// Blocks after a petition succeeded until the next may begin.
	pub rest: u32,
}

/// Explain oneself, as the suspended holder of an office. `text` is the hash of a longer text, zero
/// for none.
pub fn explain(metadata: &Metadata, office: OfficeId, text: H256, words: &str) -> Result<Call> {
	encode(metadata, RECALL, "explain", (office, text, words))
}

/// Begin a petition for an extraordinary confidence round.
pub fn petition(metadata: &Metadata, office: OfficeId) -> Result<Call> {
	encode(metadata, RECALL, "petition", office)
}

impl At {
	/// A case; an error when there is no such one.
	pub async fn case(&self, id: CaseId) -> Result<Case> {
		let found: Option<Case> = self.view(RECALL, "case", id).await?;
		found.ok_or_else(|| {
			usage(format!(
				"there is no case {id}; `veche portrait PERSON` shows those of a person"
			))
		})
	}

	/// The suspension that runs in an office.
	pub async fn open_case(&self, office: OfficeId) -> Result<Option<(CaseId, Case)>> {
		self.view(RECALL, "open_case", office).await
	}

	/// The cases of a person, the newest first; at most 64.
	pub async fn cases_of(&self, person: PersonId) -> Result<Vec<(CaseId, Case)>> {
		self.view(RECALL, "cases_of", person).await
	}

	/// The petition under way for an office.
	pub async fn petition(&self, office: OfficeId) -> Result<Option<Petition>> {
		self.view(RECALL, "petition_of", office).await
	}

	/// The block from which a new petition for an office may begin, if one succeeded before.
	pub async fn rest_until(&self, office: OfficeId) -> Result<Option<u32>> {
		self.view(RECALL, "rest_until", office).await
	}

	/// The rules for suspension and recall that hold on a level of units.
	pub async fn recall_params(&self, level: u8) -> Result<Params> {
		self.view(RECALL, "params", level).await
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Encode;

	#[test]
	fn case_is_read_as_the_chain_writes_it() {
		let words = "The flood\ntook\x1b[2J it.".to_string();
		let bytes = [
			(2u32, 1u32, 7u32).encode(),
			(150_000u32, 200u32, 1100u32, 500_000u32).encode(),
			Some(([3u8; 32], words, 230u32)).encode(),
			Some((900u32, (2u8, 2u8))).encode(),
		]
		.concat();
		let read = Case::decode(&mut bytes.as_slice()).unwrap();
		assert_eq!((read.mandate, read.office, read.person), (2, 1, 7));
		assert_eq!((read.since, read.deadline), (200, 1100));
		let said = read.explanation.unwrap();
		assert_eq!(said.words, Words("The flood took[2J it.".into()));
		assert_eq!(read.outcome, Some((900, Outcome::Ended(End::Resigned))));
	}

	#[test]
	fn outcome_has_the_numbers_of_the_chain() {
		let reinstated = (0u8, 600_000u32).encode();
		let read = Outcome::decode(&mut reinstated.as_slice()).unwrap();
		assert_eq!(read, Outcome::Reinstated(600_000));
		let read = Outcome::decode(&mut [1u8].as_slice()).unwrap();
		assert_eq!(read, Outcome::Recalled);
	}

	#[test]
	fn petition_is_read_as_the_chain_writes_it() {
		let bytes = (5u32, 7u32, 300u32, 50_000u32).encode();
		let read = Petition::decode(&mut bytes.as_slice()).unwrap();
		assert_eq!((read.poll, read.by, read.share), (5, 7, 50_000));
	}
}
