//! Nodes by themselves: sealing on demand, restart, four validators.

use crate::{
	common::{best, finalized, node_program, rpc, runtime, start, LIMIT},
	network,
};
use futures::future::try_join_all;
use serde_json::{json, Value};
use std::{process::Command, time::Duration};
use tokio::time::{sleep, timeout};
use veche_cli::{
	chain::{call, Wait},
	commands::demo::node::{Node, Start},
	keystore::Identity,
};

async fn develop(arguments: &[&str]) -> Node {
	let arguments = arguments
		.iter()
		.map(|argument| argument.to_string())
		.collect();
	Node::start(
		&node_program(),
		Start {
			spec: None,
			arguments,
		},
	)
	.await
	.unwrap()
}

#[test]
fn blocks_come_only_on_demand_when_sealing_is_manual() {
	runtime().block_on(async {
		let node = develop(&["--sealing", "manual"]).await;
		sleep(Duration::from_secs(3)).await;
		assert_eq!(best(node.url()).await, 0);
		for number in 1..=3 {
			let create = [json!(true), json!(number == 3), Value::Null];
			let created = rpc(node.url(), "engine_createBlock", &create).await;
			assert!(created["hash"].is_string(), "{created}");
			assert_eq!(best(node.url()).await, number);
		}
		assert_eq!(finalized(node.url()).await.0, 3);
	});
}

#[test]
fn block_comes_with_each_transaction_when_sealing_is_instant() {
	runtime().block_on(async {
		let node = develop(&["--sealing", "instant"]).await;
		let chain = node.chain().await.unwrap();
		sleep(Duration::from_secs(2)).await;
		assert_eq!(chain.best().await.unwrap().number, 0);
		let alice = Identity::development("//Alice").unwrap();
		for number in 1..=2 {
			let at = chain.best().await.unwrap();
			let remark =
				call::encode(at.metadata(), "System", "remark", vec![number as u8]).unwrap();
			let sent = chain.submit_signed(alice.signer(), &remark, Wait::Finalized);
			let included = timeout(Duration::from_secs(LIMIT), sent)
				.await
				.unwrap()
				.unwrap();
			assert_eq!(included.number, number);
		}
	});
}

/// Each is signed with the number that the node names, and all hear the same one.
#[test]
fn acts_of_one_account_all_count_when_they_are_sent_at_once() {
	const ACTS: u8 = 4;
	runtime().block_on(async {
		let node = develop(&["--sealing", "instant"]).await;
		let chain = node.chain().await.unwrap();
		let alice = Identity::development("//Alice").unwrap();
		let at = chain.best().await.unwrap();
		let remarks: Vec<_> = (0..ACTS)
			.map(|number| call::encode(at.metadata(), "System", "remark", vec![number]).unwrap())
			.collect();
		let acts = remarks
			.iter()
			.map(|remark| chain.submit_signed(alice.signer(), remark, Wait::Block));
		let all = timeout(Duration::from_secs(LIMIT), try_join_all(acts));
		all.await.unwrap().unwrap();
		let next = chain.next_nonce(&alice.account()).await.unwrap();
		assert_eq!(next, u64::from(ACTS));
	});
}

#[test]
fn node_refuses_sealing_when_chain_is_not_for_development() {
	let folder = tempfile::tempdir().unwrap();
	let output = Command::new(node_program())
		.args([
			"--chain",
			"local",
			"--alice",
			"--sealing",
			"manual",
			"--base-path",
		])
		.arg(folder.path())
		.args([
			"--rpc-port",
			"0",
			"--no-prometheus",
			"--node-key",
			&"1".repeat(64),
		])
		.output()
		.unwrap();
	assert!(!output.status.success());
	let error = String::from_utf8_lossy(&output.stderr);
	assert!(error.contains("--sealing"), "{error}");
}

#[test]
fn node_keeps_its_chain_when_restarted() {
	runtime().block_on(async {
		let program = node_program();
		let folder = tempfile::tempdir().unwrap();
		let arguments = ["--dev".to_string()];
		let mut node = Node::launch(&program, folder, &arguments).await.unwrap();
		let chain = node.chain().await.unwrap();
		let before = timeout(Duration::from_secs(LIMIT), chain.wait_for_finalized(3)).await;
		let before = before.unwrap().unwrap();
		let genesis = chain.genesis_hash();
		drop(chain);

		// Ask it to end, as a service manager does.
		let process = node.process().unwrap().to_string();
		// The shell's own `kill`: a bare system has no program of that name.
		assert!(Command::new("sh")
			.args(["-c", &format!("kill -TERM {process}")])
			.status()
			.unwrap()
			.success());
		node.wait();
		node.run(&program, &arguments).await.unwrap();

		let chain = node.chain().await.unwrap();
		assert_eq!(chain.genesis_hash(), genesis);
		assert_eq!(chain.hash_of(before.number).await.unwrap(), before.hash);
		let next = before.number + 3;
		timeout(Duration::from_secs(LIMIT), chain.wait_for_finalized(next))
			.await
			.unwrap()
			.unwrap();
	});
}

#[test]
fn four_validators_agree_when_they_find_each_other() {
	let _turn = network::turn();
	runtime().block_on(async {
		let (nodes, _) = network::launch(4, "local").await;
		network::wait_until_final(&nodes, 3).await;
		let mut hashes = Vec::new();
		for node in &nodes {
			hashes.push(rpc(node.url(), "chain_getBlockHash", &[json!(3)]).await);
		}
		assert!(
			hashes
				.iter()
				.all(|hash| hash == &hashes[0] && hash.is_string()),
			"{hashes:?}"
		);
	});
}

#[test]
fn genesis_differs_when_periods_do_though_the_wasm_is_the_same() {
	runtime().block_on(async {
		let sealing = ["--sealing", "manual"];
		let one = start(|_| (), &sealing).await;
		let two = start(
			|genesis| {
				genesis.set("/initiatives/params/votingPeriod", 7);
			},
			&sealing,
		)
		.await;
		let (one, two) = (one.chain().await.unwrap(), two.chain().await.unwrap());
		assert_ne!(one.genesis_hash(), two.genesis_hash());
		let version = |chain: veche_cli::chain::Chain| async move {
			chain.spec_version(chain.genesis_hash()).await.unwrap()
		};
		assert_eq!(version(one).await, version(two).await);
	});
}
