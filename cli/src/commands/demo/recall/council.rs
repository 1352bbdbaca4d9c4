//! Who plays, in which offices.

use super::genesis::{Times, TERM};
use crate::{
	chain::{offices::Text, pledges::Promise, At, Chain},
	commands::demo::{
		acts::{hash, number},
		people::Person,
		HOME,
	},
};
use anyhow::{Context as _, Result};
use veche_primitives::{OfficeId, PersonId, UnitId};

/// Somebody in public life.
pub struct Player {
	/// The name, which is made up.
	pub name: &'static str,
	/// What is promised, and within how many blocks.
	pub pledges: &'static [(&'static str, u32)],
}

/// Head of the village; loses the people's confidence and regains it.
pub const ALENA: usize = 0;
/// Second to her.
pub const BARYS: usize = 1;
/// Treasurer; loses the people's confidence for good.
pub const VERA: usize = 2;
/// Second to her.
pub const HLEB: usize = 3;
/// Stands when the treasurer has been recalled.
pub const DARYA: usize = 4;

/// Everybody who ever stands, by these numbers.
pub const PLAYERS: [Player; 5] = [
	Player {
		name: "Alena Hryn",
		pledges: &[
			("Gravel on the road to Drahichyn before the first snow", 900),
			("Open council every Thursday evening", TERM),
		],
	},
	Player {
		name: "Barys Kot",
		pledges: &[("Two more buses a day to Drahichyn", TERM)],
	},
	Player {
		name: "Vera Lis",
		pledges: &[
			("Publish every contract of the council within a week", 40),
			("Mend the roof of the house of culture", TERM),
		],
	},
	Player {
		name: "Hleb Zuk",
		pledges: &[("Street lamps from the shop to the school", TERM)],
	},
	Player {
		name: "Darya Bel",
		pledges: &[("Say publicly each month where the money went", 700)],
	},
];

/// The head of the village, among its two offices.
pub const HEAD: usize = 0;
/// The treasurer.
pub const TREASURER: usize = 1;

/// What all scenes need.
pub struct Council<'a> {
	/// The chain.
	pub chain: &'a Chain,
	/// The people of the village: the players first.
	pub people: &'a [Person],
	/// The players' numbers on the chain.
	ids: Vec<PersonId>,
	/// The village.
	pub unit: UnitId,
	/// Its two offices, and what they are called.
	offices: Vec<(OfficeId, String)>,
	/// How long everything takes.
	pub times: Times,
}

impl<'a> Council<'a> {
	/// Look up everybody's number and the offices.
	pub async fn meet(chain: &'a Chain, people: &'a [Person], times: Times) -> Result<Self> {
		let at = chain.best().await?;
		let mut ids = Vec::new();
		for who in people.iter().take(PLAYERS.len()) {
			ids.push(number(&at, who).await?);
		}
		let unit = at.unit(HOME).await?.id;
		let mut offices = Vec::new();
		for office in at.offices_of(unit).await? {
			let (record, _) = at.office(office).await?;
			offices.push((office, record.title.0));
		}
		Ok(Self {
			chain,
			people,
			ids,
			unit,
			offices,
			times,
		})
	}

	/// The chain's best block.
	pub async fn best(&self) -> Result<At> {
		self.chain.best().await
	}

	/// The number of one of the two offices.
	pub fn office(&self, post: usize) -> Result<OfficeId> {
		let found = self.offices.get(post).map(|(office, _)| *office);
		found.context("the village lacks an office; build node and `veche` together")
	}

	/// What it is called.
	pub fn title(&self, post: usize) -> &str {
		self.offices.get(post).map_or("?", |(_, title)| title)
	}

	/// A player's keys.
	pub fn person(&self, player: usize) -> Result<&'a Person> {
		self.people.get(player).context("a player has no keys")
	}

	/// A player's number on the chain.
	pub fn id(&self, player: usize) -> Result<PersonId> {
		let found = self.ids.get(player).copied();
		found.context("there are fewer people than players")
	}

	/// The player with this number on the chain.
	pub fn player(&self, id: PersonId) -> Option<usize> {
		self.ids.iter().position(|known| *known == id)
	}

	/// A person's name.
	pub fn name(&self, id: PersonId) -> String {
		match self.player(id) {
			Some(player) => name(player).into(),
			None => format!("person {id}"),
		}
	}

	/// Everybody who ever stands.
	pub fn players(&self) -> Vec<(PersonId, &'a Person)> {
		self.ids.iter().copied().zip(self.people).collect()
	}

	/// Those who never stand.
	pub fn neighbours(&self) -> &'a [Person] {
		self.people.get(PLAYERS.len()..).unwrap_or_default()
	}

	/// One of them: the first, the second.
	pub fn neighbour(&self, number: usize) -> Result<&'a Person> {
		let found = self.neighbours().get(number);
		found.context("nobody lives in the village but the players")
	}
}

/// A player's name.
pub fn name(player: usize) -> &'static str {
	PLAYERS.get(player).map_or("?", |player| player.name)
}

/// A player's name as it stands on the paper.
pub fn title(player: usize) -> Text {
	Text(name(player).into())
}

/// What a player promises.
pub fn promises(player: usize) -> Vec<Promise> {
	let pledges = PLAYERS.get(player).map_or(&[][..], |player| player.pledges);
	let promise = |(title, due): &(&str, u32)| Promise {
		title: Text((*title).into()),
		text: hash(title),
		due: *due,
	};
	pledges.iter().map(promise).collect()
}

#[cfg(test)]
mod tests {
	use super::*;
	use veche_primitives::MAX_TITLE;

	#[test]
	fn promises_fit_the_chain_and_the_term() {
		for player in 0..PLAYERS.len() {
			assert!(!promises(player).is_empty());
			for promise in promises(player) {
				assert!(promise.title.0.len() <= MAX_TITLE as usize);
				assert!((1..=TERM).contains(&promise.due));
			}
		}
	}
}
