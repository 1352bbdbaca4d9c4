//! `veche candidate`: stand for an office, with pledges.

mod checks;
mod pledges;

pub use pledges::{promises, read as read_pledges, Draft};

use super::{
	citizen::{act, citizen, person_named, title, Citizen},
	election::{draw_candidates, Candidate, View},
	initiative::hash_of_file,
};
use crate::{
	chain::{
		elections::{self, Election, Phase},
		pledges::{enter, Promise},
		At,
	},
	identity::Identity,
	output::{hex, usage, Context, Verdict},
};
use anyhow::Result;
use std::{
	io::Write,
	path::{Path, PathBuf},
};
use veche_primitives::ElectionId;

/// What a candidate does, and what to see of candidates.
#[derive(clap::Subcommand, Debug)]
pub enum Command {
	/// Stand for the office of an election.
	Stand(Stand),
	/// Enter your pledges until nomination ends. They take the place of all you entered before.
	Pledge {
		/// The election.
		election: ElectionId,
		/// Your key.
		#[arg(long)]
		key: String,
		/// The pledges, as for `stand`.
		#[arg(long, value_name = "FILE")]
		pledges: PathBuf,
	},
	/// Stand no longer. Possible until the vote is announced.
	Withdraw {
		/// The election.
		election: ElectionId,
		/// Your key.
		#[arg(long)]
		key: String,
	},
	/// Show who stands, and for what.
	Show {
		/// The election.
		election: ElectionId,
		/// Only this candidate: number or account.
		person: Option<String>,
	},
}

/// Options of `veche candidate stand`.
#[derive(clap::Args, Debug)]
pub struct Stand {
	/// The election.
	election: ElectionId,
	/// Your key.
	#[arg(long)]
	key: String,
	/// The name voters know you by. It goes on the paper, for everybody to see, for ever.
	#[arg(long)]
	name: String,
	/// Your programme, published elsewhere; its hash goes on chain.
	#[arg(long, value_name = "FILE")]
	programme: Option<PathBuf>,
	/// Your pledges, at most 16: a TOML file of tables `[[pledge]]` with `title`, `text` or
	/// `text_file` (only the hash goes on chain), and `due_in_days` or `due_in_blocks`, counted
	/// from taking office; or JSON: {"pledges": [{"title": …, "due_in_days": …}]}.
	#[arg(long, value_name = "FILE")]
	pledges: Option<PathBuf>,
}

/// Do it.
pub async fn run(command: Command, ctx: &Context, out: &mut dyn Write) -> Result<Verdict> {
	match command {
		Command::Stand(opts) => stand(opts, ctx, out).await?,
		Command::Pledge {
			election,
			key,
			pledges,
		} => pledge(election, &key, &pledges, ctx, out).await?,
		Command::Withdraw { election, key } => withdraw(election, &key, ctx, out).await?,
		Command::Show { election, person } => show(election, person.as_deref(), ctx, out).await?,
	}
	Ok(Verdict::Good)
}

async fn stand(opts: Stand, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let id = opts.election;
	let name = title("the name", &opts.name)?;
	let programme = opts
		.programme
		.as_deref()
		.map(hash_of_file)
		.transpose()?
		.unwrap_or_default();
	let drafts = opts.pledges.as_deref().map(read_pledges).transpose()?;
	let at = ctx.chain().await?.best().await?;
	let election = at.election(id).await?;
	checks::nominating(id, &election, at.number)?;
	let pledges = promises(
		drafts.as_deref().unwrap_or_default(),
		at.day().await?,
		election.term,
	)?;
	let identity = ctx.identity(&opts.key)?;
	let citizen = citizen(&at, &identity, "Elections").await?;
	checks::standing(&at, id, &election, &citizen).await?;

	let call = elections::stand(at.metadata(), id, &name, programme)?;
	let stood = act(&at, &identity, &call, "standing", ctx).await?;
	let until = until(&election);
	if let (Some(file), false) = (&opts.pledges, pledges.is_empty()) {
		let entered = enter_pledges(&at, &identity, id, &pledges, ctx).await;
		entered.map_err(|error| error.context(half_done(id, &citizen, until, &opts.key, file)))?;
	}
	let answer = serde_json::json!({
		"election": id,
		"person": citizen.person,
		"name": name,
		"programme": (!programme.is_zero()).then(|| hex(programme)),
		"pledges": pledges.len(),
		"nomination_until": until,
		"block": stood.number,
	});
	ctx.answer(out, &answer, |out| {
		writeln!(
			out,
			"{name} (person {}) stands in election {id} with {} pledge(s).",
			citizen.person,
			pledges.len()
		)?;
		writeln!(
			out,
			"Until block {until} they can be changed: veche candidate pledge {id} --key {} \
			 --pledges FILE",
			opts.key
		)
	})
}

/// What to do when the candidacy stands but its pledges were refused.
fn half_done(id: ElectionId, citizen: &Citizen, until: u32, key: &str, file: &Path) -> String {
	format!(
		"person {} stands in election {id} now, but without pledges: they were not entered. Mend what \
		 follows, then, before block {until}, type `veche candidate pledge {id} --key {key} \
		 --pledges '{}'`",
		citizen.person,
		file.display()
	)
}

async fn enter_pledges(
	at: &At,
	identity: &Identity,
	id: ElectionId,
	pledges: &[Promise],
	ctx: &Context,
) -> Result<u32> {
	let call = enter(at.metadata(), id, pledges)?;
	Ok(act(at, identity, &call, "entering the pledges", ctx)
		.await?
		.number)
}

/// The block at which nomination ends, as far as it goes on.
fn until(election: &Election) -> u32 {
	match election.phase {
		Phase::Nomination { until, .. } => until,
		_ => 0,
	}
}

async fn pledge(
	id: ElectionId,
	key: &str,
	file: &Path,
	ctx: &Context,
	out: &mut dyn Write,
) -> Result<()> {
	let drafts = read_pledges(file)?;
	let at = ctx.chain().await?.best().await?;
	let election = at.election(id).await?;
	checks::entering(id, &election, at.number)?;
	let pledges = promises(&drafts, at.day().await?, election.term)?;
	let identity = ctx.identity(key)?;
	let citizen = citizen(&at, &identity, "Pledges").await?;
	let error = ("Pledges", "NotNominating");
	checks::candidate(&at, id, citizen.person, error).await?;
	let block = enter_pledges(&at, &identity, id, &pledges, ctx).await?;
	let answer = serde_json::json!({
		"election": id,
		"person": citizen.person,
		"pledges": pledges.len(),
		"nomination_until": until(&election),
		"block": block,
	});
	ctx.answer(out, &answer, |out| {
		writeln!(
			out,
			"Person {} promises {} thing(s) in election {id}; until block {} the list can be changed.",
			citizen.person,
			pledges.len(),
			until(&election)
		)
	})
}

async fn withdraw(id: ElectionId, key: &str, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let at = ctx.chain().await?.best().await?;
	let election = at.election(id).await?;
	let identity = ctx.identity(key)?;
	let person = citizen(&at, &identity, "Elections").await?.person;
	checks::candidate(&at, id, person, ("Elections", "NotACandidate")).await?;
	checks::withdrawing(id, &election)?;
	let call = elections::withdraw_candidacy(at.metadata(), id)?;
	let included = act(&at, &identity, &call, "withdrawing", ctx).await?;
	let answer = serde_json::json!({
		"election": id,
		"person": person,
		"block": included.number,
	});
	ctx.answer(out, &answer, |out| {
		writeln!(
			out,
			"Person {person} no longer stands in election {id}; the pledges are forgotten."
		)
	})
}

async fn show(
	id: ElectionId,
	person: Option<&str>,
	ctx: &Context,
	out: &mut dyn Write,
) -> Result<()> {
	let at = ctx.chain().await?.best().await?;
	let person = match person {
		Some(person) => Some(person_named(&at, person).await?),
		None => None,
	};
	let mut view = View::read(&at, id).await?;
	if let Some(person) = person {
		let found = view
			.candidates
			.into_iter()
			.find(|candidate| candidate.who.person == person);
		let found: Candidate = found.ok_or_else(|| {
			usage(format!(
				"person {person} does not stand in election {id}; `veche candidate show {id}` lists \
				 who does"
			))
		})?;
		return ctx.answer(out, &found, |out| {
			draw_candidates(out, std::slice::from_ref(&found))
		});
	}
	let candidates = std::mem::take(&mut view.candidates);
	ctx.answer(out, &candidates, |out| {
		writeln!(out, "Election {id}: {}, {}", view.title, view.unit)?;
		writeln!(out, "{}; now block {}", view.now, view.block)?;
		writeln!(out)?;
		draw_candidates(out, &candidates)
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use veche_primitives::Stratum;

	#[test]
	fn half_done_tells_the_whole_command_to_go_on_with() {
		let citizen = Citizen {
			person: 7,
			home: 9,
			stratum: Stratum::Home,
		};
		let text = half_done(3, &citizen, 120, "ann", Path::new("my pledges.toml"));
		assert!(text.contains("person 7 stands in election 3"), "{text}");
		assert!(text.contains("before block 120"), "{text}");
		let command = "veche candidate pledge 3 --key ann --pledges 'my pledges.toml'`";
		assert!(text.ends_with(command), "{text}");
	}
}
