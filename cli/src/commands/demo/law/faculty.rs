//! The faculty of law: whoever holds its diploma can be drawn for a panel.

use super::house::House;
use crate::{
	chain::{
		credentials::{self, Publicity},
		At,
	},
	commands::demo::{
		acts::{self, hash, number},
		people::Person,
		scenes,
		stage::Stage,
		TURN_PATIENCE,
	},
	identity::Identity,
};
use anyhow::Result;
use veche_primitives::{rolls::Electorate, SchemaId};

/// The diploma. Its roll is the group of the same number.
const DIPLOMA: SchemaId = 1;
/// Who gives it.
const FACULTY: &str = "//Two";

/// The roll of those who hold it.
pub const JURISTS: Electorate = Electorate::Group(DIPLOMA);

/// The jurists get their diplomas.
pub async fn graduate(house: &House<'_>, stage: &mut Stage<'_>) -> Result<()> {
	let schema = house.chain.best().await?.schema(DIPLOMA).await?;
	let faculty = Identity::development(FACULTY)?.account();
	stage.say(&format!(
		"Panels are drawn from those who have learnt law or politics. The faculty of law offers \
		 {} people the diploma \"{}\"; who accepts it joins a roll of its own, on which nobody shows \
		 by name: a proof says that one of them speaks, and not which one.",
		house.jurists().len(),
		schema.title
	))?;
	give(house, house.jurists()).await?;
	stage.check(
		schema.issuer == faculty && schema.publicity == Publicity::Anonymous,
		"the diploma is another one than the certificate for offices, its holders act anonymously, \
		 and another issuer gives it: nobody alone says who can be elected and who can judge",
	)
}

/// Give these people the diploma.
pub async fn give(house: &House<'_>, holders: &[Person]) -> Result<()> {
	let at = house.chain.best().await?;
	let (mut offers, mut accepted) = (Vec::new(), Vec::new());
	for who in holders {
		let id = number(&at, who).await?;
		let commitment = hash(&format!("diploma of person {id}"));
		offers.push(credentials::offer(at.metadata(), DIPLOMA, id, commitment)?);
		accepted.push((who, credentials::accept(at.metadata(), DIPLOMA)?));
	}
	acts::serial(house.chain, &Identity::development(FACULTY)?, &offers).await?;
	acts::all(house.chain, &accepted).await
}

/// Wait until so many are on the jurists' roll.
pub async fn wait_for_roll(
	house: &House<'_>,
	expected: usize,
	stage: &mut Stage<'_>,
) -> Result<()> {
	let expected = u32::try_from(expected)?;
	let what = "the turn of the jurists' roll";
	let electors = scenes::wait_for(house.chain, TURN_PATIENCE, what, async |at: At| {
		let electors = at.electors(JURISTS).await?;
		Ok((electors >= expected).then_some(electors))
	})
	.await?;
	stage.check(
		electors == expected,
		&format!(
			"{electors} are on the jurists' roll: all who accepted the diploma, and nobody else"
		),
	)
}
