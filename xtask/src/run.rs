//! Running things: where the workspace and its target folder are, commands as timed steps.

use anyhow::Context;
use std::{
	env,
	ffi::OsStr,
	fmt,
	path::{Path, PathBuf},
	process::{Command, ExitCode},
	time::{Duration, Instant},
};

/// A step ended with an exit code of its own, which becomes ours.
#[derive(Debug)]
pub struct StepFailed {
	name: String,
	code: Option<i32>,
	next: String,
}

impl fmt::Display for StepFailed {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self.code {
			Some(code) => write!(f, "step `{}` failed with exit code {code}.", self.name)?,
			None => write!(f, "step `{}` was ended by a signal.", self.name)?,
		}
		write!(f, "\nNext: {}", self.next)
	}
}

impl std::error::Error for StepFailed {}

/// The exit code that an error stands for: the failed step's own, else 1.
pub fn exit_code_of(error: &anyhow::Error) -> ExitCode {
	let code = error
		.downcast_ref::<StepFailed>()
		.and_then(|failed| failed.code);
	ExitCode::from(
		code.and_then(|code| u8::try_from(code).ok())
			.filter(|c| *c != 0)
			.unwrap_or(1),
	)
}

/// The folder of the workspace.
pub fn root() -> PathBuf {
	// Set by `cargo run`, and right even when several checkouts share one target folder.
	let own = env::var_os("CARGO_MANIFEST_DIR")
		.map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
	own.parent().map_or_else(|| own.clone(), Path::to_path_buf)
}

/// The folder that cargo builds into.
pub fn target_dir() -> anyhow::Result<PathBuf> {
	let here = env::current_dir().context(
		"the current folder cannot be read; change into the checkout and run the command again",
	)?;
	Ok(target_dir_from(
		env::var_os("CARGO_TARGET_DIR").as_deref(),
		&here,
		&root(),
	))
}

/// Cargo takes a relative `CARGO_TARGET_DIR` from where it was called, not from the workspace.
fn target_dir_from(variable: Option<&OsStr>, here: &Path, root: &Path) -> PathBuf {
	match variable {
		Some(dir) if !dir.is_empty() => here.join(dir),
		_ => root.join("target"),
	}
}

/// A program of ours in the target folder.
pub fn binary(name: &str) -> anyhow::Result<PathBuf> {
	let file = format!("{name}{}", env::consts::EXE_SUFFIX);
	Ok(target_dir()?.join("release").join(file))
}

/// A cargo command in the workspace, with the same compiler that built this program.
pub fn cargo(tools: &crate::setup::Tools) -> anyhow::Result<Command> {
	let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
	// What the outer cargo tells xtask about itself: build scripts (ring's, for one) watch these, and
	// half of the tree would be built anew at every change between `cargo` and `cargo xtask`.
	for (name, _) in env::vars_os() {
		let told = name.to_str().is_some_and(|name| {
			[
				"CARGO_PKG_",
				"CARGO_MANIFEST_",
				"CARGO_BIN_",
				"CARGO_CRATE_",
			]
			.iter()
			.any(|prefix| name.starts_with(prefix))
		});
		if told {
			command.env_remove(&name);
		}
	}
	command
		.current_dir(root())
		.env("CARGO_TARGET_DIR", target_dir()?)
		.env("PROTOC", &tools.protoc);
	Ok(command)
}

/// Runs steps one after the other and remembers how long each took. All its words go to standard
/// error, so that standard output belongs to the steps.
pub struct Steps {
	total: usize,
	done: Vec<(String, Duration)>,
}

impl Steps {
	/// A run of `total` steps.
	pub fn of(total: usize) -> Self {
		Self {
			total,
			done: Vec::new(),
		}
	}

	/// Run `command` as the next step. `next` tells what to do if it fails.
	pub fn run(&mut self, name: &str, command: &mut Command, next: &str) -> anyhow::Result<()> {
		let number = self.done.len().saturating_add(1);
		eprintln!("\n[{number}/{}] {name}: {}", self.total, shown(command));
		let start = Instant::now();
		let status = command.status().with_context(|| {
			format!(
				"{} could not be started; run `cargo xtask setup`, or reinstall Rust from https://rustup.rs",
				Path::new(command.get_program()).display(),
			)
		})?;
		let took = start.elapsed();
		self.done.push((name.into(), took));
		if status.success() {
			eprintln!("[{number}/{}] {name}: done in {}", self.total, spoken(took));
			return Ok(());
		}
		self.summary();
		Err(StepFailed {
			name: name.into(),
			code: status.code(),
			next: next.into(),
		}
		.into())
	}

	/// How long each step took.
	pub fn summary(&self) {
		eprintln!("\nTime:");
		for (name, took) in &self.done {
			eprintln!("  {name:<8} {:>14}", spoken(*took));
		}
		eprintln!(
			"  {:<8} {:>14}",
			"together",
			spoken(self.done.iter().map(|(_, took)| *took).sum())
		);
	}
}

/// The command as one would type it.
fn shown(command: &Command) -> String {
	let program = Path::new(command.get_program());
	let name = program
		.file_stem()
		.unwrap_or(program.as_os_str())
		.to_string_lossy();
	let words = command.get_args().map(OsStr::to_string_lossy);
	std::iter::once(name)
		.chain(words)
		.collect::<Vec<_>>()
		.join(" ")
}

/// A length of time for people: `7.2 s`, `12 min 03 s`.
fn spoken(time: Duration) -> String {
	let seconds = time.as_secs();
	if seconds < 60 {
		return format!("{:.1} s", time.as_secs_f64());
	}
	format!("{} min {:02} s", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn target_dir_is_in_the_workspace_when_the_variable_is_unset_or_empty() {
		let (here, root) = (Path::new("/home/me"), Path::new("/repo"));
		assert_eq!(target_dir_from(None, here, root), Path::new("/repo/target"));
		assert_eq!(
			target_dir_from(Some(OsStr::new("")), here, root),
			Path::new("/repo/target")
		);
	}

	#[test]
	fn target_dir_follows_the_variable_from_the_current_folder() {
		let (here, root) = (Path::new("/home/me"), Path::new("/repo"));
		assert_eq!(
			target_dir_from(Some(OsStr::new("/big")), here, root),
			Path::new("/big")
		);
		assert_eq!(
			target_dir_from(Some(OsStr::new("out")), here, root),
			Path::new("/home/me/out")
		);
	}

	#[test]
	fn times_are_spoken_in_seconds_then_in_minutes() {
		assert_eq!(spoken(Duration::from_millis(7_240)), "7.2 s");
		assert_eq!(spoken(Duration::from_secs(723)), "12 min 03 s");
	}

	#[test]
	fn commands_are_shown_without_their_folder() {
		let mut command = Command::new("/opt/rust/bin/cargo");
		command.args(["fmt", "--all"]);
		assert_eq!(shown(&command), "cargo fmt --all");
	}

	#[test]
	#[cfg(unix)]
	fn a_failing_step_passes_on_its_exit_code_and_says_what_next() {
		let mut command = Command::new("sh");
		command.args(["-c", "exit 7"]);
		let error = Steps::of(1)
			.run("seven", &mut command, "try six")
			.unwrap_err();
		assert_eq!(
			error.to_string(),
			"step `seven` failed with exit code 7.\nNext: try six"
		);
		assert_eq!(exit_code_of(&error), ExitCode::from(7));
	}

	#[test]
	fn a_program_that_is_not_there_says_what_next() {
		let mut command = Command::new("/no/such/program");
		let error = Steps::of(1).run("none", &mut command, "").unwrap_err();
		assert!(error.to_string().contains("cargo xtask setup"));
	}
}
