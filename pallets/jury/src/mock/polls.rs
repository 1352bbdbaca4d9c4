//! A voting engine with one yes/no question a poll: the people of a unit carry petitions, and a panel
//! votes by its aliases, nobody else.

use super::*;
use codec::Decode;
use frame_support::{storage::unhashed, BoundedVec};
use std::collections::{BTreeMap, BTreeSet};
use veche_primitives::polls::{PollRequest, QuestionOutcome};
use veche_tally::{majority_met, quorum_met, share_of, NO, YES};

/// Electors of every unit.
pub const ELECTORS: u32 = 20;

parameter_types! {
	/// With what polls are refused, after having been opened.
	pub static RefusePoll: Option<DispatchError> = None;
}

const POLLS: &[u8] = b"mock/polls";

#[derive(Encode, Decode)]
struct Poll {
	request: PollRequest<u64>,
	opens: u64,
	is_open: bool,
	is_closed: bool,
	admitted: Vec<Alias>,
	/// Whose ballot, if it is a panel's, and which option.
	ballots: BTreeMap<Alias, u8>,
	supporters: BTreeSet<u32>,
	goal_reached: bool,
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

impl Poll {
	fn closes(&self) -> u64 {
		self.opens + self.request.duration
	}

	fn outcome(&self) -> PollOutcome {
		let (ballots, electors) = match self.request.admitted {
			Some(_) => (self.ballots.len() as u32, self.admitted.len() as u32),
			None => (self.supporters.len() as u32, ELECTORS),
		};
		let count = |option| {
			self.ballots
				.values()
				.filter(|vote| **vote == option)
				.count() as u32
		};
		let is_yes = majority_met(count(YES), count(NO), self.request.majority);
		let winner = (count(YES) + count(NO) > 0).then_some(if is_yes { YES } else { NO });
		outcome(
			quorum_met(ballots, electors, self.request.quorum),
			self.goal_reached,
			winner,
		)
	}
}

/// An outcome of one question.
pub fn outcome(quorum_met: bool, goal_reached: bool, winner: Option<u8>) -> PollOutcome {
	let question = QuestionOutcome {
		winner,
		..Default::default()
	};
	PollOutcome {
		ballots: 1,
		electors: ELECTORS,
		quorum_met,
		goal_reached,
		questions: BoundedVec::truncate_from(vec![question]),
	}
}

/// How many polls have been opened.
pub fn polls_opened() -> usize {
	polls().len()
}

/// The request the voting engine got for a poll.
pub fn request(id: PollId) -> PollRequest<u64> {
	polls().swap_remove(id as usize).request
}

/// Whose ballots the poll takes now.
pub fn admitted(id: PollId) -> Vec<Alias> {
	polls().swap_remove(id as usize).admitted
}

/// An elector of the unit supports it. When the goal is reached it stays so, and the poll closes on
/// the next block.
pub fn support(id: PollId, elector: u32) {
	change(id, |poll| {
		if poll.is_open && !poll.is_closed {
			poll.supporters.insert(elector);
			let goal = poll.request.goal.expect("a petition has a goal");
			poll.goal_reached |= poll.supporters.len() as u32 >= share_of(ELECTORS, goal.share);
		}
	});
}

/// Somebody votes in a panel's poll; whether the ballot counts.
pub fn vote(id: PollId, alias: Alias, option: u8) -> bool {
	change(id, |poll| {
		let counts = poll.is_open && !poll.is_closed && poll.admitted.contains(&alias);
		if counts {
			poll.ballots.insert(alias, option);
		}
		counts
	})
}

/// Open and close what is due on this block.
pub fn pass_block_of_polls() {
	let now = System::block_number();
	for id in 0..polls().len() as PollId {
		let is_due = change(id, |poll| {
			if !poll.is_open && now >= poll.opens {
				open_now(poll, now);
			}
			let is_over = poll.is_open && (poll.goal_reached || now >= poll.closes());
			let is_due = is_over && !poll.is_closed;
			poll.is_closed |= is_due;
			is_due
		});
		if is_due {
			close(id);
		}
	}
}

/// A poll of a panel takes a pin of its own, or waits.
fn open_now(poll: &mut Poll, now: u64) {
	let panel = poll.request.admitted.as_ref();
	if panel.is_none_or(|panel| MockRolls::pin_again(panel.epoch)) {
		poll.is_open = true;
		poll.opens = now;
	}
}

fn close(id: PollId) {
	let poll = polls().swap_remove(id as usize);
	if let Some(panel) = &poll.request.admitted {
		MockRolls::unpin(panel.epoch);
	}
	JuryPallet::on_poll_closed(poll.request.institution, id, &poll.outcome());
}

/// The voting engine as juries see it.
pub struct MockPolls;

impl Polls<u64> for MockPolls {
	fn open(request: PollRequest<u64>) -> Result<PollId, DispatchError> {
		assert_eq!(request.paper.check(), Ok(()));
		let mut all = polls();
		let id = all.len() as PollId;
		let admitted = request.admitted.as_ref();
		all.push(Poll {
			opens: System::block_number() + request.delay.max(1),
			is_open: false,
			is_closed: false,
			admitted: admitted.map_or(Vec::new(), |panel| panel.aliases.to_vec()),
			ballots: BTreeMap::new(),
			supporters: BTreeSet::new(),
			goal_reached: false,
			request,
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

	fn substitute(id: PollId, reserves: &[Alias]) -> u32 {
		change(id, |poll| {
			if !poll.is_open || poll.is_closed {
				return 0;
			}
			let mut reserves = reserves.iter();
			let mut called = 0;
			for place in &mut poll.admitted {
				if poll.ballots.contains_key(place) {
					continue;
				}
				let Some(reserve) = reserves.next() else {
					break;
				};
				*place = *reserve;
				called += 1;
			}
			called
		})
	}

	fn counts(_: PollId, _: u8) -> Vec<u32> {
		Vec::new()
	}
}
