//! Where people live, who they are, and where they may vote.

use crate::{constants::*, voting::Lots, *};
use frame_support::traits::{ConstU32, EitherOf};
use pallet_laws::{EnsureConstitution, EnsureParameter};

impl pallet_territory::Config for Runtime {
	type TerritoryOrigin = EnsureParameter;
	type WeightInfo = pallet_territory::weights::SubstrateWeight<Runtime>;
}

impl pallet_identity::Config for Runtime {
	// Who is registrar and how many make a person is for constitutional laws, to suspend and to
	// reinstate one for parameter laws: the table of classes tells the calls apart.
	type AdminOrigin = EitherOf<EnsureParameter, EnsureConstitution>;
	type Territory = Territory;
	type Rolls = Rolls;
	type OnStanding = (Credentials, Offices);
	type ExpiriesPerBlock = ConstU32<EXPIRIES_PER_BLOCK>;
	type SweepPerBlock = ConstU32<SWEEP_PER_BLOCK>;
	type WeightInfo = pallet_identity::weights::SubstrateWeight<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = BenchmarkKeys;
}

impl pallet_rolls::Config for Runtime {
	type Territory = Territory;
	type Randomness = Lots;
	type MaxRing = ConstU32<MAX_RING>;
	type KeysPerStep = ConstU32<KEYS_PER_STEP>;
	type ChangesPerBlock = ConstU32<CHANGES_PER_BLOCK>;
	type PrunesPerBlock = ConstU32<PRUNES_PER_BLOCK>;
	type MaxPins = ConstU32<MAX_PINS>;
	type MaxChanges = ConstU32<MAX_CHANGES>;
	type WeightInfo = pallet_rolls::weights::SubstrateWeight<Runtime>;
}

/// Voting keys with known secrets.
#[cfg(feature = "runtime-benchmarks")]
pub struct BenchmarkKeys;

#[cfg(feature = "runtime-benchmarks")]
impl pallet_identity::BenchmarkHelper for BenchmarkKeys {
	fn key(
		seed: u32,
		message: &[u8],
	) -> (veche_primitives::VotingKey, veche_primitives::Possession) {
		use verifiable::{ring::bandersnatch::BandersnatchVrfVerifiable, GenerateVerifiable};

		let secret = pallet_rolls::fixtures::secret(seed);
		let possession = BandersnatchVrfVerifiable::sign(&secret, message);
		(
			BandersnatchVrfVerifiable::member_from_secret(&secret),
			possession.expect("a fresh secret signs; for benchmarks only"),
		)
	}
}
