//! The lot is fair: over 10,000 draws every jurist sits as often as any other, and a lobby gets the
//! seats it has jurists for, no more and no less. What it gains if it could choose among some seeds, as
//! validators can who withhold what they would contribute last, is measured against the exact chance
//! and its bound.

use super::*;
use crate::types::sortition::{keep, split};
use std::sync::OnceLock;

/// Jurists on the roll.
const JURISTS_ON_ROLL: u32 = 100;
/// Seats and reserves.
const SEATS: u32 = 10;
const RESERVES: u32 = 5;
const DRAWS: u32 = 10_000;
/// How many jurists are of one mind.
const LOBBY: u32 = 33;
/// What a chi-square sum of 99 degrees of freedom exceeds once in a thousand times.
const CRITICAL: f64 = 148.23;

/// Who sits and who stands by, lowest ticket first.
struct Jury {
	panel: Vec<Jurist>,
	reserves: Vec<Jurist>,
}

fn draw(number: u32) -> Jury {
	let context = (b"fairness", number).using_encoded(sp_io::hashing::blake2_256);
	let ticket_of = |jurist| alias_in(jurist, context);
	// Tickets come in another order each time.
	let arrival = (0..JURISTS_ON_ROLL).map(|n| (n * 7 + number) % JURISTS_ON_ROLL);
	let tickets: Vec<(Alias, Jurist)> = arrival.map(|jurist| (ticket_of(jurist), jurist)).collect();
	let mut kept = Kept::default();
	for (ticket, _) in &tickets {
		let _ = keep(&mut kept, SEATS + RESERVES, *ticket);
	}
	let whose = |alias: &Alias| {
		tickets
			.iter()
			.find(|(ticket, _)| ticket == alias)
			.unwrap()
			.1
	};
	let (panel, reserves) = split(&kept, SEATS);
	Jury {
		panel: panel.iter().map(whose).collect(),
		reserves: reserves.iter().map(whose).collect(),
	}
}

fn draws() -> &'static [Jury] {
	static MADE: OnceLock<Vec<Jury>> = OnceLock::new();
	MADE.get_or_init(|| (0..DRAWS).map(draw).collect())
}

/// How far the numbers of times that each jurist was among `places` drawn ones are from equal, as a
/// chi-square sum. Those of one draw are different jurists, which the divisor allows for.
fn unevenness(places: u32, drawn: impl Fn(&Jury) -> &[Jurist]) -> f64 {
	let mut times = vec![0u32; JURISTS_ON_ROLL as usize];
	for jury in draws() {
		for jurist in drawn(jury) {
			times[*jurist as usize] += 1;
		}
	}
	let pool = f64::from(JURISTS_ON_ROLL);
	let chance = f64::from(places) / pool;
	let expected = f64::from(DRAWS) * chance;
	let squares: f64 = times
		.iter()
		.map(|times| (f64::from(*times) - expected).powi(2))
		.sum();
	squares / (expected * (1.0 - chance) * pool / (pool - 1.0))
}

/// The lobby's seats in each draw.
fn seats_of_lobby() -> Vec<u32> {
	let of_lobby = |jury: &Jury| jury.panel.iter().filter(|jurist| **jurist < LOBBY).count() as u32;
	draws().iter().map(of_lobby).collect()
}

/// In how many ways so many of so many can be chosen.
fn ways(of: u32, many: u32) -> f64 {
	(0..many).fold(1.0, |ways, n| ways * f64::from(of - n) / f64::from(n + 1))
}

/// What gives the lobby more than half of the seats.
fn majorities() -> std::ops::RangeInclusive<u32> {
	SEATS / 2 + 1..=SEATS
}

/// The chance of a majority of the lobby, if each seat fell to it by itself: the bound. Drawing
/// without putting back, as is done, makes it smaller.
fn bound_of_majority() -> f64 {
	let share = f64::from(LOBBY) / f64::from(JURISTS_ON_ROLL);
	let exactly = |k: u32| {
		let others = (SEATS - k) as i32;
		ways(SEATS, k) * share.powi(k as i32) * (1.0 - share).powi(others)
	};
	majorities().map(exactly).sum()
}

/// The chance of a majority of the lobby when all panels are equally likely.
fn chance_of_majority() -> f64 {
	let others = JURISTS_ON_ROLL - LOBBY;
	let panels = |k: u32| ways(LOBBY, k) * ways(others, SEATS - k);
	majorities().map(panels).sum::<f64>() / ways(JURISTS_ON_ROLL, SEATS)
}

/// What happened in this share of so many tries is as likely as that, within four standard deviations:
/// a fair lot is further off once in sixteen thousand times.
#[track_caller]
fn assert_as_likely(found: f64, chance: f64, tries: f64) {
	let deviation = (chance * (1.0 - chance) / tries).sqrt();
	let off = (found - chance) / deviation;
	assert!(off.abs() < 4.0, "{found} is {off} deviations from {chance}");
}

/// The share of groups of so many draws in which the best for the lobby gives it the majority.
fn share_of_majorities(choices: usize) -> f64 {
	let seats = seats_of_lobby();
	let groups = seats.chunks_exact(choices);
	let all = groups.len() as f64;
	let won = groups.filter(|group| group.iter().any(|seats| *seats > SEATS / 2));
	won.count() as f64 / all
}

#[test]
fn every_jurist_sits_equally_often() {
	assert!(unevenness(SEATS, |jury| &jury.panel) < CRITICAL);
}

#[test]
fn every_jurist_stands_by_equally_often() {
	assert!(unevenness(RESERVES, |jury| &jury.reserves) < CRITICAL);
}

#[test]
fn every_jurist_has_the_lowest_ticket_equally_often() {
	assert!(unevenness(1, |jury| &jury.panel[..1]) < CRITICAL);
}

#[test]
fn lobby_gets_the_seats_it_has_jurists_for() {
	let seats: u32 = seats_of_lobby().into_iter().sum();
	let pool = f64::from(JURISTS_ON_ROLL);
	let share = f64::from(LOBBY) / pool;
	let all = f64::from(DRAWS * SEATS);
	let without_putting_back = (pool - f64::from(SEATS)) / (pool - 1.0);
	let sigma = (all * share * (1.0 - share) * without_putting_back).sqrt();
	assert!((f64::from(seats) - all * share).abs() < 3.0 * sigma);
}

#[test]
fn lobby_gets_a_majority_as_often_as_chance_has_it() {
	let found = share_of_majorities(1);
	assert_as_likely(found, chance_of_majority(), f64::from(DRAWS));
}

#[test]
fn lobby_gets_a_majority_no_more_often_than_by_the_binomial_bound() {
	assert!(chance_of_majority() < bound_of_majority());
	assert!(share_of_majorities(1) <= bound_of_majority());
}

#[test]
fn lobby_that_chooses_among_seeds_gains_no_more_than_their_number() {
	// Whoever can withhold m contributions, last before the seed is fixed, chooses among 2^m seeds.
	for withheld in 1..=3 {
		let choices: u32 = 1 << withheld;
		let gained = share_of_majorities(choices as usize);
		assert!(gained <= f64::from(choices) * bound_of_majority());
		assert!(gained > share_of_majorities(1), "nor is it nothing");
		// One of them gives the majority unless none does.
		let none = (1.0 - chance_of_majority()).powi(choices as i32);
		assert_as_likely(gained, 1.0 - none, f64::from(DRAWS / choices));
	}
}
