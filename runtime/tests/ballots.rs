//! Ballots with real ring proofs through the whole pipeline of the real runtime: what counts, and
//! what is refused with its own reason and nothing changed.

use crate::common::*;
use frame_support::BoundedVec;
use sp_core::H256;
use sp_io::hashing::blake2_256;
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionValidityError};
use veche_primitives::{
	ballot::{Choice, Method, Ranking, MAX_BATCH},
	refusal,
	rolls::{Electorate, RollEpoch},
};
use veche_runtime::{Polls, Rolls};

const YES: Choice = Choice::One(0);
const NO: Choice = Choice::One(1);

fn refused(code: u8) -> TransactionValidityError {
	InvalidTransaction::Custom(code).into()
}

/// The pool and the block both refuse the ballot for this reason, and the poll is as before.
fn assert_refused(ballot: veche_primitives::ballot::BallotV1, error: TransactionValidityError) {
	let before = (
		Polls::tally(ballot.poll),
		pallet_polls::Digests::<veche_runtime::Runtime>::get(ballot.poll),
	);
	assert_eq!(validate(ballot.clone()), Err(error));
	let poll = ballot.poll;
	assert_eq!(send(cast_call(ballot)), Err(error));
	let after = (
		Polls::tally(poll),
		pallet_polls::Digests::<veche_runtime::Runtime>::get(poll),
	);
	assert_eq!(before, after);
}

#[test]
fn cast_counts_once_and_a_re_vote_replaces_when_proofs_are_real() {
	on_chain(|| {
		let citizens = citizens(4);
		let poll = village_poll();
		assert_eq!(record(poll).electors, 4);
		let first = ballot(&citizens[0], poll, YES, 1);
		assert!(validate(first.clone()).is_ok());
		cast(first.clone());
		cast(ballot(&citizens[1], poll, YES, 1));
		assert_eq!(counts(poll), [2, 0, 0]);
		assert_refused(first, InvalidTransaction::Stale.into());
		cast(ballot(&citizens[0], poll, NO, 2));
		assert_eq!(counts(poll), [1, 1, 0]);
	});
}

#[test]
fn cast_is_refused_when_anything_the_proof_binds_was_changed() {
	on_chain(|| {
		let citizens = citizens(4);
		let (poll, other) = (village_poll(), village_poll());
		let good = ballot(&citizens[0], poll, YES, 1);
		let bad = refused(refusal::BAD_PROOF);

		let mut choice = good.clone();
		choice.choices = choices(NO);
		assert_refused(choice, bad);

		let mut counter = good.clone();
		counter.counter = 9;
		assert_refused(counter, bad);

		let mut alias = good.clone();
		alias.alias = citizens[1].alias(poll);
		assert_refused(alias, bad);

		let mut of_other_poll = good.clone();
		of_other_poll.poll = other;
		assert_refused(of_other_poll, bad);

		cast(good);
	});
}

#[test]
fn cast_is_refused_when_the_proof_is_of_another_chain_or_epoch() {
	on_chain(|| {
		let citizens = citizens(4);
		let poll = village_poll();
		let bad = refused(refusal::BAD_PROOF);
		let precinct = precinct(&citizens[0], village());
		let (epoch, context) = (record(poll).epoch, record(poll).context);
		let keys = ring(precinct, epoch);
		let prove_over = |genesis: H256, epoch: RollEpoch| {
			let mut ballot = ballot(&citizens[0], poll, YES, 1);
			let message = ballot.message(genesis, epoch);
			let proof = prove(&citizens[0].secret, &keys, &context, &message).unwrap();
			ballot.proof = BoundedVec::try_from(proof).unwrap();
			ballot
		};
		assert_refused(prove_over(H256::repeat_byte(1), epoch), bad);
		assert_refused(
			prove_over(
				GENESIS,
				RollEpoch {
					turn: epoch.turn + 1,
					revision: 0,
				},
			),
			bad,
		);
		assert!(validate(prove_over(GENESIS, epoch)).is_ok());
	});
}

#[test]
fn cast_is_refused_when_the_proof_is_made_in_another_precinct_or_by_an_outsider() {
	on_chain(|| {
		let villagers = citizens(3);
		let neighbours: Vec<_> = (100..103).map(Citizen::new).collect();
		let next_village = unit("BY-BR-04-02");
		settle(&neighbours, 100, next_village);
		let district = unit("BY-BR-04");
		let poll = open_poll(Electorate::Unit(district), Method::YesNo, 3);
		assert_eq!(record(poll).electors, 6);

		// One ring proof serves village and district alike.
		cast(ballot(&villagers[0], poll, YES, 1));

		let theirs = precinct(&neighbours[0], next_village);
		let mut moved = ballot(&villagers[1], poll, YES, 1);
		moved.precinct = theirs;
		assert_refused(moved, refused(refusal::BAD_PROOF));

		// In the village's own poll the neighbours' precinct has no vote.
		let own = village_poll();
		let foreign = ballot_in(&neighbours[0], own, theirs, YES, 1).unwrap();
		assert_refused(foreign, refused(refusal::PRECINCT_OUTSIDE));

		// Somebody on no roll can only prove membership of a ring of their own making.
		let outsider = Citizen::new(999);
		let home = precinct(&villagers[0], village());
		assert!(
			ballot_in(&outsider, own, home, YES, 1).is_none(),
			"no place in the ring"
		);
		let mut forged = ballot(&villagers[0], own, YES, 1);
		let mut keys = ring(home, record(own).epoch);
		keys.push(outsider.key);
		let context = record(own).context;
		let message = forged.message(GENESIS, record(own).epoch);
		let proof = prove(&outsider.secret, &keys, &context, &message).unwrap();
		forged.alias = outsider.alias(own);
		forged.proof = BoundedVec::try_from(proof).unwrap();
		assert_refused(forged, refused(refusal::BAD_PROOF));
	});
}

#[test]
fn cast_is_refused_when_the_proof_is_truncated_extended_or_zero() {
	on_chain(|| {
		let citizens = citizens(2);
		let poll = village_poll();
		let good = ballot(&citizens[0], poll, YES, 1);
		let with = |proof: Vec<u8>| {
			let mut ballot = good.clone();
			ballot.proof = BoundedVec::try_from(proof).unwrap();
			ballot
		};
		let bytes = good.proof.to_vec();
		let bad = refused(refusal::BAD_PROOF);
		assert_refused(with(bytes[..bytes.len() - 1].to_vec()), bad);
		assert_refused(with([&bytes[..], &[0]].concat()), bad);
		assert_refused(with(vec![0; bytes.len()]), bad);
		assert_refused(with(Vec::new()), bad);
		cast(good);
	});
}

#[test]
fn cast_never_panics_or_counts_when_bytes_of_the_proof_are_mutated() {
	on_chain(|| {
		let citizens = citizens(2);
		let poll = village_poll();
		let good = ballot(&citizens[0], poll, YES, 1);
		let rounds: u32 = std::env::var("VECHE_MUTATIONS")
			.ok()
			.and_then(|rounds| rounds.parse().ok())
			.unwrap_or(300);
		for round in 0..rounds {
			let random = blake2_256(&round.to_le_bytes());
			let place = u16::from_le_bytes([random[0], random[1]]) as usize % good.proof.len();
			let mut mutated = good.clone();
			mutated.proof[place] ^= random[2].max(1);
			assert!(
				validate(mutated).is_err(),
				"byte {place} changed and accepted"
			);
		}
		assert_eq!(counts(poll), [0, 0, 0]);
	});
}

#[test]
fn cast_batch_counts_the_good_and_names_the_bad_when_proofs_are_real() {
	on_chain(|| {
		let citizens = citizens(6);
		let poll = village_poll();
		let mut ballots: Vec<_> = citizens
			.iter()
			.map(|citizen| ballot(citizen, poll, YES, 1))
			.collect();
		ballots[1].choices = choices(NO);
		ballots[4].proof = BoundedVec::try_from(vec![0; 785]).unwrap();
		send(batch_call(ballots))
			.expect("valid")
			.expect("dispatched");
		assert_eq!(counts(poll), [4, 0, 0]);
		assert_eq!(named(), [(1, refusal::BAD_PROOF), (4, refusal::BAD_PROOF)]);
	});
}

#[test]
fn cast_batch_is_refused_when_every_proof_is_bad() {
	on_chain(|| {
		let citizens = citizens(2);
		let poll = village_poll();
		let mut forged = ballot(&citizens[0], poll, YES, 1);
		forged.choices = choices(NO);
		let batch = vec![forged; MAX_BATCH as usize];
		assert_eq!(
			send(batch_call(batch)),
			Err(refused(refusal::BATCH_ALL_BAD))
		);
		assert_eq!(
			send(batch_call(Vec::new())),
			Err(refused(refusal::BATCH_EMPTY))
		);
		assert_eq!(counts(poll), [0, 0, 0]);
	});
}

#[test]
fn cast_counts_once_when_a_key_is_rotated_while_the_poll_is_open() {
	on_chain(|| {
		let mut citizens = citizens(3);
		to_block(now() + 25);
		let poll = village_poll();
		let renewed = Citizen::new(555);
		let possession = possession(&renewed.secret, &citizens[0].account());
		let rotate = pallet_identity::Call::rotate_key {
			new_key: renewed.key,
			possession,
		};
		let rotated = signed(
			&citizens[0].pair,
			veche_runtime::RuntimeCall::Identity(rotate),
		);
		rotated
			.expect("free for a person without tokens")
			.expect("rotated");
		turn();

		// The old key votes: it is on the frozen roll. The new one has no place in that ring.
		let home = precinct(&citizens[1], village());
		let old = ballot_in(&citizens[0], poll, home, YES, 1).expect("on the frozen roll");
		cast(old);
		assert!(ballot_in(&renewed, poll, home, NO, 1).is_none());
		assert_eq!(counts(poll), [1, 0, 0]);

		// In a poll opened now it is the other way round.
		citizens[0].secret = renewed.secret.clone();
		citizens[0].key = renewed.key;
		let later = village_poll();
		cast(ballot(&citizens[0], later, NO, 1));
		assert_eq!(counts(later), [0, 1, 0]);
	});
}

#[test]
fn cast_is_refused_in_later_polls_only_when_a_person_is_revoked() {
	on_chain(|| {
		let citizens = citizens(5);
		let open = village_poll();
		let revoked = person(&citizens[0]);
		for registrar in registrars() {
			let motion = pallet_identity::Motion::Revoke { reason: 1 };
			let call = pallet_identity::Call::confirm {
				person: revoked,
				motion,
			};
			signed(&registrar, veche_runtime::RuntimeCall::Identity(call))
				.unwrap()
				.unwrap();
		}
		let home = precinct(&citizens[1], village());
		// The frozen electorate of the open poll does not change.
		cast(ballot_in(&citizens[0], open, home, YES, 1).expect("on the frozen roll"));

		let later = village_poll();
		for _ in 0..10 {
			if record(later).phase == veche_primitives::polls::Phase::Open {
				break;
			}
			next_block();
		}
		assert_eq!(record(later).electors, 4);
		assert!(
			ballot_in(&citizens[0], later, home, YES, 1).is_none(),
			"not in the new ring"
		);
		cast(ballot(&citizens[1], later, NO, 1));
		assert_eq!(counts(later), [0, 1, 0]);
	});
}

#[test]
fn ranking_is_counted_by_schulze_when_the_poll_closes() {
	on_chain(|| {
		let citizens = citizens(3);
		let poll = open_poll(Electorate::Unit(village()), Method::Schulze, 3);
		let rank = |order: [u8; 3]| Choice::Rank(Ranking::strict(order).unwrap());
		for (citizen, order) in citizens.iter().zip([[0, 1, 2], [1, 0, 2], [1, 2, 0]]) {
			cast(ballot(citizen, poll, rank(order), 1));
		}
		to_block(record(poll).closes);
		let outcome = Polls::outcome(poll).expect("closed");
		assert_eq!(outcome.questions[0].winner, Some(1));
		let late = ballot(&citizens[0], poll, rank([2, 1, 0]), 2);
		assert_refused(late, refused(refusal::POLL_CLOSED));
	});
}

#[test]
fn ballot_takes_at_most_900_bytes_on_the_wire() {
	use codec::Encode;
	on_chain(|| {
		let citizens = citizens(2);
		let poll = open_poll(Electorate::Unit(village()), Method::Schulze, 6);
		let rank = Choice::Rank(Ranking::strict(0..6).unwrap());
		let ballot = ballot(&citizens[0], poll, rank, 1);
		let single = general(cast_call(ballot.clone())).encoded_size();
		assert!(single <= 900, "{single} bytes");
		let batch = general(batch_call(vec![ballot; 64])).encoded_size();
		assert!(batch / 64 <= 900, "{batch} bytes for 64");
	});
}

#[test]
fn proofs_differ_when_made_twice_over_the_same() {
	on_chain(|| {
		let citizens = citizens(2);
		let poll = village_poll();
		let first = ballot(&citizens[0], poll, YES, 1);
		let second = ballot(&citizens[0], poll, YES, 1);
		assert_eq!(first.alias, second.alias);
		assert_ne!(
			first.proof, second.proof,
			"a proof without blinding gives the voter away"
		);
	});
}

#[test]
fn commitment_equals_the_one_a_voter_rebuilds_from_the_keys() {
	use codec::Encode;
	use verifiable::{
		ring::{
			bandersnatch::{BandersnatchSha512Ell2, BandersnatchVrfVerifiable as Scheme},
			ring_verifier_builder_params, RingDomainSize, StaticChunk,
		},
		GenerateVerifiable,
	};
	on_chain(|| {
		use verifiable::ring::ark_vrf::ring::SrsLookup;
		let citizens = citizens(7);
		let home = precinct(&citizens[0], village());
		let onchain = Rolls::ring(home, Rolls::current_epoch()).unwrap();
		let params =
			ring_verifier_builder_params::<BandersnatchSha512Ell2>(RingDomainSize::Domain11);
		let mut building = Scheme::start_members(RingDomainSize::Domain11);
		Scheme::push_members(&mut building, onchain.keys.iter().copied(), |range| {
			let points = (&params).lookup(range).ok_or(())?;
			Ok(points.into_iter().map(StaticChunk).collect())
		})
		.unwrap();
		let rebuilt = Scheme::finish_members(building).encode();
		assert_eq!(
			onchain.commitment.map(|commitment| commitment.to_vec()),
			Some(rebuilt)
		);
	});
}
