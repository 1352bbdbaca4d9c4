//! The close: the result, compared with what others counted, and the audit.

use super::{
	ballots::Source,
	independent::Independent,
	stage::{bar, Stage},
};
use crate::{
	audit::{bundle::Bundle, fetch, recount::recount, report::Report},
	chain::{At, Chain},
	commands::poll::{draw, Detail, Snapshot},
};
use anyhow::{Context as _, Result};
use std::ops::ControlFlow;
use veche_primitives::{
	ballot::{Ballot, Method},
	polls::{Phase, PollOutcome},
	PollId,
};
use veche_tally::Tally;

/// Wait until the poll has closed and the closing block is final.
pub async fn close(chain: &Chain, poll: PollId) -> Result<At> {
	let at = chain.best().await?;
	let closes = at.poll_view(poll).await?.record.closes;
	let blocks = closes.saturating_sub(at.number);
	let bar = bar(usize::try_from(blocks)?, "seconds to the close");
	chain
		.follow(async |at| {
			bar.set_position(
				blocks
					.saturating_sub(closes.saturating_sub(at.number))
					.into(),
			);
			let phase = at.poll_view(poll).await?.record.phase;
			Ok(match phase {
				Phase::Closed | Phase::Pruned => ControlFlow::Break(()),
				_ => ControlFlow::Continue(()),
			})
		})
		.await?;
	bar.finish_and_clear();
	chain.wait_for_finalized(closes).await
}

/// Show the result and compare it. Returns the winner in words.
pub async fn show(at: &At, poll: PollId, source: &Source, stage: &mut Stage<'_>) -> Result<String> {
	paper(at, poll, stage).await?;
	let tally = at.tally(poll, 0).await?.context("the poll has no count")?;
	let outcome = outcome(at, poll, stage).await?;
	let decided = outcome
		.questions
		.first()
		.context("the outcome answers no question")?;
	compare(&tally, decided.winner, decided.by_lot, source, stage)
}

/// Show the paper with its count.
pub async fn paper(at: &At, poll: PollId, stage: &mut Stage<'_>) -> Result<()> {
	let snapshot = Snapshot::take(at, poll).await?;
	let mut drawn = Vec::new();
	draw(&mut drawn, &snapshot, Detail::Full)?;
	stage.lines(&String::from_utf8_lossy(&drawn))
}

/// How the poll ended.
pub async fn outcome(at: &At, poll: PollId, stage: &mut Stage<'_>) -> Result<PollOutcome> {
	let outcome = at
		.outcome(poll)
		.await?
		.context("the poll closed without an outcome")?;
	if !outcome.quorum_met {
		stage.say("Too few of the electors voted for the result to bind anybody: no quorum.")?;
	}
	Ok(outcome)
}

/// Compare count and winner, in the numbers of the file, with what others counted. Returns the
/// winner in words.
pub fn compare(
	tally: &Tally,
	winner: Option<u8>,
	by_lot: bool,
	source: &Source,
	stage: &mut Stage<'_>,
) -> Result<String> {
	let matrix = if source.method == Method::Schulze {
		" and every pair"
	} else {
		""
	};
	stage.check(
		*tally == source.tally,
		&format!(
			"every number{matrix} equals what `veche tally` counts on these ballots of {}",
			source.file
		),
	)?;
	let among = match winner {
		Some(winner) => source.winners.contains(&winner),
		None => source.winners.is_empty() || tally.expressed() == 0,
	};
	let lot = if by_lot {
		", by lot among those tied"
	} else {
		""
	};
	let name = winner
		.map_or("nobody", |winner| source.name(winner))
		.to_string();
	stage.check(among, &format!("the winner is the same: {name}{lot}"))?;
	if let Some(known) = &source.independent {
		independent(known, source, tally, stage)?;
	} else {
		let why = if source.choices.len() < source.in_file {
			"not all ballots of the file were cast"
		} else {
			"the file is not one of those that come with the source"
		};
		stage.say(&format!("No independent result to compare with: {why}."))?;
	}
	Ok(name)
}

fn independent(
	known: &Independent,
	source: &Source,
	tally: &Tally,
	stage: &mut Stage<'_>,
) -> Result<()> {
	if matches!(source.method, Method::Plurality | Method::Schulze) {
		stage.check(
			known.agrees_on_first(tally),
			"first preferences equal those an independent program counted",
		)?;
	}
	if source.method == Method::Schulze {
		stage.check(
			known.agrees_on_pairs(tally),
			"the pairwise matrix equals that of the independent program",
		)?;
	}
	if let Some(same) = known.agrees_on_winners(source.method, &tally.winners()) {
		stage.check(same, "and so does the winner")?;
	}
	Ok(())
}

/// Audit the poll as any citizen can, then tampered copies of what the audit saw.
pub async fn audit(chain: &Chain, poll: PollId, stage: &mut Stage<'_>) -> Result<()> {
	stage.say(
		"Anybody can take all ballots from the blocks, verify every proof on their own computer, \
		 count again and compare. That is `veche audit`:",
	)?;
	let blocks = bar(0, "reading blocks");
	let bundle = fetch::fetch(chain, poll, &blocks).await;
	blocks.finish_and_clear();
	let bundle = bundle?;
	let report = verify(bundle.clone()).await?;
	let mut drawn = Vec::new();
	report.print(&mut drawn)?;
	stage.lines(&String::from_utf8_lossy(&drawn))?;
	stage.check(
		report.ok,
		&format!(
			"the audit passes: {} proofs verified, {} voters",
			report.ballots, report.counted
		),
	)?;

	let mut changed = bundle.clone();
	if let Some(entry) = changed.ballots.first_mut() {
		let Ballot::V1(ballot) = &mut entry.ballot;
		ballot.counter = ballot.counter.saturating_add(1);
	}
	let report = verify(changed).await?;
	stage.check(!report.ok, "it fails when one ballot is altered")?;
	if let Some(problem) = report.problems.first() {
		stage.say(&format!("       It says: {problem}"))?;
	}
	let mut short = bundle;
	short.ballots.pop();
	let report = verify(short).await?;
	stage.check(!report.ok, "it fails when one ballot is left out")
}

/// Recount on other threads.
async fn verify(bundle: Bundle) -> Result<Report> {
	let bar = bar(bundle.ballots.len(), "verifying proofs");
	let report = tokio::task::spawn_blocking(move || {
		let report = recount(&bundle, |verified| bar.inc(verified as u64));
		bar.finish_and_clear();
		report
	});
	Ok(report.await?)
}
