//! Offices, elections and credentials on the small country: who gives certificates, who stands, who
//! votes how, and how a story gets to what happens next by itself.

use super::*;
use pallet_elections::{Phase, Setback};
use pallet_offices::Seat;
use pallet_pledges::Promise;
use serde_json::{json, Value};
use sp_runtime::{traits::Dispatchable, transaction_validity::InvalidTransaction, DispatchError};
use veche_primitives::{ballot::Ranking, polls, ElectionId, MandateId, OfficeId, SchemaId};

/// The code of the village of most stories.
pub const VILLAGE: &str = "BY-BR-04-01";
/// The certificate of the school of governance, which all candidates need.
pub const GOVERNANCE: SchemaId = veche_runtime::presets::GOVERNANCE;

/// Blocks of a term of every office.
pub const TERM: BlockNumber = 200;
/// Blocks of a round of nomination.
pub const NOMINATION: BlockNumber = 12;
/// Blocks of a vote.
pub const VOTING: BlockNumber = 8;

pub const YES: Choice = Choice::One(0);
pub const NO: Choice = Choice::One(1);

/// The head of a unit, as genesis names an office.
pub fn head(code: &str) -> Value {
	// Units are numbered in the order of the file.
	let units = pallet_territory::parse_units(pallet_territory::BELARUS).expect("a good file");
	let unit = units.iter().position(|unit| unit.code == code);
	json!({
		"unit": unit.expect("a known unit"),
		"title": format!("Head of {code}"),
		"kind": "head",
		"method": "plurality",
		"term": TERM,
		"acting": "next_in_line",
	})
}

/// A member of a unit's council.
pub fn member(code: &str) -> Value {
	with(head(code), json!({ "title": "Member", "kind": "member" }))
}

/// A part of genesis with some of it changed.
pub fn with(mut whole: Value, patch: Value) -> Value {
	merge(&mut whole, patch);
	whole
}

/// A chain with these offices alone, numbered from 0, and short periods.
pub fn with_offices(offices: &[Value], test: impl FnOnce()) {
	with_rules(offices, json!({}), test);
}

/// The same, with other numbers or schemas.
pub fn with_rules(offices: &[Value], patch: Value, test: impl FnOnce()) {
	let periods = json!({ "notice": 2, "nomination": NOMINATION, "voting": VOTING });
	let genesis = json!({
		"offices": { "offices": offices, "founding": 25 },
		"elections": { "params": periods },
	});
	on_patched_chain(with(genesis, patch), test);
}

/// An act that costs nothing: neither citizens nor issuers have tokens.
pub fn act(pair: &sr25519::Pair, call: RuntimeCall) {
	signed(pair, call).expect("free").expect("done");
}

/// An act that fails, and is not free because of it: who has no tokens cannot even send it.
/// Returns why it fails.
pub fn refused(pair: &sr25519::Pair, call: RuntimeCall) -> DispatchError {
	let sent = signed(pair, call.clone());
	assert_eq!(sent, Err(InvalidTransaction::Payment.into()));
	let account: AccountId = MultiSigner::from(pair.public()).into_account();
	let paid = call.dispatch(RuntimeOrigin::signed(account));
	paid.expect_err("must fail").error
}

/// Two registrars strike the person off.
pub fn revoke(person: PersonId) {
	let motion = pallet_identity::Motion::Revoke { reason: 1 };
	for registrar in registrars() {
		let call = pallet_identity::Call::confirm { person, motion };
		act(&registrar, RuntimeCall::Identity(call));
	}
}

// Credentials.

/// The school of governance.
pub fn school() -> sr25519::Pair {
	Sr25519Keyring::One.pair()
}

pub fn offer_call(schema: SchemaId, holder: PersonId) -> RuntimeCall {
	let commitment = H256::repeat_byte(7);
	RuntimeCall::Credentials(pallet_credentials::Call::offer {
		schema,
		holder,
		commitment,
	})
}

pub fn accept_call(schema: SchemaId) -> RuntimeCall {
	RuntimeCall::Credentials(pallet_credentials::Call::accept { schema })
}

pub fn withdraw_call(schema: SchemaId, holder: PersonId) -> RuntimeCall {
	RuntimeCall::Credentials(pallet_credentials::Call::withdraw {
		schema,
		holder,
		reason: 3,
	})
}

/// The school offers a credential, and the citizen accepts it.
pub fn grant(schema: SchemaId, citizen: &Citizen) {
	act(&school(), offer_call(schema, person(citizen)));
	act(&citizen.pair, accept_call(schema));
}

/// These citizens may stand for an office.
pub fn certify(citizens: &[&Citizen]) {
	citizens
		.iter()
		.for_each(|citizen| grant(GOVERNANCE, citizen));
}

// Offices.

pub fn seat(office: OfficeId) -> Seat {
	Offices::office(office).expect("a known office").1
}

/// The mandate in force and its holder.
pub fn incumbent(office: OfficeId) -> Option<(MandateId, PersonId)> {
	let Seat::Incumbent { mandate } = seat(office) else {
		return None;
	};
	Some((mandate, mandate_record(mandate).person))
}

pub fn mandate_record(mandate: MandateId) -> pallet_offices::Mandate<BlockNumber> {
	Offices::mandate(mandate).expect("a known mandate")
}

pub fn resign_call(office: OfficeId) -> RuntimeCall {
	RuntimeCall::Offices(pallet_offices::Call::resign { office })
}

// Elections.

pub fn stand_call(election: ElectionId, name: &str) -> RuntimeCall {
	RuntimeCall::Elections(pallet_elections::Call::stand {
		election,
		name: title(name),
		programme: H256::zero(),
	})
}

pub fn stand(citizen: &Citizen, election: ElectionId, name: &str) {
	act(&citizen.pair, stand_call(election, name));
}

/// To stand no longer.
pub fn leave_call(election: ElectionId) -> RuntimeCall {
	RuntimeCall::Elections(pallet_elections::Call::withdraw_candidacy { election })
}

pub fn election_record(election: ElectionId) -> pallet_elections::Election<BlockNumber> {
	Elections::election(election).expect("a known election")
}

/// Those who stand, in order.
pub fn candidates(election: ElectionId) -> Vec<PersonId> {
	let listed = Elections::candidates(election).into_iter();
	listed.map(|(person, _)| person).collect()
}

/// Go on, block by block, until what is looked for is there.
pub fn wait<R>(mut look: impl FnMut() -> Option<R>) -> R {
	for _ in 0..500 {
		if let Some(found) = look() {
			return found;
		}
		next_block();
	}
	panic!("this never happens");
}

/// Go on until somebody can stand for the office.
pub fn nomination(office: OfficeId) -> ElectionId {
	wait(|| {
		let election = Elections::under_way(office)?;
		match election_record(election).phase {
			Phase::Nomination { opens, until, .. } if (opens..until).contains(&now()) => {
				Some(election)
			}
			_ => None,
		}
	})
}

/// Go on until nomination has come to this round.
pub fn round(election: ElectionId, wanted: u32) {
	wait(|| match election_record(election).phase {
		Phase::Nomination { round, .. } => (round == wanted).then_some(()),
		_ => None,
	});
}

/// Go on until the people can vote.
pub fn voting(election: ElectionId) -> PollId {
	attempt(election, 1)
}

/// Go on until the people can vote once more, with the lower quorum.
pub fn voting_again(election: ElectionId) -> PollId {
	attempt(election, 2)
}

fn attempt(election: ElectionId, wanted: u8) -> PollId {
	wait(|| match election_record(election).phase {
		Phase::Voting { poll, attempt, .. } if attempt == wanted => {
			(record(poll).phase == polls::Phase::Open).then_some(poll)
		}
		_ => None,
	})
}

/// Go on until somebody is elected.
pub fn elected(election: ElectionId) -> MandateId {
	wait(|| match election_record(election).phase {
		Phase::Done { mandate, .. } => Some(mandate),
		_ => None,
	})
}

/// Vote on the office alone, until somebody is elected.
pub fn decide(election: ElectionId, ballots: &[(&Citizen, Choice)]) -> MandateId {
	let poll = voting(election);
	for (voter, choice) in ballots {
		vote(voter, poll, std::slice::from_ref(choice));
	}
	elected(election)
}

/// Why nomination was opened again in this block.
pub fn setbacks() -> Vec<Setback> {
	let events = System::events().into_iter();
	events
		.filter_map(|record| match record.event {
			RuntimeEvent::Elections(pallet_elections::Event::NominationReopened {
				why, ..
			}) => Some(why),
			_ => None,
		})
		.collect()
}

// Votes.

pub fn rank(order: &[u8]) -> Choice {
	Choice::Rank(Ranking::strict(order.iter().copied()).expect("a ranking"))
}

pub fn marks(options: &[u8]) -> Choice {
	Choice::Approve(options.iter().map(|option| 1u32 << option).sum())
}

/// The precinct of the citizen's village, as a poll sees it.
pub fn precinct_in(citizen: &Citizen, poll: PollId) -> PrecinctId {
	let (_, known) = Identity::person_of(citizen.account()).expect("a person");
	let home = Electorate::Unit(known.home);
	Rolls::precinct_at(citizen.key, home, record(poll).epoch).expect("on the roll")
}

/// The ballot of a citizen, proven in the precinct of the own village, whatever unit votes.
pub fn answers(citizen: &Citizen, poll: PollId, choices: &[Choice], counter: u32) -> BallotV1 {
	let precinct = precinct_in(citizen, poll);
	let choices = BoundedVec::truncate_from(choices.to_vec());
	ballot_with(citizen, poll, precinct, choices, counter).expect("a member of the ring")
}

/// The citizen's first ballot in the poll counts.
pub fn vote(citizen: &Citizen, poll: PollId, choices: &[Choice]) {
	cast(answers(citizen, poll, choices, 1));
}

/// The precincts of the ballots counted in this block.
pub fn voted_in() -> Vec<PrecinctId> {
	let events = System::events().into_iter();
	events
		.filter_map(|record| match record.event {
			RuntimeEvent::Polls(pallet_polls::Event::Cast { precinct, .. }) => Some(precinct),
			_ => None,
		})
		.collect()
}

// Pledges.

pub fn promise(text: &str, due: BlockNumber) -> Promise<BlockNumber> {
	Promise {
		title: title(text),
		text: H256::zero(),
		due,
	}
}

/// So many pledges, due half-way through the term.
pub fn promises(count: u32) -> Vec<Promise<BlockNumber>> {
	(0..count)
		.map(|n| promise(&format!("Pledge {n}"), TERM / 2))
		.collect()
}

pub fn enter_call(election: ElectionId, pledges: Vec<Promise<BlockNumber>>) -> RuntimeCall {
	RuntimeCall::Pledges(pallet_pledges::Call::enter {
		election,
		pledges: BoundedVec::truncate_from(pledges),
	})
}

pub fn enter(citizen: &Citizen, election: ElectionId, pledges: Vec<Promise<BlockNumber>>) {
	act(&citizen.pair, enter_call(election, pledges));
}
