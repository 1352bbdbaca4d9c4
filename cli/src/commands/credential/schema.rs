//! `veche credential schema`: kinds of credentials.

use super::issuing::{check_issuer, check_own, send};
use crate::{
	chain::{
		credentials::{self, Publicity, Schema, CREDENTIALS},
		offices::Text,
		At,
	},
	commands::citizen::{refusal, title},
	identity::address,
	output::{usage, Context},
};
use anyhow::{Context as _, Result};
use serde::Serialize;
use std::io::Write;
use veche_primitives::SchemaId;

/// Longest statement of what a schema is for, in bytes.
const MAX_PURPOSE: usize = 256;

/// What to do with schemas.
#[derive(clap::Subcommand, Debug)]
pub enum Command {
	/// For issuers: open a schema.
	Open(Open),
	/// For issuers: offer no more credentials of a schema. Those offered and held stay.
	Close {
		/// The schema.
		schema: SchemaId,
		/// The issuer's key.
		#[arg(long)]
		key: String,
	},
	/// List all schemas.
	List,
	/// Show a schema.
	Show {
		/// The schema.
		schema: SchemaId,
	},
}

/// Options of `veche credential schema open`.
#[derive(clap::Args, Debug)]
pub struct Open {
	/// The issuer's key.
	#[arg(long)]
	key: String,
	/// What it is called.
	#[arg(long)]
	title: String,
	/// What it is for.
	#[arg(long)]
	purpose: String,
	/// Who learns from a credential what.
	#[arg(long, value_enum)]
	publicity: Publicity,
	/// For how many days a credential holds.
	#[arg(long, default_value_t = 365)]
	valid_days: u32,
	/// For how many blocks a credential holds, instead of days.
	#[arg(long, value_name = "BLOCKS", conflicts_with = "valid_days")]
	valid_blocks: Option<u32>,
}

/// A schema for people.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Shown {
	/// Its number.
	pub schema: SchemaId,
	/// What it is called.
	pub title: String,
	/// What it is for.
	pub purpose: String,
	/// Who gives credentials of it.
	pub issuer: String,
	/// Who learns what.
	pub publicity: Publicity,
	/// Blocks for which a credential holds.
	pub validity: u32,
	/// Block in which it was opened.
	pub opened: u32,
	/// Whether no more are offered.
	pub closed: bool,
}

impl Shown {
	fn new(id: SchemaId, schema: Schema) -> Self {
		Self {
			schema: id,
			title: schema.title.0,
			purpose: schema.purpose.0,
			issuer: address(&schema.issuer),
			publicity: schema.publicity,
			validity: schema.validity,
			opened: schema.opened,
			closed: schema.closed,
		}
	}
}

/// Do it.
pub async fn run(command: Command, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	match command {
		Command::Open(opts) => open(opts, ctx, out).await,
		Command::Close { schema, key } => close(schema, &key, ctx, out).await,
		Command::List => list(ctx, out).await,
		Command::Show { schema } => show(schema, ctx, out).await,
	}
}

async fn open(opts: Open, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let title = title("the title", &opts.title)?;
	let purpose = opts.purpose.trim();
	if !(1..=MAX_PURPOSE).contains(&purpose.len()) {
		return Err(usage(format!(
			"the purpose has {} bytes and may have 1 to {MAX_PURPOSE}; say in a sentence what the \
			 schema is for",
			purpose.len()
		)));
	}
	let purpose = Text(purpose.into());
	let at = ctx.chain().await?.best().await?;
	let validity = match opts.valid_blocks {
		Some(blocks) => Some(blocks),
		None => opts.valid_days.checked_mul(at.issuers_day().await?),
	};
	let validity = validity
		.filter(|blocks| *blocks > 0)
		.ok_or_else(|| usage("so many days are not possible; give 1 to some thousand"))?;
	let issuer = ctx.identity(&opts.key)?;
	check_issuer(&at, &issuer).await?;
	let call = credentials::open_schema(at.metadata(), &title, &purpose, validity, opts.publicity)?;
	let included = send(&at, &issuer, &call, "opening the schema", ctx).await?;
	let schema: SchemaId = included
		.event(CREDENTIALS, "SchemaOpened")
		.context("the chain does not tell its number; look with `veche credential schema list`")?;
	let answer = serde_json::json!({
		"schema": schema,
		"validity": validity,
		"block": included.number,
	});
	ctx.answer(out, &answer, |out| {
		writeln!(
			out,
			"Schema {schema} is open; its credentials hold {validity} blocks."
		)?;
		writeln!(
			out,
			"Next: veche credential issue {schema} --key {} --holder PERSON --fields FILE --out \
			 DOCUMENT",
			opts.key
		)
	})
}

async fn close(id: SchemaId, key: &str, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let at = ctx.chain().await?.best().await?;
	let issuer = ctx.identity(key)?;
	check_issuer(&at, &issuer).await?;
	let schema = check_own(&at, &issuer, id).await?;
	if schema.closed {
		let advice = format!("schema {id} is closed already");
		return Err(refusal(CREDENTIALS, "SchemaClosed", advice));
	}
	let call = credentials::close_schema(at.metadata(), id)?;
	let included = send(&at, &issuer, &call, "closing the schema", ctx).await?;
	let answer = serde_json::json!({ "schema": id, "block": included.number });
	ctx.answer(out, &answer, |out| {
		writeln!(
			out,
			"Schema {id} is closed: nothing more is offered; what is held stays."
		)
	})
}

async fn all(at: &At) -> Result<Vec<Shown>> {
	let all = at.schemas().await?.into_iter();
	Ok(all.map(|(id, schema)| Shown::new(id, schema)).collect())
}

async fn list(ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let at = ctx.chain().await?.best().await?;
	let all = all(&at).await?;
	ctx.answer(out, &all, |out| {
		if all.is_empty() {
			return writeln!(
				out,
				"No schemas yet; an issuer opens one with `veche credential schema open`."
			);
		}
		writeln!(
			out,
			"{:>6}  {:<9}  {:<6}  title",
			"schema", "publicity", "state"
		)?;
		all.iter().try_for_each(|one| {
			let state = if one.closed { "closed" } else { "open" };
			let (id, publicity, title) = (one.schema, one.publicity.word(), &one.title);
			writeln!(out, "{id:>6}  {publicity:<9}  {state:<6}  {title}")
		})
	})
}

async fn show(id: SchemaId, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let at = ctx.chain().await?.best().await?;
	let schema = at.schema(id).await?;
	let suspended = at.is_issuer_suspended(&schema.issuer).await?;
	let shown = Shown::new(id, schema);
	let mut answer = serde_json::to_value(&shown)?;
	answer["issuer_suspended"] = suspended.into();
	ctx.answer(out, &answer, |out| {
		writeln!(out, "schema      {id}: {}", shown.title)?;
		writeln!(out, "purpose     {}", shown.purpose)?;
		let standing = if suspended { " (suspended)" } else { "" };
		writeln!(out, "issuer      {}{standing}", shown.issuer)?;
		writeln!(out, "publicity   {}", shown.publicity.word())?;
		writeln!(out, "validity    {} blocks", shown.validity)?;
		let state = if shown.closed { "closed" } else { "open" };
		writeln!(out, "state       {state}, since block {}", shown.opened)
	})
}
