//! Who loses confidence, and regains or loses the office; and petitions for a round.

use super::{
	chairs::{Chair, End},
	polls::{Poll, Purpose},
	rounds::{About, As},
	Block, CaseNo, MandateNo, Model, OfficeNo, Person, PollNo, Reasons, Share, Unit,
};

/// The numbers of a level.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CaseRules {
	pub suspend_below: Share,
	pub reinstate_at: Share,
	pub recovery: Block,
	pub petition_share: Share,
	pub petition_window: Block,
	pub rest: Block,
}

/// How a case ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
	Reinstated(Share),
	Recalled,
	Ended(End),
}

/// One suspension.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case {
	pub mandate: MandateNo,
	pub office: OfficeNo,
	pub person: Person,
	pub rating: Share,
	pub since: Block,
	pub deadline: Block,
	pub reinstate_at: Share,
	/// The words, and when they were said.
	pub explained: Option<(Vec<u8>, Block)>,
	pub outcome: Option<(Block, Outcome)>,
}

/// A petition for a round.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Petition {
	pub poll: PollNo,
	pub by: Person,
	pub opened: Block,
	pub share: Share,
}

/// Longest explanation.
const MOST_WORDS: usize = 512;

impl Model {
	/// The numbers that hold for a unit.
	pub fn rules_of_cases(&self, unit: Unit) -> CaseRules {
		let own = self.case_rules.get(&Some(self.level(unit)));
		*own.unwrap_or(&self.case_rules[&None])
	}

	/// The open case of an office.
	pub fn open_case(&self, office: OfficeNo) -> Option<CaseNo> {
		let case = self.mandate(self.mandate_in(office)?).case?;
		let is_open = self.cases[case as usize].outcome.is_none();
		is_open.then_some(case)
	}

	/// The rating on which something hangs.
	pub(super) fn edge(&self, office: OfficeNo, as_what: As) -> Share {
		match as_what {
			As::Holder(_) | As::Acting => {
				self.rules_of_cases(self.office(office).unit).suspend_below
			}
			As::Suspended(_) => {
				let case = self.open_case(office);
				case.map_or(0, |case| self.cases[case as usize].reinstate_at)
			}
		}
	}

	/// A rating that counts.
	pub(super) fn rated(&mut self, office: OfficeNo, about: &About, rating: Share) {
		let chair = self.office(office).chair;
		match about.as_what {
			As::Holder(mandate) => {
				if rating < about.edge && chair == Chair::Held(mandate) {
					self.suspend(office, mandate, rating);
				}
			}
			As::Suspended(mandate) => {
				let is_it = matches!(chair, Chair::Suspended(held, _) if held == mandate);
				if rating >= about.edge && is_it {
					self.reinstate(office, mandate, rating);
				}
			}
			As::Acting => {
				if rating < about.edge && chair.acting() == Some(about.person) {
					self.set_aside(office, about.person);
					self.hand_on(office, about.person);
					self.saw("acting passed on");
				}
			}
		}
	}

	fn suspend(&mut self, office: OfficeNo, mandate: MandateNo, rating: Share) {
		let rules = self.rules_of_cases(self.office(office).unit);
		let person = self.mandate(mandate).person;
		let acting = self.find_acting(office, &[person]);
		self.office_mut(office).chair = Chair::Suspended(mandate, acting);
		let number = self.cases.len() as CaseNo;
		let deadline = self.now + rules.recovery;
		self.cases.push(Case {
			mandate,
			office,
			person,
			rating,
			since: self.now,
			deadline,
			reinstate_at: rules.reinstate_at,
			explained: None,
			outcome: None,
		});
		self.mandates[mandate as usize].case = Some(number);
		self.case_calendar.put(deadline, number);
		self.must_step_back(person);
		self.saw("suspended");
	}

	fn reinstate(&mut self, office: OfficeNo, mandate: MandateNo, rating: Share) {
		self.office_mut(office).chair = Chair::Held(mandate);
		self.close_case(mandate, Outcome::Reinstated(rating));
		self.need_not_step_back(self.mandate(mandate).person);
		self.saw("reinstated");
	}

	/// The deadline has come, or one more block of waiting for a round.
	pub(super) fn case_due(&mut self, number: CaseNo) {
		let case = &self.cases[number as usize];
		let (office, mandate, person) = (case.office, case.mandate, case.person);
		let seat = self.office(office);
		if seat.round.is_some() || seat.is_owed {
			let at = self.now + 1;
			self.case_calendar.put(at, number);
			self.saw("deadline waits for a round");
			return;
		}
		self.end(mandate, End::Recalled);
		self.vacate(office, Some(person));
		self.must_step_back(person);
		self.saw("recalled");
	}

	/// A mandate ends: so does its case. Who loses the office without having regained confidence is
	/// recalled, whatever the end is called; but nobody is blamed for dying.
	pub(super) fn case_ends_with(&mut self, mandate: MandateNo, end: End) {
		let is_open = |case: CaseNo| self.cases[case as usize].outcome.is_none();
		if !self.mandate(mandate).case.is_some_and(is_open) {
			return;
		}
		if end != End::Lost {
			let person = self.mandate(mandate).person;
			*self.recalls.entry(person).or_default() += 1;
		}
		let outcome = match end {
			End::Recalled => Outcome::Recalled,
			end => Outcome::Ended(end),
		};
		self.close_case(mandate, outcome);
		self.saw("case over with its mandate");
	}

	fn close_case(&mut self, mandate: MandateNo, outcome: Outcome) {
		let now = self.now;
		let Some(number) = self.mandates[mandate as usize].case else {
			return;
		};
		let case = &mut self.cases[number as usize];
		case.outcome = Some((now, outcome));
		// The item may have been put off from the deadline by a round.
		let items = self.case_calendar.all().filter(|(_, due)| *due == number);
		let items: Vec<_> = items.collect();
		for (at, number) in items {
			self.case_calendar.strike(at, number);
		}
	}

	/// The suspended explains. The reasons for which it is refused, or none.
	pub fn explain(&mut self, person: Person, office: OfficeNo, words: &[u8]) -> Reasons {
		let mut reasons = Reasons::new();
		if self.citizen(person).is_none() {
			reasons.push("NotACitizen");
		}
		if office as usize >= self.offices.len() {
			reasons.push("UnknownOffice");
			return reasons;
		}
		let case = self.open_case(office);
		match case {
			None => reasons.push("NotSuspended"),
			Some(case) if self.cases[case as usize].person != person => reasons.push("NotYours"),
			Some(_) => {}
		}
		if words.len() > MOST_WORDS {
			reasons.push("ExplanationTooLong");
		}
		let text = std::str::from_utf8(words);
		if !text.is_ok_and(|text| text.chars().any(|sign| !sign.is_whitespace())) {
			reasons.push("BadText");
		}
		if let (true, Some(case)) = (reasons.is_empty(), case) {
			self.cases[case as usize].explained = Some((words.to_vec(), self.now));
			self.saw("explained");
		}
		reasons
	}

	/// Somebody starts a petition. The reasons for which it is refused, or none.
	pub fn petition(&mut self, person: Person, office: OfficeNo) -> Reasons {
		let mut reasons = Reasons::new();
		let citizen = self.citizen(person);
		if citizen.is_none() {
			reasons.push("NotACitizen");
		}
		if citizen.is_some_and(|resident| resident.is_observer) {
			reasons.push("Observer");
		}
		let Some(seat) = self.offices.get(office as usize) else {
			reasons.push("UnknownOffice");
			return reasons;
		};
		let (unit, now) = (seat.unit, self.now);
		if citizen.is_some_and(|resident| !self.is_within(resident.home, unit)) {
			reasons.push("OutsideUnit");
		}
		if seat.chair == Chair::Empty {
			reasons.push("NobodyInOffice");
		}
		if seat.petition.is_some() {
			reasons.push("PetitionRunning");
		}
		if seat.rest_until.is_some_and(|until| now < until) {
			reasons.push("TooSoon");
		}
		if self.is_time_up(office) {
			reasons.push("DeadlinePassed");
		}
		if !reasons.is_empty() {
			return reasons;
		}
		let rules = self.rules_of_cases(unit);
		let (share, window) = (rules.petition_share, rules.petition_window);
		let purpose = Purpose::Petition(office);
		let Some(poll) = self.open_poll(purpose, unit, 1, window, Some(share)) else {
			return vec!["PollRefused"];
		};
		self.office_mut(office).petition = Some(Petition {
			poll,
			by: person,
			opened: now,
			share,
		});
		self.saw("petition opened");
		reasons
	}

	/// Whether the suspended has no time left, and only a round under way is waited for. Nobody can
	/// add another then, or the end could be put off for ever.
	fn is_time_up(&self, office: OfficeNo) -> bool {
		let case = self.open_case(office);
		case.is_some_and(|case| self.cases[case as usize].deadline <= self.now)
	}

	/// The poll of a petition has closed.
	pub(super) fn petition_closed(&mut self, office: OfficeNo, poll: &Poll) {
		self.office_mut(office).petition = None;
		if !poll.is_reached {
			self.saw("petition lapsed");
			return;
		}
		if self.is_time_up(office) || self.hold_round(office).is_err() {
			self.saw("petition failed");
			return;
		}
		let rest = self.rules_of_cases(self.office(office).unit).rest;
		let until = self.now + rest;
		self.office_mut(office).rest_until = Some(until);
		self.saw("petition fulfilled");
	}
}
