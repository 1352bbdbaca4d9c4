//! A house with a small territory, people by table, and a voting engine that only records.

use crate as pallet_initiatives;
use crate::*;
use frame_support::{derive_impl, parameter_types, storage::unhashed};
use frame_system::EnsureRoot;
use sp_runtime::BuildStorage;
use std::collections::{BTreeMap, BTreeSet};
use veche_primitives::{
	people::Citizen,
	polls::{PollRequest, QuestionOutcome},
	Alias, Stratum,
};

pub type AccountId = u64;

/// The tree of units: the country, a region, a district in it, and another region.
pub const COUNTRY: UnitId = 0;
pub const REGION: UnitId = 1;
pub const DISTRICT: UnitId = 2;
pub const OTHER_REGION: UnitId = 3;

/// Home in the district.
pub const ALES: AccountId = 10;
/// Home in the district, too.
pub const BELA: AccountId = 11;
/// Home in the other region.
pub const CIM: AccountId = 12;
/// An observer registered in the district.
pub const OBSERVER: AccountId = 13;
/// Nobody the registrars know.
pub const STRANGER: AccountId = 99;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		InitiativesPallet: pallet_initiatives,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type AccountId = AccountId;
	type Lookup = sp_runtime::traits::IdentityLookup<AccountId>;
}

parameter_types! {
	pub static Citizens: BTreeMap<AccountId, (UnitId, Stratum)> = BTreeMap::new();
	pub static SpentActs: Vec<AccountId> = Vec::new();
	pub static OutOfActs: BTreeSet<AccountId> = BTreeSet::new();
	pub static Units: BTreeMap<UnitId, Option<UnitId>> = BTreeMap::new();
	pub static Refuse: Option<DispatchError> = None;
}

/// The person behind an account: its number, cut to size (benchmarks make long numbers).
fn person_of(account: &AccountId) -> PersonId {
	*account as PersonId
}

/// People by the table [`Citizens`].
pub struct MockPeople;

impl People<AccountId> for MockPeople {
	fn citizen(account: &AccountId) -> Option<Citizen> {
		let person = person_of(account);
		let (home, stratum) = Citizens::get().get(account).copied()?;
		Some(Citizen {
			person,
			home,
			stratum,
		})
	}

	fn citizen_by_id(person: PersonId) -> Option<Citizen> {
		Self::citizen(&person.into())
	}

	fn account(person: PersonId) -> Option<AccountId> {
		Some(person.into())
	}

	fn has_free_act(account: &AccountId) -> bool {
		Citizens::get().contains_key(account) && !OutOfActs::get().contains(account)
	}

	fn spend_free_act(account: &AccountId) {
		SpentActs::mutate(|spent| spent.push(*account));
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_person(account: &AccountId, home: UnitId) -> PersonId {
		Citizens::mutate(|citizens| citizens.insert(*account, (home, Stratum::Home)));
		person_of(account)
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

/// A voting engine that numbers and records what it is asked for, in storage, so that what is rolled
/// back is forgotten.
pub struct MockPolls;

const REQUESTS: &[u8] = b"mock/requests";

impl Polls<u64> for MockPolls {
	fn open(request: PollRequest<u64>) -> Result<PollId, DispatchError> {
		let mut requests = requests();
		let poll = requests.len() as PollId;
		requests.push(request);
		unhashed::put(REQUESTS, &requests);
		Refuse::get().map_or(Ok(poll), Err)
	}

	fn outcome(_: PollId) -> Option<PollOutcome> {
		None
	}

	fn order(_: PollId, _: u8) -> Vec<u8> {
		Vec::new()
	}

	fn substitute(_: PollId, _: &[Alias]) -> u32 {
		0
	}

	fn counts(_: PollId, _: u8) -> Vec<u32> {
		Vec::new()
	}
}

/// Everything the voting engine was asked for.
pub fn requests() -> Vec<PollRequest<u64>> {
	unhashed::get_or_default(REQUESTS)
}

parameter_types! {
	pub const MaxPerPerson: u32 = 2;
	pub const MaxPerUnit: u32 = 3;
}

impl Config for Test {
	type AdminOrigin = EnsureRoot<AccountId>;
	type People = MockPeople;
	type Territory = MockTerritory;
	type Polls = MockPolls;
	type MaxPerPerson = MaxPerPerson;
	type MaxPerUnit = MaxPerUnit;
	type WeightInfo = ();
}

/// Shares and periods of the tests.
pub const PARAMS: Params<u64> = Params {
	support: 100_000,
	quorum: 250_000,
	majority: 600_000,
	petition_period: 50,
	notice: 5,
	voting_period: 20,
};

/// The small house at block 1.
pub struct ExtBuilder {
	params: Params<u64>,
}

impl Default for ExtBuilder {
	fn default() -> Self {
		Self { params: PARAMS }
	}
}

impl ExtBuilder {
	pub fn params(mut self, params: Params<u64>) -> Self {
		self.params = params;
		self
	}

	pub fn build(self) -> sp_io::TestExternalities {
		Units::set(BTreeMap::from([
			(COUNTRY, None),
			(REGION, Some(COUNTRY)),
			(DISTRICT, Some(REGION)),
			(OTHER_REGION, Some(COUNTRY)),
		]));
		Citizens::set(BTreeMap::from([
			(ALES, (DISTRICT, Stratum::Home)),
			(BELA, (DISTRICT, Stratum::Diaspora)),
			(CIM, (OTHER_REGION, Stratum::Home)),
			(OBSERVER, (DISTRICT, Stratum::Observer)),
		]));
		SpentActs::set(Vec::new());
		OutOfActs::set(BTreeSet::new());
		Refuse::set(None);
		let genesis = RuntimeGenesisConfig {
			system: Default::default(),
			initiatives_pallet: GenesisConfig {
				params: self.params,
			},
		};
		let mut ext = sp_io::TestExternalities::new(genesis.build_storage().unwrap());
		ext.execute_with(|| System::set_block_number(1));
		ext
	}

	/// Run the test, then check the invariants.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			InitiativesPallet::do_try_state().unwrap();
		});
	}
}

/// The request the voting engine got for a poll.
pub fn request(poll: PollId) -> PollRequest<u64> {
	requests()[poll as usize].clone()
}

/// The voting engine closes a poll: its goal reached or not, its quorum met or not, these winners.
pub fn close(poll: PollId, goal_reached: bool, quorum_met: bool, winners: &[u8]) -> Weight {
	let question = |winner: &u8| QuestionOutcome {
		winner: Some(*winner),
		..Default::default()
	};
	let outcome = PollOutcome {
		ballots: 10,
		electors: 20,
		quorum_met,
		goal_reached,
		questions: BoundedVec::truncate_from(winners.iter().map(question).collect()),
	};
	InitiativesPallet::on_poll_closed(Institution::Initiatives, poll, &outcome)
}
