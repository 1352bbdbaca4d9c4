//! What the rolls keep in storage and show to readers.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::Get, BoundedVec};
use scale_info::TypeInfo;
use veche_primitives::{
	rolls::{Electorate, RollEpoch},
	PrecinctId, VotingKey,
};

/// Bytes of an encoded ring commitment.
pub const COMMITMENT_BYTES: usize = 288;
/// Bytes of an encoded, unfinished ring.
pub const ASSEMBLY_BYTES: usize = 848;
/// Bytes of one point of the ring builder's parameters.
pub const POINT_BYTES: u32 = 96;
/// Points per stored page.
pub const POINTS_PER_PAGE: u32 = 32;
/// Most rolls one key can be on or wait for.
pub const MAX_ROLLS_PER_KEY: u32 = 64;

/// An encoded ring commitment.
pub type Commitment = [u8; COMMITMENT_BYTES];

/// The end of a version that is not superseded.
pub const OPEN: RollEpoch = RollEpoch {
	turn: u32::MAX,
	revision: u32::MAX,
};

/// How many versions a precinct can have at once: one per pin, and three more: the one in force, the
/// one being staged and the one superseded a moment ago.
pub struct MaxVersions<MaxPins>(core::marker::PhantomData<MaxPins>);

impl<MaxPins: Get<u32>> Get<u32> for MaxVersions<MaxPins> {
	fn get() -> u32 {
		MaxPins::get().saturating_add(3)
	}
}

/// The epochs in which a version of a precinct is in force: `from` is the first, `until` the first
/// after it.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
	/// First epoch of the version; also its name.
	pub from: RollEpoch,
	/// First epoch of the next version; [`OPEN`] when there is none.
	pub until: RollEpoch,
}

impl Span {
	/// Whether the version is in force in `epoch`.
	pub fn covers(&self, epoch: RollEpoch) -> bool {
		self.from <= epoch && epoch < self.until
	}
}

/// A part of a roll small enough to be one ring.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Precinct {
	/// Whose roll it is part of.
	pub electorate: Electorate,
	/// Keys in its latest list, staged or in force.
	pub keys: u32,
	/// The precinct that half of the first keys came from.
	pub split_from: Option<PrecinctId>,
}

/// An electorate's own roll: without the rolls of the units below.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct RollInfo {
	/// How many precincts it has.
	pub precincts: u32,
	/// Keys in their latest lists, staged or in force.
	pub keys: u32,
}

/// A value that changes when a turn is reached, without a write at that moment.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Switched<V> {
	/// What holds until the turn.
	pub value: V,
	/// The turn and what holds from then on.
	pub next: Option<(u32, V)>,
}

impl<V: Copy> Switched<V> {
	/// What holds in `turn`.
	pub fn live(&self, turn: u32) -> V {
		match self.next {
			Some((from, value)) if from <= turn => value,
			_ => self.value,
		}
	}

	/// What will hold once everything staged does.
	pub fn latest(&self) -> V {
		self.next.map_or(self.value, |(_, value)| value)
	}

	/// Forget what no longer holds in `turn`.
	pub fn settle(&mut self, turn: u32) {
		if let Some((from, value)) = self.next {
			if from <= turn {
				*self = Self { value, next: None };
			}
		}
	}

	/// Stage `value` for the turn `target`, later than `turn`.
	pub fn stage(&mut self, turn: u32, target: u32, value: V) {
		self.settle(turn);
		self.next = Some((target, value));
	}
}

/// What a queued change does.
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
pub enum Kind {
	/// The key joins the roll.
	Join,
	/// The key leaves the roll.
	Leave,
}

/// A queued change of one roll.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Change {
	/// Whose.
	pub key: VotingKey,
	/// Which roll.
	pub electorate: Electorate,
	/// What happens.
	pub kind: Kind,
}

/// Where in the queue a change waits.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Waiting {
	/// The turn it waits for.
	pub turn: u32,
	/// Its place in that turn's queue.
	pub index: u32,
	/// What it does.
	pub kind: Kind,
}

/// What one roll means to a key.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Seat {
	/// The roll.
	pub electorate: Electorate,
	/// The precinct the key is in.
	pub place: Switched<Option<PrecinctId>>,
	/// The change that waits in the queue.
	pub change: Option<Waiting>,
}

impl Seat {
	/// A seat that nothing is known of.
	pub fn empty(electorate: Electorate) -> Self {
		Self {
			electorate,
			place: Switched::default(),
			change: None,
		}
	}

	/// Whether there is nothing to remember.
	pub fn is_empty(&self) -> bool {
		self.change.is_none() && self.place.value.is_none() && self.place.latest().is_none()
	}
}

/// What a turn is doing.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Phase {
	/// Queued changes are drawn and put into staged lists.
	Placing,
	/// The commitments of changed precincts are being built.
	Building {
		/// The next of the changed precincts.
		next: u32,
	},
	/// The epoch has turned; what it superseded is being cleared away.
	Tidying {
		/// The next of the changed precincts.
		precinct: u32,
		/// The next of the keys that left.
		leaver: u32,
	},
}

/// The turn under way.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub struct TurnState {
	/// The turn that is being prepared, or was just reached.
	pub target: u32,
	/// What it is doing.
	pub phase: Phase,
	/// Where the draws of this turn come from.
	pub seed: [u8; 32],
	/// How many draws were made.
	pub draws: u32,
	/// How many precincts are listed as changed.
	pub changed: u32,
	/// How many keys are listed as leaving.
	pub leavers: u32,
}

impl TurnState {
	/// The epoch being prepared.
	pub fn epoch(&self) -> RollEpoch {
		RollEpoch {
			turn: self.target,
			revision: 0,
		}
	}

	/// A number below `below`, 0 if that is 0; every draw is a new one.
	pub fn draw(&mut self, below: u32) -> u32 {
		self.draws = self.draws.saturating_add(1);
		let hash = (self.seed, self.draws).using_encoded(sp_io::hashing::blake2_128);
		// 128 bits against at most 32: the remainder's bias is below 2^-96.
		let drawn = u128::from_le_bytes(hash)
			.checked_rem(u128::from(below))
			.unwrap_or(0);
		u32::try_from(drawn).unwrap_or(0)
	}
}

/// Which of the two places where rings are built.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
	/// Precincts emptied by a revocation.
	Repair,
	/// Precincts changed by the turn.
	Turn,
}

/// A ring that is not finished yet.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Assembly {
	/// Whose ring it is.
	pub precinct: PrecinctId,
	/// The version whose list is being pushed.
	pub version: RollEpoch,
	/// Keys pushed so far.
	pub pushed: u32,
	/// What the pushed keys have come to.
	pub ring: [u8; ASSEMBLY_BYTES],
}

/// A version of a precinct, as shown to readers.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Ring {
	/// The first epoch it is in force.
	pub version: RollEpoch,
	/// The keys in the order in which they were committed to.
	pub keys: Vec<VotingKey>,
	/// The commitment; none when a revocation emptied it, or there are no keys.
	pub commitment: Option<Commitment>,
}

/// How far the work is, as shown to readers.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Progress {
	/// The turn under way, if any.
	pub turn: Option<TurnState>,
	/// Changes that wait for the turn under way.
	pub placing: u32,
	/// Changes that wait for the turn after.
	pub waiting: u32,
	/// Emptied precincts that wait to be rebuilt.
	pub repairs: u32,
}

/// The rolls of one key.
pub type Seats = BoundedVec<Seat, frame_support::traits::ConstU32<MAX_ROLLS_PER_KEY>>;
