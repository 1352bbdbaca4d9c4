//! `veche initiative`: votes anyone may start.

use super::vote;
use crate::{
	chain::{call, At, Refused, Wait},
	identity::{address, Identity},
	output::{hex, text, usage, Context, Verdict},
};
use anyhow::{Context as _, Result};
use codec::{Decode, Encode};
use serde::{Deserialize, Serialize};
use sp_core::H256;
use std::{
	fs,
	io::Write,
	path::{Path, PathBuf},
};
use veche_primitives::{
	ballot::{Method, Paper, PaperError, Question, Title},
	InitiativeId, PersonId, PollId, UnitId,
};

/// What to do with initiatives.
#[derive(clap::Subcommand, Debug)]
pub enum Command {
	/// Start an initiative in a unit of yours.
	Start(Start),
	/// Show an initiative.
	Show {
		/// The initiative.
		initiative: InitiativeId,
	},
	/// List initiatives.
	List {
		/// Only those of this unit: its code or number.
		unit: Option<String>,
	},
	/// Support an initiative anonymously: a yes in its petition.
	Support {
		/// The initiative.
		initiative: InitiativeId,
		/// How to vote.
		#[command(flatten)]
		how: vote::How,
	},
}

/// Options of `veche initiative start`.
#[derive(clap::Args, Debug)]
pub struct Start {
	/// Your key.
	#[arg(long)]
	key: String,
	/// The unit whose people are asked: its code or number.
	#[arg(long)]
	unit: String,
	/// The paper, a JSON file: {"title": …, "text_file": …, "questions": [{"title": …, "method":
	/// "yes_no", "options": […]}]}.
	#[arg(long, value_name = "FILE", conflicts_with_all = ["title", "question", "options", "text"])]
	paper: Option<PathBuf>,
	/// What it is about.
	#[arg(long, required_unless_present = "paper")]
	title: Option<String>,
	/// The question [default: the title].
	#[arg(long)]
	question: Option<String>,
	/// How it is counted: yes_no, plurality, approval, schulze or marks.
	#[arg(long, default_value = "yes_no")]
	method: Method,
	/// An option; repeat for each. Yes/no needs none.
	#[arg(long = "option", value_name = "OPTION")]
	options: Vec<String>,
	/// A longer text published elsewhere; its hash goes on the paper.
	#[arg(long, value_name = "FILE")]
	text: Option<PathBuf>,
}

/// Do it.
pub async fn run(command: Command, ctx: &Context, out: &mut dyn Write) -> Result<Verdict> {
	match command {
		Command::Start(opts) => start(opts, ctx, out).await,
		Command::Show { initiative } => show(initiative, ctx, out).await,
		Command::List { unit } => list(unit, ctx, out).await,
		Command::Support { initiative, how } => {
			let chain = ctx.chain().await?;
			let at = chain.best().await?;
			let found = read(&at, initiative).await?;
			if found.state != "collecting" {
				return Err(usage(format!(
					"initiative {initiative} no longer collects supporters: it is {}; `veche \
					 initiative show {initiative}` says more",
					found.state
				)));
			}
			let opts = vote::Opts {
				poll: found.petition,
				choices: vec!["yes".into()],
				how,
			};
			vote::run(opts, ctx, out).await
		}
	}
}

/// A paper as people write it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PaperFile {
	title: String,
	text_file: Option<PathBuf>,
	questions: Vec<QuestionFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionFile {
	title: String,
	method: Method,
	#[serde(default)]
	options: Vec<String>,
}

impl PaperFile {
	fn paper(self) -> Result<Paper> {
		let text = self
			.text_file
			.as_deref()
			.map(hash_of_file)
			.transpose()?
			.unwrap_or_default();
		let questions = self.questions.into_iter().map(QuestionFile::question);
		let paper = Paper {
			title: title(&self.title)?,
			text,
			questions: questions
				.collect::<Result<Vec<_>>>()?
				.try_into()
				.map_err(|_| usage("a paper has at most 8 questions; leave some out"))?,
		};
		paper.check().map_err(|error| {
			usage(match error {
				PaperError::NoQuestion => "the paper asks nothing; give it 1 to 8 questions",
				PaperError::OptionCount => {
					"a question needs 2 to 32 options, and yes/no none of its own; correct them"
				}
				PaperError::Text => "a title or option is empty; write it",
			})
		})?;
		Ok(paper)
	}
}

impl QuestionFile {
	fn question(mut self) -> Result<Question> {
		if self.method == Method::YesNo && self.options.is_empty() {
			self.options = ["Yes", "No", "Abstain"].map(String::from).to_vec();
		}
		let options = self
			.options
			.iter()
			.map(|option| title(option))
			.collect::<Result<Vec<_>>>()?;
		Ok(Question {
			title: title(&self.title)?,
			method: self.method,
			options: options
				.try_into()
				.map_err(|_| usage("a question has at most 32 options; leave some out"))?,
		})
	}
}

fn title(text: &str) -> Result<Title> {
	Title::try_from(text.trim().as_bytes().to_vec())
		.map_err(|_| usage(format!("{text:?} is longer than 96 bytes; shorten it")))
}

/// The hash that goes on chain for a text published elsewhere.
pub(super) fn hash_of_file(path: &Path) -> Result<H256> {
	let bytes = fs::read(path)
		.with_context(|| format!("cannot read {}; check the path", path.display()))?;
	Ok(sp_crypto_hashing::blake2_256(&bytes).into())
}

impl Start {
	fn paper(&self) -> Result<Paper> {
		if let Some(path) = &self.paper {
			let bytes = fs::read(path)
				.with_context(|| format!("cannot read {}; check the path", path.display()))?;
			let file: PaperFile = serde_json::from_slice(&bytes).map_err(|error| {
				usage(format!(
					"{} is no paper: {error}; see `--help`",
					path.display()
				))
			})?;
			return file.paper();
		}
		let about = self.title.clone().unwrap_or_default();
		PaperFile {
			questions: vec![QuestionFile {
				title: self.question.clone().unwrap_or_else(|| about.clone()),
				method: self.method,
				options: self.options.clone(),
			}],
			title: about,
			text_file: self.text.clone(),
		}
		.paper()
	}
}

async fn start(opts: Start, ctx: &Context, out: &mut dyn Write) -> Result<Verdict> {
	let paper = opts.paper()?;
	let chain = ctx.chain().await?;
	let best = chain.best().await?;
	let unit = best.unit(&opts.unit).await?;
	let identity = ctx.identity(&opts.key)?;
	let call = call::start_initiative(best.metadata(), unit.id, &paper)?;
	let waiting = ctx.spinner("starting the initiative");
	let sent = chain
		.submit_signed(identity.signer(), &call, Wait::Block)
		.await;
	waiting.finish_and_clear();
	let included = match sent {
		Ok(included) => included,
		Err(error) => return Err(explain(error, &best, &identity).await),
	};
	let started: (InitiativeId, PersonId, UnitId, PollId) = included
		.event("Initiatives", "Started")
		.context("the chain does not tell its number; look with `veche initiative list`")?;
	let (initiative, _, _, petition) = started;
	let answer = serde_json::json!({
		"initiative": initiative,
		"petition": petition,
		"unit": unit.code,
		"block": included.number,
	});
	ctx.answer(out, &answer, |out| {
		writeln!(
			out,
			"Initiative {initiative} collects supporters in poll {petition}."
		)?;
		writeln!(
			out,
			"Supporters type: veche initiative support {initiative} --key NAME"
		)
	})?;
	Ok(Verdict::Good)
}

/// Why an act of a person without tokens was refused.
async fn explain(error: anyhow::Error, best: &At, identity: &Identity) -> anyhow::Error {
	if !matches!(error.downcast_ref(), Some(Refused::Payment)) {
		return error;
	}
	let account = identity.account();
	let Ok(Some(person)) = best.person_of(&account).await else {
		return error.context(format!(
			"{} belongs to no person; have it attested by registrars first",
			address(&account)
		));
	};
	match best.free_acts_left(&account).await {
		Ok(0) => error.context(format!(
			"person {person} has used up today's free acts, or must be renewed by registrars"
		)),
		Ok(_) => error.context(format!(
			"person {person} may not start this here: the unit must contain their home, and they or \
			 the unit may have too many active initiatives already (`veche initiative list`)"
		)),
		Err(_) => error,
	}
}

/// An initiative for people.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Shown {
	/// Its number.
	pub initiative: InitiativeId,
	/// Who started it.
	pub by: PersonId,
	/// The unit whose people are asked.
	pub unit: String,
	/// Block in which it was started.
	pub started: u32,
	/// Hash of the paper.
	pub paper: String,
	/// Title of the paper.
	pub title: String,
	/// The poll that collects supporters.
	pub petition: PollId,
	/// How far it has come.
	pub state: &'static str,
	/// The poll on the paper itself.
	pub poll: Option<PollId>,
	/// Winning options, counted from 1.
	pub winners: Option<Vec<Option<u32>>>,
}

/// How far an initiative has come, as the chain keeps it.
#[derive(Decode)]
enum State {
	Collecting,
	Voting {
		poll: PollId,
	},
	Decided {
		poll: PollId,
		winners: Vec<Option<u8>>,
	},
	NoQuorum {
		poll: PollId,
	},
	Lapsed,
	Failed,
}

type Record = (PersonId, UnitId, u32, H256, PollId, State);

/// Read an initiative.
pub async fn read(at: &At, id: InitiativeId) -> Result<Shown> {
	let record = at.get("Initiatives", "Initiatives", &[id.encode()]).await?;
	let record: Record = record.ok_or_else(|| {
		usage(format!(
			"there is no initiative {id}; `veche initiative list` shows those that exist"
		))
	})?;
	shown(at, id, record).await
}

async fn shown(at: &At, id: InitiativeId, record: Record) -> Result<Shown> {
	let (by, unit, started, paper, petition, state) = record;
	let (state, poll, winners) = match state {
		State::Collecting => ("collecting", None, None),
		State::Voting { poll } => ("voting", Some(poll), None),
		State::Decided { poll, winners } => ("decided", Some(poll), Some(winners)),
		State::NoQuorum { poll } => ("without quorum", Some(poll), None),
		State::Lapsed => ("lapsed", None, None),
		State::Failed => ("failed", None, None),
	};
	// The petition's own paper carries the title.
	let title = at
		.paper(petition)
		.await?
		.map_or(String::new(), |paper| text(&paper.title));
	let from_one = |winner: Option<u8>| winner.map(|option| u32::from(option) + 1);
	Ok(Shown {
		initiative: id,
		by,
		unit: at
			.unit_code(unit)
			.await?
			.unwrap_or_else(|| unit.to_string()),
		started,
		paper: hex(paper),
		title,
		petition,
		state,
		poll,
		winners: winners.map(|winners| winners.into_iter().map(from_one).collect()),
	})
}

async fn show(id: InitiativeId, ctx: &Context, out: &mut dyn Write) -> Result<Verdict> {
	let at = ctx.chain().await?.best().await?;
	let shown = read(&at, id).await?;
	let petition = at.poll_view(shown.petition).await?;
	let supporters = at
		.tally(shown.petition, 0)
		.await?
		.map_or(0, |tally| tally.count(0));
	let needed = petition.record.goal.map_or(0, |goal| {
		veche_tally::share_of(petition.record.electors, goal.share)
	});
	let mut answer = serde_json::to_value(&shown)?;
	answer["supporters"] = supporters.into();
	answer["needed"] = needed.into();
	answer["petition_closes"] = petition.record.closes.into();
	ctx.answer(out, &answer, |out| {
		writeln!(out, "initiative  {}: {}", shown.initiative, shown.title)?;
		writeln!(out, "unit        {}", shown.unit)?;
		writeln!(
			out,
			"started     in block {} by person {}",
			shown.started, shown.by
		)?;
		writeln!(out, "state       {}", shown.state)?;
		writeln!(
			out,
			"petition    poll {}: {supporters} supporters of {needed} needed, until block {}",
			shown.petition, petition.record.closes
		)?;
		if let Some(poll) = shown.poll {
			writeln!(out, "vote        poll {poll}; `veche poll show {poll}`")?;
		}
		writeln!(out, "paper       {}", shown.paper)
	})?;
	Ok(Verdict::Good)
}

async fn list(unit: Option<String>, ctx: &Context, out: &mut dyn Write) -> Result<Verdict> {
	let at = ctx.chain().await?.best().await?;
	let unit = match unit {
		Some(unit) => Some(at.unit(&unit).await?.id),
		None => None,
	};
	let mut records: Vec<(InitiativeId, Record)> =
		at.entries("Initiatives", "Initiatives", &[]).await?;
	records.retain(|(_, record)| unit.is_none_or(|unit| record.1 == unit));
	records.sort_by_key(|(id, _)| *id);
	let mut all = Vec::new();
	for (id, record) in records {
		all.push(shown(&at, id, record).await?);
	}
	ctx.answer(out, &all, |out| {
		if all.is_empty() {
			return writeln!(
				out,
				"No initiatives yet; `veche initiative start` begins one."
			);
		}
		writeln!(out, "{:>5}  {:<14}  {:<14}  title", "no.", "state", "unit")?;
		all.iter().try_for_each(|one| {
			let Shown {
				initiative,
				state,
				unit,
				title,
				..
			} = one;
			writeln!(out, "{initiative:>5}  {state:<14}  {unit:<14}  {title}")
		})
	})?;
	Ok(Verdict::Good)
}

#[cfg(test)]
mod tests {
	use super::*;

	fn file(json: &str) -> Result<Paper> {
		serde_json::from_str::<PaperFile>(json)?.paper()
	}

	fn yes_no(title: &str) -> String {
		format!(r#"{{"title": "{title}", "questions": [{{"title": "B", "method": "yes_no"}}]}}"#)
	}

	#[test]
	fn paper_fills_in_yes_no_and_abstain() {
		let paper = file(&yes_no("Bridge")).unwrap();
		assert_eq!(paper.questions[0].options.len(), 3);
		assert_eq!(paper.text, H256::zero());
	}

	#[test]
	fn paper_fails_when_it_has_no_question_one_option_or_a_long_title() {
		assert!(file(r#"{"title": "Bridge", "questions": []}"#).is_err());
		let question = r#"{"title": "B", "method": "schulze", "options": ["C"]}"#;
		assert!(file(&format!(r#"{{"title": "A", "questions": [{question}]}}"#)).is_err());
		assert!(file(&yes_no(&"x".repeat(97))).is_err());
		assert!(file(&yes_no("")).is_err());
	}
}
