//! A small town that votes, for tests: real keys, real rings, real proofs.

use super::bundle::{Bundle, Entry, VERSION};
use crate::{
	ballots::{self, PollView, Wish},
	ring::{self, Ring},
};
use sp_core::H256;
use veche_primitives::{
	ballot::{context, Choice, Choices, Paper, Question, Ranking, Title},
	polls::{digest, first_digest, Counted, Institution, Phase, Poll, PollOutcome, Shape},
	rolls::{Electorate, RingSize, RollEpoch},
};
use veche_tally::{Method, Tally};

/// A town: its chain, its rings, its poll.
pub struct Town {
	/// Hash of its first block.
	pub genesis: H256,
	/// Its poll.
	pub poll: PollView,
	/// The rings of its precincts.
	pub rings: Vec<Ring>,
}

/// The voting secret of a voter.
pub fn entropy(voter: u8) -> [u8; 32] {
	[voter; 32]
}

fn title(text: &str) -> Title {
	text.as_bytes().to_vec().try_into().unwrap()
}

fn question(method: Method, options: &[&str]) -> Question {
	let options: Vec<Title> = options.iter().map(|option| title(option)).collect();
	Question {
		title: title("Question"),
		method,
		options: options.try_into().unwrap(),
	}
}

/// A town with precincts of these sizes and an open yes/no poll, of blocks 10 to 19.
pub fn town(precincts: &[u8]) -> Town {
	town_with(
		precincts,
		vec![question(Method::YesNo, &["yes", "no", "abstain"])],
	)
}

/// A town that answers two questions at once.
pub fn two_questions() -> Town {
	let questions = vec![
		question(Method::YesNo, &["yes", "no", "abstain"]),
		question(Method::Schulze, &["Ann", "Bob", "Cid"]),
	];
	town_with(&[4, 3], questions)
}

fn town_with(precincts: &[u8], questions: Vec<Question>) -> Town {
	let genesis = H256::repeat_byte(0x42);
	let epoch = RollEpoch {
		turn: 2,
		revision: 0,
	};
	let mut voter = 0;
	let rings = (precincts.iter().zip(0u32..))
		.map(|(size, precinct)| {
			let voters = voter..voter + size;
			voter += size;
			let keys = voters
				.map(|voter| ring::voting_key(&entropy(voter)))
				.collect();
			Ring::from_keys(precinct, RollEpoch::default(), RingSize::Small, keys).unwrap()
		})
		.collect();
	let shapes: Vec<Shape> = (questions.iter())
		.map(|q| Shape {
			method: q.method,
			options: q.options.len() as u8,
		})
		.collect();
	let record = Poll {
		institution: Institution::Initiatives,
		electorate: Electorate::Unit(0),
		epoch,
		electors: precincts.iter().map(|size| u32::from(*size)).sum(),
		context: context(genesis, 7),
		panel: false,
		questions: shapes.try_into().unwrap(),
		quorum: 200_000,
		majority: 500_000,
		goal: None,
		goal_reached: false,
		opens: 10,
		closes: 20,
		phase: Phase::Open,
	};
	let paper = Paper {
		title: title("Poll"),
		text: H256::zero(),
		questions: questions.try_into().unwrap(),
	};
	Town {
		genesis,
		poll: PollView {
			id: 7,
			record,
			paper,
		},
		rings,
	}
}

/// What each voter of [`two_questions`] answers; voter 6 stays at home.
pub fn answers(voter: u8) -> Choices {
	let ranking = |ranks: &[u8]| Choice::Rank(Ranking::strict(ranks.iter().copied()).unwrap());
	let (first, second) = match voter {
		0 => (Choice::One(0), ranking(&[0, 1, 2])),
		1 => (Choice::One(0), ranking(&[1, 0])),
		2 => (Choice::One(1), Choice::Blank),
		3 => (Choice::One(2), ranking(&[2])),
		4 => (Choice::Blank, ranking(&[1, 2, 0])),
		_ => (Choice::One(0), ranking(&[1])),
	};
	vec![first, second].try_into().unwrap()
}

/// An honest bundle of the closed poll of [`two_questions`]: six ballots, one re-vote, and one
/// ballot of a batch that does not count because its counter is not higher.
pub fn bundle() -> Bundle {
	let town = two_questions();
	let wish = |voter, answers_of, counter| Wish {
		entropy: entropy(voter),
		choices: answers(answers_of),
		counter,
	};
	let mut wishes: Vec<Wish> = (0..6).map(|voter| wish(voter, voter, 1)).collect();
	wishes.push(wish(1, 2, 2));
	wishes.push(wish(1, 0, 2));
	let made = ballots::make_many(&town.poll, &town.rings, &wishes, town.genesis, || ()).unwrap();

	let mut poll = town.poll;
	let mut tallies: Vec<Tally> = (poll.record.questions.iter())
		.map(|shape| Tally::new(shape.method, shape.options).unwrap())
		.collect();
	let mut stored: Vec<([u8; 32], Counted)> = Vec::new();
	let mut chain = first_digest(town.genesis, poll.id, &poll.paper);
	let mut entries = Vec::new();
	for (number, ballot) in made.into_iter().enumerate() {
		let content = ballot.content().clone();
		let counts = number < 7;
		if counts {
			let earlier = stored.iter().position(|(alias, _)| *alias == content.alias);
			if let Some(earlier) = earlier {
				for (tally, choice) in tallies.iter_mut().zip(&stored.remove(earlier).1.choices) {
					tally.subtract(choice).unwrap();
				}
			}
			for (tally, choice) in tallies.iter_mut().zip(&content.choices) {
				tally.add(choice).unwrap();
			}
			chain = digest(chain, &content.alias, content.counter, &content.choices);
			let counted = Counted {
				counter: content.counter,
				choices: content.choices,
			};
			stored.push((content.alias, counted));
		}
		let number = number as u32;
		entries.push(Entry {
			block: 10 + number.min(6),
			extrinsic: 1,
			place: number.checked_sub(6),
			ballot,
			counted: Some(counts),
		});
	}
	poll.record.phase = Phase::Closed;
	let questions: Vec<_> = (tallies.iter())
		.map(|tally| veche_tally::decide(tally, poll.record.majority, &[9; 32]))
		.collect();
	Bundle {
		version: VERSION,
		genesis: town.genesis,
		as_of: 30,
		rings: town.rings,
		admitted: None,
		ballots: entries,
		tallies,
		digest: chain,
		outcome: Some(PollOutcome {
			ballots: stored.len() as u32,
			electors: poll.record.electors,
			quorum_met: true,
			goal_reached: false,
			questions: questions.try_into().unwrap(),
		}),
		stored: Some(stored),
		poll,
	}
}
