//! What the cryptography stands on: points, versions, prepared proofs.

use super::*;
use crate::rings::{parameters, points, ParametersError};
use codec::{Decode, Encode};
use veche_primitives::rolls::Rolls as _;
use verifiable::ring::{Bls12_381Params, RingCurveParams};

const SIZES: [RingSize; 2] = [RingSize::Small, RingSize::Standard];

#[test]
fn parameters_are_those_of_the_crate() {
	for size in SIZES {
		let theirs = Bls12_381Params::ring_builder_params(crate::rings::domain(size));
		assert!(parameters(size) == theirs);
	}
}

#[test]
fn parameters_begin_with_their_number_of_points() {
	for size in SIZES {
		let (count, points) = parameters(size).split_at(8);
		let count = u64::from_le_bytes(count.try_into().unwrap()) as usize;
		assert_eq!(points.len(), count * POINT_BYTES as usize);
		assert!(count >= size.capacity() as usize);
	}
}

#[test]
fn parameters_refused_when_one_bit_differs() {
	for size in SIZES {
		let mut corrupt = parameters(size).to_vec();
		assert!(points(size, &corrupt).is_ok());
		*corrupt.last_mut().unwrap() ^= 1;
		assert_eq!(points(size, &corrupt), Err(ParametersError::WrongHash));
	}
}

#[test]
fn parameters_refused_when_truncated_or_of_another_size() {
	let small = parameters(RingSize::Small);
	assert_eq!(
		points(RingSize::Small, &small[..1_000]),
		Err(ParametersError::WrongHash)
	);
	assert_eq!(
		points(RingSize::Standard, small),
		Err(ParametersError::WrongHash)
	);
	assert_eq!(
		points(RingSize::Small, &[]),
		Err(ParametersError::WrongHash)
	);
}

#[test]
fn install_stores_nothing_when_parameters_are_corrupt() {
	ExtBuilder::default().build_and_execute(|| {
		let before = Srs::<Test>::iter().count();
		let mut corrupt = parameters(RingSize::Standard).to_vec();
		corrupt[5_000] ^= 1;
		let refused = Rolls::install(RingSize::Standard, &corrupt);
		assert_eq!(refused, Err(ParametersError::WrongHash));
		assert_eq!(Srs::<Test>::iter().count(), before);
		assert_eq!(Size::<Test>::get(), RingSize::Small);
	});
}

#[test]
fn genesis_stores_every_point_a_full_ring_needs() {
	for size in SIZES {
		ExtBuilder::default().ring_size(size).build_and_execute(|| {
			let bytes: Vec<u8> = (0..).map_while(Srs::<Test>::get).flatten().collect();
			assert_eq!(bytes.len() as u32, size.capacity() * POINT_BYTES);
			assert_eq!(bytes, parameters(size)[8..8 + bytes.len()]);
		});
	}
}

#[test]
#[should_panic(expected = "turn_length")]
fn genesis_refused_when_turns_have_no_length() {
	use sp_runtime::BuildStorage;
	let genesis = GenesisConfig::<Test> {
		ring_size: RingSize::Small,
		turn_length: 0,
	};
	let _ = genesis.build_storage();
}

#[test]
fn missing_page_puts_only_that_ring_out_of_use() {
	ExtBuilder::default().build().execute_with(|| {
		Srs::<Test>::remove(0);
		let _ = Rolls::enroll(&key(0), VILLAGE);
		turn_unchecked();
		assert_eq!(electors(VILLAGE), 1);
		assert!(!provable(0, epoch()));
		assert!(events()
			.iter()
			.any(|event| matches!(event, Event::RingFailed { .. })));
	});
}

fn turn_unchecked() {
	for _ in 0..30 {
		next_block();
	}
}

/// Versions of a package in the lock file, and the lines about it.
fn locked(name: &str) -> Vec<(u32, u32, u32)> {
	let lock = std::fs::read_to_string("../../Cargo.lock");
	let lock = lock.expect("the workspace has a lock file");
	let found = lock.split("[[package]]").filter_map(|package| {
		let mut lines = package.trim().lines();
		let same = lines.next()? == format!("name = \"{name}\"");
		let version = lines
			.next()?
			.strip_prefix("version = \"")?
			.strip_suffix('"')?;
		let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
		same.then(|| {
			(
				parts.next().unwrap(),
				parts.next().unwrap(),
				parts.next().unwrap(),
			)
		})
	});
	found.collect()
}

#[test]
fn locked_crates_have_no_known_weakness() {
	// Below these, an attacker who writes a whole batch can make bad proofs cancel out.
	assert!(!locked("verifiable").is_empty());
	assert!(locked("verifiable")
		.iter()
		.all(|version| *version >= (0, 4, 1)));
	assert!(!locked("w3f-ring-proof").is_empty());
	assert!(locked("w3f-ring-proof")
		.iter()
		.all(|version| *version >= (0, 0, 11)));
	// The SDK brings an older one for other purposes; `verifiable` 0.4 asks for ^0.6.1.
	assert!(locked("ark-vrf")
		.iter()
		.any(|version| *version >= (0, 6, 1)));
	assert!(locked("ark-vrf")
		.iter()
		.all(|version| *version < (0, 6, 0) || *version >= (0, 6, 1)));
}

/// Write the prepared proofs if `VECHE_WRITE_FIXTURES` is set; check them in any case.
#[test]
fn benchmark_proofs_hold() {
	use fixtures::{keys, secret, CONTEXT, MESSAGE, PROOFS, RING_KEYS};
	let path = "data/benchmark-proofs.bin";
	let domain = RingDomainSize::Domain12;
	let ring = keys(RING_KEYS);
	if std::env::var_os("VECHE_WRITE_FIXTURES").is_some() {
		let prove = |seed: u32| {
			let keys = ring.iter().copied();
			let opened = Scheme::open(domain, &ring[seed as usize], keys).unwrap();
			let (proof, _) = Scheme::create(opened, &secret(seed), &CONTEXT, &MESSAGE).unwrap();
			proof.into_inner()
		};
		let proofs: Vec<Vec<u8>> = (0..PROOFS).map(prove).collect();
		std::fs::write(path, proofs.encode()).unwrap();
	}
	let bytes = std::fs::read(path).unwrap();
	let proofs = Vec::<Vec<u8>>::decode(&mut &bytes[..]).unwrap();
	assert_eq!(proofs.len() as u32, PROOFS);
	ExtBuilder::default()
		.ring_size(RingSize::Standard)
		.build()
		.execute_with(|| {
			let precinct = fixtures::found::<Test>(VILLAGE, &ring, true)[0];
			let items: Vec<_> = proofs
				.iter()
				.map(|proof| ProofItem {
					precinct,
					context: CONTEXT,
					message: MESSAGE,
					proof,
				})
				.collect();
			let aliases: Vec<_> = (0..PROOFS)
				.map(|seed| Ok(Scheme::alias_in_context(&secret(seed), &CONTEXT).unwrap()))
				.collect();
			assert_eq!(Rolls::verify_batch(epoch(), &items), aliases);
			assert_eq!(Rolls::verify(epoch(), &items[63]), aliases[63]);
		});
}
