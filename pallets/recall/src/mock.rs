//! A house with a small territory, people by table, and offices, rounds and a voting engine that
//! behave like the real ones in what matters here. They keep what they know in storage, so that what
//! is rolled back is forgotten.

mod offices;
mod polls;
mod rounds;

pub use offices::*;
pub use polls::*;
pub use rounds::*;

use crate as pallet_recall;
use crate::*;
use frame_support::{derive_impl, parameter_types, storage::unhashed, traits::Hooks};
use frame_system::EnsureRoot;
use sp_runtime::BuildStorage;
use std::collections::{BTreeMap, BTreeSet};
use veche_primitives::{people::Citizen, Stratum};

pub type AccountId = u64;

/// The tree of units: the country, a region, a district in it with two villages.
pub const COUNTRY: UnitId = 0;
pub const REGION: UnitId = 1;
pub const DISTRICT: UnitId = 2;
pub const VILLAGE: UnitId = 3;
pub const OTHER_VILLAGE: UnitId = 4;

/// How far below the root the village is.
pub const VILLAGE_LEVEL: u8 = 3;

/// These five have their homes in the village.
pub const ALES: PersonId = 10;
pub const BELA: PersonId = 11;
pub const CIM: PersonId = 12;
pub const DANA: PersonId = 13;
pub const FILIP: PersonId = 15;
/// Home in the other village of the district.
pub const EWA: PersonId = 14;
/// An observer registered in the village.
pub const OBSERVER: PersonId = 16;
/// Nobody the registrars know.
pub const STRANGER: PersonId = 99;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		RecallPallet: pallet_recall,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type AccountId = AccountId;
	type Lookup = sp_runtime::traits::IdentityLookup<AccountId>;
}

parameter_types! {
	pub static Citizens: BTreeMap<PersonId, (UnitId, Stratum)> = BTreeMap::new();
	pub static OutOfActs: BTreeSet<PersonId> = BTreeSet::new();
	pub static Units: BTreeMap<UnitId, Option<UnitId>> = BTreeMap::new();
	/// With what offices refuse everything, after having done it.
	pub static RefuseTenure: Option<DispatchError> = None;
	/// With what rounds are refused, after having been called.
	pub static RefuseRound: Option<DispatchError> = None;
	/// With what polls are refused, after having been opened.
	pub static RefusePoll: Option<DispatchError> = None;
	pub static DuePerBlock: u32 = 8;
}

/// The account of a person.
pub fn account(person: PersonId) -> AccountId {
	person.into()
}

/// The person behind an account: its number, cut to size (benchmarks make long numbers).
fn person_of(account: &AccountId) -> PersonId {
	*account as PersonId
}

/// People by the table [`Citizens`]. Spent acts are kept in storage: a trial run spends none.
pub struct MockPeople;

const SPENT: &[u8] = b"mock/spent";

/// Who has spent a free act, in order.
pub fn spent() -> Vec<AccountId> {
	unhashed::get_or_default(SPENT)
}

impl People<AccountId> for MockPeople {
	fn citizen(account: &AccountId) -> Option<Citizen> {
		Self::citizen_by_id(person_of(account))
	}

	fn citizen_by_id(person: PersonId) -> Option<Citizen> {
		let (home, stratum) = Citizens::get().get(&person).copied()?;
		Some(Citizen {
			person,
			home,
			stratum,
		})
	}

	fn account(person: PersonId) -> Option<AccountId> {
		Some(account(person))
	}

	fn has_free_act(account: &AccountId) -> bool {
		let person = person_of(account);
		Citizens::get().contains_key(&person) && !OutOfActs::get().contains(&person)
	}

	fn spend_free_act(account: &AccountId) {
		let mut all = spent();
		all.push(*account);
		unhashed::put(SPENT, &all);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_person(account: &AccountId, home: UnitId) -> PersonId {
		let person = person_of(account);
		Citizens::mutate(|citizens| citizens.insert(person, (home, Stratum::Home)));
		person
	}
}

/// The units in [`Units`].
pub struct MockTerritory;

impl Territory for MockTerritory {
	fn exists(unit: UnitId) -> bool {
		Units::get().contains_key(&unit)
	}

	fn parent(unit: UnitId) -> Option<UnitId> {
		Units::get().get(&unit).copied().flatten()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_unit(parent: Option<UnitId>) -> UnitId {
		Units::mutate(|units| {
			let unit = units.len() as UnitId;
			units.insert(unit, parent);
			unit
		})
	}
}

impl Config for Test {
	type AdminOrigin = EnsureRoot<AccountId>;
	type People = MockPeople;
	type Territory = MockTerritory;
	type Mandates = MockOffices;
	type Tenure = MockOffices;
	type Rounds = MockRounds;
	type Polls = MockPolls;
	type DuePerBlock = DuePerBlock;
	type WeightInfo = ();
}

/// The numbers of the tests. Four of the [`ELECTORS`] make a petition.
pub const PARAMS: Params<u64> = Params {
	suspend_below: 200_000,
	reinstate_at: 500_000,
	recovery: 50,
	petition_share: 200_000,
	petition_window: 20,
	rest: 30,
};

/// The small house at block 1, its offices vacant.
pub struct ExtBuilder {
	params: Params<u64>,
	levels: Vec<(u8, Params<u64>)>,
}

impl Default for ExtBuilder {
	fn default() -> Self {
		Self {
			params: PARAMS,
			levels: Vec::new(),
		}
	}
}

impl ExtBuilder {
	pub fn params(mut self, params: Params<u64>) -> Self {
		self.params = params;
		self
	}

	pub fn level(mut self, level: u8, params: Params<u64>) -> Self {
		self.levels.push((level, params));
		self
	}

	pub fn build(self) -> sp_io::TestExternalities {
		Units::set(BTreeMap::from([
			(COUNTRY, None),
			(REGION, Some(COUNTRY)),
			(DISTRICT, Some(REGION)),
			(VILLAGE, Some(DISTRICT)),
			(OTHER_VILLAGE, Some(DISTRICT)),
		]));
		Citizens::set(BTreeMap::from([
			(ALES, (VILLAGE, Stratum::Home)),
			(BELA, (VILLAGE, Stratum::Home)),
			(CIM, (VILLAGE, Stratum::Diaspora)),
			(DANA, (VILLAGE, Stratum::Home)),
			(FILIP, (VILLAGE, Stratum::Home)),
			(EWA, (OTHER_VILLAGE, Stratum::Home)),
			(OBSERVER, (VILLAGE, Stratum::Observer)),
		]));
		OutOfActs::set(BTreeSet::new());
		RefuseTenure::set(None);
		RefuseRound::set(None);
		RefusePoll::set(None);
		DuePerBlock::set(8);
		let genesis = RuntimeGenesisConfig {
			system: Default::default(),
			recall_pallet: GenesisConfig {
				params: self.params,
				levels: self.levels,
			},
		};
		let mut ext = sp_io::TestExternalities::new(genesis.build_storage().unwrap());
		ext.execute_with(|| {
			establish(VILLAGE);
			establish(DISTRICT);
			run_to(1);
		});
		ext
	}

	/// Run the test, then check the invariants.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			RecallPallet::do_try_state().unwrap();
		});
	}
}

/// Let blocks pass until the given one has begun.
pub fn run_to(block: u64) {
	while System::block_number() < block {
		let next = System::block_number() + 1;
		System::set_block_number(next);
		close_polls();
		RecallPallet::on_initialize(next);
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
