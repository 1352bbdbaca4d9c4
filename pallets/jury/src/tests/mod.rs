//! One behaviour a test.

mod claim;
mod everybody;
mod fairness;
mod free;
mod freeze;
mod hold;
mod panel;
mod params;
mod petition;
mod propose;
mod queries;
mod refused;
mod reserves;
mod seed;
mod sortition;
mod submit;
mod verdict;
mod weight;

mod model;

use crate::{mock::*, *};
use codec::Encode;
use frame_support::{
	assert_noop, assert_ok, assert_storage_noop,
	dispatch::PostDispatchInfo,
	pallet_prelude::{InvalidTransaction, TransactionSource, TransactionValidityError},
	traits::Authorize,
	BoundedVec,
};
use sp_runtime::traits::Dispatchable;
use veche_primitives::{
	ballot::Title,
	laws::{jury_context, ticket_message},
	refusal, PrecinctId, WHOLE,
};
use veche_tally::{NO, YES};

/// Why something is refused.
const REFUSED: DispatchError = DispatchError::Unavailable;

/// The block on which the seed of a bill is drawn that was frozen on the first.
const DRAWN: u64 = 3 * EPOCH;
/// The first on which no ticket for it is taken: the panel is seated.
const SEATED: u64 = DRAWN + PARAMS.claim;
/// The first on which no ticket is taken either when everybody could claim after the jurists: without
/// enough, the bill ends.
const UNSEATED: u64 = SEATED + PARAMS.claim;
/// On which its reserves are called.
const HALFWAY: u64 = SEATED + 1 + PARAMS.verdict / 2;
/// On which it is decided.
const DECIDED: u64 = SEATED + 1 + PARAMS.verdict;

/// A statute of the unit.
fn bill_of(unit: UnitId) -> BillOf<Test> {
	Bill {
		unit,
		class: Class::Statute,
		title: Title::truncate_from(b"On wells".to_vec()),
		text: H256::repeat_byte(5),
		change: None,
		call: None,
	}
}

/// Somebody submits a bill.
fn submit(person: PersonId, office: OfficeId, bill: BillOf<Test>) -> Result<(), DispatchError> {
	JuryPallet::submit(RuntimeOrigin::signed(account(person)), office, bill)
}

/// Somebody proposes a bill.
fn propose(person: PersonId, bill: BillOf<Test>) -> Result<(), DispatchError> {
	JuryPallet::propose(RuntimeOrigin::signed(account(person)), bill)
}

/// The last bill.
fn latest() -> BillId {
	NextBill::<Test>::get() - 1
}

/// The head of the village has submitted a bill.
fn submitted() -> BillId {
	assert_ok!(submit(BELA, VILLAGE_HEAD, bill_of(VILLAGE)));
	latest()
}

/// A citizen of the village has proposed a bill, and its petition is open.
fn proposed() -> (BillId, PollId) {
	assert_ok!(propose(CIM, bill_of(VILLAGE)));
	next_block();
	let id = latest();
	(id, record(id).petition.unwrap())
}

/// As many petitions look for supporters in the unit as may.
fn fill_with_petitions(unit: UnitId) {
	for person in [CIM, DANA] {
		for _ in 0..MaxPerPerson::get() {
			assert_ok!(propose(person, bill_of(unit)));
		}
	}
	assert_eq!(PetitionsIn::<Test>::get(unit), MaxPetitions::get());
}

/// As many bills of its incumbents are tried in the village as allowed.
fn fill_with_trials() {
	let second = establish(VILLAGE);
	elect(second, FILIP);
	for _ in 0..MaxPerOffice::get() {
		submitted();
		assert_ok!(submit(FILIP, second, bill_of(VILLAGE)));
	}
	assert_eq!(OpenIn::<Test>::get(VILLAGE), MaxOpenBills::get());
}

/// A submitted bill for which tickets are taken.
fn claiming() -> BillId {
	let id = submitted();
	run_to(DRAWN);
	assert!(JuryPallet::drawing(id).is_some());
	id
}

/// A submitted bill on which the panel votes: all jurists have handed in their tickets.
fn trial() -> (BillId, PollId) {
	let id = claiming();
	claim_all(id, 0..POOL);
	run_to(SEATED + 1);
	(id, record(id).trial.unwrap())
}

/// What is kept of a bill.
fn record(id: BillId) -> RecordOf<Test> {
	JuryPallet::bill(id).unwrap()
}

/// How far a bill has come.
fn phase(id: BillId) -> Phase<u64> {
	record(id).phase
}

/// What became of a bill.
fn verdict(id: BillId) -> Option<Verdict> {
	match phase(id) {
		Phase::Done(verdict) => Some(verdict),
		_ => None,
	}
}

/// What a jurist's client asks for.
fn drawing(id: BillId) -> Drawing<u64> {
	JuryPallet::drawing(id).unwrap()
}

/// The panel and the reserves of a bill.
fn drawn(id: BillId) -> (Vec<Alias>, Vec<Alias>) {
	let Drawn { panel, reserves } = JuryPallet::tickets(id);
	(panel, reserves)
}

/// The precinct in which a jurist has been from the start.
fn home_of(jurist: Jurist) -> PrecinctId {
	if jurist < 20 {
		FIRST
	} else {
		SECOND
	}
}

/// What stands for the proof of a ticket.
fn prove(bill: BillId, jurist: Jurist, precinct: PrecinctId, drawing: &Drawing<u64>) -> Ticket {
	let statement = Statement {
		epoch: drawing.epoch,
		precinct,
		context: drawing.context,
		message: ticket_message(GENESIS, bill, drawing.epoch, precinct),
		jurist,
	};
	Ticket {
		bill,
		precinct,
		alias: alias_in(jurist, drawing.context),
		proof: BoundedVec::truncate_from(statement.encode()),
	}
}

/// The jurist's ticket.
fn ticket(bill: BillId, jurist: Jurist) -> Ticket {
	prove(bill, jurist, home_of(jurist), &drawing(bill))
}

/// What the transaction pool and the block do with a ticket.
fn claim(ticket: Ticket) -> Result<(), TransactionValidityError> {
	let call = RuntimeCall::JuryPallet(Call::claim { ticket });
	call.authorize(TransactionSource::External)
		.expect("the call can be authorized")?;
	call.dispatch(frame_system::RawOrigin::Authorized.into())
		.map(|_: PostDispatchInfo| ())
		.expect("an authorized ticket is taken");
	Ok(())
}

/// The ticket is refused for this reason, and nothing changes.
fn assert_refused(ticket: Ticket, code: u8) {
	let refused = TransactionValidityError::from(InvalidTransaction::Custom(code));
	assert_storage_noop!(assert_eq!(claim(ticket), Err(refused)));
}

/// The jurists hand in their tickets; those that are too high are refused.
fn claim_all(bill: BillId, jurists: core::ops::Range<Jurist>) {
	let too_high = InvalidTransaction::Custom(refusal::TICKET_TOO_HIGH);
	let too_high = TransactionValidityError::from(too_high);
	for jurist in jurists {
		if let Err(refused) = claim(ticket(bill, jurist)) {
			assert_eq!(refused, too_high);
		}
	}
}

/// The aliases of jurists in the bill's context, lowest first.
fn aliases(bill: BillId, jurists: core::ops::Range<Jurist>) -> Vec<Alias> {
	let context = drawing(bill).context;
	let mut all: Vec<Alias> = jurists.map(|jurist| alias_in(jurist, context)).collect();
	all.sort_unstable();
	all
}

/// The jurists of the pool, those with the lowest aliases first.
fn by_ticket(bill: BillId) -> Vec<Jurist> {
	let context = drawing(bill).context;
	let mut all: Vec<Jurist> = (0..POOL).collect();
	all.sort_unstable_by_key(|jurist| alias_in(*jurist, context));
	all
}
