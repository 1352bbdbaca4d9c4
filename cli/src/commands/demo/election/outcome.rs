//! The close of the vote: the count compared, the mandate, who is in line, the checklist.

use super::{
	count, promises,
	sheet::Sheet,
	town::{Town, TERM},
};
use crate::{
	ballots::PollView,
	chain::{
		elections::Phase,
		offices::{Mandate, Seat},
		At,
	},
	commands::demo::{result, stage::Stage, VILLAGE},
};
use anyhow::{bail, Context as _, Result};
use veche_primitives::{offices::MAX_IN_LINE, ElectionId, MandateId, PersonId};

/// Who was elected, and with what.
pub struct Elected {
	/// The state when it was decided.
	pub at: At,
	/// Who.
	pub person: PersonId,
	/// The mandate's number.
	pub mandate: MandateId,
	/// The mandate as it began.
	pub record: Mandate,
	/// Who came next.
	pub second: PersonId,
}

/// Wait for the close and show what came of it. `marks` says how often each pledge was marked.
pub async fn show(
	town: &Town<'_>,
	election: ElectionId,
	poll: &PollView,
	sheet: &Sheet,
	marks: &[u32],
	stage: &mut Stage<'_>,
) -> Result<Elected> {
	let at = result::close(town.chain, poll.id).await?;
	result::paper(&at, poll.id, stage).await?;
	let outcome = result::outcome(&at, poll.id, stage).await?;
	let decided = outcome
		.questions
		.first()
		.context("the outcome answers no question")?;
	let tallies = at.tallies(poll).await?;
	let first = tallies.first().context("the poll has no count")?;
	let winner = decided.winner.and_then(|option| sheet.candidate(option));
	let by_lot = decided.by_lot;
	result::compare(&sheet.in_file(first)?, winner, by_lot, town.source, stage)?;
	let counted = sheet.counted(&tallies);
	stage.check(
		counted == marks,
		&format!(
			"the {} marks on {} pledges are those that the voters made",
			counted.iter().sum::<u32>(),
			counted.len()
		),
	)?;

	let Phase::Done { mandate, .. } = at.election(election).await?.phase else {
		bail!("the vote is over, but nobody was elected; look at the node's log");
	};
	let record = at.mandate(mandate).await?;
	holds(town, &at, winner, mandate, &record, stage).await?;
	let second = line(town, &at, &record, stage).await?;
	checklist(town, &at, sheet, mandate, &record, marks, stage).await?;
	Ok(Elected {
		at,
		person: record.person,
		mandate,
		record,
		second,
	})
}

/// The winner of the count holds the office.
async fn holds(
	town: &Town<'_>,
	at: &At,
	winner: Option<u8>,
	mandate: MandateId,
	record: &Mandate,
	stage: &mut Stage<'_>,
) -> Result<()> {
	let (office, seat) = at.office(town.office).await?;
	let is_winner = winner == town.number(record.person).ok();
	let in_force = seat == Seat::Incumbent { mandate } && record.ended.is_none();
	stage.check(
		is_winner && in_force && record.office == town.office,
		&format!(
			"{} is {}: mandate {mandate} began in the block that closed the vote, and nobody had \
			 to sign for it",
			town.name(record.person),
			office.title
		),
	)?;
	stage.check(
		record.until.saturating_sub(record.since) == TERM,
		&format!(
			"the term lasts {TERM} blocks, from block {} to block {}",
			record.since, record.until
		),
	)
}

/// Those who came next are in line for acting, in the order of the count. Returns the first.
async fn line(
	town: &Town<'_>,
	at: &At,
	record: &Mandate,
	stage: &mut Stage<'_>,
) -> Result<PersonId> {
	let line = at.in_line(town.office).await?;
	let second = line.first().copied();
	let second = second.context("nobody is in line, though several stood")?;
	let order: Vec<u8> = std::iter::once(&record.person)
		.chain(&line)
		.map(|id| town.number(*id))
		.collect::<Result<_>>()?;
	let expected = town.ids.len().min(MAX_IN_LINE as usize + 1);
	let names: Vec<String> = line.iter().map(|id| town.name(*id)).collect();
	stage.check(
		order.len() == expected && count::is_order(&town.source.tally, &order),
		&format!(
			"{}, second in the count, is first in line for acting, and the rest follow as in the \
			 count: {}",
			town.name(second),
			names.join(", ")
		),
	)?;
	Ok(second)
}

/// The pledges of the elected are the mandate's checklist.
async fn checklist(
	town: &Town<'_>,
	at: &At,
	sheet: &Sheet,
	mandate: MandateId,
	record: &Mandate,
	marks: &[u32],
	stage: &mut Stage<'_>,
) -> Result<()> {
	let number = town.number(record.person)?;
	let promised = promises::of(usize::from(number));
	let marks = sheet.marks_of(number, promised.len(), marks);
	let checklist = at.checklist(mandate).await?;
	let mut lines = format!("What {VILLAGE} expects of {}:\n", town.name(record.person));
	for pledge in &checklist {
		lines += &format!(
			"  [ ] {} (weight {}, due at block {})\n",
			pledge.title, pledge.weight, pledge.due
		);
	}
	stage.lines(&lines)?;
	let same = checklist.len() == promised.len()
		&& (checklist.iter().zip(&promised).zip(&marks)).all(|((pledge, promise), marks)| {
			pledge.title == promise.title
				&& pledge.text == promise.text
				&& pledge.due == record.since.saturating_add(promise.due)
				&& pledge.weight == marks.saturating_add(1)
		});
	stage.check(
		same,
		"the pledges are the mandate's checklist, each with a weight of one and one more for each \
		 voter who marked it",
	)
}
