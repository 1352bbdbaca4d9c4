//! Calls, encoded by name and place in the chain's metadata.

use anyhow::{anyhow, Result};
use codec::Encode;
use sp_core::H256;
use subxt::Metadata;
use veche_primitives::{
	ballot::{Ballot, Paper},
	PersonId, Possession, Stratum, UniquenessTag, UnitId, VotingKey,
};

/// An encoded call: pallet, call, arguments.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Call(pub Vec<u8>);

/// Encode a call.
pub fn encode(
	metadata: &Metadata,
	pallet: &str,
	call: &str,
	arguments: impl Encode,
) -> Result<Call> {
	let missing =
		|| anyhow!("the chain has no call {pallet}.{call}; update `veche` to the chain's version");
	let found = metadata.pallet_by_name(pallet).ok_or_else(missing)?;
	let variant = found.call_variant_by_name(call).ok_or_else(missing)?;
	let mut bytes = vec![found.call_index(), variant.index];
	arguments.encode_to(&mut bytes);
	Ok(Call(bytes))
}

/// Cast one ballot.
pub fn cast(metadata: &Metadata, ballot: &Ballot) -> Result<Call> {
	encode(metadata, "Polls", "cast", ballot)
}

/// Cast up to 64 ballots together.
pub fn cast_batch(metadata: &Metadata, ballots: &[Ballot]) -> Result<Call> {
	encode(metadata, "Polls", "cast_batch", ballots)
}

/// What registrars attest: all of them exactly the same.
#[derive(Encode, Clone, PartialEq, Eq, Debug)]
pub struct Attestation {
	/// The applicant's account.
	pub account: [u8; 32],
	/// The applicant's voting key.
	pub key: VotingKey,
	/// Keyed image of the document number.
	pub tag: UniquenessTag,
	/// Where the applicant is registered.
	pub home: UnitId,
	/// Home, diaspora or observer.
	pub stratum: Stratum,
	/// Until which block it holds.
	pub expires: u32,
}

impl Attestation {
	/// The hash under which the chain gathers the registrars' words.
	pub fn hash(&self) -> H256 {
		self.using_encoded(sp_crypto_hashing::blake2_256).into()
	}
}

/// A registrar's word for an applicant.
pub fn attest(
	metadata: &Metadata,
	attestation: &Attestation,
	possession: &Possession,
) -> Result<Call> {
	encode(metadata, "Identity", "attest", (attestation, possession))
}

/// A registrar's voice for striking a person off.
pub fn revoke(metadata: &Metadata, person: PersonId, reason: u8) -> Result<Call> {
	const REVOKE: u8 = 0;
	encode(metadata, "Identity", "confirm", (person, REVOKE, reason))
}

/// A registrar's voice for attesting a person anew.
pub fn renew(metadata: &Metadata, person: PersonId, expires: u32) -> Result<Call> {
	const RENEW: u8 = 1;
	encode(metadata, "Identity", "confirm", (person, RENEW, expires))
}

/// Change the own voting key.
pub fn rotate_key(metadata: &Metadata, key: &VotingKey, possession: &Possession) -> Result<Call> {
	encode(metadata, "Identity", "rotate_key", (key, possession))
}

/// Start an initiative.
pub fn start_initiative(metadata: &Metadata, unit: UnitId, paper: &Paper) -> Result<Call> {
	encode(metadata, "Initiatives", "start", (unit, paper))
}
