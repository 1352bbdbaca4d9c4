//! How often what goes wrong, over many mandates.

use super::{
	mandate::{serve, Life},
	public::Public,
	rules::Rules,
};
use rayon::prelude::*;

/// What is counted. The first five are misfires.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Measure {
	/// Suspended though clearly more supported than the threshold.
	WrongSuspension,
	/// Never suspended though support was clearly below the threshold.
	MissedSuspension,
	/// Recalled after a wrong suspension, or with clear support at the deadline.
	WrongRecall,
	/// Reinstated though clearly less supported than it takes.
	WrongReinstatement,
	/// Suspended more than once.
	Flapping,
	/// Suspended at all.
	Suspended,
	/// Reinstated at all.
	Reinstated,
}

impl Measure {
	/// How it is called in tables and plots.
	pub const fn name(self) -> &'static str {
		match self {
			Self::WrongSuspension => "wrong suspension",
			Self::MissedSuspension => "missed suspension",
			Self::WrongRecall => "wrong recall",
			Self::WrongReinstatement => "wrong reinstatement",
			Self::Flapping => "suspended more than once",
			Self::Suspended => "suspended",
			Self::Reinstated => "reinstated",
		}
	}
}

/// Many mandates under the same public and rules.
#[derive(Clone, Debug)]
pub struct Lives(Vec<Life>);

impl Lives {
	/// Live them.
	pub fn of(public: &Public, electors: u32, rules: &Rules, trial: Trial) -> Self {
		let lives = (0..trial.mandates)
			.into_par_iter()
			.map(|number| serve(public, electors, rules, trial.seed, number.into()));
		Self(lives.collect())
	}

	/// In how many of a hundred mandates it happened.
	pub fn percent(&self, measure: Measure) -> f64 {
		100.0 * self.mean(|life| f64::from(u8::from(life.has(measure))))
	}

	/// The mean over all mandates.
	pub fn mean(&self, of: impl Fn(&Life) -> f64) -> f64 {
		let sum: f64 = self.0.iter().map(of).sum();
		sum / (self.0.len().max(1)) as f64
	}

	/// The value that this share of the mandates does not exceed.
	pub fn quantile(&self, share: f64, of: impl Fn(&Life) -> f64) -> f64 {
		let mut values: Vec<f64> = self.0.iter().map(of).collect();
		values.sort_by(f64::total_cmp);
		let place = (share * values.len().saturating_sub(1) as f64).round() as usize;
		values.get(place).copied().unwrap_or_default()
	}
}

/// How much is tried, and with which chance.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Trial {
	/// Mandates under each public, unit and set of rules.
	pub mandates: u32,
	/// Where chance begins.
	pub seed: u64,
}

#[cfg(test)]
mod tests {
	use super::*;

	const TRIAL: Trial = Trial {
		mandates: 100,
		seed: 1,
	};

	#[test]
	fn shares_are_of_all_mandates() {
		let lives = Lives::of(&Public::steady(0.0, 0.35), 300, &Rules::PRESET, TRIAL);
		assert_eq!(lives.percent(Measure::Suspended), 100.0);
		assert_eq!(lives.percent(Measure::WrongSuspension), 0.0);
		let rounds = |life: &Life| f64::from(life.rounds);
		let (low, mean, high) = (
			lives.quantile(0.0, rounds),
			lives.mean(rounds),
			lives.quantile(1.0, rounds),
		);
		assert!(low <= mean && mean <= high, "{low} {mean} {high}");
	}

	#[test]
	fn the_same_seed_gives_the_same_numbers_on_any_number_of_threads() {
		let count = |threads| {
			let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
			let lives = |public: &Public| Lives::of(public, 300, &Rules::PRESET, TRIAL);
			pool.expect("threads")
				.install(|| lives(&Public::steady(0.2, 0.15)).0)
		};
		assert_eq!(count(1), count(4));
	}
}
