//! `veche tally`: count a BLT file with the chain's own rules, off chain.

use crate::output::{usage, Context, Verdict};
use anyhow::{Context as _, Result};
use std::{
	fs,
	io::{self, Write},
	path::PathBuf,
};
use veche_primitives::ballot::Method;
use veche_tally::blt::{Election, Report};

/// Options of `veche tally`.
#[derive(clap::Args, Debug)]
pub struct Opts {
	/// Ballots in the BLT format.
	pub file: PathBuf,
	/// How to count: plurality, approval or schulze.
	#[arg(long, default_value = "schulze")]
	pub method: Method,
}

/// Do it.
pub async fn run(opts: Opts, ctx: &Context, out: &mut dyn Write) -> Result<Verdict> {
	let bytes = fs::read(&opts.file)
		.with_context(|| format!("cannot read {}; check the path", opts.file.display()))?;
	let election = Election::from_bytes(&bytes).map_err(|error| {
		usage(format!(
			"{} is no BLT file: {error}; correct it",
			opts.file.display()
		))
	})?;
	let report = election.report(opts.method).map_err(|error| {
		usage(format!(
			"{} cannot be counted by {}: {error}; choose another --method",
			opts.file.display(),
			opts.method
		))
	})?;
	ctx.answer(out, &report, |out| {
		print(out, &election, &report, opts.method)
	})?;
	Ok(Verdict::Good)
}

fn print(
	out: &mut dyn Write,
	election: &Election,
	report: &Report,
	method: Method,
) -> io::Result<()> {
	let name = |index: usize| election.names.get(index).map_or("?", String::as_str);
	if !election.title.is_empty() {
		writeln!(out, "{}", election.title)?;
	}
	writeln!(
		out,
		"{} ballots, {} of them blank, counted by {method}",
		report.ballots, report.blank
	)?;
	writeln!(out, "\nFirst preferences")?;
	let width = election
		.names
		.iter()
		.map(|name| name.chars().count())
		.max()
		.unwrap_or(0);
	for (index, first) in report.first_preferences.iter().enumerate() {
		writeln!(out, "{:>4}  {:<width$}  {first:>8}", index + 1, name(index))?;
	}
	writeln!(out, "\nBallots that put the row above the column")?;
	write!(out, "{:>6}", "")?;
	for column in 1..=report.pairwise.len() {
		write!(out, "{column:>8}")?;
	}
	writeln!(out)?;
	for (index, row) in report.pairwise.iter().enumerate() {
		write!(out, "{:>6}", index + 1)?;
		row.iter().try_for_each(|cell| write!(out, "{cell:>8}"))?;
		writeln!(out)?;
	}
	let winners: Vec<String> = report
		.winners
		.iter()
		.map(|winner| format!("{winner} {}", name(usize::from(*winner).saturating_sub(1))))
		.collect();
	match winners.as_slice() {
		[] => writeln!(out, "\nNobody wins."),
		[winner] => writeln!(out, "\nWinner: {winner}"),
		tied => writeln!(out, "\nTied: {}", tied.join(", ")),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::Value;

	fn elections() -> PathBuf {
		"../tally/data/elections".into()
	}

	async fn count(file: &str, method: Method, json: bool) -> Result<String> {
		let ctx = Context {
			url: String::new(),
			json,
			home: PathBuf::new(),
			passphrase_file: None,
		};
		let mut out = Vec::new();
		run(
			Opts {
				file: elections().join(file),
				method,
			},
			&ctx,
			&mut out,
		)
		.await?;
		Ok(String::from_utf8(out)?)
	}

	#[tokio::test]
	async fn tally_prints_what_the_independent_count_found() {
		let expected = fs::read(elections().join("expected.json")).unwrap();
		let expected: Vec<Value> = serde_json::from_slice(&expected).unwrap();
		assert!(!expected.is_empty());
		for election in expected {
			let file = election["file"].as_str().unwrap();
			for (method, winners) in [
				(Method::Plurality, "plurality"),
				(Method::Schulze, "schulze"),
			] {
				let text = count(file, method, true).await.unwrap();
				let found: Value = serde_json::from_str(&text).unwrap();
				for field in ["ballots", "blank", "first_preferences", "pairwise"] {
					assert_eq!(found[field], election[field], "{file} {method} {field}");
				}
				assert_eq!(found["winners"], election[winners], "{file} {method}");
				assert_eq!(found.as_object().unwrap().len(), 5, "{file}: {text}");
			}
		}
	}

	#[tokio::test]
	async fn tally_prints_a_table_for_people() {
		let text = count("eilean_siar_2022_ward3.blt", Method::Schulze, false)
			.await
			.unwrap();
		assert!(
			text.contains("661 ballots") && text.contains("Winner: "),
			"{text}"
		);
	}

	#[tokio::test]
	async fn tally_fails_as_usage_when_file_is_no_blt() {
		let error = count("README.md", Method::Schulze, true).await.unwrap_err();
		assert!(error.is::<crate::output::Usage>(), "{error}");
	}
}
