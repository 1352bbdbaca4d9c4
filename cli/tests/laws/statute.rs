//! From an office to the register of laws: who may submit, who is drawn, who votes, who objects.

use super::{
	give, short, show, together, wait_for, wait_for_jurists, wait_for_trial, Rules, CERTIFICATE,
	DIPLOMA,
};
use crate::{
	common::{runtime, start, wait_until, Answer, User, LIMIT},
	village::{self, settle, HOME},
};
use serde_json::{json, Value};
use std::{fs, thread};
use veche_cli::commands::demo::node::Genesis;

/// The line that shows a jurist's own part in a bill.
fn status(bill: u64, key: &str) -> String {
	format!("jury status {bill} --key {key} --show-alias")
}

/// The head of the village is elected. Returns the office.
fn elect(user: &User, head: &str) -> u64 {
	/// Blocks of nomination that must be left for standing.
	const ENOUGH: u64 = 36;
	give(user, CERTIFICATE, &[head]);
	let (office, election) = wait_until("the call of the election", LIMIT, || {
		let office = user.run(&format!("office show {HOME}")).good()[0].clone();
		Some((office["office"].as_u64()?, office["election"].as_u64()?))
	});
	let election_shown = || user.run(&format!("election show {election}")).good();
	wait_until("a fresh round of nomination", LIMIT, || {
		let shown = election_shown();
		let left = shown["next_block"].as_u64()? - shown["block"].as_u64()?;
		(shown["phase"] == "nomination" && left >= ENOUGH).then_some(())
	});
	user.run(&format!(
		"candidate stand {election} --key {head} --name Vera"
	))
	.good();
	let poll = wait_until("the vote", LIMIT, || {
		let poll = &election_shown()["poll"];
		poll["poll"].as_u64().or(poll["id"].as_u64())
	});
	village::wait_for_phase(user, poll, "open");
	let vote = |key: &str| format!("vote {poll} --key {key} yes");
	for answer in together(user, ["//V1", "//V2"].map(vote)) {
		answer.good();
	}
	wait_until("the end of the vote", LIMIT, || {
		let shown = user.run(&format!("office show {office}")).good();
		shown["holder"]["mandate"].as_u64().map(|_| office)
	})
}

/// One office, whose election begins anew until somebody stands.
fn one_office(genesis: &mut Genesis<'_>) {
	let find = |path: &str, fits: &dyn Fn(&Value) -> bool| {
		let all = genesis.get(path).unwrap().as_array().unwrap();
		let place = all.iter().position(fits).unwrap();
		(place, all[place].clone())
	};
	let (unit, _) = find("/territory/units", &|unit| unit["code"] == HOME);
	let (_, head) = find("/offices/offices", &|office| office["unit"] == unit);
	genesis
		.set("/offices/offices", json!([head]))
		.set("/offices/founding", 20)
		.set("/elections/params/notice", 1)
		.set("/elections/params/nomination", 60)
		.set("/elections/params/voting", 64);
}

/// The head submits a statute, others cannot. Returns the bill.
fn submit(user: &User, office: u64, head: &str, text: &str) -> u64 {
	let office = office.to_string();
	let submit = |key: &str, more: &[&str]| {
		let line = ["bill", "submit", "--office", &office, "--key", key];
		let title = ["--title", "A bridge for all"];
		user.veche(line.iter().chain(&title).chain(more))
	};
	let statute = ["--class", "statute", "--text", text];
	for (key, more, error) in [
		("//V1", &statute[..], "Jury.NotIncumbent"),
		(head, &statute[..2], "Laws.MissingText"),
		(
			head,
			&["--class", "parameter", "--text", text, "--call", "0x0000"][..],
			"Laws.WrongUnit",
		),
	] {
		let said = submit(key, more).refused(1);
		assert!(said.contains(error), "{error}: {said}");
	}
	let submitted = submit(head, &statute).good();
	assert_eq!(submitted["state"], "frozen", "{submitted}");
	submitted["bill"].as_u64().unwrap()
}

/// All jurists have claimed seats, one of them served. Returns them, the one with the lowest number
/// first.
fn claim<'a>(user: &User, bill: u64, jurists: &[&'a str], served: &'a str) -> Vec<&'a str> {
	let others: Vec<&str> = (jurists.iter().copied())
		.filter(|key| *key != served)
		.collect();
	let ticket = |key: &&str| format!("jury ticket {bill} --key {key} --show-alias");
	let tickets = together(user, others.iter().map(ticket));
	let mut claimed: Vec<(Value, &str)> = tickets.iter().map(Answer::good).zip(others).collect();
	let part = wait_until("the ticket of the one who is served", LIMIT, || {
		let part = user.run(&status(bill, served)).good()["you"].clone();
		(part["event"] == "claimed" || part["event"] == "too_high").then_some(part)
	});
	claimed.push((part, served));
	claimed.sort_by_key(|(claimed, _)| claimed["alias"].as_str().unwrap().to_string());
	claimed.into_iter().map(|(_, key)| key).collect()
}

/// Three sit, one of whom is silent; one stands by and is called; one is not drawn.
fn decide(user: &User, bill: u64, order: &[&str]) {
	let [silent, first, second, reserve, other] = *order else {
		panic!("{order:?}");
	};
	let vote = |answer: &str, key: &str| format!("jury vote {bill} {answer} --key {key}");
	wait_for_trial(user, bill);
	let events = |keys: &[&str]| -> Vec<Value> {
		let answers = together(user, keys.iter().map(|key| status(bill, key)));
		let shown = answers.iter().map(Answer::good);
		shown.map(|shown| shown["you"]["event"].clone()).collect()
	};
	let drawn = ["drawn", "drawn", "drawn", "stands_by", "not_drawn"];
	assert_eq!(events(order), drawn);
	// First of all: at half-time the reserve is called.
	for key in [reserve, other] {
		let said = user.run(&vote("no", key)).refused(1);
		assert!(said.contains("only the panel"), "{said}");
	}
	for answer in together(user, [vote("yes", first), vote("no", second)]) {
		answer.good();
	}
	wait_until("half-time", LIMIT, || {
		(events(&[reserve]) == ["called"]).then_some(())
	});
	let said = user.run(&vote("no", silent)).refused(1);
	assert!(said.contains("a reserve took your place"), "{said}");
	// Any way to vote keeps the juror's secret.
	let poll = show(user, bill)["trial"]["poll"].as_u64().unwrap();
	let voted = user.run(&format!("vote {poll} yes --key {reserve}")).good();
	assert!(
		voted["block"].is_u64() && voted["alias"].is_null(),
		"{voted}"
	);
}

/// A petition that nobody supports.
fn object(user: &User, bill: u64) {
	let petition = |key: &str| user.run(&format!("law petition {bill} --key {key}"));
	let said = petition("//Nobody").refused(1);
	assert!(said.contains("Laws.NotACitizen"), "{said}");
	petition("//V2").good();
	assert_eq!(show(user, bill)["state"], "objection");
	let said = petition("//V3").refused(1);
	assert!(said.contains("Laws.PetitionRunning"), "{said}");
}

/// The register has the law, and knows its text.
fn register(user: &User, bill: u64, text: &str) {
	let laws = user.run(&format!("law list {HOME}")).good();
	assert_eq!(laws.as_array().unwrap().len(), 1, "{laws}");
	assert_eq!(laws[0]["title"], "A bridge for all", "{laws}");
	assert_eq!(laws[0]["in_force"], true, "{laws}");
	let law = laws[0]["law"].as_u64().unwrap().to_string();
	let shown = user.run(&format!("law show {law}")).good();
	assert_eq!(shown["bill"].as_u64(), Some(bill), "{shown}");
	let verified = user.veche(["law", "verify", text]).good();
	assert_eq!(verified["same"], true, "{verified}");
	let changed = user.file("changed.txt");
	let words = fs::read_to_string(text).unwrap();
	fs::write(&changed, words.replace("oak", "pine")).unwrap();
	let refused = user.veche(["law", "verify", changed.to_str().unwrap()]);
	assert_eq!(refused.code, 1, "{refused:?}");
	assert_eq!(refused.json()["same"], false, "{refused:?}");
}

#[test]
fn statute_becomes_law_by_a_panel_that_nobody_knows() {
	/// The jurists first, one of them by `veche jury serve`; the last one stands for office.
	const PEOPLE: [&str; 6] = ["ann", "//V1", "//V2", "//V3", "//V4", "//V5"];
	const SERVED: &str = "//V1";
	const RULES: Rules = Rules {
		seats: 3,
		reserves: 1,
		claim: 90,
		verdict: 140,
		delay: 50,
	};
	let [jurists @ .., head] = &PEOPLE;
	let runtime = runtime();
	let node = runtime.block_on(start(
		|genesis| {
			short(genesis, &RULES);
			one_office(genesis);
		},
		&[],
	));
	let user = &User::new(node.url());
	let chain = runtime.block_on(node.chain()).unwrap();
	settle(user, &PEOPLE);
	let office = thread::scope(|scope| {
		let educating = scope.spawn(|| give(user, DIPLOMA, jurists));
		let office = elect(user, head);
		educating.join().unwrap();
		office
	});
	wait_for_jurists(&runtime, &chain, jurists.len());

	let text = user.file("bridge.txt");
	fs::write(&text, "Of oak, with a rail on both sides.\n").unwrap();
	let text = text.to_str().unwrap();
	let bill = submit(user, office, head, text);
	let served = thread::scope(|scope| {
		// First of all, since the seed comes soon.
		let line = format!("jury serve --bill {bill} --key {SERVED}");
		let serving = scope.spawn(move || user.run(&line));
		let said = user
			.run(&format!("jury ticket {bill} --key ann"))
			.refused(2);
		assert!(said.contains("seed is not drawn yet"), "{said}");
		wait_for(user, bill, "claiming");
		let said = user
			.run(&format!("jury ticket {bill} --key {head}"))
			.refused(1);
		assert!(said.contains("not on the jurists' roll"), "{said}");
		let order = claim(user, bill, jurists, SERVED);
		decide(user, bill, &order);
		let shown = wait_for(user, bill, "passed");
		let count = &shown["trial"];
		assert_eq!((&count["yes"], &count["no"]), (&json!(2), &json!(1)));
		serving.join().unwrap()
	});
	object(user, bill);
	wait_for(user, bill, "in_force");
	register(user, bill, text);
	let said = user
		.run(&format!("law petition {bill} --key //V3"))
		.refused(1);
	assert!(said.contains("Laws.TooLate"), "{said}");

	// Whoever let the command do it was told all along.
	assert_eq!(served.code, 0, "{served:?}");
	let told = served.out.lines().map(|line| {
		let line: Value = serde_json::from_str(line).unwrap();
		line["event"].as_str().unwrap().to_string()
	});
	let told: Vec<String> = told.collect();
	assert_eq!(told.first().map(String::as_str), Some("frozen"), "{told:?}");
	assert_eq!(told.last().map(String::as_str), Some("passed"), "{told:?}");
	let claimed = told
		.iter()
		.any(|event| event == "claimed" || event == "too_high");
	assert!(claimed, "{told:?}");
}
