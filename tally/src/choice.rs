//! What a voter may answer to one question, and what makes an answer valid.

use alloc::vec::Vec;
use bounded_collections::{BoundedVec, ConstU32};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::{fmt, str::FromStr};
use scale_info::TypeInfo;
#[cfg(feature = "serde")]
use serde::{Deserialize, Serialize};

use crate::{MAX_MARKS, MAX_OPTIONS, YES_NO_OPTIONS};

/// The mark on a [`Ranking`] entry that shares the rank of the entry before it.
pub const TIED: u8 = 0x80;

/// How the answers to a question are counted.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
#[cfg_attr(
	feature = "serde",
	derive(Serialize, Deserialize),
	serde(rename_all = "snake_case")
)]
pub enum Method {
	/// Yes, no or abstain. Yes wins with more than the required majority; a tie is a no.
	#[codec(index = 0)]
	YesNo,
	/// One option each; the option with the most votes wins.
	#[codec(index = 1)]
	Plurality,
	/// Any number of options each; the option that the most voters approve wins.
	#[codec(index = 2)]
	Approval,
	/// A ranking each; the winner comes from the beat paths between all pairs of options.
	#[codec(index = 3)]
	Schulze,
	/// At most [`MAX_MARKS`] options over all such questions of a paper together; the option with
	/// the most marks wins. What matters most, where everything would be approved.
	#[codec(index = 4)]
	Marks,
}

impl Method {
	/// Every method, in the order of their codes.
	pub const ALL: [Method; 5] = [
		Method::YesNo,
		Method::Plurality,
		Method::Approval,
		Method::Schulze,
		Method::Marks,
	];

	/// The name used in configuration and on the command line.
	pub const fn name(self) -> &'static str {
		match self {
			Method::YesNo => "yes_no",
			Method::Plurality => "plurality",
			Method::Approval => "approval",
			Method::Schulze => "schulze",
			Method::Marks => "marks",
		}
	}

	/// Whether a question with this method may have this many options.
	pub const fn allows_options(self, options: u8) -> bool {
		match self {
			Method::YesNo => options == YES_NO_OPTIONS,
			_ => options >= 2 && (options as u32) <= MAX_OPTIONS,
		}
	}
}

impl fmt::Display for Method {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(self.name())
	}
}

/// The text names no counting method.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ParseMethodError;

impl fmt::Display for ParseMethodError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("unknown method; use yes_no, plurality, approval, schulze or marks")
	}
}

impl core::error::Error for ParseMethodError {}

impl FromStr for Method {
	type Err = ParseMethodError;

	fn from_str(name: &str) -> Result<Self, Self::Err> {
		Method::ALL
			.into_iter()
			.find(|m| m.name() == name)
			.ok_or(ParseMethodError)
	}
}

/// Options in order of preference, best first.
///
/// Each byte is an option, with [`TIED`] set if it shares the rank of the byte before it. Options
/// left out stand below all others, tied. The length is bounded when decoded; whether the bytes
/// make sense for a question is for [`check`] to say.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize), serde(transparent))]
pub struct Ranking(BoundedVec<u8, ConstU32<MAX_OPTIONS>>);

impl Ranking {
	/// A ranking that ranks nobody. It is not a valid choice: use [`Choice::Blank`].
	pub fn empty() -> Self {
		Ranking(BoundedVec::new())
	}

	/// Takes the bytes as they are. Fails only if there are more than [`MAX_OPTIONS`].
	pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, ChoiceError> {
		BoundedVec::try_from(bytes)
			.map(Ranking)
			.map_err(|_| ChoiceError::TooManyRanked)
	}

	/// A ranking without shared ranks, best first.
	pub fn strict(options: impl IntoIterator<Item = u8>) -> Result<Self, ChoiceError> {
		Self::from_ranks(options.into_iter().map(core::iter::once))
	}

	/// A ranking from its ranks, best first, each holding the options that share it. Ranks without
	/// options are left out.
	pub fn from_ranks<R>(ranks: impl IntoIterator<Item = R>) -> Result<Self, ChoiceError>
	where
		R: IntoIterator<Item = u8>,
	{
		let mut bytes = BoundedVec::new();
		for rank in ranks {
			let mut mark = 0;
			for option in rank {
				if u32::from(option) >= MAX_OPTIONS {
					return Err(ChoiceError::OptionOutOfRange);
				}
				bytes
					.try_push(option | mark)
					.map_err(|_| ChoiceError::TooManyRanked)?;
				mark = TIED;
			}
		}
		Ok(Ranking(bytes))
	}

	/// The bytes, as they are stored and sent.
	pub fn as_bytes(&self) -> &[u8] {
		&self.0
	}

	/// The number of options ranked.
	pub fn len(&self) -> usize {
		self.0.len()
	}

	/// Whether nobody is ranked.
	pub fn is_empty(&self) -> bool {
		self.0.is_empty()
	}

	/// The options with, for each, whether it shares the rank of the one before.
	pub fn entries(&self) -> impl Iterator<Item = (u8, bool)> + '_ {
		self.0.iter().map(|byte| (byte & !TIED, byte & TIED != 0))
	}

	/// The ranks, best first, each as a set of bits: bit `i` for option `i`. Options beyond
	/// [`MAX_OPTIONS`] are left out.
	pub fn ranks(&self) -> Vec<u32> {
		let mut ranks: Vec<u32> = Vec::new();
		for (option, tied) in self.entries() {
			let bit = bit(option);
			match ranks.last_mut() {
				Some(rank) if tied => *rank |= bit,
				_ => ranks.push(bit),
			}
		}
		ranks
	}

	/// Every option ranked, as a set of bits.
	pub fn ranked(&self) -> u32 {
		self.entries().fold(0, |set, (option, _)| set | bit(option))
	}

	/// The option that stands alone in the first rank, if one does.
	pub fn first(&self) -> Option<u8> {
		let mut entries = self.entries();
		let (first, _) = entries.next()?;
		match entries.next() {
			Some((_, true)) => None,
			_ => Some(first),
		}
	}

	fn check(&self, options: u8) -> Result<(), ChoiceError> {
		let mut seen = 0u32;
		for (place, (option, tied)) in self.entries().enumerate() {
			if place == 0 && tied {
				return Err(ChoiceError::TiedFirst);
			}
			if option >= options {
				return Err(ChoiceError::OptionOutOfRange);
			}
			if seen & bit(option) != 0 {
				return Err(ChoiceError::RepeatedOption);
			}
			seen |= bit(option);
		}
		if seen == 0 {
			return Err(ChoiceError::Empty);
		}
		Ok(())
	}
}

/// One answer to one question.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
#[cfg_attr(
	feature = "serde",
	derive(Serialize, Deserialize),
	serde(rename_all = "snake_case")
)]
pub enum Choice {
	/// No answer: counts for the turnout and for no option. Allowed for every method.
	#[codec(index = 0)]
	Blank,
	/// One option; for [`Method::YesNo`] and [`Method::Plurality`].
	#[codec(index = 1)]
	One(u8),
	/// A set of options, bit `i` for option `i`; for [`Method::Approval`] and [`Method::Marks`].
	#[codec(index = 2)]
	Approve(u32),
	/// Options in order; for [`Method::Schulze`].
	#[codec(index = 3)]
	Rank(Ranking),
}

/// Why a choice cannot be counted.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum ChoiceError {
	/// The method cannot have this many options: 3 for yes/no, 2 to 32 for the others.
	OptionCount,
	/// The choice is of another kind than the method asks for: send the kind it asks for.
	WrongKind,
	/// An option does not exist: number options from 0 to one less than their count.
	OptionOutOfRange,
	/// The ranking names an option twice: name each at most once.
	RepeatedOption,
	/// The first entry of the ranking is marked as tied with one before it: clear the mark.
	TiedFirst,
	/// Nothing is approved, marked or ranked: send a blank choice to vote for nobody.
	Empty,
	/// The ranking has more than 32 entries: name each option at most once.
	TooManyRanked,
	/// One more ballot does not fit the tally: no more can be counted.
	Overflow,
	/// The choice was never counted here: subtract only what was added before.
	NotCounted,
	/// The tally does not have the shape its method needs: start again from a new one.
	MalformedTally,
	/// More than [`MAX_MARKS`] options are marked, all such questions of the paper together: mark
	/// fewer.
	TooManyMarks,
}

impl fmt::Display for ChoiceError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(match self {
			ChoiceError::OptionCount => "the method cannot have this many options",
			ChoiceError::WrongKind => "the choice is of another kind than the method asks for",
			ChoiceError::OptionOutOfRange => "there is no such option",
			ChoiceError::RepeatedOption => "an option is ranked twice",
			ChoiceError::TiedFirst => "the first ranked option is tied with nothing before it",
			ChoiceError::Empty => "nothing is chosen; use a blank choice",
			ChoiceError::TooManyRanked => "more than 32 options are ranked",
			ChoiceError::Overflow => "the tally can take no more ballots",
			ChoiceError::NotCounted => "the choice was never counted in this tally",
			ChoiceError::MalformedTally => "the tally does not have the shape its method needs",
			ChoiceError::TooManyMarks => {
				"more than 3 options are marked, all such questions of the paper together"
			}
		})
	}
}

impl core::error::Error for ChoiceError {}

/// Says whether the answers of one ballot, each with the method and number of options of its
/// question, are valid: each for itself as by [`check`], and no more than [`MAX_MARKS`] marks on all
/// questions with [`Method::Marks`] together. An error comes with the place of the answer, from 0.
///
/// Whether there is one answer to each question is for the caller to say.
pub fn check_paper<'a>(
	answers: impl IntoIterator<Item = (Method, u8, &'a Choice)>,
) -> Result<(), (usize, ChoiceError)> {
	let mut marks = 0u32;
	for (place, (method, options, choice)) in answers.into_iter().enumerate() {
		check(method, options, choice).map_err(|error| (place, error))?;
		if let (Method::Marks, Choice::Approve(set)) = (method, choice) {
			marks = marks.saturating_add(set.count_ones());
			if marks > MAX_MARKS {
				return Err((place, ChoiceError::TooManyMarks));
			}
		}
	}
	Ok(())
}

/// Says whether `choice` answers a question with this method and number of options. What the
/// questions of a paper have in common is for [`check_paper`].
pub fn check(method: Method, options: u8, choice: &Choice) -> Result<(), ChoiceError> {
	if !method.allows_options(options) {
		return Err(ChoiceError::OptionCount);
	}
	match (method, choice) {
		(_, Choice::Blank) => Ok(()),
		(Method::YesNo | Method::Plurality, Choice::One(option)) => {
			if *option < options {
				Ok(())
			} else {
				Err(ChoiceError::OptionOutOfRange)
			}
		}
		(Method::Approval | Method::Marks, Choice::Approve(set)) => {
			if set & !all(options) != 0 {
				Err(ChoiceError::OptionOutOfRange)
			} else if *set == 0 {
				Err(ChoiceError::Empty)
			} else if method == Method::Marks && set.count_ones() > MAX_MARKS {
				Err(ChoiceError::TooManyMarks)
			} else {
				Ok(())
			}
		}
		(Method::Schulze, Choice::Rank(ranking)) => ranking.check(options),
		_ => Err(ChoiceError::WrongKind),
	}
}

/// The set with only this option; empty for an option that no question can have.
pub(crate) fn bit(option: u8) -> u32 {
	1u32.checked_shl(u32::from(option)).unwrap_or(0)
}

/// The set of all options.
pub(crate) fn all(options: u8) -> u32 {
	u32::MAX
		.checked_shl(u32::from(options))
		.map_or(u32::MAX, |rest| !rest)
}
