//! `veche registrar`: tags, attestations, revocations.

use super::key::Card;
use crate::{
	chain::{
		call::{self, Attestation},
		At, Chain, Refused, Wait,
	},
	identity::{address, parse_address, random_entropy, Identity},
	keystore::write_secret_file,
	output::{hex, parse_hex32, usage, Context, Verdict},
	ring,
	tag::{self, Secret},
};
use anyhow::{bail, Context as _, Result};
use codec::Decode;
use sp_core::H256;
use std::{
	fs,
	io::Write,
	path::{Path, PathBuf},
};
use veche_primitives::{
	ballot::possession_message, PersonId, Possession, Stratum, UniquenessTag, UnitId, VotingKey,
};
use zeroize::Zeroizing;

/// What a registrar does.
#[derive(clap::Subcommand, Debug)]
pub enum Command {
	/// Make the secret all registrars share, once; hand it to the others in person.
	NewSecret {
		/// Where to write it.
		#[arg(long, value_name = "FILE")]
		out: PathBuf,
	},
	/// Compute the uniqueness tag of a document number. Nothing is sent anywhere.
	Tag {
		/// File with the registrars' common secret.
		#[arg(long, value_name = "FILE")]
		secret_file: PathBuf,
		/// The number as printed on the document.
		document: String,
	},
	/// Attest an applicant.
	Attest {
		/// The registrar's key.
		#[arg(long)]
		key: String,
		/// The applicant's card, made with `veche key card`.
		#[arg(long, value_name = "FILE")]
		card: PathBuf,
		/// The applicant's uniqueness tag.
		#[arg(long, value_name = "HEX")]
		tag: String,
		/// The applicant's home unit: its code or number.
		#[arg(long, value_name = "UNIT")]
		home: String,
		/// Where the applicant lives.
		#[arg(long, value_enum, default_value = "home")]
		stratum: Lives,
		/// For how many days.
		#[arg(long, default_value_t = 365)]
		valid_days: u32,
		/// Until which block, instead of days: all registrars must attest the same.
		#[arg(long, value_name = "BLOCK")]
		expires: Option<u32>,
	},
	/// Give a voice for striking a person off for ever.
	Revoke {
		/// The registrar's key.
		#[arg(long)]
		key: String,
		/// The person: number or account.
		person: String,
		/// Why, a number from the registrars' public list of reasons.
		#[arg(long)]
		reason: u8,
	},
}

/// Where an applicant lives.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lives {
	/// In the home country.
	Home,
	/// Abroad.
	Diaspora,
	/// An international observer: never votes.
	Observer,
}

impl From<Lives> for Stratum {
	fn from(lives: Lives) -> Self {
		match lives {
			Lives::Home => Self::Home,
			Lives::Diaspora => Self::Diaspora,
			Lives::Observer => Self::Observer,
		}
	}
}

/// Do it.
pub async fn run(command: Command, ctx: &Context, out: &mut dyn Write) -> Result<Verdict> {
	match command {
		Command::NewSecret { out: file } => {
			let secret = Zeroizing::new(hex::encode(*random_entropy()) + "\n");
			write_secret_file(&file, &secret)?;
			ctx.note(&format!(
				"Written to {}. Whoever has it can find out whose tag is whose: keep it off the network.",
				file.display()
			));
		}
		Command::Tag {
			secret_file,
			document,
		} => {
			let document = Zeroizing::new(document);
			let tag = tag::tag(&read_secret(&secret_file)?, &document)?;
			let answer = serde_json::json!({ "tag": hex(tag) });
			ctx.answer(out, &answer, |out| writeln!(out, "{}", hex(tag)))?;
		}
		Command::Attest {
			key,
			card,
			tag,
			home,
			stratum,
			valid_days,
			expires,
		} => {
			let chain = ctx.chain().await?;
			let card = Card::read(&card)?;
			let (account, voting_key, possession) = check_card(&card, &chain)?;
			let best = chain.best().await?;
			let mut attestation = Attestation {
				account,
				key: voting_key,
				tag: parse_hex32(&tag)?,
				home: best.unit(&home).await?.id,
				stratum: stratum.into(),
				expires: 0,
			};
			attestation.expires = match expires {
				Some(block) => block,
				None => expiry(&best, &attestation, valid_days).await?,
			};
			attest(&key, &chain, &attestation, &possession, ctx, out).await?;
		}
		Command::Revoke {
			key,
			person,
			reason,
		} => revoke(&key, &person, reason, ctx, out).await?,
	}
	Ok(Verdict::Good)
}

fn read_secret(path: &Path) -> Result<Secret> {
	let text = fs::read_to_string(path)
		.map(Zeroizing::new)
		.with_context(|| {
			format!(
				"cannot read {}; check the path, or get the file from another registrar",
				path.display()
			)
		})?;
	Ok(Zeroizing::new(parse_hex32(&text)?))
}

/// Check on this machine what the chain will check too, to name a mistake at the counter.
fn check_card(card: &Card, chain: &Chain) -> Result<([u8; 32], VotingKey, Possession)> {
	if card.genesis != hex(chain.genesis_hash()) {
		bail!(
			"the card was made for another chain; the applicant makes one for this chain with `veche \
			 key card --genesis {}`",
			hex(chain.genesis_hash())
		);
	}
	let account = parse_address(&card.account)?;
	let key = parse_hex32(&card.voting_key)?;
	let digits = card
		.possession
		.strip_prefix("0x")
		.unwrap_or(&card.possession);
	let possession = hex::decode(digits)
		.ok()
		.and_then(|bytes| Possession::try_from(bytes).ok());
	let message = possession_message(chain.genesis_hash(), &account);
	match possession {
		Some(possession) if ring::verify_signature(&key, &message, &possession) => {
			Ok((account, key, possession))
		}
		_ => bail!(
			"the card does not prove that the applicant holds the voting key; the applicant makes a \
			 new one with `veche key card`"
		),
	}
}

/// Until which block. All registrars must attest the same, so one that waits already decides;
/// else the end of a day, so that those of the same day agree.
async fn expiry(best: &At, attestation: &Attestation, valid_days: u32) -> Result<u32> {
	type Waiting = ([u8; 32], VotingKey, UniquenessTag, UnitId, Stratum, u32);
	let waiting = best.entries_raw("Identity", "Pending").await?;
	for bytes in waiting {
		let Ok((account, key, tag, home, stratum, expires)) =
			Waiting::decode(&mut bytes.as_slice())
		else {
			continue;
		};
		let same = Attestation {
			account,
			key,
			tag,
			home,
			stratum,
			expires,
		};
		if same
			== (Attestation {
				expires,
				..attestation.clone()
			}) {
			return Ok(expires);
		}
	}
	let day = best
		.day()
		.await
		.context("the chain's rules for identity cannot be read; use --expires BLOCK")?;
	end_of_day(best.number, day, valid_days)
}

/// The end of the day that many days after that of a block: the same for all blocks of a day, its
/// first one, too.
fn end_of_day(number: u32, day: u32, valid_days: u32) -> Result<u32> {
	let day = day.max(1);
	let today = u64::from(number / day);
	let until = u64::from(day) * (today + 1 + u64::from(valid_days));
	u32::try_from(until).map_err(|_| usage("so many days are not possible; give fewer"))
}

/// A registrar without tokens would only hear that the fee cannot be paid: find out here what the
/// chain would say.
async fn check_registrar(best: &At, registrar: &Identity) -> Result<()> {
	match best.registrar(&registrar.account()).await? {
		None => Err(named(
			"NotRegistrar",
			format!(
				"{} is no registrar; use a registrar's key, or ask the governing body for accreditation",
				address(&registrar.account())
			),
		)),
		Some(registrar) if registrar.suspended => Err(named(
			"RegistrarSuspended",
			"the governing body must reinstate the registrar first".into(),
		)),
		Some(registrar) => {
			let today = best.number.checked_div(best.day().await?).unwrap_or(0);
			if registrar.usage.left(registrar.daily_quota, today) == 0 {
				let quota = registrar.daily_quota;
				let advice = format!("today's {quota} acts are used up; go on tomorrow");
				return Err(named("QuotaExhausted", advice));
			}
			Ok(())
		}
	}
}

/// Whether the chain knows the applicant already.
async fn check_applicant(best: &At, attestation: &Attestation) -> Result<()> {
	if let Some(person) = best.person_of(&attestation.account).await? {
		let advice =
			format!("the account belongs to person {person}; the applicant needs a new key");
		return Err(named("AlreadyPerson", advice));
	}
	if let Some(person) = best.tag_owner(&attestation.tag).await? {
		let advice =
			format!("this document belongs to person {person}; nobody is recognised twice");
		return Err(named("DuplicateTag", advice));
	}
	if let Some(person) = best.key_owner(&attestation.key).await? {
		let advice =
			format!("the voting key is or was person {person}'s; the applicant needs a new one");
		return Err(named("DuplicateKey", advice));
	}
	Ok(())
}

/// The chain's own error, said before it is asked.
fn named(error: &str, advice: String) -> anyhow::Error {
	Refused::Failed("Identity".into(), error.into(), advice).into()
}

async fn attest(
	key: &str,
	chain: &Chain,
	attestation: &Attestation,
	possession: &Possession,
	ctx: &Context,
	out: &mut dyn Write,
) -> Result<()> {
	let registrar = ctx.identity(key)?;
	let best = chain.best().await?;
	check_registrar(&best, &registrar).await?;
	check_applicant(&best, attestation).await?;
	let call = call::attest(best.metadata(), attestation, possession)?;
	let waiting = ctx.spinner("sending the attestation");
	let sent = chain
		.submit_signed(registrar.signer(), &call, Wait::Block)
		.await;
	waiting.finish_and_clear();
	let included = sent?;
	let words = included.event::<([u8; 32], H256, u32)>("Identity", "Attested");
	let count = words.map_or(0, |(_, _, count)| count);
	let person = included.event::<PersonId>("Identity", "PersonCreated");
	let answer = serde_json::json!({
		"attestation": hex(attestation.hash()),
		"words": count,
		"person": person,
		"expires": attestation.expires,
		"block": included.number,
	});
	ctx.answer(out, &answer, |out| match person {
		Some(person) => {
			writeln!(
				out,
				"Person {person} is recognised, and votes from the next turn of the rolls on."
			)
		}
		None => writeln!(
			out,
			"Attested until block {}: word {count}. Other registrars must attest the same.",
			attestation.expires
		),
	})
}

async fn revoke(
	key: &str,
	person: &str,
	reason: u8,
	ctx: &Context,
	out: &mut dyn Write,
) -> Result<()> {
	let chain = ctx.chain().await?;
	let best = chain.best().await?;
	let person: PersonId = match person.parse() {
		Ok(number) => number,
		Err(_) => {
			let account = parse_address(person)?;
			let found = best.person_of(&account).await?;
			found.ok_or_else(|| usage("no person has this account; check the address"))?
		}
	};
	let registrar = ctx.identity(key)?;
	check_registrar(&best, &registrar).await?;
	let call = call::revoke(best.metadata(), person, reason)?;
	let waiting = ctx.spinner("sending the voice");
	let sent = chain
		.submit_signed(registrar.signer(), &call, Wait::Block)
		.await;
	waiting.finish_and_clear();
	let included = sent?;
	let revoked = included
		.event::<PersonId>("Identity", "PersonRevoked")
		.is_some();
	let answer = serde_json::json!({
		"person": person,
		"revoked": revoked,
		"block": included.number,
	});
	ctx.answer(out, &answer, |out| match revoked {
		true => writeln!(
			out,
			"Person {person} is struck off; polls opened from now on do not know them."
		),
		false => writeln!(out, "Voice counted. Other registrars must give theirs."),
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::output::Usage;

	#[test]
	fn expiry_is_the_same_when_registrars_attest_on_the_same_day() {
		for number in [0, 1, 14_399] {
			assert_eq!(end_of_day(number, 14_400, 365).unwrap(), 366 * 14_400);
		}
		for number in [14_400, 14_401, 28_799] {
			assert_eq!(end_of_day(number, 14_400, 365).unwrap(), 367 * 14_400);
		}
	}

	#[test]
	fn expiry_is_refused_when_there_are_no_such_blocks() {
		let error = end_of_day(1, 14_400, u32::MAX).unwrap_err();
		assert!(error.is::<Usage>(), "{error}");
		assert!(end_of_day(u32::MAX, u32::MAX, u32::MAX).is_err());
		assert_eq!(end_of_day(7, 0, 1).unwrap(), 9);
	}
}
