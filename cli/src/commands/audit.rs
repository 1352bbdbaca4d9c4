//! `veche audit`: count a poll again and compare.

use crate::{
	audit::{bundle::Bundle, fetch, recount::recount, report::Report},
	output::{usage, Context, Verdict},
};
use anyhow::Result;
use indicatif::ProgressBar;
use std::{io::Write, path::PathBuf};
use veche_primitives::PollId;

/// Options of `veche audit`.
#[derive(clap::Args, Debug)]
pub struct Opts {
	/// The poll. All of its ballots are fetched from the blocks.
	#[arg(required_unless_present = "bundle")]
	pub poll: Option<PollId>,
	/// Write everything the audit saw into a file that can be audited without a node.
	#[arg(long, value_name = "FILE", conflicts_with = "bundle")]
	pub export: Option<PathBuf>,
	/// Audit such a file instead of asking a node.
	#[arg(long, value_name = "FILE")]
	pub bundle: Option<PathBuf>,
}

/// Do it.
pub async fn run(opts: Opts, ctx: &Context, out: &mut dyn Write) -> Result<Verdict> {
	let mut bundle = match (&opts.bundle, opts.poll) {
		(Some(path), poll) => {
			let bundle = Bundle::read(path)?;
			if let Some(poll) = poll.filter(|poll| *poll != bundle.poll.id) {
				return Err(usage(format!(
					"the bundle is of poll {}, not of poll {poll}; name the right file",
					bundle.poll.id
				)));
			}
			bundle
		}
		(None, Some(poll)) => {
			let chain = ctx.chain().await?;
			let bar = ctx.bar(0, "reading blocks");
			let bundle = fetch::fetch(&chain, poll, &bar).await;
			bar.finish_and_clear();
			bundle?
		}
		(None, None) => return Err(usage("name a poll, or a file with --bundle")),
	};
	let bar = ctx.bar(bundle.ballots.len(), "verifying proofs");
	let report = verify(bundle.clone(), bar).await?;
	if let Some(path) = &opts.export {
		for (entry, counted) in bundle.ballots.iter_mut().zip(&report.marks) {
			entry.counted = Some(*counted);
		}
		bundle.write(path)?;
		ctx.note(&format!(
			"Written to {}; anybody can audit it with `veche audit --bundle`.",
			path.display()
		));
	}
	ctx.answer(out, &report, |out| {
		report.print(out)?;
		match &opts.bundle {
			Some(_) if report.ok => writeln!(
				out,
				"A file alone cannot show that no ballot was left out: compare the digest {:?} with \
				 that of `veche poll show {}` on a node you trust.",
				report.digest, report.poll
			),
			_ => Ok(()),
		}
	})?;
	Ok(report.verdict())
}

/// Recount on other threads.
async fn verify(bundle: Bundle, bar: ProgressBar) -> Result<Report> {
	let report = tokio::task::spawn_blocking(move || {
		let report = recount(&bundle, |verified| bar.inc(verified as u64));
		bar.finish_and_clear();
		report
	});
	Ok(report.await?)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::audit::synthetic;

	async fn audit(bundle: &Bundle) -> (Verdict, serde_json::Value) {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("bundle.json");
		bundle.write(&path).unwrap();
		let ctx = Context {
			url: String::new(),
			json: true,
			home: PathBuf::new(),
			passphrase_file: None,
		};
		let mut out = Vec::new();
		let opts = Opts {
			poll: None,
			export: None,
			bundle: Some(path),
		};
		let verdict = run(opts, &ctx, &mut out).await.unwrap();
		(verdict, serde_json::from_slice(&out).unwrap())
	}

	#[tokio::test]
	async fn audit_of_a_file_passes_when_honest_and_fails_when_tampered() {
		let mut bundle = synthetic::bundle();
		let (verdict, report) = audit(&bundle).await;
		assert_eq!((verdict, &report["ok"]), (Verdict::Good, &true.into()));

		let veche_primitives::ballot::Ballot::V1(ballot) = &mut bundle.ballots[4].ballot;
		ballot.counter = 3;
		let (verdict, report) = audit(&bundle).await;
		assert_eq!((verdict, &report["ok"]), (Verdict::Bad, &false.into()));
		assert!(
			report["problems"][0]
				.as_str()
				.unwrap()
				.starts_with("ballot 4 "),
			"{report}"
		);
	}
}
