//! Suspensions and petitions as people see them.

use crate::{
	chain::{
		offices::ending,
		recall::{Case, CaseId, Outcome, Petition},
		At,
	},
	commands::citizen::{Named, Names},
	drawing::{lines::wrap, percent},
	output::hex,
};
use anyhow::{anyhow, Result};
use serde::Serialize;
use std::io::{self, Write};
use veche_primitives::{polls::Phase, MandateId, OfficeId, PollId, Ppm};

/// A suspension and what came of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ShownCase {
	/// Its number.
	pub case: CaseId,
	/// The mandate suspended.
	pub mandate: MandateId,
	/// The office.
	pub office: OfficeId,
	/// Who held it.
	#[serde(flatten)]
	pub who: Named,
	/// The rating that suspended, in parts per million.
	pub rating: Ppm,
	/// The block of the suspension.
	pub since: u32,
	/// The block at which the mandate ends without recovery.
	pub deadline: u32,
	/// The rating that reinstates, in parts per million.
	pub reinstate_at: Ppm,
	/// What the suspended says.
	pub explanation: Option<String>,
	/// Hash of a longer text.
	pub explanation_text: Option<String>,
	/// The block of the explanation.
	pub explained: Option<u32>,
	/// The block at which the case ended.
	pub ended: Option<u32>,
	/// How it ended, in words.
	pub outcome: Option<String>,
	/// Whether the office was lost without regaining confidence.
	pub recalled: bool,
}

impl ShownCase {
	/// With the name of who is suspended.
	pub fn new(id: CaseId, case: &Case, who: Named) -> Self {
		let explanation = case.explanation.as_ref();
		let outcome = case.outcome.map(|(_, outcome)| outcome);
		Self {
			case: id,
			mandate: case.mandate,
			office: case.office,
			who,
			rating: case.rating,
			since: case.since,
			deadline: case.deadline,
			reinstate_at: case.reinstate_at,
			explanation: explanation.map(|said| said.words.0.clone()),
			explanation_text: explanation
				.filter(|said| !said.text.is_zero())
				.map(|said| hex(said.text)),
			explained: explanation.map(|said| said.at),
			ended: case.outcome.map(|(block, _)| block),
			outcome: outcome.map(words),
			recalled: outcome.is_some_and(|outcome| outcome.is_recall()),
		}
	}

	/// The case in one sentence.
	pub fn words(&self) -> String {
		let begun = format!(
			"suspended in block {} with a rating of {}",
			self.since,
			percent(self.rating)
		);
		match (&self.outcome, self.ended) {
			(Some(outcome), Some(block)) => format!("{begun}; block {block}: {outcome}"),
			_ => format!(
				"{begun}; needs {} by block {}",
				percent(self.reinstate_at),
				self.deadline
			),
		}
	}

	/// Draw it with the explanation.
	pub fn draw(&self, out: &mut dyn Write) -> io::Result<()> {
		let head = format!("case {}  ", self.case);
		writeln!(
			out,
			"{}",
			wrap(&head, &format!("{}: {}", self.who, self.words()))
		)?;
		if let (Some(said), Some(block)) = (&self.explanation, self.explained) {
			let said = format!("says in block {block}: \"{said}\"");
			writeln!(out, "{}", wrap("  ", &said))?;
		}
		if let Some(text) = &self.explanation_text {
			writeln!(out, "  more in the text with hash")?;
			writeln!(out, "  {text}")?;
		}
		Ok(())
	}
}

fn words(outcome: Outcome) -> String {
	match outcome {
		Outcome::Reinstated(rating) => format!("reinstated with {}", percent(rating)),
		Outcome::Recalled => "recalled".into(),
		Outcome::Ended(end) => format!("the mandate ended: {}", ending(end)),
	}
}

/// A petition under way.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ShownPetition {
	/// The poll that collects supporters.
	pub poll: PollId,
	/// Who began it.
	#[serde(flatten)]
	pub by: Named,
	/// The block in which it was begun.
	pub begun: u32,
	/// The block at which it ends.
	pub closes: u32,
	/// The share of the electors who must support it, in parts per million.
	pub share: Ppm,
	/// Supporters so far.
	pub supporters: u32,
	/// Supporters needed; none as long as the roll is not frozen.
	pub needed: Option<u32>,
}

impl ShownPetition {
	/// With its count.
	pub async fn read(at: &At, petition: &Petition, names: &mut Names) -> Result<Self> {
		let poll = at.poll(petition.poll).await?;
		let poll =
			poll.ok_or_else(|| anyhow!("poll {} is missing; ask another node", petition.poll))?;
		let tally = at.tally(petition.poll, 0).await?;
		Ok(Self {
			poll: petition.poll,
			by: names.named(at, petition.by).await?,
			begun: petition.opened,
			closes: poll.closes,
			share: petition.share,
			supporters: tally.map_or(0, |tally| tally.count(0)),
			needed: (poll.phase != Phase::Scheduled)
				.then(|| veche_tally::share_of(poll.electors, petition.share)),
		})
	}

	/// How far it is.
	pub fn words(&self) -> String {
		match self.needed {
			Some(needed) => format!("{} of the {needed} supporters needed", self.supporters),
			None => format!("{} of the electors must support it", percent(self.share)),
		}
	}
}

#[cfg(test)]
pub(crate) mod tests {
	use super::*;
	use crate::chain::{
		offices::End,
		recall::{Explanation, Words},
	};
	use sp_core::H256;

	pub(crate) fn ann() -> Named {
		Named {
			person: 7,
			name: Some("Ann".into()),
		}
	}

	pub(crate) fn case(outcome: Option<(u32, Outcome)>) -> ShownCase {
		let case = Case {
			mandate: 2,
			office: 3,
			person: 7,
			rating: 150_000,
			since: 200,
			deadline: 1100,
			reinstate_at: 500_000,
			explanation: Some(Explanation {
				text: H256([3; 32]),
				words: Words("The flood took the bridge.".into()),
				at: 230,
			}),
			outcome,
		};
		ShownCase::new(4, &case, ann())
	}

	pub(crate) fn petition(needed: Option<u32>) -> ShownPetition {
		ShownPetition {
			poll: 14,
			by: ann(),
			begun: 90,
			closes: 400,
			share: 50_000,
			supporters: 1,
			needed,
		}
	}

	#[test]
	fn open_case_says_what_is_needed_and_by_when() {
		let case = case(None);
		assert!(!case.recalled);
		assert!(case.words().contains("rating of 15.0%"), "{}", case.words());
		assert!(case.words().ends_with("needs 50.0% by block 1100"));
		let mut out = Vec::new();
		case.draw(&mut out).unwrap();
		let text = String::from_utf8(out).unwrap();
		assert!(
			text.contains("says in block 230: \"The flood took"),
			"{text}"
		);
		assert!(text.contains(&hex([3; 32])), "{text}");
		assert!(text.lines().all(|line| line.chars().count() <= 80));
	}

	#[test]
	fn ended_case_says_how_and_whether_it_was_a_recall() {
		for (outcome, recalled, expected) in [
			(Outcome::Reinstated(550_000), false, "reinstated with 55.0%"),
			(Outcome::Recalled, true, "block 900: recalled"),
			(Outcome::Ended(End::Resigned), true, "resigned"),
			(Outcome::Ended(End::Lost), false, "died or lost"),
		] {
			let case = case(Some((900, outcome)));
			assert_eq!(case.recalled, recalled, "{outcome:?}");
			assert!(case.words().contains(expected), "{}", case.words());
		}
	}

	#[test]
	fn petition_tells_the_number_needed_once_the_roll_is_frozen() {
		assert_eq!(petition(Some(2)).words(), "1 of the 2 supporters needed");
		assert!(petition(None).words().contains("5.0% of the electors"));
	}
}
