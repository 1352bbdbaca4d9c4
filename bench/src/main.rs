//! `veche-bench`: what Veche costs, measured.
//!
//! - [`weights`]: runs the pallets' benchmarks in the Wasm runtime and writes their `weights.rs`.
//! - [`measure`]: proofs, throughput, bytes and memory, for `docs/performance.md`.
//! - [`executor`]: the Wasm runtime on the executor the node uses; [`machine`]: where and when.
//!
//! `cargo xtask bench` builds what is needed and calls this.

use clap::Parser;
use std::process::ExitCode;

mod executor;
mod machine;
mod measure;
mod weights;

/// What Veche costs, measured.
#[derive(Parser)]
#[command(name = "veche-bench", version)]
enum Verb {
	/// Run the pallets' benchmarks and write their weights.
	Weights(weights::Args),
	/// Measure proofs, throughput, bytes and memory.
	Measure(measure::Args),
}

fn main() -> ExitCode {
	let outcome = match Verb::parse() {
		Verb::Weights(args) => weights::run(&args),
		Verb::Measure(args) => measure::run(&args),
	};
	match outcome {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("veche-bench: {error:#}");
			ExitCode::FAILURE
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::CommandFactory;

	#[test]
	fn command_line_is_consistent() {
		Verb::command().debug_assert();
	}
}
