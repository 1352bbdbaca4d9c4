//! How a suspension ends: confidence regained, or the deadline.

use super::{
	council::{name, Council, ALENA, BARYS, HEAD, HLEB, TREASURER, VERA},
	count::percent,
	rounds::{Plan, Rounds},
};
use crate::{
	chain::{
		offices::{ending, End, Seat},
		recall::{Case, CaseId, Outcome},
		At,
	},
	commands::demo::{acts, scenes, stage::Stage},
};
use anyhow::{Context as _, Result};
use veche_primitives::{offices::Cause, ElectionId, MandateId};

/// The round after a suspension came at one of the unit's dates, which follow each other faster.
pub async fn on_fast_dates(
	council: &Council<'_>,
	rounds: &Rounds<'_>,
	at: &At,
	stage: &mut Stage<'_>,
) -> Result<()> {
	let times = &council.times;
	stage.check(
		rounds.is_on_date(at, HEAD, times.fast).await?,
		&format!(
			"the round came at the next of the dates that are {} blocks apart, not {}",
			times.fast, times.period
		),
	)
}

/// Half of those who answer support the head again: in office once more, and the acting one steps
/// back.
pub async fn reinstated(
	council: &Council<'_>,
	rounds: &Rounds<'_>,
	at: &At,
	case: CaseId,
	mandate: MandateId,
	stage: &mut Stage<'_>,
) -> Result<()> {
	let rating = rounds.rating(HEAD, ALENA)?;
	let case = at.case(case).await?;
	let (_, seat) = at.office(council.office(HEAD)?).await?;
	let outcome = case.outcome.map(|(_, outcome)| outcome);
	stage.check(
		rating >= case.reinstate_at
			&& seat == Seat::Incumbent { mandate }
			&& outcome == Some(Outcome::Reinstated(rating)),
		&format!(
			"{} with {} has reached {} and is in office again; {} steps back",
			name(ALENA),
			percent(rating),
			percent(case.reinstate_at),
			name(BARYS)
		),
	)
}

/// The treasurer is still suspended, unless the deadline has come already.
pub async fn not_yet(
	council: &Council<'_>,
	rounds: &Rounds<'_>,
	at: &At,
	case: CaseId,
	stage: &mut Stage<'_>,
) -> Result<()> {
	let rating = rounds.rating(TREASURER, VERA)?;
	let case = at.case(case).await?;
	let (_, seat) = at.office(council.office(TREASURER)?).await?;
	let is_reinstated = matches!(seat, Seat::Incumbent { .. });
	stage.check(
		rating < case.reinstate_at && !is_reinstated,
		&format!(
			"{} with {} has not; the deadline is block {}, or the close of a round that is under \
			 way then",
			name(VERA),
			percent(rating),
			case.deadline
		),
	)
}

/// What comes next in the treasurer's case.
enum Next {
	Over(At, Box<Case>),
	Round,
}

/// Wait for the deadline; rounds before it are answered. Returns the election that is called.
pub async fn recalled(
	council: &Council<'_>,
	rounds: &mut Rounds<'_>,
	case: CaseId,
	mandate: MandateId,
	plans: [&Plan; 2],
	stage: &mut Stage<'_>,
) -> Result<ElectionId> {
	let patience = council.times.period.saturating_mul(3);
	let (at, case) = loop {
		let next = scenes::wait_for(
			council.chain,
			patience,
			"the deadline passes",
			async |at: At| {
				let shown = at.case(case).await?;
				if shown.outcome.is_some() {
					return Ok(Some(Next::Over(at, Box::new(shown))));
				}
				let round = rounds.new_round(&at, TREASURER).await?;
				Ok(round.map(|_| Next::Round))
			},
		);
		match next.await? {
			Next::Over(at, case) => break (at, case),
			Next::Round => {
				rounds.answer(&[TREASURER], plans, stage).await?;
				rounds.close(TREASURER, stage).await?;
			}
		}
	};

	let (block, outcome) = case.outcome.context("the case is not over")?;
	let record = at.mandate(mandate).await?;
	let ended = record.ended.map(|(_, end)| end);
	stage.check(
		outcome == Outcome::Recalled
			&& block >= case.deadline
			&& record.ended == Some((block, End::Recalled)),
		&format!(
			"the deadline was block {}; in block {block} the mandate of {} ends, and nobody did \
			 anything: she {}",
			case.deadline,
			name(VERA),
			ended.map_or("is still in office", ending)
		),
	)?;
	let (_, seat) = at.office(council.office(TREASURER)?).await?;
	let person = council.id(HLEB)?;
	let portrait = at.portrait(council.id(VERA)?).await?;
	stage.check(
		seat == Seat::Acting { person } && portrait.recalls == 1,
		&format!(
			"{} goes on acting until somebody is elected, and the recall stays on her record",
			name(HLEB)
		),
	)?;
	let election = acts::under_way(council.chain, council.office(TREASURER)?).await?;
	let called = council.best().await?.election(election).await?;
	stage.check(
		called.cause == Cause::Recall && called.office == council.office(TREASURER)?,
		&format!("election {election} is called by itself, because of the recall"),
	)?;
	Ok(election)
}
