//! One behaviour a test.

mod asking;
mod by_hand;
mod calendar;
mod closing;
mod hold;
mod model;
mod paper;
mod params;
mod queries;
mod queue;
mod repeat;

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use veche_primitives::{confidence::Verdict, WHOLE};

/// Answers of enough people, most of whom support: 80 %.
const GOOD: (u32, u32) = (400, 100);
/// Answers of enough people, few of whom support: 10 %.
const SUNK: (u32, u32) = (50, 450);
/// Answers of too few people.
const FEW: (u32, u32) = (10, 40);
/// Answers of few people, closely below what a mandate is suspended at: 19 % of 10 %.
const CLOSE: (u32, u32) = (19, 81);

/// The next date of the office.
fn date(office: OfficeId) -> u64 {
	Dates::<Test>::get(office).unwrap()
}

/// The round under way for the office.
fn current(office: OfficeId) -> Option<Round<u64>> {
	Current::<Test>::get(office)
}

/// Let dates pass until the people are asked about the office; the round.
fn asked(office: OfficeId) -> Round<u64> {
	for _ in 0..3 {
		if let Some(round) = current(office) {
			return round;
		}
		run_to(date(office));
	}
	current(office).expect("the people are asked")
}

/// The poll of the round under way closes at its time, with so many who said yes and no to each
/// question; the round as it is kept.
fn close(office: OfficeId, answers: &[(u32, u32)]) -> PastRound<u64> {
	let round = current(office).expect("a round under way");
	run_to(round.called + 1 + PARAMS.voting);
	close_poll(round.poll, answers);
	RoundsIn::<Test>::get(office, round.number).expect("a round that is over")
}

/// The verdicts of a round in the order of its questions.
fn verdicts(past: &PastRound<u64>) -> Vec<Verdict> {
	past.results.iter().map(|rated| rated.verdict).collect()
}

/// What the people think of the mandate.
fn standing(mandate: MandateId) -> Standing {
	Standings::<Test>::get(mandate)
}

/// The ratings told so far, and whom they were about.
fn ratings_told() -> Vec<(PersonId, Option<Ppm>)> {
	let told = told().into_iter();
	told.map(|(_, asked, rating)| (asked.person, rating))
		.collect()
}

/// The incumbent of the office is suspended, and [`DEPUTY`] acts.
fn suspend(office: OfficeId) {
	let mandate = seat(office).mandate().expect("somebody holds the office");
	let acting = Some(DEPUTY);
	set_seat(office, Seat::Suspended { mandate, acting });
}

/// A question about the person in this capacity, under the thresholds of the tests.
fn question(person: PersonId, capacity: Capacity) -> Asked {
	Asked {
		person,
		capacity,
		threshold: MockConfidence::threshold(HEAD, capacity),
	}
}
