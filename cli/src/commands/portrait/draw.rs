//! A portrait in the terminal.

use super::view::{bars, Acted, Rating, Tenure, View};
use crate::{
	commands::pledge::view as pledge,
	drawing::{chart, lines::wrap, percent},
};
use std::io::{self, Write};
use veche_primitives::Ppm;

/// Draw the portrait.
pub fn draw(out: &mut dyn Write, view: &View) -> io::Result<()> {
	let head = format!("{}; block {}", view.who, view.block);
	writeln!(out, "{}", wrap("", &head))?;
	writeln!(
		out,
		"{} mandate(s); lost an office for lack of confidence: {}",
		view.mandates.len(),
		times(view.recalls)
	)?;
	for tenure in &view.mandates {
		writeln!(out)?;
		draw_tenure(out, tenure)?;
	}
	for acted in &view.acted {
		writeln!(out)?;
		draw_acted(out, acted)?;
	}
	if view.has_older_rounds {
		writeln!(out)?;
		writeln!(out, "Older rounds: veche office rounds NUMBER --limit 256")?;
	}
	if !view.cases.is_empty() {
		writeln!(out)?;
		writeln!(out, "Suspensions")?;
		view.cases.iter().try_for_each(|case| case.draw(out))?;
	}
	writeln!(out)?;
	if view.credentials.is_empty() {
		return writeln!(out, "No public credentials");
	}
	writeln!(out, "Public credentials")?;
	for one in &view.credentials {
		let line = format!("{}: {} {}", one.title, one.status.words(), one.when());
		writeln!(out, "{}", wrap("- ", &line))?;
	}
	Ok(())
}

/// How often.
pub(super) fn times(count: u32) -> String {
	match count {
		0 => "never".into(),
		1 => "once".into(),
		2 => "twice".into(),
		more => format!("{more} times"),
	}
}

fn draw_tenure(out: &mut dyn Write, tenure: &Tenure) -> io::Result<()> {
	let Tenure {
		holding,
		title,
		unit,
		..
	} = tenure;
	let head = format!("Mandate {}: ", holding.mandate);
	let line = format!("{title}, {unit} (office {})", tenure.office);
	writeln!(out, "{}", wrap(&head, &line))?;
	writeln!(out, "{}", wrap("term     ", &term(tenure)))?;
	writeln!(out, "{}", wrap("record   ", &sum(tenure)))?;
	draw_history(
		out,
		&tenure.history,
		[tenure.suspend_below, tenure.reinstate_at],
	)?;
	if !tenure.pledges.is_empty() {
		writeln!(
			out,
			"pledges  by weight: {} kept, {} broken",
			tenure.kept, tenure.broken
		)?;
		pledge::draw(out, &tenure.pledges, false)?;
	}
	Ok(())
}

/// From when to when, and how it ended.
pub(super) fn term(tenure: &Tenure) -> String {
	let holding = &tenure.holding;
	match (holding.ended, holding.end) {
		(Some(block), Some(end)) => {
			format!("from block {} to block {block}: {end}", holding.since)
		}
		_ => format!(
			"from block {} to block {}, in office",
			holding.since, holding.until
		),
	}
}

/// What the people think of it, in a line.
pub(super) fn sum(tenure: &Tenure) -> String {
	let last = match tenure.last {
		Some(last) => format!(", the last valid rating {}", percent(last)),
		None => String::new(),
	};
	format!(
		"{}, confidence {}; {} round(s), {} valid{last}",
		percent(tenure.record),
		percent(tenure.confidence),
		tenure.rounds,
		tenure.valid
	)
}

fn draw_acted(out: &mut dyn Write, acted: &Acted) -> io::Result<()> {
	let line = format!("{}, {} (office {})", acted.title, acted.unit, acted.office);
	writeln!(out, "{}", wrap("Acted without a mandate: ", &line))?;
	draw_history(
		out,
		&acted.history,
		[acted.suspend_below, acted.reinstate_at],
	)
}

fn draw_history(out: &mut dyn Write, history: &[Rating], lines: [Ppm; 2]) -> io::Result<()> {
	chart::draw(out, &bars(history), &lines)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::commands::portrait::view::tests::{nobody, view};

	fn drawn(view: &View) -> String {
		let mut out = Vec::new();
		draw(&mut out, view).unwrap();
		let text = String::from_utf8(out).unwrap();
		for line in text.lines() {
			assert!(line.chars().count() <= 80, "{line}");
		}
		text
	}

	#[test]
	fn draw_shows_mandates_ratings_pledges_recalls_and_credentials() {
		let text = drawn(&view());
		for part in [
			"for lack of confidence: once\n",
			"BY-BR-04-01 (office 3)\n",
			"term     from block 10 to block 5010, in office\n",
			"record   43.1%, confidence 48.0%; 2 round(s), 1 valid, the last valid rating",
			"round   1   2\n       15% few\n",
			"pledges  by weight: 4 kept, 1 broken\n",
			"weight 4, kept\n",
			"Acted without a mandate: Head of the district, BY-BR-04 (office 4)\n",
			"Suspensions\ncase 4  ",
			"Public credentials\n- Governance",
		] {
			assert!(text.contains(part), "{part}:\n{text}");
		}
	}

	#[test]
	fn draw_says_what_there_is_not() {
		let text = drawn(&nobody());
		assert!(text.starts_with("person 9; block 1200\n"), "{text}");
		assert!(text.contains("0 mandate(s)"), "{text}");
		assert!(text.ends_with("No public credentials\n"), "{text}");
	}

	#[test]
	fn term_says_how_a_mandate_ended() {
		let mut tenure = view().mandates.remove(0);
		tenure.holding.ended = Some(900);
		tenure.holding.end = Some("was recalled");
		assert_eq!(term(&tenure), "from block 10 to block 900: was recalled");
		assert_eq!(times(3), "3 times");
	}
}
