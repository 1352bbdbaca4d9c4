//! Sentences for each seat and state.

use super::*;
use crate::{
	chain::reputation::{Capacity, Verdict},
	commands::{
		citizen::Named,
		office::{
			case, rounds,
			view::tests::shown,
			watch::{Judgement, Rules, Standing},
		},
	},
};

fn ben() -> Named {
	Named {
		person: 8,
		name: Some("Ben".into()),
	}
}

/// Office 3 at block 110, its holder Ann (person 7) in office since block 10, Ben acting.
pub(crate) fn view(state: &'static str) -> View {
	let ann = matches!(state, "incumbent" | "suspended").then(case::tests::ann);
	let ben = matches!(state, "suspended" | "acting").then(ben);
	View {
		office: shown(state, ann, ben),
		block_millis: 6_000,
		rules: Rules {
			suspend_below: 200_000,
			reinstate_at: 500_000,
			period: 100,
			grace: 60,
		},
		standing: (state == "incumbent").then_some(Standing {
			rounds: 3,
			valid: 2,
			last: Some(150_000),
			record: 431_000,
		}),
		round: None,
		owed: false,
		next_date: 140,
		rounds: Vec::new(),
		case: (state == "suspended").then(|| case::tests::case(None)),
		petition: None,
		petition_from: None,
		judgements: Vec::new(),
		next: Vec::new(),
	}
}

/// A round under way that asks about Ann and, if she is suspended, about Ben.
pub(crate) fn live(capacity: Capacity, is_open: bool) -> Live {
	let mut questions = vec![rounds::tests::answered(
		capacity,
		3,
		17,
		Verdict::Valid(150_000),
	)];
	if let Capacity::Suspended(_) = capacity {
		let mut other = rounds::tests::answered(Capacity::Acting, 15, 5, Verdict::Valid(750_000));
		other.who = ben();
		questions.push(other);
	}
	Live {
		round: 4,
		poll: 12,
		kind: Kind::Regular,
		is_open,
		opens: 111,
		closes: 170,
		rule: rounds::tests::RULE,
		questions,
	}
}

#[track_caller]
fn assert_said(view: &View, block: Option<u32>, part: &str) {
	let steps = steps(view);
	let found = steps
		.iter()
		.any(|step| step.block == block && step.what.contains(part));
	assert!(found, "{block:?} {part}: {steps:#?}");
}

#[test]
fn incumbent_is_asked_about_on_the_next_date() {
	let view = view("incumbent");
	assert_said(&view, Some(140), "support Ann (person 7)");
	assert_said(&view, Some(300), "pledge 0 is due");
	assert_said(&view, Some(510), "the term of Ann (person 7) ends");
	assert_said(&view, None, "veche office petition 3");
	let steps = steps(&view);
	assert_eq!(steps[0].about.as_deref(), Some("about 3 minutes"));
	assert!(steps.last().unwrap().block.is_none());
}

#[test]
fn young_mandate_is_asked_about_on_the_first_date_after_grace() {
	let mut view = view("incumbent");
	view.rules.grace = 131;
	assert_said(&view, Some(240), "as the mandate is young");
	view.rules.grace = 130;
	assert_said(&view, Some(140), "support Ann");
	assert!(!steps(&view)[0].what.contains("young"));
}

#[test]
fn round_under_way_tells_what_hangs_on_it_in_each_capacity() {
	let mut incumbent = view("incumbent");
	incumbent.round = Some(live(Capacity::Incumbent(2), true));
	assert_said(&incumbent, Some(170), "under 20.0% suspends Ann (person 7)");
	assert_said(&incumbent, Some(170), "if 10.0% of the electors answer");
	assert_said(&incumbent, Some(170), "closer than 5.0 points");
	assert!(steps(&incumbent).iter().all(|step| step.block != Some(140)));

	let mut suspended = view("suspended");
	suspended.round = Some(live(Capacity::Suspended(2), true));
	assert_said(&suspended, Some(170), "brings Ann (person 7) back");
	assert_said(
		&suspended,
		Some(170),
		"passes the office from Ben (person 8)",
	);
	assert_said(&suspended, Some(1100), "is waited for");
}

#[test]
fn round_tells_of_the_repeat_and_of_the_one_owed() {
	let mut view = view("incumbent");
	let mut round = live(Capacity::Incumbent(2), true);
	round.kind = Kind::Repeat;
	view.round = Some(round);
	view.owed = true;
	assert_said(&view, Some(170), "It is a repeat");
	assert_said(&view, Some(170), "Right after it an extraordinary round");
}

#[test]
fn scheduled_round_opens_first() {
	let mut view = view("suspended");
	view.round = Some(live(Capacity::Suspended(2), false));
	let part = "support Ann (person 7), and whether Ben (person 8), until block 170";
	assert_said(&view, Some(111), part);
}

#[test]
fn suspended_has_a_deadline_and_may_explain() {
	let mut view = view("suspended");
	assert_said(&view, Some(1100), "without 50.0% in a valid round by then");
	assert_said(
		&view,
		Some(140),
		"Ann (person 7), and whether Ben (person 8)",
	);
	assert_said(&view, Some(510), "counts as a recall");
	let says = |view: &View| {
		let steps = steps(view);
		steps.iter().any(|step| step.what.contains("may explain"))
	};
	assert!(!says(&view));
	if let Some(case) = &mut view.case {
		case.explanation = None;
	}
	assert!(says(&view));
}

#[test]
fn late_suspension_waits_for_the_round_alone() {
	let mut view = view("suspended");
	view.office.block = 1100;
	let mut round = live(Capacity::Suspended(2), true);
	round.closes = 1130;
	view.round = Some(round);
	assert_said(&view, Some(1130), "the deadline has passed");
	let steps = steps(&view);
	assert!(steps.iter().all(|step| step.block != Some(1100)));
	assert!(steps.iter().all(|step| !step.what.contains("petition")));
}

#[test]
fn acting_is_asked_about_and_the_election_ends_it() {
	let mut view = view("acting");
	view.office.election = Some(6);
	assert_said(&view, Some(140), "support Ben (person 8)");
	assert_said(&view, None, "wins election 6");
}

#[test]
fn vacant_office_has_no_rounds_and_no_petitions() {
	let view = view("vacant");
	assert_said(&view, None, "nobody sits in the office");
	assert_said(&view, Some(120), "an election is called");
	assert!(steps(&view)
		.iter()
		.all(|step| !step.what.contains("petition")));
}

#[test]
fn petition_says_how_to_join_or_when_one_may_begin() {
	let mut view = view("incumbent");
	view.petition = Some(case::tests::petition(Some(2)));
	assert_said(&view, Some(400), "1 of the 2 supporters needed");
	assert_said(&view, Some(400), "veche vote 14 --key NAME yes");
	view.petition = None;
	view.petition_from = Some(700);
	assert_said(&view, Some(700), "may begin again");
}

#[test]
fn judgement_says_how_to_take_part() {
	let mut view = view("incumbent");
	view.judgements = vec![Judgement {
		pledge: 1,
		poll: 15,
		closes: 180,
	}];
	assert_said(&view, Some(180), "pledge 1 closes: `veche vote 15");
}

#[test]
fn what_is_late_comes_within_the_next_blocks() {
	let mut view = view("incumbent");
	view.next_date = 110;
	let steps = steps(&view);
	assert_eq!(steps[0].about.as_deref(), Some("within the next blocks"));
}
