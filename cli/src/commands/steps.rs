//! What happens next, and when: steps that verbs put in order and draw.

use crate::drawing::lines::{self, wrap};
use serde::Serialize;
use std::io::{self, Write};

/// Something that will happen, or that somebody may do.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Step {
	/// At which block; none when it may be done at any time, or when nobody knows.
	pub block: Option<u32>,
	/// About how long that is from now.
	pub about: Option<String>,
	/// What.
	pub what: String,
}

impl Step {
	/// Something that happens at a block.
	pub fn at(block: u32, what: String, now: Now) -> Self {
		Self {
			block: Some(block),
			about: Some(now.until(block)),
			what,
		}
	}

	/// Something that may happen at any time.
	pub fn some_time(what: impl Into<String>) -> Self {
		Self {
			block: None,
			about: None,
			what: what.into(),
		}
	}
}

/// The block of a view, and how fast blocks come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Now {
	/// The block.
	pub block: u32,
	/// Milliseconds from one block to the next.
	pub millis: u64,
}

impl Now {
	/// About how long it is until a block.
	pub fn until(&self, block: u32) -> String {
		match block.checked_sub(self.block) {
			None | Some(0) => "within the next blocks".into(),
			Some(left) => lines::about(left, self.millis),
		}
	}
}

/// Put them in order of blocks; what has no block comes last.
pub fn sort(steps: &mut [Step]) {
	steps.sort_by_key(|step| (step.block.is_none(), step.block));
}

/// Draw them, one paragraph each.
pub fn draw(out: &mut dyn Write, steps: &[Step]) -> io::Result<()> {
	if steps.is_empty() {
		return Ok(());
	}
	writeln!(out)?;
	writeln!(out, "What happens next")?;
	steps.iter().try_for_each(|step| {
		let line = match (step.block, &step.about) {
			(Some(block), Some(about)) => format!("block {block} ({about}): {}", step.what),
			_ => step.what.clone(),
		};
		writeln!(out, "{}", wrap("- ", &line))
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	const NOW: Now = Now {
		block: 100,
		millis: 6_000,
	};

	#[test]
	fn until_is_soon_for_what_is_due() {
		assert_eq!(NOW.until(700), "about 60 minutes");
		assert_eq!(NOW.until(100), "within the next blocks");
		assert_eq!(NOW.until(9), "within the next blocks");
	}

	#[test]
	fn steps_come_in_order_of_blocks_and_those_without_come_last() {
		let mut steps = vec![
			Step::some_time("c"),
			Step::at(300, "b".into(), NOW),
			Step::at(200, "a".into(), NOW),
		];
		sort(&mut steps);
		let order: Vec<&str> = steps.iter().map(|step| step.what.as_str()).collect();
		assert_eq!(order, ["a", "b", "c"]);
		let mut out = Vec::new();
		draw(&mut out, &steps).unwrap();
		let text = String::from_utf8(out).unwrap();
		assert!(text.contains("- block 200 (about 10 minutes): a"), "{text}");
		assert!(text.ends_with("- c\n"), "{text}");
	}

	#[test]
	fn nothing_is_drawn_when_nothing_happens() {
		let mut out = Vec::new();
		draw(&mut out, &[]).unwrap();
		assert!(out.is_empty());
	}
}
