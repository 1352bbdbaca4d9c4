//! `veche election`: list, show and watch elections.

mod live;
mod story;
mod view;

pub use live::{draw, draw_candidates};
pub use view::{Candidate, Pledged, View};

use super::{
	live::{watch, Picture},
	poll::{Detail, Snapshot},
};
use crate::{
	chain::{
		elections::{Election, Phase},
		At,
	},
	output::{Context, Verdict},
};
use anyhow::Result;
use serde::Serialize;
use std::io::{self, Write};
use veche_primitives::{ElectionId, OfficeId};

/// What to see of elections.
#[derive(clap::Subcommand, Debug)]
pub enum Command {
	/// List elections, the newest first.
	List {
		/// Only those of this unit: its code or number.
		#[arg(long)]
		unit: Option<String>,
		/// Only those under way.
		#[arg(long)]
		running: bool,
		/// At most this many.
		#[arg(long, default_value_t = 50)]
		limit: u32,
	},
	/// Show an election: where it stands, what happens next, the candidates, the count, the result.
	Show {
		/// The election.
		election: ElectionId,
	},
	/// Watch an election, redrawn at every block until somebody is elected.
	Watch {
		/// The election.
		election: ElectionId,
		/// Show it once and stop, for scripts.
		#[arg(long)]
		once: bool,
	},
}

/// Do it.
pub async fn run(command: Command, ctx: &Context, out: &mut dyn Write) -> Result<Verdict> {
	let chain = ctx.chain().await?;
	match command {
		Command::List {
			unit,
			running,
			limit,
		} => {
			let at = chain.best().await?;
			list(&at, unit.as_deref(), running, limit, ctx, out).await?;
		}
		Command::Show { election } => {
			let view = View::read(&chain.best().await?, election).await?;
			ctx.answer(out, &view, |out| draw(out, &view, Detail::Full))?;
		}
		Command::Watch { election, once } => {
			watch(&chain, once, ctx, out, async |at| {
				View::read(&at, election).await
			})
			.await?;
		}
	}
	Ok(Verdict::Good)
}

#[derive(Serialize)]
struct Row {
	election: ElectionId,
	office: OfficeId,
	title: String,
	unit: String,
	phase: &'static str,
	now: String,
	next_block: Option<u32>,
	candidates: usize,
}

impl Row {
	async fn read(at: &At, id: ElectionId, election: &Election) -> Result<Self> {
		let (office, _) = at.office(election.office).await?;
		let candidates = at.slate(id).await?.candidates.len();
		let poll = match election.phase {
			Phase::Voting { poll, .. } => Some(Snapshot::take(at, poll).await?),
			_ => None,
		};
		let story = story::tell(election, at.number, candidates, poll.as_ref());
		Ok(Self {
			election: id,
			office: election.office,
			title: office.title.0,
			unit: super::office::unit_name(at, election.unit).await?,
			phase: story.phase,
			now: story.now,
			next_block: story.next_block,
			candidates,
		})
	}
}

async fn list(
	at: &At,
	unit: Option<&str>,
	running: bool,
	limit: u32,
	ctx: &Context,
	out: &mut dyn Write,
) -> Result<()> {
	let unit = match unit {
		Some(unit) => Some(at.unit(unit).await?.id),
		None => None,
	};
	let mut all = at.elections().await?;
	all.retain(|(_, election)| unit.is_none_or(|unit| election.unit == unit));
	all.retain(|(_, election)| !running || !matches!(election.phase, Phase::Done { .. }));
	let mut rows = Vec::new();
	for (id, election) in all.iter().take(limit as usize) {
		rows.push(Row::read(at, *id, election).await?);
	}
	ctx.answer(out, &rows, |out| {
		if rows.is_empty() {
			return writeln!(
				out,
				"No such elections; `veche office show UNIT` tells when the next is called."
			);
		}
		writeln!(
			out,
			"{:>8}  {:<10}  {:>10}  {:<14}  {:<24}  now",
			"election", "phase", "candidates", "unit", "office"
		)?;
		rows.iter().try_for_each(|row| {
			writeln!(
				out,
				"{:>8}  {:<10}  {:>10}  {:<14}  {:<24}  {}",
				row.election, row.phase, row.candidates, row.unit, row.title, row.now
			)
		})
	})
}

impl Picture for View {
	fn draw(&self, out: &mut dyn Write) -> io::Result<()> {
		draw(out, self, Detail::Live)
	}

	fn is_over(&self) -> bool {
		View::is_over(self)
	}
}
