//! A ring: the voting keys of a precinct as of one roll version, and the commitment to them.
//!
//! The chain keeps the commitment, proofs are checked against it. Whoever votes or audits rebuilds
//! it from the keys: a commitment that hides a false set of members is seen at once.

use anyhow::{anyhow, bail, Result};
use codec::{Decode, Encode};
use std::sync::OnceLock;
use veche_primitives::{
	rolls::{RingSize, RollEpoch},
	Alias, Possession, PrecinctId, VotingKey,
};
use verifiable::{
	ring::{
		ark_vrf::ring::{RingBuilderPcsParams, SrsLookup},
		bandersnatch::{BandersnatchSha512Ell2, BandersnatchVrfVerifiable},
		ring_verifier_builder_params, RingDomainSize, StaticChunk,
	},
	GenerateVerifiable,
};

/// The ring VRF of the chain.
pub type Crypto = BandersnatchVrfVerifiable;
/// A commitment to a ring's members.
pub type Commitment = <Crypto as GenerateVerifiable>::Members;

/// Fewest keys in a ring that hide a voter well enough not to be warned.
pub const SMALL_RING: usize = 20;

/// A precinct's keys and what the chain says it has committed to.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Ring {
	/// The precinct.
	pub precinct: PrecinctId,
	/// The roll epoch in which the precinct last changed.
	pub version: RollEpoch,
	/// How many keys a ring can hold.
	pub size: RingSize,
	/// The keys, in the order in which they were committed to.
	pub keys: Vec<VotingKey>,
	/// The commitment as the chain states it, encoded.
	pub commitment: Vec<u8>,
}

impl Ring {
	/// A ring whose commitment is made here, for tests and for offline use.
	pub fn from_keys(
		precinct: PrecinctId,
		version: RollEpoch,
		size: RingSize,
		keys: Vec<VotingKey>,
	) -> Result<Self> {
		let commitment = commit(size, &keys)?.encode();
		Ok(Self {
			precinct,
			version,
			size,
			keys,
			commitment,
		})
	}

	/// Rebuild the commitment from the keys and compare it with what the chain states.
	pub fn check(&self) -> Result<Commitment> {
		let built = commit(self.size, &self.keys)?;
		if built.encode() != self.commitment {
			bail!(
				"the commitment of precinct {} does not belong to its keys: a proof made against \
				 it could single you out. Do not vote through this node; ask another one, and \
				 report the case",
				self.precinct
			);
		}
		Ok(built)
	}

	/// Whether the key is a member.
	pub fn contains(&self, key: &VotingKey) -> bool {
		self.keys.contains(key)
	}
}

/// The domain that belongs to a ring size.
pub fn domain(size: RingSize) -> RingDomainSize {
	match size {
		RingSize::Small => RingDomainSize::Domain11,
		RingSize::Standard => RingDomainSize::Domain12,
	}
}

/// The commitment to these keys, in this order.
pub fn commit(size: RingSize, keys: &[VotingKey]) -> Result<Commitment> {
	let params = builder_params(size);
	let mut ring = Crypto::start_members(domain(size));
	let lookup = |range| {
		let chunks = params.lookup(range).ok_or(())?;
		Ok(chunks.into_iter().map(StaticChunk).collect())
	};
	Crypto::push_members(&mut ring, keys.iter().copied(), lookup)
		.map_err(|error| anyhow!("a ring of {} keys cannot be built: {error:?}", keys.len()))?;
	Ok(Crypto::finish_members(ring))
}

/// The ceremony's points for building rings of this size, as shipped with the ring VRF.
fn builder_params(size: RingSize) -> &'static RingBuilderPcsParams<BandersnatchSha512Ell2> {
	static SMALL: OnceLock<RingBuilderPcsParams<BandersnatchSha512Ell2>> = OnceLock::new();
	static STANDARD: OnceLock<RingBuilderPcsParams<BandersnatchSha512Ell2>> = OnceLock::new();
	let cell = match size {
		RingSize::Small => &SMALL,
		RingSize::Standard => &STANDARD,
	};
	cell.get_or_init(|| ring_verifier_builder_params(domain(size)))
}

/// The public key of a voting secret.
pub fn voting_key(entropy: &[u8; 32]) -> VotingKey {
	Crypto::member_from_secret(&Crypto::new_secret(*entropy))
}

/// The pseudonym of a voting secret in a proof context.
pub fn alias(entropy: &[u8; 32], context: &[u8; 32]) -> Result<Alias> {
	Crypto::alias_in_context(&Crypto::new_secret(*entropy), context)
		.map_err(|error| anyhow!("cannot compute the alias: {error:?}"))
}

/// A signature by a voting secret that names its key.
pub fn sign(entropy: &[u8; 32], message: &[u8]) -> Result<Possession> {
	Crypto::sign(&Crypto::new_secret(*entropy), message)
		.map_err(|error| anyhow!("cannot sign with the voting key: {error:?}"))
}

/// Whether the signature is of this key over this message.
pub fn verify_signature(key: &VotingKey, message: &[u8], signature: &Possession) -> bool {
	Crypto::verify_signature(signature, message, key)
}

#[cfg(test)]
mod tests {
	use super::*;

	fn keys(count: u8) -> Vec<VotingKey> {
		(0..count).map(|seed| voting_key(&[seed; 32])).collect()
	}

	fn ring(count: u8) -> Ring {
		Ring::from_keys(1, RollEpoch::default(), RingSize::Small, keys(count)).unwrap()
	}

	#[test]
	fn check_accepts_the_commitment_of_the_keys() {
		assert!(ring(3).check().is_ok());
	}

	#[test]
	fn check_fails_when_a_key_is_added_removed_replaced_or_moved() {
		let changes: [fn(&mut Vec<VotingKey>); 4] = [
			|keys| keys.push(voting_key(&[9; 32])),
			|keys| keys.truncate(2),
			|keys| keys[0] = voting_key(&[9; 32]),
			|keys| keys.swap(0, 1),
		];
		for change in changes {
			let mut changed = ring(3);
			change(&mut changed.keys);
			assert!(changed.check().is_err());
		}
	}

	#[test]
	fn check_fails_when_size_differs() {
		let mut changed = ring(3);
		changed.size = RingSize::Standard;
		assert!(changed.check().is_err());
	}

	#[test]
	fn commit_fails_when_a_key_is_no_point() {
		assert!(commit(RingSize::Small, &[[0xff; 32]]).is_err());
	}
}
