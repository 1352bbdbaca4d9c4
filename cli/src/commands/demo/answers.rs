//! The demo's own count of yes/no questions: what was sent, added up without the chain.

use veche_primitives::{
	ballot::{Ballot, Choice},
	WHOLE,
};
use veche_tally::{NO, YES};

/// The answers to one question.
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
	let parts = (u64::from(part) * u64::from(WHOLE)).checked_div(whole.into())?;
	u32::try_from(parts).ok()
}

/// A share of parts per million in percent.
pub fn percent(parts: u32) -> String {
	format!("{}.{} %", parts / 10_000, parts % 10_000 / 1_000)
}

#[cfg(test)]
mod tests {
	use super::*;
	use veche_primitives::ballot::{BallotV1, Choices, Proof};
	use veche_tally::ABSTAIN;

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
	fn percent_has_one_decimal() {
		assert_eq!(percent(150_000), "15.0 %");
		assert_eq!(percent(666_666), "66.6 %");
	}
}
