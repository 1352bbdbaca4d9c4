//! Bills, tickets and panels as a client reads them, and the calls there are.

use super::{
	call::{encode, Call},
	At,
};
use crate::output::usage;
use anyhow::Result;
use codec::{Decode, Encode};
use serde::Serialize;
use sp_core::H256;
use std::collections::BTreeSet;
use subxt::Metadata;
pub use veche_primitives::laws::{jury_context, ticket_message, Change, Class, Ticket, SEED_DELAY};
use veche_primitives::{
	laws,
	rolls::{Electorate, RollEpoch},
	Alias, BillId, OfficeId, PersonId, PollId, Ppm, UnitId,
};

/// The pallet.
pub const JURY: &str = "Jury";

/// The pallet that keeps calls too long to stand in a bill.
pub const PREIMAGE: &str = "Preimage";

/// Longest encoded call that stands in a bill itself, in bytes.
pub const MAX_INLINE: usize = 128;

/// Most bills that the chain shows at once.
const MAX_PAGE: u32 = 64;

/// A call as a bill keeps it.
#[derive(Encode, Decode, Clone, PartialEq, Eq, Debug)]
pub enum KeptCall {
	/// By its hash alone; no bill has such a one.
	#[codec(index = 0)]
	Legacy {
		/// The hash.
		hash: H256,
	},
	/// The encoded call itself.
	#[codec(index = 1)]
	Inline(Vec<u8>),
	/// By the hash and length of its encoding, which is uploaded before.
	#[codec(index = 2)]
	Lookup {
		/// The hash.
		hash: H256,
		/// The length in bytes.
		len: u32,
	},
}

impl KeptCall {
	/// An encoded call, kept in the bill itself if it is short enough.
	pub fn new(call: &[u8]) -> Result<Self> {
		if call.len() <= MAX_INLINE {
			return Ok(Self::Inline(call.to_vec()));
		}
		Ok(Self::Lookup {
			hash: sp_crypto_hashing::blake2_256(call).into(),
			len: u32::try_from(call.len())?,
		})
	}

	/// The hash of the encoded call.
	pub fn hash(&self) -> H256 {
		match self {
			Self::Legacy { hash } | Self::Lookup { hash, .. } => *hash,
			Self::Inline(call) => sp_crypto_hashing::blake2_256(call).into(),
		}
	}
}

/// What is put before a panel.
pub type Bill = laws::Bill<KeptCall>;

/// How a bill was decided.
#[derive(Decode, Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
	/// Its petition found too few supporters.
	#[codec(index = 0)]
	Lapsed,
	/// Too few claimed a seat.
	#[codec(index = 1)]
	NoPanel,
	/// Too few of the panel voted.
	#[codec(index = 2)]
	NoQuorum,
	/// The panel said no.
	#[codec(index = 3)]
	Rejected,
	/// The panel said yes; what is left is the people's.
	#[codec(index = 4)]
	Passed,
	/// The panel said yes, but meanwhile it cannot become law any more.
	#[codec(index = 5)]
	Void,
}

/// How far a bill has come.
#[derive(Decode, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Phase {
	/// It looks for supporters.
	#[codec(index = 0)]
	Petition {
		/// The poll that collects them.
		poll: PollId,
	},
	/// It will be tried, but the roll cannot be frozen yet.
	#[codec(index = 1)]
	Waiting {
		/// Since which block.
		since: u32,
	},
	/// The roll is frozen, and nobody can know the seed yet.
	#[codec(index = 2)]
	Frozen {
		/// The frozen state of the rolls.
		epoch: RollEpoch,
		/// The consensus' epoch in which it was frozen, as [`At::fresh_epochs`] counts.
		frozen_in: u64,
	},
	/// The seed is known: jurists hand in their tickets.
	#[codec(index = 3)]
	Claiming {
		/// The frozen state of the rolls.
		epoch: RollEpoch,
		/// The seed.
		seed: H256,
		/// The proof context of tickets and of the panel's ballots.
		context: [u8; 32],
		/// First block in which no ticket is taken.
		until: u32,
	},
	/// The panel decides.
	#[codec(index = 4)]
	Trial {
		/// The poll in which it does.
		poll: PollId,
		/// The frozen state of the rolls.
		epoch: RollEpoch,
		/// When reserves take the places of those who have not voted.
		halfway: u32,
	},
	/// It is decided.
	#[codec(index = 5)]
	Done(Verdict),
}

/// A bill and what came of it.
#[derive(Decode, Clone, PartialEq, Eq, Debug)]
pub struct Record {
	/// What is decided on.
	pub bill: Bill,
	/// Who brought it in.
	pub by: PersonId,
	/// The office by whose right it was submitted; none for one that looked for supporters.
	pub office: Option<OfficeId>,
	/// The block in which it was brought in.
	pub since: u32,
	/// Whose roll the panel is drawn from: the jurists', or everybody's if there were too few of them
	/// when it was frozen, or too few of them claimed a seat.
	pub jurists: Electorate,
	/// The numbers of the day it was brought in.
	pub params: Params,
	/// The poll that collected its supporters.
	pub petition: Option<PollId>,
	/// The poll in which the panel decides or decided.
	pub trial: Option<PollId>,
	/// How far it has come.
	pub phase: Phase,
}

/// How large panels of a class are, what decides, and how long everything takes.
#[derive(Encode, Decode, Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Params {
	/// Seats on the panel.
	pub panel: u32,
	/// Reserves that are kept besides.
	pub reserves: u32,
	/// Fewer tickets than this make no panel.
	pub least_panel: u32,
	/// Share of the panel that must vote.
	pub quorum: Ppm,
	/// What a yes needs: more than this share of yes and no together.
	pub majority: Ppm,
	/// Blocks in which tickets are taken.
	pub claim: u32,
	/// Blocks the panel has to vote; reserves are called after the first half.
	pub verdict: u32,
	/// Share of the unit's electors who must support a bill that no incumbent submits.
	pub support: Ppm,
	/// Blocks in which it may find them.
	pub petition_window: u32,
}

impl Params {
	/// How many tickets are kept: those of the panel and of the reserves.
	pub const fn places(&self) -> u32 {
		self.panel.saturating_add(self.reserves)
	}
}

/// The kept tickets of a bill, the lowest first. Until the claim window closes, lower ones may
/// still displace them.
#[derive(Decode, Clone, PartialEq, Eq, Debug, Default)]
pub struct Drawn {
	/// Those on the panel.
	pub panel: Vec<Alias>,
	/// Those who stand in for the silent, in this order.
	pub reserves: Vec<Alias>,
}

/// All that a jurist needs to make a ticket, and to see whether it is worth it.
#[derive(Decode, Clone, PartialEq, Eq, Debug)]
pub struct Drawing {
	/// Whose roll the panel is drawn from.
	pub jurists: Electorate,
	/// The frozen state of the rolls: the proof is made in the ring of this epoch.
	pub epoch: RollEpoch,
	/// The seed.
	pub seed: H256,
	/// The context the proof is made in.
	pub context: [u8; 32],
	/// First block in which no ticket is taken.
	pub until: u32,
	/// How many tickets are kept at most.
	pub places: u32,
	/// How many are kept now.
	pub kept: u32,
	/// The highest of the kept ones, when all places are taken: only a lower one is taken.
	pub highest: Option<Alias>,
}

/// Who answers for a bill: each may have so many under way.
#[derive(Encode, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sponsor {
	/// An office, whoever holds it.
	#[codec(index = 0)]
	Office(OfficeId),
	/// A citizen.
	#[codec(index = 1)]
	Person(PersonId),
}

/// Most bills under way at once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
	/// Under trial in one unit when an incumbent submits one more.
	pub trials_in_unit: u32,
	/// Petitions in one unit.
	pub petitions_in_unit: u32,
	/// Proposed by one person.
	pub per_person: u32,
	/// Submitted by right of one office.
	pub per_office: u32,
}

/// Submit a bill of the unit that an office serves, as the incumbent.
pub fn submit(metadata: &Metadata, office: OfficeId, bill: &Bill) -> Result<Call> {
	encode(metadata, JURY, "submit", (office, bill))
}

/// Propose a bill as a citizen of its unit or below: it looks for supporters first.
pub fn propose(metadata: &Metadata, bill: &Bill) -> Result<Call> {
	encode(metadata, JURY, "propose", bill)
}

/// Claim a seat on a panel: for [`Chain::submit_general`](super::Chain::submit_general), never
/// signed.
pub fn claim(metadata: &Metadata, ticket: &Ticket) -> Result<Call> {
	encode(metadata, JURY, "claim", ticket)
}

/// Upload an encoded call that is too long to stand in a bill. Takes a deposit.
pub fn note_preimage(metadata: &Metadata, call: &[u8]) -> Result<Call> {
	encode(metadata, PREIMAGE, "note_preimage", call)
}

impl At {
	/// How many bills there ever were.
	pub async fn bill_count(&self) -> Result<BillId> {
		self.get_or_default(JURY, "NextBill", &[]).await
	}

	/// A bill and how far it has come; an error when there is no such one.
	pub async fn bill(&self, id: BillId) -> Result<Record> {
		let found: Option<Record> = self.view(JURY, "bill", id).await?;
		found.ok_or_else(|| {
			usage(format!(
				"there is no bill {id}; `veche bill list UNIT` shows those of a unit"
			))
		})
	}

	/// Bills of a unit, the oldest first, from its `from`-th on; at most `limit` and at most 64.
	pub async fn bills_of(
		&self,
		unit: UnitId,
		from: u32,
		limit: u32,
	) -> Result<Vec<(BillId, Record)>> {
		self.view(JURY, "bills_of", (unit, from, limit)).await
	}

	/// All bills of a unit, the oldest first.
	pub async fn all_bills_of(&self, unit: UnitId) -> Result<Vec<(BillId, Record)>> {
		let mut all = Vec::new();
		loop {
			let page = self
				.bills_of(unit, u32::try_from(all.len())?, MAX_PAGE)
				.await?;
			let is_last = page.len() < MAX_PAGE as usize;
			all.extend(page);
			if is_last {
				return Ok(all);
			}
		}
	}

	/// All bills under way, in order.
	pub async fn open_bills(&self) -> Result<Vec<BillId>> {
		// Each waits for a poll, a block, or an epoch of the consensus.
		let polls: Vec<(PollId, BillId)> = self.entries(JURY, "ByPoll", &[]).await?;
		let blocks: Vec<(BillId, u32)> = self.entries(JURY, "DueAt", &[]).await?;
		let epochs: Vec<(u64, BillId, ())> = self.double_entries(JURY, "SeedsDue").await?;
		let of_polls = polls.into_iter().map(|(_, bill)| bill);
		let of_blocks = blocks.into_iter().map(|(bill, _)| bill);
		let of_epochs = epochs.into_iter().map(|(_, bill, ())| bill);
		let all: BTreeSet<BillId> = of_polls.chain(of_blocks).chain(of_epochs).collect();
		Ok(all.into_iter().collect())
	}

	/// How many bills that its incumbents submitted are under trial in a unit.
	pub async fn trials_in(&self, unit: UnitId) -> Result<u32> {
		self.get_or_default(JURY, "OpenIn", &[unit.encode()]).await
	}

	/// How many bills look for supporters in a unit.
	pub async fn petitions_in(&self, unit: UnitId) -> Result<u32> {
		self.get_or_default(JURY, "PetitionsIn", &[unit.encode()])
			.await
	}

	/// How many bills are under way for which somebody answers.
	pub async fn open_of(&self, sponsor: Sponsor) -> Result<u32> {
		self.get_or_default(JURY, "OpenOf", &[sponsor.encode()])
			.await
	}

	/// How many there may be.
	pub fn bill_limits(&self) -> Result<Limits> {
		Ok(Limits {
			trials_in_unit: self.constant(JURY, "MaxOpenBills")?,
			petitions_in_unit: self.constant(JURY, "MaxPetitions")?,
			per_person: self.constant(JURY, "MaxPerPerson")?,
			per_office: self.constant(JURY, "MaxPerOffice")?,
		})
	}

	/// Who would sit on a bill's panel and who would stand by, as the tickets are now; empty before
	/// the seed is drawn, and again when the bill is decided.
	pub async fn drawn(&self, bill: BillId) -> Result<Drawn> {
		self.view(JURY, "tickets", bill).await
	}

	/// What a jurist needs to make a ticket; none unless the bill is being drawn for.
	pub async fn drawing(&self, bill: BillId) -> Result<Option<Drawing>> {
		self.view(JURY, "drawing", bill).await
	}

	/// The numbers of a class, for bills from now on.
	pub async fn jury_params(&self, class: Class) -> Result<Params> {
		self.view(JURY, "params", class).await
	}

	/// How many epochs of the consensus have put new contributions into the lots: the clock of
	/// [`Phase::Frozen`].
	pub async fn fresh_epochs(&self) -> Result<u64> {
		self.get_or_default("Timing", "FreshEpochs", &[]).await
	}

	/// Slots of an epoch of the consensus.
	pub async fn epoch_slots(&self) -> Result<u64> {
		self.get_or_default("Timing", "EpochSlots", &[]).await
	}

	/// The block in which the consensus' epoch under way began.
	pub async fn epoch_start(&self) -> Result<u32> {
		let (_, began): (u32, u32) = self.get_or_default("Babe", "EpochStart", &[]).await?;
		Ok(began)
	}

	/// The encoded call of a bill, also when it was uploaded apart from it; none when the chain no
	/// longer keeps it.
	pub async fn call_of(&self, kept: &KeptCall) -> Result<Option<Vec<u8>>> {
		match kept {
			KeptCall::Inline(call) => Ok(Some(call.clone())),
			KeptCall::Lookup { hash, len } => self.preimage(*hash, *len).await,
			KeptCall::Legacy { .. } => Ok(None),
		}
	}

	/// An uploaded call, as long as the chain keeps it.
	pub async fn preimage(&self, hash: H256, len: u32) -> Result<Option<Vec<u8>>> {
		self.get(PREIMAGE, "PreimageFor", &[(hash, len).encode()])
			.await
	}
}

#[cfg(test)]
mod tests;
