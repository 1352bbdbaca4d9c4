//! `veche office watch`: how an office stands with its people, and what happens next.

use super::{
	case::{ShownCase, ShownPetition},
	next, picture,
	rounds::{self, Answered, Held, Rule},
	view::Shown,
};
use crate::{
	chain::{
		offices::Seat,
		recall,
		reputation::{self, judge, Answers, Kind, OfficeStanding, Round},
		At,
	},
	commands::{
		citizen::{Named, Names},
		live::Picture,
		steps::Step,
	},
	drawing::Bar,
};
use anyhow::{anyhow, Result};
use serde::Serialize;
use std::io::{self, Write};
use veche_primitives::{polls::Phase, OfficeId, PersonId, PollId, Ppm};

/// Rounds read for the chart.
const ROUNDS: u32 = 64;

/// An office at one block.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct View {
	/// Who sits in it, the pledges, the election under way.
	#[serde(flatten)]
	pub office: Shown,
	/// Milliseconds from one block to the next.
	pub block_millis: u64,
	/// What hangs on ratings, and when rounds are.
	pub rules: Rules,
	/// What the rounds of the mandate come to; none without a mandate.
	pub standing: Option<Standing>,
	/// The round under way.
	pub round: Option<Live>,
	/// Whether another follows at once.
	pub owed: bool,
	/// The block of the next date.
	pub next_date: u32,
	/// The rounds that are over, the newest first.
	pub rounds: Vec<Held>,
	/// The suspension that runs.
	pub case: Option<ShownCase>,
	/// The petition under way.
	pub petition: Option<ShownPetition>,
	/// The block from which a new one may begin, if not at once.
	pub petition_from: Option<u32>,
	/// Judgements of pledges under way.
	pub judgements: Vec<Judgement>,
	/// What happens next, in order of blocks.
	pub next: Vec<Step>,
}

/// The numbers that hold for the office.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Rules {
	/// A valid rating below this suspends, in parts per million.
	pub suspend_below: Ppm,
	/// A valid rating from this on reinstates, in parts per million.
	pub reinstate_at: Ppm,
	/// Blocks from one date to the next, as the office is now.
	pub period: u32,
	/// Blocks in office before the first regular round.
	pub grace: u32,
}

/// What the rounds of a mandate come to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Standing {
	/// Rounds over.
	pub rounds: u32,
	/// Those of them that counted.
	pub valid: u32,
	/// The last valid rating, in parts per million.
	pub last: Option<Ppm>,
	/// The record, in parts per million.
	pub record: Ppm,
}

/// A round under way.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Live {
	/// Which round of the office.
	pub round: u32,
	/// The poll in which the people answer.
	pub poll: PollId,
	/// Why it is held.
	pub kind: Kind,
	/// Whether the poll takes ballots.
	pub is_open: bool,
	/// The block of opening.
	pub opens: u32,
	/// The first block without voting.
	pub closes: u32,
	/// When it counts.
	pub rule: Rule,
	/// The count so far, and what it would mean.
	pub questions: Vec<Answered>,
}

/// A judgement of a pledge under way.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Judgement {
	/// The pledge's number on the checklist.
	pub pledge: u8,
	/// The poll.
	pub poll: PollId,
	/// The first block without voting.
	pub closes: u32,
}

impl View {
	/// Read an office; an error when there is no such one.
	pub async fn read(at: &At, id: OfficeId) -> Result<Self> {
		let names = &mut Names::default();
		let office = Shown::read(at, id).await?;
		let standing = at.standing(id).await?;
		let level = at.unit_level(standing.unit).await?;
		let rules = Rules::new(
			&at.recall_params(level).await?,
			&at.round_params(level).await?,
			standing.seat,
		);
		let round = match &standing.round {
			Some(round) => Some(Live::read(at, round, &standing, names).await?),
			None => None,
		};
		let case = match at.open_case(id).await? {
			Some((number, case)) => {
				let who = names.named(at, case.person).await?;
				Some(ShownCase::new(number, &case, who))
			}
			None => None,
		};
		let petition = match at.petition(id).await? {
			Some(petition) => Some(ShownPetition::read(at, &petition, names).await?),
			None => None,
		};
		let rest = at.rest_until(id).await?;
		let mut view = Self {
			block_millis: at.block_millis().await?,
			rules,
			standing: standing.mandate.map(|(_, sum, record)| Standing {
				rounds: sum.rounds,
				valid: sum.valid,
				last: sum.last,
				record,
			}),
			round,
			owed: standing.owed,
			next_date: standing.next,
			rounds: rounds::read(at, id, ROUNDS, names).await?,
			case,
			petition,
			petition_from: rest.filter(|block| *block > at.number),
			judgements: Judgement::all(at, &office).await?,
			office,
			next: Vec::new(),
		};
		view.next = next::steps(&view);
		Ok(view)
	}

	/// About whom the chart is: who holds the office, else who acts.
	pub fn subject(&self) -> Option<&Named> {
		let holder = self.office.holder.as_ref().map(|holder| &holder.by);
		holder.or(self.office.acting.as_ref())
	}

	/// The bars of the chart of that person in this office, the oldest first: of this mandate, or of
	/// the time of acting.
	pub fn bars(&self, person: PersonId) -> Vec<Bar> {
		let mandate = self.office.holder.as_ref().map(|holder| holder.mandate);
		let rounds = self.rounds.iter().rev();
		let own = rounds.filter(|held| {
			held.about(person)
				.is_some_and(|result| result.mandate == mandate)
		});
		own.filter_map(|held| held.bar(person)).collect()
	}
}

impl Picture for View {
	fn draw(&self, out: &mut dyn Write) -> io::Result<()> {
		picture::draw(out, self)
	}

	/// An office has no end.
	fn is_over(&self) -> bool {
		false
	}
}

impl Rules {
	fn new(recall: &recall::Params, rounds: &reputation::Params, seat: Seat) -> Self {
		let period = match seat {
			Seat::Suspended { .. } => rounds.fast_period,
			_ => rounds.period,
		};
		Self {
			suspend_below: recall.suspend_below,
			reinstate_at: recall.reinstate_at,
			period,
			grace: rounds.grace,
		}
	}
}

impl Live {
	async fn read(
		at: &At,
		round: &Round,
		standing: &OfficeStanding,
		names: &mut Names,
	) -> Result<Self> {
		let poll = at.poll(round.poll).await?;
		let poll =
			poll.ok_or_else(|| anyhow!("poll {} is missing; ask another node", round.poll))?;
		let is_repeat = round.kind == Kind::Repeat;
		let mut questions = Vec::new();
		for (place, asked) in round.asked.iter().enumerate() {
			let (yes, no) = standing.live.get(place).copied().unwrap_or_default();
			let answers = Answers {
				yes,
				no,
				electors: poll.electors,
			};
			let verdict = judge(&answers, &round.rule, asked.stake(), is_repeat);
			let who = names.named(at, asked.person).await?;
			questions.push(Answered::new(who, asked, &answers, &verdict));
		}
		Ok(Self {
			round: round.number,
			poll: round.poll,
			kind: round.kind,
			is_open: poll.phase == Phase::Open,
			opens: poll.opens,
			closes: poll.closes,
			rule: round.rule.into(),
			questions,
		})
	}
}

impl Judgement {
	async fn all(at: &At, office: &Shown) -> Result<Vec<Self>> {
		let mut all = Vec::new();
		for one in &office.pledges {
			let Some(poll) = one.poll else { continue };
			if let Some(record) = at.poll(poll).await? {
				all.push(Self {
					pledge: one.pledge,
					poll,
					closes: record.closes,
				});
			}
		}
		Ok(all)
	}
}
