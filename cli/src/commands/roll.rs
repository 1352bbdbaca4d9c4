//! `veche roll`: rolls, precincts, rings.

use crate::{
	chain::At,
	output::{hex, Context, Verdict},
};
use anyhow::Result;
use serde::Serialize;
use std::io::Write;
use veche_primitives::{
	rolls::{Electorate, RollEpoch},
	PrecinctId,
};

/// What to see of the rolls.
#[derive(clap::Subcommand, Debug)]
pub enum Command {
	/// Show the precincts of a unit and of all units below it.
	Show {
		/// The unit: its code or number.
		unit: String,
	},
	/// Rebuild the commitment of a precinct from its keys and compare it with finalised state.
	Verify {
		/// The precinct.
		precinct: PrecinctId,
		/// The roll epoch, as 3.0 [default: the current one].
		#[arg(long, value_parser = parse_epoch)]
		epoch: Option<RollEpoch>,
	},
	/// Show how far the rolls are: the current epoch, the next turn, what waits.
	Status,
}

/// Do it.
pub async fn run(command: Command, ctx: &Context, out: &mut dyn Write) -> Result<Verdict> {
	let chain = ctx.chain().await?;
	match command {
		Command::Show { unit } => show(&chain.best().await?, &unit, ctx, out).await,
		Command::Verify { precinct, epoch } => {
			verify(&chain.finalized().await?, precinct, epoch, ctx, out).await
		}
		Command::Status => status(&chain.best().await?, ctx, out).await,
	}
}

#[derive(Serialize)]
struct Row {
	precinct: PrecinctId,
	unit: Option<String>,
	version: Option<RollEpoch>,
	keys: usize,
	provable: bool,
}

async fn show(at: &At, unit: &str, ctx: &Context, out: &mut dyn Write) -> Result<Verdict> {
	let unit = at.unit(unit).await?;
	let electorate = Electorate::Unit(unit.id);
	let epoch = at.current_epoch().await?;
	let electors = at.electors(electorate).await?;
	let precincts = at.precincts(electorate).await?;
	let bar = ctx.bar(precincts.len(), "reading precincts");
	let mut rows = Vec::new();
	for (precinct, own) in precincts {
		let code = match own {
			Electorate::Unit(unit) => at.unit_code(unit).await?,
			Electorate::Group(_) => None,
		};
		let ring = at.ring_at(precinct, epoch).await?;
		rows.push(Row {
			precinct,
			unit: code,
			version: ring.as_ref().map(|ring| ring.version),
			keys: ring.as_ref().map_or(0, |ring| ring.keys.len()),
			provable: ring.is_some(),
		});
		bar.inc(1);
	}
	bar.finish_and_clear();
	let answer = serde_json::json!({
		"unit": unit.code,
		"electors": electors,
		"epoch": epoch,
		"precincts": rows,
	});
	ctx.answer(out, &answer, |out| {
		writeln!(
			out,
			"{}: {electors} electors in roll epoch {epoch}",
			unit.code
		)?;
		writeln!(
			out,
			"{:>9}  {:>5}  {:<8}  unit",
			"precinct", "keys", "version"
		)?;
		for row in &rows {
			let version = row
				.version
				.map_or("none".into(), |version| version.to_string());
			let unit = row.unit.as_deref().unwrap_or("-");
			writeln!(
				out,
				"{:>9}  {:>5}  {version:<8}  {unit}",
				row.precinct, row.keys
			)?;
		}
		Ok(())
	})?;
	Ok(Verdict::Good)
}

async fn verify(
	at: &At,
	precinct: PrecinctId,
	epoch: Option<RollEpoch>,
	ctx: &Context,
	out: &mut dyn Write,
) -> Result<Verdict> {
	at.electorate_of(precinct).await?;
	let epoch = match epoch {
		Some(epoch) => epoch,
		None => at.current_epoch().await?,
	};
	let ring = at.checked_ring(precinct, epoch).await?;
	let answer = serde_json::json!({
		"precinct": precinct,
		"version": ring.version,
		"keys": ring.keys.len(),
		"commitment": hex(&ring.commitment),
		"ok": true,
	});
	ctx.answer(out, &answer, |out| {
		writeln!(
			out,
			"Precinct {precinct}: the commitment of version {} belongs to exactly its {} keys.",
			ring.version,
			ring.keys.len()
		)
	})?;
	Ok(Verdict::Good)
}

async fn status(at: &At, ctx: &Context, out: &mut dyn Write) -> Result<Verdict> {
	let status = at.roll_status().await?;
	ctx.answer(out, &status, |out| {
		writeln!(out, "block         {}", at.number)?;
		writeln!(out, "roll epoch    {}", status.epoch)?;
		match status.turning_to {
			Some(turn) => writeln!(out, "turning       to {turn}, under way")?,
			None => writeln!(
				out,
				"next turn     from block {}, if anything waits",
				status.next_turn
			)?,
		}
		writeln!(out, "waiting       {} change(s)", status.waiting)?;
		writeln!(out, "to be rebuilt {} precinct(s)", status.repairs)?;
		writeln!(
			out,
			"precincts     {} of at most {} keys",
			status.precincts, status.ring_size
		)
	})?;
	Ok(Verdict::Good)
}

fn parse_epoch(text: &str) -> Result<RollEpoch, String> {
	let parsed = text.split_once('.').and_then(|(turn, revision)| {
		Some(RollEpoch {
			turn: turn.parse().ok()?,
			revision: revision.parse().ok()?,
		})
	});
	parsed.ok_or_else(|| "write a roll epoch as turn and revision, like 3.0".to_string())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn parse_epoch_reads_what_is_displayed() {
		let epoch = RollEpoch {
			turn: 3,
			revision: 1,
		};
		assert_eq!(parse_epoch(&epoch.to_string()), Ok(epoch));
		assert!(parse_epoch("3").is_err());
	}
}
