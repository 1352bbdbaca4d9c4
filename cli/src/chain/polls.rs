//! Polls as a client reads them.

use super::At;
use crate::{ballots::PollView, output::usage};
use anyhow::{anyhow, Result};
use codec::{Decode, Encode};
use sp_core::H256;
use veche_primitives::{
	ballot::Paper,
	polls::{Counted, Poll, PollOutcome},
	Alias, PollId,
};
use veche_tally::Tally;

const POLLS: &str = "Polls";

/// For how long an alias is admitted to a panel's poll.
#[derive(Encode, Decode, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Term {
	/// Block from which on its ballots count.
	pub since: u32,
	/// Block from which on they no longer do, because a reserve took its place.
	pub until: Option<u32>,
}

impl Term {
	/// Whether ballots of this block count.
	pub fn covers(&self, block: u32) -> bool {
		self.since <= block && self.until.is_none_or(|until| block < until)
	}
}

impl At {
	/// How many polls there ever were.
	pub async fn poll_count(&self) -> Result<PollId> {
		self.get_or_default(POLLS, "NextPoll", &[]).await
	}

	/// The record of a poll.
	pub async fn poll(&self, id: PollId) -> Result<Option<Poll<u32>>> {
		self.get(POLLS, "Polls", &[id.encode()]).await
	}

	/// The texts of a poll.
	pub async fn paper(&self, id: PollId) -> Result<Option<Paper>> {
		self.get(POLLS, "Papers", &[id.encode()]).await
	}

	/// A poll's record and texts; an error when there is no such poll.
	pub async fn poll_view(&self, id: PollId) -> Result<PollView> {
		let record = self.poll(id).await?.ok_or_else(|| {
			usage(format!(
				"there is no poll {id}; `veche poll list` shows those that exist"
			))
		})?;
		let paper = self.paper(id).await?;
		let paper = paper.ok_or_else(|| anyhow!("poll {id} has no paper; ask another node"))?;
		Ok(PollView { id, record, paper })
	}

	/// The live (after the close: final) count of a question.
	pub async fn tally(&self, id: PollId, question: u8) -> Result<Option<Tally>> {
		self.get(POLLS, "Tallies", &[id.encode(), question.encode()])
			.await
	}

	/// The counts of all questions.
	pub async fn tallies(&self, poll: &PollView) -> Result<Vec<Tally>> {
		let mut tallies = Vec::new();
		for question in 0..poll.record.questions.len() {
			let tally = self.tally(poll.id, u8::try_from(question)?).await?;
			tallies.push(tally.ok_or_else(|| {
				anyhow!("question {} has no count; ask another node", question + 1)
			})?);
		}
		Ok(tallies)
	}

	/// How a closed poll ended.
	pub async fn outcome(&self, id: PollId) -> Result<Option<PollOutcome>> {
		self.get(POLLS, "Outcomes", &[id.encode()]).await
	}

	/// The digest over all counted ballots.
	pub async fn digest(&self, id: PollId) -> Result<H256> {
		self.get_or_default(POLLS, "Digests", &[id.encode()]).await
	}

	/// The ballot counted for an alias, while the chain keeps it.
	pub async fn ballot(&self, id: PollId, alias: &Alias) -> Result<Option<Counted>> {
		self.get(POLLS, "Ballots", &[id.encode(), alias.encode()])
			.await
	}

	/// All counted ballots, while the chain keeps them.
	pub async fn ballots(&self, id: PollId) -> Result<Vec<(Alias, Counted)>> {
		self.entries(POLLS, "Ballots", &[id.encode()]).await
	}

	/// The only aliases admitted to a panel's poll now.
	pub async fn admitted(&self, id: PollId) -> Result<Vec<Alias>> {
		let terms = self.terms(id).await?.into_iter();
		let seated = terms.filter(|(_, term)| term.until.is_none());
		Ok(seated.map(|(alias, _)| alias).collect())
	}

	/// All that are or were admitted to a panel's poll, while the chain keeps the list.
	pub async fn terms(&self, id: PollId) -> Result<Vec<(Alias, Term)>> {
		self.entries(POLLS, "Admitted", &[id.encode()]).await
	}
}
