//! Issuers, schemas and credentials as a client reads them, and what is done with them.

use super::{
	call::{encode, Call},
	offices::Text,
	At,
};
use crate::output::usage;
use anyhow::{Context as _, Result};
use codec::{Decode, Encode};
use serde::Serialize;
use sp_core::H256;
use subxt::Metadata;
use veche_primitives::{people::Usage, PersonId, SchemaId};

/// The pallet.
pub const CREDENTIALS: &str = "Credentials";

/// Schemas asked for at once.
const PAGE: u32 = 64;

/// Who may give credentials.
#[derive(Decode, Clone, PartialEq, Eq, Debug)]
pub struct Issuer {
	/// Acts allowed a day.
	pub daily_quota: u32,
	/// Acts done of late.
	pub usage: Usage,
	/// Whether nothing it gave holds at present.
	pub suspended: bool,
}

/// Who learns from a credential what.
#[derive(clap::ValueEnum, Encode, Decode, Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Publicity {
	/// Everybody may see who holds it; institutions ask for it.
	#[codec(index = 0)]
	Public,
	/// The holder's own affair: opened to whom the holder likes.
	#[codec(index = 1)]
	Private,
	/// Shown by a ring proof, without saying who.
	#[codec(index = 2)]
	Anonymous,
}

impl Publicity {
	/// In a word.
	pub fn word(self) -> &'static str {
		match self {
			Self::Public => "public",
			Self::Private => "private",
			Self::Anonymous => "anonymous",
		}
	}
}

/// A kind of credential.
#[derive(Decode, Clone, PartialEq, Eq, Debug)]
pub struct Schema {
	/// Who gives credentials of it.
	pub issuer: [u8; 32],
	/// What it is called.
	pub title: Text,
	/// What it is for.
	pub purpose: Text,
	/// Blocks for which a credential holds, at most.
	pub validity: u32,
	/// Who learns what.
	pub publicity: Publicity,
	/// When it was opened.
	pub opened: u32,
	/// Whether no more are offered.
	pub closed: bool,
}

/// Where a credential stands.
#[derive(Decode, Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
	/// Not answered yet.
	#[codec(index = 0)]
	Offered {
		/// The block from which it can no longer be accepted.
		until: u32,
	},
	/// Accepted; it may have expired.
	#[codec(index = 1)]
	Held {
		/// The block of the acceptance.
		since: u32,
		/// The block from which it no longer holds.
		expires: u32,
	},
	/// Taken back by the issuer.
	#[codec(index = 2)]
	Withdrawn {
		/// When.
		at: u32,
		/// Why, a number from the issuer's list.
		reason: u8,
	},
	/// Sealed away by the holder.
	#[codec(index = 3)]
	Sealed {
		/// When.
		at: u32,
	},
}

/// A mark of a person.
#[derive(Decode, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Credential {
	/// Commitment to the document.
	pub commitment: H256,
	/// When it was last offered.
	pub offered: u32,
	/// Where it stands.
	pub state: State,
}

/// Whether a credential counts on a block, in one word.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
	/// Not answered yet.
	Offered,
	/// Nobody answered in time.
	Lapsed,
	/// It holds.
	Held,
	/// Its time is over.
	Expired,
	/// It would hold, but its issuer is suspended.
	IssuerSuspended,
	/// Taken back by the issuer.
	Withdrawn,
	/// Sealed away by the holder.
	Sealed,
}

impl Status {
	/// In words.
	pub fn words(self) -> &'static str {
		match self {
			Self::Offered => "offered",
			Self::Lapsed => "offer lapsed",
			Self::Held => "held",
			Self::Expired => "expired",
			Self::IssuerSuspended => "issuer suspended",
			Self::Withdrawn => "withdrawn",
			Self::Sealed => "sealed away",
		}
	}
}

impl Credential {
	/// Whether it counts on the block `now`.
	pub fn status(&self, issuer_suspended: bool, now: u32) -> Status {
		match self.state {
			State::Offered { until } if until > now => Status::Offered,
			State::Offered { .. } => Status::Lapsed,
			State::Held { expires, .. } if expires <= now => Status::Expired,
			State::Held { .. } if issuer_suspended => Status::IssuerSuspended,
			State::Held { .. } => Status::Held,
			State::Withdrawn { .. } => Status::Withdrawn,
			State::Sealed { .. } => Status::Sealed,
		}
	}
}

/// What an act did to a credential, as far as clients tell it.
#[derive(Decode, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
	/// It was offered.
	#[codec(index = 0)]
	Offered {
		/// The block from which it can no longer be accepted.
		until: u32,
	},
	/// It was accepted.
	#[codec(index = 4)]
	Accepted {
		/// The block from which it no longer holds.
		expires: u32,
	},
	/// It was extended.
	#[codec(index = 5)]
	Extended {
		/// The block from which it no longer holds.
		expires: u32,
	},
}

/// Open a schema.
pub fn open_schema(
	metadata: &Metadata,
	title: &Text,
	purpose: &Text,
	validity: u32,
	publicity: Publicity,
) -> Result<Call> {
	let arguments = (title, purpose, validity, publicity);
	encode(metadata, CREDENTIALS, "open_schema", arguments)
}

/// Offer no more credentials of a schema.
pub fn close_schema(metadata: &Metadata, schema: SchemaId) -> Result<Call> {
	encode(metadata, CREDENTIALS, "close_schema", schema)
}

/// Offer a credential.
pub fn offer(
	metadata: &Metadata,
	schema: SchemaId,
	holder: PersonId,
	commitment: H256,
) -> Result<Call> {
	let arguments = (schema, holder, commitment);
	encode(metadata, CREDENTIALS, "offer", arguments)
}

/// Take a credential or an offer back.
pub fn withdraw(
	metadata: &Metadata,
	schema: SchemaId,
	holder: PersonId,
	reason: u8,
) -> Result<Call> {
	encode(metadata, CREDENTIALS, "withdraw", (schema, holder, reason))
}

/// Let a credential hold longer.
pub fn extend(
	metadata: &Metadata,
	schema: SchemaId,
	holder: PersonId,
	expires: u32,
) -> Result<Call> {
	encode(metadata, CREDENTIALS, "extend", (schema, holder, expires))
}

/// Accept an offer.
pub fn accept(metadata: &Metadata, schema: SchemaId) -> Result<Call> {
	encode(metadata, CREDENTIALS, "accept", schema)
}

/// Reject an offer.
pub fn reject(metadata: &Metadata, schema: SchemaId) -> Result<Call> {
	encode(metadata, CREDENTIALS, "reject", schema)
}

/// Seal a credential away.
pub fn seal(metadata: &Metadata, schema: SchemaId) -> Result<Call> {
	encode(metadata, CREDENTIALS, "seal", schema)
}

impl At {
	/// A schema, if there is one of this number.
	pub async fn find_schema(&self, id: SchemaId) -> Result<Option<Schema>> {
		self.view(CREDENTIALS, "schema", id).await
	}

	/// A schema; an error when there is none of this number.
	pub async fn schema(&self, id: SchemaId) -> Result<Schema> {
		self.find_schema(id).await?.ok_or_else(|| {
			usage(format!(
				"there is no schema {id}; `veche credential schema list` shows those that exist"
			))
		})
	}

	/// All schemas, in order.
	pub async fn schemas(&self) -> Result<Vec<(SchemaId, Schema)>> {
		let mut all: Vec<(SchemaId, Schema)> = Vec::new();
		loop {
			let from = all.last().map_or(0, |(id, _)| id.saturating_add(1));
			let page: Vec<(SchemaId, Schema)> =
				self.view(CREDENTIALS, "schemas", (from, PAGE)).await?;
			if page.is_empty() {
				return Ok(all);
			}
			all.extend(page);
		}
	}

	/// The issuer with this account.
	pub async fn issuer(&self, account: &[u8; 32]) -> Result<Option<Issuer>> {
		self.view(CREDENTIALS, "issuer", account).await
	}

	/// Whether nothing that the account gave holds: it is suspended, or no issuer at all.
	pub async fn is_issuer_suspended(&self, account: &[u8; 32]) -> Result<bool> {
		let issuer = self.issuer(account).await?;
		Ok(issuer.is_none_or(|issuer| issuer.suspended))
	}

	/// The credential of a person.
	pub async fn credential(
		&self,
		person: PersonId,
		schema: SchemaId,
	) -> Result<Option<Credential>> {
		self.view(CREDENTIALS, "credential", (person, schema)).await
	}

	/// All credentials of a person, in order of schemas.
	pub async fn credentials_of(&self, person: PersonId) -> Result<Vec<(SchemaId, Credential)>> {
		self.view(CREDENTIALS, "of_person", person).await
	}

	/// All credentials of all persons, in order of persons.
	pub async fn credentials(&self) -> Result<Vec<(PersonId, SchemaId, Credential)>> {
		let mut all: Vec<(PersonId, SchemaId, Credential)> =
			self.double_entries(CREDENTIALS, "Credentials").await?;
		all.sort_unstable_by_key(|(person, schema, _)| (*person, *schema));
		Ok(all)
	}

	/// The length of a day in blocks, by which the quotas of issuers are counted.
	pub async fn issuers_day(&self) -> Result<u32> {
		let parameters: (u32, u32) = self
			.view(CREDENTIALS, "params", ())
			.await
			.context("the chain's rules for credentials cannot be read")?;
		Ok(parameters.1.max(1))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn credential(state: State) -> Credential {
		Credential {
			commitment: H256::zero(),
			offered: 1,
			state,
		}
	}

	#[test]
	fn status_is_by_the_clock_and_the_issuers_standing() {
		let held = State::Held {
			since: 2,
			expires: 10,
		};
		for (state, suspended, now, expected) in [
			(State::Offered { until: 10 }, false, 9, Status::Offered),
			(State::Offered { until: 10 }, false, 10, Status::Lapsed),
			(held, false, 9, Status::Held),
			(held, true, 9, Status::IssuerSuspended),
			(held, false, 10, Status::Expired),
			(held, true, 10, Status::Expired),
			(State::Sealed { at: 3 }, false, 9, Status::Sealed),
		] {
			assert_eq!(credential(state).status(suspended, now), expected);
		}
		let withdrawn = State::Withdrawn { at: 3, reason: 1 };
		assert_eq!(credential(withdrawn).status(true, 9), Status::Withdrawn);
	}

	#[test]
	fn records_are_read_as_the_chain_writes_them() {
		let bytes = [
			[7; 32].to_vec(),
			"Школа".to_string().encode(),
			"to stand for an office".to_string().encode(),
			100u32.encode(),
			vec![2],
			5u32.encode(),
			vec![1],
		]
		.concat();
		let schema = Schema::decode(&mut bytes.as_slice()).unwrap();
		assert_eq!(schema.title, Text("Школа".into()));
		assert_eq!(schema.publicity, Publicity::Anonymous);
		assert!(schema.closed);
		let bytes = [vec![8; 32], 5u32.encode(), vec![1], (6u32, 7u32).encode()].concat();
		let read = Credential::decode(&mut bytes.as_slice()).unwrap();
		let expected = State::Held {
			since: 6,
			expires: 7,
		};
		assert_eq!((read.offered, read.state), (5, expected));
	}

	#[test]
	fn change_is_read_only_when_it_is_told() {
		let accepted = [vec![4], 9u32.encode()].concat();
		let read = Change::decode(&mut accepted.as_slice()).unwrap();
		assert_eq!(read, Change::Accepted { expires: 9 });
		// The holder's key joined a roll.
		assert!(Change::decode(&mut [9u8].as_slice()).is_err());
	}
}
