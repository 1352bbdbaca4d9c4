//! Who is qualified, who stands, who is elected, and what they promised.

use crate::{constants::*, *};
use frame_support::traits::ConstU32;
use frame_system::EnsureRoot;

impl pallet_credentials::Config for Runtime {
	type AdminOrigin = EnsureRoot<AccountId>;
	type People = Identity;
	type Rolls = Rolls;
	type DuePerBlock = ConstU32<CREDENTIALS_DUE_PER_BLOCK>;
	type MaxPerPerson = ConstU32<CREDENTIALS_PER_PERSON>;
	type WeightInfo = pallet_credentials::weights::SubstrateWeight<Runtime>;
}

impl pallet_offices::Config for Runtime {
	type AdminOrigin = EnsureRoot<AccountId>;
	type People = Identity;
	type Territory = Territory;
	type Elections = Elections;
	// No confidence rounds are held yet: a record is a term served without recall.
	type Ratings = ();
	type DuePerBlock = ConstU32<OFFICES_DUE_PER_BLOCK>;
	type WeightInfo = pallet_offices::weights::SubstrateWeight<Runtime>;
}

impl pallet_elections::Config for Runtime {
	type AdminOrigin = EnsureRoot<AccountId>;
	type People = Identity;
	type Territory = Territory;
	type Credentials = Credentials;
	type Offices = Offices;
	type Pledges = Pledges;
	type Polls = Polls;
	type DuePerBlock = ConstU32<ELECTIONS_DUE_PER_BLOCK>;
	type WeightInfo = pallet_elections::weights::SubstrateWeight<Runtime>;
}

impl pallet_pledges::Config for Runtime {
	type People = Identity;
	type Candidacies = Elections;
	type WeightInfo = pallet_pledges::weights::SubstrateWeight<Runtime>;
}
