//! What stays: portraits, as everybody can ask for them, compared with what was counted here.

use super::{
	choosing::Elected,
	council::{name, Council, ALENA, BARYS, DARYA, HEAD, HLEB, TREASURER, VERA},
	count::{is_about, percent, record, Life},
	rounds::Rounds,
};
use crate::{
	chain::reputation::{Capacity, Portrait},
	commands::{demo::stage::Stage, portrait},
	output::Context,
};
use anyhow::{Context as _, Result};
use clap::Parser;
use std::{fs, path::Path};
use veche_primitives::PersonId;

/// Show the portraits of both officials, and write all as pages where that is asked for.
pub async fn show(
	council: &Council<'_>,
	rounds: &Rounds<'_>,
	elected: &[Elected; 2],
	pages: Option<&Path>,
	stage: &mut Stage<'_>,
) -> Result<()> {
	for player in [ALENA, VERA] {
		let id = council.id(player)?;
		stage.say(&format!("`veche portrait {id}`:"))?;
		let drawn = verb(council, &[&id.to_string()]).await?;
		stage.lines(&drawn)?;
		let portrait = council.best().await?.portrait(id).await?;
		same_rounds(council, rounds, &portrait, id, stage)?;
	}
	let [head, treasurer] = elected;
	let weight = |elected: &Elected| elected.weights.first().copied().unwrap_or_default();
	let (kept, broken) = (weight(head), weight(treasurer));
	same_record(council, rounds, (HEAD, ALENA), head, (kept, 0), stage).await?;
	same_record(
		council,
		rounds,
		(TREASURER, VERA),
		treasurer,
		(0, broken),
		stage,
	)
	.await?;
	if let Some(folder) = pages {
		write(council, folder, stage).await?;
	}
	Ok(())
}

/// All rounds about a person are in the portrait, with the answers that were sent; others went by
/// without any, and say nothing.
fn same_rounds(
	council: &Council<'_>,
	rounds: &Rounds<'_>,
	portrait: &Portrait,
	id: PersonId,
	stage: &mut Stage<'_>,
) -> Result<()> {
	let (mut same, mut answered, mut silent) = (true, 0usize, 0usize);
	for (office, number, past) in &portrait.rounds {
		let result = past.results.iter().find(|rated| rated.asked.person == id);
		let answers = result
			.context("a portrait shows a round about others")?
			.answers;
		let held = rounds
			.held
			.iter()
			.find(|held| council.office(held.post).ok() == Some(*office) && held.number == *number);
		match held.and_then(|held| held.count(id)) {
			Some(count) => {
				answered += 1;
				same &= (answers.yes, answers.no) == (count.yes, count.no);
			}
			None => {
				silent += 1;
				same &= answers.count() == 0;
			}
		}
	}
	let sent = rounds.held.iter().filter(|held| held.count(id).is_some());
	let others = match silent {
		0 => String::new(),
		_ => format!("; {silent} more that nobody answered say nothing"),
	};
	stage.check(
		same && answered == sent.count(),
		&format!("the portrait shows the {answered} ratings counted here{others}"),
	)
}

/// The record is the one that the rules give for what was counted here. `weights` are those of the
/// pledges kept and broken.
async fn same_record(
	council: &Council<'_>,
	rounds: &Rounds<'_>,
	(post, player): (usize, usize),
	elected: &Elected,
	(kept, broken): (u32, u32),
	stage: &mut Stage<'_>,
) -> Result<()> {
	let at = council.best().await?;
	let id = council.id(player)?;
	let portrait = at.portrait(id).await?;
	let mandate = portrait
		.mandates
		.iter()
		.find(|mandate| mandate.id == elected.mandate);
	let mandate = mandate.context("a portrait lacks a mandate")?;
	let level = at.unit_level(council.unit).await?;
	let least = f64::from(at.round_params(level).await?.rule.min_turnout) / 1e6;
	let electors = council.people.len() as f64;
	let mut ratings = Vec::new();
	for held in rounds.held.iter().filter(|held| held.post == post) {
		let holds = |capacity: Capacity| capacity.mandate() == Some(elected.mandate);
		let asked = held.asked.iter().find(|asked| asked.person == id);
		let count = held.count(id);
		if let (Some(count), true) = (count, asked.is_some_and(|asked| holds(asked.capacity))) {
			let answers = f64::from(count.answers());
			ratings.push((f64::from(count.yes) / answers, answers / electors));
		}
	}
	let expected = record(&Life {
		rounds: &ratings,
		least,
		kept: kept.into(),
		broken: broken.into(),
		recalls: portrait.recalls,
	});
	let promises = (mandate.promises.kept, mandate.promises.broken);
	stage.check(
		promises == (kept.into(), broken.into()) && is_about(mandate.record, expected),
		&format!(
			"{}: {} ratings, pledges of weight {kept} kept and {broken} broken, {} recall(s) give a \
			 record of {}, here as on the chain",
			name(player),
			ratings.len(),
			portrait.recalls,
			percent(mandate.record)
		),
	)
}

/// Write everybody's portrait into a folder.
async fn write(council: &Council<'_>, folder: &Path, stage: &mut Stage<'_>) -> Result<()> {
	fs::create_dir_all(folder)
		.with_context(|| format!("cannot make {}; check the path", folder.display()))?;
	let mut good = true;
	for player in [ALENA, BARYS, VERA, HLEB, DARYA] {
		let file = folder.join(format!("{}.html", file_name(name(player))));
		let path = file.to_string_lossy();
		verb(
			council,
			&[&council.id(player)?.to_string(), "--html", &path],
		)
		.await?;
		let page = fs::read_to_string(&file)
			.with_context(|| format!("cannot read {}; check the path", file.display()))?;
		good &= page.contains(name(player));
	}
	stage.check(
		good,
		&format!("the portraits of all who stood are in {}", folder.display()),
	)
}

/// A name as that of a file.
fn file_name(name: &str) -> String {
	name.to_lowercase().replace(' ', "-")
}

/// What `veche portrait` with these words prints.
async fn verb(council: &Council<'_>, words: &[&str]) -> Result<String> {
	/// The words after the verb.
	#[derive(Parser)]
	struct Line {
		#[command(flatten)]
		opts: portrait::Opts,
	}
	let line = Line::try_parse_from(["portrait"].iter().chain(words))?;
	let ctx = Context {
		url: council.chain.url().into(),
		json: false,
		home: Default::default(),
		passphrase_file: None,
	};
	let mut out = Vec::new();
	portrait::run(line.opts, &ctx, &mut out).await?;
	Ok(String::from_utf8_lossy(&out).into_owned())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn file_name_has_no_spaces() {
		assert_eq!(file_name("Alena Hryn"), "alena-hryn");
	}
}
