//! What the suspended and the citizens do: explain, and ask for a round.

use super::{case::ShownPetition, unit_name};
use crate::{
	chain::{
		offices::Seat,
		recall::{self, MAX_WORDS, RECALL},
		At,
	},
	commands::{
		citizen::{act, citizen, refusal, Citizen, Names},
		initiative::hash_of_file,
	},
	drawing::{lines::about, percent},
	output::{hex, usage, Context},
};
use anyhow::{anyhow, Context as _, Result};
use std::{
	collections::HashMap,
	fs,
	io::Write,
	path::{Path, PathBuf},
};
use veche_primitives::{OfficeId, PollId, Stratum};

/// Options of `veche office explain`.
#[derive(clap::Args, Debug)]
pub struct Explain {
	/// The office's number.
	#[arg(value_name = "NUMBER")]
	office: OfficeId,
	/// Your key.
	#[arg(long)]
	key: String,
	/// What you say to the people, in at most 512 bytes. Shown as one paragraph, for ever.
	#[arg(long, value_name = "TEXT", required_unless_present = "words_file")]
	words: Option<String>,
	/// The same, from a file.
	#[arg(long, value_name = "FILE", conflicts_with = "words")]
	words_file: Option<PathBuf>,
	/// A longer text, published elsewhere; its hash goes on chain.
	#[arg(long, value_name = "FILE")]
	text: Option<PathBuf>,
}

impl Explain {
	/// The words, checked as the chain would.
	fn words(&self) -> Result<String> {
		let words = match (&self.words, &self.words_file) {
			(Some(words), _) => words.clone(),
			(None, Some(file)) => read_words(file)?,
			(None, None) => String::new(),
		};
		let words = words.trim();
		if words.is_empty() {
			return Err(usage(
				"the explanation is empty; write it with --words or name a file with --words-file",
			));
		}
		if words.len() > MAX_WORDS {
			return Err(usage(format!(
				"the explanation has {} bytes and may have {MAX_WORDS} (a Cyrillic letter takes two); \
				 shorten it, and publish the rest as a file that you name with --text",
				words.len()
			)));
		}
		Ok(words.into())
	}
}

fn read_words(file: &Path) -> Result<String> {
	let bytes = fs::read(file)
		.with_context(|| format!("cannot read {}; check the path", file.display()))?;
	String::from_utf8(bytes).map_err(|_| {
		usage(format!(
			"{} is not text in UTF-8; save it as UTF-8, or give it with --text if it is the longer \
			 text",
			file.display()
		))
	})
}

/// `veche office explain`.
pub(super) async fn explain(opts: Explain, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let words = opts.words()?;
	let text = opts
		.text
		.as_deref()
		.map(hash_of_file)
		.transpose()?
		.unwrap_or_default();
	let office = opts.office;
	let at = ctx.chain().await?.best().await?;
	let (record, _) = at.office(office).await?;
	let identity = ctx.identity(&opts.key)?;
	let person = citizen(&at, &identity, RECALL).await?.person;
	let Some((id, case)) = at.open_case(office).await? else {
		let advice = format!(
			"nobody is suspended in office {office} ({}), and only a suspended official explains; \
			 `veche office watch {office}` shows how it stands",
			record.title
		);
		return Err(refusal(RECALL, "NotSuspended", advice));
	};
	if case.person != person {
		let advice = format!(
			"person {} is suspended in office {office}, not you (person {person}); name the office \
			 you hold",
			case.person
		);
		return Err(refusal(RECALL, "NotYours", advice));
	}
	let call = recall::explain(at.metadata(), office, text, &words)?;
	let included = act(&at, &identity, &call, "explaining", ctx).await?;
	let left = case.deadline.saturating_sub(included.number);
	let millis = at.block_millis().await?;
	let answer = serde_json::json!({
		"office": office,
		"case": id,
		"person": person,
		"words": words,
		"text": (!text.is_zero()).then(|| hex(text)),
		"deadline": case.deadline,
		"block": included.number,
	});
	ctx.answer(out, &answer, |out| {
		writeln!(
			out,
			"Your explanation stands since block {}; the people see it with `veche office watch \
			 {office}`.",
			included.number
		)?;
		writeln!(
			out,
			"The next one replaces it. With {} in a valid round by block {} ({}) you are back in \
			 office.",
			percent(case.reinstate_at),
			case.deadline,
			about(left, millis)
		)
	})
}

/// `veche office petition`.
pub(super) async fn petition(
	office: OfficeId,
	key: &str,
	ctx: &Context,
	out: &mut dyn Write,
) -> Result<()> {
	let at = ctx.chain().await?.best().await?;
	at.office(office).await?;
	let identity = ctx.identity(key)?;
	let citizen = citizen(&at, &identity, RECALL).await?;
	check_petition(&at, office, &citizen).await?;

	let call = recall::petition(at.metadata(), office)?;
	let included = act(&at, &identity, &call, "opening the petition", ctx).await?;
	let opened: (OfficeId, PollId) = included
		.event(RECALL, "PetitionOpened")
		.context("the chain does not tell its poll; look with `veche office watch`")?;
	let (_, poll) = opened;
	let after = at.chain().at(included.block).await?;
	let petition = after.petition(office).await?;
	let petition =
		petition.ok_or_else(|| anyhow!("the petition is gone; look with `veche office watch`"))?;
	let shown = ShownPetition::read(&after, &petition, &mut Names::default()).await?;
	let mut answer = serde_json::to_value(&shown)?;
	answer["office"] = office.into();
	answer["block"] = included.number.into();
	let left = shown.closes.saturating_sub(included.number);
	let millis = at.block_millis().await?;
	ctx.answer(out, &answer, |out| {
		writeln!(
			out,
			"The petition collects supporters in poll {poll} until block {} ({}).",
			shown.closes,
			about(left, millis)
		)?;
		writeln!(
			out,
			"As soon as {} of the electors support it, a confidence round begins.",
			percent(shown.share)
		)?;
		writeln!(out, "Supporters type: veche vote {poll} --key NAME yes")
	})
}

/// What the chain would say to a petition, found out before it is asked.
async fn check_petition(at: &At, office: OfficeId, citizen: &Citizen) -> Result<()> {
	let refused = |error: &str, advice: String| Err(refusal(RECALL, error, advice));
	let (record, seat) = at.office(office).await?;
	if citizen.stratum == Stratum::Observer {
		let advice = "observers take no part in decisions; ask a citizen of the unit".into();
		return refused("Observer", advice);
	}
	if !at
		.is_within(citizen.home, record.unit, &mut HashMap::new())
		.await?
	{
		let (home, unit) = (
			unit_name(at, citizen.home).await?,
			unit_name(at, record.unit).await?,
		);
		let advice = format!(
			"you are registered in {home}, outside {unit}; petition for an office of {home} or a \
			 unit above it: `veche office show {home}`"
		);
		return refused("OutsideUnit", advice);
	}
	if seat == Seat::Vacant {
		let advice = format!(
			"nobody holds office {office} or acts in it; wait for the election: `veche office show \
			 {office}`"
		);
		return refused("NobodyInOffice", advice);
	}
	if let Some(petition) = at.petition(office).await? {
		let poll = petition.poll;
		let advice = format!(
			"a petition for office {office} is under way; support it: `veche vote {poll} --key NAME \
			 yes`"
		);
		return refused("PetitionRunning", advice);
	}
	let rest = at.rest_until(office).await?;
	// The next block is the first that can hold a transaction sent now.
	let next = at.number.saturating_add(1);
	if let Some(until) = rest.filter(|until| *until > next) {
		let advice = format!(
			"a petition for office {office} succeeded not long ago; the next may begin from block \
			 {until} on, now is block {}",
			at.number
		);
		return refused("TooSoon", advice);
	}
	if let Some((_, case)) = at.open_case(office).await? {
		if case.deadline <= next {
			let advice = format!(
				"the suspension in office {office} was to end at block {}, and only the round under \
				 way is waited for; begin a petition when the office is settled",
				case.deadline
			);
			return refused("DeadlinePassed", advice);
		}
	}
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::output::Usage;

	fn explain(words: Option<&str>, file: Option<&Path>) -> Result<String> {
		Explain {
			office: 3,
			key: "ann".into(),
			words: words.map(String::from),
			words_file: file.map(PathBuf::from),
			text: None,
		}
		.words()
	}

	#[test]
	fn words_have_1_to_512_bytes_without_the_spaces_around() {
		assert_eq!(explain(Some(" The flood.\n"), None).unwrap(), "The flood.");
		assert_eq!(explain(Some(&"x".repeat(512)), None).unwrap().len(), 512);
		for wrong in ["", " \n", &"x".repeat(513), &"ж".repeat(257)] {
			let error = explain(Some(wrong), None).unwrap_err();
			assert!(error.is::<Usage>(), "{error:#}");
		}
		let error = explain(Some(&"ж".repeat(257)), None).unwrap_err();
		assert!(error.to_string().contains("514 bytes"), "{error:#}");
	}

	#[test]
	fn words_are_read_from_a_file_in_utf_8() {
		let file = tempfile::NamedTempFile::new().unwrap();
		fs::write(file.path(), "Мост стоит.\n").unwrap();
		assert_eq!(explain(None, Some(file.path())).unwrap(), "Мост стоит.");
		fs::write(file.path(), [0xff, 0xfe]).unwrap();
		let error = explain(None, Some(file.path())).unwrap_err();
		assert!(error.is::<Usage>(), "{error:#}");
		assert!(error.to_string().contains("UTF-8"), "{error:#}");
		let error = explain(None, Some(Path::new("/no/such/file"))).unwrap_err();
		assert!(error.to_string().contains("cannot read"), "{error:#}");
	}
}
