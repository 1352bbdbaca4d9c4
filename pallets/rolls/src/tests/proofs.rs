//! Real proofs, honest and hostile.

use super::*;
use frame_support::assert_ok;
use proptest::prelude::*;
use veche_primitives::rolls::Rolls as _;

#[test]
fn verify_accepts_a_member_and_returns_the_alias() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..5)
		.build_and_execute(|| {
			for seed in [0, 4] {
				let proof = prove(0, epoch(), seed);
				assert_eq!(proof.len(), crate::rings::PROOF_BYTES);
				assert_eq!(verify(0, epoch(), &proof), Ok(alias(seed)));
			}
		});
}

#[test]
fn verify_accepts_a_member_of_a_standard_ring() {
	let builder = ExtBuilder::default()
		.ring_size(RingSize::Standard)
		.on_roll(VILLAGE, 0..300);
	builder.build_and_execute(|| {
		assert_eq!(
			Rolls::precincts(VILLAGE, 0, 9).len(),
			1,
			"more than a small ring holds"
		);
		let keys = members(0, epoch()).into_iter();
		let opened = Scheme::open(RingDomainSize::Domain12, &key(299), keys).unwrap();
		let (proof, alias) =
			Scheme::create(opened, &fixtures::secret(299), &CONTEXT, &MESSAGE).unwrap();
		assert_eq!(verify(0, epoch(), &proof), Ok(alias));
	});
}

#[test]
fn verify_refuses_a_key_that_is_not_in_the_ring() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..5)
		.build_and_execute(|| {
			let mut own_ring = members(0, epoch());
			own_ring.push(key(9));
			let (proof, _) = prove_in(&own_ring, 9, &CONTEXT, &MESSAGE);
			assert_eq!(verify(0, epoch(), &proof), Err(ProofError::Invalid));
		});
}

#[test]
fn verify_refuses_another_precinct() {
	let builder = ExtBuilder::default()
		.on_roll(VILLAGE, 0..5)
		.on_roll(NEIGHBOUR, 5..9);
	builder.build_and_execute(|| {
		let (village, neighbour) = (home(0, VILLAGE).unwrap(), home(5, NEIGHBOUR).unwrap());
		let proof = prove(village, epoch(), 0);
		assert!(verify(village, epoch(), &proof).is_ok());
		assert_eq!(verify(neighbour, epoch(), &proof), Err(ProofError::Invalid));
		assert_eq!(verify(99, epoch(), &proof), Err(ProofError::NoRing));
	});
}

#[test]
fn verify_refuses_another_context_or_message() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..5)
		.build_and_execute(|| {
			let proof = prove(0, epoch(), 0);
			let good = item(0, &proof);
			assert!(Rolls::verify(epoch(), &good).is_ok());
			let context = ProofItem {
				context: [9; 32],
				..good.clone()
			};
			assert_eq!(Rolls::verify(epoch(), &context), Err(ProofError::Invalid));
			let message = ProofItem {
				message: [9; 32],
				..good
			};
			assert_eq!(Rolls::verify(epoch(), &message), Err(ProofError::Invalid));
		});
}

#[test]
fn verify_refuses_an_epoch_before_the_precinct_existed() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..5)
		.build_and_execute(|| {
			let proof = prove(0, epoch(), 0);
			let before = RollEpoch::default();
			assert_eq!(verify(0, before, &proof), Err(ProofError::NoRing));
		});
}

#[test]
fn verify_follows_the_ring_of_the_pinned_epoch() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..5)
		.build_and_execute(|| {
			let pinned = Rolls::pin().unwrap();
			let old = prove(0, pinned, 0);
			assert_ok!(Rolls::enroll(&key(5), VILLAGE));
			turn();
			let new = prove(0, epoch(), 5);
			assert_eq!(verify(0, pinned, &old), Ok(alias(0)));
			assert_eq!(verify(0, epoch(), &old), Err(ProofError::Invalid));
			assert_eq!(verify(0, epoch(), &new), Ok(alias(5)));
			// The newcomer was not there when the poll opened.
			assert_eq!(verify(0, pinned, &new), Err(ProofError::Invalid));
			// A staged or never pinned epoch proves nothing.
			Rolls::unpin(pinned);
			run_blocks(2);
			assert_eq!(verify(0, pinned, &old), Err(ProofError::NoRing));
		});
}

#[test]
fn verify_refuses_malformed_bytes() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..5)
		.build_and_execute(|| {
			let good = prove(0, epoch(), 0);
			let trailing = [&good[..], &[0]].concat();
			let mut two_contexts = good.clone();
			two_contexts[752] = 2;
			let mut no_context = good.clone();
			no_context[752] = 0;
			let hostile = [
				vec![],
				vec![0; 785],
				vec![0xff; 785],
				vec![0; 800],
				good[..784].to_vec(),
				good[..1].to_vec(),
				good[1..].to_vec(),
				trailing,
				two_contexts,
				no_context,
			];
			for proof in &hostile {
				assert_eq!(verify(0, epoch(), proof), Err(ProofError::Invalid));
			}
			let items: Vec<_> = hostile.iter().map(|proof| item(0, proof)).collect();
			let results = Rolls::verify_batch(epoch(), &items);
			assert_eq!(results, vec![Err(ProofError::Invalid); hostile.len()]);
		});
}

#[test]
fn rotated_key_votes_once_in_every_epoch() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..5)
		.build_and_execute(|| {
			let pinned = Rolls::pin().unwrap();
			assert_ok!(Rolls::replace(&key(0), &key(9)));
			turn();
			// The poll opened before knows the old key only, one opened now the new key only.
			assert_eq!(verify(0, pinned, &prove(0, pinned, 0)), Ok(alias(0)));
			assert_eq!(verify(0, epoch(), &prove(0, epoch(), 9)), Ok(alias(9)));
			assert!(!members(0, pinned).contains(&key(9)));
			assert!(!members(0, epoch()).contains(&key(0)));
			assert_eq!(
				verify(0, pinned, &prove(0, epoch(), 9)),
				Err(ProofError::Invalid)
			);
			assert_eq!(
				verify(0, epoch(), &prove(0, pinned, 0)),
				Err(ProofError::Invalid)
			);
		});
}

#[test]
fn revoked_key_proves_in_no_later_epoch() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..5)
		.build_and_execute(|| {
			let pinned = Rolls::pin().unwrap();
			let (revoked, honest) = (prove(0, pinned, 1), prove(0, pinned, 0));
			Rolls::revoke(&key(1));
			let emptied = Rolls::pin().unwrap();
			for proof in [&revoked, &honest] {
				assert!(
					verify(0, pinned, proof).is_ok(),
					"the open poll keeps its electorate"
				);
				assert_eq!(verify(0, emptied, proof), Err(ProofError::NoRing));
			}
			run_blocks(1);
			assert_eq!(verify(0, epoch(), &prove(0, epoch(), 0)), Ok(alias(0)));
			assert_eq!(verify(0, epoch(), &revoked), Err(ProofError::Invalid));
			// Ten revisions later nothing has changed for the open polls.
			for seed in [2, 3] {
				Rolls::revoke(&key(seed));
				run_blocks(3);
			}
			assert!(verify(0, pinned, &revoked).is_ok());
			assert_eq!(verify(0, emptied, &honest), Err(ProofError::NoRing));
			assert_eq!(verify(0, epoch(), &revoked), Err(ProofError::Invalid));
		});
}

#[test]
fn revoked_ring_proves_nothing_ever_again() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..3)
		.build_and_execute(|| {
			let proofs: Vec<_> = (0..3).map(|seed| prove(0, epoch(), seed)).collect();
			for seed in 0..3 {
				Rolls::revoke(&key(seed));
			}
			for _ in 0..12 {
				for proof in &proofs {
					assert_eq!(verify(0, epoch(), proof), Err(ProofError::NoRing));
				}
				next_block();
			}
			// Nor when others move in.
			assert_ok!(Rolls::enroll(&key(9), VILLAGE));
			turn();
			for proof in &proofs {
				assert_eq!(verify(0, epoch(), proof), Err(ProofError::Invalid));
			}
			assert_eq!(verify(0, epoch(), &prove(0, epoch(), 9)), Ok(alias(9)));
		});
}

#[test]
fn verify_batch_names_exactly_the_bad_ones() {
	let builder = ExtBuilder::default()
		.on_roll(VILLAGE, 0..5)
		.on_roll(NEIGHBOUR, 5..9);
	builder.on_roll(JURISTS, 9..10).build_and_execute(|| {
		let (village, neighbour) = (home(0, VILLAGE).unwrap(), home(5, NEIGHBOUR).unwrap());
		let (a, b, c) = (
			prove(village, epoch(), 0),
			prove(neighbour, epoch(), 5),
			prove(village, epoch(), 1),
		);
		let emptied = home(9, JURISTS).unwrap();
		Rolls::revoke(&key(9));
		let changed = ProofItem {
			message: [1; 32],
			..item(village, &a)
		};
		let items = [
			item(village, &a),
			item(neighbour, &b),
			item(village, &b),
			item(emptied, &a),
			changed,
			item(village, &c),
			item(neighbour, &a[1..]),
			item(99, &a),
			item(village, &a),
		];
		let expected = vec![
			Ok(alias(0)),
			Ok(alias(5)),
			Err(ProofError::Invalid),
			Err(ProofError::NoRing),
			Err(ProofError::Invalid),
			Ok(alias(1)),
			Err(ProofError::Invalid),
			Err(ProofError::NoRing),
			Ok(alias(0)),
		];
		assert_eq!(Rolls::verify_batch(epoch(), &items), expected);
		let single: Vec<_> = items
			.iter()
			.map(|item| Rolls::verify(epoch(), item))
			.collect();
		assert_eq!(single, expected, "a batch says the same as one by one");
	});
}

#[test]
fn verify_batch_finds_one_bad_among_a_hundred_and_a_hundred_bad() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..5)
		.build_and_execute(|| {
			let proof = prove(0, epoch(), 0);
			let mut items = vec![item(0, &proof); 100];
			items[37].message = [1; 32];
			let results = Rolls::verify_batch(epoch(), &items);
			for (index, result) in results.iter().enumerate() {
				assert_eq!(result.is_ok(), index != 37);
			}
			let bad = vec![
				ProofItem {
					context: [1; 32],
					..item(0, &proof)
				};
				100
			];
			assert!(Rolls::verify_batch(epoch(), &bad)
				.iter()
				.all(Result::is_err));
			assert_eq!(Rolls::verify_batch(epoch(), &[]), vec![]);
		});
}

#[test]
fn two_proofs_over_equal_inputs_differ() {
	let keys: Vec<_> = (0..3).map(key).collect();
	let (first, alias) = prove_in(&keys, 0, &CONTEXT, &MESSAGE);
	let (second, same_alias) = prove_in(&keys, 0, &CONTEXT, &MESSAGE);
	assert_ne!(first, second);
	assert_eq!(alias, same_alias);
}

#[test]
fn aliases_of_two_contexts_differ() {
	let keys: Vec<_> = (0..3).map(key).collect();
	let (_, here) = prove_in(&keys, 0, &CONTEXT, &MESSAGE);
	let (_, there) = prove_in(&keys, 0, &[1; 32], &MESSAGE);
	assert_ne!(here, there);
}

/// How many mutated proofs to try: more with `VECHE_FUZZ_CASES`.
fn fuzz_cases() -> u32 {
	std::env::var("VECHE_FUZZ_CASES")
		.ok()
		.and_then(|cases| cases.parse().ok())
		.unwrap_or(200)
}

#[test]
fn mutated_proof_is_never_accepted() {
	let ext = std::cell::RefCell::new(ExtBuilder::default().on_roll(VILLAGE, 0..5).build());
	let good = ext.borrow_mut().execute_with(|| prove(0, epoch(), 0));
	let config = ProptestConfig {
		cases: fuzz_cases(),
		..ProptestConfig::default()
	};
	let flips = proptest::collection::vec((0..785usize, 0..8u32), 1..4);
	proptest!(config, |(flips in flips)| {
		let mut proof = good.clone();
		for (byte, bit) in flips {
			proof[byte] ^= 1 << bit;
		}
		if proof != good {
			ext.borrow_mut().execute_with(|| {
				assert_eq!(verify(0, epoch(), &proof), Err(ProofError::Invalid));
			});
		}
	});
}
