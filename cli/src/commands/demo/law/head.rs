//! The highest office is filled, so that somebody can submit a bill by right of it.

use super::{
	genesis::electing,
	house::{name, House, STEFANIA},
};
use crate::{
	chain::{
		elections::{self, Phase},
		offices::{Seat, Text},
	},
	commands::demo::{
		acts::{self, hash, number},
		answers::Count,
		result, scenes, school,
		stage::Stage,
		voting,
	},
};
use anyhow::{Context as _, Result};
use veche_primitives::{ballot::Choice, ElectionId, PollId};
use veche_tally::{NO, YES};

/// Blocks of nomination that must be left for standing.
const LEAST: u32 = 8;
/// How many say no.
const AGAINST: usize = 2;

/// One person has learnt to govern, and stands.
pub async fn stand(house: &House<'_>, stage: &mut Stage<'_>) -> Result<ElectionId> {
	let chain = house.chain;
	let who = house.person(STEFANIA)?;
	let schema = school::certificate(chain).await?;
	let id = number(&chain.best().await?, who).await?;
	school::certify(chain, schema, &[(id, who)], stage).await?;
	let election = acts::under_way(chain, house.office).await?;
	acts::nomination(chain, election, LEAST).await?;
	let at = chain.best().await?;
	let programme = hash(&format!("programme of {}", name(STEFANIA)));
	let title = Text(name(STEFANIA).into());
	let call = elections::stand(at.metadata(), election, &title, programme)?;
	acts::all(chain, &[(who, call)]).await?;
	let (office, _) = chain.best().await?.office(house.office).await?;
	stage.say(&format!(
		"{} stands, alone, as {}.",
		name(STEFANIA),
		office.title
	))?;
	Ok(election)
}

/// A vote that was cast.
pub struct Vote {
	election: ElectionId,
	poll: PollId,
	count: Count,
}

/// Some of the people say yes or no to her.
pub async fn vote(house: &House<'_>, election: ElectionId, stage: &mut Stage<'_>) -> Result<Vote> {
	let chain = house.chain;
	let poll = acts::called(chain, election).await?;
	let booth = scenes::enter_quietly(chain, poll).await?;
	let voters = electing(house.people.len());
	let answer = |place: usize| if place < AGAINST { NO } else { YES };
	let wishes = (house.neighbours().iter().take(voters).enumerate())
		.map(|(place, who)| who.wish(voting::choices(&Choice::One(answer(place)))))
		.collect();
	let names = ["Yes", "No", "Abstain"].map(String::from);
	let ballots = voting::cast_all(chain, &booth, wishes, &names, stage).await?;
	Ok(Vote {
		election,
		poll,
		count: Count::of(&ballots, 0),
	})
}

/// The vote closes, and she is in office.
pub async fn in_office(house: &House<'_>, vote: &Vote, stage: &mut Stage<'_>) -> Result<()> {
	let at = result::close(house.chain, vote.poll).await?;
	let tally = at.tally(vote.poll, 0).await?;
	let tally = tally.context("the poll has no count")?;
	let Count { yes, no, .. } = vote.count;
	let (_, seat) = at.office(house.office).await?;
	let holder = match (at.election(vote.election).await?.phase, seat) {
		(Phase::Done { mandate, .. }, Seat::Incumbent { mandate: held }) if mandate == held => {
			Some(at.mandate(mandate).await?.person)
		}
		_ => None,
	};
	let id = number(&at, house.person(STEFANIA)?).await?;
	stage.check(
		holder == Some(id) && [YES, NO].map(|option| tally.count(option)) == [yes, no],
		&format!(
			"{yes} yes, {no} no, as they were sent: {} is in office",
			name(STEFANIA)
		),
	)
}
