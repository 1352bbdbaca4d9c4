//! A round that is unclear is repeated before anything happens.

use super::*;

#[test]
fn unclear_round_has_no_consequences_and_is_repeated_at_once() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = install(HEAD, ALES);
		let first = asked(HEAD);
		let past = close(HEAD, &[CLOSE]);
		assert_eq!(verdicts(&past), [Verdict::Unclear(190_000)]);
		assert!(!past.counts());
		assert_eq!(standing(mandate), Standing::default());
		assert!(told().is_empty());
		let repeat = current(HEAD).expect("repeated");
		assert_eq!(
			(repeat.number, repeat.kind, repeat.called),
			(2, Kind::Repeat, 124)
		);
		assert_ne!(repeat.poll, first.poll);
		assert_eq!((repeat.asked, repeat.rule), (first.asked, first.rule));
		assert!(ReputationPallet::is_under_way(HEAD));
	});
}

#[test]
fn unclear_round_is_in_the_history() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		asked(HEAD);
		close(HEAD, &[CLOSE]);
		assert_eq!(ReputationPallet::rounds(HEAD, 10).len(), 1);
		assert_eq!(ReputationPallet::portrait(ALES).rounds.len(), 1);
	});
}

#[test]
fn repeat_counts_however_close_it_is() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = install(HEAD, ALES);
		asked(HEAD);
		close(HEAD, &[CLOSE]);
		let past = close(HEAD, &[CLOSE]);
		assert_eq!(past.kind, Kind::Repeat);
		assert_eq!(verdicts(&past), [Verdict::Valid(190_000)]);
		assert_eq!(standing(mandate).rounds, 1);
		assert_eq!(ratings_told(), [(ALES, Some(190_000))]);
		assert!(matches!(seat(HEAD), Seat::Suspended { .. }));
		assert_eq!(current(HEAD), None);
	});
}

#[test]
fn repeat_says_nothing_when_too_few_answer() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		asked(HEAD);
		close(HEAD, &[CLOSE]);
		assert_eq!(verdicts(&close(HEAD, &[FEW])), [Verdict::TooFew]);
		assert_eq!(ratings_told(), [(ALES, None)]);
		assert_eq!(current(HEAD), None);
	});
}

#[test]
fn close_rating_counts_at_once_when_the_turnout_is_high() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		asked(HEAD);
		let past = close(HEAD, &[(49, 201)]);
		assert_eq!(verdicts(&past), [Verdict::Valid(196_000)]);
		assert!(matches!(seat(HEAD), Seat::Suspended { .. }));
		assert_eq!(current(HEAD), None);
	});
}

#[test]
fn close_rating_counts_at_once_when_nothing_hangs_on_it() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		asked(HEAD);
		// As close as can be, but on the side on which nothing happens.
		let past = close(HEAD, &[(20, 80)]);
		assert_eq!(verdicts(&past), [Verdict::Valid(200_000)]);
		assert_eq!(current(HEAD), None);
		suspend(HEAD);
		asked(HEAD);
		let past = close(HEAD, &[(49, 51), GOOD]);
		assert_eq!(past.results[0].verdict, Verdict::Valid(490_000));
		assert!(matches!(seat(HEAD), Seat::Suspended { .. }));
	});
}

#[test]
fn rating_far_from_the_threshold_counts_at_once_when_the_turnout_is_low() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		asked(HEAD);
		assert_eq!(
			verdicts(&close(HEAD, &[(25, 75)])),
			[Verdict::Valid(250_000)]
		);
	});
}

#[test]
fn repeat_asks_about_both_when_one_of_two_is_unclear() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = install(HEAD, ALES);
		suspend(HEAD);
		let first = asked(HEAD);
		// Fine for the suspended, if it counted; the acting one is close to the threshold.
		let past = close(HEAD, &[GOOD, CLOSE]);
		let expected = [Verdict::Valid(800_000), Verdict::Unclear(190_000)];
		assert_eq!(verdicts(&past), expected);
		assert!(told().is_empty());
		// What was said belongs to the record, and has no consequences.
		let Standing {
			rounds,
			last,
			score,
			..
		} = standing(mandate);
		assert_eq!((rounds, last), (0, None));
		assert_eq!(score.weight, 400_000);
		assert!(matches!(seat(HEAD), Seat::Suspended { .. }));
		assert_eq!(current(HEAD).unwrap().asked, first.asked);
	});
}

#[test]
fn repeat_leaves_out_who_no_longer_acts() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = install(HEAD, ALES);
		suspend(HEAD);
		asked(HEAD);
		let acting = Some(CIM);
		set_seat(HEAD, Seat::Suspended { mandate, acting });
		close(HEAD, &[(51, 49), GOOD]);
		let suspended = question(ALES, Capacity::Suspended(mandate));
		assert_eq!(current(HEAD).unwrap().asked.to_vec(), [suspended]);
	});
}

#[test]
fn repeat_leaves_out_who_is_no_longer_suspended() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		suspend(HEAD);
		asked(HEAD);
		vacate(HEAD, Some(DEPUTY));
		close(HEAD, &[(51, 49), GOOD]);
		let acting = question(DEPUTY, Capacity::Acting);
		assert_eq!(current(HEAD).unwrap().asked.to_vec(), [acting]);
	});
}

#[test]
fn nothing_is_repeated_when_everybody_asked_about_has_left() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = install(HEAD, ALES);
		asked(HEAD);
		vacate(HEAD, Some(BELA));
		close(HEAD, &[CLOSE]);
		assert_eq!(current(HEAD), None);
		assert!(!ReputationPallet::is_under_way(HEAD));
		assert_eq!(standing(mandate), Standing::default());
		assert!(told().is_empty());
	});
}

#[test]
fn nothing_is_repeated_when_another_mandate_has_begun() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		asked(HEAD);
		// The same person, elected again.
		install(HEAD, ALES);
		close(HEAD, &[CLOSE]);
		assert_eq!(current(HEAD), None);
	});
}

#[test]
fn repeat_that_cannot_be_opened_tells_that_the_round_said_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = install(HEAD, ALES);
		suspend(HEAD);
		asked(HEAD);
		RefuseToOpen::set(Some(DispatchError::Unavailable));
		let past = close(HEAD, &[GOOD, CLOSE]);
		assert!(!past.counts());
		assert_eq!(ratings_told(), [(ALES, None), (DEPUTY, None)]);
		assert_eq!(
			(standing(mandate).rounds, standing(mandate).last),
			(0, None)
		);
		assert_eq!(current(HEAD), None);
		assert_eq!(opened(), 1, "what was refused is undone");
		System::assert_last_event(
			Event::NotOpened {
				office: HEAD,
				error: DispatchError::Unavailable,
			}
			.into(),
		);
	});
}

#[test]
fn repeat_keeps_the_rule_when_the_numbers_change() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		asked(HEAD);
		let strict = Params {
			rule: ConfidenceRule {
				min_turnout: WHOLE,
				sure_turnout: WHOLE,
				margin: 0,
			},
			..PARAMS
		};
		assert_ok!(ReputationPallet::set_params(
			RuntimeOrigin::root(),
			None,
			strict
		));
		close(HEAD, &[CLOSE]);
		assert_eq!(current(HEAD).unwrap().rule, PARAMS.rule);
		assert_eq!(verdicts(&close(HEAD, &[CLOSE])), [Verdict::Valid(190_000)]);
	});
}

#[test]
fn extraordinary_round_is_repeated_too() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		assert_ok!(ReputationPallet::hold(HEAD));
		close(HEAD, &[CLOSE]);
		assert_eq!(current(HEAD).unwrap().kind, Kind::Repeat);
	});
}

#[test]
fn date_is_that_of_the_calendar_when_a_round_is_repeated() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		asked(HEAD);
		close(HEAD, &[CLOSE]);
		assert_eq!(date(HEAD), 203);
		close(HEAD, &[GOOD]);
		assert_eq!(date(HEAD), 203);
	});
}

#[test]
fn weight_counts_the_repeat() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		let round = asked(HEAD);
		let weight = close_poll(round.poll, &[CLOSE]);
		let expected = <()>::settle().saturating_add(<()>::call_round());
		assert_eq!(weight, expected);
	});
}
