//! One behaviour a test.

mod change;
mod check;
mod country;
mod enact;
mod encoding;
mod fail;
mod free;
mod hold;
mod nested;
mod order;
mod origin;
mod pass;
mod petition;
mod petition_end;
mod preimage;
mod queries;
mod queue;
mod referendum;
mod terms;
mod weight;

mod model;

use crate::{mock::*, *};
use codec::Encode;
use frame_support::{assert_noop, assert_ok, traits::QueryPreimage};
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash};
use veche_primitives::{ballot::Title, laws::Change, WHOLE};

type TestBill = BillOf<Test>;
type Kept = BoundedCallOf<Test>;

/// Why something is refused.
const REFUSED: DispatchError = DispatchError::Unavailable;
/// When a bill that passes at block 1 is due.
const DUE: u64 = 1 + TERMS.delay;

fn bill(unit: UnitId, class: Class, call: Option<Kept>) -> TestBill {
	Bill {
		unit,
		class,
		title: Title::truncate_from(b"On bells".to_vec()),
		text: H256::repeat_byte(7),
		change: None,
		call,
	}
}

/// A statute of this unit.
fn statute_of(unit: UnitId) -> TestBill {
	bill(unit, Class::Statute, None)
}

/// A statute of the village.
fn statute() -> TestBill {
	statute_of(VILLAGE)
}

/// A bill of the country that makes this call, which is among the preimages.
fn making(class: Class, call: RuntimeCall) -> TestBill {
	bill(COUNTRY, class, Some(kept(call)))
}

/// A bill that rings the bell.
fn ringing(tone: u32) -> TestBill {
	making(Class::Parameter, ring(tone))
}

/// A constitutional bill: the bell is cast anew.
fn recasting() -> TestBill {
	making(Class::Constitution, recast())
}

/// A bill that does something to a law.
fn changing(change: Change, bill: TestBill) -> TestBill {
	Bill {
		change: Some(change),
		..bill
	}
}

fn ring(tone: u32) -> RuntimeCall {
	RuntimeCall::Bell(bell::Call::ring { tone })
}

/// The call that fails after it has rung.
fn crack() -> RuntimeCall {
	let weight = Weight::from_parts(1_000_000, 0);
	RuntimeCall::Bell(bell::Call::crack { tone: 13, weight })
}

fn recast() -> RuntimeCall {
	RuntimeCall::Bell(bell::Call::recast {})
}

/// A call of this weight.
fn toll(tone: u32, weight: Weight) -> RuntimeCall {
	let took = None;
	RuntimeCall::Bell(bell::Call::toll { tone, weight, took })
}

/// A call that only the root of power may make.
fn kill() -> RuntimeCall {
	let keys = vec![b"mock/victim".to_vec()];
	RuntimeCall::System(frame_system::Call::kill_storage { keys })
}

/// The call among the preimages, where Ales has put it.
fn kept(call: RuntimeCall) -> Kept {
	kept_bytes(call.encode())
}

fn kept_bytes(bytes: Vec<u8>) -> Kept {
	let (hash, len) = (BlakeTwo256::hash(&bytes), bytes.len() as u32);
	// It may be there already.
	let _ = Preimage::note_preimage(RuntimeOrigin::signed(account(ALES)), bytes);
	Bounded::Lookup { hash, len }
}

/// The call as it is, if it is short enough.
fn inline(bytes: Vec<u8>) -> Kept {
	Bounded::Inline(bytes.try_into().unwrap())
}

/// The hash of a bill's call that is among the preimages.
fn hash_of(bill: &TestBill) -> H256 {
	bill.call.as_ref().unwrap().lookup_hash().unwrap()
}

/// Whether the bytes are among the preimages.
fn is_there(hash: H256) -> bool {
	<Preimage as QueryPreimage>::len(&hash).is_some()
}

/// What the bell rang last.
fn tone() -> u32 {
	bell::Tone::<Test>::get()
}

/// The bill is accepted: it is to be decided on.
fn hold(id: BillId, bill: &TestBill) {
	LawsPallet::hold(id, bill);
}

/// The bill has ended without having passed.
fn release(id: BillId) {
	LawsPallet::release(id);
}

/// The bill is accepted, and a panel passes it.
fn pass(id: BillId, bill: TestBill) {
	hold(id, &bill);
	assert_ok!(LawsPallet::pass(id, bill));
}

/// How often the preimage is asked for.
fn requests(hash: H256) -> u32 {
	match pallet_preimage::RequestStatusFor::<Test>::get(hash) {
		Some(pallet_preimage::RequestStatus::Requested { count, .. }) => count,
		_ => 0,
	}
}

/// Ales takes back what has been put among the preimages.
fn take_away(hash: H256) -> DispatchResult {
	Preimage::unnote_preimage(RuntimeOrigin::signed(account(ALES)), hash)
}

/// New code encodes calls in another way: all that is held is from before it.
fn encode_otherwise() {
	Holds::<Test>::translate_values(|before: HoldOf<Test>| {
		Some(Hold {
			encoding: before.encoding.wrapping_sub(1),
			..before
		})
	});
}

/// What the people are doing about a bill that waits.
fn phase(id: BillId) -> Phase {
	LawsPallet::pending(id).unwrap().phase
}

/// The poll that a bill waits for.
fn poll_of(id: BillId) -> PollId {
	phase(id).poll().unwrap()
}

/// How a bill ended.
fn ended(id: BillId) -> Option<Outcome> {
	LawsPallet::outcome(id).map(|(_, outcome)| outcome)
}

/// The number of the law that a bill is.
fn law_of(id: BillId) -> LawId {
	match ended(id) {
		Some(Outcome::InForce { law }) => law,
		other => panic!("bill {id} is no law: {other:?}"),
	}
}

fn failed(error: impl Into<DispatchError>) -> Option<Outcome> {
	Some(Outcome::Failed(error.into()))
}

/// A law of the register.
fn law(number: LawId) -> LawOf<Test> {
	LawsPallet::law(number).unwrap()
}

/// Somebody begins a petition.
fn begin(person: PersonId, id: BillId) -> DispatchResult {
	LawsPallet::petition(RuntimeOrigin::signed(account(person)), id)
}

/// Ales begins a petition, and it opens; its poll.
fn petition(id: BillId) -> PollId {
	assert_ok!(begin(ALES, id));
	next_block();
	poll_of(id)
}

/// A petition against the bill succeeds, and the referendum opens; its poll. Takes three blocks.
fn called(id: BillId) -> PollId {
	vote(petition(id), 4, 0, 0);
	run_to(System::block_number() + 2);
	poll_of(id)
}

/// The people vote on the bill in an open referendum, and it closes.
fn decide(poll: PollId, yes: u32, no: u32) {
	vote(poll, yes, no, 0);
	run_to(System::block_number() + TERMS.voting);
}

/// The origin of laws of this class.
fn law_origin(class: Class) -> RuntimeOrigin {
	Origin::Law(class).into()
}

/// The terms of a class change.
fn set_terms(class: Class, terms: Terms<u64>) {
	assert_ok!(LawsPallet::set_params(
		law_origin(Class::Constitution),
		class,
		terms
	));
}
