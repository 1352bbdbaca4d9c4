//! Confidence rounds on the small country: who is asked about when, who answers what, and what hangs
//! on it.

use super::{politics::*, *};
use pallet_recall::{Case, CaseId};
use pallet_reputation::{OfficeStanding, Round};
use serde_json::{json, Value};
use veche_primitives::{confidence::Recalls as _, polls, MandateId, OfficeId};

/// Blocks from one date of a unit to the next.
pub const PERIOD: BlockNumber = 20;
/// The same while somebody is suspended.
pub const FAST: BlockNumber = 10;
/// Blocks a round stays open.
pub const ROUND: BlockNumber = 4;
/// Blocks a suspended official has to regain confidence.
pub const RECOVERY: BlockNumber = 32;
/// Blocks a petition stays open.
pub const PETITION: BlockNumber = 12;
/// Blocks after an extraordinary round in which there is no other.
pub const REST: BlockNumber = 40;

/// Short periods; shares as on a real network, but for the petition: two of three people.
pub fn short_rounds() -> Value {
	json!({
		"reputation": { "params": {
			"period": PERIOD, "fastPeriod": FAST, "voting": ROUND, "grace": 0,
		}, "levels": [] },
		"recall": { "params": {
			"recovery": RECOVERY, "petitionShare": 500_000, "petitionWindow": PETITION,
			"rest": REST,
		} },
		"pledges": { "params": { "judging": 6, "openPerUnit": 2 } },
	})
}

/// A chain with these offices alone, and short rounds.
pub fn with_rounds(offices: &[Value], test: impl FnOnce()) {
	with_rules(offices, short_rounds(), test);
}

/// The first of the candidates is elected by these voters, the others are in line in their order.
pub fn seated(
	office: OfficeId,
	candidates: &[&Citizen],
	voters: &[&Citizen],
	pledges: Vec<pallet_pledges::Promise<BlockNumber>>,
) -> MandateId {
	let election = nomination(office);
	for (number, candidate) in candidates.iter().enumerate() {
		stand(candidate, election, &format!("Candidate {number}"));
	}
	if !pledges.is_empty() {
		enter(candidates[0], election, pledges);
	}
	let poll = voting(election);
	let papers = record(poll).questions.len();
	let order: Vec<u8> = (0..candidates.len() as u8).collect();
	for voter in voters {
		let first = if candidates.len() == 1 {
			YES
		} else {
			rank(&order)
		};
		let mut choices = vec![first];
		choices.resize(papers, Choice::Blank);
		vote(voter, poll, &choices);
	}
	elected(election)
}

/// An office whose people rank the candidates.
pub fn ranked(office: Value) -> Value {
	with(office, json!({ "method": "schulze" }))
}

pub fn standing(office: OfficeId) -> OfficeStanding<BlockNumber> {
	Reputation::standing(office).expect("a known office")
}

/// Go on until the people can answer a round about the office.
pub fn asked(office: OfficeId) -> Round<BlockNumber> {
	wait(|| {
		let round = standing(office).round?;
		(record(round.poll).phase == polls::Phase::Open).then_some(round)
	})
}

/// These voters answer the next round about the office, each question alike, and it closes.
pub fn answer(office: OfficeId, answers: &[(&Citizen, &[Choice])]) -> PollId {
	let round = asked(office);
	for (voter, choices) in answers {
		vote(voter, round.poll, choices);
	}
	over(round.poll);
	round.poll
}

/// Go on until the poll has closed.
pub fn over(poll: PollId) {
	wait(|| matches!(record(poll).phase, polls::Phase::Closed).then_some(()));
}

/// The case under way in the office.
pub fn case(office: OfficeId) -> (CaseId, Case<BlockNumber>) {
	Recall::open_case(office).expect("somebody is suspended")
}

/// How often the citizen has been recalled.
pub fn recalls(citizen: &Citizen) -> u32 {
	Recall::recalls(person(citizen))
}

pub fn explain_call(office: OfficeId, words: &str) -> RuntimeCall {
	RuntimeCall::Recall(pallet_recall::Call::explain {
		office,
		text: H256::repeat_byte(5),
		words: BoundedVec::truncate_from(words.as_bytes().to_vec()),
	})
}

pub fn petition_call(office: OfficeId) -> RuntimeCall {
	RuntimeCall::Recall(pallet_recall::Call::petition { office })
}

pub fn claim_call(mandate: MandateId, pledge: u8) -> RuntimeCall {
	RuntimeCall::Pledges(pallet_pledges::Call::claim {
		mandate,
		pledge,
		evidence: H256::repeat_byte(9),
	})
}
