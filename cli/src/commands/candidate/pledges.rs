//! The pledges of a candidacy as people write them, in TOML or JSON.

use crate::{
	chain::{offices::Text, pledges::Promise},
	commands::{citizen::title, initiative::hash_of_file},
	output::usage,
};
use anyhow::{Context as _, Result};
use serde::Deserialize;
use sp_core::H256;
use std::{
	fs,
	path::{Path, PathBuf},
};
use veche_primitives::offices::MAX_PLEDGES;

/// A file of pledges.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
	#[serde(default, alias = "pledge")]
	pledges: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
	title: String,
	text: Option<String>,
	text_file: Option<PathBuf>,
	due_in_blocks: Option<u32>,
	due_in_days: Option<u32>,
}

/// When a pledge is due, counted from taking office.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Due {
	Blocks(u32),
	Days(u32),
}

/// A pledge read from a file, before the chain's day and the term are known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draft {
	title: Text,
	text: H256,
	due: Due,
}

/// Read a file of pledges. Files it names are looked for beside it.
pub fn read(path: &Path) -> Result<Vec<Draft>> {
	let text = fs::read_to_string(path)
		.with_context(|| format!("cannot read {}; check the path", path.display()))?;
	let beside = path.parent().unwrap_or(Path::new(""));
	parse(&text, is_json(path)?, beside).with_context(|| format!("in {}", path.display()))
}

fn is_json(path: &Path) -> Result<bool> {
	match path.extension().and_then(|extension| extension.to_str()) {
		Some("json") => Ok(true),
		Some("toml") => Ok(false),
		_ => Err(usage(format!(
			"{} is neither TOML nor JSON by its name; let it end in .toml or .json",
			path.display()
		))),
	}
}

fn parse(text: &str, json: bool, beside: &Path) -> Result<Vec<Draft>> {
	let file: File = if json {
		serde_json::from_str(text).map_err(|error| {
			usage(format!(
				"this is no list of pledges: {error}; see `veche candidate stand --help`"
			))
		})?
	} else {
		toml::from_str(text).map_err(|error| {
			let start = error.span().map_or(0, |span| span.start);
			let before = text.get(..start).unwrap_or_default();
			usage(format!(
				"this is no list of pledges: line {}: {}; see `veche candidate stand --help`",
				before.matches('\n').count() + 1,
				error.message()
			))
		})?
	};
	let count = file.pledges.len();
	if count > MAX_PLEDGES as usize {
		return Err(usage(format!(
			"these are {count} pledges and a candidate may have {MAX_PLEDGES}; leave some out"
		)));
	}
	let entries = file.pledges.into_iter().zip(1u32..);
	entries
		.map(|(entry, number)| entry.draft(number, beside))
		.collect()
}

impl Entry {
	fn draft(self, number: u32, beside: &Path) -> Result<Draft> {
		let wrong = |what: &str| Err(usage(format!("pledge {number} {what}")));
		let title = title(&format!("the title of pledge {number}"), &self.title)?;
		let text = match (&self.text, &self.text_file) {
			(None, None) => H256::zero(),
			(Some(text), None) => sp_crypto_hashing::blake2_256(text.as_bytes()).into(),
			(None, Some(file)) => hash_of_file(&beside.join(file))?,
			(Some(_), Some(_)) => {
				return wrong("has both `text` and `text_file`; leave one of them out")
			}
		};
		let due =
			match (self.due_in_blocks, self.due_in_days) {
				(Some(0), None) | (None, Some(0)) => {
					return wrong("is due on the day of taking office; give it at least 1 block")
				}
				(Some(blocks), None) => Due::Blocks(blocks),
				(None, Some(days)) => Due::Days(days),
				_ => return wrong(
					"needs a due date counted from taking office: give either `due_in_days` or \
					 `due_in_blocks`",
				),
			};
		Ok(Draft { title, text, due })
	}
}

/// The pledges as they go on chain: due in blocks, within the term.
pub fn promises(drafts: &[Draft], day: u32, term: u32) -> Result<Vec<Promise>> {
	let promise = |(draft, number): (&Draft, u32)| {
		let due = match draft.due {
			Due::Blocks(blocks) => Some(blocks),
			Due::Days(days) => days.checked_mul(day.max(1)),
		};
		match due {
			Some(due) if due <= term => Ok(Promise {
				title: draft.title.clone(),
				text: draft.text,
				due,
			}),
			_ => Err(usage(format!(
				"pledge {number} ({}) is due after the term, which has {term} blocks ({} whole days \
				 of {day} blocks); promise it for an earlier day",
				draft.title,
				term / day.max(1)
			))),
		}
	};
	drafts.iter().zip(1u32..).map(promise).collect()
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::output::Usage;

	fn toml(text: &str) -> Result<Vec<Draft>> {
		parse(text, false, Path::new(""))
	}

	fn pledge(rest: &str) -> String {
		format!("[[pledge]]\ntitle = \"A bridge\"\n{rest}\n")
	}

	#[track_caller]
	fn assert_wrong(text: &str, part: &str) {
		let error = toml(text).unwrap_err();
		assert!(error.is::<Usage>(), "{error:#}");
		assert!(error.to_string().contains(part), "{error:#}");
	}

	#[test]
	fn parse_reads_the_same_pledges_from_toml_and_json() {
		let from_toml = toml(&pledge("text = \"Of oak.\"\ndue_in_days = 30")).unwrap();
		let json = r#"{"pledges": [{"title": "A bridge", "text": "Of oak.", "due_in_days": 30}]}"#;
		assert_eq!(parse(json, true, Path::new("")).unwrap(), from_toml);
		let hash = sp_crypto_hashing::blake2_256(b"Of oak.");
		assert_eq!(from_toml[0].text, H256(hash));
		assert_eq!(from_toml[0].due, Due::Days(30));
	}

	#[test]
	fn read_hashes_a_text_file_that_lies_beside_the_list() {
		let folder = tempfile::tempdir().unwrap();
		fs::write(folder.path().join("bridge.txt"), "Of oak.").unwrap();
		let list = folder.path().join("pledges.toml");
		fs::write(
			&list,
			pledge("text_file = \"bridge.txt\"\ndue_in_blocks = 9"),
		)
		.unwrap();
		let drafts = read(&list).unwrap();
		assert_eq!(
			drafts[0].text,
			H256(sp_crypto_hashing::blake2_256(b"Of oak."))
		);
		assert!(read(&folder.path().join("pledges.txt")).is_err());
	}

	#[test]
	fn read_fails_as_usage_when_the_name_tells_no_format() {
		let file = tempfile::NamedTempFile::with_suffix(".txt").unwrap();
		let error = read(file.path()).unwrap_err();
		assert!(error.is::<Usage>(), "{error:#}");
	}

	#[test]
	fn parse_takes_16_pledges_and_no_more() {
		let one = pledge("due_in_blocks = 1");
		assert_eq!(toml(&one.repeat(16)).unwrap().len(), 16);
		assert_wrong(&one.repeat(17), "may have 16");
		assert!(toml("").unwrap().is_empty());
	}

	#[test]
	fn parse_fails_when_a_title_is_empty_or_too_long() {
		let titled = |title: &str| format!("[[pledge]]\ntitle = \"{title}\"\ndue_in_days = 1\n");
		assert!(toml(&titled(&"x".repeat(96))).is_ok());
		assert_wrong(&titled(&"x".repeat(97)), "title of pledge 1 has 97 bytes");
		assert_wrong(&titled(" "), "title of pledge 1 is empty");
	}

	#[test]
	fn parse_fails_when_the_due_date_is_missing_double_or_zero() {
		assert_wrong(&pledge(""), "needs a due date");
		assert_wrong(
			&pledge("due_in_days = 1\ndue_in_blocks = 1"),
			"needs a due date",
		);
		assert_wrong(&pledge("due_in_blocks = 0"), "at least 1 block");
	}

	#[test]
	fn parse_fails_when_there_are_two_texts_or_an_unknown_word() {
		let two = "text = \"a\"\ntext_file = \"b\"\ndue_in_days = 1";
		assert_wrong(&pledge(two), "leave one of them out");
		assert_wrong(&pledge("due_in_day = 1"), "no list of pledges");
	}

	#[test]
	fn promises_turn_days_into_blocks_and_stay_within_the_term() {
		let drafts = toml(&pledge("due_in_days = 3")).unwrap();
		assert_eq!(promises(&drafts, 100, 300).unwrap()[0].due, 300);
		for (day, term) in [(100, 299), (u32::MAX, 300)] {
			let error = promises(&drafts, day, term).unwrap_err();
			assert!(error.to_string().contains("after the term"), "{error:#}");
		}
	}
}
