//! Confidence rounds: every edge of a rule, and what must hold whatever the people answer.

mod common;

use common::rounds::{answers, any_answers, any_rule, any_stake, FIFTH, RULE};
use proptest::prelude::*;
use rstest::rstest;
use veche_tally::{judge, ConfidenceRule, Ppm, Stake, Verdict, PPM};

const HALF: Ppm = PPM / 2;

/// What happens to the person: the greater, the better.
fn fate(verdict: Verdict, stake: Stake) -> u8 {
	match verdict {
		Verdict::Valid(rating) if rating < stake.threshold() => 0,
		Verdict::Unclear(_) => 1,
		Verdict::TooFew | Verdict::Valid(_) => 2,
	}
}

#[rstest]
#[case::nobody(0, 0, 1_000, Verdict::TooFew)]
#[case::no_electors(0, 0, 0, Verdict::TooFew)]
#[case::one_too_few(50, 49, 1_000, Verdict::TooFew)]
#[case::just_enough(50, 50, 1_000, Verdict::Valid(500_000))]
#[case::just_enough_rounded_up(50, 50, 1_001, Verdict::TooFew)]
#[case::at_the_lower_end_of_the_margin(15, 85, 1_000, Verdict::Valid(150_000))]
#[case::inside_the_lower_end(16, 84, 1_000, Verdict::Unclear(160_000))]
#[case::inside_the_upper_end(19, 81, 1_000, Verdict::Unclear(190_000))]
#[case::on_the_threshold(20, 80, 1_000, Verdict::Valid(200_000))]
#[case::close_but_nothing_happens(21, 79, 1_000, Verdict::Valid(210_000))]
#[case::close_and_one_short_of_sure(49, 200, 1_000, Verdict::Unclear(196_787))]
#[case::close_and_just_sure(49, 201, 1_000, Verdict::Valid(196_000))]
#[case::unanimous_yes(1_000, 0, 1_000, Verdict::Valid(PPM))]
#[case::unanimous_no(0, 1_000, 1_000, Verdict::Valid(0))]
#[case::rating_is_rounded_down(100, 200, 1_000, Verdict::Valid(333_333))]
#[case::largest(u32::MAX, 0, u32::MAX, Verdict::Valid(PPM))]
#[case::more_answers_than_can_be(u32::MAX, u32::MAX, u32::MAX, Verdict::Valid(PPM))]
fn a_first_round_about_one_in_office_is_judged_at_its_edges(
	#[case] yes: u32,
	#[case] no: u32,
	#[case] electors: u32,
	#[case] verdict: Verdict,
) {
	let answers = answers(yes, no, electors);
	assert_eq!(judge(&answers, &RULE, Stake::Lose(FIFTH), false), verdict);
}

#[rstest]
#[case::close_but_nothing_happens(49, 51, Verdict::Valid(490_000))]
#[case::on_the_threshold(50, 50, Verdict::Unclear(500_000))]
#[case::inside_the_upper_end(54, 46, Verdict::Unclear(540_000))]
#[case::at_the_upper_end_of_the_margin(55, 45, Verdict::Valid(550_000))]
#[case::one_too_few(54, 45, Verdict::TooFew)]
fn a_first_round_about_one_suspended_is_judged_at_its_edges(
	#[case] yes: u32,
	#[case] no: u32,
	#[case] verdict: Verdict,
) {
	let answers = answers(yes, no, 1_000);
	assert_eq!(judge(&answers, &RULE, Stake::Regain(HALF), false), verdict);
}

#[rstest]
#[case::on_the_threshold(20, 80, Verdict::Valid(200_000))]
#[case::just_below(19, 81, Verdict::Valid(190_000))]
#[case::one_too_few(19, 80, Verdict::TooFew)]
#[case::nobody(0, 0, Verdict::TooFew)]
fn a_repeat_is_judged_without_margin(#[case] yes: u32, #[case] no: u32, #[case] verdict: Verdict) {
	assert_eq!(
		judge(&answers(yes, no, 1_000), &RULE, Stake::Lose(FIFTH), true),
		verdict
	);
}

#[rstest]
#[case::no_margin(ConfidenceRule { margin: 0, ..RULE }, 19, 81, Verdict::Valid(190_000))]
#[case::all_is_margin(ConfidenceRule { margin: PPM, ..RULE }, 0, 100, Verdict::Unclear(0))]
#[case::sure_from_the_least(
	ConfidenceRule { sure_turnout: RULE.min_turnout, ..RULE }, 19, 81, Verdict::Valid(190_000)
)]
#[case::no_least(ConfidenceRule { min_turnout: 0, ..RULE }, 1, 0, Verdict::Valid(PPM))]
#[case::no_least_and_nobody(ConfidenceRule { min_turnout: 0, ..RULE }, 0, 0, Verdict::TooFew)]
#[case::all_must_answer(
	ConfidenceRule { min_turnout: PPM, sure_turnout: PPM, margin: 0 }, 0, 999, Verdict::TooFew
)]
#[case::all_did_answer(
	ConfidenceRule { min_turnout: PPM, sure_turnout: PPM, margin: 0 }, 0, 1_000, Verdict::Valid(0)
)]
fn a_round_is_judged_by_its_own_rule(
	#[case] rule: ConfidenceRule,
	#[case] yes: u32,
	#[case] no: u32,
	#[case] verdict: Verdict,
) {
	assert!(rule.is_valid());
	assert_eq!(
		judge(&answers(yes, no, 1_000), &rule, Stake::Lose(FIFTH), false),
		verdict
	);
}

#[rstest]
#[case::nothing_to_lose(Stake::Lose(0), 0, 100, Verdict::Valid(0))]
#[case::nothing_to_regain(Stake::Regain(0), 4, 96, Verdict::Unclear(40_000))]
#[case::all_or_nothing(Stake::Lose(PPM), 96, 4, Verdict::Unclear(960_000))]
#[case::all_and_nothing_less(Stake::Regain(PPM), 100, 0, Verdict::Unclear(PPM))]
#[case::beyond_the_whole(Stake::Lose(u32::MAX), 100, 0, Verdict::Valid(PPM))]
fn a_threshold_may_lie_anywhere(
	#[case] stake: Stake,
	#[case] yes: u32,
	#[case] no: u32,
	#[case] verdict: Verdict,
) {
	assert_eq!(
		judge(&answers(yes, no, 1_000), &RULE, stake, false),
		verdict
	);
}

#[rstest]
#[case::below_to_lose(Stake::Lose(FIFTH), FIFTH - 1, true)]
#[case::at_the_threshold_to_lose(Stake::Lose(FIFTH), FIFTH, false)]
#[case::below_to_regain(Stake::Regain(HALF), HALF - 1, false)]
#[case::at_the_threshold_to_regain(Stake::Regain(HALF), HALF, true)]
fn something_happens_on_one_side_of_the_threshold(
	#[case] stake: Stake,
	#[case] rating: Ppm,
	#[case] happens: bool,
) {
	assert_eq!(stake.happens_at(rating), happens);
}

#[rstest]
#[case::too_few(Verdict::TooFew, None, None)]
#[case::unclear(Verdict::Unclear(7), None, Some(7))]
#[case::valid(Verdict::Valid(7), Some(7), Some(7))]
fn an_unclear_round_says_something_but_does_not_count(
	#[case] verdict: Verdict,
	#[case] counts: Option<Ppm>,
	#[case] said: Option<Ppm>,
) {
	assert_eq!((verdict.rating(), verdict.said()), (counts, said));
}

#[rstest]
#[case::presets(100_000, 250_000, 50_000, true)]
#[case::nothing(0, 0, 0, true)]
#[case::whole(PPM, PPM, PPM, true)]
#[case::sure_below_least(2, 1, 0, false)]
#[case::sure_beyond_the_whole(0, PPM + 1, 0, false)]
#[case::least_beyond_the_whole(PPM + 1, PPM + 1, 0, false)]
#[case::margin_beyond_the_whole(0, 0, PPM + 1, false)]
fn a_rule_is_valid_within_the_whole(
	#[case] min_turnout: Ppm,
	#[case] sure_turnout: Ppm,
	#[case] margin: Ppm,
	#[case] valid: bool,
) {
	let rule = ConfidenceRule {
		min_turnout,
		sure_turnout,
		margin,
	};
	assert_eq!(rule.is_valid(), valid);
}

proptest! {
	#[test]
	fn what_people_answered_lies_between_nothing_and_the_whole(yes: u32, no: u32, electors: u32) {
		let answers = answers(yes, no, electors);
		prop_assert!(answers.turnout() <= PPM);
		prop_assert!(answers.rating().is_none_or(|rating| rating <= PPM));
		prop_assert_eq!(answers.rating().is_none(), yes == 0 && no == 0);
	}

	#[test]
	fn a_valid_round_never_has_less_than_the_least_turnout(
		round in any_answers(),
		rule in any_rule(),
		stake in any_stake(),
		is_repeat: bool,
	) {
		let verdict = judge(&round, &rule, stake, is_repeat);
		if verdict.said().is_some() {
			prop_assert!(round.turnout() >= rule.min_turnout);
		}
		prop_assert!(verdict.said().is_none() || verdict.said() == round.rating());
	}

	#[test]
	fn only_a_close_first_round_below_the_sure_turnout_is_unclear(
		round in any_answers(),
		rule in any_rule(),
		stake in any_stake(),
		is_repeat: bool,
	) {
		if let Verdict::Unclear(rating) = judge(&round, &rule, stake, is_repeat) {
			prop_assert!(!is_repeat);
			prop_assert!(stake.happens_at(rating) && rating.abs_diff(stake.threshold()) < rule.margin);
			prop_assert!(round.turnout() <= rule.sure_turnout);
		}
	}

	/// Whoever says yes instead of no never does harm.
	#[test]
	fn a_change_of_mind_for_the_better_never_leads_to_worse(
		round in any_answers(),
		minds: u32,
		rule in any_rule(),
		stake in any_stake(),
		is_repeat: bool,
	) {
		let minds = minds.min(round.no);
		let better = answers(round.yes + minds, round.no - minds, round.electors);
		let [before, after] = [round, better].map(|round| judge(&round, &rule, stake, is_repeat));
		prop_assert!(fate(after, stake) >= fate(before, stake));
	}

	/// The stricter rule acts in no round in which the milder does not.
	#[test]
	fn a_stricter_rule_never_acts_more(
		round in any_answers(),
		mild in any_rule(),
		other in any_rule(),
		stake in any_stake(),
	) {
		let strict = ConfidenceRule {
			min_turnout: mild.min_turnout.max(other.min_turnout),
			sure_turnout: mild.sure_turnout.max(other.sure_turnout),
			margin: mild.margin.max(other.margin),
		};
		if let Verdict::Valid(rating) = judge(&round, &strict, stake, false) {
			prop_assert_eq!(judge(&round, &mild, stake, false), Verdict::Valid(rating));
		}
	}
}
