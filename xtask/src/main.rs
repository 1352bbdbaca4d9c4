//! `cargo xtask`: one command for each job in this repository, each doing its own set-up.
//!
//! `demo` shows a real anonymous election on a real chain, `test` proves everything, `check` is the
//! fast part of it, `bench` measures, `simulate` tries rules on people who are made up. `setup`,
//! `build` and `env` are their parts.

use clap::Parser;
use std::process::ExitCode;

mod bench;
mod build;
mod check;
mod demo;
mod env;
mod run;
mod setup;
mod simulate;
mod test;
#[path = "../../runtime/wasm.rs"]
mod wasm;

/// The jobs of this repository. Each does its own set-up, so start with the one you want.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
enum Verb {
	/// Build everything, start a chain and hold an anonymous election on it.
	Demo(demo::Args),
	/// Format, clippy, rustdoc, build and all tests, the end-to-end ones on the real node included.
	Test(test::Args),
	/// The fast part of `test`: format and clippy, without the Wasm runtime.
	Check,
	/// Measure proofs, throughput, bytes and memory; with `--weights`, generate the weights.
	Bench(bench::Args),
	/// Try rules on people who are made up: how often recall misfires, how often a lobby takes a jury.
	Simulate(simulate::Args),
	/// Check that this machine has what a build needs, and add what can be added without root.
	Setup(setup::Args),
	/// Build the node and the command line tool.
	Build,
	/// Print the variables that a plain `cargo` call needs: `eval "$(cargo xtask env)"`.
	Env,
}

fn main() -> ExitCode {
	let outcome = match Verb::parse() {
		Verb::Demo(args) => demo::run(args),
		Verb::Test(args) => test::run(args),
		Verb::Check => check::run(),
		Verb::Bench(args) => bench::run(args),
		Verb::Simulate(args) => simulate::run(args),
		Verb::Setup(args) => setup::run(args),
		Verb::Build => build::run(),
		Verb::Env => env::run(),
	};
	match outcome {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("\nxtask: {error:#}");
			run::exit_code_of(&error)
		}
	}
}
