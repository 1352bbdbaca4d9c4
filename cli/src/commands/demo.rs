//! `veche demo`: real ballots on a chain of your own, explained as it happens.
//!
//! Four acts: `vote`, in which people ask for a vote and hold it; `election`, in which they fill an
//! office and the elected rises; `recall`, in which officials lose the people's confidence; `law`,
//! in which panels drawn by lot make laws.
//!
//! [`ballots`] reads what real voters chose, `independent` what another program counted; [`node`]
//! starts a chain, whose `units` stand in its genesis; `people` make keys and are attested, have
//! been to the `school`, and do public `acts`; `voting` brings their ballots to the chain, `answers`
//! counts those to yes/no questions; `refused` tries what must not count; `result` waits for the
//! close, compares and audits. `scenes` are parts of all acts, `stage` is what the spectator sees.

mod acts;
mod answers;
pub mod ballots;
mod election;
mod independent;
mod law;
pub mod node;
mod people;
mod petition;
mod recall;
mod refused;
mod result;
mod scenes;
mod school;
mod speed;
mod stage;
mod units;
mod vote;
mod voting;

use crate::output::{usage, Context, Usage, Verdict};
use anyhow::Result;
use ballots::{Recorded, Source};
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
	/// Two officials lose the people's confidence; one finds it again.
	Recall,
	/// Two bills become law, decided by juries drawn by lot.
	Law,
}

impl Act {
	const ALL: [Self; 4] = [Self::Vote, Self::Election, Self::Recall, Self::Law];

	fn name(self) -> &'static str {
		match self {
			Self::Vote => "vote",
			Self::Election => "election",
			Self::Recall => "recall",
			Self::Law => "law",
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
	/// Which act to play: vote, election, recall or law.
	#[arg(long, default_value = "vote")]
	pub act: Act,
	/// Ballots to cast, a BLT file [default: a council election of 661 ballots for `vote`, one of
	/// 2,131 for `election`]. Not for `recall` and `law`.
	#[arg(long, value_name = "FILE")]
	pub ballots: Option<PathBuf>,
	/// Persons on the roll: with fewer than the ballots, so many of them are cast; with more, the
	/// rest abstain [default: one for each ballot; for `election` at most 240; for `recall` and `law`
	/// 40].
	#[arg(long, value_name = "N")]
	pub voters: Option<u32>,
	/// How the ballots are counted: schulze, plurality or approval. Not for `law`.
	#[arg(long, default_value = "schulze")]
	pub method: Method,
	/// The node to start [default: `veche-node` beside this program].
	#[arg(long, env = "VECHE_NODE", value_name = "PATH")]
	pub node: Option<PathBuf>,
	/// Use the development chain of a node that runs already, such as ws://127.0.0.1:9944, and start
	/// none. For `vote` only.
	#[arg(long, value_name = "URL", conflicts_with = "keep")]
	pub on: Option<String>,
	/// This computer will have other things to do meanwhile: leave more time for everything.
	#[arg(long)]
	pub busy: bool,
	/// Leave the chain running at the end.
	#[arg(long)]
	pub keep: bool,
	/// Write the officials' portraits into this folder, a page each. For `recall` only.
	#[arg(long, value_name = "FOLDER")]
	pub html: Option<PathBuf>,
}

/// An act with what it needs.
enum Play {
	Vote(Source),
	Election(Source),
	Recall(recall::Piece),
	Law(law::Piece),
}

impl Opts {
	/// What is to be played.
	fn play(&self) -> Result<Play> {
		if self.html.is_some() && self.act != Act::Recall {
			return Err(usage(
				"there are portraits in the act `recall` only; leave --html out",
			));
		}
		match self.act {
			Act::Vote => Ok(Play::Vote(self.source(&ballots::WARD)?)),
			Act::Election => {
				let source = self.source(&ballots::BY_ELECTION)?;
				if self.on.is_some() {
					return Err(usage(
						"the election needs a chain with short terms, which it starts itself; \
						 leave --on out",
					));
				}
				election::check(&source)?;
				Ok(Play::Election(source))
			}
			Act::Recall => recall::Piece::of(self).map(Play::Recall),
			Act::Law => law::Piece::of(self).map(Play::Law),
		}
	}

	/// The ballots of the act.
	fn source(&self, recorded: &Recorded) -> Result<Source> {
		Source::read(self.ballots.as_deref(), recorded, self.method, self.voters)
	}
}

/// Play the act. In JSON only the report is printed.
pub async fn run(opts: Opts, ctx: &Context, out: &mut dyn Write) -> Result<Verdict> {
	let act = opts.play()?;
	let mut nowhere = io::sink();
	let shown: &mut dyn Write = if ctx.json { &mut nowhere } else { &mut *out };
	let mut stage = Stage::new(shown);
	let played = tokio::select! {
		played = play(&opts, &act, &mut stage) => played,
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
async fn play(opts: &Opts, act: &Play, stage: &mut Stage<'_>) -> Result<bool> {
	match act {
		Play::Vote(source) => vote::play(opts, source, stage).await,
		Play::Election(source) => election::play(opts, source, stage).await,
		Play::Recall(piece) => recall::play(opts, piece, stage).await,
		Play::Law(piece) => law::play(opts, piece, stage).await,
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
		let error = "opera".parse::<Act>().unwrap_err();
		assert!(error.contains("vote, election, recall, law"), "{error}");
	}
}
