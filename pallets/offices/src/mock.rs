//! A house with a small territory, people and ratings by table, and elections that only record.

use crate as pallet_offices;
use crate::*;
use frame_support::{derive_impl, parameter_types, storage::unhashed, traits::Hooks};
use frame_system::EnsureRoot;
use sp_runtime::BuildStorage;
use std::collections::{BTreeMap, BTreeSet};
use veche_primitives::{
	offices::Offices as _,
	people::{Citizen, OnStanding},
	Ppm, Stratum, WHOLE,
};

pub type AccountId = u64;

/// The tree of units: the country, a region, a district in it with two villages; another region.
pub const COUNTRY: UnitId = 0;
pub const REGION: UnitId = 1;
pub const DISTRICT: UnitId = 2;
pub const VILLAGE: UnitId = 3;
pub const OTHER_VILLAGE: UnitId = 4;
pub const OTHER_REGION: UnitId = 5;

/// These four have their homes in the village.
pub const ALES: PersonId = 10;
pub const BELA: PersonId = 11;
pub const CIM: PersonId = 12;
pub const DANA: PersonId = 13;
/// Home in the other village of the district.
pub const EWA: PersonId = 14;
/// Home in the other region.
pub const FILIP: PersonId = 15;
/// An observer registered in the village.
pub const OBSERVER: PersonId = 16;
/// Nobody the registrars know.
pub const STRANGER: PersonId = 99;

/// The first of the offices there are from the first block.
pub const VILLAGE_HEAD: OfficeId = 0;
/// By its rule the head of the district acts in it.
pub const VILLAGE_MEMBER: OfficeId = 1;
pub const DISTRICT_HEAD: OfficeId = 2;
/// Nobody acts in it but a caretaker.
pub const REGION_HEAD: OfficeId = 3;

/// Blocks of every term.
pub const TERM: u64 = 100;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		OfficesPallet: pallet_offices,
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
	pub static Rated: BTreeMap<MandateId, Ppm> = BTreeMap::new();
	pub static Refuse: Option<DispatchError> = None;
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

/// The ratings in [`Rated`], which are the records too; one half where there is none.
pub struct MockRatings;

impl Ratings for MockRatings {
	fn rating(mandate: MandateId) -> Option<Ppm> {
		Rated::get().get(&mandate).copied()
	}

	fn record(mandate: MandateId) -> Ppm {
		Self::rating(mandate).unwrap_or(WHOLE / 2)
	}
}

/// Remembers what it is told, in storage: what is rolled back is forgotten.
pub struct MockOnOffice;

const ESTABLISHED: &[u8] = b"mock/established";
const ENDED: &[u8] = b"mock/ended";

/// Of which offices it was told, in order.
pub fn told_established() -> Vec<(OfficeId, UnitId)> {
	unhashed::get_or_default(ESTABLISHED)
}

/// Of which ends of mandates it was told, in order.
pub fn told_ended() -> Vec<(MandateId, End)> {
	unhashed::get_or_default(ENDED)
}

impl OnOffice for MockOnOffice {
	fn established(office: OfficeId, unit: UnitId) {
		let mut told = told_established();
		told.push((office, unit));
		unhashed::put(ESTABLISHED, &told);
	}

	fn ended(mandate: MandateId, end: End) {
		let mut told = told_ended();
		told.push((mandate, end));
		unhashed::put(ENDED, &told);
	}
}

/// Elections that are numbered, recorded and end when [`elect`] says so. Kept in storage, so that
/// what is rolled back is forgotten.
pub struct MockElections;

const ELECTIONS: &[u8] = b"mock/elections";

/// All elections called so far, and those under way.
fn elections() -> (Vec<(OfficeId, Cause)>, BTreeMap<OfficeId, ElectionId>) {
	unhashed::get_or_default(ELECTIONS)
}

/// Which elections were called, in order, and why.
pub fn called() -> Vec<(OfficeId, Cause)> {
	elections().0
}

impl Elections for MockElections {
	fn call(office: OfficeId, cause: Cause) -> Result<ElectionId, DispatchError> {
		let (mut called, mut running) = elections();
		let election = called.len() as ElectionId;
		called.push((office, cause));
		if running.insert(office, election).is_some() {
			return Err(DispatchError::Other("under way"));
		}
		unhashed::put(ELECTIONS, &(called, running));
		Refuse::get().map_or(Ok(election), Err)
	}

	fn under_way(office: OfficeId) -> Option<ElectionId> {
		elections().1.get(&office).copied()
	}
}

impl Config for Test {
	type AdminOrigin = EnsureRoot<AccountId>;
	type People = MockPeople;
	type Territory = MockTerritory;
	type Elections = MockElections;
	type Ratings = MockRatings;
	type OnOffice = MockOnOffice;
	type DuePerBlock = DuePerBlock;
	type WeightInfo = ();
}

/// The numbers of the tests.
pub const PARAMS: Params = Params {
	service: 500_000,
	bar: 400_000,
};

/// An office as a genesis file names it, elected by Schulze.
pub fn entry(unit: UnitId, kind: OfficeKind, acting: ActingRule) -> OfficeEntry<u64> {
	OfficeEntry {
		unit,
		title: "Office".into(),
		kind,
		method: Method::Schulze,
		term: TERM,
		acting,
	}
}

/// The small house at block 1, where the elections of its offices have just been called.
pub struct ExtBuilder {
	offices: Vec<OfficeEntry<u64>>,
	founding: u64,
	params: Params,
}

impl Default for ExtBuilder {
	fn default() -> Self {
		let offices = vec![
			entry(VILLAGE, OfficeKind::Head, ActingRule::NextInLine),
			entry(VILLAGE, OfficeKind::Member, ActingRule::HeadAbove),
			entry(DISTRICT, OfficeKind::Head, ActingRule::NextInLine),
			entry(REGION, OfficeKind::Head, ActingRule::Nobody),
		];
		Self {
			offices,
			founding: 0,
			params: PARAMS,
		}
	}
}

impl ExtBuilder {
	pub fn offices(mut self, offices: Vec<OfficeEntry<u64>>) -> Self {
		self.offices = offices;
		self
	}

	pub fn founding(mut self, founding: u64) -> Self {
		self.founding = founding;
		self
	}

	pub fn params(mut self, params: Params) -> Self {
		self.params = params;
		self
	}

	pub fn build(self) -> sp_io::TestExternalities {
		Units::set(BTreeMap::from([
			(COUNTRY, None),
			(REGION, Some(COUNTRY)),
			(DISTRICT, Some(REGION)),
			(VILLAGE, Some(DISTRICT)),
			(OTHER_VILLAGE, Some(DISTRICT)),
			(OTHER_REGION, Some(COUNTRY)),
		]));
		Citizens::set(BTreeMap::from([
			(ALES, (VILLAGE, Stratum::Home)),
			(BELA, (VILLAGE, Stratum::Home)),
			(CIM, (VILLAGE, Stratum::Diaspora)),
			(DANA, (VILLAGE, Stratum::Home)),
			(EWA, (OTHER_VILLAGE, Stratum::Home)),
			(FILIP, (OTHER_REGION, Stratum::Home)),
			(OBSERVER, (VILLAGE, Stratum::Observer)),
		]));
		OutOfActs::set(BTreeSet::new());
		Rated::set(BTreeMap::new());
		Refuse::set(None);
		DuePerBlock::set(8);
		let genesis = RuntimeGenesisConfig {
			system: Default::default(),
			offices_pallet: GenesisConfig {
				offices: self.offices,
				founding: self.founding,
				params: self.params,
			},
		};
		let mut ext = sp_io::TestExternalities::new(genesis.build_storage().unwrap());
		ext.execute_with(|| run_to(1));
		ext
	}

	/// Run the test, then check the invariants.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			OfficesPallet::do_try_state().unwrap();
		});
	}
}

/// Let blocks pass until the given one has begun.
pub fn run_to(block: u64) {
	while System::block_number() < block {
		let next = System::block_number() + 1;
		System::set_block_number(next);
		OfficesPallet::on_initialize(next);
	}
}

/// Let the next block begin.
pub fn next_block() {
	run_to(System::block_number() + 1);
}

/// The election of the office ends, if one is under way: this person is installed, with these in
/// line.
pub fn elect(office: OfficeId, person: PersonId, in_line: &[PersonId]) -> MandateId {
	let (called, mut running) = elections();
	let election = running
		.remove(&office)
		.unwrap_or(called.len() as ElectionId);
	unhashed::put(ELECTIONS, &(called, running));
	OfficesPallet::install(office, person, election, in_line).unwrap()
}

/// The person dies, or is a person in good standing no more.
pub fn lose(person: PersonId) {
	Citizens::mutate(|citizens| citizens.remove(&person));
	OfficesPallet::lost(person);
}

/// The person is in good standing again, at home in the village.
pub fn regain(person: PersonId) {
	Citizens::mutate(|citizens| citizens.insert(person, (VILLAGE, Stratum::Home)));
	OfficesPallet::regained(person);
}

/// The person moves.
pub fn move_home(person: PersonId, home: UnitId) {
	Citizens::mutate(|citizens| citizens.insert(person, (home, Stratum::Home)));
}
