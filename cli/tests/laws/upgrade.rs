//! New code by law: a panel and the people pass a bill that authorises it, anybody brings it with one
//! command, and the chain goes on with it.
//!
//! The code is that of the chain under the number of the next version, so the law has the chain check
//! that the version has grown, and the chain notices that it has gone over to new code. That code
//! with another number is rejected is tried in the runtime's own tests.

use super::{
	give, propose, short, together, wait_for, wait_for_jurists, wait_for_trial, Rules, DIPLOMA,
	JURISTS,
};
use crate::{
	common::{rpc, runtime, start, User, LIMIT, VECHE},
	village::{self, settle, HOME},
};
use codec::Compact;
use serde_json::{json, Value};
use sp_maybe_compressed_blob::{compress_weakly, CODE_BLOB_BOMB_LIMIT};
use std::{
	env, fs,
	path::{Path, PathBuf},
	time::Duration,
};
use tokio::time::timeout;
use veche_cli::{
	chain::{call, upgrade, Chain, Included, Refused, Wait},
	identity::Identity,
	output::hex,
};

/// The people, who are also the jurists.
const PEOPLE: [&str; 3] = ["ann", "//V1", "//V2"];

/// The code of the next version: `VECHE_REHEARSAL`, else the one built beside the programs.
fn new_code() -> Vec<u8> {
	let beside = Path::new(VECHE).with_file_name("veche_runtime.rehearsal.wasm");
	let path = env::var_os("VECHE_REHEARSAL").map_or(beside, PathBuf::from);
	assert!(
		path.is_file(),
		"this test needs the code of the next version at {}: run `cargo xtask test --only build` first, \
		 or name it in VECHE_REHEARSAL",
		path.display()
	);
	compress_weakly(&fs::read(path).unwrap(), CODE_BLOB_BOMB_LIMIT).unwrap()
}

/// Files of a user: the code that the law is about, and some other.
struct Files {
	code: Vec<u8>,
	hash: String,
	right: String,
	wrong: String,
}

impl Files {
	fn write(user: &User) -> Self {
		let write = |name: &str, bytes: &[u8]| {
			let path = user.file(name);
			fs::write(&path, bytes).unwrap();
			path.to_str().unwrap().to_string()
		};
		let code = new_code();
		Self {
			hash: hex(sp_crypto_hashing::blake2_256(&code)),
			right: write("next.wasm", &code),
			wrong: write("other.wasm", OTHER),
			code,
		}
	}
}

/// What no law has authorised.
const OTHER: &[u8] = b"some other code";

/// The code of the chain, now.
async fn code(url: &str) -> Vec<u8> {
	let answer = rpc(url, "state_getStorage", &[json!(hex(b":code"))]).await;
	hex::decode(answer.as_str().unwrap().trim_start_matches("0x")).unwrap()
}

/// The version of the code that runs on the state of a block, as the node tells it.
async fn version(url: &str, block: &[Value]) -> Value {
	rpc(url, "state_getRuntimeVersion", block).await["specVersion"].clone()
}

/// The version that has last run its `on_runtime_upgrade`.
async fn last_upgrade(chain: &Chain, number: u32) -> u32 {
	let at = chain.at_number(number).await.unwrap();
	let last = at.get("System", "LastRuntimeUpgrade", &[]).await.unwrap();
	let (Compact(version), _): (Compact<u32>, String) = last.unwrap();
	version
}

/// Bring in the bill that authorises the code, with enough supporters.
fn bring_in(user: &User, files: &Files) -> u64 {
	let argument = format!("code_hash={}", files.hash);
	let made = user.veche(["bill", "call", "System.authorize_upgrade", &argument]);
	let made = made.good();
	let call = made["bytes"].as_str().unwrap();
	// Who has no coins is told only that it is not free, and the command says why it may be so.
	let said = propose(user, "New code", "parameter", call).refused(1);
	assert!(said.contains("laws of class parameter"), "{said}");
	let proposed = propose(user, "New code", "upgrade", call).good();
	let petition = proposed["petition"].as_u64().unwrap();
	village::wait_for_phase(user, petition, "open");
	user.run(&format!("vote {petition} --key //V2 yes")).good();
	proposed["bill"].as_u64().unwrap()
}

/// Whoever is asked about the bill can tell whether this is the code.
fn compare(user: &User, bill: u64, files: &Files) {
	let check = |file: &str| user.run(&format!("law upgrade {file} --check --bill {bill}"));
	let same = check(&files.right).good();
	assert_eq!(
		(&same["same"], &same["fault"]),
		(&json!(true), &json!(null))
	);
	assert_eq!(
		(&same["hash"], &same["bill"]),
		(&json!(files.hash), &json!(bill))
	);
	assert_eq!(same["check_version"], true, "{same}");
	let versions = (&same["spec_version"], &same["chain_spec_version"]);
	assert_eq!(versions, (&json!(2), &json!(1)));
	let other = check(&files.wrong);
	assert_eq!(other.code, 1, "{other:?}");
	assert_eq!(other.json()["authorized"], files.hash.as_str(), "{other:?}");
}

/// The panel passes it.
fn try_bill(user: &User, bill: u64) {
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

/// As long as no law has authorised it, nobody brings it.
fn not_yet(user: &User, files: &Files) {
	let said = user.run(&format!("law upgrade {}", files.right)).refused(2);
	assert!(said.contains("no law has authorised"), "{said}");
	let checked = user.run(&format!("law upgrade {} --check", files.right));
	assert_eq!(checked.code, 1, "{checked:?}");
	assert_eq!(checked.json()["authorized"], Value::Null, "{checked:?}");
}

/// The law is in the register, and says what it has authorised.
fn show_law(user: &User, bill: u64, files: &Files) {
	let shown = wait_for(user, bill, "in_force");
	let law = shown["ended"]["law"].as_u64().unwrap();
	let shown = user.run(&format!("law show {law}")).good();
	assert_eq!(shown["class"], "upgrade", "{shown}");
	let done = shown["call"]["call"].as_str().unwrap();
	assert!(
		done.starts_with("System.authorize_upgrade ") && done.contains(&files.hash),
		"{shown}"
	);
}

/// Send code without asking the command.
async fn send(chain: &Chain, code: &[u8]) -> anyhow::Result<Included> {
	let at = chain.best().await?;
	let call = upgrade::apply(at.metadata(), code)?;
	chain.submit_bare(&call, Wait::Block).await
}

/// The command does not send other code, and the chain would not take it.
async fn refuse_other(user: &User, chain: &Chain, files: &Files) {
	let said = user.run(&format!("law upgrade {}", files.wrong)).refused(2);
	let its = hex(sp_crypto_hashing::blake2_256(OTHER));
	assert!(said.contains(&files.hash) && said.contains(&its), "{said}");
	let error = send(chain, OTHER).await.unwrap_err();
	let refused = error.downcast_ref::<Refused>();
	assert!(
		matches!(refused, Some(Refused::Other(why)) if why.contains("call is not expected")),
		"{error:#}"
	);
}

/// Who comes with the code when it is in force hears that; other code is still nobody's.
fn come_late(user: &User, bill: u64, files: &Files) {
	let check = format!("--check --bill {bill}");
	for options in ["", "--check", &check] {
		let line = format!("law upgrade {} {options}", files.right);
		let late = user.run(&line).good();
		let said = (&late["in_force"], &late["fault"]);
		assert_eq!(said, (&json!(true), &json!(null)), "{line}: {late}");
		assert_eq!(late["chain_spec_version"], 2, "{line}: {late}");
	}
	let said = user.run(&format!("law upgrade {}", files.wrong)).refused(2);
	assert!(said.contains("no law has authorised"), "{said}");
}

/// Bring the code with the command, without any account; the block it is in.
fn bring(user: &User, bill: u64, files: &Files) -> u32 {
	let checked = user.run(&format!("law upgrade {} --check", files.right));
	let checked = checked.good();
	let said = (&checked["same"], &checked["in_force"]);
	assert_eq!(said, (&json!(true), &json!(false)), "{checked}");
	let brought = user.run(&format!("law upgrade {}", files.right)).good();
	assert_eq!(brought["hash"], files.hash.as_str(), "{brought}");
	let versions = (&brought["spec_version_before"], &brought["spec_version"]);
	assert_eq!(versions, (&json!(1), &json!(2)));
	// It can be brought once.
	come_late(user, bill, files);
	u32::try_from(brought["block"].as_u64().unwrap()).unwrap()
}

/// The code is in place from this block on, makes blocks, and these become final.
async fn see_it_run(url: &str, chain: &Chain, files: &Files, number: u32) {
	let hash = chain.hash_of(number).await.unwrap();
	assert!(chain.block(hash).await.unwrap().upgraded);
	assert_eq!(code(url).await, files.code);
	let before = chain.hash_of(number - 1).await.unwrap();
	assert_eq!(version(url, &[json!(hex(before))]).await, 1);
	assert_eq!(version(url, &[json!(hex(hash))]).await, 2);
	assert_eq!(version(url, &[]).await, 2);

	chain.wait_for_block(number + 1).await.unwrap();
	assert_eq!(last_upgrade(chain, number).await, 1);
	assert_eq!(last_upgrade(chain, number + 1).await, 2);
	let later = chain.wait_for_finalized(number + 6).await.unwrap();
	assert!(later.number >= number + 6);
}

/// Who was connected before the new code came reads and signs on, without waiting for finality.
async fn go_on(chain: &Chain, number: u32) {
	let at = chain.best().await.unwrap();
	assert!(at.number >= number);
	assert_eq!(chain.version(at.hash).await.unwrap().spec_version, 2);
	assert_eq!(at.electors(JURISTS).await.unwrap(), 3);
	let remark = call::encode(at.metadata(), "System", "remark", &b"still here"[..]).unwrap();
	let alice = Identity::development("//Alice").unwrap();
	let sent = chain.submit_signed(alice.signer(), &remark, Wait::Block);
	assert!(sent.await.unwrap().number > number);
}

/// Who connects after it does as ever.
fn begin_anew(user: &User) {
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

#[test]
fn new_code_runs_when_an_upgrade_is_law() {
	const RULES: Rules = Rules {
		seats: 3,
		reserves: 0,
		claim: 70,
		verdict: 72,
		delay: 10,
	};
	let runtime = runtime();
	let node = runtime.block_on(start(|genesis| short(genesis, &RULES), &[]));
	let user = &User::new(node.url());
	let files = &Files::write(user);
	let chain = &runtime.block_on(node.chain()).unwrap();
	settle(user, &PEOPLE);
	give(user, DIPLOMA, &PEOPLE);
	wait_for_jurists(&runtime, chain, PEOPLE.len());

	let old = runtime.block_on(code(node.url()));
	assert_ne!(old, files.code);
	let bill = bring_in(user, files);
	compare(user, bill, files);
	try_bill(user, bill);
	not_yet(user, files);
	confirm(user, bill, &PEOPLE[..2]);
	show_law(user, bill, files);
	// The law has only authorised it.
	assert_eq!(runtime.block_on(code(node.url())), old);

	runtime.block_on(refuse_other(user, chain, files));
	let number = bring(user, bill, files);
	let running = async {
		go_on(chain, number).await;
		see_it_run(node.url(), chain, files, number).await;
	};
	let seen = runtime.block_on(async { timeout(Duration::from_secs(LIMIT), running).await });
	seen.unwrap_or_else(|_| panic!("{}", node.log()));
	begin_anew(user);
}
