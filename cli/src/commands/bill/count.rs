//! The count of a poll about a bill: supporters, the panel, or the people.

use crate::{chain::At, drawing::percent};
use anyhow::{anyhow, Result};
use serde::Serialize;
use veche_primitives::{polls::Phase, PollId, Ppm, WHOLE};
use veche_tally::{majority_met, quorum_met, share_of};

/// Yes and no so far.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Count {
	/// The poll.
	pub poll: PollId,
	/// Whether it takes ballots.
	pub is_open: bool,
	/// The block of opening.
	pub opens: u32,
	/// The first block without voting.
	pub closes: u32,
	/// Who may vote: people on the frozen roll, or seats of the panel; none before the opening.
	pub electors: Option<u32>,
	/// Ballots.
	pub ballots: u32,
	/// Of these, yes.
	pub yes: u32,
	/// Of these, no.
	pub no: u32,
	/// Least turnout, in parts per million.
	pub quorum: Ppm,
	/// What a yes needs of yes and no together, in parts per million.
	pub majority: Ppm,
	/// Supporters at whom it closes at once; none when it has no such goal, or before the opening.
	pub needed: Option<u32>,
}

impl Count {
	/// As it is at a block.
	pub async fn read(at: &At, id: PollId) -> Result<Self> {
		let poll = at.poll(id).await?;
		let poll = poll.ok_or_else(|| anyhow!("poll {id} is missing; ask another node"))?;
		let tally = at.tally(id, 0).await?;
		let count = |option| tally.as_ref().map_or(0, |tally| tally.count(option));
		let electors = (poll.phase != Phase::Scheduled).then_some(poll.electors);
		Ok(Self {
			poll: id,
			is_open: poll.phase == Phase::Open,
			opens: poll.opens,
			closes: poll.closes,
			electors,
			ballots: tally.as_ref().map_or(0, |tally| tally.ballots),
			yes: count(veche_tally::YES),
			no: count(veche_tally::NO),
			quorum: poll.quorum,
			majority: poll.majority,
			needed: electors
				.zip(poll.goal)
				.map(|(electors, goal)| share_of(electors, goal.share)),
		})
	}

	/// How far a petition is.
	pub fn support(&self) -> String {
		match self.needed {
			Some(needed) => format!("{} of the {needed} supporters needed", self.yes),
			None => "it opens with the next block".into(),
		}
	}

	/// How a vote stands.
	pub fn words(&self) -> String {
		let Some(electors) = self.electors else {
			return format!("opens at block {}", self.opens);
		};
		let share = u64::from(self.ballots) * u64::from(WHOLE) / u64::from(electors.max(1));
		format!(
			"{} yes, {} no, {} abstain or blank; {} of {electors} voted ({}, {} needed)",
			self.yes,
			self.no,
			self.ballots
				.saturating_sub(self.yes)
				.saturating_sub(self.no),
			self.ballots,
			percent(Ppm::try_from(share).unwrap_or(WHOLE)),
			percent(self.quorum)
		)
	}

	/// What it would come to if it closed now.
	pub fn meaning(&self) -> &'static str {
		let electors = self.electors.unwrap_or(0);
		if !quorum_met(self.ballots, electors, self.quorum) {
			"too few have voted"
		} else if majority_met(self.yes, self.no, self.majority) {
			"yes"
		} else {
			"no"
		}
	}
}

#[cfg(test)]
pub(crate) mod tests {
	use super::*;

	/// Poll 9, open from block 100 to 140: five seats, half must vote.
	pub(crate) fn count(yes: u32, no: u32) -> Count {
		Count {
			poll: 9,
			is_open: true,
			opens: 100,
			closes: 140,
			electors: Some(5),
			ballots: yes + no,
			yes,
			no,
			quorum: 500_000,
			majority: 500_000,
			needed: None,
		}
	}

	#[test]
	fn meaning_follows_quorum_and_majority() {
		assert_eq!(count(2, 0).meaning(), "too few have voted");
		assert_eq!(count(2, 1).meaning(), "yes");
		assert_eq!(count(2, 2).meaning(), "no");
	}

	#[test]
	fn words_tell_what_was_voted_and_what_is_needed() {
		let words = count(2, 1).words();
		assert!(words.starts_with("2 yes, 1 no, 0 abstain"), "{words}");
		assert!(
			words.ends_with("3 of 5 voted (60.0%, 50.0% needed)"),
			"{words}"
		);
		let scheduled = Count {
			electors: None,
			..count(0, 0)
		};
		assert_eq!(scheduled.words(), "opens at block 100");
	}

	#[test]
	fn support_tells_the_number_needed_once_the_roll_is_frozen() {
		let petition = Count {
			needed: Some(7),
			..count(3, 0)
		};
		assert_eq!(petition.support(), "3 of the 7 supporters needed");
		assert!(count(3, 0).support().contains("next block"));
	}
}
