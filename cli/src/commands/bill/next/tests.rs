//! Sentences for each state.

use super::*;
use crate::{
	chain::{
		jury::{Class, Params},
		laws::Terms,
	},
	commands::{
		bill::{
			count::tests::count,
			view::{Drawing, Ended, Frozen},
		},
		citizen::Named,
	},
};

/// Bill 3 at block 110, brought in by Ann (person 7).
pub(crate) fn view(state: State) -> View {
	View {
		bill: 3,
		block: 110,
		block_millis: 6_000,
		unit: "BY".into(),
		class: Class::Parameter,
		title: "Shorter petitions".into(),
		text: None,
		change: None,
		call: None,
		by: Named {
			person: 7,
			name: Some("Ann".into()),
		},
		office: Some(2),
		since: 90,
		jurists: "holders of credential 1".into(),
		jurists_now: 40,
		rules: Params {
			panel: 5,
			reserves: 4,
			least_panel: 3,
			quorum: 500_000,
			majority: 500_000,
			claim: 20,
			verdict: 40,
			support: 20_000,
			petition_window: 60,
		},
		state,
		petition: None,
		frozen: None,
		drawing: None,
		trial: None,
		objection: None,
		ended: None,
		next: Vec::new(),
	}
}

pub(crate) fn objection(count: Option<Count>, required: bool) -> Option<Objection> {
	Some(Objection {
		passed: 100,
		due: 130,
		terms: Terms {
			delay: 30,
			referendum: required,
			support: 20_000,
			voting: 40,
			quorum: 200_000,
			majority: 500_000,
		},
		required,
		count,
	})
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
fn petition_tells_how_to_support_and_what_happens_without() {
	let mut view = view(State::Petition);
	view.petition = Some(Count {
		needed: Some(9),
		..count(2, 0)
	});
	assert_said(&view, Some(140), "2 of the 9 supporters needed");
	assert_said(&view, Some(140), "`veche vote 9 --key NAME yes`");
	assert_said(&view, Some(140), "the bill lapses");
}

#[test]
fn freezing_tells_who_can_be_drawn() {
	assert_said(
		&view(State::Waiting),
		None,
		"whoever is on it then can be drawn",
	);
}

#[test]
fn frozen_tells_when_the_seed_can_be_drawn() {
	let mut view = view(State::Frozen);
	view.frozen = Some(Frozen {
		roll_epoch: "3.1".into(),
		frozen_in: 5,
		epoch: 6,
		seed_block: 150,
	});
	assert_said(&view, Some(150), "the seed is drawn");
	assert_said(&view, Some(150), "`veche jury serve --key NAME`");
}

#[test]
fn claiming_tells_how_many_sit_and_how_to_claim() {
	let mut view = view(State::Claiming);
	view.drawing = Some(Drawing {
		roll_epoch: "3.1".into(),
		seed: "0x00".into(),
		until: 128,
		kept: 2,
		places: 9,
	});
	assert_said(
		&view,
		Some(128),
		"the 5 lowest tickets sit, the next 4 stand by",
	);
	assert_said(
		&view,
		Some(128),
		"(2 are in). With fewer than 3 everybody can claim for as long again",
	);
	assert_said(&view, None, "`veche jury ticket 3 --key NAME`");
}

#[test]
fn trial_tells_half_time_and_verdict() {
	let mut view = view(State::Trial);
	view.trial = Some(Trial {
		halfway: Some(121),
		reserves: 4,
		count: count(1, 1),
	});
	assert_said(&view, Some(121), "of 4 reserves");
	assert_said(&view, Some(140), "50.0% of the panel vote");
	assert_said(&view, None, "`veche jury vote 3 yes|no|abstain --key NAME`");
	let blocks: Vec<_> = steps(&view).iter().map(|step| step.block).collect();
	assert_eq!(blocks, [Some(121), Some(140), None]);
}

#[test]
fn trial_does_not_tell_half_time_when_it_is_over() {
	let mut view = view(State::Trial);
	view.trial = Some(Trial {
		halfway: None,
		reserves: 4,
		count: count(1, 1),
	});
	assert_eq!(steps(&view).len(), 2);
}

#[test]
fn passed_tells_when_it_is_law_and_how_to_object() {
	let mut view = view(State::Passed);
	view.objection = objection(None, false);
	assert_said(
		&view,
		Some(130),
		"enters into force, unless the people object",
	);
	assert_said(&view, None, "`veche law petition 3 --key NAME`");
	view.block = 130;
	assert!(steps(&view).iter().all(|step| step.block.is_some()));
}

#[test]
fn objection_tells_how_to_support_it() {
	let mut view = view(State::Objection);
	let petition = Count {
		needed: Some(9),
		closes: 130,
		..count(2, 0)
	};
	view.objection = objection(Some(petition), false);
	assert_said(&view, Some(130), "2 of the 9 supporters needed");
}

#[test]
fn referendum_tells_what_decides_as_it_was_called() {
	let mut view = view(State::Referendum);
	view.objection = objection(Some(count(2, 0)), false);
	assert_said(&view, Some(140), "verdict stands, unless 50.0%");
	assert_said(&view, Some(140), "if the people confirm it");
	view.objection = objection(Some(count(2, 0)), true);
	assert_said(&view, Some(140), "there is no law: `veche vote 9");
}

#[test]
fn confirmed_waits_for_the_end_of_the_delay() {
	let mut view = view(State::Confirmed);
	let over = Count {
		is_open: false,
		closes: 108,
		..count(2, 1)
	};
	view.objection = objection(Some(over), false);
	assert_said(&view, Some(130), "it enters into force");
	assert_eq!(steps(&view).len(), 1);
}

#[test]
fn law_is_shown_in_the_register_and_nothing_follows_a_refusal() {
	let mut law = view(State::InForce);
	law.ended = Some(Ended {
		block: 105,
		law: Some(4),
		referendum: None,
		why: None,
	});
	assert_said(&law, None, "`veche law show 4`");
	for state in [
		State::Rejected,
		State::Struck,
		State::Failed,
		State::NoPanel,
	] {
		assert!(steps(&view(state)).is_empty());
	}
}
