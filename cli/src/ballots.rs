//! Ballots and their proofs, made on the voter's own machine without any network.
//!
//! Making a proof has two steps: opening the ring, which depends on its keys only, and proving,
//! which needs the voting secret. A [`Prover`] opens a ring once for any number of ballots.

use crate::{
	cores,
	ring::{self, Crypto, Ring},
};
use anyhow::{anyhow, bail, Context as _, Result};
use codec::{Decode, Encode};
use serde::{Deserialize, Serialize};
use sp_core::H256;
use std::{collections::HashMap, fs, path::Path};
use veche_primitives::{
	ballot::{Ballot, BallotV1, Choices, Paper, Proof},
	polls::Poll,
	Alias, PollId, VotingKey,
};
use verifiable::{DecodeUnchecked, GenerateVerifiable};

/// A poll as the chain records it, with its number and its texts.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct PollView {
	/// Its number.
	pub id: PollId,
	/// Its record.
	pub record: Poll<u32>,
	/// Its texts.
	pub paper: Paper,
}

/// What a voter wants to cast.
#[derive(Clone)]
pub struct Wish {
	/// The voting secret.
	pub entropy: [u8; 32],
	/// The answers.
	pub choices: Choices,
	/// 1 for the first ballot in a poll, higher for each re-vote.
	pub counter: u32,
}

type State = <Crypto as GenerateVerifiable>::Commitment;

/// Where the encoded prover's state holds the signer's place in the ring: after the domain size.
const PLACE: std::ops::Range<usize> = 4..8;

/// A ring opened for proving.
pub struct Prover<'a> {
	ring: &'a Ring,
	/// The state of the first member; that of every other differs in the place only.
	opened: Vec<u8>,
	places: HashMap<VotingKey, u32>,
}

impl<'a> Prover<'a> {
	/// Open the ring. Does not check its commitment; see [`Ring::check`].
	pub fn new(ring: &'a Ring) -> Result<Self> {
		let first = ring.keys.first().ok_or_else(|| {
			anyhow!(
				"precinct {} is empty; wait for the next turn of the roll",
				ring.precinct
			)
		})?;
		let opened = Crypto::open(ring::domain(ring.size), first, ring.keys.iter().copied())
			.map_err(|error| anyhow!("precinct {} cannot be opened: {error:?}", ring.precinct))?;
		let places = ring.keys.iter().copied().zip(0..).collect();
		Ok(Self {
			ring,
			opened: opened.encode(),
			places,
		})
	}

	fn state(&self, key: &VotingKey) -> Result<State> {
		let place = self.places.get(key).ok_or_else(|| {
			anyhow!(
				"this voting key is not in precinct {} as its ring stands; only who was on the roll when \
				 a poll opened can vote in it",
				self.ring.precinct
			)
		})?;
		let mut opened = self.opened.clone();
		opened[PLACE].copy_from_slice(&place.to_le_bytes());
		State::decode_unchecked(&mut opened.as_slice()).context("the ring cannot be opened")
	}

	/// Make one ballot of the poll.
	pub fn ballot(&self, poll: &PollView, genesis: H256, wish: &Wish) -> Result<Ballot> {
		if wish.counter == 0 {
			bail!("a ballot's counter begins with 1");
		}
		let mut ballot = BallotV1 {
			poll: poll.id,
			precinct: self.ring.precinct,
			alias: [0; 32],
			counter: wish.counter,
			choices: wish.choices.clone(),
			proof: Proof::default(),
		};
		let message = ballot.message(genesis, poll.record.epoch);
		(ballot.proof, ballot.alias) = self.prove(&wish.entropy, &poll.record.context, &message)?;
		Ok(Ballot::V1(ballot))
	}

	/// Prove that somebody in the ring says this, and nothing else: the proof and the alias it
	/// shows.
	pub fn prove(
		&self,
		entropy: &[u8; 32],
		context: &[u8; 32],
		message: &[u8; 32],
	) -> Result<(Proof, Alias)> {
		let secret = Crypto::new_secret(*entropy);
		let state = self.state(&Crypto::member_from_secret(&secret))?;
		let (proof, alias) = Crypto::create(state, &secret, context, message)
			.map_err(|error| anyhow!("the proof cannot be made: {error:?}"))?;
		let proof = Proof::try_from(proof.into_inner())
			.map_err(|_| anyhow!("the proof is longer than the chain accepts; update `veche`"))?;
		Ok((proof, alias))
	}
}

/// Make one ballot.
pub fn make(
	entropy: &[u8; 32],
	poll: &PollView,
	ring: &Ring,
	choices: Choices,
	counter: u32,
	genesis: H256,
) -> Result<Ballot> {
	Prover::new(ring)?.ballot(
		poll,
		genesis,
		&Wish {
			entropy: *entropy,
			choices,
			counter,
		},
	)
}

/// Make many ballots with all cores; each wish is looked up in the rings. `done` is called after
/// each, in no particular order. The results stand in the order of the wishes.
pub fn make_many(
	poll: &PollView,
	rings: &[Ring],
	wishes: &[Wish],
	genesis: H256,
	done: impl Fn() + Sync,
) -> Result<Vec<Ballot>> {
	let opened = cores::map(rings.len(), |ring| Prover::new(&rings[ring]));
	let provers: Vec<Prover> = opened.into_iter().collect::<Result<_>>()?;
	let mut ring_of = HashMap::new();
	for (place, ring) in rings.iter().enumerate() {
		ring_of.extend(ring.keys.iter().map(|key| (*key, place)));
	}
	let made = cores::map(wishes.len(), |number| {
		let wish = &wishes[number];
		let key = ring::voting_key(&wish.entropy);
		let place = ring_of
			.get(&key)
			.ok_or_else(|| anyhow!("a voter is in none of the {} rings", rings.len()))?;
		let ballot = provers[*place].ballot(poll, genesis, wish)?;
		done();
		Ok(ballot)
	});
	made.into_iter().collect()
}

/// A ballot in a file, for casting later or elsewhere.
#[derive(Serialize, Deserialize)]
struct BallotFile {
	version: u8,
	ballot: String,
}

/// Write a ballot into a file.
pub fn write(path: &Path, ballot: &Ballot) -> Result<()> {
	let file = BallotFile {
		version: 1,
		ballot: hex::encode(ballot.encode()),
	};
	let text = serde_json::to_string_pretty(&file)? + "\n";
	fs::write(path, text).with_context(|| {
		format!(
			"cannot write {}; check free space and permissions",
			path.display()
		)
	})
}

/// Read a ballot from a file.
pub fn read(path: &Path) -> Result<Ballot> {
	let text = fs::read_to_string(path)
		.with_context(|| format!("cannot read {}; check the path", path.display()))?;
	let damaged = || {
		format!(
			"{} holds no ballot; write one with `veche vote --out`",
			path.display()
		)
	};
	let file: BallotFile = serde_json::from_str(&text).with_context(damaged)?;
	let bytes = hex::decode(file.ballot).with_context(damaged)?;
	let input = &mut bytes.as_slice();
	let ballot = Ballot::decode(input).with_context(damaged)?;
	if !input.is_empty() || file.version != 1 {
		bail!(damaged());
	}
	Ok(ballot)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::audit::synthetic;
	use veche_primitives::ballot::Choice;

	fn proves(ballot: &Ballot, ring: &Ring, poll: &PollView, genesis: H256) -> bool {
		let content = ballot.content();
		Crypto::is_valid(
			ring::domain(ring.size),
			&content.proof.to_vec().try_into().unwrap(),
			&ring.check().unwrap(),
			&poll.record.context,
			&content.alias,
			&content.message(genesis, poll.record.epoch),
		)
	}

	fn yes() -> Choices {
		vec![Choice::One(0)].try_into().unwrap()
	}

	#[test]
	fn make_many_makes_a_valid_ballot_for_every_member() {
		let town = synthetic::town(&[3, 2]);
		let wishes: Vec<Wish> = (0..5)
			.map(|voter| Wish {
				entropy: synthetic::entropy(voter),
				choices: yes(),
				counter: 1,
			})
			.collect();
		let ballots = make_many(&town.poll, &town.rings, &wishes, town.genesis, || ()).unwrap();
		for (voter, ballot) in ballots.iter().enumerate() {
			let ring = &town.rings[usize::from(voter >= 3)];
			assert!(
				proves(ballot, ring, &town.poll, town.genesis),
				"voter {voter}"
			);
			let alias = ring::alias(&wishes[voter].entropy, &town.poll.record.context).unwrap();
			assert_eq!(ballot.content().alias, alias);
		}
	}

	#[test]
	fn make_fails_when_voter_is_not_in_the_ring() {
		let town = synthetic::town(&[2]);
		let entropy = synthetic::entropy(9);
		let error = make(&entropy, &town.poll, &town.rings[0], yes(), 1, town.genesis).unwrap_err();
		assert!(error.to_string().contains("not in precinct"), "{error}");
	}

	#[test]
	fn make_fails_when_counter_is_zero() {
		let town = synthetic::town(&[2]);
		let entropy = synthetic::entropy(0);
		assert!(make(&entropy, &town.poll, &town.rings[0], yes(), 0, town.genesis).is_err());
	}

	#[test]
	fn make_never_gives_the_same_proof_twice() {
		let town = synthetic::town(&[2]);
		let make = || {
			make(
				&synthetic::entropy(0),
				&town.poll,
				&town.rings[0],
				yes(),
				1,
				town.genesis,
			)
			.unwrap()
		};
		let (one, two) = (make(), make());
		assert_eq!(one.content().alias, two.content().alias);
		assert_ne!(one.content().proof, two.content().proof);
	}

	#[test]
	fn read_returns_what_write_wrote() {
		let town = synthetic::town(&[2]);
		let ballot = make(
			&synthetic::entropy(0),
			&town.poll,
			&town.rings[0],
			yes(),
			1,
			town.genesis,
		)
		.unwrap();
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("ballot.json");
		write(&path, &ballot).unwrap();
		assert_eq!(read(&path).unwrap(), ballot);
		fs::write(&path, "{}").unwrap();
		assert!(read(&path).is_err());
	}
}
