//! One behaviour a test.

mod acting;
mod deadline;
mod delay;
mod ended;
mod explain;
mod free;
mod params;
mod petition;
mod petition_end;
mod queries;
mod reinstate;
mod suspend;
mod weight;

mod model;

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use veche_primitives::{
	confidence::{Asked, Capacity, Confidence, Recalls},
	offices::OnOffice,
	WHOLE,
};

/// Below what suspends.
const LOW: Ppm = 150_000;
/// Neither suspends nor reinstates.
const MIDDLE: Ppm = 400_000;
/// Above what reinstates.
const HIGH: Ppm = 600_000;
/// Why something is refused.
const REFUSED: DispatchError = DispatchError::Unavailable;

/// Ales heads the village, with Bela, Cim and Dana in line.
fn in_office() -> MandateId {
	elect(VILLAGE_HEAD, ALES, &[BELA, CIM, DANA])
}

/// Ales heads the village and is suspended; Bela acts.
fn suspended() -> (MandateId, CaseId) {
	let mandate = in_office();
	rate(VILLAGE_HEAD, &[LOW]);
	(mandate, OpenCases::<Test>::get(mandate).unwrap())
}

/// The case with this number.
fn case(id: CaseId) -> Case<u64> {
	RecallPallet::case(id).unwrap()
}

/// When and how the case ended.
fn outcome_of(id: CaseId) -> Option<(u64, Outcome)> {
	case(id).outcome
}

/// When and how the mandate ended.
fn ended(id: MandateId) -> Option<(u64, End)> {
	held(id).ended
}

/// Who acts in the village.
fn acting() -> Option<PersonId> {
	seat(VILLAGE_HEAD).acting()
}

/// Words of this length.
fn words(length: usize) -> Input {
	Input::truncate_from(vec![b'x'; length])
}

/// Somebody explains.
fn explain(person: PersonId, office: OfficeId, words: Input) -> Result<(), DispatchError> {
	let origin = RuntimeOrigin::signed(account(person));
	RecallPallet::explain(origin, office, H256::repeat_byte(5), words)
}

/// Somebody begins a petition.
fn begin(person: PersonId, office: OfficeId) -> Result<(), DispatchError> {
	RecallPallet::petition(RuntimeOrigin::signed(account(person)), office)
}

/// Dana begins a petition for a round about the head of the village, and it opens; its poll.
fn petition() -> PollId {
	assert_ok!(begin(DANA, VILLAGE_HEAD));
	next_block();
	RecallPallet::petition_of(VILLAGE_HEAD).unwrap().poll
}

/// As many support the petition as must; it closes on the next block.
fn fulfil(poll: PollId) {
	for elector in 0..4 {
		support(poll, elector);
	}
	next_block();
}

/// Change the numbers of all levels without own ones.
fn set_params(params: Params<u64>) {
	assert_ok!(RecallPallet::set_params(
		RuntimeOrigin::root(),
		None,
		params
	));
}
