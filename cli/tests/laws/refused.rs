//! Bills that cannot be, sent to a real node as they are: the chain refuses them, not the command, and
//! tells each time why.

use super::{short, Rules};
use crate::{
	common::{runtime, start, User},
	village::{settle, HOME},
};
use codec::{Compact, Encode};
use sp_core::H256;
use veche_cli::{
	chain::{
		call::{self, Call},
		jury::{self, Bill, Change, Class, KeptCall},
		At, Chain, Refused, Wait,
	},
	identity::Identity,
};
use veche_primitives::{ballot::Title, UnitId};

/// What is lent for fees: a hundred coins.
const LOAN: u128 = 100_000_000_000_000;

/// An act of an account that can pay for it.
async fn act(chain: &Chain, who: &Identity, call: &Call) {
	let done = chain.submit_signed(who.signer(), call, Wait::Block).await;
	done.unwrap();
}

/// Why the chain refuses to have this bill proposed.
async fn refusal(chain: &Chain, who: &Identity, bill: &Bill) -> String {
	let at = chain.best().await.unwrap();
	let call = jury::propose(at.metadata(), bill).unwrap();
	let sent = chain.submit_signed(who.signer(), &call, Wait::Block).await;
	let error = sent.unwrap_err();
	match error.downcast_ref() {
		Some(Refused::Failed(pallet, name, _)) => format!("{pallet}.{name}"),
		_ => panic!("{error:#}"),
	}
}

/// A bill of this unit with this call.
fn bill(unit: UnitId, class: Class, call: Option<KeptCall>) -> Bill {
	Bill {
		unit,
		class,
		title: Title::truncate_from(b"What cannot be".to_vec()),
		text: H256::repeat_byte(1),
		change: None,
		call,
	}
}

fn inline(call: &Call) -> Option<KeptCall> {
	Some(KeptCall::Inline(call.0.clone()))
}

fn encode(at: &At, pallet: &str, name: &str, arguments: impl Encode) -> Call {
	call::encode(at.metadata(), pallet, name, arguments).unwrap()
}

/// A call of the class parameter: it sets the numbers of initiatives as they are.
async fn lawful(at: &At) -> Call {
	let numbers: Option<[u32; 6]> = at.get("Initiatives", "Parameters", &[]).await.unwrap();
	encode(at, "Initiatives", "set_params", numbers.unwrap())
}

/// The call, inside every other one that can hold calls. Each with its name.
fn hidden(at: &At, inner: &Call) -> Vec<(&'static str, Call)> {
	/// The origin of root, as all pallets together and the system alone number it.
	const ROOT: [u8; 2] = [0, 0];
	let never = (1_000_000u32, None::<(u32, u32)>, 0u8);
	let named = ([7u8; 32], never);
	let wrap = |pallet: &str, name: &'static str, before: Vec<u8>, after: Vec<u8>| {
		let Call(mut bytes) = encode(at, pallet, name, ());
		bytes.extend([before, inner.0.clone(), after].concat());
		(name, Call(bytes))
	};
	let one = Compact(1u32).encode();
	let weight = (Compact(1u64), Compact(1u64)).encode();
	let none = Vec::new;
	vec![
		wrap("Utility", "batch", one.clone(), none()),
		wrap("Utility", "batch_all", one.clone(), none()),
		wrap("Utility", "force_batch", one, none()),
		wrap("Utility", "as_derivative", 0u16.encode(), none()),
		wrap("Utility", "dispatch_as", ROOT.to_vec(), none()),
		wrap("Utility", "dispatch_as_fallible", ROOT.to_vec(), none()),
		wrap("Utility", "with_weight", none(), weight),
		wrap("Utility", "if_else", none(), inner.0.clone()),
		wrap("Scheduler", "schedule", never.encode(), none()),
		wrap("Scheduler", "schedule_after", never.encode(), none()),
		wrap("Scheduler", "schedule_named", named.encode(), none()),
		wrap("Scheduler", "schedule_named_after", named.encode(), none()),
	]
}

/// Bills that are wrong in themselves, and what the chain says to each.
async fn wrong(at: &At, country: UnitId) -> Vec<(Bill, &'static str)> {
	let village = at.unit(HOME).await.unwrap().id;
	let lawful = lawful(at).await;
	let panels = (
		Class::Statute,
		at.jury_params(Class::Statute).await.unwrap(),
	);
	let panels = encode(at, jury::JURY, "set_params", panels);
	let parameter = |call| bill(country, Class::Parameter, call);
	let statute = || bill(village, Class::Statute, None);
	let hash = H256::repeat_byte(9);
	vec![
		(parameter(inline(&panels)), "Laws.CallNotOfClass"),
		(
			bill(country, Class::Constitution, inline(&lawful)),
			"Laws.CallNotOfClass",
		),
		(
			parameter(Some(KeptCall::Lookup { hash, len: 100 })),
			"Laws.MissingPreimage",
		),
		(parameter(Some(KeptCall::Legacy { hash })), "Laws.BadCall"),
		(
			parameter(Some(KeptCall::Inline(vec![255; 9]))),
			"Laws.BadCall",
		),
		(parameter(None), "Laws.MissingCall"),
		(
			bill(village, Class::Statute, inline(&lawful)),
			"Laws.StatuteWithCall",
		),
		(
			bill(village, Class::Parameter, inline(&lawful)),
			"Laws.WrongUnit",
		),
		(
			Bill {
				text: H256::zero(),
				..statute()
			},
			"Laws.MissingText",
		),
		(
			Bill {
				change: Some(Change::Repeals(7)),
				..statute()
			},
			"Laws.UnknownLaw",
		),
		(
			Bill {
				title: Title::default(),
				..statute()
			},
			"Jury.BadTitle",
		),
		(
			Bill {
				unit: 4_000_000,
				..statute()
			},
			"Jury.UnknownUnit",
		),
	]
}

/// A call that is too long for a law is uploaded all the same. Returns how a bill would name it.
async fn oversized(chain: &Chain, payer: &Identity) -> KeptCall {
	let at = chain.best().await.unwrap();
	let most = at.max_call_size().unwrap();
	let items = vec![(vec![1u8], vec![1u8; most as usize])];
	let Call(bytes) = encode(&at, "System", "set_storage", items);
	let upload = jury::note_preimage(at.metadata(), &bytes).unwrap();
	act(chain, payer, &upload).await;
	KeptCall::new(&bytes).unwrap()
}

async fn all_are_refused(chain: &Chain) {
	let rich = Identity::development("//Eve").unwrap();
	let citizen = Identity::development("//V1").unwrap();
	let at = chain.best().await.unwrap();
	let country = at.country().unwrap();

	// Who has no coins is told only that it is not free.
	let loan = (0u8, citizen.account(), Compact(LOAN));
	act(
		chain,
		&rich,
		&encode(&at, "Balances", "transfer_keep_alive", loan),
	)
	.await;

	for (bill, why) in wrong(&at, country).await {
		assert_eq!(refusal(chain, &citizen, &bill).await, why, "{bill:?}");
	}
	for (name, call) in hidden(&at, &lawful(&at).await) {
		let bill = bill(country, Class::Parameter, inline(&call));
		let why = refusal(chain, &citizen, &bill).await;
		assert_eq!(why, "Laws.CallNotOfClass", "{name}");
	}
	let long = oversized(chain, &rich).await;
	let long = bill(country, Class::Upgrade, Some(long));
	let why = refusal(chain, &citizen, &long).await;
	assert_eq!(why, "Laws.OversizedCall");
	let fine = bill(country, Class::Parameter, inline(&lawful(&at).await));
	let why = refusal(chain, &rich, &fine).await;
	assert_eq!(why, "Jury.NotACitizen");
	let count = chain.best().await.unwrap().bill_count().await;
	assert_eq!(count.unwrap(), 0, "nothing is left of any of them");

	// Nothing but what was said was wrong.
	let at = chain.best().await.unwrap();
	let propose = jury::propose(at.metadata(), &fine).unwrap();
	act(chain, &citizen, &propose).await;
}

#[test]
fn bill_is_refused_by_the_chain_when_it_could_not_become_law() {
	const RULES: Rules = Rules {
		seats: 3,
		reserves: 0,
		claim: 20,
		verdict: 20,
		delay: 10,
	};
	let runtime = runtime();
	let node = runtime.block_on(start(|genesis| short(genesis, &RULES), &[]));
	settle(&User::new(node.url()), &["ann", "//V1"]);
	runtime.block_on(async {
		let chain = node.chain().await.unwrap();
		all_are_refused(&chain).await;
	});
}
