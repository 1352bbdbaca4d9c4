//! What is kept of bills that passed and of laws, and the terms on which the people have a say.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::H256;
use sp_runtime::{
	traits::{One, Saturating, Zero},
	DispatchError,
};
use veche_primitives::{
	ballot::Title,
	laws::{self, Bill, Change, Class, MAX_SHARE, MAX_SUPPORT},
	BillId, LawId, PollId, Ppm, UnitId, WHOLE,
};

/// What the people are doing about a bill that a panel has passed.
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
pub enum Phase {
	/// Nobody has objected.
	#[codec(index = 0)]
	Waiting,
	/// A petition for a referendum collects supporters.
	#[codec(index = 1)]
	Petition {
		/// The poll that collects them.
		poll: PollId,
	},
	/// The people decide.
	#[codec(index = 2)]
	Referendum {
		/// The poll that decides.
		poll: PollId,
		/// Whether there is no law without it. If not, a petition has called it, and the panel's
		/// verdict stands unless enough people vote and more of them say no than yes.
		required: bool,
	},
	/// The people have had their say, and it stands.
	#[codec(index = 3)]
	Confirmed {
		/// The referendum.
		poll: PollId,
	},
}

impl Phase {
	/// The poll whose end is waited for.
	pub const fn poll(&self) -> Option<PollId> {
		match self {
			Self::Petition { poll } | Self::Referendum { poll, .. } => Some(*poll),
			Self::Waiting | Self::Confirmed { .. } => None,
		}
	}

	/// The referendum in which the people have had their say.
	pub const fn referendum(&self) -> Option<PollId> {
		match self {
			Self::Confirmed { poll } => Some(*poll),
			_ => None,
		}
	}
}

/// A bill that a panel has passed and that is not yet law. `Call` is how its call is kept.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Passed<Call, BlockNumber> {
	/// The bill.
	pub bill: Bill<Call>,
	/// When the panel passed it.
	pub at: BlockNumber,
	/// When it enters into force, unless the people are still asked then. A petition begins at least
	/// two blocks before: it opens in the next one, and must be over by then.
	pub due: BlockNumber,
	/// The terms of its class on the day it passed; they stay.
	pub terms: Terms<BlockNumber>,
	/// What the people are doing about it.
	pub phase: Phase,
}

/// What is held for a bill with a call.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Hold<CallHash> {
	/// The preimage that is asked for; none if the call is part of the bill.
	pub preimage: Option<CallHash>,
	/// How calls were encoded on the day the bill was accepted: the `transaction_version` of the code
	/// of that day.
	pub encoding: u32,
}

/// The number of a bill, its highest byte first. The state has its keys in order of their bytes, so
/// under keys like this one bills are found in order of their numbers.
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
pub struct InOrder([u8; 4]);

impl From<BillId> for InOrder {
	fn from(id: BillId) -> Self {
		Self(id.to_be_bytes())
	}
}

impl From<InOrder> for BillId {
	fn from(key: InOrder) -> Self {
		Self::from_be_bytes(key.0)
	}
}

/// What became of a bill that a panel had passed.
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
pub enum Outcome {
	/// It is law.
	#[codec(index = 0)]
	InForce {
		/// Its number in the register.
		law: LawId,
	},
	/// The people struck it.
	#[codec(index = 1)]
	Struck {
		/// The referendum.
		poll: PollId,
	},
	/// It could not enter into force: its call failed, can no longer be made or may mean another one
	/// by now, the law it changes is no longer in force, or a referendum could not be opened. Nothing
	/// of it was done.
	#[codec(index = 2)]
	Failed(DispatchError),
}

/// An entry of the register of laws, kept for ever.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Law<BlockNumber, CallHash> {
	/// Whose law it is.
	pub unit: UnitId,
	/// What it may do.
	pub class: Class,
	/// What it is called.
	pub title: Title,
	/// Hash of the full text, which is published elsewhere.
	pub text: H256,
	/// The bill it was.
	pub bill: BillId,
	/// Since when it has been in force.
	pub since: BlockNumber,
	/// Hash of the encoded call that was made when it entered into force.
	pub call: Option<CallHash>,
	/// The referendum that let it stand; none when none was required and nobody called one.
	pub referendum: Option<PollId>,
	/// The earlier law it changed.
	pub change: Option<Change>,
	/// If it amends: the amendment of the same law before this one. So all of them can be found
	/// from the last one backwards.
	pub follows: Option<LawId>,
	/// Its last amendment.
	pub amended_by: Option<LawId>,
	/// The law that ended it; none while it is in force.
	pub repealed_by: Option<LawId>,
}

impl<BlockNumber, CallHash> Law<BlockNumber, CallHash> {
	/// Whether it has not been repealed.
	pub const fn is_in_force(&self) -> bool {
		self.repealed_by.is_none()
	}
}

/// How long the people have to object to a bill of a class, and how they decide on it.
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
pub struct Terms<BlockNumber> {
	/// Blocks between a panel's verdict and force. A petition collects supporters until they are
	/// over.
	pub delay: BlockNumber,
	/// Whether there is no law of the class without a referendum.
	pub referendum: bool,
	/// Share of the unit's electors who must support a petition for one.
	pub support: Ppm,
	/// Blocks a referendum stays open.
	pub voting: BlockNumber,
	/// Least turnout of a referendum, as a share of the unit's electors.
	pub quorum: Ppm,
	/// What a yes needs in a referendum without which there is no law: more than this share of yes
	/// and no together. One that a petition has called strikes if more say no than yes.
	pub majority: Ppm,
}

impl<BlockNumber: Zero + One + PartialOrd> Terms<BlockNumber> {
	/// Whether the people can have their say under these terms, a law of the class is possible, and
	/// none without a referendum where the people must be asked. A minority never decides against a
	/// majority.
	pub fn is_valid(&self, class: Class) -> bool {
		// With a delay of one block no petition could open and close before force.
		self.delay > BlockNumber::one()
			&& (self.referendum || !must_ask_the_people(class))
			&& (1..=WHOLE).contains(&self.support)
			&& !self.voting.is_zero()
			&& self.quorum <= WHOLE
			&& (WHOLE / 2..WHOLE).contains(&self.majority)
	}
}

impl<BlockNumber: Copy + PartialOrd + Saturating + From<u32>> Terms<BlockNumber> {
	/// Whether a law may put these periods in the place of the `present` ones: none is longer than
	/// a year, and none becomes much longer or shorter at once. So a mistake does not put all later
	/// laws off for good or take the people's time away, and can be mended.
	pub fn has_periods_within_reach(&self, present: &Self) -> bool {
		laws::is_within_reach(self.delay, present.delay)
			&& laws::is_within_reach(self.voting, present.voting)
	}
}

impl<BlockNumber> Terms<BlockNumber> {
	/// Whether a law may put these shares in the place of the `present` ones: none so large that the
	/// people could hardly confirm a law, or object to one.
	pub const fn has_shares_within_reach(&self, present: &Self) -> bool {
		laws::is_share_within_reach(self.quorum, present.quorum, MAX_SHARE)
			&& laws::is_share_within_reach(self.majority, present.majority, MAX_SHARE)
			&& laws::is_share_within_reach(self.support, present.support, MAX_SUPPORT)
	}
}

impl<BlockNumber: From<u32>> Terms<BlockNumber> {
	/// What holds for a class where nothing else was said: four weeks, two per cent, two weeks of
	/// voting, a fifth of the electors and a simple majority, at a block every six seconds; code and
	/// constitution are never changed without the people.
	pub fn of(class: Class) -> Self {
		Self {
			delay: 403_200.into(),
			referendum: must_ask_the_people(class),
			support: 20_000,
			voting: 201_600.into(),
			quorum: 200_000,
			majority: 500_000,
		}
	}
}

/// Whether there is no law of the class without a referendum, whatever its terms. New code can change
/// the constitution, so it is as much for the people to decide on.
pub(crate) const fn must_ask_the_people(class: Class) -> bool {
	matches!(class, Class::Upgrade | Class::Constitution)
}
