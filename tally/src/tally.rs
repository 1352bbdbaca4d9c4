//! The running count of one question.

use alloc::{vec, vec::Vec};
use bounded_collections::{BoundedVec, ConstU32};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
#[cfg(feature = "serde")]
use serde::{Deserialize, Serialize};

use crate::{
	check,
	choice::{all, bit},
	schulze::{at, schulze},
	Choice, ChoiceError, Method, MAX_OPTIONS, MAX_PAIRS, NO, YES,
};

/// The count of one question: what was added, less what was subtracted.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize))]
pub struct Tally {
	/// How the question is counted.
	pub method: Method,
	/// The number of options.
	pub options: u8,
	/// All ballots, blank ones too.
	pub ballots: u32,
	/// The ballots that leave this question blank.
	pub blank: u32,
	/// For each option: yes, no and abstain; votes; approvals; marks; or, for Schulze, the ballots
	/// that put it alone in the first rank.
	pub counts: BoundedVec<u32, ConstU32<MAX_OPTIONS>>,
	/// For Schulze, at `a * options + b`, the ballots that put `a` above `b`; else empty.
	pub pairwise: BoundedVec<u32, ConstU32<MAX_PAIRS>>,
}

/// The cells that one choice moves, each once.
struct Cells {
	blank: bool,
	/// The options whose count moves.
	counts: u32,
	/// For each option, the options it stands above; empty if no pair moves.
	below: Vec<u32>,
}

impl Tally {
	/// An empty tally. Fails if the method cannot have this many options.
	pub fn new(method: Method, options: u8) -> Result<Self, ChoiceError> {
		if !method.allows_options(options) {
			return Err(ChoiceError::OptionCount);
		}
		let n = usize::from(options);
		let pairs = Self::pairs(method, n);
		Ok(Tally {
			method,
			options,
			ballots: 0,
			blank: 0,
			counts: vec![0; n]
				.try_into()
				.map_err(|_| ChoiceError::OptionCount)?,
			pairwise: vec![0; pairs]
				.try_into()
				.map_err(|_| ChoiceError::OptionCount)?,
		})
	}

	/// Counts a ballot. On an error nothing has changed.
	pub fn add(&mut self, choice: &Choice) -> Result<(), ChoiceError> {
		self.add_times(choice, 1)
	}

	/// Takes back a ballot that was added before. On an error nothing has changed.
	///
	/// That it was added cannot be told from the sums alone: the caller keeps the ballots.
	pub fn subtract(&mut self, choice: &Choice) -> Result<(), ChoiceError> {
		self.apply(choice, |cell| cell.checked_sub(1), ChoiceError::NotCounted)
	}

	/// Counts `times` equal ballots at once.
	pub(crate) fn add_times(&mut self, choice: &Choice, times: u32) -> Result<(), ChoiceError> {
		self.apply(
			choice,
			|cell| cell.checked_add(times),
			ChoiceError::Overflow,
		)
	}

	/// The options in the first place, ascending, more than one if they tie. Empty if nobody chose
	/// anything. In a yes/no question only yes and no compete, by simple majority.
	pub fn winners(&self) -> Vec<u8> {
		if self.expressed() == 0 {
			return Vec::new();
		}
		let last = match self.method {
			Method::Schulze => return schulze(self.options, &self.pairwise),
			Method::YesNo => NO,
			_ => self.options.saturating_sub(1),
		};
		let best = (YES..=last)
			.map(|option| self.count(option))
			.max()
			.unwrap_or(0);
		(YES..=last)
			.filter(|&option| best > 0 && self.count(option) == best)
			.collect()
	}

	/// The count of an option; 0 if there is no such option.
	pub fn count(&self, option: u8) -> u32 {
		self.counts.get(usize::from(option)).copied().unwrap_or(0)
	}

	/// The ballots that put `a` above `b`; 0 if the method does not rank or there is no such pair.
	pub fn pairwise(&self, a: u8, b: u8) -> u32 {
		at(
			&self.pairwise,
			usize::from(self.options),
			usize::from(a),
			usize::from(b),
		)
	}

	/// The ballots that do not leave the question blank.
	pub fn expressed(&self) -> u32 {
		self.ballots.saturating_sub(self.blank)
	}

	/// The cells of the pairwise matrix that the method needs.
	fn pairs(method: Method, n: usize) -> usize {
		match method {
			Method::Schulze => n.saturating_mul(n),
			_ => 0,
		}
	}

	/// Moves every cell that the choice concerns, or, if one of them cannot move, none.
	fn apply(
		&mut self,
		choice: &Choice,
		step: impl Fn(u32) -> Option<u32>,
		refused: ChoiceError,
	) -> Result<(), ChoiceError> {
		check(self.method, self.options, choice)?;
		let n = usize::from(self.options);
		if self.counts.len() != n || self.pairwise.len() != Self::pairs(self.method, n) {
			return Err(ChoiceError::MalformedTally);
		}
		let cells = Cells::of(choice, self.options);
		// A first pass only asks, so that the second cannot stop half way.
		cells.visit(self, |cell| step(*cell).map(drop).ok_or(refused))?;
		cells.visit(self, |cell| {
			*cell = step(*cell).ok_or(refused)?;
			Ok(())
		})
	}
}

impl Cells {
	/// What a checked choice moves.
	fn of(choice: &Choice, options: u8) -> Self {
		let mut cells = Cells {
			blank: false,
			counts: 0,
			below: Vec::new(),
		};
		match choice {
			Choice::Blank => cells.blank = true,
			Choice::One(option) => cells.counts = bit(*option),
			Choice::Approve(set) => cells.counts = *set,
			Choice::Rank(ranking) => {
				cells.counts = ranking.first().map_or(0, bit);
				cells.below = vec![0; usize::from(options)];
				let mut rest = all(options);
				for rank in ranking.ranks() {
					rest &= !rank;
					for (option, below) in (0..options).zip(&mut cells.below) {
						if rank & bit(option) != 0 {
							*below = rest;
						}
					}
				}
			}
		}
		cells
	}

	/// Hands out each cell once.
	fn visit(
		&self,
		tally: &mut Tally,
		mut on: impl FnMut(&mut u32) -> Result<(), ChoiceError>,
	) -> Result<(), ChoiceError> {
		on(&mut tally.ballots)?;
		if self.blank {
			on(&mut tally.blank)?;
		}
		let options = 0..tally.options;
		for (option, count) in options.clone().zip(tally.counts.iter_mut()) {
			if self.counts & bit(option) != 0 {
				on(count)?;
			}
		}
		let pairs = self
			.below
			.iter()
			.flat_map(|below| options.clone().map(move |option| below & bit(option) != 0));
		for (concerned, cell) in pairs.zip(tally.pairwise.iter_mut()) {
			if concerned {
				on(cell)?;
			}
		}
		Ok(())
	}
}
