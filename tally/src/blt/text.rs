//! The text of a BLT file: its words, and the names after them.

use super::Reason;

/// A word of the file before the names.
pub(super) enum Word {
	Number(u64),
	Negative(u64),
	Dash,
	Equals,
}

/// The words of a line, read from the left.
pub(super) struct Words<'a> {
	rest: &'a str,
}

impl<'a> Words<'a> {
	pub(super) fn of(line: &'a str) -> Self {
		Words { rest: line }
	}

	/// The next word; nothing at the end of the line or where a comment begins.
	pub(super) fn next(&mut self) -> Result<Option<Word>, Reason> {
		let rest = self.rest();
		let Some(first) = rest.chars().next().filter(|&first| first != '#') else {
			return Ok(None);
		};
		if first.is_ascii_digit() {
			return self.number().map(|n| Some(Word::Number(n)));
		}
		let mut chars = rest.chars();
		chars.next();
		self.rest = chars.as_str();
		match first {
			'=' => Ok(Some(Word::Equals)),
			'-' if self.rest.starts_with(|c: char| c.is_ascii_digit()) => {
				self.number().map(|n| Some(Word::Negative(n)))
			}
			'-' => Ok(Some(Word::Dash)),
			other => Err(Reason::Unexpected(other)),
		}
	}

	/// The number that begins here.
	fn number(&mut self) -> Result<u64, Reason> {
		let after = self.rest.trim_start_matches(|c: char| c.is_ascii_digit());
		let digits = self.rest.strip_suffix(after).unwrap_or(self.rest);
		self.rest = after;
		digits.parse().map_err(|_| Reason::TooLarge)
	}

	/// Takes "=" if it comes next.
	pub(super) fn take_equals(&mut self) -> bool {
		let after = self.rest().strip_prefix('=');
		self.rest = after.unwrap_or(self.rest);
		after.is_some()
	}

	/// Skips the id of a ballot if one comes next.
	pub(super) fn skip_id(&mut self) -> Result<(), Reason> {
		if let Some(id) = self.rest().strip_prefix('(') {
			let (_, after) = id.split_once(')').ok_or(Reason::Unexpected('('))?;
			self.rest = after;
		}
		Ok(())
	}

	/// What is left, from the next word on.
	pub(super) fn rest(&mut self) -> &'a str {
		self.rest = self.rest.trim_start();
		self.rest
	}
}

/// The names and what follows them. Usually each has a line of its own, quoted or not; if there
/// are fewer lines than names, a line may hold several quoted ones.
pub(super) fn names(lines: &[&str], candidates: usize) -> Vec<String> {
	let lines: Vec<&str> = lines
		.iter()
		.map(|line| without_comment(line))
		.filter(|line| !line.is_empty())
		.collect();
	if lines.len() >= candidates {
		return lines.into_iter().map(unquote).collect();
	}
	lines.into_iter().flat_map(split_quoted).collect()
}

/// The line without a comment: one that fills the line, follows a closing quote, or is set off by
/// blanks on both sides, so that the unquoted name "Team #3" stays whole.
fn without_comment(line: &str) -> &str {
	let line = line.trim();
	let quotes = line.starts_with('"');
	let mut quoted = false;
	let mut before = None;
	for (at, c) in line.char_indices() {
		let (text, rest) = line.split_at_checked(at).unwrap_or((line, ""));
		let after = rest.chars().nth(1);
		match c {
			'"' if quotes && before != Some('\\') => quoted = !quoted,
			'#' if !quoted => {
				let set_off = before.is_some_and(char::is_whitespace)
					&& after.is_none_or(char::is_whitespace);
				if before.is_none() || set_off || text.trim_end().ends_with('"') {
					return text.trim_end();
				}
			}
			_ => {}
		}
		before = Some(c);
	}
	line
}

/// The text between the outer quotes, with `""` and `\"` read as one quote.
fn unquote(text: &str) -> String {
	match text
		.strip_prefix('"')
		.and_then(|inner| inner.strip_suffix('"'))
	{
		Some(inner) => inner.replace("\\\"", "\"").replace("\"\"", "\""),
		None => text.to_owned(),
	}
}

/// The quoted texts of a line; the whole line if it does not begin with a quote.
fn split_quoted(line: &str) -> Vec<String> {
	let mut parts = Vec::new();
	let mut rest = line;
	while let Some(inner) = rest.strip_prefix('"') {
		let mut chars = inner.chars().peekable();
		let mut part = String::new();
		let mut read = 1;
		while let Some(c) = chars.next() {
			read += c.len_utf8();
			let doubled = c == '"' && chars.peek() == Some(&'"');
			let escaped = c == '\\' && chars.peek() == Some(&'"');
			if doubled || escaped {
				chars.next();
				read += 1;
				part.push('"');
			} else if c == '"' {
				break;
			} else {
				part.push(c);
			}
		}
		parts.push(part);
		rest = rest.get(read..).unwrap_or("").trim_start();
	}
	if !rest.is_empty() {
		parts.push(rest.to_owned());
	}
	parts
}
