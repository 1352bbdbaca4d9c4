//! A house with a small territory, people and offices by table, and rolls, lots, a voting engine and a
//! legislature that behave like the real ones in what matters here. They keep what they know in
//! storage, so that what is rolled back is forgotten. Real proofs are used in `tests/trial`.

mod legislature;
mod polls;
mod residents;
mod rolls;

pub use legislature::*;
pub use polls::*;
pub use residents::*;
pub use rolls::*;

use crate as pallet_jury;
use crate::*;
use codec::Encode;
use frame_support::{derive_impl, parameter_types, traits::Hooks};
use frame_system::EnsureRoot;
use sp_runtime::BuildStorage;

pub type AccountId = u64;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		JuryPallet: pallet_jury,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type AccountId = AccountId;
	type Lookup = sp_runtime::traits::IdentityLookup<AccountId>;
}

/// Hash of the first block.
pub const GENESIS: H256 = H256([7; 32]);
/// Blocks of an epoch of the consensus.
pub const EPOCH: u64 = 10;

parameter_types! {
	pub const MaxOpenBills: u32 = 6;
	pub const MaxPetitions: u32 = 4;
	pub const MaxPerPerson: u32 = 2;
	pub const MaxPerOffice: u32 = 3;
	pub const MaxFreezeDelay: u64 = 5;
	pub const Jurists: Electorate = JURISTS;
	pub const Everybody: Electorate = EVERYBODY;
	pub static DuePerBlock: u32 = 8;
}

/// What validators contributed to the lots of each epoch, in the clear.
pub struct MockSeeds;

impl Seeds for MockSeeds {
	fn epoch() -> u64 {
		System::block_number() / EPOCH
	}

	fn seed(subject: &[u8]) -> H256 {
		seed_of(subject, Self::epoch().saturating_sub(2))
	}
}

/// The seed that the contributions of an epoch make for a subject.
pub fn seed_of(subject: &[u8], epoch: u64) -> H256 {
	let content = (b"contributed in", epoch, subject);
	H256(content.using_encoded(sp_io::hashing::blake2_256))
}

impl Config for Test {
	type RuntimeCall = RuntimeCall;
	type AdminOrigin = EnsureRoot<AccountId>;
	type People = MockPeople;
	type Territory = MockTerritory;
	type Mandates = MockMandates;
	type Electorates = MockRolls;
	type Jurists = Jurists;
	type Everybody = Everybody;
	type Seeds = MockSeeds;
	type Polls = MockPolls;
	type Legislature = MockLegislature;
	type MaxOpenBills = MaxOpenBills;
	type MaxPetitions = MaxPetitions;
	type MaxPerPerson = MaxPerPerson;
	type MaxPerOffice = MaxPerOffice;
	type MaxFreezeDelay = MaxFreezeDelay;
	type DuePerBlock = DuePerBlock;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Blocks;
}

/// Benchmarks let the voting engine's blocks pass.
#[cfg(feature = "runtime-benchmarks")]
pub struct Blocks;

#[cfg(feature = "runtime-benchmarks")]
impl BenchmarkHelper<BoundedCallOf<Test>> for Blocks {
	fn open_polls() {
		pass_block_of_polls();
	}
}

/// The numbers of the tests. Four of the [`ELECTORS`] carry a petition; four of a full panel are a
/// quorum.
pub const PARAMS: Params<u64> = Params {
	panel: 5,
	reserves: 3,
	least_panel: 3,
	quorum: 700_000,
	majority: 500_000,
	claim: 10,
	verdict: 20,
	support: 200_000,
	petition_window: 15,
};

/// The small house at block 1.
pub struct ExtBuilder {
	params: Vec<(Class, Params<u64>)>,
}

impl Default for ExtBuilder {
	fn default() -> Self {
		Self {
			params: Class::ALL.map(|class| (class, PARAMS)).to_vec(),
		}
	}
}

impl ExtBuilder {
	/// These classes have these numbers, all others those of the chain's own choice.
	pub fn params(mut self, params: &[(Class, Params<u64>)]) -> Self {
		self.params = params.to_vec();
		self
	}

	pub fn build(self) -> sp_io::TestExternalities {
		reset_residents();
		RefuseCheck::set(None);
		RefusePass::set(None);
		RefusePoll::set(None);
		MaxPins::set(16);
		Checks::set(0);
		DuePerBlock::set(8);
		let genesis = RuntimeGenesisConfig {
			system: Default::default(),
			jury_pallet: GenesisConfig {
				params: self.params,
			},
		};
		let mut ext = sp_io::TestExternalities::new(genesis.build_storage().unwrap());
		ext.execute_with(|| {
			frame_system::BlockHash::<Test>::insert(0, GENESIS);
			found_rolls();
			run_to(1);
		});
		ext
	}

	/// Run the test, then check the invariants.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			JuryPallet::do_try_state().unwrap();
			check_holds();
		});
	}
}

/// Let blocks pass until the given one has begun.
pub fn run_to(block: u64) {
	while System::block_number() < block {
		let next = System::block_number() + 1;
		System::set_block_number(next);
		pass_block_of_polls();
		JuryPallet::on_initialize(next);
	}
}

/// Let the next block begin.
pub fn next_block() {
	run_to(System::block_number() + 1);
}

/// Whether this was told in the present block or before.
pub fn is_told(event: Event<Test>) -> bool {
	let event = RuntimeEvent::from(event);
	System::events().iter().any(|record| record.event == event)
}
