//! Whom a round asks about, and how.

use super::*;
use veche_primitives::{ballot::Method, rolls::Electorate};

/// Whom the round asks about, in order.
fn about(round: &Round<u64>) -> Vec<Asked> {
	round.asked.to_vec()
}

#[test]
fn round_asks_about_the_incumbent() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = install(HEAD, ALES);
		let asked = question(ALES, Capacity::Incumbent(mandate));
		assert_eq!(about(&super::asked(HEAD)), [asked]);
		assert_eq!(asked.threshold, SUSPEND_BELOW);
	});
}

#[test]
fn round_asks_about_the_suspended_and_who_acts() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = install(HEAD, ALES);
		suspend(HEAD);
		let suspended = question(ALES, Capacity::Suspended(mandate));
		let acting = question(DEPUTY, Capacity::Acting);
		assert_eq!(about(&asked(HEAD)), [suspended, acting]);
		assert_eq!(suspended.threshold, REINSTATE_AT);
		assert_eq!(acting.threshold, SUSPEND_BELOW);
	});
}

#[test]
fn round_asks_about_the_suspended_alone_when_nobody_acts() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = install(HEAD, ALES);
		let acting = None;
		set_seat(HEAD, Seat::Suspended { mandate, acting });
		let suspended = question(ALES, Capacity::Suspended(mandate));
		assert_eq!(about(&asked(HEAD)), [suspended]);
	});
}

#[test]
fn round_asks_about_who_acts_in_an_office_without_incumbent() {
	ExtBuilder::default().build_and_execute(|| {
		vacate(HEAD, Some(BELA));
		assert_eq!(about(&asked(HEAD)), [question(BELA, Capacity::Acting)]);
	});
}

#[test]
fn incumbent_is_left_in_peace_during_grace() {
	ExtBuilder::default().build_and_execute(|| {
		run_to(74);
		install(HEAD, ALES);
		run_to(103);
		assert_eq!(current(HEAD), None, "29 blocks in office");
		assert_eq!(date(HEAD), 203);
	});
}

#[test]
fn incumbent_is_asked_about_when_grace_is_over() {
	ExtBuilder::default().build_and_execute(|| {
		run_to(73);
		install(HEAD, ALES);
		run_to(103);
		assert!(current(HEAD).is_some(), "30 blocks in office");
	});
}

#[test]
fn suspended_and_acting_have_no_grace() {
	ExtBuilder::default().build_and_execute(|| {
		run_to(100);
		install(HEAD, ALES);
		suspend(HEAD);
		vacate(MEMBER, Some(BELA));
		run_to(103);
		assert_eq!(current(HEAD).unwrap().asked.len(), 2);
		assert_eq!(current(MEMBER).unwrap().asked.len(), 1);
	});
}

#[test]
fn extraordinary_round_asks_about_the_incumbent_during_grace() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = install(HEAD, ALES);
		assert_ok!(ReputationPallet::hold(HEAD));
		let asked = question(ALES, Capacity::Incumbent(mandate));
		assert_eq!(about(&current(HEAD).unwrap()), [asked]);
	});
}

#[test]
fn threshold_is_that_of_the_day_of_the_call() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		asked(HEAD);
		Thresholds::set((900_000, 950_000));
		let past = close(HEAD, &[GOOD]);
		assert_eq!(past.results[0].asked.threshold, SUSPEND_BELOW);
		assert!(matches!(seat(HEAD), Seat::Incumbent { .. }));
	});
}

#[test]
fn poll_asks_the_people_of_the_unit_one_question_about_each() {
	ExtBuilder::default().build_and_execute(|| {
		Known::mutate(|known| known.insert(ALES, title("Ales Adamovich")));
		install(HEAD, ALES);
		suspend(HEAD);
		let round = asked(HEAD);
		let request = request(round.poll);
		assert_eq!(request.institution, Institution::Reputation);
		assert_eq!(request.electorate, Electorate::Unit(VILLAGE));
		assert_eq!((request.delay, request.duration), (1, PARAMS.voting));
		assert_eq!((request.quorum, request.majority), (0, 500_000));
		assert_eq!(request.goal, None);
		assert_eq!(request.admitted, None);
		let paper = request.paper;
		assert_eq!(paper.title, title("Confidence in office 0, round 1"));
		let titles: Vec<_> = paper
			.questions
			.iter()
			.map(|question| &question.title)
			.collect();
		assert_eq!(
			titles,
			[
				&title("Do you support Ales Adamovich?"),
				// Nobody knows the name.
				&title("Do you support person 20?")
			]
		);
		let is_yes_no = |question: &veche_primitives::ballot::Question| {
			question.method == Method::YesNo
				&& question.options.to_vec() == ["Yes", "No", "Abstain"].map(title)
		};
		assert!(paper.questions.iter().all(is_yes_no));
		assert_eq!(paper.check(), Ok(()));
	});
}

#[test]
fn poll_has_a_context_of_its_own_in_each_round() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		let first = asked(HEAD).poll;
		close(HEAD, &[GOOD]);
		let second = asked(HEAD).poll;
		assert_ne!(first, second);
		// No context is given: the voting engine makes one of the poll's number.
		assert_eq!(
			[first, second].map(|poll| request(poll).context),
			[None, None]
		);
	});
}

#[test]
fn question_names_the_number_when_the_name_is_not_readable() {
	ExtBuilder::default().build_and_execute(|| {
		let unreadable = veche_primitives::ballot::Title::truncate_from(vec![0xff; 4]);
		Known::mutate(|known| known.insert(ALES, unreadable));
		install(HEAD, ALES);
		let paper = request(asked(HEAD).poll).paper;
		assert_eq!(paper.questions[0].title, title("Do you support person 10?"));
	});
}
