//! A house with a small territory, people, certificates and offices by table, and a voting engine
//! that only records. What elections make others write is kept in storage, so that what is rolled
//! back is forgotten.

use crate as pallet_elections;
use crate::*;
use codec::{Decode, Encode};
use frame_support::{derive_impl, parameter_types, storage::unhashed, traits::Hooks, BoundedVec};
use frame_system::EnsureRoot;
use sp_runtime::BuildStorage;
use std::collections::{BTreeMap, BTreeSet};
use veche_primitives::{
	ballot::Method,
	offices::Post,
	people::Citizen,
	polls::{PollRequest, QuestionOutcome},
	Alias, SchemaId, Stratum,
};

pub type AccountId = u64;

/// The tree of units: the country, a region, a district in it, and another region.
pub const COUNTRY: UnitId = 0;
pub const REGION: UnitId = 1;
pub const DISTRICT: UnitId = 2;
pub const OTHER_REGION: UnitId = 3;

/// The head of the district, chosen by ranking.
pub const HEAD: OfficeId = 0;
/// A seat in the district's council, chosen by plurality.
pub const SEAT: OfficeId = 1;
/// The head of the region above.
pub const REGION_HEAD: OfficeId = 2;
/// Blocks of a term in every office.
pub const TERM: u64 = 1_000;

/// What every candidate must hold.
pub const CERTIFICATE: SchemaId = 7;

/// Home in the district. As all below who are citizens, with the certificate.
pub const ALES: AccountId = 10;
/// Home in the district, too.
pub const BELA: AccountId = 11;
/// Home in the other region.
pub const CIM: AccountId = 12;
/// An observer registered in the district.
pub const OBSERVER: AccountId = 13;
/// Home in the district.
pub const DAN: AccountId = 14;
/// Nobody the registrars know.
pub const STRANGER: AccountId = 99;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		ElectionsPallet: pallet_elections,
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
	pub static OutOfActs: BTreeSet<AccountId> = BTreeSet::new();
	pub static Units: BTreeMap<UnitId, Option<UnitId>> = BTreeMap::new();
	pub static Holders: BTreeSet<(PersonId, SchemaId)> = BTreeSet::new();
	pub static Posts: BTreeMap<OfficeId, Post<u64>> = BTreeMap::new();
	pub static WithoutRecord: BTreeSet<PersonId> = BTreeSet::new();
	pub static Promises: BTreeMap<(ElectionId, PersonId), Vec<Title>> = BTreeMap::new();
	pub static Order: Vec<u8> = Vec::new();
	pub static Marks: Vec<Vec<u32>> = Vec::new();
	pub static RefuseToOpen: Option<DispatchError> = None;
	pub static RefuseToInstall: Option<DispatchError> = None;
}

/// The person behind an account: its number, cut to size (benchmarks make long numbers).
pub fn person(account: AccountId) -> PersonId {
	account as PersonId
}

/// Put one more entry at the end of a stored list.
fn note<V: Encode + Decode>(list: &[u8], entry: V) {
	let mut entries: Vec<V> = unhashed::get_or_default(list);
	entries.push(entry);
	unhashed::put(list, &entries);
}

/// People by the table [`Citizens`].
pub struct MockPeople;

impl People<AccountId> for MockPeople {
	fn citizen(account: &AccountId) -> Option<Citizen> {
		Self::citizen_by_id(person(*account))
	}

	fn citizen_by_id(person: PersonId) -> Option<Citizen> {
		let found = CITIZENS.with_borrow(|citizens| citizens.get(&person).copied());
		found.map(|(home, stratum)| Citizen {
			person,
			home,
			stratum,
		})
	}

	fn account(person: PersonId) -> Option<AccountId> {
		Some(person.into())
	}

	fn has_free_act(account: &AccountId) -> bool {
		Self::citizen(account).is_some() && !OutOfActs::get().contains(account)
	}

	fn spend_free_act(account: &AccountId) {
		note(b"mock/acts", *account);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_person(account: &AccountId, home: UnitId) -> PersonId {
		put_citizen(*account, home);
		person(*account)
	}
}

/// Whose free acts were spent, in order.
pub fn spent_acts() -> Vec<AccountId> {
	unhashed::get_or_default(b"mock/acts")
}

/// The account becomes a person of the home country, or moves.
pub fn put_citizen(account: AccountId, home: UnitId) {
	Citizens::mutate(|citizens| citizens.insert(person(account), (home, Stratum::Home)));
}

/// The person is no longer in good standing.
pub fn revoke(account: AccountId) {
	Citizens::mutate(|citizens| citizens.remove(&person(account)));
}

/// Give the account the certificate, or take it away.
pub fn certify(account: AccountId, holds: bool) {
	Holders::mutate(|holders| match holds {
		true => holders.insert((person(account), CERTIFICATE)),
		false => holders.remove(&(person(account), CERTIFICATE)),
	});
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

/// Certificates by the table [`Holders`]; every schema below 10 is public.
pub struct MockCredentials;

impl Credentials for MockCredentials {
	fn is_public(schema: SchemaId) -> bool {
		schema < 10
	}

	fn holds(person: PersonId, schema: SchemaId) -> bool {
		HOLDERS.with_borrow(|holders| holders.contains(&(person, schema)))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_credential(person: PersonId, schema: SchemaId) {
		Holders::mutate(|holders| holders.insert((person, schema)));
	}
}

/// Offices by the table [`Posts`]; mandates are numbered and recorded.
pub struct MockOffices;

/// An installation: office, person, election, and who is in line.
pub type Installation = (OfficeId, PersonId, ElectionId, Vec<PersonId>);

impl Offices<u64> for MockOffices {
	fn post(office: OfficeId) -> Option<Post<u64>> {
		POSTS.with_borrow(|posts| posts.get(&office).copied())
	}

	fn held_by(_: PersonId) -> Option<OfficeId> {
		None
	}

	fn may_stand(person: PersonId, _: OfficeId) -> bool {
		!WithoutRecord::get().contains(&person)
	}

	fn install(
		office: OfficeId,
		person: PersonId,
		election: ElectionId,
		in_line: &[PersonId],
	) -> Result<MandateId, DispatchError> {
		let mandate = installations().len() as MandateId;
		let entry: Installation = (office, person, election, in_line.to_vec());
		note(b"mock/installations", entry);
		RefuseToInstall::get().map_or(Ok(mandate), Err)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_office() -> OfficeId {
		HEAD
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_record(person: PersonId, _: OfficeId) -> Vec<MandateId> {
		WithoutRecord::mutate(|without| without.insert(person));
		(0..3).collect()
	}
}

/// Everybody who was installed, in order.
pub fn installations() -> Vec<Installation> {
	unhashed::get_or_default(b"mock/installations")
}

/// Pledges by the table [`Promises`].
pub struct MockPledges;

/// What became of a candidacy's pledges: election, person, and for the elected the mandate and the
/// marks.
pub type Fate = (ElectionId, PersonId, Option<(MandateId, Vec<u32>)>);

impl Pledges<u64> for MockPledges {
	fn titles(election: ElectionId, person: PersonId) -> Vec<Title> {
		let key = (election, person);
		PROMISES
			.with_borrow(|promises| promises.get(&key).cloned())
			.unwrap_or_default()
	}

	fn adopt(election: ElectionId, person: PersonId, mandate: MandateId, marks: &[u32]) {
		let entry: Fate = (election, person, Some((mandate, marks.to_vec())));
		note(b"mock/fates", entry);
	}

	fn forget(election: ElectionId, person: PersonId) {
		let entry: Fate = (election, person, None);
		note(b"mock/fates", entry);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_pledges(
		election: ElectionId,
		person: PersonId,
	) -> frame_support::dispatch::DispatchResult {
		let longest = Title::truncate_from(vec![b'p'; 200]);
		let count = veche_primitives::offices::MAX_PLEDGES as usize;
		Promises::mutate(|promises| promises.insert((election, person), vec![longest; count]));
		Ok(())
	}
}

/// What became of the pledges of candidacies that ended, in order.
pub fn fates() -> Vec<Fate> {
	unhashed::get_or_default(b"mock/fates")
}

/// A voting engine that numbers and records what it is asked for, and counts as it is told to in
/// [`Order`] and [`Marks`].
pub struct MockPolls;

const OPENED: &[u8] = b"mock/opened";

fn request_key(poll: PollId) -> Vec<u8> {
	(b"mock/request", poll).encode()
}

impl Polls<u64> for MockPolls {
	fn open(request: PollRequest<u64>) -> Result<PollId, DispatchError> {
		let poll = opened();
		unhashed::put(OPENED, &poll.saturating_add(1));
		unhashed::put(&request_key(poll), &request);
		RefuseToOpen::get().map_or(Ok(poll), Err)
	}

	fn outcome(_: PollId) -> Option<PollOutcome> {
		None
	}

	fn order(_: PollId, _: u8) -> Vec<u8> {
		Order::get()
	}

	fn substitute(_: PollId, _: &[Alias]) -> u32 {
		0
	}

	fn counts(_: PollId, question: u8) -> Vec<u32> {
		let place = usize::from(question).checked_sub(1);
		place
			.and_then(|place| Marks::get().get(place).cloned())
			.unwrap_or_default()
	}
}

/// How many polls were opened; also the number of the next.
pub fn opened() -> PollId {
	unhashed::get_or_default(OPENED)
}

/// What the voting engine was asked for.
pub fn request(poll: PollId) -> PollRequest<u64> {
	unhashed::get(&request_key(poll)).unwrap()
}

parameter_types! {
	pub const DuePerBlock: u32 = 8;
}

impl Config for Test {
	type AdminOrigin = EnsureRoot<AccountId>;
	type People = MockPeople;
	type Territory = MockTerritory;
	type Credentials = MockCredentials;
	type Offices = MockOffices;
	type Pledges = MockPledges;
	type Polls = MockPolls;
	type DuePerBlock = DuePerBlock;
	type WeightInfo = ();
}

/// Periods and shares of the tests.
pub const PARAMS: Params<u64> = Params {
	notice: 5,
	nomination: 20,
	voting: 30,
	quorum: 250_000,
	repeat_quorum: 100_000,
	majority: 600_000,
	after_repeat: QuorumRule::Accept,
	certificate: Some(CERTIFICATE),
};

/// The post of an office in the unit.
pub fn post(unit: UnitId, method: Method) -> Post<u64> {
	Post {
		unit,
		method,
		term: TERM,
	}
}

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
			(person(ALES), (DISTRICT, Stratum::Home)),
			(person(BELA), (DISTRICT, Stratum::Diaspora)),
			(person(CIM), (OTHER_REGION, Stratum::Home)),
			(person(OBSERVER), (DISTRICT, Stratum::Observer)),
			(person(DAN), (DISTRICT, Stratum::Home)),
		]));
		let holders = [ALES, BELA, CIM, OBSERVER, DAN];
		Holders::set(holders.map(|who| (person(who), CERTIFICATE)).into());
		Posts::set(BTreeMap::from([
			(HEAD, post(DISTRICT, Method::Schulze)),
			(SEAT, post(DISTRICT, Method::Plurality)),
			(REGION_HEAD, post(REGION, Method::Approval)),
		]));
		OutOfActs::reset();
		WithoutRecord::reset();
		Promises::reset();
		Order::reset();
		Marks::reset();
		RefuseToOpen::reset();
		RefuseToInstall::reset();
		let genesis = RuntimeGenesisConfig {
			system: Default::default(),
			elections_pallet: GenesisConfig {
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
			ElectionsPallet::do_try_state().unwrap();
		});
	}
}

/// Let blocks pass until the given one has begun.
pub fn run_to(block: u64) {
	while System::block_number() < block {
		let next = System::block_number().saturating_add(1);
		System::set_block_number(next);
		ElectionsPallet::on_initialize(next);
	}
}

/// The voting engine closes a poll: its quorum met or not, the options of its first question in
/// this order. For a single candidate 0 is a yes and 1 a no.
pub fn close(poll: PollId, quorum_met: bool, order: &[u8]) -> Weight {
	Order::set(order.to_vec());
	let first = QuestionOutcome {
		winner: order.first().copied(),
		..Default::default()
	};
	let outcome = PollOutcome {
		ballots: 10,
		electors: 20,
		quorum_met,
		goal_reached: false,
		questions: BoundedVec::truncate_from(vec![first]),
	};
	ElectionsPallet::on_poll_closed(Institution::Elections, poll, &outcome)
}
