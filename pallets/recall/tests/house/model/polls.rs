//! The polls that are scheduled or open, and to whom each belongs.

use super::{Block, MandateNo, Model, OfficeNo, PollNo, Share, Unit};

/// What a poll is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
	Judgement(MandateNo, u8),
	Round(OfficeNo),
	Petition(OfficeNo),
}

/// Yes, no and abstain of one question.
pub type Counts = [u32; 3];

/// A poll that has not closed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Poll {
	pub purpose: Purpose,
	pub electors: u32,
	/// First block in which it takes ballots.
	pub opens: Block,
	/// First block in which it takes none.
	pub closes: Block,
	/// Of each question.
	pub counts: Vec<Counts>,
	/// How many yes close it at once.
	pub goal: Option<u32>,
	pub is_reached: bool,
}

/// How many people are at least the share, and at least one.
pub fn people(electors: u32, share: Share) -> u32 {
	let parts = u64::from(electors) * u64::from(share);
	(parts.div_ceil(1_000_000) as u32).max(1)
}

impl Model {
	/// Ask for a poll of the unit, which opens on the next block; none if polls are refused.
	pub(super) fn open_poll(
		&mut self,
		purpose: Purpose,
		unit: Unit,
		questions: usize,
		duration: Block,
		share: Option<Share>,
	) -> Option<PollNo> {
		if self.refuses_polls {
			self.saw("poll refused");
			return None;
		}
		let number = self.next_poll;
		self.next_poll += 1;
		let electors = self.electors[unit as usize];
		let opens = self.now + 1;
		let poll = Poll {
			purpose,
			electors,
			opens,
			closes: opens + duration,
			counts: vec![[0; 3]; questions],
			goal: share.map(|share| people(electors, share)),
			is_reached: false,
		};
		self.polls.insert(number, poll);
		Some(number)
	}

	/// The people vote: this is the count from now on. Ballots come only while the poll is open.
	pub fn vote(&mut self, number: PollNo, counts: &[Counts]) {
		let now = self.now;
		let Some(poll) = self.polls.get_mut(&number) else {
			return;
		};
		if now < poll.opens || poll.is_reached {
			return;
		}
		poll.counts = counts.to_vec();
		if poll.goal.is_some_and(|goal| poll.counts[0][0] >= goal) {
			poll.is_reached = true;
			poll.closes = poll.closes.min(now + 1);
		}
	}

	/// Polls whose time has come close in the order of their numbers.
	pub(super) fn close_polls(&mut self) {
		let now = self.now;
		let due = self.polls.iter().filter(|(_, poll)| poll.closes <= now);
		let due: Vec<PollNo> = due.map(|(number, _)| *number).collect();
		for number in due {
			let Some(poll) = self.polls.remove(&number) else {
				continue;
			};
			match poll.purpose {
				Purpose::Judgement(mandate, place) => {
					self.judgement_closed(number, mandate, place, &poll);
				}
				Purpose::Round(office) => self.round_closed(office, &poll),
				Purpose::Petition(office) => self.petition_closed(office, &poll),
			}
		}
	}
}
