//! Seeded keys and prepared proofs, for tests and benchmarks only: everybody knows their secrets.

use crate::{rings, types::*, *};
use alloc::vec::Vec;
use veche_primitives::{
	rolls::{Electorate, RingSize},
	PrecinctId, VotingKey,
};
use verifiable::{ring::bandersnatch::BandersnatchVrfVerifiable as Scheme, GenerateVerifiable};

/// The context of the prepared proofs.
pub const CONTEXT: [u8; 32] = *b"veche/benchmark/context/........";
/// The message of the prepared proofs.
pub const MESSAGE: [u8; 32] = *b"veche/benchmark/message/........";
/// How many keys the ring of the prepared proofs has.
pub const RING_KEYS: u32 = 767;
/// How many prepared proofs there are; the n-th is made by the n-th key.
pub const PROOFS: u32 = 64;

/// The secret made from a seed number.
pub fn secret(seed: u32) -> <Scheme as GenerateVerifiable>::Secret {
	let mut entropy = *b"veche/fixture/key/..............";
	entropy[18..22].copy_from_slice(&seed.to_le_bytes());
	Scheme::new_secret(entropy)
}

/// The voting key made from a seed number.
pub fn key(seed: u32) -> VotingKey {
	Scheme::member_from_secret(&secret(seed))
}

/// The voting keys made from the seed numbers 0 to `count` - 1.
pub fn keys(count: u32) -> Vec<VotingKey> {
	(0..count).map(key).collect()
}

/// The prepared proofs: each by another key of the ring `keys(RING_KEYS)` of the standard size, all
/// over [`CONTEXT`] and [`MESSAGE`]. To be checked for another message, one takes the same time as
/// for its own, then fails.
#[cfg(feature = "runtime-benchmarks")]
pub fn proofs() -> Vec<Vec<u8>> {
	use codec::Decode;
	let mut bytes = &include_bytes!("../data/benchmark-proofs.bin")[..];
	Vec::decode(&mut bytes).expect("the file is a list of proofs; for benchmarks only")
}

/// Give the electorate precincts of the standard size with these keys, in force at once, with
/// commitments or (where the ring does not matter) without.
pub fn found<T: Config>(
	electorate: Electorate,
	keys: &[VotingKey],
	commit: bool,
) -> Vec<PrecinctId> {
	if Size::<T>::get() != RingSize::Standard || !Srs::<T>::contains_key(0) {
		let _ = Pallet::<T>::install(RingSize::Standard, rings::parameters(RingSize::Standard));
	}
	let epoch = Pallet::<T>::next_revision();
	let capacity = Pallet::<T>::capacity() as usize;
	let found = |keys: &[VotingKey]| {
		let id = Pallet::<T>::create_precinct(electorate, None);
		let members = keys.to_vec().try_into().unwrap_or_default();
		Pallet::<T>::insert_version(id, epoch, members);
		Pallet::<T>::resize(id, keys.len() as u32);
		for key in keys {
			Pallet::<T>::mutate_seat(key, electorate, |seat| seat.place.value = Some(id));
			Pallet::<T>::count(electorate, 1, 1);
		}
		RollOf::<T>::mutate(electorate, |roll| roll.keys += keys.len() as u32);
		if commit {
			let mut budget = u32::MAX;
			let (built, _) = Pallet::<T>::build_ring(Purpose::Repair, id, epoch, &mut budget);
			if let Some(Some(commitment)) = built {
				Commitments::<T>::insert(id, epoch, commitment);
			}
		}
		id
	};
	keys.chunks(capacity).map(found).collect()
}
