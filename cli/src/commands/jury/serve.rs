//! `veche jury serve`: one command that waits for bills, claims a seat as soon as a seed is drawn,
//! tells who is drawn, and reminds them to vote.
//!
//! It never votes, and it never shows the alias unless asked: whoever sees it on a screen or in a log
//! can follow the ballot on the chain.

use super::{
	reading::{Read, Reader},
	stage::{News, Stage, Task, Told},
	ticket::{self, How},
};
use crate::{
	chain::{At, Chain},
	commands::steps::Now,
	drawing::lines::wrap,
	identity::Identity,
	output::{hex, text, Context},
};
use anyhow::Result;
use serde::Serialize;
use std::{collections::BTreeMap, io::Write, ops::ControlFlow, time::Duration};
use veche_primitives::{Alias, BillId};

/// How long to wait before a node that does not answer is asked again.
const PAUSE: Duration = Duration::from_secs(5);

/// Options of `veche jury serve`.
#[derive(clap::Args, Debug)]
pub struct Serve {
	/// Your key, or a development seed like //Alice.
	#[arg(long)]
	key: String,
	/// Only this bill; ends when it is decided [default: all bills].
	#[arg(long)]
	bill: Option<BillId>,
	/// Look once, claim what can be claimed now, tell what is to do, and stop. For scripts.
	#[arg(long)]
	once: bool,
	/// Show your alias too. Whoever sees it can tell how you vote.
	#[arg(long)]
	show_alias: bool,
	/// Another node, run by somebody else, that must know the same ring.
	#[arg(long, value_name = "URL")]
	second_node: Option<String>,
}

/// What is told of a bill.
struct Saying {
	event: &'static str,
	reminder: bool,
	words: String,
	alias: Option<Alias>,
}

/// The same, a line of JSON for scripts.
#[derive(Serialize)]
struct Line {
	block: u32,
	bill: BillId,
	title: String,
	event: &'static str,
	reminder: bool,
	words: String,
	#[serde(skip_serializing_if = "Option::is_none")]
	alias: Option<String>,
}

/// What is remembered of a bill.
#[derive(Default)]
struct Watched {
	reader: Reader,
	told: Told,
	/// What went wrong last, so that it is said once.
	trouble: Option<String>,
}

struct Juror<'a> {
	identity: Identity,
	opts: Serve,
	how: How,
	bills: BTreeMap<BillId, Watched>,
	ctx: &'a Context,
}

/// Do it.
pub(super) async fn serve(opts: Serve, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let chain = ctx.chain().await?;
	let best = chain.best().await?;
	if let Some(bill) = opts.bill {
		best.bill(bill).await?;
	}
	let mut juror = Juror {
		identity: ctx.identity(&opts.key)?,
		how: How {
			second_node: opts.second_node.clone(),
			..How::default()
		},
		opts,
		bills: BTreeMap::new(),
		ctx,
	};
	if juror.opts.once {
		let _ = juror.look(&best, out).await?;
		if juror.bills.is_empty() {
			ctx.note("No bills are under way.");
		}
		return Ok(());
	}
	ctx.note("Waiting for bills; Ctrl-C ends it. Nothing is voted on for you.");
	let serving = juror.serve(chain, out);
	let is_over = tokio::select! {
		served = serving => {
			served?;
			true
		}
		_ = tokio::signal::ctrl_c() => false,
	};
	if !is_over {
		ctx.note(
			"Stopped. Tickets that are in stay in; `veche jury status BILL --key NAME` tells what is \
			 still to do.",
		);
	}
	Ok(())
}

impl Juror<'_> {
	/// Follow the chain until the only bill is decided; a node that is lost is asked again.
	async fn serve(&mut self, mut chain: Chain, out: &mut dyn Write) -> Result<()> {
		loop {
			let error = match self.follow(&chain, out).await {
				Ok(()) => return Ok(()),
				Err(error) => error,
			};
			self.ctx.note(&format!("{error:#}; trying again"));
			loop {
				tokio::time::sleep(PAUSE).await;
				if let Ok(again) = self.ctx.chain().await {
					chain = again;
					break;
				}
			}
		}
	}

	async fn follow(&mut self, chain: &Chain, out: &mut dyn Write) -> Result<()> {
		if self.look(&chain.best().await?, out).await?.is_break() {
			return Ok(());
		}
		chain.follow(async |at| self.look(&at, out).await).await
	}

	/// Look at all bills under way at a block. Breaks when the only one asked for is decided.
	async fn look(&mut self, at: &At, out: &mut dyn Write) -> Result<ControlFlow<()>> {
		let mut bills = match self.opts.bill {
			Some(only) => vec![only],
			None => at.open_bills().await?,
		};
		// Those decided a moment ago are told too.
		let gone = self.bills.keys().filter(|bill| !bills.contains(bill));
		let gone: Vec<BillId> = gone.copied().collect();
		bills.extend(gone);
		for bill in bills {
			let is_done = self.attend(at, bill, out).await?;
			if is_done && self.opts.bill == Some(bill) {
				return Ok(ControlFlow::Break(()));
			}
			if is_done {
				self.bills.remove(&bill);
			}
		}
		Ok(ControlFlow::Continue(()))
	}

	/// Do for a bill what is to be done, and tell what is new. Whether it is decided.
	async fn attend(&mut self, at: &At, id: BillId, out: &mut dyn Write) -> Result<bool> {
		match self.try_attend(at, id, out).await {
			Ok(is_done) => Ok(is_done),
			Err(error) => {
				// A node that does not answer is the matter of all bills.
				let best = at.chain().best().await?;
				let words = format!("{error:#}");
				let watched = self.bills.entry(id).or_default();
				if watched.trouble.replace(words.clone()) != Some(words.clone()) {
					let saying = Saying {
						event: "trouble",
						reminder: false,
						words,
						alias: None,
					};
					self.tell(&best, id, saying, out).await?;
				}
				Ok(false)
			}
		}
	}

	async fn try_attend(&mut self, at: &At, id: BillId, out: &mut dyn Write) -> Result<bool> {
		let mut at = at.clone();
		let mut read = self.read(&at, id).await?;
		if read.stage.task(at.number) == Task::Claim {
			ticket::claim(at.chain(), id, &self.identity, &self.how, self.ctx).await?;
			at = at.chain().best().await?;
			read = self.read(&at, id).await?;
		}
		let Read { stage, alias } = read;
		let watched = self.bills.entry(id).or_default();
		watched.trouble = None;
		if let Some(news) = watched.told.news(&stage, at.number) {
			let now = Now {
				block: at.number,
				millis: at.block_millis().await?,
			};
			let saying = Saying {
				event: stage.headline(),
				reminder: news == News::Reminder,
				words: stage.words(id, now),
				alias,
			};
			self.tell(&at, id, saying, out).await?;
		}
		Ok(matches!(stage, Stage::Done(_)))
	}

	async fn read(&mut self, at: &At, id: BillId) -> Result<Read> {
		let record = at.bill(id).await?;
		let watched = self.bills.entry(id).or_default();
		watched.reader.read(at, id, &record, &self.identity).await
	}

	/// A line of JSON, or a paragraph with the block for people.
	async fn tell(&self, at: &At, id: BillId, saying: Saying, out: &mut dyn Write) -> Result<()> {
		let title = text(&at.bill(id).await?.bill.title);
		let Saying {
			event,
			reminder,
			words,
			alias,
		} = saying;
		let alias = alias.filter(|_| self.opts.show_alias).map(hex);
		if self.ctx.json {
			let line = Line {
				block: at.number,
				bill: id,
				title,
				event,
				reminder,
				words,
				alias,
			};
			writeln!(out, "{}", serde_json::to_string(&line)?)?;
		} else {
			let again = if reminder { "Reminder: " } else { "" };
			let head = format!("block {}  ", at.number);
			let line = format!("bill {id}, {title}: {again}{words}");
			writeln!(out, "{}", wrap(&head, &line))?;
			if let Some(alias) = alias {
				writeln!(out, "  alias  {alias}")?;
			}
		}
		out.flush()?;
		Ok(())
	}
}
