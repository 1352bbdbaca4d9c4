//! A bill as people see it at one block.

use super::{
	count::Count,
	next, picture,
	state::{seed_block, State},
};
use crate::{
	calls,
	chain::{
		jury::{self, Change, Class, KeptCall, Params, Record},
		laws::{self, Outcome, Passed, Terms},
		At,
	},
	commands::{
		citizen::{Named, Names},
		live::Picture,
		office::unit_name,
		steps::Step,
	},
	output::{hex, text},
};
use anyhow::Result;
use serde::Serialize;
use std::io::{self, Write};
use veche_primitives::{rolls::Electorate, BillId, LawId, OfficeId, PollId};

/// A bill at one block.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct View {
	/// Its number.
	pub bill: BillId,
	/// The block of this view.
	pub block: u32,
	/// Milliseconds from one block to the next.
	pub block_millis: u64,
	/// Whose law it would be.
	pub unit: String,
	/// What it may do.
	pub class: Class,
	/// What it is called.
	pub title: String,
	/// Hash of the full text.
	pub text: Option<String>,
	/// The law it changes.
	pub change: Option<ShownChange>,
	/// What is done on the chain when it enters into force.
	pub call: Option<ShownCall>,
	/// Who brought it in.
	#[serde(flatten)]
	pub by: Named,
	/// By right of which office; none when it looked for supporters.
	pub office: Option<OfficeId>,
	/// The block in which it was brought in.
	pub since: u32,
	/// Whose roll the panel is drawn from.
	pub jurists: String,
	/// How many are on that roll now.
	pub jurists_now: u32,
	/// The numbers of its panel.
	pub rules: Params,
	/// How far it has come.
	pub state: State,
	/// The petition of a bill that no incumbent submitted.
	pub petition: Option<Count>,
	/// The frozen roll that waits for its seed.
	pub frozen: Option<Frozen>,
	/// The drawing under way.
	pub drawing: Option<Drawing>,
	/// The panel's vote.
	pub trial: Option<Trial>,
	/// What the people can do about it since it passed.
	pub objection: Option<Objection>,
	/// How it ended after it had passed.
	pub ended: Option<Ended>,
	/// What happens next, in order of blocks.
	pub next: Vec<Step>,
}

/// What a bill does to an earlier law.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct ShownChange {
	/// amends or repeals.
	pub how: &'static str,
	/// The earlier law.
	pub law: LawId,
}

impl From<Change> for ShownChange {
	fn from(change: Change) -> Self {
		let how = match change {
			Change::Amends(_) => "amends",
			Change::Repeals(_) => "repeals",
		};
		Self {
			how,
			law: change.law(),
		}
	}
}

/// A call as people see it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ShownCall {
	/// Hash of its encoding.
	pub hash: String,
	/// The call, as it can be typed behind `veche bill call`; none when the chain no longer keeps
	/// it, or it cannot be read.
	pub call: Option<String>,
	/// Its encoding; none when the chain no longer keeps it.
	pub bytes: Option<String>,
}

impl ShownCall {
	/// A call that a bill keeps.
	pub async fn read(at: &At, kept: &KeptCall) -> Result<Self> {
		let bytes = at.call_of(kept).await?;
		let written = bytes
			.as_deref()
			.and_then(|bytes| calls::read(at.metadata(), bytes).ok());
		Ok(Self {
			hash: hex(kept.hash()),
			call: written.map(|written| written.to_string()),
			bytes: bytes.map(hex),
		})
	}
}

/// A frozen roll that waits for its seed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Frozen {
	/// The frozen state of the rolls.
	pub roll_epoch: String,
	/// The epoch of the consensus in which it was frozen.
	pub frozen_in: u64,
	/// The one under way.
	pub epoch: u64,
	/// The earliest block in which the seed is drawn.
	pub seed_block: u32,
}

/// A drawing under way.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Drawing {
	/// The frozen state of the rolls.
	pub roll_epoch: String,
	/// The seed.
	pub seed: String,
	/// The first block in which no ticket is taken.
	pub until: u32,
	/// Tickets kept now.
	pub kept: u32,
	/// Tickets kept at most.
	pub places: u32,
}

/// The vote of a panel.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Trial {
	/// The block in which reserves take the places of the silent; none when it is over.
	pub halfway: Option<u32>,
	/// Those who stand by; none of them are left when the bill is decided.
	pub reserves: u32,
	/// The count.
	#[serde(flatten)]
	pub count: Count,
}

/// The time in which the people can object to a bill that a panel has passed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Objection {
	/// The block of the verdict.
	pub passed: u32,
	/// The block at which it enters into force unless the people are still asked.
	pub due: u32,
	/// The terms of its class.
	pub terms: Terms,
	/// Whether there is no law without the referendum under way.
	pub required: bool,
	/// The petition or referendum under way, or the referendum that has let it stand.
	pub count: Option<Count>,
}

/// How a bill that had passed ended.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Ended {
	/// The block.
	pub block: u32,
	/// Its number in the register of laws.
	pub law: Option<LawId>,
	/// The referendum about it.
	pub referendum: Option<PollId>,
	/// Why it could not enter into force.
	pub why: Option<String>,
}

impl View {
	/// Read a bill; an error when there is no such one.
	pub async fn read(at: &At, id: BillId) -> Result<Self> {
		let record = at.bill(id).await?;
		let pending = at.pending(id).await?;
		let outcome = at.law_outcome(id).await?;
		let state = State::new(
			&record.phase,
			pending.as_ref().map(|pending| &pending.phase),
			outcome.as_ref().map(|(_, outcome)| outcome),
		);
		let call = match &record.bill.call {
			Some(kept) => Some(ShownCall::read(at, kept).await?),
			None => None,
		};
		let petition = match record.petition {
			Some(poll) => Some(Count::read(at, poll).await?),
			None => None,
		};
		let ended = match outcome {
			Some((block, outcome)) => Some(Ended::read(at, block, outcome).await?),
			None => None,
		};
		let objection = match &pending {
			Some(pending) => Some(Objection::read(at, pending).await?),
			None => None,
		};
		let bill = &record.bill;
		let mut view = Self {
			bill: id,
			block: at.number,
			block_millis: at.block_millis().await?,
			unit: unit_name(at, bill.unit).await?,
			class: bill.class,
			title: text(&bill.title),
			text: (!bill.text.is_zero()).then(|| hex(bill.text)),
			change: bill.change.map(Into::into),
			call,
			by: Names::default().named(at, record.by).await?,
			office: record.office,
			since: record.since,
			jurists: electorate_name(at, record.jurists).await?,
			jurists_now: at.electors(record.jurists).await?,
			rules: record.params,
			state,
			petition,
			frozen: Frozen::read(at, &record).await?,
			drawing: Drawing::read(at, id, &record).await?,
			trial: Trial::read(at, id, &record).await?,
			objection,
			ended,
			next: Vec::new(),
		};
		view.next = next::steps(&view);
		Ok(view)
	}
}

/// An electorate in words.
pub async fn electorate_name(at: &At, electorate: Electorate) -> Result<String> {
	Ok(match electorate {
		Electorate::Unit(unit) => format!("people of {}", unit_name(at, unit).await?),
		Electorate::Group(schema) => format!("holders of credential {schema}"),
	})
}

impl Frozen {
	async fn read(at: &At, record: &Record) -> Result<Option<Self>> {
		let jury::Phase::Frozen { epoch, frozen_in } = record.phase else {
			return Ok(None);
		};
		let epochs = at.fresh_epochs().await?;
		let (began, slots) = (at.epoch_start().await?, at.epoch_slots().await?);
		Ok(Some(Self {
			roll_epoch: epoch.to_string(),
			frozen_in,
			epoch: epochs,
			seed_block: seed_block(at.number, frozen_in, epochs, began, slots),
		}))
	}
}

impl Drawing {
	async fn read(at: &At, id: BillId, record: &Record) -> Result<Option<Self>> {
		let jury::Phase::Claiming {
			epoch, seed, until, ..
		} = record.phase
		else {
			return Ok(None);
		};
		let drawn = at.drawn(id).await?;
		let kept = drawn.panel.len().saturating_add(drawn.reserves.len());
		Ok(Some(Self {
			roll_epoch: epoch.to_string(),
			seed: hex(seed),
			until,
			kept: u32::try_from(kept)?,
			places: record.params.places(),
		}))
	}
}

impl Trial {
	async fn read(at: &At, id: BillId, record: &Record) -> Result<Option<Self>> {
		let Some(poll) = record.trial else {
			return Ok(None);
		};
		let halfway = match record.phase {
			jury::Phase::Trial { halfway, .. } => Some(halfway),
			_ => None,
		};
		Ok(Some(Self {
			halfway: halfway.filter(|halfway| *halfway > at.number),
			reserves: u32::try_from(at.drawn(id).await?.reserves.len())?,
			count: Count::read(at, poll).await?,
		}))
	}
}

/// The poll in which the people are or were asked, and whether there is no law without it.
const fn asked(phase: &laws::Phase) -> (Option<PollId>, bool) {
	match *phase {
		laws::Phase::Waiting => (None, false),
		laws::Phase::Petition { poll } | laws::Phase::Confirmed { poll } => (Some(poll), false),
		laws::Phase::Referendum { poll, required } => (Some(poll), required),
	}
}

impl Objection {
	async fn read(at: &At, passed: &Passed) -> Result<Self> {
		let (poll, required) = asked(&passed.phase);
		Ok(Self {
			passed: passed.at,
			due: passed.due,
			terms: passed.terms,
			required,
			count: match poll {
				Some(poll) => Some(Count::read(at, poll).await?),
				None => None,
			},
		})
	}
}

impl Ended {
	async fn read(at: &At, block: u32, outcome: Outcome) -> Result<Self> {
		let mut ended = Self {
			block,
			law: None,
			referendum: None,
			why: None,
		};
		match outcome {
			Outcome::InForce { law } => {
				ended.law = Some(law);
				ended.referendum = at.law(law).await?.referendum;
			}
			Outcome::Struck { poll } => ended.referendum = Some(poll),
			Outcome::Failed(failure) => {
				ended.why = Some(failure.explain(at.metadata()).to_string());
			}
		}
		Ok(ended)
	}
}

impl Picture for View {
	fn draw(&self, out: &mut dyn Write) -> io::Result<()> {
		picture::draw(out, self)
	}

	fn is_over(&self) -> bool {
		self.state.is_over()
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn people_are_asked_in_a_petition_a_referendum_or_one_that_is_over() {
		let referendum = laws::Phase::Referendum {
			poll: 6,
			required: true,
		};
		for (phase, expected) in [
			(laws::Phase::Waiting, (None, false)),
			(laws::Phase::Petition { poll: 5 }, (Some(5), false)),
			(referendum, (Some(6), true)),
			(laws::Phase::Confirmed { poll: 6 }, (Some(6), false)),
		] {
			assert_eq!(asked(&phase), expected, "{phase:?}");
		}
	}
}
