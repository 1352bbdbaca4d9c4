//! `veche cast`: send ballots made earlier, singly or in batches.

use crate::{
	ballots,
	chain::{call, Chain, Included, Refused, Wait},
	output::{hex, Context, Verdict},
};
use anyhow::Result;
use serde::Serialize;
use std::{io::Write, path::PathBuf};
use veche_primitives::{
	ballot::{Ballot, MAX_BATCH},
	refusal, Alias, PollId,
};

/// Options of `veche cast`.
#[derive(clap::Args, Debug)]
pub struct Opts {
	/// Ballots made with `veche vote --out`.
	#[arg(required = true, value_name = "FILE")]
	pub files: Vec<PathBuf>,
	/// Send them together, up to 64 in one transaction: cheaper for the chain.
	#[arg(long)]
	pub batch: bool,
	/// Wait until the ballots are finalised, not only in a block.
	#[arg(long)]
	pub finalized: bool,
}

/// What became of one ballot.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Fate {
	/// The file it came from.
	pub file: PathBuf,
	/// The poll it names.
	pub poll: PollId,
	/// The alias it names.
	pub alias: String,
	/// The block it counts in.
	pub block: Option<u32>,
	/// Why it does not count.
	pub refused: Option<String>,
	/// The code of the refusal.
	pub code: Option<u8>,
}

/// Do it.
pub async fn run(opts: Opts, ctx: &Context, out: &mut dyn Write) -> Result<Verdict> {
	let ballots: Vec<(PathBuf, Ballot)> = opts
		.files
		.iter()
		.map(|file| Ok((file.clone(), ballots::read(file)?)))
		.collect::<Result<_>>()?;
	let chain = ctx.chain().await?;
	let wait = if opts.finalized {
		Wait::Finalized
	} else {
		Wait::Block
	};
	let size = if opts.batch { MAX_BATCH as usize } else { 1 };
	let bar = ctx.bar(ballots.len(), "casting ballots");
	let mut fates = Vec::new();
	for part in ballots.chunks(size) {
		fates.extend(send(&chain, part, opts.batch, wait).await?);
		bar.inc(part.len() as u64);
	}
	bar.finish_and_clear();
	ctx.answer(out, &fates, |out| {
		fates
			.iter()
			.try_for_each(|fate| match (fate.block, &fate.refused) {
				(Some(block), _) => {
					writeln!(out, "{}: counted in block {block}", fate.file.display())
				}
				(_, why) => {
					let why = why.as_deref().unwrap_or("refused");
					writeln!(out, "{}: REFUSED: {why}", fate.file.display())
				}
			})
	})?;
	let all = fates.iter().all(|fate| fate.block.is_some());
	Ok(if all { Verdict::Good } else { Verdict::Bad })
}

async fn send(
	chain: &Chain,
	part: &[(PathBuf, Ballot)],
	batch: bool,
	wait: Wait,
) -> Result<Vec<Fate>> {
	let best = chain.best().await?;
	let ballots: Vec<Ballot> = part.iter().map(|(_, ballot)| ballot.clone()).collect();
	let call = match (batch, ballots.first()) {
		(false, Some(ballot)) => call::cast(best.metadata(), ballot)?,
		_ => call::cast_batch(best.metadata(), &ballots)?,
	};
	let sent = match chain.submit_general(&call, wait).await {
		Ok(included) => Ok(included),
		Err(error) => Err(error.downcast::<Refused>()?),
	};
	let fates = part.iter().zip(0u32..).map(|((file, ballot), place)| {
		let content = ballot.content();
		let verdict = match &sent {
			Ok(included) => match refused(included, place) {
				None => Ok(included.number),
				Some(code) => Err((refusal::explain(code).to_string(), Some(code))),
			},
			Err(refused) => Err((refused.to_string(), refused.code())),
		};
		Fate {
			file: file.clone(),
			poll: content.poll,
			alias: hex(content.alias),
			block: verdict.as_ref().ok().copied(),
			code: verdict.as_ref().err().and_then(|(_, code)| *code),
			refused: verdict.err().map(|(why, _)| why),
		}
	});
	Ok(fates.collect())
}

/// Why the ballot at this place of a batch was not counted.
fn refused(included: &Included, place: u32) -> Option<u8> {
	included.events.iter().find_map(|event| {
		let (index, _, _, code) = event.read::<(u32, PollId, Alias, u8)>("Polls", "Refused")?;
		(index == place).then_some(code)
	})
}
