//! What all tests on a real node share.

use serde_json::Value;
use std::{
	ffi::OsStr,
	path::{Path, PathBuf},
	process::{Command, Stdio},
	thread,
	time::{Duration, Instant},
};
use subxt::rpcs::{client::RpcParams, RpcClient};
use tempfile::TempDir;
use veche_cli::commands::demo::node::{self, Genesis, Node, Start};

/// The program under test.
pub const VECHE: &str = env!("CARGO_BIN_EXE_veche");
/// What opens the keys of the tests.
pub const PASSPHRASE: &str = "seven dry oaks";

/// The node: `VECHE_NODE`, else the one built beside the program under test.
pub fn node_program() -> PathBuf {
	let beside = Path::new(VECHE).with_file_name("veche-node");
	let path = std::env::var_os("VECHE_NODE").map_or(beside, PathBuf::from);
	assert!(
		path.is_file(),
		"these tests need the node at {}: run `cargo xtask build` first, or name one in VECHE_NODE",
		path.display()
	);
	path
}

/// A runtime for the asynchronous half of a test.
pub fn runtime() -> tokio::runtime::Runtime {
	tokio::runtime::Builder::new_multi_thread()
		.worker_threads(2)
		.enable_all()
		.build()
		.unwrap()
}

/// A development chain with its genesis changed.
pub async fn start(change: impl FnOnce(&mut Genesis), arguments: &[&str]) -> Node {
	let program = node_program();
	let spec = node::spec(&program, "dev", change).unwrap();
	let arguments = arguments
		.iter()
		.map(|argument| argument.to_string())
		.collect();
	Node::start(
		&program,
		Start {
			spec: Some(spec),
			arguments,
		},
	)
	.await
	.unwrap()
}

/// Ask the node directly.
pub async fn rpc(url: &str, method: &str, parameters: &[Value]) -> Value {
	let client = RpcClient::from_insecure_url(url).await.unwrap();
	let mut params = RpcParams::new();
	for parameter in parameters {
		params.push(parameter).unwrap();
	}
	match client.request(method, params).await {
		Ok(answer) => answer,
		Err(error) => panic!("{method}: {error}"),
	}
}

/// The number of the best block.
pub async fn best(url: &str) -> u64 {
	number(&rpc(url, "chain_getHeader", &[]).await)
}

/// The number in a header.
pub fn number(header: &Value) -> u64 {
	let digits = header["number"].as_str().unwrap().trim_start_matches("0x");
	u64::from_str_radix(digits, 16).unwrap()
}

/// The finalised block: number and hash.
pub async fn finalized(url: &str) -> (u64, String) {
	let hash = rpc(url, "chain_getFinalizedHead", &[]).await;
	let header = rpc(url, "chain_getHeader", std::slice::from_ref(&hash)).await;
	(number(&header), hash.as_str().unwrap().to_string())
}

/// What a run of `veche` answered.
#[derive(Debug)]
pub struct Answer {
	pub code: i32,
	pub out: String,
	pub err: String,
}

impl Answer {
	/// The JSON on the standard output.
	pub fn json(&self) -> Value {
		serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
	}

	/// The JSON of a run that must have succeeded.
	#[track_caller]
	pub fn good(&self) -> Value {
		assert_eq!(self.code, 0, "{self:?}");
		if self.out.trim().is_empty() {
			return Value::Null;
		}
		self.json()
	}

	/// The error of a run that must have been refused with this exit code.
	#[track_caller]
	pub fn refused(&self, code: i32) -> String {
		assert_eq!(self.code, code, "{self:?}");
		let error: Value =
			serde_json::from_str(&self.err).unwrap_or_else(|error| panic!("{error}: {self:?}"));
		error["error"].as_str().unwrap().to_string()
	}
}

/// A user: a folder of files and a node to talk to.
pub struct User {
	home: TempDir,
	url: String,
}

impl User {
	pub fn new(url: &str) -> Self {
		Self {
			home: tempfile::tempdir().unwrap(),
			url: url.into(),
		}
	}

	/// A file of this user.
	pub fn file(&self, name: &str) -> PathBuf {
		self.home.path().join(name)
	}

	/// Run `veche` with these arguments, answering in JSON.
	pub fn veche<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Answer {
		let output = Command::new(VECHE)
			.args(["--json", "--url", &self.url])
			.args(arguments)
			.env("VECHE_HOME", self.home.path())
			.env("VECHE_PASSPHRASE", PASSPHRASE)
			.env_remove("VECHE_URL")
			.stdin(Stdio::null())
			.output()
			.unwrap();
		Answer {
			code: output.status.code().unwrap_or(-1),
			out: String::from_utf8_lossy(&output.stdout).into_owned(),
			err: String::from_utf8_lossy(&output.stderr).into_owned(),
		}
	}

	/// The same, the arguments in one line.
	pub fn run(&self, line: &str) -> Answer {
		self.veche(line.split_whitespace())
	}
}

/// Run lines side by side; the answers in their order.
pub fn together(user: &User, lines: impl IntoIterator<Item = String>) -> Vec<Answer> {
	let lines: Vec<String> = lines.into_iter().collect();
	thread::scope(|scope| {
		let running: Vec<_> = (lines.iter())
			.map(|line| scope.spawn(move || user.run(line)))
			.collect();
		let answers = running.into_iter().map(|one| one.join().unwrap());
		answers.collect()
	})
}

/// Seconds that a test waits for what must come. Only against hanging: whoever waits goes on at once
/// when it has come.
pub const LIMIT: u64 = 300;

/// Ask again until it is so.
#[track_caller]
pub fn wait_until<V>(what: &str, seconds: u64, mut ask: impl FnMut() -> Option<V>) -> V {
	let begun = Instant::now();
	loop {
		if let Some(value) = ask() {
			return value;
		}
		assert!(
			begun.elapsed() < Duration::from_secs(seconds),
			"{what} takes over {seconds} s"
		);
		thread::sleep(Duration::from_millis(200));
	}
}
