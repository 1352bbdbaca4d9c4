//! The example of a service at work: real proofs, no network.

use crate::service::Service;
use serde_json::{json, Value};
use veche_cli::{
	keystore::Identity,
	ring::{self, Ring},
	sign_in::{unix_now, Answer, Challenge, Facts, KnownRing},
	H256,
};
use veche_primitives::rolls::{RingSize, RollEpoch};

const CHAIN: H256 = H256::repeat_byte(0x42);

/// A village of three, of whom the visitor is the first.
fn village() -> Ring {
	let keys = (0..3).map(|seed| ring::voting_key(&[seed; 32]));
	let version = RollEpoch::default();
	Ring::from_keys(4, version, RingSize::Small, keys.collect()).unwrap()
}

fn roll() -> Facts {
	Facts::Roll {
		epoch: RollEpoch::default(),
		admitted: true,
		ring: Some(KnownRing::new(&village()).unwrap()),
	}
}

fn account(person: Option<u32>) -> Facts {
	Facts::Account {
		account: ann().account(),
		person,
	}
}

fn ann() -> Identity {
	Identity::development("//Ann").unwrap()
}

/// Say one line to the service at this moment; its answer.
fn say(service: &mut Service, line: &str, now: u64, facts: &Facts) -> Value {
	let mut said = Vec::new();
	let runtime = tokio::runtime::Builder::new_current_thread()
		.build()
		.unwrap();
	let served = service.serve(
		line.as_bytes(),
		&mut said,
		|| now,
		async |_: &Answer| Ok(facts.clone()),
	);
	runtime.block_on(served).unwrap();
	serde_json::from_slice(&said).unwrap()
}

fn challenge(service: &mut Service) -> Challenge {
	let said = say(service, "challenge", unix_now(), &roll());
	serde_json::from_value(said).unwrap()
}

fn alias_line(challenge: &Challenge) -> String {
	let epoch = RollEpoch::default();
	let answer = Answer::as_alias(challenge, &village(), epoch, &[0; 32]).unwrap();
	serde_json::to_string(&answer).unwrap()
}

fn person_line(challenge: &Challenge) -> String {
	let answer = Answer::as_person(challenge, ann().signer());
	serde_json::to_string(&answer).unwrap()
}

#[track_caller]
fn refused(said: &Value, words: &str) {
	let why = said["refused"].as_str().unwrap_or_default();
	assert!(why.contains(words), "{said}");
}

#[test]
fn service_knows_an_alias_again_at_each_visit() {
	let mut library = Service::new("library.example", CHAIN);
	let mut aliases = Vec::new();
	for visit in 1..=2 {
		let challenge = challenge(&mut library);
		let said = say(&mut library, &alias_line(&challenge), unix_now(), &roll());
		assert_eq!(said["visits"], visit, "{said}");
		aliases.push(said["alias"].clone());
	}
	assert_eq!(aliases[0], aliases[1]);
	// Another service sees another alias.
	let mut clinic = Service::new("clinic.example", CHAIN);
	let challenge = challenge(&mut clinic);
	let said = say(&mut clinic, &alias_line(&challenge), unix_now(), &roll());
	assert_eq!(said["visits"], 1);
	assert_ne!(said["alias"], aliases[0]);
}

#[test]
fn service_lets_a_person_in_only_in_good_standing() {
	let mut library = Service::new("library.example", CHAIN);
	let line = person_line(&challenge(&mut library));
	let said = say(&mut library, &line, unix_now(), &account(Some(7)));
	assert_eq!((&said["person"], &said["visits"]), (&json!(7), &json!(1)));
	let line = person_line(&challenge(&mut library));
	let said = say(&mut library, &line, unix_now(), &account(None));
	refused(&said, "no person in good standing");
}

#[test]
fn service_refuses_an_answer_when_it_is_replayed() {
	let mut library = Service::new("library.example", CHAIN);
	let mut clinic = Service::new("clinic.example", CHAIN);
	let line = alias_line(&challenge(&mut library));
	let at_once = unix_now();
	let said = say(&mut library, &line, at_once, &roll());
	assert_eq!(said["visits"], 1, "{said}");
	let again = say(&mut library, &line, at_once, &roll());
	refused(&again, "was answered before");
	// At another service, as it is or with that service's own challenge put in.
	let elsewhere = say(&mut clinic, &line, at_once, &roll());
	refused(&elsewhere, "never given out");
	let mut forged: Answer = serde_json::from_str(&line).unwrap();
	forged.challenge = challenge(&mut clinic);
	let forged = serde_json::to_string(&forged).unwrap();
	let said = say(&mut clinic, &forged, at_once, &roll());
	refused(&said, "the proof does not hold");
}

#[test]
fn service_refuses_an_answer_when_it_comes_late() {
	let mut library = Service::new("library.example", CHAIN);
	let challenge = challenge(&mut library);
	let line = alias_line(&challenge);
	let said = say(&mut library, &line, challenge.not_after + 1, &roll());
	refused(&said, "the time to answer is over");
}

#[test]
fn service_refuses_what_is_no_answer_and_goes_on() {
	let mut library = Service::new("library.example", CHAIN);
	let said = say(&mut library, "let me in", unix_now(), &roll());
	refused(&said, "cannot be read");
	let line = alias_line(&challenge(&mut library));
	let said = say(&mut library, &line, unix_now(), &roll());
	assert_eq!(said["visits"], 1, "{said}");
}
