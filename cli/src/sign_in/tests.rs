//! Signing in with real signatures and real proofs, and everything that lets nobody in.

use super::*;
use crate::identity::Identity;

const CHAIN: H256 = H256::repeat_byte(0x42);
const LIBRARY: &str = "library.example";
const NOW: u64 = 1_800_000_000;
const EPOCH: RollEpoch = RollEpoch {
	turn: 3,
	revision: 1,
};

/// The voting secret of a visitor.
fn entropy(visitor: u8) -> [u8; 32] {
	[visitor; 32]
}

/// A precinct of the first so many visitors, as it last changed in epoch 2.0.
fn ring_of(precinct: PrecinctId, visitors: u8) -> Ring {
	let keys = (0..visitors).map(|visitor| ring::voting_key(&entropy(visitor)));
	let version = RollEpoch {
		turn: 2,
		revision: 0,
	};
	Ring::from_keys(precinct, version, RingSize::Small, keys.collect()).unwrap()
}

fn challenge_of(service: &str, nonce: u8) -> Challenge {
	Challenge {
		service: service.into(),
		nonce: [nonce; 32],
		genesis: CHAIN,
		not_after: NOW + 60,
	}
}

fn challenge() -> Challenge {
	challenge_of(LIBRARY, 1)
}

fn alias_answer(challenge: &Challenge, visitor: u8) -> Answer {
	Answer::as_alias(challenge, &ring_of(4, 3), EPOCH, &entropy(visitor)).unwrap()
}

fn roll_of(ring: &Ring) -> Facts {
	Facts::Roll {
		epoch: EPOCH,
		admitted: true,
		ring: Some(KnownRing::new(ring).unwrap()),
	}
}

fn roll() -> Facts {
	roll_of(&ring_of(4, 3))
}

fn ann() -> Identity {
	Identity::development("//Ann").unwrap()
}

fn person_answer(challenge: &Challenge) -> Answer {
	Answer::as_person(challenge, ann().signer())
}

fn account(person: Option<PersonId>) -> Facts {
	Facts::Account {
		account: ann().account(),
		person,
	}
}

/// Let in at a service by its own challenge.
fn alias_at(service: &str, nonce: u8, ring: &Ring, visitor: u8) -> Alias {
	let challenge = challenge_of(service, nonce);
	let answer = Answer::as_alias(&challenge, ring, EPOCH, &entropy(visitor)).unwrap();
	match verify(&challenge, &answer, &roll_of(ring), NOW) {
		Ok(Visitor::Alias(alias)) => alias,
		other => panic!("{other:?}"),
	}
}

#[test]
fn verify_names_the_person_when_the_account_has_signed() {
	let visitor = verify(
		&challenge(),
		&person_answer(&challenge()),
		&account(Some(7)),
		NOW,
	);
	assert_eq!(visitor, Ok(Visitor::Person(7)));
}

#[test]
fn alias_is_the_same_at_each_visit_and_through_each_ring() {
	let village = ring_of(4, 3);
	let first = alias_at(LIBRARY, 1, &village, 0);
	assert_eq!(alias_at(LIBRARY, 2, &village, 0), first);
	assert_eq!(alias_at(LIBRARY, 3, &ring_of(9, 2), 0), first);
	let expected = ring::alias(&entropy(0), &challenge().context()).unwrap();
	assert_eq!(first, expected);
}

#[test]
fn alias_differs_when_service_chain_or_key_differs() {
	let village = ring_of(4, 3);
	let here = alias_at(LIBRARY, 1, &village, 0);
	assert_ne!(alias_at("clinic.example", 1, &village, 0), here);
	assert_ne!(alias_at(LIBRARY, 1, &village, 1), here);
	let mut elsewhere = challenge();
	elsewhere.genesis = H256::zero();
	assert_ne!(elsewhere.context(), challenge().context());
}

#[test]
fn verify_refuses_an_answer_when_it_is_replayed_at_another_service() {
	let clinic = challenge_of("clinic.example", 1);
	for (mut answer, facts) in [
		(alias_answer(&challenge(), 0), roll()),
		(person_answer(&challenge()), account(Some(7))),
	] {
		let refused = verify(&clinic, &answer, &facts, NOW);
		assert_eq!(refused, Err(Refusal::OtherService(LIBRARY.into())));
		// Nor does it help to change the name in the answer.
		answer.challenge.service = "clinic.example".into();
		let refused = verify(&clinic, &answer, &facts, NOW);
		assert_eq!(refused, Err(Refusal::BadProof));
	}
}

#[test]
fn verify_refuses_an_answer_when_it_is_replayed_on_another_chain() {
	let mut other = challenge();
	other.genesis = H256::zero();
	let mut answer = alias_answer(&challenge(), 0);
	let refused = verify(&other, &answer, &roll(), NOW);
	assert_eq!(refused, Err(Refusal::OtherChain(CHAIN)));
	answer.challenge.genesis = H256::zero();
	let refused = verify(&other, &answer, &roll(), NOW);
	assert_eq!(refused, Err(Refusal::BadProof));
}

#[test]
fn verify_refuses_an_answer_when_it_is_to_another_challenge() {
	let newer = challenge_of(LIBRARY, 2);
	for (mut answer, facts) in [
		(alias_answer(&challenge(), 0), roll()),
		(person_answer(&challenge()), account(Some(7))),
	] {
		let refused = verify(&newer, &answer, &facts, NOW);
		assert_eq!(refused, Err(Refusal::OtherNonce));
		answer.challenge.nonce = newer.nonce;
		let refused = verify(&newer, &answer, &facts, NOW);
		assert_eq!(refused, Err(Refusal::BadProof));
	}
}

#[test]
fn verify_refuses_an_answer_when_it_comes_too_late() {
	let challenge = challenge();
	for (mut answer, facts) in [
		(alias_answer(&challenge, 0), roll()),
		(person_answer(&challenge), account(Some(7))),
	] {
		let last = challenge.not_after;
		assert!(verify(&challenge, &answer, &facts, last).is_ok());
		let refused = verify(&challenge, &answer, &facts, last + 1);
		assert_eq!(refused, Err(Refusal::Expired));
		// The time cannot be prolonged: neither by the visitor nor by a later challenge.
		answer.challenge.not_after += 3_600;
		let refused = verify(&challenge, &answer, &facts, last + 1);
		assert_eq!(refused, Err(Refusal::OtherNonce));
		let mut longer = challenge.clone();
		longer.not_after += 3_600;
		let refused = verify(&longer, &answer, &facts, last + 1);
		assert_eq!(refused, Err(Refusal::BadProof));
	}
}

#[test]
fn verify_refuses_a_proof_when_any_part_of_it_is_changed() {
	let changes: [fn(&mut Claim); 4] = [
		|claim| {
			let Claim::Alias { proof, .. } = claim else {
				panic!("no alias")
			};
			proof[40] ^= 1;
		},
		|claim| {
			let Claim::Alias { proof, .. } = claim else {
				panic!("no alias")
			};
			*proof = Proof::default();
		},
		|claim| {
			let Claim::Alias { proof, .. } = claim else {
				panic!("no alias")
			};
			*proof = vec![0xff; 800].try_into().unwrap();
		},
		// Still an epoch in which the ring is in force.
		|claim| {
			let Claim::Alias { epoch, .. } = claim else {
				panic!("no alias")
			};
			epoch.revision -= 1;
		},
	];
	for change in changes {
		let mut answer = alias_answer(&challenge(), 0);
		change(&mut answer.claim);
		let refused = verify(&challenge(), &answer, &roll(), NOW);
		assert_eq!(refused, Err(Refusal::BadProof));
	}
}

#[test]
fn verify_refuses_a_signature_when_it_is_of_another_account() {
	let mut answer = person_answer(&challenge());
	let Claim::Person { account: of, .. } = &mut answer.claim else {
		panic!("no person")
	};
	*of = Identity::development("//Bob").unwrap().account();
	let facts = Facts::Account {
		account: *of,
		person: Some(8),
	};
	let refused = verify(&challenge(), &answer, &facts, NOW);
	assert_eq!(refused, Err(Refusal::BadProof));
}

#[test]
fn verify_refuses_a_proof_when_it_is_of_another_precinct() {
	let answer = alias_answer(&challenge(), 0);
	let refused = verify(&challenge(), &answer, &roll_of(&ring_of(5, 3)), NOW);
	assert_eq!(refused, Err(Refusal::OtherRing(4)));
	// Nor does it help to name the other precinct.
	let mut answer = answer;
	let Claim::Alias { precinct, .. } = &mut answer.claim else {
		panic!("no alias")
	};
	*precinct = 5;
	let refused = verify(&challenge(), &answer, &roll_of(&ring_of(5, 3)), NOW);
	assert_eq!(refused, Err(Refusal::BadProof));
}

#[test]
fn verify_refuses_a_ring_when_it_is_not_the_one_of_finalised_state() {
	let answer = alias_answer(&challenge(), 0);
	// Somebody left the precinct after the answer's epoch.
	let mut changed = ring_of(4, 2);
	changed.version = EPOCH;
	changed.version.revision += 1;
	let later = Facts::Roll {
		epoch: changed.version,
		admitted: true,
		ring: Some(KnownRing::new(&changed).unwrap()),
	};
	// A revocation has just emptied it.
	let emptied = Facts::Roll {
		epoch: EPOCH,
		admitted: true,
		ring: None,
	};
	// The answer is of an epoch that has not come yet.
	let earlier = Facts::Roll {
		epoch: RollEpoch {
			turn: 3,
			revision: 0,
		},
		admitted: true,
		ring: Some(KnownRing::new(&ring_of(4, 3)).unwrap()),
	};
	for facts in [later, emptied, earlier] {
		let refused = verify(&challenge(), &answer, &facts, NOW);
		assert_eq!(refused, Err(Refusal::OtherRing(4)));
	}
	// Another ring that the node passes off as this one.
	let mut other = ring_of(4, 2);
	other.version = ring_of(4, 3).version;
	let refused = verify(&challenge(), &answer, &roll_of(&other), NOW);
	assert_eq!(refused, Err(Refusal::BadProof));
}

#[test]
fn known_ring_is_refused_when_the_commitment_is_not_of_its_keys() {
	let mut ring = ring_of(4, 3);
	ring.keys.push(ring::voting_key(&entropy(9)));
	let refused = KnownRing::new(&ring).err();
	assert_eq!(refused, Some(Refusal::FalseRing));
}

#[test]
fn verify_refuses_an_alias_when_its_precinct_is_not_admitted() {
	let facts = Facts::Roll {
		epoch: EPOCH,
		admitted: false,
		ring: None,
	};
	let refused = verify(&challenge(), &alias_answer(&challenge(), 0), &facts, NOW);
	assert_eq!(refused, Err(Refusal::NotAdmitted(4)));
}

#[test]
fn verify_refuses_an_account_when_nobody_in_standing_is_behind_it() {
	let answer = person_answer(&challenge());
	let refused = verify(&challenge(), &answer, &account(None), NOW);
	assert_eq!(refused, Err(Refusal::NotInStanding));
	let of_another = Facts::Account {
		account: [9; 32],
		person: Some(9),
	};
	let refused = verify(&challenge(), &answer, &of_another, NOW);
	assert_eq!(refused, Err(Refusal::NotInStanding));
}

#[test]
fn verify_refuses_an_answer_of_the_other_kind() {
	let alias = alias_answer(&challenge(), 0);
	let refused = verify(&challenge(), &alias, &account(Some(7)), NOW);
	assert_eq!(refused, Err(Refusal::OtherKind));
	let refused = verify(&challenge(), &person_answer(&challenge()), &roll(), NOW);
	assert_eq!(refused, Err(Refusal::OtherKind));
}

#[test]
fn as_alias_fails_when_visitor_is_not_in_the_ring() {
	let answer = Answer::as_alias(&challenge(), &ring_of(4, 3), EPOCH, &entropy(3));
	let error = answer.unwrap_err();
	assert!(error.to_string().contains("not in precinct"), "{error}");
}

#[test]
fn nonces_are_spent_once() {
	let mut nonces = Nonces::new(8);
	let challenge = challenge();
	nonces.remember(&challenge, NOW).unwrap();
	assert_eq!(nonces.spend(&challenge.nonce), Ok(challenge.clone()));
	assert_eq!(nonces.spend(&challenge.nonce), Err(Refusal::UsedNonce));
	assert_eq!(nonces.spend(&[9; 32]), Err(Refusal::UsedNonce));
	assert!(nonces.is_empty());
}

#[test]
fn nonces_are_bounded_and_forget_what_ran_out() {
	let mut nonces = Nonces::new(2);
	let at = |nonce: u8, not_after| Challenge {
		not_after,
		..challenge_of(LIBRARY, nonce)
	};
	nonces.remember(&at(1, NOW + 10), NOW).unwrap();
	nonces.remember(&at(2, NOW + 60), NOW).unwrap();
	let third = at(3, NOW + 60);
	assert_eq!(nonces.remember(&third, NOW), Err(Refusal::Busy));
	assert_eq!(nonces.remember(&third, NOW + 11), Ok(()));
	assert_eq!(nonces.len(), 2);
	assert_eq!(nonces.spend(&[1; 32]), Err(Refusal::UsedNonce));
}

#[test]
fn challenge_new_is_never_the_same_and_ends_in_time() {
	let new = || Challenge::new(LIBRARY, CHAIN, Duration::from_secs(60)).unwrap();
	let (one, two) = (new(), new());
	assert_ne!(one.nonce, two.nonce);
	let left = one.not_after - unix_now();
	assert!((1..=60).contains(&left), "{left}");
}

#[test]
fn challenge_new_fails_when_name_or_lifetime_is_wrong() {
	let long = "x".repeat(MAX_SERVICE + 1);
	for (service, seconds) in [
		("", 60),
		("a\nb", 60),
		(long.as_str(), 60),
		(LIBRARY, 0),
		(LIBRARY, MAX_LIFETIME + 1),
	] {
		let made = Challenge::new(service, CHAIN, Duration::from_secs(seconds));
		assert!(made.is_err(), "{service:?} {seconds}");
	}
}

#[test]
fn from_json_returns_what_was_written() {
	let challenge = challenge();
	let written = serde_json::to_vec(&challenge).unwrap();
	assert_eq!(Challenge::from_json(&written), Ok(challenge.clone()));
	for answer in [person_answer(&challenge), alias_answer(&challenge, 0)] {
		let written = serde_json::to_vec(&answer).unwrap();
		assert!(written.len() < MAX_FILE);
		assert_eq!(Answer::from_json(&written), Ok(answer));
	}
}

#[test]
fn from_json_refuses_what_is_too_long_or_of_another_shape() {
	let unreadable = |refused| matches!(refused, Err(Refusal::Unreadable(_)));
	for wrong in ["", "{}", "[]", &" ".repeat(MAX_FILE + 1)] {
		assert!(unreadable(Challenge::from_json(wrong.as_bytes())));
		let answer = Answer::from_json(wrong.as_bytes());
		assert!(matches!(answer, Err(Refusal::Unreadable(_))));
	}
	let mut nameless = challenge();
	nameless.service = "a\x1b[2J".into();
	let written = serde_json::to_vec(&nameless).unwrap();
	assert!(unreadable(Challenge::from_json(&written)));
	let mut short = serde_json::to_value(challenge()).unwrap();
	short["nonce"] = "0x11".into();
	let written = serde_json::to_vec(&short).unwrap();
	assert!(unreadable(Challenge::from_json(&written)));
}
