//! What validators who withhold contributions bring a lobby among the jurists.

use super::{
	chance::{at_least, at_least_once},
	epoch::{Epoch, SLOTS},
	panel::{best, seats_of_lobby, Class, Pool},
};
use rand_chacha::{
	rand_core::{RngCore, SeedableRng},
	ChaCha8Rng,
};
use rayon::prelude::*;

/// How much is tried, and with which chance.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Trial {
	/// Bills for each lobby, coalition and class.
	pub bills: u32,
	/// Where chance begins.
	pub seed: u64,
}

impl Trial {
	/// A chance of its own for each purpose and bill.
	fn chance(&self, purpose: u32, bill: u32) -> ChaCha8Rng {
		let mut chance = ChaCha8Rng::seed_from_u64(self.seed);
		chance.set_stream((u64::from(purpose) << 32) | u64::from(bill));
		chance
	}
}

/// A coalition of validators, and among how many seeds it can choose in the epoch of each bill.
#[derive(Clone, PartialEq, Debug)]
pub struct Coalition {
	/// Its share of the validators.
	pub share: f64,
	/// If it plans the whole epoch, knowing beforehand when others will contribute: an upper bound.
	pub planned: Vec<u64>,
	/// If it only leaves out what it could contribute last.
	pub at_the_end: Vec<u64>,
}

impl Coalition {
	/// One of this share of the validators, over so many epochs.
	pub fn new(share: f64, trial: Trial) -> Self {
		let purpose = (share * 1_000.0).round() as u32;
		let epochs = (0..trial.bills).into_par_iter().map(|bill| {
			let epoch = Epoch::draw(SLOTS, share, &mut trial.chance(purpose, bill));
			(epoch.choices(), epoch.choices_at_the_end())
		});
		let (planned, at_the_end) = epochs.unzip();
		Self {
			share,
			planned,
			at_the_end,
		}
	}

	/// The chance that it happens under at least one of the seeds it can choose among, if it knew
	/// everything about all of them: what it can gain at most.
	pub fn bound(&self, chance: f64) -> f64 {
		mean(&self.planned, |choices| {
			at_least_once(chance, choices as f64)
		})
	}
}

/// What a lobby got.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Gain {
	/// Its mean share of the seats.
	pub seats: f64,
	/// How often it could pass a bill alone.
	pub captured: f64,
}

/// Draw panels for many bills, each under the seed that is best for the lobby of all the coalition can
/// choose among.
pub fn draw(class: &Class, pool: Pool, coalition: &Coalition, trial: Trial) -> Gain {
	// The same tickets for every class and coalition: what differs is what they do.
	let bills = coalition.planned.par_iter().enumerate();
	let seats: Vec<u32> = bills
		.map(|(bill, choices)| {
			let mut chance = trial.chance(u32::MAX, bill as u32);
			let seeds = (0..*choices).map(|_| {
				let mut seed = [0; 32];
				chance.fill_bytes(&mut seed);
				seed
			});
			let seed = if *choices == 1 {
				seeds.last().unwrap_or_default()
			} else {
				best(seeds, pool, class.pass())
			};
			seats_of_lobby(seed, pool, class)
		})
		.collect();
	Gain {
		seats: mean(&seats, f64::from) / f64::from(class.panel),
		captured: mean(&seats, |seats| f64::from(u8::from(seats >= class.pass()))),
	}
}

/// The chance that a lobby has so many seats when nobody can choose.
pub fn by_chance(class: &Class, pool: Pool, least: u32) -> f64 {
	at_least(least, pool.lobby, pool.jurists, class.panel)
}

/// The mean over all.
pub fn mean<V: Copy>(values: &[V], of: impl Fn(V) -> f64) -> f64 {
	let sum: f64 = values.iter().map(|value| of(*value)).sum();
	sum / values.len().max(1) as f64
}

/// The value that this share of all does not exceed.
pub fn quantile(values: &[u64], share: f64) -> u64 {
	let mut sorted = values.to_vec();
	sorted.sort_unstable();
	let place = (share * sorted.len().saturating_sub(1) as f64).round() as usize;
	sorted.get(place).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
	use super::*;

	const TRIAL: Trial = Trial {
		bills: 300,
		seed: 1,
	};
	const THIRD: f64 = 1.0 / 3.0;

	fn lobby() -> Pool {
		Pool::new(1_000, THIRD)
	}

	#[test]
	fn lobby_has_its_share_when_nobody_withholds() {
		let honest = Coalition::new(0.0, TRIAL);
		assert!(honest.planned.iter().all(|choices| *choices == 1));
		let gain = draw(&Class::STATUTE, lobby(), &honest, TRIAL);
		// Three standard deviations of the mean of 300 panels.
		let deviation = (THIRD * (1.0 - THIRD) / (35.0 * 300.0)).sqrt();
		assert!((gain.seats - THIRD).abs() < 3.0 * deviation, "{gain:?}");
	}

	#[test]
	fn lobby_gains_by_withholding_but_never_more_than_the_bound() {
		let statute = Class::STATUTE;
		let [honest, third] = [0.0, THIRD].map(|share| Coalition::new(share, TRIAL));
		let [before, after] = [&honest, &third].map(|who| draw(&statute, lobby(), who, TRIAL));
		assert!(before.captured <= after.captured && before.seats < after.seats);
		let bound = third.bound(by_chance(&statute, lobby(), statute.pass()));
		let deviation = (bound * (1.0 - bound) / f64::from(TRIAL.bills)).sqrt();
		assert!(
			after.captured < bound + 3.0 * deviation,
			"{after:?}, {bound}"
		);
	}

	#[test]
	fn planning_the_whole_epoch_is_never_worse_than_its_end() {
		let coalition = Coalition::new(THIRD, TRIAL);
		let both = coalition.planned.iter().zip(&coalition.at_the_end);
		assert!(both.into_iter().all(|(planned, end)| planned >= end));
	}

	#[test]
	fn the_same_seed_gives_the_same_numbers_on_any_number_of_threads() {
		let count = |threads| {
			let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
			pool.expect("threads")
				.install(|| Coalition::new(THIRD, TRIAL))
		};
		assert_eq!(count(1), count(4));
	}

	#[test]
	fn quantiles_are_values_that_occur() {
		assert_eq!(quantile(&[3, 1, 2], 0.5), 2);
		assert_eq!(quantile(&[3, 1, 2], 1.0), 3);
		assert_eq!(quantile(&[], 0.5), 0);
	}
}
