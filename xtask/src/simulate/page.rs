//! Tables in Markdown, and their places in a page.

use anyhow::{anyhow, Result};

/// A table of words.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Table {
	/// Names of the columns.
	pub head: Vec<String>,
	/// The rows, as long as the head.
	pub rows: Vec<Vec<String>>,
}

impl Table {
	/// One without rows.
	pub fn new<const N: usize>(head: [&str; N]) -> Self {
		Self {
			head: head.map(str::to_owned).into(),
			rows: Vec::new(),
		}
	}

	/// Add a row.
	pub fn row(&mut self, first: String, others: impl IntoIterator<Item = String>) {
		self.rows.push([first].into_iter().chain(others).collect());
	}

	/// The table in Markdown.
	pub fn markdown(&self) -> String {
		let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
		let mut text = line(&self.head);
		text.push_str(&"|---".repeat(self.head.len()));
		text.push_str("|\n");
		text.extend(self.rows.iter().map(|row| line(row)));
		text
	}
}

/// What stands in one place of the page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Section {
	/// What the place is called.
	pub key: &'static str,
	/// What stands there.
	pub text: String,
}

impl Section {
	/// A table in its place.
	pub fn table(key: &'static str, table: &Table) -> Self {
		Self {
			key,
			text: table.markdown(),
		}
	}
}

/// Where every section ends in the page.
const END: &str = "<!-- /simulated -->";

/// Where the section begins in the page.
fn begin(key: &str) -> String {
	format!("<!-- simulated: {key} -->")
}

/// The page with these sections in the place of the earlier ones.
pub fn splice(page: &str, sections: &[Section]) -> Result<String> {
	let mut page = page.to_owned();
	for Section { key, text } in sections {
		let begin = begin(key);
		let missing =
			|| anyhow!("the page lacks the lines {begin} and {END}; put them where the table goes");
		let (before, rest) = page.split_once(&begin).ok_or_else(missing)?;
		let (_, after) = rest.split_once(END).ok_or_else(missing)?;
		page = format!("{before}{begin}\n\n{}\n\n{END}{after}", text.trim());
	}
	Ok(page)
}

/// A number of a hundred, as short as it may be.
pub fn number(percent: f64) -> String {
	if percent == 0.0 {
		"0".into()
	} else if percent < 0.1 {
		format!("{percent:.2}")
	} else if percent < 99.95 {
		format!("{percent:.1}")
	} else {
		format!("{percent:.0}")
	}
}

/// A count of people, its thousands set apart.
pub fn with_commas(number: u32) -> String {
	match number {
		0..1_000 => number.to_string(),
		_ => format!("{},{:03}", number / 1_000, number % 1_000),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn small_shares_keep_their_digits_and_whole_ones_have_none() {
		let written = [0.0, 0.01, 0.25, 12.34, 99.9, 99.99, 100.0].map(number);
		assert_eq!(written, ["0", "0.01", "0.2", "12.3", "99.9", "100", "100"]);
	}

	#[test]
	fn a_table_has_a_line_for_the_head_one_below_it_and_one_for_each_row() {
		let mut table = Table::new(["a", "b"]);
		table.row("1".into(), ["2".into()]);
		assert_eq!(table.markdown(), "| a | b |\n|---|---|\n| 1 | 2 |\n");
	}

	#[test]
	fn only_what_stands_between_the_lines_of_a_section_is_replaced() {
		let page = "One\n<!-- simulated: x -->\nold\n<!-- /simulated -->\ntwo\n\
			<!-- simulated: y -->\nkept\n<!-- /simulated -->\n";
		let section = Section {
			key: "x",
			text: "new\n".into(),
		};
		let spliced = splice(page, &[section]).expect("the lines are there");
		assert_eq!(spliced, page.replace("\nold\n", "\n\nnew\n\n"));
	}

	#[test]
	fn a_page_without_the_lines_says_what_next() {
		let section = Section {
			key: "x",
			text: String::new(),
		};
		let error = splice("nothing", &[section]).unwrap_err().to_string();
		assert!(
			error.contains("simulated: x") && error.contains("put them"),
			"{error}"
		);
	}

	#[test]
	fn thousands_have_commas() {
		assert_eq!(
			[300, 3_000, 30_050].map(with_commas),
			["300", "3,000", "30,050"]
		);
	}
}
