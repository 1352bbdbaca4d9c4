//! The act's own count: what was sent, added up without the chain and by other means.

pub use crate::commands::demo::answers::{percent, Count};

/// Parts of a whole.
const WHOLE: u64 = 1_000_000;

/// How many of so many voters come to an election: three in five.
pub fn electing(voters: usize) -> usize {
	part(voters, 60)
}

/// How many answer yes or no in a round: three in ten, but at least ten people.
pub fn answering(voters: usize) -> usize {
	(voters * 3).div_ceil(10).max(10).min(voters)
}

/// How many more take part and abstain.
pub fn abstaining(voters: usize) -> usize {
	let answering = answering(voters);
	(answering / 10).max(1).min(voters - answering)
}

/// This share of so many, to the nearest.
pub fn part(of: usize, percent: usize) -> usize {
	(of * percent + 50) / 100
}

/// What a record is made of, as shares.
pub struct Life<'a> {
	/// Rating and turnout of each round that counted.
	pub rounds: &'a [(f64, f64)],
	/// Least turnout of a round.
	pub least: f64,
	/// Weight of the pledges kept.
	pub kept: f64,
	/// Weight of those broken.
	pub broken: f64,
	/// How often the person was recalled.
	pub recalls: u32,
}

/// The record by the rule in the documents, in real numbers: three parts confidence, one part
/// pledges, each beginning at one half, and halved by each recall.
pub fn record(life: &Life<'_>) -> f64 {
	let mut weight = 0.1;
	let mut support = weight / 2.0;
	for (rating, turnout) in life.rounds {
		let above = (turnout - life.least).max(0.0);
		weight += above;
		support += above * rating;
	}
	let kept = (life.kept + 10.0) / (life.kept + life.broken + 20.0);
	let halvings = i32::try_from(life.recalls).unwrap_or(i32::MAX);
	(0.75 * support / weight + 0.25 * kept) / 2f64.powi(halvings)
}

/// Whether parts per million are this share, but for rounding.
pub fn is_about(parts: u32, share: f64) -> bool {
	(f64::from(parts) - share * WHOLE as f64).abs() <= 5.0
}

#[cfg(test)]
mod tests {
	use super::*;
	use veche_tally::{Promises, Score};

	#[test]
	fn answering_and_abstaining_are_never_more_than_the_voters() {
		for voters in 10..300 {
			let (answering, abstaining) = (answering(voters), abstaining(voters));
			assert!(answering >= 10 && answering * 10 >= voters * 3);
			assert!(answering + abstaining <= voters);
		}
		assert_eq!((electing(40), answering(40), abstaining(40)), (24, 12, 1));
	}

	#[test]
	fn record_is_that_of_the_rules() {
		let rounds = [
			(750_000u32, 500_000u32),
			(150_000, 260_000),
			(400_000, 90_000),
		];
		let mut score = Score::default();
		for (rating, turnout) in rounds {
			score.add(rating, turnout, 100_000);
		}
		let share = |parts: u32| f64::from(parts) / 1e6;
		let rounds = rounds.map(|(rating, turnout)| (share(rating), share(turnout)));
		for (kept, broken, recalls) in [(0, 0, 0), (14, 3, 0), (2, 9, 1), (0, 0, 3)] {
			let theirs = veche_tally::record(&score, &Promises { kept, broken }, recalls);
			let ours = record(&Life {
				rounds: &rounds,
				least: 0.1,
				kept: kept as f64,
				broken: broken as f64,
				recalls,
			});
			assert!(is_about(theirs, ours), "{theirs} {ours}");
		}
	}
}
