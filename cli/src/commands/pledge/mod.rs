//! `veche pledge`: what those in office promised, and what the people make of it.

pub mod view;

pub use view::Shown;

use super::{
	citizen::{act, citizen, refusal, title, Named},
	initiative::hash_of_file,
	office::{unit_name, Holding},
};
use crate::{
	chain::{
		call::Call,
		pledges::{ask_excuse, claim, Mark, Pledge},
		At,
	},
	identity::Identity,
	output::{hex, parse_hex32, usage, Context, Verdict},
};
use anyhow::Result;
use serde::Serialize;
use sp_core::H256;
use std::{
	io::Write,
	path::{Path, PathBuf},
};
use veche_primitives::{MandateId, PersonId};

const PLEDGES: &str = "Pledges";

/// What to do with pledges of those in office.
#[derive(clap::Subcommand, Debug)]
pub enum Command {
	/// Show the pledges of a mandate: when they are due, what they weigh, how they were judged.
	List {
		/// The mandate's number.
		mandate: MandateId,
	},
	/// Show which pledges the people of a unit judge now, and which wait for it.
	Judgements {
		/// The unit: its code or number.
		unit: String,
	},
	/// Say that you have kept a pledge of yours. The people judge; you can claim it once.
	Claim(ClaimOpts),
	/// Ask the people to excuse you from a pledge of yours. You can ask once.
	Excuse(ExcuseOpts),
}

/// A pledge of one's own.
#[derive(clap::Args, Debug)]
pub struct Own {
	/// Your mandate's number.
	mandate: MandateId,
	/// The pledge's number, as `veche pledge list` shows it: the first is 0.
	pledge: u8,
	/// Your key.
	#[arg(long)]
	key: String,
}

/// Options of `veche pledge claim`.
#[derive(clap::Args, Debug)]
pub struct ClaimOpts {
	/// Which.
	#[command(flatten)]
	own: Own,
	/// The evidence, published elsewhere: a file, whose hash goes on chain, or the hash itself in 64
	/// hexadecimal digits.
	#[arg(long, value_name = "FILE|HASH")]
	evidence: String,
}

/// Options of `veche pledge excuse`.
#[derive(clap::Args, Debug)]
pub struct ExcuseOpts {
	/// Which.
	#[command(flatten)]
	own: Own,
	/// Why it cannot be kept, in at most 96 bytes. It stays on chain for ever.
	#[arg(long, value_name = "TEXT")]
	reason: String,
	/// A longer text, published elsewhere; its hash goes on chain.
	#[arg(long, value_name = "FILE")]
	text: Option<PathBuf>,
}

/// Do it.
pub async fn run(command: Command, ctx: &Context, out: &mut dyn Write) -> Result<Verdict> {
	match command {
		Command::List { mandate } => list(mandate, ctx, out).await?,
		Command::Judgements { unit } => judgements(&unit, ctx, out).await?,
		Command::Claim(opts) => {
			let evidence = evidence(&opts.evidence)?;
			let holder = Holder::read(&opts.own, ctx).await?;
			holder.check(holder.pledge.claim.is_some(), "AlreadyClaimed")?;
			let Own {
				mandate, pledge, ..
			} = opts.own;
			let call = claim(holder.at.metadata(), mandate, pledge, evidence)?;
			let words = format!("claimed, with evidence of hash {}", hex(evidence));
			holder.act(&call, "claiming", &words, ctx, out).await?;
		}
		Command::Excuse(opts) => {
			let reason = title("the reason", &opts.reason)?;
			let text = opts
				.text
				.as_deref()
				.map(hash_of_file)
				.transpose()?
				.unwrap_or_default();
			let holder = Holder::read(&opts.own, ctx).await?;
			holder.check(holder.pledge.excuse.is_some(), "AlreadyAsked")?;
			let Own {
				mandate, pledge, ..
			} = opts.own;
			let call = ask_excuse(holder.at.metadata(), mandate, pledge, &reason, text)?;
			let words = format!("asked to be excused, because: {reason}");
			holder.act(&call, "asking", &words, ctx, out).await?;
		}
	}
	Ok(Verdict::Good)
}

/// The hash that goes on chain for the evidence: of a file, or as given.
fn evidence(given: &str) -> Result<H256> {
	if let Ok(hash) = parse_hex32(given) {
		return Ok(H256(hash));
	}
	let path = Path::new(given);
	if !path.is_file() {
		return Err(usage(format!(
			"{given:?} is neither a file nor a hash in 64 hexadecimal digits; publish the evidence, \
			 then name its file with --evidence"
		)));
	}
	hash_of_file(path)
}

/// Somebody in office about to have a pledge judged.
struct Holder {
	at: At,
	identity: Identity,
	person: PersonId,
	mandate: MandateId,
	number: u8,
	pledge: Pledge,
}

impl Holder {
	/// Whoever holds the key must hold the mandate, and the mandate must be in force.
	async fn read(own: &Own, ctx: &Context) -> Result<Self> {
		let at = ctx.chain().await?.best().await?;
		let mandate = at.mandate(own.mandate).await?;
		let pledge = pick(own, at.checklist(own.mandate).await?)?;
		let identity = ctx.identity(&own.key)?;
		let person = citizen(&at, &identity, PLEDGES).await?.person;
		if mandate.person != person {
			let advice = format!(
				"mandate {} is that of person {}, not yours (person {person}); `veche portrait \
				 {person}` shows yours",
				own.mandate, mandate.person
			);
			return Err(refusal(PLEDGES, "NotYours", advice));
		}
		if let Some((block, _)) = mandate.ended {
			let advice = format!(
				"mandate {} ended in block {block}; what the people judge already is judged to the \
				 end, nothing else can be claimed or excused",
				own.mandate
			);
			return Err(refusal(PLEDGES, "MandateOver", advice));
		}
		Ok(Self {
			at,
			identity,
			person,
			mandate: own.mandate,
			number: own.pledge,
			pledge,
		})
	}

	/// Whether the people can be asked about the pledge; `again` and its error tell whether they
	/// have been asked the same.
	fn check(&self, again: bool, error: &str) -> Result<()> {
		let words = Shown::new(self.number, &self.pledge).words();
		if again {
			let advice = format!(
				"the people are asked that once, and were (pledge {} now: {words}); `veche pledge \
				 list {}` shows all",
				self.number, self.mandate
			);
			return Err(refusal(PLEDGES, error, advice));
		}
		if self.pledge.mark != Mark::Open {
			let advice = format!(
				"pledge {} is not open ({words}); wait for a judgement under way, or accept the mark",
				self.number
			);
			return Err(refusal(PLEDGES, "NotOpen", advice));
		}
		// The next block is the first that can hold a transaction sent now.
		if self.at.number.saturating_add(1) >= self.pledge.due {
			let advice = format!(
				"pledge {} is due at block {}, now is block {}: it is too late to claim it or to be \
				 excused",
				self.number, self.pledge.due, self.at.number
			);
			return Err(refusal(PLEDGES, "NotOpen", advice));
		}
		Ok(())
	}

	async fn act(
		&self,
		call: &Call,
		doing: &str,
		words: &str,
		ctx: &Context,
		out: &mut dyn Write,
	) -> Result<()> {
		let included = act(&self.at, &self.identity, call, doing, ctx).await?;
		let after = self.at.chain().at(included.block).await?;
		let checklist = after.checklist(self.mandate).await?;
		let pledge = checklist
			.get(usize::from(self.number))
			.unwrap_or(&self.pledge);
		let shown = Shown::new(self.number, pledge);
		let mut answer = serde_json::to_value(&shown)?;
		answer["mandate"] = self.mandate.into();
		answer["person"] = self.person.into();
		answer["block"] = included.number.into();
		let (number, mandate) = (self.number, self.mandate);
		ctx.answer(out, &answer, |out| {
			writeln!(
				out,
				"Pledge {number} of mandate {mandate} ({}), block {}: {words}.",
				shown.title, included.number
			)?;
			match shown.poll {
				Some(poll) => writeln!(
					out,
					"The people judge in poll {poll}. They type: veche vote {poll} --key NAME yes"
				),
				None => writeln!(
					out,
					"It is put to the people as soon as there is room; see `veche pledge list \
					 {mandate}`."
				),
			}
		})
	}
}

/// The pledge with the number given.
fn pick(own: &Own, checklist: Vec<Pledge>) -> Result<Pledge> {
	let count = checklist.len();
	let found = checklist.into_iter().nth(usize::from(own.pledge));
	found.ok_or_else(|| {
		let Own {
			mandate, pledge, ..
		} = own;
		let advice = match count {
			0 => format!("mandate {mandate} has no pledges"),
			1 => format!("mandate {mandate} has one pledge, number 0, and no pledge {pledge}"),
			_ => format!(
				"mandate {mandate} has the pledges 0 to {}, and no pledge {pledge}; `veche pledge \
				 list {mandate}` shows them",
				count.saturating_sub(1)
			),
		};
		refusal(PLEDGES, "UnknownPledge", advice)
	})
}

async fn list(id: MandateId, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let at = ctx.chain().await?.best().await?;
	let mandate = at.mandate(id).await?;
	let (office, _) = at.office(mandate.office).await?;
	let unit = unit_name(&at, office.unit).await?;
	let holding = Holding::read(&at, id, &mandate).await?;
	let all = Shown::all(&at.checklist(id).await?);
	ctx.answer(out, &all, |out| {
		writeln!(
			out,
			"Mandate {id}: {}, {}, {unit}; now block {}",
			holding.by, office.title, at.number
		)?;
		if all.is_empty() {
			return writeln!(out, "It has no pledges.");
		}
		view::draw(out, &all, true)
	})
}

/// A judgement under way or waiting.
#[derive(Serialize)]
struct Row {
	mandate: MandateId,
	#[serde(flatten)]
	by: Named,
	#[serde(flatten)]
	pledge: Shown,
}

async fn judgements(unit: &str, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let at = ctx.chain().await?.best().await?;
	let unit = at.unit(unit).await?;
	let mut rows = Vec::new();
	for (id, number) in at.judgements(unit.id).await? {
		let mandate = at.mandate(id).await?;
		let by = Named::read(&at, Some(mandate.election), mandate.person).await?;
		let checklist = at.checklist(id).await?;
		if let Some(pledge) = checklist.get(usize::from(number)) {
			rows.push(Row {
				mandate: id,
				by,
				pledge: Shown::new(number, pledge),
			});
		}
	}
	ctx.answer(out, &rows, |out| {
		if rows.is_empty() {
			return writeln!(
				out,
				"{}: no pledge is judged now; `veche office show {}` shows all.",
				unit.code, unit.code
			);
		}
		for row in &rows {
			writeln!(out, "Mandate {}: {}", row.mandate, row.by)?;
			view::draw(out, std::slice::from_ref(&row.pledge), true)?;
		}
		Ok(())
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::output::Usage;

	fn own(pledge: u8) -> Own {
		Own {
			mandate: 5,
			pledge,
			key: "ann".into(),
		}
	}

	#[test]
	fn evidence_is_a_file_or_a_hash() {
		let digits = "11".repeat(32);
		assert_eq!(evidence(&digits).unwrap(), H256([0x11; 32]));
		let file = tempfile::NamedTempFile::new().unwrap();
		std::fs::write(file.path(), "Of oak.").unwrap();
		let hash = sp_crypto_hashing::blake2_256(b"Of oak.");
		assert_eq!(evidence(file.path().to_str().unwrap()).unwrap(), H256(hash));
		let error = evidence("/no/such/report.pdf").unwrap_err();
		assert!(error.is::<Usage>(), "{error:#}");
		assert!(error.to_string().contains("neither a file"), "{error:#}");
	}

	#[test]
	fn pick_counts_from_0_and_tells_how_far() {
		let pledge = view::tests::pledge(Mark::Open);
		let two = || vec![pledge.clone(), pledge.clone()];
		assert!(pick(&own(1), two()).is_ok());
		let error = pick(&own(2), two()).unwrap_err().to_string();
		assert!(error.starts_with("Pledges.UnknownPledge: "), "{error}");
		assert!(error.contains("0 to 1"), "{error}");
		let error = pick(&own(0), Vec::new()).unwrap_err().to_string();
		assert!(error.contains("no pledges"), "{error}");
	}
}
