//! A house with people by table and rolls that only keep lists. Both are kept in storage, so that
//! they are undone with everything else.

use crate as pallet_credentials;
use crate::*;
use codec::{Decode, Encode};
use frame_support::{assert_ok, derive_impl, parameter_types, storage::unhashed, traits::Hooks};
use frame_system::EnsureRoot;
use sp_runtime::{BuildStorage, DispatchResult};
use std::collections::{BTreeMap, BTreeSet};
use veche_primitives::{people::Citizen, rolls::Electorate, Possession, Stratum, VotingKey};

pub type AccountId = u64;

/// The school of governance.
pub const SCHOOL: AccountId = 1;
/// The guild of jurists.
pub const GUILD: AccountId = 2;
/// An account nobody accredited.
pub const STRANGER: AccountId = 99;

/// A person with a key.
pub const ALES: PersonId = 0;
/// Another.
pub const BELA: PersonId = 1;
/// And another.
pub const CIM: PersonId = 2;
/// A person who never votes.
pub const OBSERVER: PersonId = 3;

/// The school's certificate.
pub const CERTIFICATE: SchemaId = 0;
/// The school's private marks.
pub const MARKS: SchemaId = 1;
/// The school's anonymous diploma.
pub const DIPLOMA: SchemaId = 2;
/// The guild's public membership.
pub const MEMBERSHIP: SchemaId = 3;

/// How long credentials hold.
pub const VALIDITY: u64 = 100;
/// Free acts of a person.
pub const FREE_ACTS: u32 = 20;
/// Acts of an issuer a day.
pub const QUOTA: u32 = 30;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		CredentialsPallet: pallet_credentials,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type AccountId = AccountId;
	type Lookup = sp_runtime::traits::IdentityLookup<AccountId>;
}

parameter_types! {
	pub const DuePerBlock: u32 = 4;
	pub const MaxPerPerson: u32 = 4;
}

impl Config for Test {
	type AdminOrigin = EnsureRoot<AccountId>;
	type People = MockPeople;
	type Rolls = MockRolls;
	type DuePerBlock = DuePerBlock;
	type MaxPerPerson = MaxPerPerson;
	type WeightInfo = ();
}

/// A person of the table.
#[derive(Encode, Decode, Clone)]
pub struct Someone {
	pub account: AccountId,
	/// The key in use, then the one it replaced; none for observers.
	pub keys: Vec<VotingKey>,
	pub in_good_standing: bool,
	pub spent_acts: u32,
}

const PEOPLE: &[u8] = b"mock/people";

pub fn people() -> BTreeMap<PersonId, Someone> {
	unhashed::get_or_default(PEOPLE)
}

/// Change a person of the table.
pub fn change(person: PersonId, act: impl FnOnce(&mut Someone)) {
	let mut people = people();
	act(people.get_mut(&person).unwrap());
	unhashed::put(PEOPLE, &people);
}

/// Put a person into the table.
pub fn register(person: PersonId, account: AccountId, keys: Vec<VotingKey>) {
	let mut people = people();
	let someone = Someone {
		account,
		keys,
		in_good_standing: true,
		spent_acts: 0,
	};
	people.insert(person, someone);
	unhashed::put(PEOPLE, &people);
}

/// The account of the person with this number.
pub fn account(person: PersonId) -> AccountId {
	1_000 + u64::from(person)
}

/// The first key of the person with this number, or another one.
pub fn key(seed: u32) -> VotingKey {
	sp_io::hashing::blake2_256(&seed.encode())
}

/// People by the table.
pub struct MockPeople;

fn find(account: &AccountId) -> Option<(PersonId, Someone)> {
	people()
		.into_iter()
		.find(|(_, someone)| someone.account == *account)
}

impl People<AccountId> for MockPeople {
	fn citizen(account: &AccountId) -> Option<Citizen> {
		Self::citizen_by_id(find(account)?.0)
	}

	fn citizen_by_id(person: PersonId) -> Option<Citizen> {
		let someone = people()
			.remove(&person)
			.filter(|someone| someone.in_good_standing)?;
		let stratum = if someone.keys.is_empty() {
			Stratum::Observer
		} else {
			Stratum::Home
		};
		Some(Citizen {
			person,
			home: 0,
			stratum,
		})
	}

	fn account(person: PersonId) -> Option<AccountId> {
		people().get(&person).map(|someone| someone.account)
	}

	fn has_free_act(account: &AccountId) -> bool {
		find(account).is_some_and(|(_, someone)| someone.spent_acts < FREE_ACTS)
	}

	fn spend_free_act(account: &AccountId) {
		if let Some((person, someone)) = find(account) {
			let spent = (someone.spent_acts + 1).min(FREE_ACTS);
			change(person, |someone| someone.spent_acts = spent);
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_person(account: &AccountId, _: veche_primitives::UnitId) -> PersonId {
		let person = people().len() as PersonId;
		register(person, *account, vec![key(person)]);
		person
	}
}

impl VotingKeys for MockPeople {
	fn voting_keys(person: PersonId) -> Vec<VotingKey> {
		people()
			.remove(&person)
			.map(|someone| someone.keys)
			.unwrap_or_default()
	}
}

type Place = (VotingKey, Electorate);

/// Who is on which roll, and who joins and leaves with the next turn.
#[derive(Encode, Decode, Default, Clone, PartialEq, Debug)]
pub struct MockRolls {
	pub on: BTreeSet<Place>,
	pub joining: BTreeSet<Place>,
	pub leaving: BTreeSet<Place>,
	/// Nothing more can be queued.
	pub full: bool,
}

const ROLLS: &[u8] = b"mock/rolls";

impl MockRolls {
	pub fn get() -> Self {
		unhashed::get_or_default(ROLLS)
	}

	pub fn change(act: impl FnOnce(&mut Self) -> Option<()>) -> DispatchResult {
		let mut rolls = Self::get();
		let done = act(&mut rolls);
		// Written even when refused: whoever asks must undo it.
		unhashed::put(ROLLS, &rolls);
		done.ok_or(sp_runtime::DispatchError::Unavailable)
	}

	pub fn set_full(full: bool) {
		assert_ok!(Self::change(|rolls| {
			rolls.full = full;
			Some(())
		}));
	}

	/// What is queued takes effect.
	pub fn turn() {
		assert_ok!(Self::change(|rolls| {
			let leaving = core::mem::take(&mut rolls.leaving);
			rolls.on.retain(|place| !leaving.contains(place));
			rolls.on.append(&mut rolls.joining);
			Some(())
		}));
	}

	/// Who will be on which roll when what is queued has taken effect.
	pub fn next(&self) -> BTreeSet<Place> {
		let staying = self.on.difference(&self.leaving);
		staying.chain(&self.joining).copied().collect()
	}
}

impl Rolls for MockRolls {
	fn is_valid_key(_: &VotingKey) -> bool {
		true
	}

	fn owns_key(_: &VotingKey, _: &[u8], _: &Possession) -> bool {
		true
	}

	fn enroll(key: &VotingKey, electorate: Electorate) -> DispatchResult {
		let place = (*key, electorate);
		Self::change(|rolls| {
			if rolls.leaving.remove(&place) {
				return Some(());
			}
			let is_new = !rolls.on.contains(&place) && rolls.joining.insert(place);
			(is_new && !rolls.full).then_some(())
		})
	}

	fn withdraw(key: &VotingKey, electorate: Electorate) -> DispatchResult {
		let place = (*key, electorate);
		Self::change(|rolls| {
			if rolls.joining.remove(&place) {
				return Some(());
			}
			let is_new = rolls.on.contains(&place) && rolls.leaving.insert(place);
			(is_new && !rolls.full).then_some(())
		})
	}

	fn replace(old: &VotingKey, new: &VotingKey) -> DispatchResult {
		Self::change(|rolls| {
			for (key, electorate) in rolls.next() {
				if key == *old {
					let place = (key, electorate);
					if !rolls.joining.remove(&place) {
						rolls.leaving.insert(place);
					}
					rolls.joining.insert((*new, electorate));
				}
			}
			Some(())
		})
	}

	fn revoke(key: &VotingKey) {
		assert_ok!(Self::change(|rolls| {
			for places in [&mut rolls.on, &mut rolls.joining, &mut rolls.leaving] {
				places.retain(|(listed, _)| listed != key);
			}
			Some(())
		}));
	}

	fn expel(key: &VotingKey, electorate: Electorate) {
		let place = (*key, electorate);
		assert_ok!(Self::change(|rolls| {
			for places in [&mut rolls.on, &mut rolls.joining, &mut rolls.leaving] {
				places.remove(&place);
			}
			Some(())
		}));
	}
}

/// Whether the key is on the schema's roll now.
pub fn is_on_roll(key: VotingKey, schema: SchemaId) -> bool {
	MockRolls::get()
		.on
		.contains(&(key, Electorate::Group(schema)))
}

/// Whether the key will be on the schema's roll after the turn.
pub fn will_be_on_roll(key: VotingKey, schema: SchemaId) -> bool {
	let next = MockRolls::get().next();
	next.contains(&(key, Electorate::Group(schema)))
}

/// The person's time is over: off no roll of ours yet.
pub fn expire_person(person: PersonId) {
	change(person, |someone| someone.in_good_standing = false);
	CredentialsPallet::lost(person);
}

/// The person is suspended or struck off: off all rolls at once.
pub fn strike_off(person: PersonId) {
	for key in MockPeople::voting_keys(person) {
		MockRolls::revoke(&key);
	}
	expire_person(person);
}

/// The person is renewed.
pub fn renew(person: PersonId) {
	change(person, |someone| someone.in_good_standing = true);
	CredentialsPallet::regained(person);
}

/// The person changes the key.
pub fn rotate(person: PersonId, new: VotingKey) {
	let old = MockPeople::voting_keys(person)[0];
	assert_ok!(MockRolls::replace(&old, &new));
	change(person, |someone| someone.keys = vec![new, old]);
}

/// Let blocks pass until the given one has begun.
pub fn run_to(block: u64) {
	while System::block_number() < block {
		let next = System::block_number() + 1;
		System::set_block_number(next);
		CredentialsPallet::on_initialize(next);
	}
}

/// Let blocks pass until everything that follows from a change is done, then let the rolls turn.
pub fn settle_down() {
	run_to(System::block_number() + 12);
	MockRolls::turn();
}

/// Periods of the tests.
pub const PARAMS: Params<u64> = Params {
	offer_lifetime: 20,
	day: 10,
};

/// The small house at block 1: two issuers and four schemas.
pub struct ExtBuilder {
	issuers: Vec<(AccountId, u32)>,
	schemas: Vec<SchemaEntry<AccountId, u64>>,
	params: Params<u64>,
}

/// A schema of a preset.
pub fn entry(issuer: AccountId, title: &str, publicity: Publicity) -> SchemaEntry<AccountId, u64> {
	SchemaEntry {
		issuer,
		title: title.into(),
		purpose: "To know who has learnt it".into(),
		validity: VALIDITY,
		publicity,
	}
}

impl Default for ExtBuilder {
	fn default() -> Self {
		Self {
			issuers: vec![(SCHOOL, QUOTA), (GUILD, QUOTA)],
			schemas: vec![
				entry(SCHOOL, "School of governance", Publicity::Public),
				entry(SCHOOL, "Marks", Publicity::Private),
				entry(SCHOOL, "Diploma in law", Publicity::Anonymous),
				entry(GUILD, "Member of the guild", Publicity::Public),
			],
			params: PARAMS,
		}
	}
}

impl ExtBuilder {
	/// All issuers with this daily quota.
	pub fn quota(mut self, quota: u32) -> Self {
		for issuer in &mut self.issuers {
			issuer.1 = quota;
		}
		self
	}

	pub fn issuers(mut self, issuers: &[(AccountId, u32)]) -> Self {
		self.issuers = issuers.to_vec();
		self
	}

	pub fn schemas(mut self, schemas: Vec<SchemaEntry<AccountId, u64>>) -> Self {
		self.schemas = schemas;
		self
	}

	pub fn params(mut self, params: Params<u64>) -> Self {
		self.params = params;
		self
	}

	pub fn build(self) -> sp_io::TestExternalities {
		let genesis = RuntimeGenesisConfig {
			system: Default::default(),
			credentials_pallet: GenesisConfig {
				issuers: self.issuers,
				schemas: self.schemas,
				params: self.params,
			},
		};
		let mut ext = sp_io::TestExternalities::new(genesis.build_storage().unwrap());
		ext.execute_with(|| {
			for person in [ALES, BELA, CIM] {
				register(person, account(person), vec![key(person)]);
			}
			register(OBSERVER, account(OBSERVER), Vec::new());
			run_to(1);
		});
		ext
	}

	/// Run the test, then check the invariants.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			CredentialsPallet::do_try_state().unwrap();
		});
	}
}
