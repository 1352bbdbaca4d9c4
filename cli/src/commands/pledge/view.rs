//! A pledge of somebody in office as people see it.

use crate::{
	chain::pledges::{Mark, Plea, Pledge},
	drawing::lines::wrap,
	output::hex,
};
use serde::Serialize;
use sp_core::H256;
use std::io::{self, Write};
use veche_primitives::PollId;

/// A pledge for people.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Shown {
	/// Its number on the checklist, counted from 0.
	pub pledge: u8,
	/// What, in short.
	pub title: String,
	/// Hash of the full text.
	pub text: Option<String>,
	/// The block at which it is due.
	pub due: u32,
	/// One, and one more for each voter who marked it.
	pub weight: u32,
	/// open, waiting, judging, kept, broken, excused, lapsed or unjudged.
	pub state: &'static str,
	/// What the people are asked or will be: done or excuse.
	pub plea: Option<Plea>,
	/// The poll in which they judge.
	pub poll: Option<PollId>,
	/// Hash of the evidence of the claim.
	pub evidence: Option<String>,
	/// The block of the claim.
	pub claimed: Option<u32>,
	/// Why the holder asks or asked to be excused.
	pub reason: Option<String>,
	/// Hash of a longer text to it.
	pub reason_text: Option<String>,
	/// The block of asking.
	pub asked: Option<u32>,
}

impl Shown {
	/// The pledge that has this number on the checklist.
	pub fn new(number: u8, pledge: &Pledge) -> Self {
		let (state, plea, poll) = match pledge.mark {
			Mark::Open => ("open", None, None),
			Mark::Waiting(plea) => ("waiting", Some(plea), None),
			Mark::Judging { plea, poll, .. } => ("judging", Some(plea), Some(poll)),
			Mark::Kept => ("kept", None, None),
			Mark::Broken => ("broken", None, None),
			Mark::Excused => ("excused", None, None),
			Mark::Lapsed => ("lapsed", None, None),
			Mark::Unjudged => ("unjudged", None, None),
		};
		let excuse = pledge.excuse.as_ref();
		Self {
			pledge: number,
			title: pledge.title.0.clone(),
			text: shown(pledge.text),
			due: pledge.due,
			weight: pledge.weight,
			state,
			plea,
			poll,
			evidence: pledge.claim.map(|claim| hex(claim.evidence)),
			claimed: pledge.claim.map(|claim| claim.at),
			reason: excuse.map(|excuse| excuse.reason.0.clone()),
			reason_text: excuse.and_then(|excuse| shown(excuse.text)),
			asked: excuse.map(|excuse| excuse.at),
		}
	}

	/// A whole checklist.
	pub fn all(checklist: &[Pledge]) -> Vec<Self> {
		let numbered = (0u8..).zip(checklist);
		numbered
			.map(|(number, pledge)| Self::new(number, pledge))
			.collect()
	}

	/// How far it has come, in words.
	pub fn words(&self) -> String {
		let asked = match self.plea {
			Some(Plea::Excuse) => "excused or not",
			_ => "kept or not",
		};
		match (self.state, self.poll) {
			("open", _) => "open".into(),
			("waiting", _) => format!("waits for the people to judge: {asked}"),
			("judging", Some(poll)) => format!("the people judge in poll {poll}: {asked}"),
			("lapsed", _) => "lapsed, the mandate ended before it was due".into(),
			("unjudged", _) => "nobody judged it, it counts for nothing".into(),
			(state, _) => state.into(),
		}
	}
}

fn shown(hash: H256) -> Option<String> {
	(!hash.is_zero()).then(|| hex(hash))
}

/// Draw a checklist; with the hashes when `full`.
pub fn draw(out: &mut dyn Write, all: &[Shown], full: bool) -> io::Result<()> {
	for one in all {
		let head = format!("{:>3}. ", one.pledge);
		let words = one.words();
		let line = format!(
			"{}: due at block {}, weight {}, {words}",
			one.title, one.due, one.weight
		);
		writeln!(out, "{}", wrap(&head, &line))?;
		if let (Some(reason), Some(block)) = (&one.reason, one.asked) {
			let line = format!("asked to be excused in block {block}: {reason}");
			writeln!(out, "{}", wrap("     ", &line))?;
		}
		if !full {
			continue;
		}
		if let Some(text) = &one.text {
			writeln!(out, "     full text with hash {text}")?;
		}
		if let (Some(evidence), Some(block)) = (&one.evidence, one.claimed) {
			writeln!(out, "     claimed in block {block}, evidence with hash")?;
			writeln!(out, "     {evidence}")?;
		}
		if let Some(text) = &one.reason_text {
			writeln!(out, "     text of the excuse with hash {text}")?;
		}
	}
	Ok(())
}

#[cfg(test)]
pub(crate) mod tests {
	use super::*;
	use crate::chain::{
		offices::Text,
		pledges::{Claim, Excuse},
	};

	pub(crate) fn pledge(mark: Mark) -> Pledge {
		Pledge {
			title: Text("A bridge".into()),
			text: H256::zero(),
			due: 300,
			weight: 4,
			mark,
			claim: None,
			excuse: None,
		}
	}

	#[test]
	fn words_tell_each_mark_apart() {
		let judging = Mark::Judging {
			plea: Plea::Excuse,
			poll: 9,
			attempt: 2,
		};
		let marks = [
			Mark::Open,
			Mark::Waiting(Plea::Done),
			Mark::Waiting(Plea::Excuse),
			judging,
			Mark::Kept,
			Mark::Broken,
			Mark::Excused,
			Mark::Lapsed,
			Mark::Unjudged,
		];
		let words: std::collections::BTreeSet<String> = marks
			.into_iter()
			.map(|mark| Shown::new(0, &pledge(mark)).words())
			.collect();
		assert_eq!(words.len(), marks.len(), "{words:?}");
		assert!(words.contains("the people judge in poll 9: excused or not"));
	}

	#[test]
	fn draw_shows_pledges_with_marks_weights_and_reasons() {
		let mut one = pledge(Mark::Kept);
		one.claim = Some(Claim {
			evidence: H256([5; 32]),
			at: 30,
		});
		one.excuse = Some(Excuse {
			reason: Text("The flood".into()),
			text: H256::zero(),
			at: 20,
		});
		let all = Shown::all(&[pledge(Mark::Open), one]);
		let drawn = |full| {
			let mut out = Vec::new();
			draw(&mut out, &all, full).unwrap();
			String::from_utf8(out).unwrap()
		};
		let live = drawn(false);
		assert!(
			live.contains("  0. A bridge: due at block 300, weight 4, open\n"),
			"{live}"
		);
		assert!(live.contains("  1. A bridge: due at block 300, weight 4, kept\n"));
		assert!(live.contains("excused in block 20: The flood\n"), "{live}");
		assert!(!live.contains("0x"), "{live}");
		let full = drawn(true);
		assert!(full.contains(&hex([5; 32])), "{full}");
		assert!(full.lines().all(|line| line.chars().count() <= 80));
	}
}
