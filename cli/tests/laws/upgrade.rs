//! New code by law: a panel and the people pass a bill that authorises it, anybody brings it, and the
//! chain goes on with it.
//!
//! The code says the same version of itself as the one before, so this law does without the check that
//! the version has grown. That check is tried in the runtime's own tests.

use super::{give, short, together, wait_for, wait_for_jurists, wait_for_trial, Rules, DIPLOMA};
use crate::{
	common::{rpc, runtime, start, User},
	village::{self, settle, HOME},
};
use codec::Encode;
use serde_json::{json, Value};
use std::time::Duration;
use tokio::time::timeout;
use veche_cli::{
	chain::{
		call::{self, Call},
		Chain, Refused, Wait,
	},
	output::hex,
};

/// How the runtime names itself, and how the new code does: a name of the same length.
const NAME: &[u8] = b"veche-node";
const NEW_NAME: &[u8] = b"veche-next";

/// The same rules as new code, which tells itself apart by its name. The name stands in the code's
/// data and in the section that nodes read it from; nothing else is touched, not even a length.
fn renamed(code: &[u8]) -> Vec<u8> {
	use sp_maybe_compressed_blob::{compress_weakly, decompress, CODE_BLOB_BOMB_LIMIT};
	let mut code = decompress(code, CODE_BLOB_BOMB_LIMIT).unwrap().into_owned();
	let places: Vec<usize> = (0..code.len() - NAME.len())
		.filter(|at| code[*at..].starts_with(NAME))
		.collect();
	assert!(places.len() >= 2, "{places:?}");
	for at in places {
		code[at..at + NAME.len()].copy_from_slice(NEW_NAME);
	}
	compress_weakly(&code, CODE_BLOB_BOMB_LIMIT).unwrap()
}

fn contains(bytes: &[u8], name: &[u8]) -> bool {
	bytes.windows(name.len()).any(|part| part == name)
}

/// Ask for bytes.
async fn bytes(url: &str, method: &str, parameters: &[Value]) -> Vec<u8> {
	let answer = rpc(url, method, parameters).await;
	hex::decode(answer.as_str().unwrap().trim_start_matches("0x")).unwrap()
}

/// The code of the chain, now.
async fn code(url: &str) -> Vec<u8> {
	bytes(url, "state_getStorage", &[json!(hex(b":code"))]).await
}

/// What the code says of itself when it runs on the state of a block.
async fn version(url: &str, block: impl AsRef<[u8]>) -> Vec<u8> {
	let parameters = [json!("Core_version"), json!("0x"), json!(hex(block))];
	bytes(url, "state_call", &parameters).await
}

/// The panel alone cannot change the code: the people are asked, and these say yes.
fn confirm(user: &User, bill: u64, voters: &[&str]) {
	let shown = wait_for(user, bill, "referendum");
	let objection = &shown["objection"];
	assert_eq!(objection["required"], true, "{shown}");
	let referendum = objection["count"]["poll"].as_u64().unwrap();
	village::wait_for_phase(user, referendum, "open");
	let vote = |key: &&str| format!("vote {referendum} --key {key} yes");
	for answer in together(user, voters.iter().map(vote)) {
		answer.good();
	}
}

/// The transaction with this call that nobody signs, as any wallet can make it.
fn unsigned(Call(call): &Call) -> Vec<u8> {
	/// The format's version, and its kind "bare": neither signature nor extensions.
	const BARE_V4: u8 = 4;
	[&[BARE_V4][..], call.as_slice()].concat().encode()
}

/// Bring the code that a law has authorised, without any account, and see it run.
async fn apply(url: &str, chain: &Chain, new: &[u8]) {
	let bring = async |code: &[u8]| {
		let at = chain.best().await.unwrap();
		let call = call::encode(at.metadata(), "System", "apply_authorized_upgrade", code);
		chain.submit(&unsigned(&call.unwrap()), Wait::Block).await
	};
	let error = bring(&b"some other code"[..]).await.unwrap_err();
	let refused = error.downcast_ref::<Refused>();
	assert!(
		matches!(refused, Some(Refused::Other(why)) if why.contains("call is not expected")),
		"{error:#}"
	);
	let applied = bring(new).await.unwrap();
	let hash: [u8; 32] = applied.event("System", "CodeUpdated").unwrap();
	assert_eq!(hash, sp_crypto_hashing::blake2_256(new));
	assert!(chain.block(applied.block).await.unwrap().upgraded);
	assert_eq!(code(url).await, new);

	let before = chain.hash_of(applied.number - 1).await.unwrap();
	let last = version(url, before).await;
	assert!(contains(&last, NAME) && !contains(&last, NEW_NAME));
	let now = version(url, applied.block).await;
	assert!(contains(&now, NEW_NAME) && !contains(&now, NAME));
	let shown = rpc(url, "state_getRuntimeVersion", &[]).await;
	assert_eq!(shown["implName"], "veche-next", "{shown}");
	// Blocks made and final by the new code.
	let later = chain.wait_for_finalized(applied.number + 6);
	let later = timeout(Duration::from_secs(90), later).await;
	assert!(later.unwrap().unwrap().number >= applied.number + 6);
}

#[test]
fn new_code_runs_when_an_upgrade_is_law() {
	const PEOPLE: [&str; 3] = ["ann", "//V1", "//V2"];
	const RULES: Rules = Rules {
		seats: 3,
		reserves: 0,
		claim: 40,
		verdict: 48,
		delay: 10,
	};
	let runtime = runtime();
	let node = runtime.block_on(start(|genesis| short(genesis, &RULES), &[]));
	let user = &User::new(node.url());
	let chain = runtime.block_on(node.chain()).unwrap();
	settle(user, &PEOPLE);
	give(user, DIPLOMA, &PEOPLE);
	wait_for_jurists(&runtime, &chain, PEOPLE.len());

	let old = runtime.block_on(code(node.url()));
	let new = renamed(&old);
	assert_ne!(old, new);
	let hash = hex(sp_crypto_hashing::blake2_256(&new));
	let argument = format!("code_hash={hash}");
	let authorize = ["System.authorize_upgrade_without_checks", &argument];
	let made = user.veche(["bill", "call"].iter().chain(&authorize)).good();
	let propose = |class: &str| {
		user.veche([
			"bill",
			"submit",
			"--propose",
			"--unit",
			"BY",
			"--key",
			"//V1",
			"--title",
			"New code",
			"--class",
			class,
			"--text",
			&hex([7; 32]),
			"--call",
			made["bytes"].as_str().unwrap(),
		])
	};
	// Who has no coins is told only that it is not free, and the command says why it may be so.
	let said = propose("parameter").refused(1);
	assert!(said.contains("laws of class parameter"), "{said}");
	let proposed = propose("upgrade").good();
	let bill = proposed["bill"].as_u64().unwrap();
	let petition = proposed["petition"].as_u64().unwrap();
	village::wait_for_phase(user, petition, "open");
	user.run(&format!("vote {petition} --key //V2 yes")).good();

	wait_for(user, bill, "claiming");
	let ticket = |key: &str| format!("jury ticket {bill} --key {key}");
	for answer in together(user, PEOPLE.map(ticket)) {
		let claimed = answer.good();
		assert_eq!(claimed["kept"], true, "{claimed}");
	}
	wait_for_trial(user, bill);
	let vote = |key: &str| format!("jury vote {bill} yes --key {key}");
	for answer in together(user, PEOPLE.map(vote)) {
		answer.good();
	}
	confirm(user, bill, &PEOPLE[..2]);
	let shown = wait_for(user, bill, "in_force");
	let law = shown["ended"]["law"].as_u64().unwrap();
	let shown = user.run(&format!("law show {law}")).good();
	assert_eq!(shown["class"], "upgrade", "{shown}");
	let done = shown["call"]["call"].as_str().unwrap();
	assert!(
		done.starts_with("System.authorize_upgrade_without_checks") && done.contains(&hash),
		"{shown}"
	);
	// The law has only authorised it.
	assert_eq!(runtime.block_on(code(node.url())), old);

	runtime.block_on(apply(node.url(), &chain, &new));
	let started = user.veche([
		"initiative",
		"start",
		"--key",
		"//V2",
		"--unit",
		HOME,
		"--title",
		"Who keeps the well?",
		"--method",
		"schulze",
		"--option",
		"Ales",
		"--option",
		"Bella",
	]);
	assert!(started.good()["initiative"].as_u64().is_some());
}
