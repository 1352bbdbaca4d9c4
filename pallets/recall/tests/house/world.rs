//! The chain and the model side by side: every event happens to both, and they are compared.

use super::{
	acts::{Act, Mood, Sequence},
	chain::{self, DuePerBlock},
	compare::{self, same, Verdict},
	model::{
		chairs::Chair,
		polls::{Counts, Poll, Purpose},
		rounds::As,
		Block, Model, OfficeNo, PollNo, Unit,
	},
	plan::{self, LONGEST_ROUND, PEOPLE},
	room,
	stand_ins::{BallotBox, RefusesElections, RefusesPolls},
};
use std::collections::BTreeMap;

/// Both houses, and how the people feel.
pub struct World {
	pub model: Model,
	/// About who holds each office, and who acts in it.
	pub(super) feelings: BTreeMap<OfficeNo, (Mood, Mood)>,
	/// How each unit judges pledges.
	pub(super) judges: BTreeMap<Unit, Mood>,
	/// How many support a petition for each office, in parts of a thousand.
	pub(super) support: BTreeMap<OfficeNo, u32>,
	/// Nobody answers in polls that open before this block.
	pub(super) silent_until: Block,
	pub(super) no_elections_until: Block,
	pub(super) no_polls_until: Block,
	/// How often somebody in office has lost standing.
	pub losses: usize,
}

/// A people that is content and comes to vote.
const CONTENT: Mood = Mood {
	yes: 700,
	turnout: 500,
};

impl World {
	/// The house of a sequence at its first block. The storage is the plan's.
	pub fn found(sequence: &Sequence) -> Result<Self, String> {
		DuePerBlock::set(sequence.per_block);
		RefusesElections::set(false);
		RefusesPolls::set(false);
		plan::settle_people();
		let per_block = sequence.per_block as usize;
		let mut world = Self {
			model: plan::model(sequence.plan, per_block, lot),
			feelings: BTreeMap::new(),
			judges: BTreeMap::new(),
			support: BTreeMap::new(),
			silent_until: 0,
			no_elections_until: 0,
			no_polls_until: 0,
			losses: 0,
		};
		world.begin_block()?;
		compare::everything(&world.model)?;
		Ok(world)
	}

	/// A block begins in both houses.
	fn begin_block(&mut self) -> Verdict {
		let next = self.model.now + 1;
		let (elections, polls) = (next < self.no_elections_until, next < self.no_polls_until);
		self.model.refuses_elections = elections;
		self.model.refuses_polls = polls;
		RefusesElections::set(elections);
		RefusesPolls::set(polls);
		self.model.begin_block();
		chain::begin_block();
		compare::what_matters(&mut self.model)?;
		self.check_liveness()?;
		self.vote_in(|poll, now| poll.opens == now);
		Ok(())
	}

	pub(super) fn wait(&mut self, blocks: Block) -> Verdict {
		for _ in 0..blocks {
			self.begin_block()?;
		}
		Ok(())
	}

	/// No office is forgotten, and no suspension lasts for ever.
	fn check_liveness(&self) -> Verdict {
		let model = &self.model;
		let is_lagging = model.per_block < 64;
		for office in model.office_numbers() {
			let seat = model.office(office);
			let is_without = matches!(seat.chair, Chair::Empty | Chair::Acting(_));
			if is_without && !compare::is_election_near(office, model.now, is_lagging) {
				return Err(format!("office {office} waits for no election"));
			}
			same("a date to come", seat.date > model.now || is_lagging, true)?;
			let Some(case) = model.open_case(office) else {
				continue;
			};
			// A round at the deadline, its repeat, one that is owed by then, and its repeat.
			let last = model.cases[case as usize].deadline + 4 * LONGEST_ROUND;
			if model.now > last && !is_lagging {
				return Err(format!("the suspension in office {office} does not end"));
			}
		}
		Ok(())
	}

	/// The people vote in some of the polls that are open.
	pub(super) fn vote_in(&mut self, is_chosen: impl Fn(&Poll, Block) -> bool) {
		let now = self.model.now;
		let open = self.model.polls.iter();
		let open = open.filter(|(_, poll)| poll.opens <= now && is_chosen(poll, now));
		let votes: Vec<(PollNo, Vec<Counts>)> = open
			.map(|(number, poll)| (*number, self.counts(poll)))
			.collect();
		for (number, counts) in votes {
			BallotBox::vote(number, &counts, now);
			self.model.vote(number, &counts);
		}
	}

	/// How the people answer in a poll.
	fn counts(&self, poll: &Poll) -> Vec<Counts> {
		let count = |mood: Mood| {
			let answers = poll.electors * mood.turnout / 1_000;
			let yes = answers * mood.yes / 1_000;
			[yes, answers - yes, (poll.electors - answers) / 10]
		};
		if self.model.now < self.silent_until {
			return vec![[0; 3]; poll.counts.len()];
		}
		match poll.purpose {
			Purpose::Round(office) => {
				let feelings = self.feelings.get(&office);
				let (holder, acting) = feelings.copied().unwrap_or((CONTENT, CONTENT));
				let round = self.model.office(office).round.as_ref();
				let about = round.map_or(&[][..], |round| round.about.as_slice());
				let moods = about.iter().map(|about| match about.as_what {
					As::Holder(_) | As::Suspended(_) => holder,
					As::Acting => acting,
				});
				moods.map(count).collect()
			}
			Purpose::Petition(office) => {
				let support = self.support.get(&office).copied().unwrap_or(0);
				vec![[poll.electors * support / 1_000, 0, 0]]
			}
			Purpose::Judgement(mandate, _) => {
				let unit = self.model.office(self.model.mandate(mandate).office).unit;
				vec![count(self.judges.get(&unit).copied().unwrap_or(CONTENT))]
			}
		}
	}

	/// Everything ends: all terms run out, or everybody is gone at once. Then nothing is kept but
	/// the history, the offices and their dates.
	pub fn end(&mut self, is_patient: bool) -> Verdict {
		compare::everything(&self.model)?;
		room::check(&self.model, self.losses)?;
		self.silent_until = Block::MAX;
		self.no_elections_until = 0;
		self.no_polls_until = 0;
		if is_patient {
			let untils = self.model.mandates.iter();
			let untils = untils.filter(|mandate| mandate.ended.is_none());
			let last = untils.map(|mandate| mandate.until).max();
			let last = last.unwrap_or(0).max(self.model.now);
			self.wait(last - self.model.now + 1)?;
		}
		for place in 0..PEOPLE.len() {
			self.perform(&Act::Revoke { person: place })?;
		}
		// What is under way ends within the longest windows, and a pledge within its term. Small
		// calendars need a block for each thing.
		for _ in 0..400 {
			if room::is_quiet(&self.model) {
				break;
			}
			self.begin_block()?;
		}
		compare::everything(&self.model)?;
		room::check(&self.model, self.losses)?;
		room::check_quiet(&self.model)
	}
}

/// Where the chain puts a name among those of one block.
fn lot(name: &[u8]) -> [u8; 8] {
	sp_io::hashing::twox_64(name)
}
