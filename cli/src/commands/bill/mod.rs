//! `veche bill`: from a text, perhaps with a call, to a law or not.
//!
//! Read it in this order: `state`, how far a bill has come; `count`, polls about it; `view`, all of
//! it at one block, with what happens `next`; `picture`, how that is drawn; `bringing`, how a bill is
//! brought in; `making`, how its call is made.

mod bringing;
mod count;
mod making;
mod next;
mod picture;
mod state;
mod view;

pub use count::Count;
pub use picture::draw;
pub use state::{class_name, seed_block, State};
pub use view::{electorate_name, ShownCall, ShownChange, View};

use super::{
	citizen::{Named, Names},
	live,
};
use crate::{
	chain::{jury::Class, At},
	output::{text, Context, Verdict},
};
use anyhow::Result;
use serde::Serialize;
use std::io::Write;
use veche_primitives::BillId;

/// What to do with bills.
#[derive(clap::Subcommand, Debug)]
pub enum Command {
	/// Bring in a bill: by right of an office you hold, or as a citizen, who needs supporters first.
	Submit(bringing::Submit),
	/// Show a bill: what it does, how far it has come, what happens next.
	Show {
		/// The bill.
		bill: BillId,
	},
	/// Watch a bill, redrawn at every block until it is law or never will be.
	Watch {
		/// The bill.
		bill: BillId,
		/// Show it once and stop, for scripts.
		#[arg(long)]
		once: bool,
	},
	/// List the bills of a unit, the oldest first.
	List {
		/// The unit: its code or number.
		unit: String,
	},
	/// Make the call of a bill: prints its bytes, for `veche bill submit --call`. Sends nothing.
	Call(making::Make),
}

/// Do it.
pub async fn run(command: Command, ctx: &Context, out: &mut dyn Write) -> Result<Verdict> {
	match command {
		Command::Submit(opts) => bringing::submit(opts, ctx, out).await?,
		Command::Show { bill } => {
			let at = ctx.chain().await?.best().await?;
			let view = View::read(&at, bill).await?;
			ctx.answer(out, &view, |out| draw(out, &view))?;
		}
		Command::Watch { bill, once } => {
			let chain = ctx.chain().await?;
			live::watch(&chain, once, ctx, out, async |at| {
				View::read(&at, bill).await
			})
			.await?;
		}
		Command::List { unit } => {
			let at = ctx.chain().await?.best().await?;
			list(&at, &unit, ctx, out).await?;
		}
		Command::Call(opts) => {
			let at = ctx.chain().await?.best().await?;
			making::make(&at, opts, ctx, out)?;
		}
	}
	Ok(Verdict::Good)
}

#[derive(Serialize)]
struct Row {
	bill: BillId,
	state: State,
	class: Class,
	title: String,
	since: u32,
	#[serde(flatten)]
	by: Named,
}

async fn list(at: &At, unit: &str, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let unit = at.unit(unit).await?;
	let names = &mut Names::default();
	let mut rows = Vec::new();
	for (bill, record) in at.all_bills_of(unit.id).await? {
		let pending = at.pending(bill).await?;
		let outcome = at.law_outcome(bill).await?;
		rows.push(Row {
			bill,
			state: State::new(
				&record.phase,
				pending.as_ref().map(|pending| &pending.phase),
				outcome.as_ref().map(|(_, outcome)| outcome),
			),
			class: record.bill.class,
			title: text(&record.bill.title),
			since: record.since,
			by: names.named(at, record.by).await?,
		});
	}
	ctx.answer(out, &rows, |out| {
		if rows.is_empty() {
			return writeln!(
				out,
				"{} has no bills yet; `veche bill submit` brings one in.",
				unit.code
			);
		}
		rows.iter().try_for_each(|row| {
			let Row { bill, title, .. } = row;
			let (class, state) = (class_name(row.class), row.state.words());
			writeln!(out, "{bill:>5}  {title} ({class})")?;
			writeln!(out, "       {state}; by {}, block {}", row.by, row.since)
		})
	})
}
