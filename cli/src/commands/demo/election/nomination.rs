//! Candidacies and pledges, and who is refused.

use super::{
	promises,
	town::{Town, NEXT_NAME},
};
use crate::{
	chain::{call::Call, elections, offices::Text, pledges, At},
	commands::demo::{
		acts::{self, hash},
		stage::Stage,
		VILLAGE,
	},
};
use anyhow::{Context as _, Result};
use veche_primitives::ElectionId;

/// Blocks of nomination that must be left for what happens in it.
const LEAST: u32 = 22;

/// All candidates stand and promise; others are refused.
pub async fn stand(town: &Town<'_>, election: ElectionId, stage: &mut Stage<'_>) -> Result<()> {
	let chain = town.chain;
	let boaster = town.candidates().first().context("nobody stands")?;
	let unschooled = town.unschooled()?;
	stage.say(
		"What citizens do is free, but only what is sure to succeed. So that the chain itself says \
		 why it refuses, Eve lends those who try the impossible some coins for the fee.",
	)?;
	acts::lend(chain, &[boaster, unschooled, town.outsider]).await?;

	let until = acts::nomination(chain, election, LEAST).await?;
	stage.say(&format!(
		"Election {election} fills the office of {VILLAGE}'s head. Nomination is open until block \
		 {until}."
	))?;
	let at = chain.best().await?;
	// Not in the order of the file: numbers on the paper are others than in the file.
	let numbers: Vec<u8> = (0..u8::try_from(town.ids.len())?).collect();
	let (late, early) = numbers.split_at(numbers.len() / 2);
	for part in [early, late] {
		let mut candidacies = Vec::new();
		for number in part {
			let who = town.candidate(town.ids[usize::from(*number)])?;
			candidacies.push((who, standing(town, &at, election, *number)?));
		}
		acts::all(chain, &candidacies).await?;
	}

	let another = |name: &str| {
		let programme = hash(&format!("programme of {name}"));
		elections::stand(at.metadata(), election, &Text(name.into()), programme)
	};
	let (no_school, outside) = (another("A neighbour")?, another("A stranger")?);
	let boast = pledges::enter(at.metadata(), election, &promises::too_many())?;
	let (no_school, outside, boast) = futures::try_join!(
		acts::refusal(chain, unschooled, &no_school),
		acts::refusal(chain, town.outsider, &outside),
		acts::refusal(chain, boaster, &boast),
	)?;
	acts::expect(
		no_school,
		"Elections",
		"NoCertificate",
		"a neighbour without the certificate",
		stage,
	)?;
	acts::expect(
		outside,
		"Elections",
		"OutsideUnit",
		&format!("somebody from {NEXT_NAME}, certificate in hand,"),
		stage,
	)?;
	acts::expect(
		boast,
		"Pledges",
		"TooManyPledges",
		"a candidate with a 17th pledge",
		stage,
	)?;

	let mut entered = Vec::new();
	for (number, who) in town.candidates().iter().enumerate() {
		let promises = promises::of(number);
		entered.push((who, pledges::enter(at.metadata(), election, &promises)?));
	}
	acts::all(chain, &entered).await?;
	list(town, election, stage).await
}

/// A candidate's act of standing.
pub fn standing(town: &Town<'_>, at: &At, election: ElectionId, number: u8) -> Result<Call> {
	let name = town.title(number);
	let programme = hash(&format!("programme of {name}"));
	elections::stand(at.metadata(), election, &name, programme)
}

/// Show who stands and what they promise.
async fn list(town: &Town<'_>, election: ElectionId, stage: &mut Stage<'_>) -> Result<()> {
	let at = town.chain.best().await?;
	let mut lines = String::new();
	let mut as_entered = true;
	let candidates = at.candidates(election).await?;
	for (place, (id, candidacy)) in candidates.iter().enumerate() {
		lines += &format!(
			"{:>2}. {}, stood in block {}\n",
			place + 1,
			candidacy.name,
			candidacy.stood
		);
		let entered = at.entered(election, *id).await?;
		for promise in &entered {
			lines += &format!("      - {}, within {} blocks\n", promise.title, promise.due);
		}
		let number = town.number(*id)?;
		as_entered &= entered == promises::of(usize::from(number));
		as_entered &= candidacy.name == town.title(number);
	}
	stage.lines(&lines)?;
	stage.check(
		candidates.len() == town.ids.len() && as_entered,
		&format!(
			"all {} stand, and what they promise is on record",
			candidates.len()
		),
	)
}
