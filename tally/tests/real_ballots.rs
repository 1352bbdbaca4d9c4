//! The rules, checked against an independent count of real elections.

use serde::Deserialize;
use std::{
	fs,
	path::{Path, PathBuf},
};
use veche_tally::{blt::Election, condorcet_winner, order, Method, MAX_MARKS, PPM};

#[derive(Deserialize)]
struct Expected {
	file: String,
	candidates: u8,
	seats: u32,
	ballots: u32,
	blank: u32,
	names: Vec<String>,
	first_preferences: Vec<u32>,
	pairwise: Vec<Vec<u32>>,
	plurality: Vec<u8>,
	condorcet: Option<u8>,
	schulze: Vec<u8>,
}

fn path(file: &str) -> PathBuf {
	Path::new("data/elections").join(file)
}

/// Every election listed. A file that is missing or cannot be read fails the test.
fn elections() -> Vec<(Expected, Election)> {
	let list = fs::read_to_string(path("expected.json")).expect("the list is there");
	let list: Vec<Expected> = serde_json::from_str(&list).expect("the list is well formed");
	assert!(list.len() >= 6, "the list is whole");
	list.into_iter()
		.map(|expected| {
			let bytes = fs::read(path(&expected.file))
				.unwrap_or_else(|e| panic!("{} is listed: {e}", expected.file));
			let election =
				Election::from_bytes(&bytes).unwrap_or_else(|e| panic!("{}: {e}", expected.file));
			(expected, election)
		})
		.collect()
}

/// Only letters and digits: the list keeps quotes inside of names as they stand in the file.
fn plain(name: &str) -> String {
	name.replace('"', "").trim().to_owned()
}

#[test]
fn header_and_names_are_read() {
	for (expected, election) in elections() {
		let file = &expected.file;
		assert_eq!(election.candidates, expected.candidates, "{file}");
		assert_eq!(election.seats, expected.seats, "{file}");
		assert!(!election.title.is_empty(), "{file}");
		assert!(!election.title.contains('"'), "{file}");
		let names = |names: &[String]| names.iter().map(|n| plain(n)).collect::<Vec<_>>();
		assert_eq!(names(&election.names), names(&expected.names), "{file}");
	}
}

#[test]
fn every_count_agrees() {
	for (expected, election) in elections() {
		let file = &expected.file;
		let report = election
			.report(Method::Schulze)
			.expect("rankings are valid");
		assert_eq!(report.ballots, expected.ballots, "{file}");
		assert_eq!(report.blank, expected.blank, "{file}");
		assert_eq!(
			report.first_preferences, expected.first_preferences,
			"{file}"
		);
		assert_eq!(report.pairwise, expected.pairwise, "{file}");
		assert_eq!(report.winners, expected.schulze, "{file}");
		let plurality = election.report(Method::Plurality).expect("votes are valid");
		assert_eq!(plurality.winners, expected.plurality, "{file}");
		assert_eq!(plurality.blank, expected.blank, "{file}");
		let tally = election.tally(Method::Schulze).expect("rankings are valid");
		let condorcet = condorcet_winner(tally.options, &tally.pairwise);
		assert_eq!(
			condorcet.map(|winner| winner + 1),
			expected.condorcet,
			"{file}"
		);
	}
}

#[test]
fn plurality_counts_are_first_preferences() {
	for (expected, election) in elections() {
		let tally = election.tally(Method::Plurality).expect("votes are valid");
		assert_eq!(
			tally.counts.to_vec(),
			expected.first_preferences,
			"{}",
			expected.file
		);
		assert_eq!(
			tally.expressed(),
			tally.counts.iter().sum::<u32>(),
			"{}",
			expected.file
		);
	}
}

#[test]
fn approvals_are_the_ballots_that_rank() {
	for (expected, election) in elections() {
		let tally = election
			.tally(Method::Approval)
			.expect("approvals are valid");
		for option in 0..election.candidates {
			let ranked: u32 = election
				.ballots
				.iter()
				.filter(|(_, ranking)| ranking.entries().any(|(ranked, _)| ranked == option))
				.map(|(count, _)| count)
				.sum();
			assert_eq!(tally.count(option), ranked, "{}", expected.file);
		}
	}
}

#[test]
fn marks_are_the_best_ranks_of_at_most_three() {
	for (expected, election) in elections() {
		let tally = election.tally(Method::Marks).expect("marks are valid");
		for option in 0..election.candidates {
			let among_best: u32 = election
				.ballots
				.iter()
				.filter(|(_, ranking)| {
					// Marked if no more than three stand at its rank or above.
					let mut so_far = 0;
					ranking.ranks().into_iter().any(|rank| {
						so_far += rank.count_ones();
						so_far <= MAX_MARKS && rank & (1 << option) != 0
					})
				})
				.map(|(count, _)| count)
				.sum();
			assert_eq!(tally.count(option), among_best, "{}", expected.file);
		}
	}
}

#[test]
fn known_winners_come_first_in_the_order() {
	for (expected, election) in elections() {
		let file = &expected.file;
		for (method, winners) in [
			(Method::Schulze, &expected.schulze),
			(Method::Plurality, &expected.plurality),
		] {
			let tally = election.tally(method).expect("choices are valid");
			for lot in [[0; 32], [7; 32], [0xff; 32]] {
				let order = order(&tally, PPM / 2, &lot);
				assert_eq!(order.len(), usize::from(expected.candidates), "{file}");
				let first = order.first().map(|option| option + 1).expect("somebody");
				assert!(winners.contains(&first), "{file} {method}: {first}");
			}
		}
	}
}

/// In these elections the places after the first differ from those by first preferences.
#[test]
fn order_follows_the_beat_paths() {
	let known: [(&str, &[u8]); 3] = [
		("2009-Burlington-Mayor.blt", &[2, 1, 5, 4, 3, 6]),
		(
			"argyll_bute_2021_by_election_isle_of_bute.blt",
			&[4, 1, 2, 5, 3],
		),
		(
			"highland_2021_by_election_inverness_west.blt",
			&[1, 6, 5, 7, 2, 3, 4],
		),
	];
	let elections = elections();
	for (file, places) in known {
		let (_, election) = elections
			.iter()
			.find(|(expected, _)| expected.file == file)
			.expect("it is listed");
		let tally = election.tally(Method::Schulze).expect("rankings are valid");
		let order: Vec<u8> = order(&tally, PPM / 2, &[3; 32])
			.into_iter()
			.map(|option| option + 1)
			.collect();
		assert_eq!(order, places, "{file}");
	}
}

#[test]
fn one_choice_per_ballot_adds_up_to_the_same_tally() {
	for (expected, election) in elections() {
		for method in [
			Method::Plurality,
			Method::Approval,
			Method::Schulze,
			Method::Marks,
		] {
			let whole = election.tally(method).expect("choices are valid");
			let mut single = veche_tally::Tally::new(method, election.candidates).expect("fits");
			for choice in election.choices(method) {
				single.add(&choice).expect("choices are valid");
			}
			assert_eq!(single, whole, "{} {method}", expected.file);
			for choice in election.choices(method) {
				single.subtract(&choice).expect("it was added");
			}
			let empty = veche_tally::Tally::new(method, election.candidates).expect("fits");
			assert_eq!(single, empty, "{} {method}", expected.file);
		}
	}
}

#[test]
fn report_has_exactly_the_agreed_keys() {
	let (_, election) = elections().remove(0);
	let report = election
		.report(Method::Schulze)
		.expect("rankings are valid");
	let json = serde_json::to_value(report).expect("it serialises");
	let keys: Vec<_> = json
		.as_object()
		.expect("an object")
		.keys()
		.cloned()
		.collect();
	let mut sorted = keys.clone();
	sorted.sort();
	assert_eq!(
		sorted,
		[
			"ballots",
			"blank",
			"first_preferences",
			"pairwise",
			"winners"
		]
	);
}
