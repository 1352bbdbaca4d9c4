//! A network of validators on one machine.

use crate::common::{finalized, node_program, rpc, LIMIT};
use futures::future::join_all;
use serde_json::Value;
use std::{
	path::Path,
	sync::{Mutex, MutexGuard},
	time::Duration,
};
use tokio::time::{sleep, timeout};
use veche_cli::commands::demo::node::Node;

/// The validators of the local network.
const VALIDATORS: [&str; 4] = ["alice", "bob", "charlie", "dave"];

/// Networks take turns: all have the same validators with the same keys, which look for each other on
/// this machine, and one network is load enough for it. A node by itself needs no turn.
pub fn turn() -> MutexGuard<'static, ()> {
	static TURN: Mutex<()> = Mutex::new(());
	TURN.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// How the validator with this number is started. `boot` is where it finds the others.
pub fn arguments(number: usize, chain: &str, boot: Option<&str>) -> Vec<String> {
	let name = format!("--{}", VALIDATORS[number]);
	let key = format!("{:064x}", number + 1);
	let mut arguments = [
		"--chain",
		chain,
		&name,
		"--validator",
		"--node-key",
		&key,
		"--allow-private-ip",
		"--discover-local",
	]
	.map(String::from)
	.to_vec();
	if let Some(boot) = boot {
		arguments.extend(["--bootnodes", boot].map(String::from));
	}
	arguments
}

/// Start the first so many validators of a chain. Returns where they find each other, too.
pub async fn launch(validators: usize, chain: &str) -> (Vec<Node>, String) {
	let program = node_program();
	let first = start(&program, 0, chain, None).await;
	let boot = own_address(first.url()).await;
	let others = (1..validators).map(|number| start(&program, number, chain, Some(&boot)));
	let mut nodes = vec![first];
	nodes.extend(join_all(others).await);
	(nodes, boot)
}

async fn start(program: &Path, number: usize, chain: &str, boot: Option<&str>) -> Node {
	let folder = tempfile::tempdir().unwrap();
	let arguments = arguments(number, chain, boot);
	Node::launch(program, folder, &arguments).await.unwrap()
}

/// Wait until all of these have finalised the block.
pub async fn wait_until_final(nodes: &[Node], block: u64) {
	let agreed = timeout(Duration::from_secs(LIMIT), async {
		for node in nodes {
			while finalized(node.url()).await.0 < block {
				sleep(Duration::from_millis(300)).await;
			}
		}
	});
	if agreed.await.is_err() {
		let logs: Vec<String> = nodes.iter().map(Node::log).collect();
		panic!(
			"block {block} is not final in {LIMIT} s: {}",
			logs.join("\n---\n")
		);
	}
}

/// Where others reach the node on this machine.
async fn own_address(url: &str) -> String {
	for _ in 0..5 * LIMIT {
		let addresses = rpc(url, "system_localListenAddresses", &[]).await;
		let addresses = addresses.as_array().cloned().unwrap_or_default();
		let found = addresses
			.iter()
			.filter_map(Value::as_str)
			.find(|address| address.contains("/127.0.0.1/tcp/") && !address.contains("/tcp/0"));
		if let Some(address) = found {
			return address.to_string();
		}
		sleep(Duration::from_millis(200)).await;
	}
	panic!("the node does not tell its address")
}
