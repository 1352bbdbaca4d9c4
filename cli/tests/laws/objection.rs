//! Where a bill can end for want of consent: without supporters, by the no of a panel that is drawn
//! from everybody, and struck by the people when a panel has passed it. And the rules of laws
//! themselves, which no panel changes alone. And a law that another one repeals. Four at a time.

use super::{give, renaming, short, show, together, wait_for_jurists, Rules, DIPLOMA};
use crate::{
	common::{runtime, start, wait_until, Answer, User, LIMIT},
	village::{settle, HOME},
};
use serde_json::{json, Value};
use std::thread;
use tokio::runtime::Runtime;
use veche_cli::{
	chain::{jury::Class, laws::Terms, Chain},
	commands::{
		bill::{Count, State, View},
		demo::node::Genesis,
	},
	output::hex,
};
use veche_primitives::{BillId, LawId, PollId};

const PEOPLE: [&str; 4] = ["ann", "//V1", "//V2", "//V3"];
/// Those with the diploma: just enough for a panel.
const JURISTS: [&str; 2] = ["ann", "//V1"];
/// A share of the electors.
const HALF: u32 = 500_000;
const RULES: Rules = Rules {
	seats: 2,
	reserves: 0,
	claim: 70,
	verdict: 64,
	delay: 120,
};

/// Blocks before a law is in force against which nobody objects.
const SHORT_DELAY: u32 = 30;

/// Two of the four must support a bill, or an objection, so that one is too few. A referendum takes
/// as long as a panel.
fn rules(genesis: &mut Genesis<'_>) {
	short(genesis, &RULES);
	let classes = genesis.get("/jury/params").unwrap().as_array().unwrap();
	let mut classes = classes.clone();
	for class in &mut classes {
		class[1]["support"] = HALF.into();
	}
	genesis
		.set("/jury/params", classes)
		.set("/laws/statute/support", HALF)
		.set("/laws/statute/voting", RULES.verdict)
		.set("/laws/parameter/delay", SHORT_DELAY)
		.set("/laws/constitution/voting", RULES.verdict)
		.set("/laws/constitution/delay", RULES.verdict);
}

/// The people, who act by the command, and what becomes of their bills.
struct Country<'a> {
	user: &'a User,
	runtime: &'a Runtime,
	chain: &'a Chain,
}

/// The count of the poll that the bill waits for.
fn asked(view: &View) -> Option<Count> {
	match view.state {
		State::Petition => view.petition,
		State::Trial => view.trial.as_ref().map(|trial| trial.count),
		_ => view
			.objection
			.as_ref()
			.and_then(|objection| objection.count),
	}
}

impl Country<'_> {
	/// The bill now. Not by the command: four who ask all the time would start so many programs that
	/// those who act come too late.
	fn bill(&self, bill: BillId) -> View {
		self.runtime.block_on(async {
			let at = self.chain.best().await.unwrap();
			View::read(&at, bill).await.unwrap()
		})
	}

	/// The people's time to object to laws of the class parameter, and how they do it.
	fn terms(&self) -> Terms {
		self.runtime.block_on(async {
			let at = self.chain.best().await.unwrap();
			at.law_terms(Class::Parameter).await.unwrap()
		})
	}

	/// The call that gives the village a name.
	fn renaming(&self, name: &str) -> String {
		self.runtime.block_on(async {
			let at = self.chain.best().await.unwrap();
			let village = at.unit(HOME).await.unwrap().id;
			renaming(self.chain, village, name).await
		})
	}

	/// Wait until this is so of the bill.
	#[track_caller]
	fn wait(&self, bill: BillId, what: &str, is_so: impl Fn(&View) -> bool) -> View {
		wait_until(what, LIMIT, || Some(self.bill(bill)).filter(&is_so))
	}

	/// Wait until the bill is in this state.
	#[track_caller]
	fn reach(&self, bill: BillId, state: State) -> View {
		self.wait(bill, state.words(), |view| view.state == state)
	}

	/// Wait until the bill has ended so, and the command says the same.
	#[track_caller]
	fn end(&self, bill: BillId, state: State) -> View {
		let view = self.reach(bill, state);
		assert_eq!(show(self.user, bill.into())["state"], json!(state));
		view
	}

	/// The poll that the bill waits for in this state, once it is open.
	#[track_caller]
	fn poll(&self, bill: BillId, state: State) -> PollId {
		let is_open = |view: &View| asked(view).is_some_and(|count| count.is_open);
		let what = state.words();
		let view = self.wait(bill, what, |view| view.state == state && is_open(view));
		asked(&view).unwrap().poll
	}

	/// Whether it is the people who must confirm the bill, and the poll in which they decide.
	#[track_caller]
	fn referendum(&self, bill: BillId) -> (bool, PollId) {
		let poll = self.poll(bill, State::Referendum);
		(self.bill(bill).objection.unwrap().required, poll)
	}

	/// All of this is done, side by side.
	#[track_caller]
	fn act(&self, lines: impl IntoIterator<Item = String>) -> Vec<Value> {
		let answers = together(self.user, lines);
		answers.iter().map(Answer::good).collect()
	}

	/// These say yes.
	#[track_caller]
	fn agree(&self, poll: PollId, keys: &[&str]) {
		let yes = |key: &&str| format!("vote {poll} --key {key} yes");
		self.act(keys.iter().map(yes));
	}

	/// A citizen proposes a bill.
	fn propose(&self, by: &str, bill: &str) -> Answer {
		let text = hex([7; 32]);
		let line = format!("bill submit --propose --key {by} --text {text} {bill}");
		self.user.run(&line)
	}

	/// A citizen proposes a bill, and these support it.
	#[track_caller]
	fn bring_in(&self, by: &str, bill: &str, supporters: &[&str]) -> BillId {
		let proposed = self.propose(by, bill).good();
		let bill = BillId::try_from(proposed["bill"].as_u64().unwrap()).unwrap();
		let petition = self.poll(bill, State::Petition);
		self.agree(petition, supporters);
		bill
	}

	/// These claim the seats, and all of them say the same.
	#[track_caller]
	fn judge(&self, bill: BillId, panel: [&str; 2], answer: &str) {
		for claimed in self.act(panel.map(|key| format!("jury ticket {bill} --key {key}"))) {
			let is_new = claimed["block"].is_u64();
			assert!(is_new && claimed["kept"] == true, "{claimed}");
		}
		self.poll(bill, State::Trial);
		self.act(panel.map(|key| format!("jury vote {bill} {answer} --key {key}")));
	}

	/// Nobody can begin a petition against the bill.
	#[track_caller]
	fn cannot_object(&self, bill: BillId, why: &str) {
		let petition = format!("law petition {bill} --key ann");
		let said = self.user.run(&petition).refused(1);
		assert!(said.contains(why), "{why}: {said}");
	}
}

/// One supporter is too few.
fn lapse(country: &Country<'_>) {
	let bill = format!("--unit {HOME} --class statute --title Wells");
	let bill = country.bring_in("//V1", &bill, &["//V1"]);
	let lapsed = country.end(bill, State::Lapsed);
	let count = lapsed.petition.unwrap();
	assert_eq!((count.yes, count.needed), (1, Some(2)), "{lapsed:?}");
	assert!(lapsed.trial.is_none(), "{lapsed:?}");
}

/// The panel says yes, and more of the people say no.
fn strike(country: &Country<'_>, bill: BillId) {
	country.reach(bill, State::Claiming);
	country.judge(bill, JURISTS, "yes");
	country.reach(bill, State::Passed);
	let petition = format!("law petition {bill} --key //V2");
	country.user.run(&petition).good();
	let petition = country.poll(bill, State::Objection);
	country.agree(petition, &["//V2", "//V3"]);

	let (required, referendum) = country.referendum(bill);
	assert!(!required, "the people have called it");
	let ballots = [("ann", "yes"), ("//V2", "no"), ("//V3", "no")];
	country.act(ballots.map(|(key, answer)| format!("vote {referendum} --key {key} {answer}")));
	let struck = country.end(bill, State::Struck).ended.unwrap();
	assert_eq!((struck.law, struck.referendum), (None, Some(referendum)));
	country.cannot_object(bill, "Laws.TooLate");
}

/// A law that gives the village a name, and a later one that ends it and gives another.
fn repeal(country: &Country<'_>) {
	let bill = |name: &str, change: &str| {
		let call = country.renaming(name);
		format!("--unit BY --class parameter --title {name} --call {call} {change}")
	};
	let enact = |name: &str, change: &str| {
		let bill = country.bring_in("//V1", &bill(name, change), &JURISTS);
		country.reach(bill, State::Claiming);
		country.judge(bill, JURISTS, "yes");
		let ended = country.end(bill, State::InForce).ended.unwrap();
		ended.law.unwrap()
	};
	let show = |law: LawId| country.user.run(&format!("law show {law}")).good();
	let first = enact("Fordham", "");
	assert_eq!(show(first)["repealed_by"], Value::Null);
	let repeals = format!("--repeals {first}");
	let second = enact("Bridgeham", &repeals);
	assert_eq!(show(first)["repealed_by"], json!(second));

	let again = country.propose("//V1", &bill("Nobodyham", &repeals));
	let said = again.refused(1);
	assert!(said.contains("Laws.NotInForce"), "{said}");
}

/// Panel and people give the people twice as long to object to other laws.
fn change(country: &Country<'_>) {
	let before = country.terms();
	let terms = Terms {
		delay: 2 * before.delay,
		..before
	};
	let argument = serde_json::to_string(&terms).unwrap();
	let call = format!("bill call Laws.set_params class=parameter terms={argument}");
	let call = country.user.run(&call).good();
	let call = call["bytes"].as_str().unwrap();
	let bill = format!("--unit BY --class constitution --title Patience --call {call}");
	let bill = country.bring_in("//V2", &bill, &["//V2", "//V3"]);
	country.reach(bill, State::Claiming);
	country.judge(bill, JURISTS, "yes");

	// Nobody has asked for it.
	let (required, referendum) = country.referendum(bill);
	assert!(required, "the panel alone changes nothing");
	assert_eq!(country.terms(), before);
	country.cannot_object(bill, "Laws.ReferendumRunning");
	country.agree(referendum, &["//V2", "//V3"]);
	let ended = country.end(bill, State::InForce).ended.unwrap();
	assert_eq!(ended.referendum, Some(referendum));
	assert_eq!(country.terms(), terms);
	let line = format!("law show {}", ended.law.unwrap());
	let shown = country.user.run(&line).good();
	let done = shown["call"]["call"].as_str().unwrap();
	assert!(done.starts_with("Laws.set_params"), "{shown}");
}

/// One jurist is too few for a panel: everybody can claim, and that panel says no.
fn reject(country: &Country<'_>) {
	let bill = format!("--unit {HOME} --class statute --title Roads");
	let bill = country.bring_in("//V3", &bill, &["ann", "//V3"]);
	let jurists = country.reach(bill, State::Claiming).jurists;
	let panel = ["ann", "//V2"];
	let tickets = panel.map(|key| format!("jury ticket {bill} --key {key}"));
	let answers = together(country.user, tickets);
	assert_eq!(answers[0].good()["kept"], true);
	let said = answers[1].refused(1);
	assert!(said.contains("not on the jurists' roll"), "{said}");

	let again = country.wait(bill, "the second window", |view| view.jurists != jurists);
	assert_eq!(again.jurists, "people of BY", "{again:?}");
	let drawing = again.drawing.unwrap();
	assert_eq!(drawing.kept, 0, "the jurist's ticket is dropped");
	let status = country.user.run(&format!("jury status {bill} --key ann"));
	assert_eq!(status.good()["you"]["event"], "to_claim", "{status:?}");
	country.judge(bill, panel, "no");
	let count = country.end(bill, State::Rejected).trial.unwrap().count;
	assert_eq!((count.yes, count.no), (0, 2));
}

#[test]
fn bill_becomes_law_only_when_supporters_panel_and_people_want_it() {
	let runtime = runtime();
	let node = runtime.block_on(start(rules, &[]));
	let user = &User::new(node.url());
	let chain = runtime.block_on(node.chain()).unwrap();
	settle(user, &PEOPLE);
	give(user, DIPLOMA, &JURISTS);
	wait_for_jurists(&runtime, &chain, JURISTS.len());
	let country = &Country {
		user,
		runtime: &runtime,
		chain: &chain,
	};

	// The one with the longest way goes ahead.
	let bridges = format!("--unit {HOME} --class statute --title Bridges");
	let bridges = country.bring_in("ann", &bridges, &JURISTS);
	thread::scope(|scope| {
		scope.spawn(|| strike(country, bridges));
		scope.spawn(|| {
			lapse(country);
			repeal(country);
		});
		scope.spawn(|| change(country));
		scope.spawn(|| reject(country));
	});
	let laws = user.run("law list").good();
	let mut laws: Vec<(&str, bool)> = (laws.as_array().unwrap().iter())
		.map(|law| {
			let title = law["title"].as_str().unwrap();
			(title, law["in_force"].as_bool().unwrap())
		})
		.collect();
	laws.sort();
	assert_eq!(
		laws,
		[("Bridgeham", true), ("Fordham", false), ("Patience", true)]
	);
}
