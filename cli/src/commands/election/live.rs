//! An election drawn in the terminal.

use super::view::{Candidate, View};
use crate::commands::poll::{draw_question, draw_turnout, Detail};
use std::io::{self, Write};

/// Most pledges drawn while the vote is watched.
const SHOWN: usize = 10;

/// Draw the election.
pub fn draw(out: &mut dyn Write, view: &View, detail: Detail) -> io::Result<()> {
	writeln!(
		out,
		"Election {}: {}, {}",
		view.election, view.title, view.unit
	)?;
	writeln!(out, "{}; now block {}", view.now, view.block)?;
	match (&view.next, view.next_block) {
		(Some(next), Some(block)) => writeln!(out, "at block {block}: {next}")?,
		(Some(next), None) => writeln!(out, "within the next blocks: {next}")?,
		(None, _) => (),
	}
	if let Some(result) = &view.result {
		writeln!(
			out,
			"elected: {}; mandate {} from block {} to block {}",
			result.by, result.mandate, result.since, result.until
		)?;
	}
	if detail == Detail::Full {
		draw_rules(out, view)?;
	}
	if let Some(poll) = &view.poll {
		writeln!(out)?;
		draw_turnout(out, poll)?;
		if let Some(question) = poll.questions.first() {
			draw_question(out, 0, question, poll, Detail::Live)?;
		}
		draw_marked(out, view, detail)?;
	}
	if view.poll.is_none() || detail == Detail::Full {
		writeln!(out)?;
		draw_candidates(out, &view.candidates)?;
	}
	if detail == Detail::Full && view.phase == "voting" {
		if let Some(poll) = &view.poll {
			writeln!(out)?;
			writeln!(
				out,
				"To vote: `veche poll show {0}`, then `veche vote {0} …`",
				poll.poll
			)?;
		}
	}
	Ok(())
}

fn draw_rules(out: &mut dyn Write, view: &View) -> io::Result<()> {
	writeln!(
		out,
		"called in block {} because {}; office {}, term {} blocks",
		view.called, view.cause, view.office, view.term
	)?;
	match view.certificate {
		Some(schema) => writeln!(out, "candidates hold the credential of schema {schema}"),
		None => writeln!(out, "candidates need no certificate"),
	}
}

/// The pledges on the paper, those most marked first.
fn draw_marked(out: &mut dyn Write, view: &View, detail: Detail) -> io::Result<()> {
	let marked = view.marked();
	if marked.is_empty() {
		return Ok(());
	}
	let shown = match detail {
		Detail::Live => SHOWN,
		Detail::Full => marked.len(),
	};
	writeln!(out)?;
	writeln!(out, "Pledges, by how many marked them:")?;
	for (candidate, pledge, marks) in marked.iter().take(shown) {
		writeln!(out, "{marks:>7}  {} ({})", pledge.title, candidate.who)?;
	}
	match marked.len().saturating_sub(shown) {
		0 => Ok(()),
		more => writeln!(
			out,
			"         and {more} more; `veche election show` has all"
		),
	}
}

/// Who stands, with what they promise.
pub fn draw_candidates(out: &mut dyn Write, candidates: &[Candidate]) -> io::Result<()> {
	if candidates.is_empty() {
		return writeln!(out, "Nobody stands yet.");
	}
	for (candidate, place) in candidates.iter().zip(1u32..) {
		let elected = if candidate.elected { ": elected" } else { "" };
		writeln!(
			out,
			"{place:>3}. {}, since block {}{elected}",
			candidate.who, candidate.stood
		)?;
		if let Some(programme) = &candidate.programme {
			writeln!(out, "     programme with hash {programme}")?;
		}
		for pledge in &candidate.pledges {
			let due = match pledge.due {
				Some(due) => format!(", due {due} blocks after taking office"),
				None => String::new(),
			};
			let marks = match pledge.marks {
				Some(marks) => format!(", marked by {marks}"),
				None => String::new(),
			};
			writeln!(out, "     - {}{due}{marks}", pledge.title)?;
			if let Some(text) = &pledge.text {
				writeln!(out, "       full text with hash {text}")?;
			}
		}
	}
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::commands::{citizen::Named, election::view::Pledged, office::Holding};

	fn candidate(person: u32, name: &str, marks: Option<u32>) -> Candidate {
		Candidate {
			who: Named {
				person,
				name: Some(name.into()),
			},
			programme: Some("0xab".into()),
			stood: 103,
			votes: None,
			elected: false,
			pledges: vec![Pledged {
				title: format!("A bridge by {name}"),
				text: None,
				due: Some(300),
				marks,
			}],
		}
	}

	fn view(candidates: Vec<Candidate>) -> View {
		View {
			election: 3,
			block: 105,
			office: 2,
			title: "Head of the village".into(),
			unit: "BY-BR-04-01".into(),
			cause: "the office is new",
			called: 90,
			method: "schulze",
			term: 5000,
			certificate: Some(0),
			phase: "nomination",
			round: Some(1),
			now: "candidates may stand until block 120 (15 to go)".into(),
			next: Some("the people choose among the candidates".into()),
			next_block: Some(120),
			candidates,
			poll: None,
			result: None,
		}
	}

	fn drawn(view: &View, detail: Detail) -> String {
		let mut out = Vec::new();
		draw(&mut out, view, detail).unwrap();
		String::from_utf8(out).unwrap()
	}

	#[test]
	fn draw_shows_who_stands_for_what_and_what_comes_next() {
		let text = drawn(&view(vec![candidate(7, "Ann", None)]), Detail::Full);
		for part in [
			"Election 3: Head of the village, BY-BR-04-01\n",
			"until block 120 (15 to go); now block 105\n",
			"at block 120: the people choose",
			"credential of schema 0",
			"  1. Ann (person 7), since block 103\n",
			"programme with hash 0xab",
			"- A bridge by Ann, due 300 blocks after taking office\n",
		] {
			assert!(text.contains(part), "{part}: {text}");
		}
		assert!(drawn(&view(Vec::new()), Detail::Live).contains("Nobody stands yet."));
	}

	#[test]
	fn draw_marked_puts_the_most_marked_first_and_shortens_the_live_view() {
		let several = (0..12).map(|n| candidate(n, &format!("C{n}"), Some(n)));
		let view = view(several.collect());
		let text = |detail| {
			let mut out = Vec::new();
			draw_marked(&mut out, &view, detail).unwrap();
			String::from_utf8(out).unwrap()
		};
		let live = text(Detail::Live);
		let first = live.lines().nth(2).unwrap();
		assert_eq!(first, "     11  A bridge by C11 (C11 (person 11))");
		assert!(live.contains("and 2 more"), "{live}");
		assert!(text(Detail::Full).contains("      0  A bridge by C0"));
	}

	#[test]
	fn draw_names_the_elected_when_it_is_over() {
		let mut over = view(vec![candidate(7, "Ann", None)]);
		over.result = Some(Holding {
			mandate: 2,
			by: over.candidates[0].who.clone(),
			election: 3,
			since: 180,
			until: 5180,
			ended: None,
			end: None,
		});
		assert!(over.is_over());
		let text = drawn(&over, Detail::Live);
		assert!(
			text.contains("elected: Ann (person 7); mandate 2 from block 180 to block 5180"),
			"{text}"
		);
	}
}
