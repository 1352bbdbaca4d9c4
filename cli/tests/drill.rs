//! What operators can do when finality or block production fails, rehearsed. The runbook is
//! `docs/emergency.md`; nobody needs a key here that others must trust.

use crate::{
	common::{best, finalized, node_program, rpc, runtime, wait_until, User, LIMIT},
	network,
	village::{put_to_vote, settle},
};
use serde_json::{json, Value};
use sp_maybe_compressed_blob::{decompress, CODE_BLOB_BOMB_LIMIT};
use std::{
	fs,
	path::{Path, PathBuf},
	process::Command,
	time::Duration,
};
use tokio::time::{sleep, timeout};
use veche_cli::commands::demo::node::{self, Genesis, Node};

/// Milliseconds of a slot in these chains.
const SLOT: u64 = 1_000;
/// Blocks that must come although nothing is final any more.
const BLOCKS: u64 = 4;

/// A chain spec, in a file.
fn write(folder: &Path, name: &str, spec: &Value) -> String {
	let path: PathBuf = folder.join(name);
	fs::write(&path, spec.to_string()).unwrap();
	path.to_str().unwrap().to_string()
}

/// The chain spec of this name, with short slots.
fn spec(chain: &str, change: impl FnOnce(&mut Genesis)) -> Value {
	let spec = node::spec(&node_program(), chain, |genesis| {
		genesis.set("/timing/slotDuration", SLOT);
		change(genesis);
	});
	serde_json::from_slice(&spec.unwrap()).unwrap()
}

/// Wait until there are so many blocks.
async fn blocks(node: &Node, number: u64) {
	let made = timeout(Duration::from_secs(LIMIT), async {
		while best(node.url()).await < number {
			sleep(Duration::from_millis(SLOT / 4)).await;
		}
	});
	assert!(made.await.is_ok(), "no block {number}: {}", node.log());
}

/// The last final block when validators have gone. What was voted on before may still become final,
/// and on a busy machine that takes a while: nothing must come twice in a row.
async fn last_final(url: &str) -> (u64, String) {
	let mut last = finalized(url).await;
	let mut pauses = 0;
	while pauses < 2 {
		sleep(Duration::from_millis(10 * SLOT)).await;
		let now = finalized(url).await;
		pauses = if now == last { pauses + 1 } else { 0 };
		last = now;
	}
	last
}

/// The four validators of the local network may miss one. This one is missing from the beginning, a
/// second is lost and comes back.
#[test]
fn no_vote_is_lost_when_finality_stops_and_comes_back() {
	let _turn = network::turn();
	let runtime = runtime();
	let folder = tempfile::tempdir().unwrap();
	let spec = spec("local", |genesis| {
		genesis
			.set("/rolls/turnLength", 3)
			.set("/initiatives/params/notice", 1);
	});
	let chain = write(folder.path(), "spec.json", &spec);
	let (mut nodes, boot) = runtime.block_on(network::launch(3, &chain));
	runtime.block_on(network::wait_until_final(&nodes, 1));

	let user = User::new(nodes[0].url());
	settle(&user, &["ann", "//V1"]);
	let (_, _, poll) = put_to_vote(&user, &[]);
	// Three of four: votes become final.
	let first = user
		.run(&format!("vote {poll} --key ann yes --finalized"))
		.good();
	assert_eq!(first["finalized"], true);

	nodes[2].kill();
	let (stopped, then) = runtime.block_on(async {
		let url = nodes[0].url();
		(last_final(url).await, best(url).await)
	});
	let second = user.run(&format!("vote {poll} --key //V1 no")).good();
	let block = second["block"].as_u64().unwrap();
	assert!(block > stopped.0, "in a block, but not final: {second}");
	let before = runtime.block_on(async {
		let url = nodes[0].url();
		blocks(&nodes[0], then + BLOCKS).await;
		assert_eq!(finalized(url).await, stopped, "two of four finalise");
		best(url).await
	});
	// Two validators can have made two blocks for one slot, and the ballot waits for the next.
	let waiting = wait_until("the second ballot", LIMIT, || {
		let shown = user.run(&format!("poll show {poll}")).good();
		(shown["ballots"] == 2).then_some(shown)
	});

	runtime.block_on(async {
		let arguments = network::arguments(2, &chain, Some(&boot));
		nodes[2].run(&node_program(), &arguments).await.unwrap();
		network::wait_until_final(&nodes, before).await;
		let mut hashes = Vec::new();
		for node in &nodes {
			hashes.push(rpc(node.url(), "chain_getBlockHash", &[json!(block)]).await);
		}
		let agree = |hash: &Value| hash.is_string() && *hash == hashes[0];
		assert!(hashes.iter().all(agree), "{hashes:?}");
	});
	// Every ballot is found again in final blocks, and in the same order.
	let kept = user.run(&format!("poll show {poll}")).good();
	assert_eq!(kept["digest"], waiting["digest"]);
	let audited = user.run(&format!("audit {poll}")).good();
	assert_eq!(
		(&audited["ok"], &audited["counted"]),
		(&json!(true), &json!(2))
	);
}

/// Whoever is cut off makes no blocks that would be undone later, unless the operator says so.
#[test]
fn lonely_validator_makes_blocks_when_authoring_is_forced() {
	let _turn = network::turn();
	let folder = tempfile::tempdir().unwrap();
	let chain = write(folder.path(), "spec.json", &spec("local", |_| ()));
	let mut arguments = network::arguments(0, &chain, None);

	runtime().block_on(async {
		let program = node_program();
		let home = tempfile::tempdir().unwrap();
		let mut node = Node::launch(&program, home, &arguments).await.unwrap();
		sleep(Duration::from_millis(8 * SLOT)).await;
		assert_eq!(best(node.url()).await, 0, "blocks without being asked");

		arguments.push("--force-authoring".into());
		node.run(&program, &arguments).await.unwrap();
		blocks(&node, BLOCKS).await;
		assert_eq!(finalized(node.url()).await.0, 0, "one of four finalises");
	});
}

/// The last state of a node that is stopped, as a chain spec.
fn exported_state(chain: &str, data: &Path) -> Value {
	let output = Command::new(node_program())
		.args(["export-state", "--chain", chain, "--base-path"])
		.arg(data)
		.output()
		.unwrap();
	let error = String::from_utf8_lossy(&output.stderr);
	assert!(output.status.success(), "{error}");
	serde_json::from_slice(&output.stdout).unwrap()
}

/// Code that can be read, but in which nothing is left by which a block could begin. It takes the
/// place of a new version that was passed as a law and does not work.
fn broken(code: &str) -> String {
	const ENTRY: &[u8] = b"Core_initialize_block";
	let blob = hex::decode(code.trim_start_matches("0x")).unwrap();
	let mut wasm = decompress(&blob, CODE_BLOB_BOMB_LIMIT)
		.unwrap()
		.into_owned();
	let windows = wasm.windows(ENTRY.len()).enumerate();
	let places: Vec<usize> = windows
		.filter(|(_, bytes)| *bytes == ENTRY)
		.map(|(place, _)| place)
		.collect();
	assert!(!places.is_empty(), "the code has no {ENTRY:?}");
	for place in places {
		wasm[place] = b'X';
	}
	format!("0x{}", hex::encode(wasm))
}

/// The on-chain code stays broken: it is the operators who agree to run other code from a block on.
#[test]
fn chain_goes_on_when_its_broken_code_is_substituted() {
	/// Where state has the code, in hexadecimal digits.
	const CODE: &str = "0x3a636f6465";
	let folder = tempfile::tempdir().unwrap();
	let mut spec = spec("dev", |_| ());
	let code = spec["genesis"]["runtimeGenesis"]["code"].take();
	let broken = broken(code.as_str().unwrap());
	spec["genesis"]["runtimeGenesis"]["code"] = broken.as_str().into();
	let stuck = write(folder.path(), "stuck.json", &spec);
	spec["codeSubstitutes"] = json!({ "0": code });
	let cured = write(folder.path(), "cured.json", &spec);
	let arguments = |chain: &str| ["--dev", "--chain", chain].map(String::from);

	runtime().block_on(async {
		let program = node_program();
		let home = tempfile::tempdir().unwrap();
		// Where a node in this folder keeps its chain.
		let data = home.path().join("data");
		let mut node = Node::launch(&program, home, &arguments(&stuck))
			.await
			.unwrap();
		let tried = timeout(Duration::from_secs(LIMIT), async {
			while !node.log().contains("Proposing failed") {
				sleep(Duration::from_millis(SLOT / 4)).await;
			}
		});
		assert!(tried.await.is_ok(), "no failure is told: {}", node.log());
		let genesis = rpc(node.url(), "chain_getBlockHash", &[json!(0)]).await;
		assert_eq!(best(node.url()).await, 0, "broken code makes blocks");

		node.kill();
		let exported = exported_state(&stuck, &data);
		let state = &exported["genesis"]["raw"]["top"];
		assert!(state[CODE] == broken.as_str(), "another state");
		node.run(&program, &arguments(&cured)).await.unwrap();
		network::wait_until_final(std::slice::from_ref(&node), 3).await;
		let same = rpc(node.url(), "chain_getBlockHash", &[json!(0)]).await;
		assert_eq!(same, genesis, "the same chain");
	});
}
