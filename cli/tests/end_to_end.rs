//! The whole command on a real node, with real proofs: from a key to an audited poll.
//!
//! The tests share one village whose poll stays open. Each voter belongs to one test, so that they
//! can run side by side.

use crate::{
	common::{best, rpc, runtime, wait_until, User, LIMIT, PASSPHRASE},
	village::{attest, village, wait_for_electors, HOME, VOTERS},
};
use serde_json::{json, Value};
use std::{fs, path::Path};
use veche_cli::keystore::{Kdf, Keystore, Sealed};

fn counts(shown: &Value) -> Vec<u64> {
	let counts = shown["questions"][0]["tally"]["counts"].as_array().unwrap();
	counts.iter().map(|count| count.as_u64().unwrap()).collect()
}

#[test]
fn key_new_encrypts_the_secrets_when_passphrase_is_given() {
	let user = User::new("ws://127.0.0.1:1");
	let made = user.run("key new zoe").good();
	let file = fs::read_to_string(made["file"].as_str().unwrap()).unwrap();
	assert!(!file.contains(PASSPHRASE));
	let shown = user.run("key show zoe").good();
	assert_eq!(shown["voting_key"], made["voting_key"]);
	assert!(user.run("key new zoe").refused(2).contains("already a key"));
}

#[test]
fn tag_is_the_same_for_both_spellings_and_needs_no_node() {
	let user = User::new("ws://127.0.0.1:1");
	let file = user.file("secret");
	let file = file.to_str().unwrap();
	user.veche(["registrar", "new-secret", "--out", file])
		.good();
	let tag = |document: &str| {
		user.veche(["registrar", "tag", "--secret-file", file, document])
			.good()["tag"]
			.clone()
	};
	assert_eq!(tag("MP 1234567"), tag("мр1234567"));
	assert_ne!(tag("MP1234567"), tag("MP1234568"));
}

#[test]
fn tally_equals_the_independent_count_when_file_is_a_real_election() {
	let folder = Path::new("../tally/data/elections");
	let expected: Vec<Value> =
		serde_json::from_slice(&fs::read(folder.join("expected.json")).unwrap()).unwrap();
	let user = User::new("ws://127.0.0.1:1");
	for election in expected {
		let file = folder.join(election["file"].as_str().unwrap());
		let counted = user
			.veche(["tally", file.to_str().unwrap(), "--method", "schulze"])
			.good();
		assert_eq!(counted["pairwise"], election["pairwise"]);
		assert_eq!(counted["first_preferences"], election["first_preferences"]);
		assert_eq!(counted["winners"], election["schulze"]);
	}
}

#[test]
fn every_verb_fails_with_advice_when_no_node_answers() {
	let user = User::new("ws://127.0.0.1:1");
	for line in [
		"poll list",
		"roll status",
		"initiative list",
		"vote 0 --key //V1 yes",
		"audit 0",
	] {
		let error = user.run(line).refused(1);
		assert!(
			error.contains("veche-node --dev") && error.contains("--url"),
			"{line}: {error}"
		);
	}
}

#[test]
fn roll_show_and_verify_agree_when_the_roll_has_turned() {
	let village = village();
	let status = village.user.run("roll status").good();
	assert!(status["epoch"]["turn"].as_u64().unwrap() >= 1, "{status}");
	assert_eq!(status["ring_size"], 255);
	let shown = village.user.run(&format!("roll show {HOME}")).good();
	assert!(
		shown["electors"].as_u64().unwrap() >= VOTERS.len() as u64,
		"{shown}"
	);
	// The country's electors are those of its villages. The roll may turn between two looks.
	wait_until("the same number for village and country", LIMIT, || {
		let electors = |unit: &str| {
			let shown = village.user.run(&format!("roll show {unit}")).good();
			shown["electors"].as_u64()
		};
		(electors("BY") == electors(HOME)).then_some(())
	});
	let precinct = shown["precincts"][0]["precinct"].as_u64().unwrap();
	let verified = village.user.run(&format!("roll verify {precinct}")).good();
	assert_eq!(verified["ok"], true);
	assert!(village
		.user
		.run("roll verify 999")
		.refused(2)
		.contains("no precinct 999"));
}

#[test]
fn initiative_show_tells_petition_and_poll_when_supported() {
	let village = village();
	let shown = village
		.user
		.run(&format!("initiative show {}", village.initiative))
		.good();
	assert_eq!(shown["state"], "voting");
	assert_eq!(shown["petition"], village.petition);
	assert_eq!(shown["title"], "Who keeps the well?");
	let support = format!("initiative support {} --key //V2", village.initiative);
	assert!(village
		.user
		.run(&support)
		.refused(2)
		.contains("no longer collects supporters"));
	let listed = village.user.run(&format!("initiative list {HOME}")).good();
	assert_eq!(listed[0]["initiative"], village.initiative);
}

#[test]
fn initiative_start_is_refused_when_starter_is_no_person() {
	// Alice has tokens; Eve, who has some too, acts in another test at the same time.
	let start = [
		"initiative",
		"start",
		"--key",
		"//Alice",
		"--unit",
		HOME,
		"--title",
		"Mine",
	];
	let error = village().user.veche(start).refused(1);
	assert!(error.contains("NotACitizen"), "{error}");
	// Without tokens not even a failing act can be sent.
	let start = [
		"initiative",
		"start",
		"--key",
		"//Mallory",
		"--unit",
		HOME,
		"--title",
		"Mine",
	];
	let error = village().user.veche(start).refused(1);
	assert!(error.contains("cannot pay"), "{error}");
}

#[test]
fn attest_is_refused_when_tag_account_or_registrar_is_wrong() {
	let village = village();
	let user = &village.user;
	let card = |key: &str, name: &str| {
		let file = user.file(name);
		user.veche(["key", "card", key, "--out", file.to_str().unwrap()])
			.good();
		file
	};
	let secret = user.file("registrars.secret");
	let tag = |document: &str| {
		let answer = user.veche([
			"registrar",
			"tag",
			"--secret-file",
			secret.to_str().unwrap(),
			document,
		]);
		answer.good()["tag"].as_str().unwrap().to_string()
	};
	// The account has no tokens, so what would fail is not even free: Eve pays for the reason.
	let error = attest(user, "//Eve", &card("//N1", "n1"), &tag("MP9000001")).refused(1);
	assert!(error.contains("NotRegistrar"), "{error}");
	let error = attest(user, "//Dave", &card("//V1", "v1"), &tag("MP9000002")).refused(1);
	assert!(
		error.contains("cannot pay") || error.contains("AlreadyPerson"),
		"{error}"
	);
	// A card with somebody else's key is seen at the counter.
	let mine = card("//N2", "n2");
	let mut forged: Value = serde_json::from_slice(&fs::read(&mine).unwrap()).unwrap();
	let other: Value = serde_json::from_slice(&fs::read(card("//N3", "n3")).unwrap()).unwrap();
	forged["voting_key"] = other["voting_key"].clone();
	fs::write(&mine, forged.to_string()).unwrap();
	let error = attest(user, "//Dave", &mine, &tag("MP9000003")).refused(1);
	assert!(error.contains("does not prove"), "{error}");
}

#[test]
fn poll_list_and_watch_once_show_the_open_poll() {
	let village = village();
	let listed = village.user.run("poll list --open").good();
	let polls: Vec<&Value> = listed
		.as_array()
		.unwrap()
		.iter()
		.filter(|row| row["poll"] == village.poll)
		.collect();
	assert_eq!(polls.len(), 1, "{listed}");
	let watched = village
		.user
		.run(&format!("poll watch {} --once", village.poll))
		.good();
	assert_eq!(watched["phase"], "open");
	assert_eq!(watched["electors"], VOTERS.len());
	assert_eq!(
		watched["questions"][0]["options"],
		json!(["Ales", "Bella", "Cyril"])
	);
	assert!(village
		.user
		.run("poll show 999")
		.refused(2)
		.contains("no poll 999"));
}

#[test]
fn vote_counts_once_and_replaces_when_voter_votes_again() {
	let village = village();
	let first = village.vote("ann", "2>1=3", &["--finalized"]).good();
	assert_eq!(
		(&first["counter"], &first["finalized"]),
		(&json!(1), &json!(true))
	);
	let second = village.vote("ann", "Cyril", &[]).good();
	assert_eq!(
		(&second["counter"], &second["alias"]),
		(&json!(2), &first["alias"])
	);
	let error = village.vote("ann", "1", &["--counter", "2"]).refused(1);
	assert!(
		error.contains("same or a higher counter") || error.contains("already counted"),
		"{error}"
	);
	// One person, one ballot: with everybody voting there can be at most so many.
	let shown = village.show();
	assert!(
		shown["ballots"].as_u64().unwrap() <= VOTERS.len() as u64,
		"{shown}"
	);
	assert!(counts(&shown)[2] >= 1, "{shown}");
}

#[test]
fn vote_is_refused_in_words_when_voter_choice_or_poll_is_wrong() {
	let village = village();
	let error = village.vote("//Outsider", "1", &[]).refused(1);
	assert!(error.contains("not on the roll"), "{error}");
	let error = village.vote("//V1", "1>1", &[]).refused(2);
	assert!(error.contains("ranked twice"), "{error}");
	let error = village.vote("//V1", "4", &[]).refused(2);
	assert!(error.contains("options 1 to 3"), "{error}");
	let error = village.user.run("vote 999 --key //V1 1").refused(2);
	assert!(error.contains("no poll 999"), "{error}");
	let closed = format!("vote {} --key //V1 yes", village.petition);
	assert!(village.user.run(&closed).refused(2).contains("is closed"));
	let error = village.vote("nobody", "1", &[]).refused(2);
	assert!(error.contains("nobody"), "{error}");
}

#[test]
fn cast_names_the_bad_ballot_and_counts_the_good_one_when_batch_is_mixed() {
	let village = village();
	let (good, bad) = (
		village.user.file("good.json"),
		village.user.file("bad.json"),
	);
	let (good, bad) = (good.to_str().unwrap(), bad.to_str().unwrap());
	village.vote("//V2", "1>2>3", &["--out", good]).good();
	village.vote("//V3", "1>2>3", &["--out", bad]).good();
	// The last bytes are the end of the proof.
	let mut ballot: Value = serde_json::from_slice(&fs::read(bad).unwrap()).unwrap();
	let digits = ballot["ballot"].as_str().unwrap();
	let flipped = if digits.ends_with('0') { "1" } else { "0" };
	ballot["ballot"] = json!(format!("{}{flipped}", &digits[..digits.len() - 1]));
	fs::write(bad, ballot.to_string()).unwrap();

	let answer = village.user.veche(["cast", "--batch", good, bad]);
	assert_eq!(answer.code, 1, "{answer:?}");
	let fates = answer.json();
	assert!(
		fates[0]["block"].is_u64() && fates[0]["refused"].is_null(),
		"{fates}"
	);
	assert_eq!(
		(&fates[1]["code"], &fates[1]["block"]),
		(&json!(6), &Value::Null),
		"{fates}"
	);

	let again = village.user.veche(["cast", good]);
	assert_eq!(
		(again.code, &again.json()[0]["code"]),
		(1, &json!(15)),
		"{again:?}"
	);
	let alone = village.user.veche(["cast", bad]);
	assert_eq!(
		(alone.code, &alone.json()[0]["code"]),
		(1, &json!(6)),
		"{alone:?}"
	);
}

#[test]
fn new_person_waits_for_the_next_poll_when_registered_after_the_opening() {
	let village = village();
	let person = village.register("//Late", "MP7777777");
	assert!(person >= VOTERS.len() as u64);
	wait_for_electors(&village.user, VOTERS.len() as u64 + 1);
	let error = village.vote("//Late", "1", &[]).refused(1);
	assert!(error.contains("not on the roll that poll"), "{error}");
	assert_eq!(village.show()["electors"], VOTERS.len());
}

/// A changed key that the chain never got leaves the file ahead of the chain.
#[test]
fn old_voting_key_is_erased_only_when_the_chain_knows_the_newest() {
	let village = village();
	let user = &village.user;
	let file = user.run("key new kim").good()["file"].clone();
	village.register("kim", "MP8888888");
	let keystore = Keystore::new(Path::new(file.as_str().unwrap()).parent().unwrap());
	let mut secrets = keystore.read("kim").unwrap().secrets(PASSPHRASE).unwrap();
	secrets.rotate(false);
	let ahead = Sealed::seal("kim", &secrets, Kdf::strong(), PASSPHRASE).unwrap();
	keystore.replace(&ahead).unwrap();
	let error = user.run("key forget-old kim").refused(2);
	assert!(error.contains("veche key rotate kim"), "{error}");

	let rotated = user.run("key rotate kim").good();
	let erased = wait_until("the finality of the change", LIMIT, || {
		let answer = user.run("key forget-old kim");
		(answer.code == 0).then(|| answer.good())
	});
	assert_eq!(erased["forgotten"], 2, "the first and the lost one");

	// Refused for sure: the file stays as it was.
	user.run("key rotate kim").refused(1);
	let shown = user.run("key show kim").good();
	assert_eq!(shown["voting_key"], rotated["voting_key"]);
	let erased = user.run("key forget-old kim --unasked").good();
	assert_eq!(erased["forgotten"], 0);
}

#[test]
fn audit_passes_when_honest_and_fails_when_any_part_of_the_bundle_is_tampered() {
	let village = village();
	village.vote("//V4", "1>2", &[]).good();
	village.vote("//V5", "3", &["--finalized"]).good();
	village.vote("//V4", "2>1", &["--finalized"]).good();
	let file = village.user.file("bundle.json");
	let file = file.to_str().unwrap();
	let poll = village.poll.to_string();
	let report = village
		.user
		.veche(["audit", &poll, "--export", file])
		.good();
	assert_eq!(report["ok"], true, "{report}");
	assert!(report["counted"].as_u64().unwrap() >= 2 && report["replaced"].as_u64().unwrap() >= 1);

	let honest: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
	let copy = village.user.file("tampered.json");
	let audit = |bundle: &Value| {
		fs::write(&copy, bundle.to_string()).unwrap();
		village
			.user
			.veche(["audit", "--bundle", copy.to_str().unwrap()])
	};
	assert_eq!(audit(&honest).good()["ok"], true);
	for (part, tamper) in TAMPERINGS {
		let mut bundle = honest.clone();
		tamper(&mut bundle);
		assert_ne!(bundle, honest, "{part} was not changed");
		let answer = audit(&bundle);
		assert_eq!(answer.code, 1, "{part}: {answer:?}");
		if answer.err.is_empty() {
			let report = answer.json();
			let problems = report["problems"].as_array().unwrap();
			assert!(
				report["ok"] == false && !problems.is_empty(),
				"{part}: {report}"
			);
		}
	}
}

/// Flip the last bit of hexadecimal digits.
fn flip(value: &mut Value) {
	let last = value.as_str().unwrap().len() - 1;
	flip_at(value, last);
}

/// Flip a bit of the hexadecimal digit at this place.
fn flip_at(value: &mut Value, place: usize) {
	let digits = value.as_str().unwrap();
	let digit = u8::from_str_radix(&digits[place..=place], 16).unwrap() ^ 1;
	*value = json!(format!(
		"{}{digit:x}{}",
		&digits[..place],
		&digits[place + 1..]
	));
}

/// The first ballot of a bundle that counted. Blocks may also hold refused ones, which change nothing.
fn first_counted(bundle: &Value) -> usize {
	let ballots = bundle["ballots"].as_array().unwrap();
	ballots
		.iter()
		.position(|entry| entry["counted"] == true)
		.unwrap()
}

/// Every part of a bundle that says anything.
type Tampering = (&'static str, fn(&mut Value));
const TAMPERINGS: [Tampering; 11] = [
	// Behind "0x", the low digit of the first byte.
	("the poll's number", |bundle| {
		flip_at(&mut bundle["poll"], 3)
	}),
	("the chain", |bundle| flip(&mut bundle["genesis"])),
	("the ring", |bundle| flip(&mut bundle["rings"][0])),
	("a ballot's proof", |bundle| {
		let counted = first_counted(bundle);
		flip(&mut bundle["ballots"][counted]["ballot"])
	}),
	("a ballot left out", |bundle| {
		let counted = first_counted(bundle);
		bundle["ballots"].as_array_mut().unwrap().remove(counted);
	}),
	("a ballot twice", |bundle| {
		let ballots = bundle["ballots"].as_array_mut().unwrap();
		ballots.insert(1, ballots[0].clone());
	}),
	("the order", |bundle| {
		bundle["ballots"].as_array_mut().unwrap().reverse()
	}),
	("a ballot's block", |bundle| {
		let counted = first_counted(bundle);
		bundle["ballots"][counted]["block"] = json!(1)
	}),
	("the tally", |bundle| flip(&mut bundle["tallies"][0])),
	("the digest", |bundle| flip(&mut bundle["digest"])),
	("the counted ballots", |bundle| flip(&mut bundle["stored"])),
];

#[test]
fn audit_is_refused_when_bundle_is_cut_short_or_of_another_poll() {
	let village = village();
	village.vote("//V6", "2", &["--finalized"]).good();
	let file = village.user.file("whole.json");
	let file = file.to_str().unwrap();
	village
		.user
		.veche(["audit", &village.poll.to_string(), "--export", file])
		.good();
	let error = village
		.user
		.veche(["audit", "999", "--bundle", file])
		.refused(2);
	assert!(error.contains("not of poll 999"), "{error}");
	let whole = fs::read(file).unwrap();
	let cut = village.user.file("cut.json");
	fs::write(&cut, &whole[..whole.len() / 2]).unwrap();
	let error = village
		.user
		.veche(["audit", "--bundle", cut.to_str().unwrap()])
		.refused(1);
	assert!(error.contains("no whole bundle"), "{error}");
}

#[test]
fn node_describes_itself_when_clients_and_light_clients_ask() {
	let url = village().url();
	runtime().block_on(async {
		assert!(best(&url).await > 0);
		let methods = rpc(&url, "rpc_methods", &[]).await["methods"].to_string();
		for method in [
			"chainHead_v1_follow",
			"transaction_v1_broadcast",
			"chainSpec_v1_genesisHash",
			"grandpa_roundState",
			"grandpa_proveFinality",
			"babe_epochAuthorship",
			"payment_queryInfo",
			"system_accountNextIndex",
			"sync_state_genSyncSpec",
		] {
			assert!(methods.contains(method), "{method} is missing");
		}
		let spec = rpc(&url, "sync_state_genSyncSpec", &[json!(true)]).await;
		assert!(
			spec["lightSyncState"]["finalizedBlockHeader"].is_string(),
			"{spec}"
		);
		assert!(
			spec["lightSyncState"]["grandpaAuthoritySet"].is_string(),
			"{spec}"
		);

		let encoded = "0x10000000";
		let call = json!("Metadata_metadata_at_version");
		let metadata = rpc(&url, "state_call", &[call, json!(encoded)]).await;
		let bytes = hex::decode(metadata.as_str().unwrap().trim_start_matches("0x")).unwrap();
		let at = bytes
			.windows(4)
			.take(16)
			.position(|window| window == b"meta")
			.unwrap();
		assert_eq!(bytes[at + 4], 16);
	});
}
