//! Random elections and confidence rounds, for several tests.
#![allow(dead_code)]

pub mod rounds;

use proptest::prelude::*;
use veche_tally::{blt::Election, Choice, Method, Ranking, Tally};

/// A ballot as a grade for each option: lower is better, equal is tied, nothing is unranked.
pub type Grades = Vec<Option<u8>>;

/// The ranking with these grades.
pub fn ranking(grades: &Grades) -> Ranking {
	let mut levels: Vec<u8> = grades.iter().flatten().copied().collect();
	levels.sort();
	levels.dedup();
	let with =
		|level| move |(option, grade): (u8, &Option<u8>)| (*grade == Some(level)).then_some(option);
	Ranking::from_ranks(levels.into_iter().map(|level| {
		(0..)
			.zip(grades)
			.filter_map(with(level))
			.collect::<Vec<_>>()
	}))
	.expect("short")
}

/// What who thinks so answers under the method.
pub fn choice(method: Method, grades: &Grades) -> Choice {
	Election::choice(method, &ranking(grades))
}

/// The count of the ballots.
pub fn tally<'a>(
	method: Method,
	options: usize,
	ballots: impl IntoIterator<Item = &'a Grades>,
) -> Tally {
	let mut tally = Tally::new(method, options as u8).expect("fits");
	for ballot in ballots {
		tally.add(&choice(method, ballot)).expect("valid");
	}
	tally
}

/// Ballots over the given number of options, many of them with ties and left out options.
pub fn ballots(options: usize) -> impl Strategy<Value = Vec<Grades>> {
	let grade = prop_oneof![5 => (0..options as u8).prop_map(Some), 1 => Just(None)];
	prop::collection::vec(prop::collection::vec(grade, options), 0..14)
}

/// From 2 to 6 options and ballots over them.
pub fn election() -> impl Strategy<Value = (usize, Vec<Grades>)> {
	(2usize..7).prop_flat_map(|options| (Just(options), ballots(options)))
}

/// Any method but yes/no, which has options of its own.
pub fn method() -> impl Strategy<Value = Method> {
	prop::sample::select(vec![
		Method::Plurality,
		Method::Approval,
		Method::Schulze,
		Method::Marks,
	])
}
