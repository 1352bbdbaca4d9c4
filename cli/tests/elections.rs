//! An office filled, and left, with the command alone: a real node, real proofs.

use crate::{
	common::{runtime, start, together, wait_until, User, LIMIT},
	village::{self, settle, HOME},
};
use serde_json::{json, Value};
use std::fs;

/// Whoever lives in the village; the first two stand.
const PEOPLE: [&str; 3] = ["ann", "//V1", "//V2"];
/// Blocks of a round of nomination and of a vote, half a second each.
const NOMINATION: u32 = 110;
const VOTING: u32 = 90;
/// Blocks that must be left for all candidates to stand in the same round.
const ENOUGH: u64 = 75;

/// The school gives the certificate, and the holder accepts it.
fn certify(user: &User, key: &str) {
	let holder = user.run(&format!("key address {key}")).out;
	let document = user.file(&format!("certificate{}", key.replace('/', "_")));
	user.veche([
		"credential",
		"issue",
		"0",
		"--key",
		"//One",
		"--holder",
		holder.trim(),
		"--fields",
		"course=2026",
		"--out",
		document.to_str().unwrap(),
	])
	.good();
	user.run(&format!("credential accept 0 --key {key}")).good();
}

fn pledges(user: &User, name: &str, count: u32) -> String {
	let list: Vec<Value> = (1..=count)
		.map(|n| json!({ "title": format!("Pledge {n} of {name}"), "due_in_blocks": 100 * n }))
		.collect();
	let file = user.file(&format!("{name}.json"));
	fs::write(&file, json!({ "pledges": list }).to_string()).unwrap();
	file.to_str().unwrap().to_string()
}

fn show(user: &User, election: u64) -> Value {
	user.run(&format!("election show {election}")).good()
}

/// Wait for a round of nomination with time for everything.
fn wait_for_nomination(user: &User, election: u64) {
	wait_until("a fresh round of nomination", LIMIT, || {
		let shown = show(user, election);
		let left = shown["next_block"].as_u64()? - shown["block"].as_u64()?;
		(shown["phase"] == "nomination" && left >= ENOUGH).then_some(())
	});
}

fn wait_for_phase(user: &User, election: u64, phase: &str) -> Value {
	wait_until(phase, LIMIT, || {
		let shown = show(user, election);
		(shown["phase"] == phase).then_some(shown)
	})
}

#[test]
fn village_fills_its_office_and_the_elected_resigns() {
	let runtime = runtime();
	let node = runtime.block_on(start(
		|genesis| {
			genesis
				.set("/timing/slotDuration", 500)
				.set("/offices/founding", 5)
				.set("/elections/params/notice", 1)
				.set("/elections/params/nomination", NOMINATION)
				.set("/elections/params/voting", VOTING);
		},
		&[],
	));
	let user = &User::new(node.url());
	settle(user, &PEOPLE);
	let head = user.run(&format!("office show {HOME}")).good()[0].clone();
	let (office, election) = (
		head["office"].as_u64().unwrap(),
		head["election"].as_u64().unwrap(),
	);
	let stand = |key: &str, name: &str, file: &str| {
		let election = election.to_string();
		user.veche([
			"candidate",
			"stand",
			&election,
			"--key",
			key,
			"--name",
			name,
			"--pledges",
			file,
		])
	};
	// Without a candidate nomination goes on, round after round.
	wait_for_phase(user, election, "nomination");
	let error = stand("ann", "Ann", &pledges(user, "none", 1)).refused(1);
	assert!(error.contains("NoCertificate"), "{error}");
	for key in &PEOPLE[..2] {
		certify(user, key);
	}

	wait_for_nomination(user, election);
	let error = stand("ann", "Ann", &pledges(user, "many", 17)).refused(2);
	assert!(error.contains("16"), "{error}");
	stand("ann", "Ann", &pledges(user, "ann", 2)).good();
	let error = stand("ann", "Ann", &pledges(user, "ann", 2)).refused(1);
	assert!(error.contains("AlreadyCandidate"), "{error}");
	stand("//V1", "Vera", &pledges(user, "vera", 1)).good();
	user.run(&format!("candidate withdraw {election} --key //V1"))
		.good();
	stand("//V1", "Vera", &pledges(user, "vera", 2)).good();
	let candidates = user.run(&format!("candidate show {election}")).good();
	assert_eq!(candidates.as_array().unwrap().len(), 2, "{candidates}");
	assert_eq!(
		candidates[1]["pledges"][1]["title"], "Pledge 2 of vera",
		"{candidates}"
	);

	let voting = wait_for_phase(user, election, "voting");
	let poll = voting["poll"]["poll"]
		.as_u64()
		.or(voting["poll"]["id"].as_u64());
	let poll = poll.unwrap_or_else(|| panic!("{voting}")).to_string();
	village::wait_for_phase(user, poll.parse().unwrap(), "open");
	let error = stand("//V2", "Late", &pledges(user, "late", 1)).refused(1);
	assert!(error.contains("NominationOver"), "{error}");
	let vote = |(key, marks): (&str, &str)| format!("vote {poll} --key {key} 1>2 {marks}");
	let error = user.run(&vote(("ann", "1,2,3,4"))).refused(2);
	assert!(error.contains('3'), "{error}");
	let votes = [("ann", "1,2"), ("//V1", "2"), ("//V2", "1,2,3")];
	for answer in together(user, votes.map(vote)) {
		answer.good();
	}
	let watched = user.run(&format!("election watch {election} --once"));
	assert_eq!(watched.code, 0, "{watched:?}");

	let done = wait_for_phase(user, election, "done");
	assert_eq!(done["candidates"][0]["elected"], true, "{done}");
	// The paper asks for the first pledges of both before the second of any.
	assert_eq!(done["candidates"][0]["pledges"][0]["marks"], 2, "{done}");
	let held = user.run(&format!("office show {office}")).good();
	let mandate = held["holder"]["mandate"].as_u64();
	assert!(mandate.is_some(), "{held}");
	let history = user.run(&format!("office history {office}")).good();
	assert_eq!(history.as_array().unwrap().len(), 1, "{history}");

	let error = user
		.run(&format!("office resign {office} --key //V1"))
		.refused(1);
	assert!(error.contains("NotIncumbent"), "{error}");
	let left = user
		.run(&format!("office resign {office} --key ann"))
		.good();
	assert_eq!(left["mandate"].as_u64(), mandate, "{left}");
	// Vera is next in line, and acts until the next election is decided.
	wait_until("the next election", LIMIT, || {
		let shown = user.run(&format!("office show {office}")).good();
		assert!(shown["acting"].is_object(), "{shown}");
		shown["election"].as_u64().filter(|next| *next != election)
	});
}
