//! What an audit found.

use super::bundle::Bundle;
use crate::output::{hex, text, Verdict};
use serde::Serialize;
use sp_core::H256;
use std::io::{self, Write};
use veche_primitives::{polls::Phase, PollId};
use veche_tally::Tally;

/// One thing that was compared.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Check {
	/// What.
	pub name: &'static str,
	/// Whether recount and chain agree.
	pub ok: bool,
	/// In numbers.
	pub detail: String,
}

/// The result of an audit.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
	/// The poll.
	pub poll: PollId,
	/// Its title.
	pub title: String,
	/// Whether everything agrees.
	pub ok: bool,
	/// Whether more ballots can come: then this is the count so far.
	pub open: bool,
	/// The block whose state was compared.
	pub as_of: u32,
	/// Ballots in the blocks.
	pub ballots: usize,
	/// Voters whose ballot counts.
	pub counted: usize,
	/// Ballots replaced by a later one of the same voter.
	pub replaced: usize,
	/// Ballots in batches that do not count, as the chain found too.
	pub refused: usize,
	/// The digest over all counted ballots, rebuilt.
	#[serde(serialize_with = "hash")]
	pub digest: H256,
	/// What was compared.
	pub checks: Vec<Check>,
	/// Every difference, in words.
	pub problems: Vec<String>,
	/// The recounted tallies.
	pub tallies: Vec<Tally>,
	/// Whether each ballot of the bundle counts, in order.
	#[serde(skip)]
	pub marks: Vec<bool>,
}

fn hash<S: serde::Serializer>(hash: &H256, to: S) -> Result<S::Ok, S::Error> {
	to.serialize_str(&hex(hash))
}

impl Report {
	/// An empty report on a bundle.
	pub fn new(bundle: &Bundle) -> Self {
		Self {
			poll: bundle.poll.id,
			title: text(&bundle.poll.paper.title),
			ok: false,
			open: bundle.poll.record.phase == Phase::Open,
			as_of: bundle.as_of,
			ballots: bundle.ballots.len(),
			counted: 0,
			replaced: 0,
			refused: 0,
			digest: H256::zero(),
			checks: Vec::new(),
			problems: Vec::new(),
			tallies: Vec::new(),
			marks: Vec::new(),
		}
	}

	/// Note a comparison.
	pub fn check(&mut self, name: &'static str, ok: bool, detail: String) {
		self.checks.push(Check { name, ok, detail });
	}

	/// Note a difference.
	pub fn problem(&mut self, text: String) {
		self.problems.push(text);
	}

	/// Decide: everything agrees, or it does not.
	pub fn conclude(&mut self) {
		self.ok = self.problems.is_empty() && self.checks.iter().all(|check| check.ok);
	}

	/// For the exit code.
	pub fn verdict(&self) -> Verdict {
		if self.ok {
			Verdict::Good
		} else {
			Verdict::Bad
		}
	}

	/// For people.
	pub fn print(&self, out: &mut dyn Write) -> io::Result<()> {
		writeln!(out, "Audit of poll {}: {}", self.poll, self.title)?;
		writeln!(
			out,
			"{} ballots in the blocks: {} voters counted, {} re-votes, {} not counted",
			self.ballots, self.counted, self.replaced, self.refused
		)?;
		for check in &self.checks {
			let mark = if check.ok { "ok    " } else { "DIFFER" };
			writeln!(out, "  {mark}  {:<16} {}", check.name, check.detail)?;
		}
		for problem in self.problems.iter().take(50) {
			writeln!(out, "  - {problem}")?;
		}
		if self.problems.len() > 50 {
			writeln!(
				out,
				"  - and {} more; --json names them all",
				self.problems.len() - 50
			)?;
		}
		if self.open {
			writeln!(out, "The poll is still open: this is the count so far.")?;
		}
		if self.ok {
			writeln!(
				out,
				"PASSED: the recount equals what the chain says as of block {}.",
				self.as_of
			)
		} else {
			writeln!(
				out,
				"FAILED: do not trust this result. Repeat the audit with another node; if it fails \
				 again, publish this report."
			)
		}
	}
}
