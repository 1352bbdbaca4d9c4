//! The act `vote`: people ask for a vote and hold it.
//!
//! In order of events: people make keys and are attested; one of them starts an initiative, the
//! others support it and all vote; what must not count is tried; the poll closes, is compared and
//! audited.

use super::{
	ballots::Source,
	node::{self, Node, Start},
	petition, refused, result, scenes,
	stage::{minutes, spinner, Stage},
	voting, Opts, HOME, VILLAGE,
};
use crate::{chain::Chain, keystore::random_entropy};
use anyhow::Result;
use veche_primitives::rolls::Electorate;

/// Blocks for looking at rings and for what is refused.
const SPARE: u32 = 30;

/// Everything in order; whether all checks held.
pub async fn play(opts: &Opts, source: &Source, stage: &mut Stage<'_>) -> Result<bool> {
	let seed = random_entropy();
	introduce(source, stage)?;

	stage.step("A chain of your own")?;
	let (node, chain) = start_chain(opts, source, &seed, stage).await?;

	stage.step("Everybody makes two keys on their own device")?;
	let people = scenes::make_keys(&chain, source.voters, &seed, stage).await?;

	stage.step("Two registrars attest everybody")?;
	let unit = chain.best().await?.unit(HOME).await?.id;
	// On a chain that others use too there may be voters already.
	let before = chain.best().await?.electors(Electorate::Unit(unit)).await?;
	scenes::attest(&chain, &people, unit, stage).await?;

	stage.step("The electoral roll turns")?;
	let electors = usize::try_from(before)?.saturating_add(people.len());
	scenes::wait_for_roll(&chain, unit, electors, stage).await?;

	stage.step("One of them asks for a vote, others support it")?;
	let (initiative, petition) =
		petition::start_initiative(&chain, &people[0], unit, &source.paper()?).await?;
	stage.say(&format!(
		"Initiative {initiative}: shall {VILLAGE} vote on \"{}\"? It opens when enough electors \
		 say yes, each with a proof that shows that they are on the roll, not who they are.",
		source.title
	))?;
	let supporters = petition::support(&chain, petition, &people).await?;
	let poll = petition::wait_for_vote(&chain, initiative).await?;
	stage.say(&format!(
		"{supporters} anonymous supporter(s) were enough. Poll {poll} is called."
	))?;

	stage.step("Everybody votes, anonymously")?;
	let booth = scenes::enter(&chain, poll, stage).await?;
	let wishes = voting::wishes(&people, source);
	let cast = voting::cast_all(&chain, &booth, wishes, &source.names, stage).await?;
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
	result::audit(&chain, poll, stage).await?;

	scenes::leave(node, opts, &format!("poll show {poll}"), stage)?;
	stage.conclude(&format!("{} voters elected {winner}", cast.len()))
}

fn introduce(source: &Source, stage: &mut Stage<'_>) -> Result<()> {
	stage.title(&format!("An election: {}", source.title))?;
	stage.say(&format!(
		"These are {} ballots of a recorded election ({}). Each is now cast again by a person \
		 of its own, on a real chain with real proofs: everybody will see that every ballot comes \
		 from somebody on the roll and that nobody votes twice, and nobody will see who voted how. \
		 Counting rule: {}.",
		source.which(),
		source.file,
		source.method
	))
}

async fn start_chain(
	opts: &Opts,
	source: &Source,
	seed: &[u8; 32],
	stage: &mut Stage<'_>,
) -> Result<(Option<Node>, Chain)> {
	let ballots = source.choices.len();
	let speed = scenes::measure(opts, seed, source.voters, ballots, stage).await?;
	let window = speed.window(ballots, SPARE);
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
	scenes::introduce_node(&chain, stage)?;
	let parameters = chain
		.best()
		.await?
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
		scenes::raise_quotas(genesis, voters);
	})?;
	let start = Start {
		spec: Some(spec),
		arguments: Vec::new(),
	};
	Node::start(&program, start).await
}
