//! A person in public life as people see it at one block.

use crate::{
	chain::{
		reputation::{MandatePortrait, Portrait},
		At,
	},
	commands::{
		citizen::{Named, Names},
		credential,
		office::{kind_word, unit_name, Answered, Held, Holding, ShownCase},
		pledge,
	},
	drawing::Bar,
	output::{hex, usage},
};
use anyhow::Result;
use serde::Serialize;
use std::collections::HashMap;
use veche_primitives::{OfficeId, PersonId, PollId, Ppm, UnitId};

/// Most rounds that the chain tells at once.
const MAX_ROUNDS: usize = 256;

/// A person in public life.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct View {
	/// Who, by the name on the last paper.
	#[serde(flatten)]
	pub who: Named,
	/// The block of this view.
	pub block: u32,
	/// Its hash.
	pub block_hash: String,
	/// Hash of the chain's first block.
	pub chain: String,
	/// How often the person lost an office for lack of confidence.
	pub recalls: u32,
	/// The newest first.
	pub mandates: Vec<Tenure>,
	/// Offices in which the person acted without a mandate and was asked about.
	pub acted: Vec<Acted>,
	/// Suspensions, the newest first.
	pub cases: Vec<ShownCase>,
	/// Credentials that everybody may see.
	pub credentials: Vec<credential::Shown>,
	/// Whether there are older rounds than are shown.
	pub has_older_rounds: bool,
}

/// A mandate with all that the people said of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Tenure {
	/// The mandate.
	#[serde(flatten)]
	pub holding: Holding,
	/// The office.
	pub office: OfficeId,
	/// What it is called.
	pub title: String,
	/// The unit whose people elected.
	pub unit: String,
	/// Confidence, pledges and recalls in one number, in parts per million.
	pub record: Ppm,
	/// The mean of the valid ratings by weight, with the neutral half in it, in parts per million.
	pub confidence: Ppm,
	/// Rounds over, without those that were repeated.
	pub rounds: u32,
	/// Those of them that were valid.
	pub valid: u32,
	/// The last valid rating, in parts per million.
	pub last: Option<Ppm>,
	/// Weight of the pledges that were kept.
	pub kept: u64,
	/// Weight of those that were broken.
	pub broken: u64,
	/// The rating under which an official of the unit is suspended now, in parts per million.
	pub suspend_below: Ppm,
	/// The rating that reinstates, in parts per million.
	pub reinstate_at: Ppm,
	/// The rounds, the newest first.
	pub history: Vec<Rating>,
	/// What was promised.
	pub pledges: Vec<pledge::Shown>,
}

/// Time in an office without a mandate.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Acted {
	/// The office.
	pub office: OfficeId,
	/// What it is called.
	pub title: String,
	/// The unit whose people were asked.
	pub unit: String,
	/// The rating under which somebody who acts there steps back now, in parts per million.
	pub suspend_below: Ppm,
	/// The rating that reinstates, in parts per million.
	pub reinstate_at: Ppm,
	/// The rounds, the newest first.
	pub history: Vec<Rating>,
}

/// What a round said about the person.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Rating {
	/// Which round of the office.
	pub round: u32,
	/// The poll in which the people answered.
	pub poll: PollId,
	/// Why it was held.
	pub kind: &'static str,
	/// The block of the close.
	pub closed: u32,
	/// Whether the round counts.
	pub counts: bool,
	/// The count.
	pub answers: Answered,
	/// What came of it, in words.
	pub words: String,
	/// How it is drawn.
	#[serde(skip)]
	pub bar: Bar,
}

impl Rating {
	/// What a round said about this person, if it asked.
	pub fn new(held: &Held, person: PersonId) -> Option<Self> {
		let answers = held.about(person)?;
		Some(Self {
			round: held.round,
			poll: held.poll,
			kind: kind_word(held.kind),
			closed: held.closed,
			counts: held.counts,
			words: held.words(answers),
			answers: answers.clone(),
			bar: held.bar(person)?,
		})
	}
}

/// The bars of a history, the oldest first.
pub fn bars(history: &[Rating]) -> Vec<Bar> {
	history.iter().rev().map(|rating| rating.bar).collect()
}

impl View {
	/// Read the portrait; an error when there is no such person.
	pub async fn read(at: &At, person: PersonId) -> Result<Self> {
		if at.person(person).await?.is_none() {
			return Err(usage(format!(
				"there is no person {person}; give the number or the account of somebody whom \
				 registrars have attested"
			)));
		}
		let Portrait {
			name,
			recalls,
			mandates,
			rounds,
		} = at.portrait(person).await?;
		let has_older_rounds = rounds.len() >= MAX_ROUNDS;
		let who = Named {
			person,
			name: name.map(|name| name.0),
		};
		let mut names = Names::default();
		let mut history = Vec::new();
		for (office, number, past) in rounds {
			history.push(Held::read(at, office, number, &past, &mut names).await?);
		}
		let mut places = Places::default();
		let mut tenures = Vec::new();
		for mandate in mandates {
			let place = places.of(at, mandate.unit).await?;
			tenures.push(Tenure::read(at, &who, mandate, place, &history).await?);
		}
		let mut cases = Vec::new();
		for (id, case) in at.cases_of(person).await? {
			cases.push(ShownCase::new(id, &case, who.clone()));
		}
		Ok(Self {
			block: at.number,
			block_hash: hex(at.hash),
			chain: hex(at.chain().genesis_hash()),
			recalls,
			mandates: tenures,
			acted: acted(at, person, &history, &mut places).await?,
			cases,
			credentials: credential::public_of(at, person).await?,
			has_older_rounds,
			who,
		})
	}
}

/// A unit, and what hangs on ratings there.
#[derive(Clone)]
struct Place {
	unit: String,
	suspend_below: Ppm,
	reinstate_at: Ppm,
}

/// Units, each asked for once.
#[derive(Default)]
struct Places(HashMap<UnitId, Place>);

impl Places {
	async fn of(&mut self, at: &At, unit: UnitId) -> Result<Place> {
		if let Some(known) = self.0.get(&unit) {
			return Ok(known.clone());
		}
		let params = at.recall_params(at.unit_level(unit).await?).await?;
		let place = Place {
			unit: unit_name(at, unit).await?,
			suspend_below: params.suspend_below,
			reinstate_at: params.reinstate_at,
		};
		self.0.insert(unit, place.clone());
		Ok(place)
	}
}

impl Tenure {
	async fn read(
		at: &At,
		who: &Named,
		portrait: MandatePortrait,
		place: Place,
		history: &[Held],
	) -> Result<Self> {
		let MandatePortrait {
			id,
			mandate,
			title,
			standing,
			promises,
			record,
			..
		} = portrait;
		let own = history.iter().filter(|held| {
			held.about(who.person)
				.is_some_and(|result| result.mandate == Some(id))
		});
		Ok(Self {
			holding: Holding::read(at, id, &mandate).await?,
			office: mandate.office,
			title: title.0,
			unit: place.unit,
			record,
			confidence: standing.score.confidence(),
			rounds: standing.rounds,
			valid: standing.valid,
			last: standing.last,
			kept: promises.kept,
			broken: promises.broken,
			suspend_below: place.suspend_below,
			reinstate_at: place.reinstate_at,
			history: own
				.filter_map(|held| Rating::new(held, who.person))
				.collect(),
			pledges: pledge::Shown::all(&at.checklist(id).await?),
		})
	}
}

/// The rounds without a mandate, by office.
async fn acted(
	at: &At,
	person: PersonId,
	history: &[Held],
	places: &mut Places,
) -> Result<Vec<Acted>> {
	let mut all: Vec<Acted> = Vec::new();
	for held in history {
		let without = held
			.about(person)
			.is_some_and(|result| result.mandate.is_none());
		let Some(rating) = Rating::new(held, person).filter(|_| without) else {
			continue;
		};
		if let Some(known) = all.iter_mut().find(|acted| acted.office == held.office) {
			known.history.push(rating);
			continue;
		}
		let (office, _) = at.office(held.office).await?;
		let place = places.of(at, office.unit).await?;
		all.push(Acted {
			office: held.office,
			title: office.title.0,
			unit: place.unit,
			suspend_below: place.suspend_below,
			reinstate_at: place.reinstate_at,
			history: vec![rating],
		});
	}
	Ok(all)
}

#[cfg(test)]
pub(crate) mod tests;
