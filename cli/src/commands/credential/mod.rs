//! `veche credential`: what people are qualified for, from the issuer's document to the verifier.
//!
//! 1. An issuer opens a kind of credential ([`schema`]), makes a document for a holder and offers its
//!    commitment ([`issuing`]).
//! 2. The holder looks at the document, keeps it encrypted, accepts, and later opens single fields
//!    ([`holding`]).
//! 3. A verifier checks what was opened against the chain ([`verify`]).

pub mod holding;
pub mod issuing;
pub mod schema;
pub mod verify;

use super::citizen::person_named;
use crate::{
	chain::{
		credentials::{Credential, Publicity, Schema, State, Status},
		At,
	},
	documents::{Document, Rejected, MAX_DOCUMENT},
	output::{hex, Context, Verdict},
};
use anyhow::{Context as _, Result};
use serde::Serialize;
use std::{
	collections::{hash_map::Entry, HashMap},
	fs,
	io::{Read, Write},
	path::{Path, PathBuf},
};
use veche_primitives::{PersonId, SchemaId};

/// What to do with credentials.
#[derive(clap::Subcommand, Debug)]
pub enum Command {
	/// Kinds of credentials: what issuers give.
	#[command(subcommand)]
	Schema(schema::Command),
	/// For issuers: make a document for a holder and offer the credential.
	Issue(issuing::Issue),
	/// For issuers: offer a credential whose document was made elsewhere.
	Offer(issuing::Offer),
	/// For issuers: take a credential or an offer back, at once.
	Withdraw(issuing::Withdraw),
	/// For issuers: let a credential hold longer.
	Extend(issuing::Extend),
	/// Accept a credential that is offered to you.
	Accept(holding::Own),
	/// Reject a credential that is offered to you.
	Reject(holding::Own),
	/// Seal a credential of yours away for good.
	Seal(holding::Own),
	/// Check a document of yours against the chain and keep it encrypted.
	Keep(holding::Keep),
	/// List the documents kept on this machine.
	Kept,
	/// Open single fields of a kept document for a verifier. Nothing is sent anywhere.
	Present(holding::Present),
	/// Check what a holder has opened: the fields, and whether the credential is in force now.
	Verify {
		/// The file, made with `veche credential present`.
		file: PathBuf,
	},
	/// Show the credentials of a person.
	Show {
		/// The person: number or account.
		person: String,
	},
	/// List the credentials of everybody.
	List {
		/// Only those of this schema.
		schema: Option<SchemaId>,
	},
}

/// Do it.
pub async fn run(command: Command, ctx: &Context, out: &mut dyn Write) -> Result<Verdict> {
	match command {
		Command::Schema(command) => schema::run(command, ctx, out).await?,
		Command::Issue(opts) => issuing::issue(opts, ctx, out).await?,
		Command::Offer(opts) => issuing::offer(opts, ctx, out).await?,
		Command::Withdraw(opts) => issuing::withdraw(opts, ctx, out).await?,
		Command::Extend(opts) => issuing::extend(opts, ctx, out).await?,
		Command::Accept(opts) => holding::accept(opts, ctx, out).await?,
		Command::Reject(opts) => holding::reject(opts, ctx, out).await?,
		Command::Seal(opts) => holding::seal(opts, ctx, out).await?,
		Command::Keep(opts) => holding::keep(opts, ctx, out).await?,
		Command::Kept => holding::kept(ctx, out)?,
		Command::Present(opts) => holding::present(opts, ctx, out)?,
		Command::Verify { file } => return verify::run(&file, ctx, out).await,
		Command::Show { person } => show(&person, ctx, out).await?,
		Command::List { schema } => list(schema, ctx, out).await?,
	}
	Ok(Verdict::Good)
}

/// A credential for people.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Shown {
	/// Whose.
	pub person: PersonId,
	/// Of which schema.
	pub schema: SchemaId,
	/// What the schema is called.
	pub title: String,
	/// Who learns of it what.
	pub publicity: Publicity,
	/// Whether it counts now.
	pub status: Status,
	/// The block of the acceptance.
	pub since: Option<u32>,
	/// The block from which an offer can no longer be accepted, or the credential no longer holds.
	pub until: Option<u32>,
	/// The block in which it was withdrawn or sealed away.
	pub ended: Option<u32>,
	/// Why it was withdrawn, a number from the issuer's list.
	pub reason: Option<u8>,
	/// The commitment to the document.
	pub commitment: String,
}

impl Shown {
	fn new(person: PersonId, schema: SchemaId, credential: &Credential, of: &Known) -> Self {
		let (since, until, ended, reason) = match credential.state {
			State::Offered { until } => (None, Some(until), None, None),
			State::Held { since, expires } => (Some(since), Some(expires), None, None),
			State::Withdrawn { at, reason } => (None, None, Some(at), Some(reason)),
			State::Sealed { at } => (None, None, Some(at), None),
		};
		Self {
			person,
			schema,
			title: of.title.clone(),
			publicity: of.publicity,
			status: credential.status(of.suspended, of.now),
			since,
			until,
			ended,
			reason,
			commitment: hex(credential.commitment),
		}
	}

	/// When it began to hold, or stopped.
	pub(super) fn when(&self) -> String {
		match (self.until, self.ended, self.reason) {
			(_, Some(block), Some(reason)) => format!("in block {block}, reason {reason}"),
			(_, Some(block), None) => format!("in block {block}"),
			(Some(block), ..) => format!("until block {block}"),
			_ => String::new(),
		}
	}
}

/// What is known of a schema at a block.
struct Known {
	title: String,
	publicity: Publicity,
	suspended: bool,
	now: u32,
}

impl Known {
	async fn read(at: &At, schema: &Schema) -> Result<Self> {
		Ok(Self {
			title: schema.title.to_string(),
			publicity: schema.publicity,
			suspended: at.is_issuer_suspended(&schema.issuer).await?,
			now: at.number,
		})
	}
}

/// Credentials with what is known of their schemas, each asked for once.
async fn shown(at: &At, all: Vec<(PersonId, SchemaId, Credential)>) -> Result<Vec<Shown>> {
	let mut known: HashMap<SchemaId, Known> = HashMap::new();
	let mut shown = Vec::new();
	for (person, id, credential) in all {
		let of = match known.entry(id) {
			Entry::Occupied(found) => found.into_mut(),
			Entry::Vacant(place) => place.insert(Known::read(at, &at.schema(id).await?).await?),
		};
		shown.push(Shown::new(person, id, &credential, of));
	}
	Ok(shown)
}

/// The credentials that a person has accepted and that everybody may see.
pub(super) async fn public_of(at: &At, person: PersonId) -> Result<Vec<Shown>> {
	let not_theirs = [Status::Offered, Status::Lapsed, Status::Sealed];
	let mut all = of_person(at, person).await?;
	all.retain(|one| one.publicity == Publicity::Public && !not_theirs.contains(&one.status));
	Ok(all)
}

async fn of_person(at: &At, person: PersonId) -> Result<Vec<Shown>> {
	let own = at.credentials_of(person).await?;
	let own = own.into_iter().map(|(id, one)| (person, id, one)).collect();
	shown(at, own).await
}

async fn show(person: &str, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let at = ctx.chain().await?.best().await?;
	let person = person_named(&at, person).await?;
	let all = of_person(&at, person).await?;
	ctx.answer(out, &all, |out| {
		if all.is_empty() {
			return writeln!(out, "Person {person} has no credentials.");
		}
		writeln!(out, "{:>6}  {:<16}  title", "schema", "status")?;
		all.iter().try_for_each(|one| {
			let status = one.status.words();
			let (id, title) = (one.schema, &one.title);
			writeln!(out, "{id:>6}  {status:<16}  {title} ({})", one.when())
		})
	})
}

async fn list(schema: Option<SchemaId>, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let at = ctx.chain().await?.best().await?;
	if let Some(id) = schema {
		at.schema(id).await?;
	}
	let reading = ctx.spinner("reading credentials");
	let all = at.credentials().await;
	reading.finish_and_clear();
	let mut all = all?;
	all.retain(|(_, id, _)| schema.is_none_or(|wanted| wanted == *id));
	let all = shown(&at, all).await?;
	ctx.answer(out, &all, |out| {
		if all.is_empty() {
			return writeln!(
				out,
				"No credentials yet; `veche credential issue` offers one."
			);
		}
		writeln!(
			out,
			"{:>8}  {:>6}  {:<16}  title",
			"person", "schema", "status"
		)?;
		all.iter().try_for_each(|one| {
			let status = one.status.words();
			let (person, id, title) = (one.person, one.schema, &one.title);
			writeln!(out, "{person:>8}  {id:>6}  {status:<16}  {title}")
		})
	})
}

/// Read a document, but nothing endless.
fn read_document(path: &Path) -> Result<Document> {
	let cannot = || format!("cannot read {}; check the path", path.display());
	let file = fs::File::open(path).with_context(cannot)?;
	let mut text = Vec::new();
	// One byte more than allowed, and the newline at the end.
	let limit = MAX_DOCUMENT as u64 + 2;
	file.take(limit)
		.read_to_end(&mut text)
		.with_context(cannot)?;
	let text =
		String::from_utf8(text).map_err(|_| Rejected::NotADocument("it is no text".into()))?;
	Ok(Document::parse(&text)?)
}
