//! Offices and mandates as a client reads them.

use super::{
	call::{encode, Call},
	At,
};
use crate::output::{text, usage};
use anyhow::Result;
use codec::{Decode, Encode, Error as CodecError, Input, Output};
use serde::Serialize;
use std::fmt;
use subxt::Metadata;
pub use veche_primitives::offices::{End, Seat};
use veche_primitives::{
	ballot::Method,
	offices::{self, Cause},
	MandateId, OfficeId, PersonId, SchemaId, UnitId,
};

const OFFICES: &str = "Offices";

/// A short text. What comes from the chain is made safe to print.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Text(pub String);

impl Encode for Text {
	fn size_hint(&self) -> usize {
		self.0.size_hint()
	}

	fn encode_to<O: Output + ?Sized>(&self, out: &mut O) {
		self.0.encode_to(out)
	}
}

impl Decode for Text {
	fn decode<I: Input>(input: &mut I) -> Result<Self, CodecError> {
		Vec::<u8>::decode(input).map(|bytes| Self(text(&bytes)))
	}
}

impl fmt::Display for Text {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		// With the width that the caller asks for.
		self.0.fmt(f)
	}
}

/// What a post is in its unit.
#[derive(Decode, Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
	/// The one who leads.
	#[codec(index = 0)]
	Head,
	/// One of several.
	#[codec(index = 1)]
	Member,
}

/// Who acts when there is no incumbent who may.
#[derive(Decode, Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ActingRule {
	/// Who came next in the last election, else the head of the unit above.
	#[codec(index = 0)]
	NextInLine,
	/// The head of the unit above.
	#[codec(index = 1)]
	HeadAbove,
	/// Nobody.
	#[codec(index = 2)]
	Nobody,
}

/// A post of a unit.
#[derive(Decode, Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Office {
	/// Whose people elect.
	pub unit: UnitId,
	/// What it is called.
	pub title: Text,
	/// Head or member.
	pub kind: Kind,
	/// How several candidates are chosen between.
	pub method: Method,
	/// Blocks of a term.
	pub term: u32,
	/// Who acts.
	pub acting: ActingRule,
}

/// One person's holding of an office.
pub type Mandate = offices::Mandate<u32>;

/// How a mandate ended, in words.
pub fn ending(end: End) -> &'static str {
	match end {
		End::Term => "the term was over",
		End::Lost => "died or lost the standing of a person",
		End::Resigned => "resigned",
		End::Rose => "rose to another office",
		End::Recalled => "was recalled",
		End::Replaced => "was replaced by the next elected",
	}
}

/// Give up an office.
pub fn resign(metadata: &Metadata, office: OfficeId) -> Result<Call> {
	encode(metadata, OFFICES, "resign", office)
}

impl At {
	/// An office and who has it; an error when there is no such office.
	pub async fn office(&self, id: OfficeId) -> Result<(Office, Seat)> {
		let found: Option<(Office, Seat)> = self.view(OFFICES, "office", id).await?;
		found.ok_or_else(|| {
			usage(format!(
				"there is no office {id}; `veche office show UNIT` lists those of a unit"
			))
		})
	}

	/// The offices of a unit.
	pub async fn offices_of(&self, unit: UnitId) -> Result<Vec<OfficeId>> {
		self.view(OFFICES, "offices_of", unit).await
	}

	/// A mandate; an error when there is no such one.
	pub async fn mandate(&self, id: MandateId) -> Result<Mandate> {
		let found: Option<Mandate> = self.view(OFFICES, "mandate", id).await?;
		found.ok_or_else(|| {
			usage(format!(
				"there is no mandate {id}; `veche office history` lists those of an office"
			))
		})
	}

	/// The block at which an election of an office is called, if one must be.
	pub async fn election_due(&self, office: OfficeId) -> Result<Option<u32>> {
		let due: Option<(Cause, u32, u32)> = self
			.get(OFFICES, "DueElections", &[office.encode()])
			.await?;
		Ok(due.map(|(_, block, _)| block))
	}

	/// The mandates of an office, the newest first.
	pub async fn office_history(
		&self,
		office: OfficeId,
		limit: u32,
	) -> Result<Vec<(MandateId, Mandate)>> {
		self.view(OFFICES, "history", (office, limit)).await
	}

	/// Who came next in the last election of an office, best first.
	pub async fn in_line(&self, office: OfficeId) -> Result<Vec<PersonId>> {
		self.view(OFFICES, "in_line", office).await
	}

	/// Whether a person's record allows to stand for an office.
	pub async fn may_stand(&self, person: PersonId, office: OfficeId) -> Result<bool> {
		self.view(OFFICES, "may_stand", (person, office)).await
	}

	/// Whether a person holds a credential of the schema now.
	pub async fn is_qualified(&self, person: PersonId, schema: SchemaId) -> Result<bool> {
		self.view("Credentials", "holds", (person, schema)).await
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn text_travels_as_its_bytes_and_comes_back_printable() {
		let bytes = "Мост".as_bytes().to_vec().encode();
		assert_eq!(Text("Мост".into()).encode(), bytes);
		assert_eq!(
			Text::decode(&mut bytes.as_slice()).unwrap().to_string(),
			"Мост"
		);
		let hostile = b"A\x1b[2Jb".to_vec().encode();
		assert_eq!(
			Text::decode(&mut hostile.as_slice()).unwrap(),
			Text("A[2Jb".into())
		);
		assert_eq!(format!("{:>4}", Text("ab".into())), "  ab");
	}

	#[test]
	fn seat_is_read_as_the_chain_writes_it() {
		let suspended = [vec![1u8], 7u32.encode(), Some(3u32).encode()].concat();
		let read = Seat::decode(&mut suspended.as_slice()).unwrap();
		let expected = Seat::Suspended {
			mandate: 7,
			acting: Some(3),
		};
		assert_eq!(read, expected);
	}
}
