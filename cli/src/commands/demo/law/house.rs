//! Who plays: the people of the country, and the jurists among them.

use super::genesis::Times;
use crate::{
	chain::Chain,
	commands::demo::{people::Person, HOME},
};
use anyhow::{Context as _, Result};
use veche_primitives::{OfficeId, UnitId};

/// The whole country, which alone makes laws that act on the chain.
pub const COUNTRY: &str = "BY";

/// Stands for the highest office, and submits a bill.
pub const STEFANIA: usize = 0;
/// Proposes a bill as a citizen.
pub const TAMASH: usize = 1;
/// Does not like new laws, and asks for referendums.
pub const YANKA: usize = 2;
/// Becomes a jurist a little too late.
pub const MIKOLA: usize = 3;

/// Everybody with a name, by these numbers. The names are made up.
const NAMES: [&str; 4] = ["Stefania Sokal", "Tamash Reut", "Yanka Rud", "Mikola Hai"];

/// What all scenes need.
pub struct House<'a> {
	/// The chain.
	pub chain: &'a Chain,
	/// Everybody: those with names first, the jurists last.
	pub people: &'a [Person],
	/// How many jurists there are.
	jurists: usize,
	/// The country.
	pub country: UnitId,
	/// Where everybody lives.
	pub village: UnitId,
	/// The office of the country's head.
	pub office: OfficeId,
	/// How long everything takes.
	pub times: Times,
}

impl<'a> House<'a> {
	/// Look up units and office.
	pub async fn meet(chain: &'a Chain, people: &'a [Person], times: Times) -> Result<Self> {
		let at = chain.best().await?;
		let country = at.unit(COUNTRY).await?.id;
		let office = at.offices_of(country).await?.first().copied();
		Ok(Self {
			chain,
			people,
			jurists: jurists(people.len()),
			country,
			village: at.unit(HOME).await?.id,
			office: office.context("the country has no office; build node and `veche` together")?,
			times,
		})
	}

	/// Somebody with a name.
	pub fn person(&self, player: usize) -> Result<&'a Person> {
		self.people.get(player).context("a player has no keys")
	}

	/// Those without a name.
	pub fn neighbours(&self) -> &'a [Person] {
		self.people.get(NAMES.len()..).unwrap_or_default()
	}

	/// Those who have learnt law or politics.
	pub fn jurists(&self) -> &'a [Person] {
		let first = self.people.len().saturating_sub(self.jurists);
		self.people.get(first..).unwrap_or_default()
	}
}

/// How many of so many people are jurists: three in five.
pub fn jurists(people: usize) -> usize {
	people * 3 / 5
}

/// The name of somebody who has one.
pub fn name(player: usize) -> &'static str {
	NAMES.get(player).copied().unwrap_or("?")
}
