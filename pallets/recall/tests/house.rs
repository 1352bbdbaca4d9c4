//! The offices of a house and all that hangs on them, under random events: elections, rounds that sink
//! and lift, petitions, pledges, lost standing, resignations, terms that run out, and whole weeks in
//! which nobody answers, elections or polls are refused.
//!
//! The real pallets (offices, pledges, reputation, recall) run beside a [model](house::model) that is
//! written from the rules alone. After every block and every event they must agree on who sits and
//! who acts in each office, on its next date, the round under way, the open case and its deadline,
//! and on what the people think of each mandate. In every block each office without incumbent has an
//! election under way or about to be called. At the end everything that was kept for ever is
//! compared, the storage is counted against its bound, and when all is over nothing but history,
//! offices and dates may be left.
//!
//! `VECHE_SEQUENCES` says how many sequences there are (10,000 if nothing is said), `VECHE_SEED` runs
//! a single one, the one that a failure names.

/// The parts of the test.
mod house {
	pub mod acts;
	pub mod chain;
	pub mod compare;
	pub mod doing;
	pub mod model;
	pub mod plan;
	pub mod room;
	pub mod stand_ins;
	pub mod stories;
	pub mod world;
}

use house::{chain::House, plan, stories, stories::is_found_out};
use pallet_offices::Seat;
use std::env;

/// How many sequences there are unless somebody asks for more or fewer.
const SEQUENCES: u64 = 10_000;

/// A number from the environment.
fn number(name: &str) -> Option<u64> {
	let text = env::var(name).ok()?;
	Some(
		text.parse()
			.unwrap_or_else(|_| panic!("{name} is no number: {text}")),
	)
}

#[test]
fn every_preset_of_the_stories_could_govern_a_chain() {
	assert!(plan::are_all_valid());
}

#[test]
fn chain_that_strays_from_the_rules_is_found_out() {
	assert!(!is_found_out(|| ()));
	let person = 10;
	assert!(is_found_out(|| {
		pallet_offices::Seats::<House>::insert(0, Seat::Acting { person });
	}));
	assert!(is_found_out(|| pallet_reputation::Dates::<House>::insert(
		0, 5
	)));
	assert!(is_found_out(|| pallet_reputation::Owed::<House>::insert(
		0,
		()
	)));
	assert!(is_found_out(|| pallet_recall::RecallsOf::<House>::insert(
		person, 1
	)));
	assert!(is_found_out(|| pallet_recall::RestUntil::<House>::insert(
		0, 9
	)));
}

#[test]
fn random_events_leave_the_house_as_the_rules_say_and_no_larger() {
	if let Some(seed) = number("VECHE_SEED") {
		stories::tell(seed..seed + 1);
		return;
	}
	let count = number("VECHE_SEQUENCES").unwrap_or(SEQUENCES);
	let seen = stories::tell(0..count);
	for (what, often) in &seen {
		println!("{often:>8}  {what}");
	}
	// Fewer may miss what is rare.
	if count >= 2_000 {
		stories::check_variety(&seen);
	}
}
