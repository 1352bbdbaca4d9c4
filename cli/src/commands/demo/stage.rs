//! What the spectator sees: numbered steps with the time, words, checks, progress.

use anyhow::Result;
use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;
use std::{
	io::{IsTerminal, Write},
	time::{Duration, Instant},
};
use veche_tally::Tally;

/// Width of the text.
const WIDTH: usize = 96;
/// How far words stand from the left.
const INDENT: &str = "      ";
/// Most candidates with a bar of their own.
const BARS: usize = 12;
/// How often the count is told where nothing can be redrawn.
const EVERY: Duration = Duration::from_secs(10);

/// Something that must hold.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Check {
	/// What.
	what: String,
	/// Whether it does.
	holds: bool,
}

/// How it went, for programs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Report {
	/// The act.
	pub act: &'static str,
	/// Whether it came to its end and all that must hold held.
	pub passed: bool,
	/// What came out, if it came to its end.
	pub result: Option<String>,
	/// Why it was broken off.
	pub error: Option<String>,
	/// How long it took.
	pub seconds: u64,
	/// What had to hold, in order.
	pub checks: Vec<Check>,
}

/// The stage.
pub struct Stage<'a> {
	out: &'a mut dyn Write,
	begun: Instant,
	steps: u32,
	checks: Vec<Check>,
	result: Option<String>,
	error: Option<String>,
}

impl<'a> Stage<'a> {
	/// An empty stage.
	pub fn new(out: &'a mut dyn Write) -> Self {
		Self {
			out,
			begun: Instant::now(),
			steps: 0,
			checks: Vec::new(),
			result: None,
			error: None,
		}
	}

	/// A headline.
	pub fn title(&mut self, text: &str) -> Result<()> {
		writeln!(self.out, "{text}\n{}", "=".repeat(text.chars().count()))?;
		Ok(self.out.flush()?)
	}

	/// The next step begins.
	pub fn step(&mut self, title: &str) -> Result<()> {
		self.steps += 1;
		let time = self.elapsed();
		let room = WIDTH.saturating_sub(INDENT.len() + time.len());
		writeln!(self.out, "\n {:>2}.  {title:<room$}{time}", self.steps)?;
		Ok(self.out.flush()?)
	}

	/// A paragraph.
	pub fn say(&mut self, text: &str) -> Result<()> {
		for line in wrapped(text, WIDTH - INDENT.len()) {
			writeln!(self.out, "{INDENT}{line}")?;
		}
		Ok(self.out.flush()?)
	}

	/// Lines as they are.
	pub fn lines(&mut self, text: &str) -> Result<()> {
		for line in text.lines() {
			writeln!(self.out, "{INDENT}{}", line.trim_end())?;
		}
		Ok(self.out.flush()?)
	}

	/// Something that must hold.
	pub fn check(&mut self, holds: bool, what: &str) -> Result<()> {
		let mark = if holds { "ok" } else { "WRONG" };
		for (number, line) in wrapped(what, WIDTH - INDENT.len() - 7).iter().enumerate() {
			let mark = if number == 0 { mark } else { "" };
			writeln!(self.out, "{INDENT}{mark:<5}  {line}")?;
		}
		self.checks.push(Check {
			what: what.into(),
			holds,
		});
		Ok(self.out.flush()?)
	}

	/// The last line; whether all that must hold held.
	pub fn conclude(&mut self, what: &str) -> Result<bool> {
		let time = self.elapsed();
		let all = self.checks.len();
		let broken = self.checks.iter().filter(|check| !check.holds);
		let broken: Vec<&str> = broken.map(|check| check.what.as_str()).collect();
		writeln!(self.out)?;
		if broken.is_empty() {
			writeln!(
				self.out,
				"PASSED: {what}; all {all} checks held. Total time {time}."
			)?;
		} else {
			for broken in &broken {
				writeln!(self.out, "WRONG: {broken}")?;
			}
			writeln!(
				self.out,
				"FAILED: {} of {all} checks did not hold. Total time {time}.",
				broken.len()
			)?;
		}
		let passed = broken.is_empty();
		self.out.flush()?;
		self.result = Some(what.into());
		Ok(passed)
	}

	/// The last line when it had to be broken off.
	pub fn break_off(&mut self, why: &str) -> Result<()> {
		writeln!(self.out, "\nFAILED: {why}. Total time {}.", self.elapsed())?;
		self.error = Some(why.into());
		Ok(self.out.flush()?)
	}

	/// How it went.
	pub fn report(self, act: &'static str) -> Report {
		let held = self.checks.iter().all(|check| check.holds);
		Report {
			act,
			passed: held && self.result.is_some() && self.error.is_none(),
			result: self.result,
			error: self.error,
			seconds: self.begun.elapsed().as_secs(),
			checks: self.checks,
		}
	}

	/// Minutes and seconds so far.
	pub fn elapsed(&self) -> String {
		minutes(self.begun.elapsed().as_secs())
	}
}

/// Seconds as minutes and seconds.
pub fn minutes(seconds: u64) -> String {
	format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// A bar for `total` steps.
pub fn bar(total: usize, what: &str) -> ProgressBar {
	let target = ProgressDrawTarget::stderr();
	styled(
		ProgressBar::with_draw_target(Some(total as u64), target),
		what,
	)
}

/// A sign of life for work without steps.
pub fn spinner(what: &str) -> ProgressBar {
	let spinner = ProgressBar::new_spinner();
	if let Ok(style) = ProgressStyle::with_template(&format!("{INDENT}{{spinner}} {{msg}}")) {
		spinner.set_style(style);
	}
	spinner.set_message(what.to_string());
	spinner.enable_steady_tick(Duration::from_millis(120));
	spinner
}

fn styled(bar: ProgressBar, what: &str) -> ProgressBar {
	let template = format!("{INDENT}{{msg:22!}} {{bar:40}} {{pos}}/{{len}}");
	if let Ok(style) = ProgressStyle::with_template(&template) {
		bar.set_style(style.progress_chars("#>."));
	}
	bar.set_message(what.to_string());
	bar
}

/// The live count while ballots come in.
pub struct Board {
	all: MultiProgress,
	/// Ballots made.
	pub made: ProgressBar,
	counted: ProgressBar,
	candidates: Vec<ProgressBar>,
	names: Vec<String>,
	told: Option<Instant>,
}

impl Board {
	/// A board for so many ballots.
	pub fn new(ballots: usize, names: &[String]) -> Self {
		let all = MultiProgress::new();
		let add = |what: &str| styled(all.add(ProgressBar::new(ballots as u64)), what);
		let made = add("ballots made");
		let counted = add("ballots counted");
		let candidates = names.iter().take(BARS).map(|name| add(name)).collect();
		Self {
			made,
			counted,
			candidates,
			names: names.to_vec(),
			all,
			told: None,
		}
	}

	/// Show a count; `blocks` are left until the close.
	pub fn show(&mut self, tally: &Tally, blocks: u32, stage: &mut Stage) -> Result<()> {
		self.counted.set_position(tally.ballots.into());
		self.counted
			.set_message(format!("counted ({blocks} blocks)"));
		for (bar, count) in self.candidates.iter().zip(&tally.counts) {
			bar.set_position((*count).into());
		}
		// Where nothing can be redrawn, a line now and then.
		if std::io::stderr().is_terminal() || self.told.is_some_and(|told| told.elapsed() < EVERY) {
			return Ok(());
		}
		self.told = Some(Instant::now());
		let counts: Vec<String> = (self.names.iter().zip(&tally.counts).take(BARS))
			.map(|(name, count)| format!("{} {count}", short(name)))
			.collect();
		let line = format!(
			"{}  {} made, {} counted: {}",
			stage.elapsed(),
			self.made.position(),
			tally.ballots,
			counts.join(", ")
		);
		stage.say(&line)
	}

	/// Take the board away.
	pub fn clear(&self) {
		let bars = [&self.made, &self.counted]
			.into_iter()
			.chain(&self.candidates);
		bars.for_each(ProgressBar::finish_and_clear);
		let _ = self.all.clear();
	}
}

/// A name without what stands in quotes behind it.
pub fn short(name: &str) -> &str {
	name.split('"')
		.next()
		.map(str::trim)
		.filter(|name| !name.is_empty())
		.unwrap_or(name)
}

/// Words in lines of at most this width.
fn wrapped(text: &str, width: usize) -> Vec<String> {
	let mut lines = vec![String::new()];
	for word in text.split_whitespace() {
		let last = lines.last().map_or(0, |line| line.chars().count());
		if last > 0 && last + 1 + word.chars().count() > width {
			lines.push(String::new());
		}
		if let Some(line) = lines.last_mut() {
			if !line.is_empty() {
				line.push(' ');
			}
			line.push_str(word);
		}
	}
	lines
}

#[cfg(test)]
mod tests {
	use super::*;

	fn shown(play: impl FnOnce(&mut Stage) -> Result<()>) -> String {
		let mut out = Vec::new();
		play(&mut Stage::new(&mut out)).unwrap();
		String::from_utf8(out).unwrap()
	}

	#[test]
	fn conclude_passes_when_every_check_held() {
		let text = shown(|stage| {
			stage.step("First")?;
			stage.check(true, "one is one")?;
			assert!(stage.conclude("done")?);
			Ok(())
		});
		assert!(text.contains("  1.  First"), "{text}");
		assert!(text
			.trim_end()
			.ends_with("PASSED: done; all 1 checks held. Total time 0:00."));
	}

	#[test]
	fn conclude_fails_when_one_check_did_not_hold() {
		let text = shown(|stage| {
			stage.check(true, "one is one")?;
			stage.check(false, "one is two")?;
			assert!(!stage.conclude("done")?);
			Ok(())
		});
		assert!(text.contains("WRONG: one is two"), "{text}");
		assert!(text.contains("FAILED: 1 of 2 checks"), "{text}");
	}

	#[test]
	fn report_passes_only_when_it_came_to_its_end_and_every_check_held() {
		let report = |holds: bool, ends: bool| {
			let mut out = Vec::<u8>::new();
			let mut stage = Stage::new(&mut out);
			stage.check(holds, "one is one").unwrap();
			if ends {
				stage.conclude("done").unwrap();
			} else {
				stage.break_off("no node").unwrap();
			}
			stage.report("vote")
		};
		let good = report(true, true);
		assert!(good.passed);
		assert_eq!(good.result.as_deref(), Some("done"));
		assert!(!report(false, true).passed);
		let broken = report(true, false);
		assert!(!broken.passed);
		assert_eq!(broken.error.as_deref(), Some("no node"));
		assert_eq!(broken.checks.len(), 1);
	}

	#[test]
	fn wrapped_lines_keep_all_words_and_the_width() {
		let text = "a bb ccc dddd eeeee ffffff";
		let lines = wrapped(text, 8);
		assert!(lines.iter().all(|line| line.len() <= 8), "{lines:?}");
		assert_eq!(lines.join(" "), text);
	}

	#[test]
	fn short_drops_the_party() {
		assert_eq!(short("Ann BEE \"Greens\""), "Ann BEE");
		assert_eq!(short("\"Ann\""), "\"Ann\"");
	}
}
