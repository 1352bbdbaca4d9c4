//! Signing in at a service: as a person, or as an alias that only this service knows.
//!
//! What a service does, in order:
//!
//! 1. It makes a [`Challenge`] with its name, a random nonce, the chain and a last moment, keeps it
//!    in its [`Nonces`] and hands it to the visitor, who runs `veche sign-in`.
//! 2. The visitor hands back an [`Answer`]: either the person's account has signed the challenge, or
//!    a ring proof shows that somebody of a precinct says it, under an alias. The alias comes from
//!    the voting key and the service's name: the same at each visit while the key stays, another at
//!    each other service, and nobody can tell whose it is.
//! 3. The service takes the challenge out of its [`Nonces`], reads the [`facts`] from finalised
//!    state and calls [`verify`].
//!
//! Nothing else is kept: which challenges wait is all a service must remember, and only until their
//! last moment. [`verify`] itself knows neither network nor clock.

mod nonces;
mod refusal;
#[cfg(test)]
mod tests;

pub use nonces::Nonces;
pub use refusal::Refusal;

use crate::{
	ballots::Prover,
	chain::{At, Standing},
	identity::random_entropy,
	output::usage,
	ring::{self, Commitment, Crypto, Ring},
};
use anyhow::Result;
use codec::Encode;
use serde::{de::DeserializeOwned, Deserialize, Serialize};
use sp_core::H256;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use subxt_signer::sr25519::{self, Keypair, PublicKey, Signature};
use veche_primitives::{
	ballot::Proof,
	rolls::{Electorate, RingSize, RollEpoch},
	Alias, PersonId, PrecinctId,
};
use verifiable::GenerateVerifiable;

/// Longest name of a service, in bytes.
pub const MAX_SERVICE: usize = 128;
/// Longest time a challenge may be answered, in seconds.
pub const MAX_LIFETIME: u64 = 86_400;
/// Longest file read, in bytes.
pub const MAX_FILE: usize = 8_192;

/// What a service asks.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Challenge {
	/// Who asks, best by an address people know, such as `library.example`.
	pub service: String,
	/// Random; never used twice.
	#[serde(with = "digits")]
	pub nonce: [u8; 32],
	/// Hash of the first block of the chain whose people are asked.
	pub genesis: H256,
	/// The last moment for an answer, in seconds since 1970.
	pub not_after: u64,
}

/// What a visitor answers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
	/// To what.
	pub challenge: Challenge,
	/// As whom, and the proof of it.
	#[serde(rename = "as")]
	pub claim: Claim,
}

/// As whom somebody signs in, and the proof of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Claim {
	/// As the person behind an account.
	Person {
		/// The account.
		#[serde(with = "digits")]
		account: [u8; 32],
		/// Its signature.
		#[serde(with = "digits")]
		signature: [u8; 64],
	},
	/// As somebody of a precinct.
	Alias {
		/// The precinct.
		precinct: PrecinctId,
		/// The roll epoch in which its ring was read.
		epoch: RollEpoch,
		/// The ring proof; the alias comes out of it.
		#[serde(with = "digits")]
		proof: Proof,
	},
}

/// Who has signed in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Visitor {
	/// A person in good standing.
	Person(PersonId),
	/// Somebody of the electorate, by the alias for this service.
	Alias(Alias),
}

/// What the chain says about an answer, read from finalised state.
#[derive(Clone)]
pub enum Facts {
	/// About the account of a person.
	Account {
		/// The account.
		account: [u8; 32],
		/// The person behind it, if in good standing.
		person: Option<PersonId>,
	},
	/// About the precinct of an alias.
	Roll {
		/// The current roll epoch.
		epoch: RollEpoch,
		/// Whether the precinct is part of the electorate that the service admits.
		admitted: bool,
		/// The precinct's ring in force; none while a revocation has emptied it.
		ring: Option<KnownRing>,
	},
}

/// A ring whose commitment on the chain was found to belong to its keys.
#[derive(Clone)]
pub struct KnownRing {
	precinct: PrecinctId,
	version: RollEpoch,
	size: RingSize,
	commitment: Box<Commitment>,
}

impl KnownRing {
	/// Rebuild the commitment from the keys.
	///
	/// # Errors
	/// When the chain's commitment is another: the node tells of members who are not there.
	pub fn new(ring: &Ring) -> Result<Self, Refusal> {
		Ok(Self {
			precinct: ring.precinct,
			version: ring.version,
			size: ring.size,
			commitment: Box::new(ring.check().map_err(|_| Refusal::FalseRing)?),
		})
	}
}

impl Challenge {
	/// A new challenge of this service, to be answered within `lifetime`.
	pub fn new(service: &str, genesis: H256, lifetime: Duration) -> Result<Self> {
		let seconds = lifetime.as_secs();
		if !is_name(service) {
			return Err(usage(format!(
				"{service:?} is no name of a service; give 1 to {MAX_SERVICE} bytes without control \
				 characters, such as library.example"
			)));
		}
		if !(1..=MAX_LIFETIME).contains(&seconds) {
			return Err(usage(format!(
				"a challenge can be answered within 1 to {MAX_LIFETIME} seconds, not {seconds}"
			)));
		}
		Ok(Self {
			service: service.into(),
			nonce: *random_entropy(),
			genesis,
			not_after: unix_now().saturating_add(seconds),
		})
	}

	/// Read a challenge from a file's bytes.
	pub fn from_json(bytes: &[u8]) -> Result<Self, Refusal> {
		let challenge: Self = from_json(bytes)?;
		match is_name(&challenge.service) {
			true => Ok(challenge),
			false => Err(Refusal::Unreadable("the service has no proper name".into())),
		}
	}

	/// The proof context: an alias depends on it and on the voting key, on nothing else.
	pub fn context(&self) -> [u8; 32] {
		hash((b"veche/service/1", self.genesis, &self.service))
	}

	/// What an account signs.
	fn person_message(&self, account: &[u8; 32]) -> [u8; 32] {
		let domain = b"veche/sign-in/person/1";
		hash((
			domain,
			self.genesis,
			&self.service,
			self.nonce,
			self.not_after,
			account,
		))
	}

	/// What a ring proof signs.
	fn alias_message(&self, precinct: PrecinctId, epoch: RollEpoch) -> [u8; 32] {
		let domain = b"veche/sign-in/alias/1";
		hash((
			domain,
			self.genesis,
			&self.service,
			self.nonce,
			self.not_after,
			precinct,
			epoch,
		))
	}
}

impl Answer {
	/// Answer as the person behind an account.
	pub fn as_person(challenge: &Challenge, signer: &Keypair) -> Self {
		let account = signer.public_key().0;
		let message = challenge.person_message(&account);
		Self {
			challenge: challenge.clone(),
			claim: Claim::Person {
				account,
				signature: signer.sign(&message).0,
			},
		}
	}

	/// Answer as somebody of a ring, read in `epoch`. Does not check the ring's commitment; see
	/// [`Ring::check`].
	pub fn as_alias(
		challenge: &Challenge,
		ring: &Ring,
		epoch: RollEpoch,
		entropy: &[u8; 32],
	) -> Result<Self> {
		let message = challenge.alias_message(ring.precinct, epoch);
		let (proof, _) = Prover::new(ring)?.prove(entropy, &challenge.context(), &message)?;
		Ok(Self {
			challenge: challenge.clone(),
			claim: Claim::Alias {
				precinct: ring.precinct,
				epoch,
				proof,
			},
		})
	}

	/// Read an answer from a file's bytes.
	pub fn from_json(bytes: &[u8]) -> Result<Self, Refusal> {
		from_json(bytes)
	}
}

/// Who has answered the challenge at the moment `now`, in seconds since 1970.
///
/// The challenge must be the service's own, taken out of its [`Nonces`]: that an answer repeats a
/// challenge word by word says nothing about who gave it out.
pub fn verify(
	challenge: &Challenge,
	answer: &Answer,
	facts: &Facts,
	now: u64,
) -> Result<Visitor, Refusal> {
	let Answer {
		challenge: answered,
		claim,
	} = answer;
	if answered.service != challenge.service {
		return Err(Refusal::OtherService(answered.service.clone()));
	}
	if answered.genesis != challenge.genesis {
		return Err(Refusal::OtherChain(answered.genesis));
	}
	if answered != challenge {
		return Err(Refusal::OtherNonce);
	}
	if now > challenge.not_after {
		return Err(Refusal::Expired);
	}
	match (claim, facts) {
		(
			Claim::Person { account, signature },
			Facts::Account {
				account: of,
				person,
			},
		) => {
			let message = challenge.person_message(account);
			if !sr25519::verify(&Signature(*signature), message, &PublicKey(*account)) {
				return Err(Refusal::BadProof);
			}
			let person = person.filter(|_| account == of);
			person.map(Visitor::Person).ok_or(Refusal::NotInStanding)
		}
		(
			Claim::Alias {
				precinct,
				epoch,
				proof,
			},
			Facts::Roll {
				epoch: current,
				admitted,
				ring,
			},
		) => {
			if !admitted {
				return Err(Refusal::NotAdmitted(*precinct));
			}
			// The ring in force now was in force in the answer's epoch too: since then nobody has
			// left it.
			let in_force = |ring: &&KnownRing| {
				ring.precinct == *precinct && ring.version <= *epoch && epoch <= current
			};
			let ring = ring.as_ref().filter(in_force);
			let ring = ring.ok_or(Refusal::OtherRing(*precinct))?;
			let proof: <Crypto as GenerateVerifiable>::Proof =
				proof.to_vec().try_into().map_err(|_| Refusal::BadProof)?;
			Crypto::validate(
				ring::domain(ring.size),
				&proof,
				&ring.commitment,
				&challenge.context(),
				&challenge.alias_message(*precinct, *epoch),
			)
			.map(Visitor::Alias)
			.map_err(|_| Refusal::BadProof)
		}
		_ => Err(Refusal::OtherKind),
	}
}

/// Read from the chain what [`verify`] must know about an answer. `at` should be finalised state;
/// aliases are admitted from this electorate.
pub async fn facts(at: &At, answer: &Answer, electorate: Electorate) -> Result<Facts> {
	match answer.claim {
		Claim::Person { account, .. } => Ok(Facts::Account {
			account,
			person: person_in_standing(at, &account).await?,
		}),
		Claim::Alias { precinct, .. } => {
			let epoch = at.current_epoch().await?;
			let admitted = at.electorate_contains(electorate, precinct).await?;
			// Do not work for somebody who is not admitted.
			let ring = match admitted {
				true => at.ring_at(precinct, epoch).await?,
				false => None,
			};
			Ok(Facts::Roll {
				epoch,
				admitted,
				ring: ring.as_ref().map(KnownRing::new).transpose()?,
			})
		}
	}
}

/// The person behind an account, if in good standing.
pub async fn person_in_standing(at: &At, account: &[u8; 32]) -> Result<Option<PersonId>> {
	let Some(person) = at.person_of(account).await? else {
		return Ok(None);
	};
	let record = at.person(person).await?;
	let counts = record
		.is_some_and(|record| record.standing == Standing::Active && at.number < record.expires);
	Ok(counts.then_some(person))
}

/// Seconds since 1970 by this machine's clock.
pub fn unix_now() -> u64 {
	SystemTime::now()
		.duration_since(UNIX_EPOCH)
		.map_or(0, |since| since.as_secs())
}

fn is_name(service: &str) -> bool {
	(1..=MAX_SERVICE).contains(&service.len()) && !service.chars().any(char::is_control)
}

fn hash(content: impl Encode) -> [u8; 32] {
	content.using_encoded(sp_crypto_hashing::blake2_256)
}

fn from_json<V: DeserializeOwned>(bytes: &[u8]) -> Result<V, Refusal> {
	if bytes.len() > MAX_FILE {
		return Err(Refusal::Unreadable("it is too long".into()));
	}
	serde_json::from_slice(bytes).map_err(|error| Refusal::Unreadable(error.to_string()))
}

/// Bytes written as hexadecimal digits.
mod digits {
	use crate::output::hex;
	use serde::{de::Error as _, Deserialize, Deserializer, Serializer};

	pub fn serialize<B: AsRef<[u8]>, S: Serializer>(bytes: &B, to: S) -> Result<S::Ok, S::Error> {
		to.serialize_str(&hex(bytes))
	}

	pub fn deserialize<'de, B: TryFrom<Vec<u8>>, D: Deserializer<'de>>(
		from: D,
	) -> Result<B, D::Error> {
		let text = String::deserialize(from)?;
		let digits = text.strip_prefix("0x").unwrap_or(&text);
		let bytes = hex::decode(digits).ok();
		bytes
			.and_then(|bytes| B::try_from(bytes).ok())
			.ok_or_else(|| D::Error::custom("not so many bytes in hexadecimal"))
	}
}
