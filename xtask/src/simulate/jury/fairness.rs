//! Whether the lot is even: over many draws everybody sits as often as everybody else.

use super::chance::chi_square_tail;
use rand_chacha::{
	rand_core::{RngCore, SeedableRng},
	ChaCha8Rng,
};
use rayon::prelude::*;
use veche_tally::sortition::{keep, split, Kept};

/// Jurists on the roll.
pub const JURISTS: u32 = 200;
/// Seats, and reserves.
pub const SEATS: u32 = 35;

/// What is counted of a draw.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Counted {
	/// Who sits on the panel.
	Seats,
	/// Who stands by.
	Reserves,
	/// Who has the lowest ticket.
	Lowest,
	/// Who sits, by when they claimed.
	Arrival,
}

impl Counted {
	/// All of them.
	pub const ALL: [Self; 4] = [Self::Seats, Self::Reserves, Self::Lowest, Self::Arrival];

	/// How it is called in the table.
	pub const fn name(self) -> &'static str {
		match self {
			Self::Seats => "seats, by jurist",
			Self::Reserves => "reserves, by jurist",
			Self::Lowest => "lowest ticket, by jurist",
			Self::Arrival => "seats, by order of claiming",
		}
	}

	/// How many of a draw are counted.
	const fn places(self) -> u32 {
		match self {
			Self::Lowest => 1,
			_ => SEATS,
		}
	}
}

/// A chi-square sum, and how often an even lot exceeds it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Evenness {
	/// The sum; its mean is the number of degrees.
	pub sum: f64,
	/// Degrees of freedom.
	pub degrees: u32,
	/// The chance that an even lot looks at least as uneven.
	pub chance: f64,
}

/// How even so many draws are.
pub fn measure(draws: u32, seed: u64, counted: Counted) -> Evenness {
	let nobody = || vec![0u32; JURISTS as usize];
	let times = (0..draws)
		.into_par_iter()
		.fold(nobody, |mut times, number| {
			for one in draw(number, seed, counted) {
				times[one] += 1;
			}
			times
		})
		.reduce(nobody, |one, other| {
			one.iter()
				.zip(other)
				.map(|(one, other)| one + other)
				.collect()
		});
	let pool = f64::from(JURISTS);
	let share = f64::from(counted.places()) / pool;
	let expected = f64::from(draws) * share;
	let squares: f64 = times
		.iter()
		.map(|times| (f64::from(*times) - expected).powi(2))
		.sum();
	// Those of one draw are different jurists, which the last factor allows for.
	let sum = squares / (expected * (1.0 - share)) * (pool - 1.0) / pool;
	let degrees = JURISTS - 1;
	Evenness {
		sum,
		degrees,
		chance: chi_square_tail(sum, degrees),
	}
}

/// Who is counted in a draw, by number from 0.
fn draw(number: u32, seed: u64, counted: Counted) -> Vec<usize> {
	let mut chance = ChaCha8Rng::seed_from_u64(seed);
	chance.set_stream(number.into());
	let tickets: Vec<u64> = (0..JURISTS).map(|_| chance.next_u64()).collect();
	let mut order: Vec<usize> = (0..tickets.len()).collect();
	order.sort_by_cached_key(|_| chance.next_u64());
	let mut kept: Kept<(u64, usize, usize), 128> = Kept::default();
	for (arrival, jurist) in order.into_iter().enumerate() {
		// Refused is what is too high.
		let _ = keep(&mut kept, 2 * SEATS, (tickets[jurist], jurist, arrival));
	}
	let (panel, reserves) = split(&kept, SEATS);
	let jurists = |of: &[(u64, usize, usize)]| of.iter().map(|(_, jurist, _)| *jurist).collect();
	match counted {
		Counted::Seats => jurists(panel),
		Counted::Reserves => jurists(reserves),
		Counted::Lowest => jurists(&panel[..1]),
		Counted::Arrival => panel.iter().map(|(_, _, arrival)| *arrival).collect(),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn ten_thousand_draws_are_even() {
		for counted in Counted::ALL {
			let found = measure(10_000, 1, counted);
			assert!(
				(0.001..0.999).contains(&found.chance),
				"{counted:?}: {found:?}"
			);
		}
	}

	#[test]
	fn nobody_sits_twice_and_all_places_are_taken() {
		for counted in Counted::ALL {
			let mut drawn = draw(7, 1, counted);
			drawn.sort_unstable();
			drawn.dedup();
			assert_eq!(drawn.len() as u32, counted.places());
		}
	}

	#[test]
	fn panel_and_reserves_are_different_people() {
		let panel = draw(7, 1, Counted::Seats);
		assert!(draw(7, 1, Counted::Reserves)
			.iter()
			.all(|one| !panel.contains(one)));
	}
}
