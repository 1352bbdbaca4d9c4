//! An official who answers to the people, with the command alone: a real node, real proofs.

use crate::{
	common::{runtime, start, together, wait_until, User, LIMIT},
	village::{self, settle, HOME},
};
use serde_json::{json, Value};
use std::fs;
use veche_cli::commands::demo::node::Genesis;

/// Whoever lives in the village; the first two stand.
const PEOPLE: [&str; 3] = ["ann", "//V1", "//V2"];
/// The block of the first election, half a second each: everybody is attested by then.
const FOUNDING: u32 = 44;
/// Blocks of a round of nomination and of a vote. All windows leave room for other tests that work at
/// the same time.
const NOMINATION: u32 = 60;
const VOTING: u32 = 64;
/// Blocks that must be left for all candidates to stand in the same round.
const ENOUGH: u64 = 36;
/// Blocks of a judgement, and of a confidence round.
const JUDGING: u32 = 64;
const ROUND: u32 = 64;
/// Blocks between the dates of rounds. With them the village, which is unit 81, is asked three blocks
/// after the grace, if the first round of nomination is enough, and again eight after that round.
const PERIOD: u32 = 76;
const FAST: u32 = 75;
/// Blocks in office before the first round: enough to claim a pledge.
const GRACE: u32 = 60;

/// One office, short periods; all shares are those of the chain.
fn short_rounds(genesis: &mut Genesis<'_>) {
	let find = |genesis: &Genesis<'_>, path: &str, fits: &dyn Fn(usize, &Value) -> bool| {
		let all = genesis.get(path).unwrap().as_array().unwrap();
		let found = all
			.iter()
			.enumerate()
			.find(|(place, one)| fits(*place, one));
		let (place, one) = found.unwrap();
		(place, one.clone())
	};
	let (unit, _) = find(genesis, "/territory/units", &|_, unit| unit["code"] == HOME);
	let (_, head) = find(genesis, "/offices/offices", &|_, office| {
		office["unit"] == unit
	});
	genesis
		.set("/timing/slotDuration", 500)
		.set("/offices/offices", json!([head]))
		.set("/offices/founding", FOUNDING)
		.set("/elections/params/notice", 1)
		.set("/elections/params/nomination", NOMINATION)
		.set("/elections/params/voting", VOTING)
		.set("/pledges/params/judging", JUDGING)
		.set("/reputation/params/voting", ROUND)
		.set("/reputation/params/period", PERIOD)
		.set("/reputation/params/fastPeriod", FAST)
		.set("/reputation/params/grace", GRACE)
		.set("/recall/params/recovery", 4 * FAST);
}

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

/// Ann and Vera stand, and the people elect Ann. Returns office and mandate.
fn elect_ann(user: &User) -> (u64, u64) {
	let (office, election) = wait_until("the call of the election", LIMIT, || {
		let office = user.run(&format!("office show {HOME}")).good()[0].clone();
		Some((office["office"].as_u64()?, office["election"].as_u64()?))
	});
	let show = || user.run(&format!("election show {election}")).good();
	wait_until("a fresh round of nomination", LIMIT, || {
		let shown = show();
		let left = shown["next_block"].as_u64()? - shown["block"].as_u64()?;
		(shown["phase"] == "nomination" && left >= ENOUGH).then_some(())
	});
	let pledges = user.file("pledges.json");
	let list = json!([
		{ "title": "A bridge over the mill stream", "due_in_blocks": 900 },
		{ "title": "Two more buses a day", "due_in_blocks": 900 },
	]);
	fs::write(&pledges, json!({ "pledges": list }).to_string()).unwrap();
	let pledges = pledges.to_str().unwrap();
	let number = election.to_string();
	for (key, name, more) in [
		("ann", "Ann", &["--pledges", pledges][..]),
		("//V1", "Vera", &[][..]),
	] {
		let stand = ["candidate", "stand", &number, "--key", key, "--name", name];
		user.veche(stand.iter().chain(more)).good();
	}
	let poll = wait_until("the vote", LIMIT, || {
		let shown = show();
		(shown["phase"] == "voting").then(|| {
			let poll = shown["poll"]["poll"].as_u64();
			poll.or(shown["poll"]["id"].as_u64()).unwrap()
		})
	});
	village::wait_for_phase(user, poll, "open");
	vote(
		user,
		poll,
		&[("ann", &["1>2", "1"]), ("//V2", &["1>2", "blank"])],
	);
	let mandate = wait_until("the end of the vote", LIMIT, || {
		let shown = user.run(&format!("office show {office}")).good();
		shown["holder"]["mandate"].as_u64()
	});
	(office, mandate)
}

/// Voters answer side by side.
fn vote(user: &User, poll: u64, answers: &[(&str, &[&str])]) {
	let vote = |(key, choices): &(&str, &[&str])| {
		let choices = choices.join(" ");
		format!("vote {poll} --key {key} {choices}")
	};
	for answer in together(user, answers.iter().map(vote)) {
		answer.good();
	}
}

fn watch(user: &User, office: u64) -> Value {
	user.run(&format!("office watch {office} --once")).good()
}

/// Wait until the people can answer a round; its number and its poll.
fn round_after(user: &User, office: u64, last: u64) -> (u64, u64) {
	wait_until("the next round", LIMIT, || {
		let round = watch(user, office)["round"].clone();
		let number = round["round"].as_u64()?;
		let is_open = round["is_open"].as_bool().unwrap_or_default();
		(number > last && is_open).then(|| (number, round["poll"].as_u64().unwrap()))
	})
}

/// Wait until the office is in this state.
fn wait_for_state(user: &User, office: u64, state: &str) -> Value {
	wait_until(state, LIMIT, || {
		let shown = watch(user, office);
		(shown["state"] == state).then_some(shown)
	})
}

/// A pledge is claimed, by the one who may, and put to the people. Returns the poll.
fn claim(user: &User, mandate: u64) -> u64 {
	let evidence = user.file("bridge.txt");
	fs::write(&evidence, "Of oak, with a rail on both sides.").unwrap();
	let evidence = evidence.to_str().unwrap();
	let mandate = mandate.to_string();
	let claim = |pledge: &str, key: &str| {
		let line = ["pledge", "claim", &mandate, pledge, "--key", key];
		user.veche(line.iter().chain(&["--evidence", evidence]))
	};
	for (pledge, key, error) in [
		("0", "//V1", "Pledges.NotYours"),
		("7", "ann", "Pledges.UnknownPledge"),
	] {
		let said = claim(pledge, key).refused(1);
		assert!(said.contains(error), "{said}");
	}
	let claimed = claim("0", "ann").good();
	assert_eq!(claimed["state"], "judging", "{claimed}");
	let said = claim("0", "ann").refused(1);
	assert!(said.contains("Pledges.AlreadyClaimed"), "{said}");
	claimed["poll"].as_u64().unwrap()
}

/// A petition for a round, which one of three people can bring about.
fn petition(user: &User, office: u64) {
	let said = user
		.run(&format!("office petition {office} --key //Nobody"))
		.refused(1);
	assert!(said.contains("Recall.NotACitizen"), "{said}");
	let ask = || user.run(&format!("office petition {office} --key //V2"));
	let begun = ask().good();
	let said = ask().refused(1);
	assert!(said.contains("Recall.PetitionRunning"), "{said}");
	let poll = begun["poll"].as_u64().unwrap();
	village::wait_for_phase(user, poll, "open");
	vote(user, poll, &[("//V2", &["yes"])]);
	wait_until("the success of the petition", LIMIT, || {
		watch(user, office)["petition_from"].as_u64()
	});
	let said = ask().refused(1);
	assert!(said.contains("Recall.TooSoon"), "{said}");
}

/// Ann explains herself, and nobody can for her.
fn explain(user: &User, office: u64) {
	let office = office.to_string();
	let explain = |key: &str, words: &str| {
		user.veche(["office", "explain", &office, "--key", key, "--words", words])
	};
	let said = explain("//V1", "She is sorry").refused(1);
	assert!(said.contains("Recall.NotYours"), "{said}");
	let said = explain("ann", &"x".repeat(513)).refused(2);
	assert!(said.contains("513"), "{said}");
	explain("ann", "The flood took the bridge. I build it again.").good();
}

/// The page of a portrait needs nothing but itself.
fn portrait(user: &User, person: u64) {
	let shown = user.run(&format!("portrait {person}")).good();
	assert_eq!(shown["name"], "Ann", "{shown}");
	assert_eq!(shown["recalls"], 0, "{shown}");
	let mandate = &shown["mandates"][0];
	assert_eq!(mandate["pledges"][0]["state"], "kept", "{shown}");
	assert_eq!(mandate["valid"], 2, "{shown}");
	let history = mandate["history"].as_array().unwrap();
	let ratings: Vec<&Value> = history
		.iter()
		.rev()
		.map(|rating| &rating["answers"]["rating"])
		.collect();
	assert_eq!(ratings[..2], [&json!(0), &json!(1_000_000)], "{shown}");

	let page = user.file("ann.html");
	let page = page.to_str().unwrap();
	user.veche(["portrait", &person.to_string(), "--html", page])
		.good();
	let html = fs::read_to_string(page).unwrap();
	assert!(html.contains("<svg") && html.contains("Ann"), "{html}");
	for foreign in ["<script", "<link", "src=", "@import", "url(http"] {
		assert!(!html.contains(foreign), "{foreign}: {html}");
	}
}

#[test]
fn official_is_suspended_explains_and_is_reinstated() {
	let runtime = runtime();
	let node = runtime.block_on(start(short_rounds, &[]));
	let user = &User::new(node.url());
	settle(user, &PEOPLE);
	for key in &PEOPLE[..2] {
		certify(user, key);
	}
	let (office, mandate) = elect_ann(user);
	let judgement = claim(user, mandate);
	let said = user
		.run(&format!("office explain {office} --key ann --words Early"))
		.refused(1);
	assert!(said.contains("Recall.NotSuspended"), "{said}");
	village::wait_for_phase(user, judgement, "open");
	vote(user, judgement, &[("//V1", &["yes"]), ("//V2", &["yes"])]);

	// The round opens by itself, and nobody supports her.
	let (first, poll) = round_after(user, office, 0);
	vote(user, poll, &[("//V1", &["no"]), ("//V2", &["no"])]);
	let shown = wait_for_state(user, office, "suspended");
	assert_eq!(shown["acting"]["name"], "Vera", "{shown}");
	assert_eq!(shown["case"]["rating"], 0, "{shown}");
	assert_eq!(shown["rounds"][0]["kind"], "regular", "{shown}");
	explain(user, office);

	// The next one comes sooner and asks about both.
	let (second, poll) = round_after(user, office, first);
	vote(
		user,
		poll,
		&[("//V1", &["yes", "no"]), ("//V2", &["yes", "yes"])],
	);
	let shown = watch(user, office);
	assert_eq!(shown["round"]["questions"][0]["yes"], 2, "{shown}");
	let said = shown["case"]["explanation"].as_str().unwrap();
	assert!(said.contains("The flood"), "{shown}");
	petition(user, office);
	let shown = wait_for_state(user, office, "incumbent");
	assert_eq!(
		shown["holder"]["mandate"].as_u64(),
		Some(mandate),
		"{shown}"
	);
	assert!(shown["acting"].is_null(), "{shown}");
	let rounds = user.run(&format!("office rounds {office}")).good();
	let reinstated = rounds.as_array().unwrap();
	let reinstated = reinstated.iter().find(|held| held["round"] == second);
	let results = &reinstated.unwrap()["results"];
	assert_eq!(results[0]["rating"], 1_000_000, "{rounds}");
	assert_eq!(results[1]["rating"], 500_000, "{rounds}");

	let pledges = user.run(&format!("pledge list {mandate}")).good();
	assert_eq!(pledges[0]["state"], "kept", "{pledges}");
	assert_eq!(pledges[0]["weight"], 2, "{pledges}");
	assert_eq!(pledges[1]["state"], "open", "{pledges}");
	portrait(user, shown["holder"]["person"].as_u64().unwrap());
}
