//! A poll drawn in the terminal.

use super::{QuestionView, Snapshot};
use crate::choices::hint;
use std::io::{self, Write};
use veche_primitives::ballot::Method;
use veche_tally::PPM;

/// Width of the longest bar.
const BAR: u32 = 40;
/// Most options whose pairwise matrix is drawn.
const MATRIX: usize = 12;

/// How much to draw.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Detail {
	/// What changes from block to block.
	Live,
	/// Everything.
	Full,
}

/// Draw the poll.
pub fn draw(out: &mut dyn Write, poll: &Snapshot, detail: Detail) -> io::Result<()> {
	writeln!(out, "Poll {}: {}", poll.poll, poll.title)?;
	let when = match poll.phase {
		"scheduled" => format!("opens at block {}", poll.opens),
		"open" => {
			let left = poll.closes.saturating_sub(poll.block);
			format!("open, closes at block {} ({left} to go)", poll.closes)
		}
		phase => format!("{phase}, open from block {} to {}", poll.opens, poll.closes),
	};
	writeln!(out, "{when}; now block {}", poll.block)?;
	draw_turnout(out, poll)?;
	if detail == Detail::Full {
		if let Some(text) = &poll.text {
			writeln!(out, "full text with hash {text}")?;
		}
		writeln!(out, "roll epoch {}", poll.roll_epoch)?;
		writeln!(out, "digest {}", poll.digest)?;
	}
	for (number, question) in poll.questions.iter().enumerate() {
		writeln!(out)?;
		draw_question(out, number, question, poll, detail)?;
	}
	Ok(())
}

/// Draw how many voted.
pub(crate) fn draw_turnout(out: &mut dyn Write, poll: &Snapshot) -> io::Result<()> {
	writeln!(
		out,
		"{}: {} of {} electors voted ({}); quorum {} {}",
		poll.electorate,
		poll.ballots,
		poll.electors,
		percent(poll.ballots, poll.electors),
		percent(poll.quorum, PPM),
		if poll.quorum_met {
			"reached"
		} else {
			"not reached"
		}
	)
}

/// Draw the count of a question, which is the `number`-th from 0.
pub(crate) fn draw_question(
	out: &mut dyn Write,
	number: usize,
	question: &QuestionView,
	poll: &Snapshot,
	detail: Detail,
) -> io::Result<()> {
	let tally = &question.tally;
	writeln!(
		out,
		"{}. {} ({})",
		number + 1,
		question.title,
		question.method
	)?;
	let width = question
		.options
		.iter()
		.map(|option| option.chars().count())
		.max()
		.unwrap_or(0);
	let most = tally.counts.iter().copied().max().unwrap_or(0).max(1);
	for ((option, count), place) in question.options.iter().zip(&tally.counts).zip(1u32..) {
		let mark = match question.winner {
			Some(winner) if winner == place => '*',
			None if question.leading.contains(&place) => '>',
			_ => ' ',
		};
		let filled = u64::from(*count) * u64::from(BAR) / u64::from(most);
		let bar = "#".repeat(usize::try_from(filled).unwrap_or(0));
		writeln!(
			out,
			"{mark} {place:>2} {option:<width$} {count:>7} {:>6} {bar}",
			percent(*count, tally.expressed())
		)?;
	}
	if tally.blank > 0 {
		writeln!(out, "     blank: {}", tally.blank)?;
	}
	if tally.method == Method::Schulze {
		writeln!(
			out,
			"     these are first preferences; by all preferences {}",
			standing(question)
		)?;
		if detail == Detail::Full && question.options.len() <= MATRIX {
			draw_matrix(out, question)?;
		}
	}
	match question.winner {
		Some(winner) => {
			let lot = if question.by_lot {
				", by lot among those tied"
			} else {
				""
			};
			writeln!(out, "     won by {winner} {}{lot}", name(question, winner))
		}
		None if poll.is_over() => writeln!(out, "     nobody won"),
		None if detail == Detail::Full => writeln!(out, "     to answer: {}", hint(tally.method)),
		None => Ok(()),
	}
}

/// Who is in front by the paths, which first preferences do not show.
fn standing(question: &QuestionView) -> String {
	let leading: Vec<String> = (question.leading.iter())
		.map(|option| format!("{option} {}", name(question, *option)))
		.collect();
	match leading.as_slice() {
		[] => "nobody leads yet".into(),
		[one] => format!("{one} leads"),
		tied => format!("these tie in front: {}", tied.join(", ")),
	}
}

fn draw_matrix(out: &mut dyn Write, question: &QuestionView) -> io::Result<()> {
	let options = question.tally.options;
	writeln!(out, "     ballots that put the row above the column:")?;
	write!(out, "     {:>4}", "")?;
	(1..=options).try_for_each(|column| write!(out, "{column:>7}"))?;
	writeln!(out)?;
	for row in 0..options {
		write!(out, "     {:>4}", row.saturating_add(1))?;
		(0..options)
			.try_for_each(|column| write!(out, "{:>7}", question.tally.pairwise(row, column)))?;
		writeln!(out)?;
	}
	Ok(())
}

fn name(question: &QuestionView, option: u32) -> &str {
	let place = usize::try_from(option).unwrap_or(0).saturating_sub(1);
	question.options.get(place).map_or("?", String::as_str)
}

/// A share for people.
pub(crate) fn percent(part: u32, whole: u32) -> String {
	if whole == 0 {
		return "-".into();
	}
	let tenths = u64::from(part) * 1000 / u64::from(whole);
	format!("{}.{}%", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::audit::synthetic;

	fn snapshot(closed: bool) -> Snapshot {
		let mut bundle = synthetic::bundle();
		if !closed {
			bundle.poll.record.phase = veche_primitives::polls::Phase::Open;
			bundle.outcome = None;
		}
		let digest = crate::output::hex(bundle.digest);
		Snapshot::new(
			15,
			&bundle.poll,
			bundle.tallies,
			bundle.outcome,
			"unit X".into(),
			digest,
		)
	}

	fn drawn(snapshot: &Snapshot, detail: Detail) -> String {
		let mut out = Vec::new();
		draw(&mut out, snapshot, detail).unwrap();
		String::from_utf8(out).unwrap()
	}

	#[test]
	fn draw_shows_turnout_and_leaders_while_open() {
		let text = drawn(&snapshot(false), Detail::Live);
		assert!(text.contains("6 of 7 electors voted (85.7%)"), "{text}");
		assert!(text.contains("5 to go"), "{text}");
		assert!(text.contains(">  1 yes"), "{text}");
	}

	#[test]
	fn draw_shows_winner_and_matrix_when_closed() {
		let text = drawn(&snapshot(true), Detail::Full);
		assert!(text.contains("won by 2 no"), "{text}");
		assert!(text.contains("row above the column"), "{text}");
	}

	#[test]
	fn percent_rounds_down_and_knows_nobody() {
		assert_eq!(percent(2, 3), "66.6%");
		assert_eq!(percent(0, 0), "-");
	}
}
