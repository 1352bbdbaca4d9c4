//! A throw-away node: started on free ports in a folder of its own, gone when dropped.

use crate::chain::Chain;
use anyhow::{bail, Context as _, Result};
use serde_json::Value;
use std::{
	fs,
	net::SocketAddr,
	path::{Path, PathBuf},
	process::{Child, Command, Stdio},
	time::{Duration, Instant},
};
use tempfile::TempDir;

/// How long a node may take to answer. A debug build compiles its Wasm for a long while.
const PATIENCE: Duration = Duration::from_secs(120);
/// What the node writes into its log once clients can reach it.
const SERVER: &str = "Running JSON-RPC server: addr=";

/// Where `veche-node` is: the path given, else beside this program.
pub fn find(given: Option<&Path>) -> Result<PathBuf> {
	let here = std::env::current_exe().context("this program cannot tell where it is")?;
	let beside = here.with_file_name(format!("veche-node{}", std::env::consts::EXE_SUFFIX));
	let path = given.map_or(beside, Path::to_path_buf);
	if !path.is_file() {
		bail!(
			"there is no node at {}; build it with `cargo xtask build`, or name another with \
			 --node PATH or VECHE_NODE",
			path.display()
		);
	}
	Ok(path)
}

/// The chain spec that the node knows under this name, changed by `change`: the same Wasm with
/// other periods.
pub fn spec(node: &Path, chain: &str, change: impl FnOnce(&mut Genesis)) -> Result<Vec<u8>> {
	let output = Command::new(node)
		.args(["export-chain-spec", "--chain", chain])
		.stdin(Stdio::null())
		.output()
		.with_context(|| format!("{} cannot be started; build it again", node.display()))?;
	if !output.status.success() {
		let reason = String::from_utf8_lossy(&output.stderr);
		bail!("the node cannot write its chain spec: {}", reason.trim());
	}
	let mut spec: Value = serde_json::from_slice(&output.stdout)
		.context("the node's chain spec cannot be read; build node and `veche` together")?;
	change(&mut Genesis(
		&mut spec["genesis"]["runtimeGenesis"]["patch"],
	));
	Ok(serde_json::to_vec(&spec)?)
}

/// The genesis of a chain spec.
pub struct Genesis<'a>(&'a mut Value);

impl<'a> Genesis<'a> {
	/// The genesis in this JSON.
	#[cfg(test)]
	pub(super) fn of(value: &'a mut Value) -> Self {
		Self(value)
	}
}

impl Genesis<'_> {
	/// Change the entry at this path, such as `/initiatives/params/votingPeriod`.
	pub fn set(&mut self, path: &str, value: impl Into<Value>) -> &mut Self {
		let mut at = &mut *self.0;
		for name in path.split('/').filter(|name| !name.is_empty()) {
			at = &mut at[name];
		}
		*at = value.into();
		self
	}

	/// The entry at this path.
	pub fn get(&self, path: &str) -> Option<&Value> {
		self.0.pointer(path)
	}
}

/// A running node.
pub struct Node {
	child: Option<Child>,
	/// Ends the node if this program is killed and cannot do so itself.
	watchdog: Option<Child>,
	folder: TempDir,
	url: String,
}

/// How to start a node.
#[derive(Clone, Debug, Default)]
pub struct Start {
	/// Its chain spec; `--dev` where there is none.
	pub spec: Option<Vec<u8>>,
	/// Further arguments.
	pub arguments: Vec<String>,
}

impl Node {
	/// Start a node of a development chain and wait until clients can reach it.
	pub async fn start(program: &Path, start: Start) -> Result<Self> {
		let folder = tempfile::Builder::new()
			.prefix("veche-node-")
			.tempdir()
			.context("no folder can be made for the node; check free space")?;
		let mut arguments: Vec<String> = vec!["--dev".into()];
		if let Some(spec) = start.spec {
			let path = folder.path().join("spec.json");
			fs::write(&path, spec).context("the chain spec cannot be written; check free space")?;
			arguments.extend(["--chain".into(), path.to_string_lossy().into_owned()]);
		}
		arguments.extend(start.arguments);
		Self::launch(program, folder, &arguments).await
	}

	/// Start a node with its files in `folder` and with exactly these arguments on top of free
	/// ports, and wait until clients can reach it.
	pub async fn launch(program: &Path, folder: TempDir, arguments: &[String]) -> Result<Self> {
		let mut node = Self {
			child: None,
			watchdog: None,
			folder,
			url: String::new(),
		};
		node.run(program, arguments).await?;
		Ok(node)
	}

	/// Start the program in the node's folder, where a chain of an earlier run goes on.
	pub async fn run(&mut self, program: &Path, arguments: &[String]) -> Result<()> {
		self.kill();
		let log = fs::File::create(self.log_path()).context("the node's log cannot be written")?;
		let child = Command::new(program)
			.arg("--base-path")
			.arg(self.folder.path().join("data"))
			.args([
				"--rpc-port",
				"0",
				"--no-prometheus",
				"--no-telemetry",
				"--no-mdns",
			])
			.args(["--listen-addr", "/ip4/127.0.0.1/tcp/0"])
			.args(arguments)
			.stdin(Stdio::null())
			.stdout(Stdio::null())
			.stderr(log)
			.spawn()
			.with_context(|| format!("{} cannot be started; build it again", program.display()))?;
		self.watchdog = watchdog(child.id(), self.folder.path());
		self.child = Some(child);
		let port = self.port().await?;
		self.url = format!("ws://127.0.0.1:{port}");
		Ok(())
	}

	/// The port on which it answers, as its log says.
	async fn port(&mut self) -> Result<u16> {
		let begun = Instant::now();
		loop {
			let log = self.log();
			if let Some(port) = port_in(&log) {
				return Ok(port);
			}
			let ended = self.child.as_mut().map(Child::try_wait).transpose();
			if !matches!(ended, Ok(Some(None))) || begun.elapsed() > PATIENCE {
				let last: Vec<&str> = log.lines().rev().take(8).collect();
				let last: Vec<&str> = last.into_iter().rev().collect();
				bail!(
					"the node did not start. The end of its log:\n{}",
					last.join("\n")
				);
			}
			tokio::time::sleep(Duration::from_millis(50)).await;
		}
	}

	/// Its address for clients.
	pub fn url(&self) -> &str {
		&self.url
	}

	/// A client of it.
	pub async fn chain(&self) -> Result<Chain> {
		Chain::connect(&self.url).await
	}

	/// The number of its process, while it runs.
	pub fn process(&self) -> Option<u32> {
		self.child.as_ref().map(Child::id)
	}

	/// What it has written into its log.
	pub fn log(&self) -> String {
		let bytes = fs::read(self.log_path()).unwrap_or_default();
		String::from_utf8_lossy(&bytes).into_owned()
	}

	fn log_path(&self) -> PathBuf {
		self.folder.path().join("node.log")
	}

	/// Wait until the process has ended, asked by somebody else.
	pub fn wait(&mut self) {
		self.call_off();
		if let Some(mut child) = self.child.take() {
			let _ = child.wait();
		}
	}

	/// End it at once.
	pub fn kill(&mut self) {
		self.call_off();
		if let Some(mut child) = self.child.take() {
			let _ = child.kill();
			let _ = child.wait();
		}
	}

	/// Call off the watchdog.
	fn call_off(&mut self) {
		if let Some(mut watchdog) = self.watchdog.take() {
			let _ = watchdog.kill();
			let _ = watchdog.wait();
		}
	}

	/// Leave it running when this program ends; its folder stays too.
	pub fn keep(mut self) -> (String, PathBuf) {
		self.call_off();
		self.child = None;
		self.folder.disable_cleanup(true);
		(self.url.clone(), self.folder.path().to_path_buf())
	}
}

/// The port in a log. A comma follows each address but the last of several, so without one the line may
/// be half written.
fn port_in(log: &str) -> Option<u16> {
	let (_, rest) = log.split_once(SERVER)?;
	let (address, _) = rest.split_once(',')?;
	let address: SocketAddr = address.trim().parse().ok()?;
	Some(address.port())
}

/// A process that waits until this one ends, however that happens, and then ends the node. It is
/// called off when the node is ended in order. Where there is no shell, nobody watches.
fn watchdog(node: u32, folder: &Path) -> Option<Child> {
	const SCRIPT: &str = "read -r _; kill -9 \"$1\"; sleep 1; rm -rf -- \"$2\"";
	Command::new("sh")
		.args(["-c", SCRIPT, "watchdog", &node.to_string()])
		.arg(folder)
		.stdin(Stdio::piped())
		.stdout(Stdio::null())
		.stderr(Stdio::null())
		.spawn()
		.ok()
}

impl Drop for Node {
	fn drop(&mut self) {
		self.kill();
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn set_makes_the_entry_where_it_is_missing_and_leaves_the_rest() {
		let mut value = serde_json::json!({ "a": { "b": 1, "c": 2 } });
		Genesis(&mut value).set("/a/b", 3).set("/d/e", "f");
		assert_eq!(
			value,
			serde_json::json!({ "a": { "b": 3, "c": 2 }, "d": { "e": "f" } })
		);
	}

	#[test]
	fn port_is_read_only_when_its_line_is_written_to_the_end() {
		let log = |rest: &str| format!("2026-11-22 Running JSON-RPC server: addr={rest}");
		for (rest, port) in [
			("127.0.0.1:39944,[::1]:39945\n", Some(39_944)),
			("127.0.0.1:39944,\n", Some(39_944)),
			("127.0.0.1:399", None),
			("", None),
		] {
			assert_eq!(port_in(&log(rest)), port, "{rest:?}");
		}
		let other = "Prometheus exporter started at 127.0.0.1:9615,";
		assert_eq!(port_in(other), None);
	}

	#[test]
	fn find_fails_with_advice_when_there_is_no_node() {
		let error = find(Some(Path::new("/no/such/node")))
			.unwrap_err()
			.to_string();
		assert!(
			error.contains("/no/such/node") && error.contains("cargo xtask build"),
			"{error}"
		);
	}
}
