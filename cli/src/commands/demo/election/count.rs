//! Counts and choices in other numbers: candidates have one in the file and another on the paper.

use anyhow::{anyhow, Context as _, Result};
use veche_primitives::ballot::{Choice, Method, Ranking};
use veche_tally::{strongest_paths, Tally, MAX_OPTIONS};

/// The choice with every option `i` as `numbers[i]`.
pub fn renumber(choice: &Choice, numbers: &[u8]) -> Result<Choice> {
	let number = |option: u8| {
		let found = numbers.get(usize::from(option)).copied();
		found.context("a ballot names a candidate who does not stand")
	};
	Ok(match choice {
		Choice::Blank => Choice::Blank,
		Choice::One(option) => Choice::One(number(*option)?),
		Choice::Approve(set) => {
			let mut renumbered = 0u32;
			for option in (0u8..).take(MAX_OPTIONS as usize) {
				if *set & (1u32 << option) != 0 {
					renumbered |= 1u32 << number(option)?;
				}
			}
			Choice::Approve(renumbered)
		}
		Choice::Rank(ranking) => {
			let mut ranks: Vec<Vec<u8>> = Vec::new();
			for (option, tied) in ranking.entries() {
				let option = number(option)?;
				match ranks.last_mut() {
					Some(rank) if tied => rank.push(option),
					_ => ranks.push(vec![option]),
				}
			}
			let ranking = Ranking::from_ranks(ranks);
			Choice::Rank(ranking.map_err(|error| anyhow!("a ranking cannot be cast: {error}"))?)
		}
	})
}

/// The count in which place `i` is that of `numbers[i]`.
pub fn reordered(tally: &Tally, numbers: &[u8]) -> Result<Tally> {
	let counts: Vec<u32> = numbers.iter().map(|option| tally.count(*option)).collect();
	let pairs = numbers
		.iter()
		.flat_map(|above| numbers.iter().map(|below| tally.pairwise(*above, *below)));
	let pairwise: Vec<u32> = match tally.method {
		Method::Schulze => pairs.collect(),
		_ => Vec::new(),
	};
	let wrong = || anyhow!("the count has another shape than the file");
	Ok(Tally {
		method: tally.method,
		options: u8::try_from(numbers.len())?,
		ballots: tally.ballots,
		blank: tally.blank,
		counts: counts.try_into().map_err(|_| wrong())?,
		pairwise: pairwise.try_into().map_err(|_| wrong())?,
	})
}

/// Whether the options come in this order by the count, as far as the list goes: nobody who comes
/// later, or is not on the list, stands before one who is. Who ties may come in any order.
pub fn is_order(tally: &Tally, order: &[u8]) -> bool {
	let paths = strongest_paths(tally.options, &tally.pairwise);
	let path = |a: u8, b: u8| {
		let place = usize::from(a) * usize::from(tally.options) + usize::from(b);
		paths.get(place).copied().unwrap_or(0)
	};
	let precedes = |a: u8, b: u8| match tally.method {
		Method::Schulze => path(a, b) > path(b, a),
		_ => tally.count(a) > tally.count(b),
	};
	order.iter().enumerate().all(|(place, option)| {
		let before = &order[..place];
		*option < tally.options
			&& !before.contains(option)
			&& (0..tally.options)
				.filter(|other| !before.contains(other))
				.all(|other| !precedes(other, *option))
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	fn rank(ranks: &[&[u8]]) -> Choice {
		let ranks = ranks.iter().map(|rank| rank.iter().copied());
		Choice::Rank(Ranking::from_ranks(ranks).unwrap())
	}

	fn count(choices: &[Choice]) -> Tally {
		let mut tally = Tally::new(Method::Schulze, 3).unwrap();
		for choice in choices {
			tally.add(choice).unwrap();
		}
		tally
	}

	#[test]
	fn renumber_keeps_the_meaning_and_fails_when_a_candidate_is_missing() {
		let numbers = [2, 0, 1];
		for (choice, expected) in [
			(Choice::Blank, Choice::Blank),
			(Choice::One(0), Choice::One(2)),
			(Choice::Approve(0b011), Choice::Approve(0b101)),
			(rank(&[&[2], &[0, 1]]), rank(&[&[1], &[2, 0]])),
		] {
			assert_eq!(renumber(&choice, &numbers).unwrap(), expected);
		}
		assert!(renumber(&Choice::One(3), &numbers).is_err());
	}

	#[test]
	fn reordered_count_of_renumbered_choices_is_the_first_count() {
		let choices = [
			rank(&[&[0], &[1]]),
			rank(&[&[0], &[2, 1]]),
			rank(&[&[2], &[1]]),
		];
		let numbers = [2, 0, 1];
		let cast: Vec<Choice> = choices
			.iter()
			.map(|choice| renumber(choice, &numbers).unwrap())
			.collect();
		let there = count(&cast);
		assert_ne!(there, count(&choices));
		assert_eq!(reordered(&there, &numbers).unwrap(), count(&choices));
	}

	#[test]
	fn is_order_follows_the_count_and_leaves_ties_open() {
		let tally = count(&[
			rank(&[&[1], &[0, 2]]),
			rank(&[&[1], &[0, 2]]),
			rank(&[&[0], &[1], &[2]]),
			rank(&[&[2], &[1], &[0]]),
		]);
		assert!(is_order(&tally, &[1, 0, 2]) && is_order(&tally, &[1, 2, 0]));
		assert!(is_order(&tally, &[1]));
		assert!(!is_order(&tally, &[0, 1, 2]) && !is_order(&tally, &[2]));
		assert!(!is_order(&tally, &[1, 1]) && !is_order(&tally, &[3]));
	}
}
