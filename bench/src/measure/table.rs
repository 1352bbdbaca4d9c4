//! The table of results, and its place in the page.

use anyhow::{anyhow, Result};
use std::fmt::Write as _;

/// Where the table begins and ends in the page.
const BEGIN: &str = "<!-- measured -->";
const END: &str = "<!-- /measured -->";

/// What a figure counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
	/// Milliseconds.
	Ms,
	/// Bytes.
	Bytes,
	/// Millions of bytes.
	MB,
	/// 1,048,576 bytes.
	MiB,
	/// One figure divided by another.
	Times,
	/// Ballots a second.
	PerSecond,
	/// Percent.
	Percent,
	/// Seconds.
	Seconds,
	/// A plain number.
	Count,
}

impl Unit {
	fn written(self, value: f64) -> String {
		let number = match self {
			Self::Bytes | Self::Count => format!("{value:.0}"),
			_ if value.abs() >= 100.0 => format!("{value:.0}"),
			_ if value.abs() >= 10.0 => format!("{value:.1}"),
			_ => format!("{value:.2}"),
		};
		match self {
			Self::Ms => format!("{number} ms"),
			Self::Bytes => format!("{number} B"),
			Self::MB => format!("{number} MB"),
			Self::MiB => format!("{number} MiB"),
			Self::Times => format!("{number} x"),
			Self::PerSecond => format!("{number} a second"),
			Self::Percent => format!("{number} %"),
			Self::Seconds => format!("{number} s"),
			Self::Count => number,
		}
	}
}

/// A figure.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
	/// What was measured.
	pub what: String,
	/// The most it may be.
	pub target: Option<f64>,
	/// What it is.
	pub value: f64,
	/// What it counts.
	pub unit: Unit,
}

impl Row {
	/// A figure without a target.
	pub fn new(what: impl Into<String>, value: f64, unit: Unit) -> Self {
		Self {
			what: what.into(),
			target: None,
			value,
			unit,
		}
	}

	/// The same with the most it may be.
	pub fn at_most(mut self, target: f64) -> Self {
		self.target = Some(target);
		self
	}

	fn written(&self) -> String {
		let (target, met) = match self.target {
			Some(target) if self.value <= target => (self.limit(target), "met"),
			Some(target) => (self.limit(target), "**missed**"),
			None => (String::new(), ""),
		};
		format!(
			"| {} | {target} | {} | {met} |\n",
			self.what,
			self.unit.written(self.value)
		)
	}

	fn limit(&self, target: f64) -> String {
		format!("at most {}", self.unit.written(target))
	}
}

/// A part of the table.
#[derive(Clone, PartialEq, Debug)]
pub struct Group {
	/// Its heading.
	pub title: String,
	/// Its figures.
	pub rows: Vec<Row>,
}

/// The table as Markdown.
pub fn render(groups: &[Group], notes: &[String], from: &str) -> String {
	let mut text = format!("Measured on {from}.\n");
	for group in groups {
		let _ = write!(text, "\n### {}\n\n", group.title);
		text.push_str("| What | Target | Measured | |\n|---|---|---|---|\n");
		text.extend(group.rows.iter().map(Row::written));
	}
	if !notes.is_empty() {
		text.push_str("\nNotes of this run:\n\n");
		for note in notes {
			let _ = writeln!(text, "- {note}");
		}
	}
	text
}

/// The page with this table in the place of the earlier one.
pub fn splice(page: &str, table: &str) -> Result<String> {
	let missing =
		|| anyhow!("the page lacks the lines {BEGIN} and {END}; put them where the table goes");
	let (before, rest) = page.split_once(BEGIN).ok_or_else(missing)?;
	let (_, after) = rest.split_once(END).ok_or_else(missing)?;
	Ok(format!(
		"{before}{BEGIN}\n\n{}\n\n{END}{after}",
		table.trim()
	))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn figures_have_three_digits_and_bytes_are_whole() {
		let written = |value| Unit::Ms.written(value);
		assert_eq!(
			[1.234, 12.34, 123.4].map(written),
			["1.23 ms", "12.3 ms", "123 ms"]
		);
		assert_eq!(Unit::Bytes.written(899.6), "900 B");
	}

	#[test]
	fn a_row_says_whether_its_target_is_met() {
		let row = Row::new("a", 0.4, Unit::Times);
		assert_eq!(row.clone().written(), "| a |  | 0.40 x |  |\n");
		assert_eq!(
			row.clone().at_most(0.4).written(),
			"| a | at most 0.40 x | 0.40 x | met |\n"
		);
		let missed = row.at_most(0.3).written();
		assert_eq!(missed, "| a | at most 0.30 x | 0.40 x | **missed** |\n");
	}

	#[test]
	fn the_table_has_groups_and_notes() {
		let rows = vec![Row::new("a", 1.0, Unit::Count)];
		let groups = [Group {
			title: "G".into(),
			rows,
		}];
		let text = render(&groups, &["N".into()], "a day");
		let expected = "Measured on a day.\n\n### G\n\n| What | Target | Measured | |\n\
			|---|---|---|---|\n| a |  | 1 |  |\n\nNotes of this run:\n\n- N\n";
		assert_eq!(text, expected);
	}

	#[test]
	fn splice_replaces_what_is_between_the_marks_and_nothing_else() {
		let page = format!("before\n{BEGIN}\nold\n{END}\nafter\n");
		let once = splice(&page, "new\n").unwrap();
		assert_eq!(once, format!("before\n{BEGIN}\n\nnew\n\n{END}\nafter\n"));
		assert_eq!(splice(&once, "new\n").unwrap(), once);
	}

	#[test]
	fn splice_fails_when_a_mark_is_missing() {
		assert!(splice("no marks", "new").is_err());
		assert!(splice(BEGIN, "new").is_err());
	}

	#[test]
	fn the_page_has_its_marks() {
		let page = std::fs::read_to_string("../docs/performance.md").unwrap();
		assert!(splice(&page, "new").is_ok());
	}
}
