//! Sentences broken into lines, and how long blocks take.

/// Columns of a terminal that everybody has.
pub const COLUMNS: usize = 80;

/// Break a text into lines of at most [`COLUMNS`], the first after `head`, the others as far in. A
/// word that is longer than a line stays whole: it may be a command to copy.
pub fn wrap(head: &str, text: &str) -> String {
	let indent = " ".repeat(head.chars().count());
	let mut lines = String::from(head);
	let mut column = head.chars().count();
	let mut first = true;
	for word in text.split_whitespace() {
		let width = word.chars().count();
		if first {
			first = false;
		} else if column.saturating_add(width).saturating_add(1) > COLUMNS {
			lines.push('\n');
			lines.push_str(&indent);
			column = indent.len();
		} else {
			lines.push(' ');
			column = column.saturating_add(1);
		}
		lines.push_str(word);
		column = column.saturating_add(width);
	}
	lines
}

/// About how long so many blocks take.
pub fn about(blocks: u32, block_millis: u64) -> String {
	const MINUTE: u64 = 60;
	const HOUR: u64 = 60 * MINUTE;
	const DAY: u64 = 24 * HOUR;
	const WEEK: u64 = 7 * DAY;
	const YEAR: u64 = 365 * DAY;
	let seconds = u64::from(blocks).saturating_mul(block_millis) / 1000;
	let (unit, name) = match seconds {
		0..120 => (1, "second"),
		120..7_200 => (MINUTE, "minute"),
		7_200..172_800 => (HOUR, "hour"),
		172_800..2_419_200 => (DAY, "day"),
		2_419_200..63_072_000 => (WEEK, "week"),
		_ => (YEAR, "year"),
	};
	// To the nearest.
	let count = seconds.saturating_add(unit / 2) / unit;
	let plural = if count == 1 { "" } else { "s" };
	format!("about {count} {name}{plural}")
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn wrap_breaks_between_words_and_stays_within_the_columns() {
		let text = wrap("- block 9: ", &"word ".repeat(40));
		assert!(text.lines().count() > 2);
		assert!(text.lines().all(|line| line.chars().count() <= COLUMNS));
		assert!(text.starts_with("- block 9: word word"));
		assert!(text
			.lines()
			.skip(1)
			.all(|line| line.starts_with("           word")));
		assert_eq!(
			text.split_whitespace()
				.filter(|word| *word == "word")
				.count(),
			40
		);
	}

	#[test]
	fn wrap_keeps_a_long_word_whole_and_an_empty_text_empty() {
		let long = "x".repeat(100);
		assert_eq!(wrap("  ", &long), format!("  {long}"));
		assert_eq!(wrap("  ", &format!("a {long}")), format!("  a\n  {long}"));
		assert_eq!(wrap("- ", " "), "- ");
	}

	#[test]
	fn about_rounds_to_units_that_people_use() {
		for (blocks, millis, expected) in [
			(0, 6_000, "about 0 seconds"),
			(2, 500, "about 1 second"),
			(66, 6_000, "about 7 minutes"),
			(1_200, 6_000, "about 2 hours"),
			(14_400 * 7, 6_000, "about 7 days"),
			(1_310_400, 6_000, "about 13 weeks"),
			(u32::MAX, u64::MAX, "about 584942417 years"),
		] {
			assert_eq!(about(blocks, millis), expected);
		}
	}
}
