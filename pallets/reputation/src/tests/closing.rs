//! What becomes of a round whose poll has closed.

use super::*;
use veche_primitives::confidence::Score;

/// The score of a mandate with one round of this rating and turnout.
fn score(rating: Ppm, turnout: Ppm) -> Score {
	let mut score = Score::default();
	score.add(rating, turnout, PARAMS.rule.min_turnout);
	score
}

#[test]
fn round_rates_the_mandate_when_enough_people_answer() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = install(HEAD, ALES);
		asked(HEAD);
		let past = close(HEAD, &[GOOD]);
		assert_eq!(verdicts(&past), [Verdict::Valid(800_000)]);
		assert_eq!(
			standing(mandate),
			Standing {
				rounds: 1,
				valid: 1,
				last: Some(800_000),
				score: score(800_000, 500_000),
			}
		);
		assert_eq!(ReputationPallet::rating(mandate), Some(800_000));
		assert_eq!(ratings_told(), [(ALES, Some(800_000))]);
	});
}

#[test]
fn round_is_kept_for_ever() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = install(HEAD, ALES);
		let round = asked(HEAD);
		let past = close(HEAD, &[GOOD]);
		let rated = Rated {
			asked: question(ALES, Capacity::Incumbent(mandate)),
			answers: Answers {
				yes: 400,
				no: 100,
				electors: ELECTORS,
			},
			verdict: Verdict::Valid(800_000),
		};
		let results = Results::truncate_from(vec![rated]);
		assert_eq!(
			past,
			PastRound {
				poll: round.poll,
				kind: Kind::Regular,
				called: 103,
				closed: 124,
				rule: PARAMS.rule,
				results: results.clone(),
			}
		);
		System::assert_last_event(
			Event::Concluded {
				office: HEAD,
				number: 1,
				results,
			}
			.into(),
		);
		assert_eq!(RoundsOf::<Test>::get(ALES, 0), Some((HEAD, 1)));
		assert_eq!(current(HEAD), None);
		assert!(!ReputationPallet::is_under_way(HEAD));
	});
}

#[test]
fn round_counts_for_nothing_when_too_few_answer() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = install(HEAD, ALES);
		asked(HEAD);
		let past = close(HEAD, &[FEW]);
		assert_eq!(verdicts(&past), [Verdict::TooFew]);
		let expected = Standing {
			rounds: 1,
			..Standing::default()
		};
		assert_eq!(standing(mandate), expected);
		assert_eq!(ReputationPallet::rating(mandate), None);
		assert_eq!(ratings_told(), [(ALES, None)]);
	});
}

#[test]
fn round_counts_for_nothing_when_nobody_answers() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		asked(HEAD);
		assert_eq!(verdicts(&close(HEAD, &[(0, 0)])), [Verdict::TooFew]);
	});
}

#[test]
fn round_counts_for_nothing_when_the_count_is_empty() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		asked(HEAD);
		assert_eq!(verdicts(&close(HEAD, &[])), [Verdict::TooFew]);
	});
}

#[test]
fn last_valid_rating_stands_when_too_few_answer() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = install(HEAD, ALES);
		asked(HEAD);
		close(HEAD, &[GOOD]);
		asked(HEAD);
		close(HEAD, &[FEW]);
		let standing = standing(mandate);
		assert_eq!((standing.rounds, standing.valid), (2, 1));
		assert_eq!(standing.last, Some(800_000));
		assert_eq!(standing.score, score(800_000, 500_000));
		assert!(matches!(seat(HEAD), Seat::Incumbent { .. }));
	});
}

#[test]
fn later_valid_rating_takes_the_place_of_the_last() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = install(HEAD, ALES);
		asked(HEAD);
		close(HEAD, &[GOOD]);
		asked(HEAD);
		close(HEAD, &[(300, 300)]);
		assert_eq!(ReputationPallet::rating(mandate), Some(500_000));
		let mut both = score(800_000, 500_000);
		both.add(500_000, 600_000, PARAMS.rule.min_turnout);
		assert_eq!(standing(mandate).score, both);
	});
}

#[test]
fn round_about_two_tells_the_suspended_before_who_acts() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = install(HEAD, ALES);
		suspend(HEAD);
		asked(HEAD);
		let past = close(HEAD, &[SUNK, GOOD]);
		let expected = [Verdict::Valid(100_000), Verdict::Valid(800_000)];
		assert_eq!(verdicts(&past), expected);
		let told = ratings_told();
		assert_eq!(told, [(ALES, Some(100_000)), (DEPUTY, Some(800_000))]);
		assert_eq!(standing(mandate).last, Some(100_000));
	});
}

#[test]
fn round_gives_no_standing_to_who_only_acts() {
	ExtBuilder::default().build_and_execute(|| {
		vacate(HEAD, Some(BELA));
		asked(HEAD);
		close(HEAD, &[GOOD]);
		assert_eq!(Standings::<Test>::iter().count(), 0);
		assert_eq!(ReputationPallet::portrait(BELA).rounds.len(), 1);
	});
}

#[test]
fn round_goes_on_the_record_when_the_mandate_ended_meanwhile() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = install(HEAD, ALES);
		asked(HEAD);
		vacate(HEAD, Some(BELA));
		close(HEAD, &[GOOD]);
		assert_eq!(ReputationPallet::rating(mandate), Some(800_000));
		assert_eq!(seat(HEAD), Seat::Acting { person: BELA });
	});
}

#[test]
fn every_rating_of_a_mandate_counts_whatever_the_capacity() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = install(HEAD, ALES);
		asked(HEAD);
		close(HEAD, &[SUNK]);
		asked(HEAD);
		close(HEAD, &[GOOD, GOOD]);
		let standing = standing(mandate);
		assert_eq!((standing.rounds, standing.valid), (2, 2));
		assert_eq!(standing.last, Some(800_000));
	});
}

#[test]
fn rounds_of_two_offices_are_apart() {
	ExtBuilder::default().build_and_execute(|| {
		let head = install(HEAD, ALES);
		let member = install(MEMBER, BELA);
		asked(HEAD);
		let other = current(MEMBER).expect("on the same date");
		assert_eq!(other.number, 1);
		close(HEAD, &[GOOD]);
		assert_eq!(current(MEMBER), Some(other));
		close(MEMBER, &[(300, 300)]);
		let ratings = [head, member].map(ReputationPallet::rating);
		assert_eq!(ratings, [Some(800_000), Some(500_000)]);
	});
}

#[test]
fn poll_of_another_institution_changes_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		let round = asked(HEAD);
		let outcome = PollOutcome {
			ballots: 1,
			electors: 1,
			quorum_met: true,
			goal_reached: true,
			questions: Default::default(),
		};
		for other in [
			Institution::Initiatives,
			Institution::Elections,
			Institution::Pledges,
			Institution::Jury,
			Institution::Recall,
		] {
			let weight = ReputationPallet::on_poll_closed(other, round.poll, &outcome);
			assert_eq!(weight, Weight::zero());
		}
		assert_eq!(current(HEAD), Some(round));
	});
}

#[test]
fn unknown_poll_changes_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		let round = asked(HEAD);
		close_poll(round.poll + 1, &[SUNK]);
		assert_eq!(current(HEAD), Some(round));
		assert!(told().is_empty());
	});
}

#[test]
fn weight_is_that_of_settling_and_of_what_hangs_on_it() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		suspend(HEAD);
		let round = asked(HEAD);
		let weight = close_poll(round.poll, &[FEW, FEW]);
		let told = TOLD.saturating_mul(2);
		assert_eq!(weight, <()>::settle().saturating_add(told));
	});
}
