//! A voting engine with one question: who supports it.

use super::*;
use codec::{Decode, Encode};
use veche_primitives::{polls::PollRequest, Alias};

/// Electors of every poll.
pub const ELECTORS: u32 = 20;

const POLLS: &[u8] = b"mock/polls";

#[derive(Encode, Decode)]
struct Poll {
	request: PollRequest<u64>,
	opens: u64,
	closes: u64,
	supporters: BTreeSet<u32>,
	goal_reached: bool,
	is_closed: bool,
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

/// An elector supports it. When the goal is reached it stays so, and the poll closes on the next
/// block.
pub fn support(id: PollId, elector: u32) {
	let now = System::block_number();
	change(id, |poll| {
		if (poll.opens..poll.closes).contains(&now) && !poll.goal_reached {
			poll.supporters.insert(elector);
			let goal = poll.request.goal.expect("a petition has a goal");
			let needed = (u64::from(ELECTORS) * u64::from(goal.share)).div_ceil(1_000_000);
			poll.goal_reached = poll.supporters.len() as u64 >= needed.max(1);
		}
	});
}

/// The elector votes again, and no longer supports it.
pub fn withdraw_support(id: PollId, elector: u32) {
	change(id, |poll| poll.supporters.remove(&elector));
}

/// Close what is to be closed on this block.
pub fn close_polls() {
	let now = System::block_number();
	for id in 0..polls().len() as PollId {
		let is_due = change(id, |poll| {
			let is_due = !poll.is_closed && (poll.goal_reached || now >= poll.closes);
			poll.is_closed |= is_due;
			is_due
		});
		if is_due {
			close(id);
		}
	}
}

fn close(id: PollId) {
	let poll = polls().swap_remove(id as usize);
	let institution = poll.request.institution;
	RecallPallet::on_poll_closed(institution, id, &outcome(poll.goal_reached));
}

/// The outcome of a poll.
pub fn outcome(goal_reached: bool) -> PollOutcome {
	PollOutcome {
		ballots: 1,
		electors: ELECTORS,
		quorum_met: true,
		goal_reached,
		questions: Default::default(),
	}
}

/// The voting engine as recall sees it.
pub struct MockPolls;

impl Polls<u64> for MockPolls {
	fn open(request: PollRequest<u64>) -> Result<PollId, DispatchError> {
		assert_eq!(request.paper.check(), Ok(()));
		let mut all = polls();
		let id = all.len() as PollId;
		let opens = System::block_number() + request.delay.max(1);
		all.push(Poll {
			opens,
			closes: opens + request.duration,
			request,
			supporters: BTreeSet::new(),
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

	fn counts(_: PollId, _: u8) -> Vec<u32> {
		Vec::new()
	}
}
