//! The ballots of a real election, and what must come out of them.

use super::independent::Independent;
use crate::output::usage;
use anyhow::{Context as _, Result};
use std::path::Path;
use veche_primitives::ballot::{Choice, Method, Paper, Question, Title};
use veche_primitives::MAX_TITLE;
use veche_tally::{blt::Election, Tally};

/// A recorded election that comes with the program.
pub struct Recorded {
	name: &'static str,
	bytes: &'static [u8],
	/// Most voters, unless somebody asks for more.
	most: usize,
}

/// A council ward of the size of a village.
pub const WARD: Recorded = Recorded {
	name: "eilean_siar_2022_ward3.blt",
	bytes: include_bytes!("../../../../tally/data/elections/eilean_siar_2022_ward3.blt"),
	most: usize::MAX,
};

/// A by-election with seven candidates. So many voters that two elections fit into six minutes on
/// two cores, and all of them into one ring.
pub const BY_ELECTION: Recorded = Recorded {
	name: "highland_2021_by_election_inverness_west.blt",
	bytes: include_bytes!(
		"../../../../tally/data/elections/highland_2021_by_election_inverness_west.blt"
	),
	most: 240,
};

/// Fewest voters: some of them show what is refused and what replaces.
pub const LEAST_VOTERS: u32 = 3;

/// The ballots to be cast.
pub struct Source {
	/// The file's name.
	pub file: String,
	/// What was elected.
	pub title: String,
	/// The candidates.
	pub names: Vec<String>,
	/// How the ballots are counted.
	pub method: Method,
	/// One choice per voter who votes.
	pub choices: Vec<Choice>,
	/// Persons on the roll; those beyond the ballots abstain.
	pub voters: usize,
	/// Ballots in the file.
	pub in_file: usize,
	/// The count off chain.
	pub tally: Tally,
	/// The winners by that count; more than one if they tie.
	pub winners: Vec<u8>,
	/// What an independent program counted, for a known file of which all ballots are cast.
	pub independent: Option<Independent>,
}

impl Source {
	/// Read the file, or take the ballots that come with the program.
	pub fn read(
		path: Option<&Path>,
		recorded: &Recorded,
		method: Method,
		voters: Option<u32>,
	) -> Result<Self> {
		let most = recorded.most;
		let Some(path) = path else {
			return Self::parse(recorded.name, recorded.bytes, method, voters, most);
		};
		let bytes = std::fs::read(path)
			.with_context(|| format!("cannot read {}; check the path", path.display()))?;
		let name = path
			.file_name()
			.unwrap_or(path.as_os_str())
			.to_string_lossy();
		Self::parse(&name, &bytes, method, voters, most)
	}

	fn parse(
		file: &str,
		bytes: &[u8],
		method: Method,
		voters: Option<u32>,
		most: usize,
	) -> Result<Self> {
		if method == Method::YesNo {
			return Err(usage(
				"candidates cannot be elected by yes and no; choose --method schulze, plurality or \
				 approval",
			));
		}
		let election = Election::from_bytes(bytes)
			.map_err(|error| usage(format!("{file} is no BLT file: {error}; correct it")))?;
		let all: Vec<Choice> = election.choices(method).collect();
		let in_file = all.len();
		let voters = match voters {
			Some(voters) => usize::try_from(voters)?,
			None => in_file.min(most),
		};
		if in_file == 0 {
			return Err(usage(format!("{file} holds no ballot; name another file")));
		}
		if voters < LEAST_VOTERS as usize {
			return Err(usage(format!(
				"an election needs voters; give --voters {LEAST_VOTERS} or more"
			)));
		}
		let cast = voters.min(in_file);
		let mut choices: Vec<Choice> = (0..cast)
			.filter_map(|voter| all.get(voter * in_file / cast).cloned())
			.collect();
		shuffle(&mut choices);
		let mut tally = Tally::new(method, election.candidates)
			.map_err(|error| usage(format!("{file} cannot be counted: {error}")))?;
		for choice in &choices {
			tally
				.add(choice)
				.map_err(|error| usage(format!("{file} cannot be counted: {error}")))?;
		}
		let independent = if cast == in_file {
			Independent::find(file, election.candidates, in_file)?
		} else {
			None
		};
		Ok(Self {
			file: file.into(),
			title: if election.title.is_empty() {
				file.into()
			} else {
				election.title
			},
			names: election.names,
			method,
			choices,
			voters,
			in_file,
			winners: tally.winners(),
			tally,
			independent,
		})
	}

	/// The paper that the village votes on.
	pub fn paper(&self) -> Result<Paper> {
		let options: Vec<Title> = self.names.iter().map(|name| title(name)).collect();
		let question = Question {
			title: title(match self.method {
				Method::Schulze => "Rank the candidates, the best first",
				Method::Approval => "Which of the candidates do you approve of?",
				Method::Marks => "Which of the candidates, at most three, do you mark?",
				_ => "Which candidate do you choose?",
			}),
			method: self.method,
			options: options
				.try_into()
				.map_err(|_| usage("more than 32 candidates"))?,
		};
		let questions = vec![question]
			.try_into()
			.map_err(|_| usage("more than 8 questions"))?;
		Ok(Paper {
			title: title(&self.title),
			text: Default::default(),
			questions,
		})
	}

	/// How many ballots these are of how many.
	pub fn which(&self) -> String {
		let (cast, all) = (self.choices.len(), self.in_file);
		if cast == all {
			format!("all {all}")
		} else {
			format!("{cast} of the {all}")
		}
	}

	/// A candidate's name.
	pub fn name(&self, option: u8) -> &str {
		self.names
			.get(usize::from(option))
			.map_or("?", String::as_str)
	}

	/// A choice of the same kind with another meaning.
	pub fn another(&self, choice: &Choice) -> Choice {
		let other = |option: u8| Choice::One(if option == 0 { 1 } else { 0 });
		match (self.method, choice) {
			(Method::Approval | Method::Marks, Choice::Approve(1)) => Choice::Approve(0b10),
			(Method::Approval | Method::Marks, _) => Choice::Approve(1),
			(Method::Schulze, Choice::Rank(ranking)) if ranking.first() == Some(0) => ranked(1),
			(Method::Schulze, _) => ranked(0),
			(_, Choice::One(option)) => other(*option),
			_ => other(1),
		}
	}
}

/// Files list equal ballots together; voters come in any order.
fn shuffle(choices: &mut [Choice]) {
	for place in (1..choices.len()).rev() {
		let lot = sp_crypto_hashing::twox_64(&place.to_le_bytes());
		let drawn = u64::from_le_bytes(lot) % (place as u64 + 1);
		choices.swap(place, usize::try_from(drawn).unwrap_or(0));
	}
}

/// A ballot that ranks one candidate only.
fn ranked(option: u8) -> Choice {
	veche_primitives::ballot::Ranking::strict([option]).map_or(Choice::Blank, Choice::Rank)
}

/// As much of the text as a title holds, never empty and never cut within a letter.
pub fn title(text: &str) -> Title {
	let text = if text.trim().is_empty() {
		"-"
	} else {
		text.trim()
	};
	let mut end = text.len().min(MAX_TITLE as usize);
	while !text.is_char_boundary(end) {
		end = end.saturating_sub(1);
	}
	Title::truncate_from(text.as_bytes()[..end].to_vec())
}

#[cfg(test)]
mod tests {
	use super::*;

	fn read(method: Method, voters: Option<u32>) -> Source {
		Source::read(None, &WARD, method, voters).unwrap()
	}

	#[test]
	fn read_agrees_with_the_independent_count_when_all_ballots_are_cast() {
		for method in [Method::Schulze, Method::Plurality] {
			let source = read(method, None);
			assert_eq!((source.choices.len(), source.voters), (661, 661));
			let known = source.independent.as_ref().unwrap();
			assert!(known.agrees_on_first(&source.tally));
			assert_eq!(
				known.agrees_on_pairs(&source.tally),
				method == Method::Schulze
			);
			assert_eq!(known.agrees_on_winners(method, &source.winners), Some(true));
		}
	}

	#[test]
	fn read_takes_part_of_a_large_election_unless_all_voters_are_asked_for() {
		let read = |voters| Source::read(None, &BY_ELECTION, Method::Schulze, voters).unwrap();
		let part = read(None);
		assert_eq!((part.choices.len(), part.names.len()), (240, 7));
		assert!(part.independent.is_none());
		let all = read(Some(2_131));
		let known = all.independent.as_ref().unwrap();
		assert!(known.agrees_on_first(&all.tally) && known.agrees_on_pairs(&all.tally));
		assert_eq!(all.winners, [0]);
	}

	#[test]
	fn read_spreads_the_voters_evenly_when_fewer_than_the_ballots() {
		let source = read(Method::Schulze, Some(10));
		assert_eq!(
			(source.choices.len(), source.voters, source.in_file),
			(10, 10, 661)
		);
		assert!(source.independent.is_none());
		let different: std::collections::BTreeSet<_> = source
			.choices
			.iter()
			.map(|choice| format!("{choice:?}"))
			.collect();
		assert!(different.len() > 5, "{different:?}");
	}

	#[test]
	fn read_lets_the_rest_abstain_when_more_voters_than_ballots() {
		let source = read(Method::Approval, Some(700));
		assert_eq!((source.choices.len(), source.voters), (661, 700));
	}

	#[test]
	fn read_fails_as_usage_when_voters_are_too_few_or_method_does_not_fit() {
		use crate::output::Usage;
		for (method, voters) in [(Method::Schulze, Some(2)), (Method::YesNo, None)] {
			let read = Source::read(None, &WARD, method, voters);
			assert!(read.err().unwrap().is::<Usage>());
		}
		let no_blt = Path::new("Cargo.toml");
		let error = Source::read(Some(no_blt), &WARD, Method::Schulze, None)
			.err()
			.unwrap();
		assert!(
			error.is::<Usage>() && error.to_string().contains("line 1"),
			"{error}"
		);
	}

	#[test]
	fn paper_can_be_voted_on_and_another_choice_fits_and_differs() {
		for method in Method::ALL {
			if method == Method::YesNo {
				continue;
			}
			let source = read(method, Some(50));
			assert!(source.paper().unwrap().check().is_ok());
			for choice in source.choices.iter().chain([&Choice::Blank]) {
				let other = source.another(choice);
				assert_ne!(other, *choice);
				veche_tally::check(method, 3, &other).unwrap();
			}
		}
	}

	#[test]
	fn title_is_cut_between_letters_when_too_long() {
		let long = "ž".repeat(60);
		assert_eq!(title(&long).len(), 96);
		assert_eq!(title(&format!("a{long}")).len(), 95);
		assert_eq!(title("  ").to_vec(), b"-");
	}
}
