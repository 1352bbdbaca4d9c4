//! What the acts have in common: keys, attestations, the roll, the way to the ballot box.

use super::{
	node::{Genesis, Node},
	people::{self, Person},
	speed::Speed,
	stage::{bar, minutes, spinner, Stage},
	voting::Booth,
	Opts, HOME, TURN_PATIENCE, VILLAGE,
};
use crate::chain::{At, Chain};
use anyhow::{bail, Context as _, Result};
use std::{ops::ControlFlow, sync::Arc};
use veche_primitives::{
	rolls::{Electorate, RollEpoch},
	PollId, PrecinctId, UnitId,
};

/// See how fast this computer makes the ballots of so many voters.
pub async fn measure(
	opts: &Opts,
	seed: &[u8; 32],
	voters: usize,
	ballots: usize,
	stage: &mut Stage<'_>,
) -> Result<Speed> {
	let measuring = spinner("measuring how fast this computer makes ballots");
	let (seed, busy) = (*seed, opts.busy);
	let speed = tokio::task::spawn_blocking(move || Speed::measure(&seed, voters, busy)).await?;
	measuring.finish_and_clear();
	let speed = speed?;
	stage.say(&format!(
		"This computer has {} cores and makes a secret ballot every {:.2} s: about {} for all of \
		 them.",
		speed.cores,
		speed.ballot,
		minutes(speed.seconds(ballots).ceil() as u64)
	))?;
	Ok(speed)
}

/// Let registrars be busier than on an ordinary day.
pub fn raise_quotas(genesis: &mut Genesis<'_>, least: usize) {
	let registrars = genesis
		.get("/identity/registrars")
		.and_then(|list| list.as_array());
	let mut registrars = registrars.cloned().unwrap_or_default();
	for registrar in &mut registrars {
		let quota = registrar[1].as_u64().unwrap_or_default();
		registrar[1] = quota.max(least as u64).into();
	}
	genesis.set("/identity/registrars", registrars);
}

/// Say where the chain is.
pub fn introduce_node(chain: &Chain, stage: &mut Stage<'_>) -> Result<()> {
	stage.say(&format!(
		"A node runs at {}: a block every second, final a moment later. Genesis {:?}.",
		chain.url(),
		chain.genesis_hash()
	))
}

/// Make keys for so many people.
pub async fn make_keys(
	chain: &Chain,
	count: usize,
	seed: &[u8; 32],
	stage: &mut Stage<'_>,
) -> Result<Vec<Person>> {
	stage.say(
		"One key is an account for public acts, the other a voting key that only ever appears inside \
		 proofs. The secrets never leave the device.",
	)?;
	let bar = bar(count, "making keys");
	let (seed, genesis, progress) = (*seed, chain.genesis_hash(), bar.clone());
	let people =
		tokio::task::spawn_blocking(move || people::make(&seed, count, genesis, &progress)).await?;
	bar.finish_and_clear();
	let people = people?;
	stage.say(&format!("{} people have keys.", people.len()))?;
	Ok(people)
}

/// Have people attested in the village.
pub async fn attest(
	chain: &Chain,
	people: &[Person],
	unit: UnitId,
	stage: &mut Stage<'_>,
) -> Result<()> {
	stage.say(
		"Each shows a passport to two registrars. The registrars turn its number into a tag with a \
		 secret of theirs: the chain sees that nobody comes twice, and no personal data.",
	)?;
	let bars = indicatif::MultiProgress::new();
	let sent = bars.add(bar(
		people.len().saturating_mul(people::REGISTRARS.len()),
		"attestations",
	));
	let recognised = bars.add(bar(people.len(), "persons"));
	let done = people::attest(chain, people, unit, &sent, &recognised).await;
	sent.finish_and_clear();
	recognised.finish_and_clear();
	done?;
	stage.say(&format!(
		"{} persons are recognised and registered in {VILLAGE} ({HOME}).",
		people.len()
	))
}

/// Wait until so many are on the roll of the unit.
pub async fn wait_for_roll(
	chain: &Chain,
	unit: UnitId,
	expected: usize,
	stage: &mut Stage<'_>,
) -> Result<()> {
	stage.say(
		"The roll is cut into precincts, by lot. The voters of a precinct form a ring: a proof shows \
		 that one of the ring has voted, and not which one.",
	)?;
	let electorate = Electorate::Unit(unit);
	let bar = bar(expected, "electors");
	let begun = chain.best().await?.number;
	chain
		.follow(async |at| {
			let electors = at.electors(electorate).await?;
			bar.set_position(electors.into());
			if electors as usize >= expected {
				return Ok(ControlFlow::Break(()));
			}
			if at.number.saturating_sub(begun) > TURN_PATIENCE {
				bail!(
					"only {electors} of {expected} persons are on the roll; look at the node's log"
				);
			}
			Ok(ControlFlow::Continue(()))
		})
		.await?;
	bar.finish_and_clear();
	let best = chain.best().await?;
	let status = best.roll_status().await?;
	let electors = best.electors(electorate).await?;
	let sizes = ring_sizes(&best, electorate, status.epoch).await?;
	let sizes: Vec<String> = sizes
		.into_iter()
		.map(|(_, keys)| keys.to_string())
		.collect();
	stage.say(&format!(
		"Roll epoch {}: {electors} electors in {} precinct(s) of {} keys. A ring holds up to {}.",
		status.epoch,
		sizes.len(),
		sizes.join(", "),
		status.ring_size
	))
}

async fn ring_sizes(
	at: &At,
	electorate: Electorate,
	epoch: RollEpoch,
) -> Result<Vec<(PrecinctId, usize)>> {
	let mut sizes = Vec::new();
	for (precinct, _) in at.precincts(electorate).await? {
		sizes.push((precinct, at.members_at(precinct, epoch).await?.len()));
	}
	Ok(sizes)
}

/// Wait until the poll is open, and look at its rings, without a word.
pub async fn enter_quietly(chain: &Chain, poll: PollId) -> Result<Arc<Booth>> {
	let waiting = spinner("waiting for the poll to open");
	let booth = Booth::enter(chain, poll).await;
	waiting.finish_and_clear();
	booth.map(Arc::new)
}

/// Wait until the poll is open, and look at its rings.
pub async fn enter(chain: &Chain, poll: PollId, stage: &mut Stage<'_>) -> Result<Arc<Booth>> {
	let booth = enter_quietly(chain, poll).await?;
	stage.say(&format!(
		"Each device rebuilds the commitment of its ring from the public keys and compares it with \
		 the chain's: {} ring(s) match. Then it makes a proof and sends the ballot: no account, no \
		 fee, no signature. The count is live:",
		booth.rings.len()
	))?;
	Ok(booth)
}

/// Wait until there is an answer, asking at every block, for at most so many blocks.
pub async fn wait_for<T>(
	chain: &Chain,
	blocks: u32,
	what: &str,
	mut ask: impl AsyncFnMut(At) -> Result<Option<T>>,
) -> Result<T> {
	let best = chain.best().await?;
	let begun = best.number;
	let mut found = ask(best).await?;
	if found.is_none() {
		let waiting = spinner(&format!("waiting: {what}"));
		let followed = chain
			.follow(async |at| {
				let waited = at.number.saturating_sub(begun);
				found = ask(at).await?;
				match found {
					Some(_) => Ok(ControlFlow::Break(())),
					None if waited > blocks => bail!(
						"this has not come about in {blocks} blocks: {what}; look at the node's log"
					),
					None => Ok(ControlFlow::Continue(())),
				}
			})
			.await;
		waiting.finish_and_clear();
		followed?;
	}
	found.with_context(|| format!("the chain stopped before: {what}"))
}

/// End the chain, or say how to go on with it.
pub fn leave(node: Option<Node>, opts: &Opts, verb: &str, stage: &mut Stage<'_>) -> Result<()> {
	match (node, opts.keep) {
		(Some(node), true) => {
			let process = node.process().unwrap_or_default();
			let (url, folder) = node.keep();
			stage.say(&format!(
				"The chain runs on: veche --url {url} {verb}. End it with `kill {process}`; its \
				 files are in {}.",
				folder.display()
			))
		}
		(node, _) => {
			drop(node);
			Ok(())
		}
	}
}
