//! Ballots that do not count, one that counts once, and one that replaces another.

use super::{
	ballots::Source,
	people::{self, Person},
	stage::{spinner, Stage},
	voting::{choices, Booth},
};
use crate::{
	ballots::{Prover, Wish},
	chain::{
		call::{self, Call},
		Chain, Included, Refused, Wait,
	},
	ring,
};
use anyhow::{Context as _, Result};
use std::sync::Arc;
use veche_primitives::{
	ballot::{Ballot, Choice},
	refusal,
};

/// Send a ballot, and wait until it is counted.
pub async fn send(chain: &Chain, ballot: &Ballot) -> Result<Included> {
	let call = call::cast(chain.best().await?.metadata(), ballot)?;
	send_call(chain, &call).await
}

async fn send_call(chain: &Chain, call: &Call) -> Result<Included> {
	let waiting = spinner("waiting for a block");
	let sent = chain.submit_general(call, Wait::Block).await;
	waiting.finish_and_clear();
	sent
}

/// Send a ballot that must be refused with this code.
pub async fn expect(
	chain: &Chain,
	ballot: &Ballot,
	code: u8,
	what: &str,
	stage: &mut Stage<'_>,
) -> Result<()> {
	let call = call::cast(chain.best().await?.metadata(), ballot)?;
	expect_call(chain, &call, code, what, stage).await
}

/// Send a call without signer that must be refused with this code.
pub async fn expect_call(
	chain: &Chain,
	call: &Call,
	code: u8,
	what: &str,
	stage: &mut Stage<'_>,
) -> Result<()> {
	match send_call(chain, call).await {
		Ok(included) => stage.check(
			false,
			&format!("{what} was taken into block {}", included.number),
		),
		Err(error) => {
			let refused = error.downcast::<Refused>()?;
			let reason = refusal::explain(refused.code().unwrap_or_default());
			stage.check(
				refused.code() == Some(code),
				&format!("{what} is refused. The chain says: {reason}."),
			)
		}
	}
}

/// What everything here needs.
pub struct Scene<'a> {
	/// The chain.
	pub chain: &'a Chain,
	/// The poll.
	pub booth: &'a Arc<Booth>,
	/// What is elected.
	pub source: &'a Source,
	/// The people.
	pub people: &'a [Person],
	/// Their counted ballots.
	pub cast: &'a [Ballot],
	/// The seed of the run.
	pub seed: &'a [u8; 32],
}

impl Scene<'_> {
	/// Play all of it.
	pub async fn play(&self, stage: &mut Stage<'_>) -> Result<()> {
		self.double_vote(stage).await?;
		self.outsider(stage).await?;
		self.forged(stage).await?;
		self.revote(stage).await
	}

	/// The same ballot again, and another one with the same counter.
	async fn double_vote(&self, stage: &mut Stage<'_>) -> Result<()> {
		stage
			.say("Somebody sends their ballot once more, then a second one with another choice:")?;
		// The last ballot made went in a batch; alone it is a transaction the node has not seen.
		let voter = self.cast.len().saturating_sub(1);
		let again = self.cast.last().context("nobody voted")?;
		self.expect(
			stage,
			again,
			refusal::STALE_COUNTER,
			"the same ballot again",
		)
		.await?;
		let other = self.make(voter, self.other(voter)?, 1).await?;
		self.expect(
			stage,
			&other,
			refusal::STALE_COUNTER,
			"a second ballot of the same voter",
		)
		.await?;
		self.unchanged(stage, "both votes count once").await
	}

	/// Somebody who is not on the roll, in a ring made up for the purpose.
	async fn outsider(&self, stage: &mut Stage<'_>) -> Result<()> {
		stage.say(
			"A stranger without a place on the roll makes a ring of the voters' public keys with \
			 their own slipped in, and a proof in it:",
		)?;
		let entropy = *people::derive(self.seed, "stranger", 0);
		let mut ring = self
			.booth
			.rings
			.first()
			.context("there is no ring")?
			.clone();
		if let Some(key) = ring.keys.first_mut() {
			*key = ring::voting_key(&entropy);
		}
		let booth = self.booth.clone();
		let choice = self.source.another(&Choice::Blank);
		let wish = Wish {
			entropy,
			choices: choices(&choice),
			counter: 1,
		};
		let ballot = tokio::task::spawn_blocking(move || {
			Prover::new(&ring)?.ballot(&booth.poll, booth.genesis, &wish)
		})
		.await??;
		self.expect(stage, &ballot, refusal::BAD_PROOF, "the stranger's ballot")
			.await
	}

	/// A counted ballot with another choice written in.
	async fn forged(&self, stage: &mut Stage<'_>) -> Result<()> {
		stage.say(
			"A forger takes a ballot from a block, writes another choice into it and raises its \
			 counter, so that it would replace the true one:",
		)?;
		let mut ballot = self.cast.first().context("nobody voted")?.clone();
		let Ballot::V1(content) = &mut ballot;
		content.choices = choices(&self.other(0)?);
		content.counter = content.counter.saturating_add(1);
		self.expect(stage, &ballot, refusal::BAD_PROOF, "the forged ballot")
			.await?;
		self.unchanged(stage, "the count is untouched").await
	}

	/// A voter thinks better of it, twice.
	async fn revote(&self, stage: &mut Stage<'_>) -> Result<()> {
		stage.say(
			"A voter changes their mind and votes again. The later ballot replaces the earlier one, \
			 which also protects who was watched or paid while voting:",
		)?;
		let voter = self.cast.len() / 2;
		let before = self.source.choices.get(voter).context("nobody voted")?;
		let after = self.other(voter)?;
		let mut expected = self.source.tally.clone();
		expected.subtract(before)?;
		expected.add(&after)?;

		let ballot = self.make(voter, after, 2).await?;
		let included = self.send(&ballot).await?;
		let now = self
			.booth
			.tally(&self.chain.at(included.block).await?)
			.await?;
		stage.check(
			now == expected,
			&format!(
				"the vote was moved, and there are still {} ballots",
				now.ballots
			),
		)?;
		let ballot = self.make(voter, before.clone(), 3).await?;
		self.send(&ballot).await?;
		self.unchanged(
			stage,
			"the voter went back to the first choice, and so did the count",
		)
		.await
	}

	/// Another choice than the voter's.
	fn other(&self, voter: usize) -> Result<Choice> {
		let choice = self.source.choices.get(voter).context("nobody voted")?;
		Ok(self.source.another(choice))
	}

	async fn make(&self, voter: usize, choice: Choice, counter: u32) -> Result<Ballot> {
		let entropy = self
			.people
			.get(voter)
			.context("there is no such voter")?
			.entropy();
		let wish = Wish {
			entropy,
			choices: choices(&choice),
			counter,
		};
		let booth = self.booth.clone();
		tokio::task::spawn_blocking(move || booth.ballot(&wish)).await?
	}

	async fn send(&self, ballot: &Ballot) -> Result<Included> {
		send(self.chain, ballot).await
	}

	async fn expect(
		&self,
		stage: &mut Stage<'_>,
		ballot: &Ballot,
		code: u8,
		what: &str,
	) -> Result<()> {
		expect(self.chain, ballot, code, what, stage).await
	}

	/// The count must be that of the file.
	async fn unchanged(&self, stage: &mut Stage<'_>, what: &str) -> Result<()> {
		let now = self.booth.tally(&self.chain.best().await?).await?;
		stage.check(
			now == self.source.tally,
			&format!("{what}: {} ballots", now.ballots),
		)
	}
}
