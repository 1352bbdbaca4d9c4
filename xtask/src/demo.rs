//! `cargo xtask demo`: from nothing to an election that anybody can check.

use crate::{
	build,
	run::{self, Steps},
	setup,
};
use anyhow::Context;
use std::{ffi::OsString, process::Command};

/// What `demo` takes.
#[derive(clap::Args)]
pub struct Args {
	/// Passed to `veche demo`, for example `--ballots FILE --voters N`; `-- --help` lists all.
	#[arg(
		trailing_var_arg = true,
		allow_hyphen_values = true,
		value_name = "ARGUMENTS"
	)]
	pass_on: Vec<OsString>,
}

/// Set up, build, and hand over to `veche demo`, which finds the node beside itself.
pub fn run(args: Args) -> anyhow::Result<()> {
	let tools = setup::ensure()?;
	build::binaries(&tools, &mut Steps::of(1))?;
	let mut veche = Command::new(run::binary("veche")?);
	// In the caller's folder, so that `--ballots FILE` means what it says.
	veche.arg("demo").args(args.pass_on);
	eprintln!();
	hand_over(veche)
}

/// Become the program: Ctrl-C, terminal and exit code are then its own.
#[cfg(unix)]
fn hand_over(mut program: Command) -> anyhow::Result<()> {
	use std::os::unix::process::CommandExt;
	Err(program.exec()).with_context(|| {
		format!(
			"{} could not be started; run `cargo xtask build` and look for its first error",
			program.get_program().to_string_lossy(),
		)
	})
}

/// Run the program to its end.
#[cfg(not(unix))]
fn hand_over(mut program: Command) -> anyhow::Result<()> {
	Steps::of(1).run(
		"demo",
		&mut program,
		"read the message above; docs/vote.md explains each act.",
	)
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::Parser;

	#[derive(Parser)]
	struct Line {
		#[command(flatten)]
		args: Args,
	}

	fn passed_on(line: &[&str]) -> Vec<OsString> {
		Line::parse_from(line).args.pass_on
	}

	#[test]
	fn arguments_pass_with_and_without_the_separator() {
		let expected = ["--ballots", "a.blt", "--voters", "9"]
			.map(OsString::from)
			.to_vec();
		assert_eq!(
			passed_on(&["demo", "--ballots", "a.blt", "--voters", "9"]),
			expected
		);
		assert_eq!(
			passed_on(&["demo", "--", "--ballots", "a.blt", "--voters", "9"]),
			expected
		);
	}

	#[test]
	fn help_of_the_demo_itself_is_reached_behind_the_separator() {
		assert_eq!(
			passed_on(&["demo", "--", "--help"]),
			["--help"].map(OsString::from)
		);
	}
}
