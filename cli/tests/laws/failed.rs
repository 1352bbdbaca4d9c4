//! A law whose call fails, on a real node: recorded as failed, and nothing half done. On its way a
//! ticket of another seed, a juror who loses the diploma during the trial, and a ballot that comes too
//! late.

use super::{
	give, propose, renaming, short, show, together, wait_for, wait_for_jurists, wait_for_trial,
	Rules, DIPLOMA, JURISTS,
};
use crate::{
	common::{runtime, start, Answer, User},
	village::{self, settle},
};
use serde_json::Value;
use sp_core::H256;
use std::fs;
use veche_cli::{
	chain::{
		jury::{self, jury_context},
		Chain, Refused, Wait,
	},
	commands::jury::ticket::{self, Drawing},
	identity::Identity,
};
use veche_primitives::{refusal, BillId, UnitId};

/// Jurists, all of whom sit. The last one loses the diploma while the panel votes.
const PEOPLE: [&str; 3] = ["ann", "//V1", "//V2"];
const RULES: Rules = Rules {
	seats: 3,
	reserves: 0,
	claim: 84,
	verdict: 130,
	delay: 30,
};

/// There is none with this number: the chain refuses to rename it.
const NO_UNIT: UnitId = 1_000_000;

/// The code with which the chain refuses a jurist's ticket that is made with a seed of one's own.
async fn code_of_other_seed(chain: &Chain, bill: BillId, key: &str) -> Option<u8> {
	let at = chain.best().await.unwrap();
	let drawing = Drawing::of(bill, &at.bill(bill).await.unwrap()).unwrap();
	let (precinct, _) = at.precincts(JURISTS).await.unwrap()[0];
	let ring = at.checked_ring(precinct, drawing.epoch).await.unwrap();
	let seed = H256::repeat_byte(7);
	let other = Drawing {
		seed,
		context: jury_context(chain.genesis_hash(), bill, seed),
		..drawing
	};
	let jurist = Identity::development(key).unwrap();
	let secret = jurist.voting_entropy();
	let ticket = ticket::make(chain.genesis_hash(), &other, &ring, secret).unwrap();
	let claim = jury::claim(at.metadata(), &ticket).unwrap();
	let error = chain.submit_general(&claim, Wait::Block).await.unwrap_err();
	error.downcast_ref::<Refused>().and_then(Refused::code)
}

/// The bill is proposed and supported. Returns it.
fn bring_in(user: &User, call: &str) -> u64 {
	let proposed = propose(user, "A name for nowhere", "parameter", call).good();
	let bill = proposed["bill"].as_u64().unwrap();
	let petition = proposed["petition"].as_u64().unwrap();
	let watched = user.run(&format!("bill watch {bill} --once")).good();
	assert_eq!(watched["state"], "petition", "{watched}");
	let listed = user.run("bill list BY").good();
	assert_eq!(listed[0]["bill"].as_u64(), Some(bill), "{listed}");
	village::wait_for_phase(user, petition, "open");
	user.run(&format!("vote {petition} --key //V2 yes")).good();
	bill
}

/// All claim seats, one of them by the command that does it for you.
fn claim(user: &User, bill: u64) {
	let [ann, served, last] = PEOPLE;
	let serve = format!("jury serve --once --key {served}");
	let ticket = |key: &str| format!("jury ticket {bill} --key {key}");
	let answers = together(user, [serve, ticket(ann), ticket(last)]);
	let claimed: Vec<Value> = answers.iter().map(Answer::good).collect();
	assert_eq!(claimed[0]["event"], "claimed", "{claimed:?}");
	let status = user.run(&format!("jury status {bill}")).good();
	assert_eq!(status["state"], "claiming", "{status}");
}

/// The faculty withdraws somebody's diploma.
fn withdraw(user: &User, key: &str) {
	let (schema, faculty) = DIPLOMA;
	let holder = user.run(&format!("key address {key}")).out;
	let holder = holder.trim();
	user.run(&format!(
		"credential withdraw {schema} --key {faculty} --holder {holder} --reason 4"
	))
	.good();
}

/// A ballot made in time by the first of the panel, to be sent when it is too late.
fn keep_ballot(user: &User, bill: u64) -> String {
	let file = user.file("late.ballot");
	let file = file.to_str().unwrap().to_string();
	let bill = bill.to_string();
	user.veche([
		"jury", "vote", &bill, "no", "--key", PEOPLE[0], "--out", &file,
	])
	.good();
	file
}

/// Nothing of the bill is law.
fn nothing_is_law(user: &User) {
	let laws = user.run("law list").good();
	assert_eq!(laws.as_array().map(Vec::len), Some(0), "{laws}");
	let said = user.run("law show 1").refused(2);
	assert!(said.contains("there is no law 1"), "{said}");
	let text = user.file("nowhere.txt");
	fs::write(&text, "Nowhere.\n").unwrap();
	let said = user
		.veche(["law", "verify", text.to_str().unwrap(), "--law", "1"])
		.refused(2);
	assert!(said.contains("there is no law 1"), "{said}");
}

#[test]
fn law_is_not_in_force_when_its_call_fails() {
	let runtime = runtime();
	let node = runtime.block_on(start(|genesis| short(genesis, &RULES), &[]));
	let user = &User::new(node.url());
	let chain = runtime.block_on(node.chain()).unwrap();
	settle(user, &PEOPLE);
	give(user, DIPLOMA, &PEOPLE);
	wait_for_jurists(&runtime, &chain, PEOPLE.len());
	let call = runtime.block_on(renaming(&chain, NO_UNIT, "Nowhere"));
	let bill = bring_in(user, &call);

	wait_for(user, bill, "claiming");
	let number = BillId::try_from(bill).unwrap();
	let code = runtime.block_on(code_of_other_seed(&chain, number, PEOPLE[1]));
	assert_eq!(code, Some(refusal::TICKET_BAD_PROOF));
	claim(user, bill);

	wait_for_trial(user, bill);
	withdraw(user, PEOPLE[2]);
	wait_for_jurists(&runtime, &chain, PEOPLE.len() - 1);
	// The frozen roll stands: who has no diploma any more sits all the same.
	let vote = |key: &str| format!("jury vote {bill} yes --key {key}");
	for answer in together(user, PEOPLE.map(vote)) {
		answer.good();
	}
	let late = keep_ballot(user, bill);

	let passed = wait_for(user, bill, "passed");
	assert_eq!(passed["trial"]["yes"], 3, "{passed}");
	let cast = user.veche(["cast", &late]);
	assert_eq!(cast.code, 1, "{cast:?}");
	assert_eq!(cast.json()[0]["code"], refusal::POLL_CLOSED, "{cast:?}");

	let failed = wait_for(user, bill, "failed");
	let why = failed["ended"]["why"].as_str().unwrap();
	assert!(why.contains("Territory.UnknownUnit"), "{failed}");
	assert_eq!(failed["ended"]["law"].as_u64(), None, "{failed}");
	nothing_is_law(user);
	assert_eq!(show(user, bill)["state"], "failed");
}
