//! A house with a small territory, people by table, real preimages, a bell that laws ring, and a
//! voting engine that behaves like the real one in what matters here. What they know they keep in
//! storage, so that what is rolled back is forgotten.

pub mod bell;
mod polls;

pub use polls::*;

use crate as pallet_laws;
use crate::*;
use frame_support::{
	derive_impl, parameter_types,
	storage::unhashed,
	traits::{fungible::HoldConsideration, ConstU32, ConstU64, Hooks, LinearStoragePrice},
};
use frame_system::EnsureRoot;
use sp_runtime::BuildStorage;
use std::collections::{BTreeMap, BTreeSet};
use veche_primitives::{laws::ClassOf, people::Citizen, Stratum};

pub type AccountId = u64;

/// The tree of units: the country, and two villages in it.
pub const COUNTRY: UnitId = 0;
pub const VILLAGE: UnitId = 1;
pub const OTHER_VILLAGE: UnitId = 2;
/// No unit has this number.
pub const NO_UNIT: UnitId = 77;

/// These two have their homes in the village.
pub const ALES: PersonId = 10;
pub const BELA: PersonId = 11;
/// Home in the other village.
pub const EWA: PersonId = 14;
/// An observer registered in the village.
pub const OBSERVER: PersonId = 16;
/// Nobody the registrars know.
pub const STRANGER: PersonId = 99;

/// Longest encoded call of a bill.
pub const MAX_CALL_SIZE: u32 = 4_096;
/// Heaviest call of a bill: two of them do not fit a block.
pub const HEAVIEST_CALL: Weight = Weight::from_parts(100_000_000_000, u64::MAX);
/// What laws may take of a block.
pub const SHARE_OF_BLOCK: Weight = Weight::from_parts(150_000_000_000, u64::MAX);

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Preimage: pallet_preimage,
		Bell: bell,
		LawsPallet: pallet_laws,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type AccountId = AccountId;
	type Lookup = sp_runtime::traits::IdentityLookup<AccountId>;
	type AccountData = pallet_balances::AccountData<u64>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
}

parameter_types! {
	pub const PreimageHoldReason: RuntimeHoldReason =
		RuntimeHoldReason::Preimage(pallet_preimage::HoldReason::Preimage);
}

impl pallet_preimage::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = ();
	type Currency = Balances;
	type ManagerOrigin = EnsureRoot<AccountId>;
	type Consideration = HoldConsideration<
		AccountId,
		Balances,
		PreimageHoldReason,
		LinearStoragePrice<ConstU64<0>, ConstU64<1>, u64>,
	>;
}

impl bell::Config for Test {
	type RuntimeCall = RuntimeCall;
	type RingerOrigin = EnsureParameter;
	type FounderOrigin = EnsureConstitution;
}

parameter_types! {
	pub static Citizens: BTreeMap<PersonId, (UnitId, Stratum)> = BTreeMap::new();
	pub static OutOfActs: BTreeSet<PersonId> = BTreeSet::new();
	pub static Units: BTreeMap<UnitId, Option<UnitId>> = BTreeMap::new();
	/// With what polls are refused, after having been opened.
	pub static RefusePoll: Option<DispatchError> = None;
	/// By how many blocks polls open later than they were asked to.
	pub static OpenLate: u64 = 0;
	/// Whether an upgrade has taken the bell away from all laws.
	pub static NoLawRings: bool = false;
	pub static DuePerBlock: u32 = 8;
	pub static MaxCallWeight: Weight = HEAVIEST_CALL;
	pub static WeightPerBlock: Weight = SHARE_OF_BLOCK;
}

/// The classes of calls. What makes other calls has none.
pub struct MockClasses;

impl ClassOf<RuntimeCall> for MockClasses {
	fn class_of(call: &RuntimeCall) -> Option<Class> {
		use frame_system::Call as SystemCall;
		match call {
			RuntimeCall::Bell(bell::Call::batch { .. } | bell::Call::nest { .. }) => None,
			RuntimeCall::Bell(bell::Call::recast { .. }) => Some(Class::Constitution),
			RuntimeCall::LawsPallet(pallet_laws::Call::set_params { .. }) => {
				Some(Class::Constitution)
			}
			RuntimeCall::Bell(_) if !NoLawRings::get() => Some(Class::Parameter),
			RuntimeCall::System(SystemCall::kill_storage { .. }) => Some(Class::Upgrade),
			RuntimeCall::System(SystemCall::set_heap_pages { .. }) => Some(Class::Upgrade),
			_ => None,
		}
	}
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
	type RuntimeCall = RuntimeCall;
	type AdminOrigin = EnsureConstitution;
	type People = MockPeople;
	type Territory = MockTerritory;
	type Country = ConstU32<COUNTRY>;
	type Polls = MockPolls;
	type Preimages = Preimage;
	type ClassOf = MockClasses;
	type DuePerBlock = DuePerBlock;
	type MaxCallSize = ConstU32<MAX_CALL_SIZE>;
	type MaxCallWeight = MaxCallWeight;
	type WeightPerBlock = WeightPerBlock;
	type WeightInfo = ();
}

/// The terms of the tests. Four of the [`ELECTORS`] make a petition, six a quorum.
pub const TERMS: Terms<u64> = Terms {
	delay: 20,
	referendum: false,
	support: 200_000,
	voting: 10,
	quorum: 300_000,
	majority: 500_000,
};
/// The same, but not without the people: of code and constitution.
pub const STRICT: Terms<u64> = Terms {
	referendum: true,
	..TERMS
};

/// The small house at block 1, without any law.
pub struct ExtBuilder {
	terms: GenesisConfig<Test>,
}

impl Default for ExtBuilder {
	fn default() -> Self {
		let terms = GenesisConfig {
			statute: TERMS,
			parameter: TERMS,
			upgrade: STRICT,
			constitution: STRICT,
		};
		Self { terms }
	}
}

impl ExtBuilder {
	pub fn statute(mut self, terms: Terms<u64>) -> Self {
		self.terms.statute = terms;
		self
	}

	pub fn parameter(mut self, terms: Terms<u64>) -> Self {
		self.terms.parameter = terms;
		self
	}

	pub fn upgrade(mut self, terms: Terms<u64>) -> Self {
		self.terms.upgrade = terms;
		self
	}

	pub fn constitution(mut self, terms: Terms<u64>) -> Self {
		self.terms.constitution = terms;
		self
	}

	pub fn build(self) -> sp_io::TestExternalities {
		Units::set(BTreeMap::from([
			(COUNTRY, None),
			(VILLAGE, Some(COUNTRY)),
			(OTHER_VILLAGE, Some(COUNTRY)),
		]));
		Citizens::set(BTreeMap::from([
			(ALES, (VILLAGE, Stratum::Home)),
			(BELA, (VILLAGE, Stratum::Diaspora)),
			(EWA, (OTHER_VILLAGE, Stratum::Home)),
			(OBSERVER, (VILLAGE, Stratum::Observer)),
		]));
		OutOfActs::set(BTreeSet::new());
		RefusePoll::set(None);
		OpenLate::set(0);
		NoLawRings::set(false);
		DuePerBlock::set(8);
		MaxCallWeight::set(HEAVIEST_CALL);
		WeightPerBlock::set(SHARE_OF_BLOCK);
		let rich = [ALES, BELA, EWA].map(|person| (account(person), 1_000_000));
		let genesis = RuntimeGenesisConfig {
			system: Default::default(),
			balances: pallet_balances::GenesisConfig {
				balances: rich.to_vec(),
				..Default::default()
			},
			laws_pallet: self.terms,
		};
		let mut ext = sp_io::TestExternalities::new(genesis.build_storage().unwrap());
		ext.execute_with(|| run_to(1));
		ext
	}

	/// Run the test, then check the invariants.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			LawsPallet::do_try_state().unwrap();
		});
	}
}

/// Let blocks pass until the given one has begun.
pub fn run_to(block: u64) {
	while System::block_number() < block {
		next_block();
	}
}

/// Let the next block begin; what laws took of it.
pub fn next_block() -> Weight {
	let next = System::block_number() + 1;
	System::set_block_number(next);
	close_polls();
	LawsPallet::on_initialize(next)
}

/// Whether this was told in the present block or before.
pub fn is_told(event: Event<Test>) -> bool {
	let event = RuntimeEvent::from(event);
	System::events().iter().any(|record| record.event == event)
}
