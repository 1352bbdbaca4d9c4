//! `veche sign-in`: answer a service's challenge.
//!
//! 1. The challenge is read and shown: whose it is, and that it is for this chain and still open.
//! 2. As a person, the account signs it. As an alias, the ring is taken from finalised state, its
//!    commitment rebuilt from its keys as for a vote, and the proof made here.
//! 3. The answer is written into a file. Nothing is sent: handing it over is between the visitor and
//!    the service.

use crate::{
	chain::{credentials::Publicity, At},
	identity::{address, Entropy, Identity},
	output::{hex, usage, Context, Verdict},
	ring::{self, Ring, SMALL_RING},
	sign_in::{person_in_standing, unix_now, Answer, Challenge, Refusal, MAX_FILE},
};
use anyhow::{bail, Context as _, Result};
use std::{
	fs,
	io::{Read, Write},
	path::{Path, PathBuf},
};
use veche_primitives::{
	rolls::{Electorate, RollEpoch},
	Alias, PersonId, SchemaId,
};

/// Options of `veche sign-in`.
#[derive(clap::Args, Debug)]
pub struct Opts {
	/// The service's challenge.
	#[arg(value_name = "CHALLENGE_FILE")]
	challenge: PathBuf,
	/// Your key, or a development seed like //Alice.
	#[arg(long)]
	key: String,
	/// As whom.
	#[arg(long = "as", value_enum, default_value = "alias", value_name = "WHOM")]
	kind: Kind,
	/// As an alias: hide among the people of this unit, its code or number.
	#[arg(long, conflicts_with = "credential")]
	unit: Option<String>,
	/// As an alias: hide among the holders of this anonymous credential.
	#[arg(long, value_name = "SCHEMA")]
	credential: Option<SchemaId>,
	/// Where to write the answer.
	#[arg(long, value_name = "FILE")]
	out: PathBuf,
}

/// As whom somebody signs in.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
	/// As the person you are: the service learns your number and account.
	Person,
	/// Under a name that only this service knows: the same at each visit, not to be joined with
	/// anything else.
	Alias,
}

/// As whom the answer signs in.
enum Who {
	Person(PersonId),
	Alias(Alias),
}

/// Do it.
pub async fn run(opts: Opts, ctx: &Context, out: &mut dyn Write) -> Result<Verdict> {
	let challenge = Challenge::from_json(&read(&opts.challenge)?)?;
	let hides = opts.unit.is_some() || opts.credential.is_some();
	match opts.kind {
		Kind::Person if hides => return Err(usage(
			"a person does not hide in a ring; leave out --unit and --credential, or use `--as \
				 alias`",
		)),
		Kind::Alias if !hides => return Err(usage(
			"say among whom you hide: --unit UNIT or --credential SCHEMA, whichever the service \
				 admits; or use `--as person`",
		)),
		_ => (),
	}
	let seconds = challenge
		.not_after
		.checked_sub(unix_now())
		.ok_or(Refusal::Expired)?;
	let chain = ctx.chain().await?;
	if challenge.genesis != chain.genesis_hash() {
		return Err(Refusal::OtherChain(challenge.genesis).into());
	}
	ctx.note(&format!("Signing in at {:?}.", challenge.service));
	let at = chain.finalized().await?;
	let identity = ctx.identity(&opts.key)?;
	let (answer, who) = match opts.kind {
		Kind::Person => as_person(&at, &challenge, &identity).await?,
		Kind::Alias => {
			let electorate = electorate(&at, &opts).await?;
			as_alias(&at, &challenge, &identity, electorate, ctx).await?
		}
	};
	// On one line, so that it can be piped.
	fs::write(&opts.out, serde_json::to_string(&answer)? + "\n").with_context(|| {
		format!(
			"cannot write {}; check free space and permissions",
			opts.out.display()
		)
	})?;
	let (person, alias) = match who {
		Who::Person(person) => (Some(person), None),
		Who::Alias(alias) => (None, Some(hex(alias))),
	};
	let shown = serde_json::json!({
		"service": challenge.service,
		"person": person,
		"alias": alias,
		"not_after": challenge.not_after,
		"file": opts.out,
	});
	ctx.answer(out, &shown, |out| {
		match (person, &alias) {
			(Some(person), _) => {
				let account = address(&identity.account());
				writeln!(out, "as     person {person}, {account}")?
			}
			(_, alias) => writeln!(out, "as     alias {}", alias.as_deref().unwrap_or("-"))?,
		}
		writeln!(
			out,
			"Written to {}: hand it to {:?} within {seconds} seconds.",
			opts.out.display(),
			challenge.service
		)
	})?;
	Ok(Verdict::Good)
}

/// Read a file from elsewhere, but nothing endless.
fn read(path: &Path) -> Result<Vec<u8>> {
	let cannot = || {
		format!(
			"cannot read {}; save the service's challenge into a file and name it",
			path.display()
		)
	};
	let mut bytes = Vec::new();
	let limit = MAX_FILE as u64 + 1;
	fs::File::open(path)
		.with_context(cannot)?
		.take(limit)
		.read_to_end(&mut bytes)
		.with_context(cannot)?;
	Ok(bytes)
}

async fn as_person(at: &At, challenge: &Challenge, identity: &Identity) -> Result<(Answer, Who)> {
	let account = identity.account();
	let person = person_in_standing(at, &account).await?;
	let person = person.with_context(|| {
		format!(
			"{} belongs to no person in good standing; have it attested or renewed by registrars",
			address(&account)
		)
	})?;
	let answer = Answer::as_person(challenge, identity.signer());
	Ok((answer, Who::Person(person)))
}

/// Among whom to hide.
async fn electorate(at: &At, opts: &Opts) -> Result<Electorate> {
	if let Some(unit) = &opts.unit {
		return Ok(Electorate::Unit(at.unit(unit).await?.id));
	}
	let id = opts.credential.unwrap_or_default();
	let schema = at.schema(id).await?;
	if schema.publicity != Publicity::Anonymous {
		return Err(usage(format!(
			"schema {id} is {}: only holders of anonymous credentials have a roll to hide in. Use \
			 `--as person` and show the document with `veche credential present {id}`",
			schema.publicity.word()
		)));
	}
	Ok(Electorate::Group(id))
}

async fn as_alias(
	at: &At,
	challenge: &Challenge,
	identity: &Identity,
	electorate: Electorate,
	ctx: &Context,
) -> Result<(Answer, Who)> {
	let looking = ctx.spinner("looking up your precinct");
	let seat = seat(at, identity, electorate).await;
	looking.finish_and_clear();
	let Seat {
		entropy,
		ring,
		epoch,
	} = seat?;
	if ring.keys.len() < SMALL_RING {
		ctx.note(&format!(
			"Warning: your precinct has only {} keys; you hide among few.",
			ring.keys.len()
		));
	}
	let alias = ring::alias(&entropy, &challenge.context())?;
	let proving = ctx.spinner("making the proof on this machine");
	let challenge = challenge.clone();
	let proven =
		tokio::task::spawn_blocking(move || Answer::as_alias(&challenge, &ring, epoch, &entropy))
			.await;
	proving.finish_and_clear();
	Ok((proven??, Who::Alias(alias)))
}

/// A visitor's place on the rolls as they are.
struct Seat {
	entropy: Entropy,
	ring: Ring,
	epoch: RollEpoch,
}

/// Find the visitor's ring, rebuilt and compared with finalised state.
async fn seat(at: &At, identity: &Identity, electorate: Electorate) -> Result<Seat> {
	let epoch = at.current_epoch().await?;
	for entropy in identity.voting_entropies() {
		let key = ring::voting_key(entropy);
		let Some(precinct) = at.precinct_of(&key, electorate, epoch).await? else {
			continue;
		};
		let Some(ring) = at.ring_at(precinct, epoch).await? else {
			bail!(
				"precinct {precinct} has no ring at this moment: somebody was struck off, and it is \
				 rebuilt within some blocks; try again then"
			);
		};
		ring.check()?;
		return Ok(Seat {
			entropy: entropy.clone(),
			ring,
			epoch,
		});
	}
	bail!(
		"your voting key is not on this roll as of epoch {epoch}: who is new joins when the rolls \
		 turn (`veche roll status`); check the unit or credential too"
	)
}
