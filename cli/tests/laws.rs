//! Laws by lot, with the command alone: a real node, real proofs. A statute submitted by right of an
//! office, with a panel in which a reserve steps in; and new code for the chain itself, proposed by
//! its people, who have the last word. A law whose call fails; and all that the chain itself refuses.
//! Bills that too few support, that a panel of everybody rejects, and that the people strike; and one
//! on the rules of laws themselves, which they confirm.

mod failed;
mod objection;
mod refused;
mod statute;
mod upgrade;

use crate::common::{together, wait_until, Answer, User, LIMIT};
use serde_json::Value;
use tokio::runtime::Runtime;
use veche_cli::{
	chain::{call, Chain},
	commands::demo::node::Genesis,
	output::hex,
};
use veche_primitives::{rolls::Electorate, UnitId};

/// Schemas of the genesis, and who gives credentials of them.
const CERTIFICATE: (&str, &str) = ("0", "//One");
const DIPLOMA: (&str, &str) = ("1", "//Two");
const JURISTS: Electorate = Electorate::Group(1);

/// How panels are made and what comes after them, in blocks of half a second. Windows leave room for
/// other tests that work at the same time.
struct Rules {
	seats: u32,
	reserves: u32,
	claim: u32,
	verdict: u32,
	delay: u32,
}

/// Short epochs and periods; all shares are those of the chain. On new code the people decide as long
/// as a panel does.
fn short(genesis: &mut Genesis<'_>, rules: &Rules) {
	let classes = genesis.get("/jury/params").unwrap().as_array().unwrap();
	let mut classes = classes.clone();
	for class in &mut classes {
		let params = &mut class[1];
		params["panel"] = rules.seats.into();
		params["reserves"] = rules.reserves.into();
		params["leastPanel"] = rules.seats.into();
		params["claim"] = rules.claim.into();
		params["verdict"] = rules.verdict.into();
	}
	genesis
		.set("/timing/slotDuration", 500)
		.set("/timing/epochSlots", 12)
		.set("/jury/params", classes);
	for class in ["statute", "parameter", "upgrade"] {
		genesis.set(&format!("/laws/{class}/delay"), rules.delay);
	}
	genesis.set("/laws/upgrade/voting", rules.verdict);
}

/// A citizen proposes a bill of the whole country with this call.
fn propose(user: &User, title: &str, class: &str, call: &str) -> Answer {
	user.veche([
		"bill",
		"submit",
		"--propose",
		"--unit",
		"BY",
		"--key",
		"//V1",
		"--title",
		title,
		"--class",
		class,
		"--text",
		&hex([7; 32]),
		"--call",
		call,
	])
}

/// A call of the class parameter: it gives a unit another name.
async fn renaming(chain: &Chain, unit: UnitId, name: &str) -> String {
	let at = chain.best().await.unwrap();
	let arguments = (unit, name.as_bytes());
	let call = call::encode(at.metadata(), "Territory", "rename_unit", arguments);
	hex(call.unwrap().0)
}

/// Give people a credential, and have them accept it.
fn give(user: &User, (schema, issuer): (&str, &str), keys: &[&str]) {
	for key in keys {
		let holder = user.run(&format!("key address {key}")).out;
		let file = user.file(&format!("{schema}{}", key.replace('/', "_")));
		let file = file.to_str().unwrap();
		user.veche([
			"credential",
			"issue",
			schema,
			"--key",
			issuer,
			"--holder",
			holder.trim(),
			"--fields",
			"year=2026",
			"--out",
			file,
		])
		.good();
	}
	let accept = |key: &&str| format!("credential accept {schema} --key {key}");
	for answer in together(user, keys.iter().map(accept)) {
		answer.good();
	}
}

/// Wait until so many are on the jurists' roll.
fn wait_for_jurists(runtime: &Runtime, chain: &Chain, jurists: usize) {
	wait_until("the turn of the jurists' roll", LIMIT, || {
		let electors = runtime.block_on(async {
			let at = chain.best().await.unwrap();
			at.electors(JURISTS).await.unwrap()
		});
		(electors as usize == jurists).then_some(())
	});
}

fn show(user: &User, bill: u64) -> Value {
	user.run(&format!("bill show {bill}")).good()
}

/// Wait until the bill is in this state.
#[track_caller]
fn wait_for(user: &User, bill: u64, state: &str) -> Value {
	wait_until(state, LIMIT, || {
		let shown = show(user, bill);
		(shown["state"] == state).then_some(shown)
	})
}

/// Wait until the panel can vote.
fn wait_for_trial(user: &User, bill: u64) {
	wait_until("the panel's vote", LIMIT, || {
		(show(user, bill)["trial"]["is_open"] == true).then_some(())
	});
}
