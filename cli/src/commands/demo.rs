//! `veche demo`: real ballots on a chain of your own, explained as it happens.
//!
//! Two acts: `vote`, in which people ask for a vote and hold it, and `election`, in which they
//! fill an office and the elected rises. [`ballots`] reads what real voters chose, `independent`
//! what another program counted; [`node`] starts a chain; `people` make keys and are attested;
//! `voting` brings their ballots to the chain; `refused` tries what must not count; `result` waits
//! for the close, compares and audits. `scenes` are parts of both acts, `stage` is what the
//! spectator sees.

pub mod ballots;
mod election;
mod independent;
pub mod node;
mod people;
mod petition;
mod refused;
mod result;
mod scenes;
mod speed;
mod stage;
mod vote;
mod voting;

use crate::output::{usage, Context, Usage, Verdict};
use anyhow::Result;
use ballots::Source;
use stage::Stage;
use std::{
	io::{self, Write},
	path::PathBuf,
	str::FromStr,
};
use veche_primitives::ballot::Method;

/// The village that votes.
const HOME: &str = "BY-BR-04-01";
/// Its name.
const VILLAGE: &str = "Bezdzezh";
/// Blocks after which the rolls must have turned.
const TURN_PATIENCE: u32 = 120;

/// What is played.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Act {
	/// People ask for a vote and hold it.
	Vote,
	/// People fill an office, and the elected rises.
	Election,
}

impl Act {
	const ALL: [Self; 2] = [Self::Vote, Self::Election];

	fn name(self) -> &'static str {
		match self {
			Self::Vote => "vote",
			Self::Election => "election",
		}
	}
}

impl FromStr for Act {
	type Err = String;

	fn from_str(name: &str) -> Result<Self, String> {
		let found = Self::ALL.into_iter().find(|act| act.name() == name);
		found.ok_or_else(|| {
			let all = Self::ALL.map(Self::name).join(", ");
			format!("there is no act {name:?}; this version plays: {all}")
		})
	}
}

/// Options of `veche demo`.
#[derive(clap::Args, Debug)]
pub struct Opts {
	/// Which act to play: vote or election.
	#[arg(long, default_value = "vote")]
	pub act: Act,
	/// Ballots to cast, a BLT file [default: a council election of 661 ballots for `vote`, one of
	/// 2,131 for `election`].
	#[arg(long, value_name = "FILE")]
	pub ballots: Option<PathBuf>,
	/// Persons on the roll: with fewer than the ballots, so many of them are cast; with more, the
	/// rest abstain [default: one for each ballot; for `election` at most 240].
	#[arg(long, value_name = "N")]
	pub voters: Option<u32>,
	/// How the ballots are counted: schulze, plurality or approval.
	#[arg(long, default_value = "schulze")]
	pub method: Method,
	/// The node to start [default: `veche-node` beside this program].
	#[arg(long, env = "VECHE_NODE", value_name = "PATH")]
	pub node: Option<PathBuf>,
	/// Use the development chain of a node that runs already, such as ws://127.0.0.1:9944, and start
	/// none. For `vote` only.
	#[arg(long, value_name = "URL", conflicts_with = "keep")]
	pub on: Option<String>,
	/// Leave the chain running at the end.
	#[arg(long)]
	pub keep: bool,
}

impl Opts {
	/// The ballots of the act.
	fn source(&self) -> Result<Source> {
		let recorded = match self.act {
			Act::Vote => &ballots::WARD,
			Act::Election => &ballots::BY_ELECTION,
		};
		let source = Source::read(self.ballots.as_deref(), recorded, self.method, self.voters)?;
		if self.act == Act::Election {
			if self.on.is_some() {
				return Err(usage(
					"the election needs a chain with short terms, which it starts itself; leave \
					 --on out",
				));
			}
			election::check(&source)?;
		}
		Ok(source)
	}
}

/// Play the act. In JSON only the report is printed.
pub async fn run(opts: Opts, ctx: &Context, out: &mut dyn Write) -> Result<Verdict> {
	let source = opts.source()?;
	let mut nowhere = io::sink();
	let shown: &mut dyn Write = if ctx.json { &mut nowhere } else { &mut *out };
	let mut stage = Stage::new(shown);
	let played = tokio::select! {
		played = play(&opts, &source, &mut stage) => played,
		() = asked_to_stop() => Err(anyhow::anyhow!("stopped; the chain is gone")),
	};
	match played {
		Ok(_) => (),
		Err(error) if error.is::<Usage>() => return Err(error),
		Err(error) => stage.break_off(&format!("{error:#}"))?,
	}
	let report = stage.report(opts.act.name());
	if ctx.json {
		serde_json::to_writer_pretty(&mut *out, &report).map_err(io::Error::from)?;
		writeln!(out)?;
	}
	Ok(if report.passed {
		Verdict::Good
	} else {
		Verdict::Bad
	})
}

/// Everything in order; whether all checks held.
async fn play(opts: &Opts, source: &Source, stage: &mut Stage<'_>) -> Result<bool> {
	match opts.act {
		Act::Vote => vote::play(opts, source, stage).await,
		Act::Election => election::play(opts, source, stage).await,
	}
}

/// Ctrl-C, or a polite request to end.
async fn asked_to_stop() {
	#[cfg(unix)]
	{
		use tokio::signal::unix::{signal, SignalKind};
		if let Ok(mut terminate) = signal(SignalKind::terminate()) {
			tokio::select! {
				_ = tokio::signal::ctrl_c() => return,
				_ = terminate.recv() => return,
			}
		}
	}
	let _ = tokio::signal::ctrl_c().await;
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn act_is_read_by_its_name_and_others_are_refused() {
		for act in Act::ALL {
			assert_eq!(act.name().parse(), Ok(act));
		}
		let error = "recall".parse::<Act>().unwrap_err();
		assert!(error.contains("vote, election"), "{error}");
	}
}
