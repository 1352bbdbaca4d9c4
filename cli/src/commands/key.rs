//! `veche key`: make, show and change keys.

use crate::{
	chain::{call, Refused, Wait},
	identity::{address, Identity},
	keystore::{Kdf, Sealed, Secrets},
	output::{hex, parse_hex32, usage, Context, Verdict},
};
use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};
use sp_core::H256;
use std::{
	fs,
	io::Write,
	path::{Path, PathBuf},
};

/// What to do with keys.
#[derive(clap::Subcommand, Debug)]
pub enum Command {
	/// Make a key: an account and a voting key, encrypted in one file.
	New {
		/// The name to give it.
		name: String,
	},
	/// Show the public part of a key.
	Show {
		/// The key.
		name: String,
	},
	/// List all keys.
	List,
	/// Print the address of a key's account, nothing else.
	Address {
		/// The key, or a development seed like //Alice.
		name: String,
	},
	/// Print what to bring to a registrar: account, voting key, and the proof that it is yours.
	Card {
		/// The key, or a development seed like //Alice.
		name: String,
		/// Write it into this file.
		#[arg(long, value_name = "FILE")]
		out: Option<PathBuf>,
		/// The chain it is for, by the hash of its first block [default: ask the node].
		#[arg(long, value_name = "HASH")]
		genesis: Option<String>,
	},
	/// Change the voting key, on the chain too; it votes from the next turn of the rolls on.
	Rotate {
		/// The key.
		name: String,
	},
	/// Erase voting secrets replaced by `rotate`, so that nobody can read your past votes from
	/// this device. Polls opened before the change can then no longer be voted in.
	ForgetOld {
		/// The key.
		name: String,
		/// Do not ask the chain whether it knows the newest key; if it does not, you can no longer vote.
		#[arg(long)]
		unasked: bool,
	},
}

/// What an applicant brings to a registrar.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Card {
	/// The chain.
	pub genesis: String,
	/// The account's address.
	pub account: String,
	/// The voting key.
	pub voting_key: String,
	/// The voting key's signature over the account.
	pub possession: String,
}

impl Card {
	/// The card of an identity for a chain.
	pub fn new(identity: &Identity, genesis: H256) -> Result<Self> {
		Ok(Self {
			genesis: hex(genesis),
			account: address(&identity.account()),
			voting_key: hex(identity.voting_key()),
			possession: hex(identity.possession(genesis)?),
		})
	}

	/// Read a card from a file.
	pub fn read(path: &Path) -> Result<Self> {
		let text = fs::read_to_string(path)
			.with_context(|| format!("cannot read {}; check the path", path.display()))?;
		serde_json::from_str(&text).with_context(|| {
			format!(
				"{} is no card; the applicant makes one with `veche key card`",
				path.display()
			)
		})
	}
}

#[derive(Serialize)]
struct Shown {
	name: String,
	address: String,
	account: String,
	voting_key: String,
	file: PathBuf,
}

impl Shown {
	fn new(sealed: Sealed, ctx: &Context) -> Result<Self> {
		Ok(Self {
			address: address(&parse_hex32(&sealed.account)?),
			file: ctx.keystore().path(&sealed.name)?,
			name: sealed.name,
			account: sealed.account,
			voting_key: sealed.voting_key,
		})
	}

	fn print(&self, out: &mut dyn Write) -> std::io::Result<()> {
		writeln!(out, "key         {}", self.name)?;
		writeln!(out, "account     {}", self.address)?;
		writeln!(out, "voting key  {}", self.voting_key)?;
		writeln!(out, "file        {}", self.file.display())
	}
}

/// Do it.
pub async fn run(command: Command, ctx: &Context, out: &mut dyn Write) -> Result<Verdict> {
	match command {
		Command::New { name } => new(&name, ctx, out)?,
		Command::Show { name } => {
			let shown = Shown::new(ctx.keystore().read(&name)?, ctx)?;
			ctx.answer(out, &shown, |out| shown.print(out))?;
		}
		Command::List => list(ctx, out)?,
		Command::Address { name } => {
			let account = match name.starts_with("//") {
				true => Identity::development(&name)?.account(),
				false => parse_hex32(&ctx.keystore().read(&name)?.account)?,
			};
			writeln!(out, "{}", address(&account))?;
		}
		Command::Card {
			name,
			out: file,
			genesis,
		} => card(&name, file, genesis, ctx, out).await?,
		Command::Rotate { name } => rotate(&name, ctx, out).await?,
		Command::ForgetOld { name, unasked } => forget_old(&name, unasked, ctx, out).await?,
	}
	Ok(Verdict::Good)
}

fn new(name: &str, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let keystore = ctx.keystore();
	if keystore.path(name)?.exists() {
		return Err(usage(format!(
			"there is already a key {name:?}; choose another name"
		)));
	}
	let passphrase = ctx.new_passphrase()?;
	let sealed = Sealed::seal(name, &Secrets::generate(), Kdf::strong(), &passphrase)?;
	keystore.create(&sealed)?;
	let shown = Shown::new(sealed, ctx)?;
	ctx.answer(out, &shown, |out| {
		shown.print(out)?;
		writeln!(
			out,
			"Keep a copy of the file and remember the passphrase: nobody can restore them."
		)?;
		writeln!(
			out,
			"Next: `veche key card {name}` makes what you bring to two registrars."
		)
	})
}

fn list(ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let keys = ctx.keystore().list()?;
	let shown: Vec<Shown> = keys
		.into_iter()
		.map(|key| Shown::new(key, ctx))
		.collect::<Result<_>>()?;
	ctx.answer(out, &shown, |out| {
		if shown.is_empty() {
			return writeln!(out, "No keys yet; `veche key new NAME` makes one.");
		}
		shown
			.iter()
			.try_for_each(|key| writeln!(out, "{:<20} {}", key.name, key.address))
	})
}

async fn card(
	name: &str,
	file: Option<PathBuf>,
	genesis: Option<String>,
	ctx: &Context,
	out: &mut dyn Write,
) -> Result<()> {
	let genesis = match genesis {
		Some(hash) => H256(parse_hex32(&hash)?),
		None => ctx.chain().await?.genesis_hash(),
	};
	let card = Card::new(&ctx.identity(name)?, genesis)?;
	let text = serde_json::to_string_pretty(&card)?;
	match file {
		Some(path) => {
			fs::write(&path, text + "\n").with_context(|| {
				format!(
					"cannot write {}; check free space and permissions",
					path.display()
				)
			})?;
			ctx.note(&format!(
				"Bring {} to the registrars; it holds no secret.",
				path.display()
			));
		}
		None => writeln!(out, "{text}")?,
	}
	Ok(())
}

async fn rotate(name: &str, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let keystore = ctx.keystore();
	let before = keystore.read(name)?;
	let passphrase = ctx.passphrase(&format!("Passphrase of key {name}: "))?;
	let mut secrets = before.secrets(&passphrase)?;
	let chain = ctx.chain().await?;

	// The new secret is on disk before the chain knows its key: it cannot get lost in between.
	secrets.rotate(false);
	let identity = secrets.identity()?;
	keystore.replace(&Sealed::seal(name, &secrets, Kdf::strong(), &passphrase)?)?;

	let possession = identity.possession(chain.genesis_hash())?;
	let best = chain.best().await?;
	let call = call::rotate_key(best.metadata(), &identity.voting_key(), &possession)?;
	let waiting = ctx.spinner("changing the key on the chain");
	let sent = chain
		.submit_signed(identity.signer(), &call, Wait::Block)
		.await;
	waiting.finish_and_clear();
	if let Err(error) = &sent {
		let refused = error.downcast_ref::<Refused>();
		if refused.is_some_and(Refused::is_certain) {
			keystore.replace(&before)?;
		} else {
			ctx.note(
				"The new voting key stays in the file, beside the old one: the change may still count.",
			);
		}
	}
	let block = sent?.number;
	let shown = Shown::new(keystore.read(name)?, ctx)?;
	ctx.answer(out, &shown, |out| {
		shown.print(out)?;
		writeln!(
			out,
			"Changed in block {block}; the new key votes from the next turn of the rolls on."
		)
	})
}

async fn forget_old(name: &str, unasked: bool, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let keystore = ctx.keystore();
	let passphrase = ctx.passphrase(&format!("Passphrase of key {name}: "))?;
	let mut secrets = keystore.read(name)?.secrets(&passphrase)?;
	if !unasked {
		check_registered(name, &secrets.identity()?, ctx).await?;
	}
	let forgotten = secrets.forget_old();
	keystore.replace(&Sealed::seal(name, &secrets, Kdf::strong(), &passphrase)?)?;
	let answer = serde_json::json!({ "name": name, "forgotten": forgotten });
	ctx.answer(out, &answer, |out| {
		writeln!(
			out,
			"{forgotten} old voting secret(s) erased from the file; erase its backups too."
		)
	})
}

/// Whoever is a person needs the key that the chain has of them: now, and in final state, since a change
/// that is not final may be undone.
async fn check_registered(name: &str, identity: &Identity, ctx: &Context) -> Result<()> {
	let chain = ctx.chain().await?;
	for at in [chain.finalized().await?, chain.best().await?] {
		let Some(person) = at.person_of(&identity.account()).await? else {
			continue;
		};
		let registered = at.person(person).await?.map(|person| person.key);
		if registered.is_some_and(|key| key != identity.voting_key()) {
			return Err(usage(format!(
				"the newest voting key of {name} is not the one that the chain has of you, so an older \
				 one is still needed; if you have just changed it wait until that is final, else run \
				 `veche key rotate {name}`"
			)));
		}
	}
	Ok(())
}
