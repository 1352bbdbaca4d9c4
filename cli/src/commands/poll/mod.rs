//! `veche poll`: list, show and watch polls.

mod live;

pub use live::{draw, Detail};
pub(crate) use live::{draw_question, draw_turnout, percent};

use super::live::{watch, Picture};
use crate::{
	ballots::PollView,
	chain::{At, Chain},
	output::{hex, text, Context, Verdict},
};
use anyhow::Result;
use serde::Serialize;
use std::io::{self, Write};
use veche_primitives::{
	polls::{Phase, PollOutcome},
	rolls::Electorate,
	PollId,
};
use veche_tally::Tally;

/// What to see of polls.
#[derive(clap::Subcommand, Debug)]
pub enum Command {
	/// List polls, the newest first.
	List {
		/// Only open ones.
		#[arg(long)]
		open: bool,
		/// At most this many.
		#[arg(long, default_value_t = 50)]
		limit: u32,
	},
	/// Show a poll: its paper, its count, its outcome.
	Show {
		/// The poll.
		poll: PollId,
	},
	/// Watch the live count, redrawn at every block until the poll closes.
	Watch {
		/// The poll.
		poll: PollId,
		/// Show it once and stop, for scripts.
		#[arg(long)]
		once: bool,
	},
}

/// Do it.
pub async fn run(command: Command, ctx: &Context, out: &mut dyn Write) -> Result<Verdict> {
	let chain = ctx.chain().await?;
	match command {
		Command::List { open, limit } => list(&chain, open, limit, ctx, out).await?,
		Command::Show { poll } => show(&chain, poll, ctx, out).await?,
		Command::Watch { poll, once } => {
			watch(&chain, once, ctx, out, async |at| {
				Snapshot::take(&at, poll).await
			})
			.await?;
		}
	}
	Ok(Verdict::Good)
}

/// A poll as people see it at one block.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Snapshot {
	/// The poll.
	pub poll: PollId,
	/// The block of this view.
	pub block: u32,
	/// What it is about.
	pub title: String,
	/// Hash of a longer text, if there is one.
	pub text: Option<String>,
	/// Who may vote.
	pub electorate: String,
	/// scheduled, open, closed or pruned.
	pub phase: &'static str,
	/// Block of opening.
	pub opens: u32,
	/// First block without voting.
	pub closes: u32,
	/// The pinned roll epoch.
	pub roll_epoch: String,
	/// Electors on the frozen roll.
	pub electors: u32,
	/// Counted ballots.
	pub ballots: u32,
	/// Least turnout, in parts per million.
	pub quorum: u32,
	/// Whether the turnout is reached.
	pub quorum_met: bool,
	/// Digest over all counted ballots.
	pub digest: String,
	/// The questions.
	pub questions: Vec<QuestionView>,
	/// Whether the goal that closes it early was reached; once closed.
	pub goal_reached: Option<bool>,
}

/// A question and its count.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct QuestionView {
	/// What is asked.
	pub title: String,
	/// How it is counted.
	pub method: &'static str,
	/// The options, in order.
	pub options: Vec<String>,
	/// The count.
	pub tally: Tally,
	/// The options in front, counted from 1; more than one while they tie.
	pub leading: Vec<u32>,
	/// The option that won, counted from 1; once closed.
	pub winner: Option<u32>,
	/// Whether a lot decided.
	pub by_lot: bool,
}

impl Snapshot {
	/// The poll at one block.
	pub async fn take(at: &At, id: PollId) -> Result<Self> {
		let poll = at.poll_view(id).await?;
		let tallies = at.tallies(&poll).await?;
		let outcome = at.outcome(id).await?;
		let electorate = match poll.record.electorate {
			Electorate::Unit(unit) => match at.unit_code(unit).await? {
				Some(code) => format!("unit {code}"),
				None => format!("unit {unit}"),
			},
			Electorate::Group(group) => format!("group {group}"),
		};
		let digest = hex(at.digest(id).await?);
		Ok(Self::new(
			at.number, &poll, tallies, outcome, electorate, digest,
		))
	}

	fn new(
		block: u32,
		poll: &PollView,
		tallies: Vec<Tally>,
		outcome: Option<PollOutcome>,
		electorate: String,
		digest: String,
	) -> Self {
		let PollView { id, record, paper } = poll;
		let ballots = tallies.first().map_or(0, |tally| tally.ballots);
		let from_one = |option: u8| u32::from(option) + 1;
		let questions = paper.questions.iter().zip(tallies).enumerate();
		let questions = questions.map(|(number, (question, tally))| {
			let decided = outcome
				.as_ref()
				.and_then(|outcome| outcome.questions.get(number));
			QuestionView {
				title: text(&question.title),
				method: question.method.name(),
				options: question.options.iter().map(|option| text(option)).collect(),
				leading: tally.winners().into_iter().map(from_one).collect(),
				winner: decided.and_then(|decided| decided.winner).map(from_one),
				by_lot: decided.is_some_and(|decided| decided.by_lot),
				tally,
			}
		});
		let questions = questions.collect();
		Self {
			poll: *id,
			block,
			title: text(&paper.title),
			text: (!paper.text.is_zero()).then(|| hex(paper.text)),
			electorate,
			phase: phase_name(record.phase),
			opens: record.opens,
			closes: record.closes,
			roll_epoch: record.epoch.to_string(),
			electors: record.electors,
			ballots,
			quorum: record.quorum,
			quorum_met: veche_tally::quorum_met(ballots, record.electors, record.quorum),
			digest,
			questions,
			goal_reached: outcome.map(|outcome| outcome.goal_reached),
		}
	}

	/// Whether no more ballots are taken.
	pub fn is_over(&self) -> bool {
		matches!(self.phase, "closed" | "pruned")
	}
}

fn phase_name(phase: Phase) -> &'static str {
	match phase {
		Phase::Scheduled => "scheduled",
		Phase::Open => "open",
		Phase::Closed => "closed",
		Phase::Pruned => "pruned",
	}
}

#[derive(Serialize)]
struct Row {
	poll: PollId,
	title: String,
	phase: &'static str,
	opens: u32,
	closes: u32,
	electors: u32,
	ballots: u32,
}

async fn list(
	chain: &Chain,
	open: bool,
	limit: u32,
	ctx: &Context,
	out: &mut dyn Write,
) -> Result<()> {
	let at = chain.best().await?;
	let mut rows = Vec::new();
	for id in (0..at.poll_count().await?).rev() {
		if rows.len() >= limit as usize {
			break;
		}
		let Some(record) = at.poll(id).await? else {
			continue;
		};
		if open && record.phase != Phase::Open {
			continue;
		}
		rows.push(Row {
			poll: id,
			title: at
				.paper(id)
				.await?
				.map_or(String::new(), |paper| text(&paper.title)),
			phase: phase_name(record.phase),
			opens: record.opens,
			closes: record.closes,
			electors: record.electors,
			ballots: at.tally(id, 0).await?.map_or(0, |tally| tally.ballots),
		});
	}
	ctx.answer(out, &rows, |out| {
		if rows.is_empty() {
			return writeln!(out, "No such polls; `veche initiative start` begins one.");
		}
		writeln!(
			out,
			"{:>5}  {:<9}  {:>9}  {:>9}  {:>17}  title",
			"poll", "phase", "opens", "closes", "ballots"
		)?;
		rows.iter().try_for_each(|row| {
			let turnout = format!("{} of {}", row.ballots, row.electors);
			writeln!(
				out,
				"{:>5}  {:<9}  {:>9}  {:>9}  {turnout:>17}  {}",
				row.poll, row.phase, row.opens, row.closes, row.title
			)
		})
	})
}

async fn show(chain: &Chain, id: PollId, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let snapshot = Snapshot::take(&chain.best().await?, id).await?;
	ctx.answer(out, &snapshot, |out| draw(out, &snapshot, Detail::Full))
}

impl Picture for Snapshot {
	fn draw(&self, out: &mut dyn Write) -> io::Result<()> {
		draw(out, self, Detail::Live)
	}

	fn is_over(&self) -> bool {
		Snapshot::is_over(self)
	}
}
