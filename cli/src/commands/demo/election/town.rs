//! Who plays and for which offices.

use crate::{
	chain::{offices::Text, At, Chain},
	commands::demo::{
		acts::number,
		ballots::{title, Source},
		people::Person,
		stage::short,
		HOME,
	},
};
use anyhow::{Context as _, Result};
use veche_primitives::{OfficeId, PersonId, UnitId};

/// Blocks of a term of the village's head.
pub const TERM: u32 = 45;
/// The district of the village.
pub const DISTRICT: &str = "BY-BR-04";
/// Its name.
pub const DISTRICT_NAME: &str = "Drahichynski District";
/// The village next to it.
pub const NEXT: &str = "BY-BR-04-02";
/// Its name.
pub const NEXT_NAME: &str = "Brashevichy";

/// What all scenes need.
pub struct Town<'a> {
	/// The chain.
	pub chain: &'a Chain,
	/// What real voters chose.
	pub source: &'a Source,
	/// The people of the village: the candidates in the order of the file, then all others.
	pub people: &'a [Person],
	/// The numbers of the candidates on the chain.
	pub ids: Vec<PersonId>,
	/// Somebody from the next village.
	pub outsider: &'a Person,
	/// That person's number.
	pub outsider_id: PersonId,
	/// The village.
	pub unit: UnitId,
	/// The office of its head.
	pub office: OfficeId,
	/// The office of the district's head.
	pub above: OfficeId,
}

impl<'a> Town<'a> {
	/// Look up everybody's number and the offices.
	pub async fn meet(
		chain: &'a Chain,
		source: &'a Source,
		people: &'a [Person],
		outsider: &'a Person,
	) -> Result<Self> {
		let at = chain.best().await?;
		let mut ids = Vec::new();
		for who in people.iter().take(source.names.len()) {
			ids.push(number(&at, who).await?);
		}
		let unit = at.unit(HOME).await?.id;
		let district = at.unit(DISTRICT).await?.id;
		Ok(Self {
			chain,
			source,
			people,
			ids,
			outsider,
			outsider_id: number(&at, outsider).await?,
			unit,
			office: head(&at, unit).await?,
			above: head(&at, district).await?,
		})
	}

	/// Who stands, in the order of the file.
	pub fn candidates(&self) -> &'a [Person] {
		self.people.get(..self.ids.len()).unwrap_or_default()
	}

	/// Who has been to the school: those who stand, and the one from the next village.
	pub fn schooled(&self) -> Vec<(PersonId, &'a Person)> {
		let mut all: Vec<(PersonId, &Person)> =
			self.ids.iter().copied().zip(self.candidates()).collect();
		all.push((self.outsider_id, self.outsider));
		all
	}

	/// Somebody of the village who has not been to the school.
	pub fn unschooled(&self) -> Result<&'a Person> {
		let found = self.people.get(self.ids.len());
		found.context("nobody lives in the village but the candidates")
	}

	/// The candidate's number in the file.
	pub fn number(&self, id: PersonId) -> Result<u8> {
		let found = self.ids.iter().position(|known| *known == id);
		let found = found.with_context(|| format!("person {id} does not stand"))?;
		Ok(u8::try_from(found)?)
	}

	/// The candidate with this number on the chain.
	pub fn candidate(&self, id: PersonId) -> Result<&'a Person> {
		let number = self.number(id)?;
		let found = self.people.get(usize::from(number));
		found.context("a candidate has no keys")
	}

	/// A person's name.
	pub fn name(&self, id: PersonId) -> String {
		match self.number(id) {
			Ok(number) => short(self.source.name(number)).to_string(),
			Err(_) => format!("person {id}"),
		}
	}

	/// The candidate's name as it stands on the paper.
	pub fn title(&self, number: u8) -> Text {
		Text(crate::output::text(&title(self.source.name(number))))
	}
}

async fn head(at: &At, unit: UnitId) -> Result<OfficeId> {
	let found = at.offices_of(unit).await?.first().copied();
	found.with_context(|| format!("unit {unit} has no office; build node and `veche` together"))
}
