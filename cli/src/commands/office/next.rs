//! What happens next in an office, and when, in plain words.

use super::{
	rounds::{Answered, Rule},
	watch::{Live, View},
};
use crate::{
	chain::reputation::Kind,
	commands::steps::{sort, Now, Step},
	drawing::{percent, points},
};

/// All of it, in order of blocks; what has no block comes last.
pub fn steps(view: &View) -> Vec<Step> {
	let mut steps = Vec::new();
	round(view, &mut steps);
	case(view, &mut steps);
	pledges(view, &mut steps);
	election(view, &mut steps);
	petition(view, &mut steps);
	sort(&mut steps);
	steps
}

fn at(view: &View, block: u32, what: String) -> Step {
	let now = Now {
		block: view.office.block,
		millis: view.block_millis,
	};
	Step::at(block, what, now)
}

/// The round under way and what hangs on it, or the next.
fn round(view: &View, steps: &mut Vec<Step>) {
	match &view.round {
		Some(live) if live.is_open => {
			let mut what = format!("round {} closes.", live.round);
			for question in &live.questions {
				what += &format!(" {}.", hangs_on(question));
			}
			what += &format!(" {}.", counts(live.kind, &live.rule));
			if view.owed {
				what += " Right after it an extraordinary round begins, by petition.";
			}
			steps.push(at(view, live.closes, what));
		}
		Some(live) => steps.push(at(view, live.opens, opens(live))),
		None => match next_date(view) {
			Some((block, first)) => {
				let about = asked_next(view);
				let grace = if first {
					"; dates before are passed over, as the mandate is young"
				} else {
					""
				};
				let what = format!("the people are asked whether they support {about}{grace}");
				steps.push(at(view, block, what));
			}
			None => steps.push(Step::some_time(
				"no round is held as long as nobody sits in the office",
			)),
		},
	}
}

fn opens(live: &Live) -> String {
	let names: Vec<String> = live
		.questions
		.iter()
		.map(|question| question.who.to_string())
		.collect();
	format!(
		"round {} opens in poll {}: the people are asked whether they support {}, until block {}",
		live.round,
		live.poll,
		names.join(", and whether "),
		live.closes
	)
}

/// What a rating brings.
fn hangs_on(question: &Answered) -> String {
	let (who, threshold) = (&question.who, percent(question.threshold));
	match question.capacity {
		"incumbent" => {
			format!("A valid rating under {threshold} suspends {who}, and the next in line acts")
		}
		"suspended" => {
			format!("A valid rating of {threshold} or more brings {who} back into office")
		}
		_ => format!(
			"A valid rating under {threshold} passes the office from {who} to the next in line"
		),
	}
}

/// When a rating is valid.
fn counts(kind: Kind, rule: &Rule) -> String {
	let least = percent(rule.min_turnout);
	if kind == Kind::Repeat {
		return format!(
			"It is a repeat: it counts if {least} of the electors answer, however close"
		);
	}
	format!(
		"It counts if {least} of the electors answer; if something would happen closer than {} \
		 points to the threshold, it takes {} or is repeated at once",
		points(rule.margin),
		percent(rule.sure_turnout)
	)
}

/// The next date on which somebody is asked about, and whether dates before are passed over.
fn next_date(view: &View) -> Option<(u32, bool)> {
	let date = view.next_date;
	match (view.office.state, &view.office.holder) {
		("incumbent", Some(holder)) => {
			let ripe = holder.since.saturating_add(view.rules.grace);
			let missing = ripe.saturating_sub(date);
			let periods = missing.div_ceil(view.rules.period.max(1));
			let later = periods.saturating_mul(view.rules.period);
			Some((date.saturating_add(later), periods > 0))
		}
		("vacant", _) => None,
		_ => Some((date, false)),
	}
}

fn asked_next(view: &View) -> String {
	let holder = view.office.holder.as_ref().map(|holder| &holder.by);
	let names: Vec<String> = holder
		.into_iter()
		.chain(&view.office.acting)
		.map(ToString::to_string)
		.collect();
	names.join(", and whether ")
}

/// Whether the deadline of a suspension has passed.
fn is_late(view: &View) -> bool {
	let case = view.case.as_ref();
	case.is_some_and(|case| case.deadline <= view.office.block)
}

/// The deadline of a suspension.
fn case(view: &View, steps: &mut Vec<Step>) {
	let Some(case) = &view.case else { return };
	let (who, enough) = (&case.who, percent(case.reinstate_at));
	if is_late(view) {
		// The chain ends the case as soon as no round and no repeat is under way.
		let end = view
			.round
			.as_ref()
			.map_or(view.office.block, |live| live.closes);
		let what = format!(
			"the deadline has passed and only the round under way, with its repeat, is waited for: \
			 without {enough} in it, {who} is recalled and an election is called"
		);
		steps.push(at(view, end, what));
		return;
	}
	let mut what = format!(
		"without {enough} in a valid round by then, {who} is recalled: the mandate ends and an \
		 election is called"
	);
	if view.round.is_some() {
		what += "; a round that is under way then is waited for";
	}
	steps.push(at(view, case.deadline, what));
	if case.explanation.is_none() {
		steps.push(Step::some_time(format!(
			"{who} may explain: `veche office explain {} --words TEXT --key NAME`",
			view.office.office
		)));
	}
}

/// Judgements under way, and the pledge that is due first.
fn pledges(view: &View, steps: &mut Vec<Step>) {
	for judgement in &view.judgements {
		let poll = judgement.poll;
		let what = format!(
			"the judgement of pledge {} closes: `veche vote {poll} --key NAME yes`",
			judgement.pledge
		);
		steps.push(at(view, judgement.closes, what));
	}
	let open = view.office.pledges.iter().filter(|one| one.state == "open");
	if let Some(first) = open.min_by_key(|one| one.due) {
		let what = format!(
			"pledge {} is due: if nobody has claimed it, it is broken",
			first.pledge
		);
		steps.push(at(view, first.due, what));
	}
}

/// The end of the term, and the election.
fn election(view: &View, steps: &mut Vec<Step>) {
	let office = &view.office;
	if let Some(holder) = &office.holder {
		let mut what = format!("the term of {} ends", holder.by);
		if office.state == "suspended" {
			what += ", which counts as a recall if the suspension still runs";
		}
		steps.push(at(view, holder.until, what));
	}
	match (office.election, office.election_due) {
		(Some(election), _) => steps.push(Step::some_time(format!(
			"whoever wins election {election} takes the office: `veche election watch {election}`"
		))),
		(None, Some(due)) => steps.push(at(view, due, "an election is called".into())),
		(None, None) => (),
	}
}

/// The people's own trigger.
fn petition(view: &View, steps: &mut Vec<Step>) {
	let office = view.office.office;
	match (&view.petition, view.petition_from) {
		(Some(petition), _) => {
			let (words, poll) = (petition.words(), petition.poll);
			let what = format!(
				"the petition for an extraordinary round ends ({words}): `veche vote {poll} --key \
				 NAME yes`"
			);
			steps.push(at(view, petition.closes, what));
		}
		(None, _) if view.office.state == "vacant" || is_late(view) => (),
		(None, Some(from)) => {
			let what = "a petition for an extraordinary round may begin again".into();
			steps.push(at(view, from, what));
		}
		(None, None) => steps.push(Step::some_time(format!(
			"any citizen of the unit may ask for an extraordinary round: `veche office petition \
			 {office} --key NAME`"
		))),
	}
}

#[cfg(test)]
pub(crate) mod tests;
