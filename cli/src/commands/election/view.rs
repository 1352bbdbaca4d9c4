//! An election as people see it at one block.

use super::story;
use crate::{
	chain::{
		elections::{Election, Phase, Slate},
		At,
	},
	commands::{
		citizen::Named,
		office::{unit_name, Holding},
		poll::Snapshot,
	},
	output::hex,
};
use anyhow::Result;
use serde::Serialize;
use sp_core::H256;
use std::collections::BTreeMap;
use veche_primitives::{ballot::Method, ElectionId, OfficeId, PersonId, SchemaId};

/// An election for people.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct View {
	/// Its number.
	pub election: ElectionId,
	/// The block of this view.
	pub block: u32,
	/// The office it fills.
	pub office: OfficeId,
	/// What the office is called.
	pub title: String,
	/// The unit whose people elect.
	pub unit: String,
	/// Why it is held.
	pub cause: &'static str,
	/// The block of the call.
	pub called: u32,
	/// How several candidates are chosen between.
	pub method: &'static str,
	/// Blocks of the term.
	pub term: u32,
	/// The schema of the certificate that candidates must hold.
	pub certificate: Option<SchemaId>,
	/// announced, nomination, voting or done.
	pub phase: &'static str,
	/// Rounds of nomination so far; until somebody is elected.
	pub round: Option<u32>,
	/// What is going on.
	pub now: String,
	/// What happens next.
	pub next: Option<String>,
	/// At which block, where that is known.
	pub next_block: Option<u32>,
	/// Who stands, in the order of the paper.
	pub candidates: Vec<Candidate>,
	/// The vote and its count.
	pub poll: Option<Snapshot>,
	/// Who was elected.
	pub result: Option<Holding>,
}

/// Somebody who stands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Candidate {
	/// Who.
	#[serde(flatten)]
	pub who: Named,
	/// Hash of the programme.
	pub programme: Option<String>,
	/// The block of standing.
	pub stood: u32,
	/// The count so far, as the method has it: votes, approvals or first preferences.
	pub votes: Option<u32>,
	/// Whether elected.
	pub elected: bool,
	/// What they promise.
	pub pledges: Vec<Pledged>,
}

/// A promise of a candidate.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Pledged {
	/// What, in short.
	pub title: String,
	/// Hash of the full text.
	pub text: Option<String>,
	/// Blocks after taking office until it is due.
	pub due: Option<u32>,
	/// How many voters marked it; none while it is on no paper.
	pub marks: Option<u32>,
}

impl View {
	/// Read an election; an error when there is no such one.
	pub async fn read(at: &At, id: ElectionId) -> Result<Self> {
		let election = at.election(id).await?;
		let (office, _) = at.office(election.office).await?;
		let poll = match election.phase {
			Phase::Nomination { .. } => None,
			Phase::Voting { poll, .. } | Phase::Done { poll, .. } => {
				Some(Snapshot::take(at, poll).await?)
			}
		};
		let result = match election.phase {
			Phase::Done { mandate, .. } => {
				Some(Holding::read(at, mandate, &at.mandate(mandate).await?).await?)
			}
			_ => None,
		};
		let candidates = candidates(at, id, poll.as_ref(), result.as_ref()).await?;
		let story = story::tell(&election, at.number, candidates.len(), poll.as_ref());
		Ok(Self {
			election: id,
			block: at.number,
			office: election.office,
			title: office.title.0,
			unit: unit_name(at, election.unit).await?,
			cause: story::cause(election.cause),
			called: election.called,
			method: election.method.name(),
			term: election.term,
			certificate: election.terms.certificate,
			phase: story.phase,
			round: round(&election),
			now: story.now,
			next: story.next,
			next_block: story.next_block,
			candidates,
			poll,
			result,
		})
	}

	/// Whether somebody is elected.
	pub fn is_over(&self) -> bool {
		self.result.is_some()
	}

	/// The pledges on the paper with whose they are, those most marked first.
	pub fn marked(&self) -> Vec<(&Candidate, &Pledged, u32)> {
		let all = self.candidates.iter().flat_map(|candidate| {
			let marked = candidate.pledges.iter();
			marked.filter_map(move |pledge| Some((candidate, pledge, pledge.marks?)))
		});
		let mut all: Vec<_> = all.collect();
		all.sort_by_key(|(_, _, marks)| std::cmp::Reverse(*marks));
		all
	}
}

fn round(election: &Election) -> Option<u32> {
	match election.phase {
		Phase::Nomination { round, .. } | Phase::Voting { round, .. } => Some(round),
		Phase::Done { .. } => None,
	}
}

/// Who stands, with pledges and count.
async fn candidates(
	at: &At,
	id: ElectionId,
	poll: Option<&Snapshot>,
	result: Option<&Holding>,
) -> Result<Vec<Candidate>> {
	let slate = at.slate(id).await?;
	let marks = marks(&slate, poll);
	let mut all = Vec::new();
	for (place, (person, candidacy)) in (0u8..).zip(at.candidates(id).await?) {
		let won = result.filter(|won| won.by.person == person);
		let mut pledges = match won {
			Some(won) => kept(at, won).await?,
			None => entered(at, id, person).await?,
		};
		if pledges.is_empty() {
			pledges = printed(place, &marks);
		}
		for (pledge, number) in pledges.iter_mut().zip(0u8..) {
			pledge.marks = marks.get(&(place, number)).map(|(_, marks)| *marks);
		}
		all.push(Candidate {
			who: Named {
				person,
				name: Some(candidacy.name.0),
			},
			programme: shown(candidacy.programme),
			stood: candidacy.stood,
			votes: votes(poll, place),
			elected: won.is_some(),
			pledges,
		});
	}
	Ok(all)
}

/// The pledges of a candidacy.
async fn entered(at: &At, id: ElectionId, person: PersonId) -> Result<Vec<Pledged>> {
	let entered = at.entered(id, person).await?.into_iter();
	let pledged = entered.map(|promise| Pledged {
		title: promise.title.0,
		text: shown(promise.text),
		due: Some(promise.due),
		marks: None,
	});
	Ok(pledged.collect())
}

/// The pledges of the elected, which have become the mandate's.
async fn kept(at: &At, won: &Holding) -> Result<Vec<Pledged>> {
	let kept = at.checklist(won.mandate).await?.into_iter();
	let pledged = kept.map(|pledge| Pledged {
		title: pledge.title.0,
		text: shown(pledge.text),
		due: Some(pledge.due.saturating_sub(won.since)),
		marks: None,
	});
	Ok(pledged.collect())
}

/// What the paper still has of pledges that the chain has forgotten.
fn printed(place: u8, marks: &Marks) -> Vec<Pledged> {
	let own = marks.range((place, 0)..=(place, u8::MAX));
	let pledged = own.map(|(_, (title, _))| Pledged {
		title: title.clone(),
		text: None,
		due: None,
		marks: None,
	});
	pledged.collect()
}

/// Title and count of each pledge on the paper, by the candidate's place and the pledge's.
type Marks = BTreeMap<(u8, u8), (String, u32)>;

fn marks(slate: &Slate, poll: Option<&Snapshot>) -> Marks {
	let questions = poll.map_or(&[][..], |poll| poll.questions.as_slice());
	let options = questions.iter().skip(1).flat_map(|question| {
		let counts = question.tally.counts.iter().copied();
		question.options.iter().cloned().zip(counts)
	});
	slate.pledges.iter().copied().zip(options).collect()
}

/// The count of a candidate; of a sole one the yes.
fn votes(poll: Option<&Snapshot>, place: u8) -> Option<u32> {
	let question = poll?.questions.first()?;
	match question.tally.method {
		Method::YesNo if place > 0 => None,
		_ => Some(question.tally.count(place)),
	}
}

fn shown(hash: H256) -> Option<String> {
	(!hash.is_zero()).then(|| hex(hash))
}
