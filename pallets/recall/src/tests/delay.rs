//! Nothing that the official, who acts, the unit above or the governing origin does puts the end off.

use super::*;
use frame_support::traits::GetCallName;

/// A suspension through which `act` happens every few blocks ends on the block on which it would
/// have ended without.
fn ends_in_time(act: impl Fn()) {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = suspended();
		let deadline = case(id).deadline;
		for block in (5..deadline).step_by(5) {
			run_to(block);
			act();
			assert_eq!(case(id).deadline, deadline);
		}
		run_to(deadline);
		assert_eq!(outcome_of(id), Some((deadline, Outcome::Recalled)));
		assert_eq!(RecallPallet::recalls(ALES), 1);
	});
}

#[test]
fn explanations_do_not_delay_the_end() {
	ends_in_time(|| {
		assert_ok!(explain(ALES, VILLAGE_HEAD, words(512)));
	});
}

#[test]
fn petitions_of_the_official_that_lapse_do_not_delay_the_end() {
	ends_in_time(|| {
		let _ = begin(ALES, VILLAGE_HEAD);
	});
}

#[test]
fn changed_numbers_do_not_delay_the_end() {
	ends_in_time(|| {
		let lenient = Params {
			suspend_below: 1,
			reinstate_at: 1,
			recovery: 10_000,
			..PARAMS
		};
		set_params(lenient);
		assert_ok!(RecallPallet::set_params(
			RuntimeOrigin::root(),
			Some(VILLAGE_LEVEL),
			lenient
		));
	});
}

#[test]
fn who_acts_passing_on_does_not_delay_the_end() {
	ends_in_time(|| rate(VILLAGE_HEAD, &[MIDDLE, LOW]));
}

#[test]
fn rounds_in_which_too_few_answer_do_not_delay_the_end() {
	ends_in_time(|| {
		call_round(VILLAGE_HEAD);
		conclude(VILLAGE_HEAD, &[None, None]);
	});
}

#[test]
fn another_suspension_of_the_head_above_does_not_delay_the_end() {
	ends_in_time(|| {
		elect(DISTRICT_HEAD, BELA, &[]);
		rate(DISTRICT_HEAD, &[LOW]);
	});
}

#[test]
fn petitions_after_the_deadline_do_not_delay_the_end() {
	ExtBuilder::default()
		.params(Params { rest: 0, ..PARAMS })
		.build_and_execute(|| {
			let (mandate, id) = suspended();
			run_to(case(id).deadline - 2);
			let poll = petition();
			call_round(VILLAGE_HEAD);
			for elector in 0..4 {
				support(poll, elector);
			}
			// It closes on the deadline itself, which is too late.
			next_block();
			conclude(VILLAGE_HEAD, &[Some(MIDDLE)]);
			assert_noop!(begin(DANA, VILLAGE_HEAD), Error::<Test>::DeadlinePassed);
			next_block();
			assert_eq!(ended(mandate), Some((52, End::Recalled)));
		});
}

#[test]
fn no_call_closes_a_case_or_moves_a_deadline() {
	assert_eq!(
		Call::<Test>::get_call_names(),
		["explain", "petition", "set_params"]
	);
}
