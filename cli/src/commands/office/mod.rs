//! `veche office`: who holds which post, who held it before, and how they answer to the people.
//!
//! Read it in this order: `view`, who sits in an office; `rounds`, what the people say of them;
//! `case`, suspensions and petitions; `watch`, all of it at one block, with what happens `next`;
//! `picture`, how that is drawn; `acts`, what people may do.

mod acts;
mod case;
mod next;
mod picture;
mod rounds;
mod view;
mod watch;

pub use case::ShownCase;
pub use rounds::{kind_word, Answered, Held};
pub use view::{unit_name, Holding, Shown};

use super::{
	citizen::{act, citizen, refusal},
	live,
};
use crate::{
	chain::{offices::resign, At},
	output::{Context, Verdict},
};
use anyhow::Result;
use std::io::Write;
use veche_primitives::OfficeId;
use view::kind_name;

/// What to do with offices.
#[derive(clap::Subcommand, Debug)]
pub enum Command {
	/// Show an office: who holds it, who acts, the pledges, the election under way.
	Show {
		/// The office's number; or the code of a unit, for all its offices.
		#[arg(value_name = "UNIT|NUMBER")]
		what: String,
	},
	/// Show who held an office, the newest first, and how each mandate ended.
	History {
		/// The office's number.
		#[arg(value_name = "NUMBER")]
		office: OfficeId,
		/// At most this many.
		#[arg(long, default_value_t = 50)]
		limit: u32,
	},
	/// Watch an office, redrawn at every block: the confidence round under way, the ratings so far,
	/// the pledges, and what happens next.
	Watch {
		/// The office's number.
		#[arg(value_name = "NUMBER")]
		office: OfficeId,
		/// Show it once and stop, for scripts.
		#[arg(long)]
		once: bool,
	},
	/// Show the confidence rounds of an office that are over, the newest first.
	Rounds {
		/// The office's number.
		#[arg(value_name = "NUMBER")]
		office: OfficeId,
		/// At most this many.
		#[arg(long, default_value_t = 50)]
		limit: u32,
	},
	/// Explain yourself to the people, while you are suspended. The next explanation replaces it.
	Explain(acts::Explain),
	/// Begin a petition for an extraordinary confidence round. Supporters join with `veche vote`.
	Petition {
		/// The office's number.
		#[arg(value_name = "NUMBER")]
		office: OfficeId,
		/// Your key.
		#[arg(long)]
		key: String,
	},
	/// Resign from an office you hold. An election follows; this cannot be taken back.
	Resign {
		/// The office's number.
		#[arg(value_name = "NUMBER")]
		office: OfficeId,
		/// Your key.
		#[arg(long)]
		key: String,
	},
}

/// Do it.
pub async fn run(command: Command, ctx: &Context, out: &mut dyn Write) -> Result<Verdict> {
	match command {
		Command::Show { what } => {
			let at = ctx.chain().await?.best().await?;
			match what.parse::<OfficeId>() {
				Ok(office) => {
					let shown = Shown::read(&at, office).await?;
					ctx.answer(out, &shown, |out| shown.draw(out))?;
				}
				Err(_) => list(&at, &what, ctx, out).await?,
			}
		}
		Command::History { office, limit } => {
			let at = ctx.chain().await?.best().await?;
			history(&at, office, limit, ctx, out).await?;
		}
		Command::Watch { office, once } => {
			let chain = ctx.chain().await?;
			live::watch(&chain, once, ctx, out, async |at| {
				watch::View::read(&at, office).await
			})
			.await?;
		}
		Command::Rounds { office, limit } => {
			let at = ctx.chain().await?.best().await?;
			rounds::list(&at, office, limit, ctx, out).await?;
		}
		Command::Explain(opts) => acts::explain(opts, ctx, out).await?,
		Command::Petition { office, key } => acts::petition(office, &key, ctx, out).await?,
		Command::Resign { office, key } => {
			let at = ctx.chain().await?.best().await?;
			leave(&at, office, &key, ctx, out).await?;
		}
	}
	Ok(Verdict::Good)
}

async fn list(at: &At, unit: &str, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let unit = at.unit(unit).await?;
	let mut all = Vec::new();
	for office in at.offices_of(unit.id).await? {
		all.push(Shown::read(at, office).await?);
	}
	ctx.answer(out, &all, |out| {
		if all.is_empty() {
			return writeln!(
				out,
				"{} has no offices; look at a unit above or below it.",
				unit.code
			);
		}
		writeln!(
			out,
			"{:>6}  {:<6}  {:<8}  {:<24}  held by",
			"office", "kind", "election", "title"
		)?;
		all.iter().try_for_each(|one| {
			let election = one
				.election
				.map_or("-".into(), |election| election.to_string());
			writeln!(
				out,
				"{:>6}  {:<6}  {election:<8}  {:<24}  {}",
				one.office,
				kind_name(one.kind),
				one.title,
				one.holder_in_words()
			)
		})
	})
}

async fn history(
	at: &At,
	office: OfficeId,
	limit: u32,
	ctx: &Context,
	out: &mut dyn Write,
) -> Result<()> {
	let (record, _) = at.office(office).await?;
	let mut all = Vec::new();
	for (id, mandate) in at.office_history(office, limit).await? {
		all.push(Holding::read(at, id, &mandate).await?);
	}
	ctx.answer(out, &all, |out| {
		if all.is_empty() {
			return writeln!(
				out,
				"Nobody has been elected {} yet; `veche office show {office}` tells who acts.",
				record.title
			);
		}
		writeln!(
			out,
			"{:>7}  {:>8}  {:>9}  {:>9}  who",
			"mandate", "election", "since", "until"
		)?;
		all.iter().try_for_each(|one| {
			let Holding {
				mandate,
				by,
				election,
				since,
				..
			} = one;
			let until = one.ended.unwrap_or(one.until);
			let end = match one.end {
				Some(end) => format!(": {end}"),
				None => ": in office".into(),
			};
			writeln!(
				out,
				"{mandate:>7}  {election:>8}  {since:>9}  {until:>9}  {by}{end}"
			)
		})
	})
}

async fn leave(
	at: &At,
	office: OfficeId,
	key: &str,
	ctx: &Context,
	out: &mut dyn Write,
) -> Result<()> {
	let shown = Shown::read(at, office).await?;
	let identity = ctx.identity(key)?;
	let person = citizen(at, &identity, "Offices").await?.person;
	let mandate = match &shown.holder {
		Some(holder) if holder.by.person == person => holder.mandate,
		_ => {
			return Err(refusal(
				"Offices",
				"NotIncumbent",
				format!(
					"person {person} does not hold office {office} ({}); `veche office show \
					 {office}` tells who does",
					shown.holder_in_words()
				),
			))
		}
	};
	let call = resign(at.metadata(), office)?;
	let included = act(at, &identity, &call, "resigning", ctx).await?;
	let after = Shown::read(&at.chain().at(included.block).await?, office).await?;
	let answer = serde_json::json!({
		"office": office,
		"person": person,
		"mandate": mandate,
		"block": included.number,
		"state": after.state,
		"acting": after.acting,
		"election": after.election,
	});
	ctx.answer(out, &answer, |out| {
		writeln!(
			out,
			"Person {person} is no longer {} of {}: mandate {mandate} ended in block {}.",
			after.title, after.unit, included.number
		)?;
		writeln!(
			out,
			"The office: {}. Follow the election with `veche office show {office}`.",
			after.holder_in_words()
		)
	})
}

#[cfg(test)]
pub(crate) mod tests {
	pub(crate) use super::{
		case::tests::case,
		rounds::tests::{answered, held},
	};
}
