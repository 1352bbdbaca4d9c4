//! A voting engine with one yes/no question, counted by the real rules.

use super::*;
use codec::{Decode, Encode};
use veche_primitives::{
	polls::{PollRequest, QuestionOutcome},
	Alias,
};
use veche_tally::{majority_met, quorum_met, share_of, NO, YES};

/// Electors of every poll.
pub const ELECTORS: u32 = 20;

const POLLS: &[u8] = b"mock/polls";

#[derive(Encode, Decode)]
struct Poll {
	request: PollRequest<u64>,
	opens: u64,
	closes: u64,
	yes: u32,
	no: u32,
	abstain: u32,
	goal_reached: bool,
	is_closed: bool,
}

impl Poll {
	fn is_open(&self) -> bool {
		let now = System::block_number();
		!self.is_closed && (self.opens..self.closes).contains(&now)
	}

	fn outcome(&self) -> PollOutcome {
		let ballots = self.yes + self.no + self.abstain;
		let is_yes = majority_met(self.yes, self.no, self.request.majority);
		let decided = if is_yes { YES } else { NO };
		let question = QuestionOutcome {
			winner: (self.yes + self.no > 0).then_some(decided),
			..Default::default()
		};
		PollOutcome {
			ballots,
			electors: ELECTORS,
			quorum_met: quorum_met(ballots, ELECTORS, self.request.quorum),
			goal_reached: self.goal_reached,
			questions: vec![question].try_into().unwrap(),
		}
	}
}

fn polls() -> Vec<Poll> {
	unhashed::get_or_default(POLLS)
}

fn change<R>(id: PollId, change: impl FnOnce(&mut Poll) -> R) -> R {
	let mut all = polls();
	let result = change(&mut all[id as usize]);
	unhashed::put(POLLS, &all);
	result
}

/// How many polls have been opened.
pub fn polls_opened() -> usize {
	polls().len()
}

/// The request the voting engine got for a poll.
pub fn request(id: PollId) -> PollRequest<u64> {
	polls().swap_remove(id as usize).request
}

/// So many more vote, if the poll is open. When the goal is reached it stays so, and the poll closes
/// on the next block.
pub fn vote(id: PollId, yes: u32, no: u32, abstain: u32) {
	change(id, |poll| {
		if poll.is_open() && !poll.goal_reached {
			poll.yes += yes;
			poll.no += no;
			poll.abstain += abstain;
			let needed = poll.request.goal.map(|goal| share_of(ELECTORS, goal.share));
			poll.goal_reached = needed.is_some_and(|needed| poll.yes >= needed);
		}
	});
}

/// Close what is to be closed on this block.
pub fn close_polls() {
	let now = System::block_number();
	let mut all = polls();
	let mut closed = Vec::new();
	for (id, poll) in (0..).zip(&mut all) {
		if !poll.is_closed && (poll.goal_reached || now >= poll.closes) {
			poll.is_closed = true;
			closed.push(id);
		}
	}
	unhashed::put(POLLS, &all);
	for id in closed {
		tell(id);
	}
}

/// Laws hear of the end of a poll; the weight it took.
pub fn tell(id: PollId) -> Weight {
	let poll = polls().swap_remove(id as usize);
	LawsPallet::on_poll_closed(poll.request.institution, id, &poll.outcome())
}

/// The voting engine as laws see it.
pub struct MockPolls;

impl Polls<u64> for MockPolls {
	fn open(request: PollRequest<u64>) -> Result<PollId, DispatchError> {
		assert_eq!(request.paper.check(), Ok(()));
		assert!(request.duration > 0);
		let mut all = polls();
		let id = all.len() as PollId;
		let opens = System::block_number() + request.delay.max(1) + OpenLate::get();
		all.push(Poll {
			opens,
			closes: opens + request.duration,
			request,
			yes: 0,
			no: 0,
			abstain: 0,
			goal_reached: false,
			is_closed: false,
		});
		unhashed::put(POLLS, &all);
		RefusePoll::get().map_or(Ok(id), Err)
	}

	fn outcome(_: PollId) -> Option<PollOutcome> {
		None
	}

	fn order(_: PollId, _: u8) -> Vec<u8> {
		Vec::new()
	}

	fn substitute(_: PollId, _: &[Alias]) -> u32 {
		0
	}

	fn counts(id: PollId, question: u8) -> Vec<u32> {
		assert_eq!(question, 0, "there is one question");
		let Poll {
			yes, no, abstain, ..
		} = polls().swap_remove(id as usize);
		vec![yes, no, abstain]
	}
}
