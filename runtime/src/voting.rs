//! The ballot box and the institutions that open polls.

use crate::{constants::*, *};
use frame_support::traits::{ConstU32, Randomness};
use pallet_babe::{ParentBlockRandomness, RandomnessFromOneEpochAgo};
use pallet_laws::EnsureParameter;
use sp_runtime::traits::{BlakeTwo256, Hash as _};

/// The lots that break ties and shuffle the rolls.
///
/// Two sources are mixed: the randomness of a past epoch, made by many authors, and that of the
/// parent block, which nobody knows before that block is made. So no lot is known while a poll is
/// open or a roll can be applied for. What remains to the one author of the parent block is to give
/// up the block, and its slot, to have the lot drawn again.
pub struct Lots;

impl Randomness<Hash, BlockNumber> for Lots {
	fn random(subject: &[u8]) -> (Hash, BlockNumber) {
		let (epoch, _) = RandomnessFromOneEpochAgo::<Runtime>::random(subject);
		let (parent, known_since) = ParentBlockRandomness::<Runtime>::random(subject);
		(BlakeTwo256::hash_of(&(epoch, parent)), known_since)
	}
}

impl pallet_polls::Config for Runtime {
	type Electorates = Rolls;
	type Randomness = Lots;
	type OnClosed = (
		Initiatives,
		Elections,
		Pledges,
		Reputation,
		Recall,
		Jury,
		Laws,
	);
	type Reserves = Jury;
	type WeightInfo = pallet_polls::weights::SubstrateWeight<Runtime>;
	type MaxOpeningDelay = ConstU32<MAX_OPENING_DELAY>;
	type DuePerBlock = ConstU32<DUE_PER_BLOCK>;
	type PrunedPerBlock = ConstU32<PRUNED_PER_BLOCK>;
}

impl pallet_initiatives::Config for Runtime {
	type AdminOrigin = EnsureParameter;
	type People = Identity;
	type Territory = Territory;
	type Polls = Polls;
	type MaxPerPerson = ConstU32<INITIATIVES_PER_PERSON>;
	type MaxPerUnit = ConstU32<INITIATIVES_PER_UNIT>;
	type WeightInfo = pallet_initiatives::weights::SubstrateWeight<Runtime>;
}
