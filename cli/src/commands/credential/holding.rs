//! What holders do: accept, reject, seal away; keep documents and open them field by field.

use super::read_document;
use crate::{
	chain::{
		credentials::{self, Change, Credential, Publicity, Schema, State, CREDENTIALS},
		At,
	},
	commands::citizen::{act, citizen, refusal},
	documents::{kept::Kept, show, show_value, Document},
	identity::{address, Identity},
	output::{hex, Context},
	sealing::Kdf,
};
use anyhow::{bail, Context as _, Result};
use std::{
	fs,
	io::{self, Write},
	path::PathBuf,
};
use veche_primitives::{PersonId, SchemaId};

/// A credential of one's own.
#[derive(clap::Args, Debug)]
pub struct Own {
	/// The schema.
	schema: SchemaId,
	/// Your key.
	#[arg(long)]
	key: String,
}

/// Options of `veche credential keep`.
#[derive(clap::Args, Debug)]
pub struct Keep {
	/// The document, as the issuer has handed it to you.
	#[arg(value_name = "DOCUMENT")]
	document: PathBuf,
	/// Your key; the document is sealed under its passphrase.
	#[arg(long)]
	key: String,
}

/// Options of `veche credential present`.
#[derive(clap::Args, Debug)]
pub struct Present {
	/// The schema.
	schema: SchemaId,
	/// Your key.
	#[arg(long)]
	key: String,
	/// A field to open; repeat for each. The others stay hidden.
	#[arg(long = "field", required = true, value_name = "NAME")]
	fields: Vec<String>,
	/// Where to write what the verifier gets.
	#[arg(long, value_name = "FILE")]
	out: PathBuf,
}

/// A holder about to act on a credential of theirs.
struct Holding {
	at: At,
	identity: Identity,
	person: PersonId,
	id: SchemaId,
	schema: Schema,
	credential: Option<Credential>,
}

impl Holding {
	async fn read(opts: &Own, ctx: &Context) -> Result<Self> {
		let at = ctx.chain().await?.best().await?;
		let identity = ctx.identity(&opts.key)?;
		let person = citizen(&at, &identity, CREDENTIALS).await?.person;
		Ok(Self {
			schema: at.schema(opts.schema).await?,
			credential: at.credential(person, opts.schema).await?,
			at,
			identity,
			person,
			id: opts.schema,
		})
	}

	fn refused<V>(&self, error: &str, advice: String) -> Result<V> {
		Err(refusal(CREDENTIALS, error, advice))
	}

	fn ended<V>(&self, credential: &Credential) -> Result<V> {
		match credential.state {
			State::Sealed { at } => self.refused(
				"CredentialSealed",
				format!("you sealed it away in block {at}; ask the issuer to offer it anew"),
			),
			State::Withdrawn { at, reason } => self.refused(
				"CredentialWithdrawn",
				format!(
					"the issuer withdrew it in block {at} for reason {reason}; ask the issuer to \
					 offer it anew"
				),
			),
			State::Offered { .. } => self.refused(
				"NotAccepted",
				format!(
					"it is only offered; take it with `veche credential accept {0}` or refuse it with \
					 `veche credential reject {0}`",
					self.id
				),
			),
			State::Held { expires, .. } => self.refused(
				"AlreadyHeld",
				format!("you have accepted it; it holds until block {expires}"),
			),
		}
	}

	/// An offer that waits for an answer.
	fn check_offer(&self) -> Result<()> {
		match &self.credential {
			None => self.refused(
				"NoOffer",
				format!(
					"nothing of schema {} is offered to person {}; ask its issuer for an offer",
					self.id, self.person
				),
			),
			Some(credential) => match credential.state {
				State::Offered { until } if until > self.at.number => Ok(()),
				State::Offered { until } => self.refused(
					"OfferLapsed",
					format!("the time to answer ended with block {until}; ask for another offer"),
				),
				_ => self.ended(credential),
			},
		}
	}

	/// A credential that was accepted and that nobody has ended.
	fn check_held(&self) -> Result<()> {
		match &self.credential {
			None => self.refused(
				"NoCredential",
				format!(
					"person {} has no credential of schema {}; `veche credential show {}` lists all",
					self.person, self.id, self.person
				),
			),
			Some(credential) => match credential.state {
				State::Held { .. } => Ok(()),
				_ => self.ended(credential),
			},
		}
	}
}

/// `veche credential accept`.
pub async fn accept(opts: Own, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let own = Holding::read(&opts, ctx).await?;
	own.check_offer()?;
	if own.at.is_issuer_suspended(&own.schema.issuer).await? {
		let advice = "its issuer is suspended; wait until it is reinstated";
		return own.refused("IssuerSuspended", advice.into());
	}
	let call = credentials::accept(own.at.metadata(), own.id)?;
	let included = act(&own.at, &own.identity, &call, "accepting", ctx).await?;
	let expires = match included.event::<(PersonId, SchemaId, Change)>(CREDENTIALS, "Changed") {
		Some((_, _, Change::Accepted { expires })) => Some(expires),
		_ => None,
	};
	let answer = serde_json::json!({
		"schema": own.id,
		"person": own.person,
		"expires": expires,
		"block": included.number,
	});
	ctx.answer(out, &answer, |out| {
		write!(out, "Accepted: {}.", own.schema.title)?;
		match expires {
			Some(block) => writeln!(out, " It holds until block {block}.")?,
			None => writeln!(out)?,
		}
		if own.schema.publicity == Publicity::Anonymous {
			writeln!(
				out,
				"From the next turn of the rolls on you can show it without saying who you are: \
				 veche sign-in --credential {}",
				own.id
			)?;
		}
		Ok(())
	})
}

/// `veche credential reject`.
pub async fn reject(opts: Own, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let own = Holding::read(&opts, ctx).await?;
	own.check_offer()?;
	let call = credentials::reject(own.at.metadata(), own.id)?;
	let included = act(&own.at, &own.identity, &call, "rejecting", ctx).await?;
	let answer = serde_json::json!({
		"schema": own.id,
		"person": own.person,
		"block": included.number,
	});
	ctx.answer(out, &answer, |out| {
		writeln!(out, "Rejected: the offer is gone from the record.")
	})
}

/// `veche credential seal`.
pub async fn seal(opts: Own, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let own = Holding::read(&opts, ctx).await?;
	own.check_held()?;
	let call = credentials::seal(own.at.metadata(), own.id)?;
	let included = act(&own.at, &own.identity, &call, "sealing it away", ctx).await?;
	let answer = serde_json::json!({
		"schema": own.id,
		"person": own.person,
		"block": included.number,
	});
	ctx.answer(out, &answer, |out| {
		writeln!(
			out,
			"Sealed away in block {}: it holds no longer and is shown as sealed.",
			included.number
		)
	})
}

/// `veche credential keep`: nothing is kept that the issuer has not committed to.
pub async fn keep(opts: Keep, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let document = read_document(&opts.document)?;
	let subject = document.subject().clone();
	if document.hidden() > 0 {
		bail!(
			"{} of the document's fields are not in the file; ask the issuer for the whole document",
			document.hidden()
		);
	}
	let chain = ctx.chain().await?;
	let at = chain.best().await?;
	let schema = at.find_schema(subject.schema).await?;
	let credential = at.credential(subject.holder, subject.schema).await?;
	document.check(
		chain.genesis_hash(),
		schema.as_ref().map(|schema| schema.issuer),
		credential.map(|credential| credential.commitment),
	)?;
	let (identity, passphrase) = ctx.unlock(&opts.key)?;
	let account = identity.account();
	if at.person_of(&account).await? != Some(subject.holder) {
		bail!(
			"the document is person {}'s, who has another account than {}; use that person's key",
			subject.holder,
			address(&account)
		);
	}
	let sealed = Kept::seal(&document, &account, Kdf::strong(), &passphrase)?;
	let file = ctx.documents().keep(&sealed, &account)?;
	let answer = serde_json::json!({
		"schema": subject.schema,
		"holder": subject.holder,
		"commitment": hex(document.commitment()),
		"fields": document.fields(),
		"file": file,
	});
	ctx.answer(out, &answer, |out| {
		if let Some(schema) = &schema {
			writeln!(out, "{}", schema.title)?;
		}
		print_fields(&document, out)?;
		writeln!(
			out,
			"Kept in {}; erase the file you got. Make a copy: nobody can restore it.",
			file.display()
		)
	})
}

/// `veche credential kept`.
pub fn kept(ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let all = ctx.documents().list()?;
	let shown: Vec<_> = all
		.iter()
		.map(|kept| {
			serde_json::json!({
				"schema": kept.schema,
				"account": kept.account,
				"chain": kept.chain,
			})
		})
		.collect();
	ctx.answer(out, &shown, |out| {
		if all.is_empty() {
			return writeln!(out, "No documents yet; `veche credential keep` keeps one.");
		}
		writeln!(out, "{:>6}  account", "schema")?;
		all.iter()
			.try_for_each(|kept| writeln!(out, "{:>6}  {}", kept.schema, show(&kept.account)))
	})
}

/// `veche credential present`.
pub fn present(opts: Present, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let (identity, passphrase) = ctx.unlock(&opts.key)?;
	let kept = ctx.documents().read(&identity.account(), opts.schema)?;
	let opened = kept.open(&passphrase)?.open_only(&opts.fields)?;
	fs::write(&opts.out, format!("{opened}\n")).with_context(|| {
		format!(
			"cannot write {}; check free space and permissions",
			opts.out.display()
		)
	})?;
	let answer = serde_json::json!({
		"schema": opts.schema,
		"holder": opened.subject().holder,
		"fields": opened.fields(),
		"hidden": opened.hidden(),
		"file": opts.out,
	});
	ctx.answer(out, &answer, |out| {
		print_fields(&opened, out)?;
		writeln!(
			out,
			"Written to {}; {} other field(s) stay hidden. It names you as person {}.",
			opts.out.display(),
			opened.hidden(),
			opened.subject().holder
		)
	})
}

/// The open fields for people.
pub(super) fn print_fields(document: &Document, out: &mut dyn Write) -> io::Result<()> {
	document
		.fields()
		.iter()
		.try_for_each(|(name, value)| writeln!(out, "  {}: {}", show(name), show_value(value)))
}
