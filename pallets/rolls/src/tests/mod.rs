//! What the rolls promise, tested with real rings.

mod model;
mod parameters;
mod pins;
mod proofs;
mod queue;
mod revocation;
mod turn;

use crate::{mock::*, types::*, *};
use std::{collections::HashMap, sync::Mutex, sync::OnceLock};
use veche_primitives::{
	rolls::{Electorates, ProofError, ProofItem, RingSize, RollEpoch},
	Alias, PrecinctId, VotingKey,
};
use verifiable::{
	ring::{bandersnatch::BandersnatchVrfVerifiable as Scheme, RingDomainSize},
	GenerateVerifiable,
};

/// The context most proofs are made in.
const CONTEXT: [u8; 32] = [7; 32];
/// What most proofs sign.
const MESSAGE: [u8; 32] = [8; 32];

/// A proof by the seed's key in a ring of 255 of these keys.
fn prove_in(keys: &[VotingKey], seed: u32, context: &[u8], message: &[u8]) -> (Vec<u8>, Alias) {
	let members = keys.iter().copied();
	let opened = Scheme::open(RingDomainSize::Domain11, &key(seed), members).unwrap();
	let (proof, alias) = Scheme::create(opened, &fixtures::secret(seed), context, message).unwrap();
	(proof.into_inner(), alias)
}

/// The proof of the seed's key in the ring the precinct had in an epoch, over [`CONTEXT`] and
/// [`MESSAGE`]. Proofs for equal rings are made only once per test run.
fn prove(precinct: PrecinctId, epoch: RollEpoch, seed: u32) -> Vec<u8> {
	type Made = HashMap<(Vec<VotingKey>, u32), Vec<u8>>;
	static MADE: OnceLock<Mutex<Made>> = OnceLock::new();
	let keys = members(precinct, epoch);
	let made = MADE.get_or_init(Default::default);
	if let Some(proof) = made.lock().unwrap().get(&(keys.clone(), seed)) {
		return proof.clone();
	}
	let (proof, _) = prove_in(&keys, seed, &CONTEXT, &MESSAGE);
	made.lock().unwrap().insert((keys, seed), proof.clone());
	proof
}

/// Check a proof over [`CONTEXT`] and [`MESSAGE`].
fn verify(precinct: PrecinctId, epoch: RollEpoch, proof: &[u8]) -> Result<Alias, ProofError> {
	Rolls::verify(epoch, &item(precinct, proof))
}

fn item(precinct: PrecinctId, proof: &[u8]) -> ProofItem<'_> {
	ProofItem {
		precinct,
		context: CONTEXT,
		message: MESSAGE,
		proof,
	}
}

/// The alias of the seed's key in [`CONTEXT`].
fn alias(seed: u32) -> Alias {
	Scheme::alias_in_context(&fixtures::secret(seed), &CONTEXT).unwrap()
}

/// Every commitment in force is the one that its keys give when built afresh.
fn assert_commitments_fresh() {
	for id in Precincts::<Test>::iter_keys() {
		let Some(version) = Rolls::live_version(id) else {
			continue;
		};
		let Some(commitment) = Commitments::<Test>::get(id, version) else {
			continue;
		};
		assert_eq!(commitment, fresh_commitment(&members(id, version)));
	}
}

fn fresh_commitment(keys: &[VotingKey]) -> Commitment {
	use codec::Encode;
	use verifiable::ring::{
		ark_vrf::ring::SrsLookup, bandersnatch::BandersnatchSha512Ell2,
		ring_verifier_builder_params, StaticChunk,
	};
	let points = ring_verifier_builder_params::<BandersnatchSha512Ell2>(RingDomainSize::Domain11);
	let mut ring = Scheme::start_members(RingDomainSize::Domain11);
	Scheme::push_members(&mut ring, keys.iter().copied(), |range| {
		let points = (&points).lookup(range).ok_or(())?;
		Ok(points.into_iter().map(StaticChunk).collect())
	})
	.unwrap();
	Scheme::finish_members(ring).encode().try_into().unwrap()
}

/// The pallet's events of this block.
fn events() -> Vec<Event<Test>> {
	System::read_events_for_pallet::<Event<Test>>()
}
