//! The people of the demo: their keys, and how two registrars attest them.

use crate::{
	ballots::Wish,
	chain::{
		call::{self, Attestation, Call},
		At, Chain,
	},
	identity::{Entropy, Identity},
	tag::{self, Secret},
};
use anyhow::{bail, Context as _, Result};
use codec::{Decode, Encode};
use futures::future::{try_join_all, TryFutureExt as _};
use indicatif::ProgressBar;
use rayon::prelude::*;
use sp_core::H256;
use std::{ops::ControlFlow, time::Duration};
use veche_primitives::{ballot::Choices, Possession, Stratum, UniquenessTag, UnitId};
use zeroize::Zeroizing;

/// Two of the development networks' registrars.
pub const REGISTRARS: [&str; 2] = ["//Bob", "//Charlie"];
/// Blocks for which a person is attested, if the chain allows so many.
const VALIDITY: u32 = 1_000_000;
/// Transactions signed and sent together.
const PART: usize = 32;
/// Most transactions of one registrar on their way into a block.
const UNDERWAY: u64 = 512;
/// Blocks without any new person after which something is wrong.
const PATIENCE: u32 = 60;

/// Somebody with keys.
pub struct Person {
	/// Account and voting key.
	pub identity: Identity,
	/// Shows that the voting key is theirs.
	pub possession: Possession,
	/// What registrars put on chain for the number in the passport.
	pub tag: UniquenessTag,
}

impl Person {
	/// The secret of the voting key.
	pub fn entropy(&self) -> [u8; 32] {
		**self.identity.voting_entropy()
	}

	/// A first ballot with these answers.
	pub fn wish(&self, choices: Choices) -> Wish {
		Wish {
			entropy: self.entropy(),
			choices,
			counter: 1,
		}
	}
}

/// A secret of one purpose from the seed of the run.
pub fn derive(seed: &[u8; 32], purpose: &str, number: usize) -> Entropy {
	let number = u64::try_from(number).unwrap_or(u64::MAX);
	Zeroizing::new((seed, purpose, number).using_encoded(sp_crypto_hashing::blake2_256))
}

/// Make so many persons, with all cores.
pub fn make(
	seed: &[u8; 32],
	count: usize,
	genesis: H256,
	bar: &ProgressBar,
) -> Result<Vec<Person>> {
	let secret: Secret = derive(seed, "registrars", 0);
	(0..count)
		.into_par_iter()
		.map(|number| {
			let voting = derive(seed, "voting", number);
			let identity = Identity::new(&derive(seed, "account", number), vec![voting])?;
			let possession = identity.possession(genesis)?;
			let tag = tag::tag(&secret, &passport(number))?;
			bar.inc(1);
			Ok(Person {
				identity,
				possession,
				tag,
			})
		})
		.collect()
}

/// The number in a made-up passport.
fn passport(number: usize) -> String {
	format!("MP{:07}", number.saturating_add(1_000_001))
}

/// Have everybody attested by the registrars, and wait until all are persons.
pub async fn attest(
	chain: &Chain,
	people: &[Person],
	home: UnitId,
	sent: &ProgressBar,
	recognised: &ProgressBar,
) -> Result<()> {
	let best = chain.best().await?;
	let before = persons(&best).await?;
	let expires = expiry(&best).await?;
	let calls: Vec<Call> = people
		.iter()
		.map(|person| {
			let attestation = Attestation {
				account: person.identity.account(),
				key: person.identity.voting_key(),
				tag: person.tag,
				home,
				stratum: Stratum::Home,
				expires,
			};
			call::attest(best.metadata(), &attestation, &person.possession)
		})
		.collect::<Result<_>>()?;
	let registrars: Vec<Identity> = REGISTRARS
		.iter()
		.map(|name| Identity::development(name))
		.collect::<Result<_>>()?;
	let sending = try_join_all(
		registrars
			.iter()
			.map(|who| send_all(chain, who, &calls, sent)),
	);
	let waiting = wait_for_persons(chain, before, people.len(), recognised);
	futures::try_join!(sending.map_ok(|_| ()), waiting)?;
	Ok(())
}

/// Until which block persons are attested.
async fn expiry(best: &At) -> Result<u32> {
	type Parameters = (u8, u32, u32, u32, u32, u32, u32);
	let bytes = best
		.get_raw("Identity", "Parameters", &[])
		.await?
		.unwrap_or_default();
	let (.., longest) = Parameters::decode(&mut bytes.as_slice()).context(
		"the chain's rules for identity cannot be read; build node and `veche` together",
	)?;
	Ok(best.number.saturating_add(longest.min(VALIDITY)))
}

async fn send_all(
	chain: &Chain,
	registrar: &Identity,
	calls: &[Call],
	sent: &ProgressBar,
) -> Result<()> {
	let account = registrar.account();
	let mut nonce = chain.next_nonce(&account).await?;
	for part in calls.chunks(PART) {
		let signing = (part.iter().zip(nonce..))
			.map(|(call, nonce)| chain.sign(registrar.signer(), call, nonce));
		for transaction in try_join_all(signing).await? {
			chain
				.send(&transaction)
				.await
				.context("an attestation was not taken")?;
			sent.inc(1);
		}
		nonce = nonce.saturating_add(part.len() as u64);
		while nonce.saturating_sub(included(chain, &account).await?) > UNDERWAY {
			tokio::time::sleep(Duration::from_millis(200)).await;
		}
	}
	Ok(())
}

/// How many transactions of the account are in blocks.
async fn included(chain: &Chain, account: &[u8; 32]) -> Result<u64> {
	let best = chain.best().await?;
	let found = best
		.get_raw("System", "Account", &[account.encode()])
		.await?;
	let nonce = found
		.map(|bytes| u32::decode(&mut bytes.as_slice()))
		.transpose()?;
	Ok(nonce.unwrap_or_default().into())
}

async fn persons(at: &At) -> Result<u32> {
	at.get_or_default("Identity", "NextPerson", &[]).await
}

async fn wait_for_persons(
	chain: &Chain,
	before: u32,
	expected: usize,
	bar: &ProgressBar,
) -> Result<()> {
	let expected = u32::try_from(expected)?;
	let mut last = (0, chain.best().await?.number);
	chain
		.follow(async |at| {
			let now = persons(&at).await?.saturating_sub(before);
			bar.set_position(now.into());
			if now >= expected {
				return Ok(ControlFlow::Break(()));
			}
			if now > last.0 {
				last = (now, at.number);
			} else if at.number.saturating_sub(last.1) > PATIENCE {
				bail!("only {now} of {expected} persons were recognised; the registrars' quota may be used up");
			}
			Ok(ControlFlow::Continue(()))
		})
		.await
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::collections::BTreeSet;

	#[test]
	fn make_gives_everybody_other_keys_and_the_same_ones_again_from_the_same_seed() {
		let make = |seed| make(&[seed; 32], 5, H256::zero(), &ProgressBar::hidden()).unwrap();
		let (one, again, other) = (make(1), make(1), make(2));
		let keys: BTreeSet<_> = one.iter().map(|who| who.identity.voting_key()).collect();
		let tags: BTreeSet<_> = one.iter().map(|who| who.tag).collect();
		assert_eq!((keys.len(), tags.len()), (5, 5));
		assert_eq!(one[3].identity.account(), again[3].identity.account());
		assert_eq!(one[3].tag, again[3].tag);
		assert_ne!(one[3].tag, other[3].tag);
		assert_ne!(one[3].entropy(), other[3].entropy());
	}
}
