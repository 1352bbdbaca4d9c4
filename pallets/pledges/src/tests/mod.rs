//! One behaviour a test.

mod claim;
mod due;
mod enter;
mod excuse;
mod judging;
mod mandate;
mod model;
mod params;
mod queries;
mod queue;

use crate::{mock::*, *};
use frame_support::{
	assert_noop, assert_ok, dispatch::CheckIfFeeless, traits::UnfilteredDispatchable,
};
use sp_core::H256;

/// Blocks after taking office by which [`in_office`] has promised to keep everything.
const DUE: u64 = 50;
/// Hash of some evidence.
const EVIDENCE: H256 = H256::repeat_byte(1);
/// Hash of a text about a reason.
const LONGER: H256 = H256::repeat_byte(2);

/// What the people answer: all of them yes, all of them no, none of them either, nobody, and too few
/// for the first judgement, which say yes.
const YES_ALL: [u32; 3] = [ELECTORS, 0, 0];
const NO_ALL: [u32; 3] = [0, ELECTORS, 0];
const ABSTAIN_ALL: [u32; 3] = [0, 0, ELECTORS];
const NOBODY: [u32; 3] = [0, 0, 0];
const TOO_FEW: [u32; 3] = [5, 0, 0];

fn title(text: &str) -> Title {
	Title::truncate_from(text.as_bytes().to_vec())
}

/// A promise of this title, due so many blocks after taking office.
fn promise(text: &str, due: u64) -> Promise<u64> {
	Promise {
		title: title(text),
		text: H256::repeat_byte(7),
		due,
	}
}

/// So many promises, each of another title.
fn many(count: u32) -> Vec<Promise<u64>> {
	(0..count)
		.map(|n| promise(&format!("Pledge {n}"), 1))
		.collect()
}

fn sent(promises: &[Promise<u64>]) -> Sent<u64> {
	Sent::try_from(promises.to_vec()).unwrap()
}

/// Enter promises that are expected to be taken.
fn enter(who: AccountId, promises: &[Promise<u64>]) {
	assert_ok!(PledgesPallet::enter(
		RuntimeOrigin::signed(who),
		ELECTION,
		sent(promises)
	));
}

/// What the candidate has entered.
fn entered(who: AccountId) -> Vec<Promise<u64>> {
	PledgesPallet::entered(ELECTION, person_of(who))
}

/// The mandate begins now with pledges of these titles' numbers, due after so many blocks each.
fn begin_with(mandate: MandateId, dues: &[u64]) {
	let person = Held::get()[&mandate].person;
	let promised = (1u32..).zip(dues);
	let promises: Vec<_> = promised
		.map(|(number, due)| promise(&format!("Promise {number}"), *due))
		.collect();
	Entered::<Test>::insert(ELECTION, person, Promises::try_from(promises).unwrap());
	PledgesPallet::adopt(ELECTION, person, mandate, &[]);
}

/// The mandate begins now with so many pledges.
fn in_office(mandate: MandateId, count: usize) {
	begin_with(mandate, &vec![DUE; count]);
}

/// Whose the mandate is.
fn holder(mandate: MandateId) -> AccountId {
	Held::get()[&mandate].person.into()
}

fn claim_call(mandate: MandateId, pledge: u8) -> Call<Test> {
	Call::claim {
		mandate,
		pledge,
		evidence: EVIDENCE,
	}
}

fn excuse_call(mandate: MandateId, pledge: u8) -> Call<Test> {
	Call::ask_excuse {
		mandate,
		pledge,
		reason: title("The flood"),
		text: LONGER,
	}
}

/// Claim what is expected to be taken.
fn claim(mandate: MandateId, pledge: u8) {
	let origin = RuntimeOrigin::signed(holder(mandate));
	assert_ok!(claim_call(mandate, pledge).dispatch_bypass_filter(origin));
}

/// Ask what is expected to be taken.
fn ask_excuse(mandate: MandateId, pledge: u8) {
	let origin = RuntimeOrigin::signed(holder(mandate));
	assert_ok!(excuse_call(mandate, pledge).dispatch_bypass_filter(origin));
}

/// The call is refused, is not free, and spends nothing.
fn assert_refused(who: AccountId, call: Call<Test>, error: Error<Test>) {
	let origin = RuntimeOrigin::signed(who);
	let spent = SpentActs::get();
	assert!(!call.is_feeless(&origin), "a call that fails is never free");
	assert_noop!(call.dispatch_bypass_filter(origin), error);
	assert_eq!(SpentActs::get(), spent);
}

fn pledge(mandate: MandateId, place: u8) -> Pledge<u64> {
	PledgesPallet::checklist(mandate)[usize::from(place)].clone()
}

fn mark(mandate: MandateId, place: u8) -> Mark {
	pledge(mandate, place).mark
}

/// The poll in which the pledge is judged.
fn poll_of(mandate: MandateId, place: u8) -> PollId {
	match mark(mandate, place) {
		Mark::Judging { poll, .. } => poll,
		other => panic!("no judgement but {other:?}"),
	}
}

/// The people answer so, and the judgement of the pledge closes.
fn judge(mandate: MandateId, place: u8, counts: [u32; 3]) {
	close(poll_of(mandate, place), counts);
}

/// The next block begins.
fn next_block() {
	run_to(System::block_number() + 1);
}

/// From now on so many judgements may be open in a unit.
fn allow(open_per_unit: u32) {
	let params = Params {
		open_per_unit,
		..PARAMS
	};
	assert_ok!(PledgesPallet::set_params(RuntimeOrigin::root(), params));
}

/// How often the pallet said so.
fn said(event: Event<Test>) -> usize {
	let event = RuntimeEvent::from(event);
	let said = System::events();
	said.iter().filter(|one| one.event == event).count()
}

/// Nothing waits and nothing is judged any more, and nothing is kept of it.
fn assert_all_judged() {
	assert_eq!(ByPoll::<Test>::iter().count(), 0);
	assert_eq!(OpenIn::<Test>::iter().count(), 0);
	assert_eq!(Queues::<Test>::iter().count(), 0);
	assert_eq!(Waiting::<Test>::iter().count(), 0);
}
