//! Credentials and signing in on a real node, with real proofs: from the school's offer to a
//! verifier, and to a service that never learns who its visitor is.

use crate::{
	common::{runtime, wait_until, Answer, User, LIMIT},
	service::Service,
	village::{village, HOME},
};
use base64::{engine::general_purpose::URL_SAFE_NO_PAD, Engine};
use serde_json::{json, Value};
use std::fs;
use veche_cli::{chain::Chain, sign_in};
use veche_primitives::rolls::Electorate;

/// The school of governance, and its certificate: of the genesis, public.
const SCHOOL: &str = "//One";
const CERTIFICATE: &str = "0";
/// The faculty of law. Each issuer belongs to one test: two acts at once would have the same nonce.
const FACULTY: &str = "//Two";

fn address(user: &User, key: &str) -> String {
	let answer = user.run(&format!("key address {key}"));
	assert_eq!(answer.code, 0, "{answer:?}");
	answer.out.trim().to_string()
}

fn path(user: &User, name: &str) -> String {
	user.file(name).to_str().unwrap().to_string()
}

/// An issuer gives a document to the holder of a key.
fn issue(user: &User, issuer: &str, schema: &str, key: &str, file: &str) -> Answer {
	let holder = address(user, key);
	user.veche([
		"credential",
		"issue",
		schema,
		"--key",
		issuer,
		"--holder",
		&holder,
		"--fields",
		"degree=law",
		"year=2026",
		"--out",
		file,
	])
}

fn status(user: &User, key: &str, schema: u64) -> Option<String> {
	let holder = address(user, key);
	let shown = user.run(&format!("credential show {holder}")).good();
	let mut all = shown.as_array().unwrap().iter();
	let one = all.find(|one| one["schema"] == schema)?;
	Some(one["status"].as_str().unwrap().to_string())
}

/// What a verifier hears once finalised state has this status.
fn verified(user: &User, file: &str, status: &str) -> Answer {
	wait_until("finality", LIMIT, || {
		let answer = user.veche(["credential", "verify", file]);
		let seen = serde_json::from_str::<Value>(&answer.out).ok();
		seen.is_some_and(|seen| seen["status"] == status)
			.then_some(answer)
	})
}

/// The presentation with the first field's value replaced.
fn forge(presentation: &str, value: &str) -> String {
	let mut parts: Vec<String> = presentation.trim().split('~').map(String::from).collect();
	let mut field: Value =
		serde_json::from_slice(&URL_SAFE_NO_PAD.decode(&parts[1]).unwrap()).unwrap();
	field[2] = value.into();
	parts[1] = URL_SAFE_NO_PAD.encode(field.to_string());
	parts.join("~")
}

#[test]
fn credential_is_offered_accepted_opened_and_withdrawn() {
	let user = &village().user;
	let document = path(user, "ann.sd-jwt");
	let issued = issue(user, SCHOOL, CERTIFICATE, "ann", &document).good();
	let holder = issued["holder"].as_u64().unwrap();
	assert_eq!(status(user, "ann", 0).as_deref(), Some("offered"));
	let error = issue(user, SCHOOL, CERTIFICATE, "ann", &path(user, "twice")).refused(1);
	assert!(error.contains("AlreadyOffered"), "{error}");

	// Nobody else can accept it or keep its document.
	let error = user.run("credential accept 0 --key //V1").refused(1);
	assert!(error.contains("NoOffer"), "{error}");
	let error = user
		.veche(["credential", "keep", &document, "--key", "//V1"])
		.refused(1);
	assert!(error.contains("another account"), "{error}");

	let kept = user.veche(["credential", "keep", &document, "--key", "ann"]);
	let kept = kept.good();
	assert_eq!(kept["fields"], json!({"degree": "law", "year": "2026"}));
	let file = fs::read_to_string(kept["file"].as_str().unwrap()).unwrap();
	assert!(!file.contains("degree"), "{file}");
	user.run("credential accept 0 --key ann").good();
	let error = user.run("credential accept 0 --key ann").refused(1);
	assert!(error.contains("AlreadyHeld"), "{error}");

	let opened = path(user, "opened.sd-jwt");
	user.veche([
		"credential",
		"present",
		CERTIFICATE,
		"--key",
		"ann",
		"--field",
		"degree",
		"--out",
		&opened,
	])
	.good();
	let seen = verified(user, &opened, "held").good();
	assert_eq!(seen["fields"], json!({"degree": "law"}));
	assert_eq!(
		(&seen["hidden"], &seen["holder"]),
		(&json!(1), &json!(holder))
	);
	let forged = path(user, "forged.sd-jwt");
	fs::write(
		&forged,
		forge(&fs::read_to_string(&opened).unwrap(), "medicine"),
	)
	.unwrap();
	let error = user.veche(["credential", "verify", &forged]).refused(1);
	assert!(error.contains("\"degree\" does not match"), "{error}");

	let line = format!("credential withdraw 0 --key {SCHOOL} --holder {holder} --reason 4");
	user.run(&line).good();
	let seen = verified(user, &opened, "withdrawn");
	assert_eq!(seen.code, 1, "{seen:?}");
	assert_eq!(seen.json()["reason"], 4);
	let error = user.run("credential accept 0 --key ann").refused(1);
	assert!(error.contains("CredentialWithdrawn"), "{error}");

	// It may be offered anew; what is rejected leaves no mark.
	issue(
		user,
		SCHOOL,
		CERTIFICATE,
		"ann",
		&path(user, "again.sd-jwt"),
	)
	.good();
	user.run("credential reject 0 --key ann").good();
	assert_eq!(status(user, "ann", 0), None);
	let error = verify_error(user, &document);
	assert!(error.contains("knows no credential"), "{error}");
}

/// What a verifier is told once finalised state knows the credential no longer.
fn verify_error(user: &User, file: &str) -> String {
	wait_until("finality", LIMIT, || {
		let answer = user.veche(["credential", "verify", file]);
		let unknown = answer.err.contains("knows no credential");
		unknown.then(|| answer.refused(1))
	})
}

#[test]
fn offer_is_refused_when_issuer_schema_or_holder_is_wrong() {
	let user = &village().user;
	let commitment = "11".repeat(32);
	let offer = |key: &str, schema: &str, holder: &str| {
		user.veche([
			"credential",
			"offer",
			schema,
			"--key",
			key,
			"--holder",
			holder,
			"--commitment",
			&commitment,
		])
	};
	let error = offer("//V1", CERTIFICATE, "0").refused(1);
	assert!(error.contains("NotIssuer"), "{error}");
	let error = offer(SCHOOL, "99", "0").refused(2);
	assert!(error.contains("no schema 99"), "{error}");
	let error = offer(SCHOOL, CERTIFICATE, "9999").refused(1);
	assert!(error.contains("UnknownHolder"), "{error}");
}

#[test]
fn holder_of_an_anonymous_credential_signs_in_under_one_alias() {
	let village = village();
	let user = &village.user;
	let opened = user.veche([
		"credential",
		"schema",
		"open",
		"--key",
		FACULTY,
		"--title",
		"Jurists",
		"--purpose",
		"to be drawn for a jury",
		"--publicity",
		"anonymous",
		"--valid-days",
		"30",
	]);
	let schema = opened.good()["schema"].as_u64().unwrap();
	for key in ["//V2", "//V3"] {
		let file = path(user, &format!("{}.sd-jwt", key.trim_matches('/')));
		issue(user, FACULTY, &schema.to_string(), key, &file).good();
		user.run(&format!("credential accept {schema} --key {key}"))
			.good();
	}

	let runtime = runtime();
	let chain = runtime.block_on(Chain::connect(&village.url())).unwrap();
	let mut library = Service::new("library.example", chain.genesis_hash());
	let say = |library: &mut Service, line: &str, electorate: Electorate| -> Value {
		let mut said = Vec::new();
		let facts = async |answer: &sign_in::Answer| {
			sign_in::facts(&chain.finalized().await?, answer, electorate).await
		};
		let served = library.serve(line.as_bytes(), &mut said, sign_in::unix_now, facts);
		runtime.block_on(served).unwrap();
		serde_json::from_slice(&said).unwrap()
	};
	let holders = Electorate::Group(u32::try_from(schema).unwrap());
	let ask = |library: &mut Service| {
		let challenge = say(library, "challenge", holders);
		let file = path(user, "challenge.json");
		fs::write(&file, challenge.to_string()).unwrap();
		file
	};
	let answer = path(user, "answer.json");
	let sign_in = |challenge: &str, key: &str, more: &[&str]| {
		let words = ["sign-in", challenge, "--key", key, "--out", &answer];
		user.veche(words.iter().chain(more))
	};
	let among = schema.to_string();
	let among = ["--credential", among.as_str()];

	// Whoever is new waits for the turn of the rolls. If a ring changes between a proof and its check, as
	// it does when others come on the roll, the visitor is asked to come again.
	let visit = |library: &mut Service, key: &str, ring: &[&str], electorate: Electorate| {
		wait_until("the turn of the rolls", LIMIT, || {
			let challenge = ask(library);
			let signed = sign_in(&challenge, key, ring);
			let too_early = ["there is no schema", "not on this roll"];
			if too_early.iter().any(|words| signed.err.contains(words)) {
				return None;
			}
			let signed = signed.good();
			let line = fs::read_to_string(&answer).unwrap();
			let said = say(library, &line, electorate);
			let why = said["refused"].as_str().unwrap_or_default();
			(!why.contains("the roll has changed")).then_some((signed, line, said))
		})
	};

	// From the turn on, the holders are a ring.
	let (signed, first, said) = visit(&mut library, "//V2", &among, holders);
	assert_eq!(said["alias"], signed["alias"], "{said}");
	assert_eq!(said["visits"], 1);
	// The same answer again.
	let said = say(&mut library, &first, holders);
	let why = said["refused"].as_str().unwrap();
	assert!(why.contains("was answered before"), "{why}");

	// Through the ring of the village it is the same visitor; another holder is another.
	let unit = runtime.block_on(async { chain.best().await?.unit(HOME).await });
	let neighbours = Electorate::Unit(unit.unwrap().id);
	let (_, _, said) = visit(&mut library, "//V2", &["--unit", HOME], neighbours);
	assert_eq!(
		(&said["alias"], &said["visits"]),
		(&signed["alias"], &json!(2))
	);
	let (_, _, said) = visit(&mut library, "//V3", &among, holders);
	assert_eq!(said["visits"], 1, "{said}");

	// Whoever holds none is not in the ring, and a neighbour is not admitted.
	let challenge = ask(&mut library);
	let error = sign_in(&challenge, "//V4", &among).refused(1);
	assert!(error.contains("not on this roll"), "{error}");
	sign_in(&challenge, "//V4", &["--unit", HOME]).good();
	let said = say(&mut library, &fs::read_to_string(&answer).unwrap(), holders);
	let why = said["refused"].as_str().unwrap();
	assert!(why.contains("not part of the electorate"), "{why}");

	// As a person, by the account.
	let challenge = ask(&mut library);
	let signed = sign_in(&challenge, "//V2", &["--as", "person"]).good();
	let said = say(&mut library, &fs::read_to_string(&answer).unwrap(), holders);
	assert_eq!(said["person"], signed["person"], "{said}");
}

#[test]
fn sign_in_fails_when_the_challenge_is_late_or_of_another_chain() {
	let user = User::new("ws://127.0.0.1:1");
	let file = path(&user, "challenge.json");
	let out = path(&user, "answer.json");
	let sign_in = |more: &[&str]| {
		let words = ["sign-in", &file, "--key", "//V1", "--out", &out];
		user.veche(words.iter().chain(more))
	};
	let mut challenge = json!({
		"service": "library.example",
		"nonce": format!("0x{}", "11".repeat(32)),
		"genesis": format!("0x{}", "22".repeat(32)),
		"not_after": sign_in::unix_now() - 1,
	});
	fs::write(&file, challenge.to_string()).unwrap();
	let error = sign_in(&["--as", "person"]).refused(1);
	assert!(error.contains("time to answer is over"), "{error}");
	assert!(sign_in(&[]).refused(2).contains("--unit"));
	let error = sign_in(&["--as", "person", "--unit", "BY"]).refused(2);
	assert!(error.contains("--as alias"), "{error}");
	challenge["not_after"] = (sign_in::unix_now() + 600).into();
	fs::write(&file, challenge.to_string()).unwrap();
	let error = sign_in(&["--as", "person"]).refused(1);
	assert!(error.contains("veche-node"), "{error}");
	let village = village();
	let elsewhere = village.user.veche([
		"sign-in", &file, "--key", "//V1", "--out", &out, "--as", "person",
	]);
	let error = elsewhere.refused(1);
	assert!(error.contains("it is for the chain 0x2222"), "{error}");
}
