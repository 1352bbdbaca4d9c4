//! A bill drawn in the terminal.

use super::{
	count::Count,
	state::{class_name, State},
	view::{Trial, View},
};
use crate::{
	commands::steps,
	drawing::{lines::wrap, percent},
};
use std::io::{self, Write};

/// Width of the longest bar.
const BAR: u32 = 40;

/// Draw the bill.
pub fn draw(out: &mut dyn Write, view: &View) -> io::Result<()> {
	let title = format!("{}; {}, now block {}", view.title, view.unit, view.block);
	writeln!(out, "{}", wrap(&format!("Bill {}: ", view.bill), &title))?;
	writeln!(out, "{}", wrap("state    ", view.state.words()))?;
	writeln!(out, "class    {}", class_name(view.class))?;
	let right = match view.office {
		Some(office) => format!("by right of office {office}"),
		None => "as a citizen".into(),
	};
	let by = format!("{}, {right}, in block {}", view.by, view.since);
	writeln!(out, "{}", wrap("by       ", &by))?;
	if let Some(change) = &view.change {
		writeln!(out, "change   {} law {}", change.how, change.law)?;
	}
	if let Some(text) = &view.text {
		writeln!(out, "text     {text}")?;
	}
	if let Some(call) = &view.call {
		let words = call.call.as_deref();
		let words = words.unwrap_or("not kept by the chain any more, or not readable");
		writeln!(out, "{}", wrap("call     ", words))?;
		writeln!(out, "  hash   {}", call.hash)?;
	}
	draw_stage(out, view)?;
	if let Some(why) = view.ended.as_ref().and_then(|ended| ended.why.as_ref()) {
		writeln!(out, "{}", wrap("why      ", why))?;
	}
	steps::draw(out, &view.next)
}

/// What is going on.
fn draw_stage(out: &mut dyn Write, view: &View) -> io::Result<()> {
	if let Some(petition) = view.petition.filter(|_| view.state == State::Petition) {
		let head = format!("Petition in poll {}: ", petition.poll);
		writeln!(out, "\n{}", wrap(&head, &petition.support()))?;
	}
	if let Some(frozen) = &view.frozen {
		let words = format!(
			"roll epoch {}, {} ({} now); frozen in epoch {} of the consensus, which is in epoch {}",
			frozen.roll_epoch, view.jurists, view.jurists_now, frozen.frozen_in, frozen.epoch
		);
		writeln!(out, "\n{}", wrap("Frozen: ", &words))?;
	}
	if let Some(drawing) = &view.drawing {
		let words = format!(
			"{} of {} places taken until block {}; {}, roll epoch {}",
			drawing.kept, drawing.places, drawing.until, view.jurists, drawing.roll_epoch
		);
		writeln!(out, "\n{}", wrap("Tickets: ", &words))?;
		writeln!(out, "  seed   {}", drawing.seed)?;
	}
	if let Some(Trial { count, .. }) = &view.trial {
		draw_count(out, "Panel", count)?;
	}
	if let Some(objection) = &view.objection {
		if let Some(count) = &objection.count {
			if matches!(view.state, State::Referendum | State::Confirmed) {
				draw_count(out, "Referendum", count)?;
			} else {
				let head = format!("Petition in poll {}: ", count.poll);
				writeln!(out, "\n{}", wrap(&head, &count.support()))?;
			}
		}
	}
	Ok(())
}

fn draw_count(out: &mut dyn Write, whose: &str, count: &Count) -> io::Result<()> {
	let head = format!("{whose} in poll {}: ", count.poll);
	writeln!(out, "\n{}", wrap(&head, &count.words()))?;
	if count.electors.is_none() {
		return Ok(());
	}
	let all = count.yes.saturating_add(count.no).max(1);
	for (word, votes) in [("yes", count.yes), ("no", count.no)] {
		let filled = u64::from(votes) * u64::from(BAR) / u64::from(all);
		let bar = "#".repeat(usize::try_from(filled).unwrap_or(0));
		let row = format!("    {word:<3} {votes:>8} {bar}");
		writeln!(out, "{}", row.trim_end())?;
	}
	let verb = if count.is_open { "is now" } else { "was" };
	let meaning = format!(
		"the answer {verb}: {} (more than {} of yes and no must be yes)",
		count.meaning(),
		percent(count.majority)
	);
	writeln!(out, "{}", wrap("    ", &meaning))
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::commands::bill::{
		count::tests::count,
		next::{
			self,
			tests::{objection, view},
		},
		view::{Drawing, Ended, ShownCall, ShownChange},
	};

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
	fn draw_shows_what_it_does_and_who_brought_it_in() {
		let mut view = view(State::Claiming);
		view.change = Some(ShownChange {
			how: "repeals",
			law: 2,
		});
		view.call = Some(ShownCall {
			hash: "0x01".into(),
			call: Some("Initiatives.set_params params='{}'".into()),
			bytes: Some("0x2600".into()),
		});
		view.drawing = Some(Drawing {
			roll_epoch: "3.1".into(),
			seed: format!("0x{}", "5".repeat(64)),
			until: 128,
			kept: 2,
			places: 9,
		});
		let text = drawn(view);
		assert_parts(
			&text,
			&[
				"Bill 3: Shorter petitions; BY, now block 110\n",
				"state    seats are claimed\n",
				"class    parameter\n",
				"by       Ann (person 7), by right of office 2, in block 90\n",
				"change   repeals law 2\n",
				"call     Initiatives.set_params params='{}'\n",
				"Tickets: 2 of 9 places taken until block 128",
				"What happens next\n",
			],
		);
	}

	#[test]
	fn draw_shows_the_live_count_of_panel_and_referendum() {
		let mut trial = view(State::Trial);
		trial.trial = Some(Trial {
			halfway: Some(121),
			reserves: 4,
			count: count(2, 1),
		});
		assert_parts(
			&drawn(trial),
			&["Panel in poll 9: 2 yes, 1 no", "the answer is now: yes"],
		);
		let mut referendum = view(State::Referendum);
		referendum.objection = objection(Some(count(0, 1)), true);
		assert_parts(
			&drawn(referendum),
			&["Referendum in poll 9: 0 yes, 1 no", "too few have voted"],
		);
	}

	#[test]
	fn draw_shows_the_count_of_a_referendum_that_is_over_as_such() {
		let mut confirmed = view(State::Confirmed);
		let over = Count {
			is_open: false,
			..count(2, 1)
		};
		confirmed.objection = objection(Some(over), false);
		let text = drawn(confirmed);
		assert_parts(
			&text,
			&["Referendum in poll 9: 2 yes, 1 no", "the answer was: yes"],
		);
		assert!(!text.contains("Petition"), "{text}");
	}

	#[test]
	fn draw_shows_why_a_bill_could_not_enter_into_force() {
		let mut view = view(State::Failed);
		view.ended = Some(Ended {
			block: 105,
			law: None,
			referendum: None,
			why: Some("Offices.UnknownUnit: there is no such unit".into()),
		});
		let text = drawn(view);
		assert_parts(&text, &["why      Offices.UnknownUnit"]);
		assert!(!text.contains("What happens next"), "{text}");
	}
}
