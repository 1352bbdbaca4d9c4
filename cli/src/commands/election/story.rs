//! Where an election stands and what happens next, in plain words.

use crate::{
	chain::elections::{Election, Phase, QuorumRule},
	commands::poll::{percent, Snapshot},
};
use veche_primitives::{ballot::Method, offices::Cause, Ppm, WHOLE};

/// Where an election stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Story {
	/// announced, nomination, voting or done.
	pub phase: &'static str,
	/// What is going on.
	pub now: String,
	/// What happens next; none when nothing does.
	pub next: Option<String>,
	/// At which block, where that is known.
	pub next_block: Option<u32>,
}

/// Tell where the election stands at a block.
pub fn tell(election: &Election, block: u32, candidates: usize, poll: Option<&Snapshot>) -> Story {
	match election.phase {
		Phase::Nomination {
			opens,
			until,
			round,
		} => nomination(election, block, candidates, (opens, until, round)),
		Phase::Voting { poll: id, .. } => match poll {
			Some(poll) => voting(election, block, poll),
			None => Story {
				phase: "voting",
				now: format!("the people vote in poll {id}"),
				next: None,
				next_block: None,
			},
		},
		Phase::Done { poll, .. } => Story {
			phase: "done",
			now: format!("decided in poll {poll}"),
			next: None,
			next_block: None,
		},
	}
}

fn nomination(
	election: &Election,
	block: u32,
	candidates: usize,
	(opens, until, round): (u32, u32, u32),
) -> Story {
	let again = match round {
		0 | 1 => String::new(),
		round => format!(", for the {} time", ordinal(round)),
	};
	if block < opens {
		let left = opens.saturating_sub(block);
		return Story {
			phase: "announced",
			now: format!("nomination opens at block {opens} ({left} to go){again}"),
			next: Some(format!("candidates may stand until block {until}")),
			next_block: Some(opens),
		};
	}
	let next = match candidates {
		0 => format!(
			"nobody stands yet; without candidates nomination goes on for another {} blocks",
			election.terms.nomination
		),
		1 => "if there is still one candidate, the people answer yes or no".to_string(),
		_ => format!(
			"the people choose among the candidates {}",
			how(election.method)
		),
	};
	if block >= until {
		return Story {
			phase: "nomination",
			now: "nomination is over".into(),
			next: Some(next),
			next_block: None,
		};
	}
	let left = until.saturating_sub(block);
	Story {
		phase: "nomination",
		now: format!("candidates may stand until block {until} ({left} to go){again}"),
		next: Some(next),
		next_block: Some(until),
	}
}

fn voting(election: &Election, block: u32, poll: &Snapshot) -> Story {
	let repeated = matches!(election.phase, Phase::Voting { attempt, .. } if attempt > 1);
	let again = if repeated {
		", for the second time"
	} else {
		""
	};
	let (now, next, next_block) = match poll.phase {
		"scheduled" => (
			format!(
				"the vote opens at block {} in poll {}",
				poll.opens, poll.poll
			),
			Some(format!("the people vote until block {}", poll.closes)),
			Some(poll.opens),
		),
		"open" => (
			format!(
				"the people vote in poll {} until block {} ({} to go){again}",
				poll.poll,
				poll.closes,
				poll.closes.saturating_sub(block)
			),
			Some(outlook(election, repeated)),
			Some(poll.closes),
		),
		_ => (format!("poll {} is closed{again}", poll.poll), None, None),
	};
	Story {
		phase: "voting",
		now,
		next,
		next_block,
	}
}

/// What the close of the vote brings.
fn outlook(election: &Election, repeated: bool) -> String {
	let terms = &election.terms;
	let enough = |quorum: Ppm| format!("if {} of the electors voted", percent(quorum, WHOLE));
	match (repeated, terms.after_repeat) {
		(false, _) => format!(
			"the count decides, {}; else the vote is repeated once with {}",
			enough(terms.quorum),
			percent(terms.repeat_quorum, WHOLE)
		),
		(true, QuorumRule::Accept) => "the count decides, however few voted".into(),
		(true, QuorumRule::NewNomination) => format!(
			"the count decides, {}; else nomination opens again",
			enough(terms.repeat_quorum)
		),
	}
}

/// Why an election is held.
pub fn cause(cause: Cause) -> &'static str {
	match cause {
		Cause::Founding => "the office is new",
		Cause::TermEnd => "the term is over",
		Cause::Vacancy => "the office fell vacant",
		Cause::Recall => "the last incumbent was recalled",
	}
}

fn how(method: Method) -> &'static str {
	match method {
		Method::Plurality => "by naming one",
		Method::Approval => "by naming all they approve",
		Method::Schulze => "by ranking them (Schulze)",
		_ => "in a vote",
	}
}

fn ordinal(number: u32) -> String {
	match (number % 10, number % 100) {
		(1, rest) if rest != 11 => format!("{number}st"),
		(2, rest) if rest != 12 => format!("{number}nd"),
		(3, rest) if rest != 13 => format!("{number}rd"),
		_ => format!("{number}th"),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::chain::elections::Terms;

	fn election(phase: Phase) -> Election {
		Election {
			office: 3,
			unit: 9,
			method: Method::Schulze,
			term: 5000,
			cause: Cause::Founding,
			called: 90,
			terms: Terms {
				notice: 10,
				nomination: 20,
				voting: 50,
				quorum: 250_000,
				repeat_quorum: 100_000,
				majority: 500_000,
				after_repeat: QuorumRule::Accept,
				certificate: None,
			},
			phase,
		}
	}

	fn nomination(block: u32, candidates: usize) -> Story {
		let phase = Phase::Nomination {
			opens: 100,
			until: 120,
			round: 1,
		};
		tell(&election(phase), block, candidates, None)
	}

	#[test]
	fn tell_counts_down_to_nomination_and_to_its_end() {
		let story = nomination(95, 0);
		assert_eq!((story.phase, story.next_block), ("announced", Some(100)));
		assert!(story.now.contains("block 100 (5 to go)"), "{story:?}");

		let story = nomination(105, 2);
		assert_eq!((story.phase, story.next_block), ("nomination", Some(120)));
		assert!(
			story.now.contains("until block 120 (15 to go)"),
			"{story:?}"
		);
		assert!(story.next.unwrap().contains("Schulze"));

		let story = nomination(120, 2);
		assert_eq!((story.phase, story.next_block), ("nomination", None));
		assert_eq!(story.now, "nomination is over");
	}

	#[test]
	fn tell_says_what_follows_by_the_number_of_candidates() {
		assert!(nomination(105, 0)
			.next
			.unwrap()
			.contains("another 20 blocks"));
		assert!(nomination(105, 1).next.unwrap().contains("yes or no"));
	}

	#[test]
	fn outlook_follows_the_attempt_and_the_rule() {
		let phase = Phase::Voting {
			poll: 5,
			attempt: 1,
			round: 1,
		};
		let mut election = election(phase);
		let first = outlook(&election, false);
		assert!(
			first.contains("25.0%") && first.contains("repeated once with 10.0%"),
			"{first}"
		);
		assert!(outlook(&election, true).contains("however few"));
		election.terms.after_repeat = QuorumRule::NewNomination;
		assert!(outlook(&election, true).contains("nomination opens again"));
	}

	#[test]
	fn ordinal_ends_as_it_is_spoken() {
		let spoken = [1, 2, 3, 4, 11, 12, 13, 21, 112].map(ordinal);
		let expected = [
			"1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th",
		];
		assert_eq!(spoken, expected);
	}
}
