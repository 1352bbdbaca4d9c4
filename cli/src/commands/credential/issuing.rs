//! What issuers do: make documents, offer, withdraw, extend.
//!
//! Their acts are free within a daily quota, but only those that are sure to succeed. An issuer
//! without tokens would hear of any mistake only that the fee cannot be paid, so verbs find out
//! first what the chain would say.

use crate::{
	chain::{
		call::Call,
		credentials::{self, Change, Publicity, Schema, State, Status, CREDENTIALS},
		At, Included, Refused, Standing, Wait,
	},
	commands::citizen::{person_named, refusal},
	documents::Document,
	identity::{address, Identity},
	keystore::write_secret_file,
	output::{hex, parse_hex32, usage, Context},
};
use anyhow::{Context as _, Result};
use serde_json::{Map, Value};
use sp_core::H256;
use std::{fs, io::Write, path::PathBuf};
use veche_primitives::{PersonId, SchemaId, Stratum};

/// Options of `veche credential issue`.
#[derive(clap::Args, Debug)]
pub struct Issue {
	/// The schema.
	schema: SchemaId,
	/// The issuer's key.
	#[arg(long)]
	key: String,
	/// The holder: number or account of a person.
	#[arg(long, value_name = "PERSON")]
	holder: String,
	/// What the document says: name=value for each field, or a JSON file with an object.
	#[arg(long, required = true, num_args = 1.., value_name = "NAME=VALUE|FILE")]
	fields: Vec<String>,
	/// Where to write the document; hand it to the holder, nobody else.
	#[arg(long, value_name = "FILE")]
	out: PathBuf,
}

/// Options of `veche credential offer`.
#[derive(clap::Args, Debug)]
pub struct Offer {
	/// The schema.
	schema: SchemaId,
	/// The issuer's key.
	#[arg(long)]
	key: String,
	/// The holder: number or account of a person.
	#[arg(long, value_name = "PERSON")]
	holder: String,
	/// The commitment to the document: blake2-256 of its signed text.
	#[arg(long, value_name = "HEX")]
	commitment: String,
}

/// Options of `veche credential withdraw`.
#[derive(clap::Args, Debug)]
pub struct Withdraw {
	/// The schema.
	schema: SchemaId,
	/// The issuer's key.
	#[arg(long)]
	key: String,
	/// The holder: number or account of a person.
	#[arg(long, value_name = "PERSON")]
	holder: String,
	/// Why, a number from the issuer's public list of reasons.
	#[arg(long)]
	reason: u8,
}

/// Options of `veche credential extend`.
#[derive(clap::Args, Debug)]
pub struct Extend {
	/// The schema.
	schema: SchemaId,
	/// The issuer's key.
	#[arg(long)]
	key: String,
	/// The holder: number or account of a person.
	#[arg(long, value_name = "PERSON")]
	holder: String,
	/// Until which block [default: the schema's validity from now on].
	#[arg(long, value_name = "BLOCK")]
	expires: Option<u32>,
}

/// An issuer about to act on a holder's credential.
struct Act {
	at: At,
	issuer: Identity,
	id: SchemaId,
	schema: Schema,
	holder: PersonId,
}

impl Act {
	async fn new(id: SchemaId, key: &str, holder: &str, ctx: &Context) -> Result<Self> {
		let at = ctx.chain().await?.best().await?;
		let issuer = ctx.identity(key)?;
		check_accredited(&at, &issuer).await?;
		Ok(Self {
			schema: check_own(&at, &issuer, id).await?,
			holder: person_named(&at, holder).await?,
			at,
			issuer,
			id,
		})
	}

	fn refused<V>(&self, error: &str, advice: String) -> Result<V> {
		Err(refusal(CREDENTIALS, error, advice))
	}

	/// What can be offered to whom.
	async fn check_offer(&self) -> Result<()> {
		let Self { at, id, holder, .. } = self;
		check_issuer(at, &self.issuer).await?;
		if self.schema.closed {
			let advice = format!("schema {id} is closed; offer a credential of another one");
			return self.refused("SchemaClosed", advice);
		}
		let counts = |standing, expires| standing == Standing::Active && at.number < expires;
		let person = at.person(*holder).await?;
		let person = person.filter(|person| counts(person.standing, person.expires));
		let Some(person) = person else {
			let advice = format!("person {holder} is not in good standing; check the number");
			return self.refused("UnknownHolder", advice);
		};
		let anonymous = self.schema.publicity == Publicity::Anonymous;
		if anonymous && person.stratum == Stratum::Observer {
			let advice = format!(
				"person {holder} is an observer, who has no place on a roll; offer a public or \
				 private credential"
			);
			return self.refused("NoVotingKey", advice);
		}
		let credential = at.credential(*holder, *id).await?;
		match credential.map(|credential| credential.status(false, at.number)) {
			Some(Status::Offered) => {
				let advice = format!(
					"person {holder} has not answered the last offer; wait, or take it back with \
					 `veche credential withdraw`"
				);
				self.refused("AlreadyOffered", advice)
			}
			Some(Status::Held) => {
				let advice = format!(
					"person {holder} holds it already; use `veche credential extend`, or withdraw it \
					 first"
				);
				self.refused("AlreadyHeld", advice)
			}
			_ => Ok(()),
		}
	}

	/// Offer a credential; the block from which it can no longer be accepted.
	async fn offer(&self, commitment: H256, ctx: &Context) -> Result<(Included, Option<u32>)> {
		let call = credentials::offer(self.at.metadata(), self.id, self.holder, commitment)?;
		let included = send(
			&self.at,
			&self.issuer,
			&call,
			"offering the credential",
			ctx,
		)
		.await?;
		let until = match included.event::<(PersonId, SchemaId, Change)>(CREDENTIALS, "Changed") {
			Some((_, _, Change::Offered { until })) => Some(until),
			_ => None,
		};
		Ok((included, until))
	}

	/// The credential that is to be withdrawn or extended.
	async fn credential(&self) -> Result<State> {
		let (id, holder) = (self.id, self.holder);
		let credential = self.at.credential(holder, id).await?;
		match credential.map(|credential| credential.state) {
			None => self.refused(
				"NoCredential",
				format!("person {holder} has no credential of schema {id}; check both numbers"),
			),
			Some(State::Withdrawn { at, .. }) => self.refused(
				"CredentialWithdrawn",
				format!("it was withdrawn in block {at}; offer it anew"),
			),
			Some(State::Sealed { at }) => self.refused(
				"CredentialSealed",
				format!("the holder sealed it away in block {at}; offer it anew"),
			),
			Some(state) => Ok(state),
		}
	}
}

/// `veche credential issue`: the document is on disk before the chain knows its commitment, so it
/// cannot get lost in between.
pub async fn issue(opts: Issue, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let fields = read_fields(&opts.fields)?;
	let act = Act::new(opts.schema, &opts.key, &opts.holder, ctx).await?;
	act.check_offer().await?;
	let genesis = act.at.chain().genesis_hash();
	let signer = act.issuer.signer();
	let document = Document::issue(signer, genesis, act.id, act.holder, &fields).await?;
	write_secret_file(&opts.out, &format!("{document}\n"))?;
	let offered = act.offer(document.commitment(), ctx).await;
	if let Err(error) = &offered {
		let refused = error.downcast_ref::<Refused>();
		if refused.is_some_and(Refused::is_certain) {
			// Nobody will ever accept it.
			fs::remove_file(&opts.out).ok();
		} else {
			ctx.note(&format!(
				"The document stays in {}: the offer may still count.",
				opts.out.display()
			));
		}
	}
	let (included, until) = offered?;
	let answer = serde_json::json!({
		"schema": act.id,
		"holder": act.holder,
		"commitment": hex(document.commitment()),
		"until": until,
		"document": opts.out,
		"block": included.number,
	});
	ctx.answer(out, &answer, |out| {
		writeln!(
			out,
			"Offered to person {} in block {}: {}, {} field(s).",
			act.holder,
			included.number,
			act.schema.title,
			fields.len()
		)?;
		writeln!(
			out,
			"Hand {} to the holder over a safe line, then erase it. They type:",
			opts.out.display()
		)?;
		writeln!(out, "  veche credential keep DOCUMENT --key NAME")?;
		writeln!(out, "  veche credential accept {} --key NAME", act.id)
	})
}

/// `veche credential offer`.
pub async fn offer(opts: Offer, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let commitment = H256(parse_hex32(&opts.commitment)?);
	let act = Act::new(opts.schema, &opts.key, &opts.holder, ctx).await?;
	act.check_offer().await?;
	let (included, until) = act.offer(commitment, ctx).await?;
	let answer = serde_json::json!({
		"schema": act.id,
		"holder": act.holder,
		"commitment": hex(commitment),
		"until": until,
		"block": included.number,
	});
	ctx.answer(out, &answer, |out| {
		writeln!(
			out,
			"Offered to person {} in block {}: {}.",
			act.holder, included.number, act.schema.title
		)
	})
}

/// `veche credential withdraw`.
pub async fn withdraw(opts: Withdraw, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let act = Act::new(opts.schema, &opts.key, &opts.holder, ctx).await?;
	let before = act.credential().await?;
	let call = credentials::withdraw(act.at.metadata(), act.id, act.holder, opts.reason)?;
	let included = send(&act.at, &act.issuer, &call, "withdrawing", ctx).await?;
	let answer = serde_json::json!({
		"schema": act.id,
		"holder": act.holder,
		"reason": opts.reason,
		"block": included.number,
	});
	ctx.answer(out, &answer, |out| match before {
		State::Offered { .. } => writeln!(
			out,
			"The offer to person {} is taken back; nothing of it stays on record.",
			act.holder
		),
		_ => writeln!(
			out,
			"Withdrawn in block {}: the credential of person {} holds no longer.",
			included.number, act.holder
		),
	})
}

/// `veche credential extend`.
pub async fn extend(opts: Extend, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let act = Act::new(opts.schema, &opts.key, &opts.holder, ctx).await?;
	check_issuer(&act.at, &act.issuer).await?;
	let State::Held {
		expires: present, ..
	} = act.credential().await?
	else {
		let advice = format!("person {} has not accepted it yet; wait", act.holder);
		return act.refused("NotAccepted", advice);
	};
	let now = act.at.number;
	let last = now.saturating_add(act.schema.validity);
	let expires = opts.expires.unwrap_or(last);
	// The block in which the call is executed comes later, and so does its last block.
	let latest = last.saturating_add(1);
	if expires <= present || expires <= now || expires > latest {
		let advice = format!(
			"it holds until block {present}, and may be extended to block {latest} at most; give a \
			 block between with --expires"
		);
		return act.refused("BadExpiry", advice);
	}
	let call = credentials::extend(act.at.metadata(), act.id, act.holder, expires)?;
	let included = send(&act.at, &act.issuer, &call, "extending", ctx).await?;
	let answer = serde_json::json!({
		"schema": act.id,
		"holder": act.holder,
		"expires": expires,
		"block": included.number,
	});
	ctx.answer(out, &answer, |out| {
		writeln!(
			out,
			"The credential of person {} holds until block {expires}.",
			act.holder
		)
	})
}

/// Whether the account may act as an issuer at all.
async fn check_accredited(at: &At, issuer: &Identity) -> Result<credentials::Issuer> {
	match at.issuer(&issuer.account()).await? {
		None => {
			let account = address(&issuer.account());
			let advice = format!(
				"{account} is no issuer; use an issuer's key, or ask the governing body for \
				 accreditation"
			);
			Err(refusal(CREDENTIALS, "NotIssuer", advice))
		}
		Some(issuer) if issuer.suspended => Err(refusal(
			CREDENTIALS,
			"IssuerSuspended",
			"the governing body must reinstate the issuer first",
		)),
		Some(issuer) => Ok(issuer),
	}
}

/// Whether the account may act as an issuer today.
pub(super) async fn check_issuer(at: &At, issuer: &Identity) -> Result<()> {
	let issuer = check_accredited(at, issuer).await?;
	let today = at.number / at.issuers_day().await?;
	if issuer.usage.left(issuer.daily_quota, today) == 0 {
		let advice = format!(
			"today's {} acts are used up; go on tomorrow",
			issuer.daily_quota
		);
		return Err(refusal(CREDENTIALS, "QuotaExhausted", advice));
	}
	Ok(())
}

/// The schema, if it is this issuer's.
pub(super) async fn check_own(at: &At, issuer: &Identity, id: SchemaId) -> Result<Schema> {
	let schema = at.schema(id).await?;
	if schema.issuer != issuer.account() {
		let owner = address(&schema.issuer);
		let advice = format!("schema {id} is {owner}'s; use one of your own");
		return Err(refusal(CREDENTIALS, "NotYourSchema", advice));
	}
	Ok(schema)
}

/// Send an act of an issuer and wait until it is in a block.
pub(super) async fn send(
	at: &At,
	issuer: &Identity,
	call: &Call,
	doing: &str,
	ctx: &Context,
) -> Result<Included> {
	let waiting = ctx.spinner(doing);
	let sent = at
		.chain()
		.submit_signed(issuer.signer(), call, Wait::Block)
		.await;
	waiting.finish_and_clear();
	sent.map_err(|error| match error.downcast_ref() {
		Some(Refused::Payment) => error.context(
			"acts of an issuer are free within the day's quota and if they succeed; the quota is \
			 used up, or something changed meanwhile: run it again to hear what",
		),
		_ => error,
	})
}

/// The fields as typed: names with values, or files of them.
fn read_fields(words: &[String]) -> Result<Map<String, Value>> {
	let mut fields = Map::new();
	for word in words {
		let more: Map<String, Value> = match word.split_once('=') {
			Some((name, value)) => Map::from_iter([(name.into(), Value::from(value))]),
			None => read_fields_file(word)?,
		};
		for (name, value) in more {
			if fields.contains_key(&name) {
				return Err(usage(format!(
					"the field {name:?} is given twice; leave one out"
				)));
			}
			fields.insert(name, value);
		}
	}
	Ok(fields)
}

fn read_fields_file(path: &str) -> Result<Map<String, Value>> {
	let bytes = fs::read(path).with_context(|| {
		format!("cannot read {path}; write a field as name=value, or check the path of the file")
	})?;
	serde_json::from_slice(&bytes).map_err(|error| {
		usage(format!(
			"{path} is no object of fields in JSON ({error}); write it like {{\"name\": \"value\"}}"
		))
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::output::Usage;
	use serde_json::json;

	fn words(words: &[&str]) -> Vec<String> {
		words.iter().map(|word| word.to_string()).collect()
	}

	#[test]
	fn fields_are_read_from_words_and_files() {
		let folder = tempfile::tempdir().unwrap();
		let file = folder.path().join("diploma.json");
		fs::write(&file, r#"{"year": 2026, "marks": [9, 10]}"#).unwrap();
		let fields = read_fields(&words(&["degree=law=a", file.to_str().unwrap()])).unwrap();
		let expected = json!({"degree": "law=a", "year": 2026, "marks": [9, 10]});
		assert_eq!(Some(&fields), expected.as_object());
	}

	#[test]
	fn fields_are_refused_when_given_twice_or_unreadable() {
		let error = read_fields(&words(&["degree=law", "degree=medicine"])).unwrap_err();
		assert!(error.is::<Usage>());
		let error = read_fields(&words(&["no-such-file"])).unwrap_err();
		assert!(error.to_string().contains("name=value"), "{error}");
		let folder = tempfile::tempdir().unwrap();
		let file = folder.path().join("list.json");
		fs::write(&file, "[1]").unwrap();
		let error = read_fields(&words(&[file.to_str().unwrap()])).unwrap_err();
		assert!(error.is::<Usage>(), "{error}");
	}
}
