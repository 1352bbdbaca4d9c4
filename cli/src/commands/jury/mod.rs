//! `veche jury`: what whoever holds the jurists' credential does with bills.
//!
//! Read it in this order: `ticket`, a seat claimed; `odds`, how likely it is drawn; `standing`, what
//! part somebody has; `stage`, what is to be done and said; `reading`, all of it from the chain;
//! `serve`, the command that does it as time goes by.

mod odds;
mod reading;
mod serve;
mod stage;
mod standing;
pub mod ticket;

pub use standing::Standing;

use super::{
	bill::{self, View},
	steps::Now,
	vote,
};
use crate::{
	chain::{
		jury::{Drawn, Phase, Record},
		At,
	},
	drawing::{lines::wrap, percent},
	identity::Identity,
	output::{hex, usage, Context, Verdict},
};
use anyhow::Result;
use reading::{Read, Reader};
use serde_json::Value;
use stage::Stage;
use std::io::Write;
use ticket::{Claimed, How};
use veche_primitives::{Alias, BillId, PrecinctId};

const PRIVACY: &str = "\
What can be told from a ticket:
  That somebody of your precinct of the jurists' roll, as it was frozen for the bill, claims a seat,
  and under which alias. The same alias stands on the panel's list and on the ballot, so everybody
  can tell how an alias voted. Nobody can tell whose it is: not the chain, not the node, not the
  other jurists. A small precinct hides you among few; this command warns of it.
What cannot be hidden:
  The node you send through sees your internet address and the time; use a node of your own, or one
  that you reach through others. Whoever has your voting secret can work out your alias. And you
  yourself can prove it to others, so do not show it: who asks you to may want to buy your vote.";

/// What to do as a jurist.
#[derive(clap::Subcommand, Debug)]
pub enum Command {
	/// Claim a seat on the panel of a bill: a ticket made here, sent without any name.
	#[command(after_help = PRIVACY)]
	Ticket(TicketOpts),
	/// Vote on a bill whose panel you sit on.
	Vote(VoteOpts),
	/// Show how far the drawing and the verdict of a bill are; with a key, also your part in it.
	Status {
		/// The bill.
		bill: BillId,
		/// Your key. It is only used on this machine.
		#[arg(long)]
		key: Option<String>,
		/// Show your alias too. Whoever sees it can tell how you vote.
		#[arg(long, requires = "key")]
		show_alias: bool,
	},
	/// Wait for bills, claim a seat as soon as a seed is drawn, tell when you are drawn, and remind
	/// you to vote. Never votes for you; ends with Ctrl-C.
	#[command(after_help = PRIVACY)]
	Serve(serve::Serve),
}

/// Options of `veche jury ticket`.
#[derive(clap::Args, Debug)]
pub struct TicketOpts {
	/// The bill.
	bill: BillId,
	/// Your key, or a development seed like //Alice.
	#[arg(long)]
	key: String,
	/// Your precinct of the jurists' roll, if you know it [default: looked up].
	#[arg(long)]
	precinct: Option<PrecinctId>,
	/// Another node, run by somebody else, that must know the same ring.
	#[arg(long, value_name = "URL")]
	second_node: Option<String>,
	/// Wait until the ticket is finalised, not only in a block.
	#[arg(long)]
	finalized: bool,
	/// Show your alias too. Whoever sees it can tell how you vote.
	#[arg(long)]
	show_alias: bool,
}

/// Options of `veche jury vote`.
#[derive(clap::Args, Debug)]
pub struct VoteOpts {
	/// The bill.
	bill: BillId,
	/// Your answer: yes, no or abstain.
	#[arg(value_parser = ["yes", "no", "abstain"])]
	answer: String,
	/// How to vote.
	#[command(flatten)]
	how: vote::How,
	/// Show your alias too. Whoever sees it can tell how you voted.
	#[arg(long)]
	show_alias: bool,
}

/// Do it.
pub async fn run(command: Command, ctx: &Context, out: &mut dyn Write) -> Result<Verdict> {
	match command {
		Command::Ticket(opts) => claim(opts, ctx, out).await?,
		Command::Vote(opts) => cast(opts, ctx, out).await?,
		Command::Status {
			bill,
			key,
			show_alias,
		} => {
			let at = ctx.chain().await?.best().await?;
			let identity = key.map(|key| ctx.identity(&key)).transpose()?;
			status(&at, bill, identity.as_ref(), show_alias, ctx, out).await?;
		}
		Command::Serve(opts) => serve::serve(opts, ctx, out).await?,
	}
	Ok(Verdict::Good)
}

async fn claim(opts: TicketOpts, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let chain = ctx.chain().await?;
	let identity = ctx.identity(&opts.key)?;
	let how = How {
		precinct: opts.precinct,
		second_node: opts.second_node,
		finalized: opts.finalized,
	};
	let claimed = ticket::claim(&chain, opts.bill, &identity, &how, ctx).await?;
	let millis = chain.best().await?.block_millis().await?;
	let mut answer = serde_json::json!({
		"bill": opts.bill,
		"kept": matches!(claimed.standing, Standing::Kept { .. }),
		"standing": claimed.standing,
		"tickets": claimed.kept,
		"seats": claimed.drawing.seats,
		"places": claimed.drawing.places,
		"until": claimed.drawing.until,
		"jurists": claimed.jurists,
		"chance_to_sit": claimed.to_sit,
		"chance_to_be_kept": claimed.to_be_kept,
		"precinct": claimed.precinct,
		"ring": claimed.ring,
		"block": claimed.block,
		"sent": claimed.sent,
	});
	if opts.show_alias {
		answer["alias"] = hex(claimed.alias).into();
	}
	ctx.answer(out, &answer, |out| {
		for line in ticket_words(&claimed, millis) {
			writeln!(out, "{}", wrap("", &line))?;
		}
		if opts.show_alias {
			writeln!(out, "alias  {}", hex(claimed.alias))?;
		}
		Ok(())
	})
}

/// What became of a ticket, and what to do next.
fn ticket_words(claimed: &Claimed, millis: u64) -> Vec<String> {
	let drawing = &claimed.drawing;
	let bill = drawing.bill;
	let Standing::Kept { place, would_sit } = claimed.standing else {
		let known = match (claimed.block, claimed.sent) {
			(Some(block), _) => format!("It was taken in block {block}, and lower ones came."),
			(None, true) => "It was sent and refused, since lower ones came first: whoever saw it \
			                 knows that somebody of your precinct tried."
				.into(),
			(None, false) => "It was not sent: nobody learns that you tried.".into(),
		};
		return vec![
			format!(
				"You are not drawn for bill {bill}: all {} places are taken by tickets lower than \
				 yours.",
				drawing.places
			),
			known,
		];
	};
	let first = match claimed.block {
		Some(block) => format!("Your ticket for bill {bill} is in, since block {block}."),
		None => format!("Your ticket for bill {bill} was in already."),
	};
	let role = if would_sit { "sit" } else { "stand by" };
	let since = claimed.block.unwrap_or(drawing.since);
	vec![
		first,
		format!(
			"It is number {place} of the {} kept so far: you would {role} now. Of {} on the roll, the \
			 {} lowest sit; if all of them claim, you sit with {} and sit or stand by with {}.",
			claimed.kept,
			claimed.jurists,
			drawing.seats,
			percent(claimed.to_sit),
			percent(claimed.to_be_kept)
		),
		format!(
			"The panel is drawn at block {} ({}). Then look with `veche jury status {bill} --key \
			 NAME`, or let `veche jury serve --key NAME` remind you.",
			drawing.until,
			Now {
				block: since,
				millis
			}
			.until(drawing.until)
		),
	]
}

async fn cast(opts: VoteOpts, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let at = ctx.chain().await?.best().await?;
	let record = at.bill(opts.bill).await?;
	let Phase::Trial { poll, .. } = record.phase else {
		return Err(usage(no_vote(opts.bill, &record)));
	};
	let identity = ctx.identity(&opts.how.key)?;
	let read = Reader::default()
		.read(&at, opts.bill, &record, &identity)
		.await?;
	if let Stage::Trial { standing, .. } = read.stage {
		if !matches!(standing, Standing::Sits { .. }) {
			let now = Now {
				block: at.number,
				millis: at.block_millis().await?,
			};
			anyhow::bail!(
				"only the panel of bill {} votes: {}",
				opts.bill,
				read.stage.words(opts.bill, now)
			);
		}
	}
	let voted = vote::vote(
		vote::Opts {
			poll,
			choices: vec![opts.answer],
			how: opts.how,
		},
		ctx,
	)
	.await?;
	let mut answer = voted.answer();
	answer["bill"] = opts.bill.into();
	if opts.show_alias {
		answer["alias"] = hex(voted.alias).into();
	}
	ctx.answer(out, &answer, |out| {
		voted.draw(out)?;
		if opts.show_alias {
			writeln!(out, "tracking code  {}", hex(voted.alias))?;
		}
		Ok(())
	})
}

/// Why nobody votes on a bill as a juror now.
fn no_vote(bill: BillId, record: &Record) -> String {
	let why = match record.phase {
		Phase::Petition { .. } => "it still looks for supporters",
		Phase::Waiting { .. } | Phase::Frozen { .. } => "its panel is not drawn yet",
		Phase::Claiming { .. } => "its panel is being drawn; claim a seat with `veche jury ticket`",
		_ => "it is decided",
	};
	format!("no panel votes on bill {bill} now: {why}. `veche bill show {bill}` tells more")
}

async fn status(
	at: &At,
	bill: BillId,
	identity: Option<&Identity>,
	show_alias: bool,
	ctx: &Context,
	out: &mut dyn Write,
) -> Result<()> {
	let record = at.bill(bill).await?;
	let view = View::read(at, bill).await?;
	let own = match identity {
		Some(identity) => Some(Own::read(at, bill, &record, identity).await?),
		None => None,
	};
	let mut answer = serde_json::to_value(&view)?;
	if let Some(own) = &own {
		answer["you"] = own.answer(show_alias);
	}
	ctx.answer(out, &answer, |out| {
		bill::draw(out, &view)?;
		let Some(own) = &own else { return Ok(()) };
		writeln!(out)?;
		writeln!(out, "{}", wrap("You: ", &own.words))?;
		if let Some(odds) = &own.odds {
			writeln!(out, "{}", wrap("     ", odds))?;
		}
		match own.alias.filter(|_| show_alias) {
			Some(alias) => writeln!(out, "     alias {}", hex(alias)),
			None => Ok(()),
		}
	})
}

/// Somebody's own part in a bill.
struct Own {
	event: &'static str,
	standing: Option<Standing>,
	words: String,
	odds: Option<String>,
	alias: Option<Alias>,
}

impl Own {
	async fn read(at: &At, bill: BillId, record: &Record, identity: &Identity) -> Result<Self> {
		let Read { stage, alias } = Reader::default().read(at, bill, record, identity).await?;
		let now = Now {
			block: at.number,
			millis: at.block_millis().await?,
		};
		let standing = match stage {
			Stage::Claiming { standing, .. } => standing,
			Stage::Trial { standing, .. } => Some(standing),
			_ => None,
		};
		Ok(Self {
			event: stage.headline(),
			standing,
			words: stage.words(bill, now),
			odds: chances(at, bill, record, &stage, alias.as_ref()).await?,
			alias,
		})
	}

	fn answer(&self, show_alias: bool) -> Value {
		let mut answer = serde_json::json!({
			"event": self.event,
			"standing": self.standing,
			"words": self.words,
			"odds": self.odds,
		});
		if let Some(alias) = self.alias.filter(|_| show_alias) {
			answer["alias"] = hex(alias).into();
		}
		answer
	}
}

/// The chances of somebody who can be drawn still.
async fn chances(
	at: &At,
	bill: BillId,
	record: &Record,
	stage: &Stage,
	alias: Option<&Alias>,
) -> Result<Option<String>> {
	let jurists = at.electors(record.jurists).await?;
	let (seats, places) = (record.params.panel, record.params.places());
	let words = |sit, kept| {
		format!(
			"Of {jurists} on the roll, {seats} sit; if all of them claim, you sit with {} and sit or \
			 stand by with {}.",
			percent(sit),
			percent(kept)
		)
	};
	Ok(match (stage, alias) {
		(Stage::Frozen { on_roll: true, .. }, _) => Some(words(
			odds::before(seats, jurists),
			odds::before(places, jurists),
		)),
		(Stage::Claiming { .. }, Some(alias)) => {
			let Drawn { panel, reserves } = at.drawn(bill).await?;
			let kept: Vec<Alias> = panel.into_iter().chain(reserves).collect();
			Some(words(
				odds::at_least(alias, &kept, seats, jurists),
				odds::at_least(alias, &kept, places, jurists),
			))
		}
		_ => None,
	})
}

#[cfg(test)]
mod tests;
