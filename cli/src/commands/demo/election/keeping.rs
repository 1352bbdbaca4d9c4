//! What was promised is done and judged: who breaks promises does not rise.

use super::{outcome::Elected, promises, town::Town};
use crate::{
	chain::{
		call::Call,
		pledges::{self, Mark},
		At,
	},
	commands::demo::{
		acts::{self, hash},
		scenes,
		stage::Stage,
		voting,
	},
};
use anyhow::Result;
use veche_primitives::{ballot::Choice, PollId};
use veche_tally::{NO, YES};

/// Fewest who judge a promise.
const FEW: usize = 12;
/// Blocks by which the chain may be late.
const PATIENCE: u32 = 60;

/// How many of so many people judge each promise.
fn judges(people: usize) -> usize {
	people.div_ceil(6).max(FEW).min(people)
}

/// Ballots at most until all promises are judged, of so many people.
pub fn ballots(people: usize) -> usize {
	judges(people).saturating_mul(promises::MOST)
}

/// The elected claims every promise, and some of the village's people judge each. Returns the block in
/// which the last judgement closes.
pub async fn claim(town: &Town<'_>, elected: &Elected, stage: &mut Stage<'_>) -> Result<u32> {
	let chain = town.chain;
	let at = chain.best().await?;
	let promised = at.checklist(elected.mandate).await?;
	let evidence = |place: u8| hash(&format!("what shows that promise {place} is kept"));
	let calls: Result<Vec<Call>> = (0u8..)
		.zip(&promised)
		.map(|(place, _)| pledges::claim(at.metadata(), elected.mandate, place, evidence(place)))
		.collect();
	let who = &town.candidate(elected.person)?.identity;
	acts::serial(chain, who, &calls?).await?;
	stage.say(&format!(
		"{} says of all {} promises that they are kept, with the hash of evidence for each. The \
		 people judge: a promise that is past due and not judged kept would stand in the way later.",
		town.name(elected.person),
		promised.len()
	))?;
	let polls = scenes::wait_for(
		chain,
		PATIENCE,
		"the judgements are called",
		async |at: At| {
			let marks = at.checklist(elected.mandate).await?.into_iter();
			let polls: Option<Vec<PollId>> = marks
				.map(|pledge| match pledge.mark {
					Mark::Judging { poll, .. } => Some(poll),
					_ => None,
				})
				.collect();
			Ok(polls)
		},
	);
	let judges = judges(town.people.len());
	let mut closes = 0;
	for poll in polls.await? {
		let booth = scenes::enter_quietly(chain, poll).await?;
		closes = booth.poll.record.closes.max(closes);
		let answer = |place: usize| if place % 6 == 5 { NO } else { YES };
		let wishes = (town.people.iter().take(judges).enumerate())
			.map(|(place, who)| who.wish(voting::choices(&Choice::One(answer(place)))))
			.collect();
		let names = ["Kept", "Not kept", "Abstain"].map(String::from);
		voting::cast_all(chain, &booth, wishes, &names, stage).await?;
	}
	Ok(closes)
}

/// All judgements have closed, the last of them in the block `closes`.
pub async fn judged(
	town: &Town<'_>,
	elected: &Elected,
	closes: u32,
	stage: &mut Stage<'_>,
) -> Result<()> {
	let left = closes.saturating_sub(town.chain.best().await?.number);
	let wait = scenes::wait_for(
		town.chain,
		left.saturating_add(PATIENCE),
		"the judgements close",
		async |at: At| {
			let promised = at.checklist(elected.mandate).await?;
			let is_over = !promised
				.iter()
				.any(|pledge| matches!(pledge.mark, Mark::Waiting(_) | Mark::Judging { .. }));
			Ok(is_over.then_some(promised))
		},
	);
	let promised = wait.await?;
	let kept = promised.iter().filter(|pledge| pledge.mark == Mark::Kept);
	let count = kept.count();
	stage.check(
		count == promised.len(),
		&format!(
			"the people have judged: {count} of {} promises are kept",
			promised.len()
		),
	)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn judges_are_a_sixth_of_the_people_but_a_dozen_where_there_are_so_many() {
		assert_eq!([8, 12, 240, 2_131].map(judges), [8, 12, 40, 356]);
		assert_eq!(ballots(240), 120);
	}
}
