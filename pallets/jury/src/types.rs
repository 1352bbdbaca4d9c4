//! What is kept of bills, and the numbers that govern their panels.

pub mod sortition;

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::H256;
use sp_runtime::{
	traits::{One, Saturating, Zero},
	transaction_validity::InvalidTransaction,
};
use veche_primitives::{
	laws::{is_share_within_reach, is_within_reach, Bill, Class, MAX_SHARE, MAX_SUPPORT},
	polls::MAX_ADMITTED,
	refusal,
	rolls::{Electorate, RollEpoch},
	Alias, OfficeId, PersonId, PollId, Ppm, WHOLE,
};

/// What became of a bill.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub enum Verdict {
	/// Its petition found too few supporters.
	#[codec(index = 0)]
	Lapsed,
	/// Too few claimed a seat, also when everybody could.
	#[codec(index = 1)]
	NoPanel,
	/// Too few of the panel voted.
	#[codec(index = 2)]
	NoQuorum,
	/// The panel said no.
	#[codec(index = 3)]
	Rejected,
	/// The panel said yes: what is left is the people's.
	#[codec(index = 4)]
	Passed,
	/// The panel said yes, but meanwhile it cannot become law any more.
	#[codec(index = 5)]
	Void,
}

/// How far a bill has come.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub enum Phase<BlockNumber> {
	/// It looks for supporters.
	#[codec(index = 0)]
	Petition {
		/// The poll that collects them.
		poll: PollId,
	},
	/// It will be tried, but the jurists' roll cannot be frozen yet.
	#[codec(index = 1)]
	Waiting {
		/// Since when.
		since: BlockNumber,
	},
	/// The roll is frozen, and nobody can know the seed yet.
	#[codec(index = 2)]
	Frozen {
		/// The frozen state of the rolls.
		epoch: RollEpoch,
		/// The epoch of the consensus in which it was frozen.
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
		until: BlockNumber,
	},
	/// The panel decides.
	#[codec(index = 4)]
	Trial {
		/// The poll in which it does.
		poll: PollId,
		/// The frozen state of the rolls.
		epoch: RollEpoch,
		/// When reserves take the places of those who have not voted.
		halfway: BlockNumber,
	},
	/// It is decided.
	#[codec(index = 5)]
	Done(Verdict),
}

impl<BlockNumber> Phase<BlockNumber> {
	/// The state of the rolls that is frozen for the bill now.
	pub const fn epoch(&self) -> Option<RollEpoch> {
		match self {
			Self::Frozen { epoch, .. }
			| Self::Claiming { epoch, .. }
			| Self::Trial { epoch, .. } => Some(*epoch),
			Self::Petition { .. } | Self::Waiting { .. } | Self::Done(_) => None,
		}
	}

	/// The poll that the bill waits for.
	pub const fn poll(&self) -> Option<PollId> {
		match self {
			Self::Petition { poll } | Self::Trial { poll, .. } => Some(*poll),
			_ => None,
		}
	}

	/// Whether the bill is decided.
	pub const fn is_done(&self) -> bool {
		matches!(self, Self::Done(_))
	}
}

/// Who answers for a bill: each may have so many under way.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
)]
pub enum Sponsor {
	/// An office, whoever holds it.
	#[codec(index = 0)]
	Office(OfficeId),
	/// A citizen.
	#[codec(index = 1)]
	Person(PersonId),
}

/// A bill and what came of it, kept for ever.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct BillRecord<Call, BlockNumber> {
	/// What is decided on.
	pub bill: Bill<Call>,
	/// Who brought it in: a public act.
	pub by: PersonId,
	/// The office by whose right it was submitted; none for one that looked for supporters.
	pub office: Option<OfficeId>,
	/// When it was brought in.
	pub since: BlockNumber,
	/// Whose roll the panel is drawn from: the jurists'; everybody's when there are fewer of them than a
	/// panel needs at the freezing, or fewer than that claimed a seat.
	pub jurists: Electorate,
	/// The numbers of the day it was brought in.
	pub params: Params<BlockNumber>,
	/// The poll that collected its supporters.
	pub petition: Option<PollId>,
	/// The poll in which the panel decides or decided; the voting engine keeps its tally.
	pub trial: Option<PollId>,
	/// How far it has come.
	pub phase: Phase<BlockNumber>,
}

impl<Call, BlockNumber> BillRecord<Call, BlockNumber> {
	/// Who answers for it.
	pub fn sponsor(&self) -> Sponsor {
		self.office
			.map_or(Sponsor::Person(self.by), Sponsor::Office)
	}
}

/// How large panels of a class are, what decides, and how long everything takes. A bill under way
/// keeps the numbers it began with.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Serialize,
	Deserialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Params<BlockNumber> {
	/// Seats on the panel.
	pub panel: u32,
	/// Reserves that are kept besides.
	pub reserves: u32,
	/// Fewer tickets than this make no panel; and if there are fewer jurists, or fewer of them claim,
	/// panels are drawn from everybody.
	pub least_panel: u32,
	/// Share of the panel that must vote.
	pub quorum: Ppm,
	/// What a yes needs: more than this share of yes and no together.
	pub majority: Ppm,
	/// Blocks in which tickets are taken.
	pub claim: BlockNumber,
	/// Blocks the panel has to vote; reserves are called after the first half.
	pub verdict: BlockNumber,
	/// Share of the unit's electors who must support a bill that no incumbent submits.
	pub support: Ppm,
	/// Blocks in which it may find them.
	pub petition_window: BlockNumber,
}

impl<BlockNumber> Params<BlockNumber> {
	/// How many tickets are kept: those of the panel and of the reserves.
	pub const fn places(&self) -> u32 {
		self.panel.saturating_add(self.reserves)
	}
}

impl<BlockNumber: Zero + One + PartialOrd> Params<BlockNumber> {
	/// Whether a bill can be brought in and decided under these numbers, and no share exceeds the
	/// whole. A minority never decides against a majority. The panel's time has a half: that takes two
	/// blocks.
	pub fn is_valid(&self) -> bool {
		self.least_panel > 0
			&& self.least_panel <= self.panel
			&& self.places() <= MAX_ADMITTED
			&& self.quorum <= WHOLE
			&& (WHOLE / 2..WHOLE).contains(&self.majority)
			&& !self.claim.is_zero()
			&& self.verdict > BlockNumber::one()
			&& (1..=WHOLE).contains(&self.support)
			&& !self.petition_window.is_zero()
	}
}

impl<BlockNumber: Copy + PartialOrd + Saturating + From<u32>> Params<BlockNumber> {
	/// Whether a law may put these periods in the place of the `present` ones: none is longer than a
	/// year, and none becomes much longer or shorter at once. So no single law, by mistake or by intent,
	/// puts all later ones off for good, or leaves nobody the time to claim and to vote.
	pub fn has_periods_within_reach(&self, present: &Self) -> bool {
		let periods = [
			(self.claim, present.claim),
			(self.verdict, present.verdict),
			(self.petition_window, present.petition_window),
		];
		let mut periods = periods.into_iter();
		periods.all(|(new, now)| is_within_reach(new, now))
	}
}

/// Fewest seats that a law may let suffice for a panel: that of ordinary laws by default. Half of a
/// smaller one is soon bought.
pub const MIN_PANEL: u32 = 21;

/// Most seats that a law may ask for at least: that of upgrades and the constitution by default. If
/// fewer claim there is no panel, and no law that mends it.
pub const MAX_LEAST_PANEL: u32 = 41;

impl<BlockNumber> Params<BlockNumber> {
	/// Whether a law may let so few make a panel, and ask for so many: from [`MIN_PANEL`] to
	/// [`MAX_LEAST_PANEL`], or nearer to that than at `present`.
	pub const fn has_panel_within_reach(&self, present: &Self) -> bool {
		let (new, now) = (self.least_panel, present.least_panel);
		(new >= MIN_PANEL || new >= now) && (new <= MAX_LEAST_PANEL || new <= now)
	}

	/// Whether a law may put these shares in the place of the `present` ones: none so large that no
	/// later law could bring it down again.
	pub const fn has_shares_within_reach(&self, present: &Self) -> bool {
		is_share_within_reach(self.quorum, present.quorum, MAX_SHARE)
			&& is_share_within_reach(self.majority, present.majority, MAX_SHARE)
			&& is_share_within_reach(self.support, present.support, MAX_SUPPORT)
	}
}

impl<BlockNumber: From<u32>> Params<BlockNumber> {
	/// The numbers of a class as long as nobody has set others: three days to claim and a week to
	/// vote, two per cent of supporters within thirty days, at a block every six seconds. Whatever
	/// acts on the chain needs two thirds of yes and no, so that hardly any lobby passes it alone;
	/// who makes jurists, and which registrars are suspended, is decided there. What touches the root of power also
	/// needs nearly twice the panel, votes of two thirds of it, and five per cent.
	pub fn of(class: Class) -> Self {
		const HALF: Ppm = 500_000;
		const TWO_THIRDS: Ppm = 666_667;
		let is_root = matches!(class, Class::Upgrade | Class::Constitution);
		let size = if is_root { 63 } else { 35 };
		let acts = class != Class::Statute;
		Self {
			panel: size,
			reserves: size,
			least_panel: if is_root { MAX_LEAST_PANEL } else { MIN_PANEL },
			quorum: if is_root { TWO_THIRDS } else { HALF },
			majority: if acts { TWO_THIRDS } else { HALF },
			claim: 43_200.into(),
			verdict: 100_800.into(),
			support: if is_root { 50_000 } else { 20_000 },
			petition_window: 432_000.into(),
		}
	}
}

/// The tickets of a bill as they are now. Until the claim window closes, lower ones may still
/// displace them.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Drawn {
	/// Those on the panel.
	pub panel: Vec<Alias>,
	/// Those who stand in for the silent, in this order.
	pub reserves: Vec<Alias>,
}

/// All that a jurist needs to make a ticket, and to see whether it is worth it.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Drawing<BlockNumber> {
	/// Whose roll the panel is drawn from: the jurists', or everybody's if there were too few of them.
	pub jurists: Electorate,
	/// The frozen state of the rolls: the proof is made in the ring of this epoch.
	pub epoch: RollEpoch,
	/// The seed.
	pub seed: H256,
	/// The context the proof is made in.
	pub context: [u8; 32],
	/// First block in which no ticket is taken.
	pub until: BlockNumber,
	/// How many tickets are kept at most.
	pub places: u32,
	/// How many are kept now.
	pub kept: u32,
	/// The highest of the kept ones, when all places are taken: only a lower one is taken.
	pub highest: Option<Alias>,
}

/// Why a ticket is not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
	/// No bill has this number.
	BillUnknown,
	/// The bill takes no tickets now.
	Closed,
	/// The alias has a ticket already.
	Twice,
	/// All places are taken by lower tickets.
	TooHigh,
	/// The precinct is not part of the roll that the panel is drawn from.
	Outside,
	/// The precinct had no ring in the frozen roll.
	Empty,
	/// The proof does not hold for this ticket.
	BadProof,
}

impl Refusal {
	/// The code that clients translate into words.
	pub const fn code(self) -> u8 {
		match self {
			Self::BillUnknown => refusal::BILL_UNKNOWN,
			Self::Closed => refusal::TICKETS_CLOSED,
			Self::Twice => refusal::TICKET_TWICE,
			Self::TooHigh => refusal::TICKET_TOO_HIGH,
			Self::Outside => refusal::TICKET_OUTSIDE,
			Self::Empty => refusal::TICKET_EMPTY,
			Self::BadProof => refusal::TICKET_BAD_PROOF,
		}
	}
}

impl From<sortition::NotKept> for Refusal {
	fn from(reason: sortition::NotKept) -> Self {
		match reason {
			sortition::NotKept::Twice => Self::Twice,
			sortition::NotKept::TooHigh => Self::TooHigh,
		}
	}
}

impl From<Refusal> for InvalidTransaction {
	fn from(refusal: Refusal) -> Self {
		Self::Custom(refusal.code())
	}
}
