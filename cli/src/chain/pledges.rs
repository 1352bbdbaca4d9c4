//! Pledges as a client reads and enters them.

use super::{
	call::{encode, Call},
	offices::Text,
	At,
};
use anyhow::Result;
use codec::{Decode, Encode};
use serde::Serialize;
use sp_core::H256;
use subxt::Metadata;
use veche_primitives::{ElectionId, MandateId, PersonId};

const PLEDGES: &str = "Pledges";

/// What a candidate promises.
#[derive(Encode, Decode, Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Promise {
	/// What, in short.
	pub title: Text,
	/// Hash of the full text; zero when there is none.
	pub text: H256,
	/// Blocks after taking office until it is due.
	pub due: u32,
}

/// How far a pledge has come.
#[derive(Decode, Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
	/// Not judged yet.
	#[codec(index = 0)]
	Open,
}

/// A promise of somebody in office.
#[derive(Decode, Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Pledge {
	/// What, in short.
	pub title: Text,
	/// Hash of the full text; zero when there is none.
	pub text: H256,
	/// The block at which it is due.
	pub due: u32,
	/// One, and one more for each voter who marked it.
	pub weight: u32,
	/// How far it has come.
	pub mark: Mark,
}

/// Enter the pledges of a candidacy; they take the place of those entered before.
pub fn enter(metadata: &Metadata, election: ElectionId, pledges: &[Promise]) -> Result<Call> {
	encode(metadata, PLEDGES, "enter", (election, pledges))
}

impl At {
	/// The pledges of a candidacy, in the candidate's order.
	pub async fn entered(&self, election: ElectionId, person: PersonId) -> Result<Vec<Promise>> {
		self.view(PLEDGES, "entered", (election, person)).await
	}

	/// The pledges of a mandate, in the order of the candidacy.
	pub async fn checklist(&self, mandate: MandateId) -> Result<Vec<Pledge>> {
		self.view(PLEDGES, "checklist", mandate).await
	}
}
