//! `veche vote`: from what is typed to a counted ballot.
//!
//! 1. The poll's record is taken from finalised state, which nobody can reverse.
//! 2. The voter's precinct is looked up as of the roll epoch the poll pinned.
//! 3. The precinct's keys are downloaded and its commitment rebuilt. If it differs from the one in
//!    finalised state, the vote stops: a false ring could single the voter out.
//! 4. The proof is made here; the voting secret never leaves this machine.
//! 5. The ballot is sent as a general transaction: no account, no fee, no signature.

use super::seat::Seat;
use crate::{
	ballots::{self, PollView},
	chain::{call, At, Chain, Wait},
	choices,
	identity::Entropy,
	output::{hex, usage, Context, Verdict},
	ring::{self, Ring},
};
use anyhow::{anyhow, bail, Result};
use std::{
	io::{self, Write},
	path::PathBuf,
};
use veche_primitives::{
	ballot::{Ballot, Choices},
	polls::Phase,
	Alias, PollId, PrecinctId,
};

/// Options of `veche vote`.
#[derive(clap::Args, Debug)]
pub struct Opts {
	/// The poll.
	pub poll: PollId,
	/// One answer per question: yes, no, abstain; an option's number; several as 1,3; a ranking
	/// as '2>1=3'; or blank.
	#[arg(required = true, value_name = "CHOICE")]
	pub choices: Vec<String>,
	/// How to vote.
	#[command(flatten)]
	pub how: How,
}

/// How to vote.
#[derive(clap::Args, Debug)]
pub struct How {
	/// Your key, or a development seed like //Alice.
	#[arg(long)]
	pub key: String,
	/// Your precinct, if you know it [default: looked up].
	#[arg(long)]
	pub precinct: Option<PrecinctId>,
	/// The ballot's counter [default: one more than that of your counted ballot].
	#[arg(long)]
	pub counter: Option<u32>,
	/// Another node, run by somebody else, that must know the same ring.
	#[arg(long, value_name = "URL")]
	pub second_node: Option<String>,
	/// Write the ballot into a file instead of sending it.
	#[arg(long, value_name = "FILE")]
	pub out: Option<PathBuf>,
	/// Wait until the ballot is finalised, not only in a block.
	#[arg(long)]
	pub finalized: bool,
}

/// Do it.
pub async fn run(opts: Opts, ctx: &Context, out: &mut dyn Write) -> Result<Verdict> {
	let voted = vote(opts, ctx).await?;
	let mut answer = voted.answer();
	// Who sits on a panel is nobody's business: `veche jury` shows the alias to those who ask for it.
	let alias = (!voted.poll.record.panel).then(|| hex(voted.alias));
	if let Some(alias) = &alias {
		answer["alias"] = alias.clone().into();
	}
	ctx.answer(out, &answer, |out| {
		voted.draw(out)?;
		match &alias {
			Some(alias) => writeln!(out, "tracking code  {alias}"),
			None => Ok(()),
		}
	})?;
	Ok(Verdict::Good)
}

/// What became of a ballot.
pub struct Voted {
	/// The voter's pseudonym in this poll.
	pub alias: Alias,
	poll: PollView,
	choices: Choices,
	counter: u32,
	fate: Fate,
}

/// Where the ballot went.
enum Fate {
	/// Into a file.
	Written(PathBuf),
	/// Into a block.
	Counted {
		precinct: PrecinctId,
		block: u32,
		finalized: bool,
	},
}

impl Voted {
	/// The answer to scripts, without the alias.
	pub fn answer(&self) -> serde_json::Value {
		let counter = self.counter;
		match &self.fate {
			Fate::Written(file) => serde_json::json!({ "counter": counter, "file": file }),
			Fate::Counted {
				precinct,
				block,
				finalized,
			} => serde_json::json!({
				"poll": self.poll.id,
				"counter": counter,
				"precinct": precinct,
				"block": block,
				"finalized": finalized,
			}),
		}
	}

	/// The answer to people, without the alias.
	pub fn draw(&self, out: &mut dyn Write) -> io::Result<()> {
		let Fate::Counted { block, .. } = &self.fate else {
			return Ok(());
		};
		let words: Vec<String> = (self.poll.paper.questions.iter().zip(&self.choices))
			.map(|(question, choice)| choices::describe(question.method, choice))
			.collect();
		writeln!(out, "Counted in block {block}: {}", words.join(" | "))?;
		if self.counter > 1 {
			writeln!(out, "It replaces your earlier ballot.")?;
		}
		Ok(())
	}
}

/// From what is typed to a counted ballot.
pub async fn vote(opts: Opts, ctx: &Context) -> Result<Voted> {
	let Opts { poll, choices, how } = opts;
	let chain = ctx.chain().await?;
	let (at, poll) = open_poll(&chain, poll, ctx).await?;
	let choices = choices::parse(&poll.paper, &choices)?;
	let identity = ctx.identity(&how.key)?;

	let looking = ctx.spinner("looking up your precinct");
	let (electorate, epoch) = (poll.record.electorate, poll.record.epoch);
	let seat = Seat::find(&at, electorate, epoch, &identity, how.precinct).await;
	looking.finish_and_clear();
	let Some(seat) = seat? else {
		bail!(
			"your voting key is not on the roll that poll {} froze (epoch {epoch}); who is \
			 registered or moved later votes in later polls. `veche roll status` says when the rolls \
			 turn next",
			poll.id
		);
	};
	if let Some(url) = &how.second_node {
		seat.ask_second_node(url, &chain, epoch).await?;
	}
	seat.warn_if_small("ballot", ctx);
	let Seat { entropy, ring } = seat;

	let alias = ring::alias(&entropy, &poll.record.context)?;
	let best = chain.best().await?;
	if poll.record.panel && !best.admitted(poll.id).await?.contains(&alias) {
		bail!(
			"poll {} admits only the drawn panel, and you do not sit on it: you were not drawn, stand by \
			 as a reserve, or lost your place at half-time since you had not voted; `veche jury status` \
			 tells which",
			poll.id
		);
	}
	let counter = match how.counter {
		Some(counter) => counter,
		None => next_counter(&best, poll.id, &alias).await?,
	};

	let proving = ctx.spinner("making the proof on this machine");
	let ballot = prove(
		&chain,
		poll.clone(),
		ring,
		entropy,
		choices.clone(),
		counter,
	)
	.await;
	proving.finish_and_clear();
	let ballot = ballot?;

	let fate = match how.out {
		Some(path) => {
			ballots::write(&path, &ballot)?;
			ctx.note(&format!(
				"Written to {}; send it with `veche cast`.",
				path.display()
			));
			Fate::Written(path)
		}
		None => {
			let wait = if how.finalized {
				Wait::Finalized
			} else {
				Wait::Block
			};
			let sending = ctx.spinner("sending the ballot");
			let call = call::cast(best.metadata(), &ballot)?;
			let sent = chain.submit_general(&call, wait).await;
			sending.finish_and_clear();
			Fate::Counted {
				precinct: ballot.content().precinct,
				block: sent?.number,
				finalized: how.finalized,
			}
		}
	};
	Ok(Voted {
		alias,
		poll,
		choices,
		counter,
		fate,
	})
}

/// The open poll, as finalised state knows it. A poll opened a moment ago is waited for.
pub async fn open_poll(chain: &Chain, id: PollId, ctx: &Context) -> Result<(At, PollView)> {
	let best = chain.best().await?;
	let poll = best.poll_view(id).await?;
	let PollView { record, .. } = &poll;
	match record.phase {
		Phase::Scheduled => {
			return Err(usage(format!(
				"poll {id} opens at block {}, now is block {}; vote then",
				record.opens, best.number
			)))
		}
		// Ballots of the next block are still in time.
		Phase::Open if best.number.saturating_add(1) < record.closes => (),
		_ => {
			return Err(usage(format!(
				"poll {id} is closed; `veche poll show {id}` has the result"
			)))
		}
	}
	let waiting = ctx.spinner("waiting until the poll's opening is final");
	let at = chain.wait_for_finalized(record.opens).await;
	waiting.finish_and_clear();
	let at = at?;
	let poll = at.poll_view(id).await?;
	if poll.record.phase == Phase::Scheduled {
		bail!("poll {id} is not open in finalised state; wait some blocks and try again");
	}
	Ok((at, poll))
}

async fn next_counter(at: &At, poll: PollId, alias: &Alias) -> Result<u32> {
	let counted = at
		.ballot(poll, alias)
		.await?
		.map_or(0, |counted| counted.counter);
	counted
		.checked_add(1)
		.ok_or_else(|| anyhow!("no counter is left for a re-vote; your last ballot stays counted"))
}

/// Make the ballot on another thread.
async fn prove(
	chain: &Chain,
	poll: PollView,
	ring: Ring,
	entropy: Entropy,
	choices: Choices,
	counter: u32,
) -> Result<Ballot> {
	let genesis = chain.genesis_hash();
	tokio::task::spawn_blocking(move || {
		ballots::make(&entropy, &poll, &ring, choices, counter, genesis)
	})
	.await?
}
