//! `veche demo`: a real election on a chain of your own, explained as it happens.
//!
//! In order of events: [`ballots`] reads what real voters chose; [`node`] starts a chain;
//! `people` make keys and are attested; in `voting` one of them starts an initiative, the
//! others support it and all vote; `refused` tries what must not count; `result` waits for the
//! close, compares and audits. `stage` is what the spectator sees.

pub mod ballots;
pub mod node;
mod people;
mod refused;
mod result;
mod stage;
mod voting;

use crate::{
	chain::Chain,
	keystore::random_entropy,
	output::{usage, Usage, Verdict},
};
use anyhow::{bail, Result};
use ballots::Source;
use node::{Node, Start};
use people::Person;
use stage::{bar, minutes, spinner, Stage};
use std::{io::Write, ops::ControlFlow, path::PathBuf, sync::Arc};
use veche_primitives::{
	ballot::Method,
	rolls::{Electorate, RollEpoch},
	PrecinctId, UnitId,
};
use voting::{Booth, Speed};

/// The village that votes.
const HOME: &str = "BY-BR-04-01";
/// Its name.
const VILLAGE: &str = "Bezdzezh";
/// Blocks after which the rolls must have turned.
const TURN_PATIENCE: u32 = 120;

/// Options of `veche demo`.
#[derive(clap::Args, Debug)]
pub struct Opts {
	/// Ballots to cast, a BLT file [default: a real council election of 661 ballots].
	#[arg(long, value_name = "FILE")]
	pub ballots: Option<PathBuf>,
	/// Persons on the roll: with fewer than the ballots, so many of them are cast; with more, the
	/// rest abstain [default: one for each ballot].
	#[arg(long, value_name = "N")]
	pub voters: Option<u32>,
	/// How the ballots are counted: schulze, plurality or approval.
	#[arg(long, default_value = "schulze")]
	pub method: Method,
	/// Which act to play.
	#[arg(long, default_value = "election")]
	pub act: String,
	/// The node to start [default: `veche-node` beside this program].
	#[arg(long, env = "VECHE_NODE", value_name = "PATH")]
	pub node: Option<PathBuf>,
	/// Use the development chain of a node that runs already, such as ws://127.0.0.1:9944.
	#[arg(long, value_name = "URL", conflicts_with_all = ["node", "keep"])]
	pub on: Option<String>,
	/// Leave the chain running at the end.
	#[arg(long)]
	pub keep: bool,
}

/// Hold the election.
pub async fn run(opts: Opts, out: &mut impl Write) -> Result<Verdict> {
	if opts.act != "election" {
		return Err(usage(format!(
			"there is no act {:?}; this version plays: election",
			opts.act
		)));
	}
	let source = Source::read(opts.ballots.as_deref(), opts.method, opts.voters)?;
	let mut stage = Stage::new(out);
	let played = tokio::select! {
		played = play(&opts, &source, &mut stage) => played,
		() = asked_to_stop() => Err(anyhow::anyhow!("stopped; the chain is gone")),
	};
	match played {
		Ok(true) => Ok(Verdict::Good),
		Ok(false) => Ok(Verdict::Bad),
		Err(error) if error.is::<Usage>() => Err(error),
		Err(error) => {
			stage.break_off(&format!("{error:#}"))?;
			Ok(Verdict::Bad)
		}
	}
}

/// Ctrl-C, or a polite request to end.
async fn asked_to_stop() {
	#[cfg(unix)]
	{
		use tokio::signal::unix::{signal, SignalKind};
		if let Ok(mut terminate) = signal(SignalKind::terminate()) {
			tokio::select! {
				_ = tokio::signal::ctrl_c() => return,
				_ = terminate.recv() => return,
			}
		}
	}
	let _ = tokio::signal::ctrl_c().await;
}

/// Everything in order; whether all checks held.
async fn play(opts: &Opts, source: &Source, stage: &mut Stage<'_>) -> Result<bool> {
	let seed = random_entropy();
	introduce(source, stage)?;

	stage.step("A chain of your own")?;
	let (node, chain) = start_chain(opts, source, &seed, stage).await?;

	stage.step("Everybody makes two keys on their own device")?;
	let people = make_keys(&chain, source.voters, &seed, stage).await?;

	stage.step("Two registrars attest everybody")?;
	let unit = chain.best().await?.unit(HOME).await?.id;
	// On a chain that others use too there may be voters already.
	let before = chain.best().await?.electors(Electorate::Unit(unit)).await?;
	attest(&chain, &people, unit, stage).await?;

	stage.step("The electoral roll turns")?;
	let electors = usize::try_from(before)?.saturating_add(people.len());
	wait_for_roll(&chain, unit, electors, stage).await?;

	stage.step("One of them asks for a vote, others support it")?;
	let (initiative, petition) =
		voting::start_initiative(&chain, &people[0], unit, &source.paper()?).await?;
	stage.say(&format!(
		"Initiative {initiative}: shall {VILLAGE} vote on \"{}\"? It opens when enough electors say \
		 yes, each with a proof that shows that they are on the roll, not who they are.",
		source.title
	))?;
	let supporters = voting::support(&chain, petition, &people).await?;
	let poll = voting::wait_for_vote(&chain, initiative).await?;
	stage.say(&format!(
		"{supporters} anonymous supporter(s) were enough. Poll {poll} is called."
	))?;

	stage.step("Everybody votes, anonymously")?;
	let booth = enter(&chain, poll, stage).await?;
	let cast = voting::cast_all(&chain, &booth, source, &people, stage).await?;
	stage.check(
		cast.len() == source.choices.len(),
		&format!(
			"{} ballots are counted: {} cast one by one, the others in batches through a relay",
			cast.len(),
			voting::singles(cast.len())
		),
	)?;

	stage.step("What must not count does not")?;
	let scene = refused::Scene {
		chain: &chain,
		booth: &booth,
		source,
		people: &people,
		cast: &cast,
		seed: &seed,
	};
	scene.play(stage).await?;

	stage.step("The poll closes")?;
	let at = result::close(&chain, poll).await?;
	let winner = result::show(&at, poll, source, stage).await?;

	stage.step("Trust nobody: the audit")?;
	stage.say(
		"Anybody can take all ballots from the blocks, verify every proof on their own computer, \
		 count again and compare. That is `veche audit`:",
	)?;
	result::audit(&chain, poll, stage).await?;

	match (node, opts.keep) {
		(Some(node), true) => {
			let process = node.process().unwrap_or_default();
			let (url, folder) = node.keep();
			stage.say(&format!(
				"The chain runs on: veche --url {url} poll show {poll}. End it with `kill {process}`; \
				 its files are in {}.",
				folder.display()
			))?;
		}
		(node, _) => drop(node),
	}
	stage.conclude(&format!("{} voters elected {winner}", cast.len()))
}

fn introduce(source: &Source, stage: &mut Stage<'_>) -> Result<()> {
	stage.title(&format!("An election: {}", source.title))?;
	let (cast, all) = (source.choices.len(), source.in_file);
	let which = if cast == all {
		format!("all {all}")
	} else {
		format!("{cast} of the {all}")
	};
	stage.say(&format!(
		"These are {which} ballots of a recorded election ({}). Each is now cast again by a person \
		 of its own, on a real chain with real proofs: everybody will see that every ballot comes \
		 from somebody on the roll and that nobody votes twice, and nobody will see who voted how. \
		 Counting rule: {}.",
		source.file, source.method
	))
}

async fn start_chain(
	opts: &Opts,
	source: &Source,
	seed: &[u8; 32],
	stage: &mut Stage<'_>,
) -> Result<(Option<Node>, Chain)> {
	let measuring = spinner("measuring how fast this computer makes ballots");
	let (seed, members) = (*seed, source.voters);
	let speed = tokio::task::spawn_blocking(move || Speed::measure(&seed, members)).await?;
	measuring.finish_and_clear();
	let (speed, ballots) = (speed?, source.choices.len());
	let window = speed.window(ballots);
	let seconds = speed.seconds(ballots).ceil() as u64;
	stage.say(&format!(
		"This computer has {} cores and makes a secret ballot every {:.2} s: about {} for all of \
		 them.",
		speed.cores,
		speed.ballot,
		minutes(seconds)
	))?;
	let (node, chain) = match &opts.on {
		Some(url) => (None, Chain::connect(url).await?),
		None => {
			let starting = spinner("starting a node");
			let node = start_node(opts, window, source.voters).await;
			starting.finish_and_clear();
			let node = node?;
			let chain = node.chain().await?;
			(Some(node), chain)
		}
	};
	let metadata = chain.best().await?;
	stage.say(&format!(
		"A node runs at {}: a block every second, final a moment later. Genesis {:?}.",
		chain.url(),
		chain.genesis_hash()
	))?;
	let parameters = metadata
		.get_raw("Initiatives", "Parameters", &[])
		.await?
		.unwrap_or_default();
	let open = parameters
		.last_chunk()
		.map_or(0, |last| u32::from_le_bytes(*last));
	stage.say(&format!(
		"Polls stay open for {open} blocks here, about {}.",
		minutes(open.into())
	))?;
	if open < window {
		stage.say(&format!(
			"That may be too short for so many ballots on this computer: {window} would be safe."
		))?;
	}
	Ok((node, chain))
}

/// A development chain whose polls stay open just long enough for so many voters.
async fn start_node(opts: &Opts, window: u32, voters: usize) -> Result<Node> {
	let program = node::find(opts.node.as_deref())?;
	let spec = node::spec(&program, "dev", |genesis| {
		genesis.set("/initiatives/params/votingPeriod", window);
		// Registrars may be busier than on an ordinary day.
		let registrars = genesis
			.get("/identity/registrars")
			.and_then(|list| list.as_array());
		let mut registrars = registrars.cloned().unwrap_or_default();
		for registrar in &mut registrars {
			let quota = registrar[1].as_u64().unwrap_or_default();
			registrar[1] = quota.max(voters as u64).into();
		}
		genesis.set("/identity/registrars", registrars);
	})?;
	Node::start(
		&program,
		Start {
			spec: Some(spec),
			arguments: Vec::new(),
		},
	)
	.await
}

async fn make_keys(
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

async fn attest(
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

async fn wait_for_roll(
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
	at: &crate::chain::At,
	electorate: Electorate,
	epoch: RollEpoch,
) -> Result<Vec<(PrecinctId, usize)>> {
	let mut sizes = Vec::new();
	for (precinct, _) in at.precincts(electorate).await? {
		sizes.push((precinct, at.members_at(precinct, epoch).await?.len()));
	}
	Ok(sizes)
}

async fn enter(
	chain: &Chain,
	poll: veche_primitives::PollId,
	stage: &mut Stage<'_>,
) -> Result<Arc<Booth>> {
	let waiting = spinner("waiting for the poll to open");
	let booth = Booth::enter(chain, poll).await;
	waiting.finish_and_clear();
	let booth = booth?;
	stage.say(&format!(
		"Each device rebuilds the commitment of its ring from the public keys and compares it with \
		 the chain's: {} ring(s) match. Then it makes a proof and sends the ballot: no account, no \
		 fee, no signature. The count is live:",
		booth.rings.len()
	))?;
	Ok(Arc::new(booth))
}
