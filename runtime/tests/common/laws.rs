//! Bills on the small country: who brings them in, who is drawn for the panel, and how a story gets to
//! the verdict and to force.

use super::{politics::*, *};
use frame_support::traits::Bounded;
use pallet_jury::{Drawing, Phase, Verdict};
use pallet_laws::Outcome;
use serde_json::{json, Value};
use sp_core::traits::{Externalities, ReadRuntimeVersion};
use sp_runtime::traits::{BlakeTwo256, Hash as _};
use veche_primitives::{
	laws::{self, Bill, Change, Class, Ticket, SEED_DELAY},
	polls, BillId, LawId, OfficeId, SchemaId,
};
use veche_runtime::{timing, Jury, Laws};

/// The jurists' diploma, whose roll is the group of the same number.
pub const JURIST: SchemaId = veche_runtime::presets::JURIST;
/// The code of the whole country, whose laws alone act on the chain.
pub const COUNTRY: &str = "BY";

/// Seats of every panel.
pub const PANEL: u32 = 3;
/// Reserves of every panel.
pub const RESERVES: u32 = 2;
/// Blocks in which tickets are taken.
pub const CLAIM: BlockNumber = 6;
/// Blocks that a panel has.
pub const TRIAL: BlockNumber = 12;
/// Blocks between the verdict and force.
pub const DELAY: BlockNumber = 16;
/// Blocks of a referendum.
pub const REFERENDUM: BlockNumber = 8;

/// A bill of this chain.
pub type BillOf = Bill<Bounded<RuntimeCall, BlakeTwo256>>;

/// Short periods and small panels; half of the people for a petition, four in ten for a referendum,
/// which only code and constitution need.
pub fn short_laws() -> Value {
	let params = |class: &str| {
		json!([class, {
			"panel": PANEL, "reserves": RESERVES, "leastPanel": 2, "quorum": 500_000,
			"majority": 500_000, "claim": CLAIM, "verdict": TRIAL, "support": 500_000,
			"petitionWindow": 12,
		}])
	};
	let terms = |referendum: bool| {
		json!({
			"delay": DELAY, "referendum": referendum, "support": 500_000, "voting": REFERENDUM,
			"quorum": 400_000, "majority": 500_000,
		})
	};
	let classes = ["statute", "parameter", "upgrade", "constitution"].map(params);
	json!({
		"jury": { "params": classes },
		"laws": {
			"statute": terms(false),
			"parameter": terms(false),
			"upgrade": terms(true),
			"constitution": terms(true),
		},
	})
}

/// A chain whose only office is the head of the country, and short laws.
pub fn with_laws(test: impl FnOnce()) {
	with_rules(&[head(COUNTRY)], short_laws(), test);
}

// Who.

/// The faculty of law.
pub fn faculty() -> sr25519::Pair {
	Sr25519Keyring::Two.pair()
}

/// The roll of those who hold the diploma.
pub fn jurists_roll() -> Electorate {
	Electorate::Group(JURIST)
}

/// These citizens have the diploma, and their keys are on its roll.
pub fn graduate(citizens: &[Citizen]) {
	for citizen in citizens {
		act(&faculty(), offer_call(JURIST, person(citizen)));
		act(&citizen.pair, accept_call(JURIST));
	}
	turn();
}

/// `count` citizens of the village, all of them jurists.
pub fn jurists(count: u32) -> Vec<Citizen> {
	let citizens = citizens(count);
	graduate(&citizens);
	citizens
}

/// The citizen is elected head of the country, by own vote.
pub fn lead(citizen: &Citizen) -> OfficeId {
	certify(&[citizen]);
	let office = 0;
	let election = nomination(office);
	stand(citizen, election, "Head");
	decide(election, &[(citizen, YES)]);
	office
}

// Bills.

/// A text of the village, and nothing on the chain.
pub fn statute(name: &str) -> BillOf {
	Bill {
		unit: village(),
		class: Class::Statute,
		title: title(name),
		text: H256(sp_io::hashing::blake2_256(name.as_bytes())),
		change: None,
		call: None,
	}
}

/// A law of the country that makes a call, which is short enough to be part of the bill.
pub fn act_of(class: Class, call: &RuntimeCall) -> BillOf {
	Bill {
		unit: unit(COUNTRY),
		class,
		call: Some(inline(call)),
		..statute("An act")
	}
}

pub fn inline(call: &RuntimeCall) -> Bounded<RuntimeCall, BlakeTwo256> {
	let bytes = BoundedVec::try_from(call.encode()).expect("a short call");
	Bounded::Inline(bytes)
}

/// The bill changes an earlier law.
pub fn changing(bill: BillOf, change: Change) -> BillOf {
	Bill {
		change: Some(change),
		..bill
	}
}

pub fn submit_call(office: OfficeId, bill: BillOf) -> RuntimeCall {
	RuntimeCall::Jury(pallet_jury::Call::submit { office, bill })
}

pub fn propose_call(bill: BillOf) -> RuntimeCall {
	RuntimeCall::Jury(pallet_jury::Call::propose { bill })
}

pub fn object_call(bill: BillId) -> RuntimeCall {
	RuntimeCall::Laws(pallet_laws::Call::petition { bill })
}

/// The number of the bill brought in last.
pub fn latest() -> BillId {
	pallet_jury::NextBill::<Runtime>::get() - 1
}

/// The incumbent submits the bill.
pub fn submit(incumbent: &Citizen, bill: BillOf) -> BillId {
	act(&incumbent.pair, submit_call(0, bill));
	latest()
}

/// A citizen proposes the bill, and these find it worth a jury.
pub fn propose(citizen: &Citizen, bill: BillOf, supporters: &[&Citizen]) -> BillId {
	act(&citizen.pair, propose_call(bill));
	let id = latest();
	let Phase::Petition { poll } = phase(id) else {
		panic!("it looks for supporters first");
	};
	support(poll, supporters);
	wait(|| (!matches!(phase(id), Phase::Petition { .. })).then_some(()));
	id
}

/// These say yes to a petition, when it has opened.
pub fn support(poll: PollId, supporters: &[&Citizen]) {
	open(poll);
	for supporter in supporters {
		vote(supporter, poll, &[YES]);
	}
}

/// Go on until the poll is open.
pub fn open(poll: PollId) {
	wait(|| (record(poll).phase == polls::Phase::Open).then_some(()));
}

pub fn phase(bill: BillId) -> Phase<BlockNumber> {
	Jury::bill(bill).expect("a known bill").phase
}

// The lot.

/// So many epochs of the consensus end, in each of which validators have contributed to the lots.
pub fn epochs_pass(count: u64) {
	timing::FreshEpochs::<Runtime>::mutate(|known| *known += count);
	pallet_babe::Randomness::<Runtime>::mutate(|lots| {
		*lots = sp_io::hashing::blake2_256(&(*lots, count).encode());
	});
}

/// Go on until tickets for the bill are taken.
pub fn drawing(bill: BillId) -> Drawing<BlockNumber> {
	wait(|| matches!(phase(bill), Phase::Frozen { .. }).then_some(()));
	epochs_pass(SEED_DELAY);
	wait(|| Jury::drawing(bill))
}

/// The only precinct of the jurists' roll.
pub fn jurists_precinct() -> PrecinctId {
	let precincts = Rolls::precincts(jurists_roll(), 0, 2);
	assert_eq!(precincts.len(), 1, "a small roll");
	precincts[0]
}

pub fn alias_for(citizen: &Citizen, context: &[u8; 32]) -> [u8; 32] {
	Scheme::alias_in_context(&citizen.secret, context).expect("a good key")
}

/// The citizen's ticket, if on the frozen roll.
pub fn ticket(citizen: &Citizen, bill: BillId) -> Option<Ticket> {
	let open = Jury::drawing(bill).expect("tickets are taken");
	ticket_of(citizen, bill, &open, jurists_precinct())
}

/// A ticket proven for a certain drawing, in the ring of a certain precinct.
pub fn ticket_of(
	citizen: &Citizen,
	bill: BillId,
	drawing: &Drawing<BlockNumber>,
	precinct: PrecinctId,
) -> Option<Ticket> {
	let message = laws::ticket_message(GENESIS, bill, drawing.epoch, precinct);
	let keys = ring(precinct, drawing.epoch);
	let proof = prove(&citizen.secret, &keys, &drawing.context, &message)?;
	Some(Ticket {
		bill,
		precinct,
		alias: alias_for(citizen, &drawing.context),
		proof: BoundedVec::try_from(proof).expect("a proof fits"),
	})
}

pub fn claim_seat_call(ticket: Ticket) -> RuntimeCall {
	RuntimeCall::Jury(pallet_jury::Call::claim { ticket })
}

/// The ticket is taken.
pub fn claim_seat(ticket: Ticket) {
	send(claim_seat_call(ticket))
		.expect("valid")
		.expect("taken");
}

/// All of them claim a seat, and the panel is drawn. Returns the panel's poll, which is open.
pub fn drawn(bill: BillId, jurists: &[Citizen]) -> PollId {
	drawing(bill);
	for jurist in jurists {
		claim_seat(ticket(jurist, bill).expect("on the frozen roll"));
	}
	seated_panel(bill)
}

/// Go on until the panel can vote.
pub fn seated_panel(bill: BillId) -> PollId {
	let poll = wait(|| Jury::bill(bill)?.trial);
	open(poll);
	poll
}

/// The jurists whose tickets are among these, in the order of the tickets.
pub fn who<'a>(aliases: &[[u8; 32]], jurists: &'a [Citizen], poll: PollId) -> Vec<&'a Citizen> {
	let owner = |alias: &[u8; 32]| {
		let found = jurists.iter().find(|jurist| jurist.alias(poll) == *alias);
		found.expect("one of the jurists")
	};
	aliases.iter().map(owner).collect()
}

/// Those on the panel and those in reserve, the lowest tickets first.
pub fn panel(bill: BillId, jurists: &[Citizen]) -> (Vec<&Citizen>, Vec<&Citizen>) {
	let poll = Jury::bill(bill).and_then(|record| record.trial);
	let poll = poll.expect("the panel is drawn");
	let drawn = Jury::tickets(bill);
	(
		who(&drawn.panel, jurists, poll),
		who(&drawn.reserves, jurists, poll),
	)
}

/// The ballot of somebody on the jurists' roll, whether on the panel or not.
pub fn judgement(citizen: &Citizen, poll: PollId, choice: Choice) -> BallotV1 {
	ballot_in(citizen, poll, jurists_precinct(), choice, 1).expect("on the frozen roll")
}

/// These jurors vote alike.
pub fn judge(jurors: &[&Citizen], poll: PollId, choice: Choice) {
	for juror in jurors {
		cast(judgement(juror, poll, choice.clone()));
	}
}

/// Go on until the bill is decided.
pub fn verdict(bill: BillId) -> Verdict {
	wait(|| match phase(bill) {
		Phase::Done(verdict) => Some(verdict),
		_ => None,
	})
}

/// The bill is tried, and its panel passes it.
pub fn pass(bill: BillId, jurists: &[Citizen]) {
	let poll = drawn(bill, jurists);
	let (jurors, _) = panel(bill, jurists);
	judge(&jurors, poll, YES);
	assert_eq!(verdict(bill), Verdict::Passed);
}

// What becomes of it.

/// The people's poll about the bill.
pub fn asked_about(bill: BillId) -> PollId {
	let passed = Laws::pending(bill).expect("passed, and not yet law");
	passed.phase.poll().expect("the people are asked")
}

/// Go on until the people are asked whether a bill that needs them shall be law, and these say yes.
pub fn confirm(bill: BillId, voters: &[Citizen]) {
	let referendum = asked_about(bill);
	open(referendum);
	for voter in voters {
		vote(voter, referendum, &[YES]);
	}
}

/// Go on until it is settled what becomes of a bill that has passed.
pub fn outcome(bill: BillId) -> Outcome {
	wait(|| Laws::outcome(bill)).1
}

/// The bill is law, and its number is this.
pub fn in_force(bill: BillId) -> LawId {
	match outcome(bill) {
		Outcome::InForce { law } => law,
		other => panic!("not in force: {other:?}"),
	}
}

// Code.

/// Something that a node would take for code of this version.
pub fn code(spec_version: u32) -> Vec<u8> {
	let version = sp_version::RuntimeVersion {
		spec_version,
		..veche_runtime::VERSION
	};
	[b"code".to_vec(), version.encode()].concat()
}

pub fn hash_of(code: &[u8]) -> H256 {
	BlakeTwo256::hash(code)
}

/// Reads the version of such code, as nodes do from Wasm.
pub struct Versions;

impl ReadRuntimeVersion for Versions {
	fn read_runtime_version(
		&self,
		code: &[u8],
		_: &mut dyn Externalities,
	) -> Result<Vec<u8>, String> {
		let version = code.strip_prefix(b"code").ok_or("no code")?;
		Ok(version.to_vec())
	}
}
