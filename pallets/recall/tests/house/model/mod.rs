//! What should happen, written from the rules alone: no storage, and not a line of the pallets.
//!
//! The model is told what people do (the methods that return what may be refused) and that a block
//! begins ([`Model::begin_block`]); the rest it works out. A person is a number with a home; a
//! mandate, a round or a case is a line in a list.

pub mod calendar;
pub mod cases;
pub mod chairs;
pub mod polls;
pub mod promises;
pub mod rounds;
pub mod sums;

use calendar::{Calendar, Lot};
use cases::{Case, CaseRules, Petition};
use chairs::{ActBy, Chair, End, OfficeDue};
use polls::Poll;
use promises::{Pledge, PledgeDue, PledgeRules, Queue};
use rounds::{Past, Round, RoundRules};
use std::collections::{BTreeMap, BTreeSet};
use sums::{Opinion, Share};

pub type Block = u64;
pub type Person = u32;
pub type Unit = u32;
pub type OfficeNo = u32;
pub type MandateNo = u32;
pub type PollNo = u32;
pub type CaseNo = u32;

/// What somebody may be refused for. Which reason is given if there are several is no rule.
pub type Reasons = Vec<&'static str>;

/// A person, in good standing or not.
#[derive(Clone, Copy, Debug)]
pub struct Resident {
	pub home: Unit,
	pub is_observer: bool,
	pub is_good: bool,
}

/// An office and all that goes on in it.
#[derive(Debug)]
pub struct Office {
	pub unit: Unit,
	pub is_head: bool,
	pub rule: ActBy,
	pub term: Block,
	pub chair: Chair,
	/// Who came after the winner of the last election.
	pub line: Vec<Person>,
	/// Who may not act until the next election.
	pub aside: Vec<Person>,
	/// Whether its election is under way.
	pub is_electing: bool,
	/// The block on which its election is called.
	pub election_due: Option<Block>,
	/// The next date of its rounds.
	pub date: Block,
	pub round: Option<Round>,
	/// Whether one more round follows the one under way.
	pub is_owed: bool,
	pub past: Vec<Past>,
	pub petition: Option<Petition>,
	pub rest_until: Option<Block>,
}

/// One person's holding of an office.
#[derive(Debug)]
pub struct Mandate {
	pub office: OfficeNo,
	pub person: Person,
	pub since: Block,
	pub until: Block,
	pub ended: Option<(Block, End)>,
	pub opinion: Opinion,
	pub case: Option<CaseNo>,
	pub pledges: Vec<Pledge>,
}

/// The house.
pub struct Model {
	pub now: Block,
	pub people: BTreeMap<Person, Resident>,
	/// The unit above each unit.
	pub above: Vec<Option<Unit>>,
	/// Electors of each unit.
	pub electors: Vec<u32>,
	pub offices: Vec<Office>,
	pub mandates: Vec<Mandate>,
	pub cases: Vec<Case>,
	/// How often each person lost an office for lack of confidence.
	pub recalls: BTreeMap<Person, u32>,
	/// Who must leave the places in which he or she acts, and when the next.
	pub stepping: BTreeMap<Person, Block>,
	/// Polls that are scheduled or open, by number.
	pub polls: BTreeMap<PollNo, Poll>,
	pub next_poll: PollNo,
	/// Pledges that wait for a judgement, by unit; none without any.
	pub queues: BTreeMap<Unit, Queue>,
	/// Quorum and majority of each judgement under way.
	pub terms: BTreeMap<PollNo, (Share, Share)>,
	/// Whether elections are refused.
	pub refuses_elections: bool,
	/// Whether polls are refused.
	pub refuses_polls: bool,
	pub round_rules: BTreeMap<Option<u8>, RoundRules>,
	pub case_rules: BTreeMap<Option<u8>, CaseRules>,
	pub pledge_rules: PledgeRules,
	/// Most items of each calendar done in a block.
	pub per_block: usize,
	pub office_calendar: Calendar<OfficeDue>,
	pub pledge_calendar: Calendar<PledgeDue>,
	pub date_calendar: Calendar<OfficeNo>,
	pub case_calendar: Calendar<CaseNo>,
	pub lot: Lot,
	/// How often each thing worth seeing happened.
	pub seen: BTreeMap<&'static str, u64>,
	/// Mandates about which something has changed since somebody looked.
	pub touched: BTreeSet<MandateNo>,
}

/// The numbers a house is built with.
pub struct Plan {
	pub people: BTreeMap<Person, Resident>,
	pub above: Vec<Option<Unit>>,
	pub electors: Vec<u32>,
	pub round_rules: BTreeMap<Option<u8>, RoundRules>,
	pub case_rules: BTreeMap<Option<u8>, CaseRules>,
	pub pledge_rules: PledgeRules,
	pub per_block: usize,
}

impl Model {
	/// A house without offices, before its first block.
	pub fn new(plan: Plan, lot: Lot) -> Self {
		Self {
			now: 0,
			people: plan.people,
			above: plan.above,
			electors: plan.electors,
			offices: Vec::new(),
			mandates: Vec::new(),
			cases: Vec::new(),
			recalls: BTreeMap::new(),
			stepping: BTreeMap::new(),
			polls: BTreeMap::new(),
			next_poll: 0,
			queues: BTreeMap::new(),
			terms: BTreeMap::new(),
			refuses_elections: false,
			refuses_polls: false,
			round_rules: plan.round_rules,
			case_rules: plan.case_rules,
			pledge_rules: plan.pledge_rules,
			per_block: plan.per_block,
			office_calendar: Calendar::new(lot),
			pledge_calendar: Calendar::new(lot),
			date_calendar: Calendar::new(lot),
			case_calendar: Calendar::new(lot),
			lot,
			seen: BTreeMap::new(),
			touched: BTreeSet::new(),
		}
	}

	/// A block begins: polls close, then each part of the house does what is due.
	pub fn begin_block(&mut self) {
		self.now += 1;
		self.close_polls();
		for _ in 0..self.per_block {
			let Some(due) = self.office_calendar.take(self.now) else {
				break;
			};
			self.office_due(due);
		}
		for _ in 0..self.per_block {
			let Some(due) = self.pledge_calendar.take(self.now) else {
				break;
			};
			self.pledge_due(due);
		}
		for _ in 0..self.per_block {
			let Some(office) = self.date_calendar.take(self.now) else {
				break;
			};
			self.date_due(office);
		}
		for _ in 0..self.per_block {
			let Some(case) = self.case_calendar.take(self.now) else {
				break;
			};
			self.case_due(case);
		}
	}

	/// Something happened that the stories must have seen.
	pub fn saw(&mut self, what: &'static str) {
		*self.seen.entry(what).or_default() += 1;
	}

	pub fn office(&self, office: OfficeNo) -> &Office {
		&self.offices[office as usize]
	}

	pub fn office_mut(&mut self, office: OfficeNo) -> &mut Office {
		&mut self.offices[office as usize]
	}

	pub fn mandate(&self, mandate: MandateNo) -> &Mandate {
		&self.mandates[mandate as usize]
	}

	pub fn office_numbers(&self) -> std::ops::Range<OfficeNo> {
		0..self.offices.len() as OfficeNo
	}

	/// The person, if in good standing.
	pub fn citizen(&self, person: Person) -> Option<&Resident> {
		self.people.get(&person).filter(|resident| resident.is_good)
	}

	/// Whether the unit is `outer` or lies below it.
	pub fn is_within(&self, unit: Unit, outer: Unit) -> bool {
		let mut at = Some(unit);
		while let Some(unit) = at {
			if unit == outer {
				return true;
			}
			at = self.above[unit as usize];
		}
		false
	}

	/// How many units are above it.
	pub fn level(&self, unit: Unit) -> u8 {
		match self.above[unit as usize] {
			Some(above) => self.level(above) + 1,
			None => 0,
		}
	}

	/// The mandate of an office, if it is in force.
	pub fn mandate_in(&self, office: OfficeNo) -> Option<MandateNo> {
		match self.office(office).chair {
			Chair::Held(mandate) | Chair::Suspended(mandate, _) => Some(mandate),
			Chair::Empty | Chair::Acting(_) => None,
		}
	}

	/// The office that the person holds.
	pub fn held_by(&self, person: Person) -> Option<OfficeNo> {
		self.office_numbers().find(|office| {
			let mandate = self.mandate_in(*office);
			let mandate = mandate.map(|mandate| self.mandate(mandate));
			mandate.is_some_and(|mandate| mandate.person == person && mandate.ended.is_none())
		})
	}

	/// The offices in which the person acts.
	pub fn acts_in(&self, person: Person) -> BTreeSet<OfficeNo> {
		let acts = |office: &OfficeNo| self.office(*office).chair.acting() == Some(person);
		self.office_numbers().filter(acts).collect()
	}

	/// How often the person lost an office for lack of confidence.
	pub fn recalls_of(&self, person: Person) -> u32 {
		self.recalls.get(&person).copied().unwrap_or(0)
	}

	/// The record of a mandate.
	pub fn record(&self, mandate: MandateNo) -> Share {
		let Mandate {
			person,
			opinion,
			pledges,
			..
		} = self.mandate(mandate);
		let (kept, broken) = promises::judged(pledges);
		opinion.record(kept, broken, self.recalls_of(*person))
	}
}
