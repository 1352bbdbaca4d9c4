//! `veche law`: the register of laws, how the people object before something gets there, and how new
//! code comes to the chain when a law has authorised it.

mod petition;
mod upgrade;
mod view;

pub use view::Shown;

use crate::{
	chain::{laws::Law, At},
	commands::{bill::class_name, office::unit_name},
	output::{hex, Context, Verdict},
};
use anyhow::{Context as _, Result};
use serde::Serialize;
use sp_core::H256;
use std::{
	fs,
	io::Write,
	path::{Path, PathBuf},
};
use veche_primitives::{BillId, LawId};

/// What to do with laws.
#[derive(clap::Subcommand, Debug)]
pub enum Command {
	/// List the register of laws, in order of their numbers.
	List {
		/// Only laws of this unit: its code or number.
		unit: Option<String>,
	},
	/// Show a law: what it says by its hash, what it changed, what changed it.
	Show {
		/// The law's number in the register.
		law: LawId,
	},
	/// Compare a text with the register: whether it is the very text that was passed. Ends with 1 if
	/// not.
	Verify {
		/// The text, as it was published.
		file: PathBuf,
		/// The law's number, if it is to be the text of that one. Else it is looked for.
		#[arg(long, value_name = "LAW")]
		law: Option<LawId>,
	},
	/// Begin a petition for a referendum on a bill that a panel has passed, before it enters into
	/// force. Supporters join with `veche vote`.
	Petition {
		/// The bill.
		bill: BillId,
		/// Your key.
		#[arg(long)]
		key: String,
	},
	/// Bring the new code that a law has authorised. Anybody can: it takes neither key nor fee.
	Upgrade(upgrade::Upgrade),
}

/// Do it.
pub async fn run(command: Command, ctx: &Context, out: &mut dyn Write) -> Result<Verdict> {
	let at = ctx.chain().await?.best().await?;
	match command {
		Command::List { unit } => list(&at, unit.as_deref(), ctx, out).await?,
		Command::Show { law } => {
			let shown = Shown::read(&at, law).await?;
			ctx.answer(out, &shown, |out| shown.draw(out))?;
		}
		Command::Verify { file, law } => return verify(&at, &file, law, ctx, out).await,
		Command::Petition { bill, key } => petition::begin(&at, bill, &key, ctx, out).await?,
		Command::Upgrade(opts) => return upgrade::run(&at, opts, ctx, out).await,
	}
	Ok(Verdict::Good)
}

#[derive(Serialize)]
struct Row {
	law: LawId,
	unit: String,
	class: &'static str,
	title: String,
	text: Option<String>,
	since: u32,
	in_force: bool,
	amended_by: Option<LawId>,
	repealed_by: Option<LawId>,
}

async fn list(at: &At, unit: Option<&str>, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let unit = match unit {
		Some(unit) => Some(at.unit(unit).await?),
		None => None,
	};
	let laws = match &unit {
		Some(unit) => at.all_laws_of(unit.id).await?,
		None => at.all_laws().await?,
	};
	let mut rows = Vec::new();
	for (law, record) in laws {
		rows.push(Row {
			law,
			unit: unit_name(at, record.unit).await?,
			class: class_name(record.class),
			text: (!record.text.is_zero()).then(|| hex(record.text)),
			since: record.since,
			in_force: record.is_in_force(),
			amended_by: record.amended_by,
			repealed_by: record.repealed_by,
			title: record.title.0,
		});
	}
	ctx.answer(out, &rows, |out| {
		if rows.is_empty() {
			let whose = unit.map_or("The register".into(), |unit| unit.code);
			return writeln!(
				out,
				"{whose} has no laws yet; `veche bill list UNIT` shows what is under way."
			);
		}
		rows.iter().try_for_each(|row| {
			let Row {
				law, title, unit, ..
			} = row;
			let state = match (row.repealed_by, row.amended_by) {
				(Some(by), _) => format!("repealed by law {by}"),
				(None, Some(by)) => format!("in force, as amended by law {by}"),
				(None, None) => "in force".into(),
			};
			writeln!(out, "{law:>5}  {title}")?;
			writeln!(
				out,
				"       {unit}, {}, since block {}; {state}",
				row.class, row.since
			)
		})
	})
}

/// The law with this text: the one that is asked for, else the newest there is.
async fn law_of_text(at: &At, text: H256, asked: Option<LawId>) -> Result<Option<(LawId, Law)>> {
	if let Some(law) = asked {
		return Ok(Some((law, at.law(law).await?)));
	}
	let all = at.all_laws().await?;
	Ok(all.into_iter().rev().find(|(_, law)| law.text == text))
}

async fn verify(
	at: &At,
	file: &Path,
	asked: Option<LawId>,
	ctx: &Context,
	out: &mut dyn Write,
) -> Result<Verdict> {
	let bytes = fs::read(file)
		.with_context(|| format!("cannot read {}; check the path", file.display()))?;
	let hash = H256(sp_crypto_hashing::blake2_256(&bytes));
	let name = file.display();
	let Some((law, record)) = law_of_text(at, hash, asked).await? else {
		let answer = serde_json::json!({
			"law": null,
			"file": file,
			"same": false,
			"hash": hex(hash),
		});
		ctx.answer(out, &answer, |out| {
			writeln!(out, "{name} is NOT the text of any law in the register.")?;
			writeln!(out, "its hash    {}", hex(hash))?;
			writeln!(
				out,
				"One changed byte is enough, also at the end of a line. `veche law list` shows all \
				 laws; compare with one by `--law`."
			)
		})?;
		return Ok(Verdict::Bad);
	};
	let same = record.text == hash;
	let answer = serde_json::json!({
		"law": law,
		"file": file,
		"same": same,
		"hash": hex(hash),
		"registered": hex(record.text),
		"in_force": record.is_in_force(),
		"amended_by": record.amended_by,
		"repealed_by": record.repealed_by,
	});
	ctx.answer(out, &answer, |out| {
		if !same {
			writeln!(out, "{name} is NOT the text of law {law}.")?;
			writeln!(out, "its hash    {}", hex(hash))?;
			writeln!(out, "registered  {}", hex(record.text))?;
			return writeln!(
				out,
				"One changed byte is enough, also at the end of a line. Get the text from elsewhere."
			);
		}
		writeln!(out, "{name} is the text of law {law}: {}.", record.title)?;
		match (record.repealed_by, record.amended_by) {
			(Some(by), _) => writeln!(out, "It is no longer in force: law {by} repealed it."),
			(None, Some(by)) => writeln!(
				out,
				"It is in force since block {}, as amended last by law {by}: read that too.",
				record.since
			),
			(None, None) => writeln!(out, "It is in force since block {}.", record.since),
		}
	})?;
	Ok(if same { Verdict::Good } else { Verdict::Bad })
}
