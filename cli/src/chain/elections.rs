//! Elections and candidacies as a client reads them, and the calls of candidates.

use super::{
	call::{encode, Call},
	offices::Text,
	At,
};
use crate::output::usage;
use anyhow::Result;
use codec::{Decode, Encode};
use serde::{Serialize, Serializer};
use sp_core::H256;
use subxt::Metadata;
use veche_primitives::{
	ballot::Method, offices::Cause, ElectionId, MandateId, OfficeId, PersonId, PollId, Ppm,
	SchemaId, UnitId,
};

const ELECTIONS: &str = "Elections";

/// What happens when a quorum is missed again.
#[derive(Decode, Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum QuorumRule {
	/// The count stands all the same.
	#[codec(index = 0)]
	Accept,
	/// Nomination begins anew.
	#[codec(index = 1)]
	NewNomination,
}

/// The numbers that govern an election, as they were when it was called.
#[derive(Decode, Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Terms {
	/// Blocks between the call and nomination.
	pub notice: u32,
	/// Blocks of a round of nomination.
	pub nomination: u32,
	/// Blocks of voting.
	pub voting: u32,
	/// Least turnout.
	pub quorum: Ppm,
	/// Least turnout when the vote is repeated.
	pub repeat_quorum: Ppm,
	/// What a sole candidate needs: more than this share of yes and no together.
	pub majority: Ppm,
	/// What happens when that turnout is missed too.
	pub after_repeat: QuorumRule,
	/// What every candidate must hold.
	pub certificate: Option<SchemaId>,
}

/// How far an election has come.
#[derive(Decode, Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
	/// Candidates stand.
	#[codec(index = 0)]
	Nomination {
		/// The first block in which they may.
		opens: u32,
		/// The first block in which they may no longer.
		until: u32,
		/// Rounds of nomination so far, this one included.
		round: u32,
	},
	/// The people vote.
	#[codec(index = 1)]
	Voting {
		/// In this poll.
		poll: PollId,
		/// 1 for the first vote, 2 for its repeat.
		attempt: u8,
		/// Rounds of nomination so far.
		round: u32,
	},
	/// Somebody is elected.
	#[codec(index = 2)]
	Done {
		/// The poll that decided.
		poll: PollId,
		/// What it gave.
		mandate: MandateId,
	},
}

/// An election.
#[derive(Decode, Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Election {
	/// The office it fills.
	pub office: OfficeId,
	/// Whose people elect.
	pub unit: UnitId,
	/// How several candidates are chosen between.
	pub method: Method,
	/// Blocks of the term.
	pub term: u32,
	/// Why it is held.
	#[serde(serialize_with = "cause")]
	pub cause: Cause,
	/// The block of the call.
	pub called: u32,
	/// The numbers that govern it.
	pub terms: Terms,
	/// How far it has come.
	pub phase: Phase,
}

fn cause<S: Serializer>(cause: &Cause, to: S) -> Result<S::Ok, S::Error> {
	to.serialize_str(match cause {
		Cause::Founding => "founding",
		Cause::TermEnd => "term_end",
		Cause::Vacancy => "vacancy",
		Cause::Recall => "recall",
	})
}

/// Somebody who stands.
#[derive(Decode, Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Candidacy {
	/// The name on the paper.
	pub name: Text,
	/// Hash of the programme; zero when there is none.
	pub programme: H256,
	/// The block of standing.
	pub stood: u32,
}

/// Who stands, and where each option of the paper comes from.
#[derive(Decode, Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Slate {
	/// The candidates in the order of standing and of the first question.
	pub candidates: Vec<PersonId>,
	/// The pledges in the order of the further questions, one question after the other: the
	/// candidate's place above, the pledge's place in the candidate's list.
	pub pledges: Vec<(u8, u8)>,
}

/// Stand for the office of an election.
pub fn stand(
	metadata: &Metadata,
	election: ElectionId,
	name: &Text,
	programme: H256,
) -> Result<Call> {
	encode(metadata, ELECTIONS, "stand", (election, name, programme))
}

/// Withdraw a candidacy.
pub fn withdraw_candidacy(metadata: &Metadata, election: ElectionId) -> Result<Call> {
	encode(metadata, ELECTIONS, "withdraw_candidacy", election)
}

impl At {
	/// An election; an error when there is no such one.
	pub async fn election(&self, id: ElectionId) -> Result<Election> {
		let found = self.get(ELECTIONS, "Elections", &[id.encode()]).await?;
		found.ok_or_else(|| {
			usage(format!(
				"there is no election {id}; `veche election list` shows those that exist"
			))
		})
	}

	/// All elections there ever were, the newest first.
	pub async fn elections(&self) -> Result<Vec<(ElectionId, Election)>> {
		let mut all: Vec<(ElectionId, Election)> =
			self.entries(ELECTIONS, "Elections", &[]).await?;
		all.sort_by_key(|(id, _)| std::cmp::Reverse(*id));
		Ok(all)
	}

	/// The election under way for an office.
	pub async fn under_way(&self, office: OfficeId) -> Result<Option<ElectionId>> {
		self.view(ELECTIONS, "under_way", office).await
	}

	/// Who stands in an election, in the order of standing.
	pub async fn candidates(&self, election: ElectionId) -> Result<Vec<(PersonId, Candidacy)>> {
		self.view(ELECTIONS, "candidates", election).await
	}

	/// One candidacy; those of the round that decided are kept for ever.
	pub async fn candidacy(
		&self,
		election: ElectionId,
		person: PersonId,
	) -> Result<Option<Candidacy>> {
		let place = [election.encode(), person.encode()];
		self.get(ELECTIONS, "Candidates", &place).await
	}

	/// Where the options of an election's paper come from.
	pub async fn slate(&self, election: ElectionId) -> Result<Slate> {
		let place = [election.encode()];
		self.get_or_default(ELECTIONS, "Slates", &place).await
	}

	/// The name on the last paper a person was on; none for one who never stood.
	pub async fn name_of(&self, person: PersonId) -> Result<Option<Text>> {
		self.view(ELECTIONS, "name_of", person).await
	}

	/// The running election in which a person stands.
	pub async fn candidacy_of(&self, person: PersonId) -> Result<Option<ElectionId>> {
		self.view(ELECTIONS, "candidacy_of", person).await
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn election_is_read_as_the_chain_writes_it() {
		let terms = (10u32, 20u32, 50u32, 250_000u32, 100_000u32, 500_000u32);
		let phase = (1u8, 5u32, 2u8, 1u32);
		let bytes = (
			(2u32, 9u32, Method::Schulze, 5000u32, Cause::TermEnd, 90u32),
			(terms, 1u8, Some(0u32)),
			phase,
		)
			.encode();
		let election = Election::decode(&mut bytes.as_slice()).unwrap();
		assert_eq!((election.office, election.called), (2, 90));
		assert_eq!(
			(election.terms.after_repeat, election.terms.certificate),
			(QuorumRule::NewNomination, Some(0))
		);
		let voting = Phase::Voting {
			poll: 5,
			attempt: 2,
			round: 1,
		};
		assert_eq!(election.phase, voting);
	}

	#[test]
	fn slate_is_read_with_candidates_and_places_of_pledges() {
		let bytes = (vec![7u32, 8], vec![(0u8, 0u8), (1, 0), (0, 1)]).encode();
		let slate = Slate::decode(&mut bytes.as_slice()).unwrap();
		assert_eq!(slate.candidates, [7, 8]);
		assert_eq!(slate.pledges[2], (0, 1));
	}
}
