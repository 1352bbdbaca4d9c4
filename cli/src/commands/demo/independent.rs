//! What another program counted on the elections that come with the source.

use anyhow::{Context as _, Result};
use serde::Deserialize;
use veche_primitives::ballot::Method;
use veche_tally::Tally;

/// Its counts.
const COUNTS: &str = include_str!("../../../../tally/data/elections/expected.json");

/// An election as an independent program counted it. Candidates count from 1.
#[derive(Clone, Debug, Deserialize)]
pub struct Independent {
	file: String,
	candidates: u8,
	ballots: u32,
	blank: u32,
	first_preferences: Vec<u32>,
	pairwise: Vec<Vec<u32>>,
	schulze: Vec<u8>,
	plurality: Vec<u8>,
}

impl Independent {
	/// What the program says about this very election.
	pub fn find(file: &str, candidates: u8, ballots: usize) -> Result<Option<Self>> {
		let all: Vec<Self> =
			serde_json::from_str(COUNTS).context("the independent counts cannot be read")?;
		let same = |known: &Self| {
			known.file == file
				&& known.candidates == candidates
				&& known.ballots as usize == ballots
		};
		Ok(all.into_iter().find(same))
	}

	/// Whether the first preferences are the same.
	pub fn agrees_on_first(&self, tally: &Tally) -> bool {
		self.ballots == tally.ballots && self.first_preferences == tally.counts.to_vec()
	}

	/// Whether every pair is the same, and the ballots that rank nobody are.
	pub fn agrees_on_pairs(&self, tally: &Tally) -> bool {
		let pair = |row: usize, column: usize| {
			let place = |at: usize| u8::try_from(at).unwrap_or(u8::MAX);
			tally.pairwise(place(row), place(column))
		};
		self.blank == tally.blank
			&& self.pairwise.len() == usize::from(tally.options)
			&& self.pairwise.iter().enumerate().all(|(row, cells)| {
				cells.len() == usize::from(tally.options)
					&& cells
						.iter()
						.enumerate()
						.all(|(column, cell)| *cell == pair(row, column))
			})
	}

	/// Whether the winners by the method are these, from 0; none where the program has no count.
	pub fn agrees_on_winners(&self, method: Method, winners: &[u8]) -> Option<bool> {
		let theirs = match method {
			Method::Schulze => &self.schulze,
			Method::Plurality => &self.plurality,
			Method::Approval | Method::Marks | Method::YesNo => return None,
		};
		let ours: Vec<u8> = winners
			.iter()
			.map(|winner| winner.saturating_add(1))
			.collect();
		Some(*theirs == ours)
	}
}

#[cfg(test)]
mod tests {
	use crate::commands::demo::ballots::{Source, WARD};
	use veche_primitives::ballot::Method;

	#[test]
	fn independent_count_differs_when_a_ballot_is_missing_or_changed() {
		let source = Source::read(None, &WARD, Method::Schulze, None).unwrap();
		let known = source.independent.as_ref().unwrap();
		let mut short = source.tally.clone();
		short.subtract(&source.choices[0]).unwrap();
		assert!(!known.agrees_on_first(&short) && !known.agrees_on_pairs(&short));
		short.add(&source.another(&source.choices[0])).unwrap();
		assert!(!known.agrees_on_pairs(&short));
	}
}
