//! Who is qualified, who stands, who is elected, what they promised, and how they answer for it.

use crate::{constants::*, *};
use frame_support::traits::{ConstU32, EitherOf};
use pallet_laws::{EnsureConstitution, EnsureParameter};

impl pallet_credentials::Config for Runtime {
	type AdminOrigin = EnsureParameter;
	type People = Identity;
	type Rolls = Rolls;
	type DuePerBlock = ConstU32<CREDENTIALS_DUE_PER_BLOCK>;
	type MaxPerPerson = ConstU32<CREDENTIALS_PER_PERSON>;
	type WeightInfo = pallet_credentials::weights::SubstrateWeight<Runtime>;
}

impl pallet_offices::Config for Runtime {
	// Which offices there are is for parameter laws, who may rise to them for constitutional ones:
	// the table of classes tells the calls apart.
	type AdminOrigin = EitherOf<EnsureParameter, EnsureConstitution>;
	type People = Identity;
	type Territory = Territory;
	type Elections = Elections;
	type Ratings = Reputation;
	type OnOffice = (Reputation, Recall);
	type DuePerBlock = ConstU32<OFFICES_DUE_PER_BLOCK>;
	type WeightInfo = pallet_offices::weights::SubstrateWeight<Runtime>;
}

impl pallet_elections::Config for Runtime {
	type AdminOrigin = EnsureConstitution;
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
	type AdminOrigin = EnsureParameter;
	type People = Identity;
	type Candidacies = Elections;
	type Mandates = Offices;
	type Polls = Polls;
	type DuePerBlock = ConstU32<PLEDGES_DUE_PER_BLOCK>;
	type WeightInfo = pallet_pledges::weights::SubstrateWeight<Runtime>;
}

impl pallet_reputation::Config for Runtime {
	type AdminOrigin = EnsureConstitution;
	type Mandates = Offices;
	type Territory = Territory;
	type Polls = Polls;
	type Confidence = Recall;
	type Names = Elections;
	type Judged = Pledges;
	type Recalls = Recall;
	type DuePerBlock = ConstU32<ROUNDS_DUE_PER_BLOCK>;
	type WeightInfo = pallet_reputation::weights::SubstrateWeight<Runtime>;
}

impl pallet_recall::Config for Runtime {
	type AdminOrigin = EnsureConstitution;
	type People = Identity;
	type Territory = Territory;
	type Mandates = Offices;
	type Tenure = Offices;
	type Rounds = Reputation;
	type Polls = Polls;
	type DuePerBlock = ConstU32<RECALLS_DUE_PER_BLOCK>;
	type WeightInfo = pallet_recall::weights::SubstrateWeight<Runtime>;
}
