//! The people ask for a round before its date.

use super::{
	council::{Council, HEAD, TREASURER},
	rounds::Rounds,
};
use crate::{
	chain::{recall, reputation::Kind, At, Wait},
	commands::demo::{acts, petition, scenes, stage::Stage},
};
use anyhow::{Context as _, Result};

/// Blocks in which a petition with enough supporters must have had its effect.
const PATIENCE: u32 = 60;

/// Two neighbours start a petition each, one for each office, and others support it.
pub async fn ask(council: &Council<'_>, stage: &mut Stage<'_>) -> Result<()> {
	let chain = council.chain;
	let at = chain.best().await?;
	let mut started = Vec::new();
	for post in [HEAD, TREASURER] {
		let call = recall::petition(at.metadata(), council.office(post)?)?;
		started.push((council.neighbour(post)?, call));
	}
	let sent = started
		.iter()
		.map(|(who, call)| chain.submit_signed(who.identity.signer(), call, Wait::Block));
	futures::future::try_join_all(sent).await?;

	let at = chain.best().await?;
	for post in [HEAD, TREASURER] {
		let petition = at.petition(council.office(post)?).await?;
		let petition = petition.context("a petition was started and is not on record")?;
		let neighbours = council.neighbours();
		let supporters = petition::support(chain, petition.poll, neighbours).await?;
		stage.say(&format!(
			"{}: one neighbour starts a petition, and {supporters} of {} support it, anonymously. \
			 More are not needed: {} of the electors.",
			council.title(post),
			council.people.len(),
			super::count::percent(petition.share)
		))?;
	}
	Ok(())
}

/// Both petitions have had their effect, and the next is refused for a while.
pub async fn granted(council: &Council<'_>, stage: &mut Stage<'_>) -> Result<()> {
	let chain = council.chain;
	let mut rest = Vec::new();
	for post in [HEAD, TREASURER] {
		let office = council.office(post)?;
		let until = scenes::wait_for(chain, PATIENCE, "the petition succeeds", async |at: At| {
			at.rest_until(office).await
		});
		rest.push(until.await?);
	}
	let again = council.neighbour(HEAD)?;
	let at = chain.best().await?;
	let call = recall::petition(at.metadata(), council.office(HEAD)?)?;
	let refused = acts::refusal(chain, again, &call).await?;
	let until = rest.first().copied().unwrap_or_default();
	acts::expect(
		refused,
		"Recall",
		"TooSoon",
		&format!("another petition for the same office before block {until}"),
		stage,
	)
}

/// Each office has had exactly one round that was asked for.
pub fn brought_one_round(rounds: &Rounds<'_>, stage: &mut Stage<'_>) -> Result<()> {
	let asked_for = |post: usize| {
		let of_office = rounds.held.iter().filter(|held| held.post == post);
		of_office
			.filter(|held| held.kind == Kind::Extraordinary)
			.count()
	};
	stage.check(
		[HEAD, TREASURER].map(asked_for) == [1, 1],
		"of the three rounds so far one was asked for by petition, the others came by the calendar",
	)
}
