//! In force: what the chain does differently, and the register of laws.

use super::{
	bills::{call_hash, numbers, Case, Numbers, BOOKS, DRAFTS, NUMBER, WANTED},
	house::{name, House, TAMASH},
};
use crate::{
	chain::{
		laws::{Law, Outcome},
		At,
	},
	commands::{
		self,
		demo::{acts::hash, answers::percent, ballots::title, petition, scenes, stage::Stage},
		law::Command,
	},
	output::{text, Context, Verdict},
};
use anyhow::{anyhow, bail, Context as _, Result};
use std::{fs, io, path::Path};
use veche_primitives::{
	ballot::{Method, Paper, Question, Title},
	LawId,
};

/// Blocks by which a bill may enter into force late.
const PATIENCE: u32 = 20;

/// A bill that is law.
pub struct InForce {
	/// Its number in the register.
	pub law: LawId,
	/// Its entry.
	pub entry: Law,
}

/// Wait until a bill is law: at the earliest in this block.
pub async fn wait(house: &House<'_>, case: &Case, due: u32) -> Result<InForce> {
	let chain = house.chain;
	let patience = due
		.saturating_sub(chain.best().await?.number)
		.saturating_add(PATIENCE);
	let what = format!("bill {} enters into force", case.id);
	let law = scenes::wait_for(chain, patience, &what, async |at: At| {
		Ok(match at.law_outcome(case.id).await? {
			Some((_, Outcome::InForce { law })) => Some(law),
			Some((_, other)) => bail!("bill {} did not become law: {other:?}", case.id),
			None => None,
		})
	})
	.await?;
	let entry = chain.best().await?.law(law).await?;
	Ok(InForce { law, entry })
}

/// The number has changed, in the block that brought the law into force and no earlier; nothing
/// else has.
pub async fn number_changed(
	house: &House<'_>,
	before: Numbers,
	law: &InForce,
	stage: &mut Stage<'_>,
) -> Result<()> {
	let since = law.entry.since;
	let chain = house.chain;
	let last = numbers(&chain.at_number(since.saturating_sub(1)).await?).await?;
	let now = numbers(&chain.at_number(since).await?).await?;
	let mut expected = before;
	expected[0] = WANTED;
	stage.check(
		last == before && now == expected,
		&format!(
			"until block {} initiatives needed {}, from block {since} on {}; the other numbers \
			 that govern them are what they were",
			since.saturating_sub(1),
			percent(before[0]),
			percent(now[0])
		),
	)?;
	let by = house.person(TAMASH)?;
	let (_, petition) = petition::start_initiative(chain, by, house.village, &paper()?).await?;
	let goal = chain.best().await?.poll_view(petition).await?.record.goal;
	let share = goal.context("an initiative without a goal")?.share;
	stage.check(
		share == WANTED,
		&format!(
			"{} starts an initiative, and it needs the support of {}",
			name(TAMASH),
			percent(share)
		),
	)
}

/// What the village may be asked next.
fn paper() -> Result<Paper> {
	let options: Vec<Title> = ["Yes", "No", "Abstain"].map(title).to_vec();
	let question = Question {
		title: title("Shall the street lamps burn all night?"),
		method: Method::YesNo,
		options: options
			.try_into()
			.map_err(|_| anyhow!("a question has too many options"))?,
	};
	Ok(Paper {
		title: title("Street lamps"),
		text: hash("From dusk to dawn, on all streets.\n"),
		questions: vec![question]
			.try_into()
			.map_err(|_| anyhow!("a paper has too many questions"))?,
	})
}

/// The register of laws has both.
pub async fn register(
	house: &House<'_>,
	cases: &[Case; 2],
	laws: &[InForce; 2],
	stage: &mut Stage<'_>,
) -> Result<()> {
	let at = house.chain.best().await?;
	let (mut same, mut lines) = (at.law_count().await? == 2, String::new());
	for which in [NUMBER, BOOKS] {
		let (case, law) = (&cases[which], &laws[which]);
		let (bill, entry) = (&case.bill, &law.entry);
		let of_unit = at.laws_of(bill.unit, 0, 64).await?;
		same &= (entry.unit, entry.class, entry.bill) == (bill.unit, bill.class, case.id)
			&& entry.text == hash(DRAFTS[which].text)
			&& entry.title.0 == text(&title(DRAFTS[which].title))
			&& entry.call == call_hash(bill)
			&& entry.is_in_force()
			&& of_unit == [(law.law, entry.clone())];
		lines += &format!(
			"law {}  {}, in force since block {}\n",
			law.law, entry.title, entry.since
		);
	}
	stage.lines(&lines)?;
	stage.check(
		same,
		"the register holds both, each with its unit, class, bill, hash of the text and hash of \
		 what was done",
	)
}

/// Anybody can compare a published text with the register.
pub async fn verify(house: &House<'_>, laws: &[InForce; 2], stage: &mut Stage<'_>) -> Result<()> {
	let folder = tempfile::tempdir().context("no folder can be made; check free space")?;
	let mut agrees = true;
	for (draft, law) in DRAFTS.iter().zip(laws) {
		agrees &= is_text_of(house, law.law, draft.text, folder.path()).await?;
	}
	stage.check(
		agrees,
		"`veche law verify` finds the published texts to be those that were passed",
	)?;
	let [_, books] = laws;
	let changed = format!("{} Or so.\n", DRAFTS[BOOKS].text.trim_end());
	let agrees = is_text_of(house, books.law, &changed, folder.path()).await?;
	stage.check(
		!agrees,
		&format!("it refuses the text of law {} with a word more", books.law),
	)
}

/// What `veche law verify` says to a text in a file.
async fn is_text_of(house: &House<'_>, law: LawId, text: &str, folder: &Path) -> Result<bool> {
	let file = folder.join(format!("law-{law}.txt"));
	fs::write(&file, text).context("the text cannot be written; check free space")?;
	let ctx = Context {
		url: house.chain.url().into(),
		json: false,
		home: folder.into(),
		passphrase_file: None,
	};
	let command = Command::Verify {
		file,
		law: Some(law),
	};
	let verdict = commands::law::run(command, &ctx, &mut io::sink()).await?;
	Ok(verdict == Verdict::Good)
}
