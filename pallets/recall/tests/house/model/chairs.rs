//! Who sits in an office, who acts, and when a mandate ends.

use super::{
	calendar::Thing, Block, Mandate, MandateNo, Model, Office, OfficeNo, Person, Reasons, Unit,
};

/// Who sits in an office: always exactly one of these.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Chair {
	Empty,
	Acting(Person),
	Held(MandateNo),
	Suspended(MandateNo, Option<Person>),
}

impl Chair {
	pub fn acting(self) -> Option<Person> {
		match self {
			Self::Acting(person) => Some(person),
			Self::Suspended(_, acting) => acting,
			Self::Empty | Self::Held(_) => None,
		}
	}

	fn without_mandate(acting: Option<Person>) -> Self {
		acting.map_or(Self::Empty, Self::Acting)
	}
}

/// Who acts when the one who holds the office cannot.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ActBy {
	/// The next of the last election; else the head above.
	Line,
	/// The head above.
	Above,
	Nobody,
}

/// How a mandate ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
	Term,
	Lost,
	Resigned,
	Rose,
	Recalled,
	Replaced,
}

/// What can be due in offices. The order of the kinds is that of their numbers on the chain.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum OfficeDue {
	Term(MandateNo),
	Standing(Person),
	Election(OfficeNo),
	Stepping(Person),
}

impl Thing for OfficeDue {
	fn name(&self) -> Vec<u8> {
		let (kind, number) = match *self {
			Self::Term(mandate) => (0, mandate),
			Self::Standing(person) => (1, person),
			Self::Election(office) => (2, office),
			Self::Stepping(person) => (3, person),
		};
		let mut name = vec![kind];
		name.extend(number.to_le_bytes());
		name
	}
}

/// How many of those set aside an office remembers.
const MOST_ASIDE: usize = 16;
/// How many in line it remembers.
const MOST_IN_LINE: usize = 8;

impl Model {
	/// There is a new office. Its election is called on block `first`.
	pub fn establish(&mut self, unit: Unit, is_head: bool, rule: ActBy, term: Block, first: Block) {
		let office = self.offices.len() as OfficeNo;
		let date = self.next_date(unit, false);
		self.offices.push(Office {
			unit,
			is_head,
			rule,
			term,
			chair: Chair::Empty,
			line: Vec::new(),
			aside: Vec::new(),
			is_electing: false,
			election_due: None,
			date,
			round: None,
			is_owed: false,
			past: Vec::new(),
			petition: None,
			rest_until: None,
		});
		self.date_calendar.put(date, office);
		self.schedule_election(office, first);
	}

	/// Whether a unit can have one more office of this kind.
	pub fn can_establish(&self, unit: Unit, is_head: bool) -> Reasons {
		let mut offices = self.offices.iter();
		let has_head = offices.any(|office| office.unit == unit && office.is_head);
		let mut reasons = Reasons::new();
		if is_head && has_head {
			reasons.push("HeadExists");
		}
		reasons
	}

	/// The elected takes office.
	pub fn install(&mut self, office: OfficeNo, person: Person, line: &[Person]) -> MandateNo {
		if let Some(running) = self.mandate_in(office) {
			self.end(running, End::Replaced);
			self.saw("replaced");
		}
		// One who was just replaced by the same person holds nothing any more.
		let left = self.held_by(person).filter(|left| *left != office);
		if let Some(rises) = left.and_then(|left| self.mandate_in(left)) {
			self.end(rises, End::Rose);
			self.saw("rose");
		}
		let number = self.mandates.len() as MandateNo;
		let since = self.now;
		let until = since + self.office(office).term;
		self.mandates.push(Mandate {
			office,
			person,
			since,
			until,
			ended: None,
			opinion: Default::default(),
			case: None,
			pledges: Vec::new(),
		});
		self.touched.insert(number);
		self.office_calendar.put(until, OfficeDue::Term(number));
		self.cancel_election(office);
		let mut kept = Vec::new();
		for next in line {
			if *next != person && !kept.contains(next) && kept.len() < MOST_IN_LINE {
				kept.push(*next);
			}
		}
		let seat = self.office_mut(office);
		seat.is_electing = false;
		seat.line = kept;
		seat.aside.clear();
		seat.chair = Chair::Held(number);
		if let Some(left) = left {
			self.vacate(left, None);
		}
		self.saw("installed");
		number
	}

	/// One leaves the office. The reasons for which it is refused, or none.
	pub fn resign(&mut self, person: Person, office: OfficeNo) -> Reasons {
		let mut reasons = Reasons::new();
		if self.citizen(person).is_none() {
			reasons.push("NotACitizen");
		}
		if self.held_by(person) != Some(office) {
			reasons.push("NotIncumbent");
		}
		if let (true, Some(mandate)) = (reasons.is_empty(), self.mandate_in(office)) {
			self.end(mandate, End::Resigned);
			self.vacate(office, Some(person));
			self.saw("resigned");
		}
		reasons
	}

	/// A person is no longer in good standing.
	pub fn lose(&mut self, person: Person) {
		if let Some(resident) = self.people.get_mut(&person) {
			resident.is_good = false;
		}
		if self.is_in_office(person) {
			let at = self.now + 1;
			self.office_calendar.put(at, OfficeDue::Standing(person));
		}
	}

	/// A person is in good standing again, or has moved.
	pub fn settle(&mut self, person: Person, home: Unit) {
		if let Some(resident) = self.people.get_mut(&person) {
			resident.is_good = true;
			resident.home = home;
		}
	}

	fn is_in_office(&self, person: Person) -> bool {
		self.held_by(person).is_some() || !self.acts_in(person).is_empty()
	}

	pub(super) fn office_due(&mut self, due: OfficeDue) {
		match due {
			OfficeDue::Term(mandate) => self.end_term(mandate),
			OfficeDue::Standing(person) => self.lose_standing(person),
			OfficeDue::Election(office) => self.call_election(office),
			OfficeDue::Stepping(person) => self.step_back(person),
		}
	}

	/// The term is over. Who exercised the office goes on until somebody is elected.
	fn end_term(&mut self, number: MandateNo) {
		let Mandate { office, person, .. } = *self.mandate(number);
		let was_exercised = self.office(office).chair == Chair::Held(number);
		self.end(number, End::Term);
		if was_exercised && self.citizen(person).is_some() {
			self.office_mut(office).chair = Chair::Acting(person);
			self.schedule_election(office, self.now + 1);
		} else {
			self.vacate(office, Some(person));
		}
		self.saw("term over");
		if !was_exercised {
			self.saw("term over while suspended");
		}
	}

	/// Who lost standing leaves one place after the other, one a block.
	fn lose_standing(&mut self, person: Person) {
		if self.citizen(person).is_some() {
			return;
		}
		if let Some(office) = self.held_by(person) {
			if let Some(mandate) = self.mandate_in(office) {
				self.end(mandate, End::Lost);
			}
			self.vacate(office, Some(person));
			self.saw("lost standing");
		} else if let Some(office) = self.first_acted_in(person) {
			self.hand_on(office, person);
			self.saw("acting lost standing");
		}
		if self.is_in_office(person) {
			let at = self.now + 1;
			self.office_calendar.put(at, OfficeDue::Standing(person));
		}
	}

	/// Of the offices in which the person acts, the one that comes first on the chain.
	pub(super) fn first_acted_in(&self, person: Person) -> Option<OfficeNo> {
		let offices = self.acts_in(person).into_iter();
		offices.min_by_key(|office| (self.lot)(&office.to_le_bytes()))
	}

	/// Somebody else than `person` acts in the office from now on, or nobody.
	pub(super) fn hand_on(&mut self, office: OfficeNo, person: Person) {
		let next = self.find_acting(office, &[person]);
		let seat = self.office_mut(office);
		seat.chair = match seat.chair {
			Chair::Suspended(mandate, _) => Chair::Suspended(mandate, next),
			_ => Chair::without_mandate(next),
		};
	}

	/// A mandate in force ends. Its office is for the caller. Who was suspended does not come back
	/// as acting.
	pub(super) fn end(&mut self, number: MandateNo, end: End) {
		let now = self.now;
		self.touched.insert(number);
		let mandate = &mut self.mandates[number as usize];
		mandate.ended = Some((now, end));
		let (office, person, until) = (mandate.office, mandate.person, mandate.until);
		if matches!(self.office(office).chair, Chair::Suspended(..)) {
			self.set_aside(office, person);
		}
		self.office_calendar.strike(until, OfficeDue::Term(number));
		self.case_ends_with(number, end);
	}

	/// Who lost confidence leaves the places in which he or she acts, one a block.
	pub(super) fn must_step_back(&mut self, person: Person) {
		if self.stepping.contains_key(&person) || self.acts_in(person).is_empty() {
			return;
		}
		let at = self.now + 1;
		self.stepping.insert(person, at);
		self.office_calendar.put(at, OfficeDue::Stepping(person));
	}

	/// Who regained it goes on acting where he or she still does.
	pub(super) fn need_not_step_back(&mut self, person: Person) {
		if let Some(at) = self.stepping.remove(&person) {
			self.office_calendar.strike(at, OfficeDue::Stepping(person));
			self.saw("stepping back called off");
		}
	}

	/// One place is left.
	fn step_back(&mut self, person: Person) {
		self.stepping.remove(&person);
		if let Some(office) = self.first_acted_in(person) {
			self.hand_on(office, person);
			self.saw("stepped back");
		}
		self.must_step_back(person);
	}

	/// The office has nobody elected from now on. Who acted goes on, else somebody is found, but not
	/// `except`.
	pub(super) fn vacate(&mut self, office: OfficeNo, except: Option<Person>) {
		let acting = self.office(office).chair.acting();
		let acting = acting.or_else(|| {
			let except: Vec<_> = except.into_iter().collect();
			self.find_acting(office, &except)
		});
		self.office_mut(office).chair = Chair::without_mandate(acting);
		self.schedule_election(office, self.now + 1);
	}

	/// Who can act in the office by its rule.
	pub(super) fn find_acting(&self, office: OfficeNo, except: &[Person]) -> Option<Person> {
		let Office {
			unit,
			rule,
			line,
			aside,
			..
		} = self.office(office);
		let may = |person: Person| {
			let is_barred = except.contains(&person) || aside.contains(&person);
			self.citizen(person).is_some() && !is_barred && !self.is_suspended(person)
		};
		let of_the_unit = |person: Person| {
			let resident = self.citizen(person);
			resident.is_some_and(|resident| {
				!resident.is_observer && self.is_within(resident.home, *unit)
			})
		};
		let in_line = || {
			let mut line = line.iter().copied();
			line.find(|person| may(*person) && of_the_unit(*person))
		};
		let above = || self.head_above(*unit).filter(|person| may(*person));
		match rule {
			ActBy::Line => in_line().or_else(above),
			ActBy::Above => above(),
			ActBy::Nobody => None,
		}
	}

	/// Who exercises the head office of the unit right above.
	fn head_above(&self, unit: Unit) -> Option<Person> {
		let above = self.above[unit as usize]?;
		let head = |office: &&Office| office.unit == above && office.is_head;
		let office = self.offices.iter().find(head)?;
		match office.chair {
			Chair::Held(mandate) => Some(self.mandate(mandate).person),
			chair => chair.acting(),
		}
	}

	/// Whether the person is suspended in the office that he or she holds.
	pub fn is_suspended(&self, person: Person) -> bool {
		let held = self.held_by(person).map(|office| self.office(office).chair);
		matches!(held, Some(Chair::Suspended(..)))
	}

	pub(super) fn set_aside(&mut self, office: OfficeNo, person: Person) {
		let aside = &mut self.office_mut(office).aside;
		if aside.contains(&person) {
			return;
		}
		if aside.len() == MOST_ASIDE {
			aside.remove(0);
		}
		aside.push(person);
	}

	/// Have an election called on a block to come.
	fn schedule_election(&mut self, office: OfficeNo, at: Block) {
		self.cancel_election(office);
		self.office_mut(office).election_due = Some(at);
		self.office_calendar.put(at, OfficeDue::Election(office));
	}

	fn cancel_election(&mut self, office: OfficeNo) {
		if let Some(at) = self.office_mut(office).election_due.take() {
			self.office_calendar.strike(at, OfficeDue::Election(office));
		}
	}

	fn call_election(&mut self, office: OfficeNo) {
		self.office_mut(office).election_due = None;
		if self.office(office).is_electing {
			return;
		}
		if self.refuses_elections {
			self.schedule_election(office, self.now + 1);
			self.saw("election refused");
		} else {
			self.office_mut(office).is_electing = true;
			self.saw("election called");
		}
	}
}
