//! Offices and mandates as people see them.

use crate::{
	chain::{
		offices::{ending, ActingRule, Kind, Mandate, Seat},
		At,
	},
	commands::{
		citizen::Named,
		pledge::{view as pledge, Shown as ShownPledge},
	},
};
use anyhow::Result;
use serde::Serialize;
use std::io::{self, Write};
use veche_primitives::{ElectionId, MandateId, OfficeId, UnitId};

/// A mandate for people.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Holding {
	/// The mandate.
	pub mandate: MandateId,
	/// Who holds or held it.
	#[serde(flatten)]
	pub by: Named,
	/// The election that gave it.
	pub election: ElectionId,
	/// From which block.
	pub since: u32,
	/// The block at which its term ends.
	pub until: u32,
	/// The block at which it ended.
	pub ended: Option<u32>,
	/// How it ended.
	pub end: Option<&'static str>,
}

impl Holding {
	/// The mandate as the chain keeps it, with the person's name.
	pub async fn read(at: &At, id: MandateId, mandate: &Mandate) -> Result<Self> {
		Ok(Self {
			mandate: id,
			by: Named::read(at, Some(mandate.election), mandate.person).await?,
			election: mandate.election,
			since: mandate.since,
			until: mandate.until,
			ended: mandate.ended.map(|(block, _)| block),
			end: mandate.ended.map(|(_, end)| ending(end)),
		})
	}
}

/// An office for people.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Shown {
	/// Its number.
	pub office: OfficeId,
	/// The block of this view.
	pub block: u32,
	/// What it is called.
	pub title: String,
	/// The unit whose people elect.
	pub unit: String,
	/// Head or member.
	pub kind: Kind,
	/// How several candidates are chosen between.
	pub method: &'static str,
	/// Blocks of a term.
	pub term: u32,
	/// Who acts when nobody elected may.
	pub acting_rule: ActingRule,
	/// incumbent, suspended, acting or vacant.
	pub state: &'static str,
	/// The mandate in force or suspended.
	pub holder: Option<Holding>,
	/// Who acts.
	pub acting: Option<Named>,
	/// Who came next in the last election.
	pub in_line: Vec<Named>,
	/// The election under way.
	pub election: Option<ElectionId>,
	/// The block at which one is called.
	pub election_due: Option<u32>,
	/// The pledges of the mandate.
	pub pledges: Vec<ShownPledge>,
}

impl Shown {
	/// Read an office.
	pub async fn read(at: &At, id: OfficeId) -> Result<Self> {
		let (office, seat) = at.office(id).await?;
		let (state, mandate, acting) = match seat {
			Seat::Incumbent { mandate } => ("incumbent", Some(mandate), None),
			Seat::Suspended { mandate, acting } => ("suspended", Some(mandate), acting),
			Seat::Acting { person } => ("acting", None, Some(person)),
			Seat::Vacant => ("vacant", None, None),
		};
		let last = at.office_history(id, 1).await?.pop();
		// Those in line, and mostly the acting one, stood in the election of the last mandate.
		let election = last.map(|(_, mandate)| mandate.election);
		let holder = match mandate {
			Some(id) => Some(Holding::read(at, id, &at.mandate(id).await?).await?),
			None => None,
		};
		let acting = match acting {
			Some(person) => Some(Named::read(at, election, person).await?),
			None => None,
		};
		let mut in_line = Vec::new();
		for person in at.in_line(id).await? {
			in_line.push(Named::read(at, election, person).await?);
		}
		Ok(Self {
			office: id,
			block: at.number,
			title: office.title.0,
			unit: unit_name(at, office.unit).await?,
			kind: office.kind,
			method: office.method.name(),
			term: office.term,
			acting_rule: office.acting,
			state,
			holder,
			acting,
			in_line,
			election: at.under_way(id).await?,
			election_due: at.election_due(id).await?,
			pledges: match mandate {
				Some(mandate) => ShownPledge::all(&at.checklist(mandate).await?),
				None => Vec::new(),
			},
		})
	}

	/// Who has the office, in a few words.
	pub fn holder_in_words(&self) -> String {
		match (&self.holder, &self.acting) {
			(Some(holder), None) if self.state == "incumbent" => holder.by.to_string(),
			(Some(holder), Some(acting)) => format!("{acting} acts for {}, suspended", holder.by),
			(Some(holder), None) => format!("nobody acts for {}, suspended", holder.by),
			(None, Some(acting)) => format!("{acting} acts"),
			(None, None) => "vacant".into(),
		}
	}

	/// Draw the office.
	pub fn draw(&self, out: &mut dyn Write) -> io::Result<()> {
		writeln!(
			out,
			"office    {}: {}, {} ({})",
			self.office,
			self.title,
			self.unit,
			kind_name(self.kind)
		)?;
		writeln!(out, "held by   {}", self.holder_in_words())?;
		if let Some(holder) = &self.holder {
			writeln!(
				out,
				"mandate   {} from election {}, from block {} to block {} ({} to go)",
				holder.mandate,
				holder.election,
				holder.since,
				holder.until,
				holder.until.saturating_sub(self.block)
			)?;
		}
		if !self.in_line.is_empty() {
			let names: Vec<String> = self.in_line.iter().map(Named::to_string).collect();
			writeln!(out, "in line   {}", names.join(", "))?;
		}
		match (self.election, self.election_due) {
			(Some(election), _) => writeln!(
				out,
				"election  {election} is under way; `veche election show {election}`"
			)?,
			(None, Some(due)) => writeln!(out, "election  is called at block {due}")?,
			(None, None) => (),
		}
		writeln!(
			out,
			"rules     elected by {} for {} blocks; without an incumbent {}",
			self.method,
			self.term,
			acting_rule(self.acting_rule)
		)?;
		if !self.pledges.is_empty() {
			writeln!(out, "pledges")?;
		}
		pledge::draw(out, &self.pledges, true)
	}
}

/// Head or member.
pub(super) fn kind_name(kind: Kind) -> &'static str {
	match kind {
		Kind::Head => "head",
		Kind::Member => "member",
	}
}

fn acting_rule(rule: ActingRule) -> &'static str {
	match rule {
		ActingRule::NextInLine => {
			"who came next in the last election acts, else the head of the unit above"
		}
		ActingRule::HeadAbove => "the head of the unit above acts",
		ActingRule::Nobody => "nobody acts",
	}
}

/// The code of a unit, or its number if it has none.
pub async fn unit_name(at: &At, unit: UnitId) -> Result<String> {
	let code = at.unit_code(unit).await?;
	Ok(code.unwrap_or_else(|| unit.to_string()))
}

#[cfg(test)]
pub(crate) mod tests {
	use super::*;
	use crate::chain::pledges::Mark;

	fn named(person: u32, name: &str) -> Named {
		Named {
			person,
			name: Some(name.into()),
		}
	}

	pub(crate) fn shown(
		state: &'static str,
		holder: Option<Named>,
		acting: Option<Named>,
	) -> Shown {
		Shown {
			office: 3,
			block: 110,
			title: "Head of the village".into(),
			unit: "BY-BR-04-01".into(),
			kind: Kind::Head,
			method: "schulze",
			term: 500,
			acting_rule: ActingRule::NextInLine,
			state,
			holder: holder.map(|by| Holding {
				mandate: 2,
				by,
				election: 5,
				since: 10,
				until: 510,
				ended: None,
				end: None,
			}),
			acting,
			in_line: vec![named(8, "Ben")],
			election: None,
			election_due: (state == "vacant").then_some(120),
			pledges: ShownPledge::all(&[pledge::tests::pledge(Mark::Open)]),
		}
	}

	fn drawn(shown: &Shown) -> String {
		let mut out = Vec::new();
		shown.draw(&mut out).unwrap();
		String::from_utf8(out).unwrap()
	}

	#[test]
	fn draw_shows_the_incumbent_with_term_line_and_pledges() {
		let text = drawn(&shown("incumbent", Some(named(7, "Ann")), None));
		assert!(text.contains("held by   Ann (person 7)\n"), "{text}");
		assert!(text.contains("to block 510 (400 to go)"), "{text}");
		assert!(text.contains("in line   Ben (person 8)"), "{text}");
		assert!(
			text.contains("0. A bridge: due at block 300, weight 4, open"),
			"{text}"
		);
		assert!(!text.contains("is called"), "{text}");
	}

	#[test]
	fn holder_in_words_tells_the_four_states_apart() {
		let (ann, ben) = (Some(named(7, "Ann")), Some(named(8, "Ben")));
		let words = |state, holder: &Option<Named>, acting: &Option<Named>| {
			shown(state, holder.clone(), acting.clone()).holder_in_words()
		};
		assert_eq!(words("incumbent", &ann, &None), "Ann (person 7)");
		assert_eq!(
			words("suspended", &ann, &ben),
			"Ben (person 8) acts for Ann (person 7), suspended"
		);
		assert_eq!(words("acting", &None, &ben), "Ben (person 8) acts");
		assert_eq!(words("vacant", &None, &None), "vacant");
		assert!(drawn(&shown("vacant", None, None)).contains("is called at block 120"));
	}
}
