//! A chain of the real pallets, in the order of the real runtime.

use super::stand_ins::{BallotBox, Residents, Voters};
use frame_support::{derive_impl, parameter_types, traits::OnInitialize};
use frame_system::EnsureRoot;
use sp_runtime::{traits::Dispatchable, DispatchError, ModuleError};

pub type AccountId = u64;

frame_support::construct_runtime!(
	pub enum House {
		System: frame_system,
		Territory: pallet_territory,
		Offices: pallet_offices,
		Pledges: pallet_pledges,
		Reputation: pallet_reputation,
		Recall: pallet_recall,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for House {
	type Block = frame_system::mocking::MockBlock<House>;
	type AccountId = AccountId;
	type Lookup = sp_runtime::traits::IdentityLookup<AccountId>;
}

parameter_types! {
	/// For every calendar.
	pub static DuePerBlock: u32 = 64;
}

impl pallet_territory::Config for House {
	type TerritoryOrigin = EnsureRoot<AccountId>;
	type WeightInfo = ();
}

impl pallet_offices::Config for House {
	type AdminOrigin = EnsureRoot<AccountId>;
	type People = Residents;
	type Territory = Territory;
	type Elections = Voters;
	type Ratings = Reputation;
	type OnOffice = (Reputation, Recall);
	type DuePerBlock = DuePerBlock;
	type WeightInfo = ();
}

impl pallet_pledges::Config for House {
	type AdminOrigin = EnsureRoot<AccountId>;
	type People = Residents;
	type Candidacies = Voters;
	type Mandates = Offices;
	type Polls = BallotBox;
	type DuePerBlock = DuePerBlock;
	type WeightInfo = ();
}

impl pallet_reputation::Config for House {
	type AdminOrigin = EnsureRoot<AccountId>;
	type Mandates = Offices;
	type Territory = Territory;
	type Polls = BallotBox;
	type Confidence = Recall;
	type Names = Voters;
	type Judged = Pledges;
	type Recalls = Recall;
	type DuePerBlock = DuePerBlock;
	type WeightInfo = ();
}

impl pallet_recall::Config for House {
	type AdminOrigin = EnsureRoot<AccountId>;
	type People = Residents;
	type Territory = Territory;
	type Mandates = Offices;
	type Tenure = Offices;
	type Rounds = Reputation;
	type Polls = BallotBox;
	type DuePerBlock = DuePerBlock;
	type WeightInfo = ();
}

/// Calls of each pallet.
pub type OfficesCall = pallet_offices::Call<House>;
pub type PledgesCall = pallet_pledges::Call<House>;
pub type ReputationCall = pallet_reputation::Call<House>;
pub type RecallCall = pallet_recall::Call<House>;

/// The next block begins: polls close first, then every pallet does what is due.
pub fn begin_block() {
	let now = System::block_number() + 1;
	System::set_block_number(now);
	if System::event_count() > 0 {
		System::reset_events();
	}
	BallotBox::close_due(now);
	AllPalletsWithoutSystem::on_initialize(now);
}

/// Dispatch a call. The name of the error, if it is refused.
pub fn dispatch(call: impl Into<RuntimeCall>, origin: RuntimeOrigin) -> Result<(), &'static str> {
	let call: RuntimeCall = call.into();
	let done = call.dispatch(origin);
	done.map(|_| ()).map_err(|refused| name_of(refused.error))
}

/// What an error is called.
fn name_of(error: DispatchError) -> &'static str {
	match error {
		DispatchError::Module(ModuleError { message, .. }) => message.unwrap_or("nameless"),
		DispatchError::Other(name) => name,
		DispatchError::BadOrigin => "BadOrigin",
		_ => "another error",
	}
}
