//! `cargo xtask bench`: what it costs.

use crate::{
	build,
	run::{self, Steps},
	setup::{self, Tools},
	wasm,
};
use std::{ffi::OsString, path::Path, process::Command};

/// What `bench` takes.
#[derive(clap::Args)]
pub struct Args {
	/// Run every pallet's benchmarks in the Wasm runtime and write `pallets/*/src/weights.rs`.
	#[arg(long)]
	weights: bool,
	/// Passed to `veche-bench`; `-- --help` lists all.
	#[arg(
		trailing_var_arg = true,
		allow_hyphen_values = true,
		value_name = "ARGUMENTS"
	)]
	pass_on: Vec<OsString>,
}

/// Set up, build and measure.
pub fn run(args: Args) -> anyhow::Result<()> {
	let tools = setup::ensure()?;
	let mut steps = Steps::of(if args.weights { 3 } else { 2 });
	build::binaries(&tools, &mut steps)?;
	if args.weights {
		weights(&tools, &mut steps, &args.pass_on)?;
	} else {
		measure(&mut steps, &args.pass_on)?;
	}
	steps.summary();
	Ok(())
}

/// Proofs, throughput, bytes and memory.
fn measure(steps: &mut Steps, pass_on: &[OsString]) -> anyhow::Result<()> {
	let mut bench = Command::new(run::binary("veche-bench")?);
	bench.current_dir(run::root()).arg("measure").args(pass_on);
	steps.run(
		"measure",
		&mut bench,
		"read the message above; close other programs and try again.",
	)
}

/// The weights of every pallet's calls.
fn weights(tools: &Tools, steps: &mut Steps, pass_on: &[OsString]) -> anyhow::Result<()> {
	// A folder of its own: with other features, it would push the ordinary build out of its place.
	let folder = run::target_dir()?.join("bench");
	let mut cargo = run::cargo(tools)?;
	let features = ["runtime-benchmarks"];
	wasm::configure(&mut cargo, &run::root(), &folder, wasm::PROFILE, &features);
	steps.run(
		"runtime",
		&mut cargo,
		"mend the first error above; it is in the benchmarks' code.",
	)?;

	let mut bench = Command::new(run::binary("veche-bench")?);
	bench
		.current_dir(run::root())
		.args(weights_arguments(&folder, pass_on));
	steps.run(
		"weights",
		&mut bench,
		"mend the benchmark named above; `git checkout pallets` brings back half-written weights.",
	)
}

/// What `veche-bench` is asked to do.
fn weights_arguments(folder: &Path, pass_on: &[OsString]) -> Vec<OsString> {
	let runtime = wasm::built(folder, wasm::PROFILE).into_os_string();
	let asked = [
		"weights".into(),
		"--runtime".into(),
		runtime,
		"--out".into(),
		"pallets".into(),
	];
	asked.into_iter().chain(pass_on.iter().cloned()).collect()
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
	fn the_flag_is_ours_and_the_rest_is_passed_on() {
		let line = Line::parse_from(["bench", "--weights", "--", "--pallet", "polls"]);
		assert!(line.args.weights);
		assert_eq!(line.args.pass_on, ["--pallet", "polls"].map(OsString::from));
		let line = Line::parse_from(["bench", "--seconds", "5"]);
		assert!(!line.args.weights);
		assert_eq!(line.args.pass_on, ["--seconds", "5"].map(OsString::from));
	}

	#[test]
	fn weights_are_made_from_the_runtime_of_the_separate_folder() {
		let arguments = weights_arguments(Path::new("/t/bench"), &["--steps".into()]);
		let runtime = "/t/bench/wasm32v1-none/wasm/veche_runtime.wasm";
		let expected = [
			"weights",
			"--runtime",
			runtime,
			"--out",
			"pallets",
			"--steps",
		];
		assert_eq!(arguments, expected.map(OsString::from));
	}
}
