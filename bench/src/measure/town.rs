//! A real node with as many persons as wanted on its roll and an open poll for them.

use super::{stage, Amount};
use anyhow::{anyhow, bail, ensure, Context as _, Result};
use codec::Encode;
use std::{
	path::{Path, PathBuf},
	time::{Duration, Instant},
};
use subxt_signer::sr25519::{dev, Keypair};
use veche_cli::{
	ballots::{self, PollView, Wish},
	chain::{
		call::{self, Attestation},
		Chain, Wait,
	},
	commands::demo::node::{self, Node, Start},
	ring::{self, Ring},
};
use veche_primitives::{
	ballot::{possession_message, Ballot, Choice, Choices},
	polls::Phase,
	rolls::Electorate,
	PollId, Stratum,
};

/// Where everybody lives.
const HOME: &str = "BY";
/// Blocks a vote stays open: longer than everything here takes.
const VOTING_PERIOD: u32 = 100_000;
/// Blocks an attestation holds.
const VALIDITY: u32 = 1_000_000;
/// Longest time for one step of the setting up.
const PATIENCE: Duration = Duration::from_secs(600);

/// Where the node's program is.
pub fn find(given: Option<&Path>) -> Result<PathBuf> {
	node::find(given)
}

/// Start a `--dev` node whose votes stay open for long and whose petitions need one supporter.
pub async fn start(program: &Path) -> Result<Node> {
	let spec = node::spec(program, "dev", |genesis| {
		genesis
			.set("/initiatives/params/votingPeriod", VOTING_PERIOD)
			.set("/initiatives/params/petitionPeriod", VOTING_PERIOD)
			.set("/initiatives/params/support", 1u32);
	})?;
	Node::start(
		program,
		Start {
			spec: Some(spec),
			..Default::default()
		},
	)
	.await
}

/// Persons, their rings, and the poll they vote in.
pub struct Town {
	/// The client.
	pub chain: Chain,
	/// The open poll.
	pub poll: PollView,
	rings: Vec<Ring>,
	voters: u32,
}

impl Town {
	/// Have persons attested, wait for the rolls, start an initiative and wait for its vote.
	pub async fn found(chain: Chain, amount: Amount) -> Result<Self> {
		let voters = amount.voters;
		let founder = dev::ferdie();
		attest_all(&chain, voters, &founder).await?;
		let unit = chain.best().await?.unit(HOME).await?.id;
		let electorate = Electorate::Unit(unit);
		let on_the_roll = async || -> Result<bool> {
			let at = chain.best().await?;
			let status = at.roll_status().await?;
			let settled = status.turning_to.is_none() && status.waiting == 0;
			Ok(settled && at.electors(electorate).await? == voters)
		};
		until("all persons are on the roll", on_the_roll).await?;
		let (petition, vote) = initiative(&chain, unit, &founder).await?;
		until("the petition is open", async || {
			is_open(&chain, petition).await
		})
		.await?;
		let rings = rings(&chain, electorate, petition).await?;
		support(&chain, petition, &rings).await?;
		until("the vote is open", async || is_open(&chain, vote).await).await?;
		let poll = chain.best().await?.poll_view(vote).await?;
		ensure!(
			poll.record.electors == voters,
			"the poll has {} electors",
			poll.record.electors
		);
		let rings = self::rings(&chain, electorate, vote).await?;
		Ok(Self {
			chain,
			poll,
			rings,
			voters,
		})
	}

	/// Rings of the poll, and keys in all of them.
	pub fn size(&self) -> (usize, usize) {
		(
			self.rings.len(),
			self.rings.iter().map(|ring| ring.keys.len()).sum(),
		)
	}

	/// A ballot of every voter, made with all cores.
	pub fn ballots(&self, counter: u32) -> Result<Vec<Ballot>> {
		let wishes: Vec<Wish> = (0..self.voters)
			.map(|n| {
				let choices = stage::choices(n.wrapping_add(counter))?;
				Ok(Wish {
					entropy: stage::voter(n),
					choices,
					counter,
				})
			})
			.collect::<Result<_>>()?;
		ballots::make_many(
			&self.poll,
			&self.rings,
			&wishes,
			self.chain.genesis_hash(),
			|| (),
		)
	}
}

/// Two of the three registrars attest each person; the first person is the founder.
async fn attest_all(chain: &Chain, voters: u32, founder: &Keypair) -> Result<()> {
	let registrars = [dev::bob(), dev::charlie(), dev::dave()];
	let mut nonces = Vec::new();
	for registrar in &registrars {
		nonces.push(chain.next_nonce(&registrar.public_key().0).await?);
	}
	let at = chain.best().await?;
	let home = at.unit(HOME).await?.id;
	for n in 0..voters {
		let account = match n {
			0 => founder.public_key().0,
			n => ("veche/bench/account", n).using_encoded(sp_crypto_hashing::blake2_256),
		};
		let entropy = stage::voter(n);
		let attestation = Attestation {
			account,
			key: ring::voting_key(&entropy),
			tag: ("veche/bench/tag", n).using_encoded(sp_crypto_hashing::blake2_256),
			home,
			stratum: Stratum::Home,
			expires: at.number.saturating_add(VALIDITY),
		};
		let possession = ring::sign(
			&entropy,
			&possession_message(chain.genesis_hash(), &account),
		)?;
		let call = call::attest(at.metadata(), &attestation, &possession)?;
		let first = usize::try_from(n)? % registrars.len();
		for place in [first, (first + 1) % registrars.len()] {
			let (Some(registrar), Some(nonce)) = (registrars.get(place), nonces.get_mut(place))
			else {
				bail!("there is no registrar {place}");
			};
			let transaction = chain.sign(registrar, &call, *nonce).await?;
			chain
				.send(&transaction)
				.await
				.context("an attestation is refused")?;
			*nonce += 1;
		}
	}
	Ok(())
}

/// Start an initiative; returns its petition and the poll that its vote will be.
async fn initiative(chain: &Chain, unit: u32, founder: &Keypair) -> Result<(PollId, PollId)> {
	let at = chain.best().await?;
	let petition = at.poll_count().await?;
	let call = call::start_initiative(at.metadata(), unit, &stage::paper())?;
	chain.submit_signed(founder, &call, Wait::Block).await?;
	Ok((petition, petition.saturating_add(1)))
}

/// The one supporter that the petition needs.
async fn support(chain: &Chain, petition: PollId, rings: &[Ring]) -> Result<()> {
	let at = chain.best().await?;
	let poll = at.poll_view(petition).await?;
	let yes = Choices::try_from(vec![Choice::One(0)]).map_err(|_| anyhow!("too many answers"))?;
	let wish = Wish {
		entropy: stage::voter(0),
		choices: yes,
		counter: 1,
	};
	let made = ballots::make_many(&poll, rings, &[wish], chain.genesis_hash(), || ())?;
	for ballot in &made {
		chain
			.submit_general(&call::cast(at.metadata(), ballot)?, Wait::Block)
			.await?;
	}
	Ok(())
}

async fn rings(chain: &Chain, electorate: Electorate, poll: PollId) -> Result<Vec<Ring>> {
	let at = chain.best().await?;
	let epoch = at.poll_view(poll).await?.record.epoch;
	let precincts: Vec<_> = at
		.precincts(electorate)
		.await?
		.into_iter()
		.map(|(precinct, _)| precinct)
		.collect();
	at.rings_at(&precincts, epoch).await
}

async fn is_open(chain: &Chain, poll: PollId) -> Result<bool> {
	let record = chain.best().await?.poll(poll).await?;
	Ok(record.is_some_and(|record| record.phase == Phase::Open))
}

/// Ask again and again until the answer is yes.
async fn until(what: &str, asked: impl AsyncFn() -> Result<bool>) -> Result<()> {
	eprintln!("  waiting until {what}");
	let begun = Instant::now();
	while !asked().await? {
		if begun.elapsed() > PATIENCE {
			bail!(
				"{what}: not so after {} s; look at the node's log",
				PATIENCE.as_secs()
			);
		}
		tokio::time::sleep(Duration::from_millis(500)).await;
	}
	Ok(())
}
