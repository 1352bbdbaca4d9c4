//! A village with an open poll, on a real node: made once, used by many tests.

use crate::common::{runtime, start, wait_until, Answer, User, LIMIT};
use serde_json::Value;
use std::{
	path::Path,
	sync::{Mutex, MutexGuard, OnceLock},
};
use tokio::runtime::Runtime;
use veche_cli::commands::demo::node::Node;

/// Where everybody lives.
pub const HOME: &str = "BY-BR-04-01";
/// Keys of the voters; Ann's is in a file, the others' seeds are known to everybody.
pub const VOTERS: [&str; 7] = ["ann", "//V1", "//V2", "//V3", "//V4", "//V5", "//V6"];

/// The village.
pub struct Village {
	pub user: User,
	pub initiative: u64,
	pub petition: u64,
	pub poll: u64,
	node: Mutex<Node>,
	/// Keeps the connection's tasks alive.
	_runtime: Runtime,
}

/// The village of this run. A static is never dropped: the node's watchdog ends it with the tests.
pub fn village() -> &'static Village {
	static VILLAGE: OnceLock<Option<Village>> = OnceLock::new();
	// Founded once: if that fails, the first test says why, and the others do not try again.
	let village = VILLAGE.get_or_init(|| std::panic::catch_unwind(Village::found).ok());
	village
		.as_ref()
		.expect("the village could not be founded; see the first failure")
}

impl Village {
	fn found() -> Self {
		let runtime = runtime();
		let node = runtime.block_on(start(
			|genesis| {
				genesis
					.set("/timing/slotDuration", 500)
					.set("/initiatives/params/notice", 1)
					.set("/initiatives/params/votingPeriod", 20_000)
					.set("/identity/params/rotateInterval", 20_000);
			},
			&[],
		));
		let user = User::new(node.url());
		let (initiative, petition, poll) = populate(&user);
		Self {
			user,
			initiative,
			petition,
			poll,
			node: Mutex::new(node),
			_runtime: runtime,
		}
	}

	/// The address of the node.
	pub fn url(&self) -> String {
		self.node().url().to_string()
	}

	fn node(&self) -> MutexGuard<'_, Node> {
		self.node
			.lock()
			.unwrap_or_else(|poisoned| poisoned.into_inner())
	}

	/// Vote in the village's poll.
	pub fn vote(&self, key: &str, choice: &str, more: &[&str]) -> Answer {
		let poll = self.poll.to_string();
		self.user
			.veche(["vote", &poll, "--key", key, choice].iter().chain(more))
	}

	/// The poll as it stands.
	pub fn show(&self) -> Value {
		self.user.run(&format!("poll show {}", self.poll)).good()
	}

	/// Make a person attested by both registrars; their number.
	pub fn register(&self, key: &str, document: &str) -> u64 {
		register(&self.user, &[(key, document)])[0]
	}
}

/// From nothing to an open poll, all with the command.
fn populate(user: &User) -> (u64, u64, u64) {
	settle(user, &VOTERS);

	put_to_vote(
		user,
		&[
			"--method", "schulze", "--option", "Ales", "--option", "Bella", "--option", "Cyril",
		],
	)
}

/// Start an initiative of the second voter, supported by the first. The paper's one question is yes or
/// no unless `paper` says more. Returns initiative, petition and open poll.
pub fn put_to_vote(user: &User, paper: &[&str]) -> (u64, u64, u64) {
	let start = [
		"initiative",
		"start",
		"--key",
		"//V1",
		"--unit",
		HOME,
		"--title",
		"Who keeps the well?",
	];
	let started = user.veche(start.iter().chain(paper)).good();
	let initiative = started["initiative"].as_u64().unwrap();
	let petition = started["petition"].as_u64().unwrap();
	wait_for_phase(user, petition, "open");
	user.run(&format!("initiative support {initiative} --key ann"))
		.good();
	let poll = wait_until("the petition's success", LIMIT, || {
		user.run(&format!("initiative show {initiative}")).good()["poll"].as_u64()
	});
	wait_for_phase(user, poll, "open");
	(initiative, petition, poll)
}

/// Make the first of these keys, and have all attested in the village; the roll has turned with them.
pub fn settle(user: &User, keys: &[&str]) {
	user.run(&format!("key new {}", keys[0])).good();
	user.veche([
		Path::new("registrar"),
		Path::new("new-secret"),
		Path::new("--out"),
		&secret(user),
	])
	.good();
	let documents: Vec<String> = (0..keys.len())
		.map(|number| format!("MP10000{number:02}"))
		.collect();
	let documents = documents.iter().map(String::as_str);
	let people: Vec<(&str, &str)> = keys.iter().copied().zip(documents).collect();
	register(user, &people);
	wait_for_electors(user, keys.len() as u64);
}

fn secret(user: &User) -> std::path::PathBuf {
	user.file("registrars.secret")
}

/// Have people attested by two registrars, who work side by side; the persons' numbers.
fn register(user: &User, people: &[(&str, &str)]) -> Vec<u64> {
	let cards: Vec<(std::path::PathBuf, String)> = people
		.iter()
		.map(|(key, document)| {
			let card = user.file(&format!("card{}", key.replace('/', "_")));
			user.veche(["key", "card", key, "--out", card.to_str().unwrap()])
				.good();
			let file = secret(user);
			let tag = user
				.veche([
					"registrar",
					"tag",
					"--secret-file",
					file.to_str().unwrap(),
					document,
				])
				.good();
			(card, tag["tag"].as_str().unwrap().to_string())
		})
		.collect();
	let persons = Mutex::new(Vec::new());
	std::thread::scope(|scope| {
		for registrar in ["//Bob", "//Charlie"] {
			let (cards, persons) = (&cards, &persons);
			scope.spawn(move || {
				for (card, tag) in cards {
					let answer = attest(user, registrar, card, tag).good();
					if let Some(person) = answer["person"].as_u64() {
						persons.lock().unwrap().push(person);
					}
				}
			});
		}
	});
	persons.into_inner().unwrap()
}

/// One registrar's word.
pub fn attest(user: &User, registrar: &str, card: &Path, tag: &str) -> Answer {
	let card = card.to_str().unwrap();
	user.veche([
		"registrar",
		"attest",
		"--key",
		registrar,
		"--card",
		card,
		"--tag",
		tag,
		"--home",
		HOME,
	])
}

/// Wait until so many, or more, are on the roll.
pub fn wait_for_electors(user: &User, electors: u64) {
	wait_until("the turn of the roll", LIMIT, || {
		let shown = user.run(&format!("roll show {HOME}")).good();
		(shown["electors"].as_u64() >= Some(electors)).then_some(())
	});
}

/// Wait until a poll is in this phase. Where there are several validators, the block that has made it
/// may be undone and come again in another one: so nobody minds if there is none for a moment.
pub fn wait_for_phase(user: &User, poll: u64, phase: &str) {
	wait_until(&format!("poll {poll}, until it is {phase},"), LIMIT, || {
		let shown = user.run(&format!("poll show {poll}"));
		(shown.code == 0 && shown.json()["phase"] == phase).then_some(())
	});
}
