//! `veche-bench weights`: each pallet's benchmarks in Wasm, fitted, written as `weights.rs`.
//!
//! In order: [`mod@run`] dispatches every benchmark over its range of components; [`fit`] finds base and
//! slopes of time, reads and writes; [`header`] keeps what people wrote in the file; [`render`]
//! writes the rest.

mod fit;
mod header;
mod render;
mod run;

use crate::{executor::Wasm, machine};
use anyhow::{bail, Context as _, Result};
use std::{fs, path::PathBuf, process::Command};

/// The pallets that have weights of their own, by their folder.
const PALLETS: [&str; 13] = [
	"territory",
	"identity",
	"rolls",
	"polls",
	"initiatives",
	"credentials",
	"offices",
	"elections",
	"pledges",
	"reputation",
	"recall",
	"jury",
	"laws",
];

/// What `weights` takes.
#[derive(clap::Args)]
pub struct Args {
	/// The Wasm runtime, built with the feature `runtime-benchmarks`.
	#[arg(long, value_name = "FILE")]
	runtime: PathBuf,
	/// The folder of the pallets.
	#[arg(long, value_name = "FOLDER", default_value = "pallets")]
	out: PathBuf,
	/// Only this pallet; can be given several times.
	#[arg(long, value_name = "NAME", value_parser = PALLETS)]
	pallet: Vec<String>,
	/// How many values of each component are tried.
	#[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(2..=1_000))]
	steps: u32,
	/// How often each of them is measured.
	#[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=1_000))]
	repeat: u32,
	/// Measure and print, but leave the files alone.
	#[arg(long)]
	dry_run: bool,
}

/// Measure and write.
pub fn run(args: &Args) -> Result<()> {
	let code = fs::read(&args.runtime).with_context(|| {
		format!(
			"cannot read the runtime {}; `cargo xtask bench --weights` builds it",
			args.runtime.display()
		)
	})?;
	let bench = run::Bench::new(Wasm::new(code))?;
	for pallet in chosen(&args.pallet) {
		one(&bench, pallet, args)?;
	}
	Ok(())
}

/// The pallets asked for, all if none is, in their proper order.
fn chosen(asked: &[String]) -> impl Iterator<Item = &'static str> + '_ {
	let wanted = |name: &&str| asked.is_empty() || asked.iter().any(|one| one == name);
	PALLETS.into_iter().filter(wanted)
}

fn one(bench: &run::Bench, pallet: &str, args: &Args) -> Result<()> {
	let path = args.out.join(pallet).join("src/weights.rs");
	let present = fs::read_to_string(&path).with_context(|| {
		format!(
			"cannot read {}; run this in the source tree, or give --out",
			path.display()
		)
	})?;
	let kept = header::Kept::of(&present).with_context(|| format!("{}", path.display()))?;
	let name = format!("pallet_{pallet}");
	let mut fits = Vec::new();
	for declared in &kept.functions {
		let measured = bench.measure(&name, &declared.name, args.steps, args.repeat)?;
		let fitted = fit::fit(&measured)
			.with_context(|| format!("{name}::{} cannot be fitted", declared.name))?;
		if fitted.names() != declared.components {
			bail!(
				"{name}::{} has the components {:?}, its weight takes {:?}; make them the same",
				declared.name,
				fitted.names(),
				declared.components
			);
		}
		eprintln!("  {name}::{}: {}", declared.name, render::range(&fitted));
		fits.push(fitted);
	}
	for name in bench.benchmarks_of(&name) {
		if !kept.functions.iter().any(|function| function.name == name) {
			eprintln!("  pallet_{pallet}::{name} is no weight and was not run");
		}
	}
	let text = format!(
		"{}{}",
		kept.text,
		render::implementations(&fits, &provenance(args))
	);
	if args.dry_run {
		println!("{text}");
		return Ok(());
	}
	fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
	tidy(&path);
	Ok(())
}

/// Where the numbers are from.
fn provenance(args: &Args) -> Vec<String> {
	vec![
		format!(
			"Measured on {} in Wasm on {}.",
			machine::today(),
			machine::cpu_model()
		),
		format!(
			"Values per component: {}; repetitions: {}.",
			args.steps, args.repeat
		),
		"Command: cargo xtask bench --weights".into(),
	]
}

/// Have rustfmt settle the lines. What is written is valid without it.
fn tidy(path: &std::path::Path) {
	let done = Command::new("rustfmt")
		.args(["--edition", "2021"])
		.arg(path)
		.status();
	if !done.is_ok_and(|status| status.success()) {
		eprintln!(
			"  rustfmt did not run on {}; run `cargo fmt` yourself",
			path.display()
		);
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn all_pallets_are_chosen_when_none_is_named() {
		assert_eq!(chosen(&[]).collect::<Vec<_>>(), PALLETS);
	}

	#[test]
	fn named_pallets_keep_their_proper_order() {
		let asked = ["polls".to_string(), "identity".to_string()];
		assert_eq!(chosen(&asked).collect::<Vec<_>>(), ["identity", "polls"]);
	}
}
