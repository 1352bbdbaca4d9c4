//! The recount on a small honest election, and on every way to tamper with it.

use super::{bundle::Bundle, recount::recount, report::Report, synthetic};
use std::sync::LazyLock;
use veche_primitives::{
	ballot::{Ballot, BallotV1, Choice, Proof},
	polls::{digest, Goal, Phase, PollOutcome, Shape},
	rolls::RollEpoch,
};
use veche_tally::Method;

mod panel;

static HONEST: LazyLock<Bundle> = LazyLock::new(synthetic::bundle);

/// What to call a change, and the change.
type Change<T> = (&'static str, fn(&mut T));

fn audit(change: impl FnOnce(&mut Bundle)) -> Report {
	let mut bundle = HONEST.clone();
	change(&mut bundle);
	recount(&bundle, |_| ())
}

fn ballot(bundle: &mut Bundle, number: usize) -> &mut BallotV1 {
	let Ballot::V1(ballot) = &mut bundle.ballots[number].ballot;
	ballot
}

/// The audit fails and one of its problems has these words.
fn assert_named(report: &Report, words: &str) {
	assert!(!report.ok, "passed, but should have found {words:?}");
	let found = report
		.problems
		.iter()
		.any(|problem| problem.contains(words));
	assert!(found, "{words:?} not in {:#?}", report.problems);
}

fn check(report: &Report, name: &str) -> bool {
	report
		.checks
		.iter()
		.find(|check| check.name == name)
		.unwrap()
		.ok
}

#[test]
fn recount_passes_when_everything_is_honest() {
	let report = audit(|_| ());
	assert!(report.ok, "{:#?}", report.problems);
	assert_eq!((report.counted, report.replaced, report.refused), (6, 1, 1));
	assert_eq!(report.tallies, HONEST.tallies);
}

#[test]
fn recount_passes_when_ballots_are_unmarked_and_pruned() {
	let report = audit(|bundle| {
		bundle
			.ballots
			.iter_mut()
			.for_each(|entry| entry.counted = None);
		bundle.stored = None;
		bundle.poll.record.phase = Phase::Pruned;
	});
	assert!(report.ok, "{:#?}", report.problems);
}

#[test]
fn recount_passes_when_poll_is_open() {
	let report = audit(|bundle| {
		bundle.poll.record.phase = Phase::Open;
		bundle.outcome = None;
	});
	assert!(report.ok, "{:#?}", report.problems);
}

#[test]
fn recount_names_the_ballot_when_anything_in_it_is_changed() {
	let changes: [Change<BallotV1>; 9] = [
		("poll", |ballot| ballot.poll = 8),
		("precinct", |ballot| ballot.precinct = 1),
		("unknown precinct", |ballot| ballot.precinct = 99),
		("alias", |ballot| ballot.alias[0] ^= 1),
		("counter", |ballot| ballot.counter = 5),
		("choice", |ballot| ballot.choices[0] = Choice::One(1)),
		("choices", |ballot| drop(ballot.choices.pop())),
		("proof", |ballot| ballot.proof[300] ^= 1),
		("empty proof", |ballot| ballot.proof = Proof::default()),
	];
	for (what, change) in changes {
		let report = audit(|bundle| change(ballot(bundle, 3)));
		assert_named(&report, "ballot 3 (block 13");
		assert!(!check(&report, "digest"), "{what}");
	}
}

#[test]
fn recount_names_the_ballot_when_unmarked_ones_are_changed() {
	let report = audit(|bundle| {
		bundle
			.ballots
			.iter_mut()
			.for_each(|entry| entry.counted = None);
		ballot(bundle, 2).choices[0] = Choice::One(0);
	});
	assert_named(&report, "ballot 2 (block 12");
}

/// Makes both questions ask for marks, and the first ballot answer them with these.
fn marked(bundle: &mut Bundle, first: u32, second: u32) {
	for shape in bundle.poll.record.questions.iter_mut() {
		*shape = Shape {
			method: Method::Marks,
			options: 4,
		};
	}
	let choices = vec![Choice::Approve(first), Choice::Approve(second)];
	ballot(bundle, 0).choices = choices.try_into().unwrap();
}

#[test]
fn recount_names_the_ballot_when_its_marks_are_too_many_over_the_paper() {
	let report = audit(|bundle| marked(bundle, 0b11, 0b1100));
	assert_named(&report, "more than 3 options are marked");
	// As many as allowed: then it is only the proof that does not hold.
	let report = audit(|bundle| marked(bundle, 0b11, 0b1000));
	assert_named(&report, "the proof does not hold");
	let named = |problem: &String| problem.contains("more than 3 options are marked");
	assert!(!report.problems.iter().any(named), "{:#?}", report.problems);
}

#[test]
fn recount_names_the_ballot_when_an_answer_is_out_of_range() {
	let report = audit(|bundle| ballot(bundle, 0).choices[0] = Choice::One(3));
	assert_named(&report, "an option that is not on the paper");
}

#[test]
fn recount_fails_when_a_ballot_is_left_out_added_or_moved() {
	let report = audit(|bundle| drop(bundle.ballots.remove(2)));
	assert_named(&report, "no valid ballot of it is in the blocks");

	let report = audit(|bundle| {
		let mut again = bundle.ballots[2].clone();
		again.block = 18;
		bundle.ballots.push(again);
	});
	assert_named(&report, "ballot 8 (block 18");

	let report = audit(|bundle| bundle.ballots.swap(2, 3));
	assert_named(&report, "not in the order of the blocks");
}

#[test]
fn recount_fails_when_a_ballot_is_outside_the_window() {
	assert_named(
		&audit(|bundle| bundle.ballots[0].block = 9),
		"has not opened",
	);
	assert_named(
		&audit(|bundle| bundle.ballots[6].block = 20),
		"the poll is closed",
	);
}

#[test]
fn recount_fails_when_a_mark_is_changed() {
	assert_named(
		&audit(|bundle| bundle.ballots[0].counted = Some(false)),
		"marked as not counted",
	);
	assert_named(
		&audit(|bundle| bundle.ballots[7].counted = Some(true)),
		"marked as counted",
	);
}

#[test]
fn recount_fails_when_chain_or_roll_is_another() {
	let report = audit(|bundle| bundle.genesis = sp_core::H256::zero());
	assert_named(&report, "does not hold");
	let report = audit(|bundle| {
		bundle.poll.record.epoch = RollEpoch {
			turn: 3,
			revision: 0,
		}
	});
	assert_named(&report, "does not hold");
	let report = audit(|bundle| bundle.poll.record.context = [0; 32]);
	assert_named(&report, "does not hold");
}

#[test]
fn recount_fails_when_an_option_has_another_name() {
	let report = audit(|bundle| {
		let option = &mut bundle.poll.paper.questions[1].options[0];
		*option = b"Dan".to_vec().try_into().unwrap();
	});
	assert_named(&report, "digest");
}

#[test]
fn recount_fails_when_a_ring_is_changed() {
	let report = audit(|bundle| bundle.rings[0].keys.swap(0, 1));
	assert_named(&report, "precinct 0 does not belong to its keys");
	let report = audit(|bundle| bundle.rings[1].commitment[0] ^= 1);
	assert_named(&report, "precinct 1 does not belong to its keys");
	let report = audit(|bundle| drop(bundle.rings.pop()));
	assert_named(&report, "does not hold");
	let report = audit(|bundle| {
		bundle.rings[0].version = RollEpoch {
			turn: 9,
			revision: 0,
		}
	});
	assert_named(&report, "younger than the poll");
	let report = audit(|bundle| {
		let twice = bundle.rings[0].clone();
		bundle.rings.push(twice);
	});
	assert_named(&report, "appears twice");
}

#[test]
fn recount_fails_when_the_claimed_tally_is_changed() {
	let report = audit(|bundle| bundle.tallies[0].counts[0] += 1);
	assert_named(&report, "tally of question 1");
	let report = audit(|bundle| bundle.tallies[1].pairwise[1] += 1);
	assert_named(&report, "tally of question 2");
	let report = audit(|bundle| drop(bundle.tallies.pop()));
	assert_named(&report, "tally of question 2");
}

#[test]
fn recount_fails_when_the_claimed_digest_is_changed() {
	let report =
		audit(|bundle| bundle.digest = digest(bundle.digest, &[0; 32], 1, &Default::default()));
	assert_named(&report, "digest");
}

#[test]
fn recount_fails_when_the_claimed_ballots_are_changed() {
	let report = audit(|bundle| bundle.stored.as_mut().unwrap()[0].1.counter = 9);
	assert_named(&report, "counts another ballot");
	let report = audit(|bundle| drop(bundle.stored.as_mut().unwrap().pop()));
	assert_named(&report, "does not count it");
	let report = audit(|bundle| bundle.stored.as_mut().unwrap()[0].0 = [0; 32]);
	assert_named(&report, "no valid ballot of it");
}

#[test]
fn recount_fails_when_the_claimed_outcome_is_changed() {
	let changes: [Change<PollOutcome>; 6] = [
		("ballots", |outcome| outcome.ballots += 1),
		("electors", |outcome| outcome.electors += 1),
		("quorum", |outcome| outcome.quorum_met = false),
		("goal", |outcome| outcome.goal_reached = true),
		("winner", |outcome| outcome.questions[1].winner = Some(2)),
		("every question", |outcome| drop(outcome.questions.pop())),
	];
	for (words, change) in changes {
		let report = audit(|bundle| change(bundle.outcome.as_mut().unwrap()));
		assert_named(&report, words);
	}
	assert_named(&audit(|bundle| bundle.outcome = None), "has no outcome");
}

/// The second "no", a re-vote in block 16, closes the poll.
fn closed_early(bundle: &mut Bundle) {
	let record = &mut bundle.poll.record;
	record.goal = Some(Goal {
		question: 0,
		option: 1,
		share: 200_000,
	});
	record.goal_reached = true;
	record.closes = 17;
	bundle.outcome.as_mut().unwrap().goal_reached = true;
}

#[test]
fn recount_passes_when_the_goal_closes_the_poll_early() {
	let report = audit(closed_early);
	assert!(report.ok, "{:#?}", report.problems);
	assert!(check(&report, "goal"));
}

#[test]
fn recount_fails_when_the_goal_is_reported_wrongly() {
	let report = audit(|bundle| {
		closed_early(bundle);
		bundle.poll.record.closes = 20;
	});
	assert_named(&report, "goal");
	let report = audit(|bundle| {
		closed_early(bundle);
		bundle.poll.record.goal_reached = false;
	});
	assert_named(&report, "goal");
	let report = audit(|bundle| {
		closed_early(bundle);
		bundle.poll.record.goal.as_mut().unwrap().share = 1_000_000;
	});
	assert_named(&report, "goal");
}

#[test]
fn recount_fails_when_the_paper_does_not_fit_the_record() {
	let report = audit(|bundle| drop(bundle.poll.paper.questions.pop()));
	assert!(!check(&report, "paper") && !report.ok);
}

#[test]
fn bundle_reads_back_what_was_written() {
	let folder = tempfile::tempdir().unwrap();
	let path = folder.path().join("bundle.json");
	HONEST.write(&path).unwrap();
	assert_eq!(Bundle::read(&path).unwrap(), *HONEST);

	let text = std::fs::read_to_string(&path).unwrap();
	std::fs::write(&path, &text[..text.len() / 2]).unwrap();
	assert!(Bundle::read(&path).is_err());
}
