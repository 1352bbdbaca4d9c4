//! Confidence rounds: when they are called, whom they ask about, and what they say.

use super::{
	chairs::Chair,
	polls::{Poll, Purpose},
	sums::{Answered, Counts, Said},
	Block, MandateNo, Model, OfficeNo, Person, PollNo, Share, Unit,
};

/// The numbers of a level.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RoundRules {
	pub period: Block,
	pub fast: Block,
	pub voting: Block,
	pub grace: Block,
	pub counts: Counts,
}

/// Why a round is held.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
	Date,
	Extra,
	Again,
}

/// As what somebody is asked about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum As {
	Holder(MandateNo),
	Suspended(MandateNo),
	Acting,
}

/// One question.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct About {
	pub person: Person,
	pub as_what: As,
	pub edge: Share,
}

/// A round under way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Round {
	/// From 1, in the office.
	pub number: u32,
	pub poll: PollNo,
	pub why: Why,
	pub called: Block,
	pub counts: Counts,
	pub about: Vec<About>,
}

/// A round that is over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Past {
	pub poll: PollNo,
	pub why: Why,
	pub called: Block,
	pub closed: Block,
	pub counts: Counts,
	pub said: Vec<(About, Answered, Said)>,
}

/// Why no round was called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoRound {
	NobodyToAsk,
	PollRefused,
}

impl Model {
	/// The numbers that hold for a unit.
	pub fn rules_of_rounds(&self, unit: Unit) -> RoundRules {
		let own = self.round_rules.get(&Some(self.level(unit)));
		*own.unwrap_or(&self.round_rules[&None])
	}

	/// The next date of a unit after now.
	pub(super) fn next_date(&self, unit: Unit, is_fast: bool) -> Block {
		let rules = self.rules_of_rounds(unit);
		let period = if is_fast { rules.fast } else { rules.period };
		let mut date = self.now + 1;
		while date % period != Block::from(unit) % period {
			date += 1;
		}
		date
	}

	/// Put the office's next date where it belongs.
	fn put_date(&mut self, office: OfficeNo) {
		let seat = self.office(office);
		let is_fast = matches!(seat.chair, Chair::Suspended(..));
		let (unit, before) = (seat.unit, seat.date);
		let date = self.next_date(unit, is_fast);
		self.date_calendar.strike(before, office);
		self.date_calendar.put(date, office);
		self.office_mut(office).date = date;
	}

	/// A date has come.
	pub(super) fn date_due(&mut self, office: OfficeNo) {
		if self.office(office).round.is_none() {
			let about = self.whom_to_ask(office, true);
			if !about.is_empty() {
				self.call_round(office, Why::Date, about, None);
			}
		}
		self.put_date(office);
	}

	/// Whom a round asks about. A new official is spared at dates for a while.
	fn whom_to_ask(&self, office: OfficeNo, is_date: bool) -> Vec<About> {
		let seat = self.office(office);
		let grace = self.rules_of_rounds(seat.unit).grace;
		let mut about = Vec::new();
		let mut ask = |person: Person, as_what: As| {
			let edge = self.edge(office, as_what);
			about.push(About {
				person,
				as_what,
				edge,
			});
		};
		match seat.chair {
			Chair::Empty => {}
			Chair::Acting(person) => ask(person, As::Acting),
			Chair::Held(mandate) => {
				let held = self.mandate(mandate);
				if !is_date || self.now - held.since >= grace {
					ask(held.person, As::Holder(mandate));
				}
			}
			Chair::Suspended(mandate, acting) => {
				ask(self.mandate(mandate).person, As::Suspended(mandate));
				if let Some(acting) = acting {
					ask(acting, As::Acting);
				}
			}
		}
		about
	}

	/// Whether somebody is still what a round asked about.
	fn is_still(&self, office: OfficeNo, about: &About) -> bool {
		let chair = self.office(office).chair;
		match about.as_what {
			As::Holder(mandate) => chair == Chair::Held(mandate),
			As::Suspended(mandate) => {
				matches!(chair, Chair::Suspended(suspended, _) if suspended == mandate)
			}
			As::Acting => chair.acting() == Some(about.person),
		}
	}

	fn call_round(
		&mut self,
		office: OfficeNo,
		why: Why,
		about: Vec<About>,
		counts: Option<Counts>,
	) -> Option<()> {
		let unit = self.office(office).unit;
		let rules = self.rules_of_rounds(unit);
		let purpose = Purpose::Round(office);
		let poll = self.open_poll(purpose, unit, about.len(), rules.voting, None)?;
		let called = self.now;
		let seat = self.office_mut(office);
		seat.round = Some(Round {
			number: seat.past.len() as u32 + 1,
			poll,
			why,
			called,
			counts: counts.unwrap_or(rules.counts),
			about,
		});
		self.saw(match why {
			Why::Date => "round at its date",
			Why::Extra => "extraordinary round",
			Why::Again => "round repeated",
		});
		Some(())
	}

	/// Somebody asks for a round before its date.
	pub(super) fn hold_round(&mut self, office: OfficeNo) -> Result<(), NoRound> {
		if self.office(office).round.is_some() {
			self.office_mut(office).is_owed = true;
			self.saw("round owed");
			return Ok(());
		}
		let about = self.whom_to_ask(office, false);
		if about.is_empty() {
			return Err(NoRound::NobodyToAsk);
		}
		self.call_round(office, Why::Extra, about, None)
			.ok_or(NoRound::PollRefused)
	}

	/// The poll of a round has closed.
	pub(super) fn round_closed(&mut self, office: OfficeNo, poll: &Poll) {
		let Some(round) = self.office_mut(office).round.take() else {
			return;
		};
		let is_second = round.why == Why::Again;
		let said: Vec<_> = round
			.about
			.iter()
			.zip(&poll.counts)
			.map(|(about, [yes, no, _])| {
				let answered = Answered {
					yes: *yes,
					no: *no,
					electors: poll.electors,
				};
				let regains = matches!(about.as_what, As::Suspended(_));
				let said = answered.says(round.counts, about.edge, regains, is_second);
				(*about, answered, said)
			})
			.collect();
		let closed = self.now;
		self.office_mut(office).past.push(Past {
			poll: round.poll,
			why: round.why,
			called: round.called,
			closed,
			counts: round.counts,
			said: said.clone(),
		});
		let is_maybe = said
			.iter()
			.any(|(_, _, said)| matches!(said, Said::Maybe(_)));
		if is_maybe {
			// None of its ratings has consequences; all belong to the record.
			for (about, answered, said) in &said {
				if let As::Holder(mandate) | As::Suspended(mandate) = about.as_what {
					let opinion = &mut self.mandates[mandate as usize].opinion;
					opinion.hear_close(*answered, round.counts, *said);
					self.touched.insert(mandate);
				}
			}
			if self.ask_again(office, &round) {
				self.put_date(office);
				return;
			}
			self.saw("not asked again");
		} else {
			for (about, answered, said) in &said {
				if let As::Holder(mandate) | As::Suspended(mandate) = about.as_what {
					let opinion = &mut self.mandates[mandate as usize].opinion;
					opinion.hear(*answered, round.counts, *said);
					self.touched.insert(mandate);
				}
			}
			for (about, _, said) in &said {
				if let Some(rating) = said.rating() {
					self.rated(office, about, rating);
				}
			}
		}
		if std::mem::take(&mut self.office_mut(office).is_owed) {
			let _ = self.hold_round(office);
			self.saw("owed round's turn");
		}
		self.put_date(office);
	}

	/// An unclear round is held again, about those who are still what they were.
	fn ask_again(&mut self, office: OfficeNo, round: &Round) -> bool {
		let still = |about: &&About| self.is_still(office, about);
		let about: Vec<_> = round.about.iter().filter(still).copied().collect();
		if about.is_empty() {
			self.saw("nobody left to ask again");
			return false;
		}
		self.call_round(office, Why::Again, about, Some(round.counts))
			.is_some()
	}
}
