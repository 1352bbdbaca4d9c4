//! How a vote comes about: one person starts an initiative, others support it.

use super::{
	people::Person,
	stage::bar,
	voting::{choices, start_making, Booth},
};
use crate::{
	ballots::Wish,
	chain::{call, Chain, Wait},
	commands::initiative,
};
use anyhow::{bail, Context as _, Result};
use std::{ops::ControlFlow, sync::Arc};
use veche_primitives::{
	ballot::{Choice, Paper},
	InitiativeId, PersonId, PollId, UnitId,
};

/// Start the initiative; its number and that of its petition.
pub async fn start_initiative(
	chain: &Chain,
	by: &Person,
	unit: UnitId,
	paper: &Paper,
) -> Result<(InitiativeId, PollId)> {
	let call = call::start_initiative(chain.best().await?.metadata(), unit, paper)?;
	let included = chain
		.submit_signed(by.identity.signer(), &call, Wait::Block)
		.await?;
	let started: Option<(InitiativeId, PersonId, UnitId, PollId)> =
		included.event("Initiatives", "Started");
	let (initiative, _, _, petition) =
		started.context("the chain does not tell the initiative's number")?;
	Ok((initiative, petition))
}

/// Support a petition until it has reached its goal; how many did.
pub async fn support(chain: &Chain, petition: PollId, people: &[Person]) -> Result<u32> {
	let booth = Booth::enter(chain, petition).await?;
	let record = &booth.poll.record;
	let needed = record
		.goal
		.map_or(0, |goal| veche_tally::share_of(record.electors, goal.share));
	let yes = choices(&Choice::One(veche_tally::YES));
	let wishes: Vec<Wish> = people
		.iter()
		.take(usize::try_from(needed)?)
		.map(|who| who.wish(yes.clone()))
		.collect();
	let bar = bar(wishes.len(), "supporters");
	let mut made = start_making(Arc::new(booth), wishes);
	let metadata = chain.best().await?.metadata_arc();
	while let Some((_, ballot)) = made.next().await {
		let call = call::cast(&metadata, &ballot?)?;
		chain.send(&chain.general(&call).await?).await?;
		bar.inc(1);
	}
	bar.finish_and_clear();
	Ok(needed)
}

/// Wait until the petition has led to a poll.
pub async fn wait_for_vote(chain: &Chain, id: InitiativeId) -> Result<PollId> {
	let mut poll = None;
	chain
		.follow(async |at| {
			let shown = initiative::read(&at, id).await?;
			poll = shown.poll;
			match (shown.state, poll) {
				(_, Some(_)) => Ok(ControlFlow::Break(())),
				("collecting", _) => Ok(ControlFlow::Continue(())),
				(state, _) => bail!("the initiative did not come to a vote: it is {state}"),
			}
		})
		.await?;
	poll.context("the chain does not tell the poll's number")
}
