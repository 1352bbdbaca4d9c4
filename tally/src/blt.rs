//! Reads cast-vote records of real elections in the BLT format.
//!
//! ```text
//! # a comment
//! 4 1            four candidates, one seat
//! -3             the third has withdrawn (may be left out)
//! 12 1 2 0       twelve ballots that put 1 before 2
//! 1 2=4 - 1 0    an equal ranking; "-" is a skipped rank, which does not matter
//! (b77) 1 4 0    a ballot with an id, which is not kept
//! 2 0            two blank ballots
//! 0              the end of the ballots
//! "Ann"          the candidates' names, then the title
//! "Bob ""B"" Bee"
//! ```
//!
//! A candidate ranked twice counts at the better place. A withdrawn candidate is taken out of all
//! rankings and cannot win. Ballots may share a line, but none may run over its end: a missing
//! `0` is an error and never joins two ballots. Whatever the input, [`Election::parse`] returns.

mod text;

use serde::Serialize;
use std::fmt;

use self::text::{names, Word, Words};
use crate::{choice::bit, Choice, ChoiceError, Method, Ranking, Tally, MAX_MARKS, MAX_OPTIONS};

/// The ballots of one election.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Election {
	/// The number of candidates, withdrawn ones too: from 2 to 32.
	pub candidates: u8,
	/// The number of seats to fill. The methods here fill one.
	pub seats: u32,
	/// The candidates that withdrew, from 0, ascending. They are in no ranking.
	pub withdrawn: Vec<u8>,
	/// Equal ballots and their number. An empty ranking is a blank ballot.
	pub ballots: Vec<(u32, Ranking)>,
	/// The candidates' names; "Candidate 1" and so on where the file has none at all.
	pub names: Vec<String>,
	/// The title, if the file has one.
	pub title: String,
}

/// The count of an election, in the shape that other programs read. Candidates count from 1.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Report {
	/// All ballots.
	pub ballots: u32,
	/// The ballots that rank nobody.
	pub blank: u32,
	/// For each candidate, the ballots that put them alone in the first rank.
	pub first_preferences: Vec<u32>,
	/// In row `a`, column `b`: the ballots that put `a` above `b`.
	pub pairwise: Vec<Vec<u32>>,
	/// The winners by the method asked for, ascending; more than one if they tie.
	pub winners: Vec<u8>,
}

/// Why a file cannot be read, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BltError {
	/// The line, from 1.
	pub line: usize,
	/// What is wrong with it.
	pub reason: Reason,
}

/// What is wrong with a line of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reason {
	/// The file does not begin with the number of candidates and of seats.
	Header,
	/// There are fewer than 2 or more than 32 candidates.
	Candidates(u64),
	/// A character has no meaning here.
	Unexpected(char),
	/// A number is too large.
	TooLarge,
	/// A ballot names a candidate who does not exist.
	NoSuchCandidate(u64),
	/// A number is negative, after the ballots began or without a candidate of that number.
	Withdrawal(u64),
	/// "=" does not stand between two candidates.
	Equals,
	/// A ballot does not end with 0 on the line where it began.
	OpenBallot,
	/// A ballot has a weight of zero.
	ZeroWeight,
	/// There are more ballots than can be counted.
	TooManyBallots,
	/// The file ends before the 0 that ends the ballots.
	NoEnd,
	/// There are names, but fewer than candidates.
	Names {
		/// The number of names.
		found: usize,
		/// The number of candidates.
		candidates: u8,
	},
}

impl fmt::Display for Reason {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Reason::Header => {
				write!(
					f,
					"the number of candidates and the number of seats must come first"
				)
			}
			Reason::Candidates(n) => {
				write!(
					f,
					"{n} candidates; there must be between 2 and {MAX_OPTIONS}"
				)
			}
			Reason::Unexpected(c) => write!(f, "unexpected {c:?}"),
			Reason::TooLarge => write!(f, "a number is too large"),
			Reason::NoSuchCandidate(n) => write!(f, "there is no candidate {n}"),
			Reason::Withdrawal(n) => {
				write!(
					f,
					"-{n} must be a candidate and stand before the first ballot"
				)
			}
			Reason::Equals => write!(f, "\"=\" must stand between two candidates"),
			Reason::OpenBallot => write!(f, "a ballot must end with 0 on its own line"),
			Reason::ZeroWeight => write!(f, "a ballot cannot count zero times"),
			Reason::TooManyBallots => write!(f, "more than {} ballots", u32::MAX),
			Reason::NoEnd => write!(f, "the file ends before the 0 that ends the ballots"),
			Reason::Names { found, candidates } => {
				write!(f, "{found} names for {candidates} candidates")
			}
		}
	}
}

impl fmt::Display for BltError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "line {}: {}", self.line, self.reason)
	}
}

impl std::error::Error for BltError {}

impl Election {
	/// Reads an election from text.
	pub fn parse(text: &str) -> Result<Self, BltError> {
		let text = text
			.trim_start_matches('\u{feff}')
			.replace("\r\n", "\n")
			.replace('\r', "\n");
		let mut reader = Reader::default();
		let mut names = Vec::new();
		let mut last = 1;
		for (number, line) in (1..).zip(text.split('\n')) {
			last = number;
			if reader.ended {
				names.push(line);
			} else if let Some(rest) = reader.line(line).map_err(|reason| BltError {
				line: number,
				reason,
			})? {
				names.push(rest);
			}
		}
		reader
			.finish(&names)
			.map_err(|reason| BltError { line: last, reason })
	}

	/// Reads an election from bytes: UTF-8, or else ISO 8859-1, in which old files are kept.
	pub fn from_bytes(bytes: &[u8]) -> Result<Self, BltError> {
		match std::str::from_utf8(bytes) {
			Ok(text) => Self::parse(text),
			Err(_) => Self::parse(&bytes.iter().map(|&b| char::from(b)).collect::<String>()),
		}
	}

	/// What a voter with this ranking would answer under the method: for yes/no and plurality the
	/// candidate alone in the first rank, or blank; for approval all that are ranked; for marks
	/// those of the best ranks that can all be marked, or blank.
	pub fn choice(method: Method, ranking: &Ranking) -> Choice {
		if ranking.is_empty() {
			return Choice::Blank;
		}
		match method {
			Method::YesNo | Method::Plurality => ranking.first().map_or(Choice::Blank, Choice::One),
			Method::Approval => Choice::Approve(ranking.ranked()),
			Method::Schulze => Choice::Rank(ranking.clone()),
			Method::Marks => match best(ranking) {
				0 => Choice::Blank,
				set => Choice::Approve(set),
			},
		}
	}

	/// One choice for each ballot, in the order of the file.
	pub fn choices(&self, method: Method) -> impl Iterator<Item = Choice> + '_ {
		self.ballots.iter().flat_map(move |(count, ranking)| {
			let choice = Self::choice(method, ranking);
			(0..*count).map(move |_| choice.clone())
		})
	}

	/// Counts all ballots. Fails if the method cannot have as many options as there are candidates.
	pub fn tally(&self, method: Method) -> Result<Tally, ChoiceError> {
		let mut tally = Tally::new(method, self.candidates)?;
		for (count, ranking) in &self.ballots {
			tally.add_times(&Self::choice(method, ranking), *count)?;
		}
		Ok(tally)
	}

	/// Counts all ballots and reports the winners by the method. First preferences and pairs are
	/// always those of the rankings.
	pub fn report(&self, method: Method) -> Result<Report, ChoiceError> {
		let rankings = self.tally(Method::Schulze)?;
		let winners = match method {
			Method::Schulze => rankings.winners(),
			_ => self.tally(method)?.winners(),
		};
		let all = 0..self.candidates;
		let row = |a| all.clone().map(|b| rankings.pairwise(a, b)).collect();
		Ok(Report {
			ballots: rankings.ballots,
			blank: rankings.blank,
			first_preferences: rankings.counts.to_vec(),
			pairwise: all.clone().map(row).collect(),
			winners: winners
				.into_iter()
				.filter(|winner| !self.withdrawn.contains(winner))
				.map(|winner| winner.saturating_add(1))
				.collect(),
		})
	}
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
	candidates: Option<u8>,
	seats: Option<u32>,
	/// Withdrawn candidates, as a set of bits.
	withdrawn: u32,
	ballots: Vec<(u32, Ranking)>,
	cast: u32,
	ended: bool,
}

impl Reader {
	/// Reads a line. Once the ballots have ended, returns what is left of it.
	fn line<'a>(&mut self, line: &'a str) -> Result<Option<&'a str>, Reason> {
		let mut words = Words::of(line);
		loop {
			if self.seats.is_some() {
				words.skip_id()?;
			}
			let Some(word) = words.next()? else {
				return Ok(None);
			};
			match (word, self.candidates, self.seats) {
				(Word::Number(n), None, _) => self.candidates = Some(candidates(n)?),
				(Word::Number(n), Some(_), None) => {
					self.seats = Some(u32::try_from(n).map_err(|_| Reason::TooLarge)?)
				}
				(_, None, _) | (_, _, None) => return Err(Reason::Header),
				(Word::Negative(n), Some(candidates), Some(_)) => {
					let option = option(n, candidates).ok_or(Reason::Withdrawal(n))?;
					if !self.ballots.is_empty() {
						return Err(Reason::Withdrawal(n));
					}
					self.withdrawn |= bit(option);
				}
				(Word::Number(0), ..) => {
					let rest = words.rest();
					if !(rest.is_empty() || rest.starts_with(['#', '"'])) {
						return Err(Reason::ZeroWeight);
					}
					self.ended = true;
					return Ok(Some(rest));
				}
				(Word::Number(weight), Some(candidates), Some(_)) => {
					let ranking = ranking(&mut words, candidates, self.withdrawn)?;
					let weight = u32::try_from(weight).map_err(|_| Reason::TooManyBallots)?;
					self.cast = self
						.cast
						.checked_add(weight)
						.ok_or(Reason::TooManyBallots)?;
					self.ballots.push((weight, ranking));
				}
				(Word::Equals, ..) => return Err(Reason::Equals),
				(Word::Dash, ..) => return Err(Reason::Unexpected('-')),
			}
		}
	}

	fn finish(self, lines: &[&str]) -> Result<Election, Reason> {
		let (Some(candidates), Some(seats)) = (self.candidates, self.seats) else {
			return Err(Reason::Header);
		};
		if !self.ended {
			return Err(Reason::NoEnd);
		}
		let mut names = names(lines, usize::from(candidates));
		if names.is_empty() {
			names = (1..=candidates).map(|n| format!("Candidate {n}")).collect();
		}
		if names.len() < usize::from(candidates) {
			return Err(Reason::Names {
				found: names.len(),
				candidates,
			});
		}
		let mut after = names.split_off(usize::from(candidates)).into_iter();
		Ok(Election {
			candidates,
			seats,
			withdrawn: (0..candidates)
				.filter(|&option| self.withdrawn & bit(option) != 0)
				.collect(),
			ballots: self.ballots,
			names,
			title: after.next().unwrap_or_default(),
		})
	}
}

/// The candidates of the best ranks, as many whole ranks as can be marked.
fn best(ranking: &Ranking) -> u32 {
	let mut marked = 0;
	for rank in ranking.ranks() {
		let more = marked | rank;
		if more.count_ones() > MAX_MARKS {
			break;
		}
		marked = more;
	}
	marked
}

fn candidates(n: u64) -> Result<u8, Reason> {
	u8::try_from(n)
		.ok()
		.filter(|&n| n >= 2 && u32::from(n) <= MAX_OPTIONS)
		.ok_or(Reason::Candidates(n))
}

/// The option, from 0, of a candidate, from 1.
fn option(n: u64, candidates: u8) -> Option<u8> {
	let n = u8::try_from(n).ok().filter(|&n| n <= candidates)?;
	n.checked_sub(1)
}

/// Reads the preferences of a ballot, up to its 0.
fn ranking(words: &mut Words<'_>, candidates: u8, withdrawn: u32) -> Result<Ranking, Reason> {
	let mut ranks: Vec<Vec<u8>> = Vec::new();
	let mut seen = withdrawn;
	let mut after_equals = false;
	loop {
		let word = words.next()?.ok_or(Reason::OpenBallot)?;
		match word {
			Word::Number(0) if !after_equals => break,
			Word::Number(n) => {
				let option = option(n, candidates).ok_or(Reason::NoSuchCandidate(n))?;
				if !after_equals {
					ranks.push(Vec::new());
				}
				after_equals = words.take_equals();
				let bit = bit(option);
				if let (true, Some(rank)) = (seen & bit == 0, ranks.last_mut()) {
					rank.push(option);
				}
				seen |= bit;
			}
			Word::Dash if !after_equals => {}
			Word::Dash | Word::Equals => return Err(Reason::Equals),
			Word::Negative(n) => return Err(Reason::Withdrawal(n)),
		}
	}
	// Each of at most 32 candidates is in at most one rank, so the ranking has room for all.
	Ranking::from_ranks(ranks).map_err(|_| Reason::TooLarge)
}
