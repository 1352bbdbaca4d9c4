//! What the candidates promise, and which promises matter most to whom: made up, and the same in
//! every run.

use super::town::TERM;
use crate::{
	chain::{offices::Text, pledges::Promise},
	commands::demo::acts::hash,
};
use veche_primitives::offices::MAX_PLEDGES;
use veche_tally::MAX_MARKS;

/// Most that a candidate promises.
pub const MOST: usize = 3;

/// Promises for a village.
const TITLES: [&str; 24] = [
	"Gravel on the road to Drahichyn before the first snow",
	"Two more buses a day to Drahichyn",
	"Keep the primary school open, however small a class",
	"A feldsher in the village three days a week",
	"Street lamps from the shop to the school",
	"Clean the well by the church, publish tests of its water",
	"Publish every contract of the council within a week",
	"Mend the roof of the house of culture",
	"A place in the library for those who vote without a device",
	"Limes along the road to the cemetery",
	"A group in Belarusian in the kindergarten",
	"Open council every Thursday evening",
	"Allot the hayfields by lot, in public",
	"Repair the dam of the mill pond",
	"A cold store for the milk of small farms",
	"Close the rubbish pit behind the farm and sow it over",
	"Fast internet in every street by spring",
	"Firewood for all above seventy before the frost",
	"A workshop where the Bezdzezh apron is woven and taught",
	"No new levy without a vote of the village",
	"A roof over the bus stop at the crossroads",
	"A playground by the pond",
	"Say publicly each month what was done and what was not",
	"A list of empty houses for families who return",
];

/// What the candidate with this number in the file promises: two or three things.
pub fn of(candidate: usize) -> Vec<Promise> {
	// Who comes before has promised two things, and every second of them a third.
	let first = candidate.saturating_mul(2).saturating_add(candidate / 2);
	list(first, 2 + candidate % 2)
}

/// One more than anybody may promise.
pub fn too_many() -> Vec<Promise> {
	list(0, MAX_PLEDGES as usize + 1)
}

fn list(first: usize, count: usize) -> Vec<Promise> {
	let titles = TITLES.iter().cycle().skip(first % TITLES.len());
	(titles.take(count).zip(1u32..))
		.map(|(title, number)| Promise {
			title: Text((*title).into()),
			text: hash(title),
			// Spread over the term, the last at its end or well before.
			due: (TERM / 3).saturating_mul(number).clamp(1, TERM),
		})
		.collect()
}

/// Which of so many pledges on the paper a voter marks: none to three of them, ascending.
pub fn marks(voter: usize, pledges: usize) -> Vec<usize> {
	let lot = sp_crypto_hashing::blake2_256(format!("marks of voter {voter}").as_bytes());
	let count = usize::from(lot[0]) % (MAX_MARKS as usize + 1);
	let mut marked: Vec<usize> = lot
		.iter()
		.skip(1)
		.take(count)
		.filter_map(|byte| usize::from(*byte).checked_rem(pledges))
		.collect();
	marked.sort_unstable();
	marked.dedup();
	marked
}

#[cfg(test)]
mod tests {
	use super::*;
	use veche_primitives::MAX_TITLE;

	#[test]
	fn promises_fit_the_chain_and_candidates_in_a_row_promise_different_things() {
		for candidate in 0..32 {
			let promises = of(candidate);
			assert!((2..=MOST).contains(&promises.len()));
			for promise in &promises {
				assert!(promise.title.0.len() <= MAX_TITLE as usize);
				assert!((1..=TERM).contains(&promise.due));
			}
		}
		let titles: Vec<String> = (0..7).flat_map(of).map(|promise| promise.title.0).collect();
		let different: std::collections::BTreeSet<&String> = titles.iter().collect();
		assert_eq!((titles.len(), different.len()), (17, 17));
		assert_eq!(too_many().len(), 17);
	}

	#[test]
	fn marks_are_at_most_three_and_different_and_some_voters_mark_none() {
		let all: Vec<Vec<usize>> = (0..100).map(|voter| marks(voter, 17)).collect();
		assert!(all.iter().all(|marked| marked.len() <= 3));
		assert!(all.iter().flatten().all(|pledge| *pledge < 17));
		for count in 0..=3 {
			assert!(all.iter().any(|marked| marked.len() == count), "{count}");
		}
		assert_eq!(marks(5, 17), all[5]);
		assert!(marks(5, 0).is_empty());
	}
}
