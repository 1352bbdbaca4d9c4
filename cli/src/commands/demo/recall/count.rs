//! The act's own count: what was sent, added up without the chain and by other means.

use veche_primitives::ballot::{Ballot, Choice};
use veche_tally::{NO, YES};

/// Parts of a whole.
const WHOLE: u64 = 1_000_000;

/// How many of so many voters come to an election: three in five.
pub fn electing(voters: usize) -> usize {
	part(voters, 60)
}

/// How many answer yes or no in a round: three in ten, but at least ten people.
pub fn answering(voters: usize) -> usize {
	(voters * 3).div_ceil(10).max(10).min(voters)
}

/// How many more take part and abstain.
pub fn abstaining(voters: usize) -> usize {
	let answering = answering(voters);
	(answering / 10).max(1).min(voters - answering)
}

/// This share of so many, to the nearest.
pub fn part(of: usize, percent: usize) -> usize {
	(of * percent + 50) / 100
}

/// The answers to one question of a round.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Count {
	/// Yes.
	pub yes: u32,
	/// No.
	pub no: u32,
	/// Neither.
	pub abstained: u32,
}

impl Count {
	/// Count the ballots' answers to a question. No voter is in the list twice.
	pub fn of(ballots: &[Ballot], question: usize) -> Self {
		let mut count = Self::default();
		for ballot in ballots {
			match ballot.content().choices.get(question) {
				Some(Choice::One(YES)) => count.yes += 1,
				Some(Choice::One(NO)) => count.no += 1,
				_ => count.abstained += 1,
			}
		}
		count
	}

	/// Who said yes or no.
	pub fn answers(&self) -> u32 {
		self.yes + self.no
	}

	/// Yes among the answers, in parts per million, rounded down; none without answers.
	pub fn rating(&self) -> Option<u32> {
		share(self.yes, self.answers())
	}

	/// Answers among the electors.
	pub fn turnout(&self, electors: usize) -> u32 {
		let electors = u32::try_from(electors).unwrap_or(u32::MAX);
		share(self.answers(), electors).unwrap_or(0)
	}
}

fn share(part: u32, whole: u32) -> Option<u32> {
	let parts = (u64::from(part) * WHOLE).checked_div(whole.into())?;
	u32::try_from(parts).ok()
}

/// A share of parts per million in percent.
pub fn percent(parts: u32) -> String {
	format!("{}.{} %", parts / 10_000, parts % 10_000 / 1_000)
}

/// What a record is made of, as shares.
pub struct Life<'a> {
	/// Rating and turnout of each round that counted.
	pub rounds: &'a [(f64, f64)],
	/// Least turnout of a round.
	pub least: f64,
	/// Weight of the pledges kept.
	pub kept: f64,
	/// Weight of those broken.
	pub broken: f64,
	/// How often the person was recalled.
	pub recalls: u32,
}

/// The record by the rule in the documents, in real numbers: three parts confidence, one part
/// pledges, each beginning at one half, and halved by each recall.
pub fn record(life: &Life<'_>) -> f64 {
	let mut weight = 0.1;
	let mut support = weight / 2.0;
	for (rating, turnout) in life.rounds {
		let above = (turnout - life.least).max(0.0);
		weight += above;
		support += above * rating;
	}
	let kept = (life.kept + 10.0) / (life.kept + life.broken + 20.0);
	let halvings = i32::try_from(life.recalls).unwrap_or(i32::MAX);
	(0.75 * support / weight + 0.25 * kept) / 2f64.powi(halvings)
}

/// Whether parts per million are this share, but for rounding.
pub fn is_about(parts: u32, share: f64) -> bool {
	(f64::from(parts) - share * WHOLE as f64).abs() <= 5.0
}

#[cfg(test)]
mod tests {
	use super::*;
	use veche_primitives::ballot::{BallotV1, Choices, Proof};
	use veche_tally::{Promises, Score, ABSTAIN};

	fn ballot(choices: &[Choice]) -> Ballot {
		Ballot::V1(BallotV1 {
			poll: 0,
			precinct: 0,
			alias: [0; 32],
			counter: 1,
			choices: Choices::truncate_from(choices.to_vec()),
			proof: Proof::default(),
		})
	}

	#[test]
	fn count_takes_each_question_for_itself_and_abstention_for_no_answer() {
		let one = Choice::One;
		let ballots = [
			ballot(&[one(YES), one(NO)]),
			ballot(&[one(NO), one(NO)]),
			ballot(&[one(YES), Choice::Blank]),
			ballot(&[one(ABSTAIN), one(YES)]),
		];
		let (first, second) = (Count::of(&ballots, 0), Count::of(&ballots, 1));
		assert_eq!((first.yes, first.no, first.abstained), (2, 1, 1));
		assert_eq!((second.yes, second.no, second.abstained), (1, 2, 1));
		assert_eq!(first.rating(), Some(666_666));
		assert_eq!(first.turnout(4), 750_000);
		assert_eq!(Count::default().rating(), None);
	}

	#[test]
	fn answering_and_abstaining_are_never_more_than_the_voters() {
		for voters in 10..300 {
			let (answering, abstaining) = (answering(voters), abstaining(voters));
			assert!(answering >= 10 && answering * 10 >= voters * 3);
			assert!(answering + abstaining <= voters);
		}
		assert_eq!((electing(40), answering(40), abstaining(40)), (24, 12, 1));
	}

	#[test]
	fn record_is_that_of_the_rules() {
		let rounds = [
			(750_000u32, 500_000u32),
			(150_000, 260_000),
			(400_000, 90_000),
		];
		let mut score = Score::default();
		for (rating, turnout) in rounds {
			score.add(rating, turnout, 100_000);
		}
		let share = |parts: u32| f64::from(parts) / 1e6;
		let rounds = rounds.map(|(rating, turnout)| (share(rating), share(turnout)));
		for (kept, broken, recalls) in [(0, 0, 0), (14, 3, 0), (2, 9, 1), (0, 0, 3)] {
			let theirs = veche_tally::record(&score, &Promises { kept, broken }, recalls);
			let ours = record(&Life {
				rounds: &rounds,
				least: 0.1,
				kept: kept as f64,
				broken: broken as f64,
				recalls,
			});
			assert!(is_about(theirs, ours), "{theirs} {ours}");
		}
	}

	#[test]
	fn percent_has_one_decimal() {
		assert_eq!(percent(150_000), "15.0 %");
		assert_eq!(percent(666_666), "66.6 %");
	}
}
