//! What happens next with a bill, and when, in plain words.

use super::{
	count::Count,
	state::State,
	view::{Objection, Trial, View},
};
use crate::{
	commands::steps::{sort, Now, Step},
	drawing::percent,
};

/// All of it, in order of blocks; what has no block comes last.
pub fn steps(view: &View) -> Vec<Step> {
	let mut steps = Vec::new();
	match view.state {
		State::Petition => petition(view, &mut steps),
		State::Waiting => steps.push(Step::some_time(
			"the roll is frozen as soon as none of its precincts is being rebuilt: whoever \
			 is on it then can be drawn, nobody else",
		)),
		State::Frozen => frozen(view, &mut steps),
		State::Claiming => claiming(view, &mut steps),
		State::Trial => trial(view, &mut steps),
		State::Passed | State::Objection | State::Referendum | State::Confirmed => {
			objection(view, &mut steps);
		}
		State::InForce => in_force(view, &mut steps),
		_ => (),
	}
	sort(&mut steps);
	steps
}

fn at(view: &View, block: u32, what: String) -> Step {
	let now = Now {
		block: view.block,
		millis: view.block_millis,
	};
	Step::at(block, what, now)
}

fn petition(view: &View, steps: &mut Vec<Step>) {
	let Some(count) = &view.petition else { return };
	let poll = count.poll;
	let support = count.support();
	steps.push(at(
		view,
		count.closes,
		format!(
			"the petition ends ({support}). With enough supporters the trial begins at once, without \
			 them the bill lapses: `veche vote {poll} --key NAME yes`"
		),
	));
}

fn frozen(view: &View, steps: &mut Vec<Step>) {
	let Some(frozen) = &view.frozen else { return };
	steps.push(at(
		view,
		frozen.seed_block,
		"or later, the seed is drawn, from what validators contribute after the freezing. Then \
		 seats are claimed: `veche jury serve --key NAME` waits for it"
			.into(),
	));
}

fn claiming(view: &View, steps: &mut Vec<Step>) {
	let Some(drawing) = &view.drawing else { return };
	let rules = &view.rules;
	steps.push(at(
		view,
		drawing.until,
		format!(
			"the panel is drawn: the {} lowest tickets sit, the next {} stand by ({} are in). With \
			 fewer than {} everybody can claim for as long again; if everybody could already, the bill \
			 fails",
			rules.panel, rules.reserves, drawing.kept, rules.least_panel
		),
	));
	steps.push(Step::some_time(format!(
		"whoever is on that roll claims a seat: `veche jury ticket {} --key NAME`",
		view.bill
	)));
}

fn trial(view: &View, steps: &mut Vec<Step>) {
	let Some(Trial {
		halfway,
		reserves,
		count,
	}) = &view.trial
	else {
		return;
	};
	if !count.is_open && count.opens > view.block {
		steps.push(at(view, count.opens, "the panel begins to vote".into()));
	}
	if let Some(halfway) = halfway {
		steps.push(at(
			view,
			*halfway,
			format!(
				"of {reserves} reserves, as many as are needed take the places of those who have not \
				 voted"
			),
		));
	}
	steps.push(at(
		view,
		count.closes,
		format!(
			"the verdict. The bill passes if {} of the panel vote and more than {} of yes and no are \
			 yes",
			percent(count.quorum),
			percent(count.majority)
		),
	));
	steps.push(Step::some_time(format!(
		"whoever sits on the panel votes: `veche jury vote {} yes|no|abstain --key NAME`",
		view.bill
	)));
}

fn objection(view: &View, steps: &mut Vec<Step>) {
	let Some(objection) = &view.objection else {
		return;
	};
	let (bill, due) = (view.bill, objection.due);
	let force = "it enters into force";
	match (view.state, &objection.count) {
		(State::Objection, Some(count)) => {
			let (poll, support) = (count.poll, count.support());
			steps.push(at(
				view,
				count.closes,
				format!(
					"the petition for a referendum ends ({support}): `veche vote {poll} --key NAME \
					 yes`. Without enough supporters {force} then"
				),
			));
		}
		(State::Referendum, Some(count)) => {
			steps.push(at(view, count.closes, referendum(objection, count)));
			let later = count.closes.max(due);
			steps.push(at(
				view,
				later,
				format!("{force}, if the people confirm it"),
			));
		}
		(State::Confirmed, _) => steps.push(at(view, due, force.into())),
		_ => {
			steps.push(at(
				view,
				due,
				format!("{force}, unless the people object before"),
			));
			// One that is sent now is in the next block, opens in the one after it, and must be over by
			// then.
			if due > view.block.saturating_add(2) {
				let share = percent(objection.terms.support);
				steps.push(Step::some_time(format!(
					"any citizen of {} may begin a petition for a referendum, which {share} of the \
					 electors must support: `veche law petition {bill} --key NAME`",
					view.unit
				)));
			}
		}
	}
}

fn referendum(objection: &Objection, count: &Count) -> String {
	let (poll, quorum) = (count.poll, percent(count.quorum));
	let rule = if objection.required {
		format!("Without a yes in which {quorum} of the electors vote, there is no law")
	} else {
		format!(
			"The panel's verdict stands, unless {quorum} of the electors vote and more say no than yes"
		)
	};
	format!("the referendum closes. {rule}: `veche vote {poll} --key NAME yes`")
}

fn in_force(view: &View, steps: &mut Vec<Step>) {
	if let Some(law) = view.ended.as_ref().and_then(|ended| ended.law) {
		steps.push(Step::some_time(format!(
			"read it in the register: `veche law show {law}`"
		)));
	}
}

#[cfg(test)]
pub(crate) mod tests;
