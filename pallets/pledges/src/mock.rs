//! A house with people and candidacies by table.

use crate as pallet_pledges;
use crate::*;
use frame_support::{derive_impl, parameter_types};
use sp_runtime::BuildStorage;
use std::collections::{BTreeMap, BTreeSet};
#[cfg(feature = "runtime-benchmarks")]
use veche_primitives::UnitId;
use veche_primitives::{people::Citizen, Stratum};

pub type AccountId = u64;

/// A candidate of [`ELECTION`].
pub const ALES: AccountId = 10;
/// Another one.
pub const BELA: AccountId = 11;
/// A person who stands nowhere.
pub const CIM: AccountId = 12;
/// Nobody the registrars know.
pub const STRANGER: AccountId = 99;

/// An election in nomination.
pub const ELECTION: ElectionId = 3;
/// Blocks of a term of its office.
pub const TERM: u64 = 100;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		PledgesPallet: pallet_pledges,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type AccountId = AccountId;
	type Lookup = sp_runtime::traits::IdentityLookup<AccountId>;
}

parameter_types! {
	pub static Citizens: BTreeSet<AccountId> = BTreeSet::new();
	pub static SpentActs: Vec<AccountId> = Vec::new();
	pub static OutOfActs: BTreeSet<AccountId> = BTreeSet::new();
	pub static Nominating: BTreeMap<(ElectionId, PersonId), u64> = BTreeMap::new();
}

/// The person behind an account: its number, cut to size (benchmarks make long numbers).
pub fn person_of(account: AccountId) -> PersonId {
	account as PersonId
}

/// People by the table [`Citizens`], all at home in unit 0.
pub struct MockPeople;

impl People<AccountId> for MockPeople {
	fn citizen(account: &AccountId) -> Option<Citizen> {
		Citizens::get().contains(account).then_some(Citizen {
			person: person_of(*account),
			home: 0,
			stratum: Stratum::Home,
		})
	}

	fn citizen_by_id(person: PersonId) -> Option<Citizen> {
		Self::citizen(&person.into())
	}

	fn account(person: PersonId) -> Option<AccountId> {
		Some(person.into())
	}

	fn has_free_act(account: &AccountId) -> bool {
		Citizens::get().contains(account) && !OutOfActs::get().contains(account)
	}

	fn spend_free_act(account: &AccountId) {
		SpentActs::mutate(|spent| spent.push(*account));
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_person(account: &AccountId, _: UnitId) -> PersonId {
		Citizens::mutate(|citizens| citizens.insert(*account));
		person_of(*account)
	}
}

/// The candidacies in [`Nominating`], each with the term of the office.
pub struct MockCandidacies;

impl Candidacies<u64> for MockCandidacies {
	fn nominating(election: ElectionId, person: PersonId) -> Option<u64> {
		Nominating::get().get(&(election, person)).copied()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_candidacy(person: PersonId) -> ElectionId {
		Nominating::mutate(|candidacies| candidacies.insert((ELECTION, person), TERM));
		ELECTION
	}
}

impl Config for Test {
	type People = MockPeople;
	type Candidacies = MockCandidacies;
	type WeightInfo = ();
}

/// Two candidates of one election, at block 1.
pub struct ExtBuilder;

impl ExtBuilder {
	pub fn build(self) -> sp_io::TestExternalities {
		Citizens::set(BTreeSet::from([ALES, BELA, CIM]));
		SpentActs::set(Vec::new());
		OutOfActs::set(BTreeSet::new());
		Nominating::set(BTreeMap::from([
			((ELECTION, person_of(ALES)), TERM),
			((ELECTION, person_of(BELA)), TERM),
		]));
		let genesis = RuntimeGenesisConfig::default();
		let mut ext = sp_io::TestExternalities::new(genesis.build_storage().unwrap());
		ext.execute_with(|| System::set_block_number(1));
		ext
	}

	/// Run the test, then check the invariants.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			PledgesPallet::do_try_state().unwrap();
		});
	}
}
