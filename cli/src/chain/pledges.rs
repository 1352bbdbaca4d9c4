//! Pledges as a client reads and enters them.

use super::{
	call::{encode, Call},
	offices::Text,
	At,
};
use anyhow::Result;
use codec::{Decode, Encode};
use serde::Serialize;
use sp_core::H256;
use subxt::Metadata;
use veche_primitives::{ElectionId, MandateId, PersonId, PollId, Ppm, UnitId};

const PLEDGES: &str = "Pledges";

/// What a candidate promises.
#[derive(Encode, Decode, Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Promise {
	/// What, in short.
	pub title: Text,
	/// Hash of the full text; zero when there is none.
	pub text: H256,
	/// Blocks after taking office until it is due.
	pub due: u32,
}

/// What somebody in office asks the people to judge.
#[derive(Decode, Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Plea {
	/// The pledge is kept.
	#[codec(index = 0)]
	Done,
	/// It cannot be kept, for a reason.
	#[codec(index = 1)]
	Excuse,
}

/// How far a pledge has come.
#[derive(Decode, Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
	/// Not judged yet.
	#[codec(index = 0)]
	Open,
	/// Waits until fewer judgements are open in the unit.
	#[codec(index = 1)]
	Waiting(Plea),
	/// The people judge.
	#[codec(index = 2)]
	Judging {
		/// What they are asked.
		plea: Plea,
		/// In this poll.
		poll: PollId,
		/// 1 for the first vote, 2 for its repeat.
		attempt: u8,
	},
	/// The people say it is kept.
	#[codec(index = 3)]
	Kept,
	/// The people say it is not kept, or it was due and nobody claimed it.
	#[codec(index = 4)]
	Broken,
	/// The people excused it.
	#[codec(index = 5)]
	Excused,
	/// The mandate ended before it was due, without fault.
	#[codec(index = 6)]
	Lapsed,
	/// Nobody judged. Counts for nothing.
	#[codec(index = 7)]
	Unjudged,
}

/// The word of somebody in office that a pledge is kept.
#[derive(Decode, Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Claim {
	/// Hash of the evidence.
	pub evidence: H256,
	/// The block of the claim.
	pub at: u32,
}

/// Why somebody in office asks to be excused.
#[derive(Decode, Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Excuse {
	/// The reason, in short.
	pub reason: Text,
	/// Hash of a longer text; zero when there is none.
	pub text: H256,
	/// The block of asking.
	pub at: u32,
}

/// A promise of somebody in office.
#[derive(Decode, Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Pledge {
	/// What, in short.
	pub title: Text,
	/// Hash of the full text; zero when there is none.
	pub text: H256,
	/// The block at which it is due.
	pub due: u32,
	/// One, and one more for each voter who marked it.
	pub weight: u32,
	/// How far it has come.
	pub mark: Mark,
	/// The claim that it is kept.
	pub claim: Option<Claim>,
	/// The wish to be excused.
	pub excuse: Option<Excuse>,
}

/// How pledges are judged.
#[derive(Decode, Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Params {
	/// Blocks of a judgement.
	pub judging: u32,
	/// Least turnout.
	pub quorum: Ppm,
	/// Least turnout when the judgement is repeated.
	pub repeat_quorum: Ppm,
	/// More than this share of yes and no together is a yes.
	pub majority: Ppm,
	/// Most judgements open in a unit.
	pub open_per_unit: u32,
}

/// Enter the pledges of a candidacy; they take the place of those entered before.
pub fn enter(metadata: &Metadata, election: ElectionId, pledges: &[Promise]) -> Result<Call> {
	encode(metadata, PLEDGES, "enter", (election, pledges))
}

/// Say that a pledge is kept, and ask the people to judge. Pledges are counted from 0.
pub fn claim(metadata: &Metadata, mandate: MandateId, pledge: u8, evidence: H256) -> Result<Call> {
	encode(metadata, PLEDGES, "claim", (mandate, pledge, evidence))
}

/// Ask the people to be excused from a pledge. Pledges are counted from 0.
pub fn ask_excuse(
	metadata: &Metadata,
	mandate: MandateId,
	pledge: u8,
	reason: &Text,
	text: H256,
) -> Result<Call> {
	let arguments = (mandate, pledge, reason, text);
	encode(metadata, PLEDGES, "ask_excuse", arguments)
}

impl At {
	/// The pledges of a candidacy, in the candidate's order.
	pub async fn entered(&self, election: ElectionId, person: PersonId) -> Result<Vec<Promise>> {
		self.view(PLEDGES, "entered", (election, person)).await
	}

	/// The pledges of a mandate, in the order of the candidacy.
	pub async fn checklist(&self, mandate: MandateId) -> Result<Vec<Pledge>> {
		self.view(PLEDGES, "checklist", mandate).await
	}
	/// The pledges of a unit's offices that are judged now, and those that wait for it; each by
	/// mandate and place in the checklist, counted from 0.
	pub async fn judgements(&self, unit: UnitId) -> Result<Vec<(MandateId, u8)>> {
		self.view(PLEDGES, "judgements", unit).await
	}

	/// How pledges are judged.
	pub async fn pledge_params(&self) -> Result<Params> {
		self.view(PLEDGES, "params", ()).await
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn pledge_is_read_as_the_chain_writes_it() {
		let title = "A bridge".to_string().encode();
		let judging = (2u8, 1u8, 9u32, 2u8).encode();
		let excuse = Some(("The flood".to_string(), [7u8; 32], 40u32)).encode();
		let bytes = [
			title,
			[3; 32].to_vec(),
			(300u32, 4u32).encode(),
			judging,
			Some(([5u8; 32], 30u32)).encode(),
			excuse,
		]
		.concat();
		let pledge = Pledge::decode(&mut bytes.as_slice()).unwrap();
		let mark = Mark::Judging {
			plea: Plea::Excuse,
			poll: 9,
			attempt: 2,
		};
		assert_eq!((pledge.due, pledge.weight, pledge.mark), (300, 4, mark));
		assert_eq!(pledge.claim.unwrap().evidence, H256([5; 32]));
		assert_eq!(pledge.excuse.unwrap().reason, Text("The flood".into()));
	}

	#[test]
	fn marks_have_the_numbers_of_the_chain() {
		let read = |bytes: &[u8]| Mark::decode(&mut &*bytes).unwrap();
		assert_eq!(read(&[0]), Mark::Open);
		assert_eq!(read(&[1, 0]), Mark::Waiting(Plea::Done));
		for (index, mark) in [
			(3, Mark::Kept),
			(4, Mark::Broken),
			(5, Mark::Excused),
			(6, Mark::Lapsed),
			(7, Mark::Unjudged),
		] {
			assert_eq!(read(&[index]), mark);
		}
	}
}
