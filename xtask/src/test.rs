//! `cargo xtask test`: everything that must hold, cheap failures first.
//!
//! Clippy and rustdoc read the same metadata of the dependencies, and the test programs the same
//! libraries as the built ones, so nothing is compiled twice (docs/build.md, "What is built how often").

use crate::{
	build,
	run::{self, Steps},
	setup::{self, Tools},
};
use clap::ValueEnum;
use std::{env, ffi::OsString, num::NonZeroUsize, thread};

/// What `test` takes.
#[derive(clap::Args)]
pub struct Args {
	/// Run only this step; may be given several times.
	#[arg(long, value_name = "STEP")]
	only: Vec<Step>,
	/// Passed to `cargo test` in the step `unit`, for example a test's name.
	#[arg(last = true, value_name = "ARGUMENTS")]
	pass_on: Vec<OsString>,
}

/// The steps, in the order in which they run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Step {
	/// Is everything formatted? (`cargo fmt`)
	Fmt,
	/// Lints, warnings denied.
	Clippy,
	/// The documentation builds, warnings denied.
	Doc,
	/// Licences and sources of the dependencies; only when asked for, needs cargo-deny.
	Deny,
	/// The programs that the end-to-end tests drive, and the code that their chains go over to.
	Build,
	/// All tests: unit, property, documentation and end-to-end on the real node.
	Unit,
}

/// The steps of a run: those asked for in their proper order, else all that need nothing extra.
fn chosen(only: &[Step]) -> Vec<Step> {
	Step::value_variants()
		.iter()
		.filter(|step| match only {
			[] => **step != Step::Deny,
			some => some.contains(step),
		})
		.copied()
		.collect()
}

/// Set up and run the steps; the first that fails ends the run.
pub fn run(args: Args) -> anyhow::Result<()> {
	let tools = setup::ensure()?;
	let chosen = chosen(&args.only);
	// The build is two.
	let builds = usize::from(chosen.contains(&Step::Build));
	let mut steps = Steps::of(chosen.len() + builds);
	for step in chosen {
		match step {
			Step::Fmt => fmt(&tools, &mut steps)?,
			Step::Clippy => clippy(&tools, &mut steps, Wasm::Build)?,
			Step::Doc => doc(&tools, &mut steps)?,
			Step::Deny => deny(&tools, &mut steps)?,
			Step::Build => {
				build::binaries(&tools, &mut steps)?;
				build::rehearsal(&tools, &mut steps)?;
			}
			Step::Unit => unit(&tools, &mut steps, &args.pass_on)?,
		}
	}
	steps.summary();
	Ok(())
}

/// Whether the runtime's Wasm is built on the way.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wasm {
	/// Yes: the later steps need it, and changing the mind between steps builds the runtime again.
	Build,
	/// No: only the Rust code is looked at.
	Skip,
}

/// Is everything formatted?
pub fn fmt(tools: &Tools, steps: &mut Steps) -> anyhow::Result<()> {
	let mut cargo = run::cargo(tools)?;
	cargo.args(["fmt", "--all", "--check"]);
	steps.run(
		"fmt",
		&mut cargo,
		"run `cargo fmt --all` and commit what it changes.",
	)
}

/// Lints of every target, warnings denied.
pub fn clippy(tools: &Tools, steps: &mut Steps, wasm: Wasm) -> anyhow::Result<()> {
	let mut cargo = run::cargo(tools)?;
	cargo.args([
		"clippy",
		"--release",
		"--workspace",
		"--all-targets",
		"--",
		"-D",
		"warnings",
	]);
	if wasm == Wasm::Skip {
		cargo.env("SKIP_WASM_BUILD", "1");
	}
	steps.run(
		"clippy",
		&mut cargo,
		"mend the first lint above; `cargo xtask check` repeats only this quickly.",
	)
}

/// The documentation builds, warnings denied.
fn doc(tools: &Tools, steps: &mut Steps) -> anyhow::Result<()> {
	let mut flags = env::var_os("RUSTDOCFLAGS").unwrap_or_default();
	// Private items are documented too, so links to them lead somewhere.
	flags.push(" -D warnings -A rustdoc::private_intra_doc_links");
	let mut cargo = run::cargo(tools)?;
	cargo
		.args([
			"doc",
			"--release",
			"--workspace",
			"--no-deps",
			"--document-private-items",
		])
		.env("RUSTDOCFLAGS", flags);
	steps.run(
		"doc",
		&mut cargo,
		"mend the first warning above; `cargo xtask test --only doc` repeats only this step.",
	)
}

/// Licences and sources of the dependencies.
fn deny(tools: &Tools, steps: &mut Steps) -> anyhow::Result<()> {
	let mut cargo = run::cargo(tools)?;
	cargo.args([
		"deny",
		"--offline",
		"check",
		"--hide-inclusion-graph",
		"licenses",
		"bans",
		"sources",
	]);
	steps.run(
		"deny",
		&mut cargo,
		"if cargo-deny is missing, run `cargo install --locked cargo-deny`; else mend deny.toml or the dependency.",
	)
}

/// How many tests run at a time: three times as many as there are cores, unless somebody has said another
/// number. Tests on nodes wait for blocks most of the time, so a thread for each core would leave the
/// cores idle.
fn test_threads(said: Option<OsString>, cores: usize) -> OsString {
	said.unwrap_or_else(|| cores.saturating_mul(3).to_string().into())
}

/// All tests. Their output reaches standard output as it is.
fn unit(tools: &Tools, steps: &mut Steps, pass_on: &[OsString]) -> anyhow::Result<()> {
	const THREADS: &str = "RUST_TEST_THREADS";
	let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
	let mut cargo = run::cargo(tools)?;
	cargo
		.args(["test", "--release", "--workspace"])
		.args(pass_on)
		.env(THREADS, test_threads(env::var_os(THREADS), cores));
	steps.run(
		"unit",
		&mut cargo,
		"read the failed test above; `cargo xtask test --only unit -- NAME` repeats it alone.",
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

	#[test]
	fn all_steps_but_the_optional_run_when_none_is_chosen() {
		let all = [Step::Fmt, Step::Clippy, Step::Doc, Step::Build, Step::Unit];
		assert_eq!(chosen(&[]), all);
	}

	#[test]
	fn chosen_steps_run_once_and_in_their_proper_order() {
		assert_eq!(
			chosen(&[Step::Unit, Step::Fmt, Step::Unit]),
			[Step::Fmt, Step::Unit]
		);
		assert_eq!(chosen(&[Step::Deny]), [Step::Deny]);
	}

	#[test]
	fn arguments_behind_the_separator_reach_the_tests() {
		let line = Line::parse_from(["test", "--only", "unit", "--", "e2e", "--", "--nocapture"]);
		assert_eq!(line.args.only, [Step::Unit]);
		assert_eq!(
			line.args.pass_on,
			["e2e", "--", "--nocapture"].map(OsString::from)
		);
	}

	#[test]
	fn three_times_as_many_tests_run_as_there_are_cores_unless_somebody_says_how_many() {
		assert_eq!(test_threads(None, 2), "6");
		assert_eq!(test_threads(Some("1".into()), 3), "1");
	}

	#[test]
	fn an_unknown_step_is_refused_with_the_list_of_steps() {
		let error = Line::try_parse_from(["test", "--only", "everything"])
			.err()
			.map(|e| e.to_string());
		assert!(error.is_some_and(|text| text.contains("fmt, clippy, doc, deny, build, unit")));
	}
}
