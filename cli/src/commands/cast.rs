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
	/// Why nobody here can tell whether it counts: look before sending it again.
	pub unknown: Option<String>,
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
		// Whatever becomes of some, the others are sent, and all are told of.
		let sent = send(&chain, part, opts.batch, wait).await;
		fates.extend(
			part.iter()
				.zip(0u32..)
				.map(|(one, place)| Fate::new(one, &sent, place)),
		);
		bar.inc(part.len() as u64);
	}
	bar.finish_and_clear();
	ctx.answer(out, &fates, |out| {
		fates
			.iter()
			.try_for_each(|fate| writeln!(out, "{}: {}", fate.file.display(), fate.words()))
	})?;
	let all = fates.iter().all(|fate| fate.block.is_some());
	Ok(if all { Verdict::Good } else { Verdict::Bad })
}

async fn send(
	chain: &Chain,
	part: &[(PathBuf, Ballot)],
	batch: bool,
	wait: Wait,
) -> Result<Included> {
	let best = chain.best().await?;
	let ballots: Vec<Ballot> = part.iter().map(|(_, ballot)| ballot.clone()).collect();
	let call = match (batch, ballots.first()) {
		(false, Some(ballot)) => call::cast(best.metadata(), ballot)?,
		_ => call::cast_batch(best.metadata(), &ballots)?,
	};
	chain.submit_general(&call, wait).await
}

impl Fate {
	/// Of the ballot at this place of a transaction with this outcome.
	fn new((file, ballot): &(PathBuf, Ballot), sent: &Result<Included>, place: u32) -> Self {
		let content = ballot.content();
		let mut fate = Self {
			file: file.clone(),
			poll: content.poll,
			alias: hex(content.alias),
			block: None,
			refused: None,
			unknown: None,
			code: None,
		};
		match sent {
			Ok(included) => match refused(included, place) {
				None => fate.block = Some(included.number),
				Some(code) => {
					fate.refused = Some(refusal::explain(code).to_string());
					fate.code = Some(code);
				}
			},
			Err(error) => {
				let why = Some(format!("{error:#}"));
				if is_refusal(error) {
					fate.refused = why;
				} else {
					fate.unknown = why;
				}
				fate.code = error.downcast_ref::<Refused>().and_then(Refused::code);
			}
		}
		fate
	}

	/// In words.
	fn words(&self) -> String {
		match (self.block, &self.refused, &self.unknown) {
			(Some(block), ..) => format!("counted in block {block}"),
			(None, Some(why), _) => format!("REFUSED: {why}"),
			(None, None, why) => format!("NOT KNOWN: {}", why.as_deref().unwrap_or_default()),
		}
	}
}

/// Whether a ballot that was answered like this does not count. After the other errors it may be in
/// a block, or get into one.
fn is_refusal(error: &anyhow::Error) -> bool {
	match error.downcast_ref() {
		Some(
			Refused::Code(_)
			| Refused::Stale
			| Refused::Behind
			| Refused::Payment
			| Refused::Failed(..)
			| Refused::Other(_),
		) => true,
		Some(
			Refused::Known
			| Refused::Banned
			| Refused::Replaced
			| Refused::Full
			| Refused::Lost
			| Refused::NotFinal,
		)
		| None => false,
	}
}

/// Why the ballot at this place of a batch was not counted.
fn refused(included: &Included, place: u32) -> Option<u8> {
	included.events.iter().find_map(|event| {
		let (index, _, _, code) = event.read::<(u32, PollId, Alias, u8)>("Polls", "Refused")?;
		(index == place).then_some(code)
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::chain::Event;
	use anyhow::anyhow;
	use codec::Encode;
	use sp_core::H256;
	use veche_primitives::ballot::BallotV1;

	fn ballot() -> (PathBuf, Ballot) {
		let ballot = BallotV1 {
			poll: 3,
			precinct: 4,
			alias: [5; 32],
			counter: 1,
			choices: Default::default(),
			proof: vec![7; 785].try_into().unwrap(),
		};
		("ballot.json".into(), Ballot::V1(ballot))
	}

	fn fate(sent: Result<Included>, place: u32) -> Fate {
		Fate::new(&ballot(), &sent, place)
	}

	#[test]
	fn ballot_counts_in_its_block_when_the_batch_does_not_refuse_it() {
		let included = Included {
			block: H256::zero(),
			number: 120,
			extrinsic: 1,
			events: vec![Event {
				pallet: "Polls".into(),
				name: "Refused".into(),
				extrinsic: Some(1),
				fields: (1u32, 3u32, [5u8; 32], refusal::BAD_PROOF).encode(),
			}],
		};
		let counted = fate(Ok(included.clone()), 0);
		assert_eq!((counted.block, counted.code), (Some(120), None));
		assert_eq!(counted.words(), "counted in block 120");
		let refused = fate(Ok(included), 1);
		assert_eq!(
			(refused.block, refused.code),
			(None, Some(refusal::BAD_PROOF))
		);
	}

	#[test]
	fn ballot_is_refused_when_the_node_or_the_chain_does_not_take_it() {
		let refused = fate(Err(Refused::Code(refusal::POLL_CLOSED).into()), 0);
		assert_eq!(refused.code, Some(refusal::POLL_CLOSED));
		let failed = Refused::Failed("Polls".into(), "NotOpen".into(), "wait".into());
		for error in [
			Refused::Code(refusal::POLL_CLOSED),
			Refused::Stale,
			Refused::Behind,
			Refused::Payment,
			failed,
			Refused::Other("no".into()),
		] {
			let words = error.to_string();
			let fate = fate(Err(error.into()), 0);
			assert_eq!(fate.words(), format!("REFUSED: {words}"));
			assert_eq!((fate.block, fate.unknown), (None, None));
			assert_eq!(fate.refused, Some(words));
		}
	}

	#[test]
	fn fate_is_not_known_when_the_ballot_may_be_in_a_block_or_get_into_one() {
		for error in [
			anyhow::Error::from(Refused::Known),
			anyhow::Error::from(Refused::Banned),
			anyhow::Error::from(Refused::Replaced),
			anyhow::Error::from(Refused::Full),
			anyhow::Error::from(Refused::Lost),
			anyhow::Error::from(Refused::NotFinal),
			anyhow!("the node does not answer"),
		] {
			let words = format!("{error:#}");
			let fate = fate(Err(error), 0);
			assert_eq!(fate.words(), format!("NOT KNOWN: {words}"));
			assert_eq!((fate.block, fate.refused, fate.code), (None, None, None));
			assert_eq!(fate.unknown, Some(words));
		}
	}
}
