//! What was promised, and how the people judge it.

use super::{
	calendar::Thing,
	chairs::End,
	polls::{Poll, Purpose},
	Block, Mandate, MandateNo, Model, Person, Reasons, Share, Unit,
};
use std::collections::VecDeque;

/// The numbers of judgements.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PledgeRules {
	pub judging: Block,
	pub quorum: Share,
	pub repeat_quorum: Share,
	pub majority: Share,
	pub most_open: usize,
}

/// What the people are asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Plea {
	Done,
	Excuse,
}

/// How far a pledge has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
	Open,
	Waiting(Plea),
	Judging(Plea, u8),
	Kept,
	Broken,
	Excused,
	Lapsed,
	Unjudged,
}

/// One pledge of a mandate.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pledge {
	pub due: Block,
	pub weight: u32,
	pub state: State,
	pub is_claimed: bool,
	pub is_excuse_asked: bool,
}

/// Those who wait for a judgement in a unit.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Queue {
	/// Mandate, place of the pledge, and which attempt it will be.
	pub waiting: VecDeque<(MandateNo, u8, u8)>,
	/// When the first is put to the people.
	pub due: Option<Block>,
}

/// What can be due. The order of the kinds is that of their numbers on the chain.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum PledgeDue {
	Pledge(MandateNo, u8),
	Queue(Unit),
}

impl Thing for PledgeDue {
	fn name(&self) -> Vec<u8> {
		match *self {
			Self::Pledge(mandate, place) => {
				let mut name = vec![0];
				name.extend(mandate.to_le_bytes());
				name.push(place);
				name
			}
			Self::Queue(unit) => {
				let mut name = vec![1];
				name.extend(unit.to_le_bytes());
				name
			}
		}
	}
}

/// The weights of what was kept and of what was broken.
pub fn judged(pledges: &[Pledge]) -> (u64, u64) {
	let sum = |state| {
		let of_it = pledges.iter().filter(|pledge| pledge.state == state);
		of_it.map(|pledge| u64::from(pledge.weight)).sum()
	};
	(sum(State::Kept), sum(State::Broken))
}

/// What becomes of a pledge that is due and not claimed.
fn missed(due: Block, ended: Option<(Block, End)>) -> State {
	match ended {
		Some((at, End::Lost | End::Rose | End::Replaced)) if at < due => State::Lapsed,
		_ => State::Broken,
	}
}

impl Model {
	/// The elected takes office with these pledges: blocks until each is due, and who marked it.
	pub fn adopt(&mut self, mandate: MandateNo, promised: &[(Block, u32)]) {
		let now = self.now;
		for (place, (after, marks)) in (0u8..).zip(promised) {
			let due = now + after;
			self.pledge_calendar
				.put(due, PledgeDue::Pledge(mandate, place));
			self.mandates[mandate as usize].pledges.push(Pledge {
				due,
				weight: marks + 1,
				state: State::Open,
				is_claimed: false,
				is_excuse_asked: false,
			});
		}
	}

	/// Somebody pleads. The reasons for which it is refused, or none.
	pub fn plead(&mut self, person: Person, mandate: MandateNo, place: u8, plea: Plea) -> Reasons {
		let mut reasons = Reasons::new();
		if self.citizen(person).is_none() {
			reasons.push("NotACitizen");
		}
		let now = self.now;
		let Some(held) = self.mandates.get_mut(mandate as usize) else {
			reasons.push("UnknownMandate");
			return reasons;
		};
		if held.person != person {
			reasons.push("NotYours");
		}
		if held.ended.is_some() {
			reasons.push("MandateOver");
		}
		let office = held.office;
		let Some(pledge) = held.pledges.get_mut(usize::from(place)) else {
			reasons.push("UnknownPledge");
			return reasons;
		};
		match plea {
			Plea::Done if pledge.is_claimed => reasons.push("AlreadyClaimed"),
			Plea::Excuse if pledge.is_excuse_asked => reasons.push("AlreadyAsked"),
			Plea::Done | Plea::Excuse => {}
		}
		if pledge.state != State::Open || now >= pledge.due {
			reasons.push("NotOpen");
		}
		if !reasons.is_empty() {
			return reasons;
		}
		match plea {
			Plea::Done => pledge.is_claimed = true,
			Plea::Excuse => pledge.is_excuse_asked = true,
		}
		pledge.state = State::Waiting(plea);
		let unit = self.office(office).unit;
		let mut queue = self.queues.remove(&unit).unwrap_or_default();
		let is_alone = queue.waiting.is_empty();
		queue.waiting.push_back((mandate, place, 1));
		if is_alone {
			self.serve(unit, queue);
		} else {
			self.saw("plea waits");
			self.keep_queue(unit, queue);
		}
		self.saw("plea");
		reasons
	}

	/// Put the first who waits to the people, if there is room.
	fn serve(&mut self, unit: Unit, mut queue: Queue) {
		if let (Some(first), true) = (queue.waiting.front().copied(), self.has_room(unit)) {
			if self.open_judgement(unit, first) {
				queue.waiting.pop_front();
			}
		}
		self.keep_queue(unit, queue);
	}

	/// As long as somebody waits and there is room, the next block serves the queue.
	fn keep_queue(&mut self, unit: Unit, mut queue: Queue) {
		if queue.waiting.is_empty() {
			return;
		}
		if queue.due.is_none() && self.has_room(unit) {
			let at = self.now + 1;
			self.pledge_calendar.put(at, PledgeDue::Queue(unit));
			queue.due = Some(at);
		}
		self.queues.insert(unit, queue);
	}

	/// How many judgements are open in the unit.
	pub fn open_in(&self, unit: Unit) -> usize {
		let is_here = |poll: &&Poll| match poll.purpose {
			Purpose::Judgement(mandate, _) => {
				self.office(self.mandate(mandate).office).unit == unit
			}
			Purpose::Round(_) | Purpose::Petition(_) => false,
		};
		self.polls.values().filter(is_here).count()
	}

	fn has_room(&self, unit: Unit) -> bool {
		self.open_in(unit) < self.pledge_rules.most_open
	}

	fn open_judgement(&mut self, unit: Unit, (mandate, place, attempt): (u32, u8, u8)) -> bool {
		let state = self.mandate(mandate).pledges[usize::from(place)].state;
		let State::Waiting(plea) = state else {
			return false;
		};
		let purpose = Purpose::Judgement(mandate, place);
		let rules = self.pledge_rules;
		let Some(number) = self.open_poll(purpose, unit, 1, rules.judging, None) else {
			return false;
		};
		// The quorum and the majority are those of the day of opening.
		let quorum = if attempt == 1 {
			rules.quorum
		} else {
			rules.repeat_quorum
		};
		self.terms.insert(number, (quorum, rules.majority));
		self.set_state(mandate, place, State::Judging(plea, attempt));
		true
	}

	fn set_state(&mut self, mandate: MandateNo, place: u8, state: State) {
		self.mandates[mandate as usize].pledges[usize::from(place)].state = state;
		self.touched.insert(mandate);
	}

	/// The poll of a judgement has closed.
	pub(super) fn judgement_closed(
		&mut self,
		number: u32,
		mandate: MandateNo,
		place: u8,
		poll: &Poll,
	) {
		let Mandate { office, ended, .. } = *self.mandate(mandate);
		let unit = self.office(office).unit;
		let pledge = &self.mandate(mandate).pledges[usize::from(place)];
		let (due, state) = (pledge.due, pledge.state);
		let terms = self.terms.remove(&number);
		let (State::Judging(plea, attempt), Some((quorum, majority))) = (state, terms) else {
			return;
		};
		let [yes, no, abstain] = poll.counts[0].map(u64::from);
		let ballots = yes + no + abstain;
		let is_enough = ballots * 1_000_000 >= u64::from(poll.electors) * u64::from(quorum);
		if !is_enough && attempt == 1 {
			self.set_state(mandate, place, State::Waiting(plea));
			let mut queue = self.queues.remove(&unit).unwrap_or_default();
			queue.waiting.push_front((mandate, place, 2));
			self.serve(unit, queue);
			self.saw("judged again");
			return;
		}
		let is_yes = yes * 1_000_000 > (yes + no) * u64::from(majority);
		let state = match plea {
			Plea::Done if yes + no == 0 => State::Unjudged,
			Plea::Done if is_yes => State::Kept,
			Plea::Done => State::Broken,
			Plea::Excuse if is_yes => State::Excused,
			Plea::Excuse if self.now < due => State::Open,
			Plea::Excuse => missed(due, ended),
		};
		self.set_state(mandate, place, state);
		self.saw(match state {
			State::Kept => "pledge kept",
			State::Broken => "pledge judged broken",
			State::Excused => "pledge excused",
			State::Open => "excuse refused",
			State::Lapsed => "refused excuse lapsed",
			_ => "pledge unjudged",
		});
		let queue = self.queues.remove(&unit).unwrap_or_default();
		self.keep_queue(unit, queue);
	}

	/// A pledge is due, or a queue may move.
	pub(super) fn pledge_due(&mut self, due: PledgeDue) {
		match due {
			PledgeDue::Pledge(mandate, place) => {
				let held = self.mandate(mandate);
				let pledge = &held.pledges[usize::from(place)];
				if pledge.state == State::Open {
					let state = missed(pledge.due, held.ended);
					self.set_state(mandate, place, state);
					self.saw(match state {
						State::Lapsed => "pledge lapsed",
						_ => "pledge missed",
					});
				}
			}
			PledgeDue::Queue(unit) => {
				let mut queue = self.queues.remove(&unit).unwrap_or_default();
				queue.due = None;
				self.serve(unit, queue);
			}
		}
	}
}
