//! An office with its rounds, drawn in the terminal.

use super::{
	rounds::{kind_word, Answered},
	watch::{Live, View},
};
use crate::{
	commands::{pledge::view as pledge, steps},
	drawing::{
		chart,
		lines::{self, wrap},
		percent,
	},
};
use std::io::{self, Write};
use veche_primitives::{Ppm, WHOLE};

/// Width of the longest bar.
const BAR: u32 = 40;

/// Draw the office.
pub fn draw(out: &mut dyn Write, view: &View) -> io::Result<()> {
	let office = &view.office;
	let title = format!(
		"{}, {}; now block {}",
		office.title, office.unit, office.block
	);
	writeln!(
		out,
		"{}",
		wrap(&format!("Office {}: ", office.office), &title)
	)?;
	writeln!(out, "{}", wrap("held by  ", &office.holder_in_words()))?;
	if let Some(holder) = &office.holder {
		let left = holder.until.saturating_sub(office.block);
		let about = lines::about(left, view.block_millis);
		let term = format!(
			"{}, from block {} to block {} ({left} to go, {about})",
			holder.mandate, holder.since, holder.until
		);
		writeln!(out, "{}", wrap("mandate  ", &term))?;
	}
	if let Some(standing) = &view.standing {
		let last = match standing.last {
			Some(last) => format!("the last valid rating {}", percent(last)),
			None => "no valid rating yet".into(),
		};
		let sum = format!(
			"{}; {} round(s), {} valid, {last}",
			percent(standing.record),
			standing.rounds,
			standing.valid
		);
		writeln!(out, "{}", wrap("record   ", &sum))?;
	}
	if let Some(live) = &view.round {
		writeln!(out)?;
		draw_round(out, view, live)?;
	}
	draw_history(out, view)?;
	if !office.pledges.is_empty() {
		writeln!(out)?;
		writeln!(out, "Pledges")?;
		pledge::draw(out, &office.pledges, false)?;
	}
	if let Some(case) = &view.case {
		writeln!(out)?;
		writeln!(out, "Suspended")?;
		case.draw(out)?;
	}
	if let Some(petition) = &view.petition {
		writeln!(out)?;
		let words = format!(
			"begun by {} in block {}: {}",
			petition.by,
			petition.begun,
			petition.words()
		);
		let head = format!("Petition in poll {}, ", petition.poll);
		writeln!(out, "{}", wrap(&head, &words))?;
	}
	steps::draw(out, &view.next)
}

/// The live count.
fn draw_round(out: &mut dyn Write, view: &View, live: &Live) -> io::Result<()> {
	let kind = kind_word(live.kind);
	let when = if live.is_open {
		let left = live.closes.saturating_sub(view.office.block);
		let about = lines::about(left, view.block_millis);
		format!("open until block {} ({left} to go, {about})", live.closes)
	} else {
		format!("opens at block {}", live.opens)
	};
	let head = format!(
		"Round {} ({kind}) in poll {}: {when}",
		live.round, live.poll
	);
	writeln!(out, "{}", wrap("", &head))?;
	for question in &live.questions {
		let asked = format!("Do you support {}?", question.who);
		writeln!(out, "{}", wrap("  ", &asked))?;
		if live.is_open {
			draw_count(out, live, question)?;
		}
	}
	if live.is_open {
		let choices = vec!["yes"; live.questions.len()].join(" ");
		writeln!(
			out,
			"  To answer: veche vote {} --key NAME {choices}",
			live.poll
		)?;
	}
	Ok(())
}

fn draw_count(out: &mut dyn Write, live: &Live, question: &Answered) -> io::Result<()> {
	let all = question.count();
	for (word, count) in [("yes", question.yes), ("no", question.no)] {
		let share = share(count, all);
		let filled = u64::from(share.unwrap_or(0)) * u64::from(BAR) / u64::from(WHOLE);
		let bar = "#".repeat(usize::try_from(filled).unwrap_or(0));
		let share = share.map_or("-".into(), percent);
		let row = format!("    {word:<3} {count:>8} {share:>6} {bar}");
		writeln!(out, "{}", row.trim_end())?;
	}
	let turnout = format!(
		"{all} of {} electors answered ({}, {} needed): {}",
		question.electors,
		percent(question.turnout),
		percent(live.rule.min_turnout),
		meaning(question)
	);
	writeln!(out, "{}", wrap("    ", &turnout))
}

/// What the count would mean now.
fn meaning(question: &Answered) -> String {
	let (name, threshold) = (question.who.to_string(), percent(question.threshold));
	let rating = question.rating.unwrap_or(0);
	let reached = rating >= question.threshold;
	match (question.verdict, question.capacity, reached) {
		("too_few", ..) => "closed now, it would say nothing".into(),
		("unclear", ..) => format!("closed now, it would be too close to {threshold} and repeated"),
		(_, "suspended", true) => format!("closed now, {name} would be back in office"),
		(_, "suspended", false) => format!("closed now, {name} would stay suspended"),
		(_, "acting", false) => format!("closed now, {name} would have to step back"),
		(_, "incumbent", false) => format!("closed now, {name} would be suspended"),
		_ => format!("closed now, {name} would stay"),
	}
}

fn share(part: u32, whole: u32) -> Option<Ppm> {
	let parts = u64::from(part) * u64::from(WHOLE);
	u32::try_from(parts.checked_div(whole.into())?).ok()
}

fn draw_history(out: &mut dyn Write, view: &View) -> io::Result<()> {
	let Some(subject) = view.subject() else {
		return Ok(());
	};
	let bars = view.bars(subject.person);
	writeln!(out)?;
	writeln!(
		out,
		"{}",
		wrap("", &format!("Ratings of {subject} by round"))
	)?;
	let lines = [view.rules.suspend_below, view.rules.reinstate_at];
	chart::draw(out, &bars, &lines)?;
	if let (Some(_), Some(acting)) = (&view.office.holder, &view.office.acting) {
		let last = view.rounds.iter().find_map(|held| {
			let result = held.about(acting.person)?;
			Some((held, result))
		});
		if let Some((held, result)) = last {
			let words = format!("round {}: {}", held.round, held.words(result));
			writeln!(out, "{}", wrap(&format!("{acting}, "), &words))?;
		}
	}
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{
		chain::reputation::{Capacity, Verdict},
		commands::office::{
			case,
			next::{
				self,
				tests::{live, view},
			},
			rounds::tests::{answered, held},
		},
	};

	const HOLDER: Capacity = Capacity::Incumbent(2);

	fn drawn(mut view: View) -> String {
		view.next = next::steps(&view);
		let mut out = Vec::new();
		draw(&mut out, &view).unwrap();
		let text = String::from_utf8(out).unwrap();
		for line in text.lines() {
			assert!(line.chars().count() <= 80, "{line}");
		}
		text
	}

	#[track_caller]
	fn assert_parts(text: &str, parts: &[&str]) {
		for part in parts {
			assert!(text.contains(part), "{part}:\n{text}");
		}
	}

	#[test]
	fn draw_shows_the_incumbent_with_record_chart_pledges_and_what_is_next() {
		let mut view = view("incumbent");
		view.rounds = vec![
			held(2, vec![answered(HOLDER, 3, 17, Verdict::Valid(150_000))]),
			held(1, vec![answered(HOLDER, 12, 8, Verdict::Valid(600_000))]),
		];
		let text = drawn(view);
		assert_parts(
			&text,
			&[
				"Office 3: Head of the village, BY-BR-04-01; now block 110\n",
				"held by  Ann (person 7)\n",
				"mandate  2, from block 10 to block 510 (400 to go, about 40 minutes)\n",
				"record   43.1%; 3 round(s), 2 valid, the last valid rating 15.0%\n",
				"Ratings of Ann (person 7) by round\n",
				"round   1   2\n",
				" 60% 15%\n",
				"  0. A bridge: due at block 300, weight 4, open\n",
				"What happens next\n- block 140 (about 3 minutes): the people are asked",
			],
		);
	}

	#[test]
	fn draw_shows_the_live_count_and_what_it_would_mean() {
		let mut view = view("suspended");
		view.round = Some(live(Capacity::Suspended(2), true));
		let text = drawn(view);
		assert_parts(
			&text,
			&[
				"Round 4 (regular) in poll 12: open until block 170 (60 to go, about 6",
				"  Do you support Ann (person 7)?\n",
				"    yes        3  15.0% ######\n",
				"    no        17  85.0% ##################################\n",
				"20 of 40 electors answered (50.0%, 10.0% needed): closed now,",
				"Do you support Ben (person 8)?",
				"veche vote 12 --key NAME yes yes\n",
				"No round is over yet.",
				"says in block 230: \"The flood took the bridge.\"",
			],
		);
	}

	#[test]
	fn draw_shows_how_the_acting_one_was_rated_last() {
		let mut view = view("suspended");
		let mut ben = answered(Capacity::Acting, 15, 5, Verdict::Valid(750_000));
		ben.who.person = 8;
		let ann = answered(Capacity::Suspended(2), 3, 17, Verdict::Valid(150_000));
		view.rounds = vec![held(5, vec![ann, ben])];
		let text = drawn(view);
		assert_parts(&text, &["Ben (person 8), round 5: 75.0% (15 yes, 5 no"]);
	}

	#[test]
	fn draw_shows_petition_vacancy_and_acting() {
		let mut petitioned = view("incumbent");
		petitioned.petition = Some(case::tests::petition(Some(2)));
		let text = drawn(petitioned);
		assert_parts(
			&text,
			&["Petition in poll 14, begun by Ann (person 7) in block 90:"],
		);
		let text = drawn(view("vacant"));
		assert_parts(&text, &["held by  vacant\n", "nobody sits in the office"]);
		assert!(!text.contains("Ratings of"), "{text}");
		assert_parts(&drawn(view("acting")), &["Ratings of Ben (person 8)"]);
	}

	#[test]
	fn bars_are_those_of_this_mandate_alone() {
		let mut view = view("incumbent");
		let earlier = answered(Capacity::Incumbent(1), 1, 19, Verdict::Valid(50_000));
		view.rounds = vec![
			held(2, vec![answered(HOLDER, 3, 17, Verdict::Valid(150_000))]),
			held(1, vec![earlier]),
		];
		let bars = view.bars(7);
		assert_eq!(bars.len(), 1);
		assert_eq!(bars[0].round, 2);
	}

	#[test]
	fn meaning_follows_verdict_capacity_and_threshold() {
		let said = |capacity, yes, no, verdict| meaning(&answered(capacity, yes, no, verdict));
		let (low, high) = (Verdict::Valid(150_000), Verdict::Valid(850_000));
		for (capacity, verdict, expected) in [
			(HOLDER, low, "would be suspended"),
			(HOLDER, high, "would stay"),
			(HOLDER, Verdict::TooFew, "would say nothing"),
			(HOLDER, Verdict::Unclear(150_000), "repeated"),
			(Capacity::Acting, low, "step back"),
			(Capacity::Acting, high, "would stay"),
			(Capacity::Suspended(2), low, "stay suspended"),
			(Capacity::Suspended(2), high, "back in office"),
		] {
			let yes = if verdict == high { 17 } else { 3 };
			let words = said(capacity, yes, 20 - yes, verdict);
			assert!(words.contains(expected), "{words}");
		}
	}
}
