//! A house with people, candidacies and mandates by table, and a voting engine that only records.

use crate as pallet_pledges;
use crate::*;
use codec::Encode;
use frame_support::{derive_impl, parameter_types, storage::unhashed, traits::Hooks, BoundedVec};
use frame_system::EnsureRoot;
use sp_runtime::BuildStorage;
use std::collections::{BTreeMap, BTreeSet};
use veche_primitives::{
	offices::{End, Seat},
	people::Citizen,
	polls::{PollRequest, QuestionOutcome},
	Alias, OfficeId, Stratum,
};
use veche_tally::{majority_met, quorum_met, NO, YES};

pub type AccountId = u64;

/// A candidate of [`ELECTION`], and holder of [`MANDATE`].
pub const ALES: AccountId = 10;
/// Another candidate, and holder of [`OTHER_MANDATE`].
pub const BELA: AccountId = 11;
/// A person who stands nowhere, and holds [`TOWN_MANDATE`].
pub const CIM: AccountId = 12;
/// Nobody the registrars know.
pub const STRANGER: AccountId = 99;

/// An election in nomination.
pub const ELECTION: ElectionId = 3;
/// Blocks of a term of its office.
pub const TERM: u64 = 100;

/// Two units next to each other.
pub const VILLAGE: UnitId = 1;
pub const TOWN: UnitId = 2;
/// Two offices in the village, one in the town.
pub const MAYOR: OfficeId = 0;
pub const ELDER: OfficeId = 1;
pub const TOWN_MAYOR: OfficeId = 2;
/// The mayor's, the elder's and the mayor of the town's, from block 1 on.
pub const MANDATE: MandateId = 8;
pub const OTHER_MANDATE: MandateId = 9;
pub const TOWN_MANDATE: MandateId = 10;

/// Electors of every unit.
pub const ELECTORS: u32 = 100;

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
	pub static Offices: BTreeMap<OfficeId, UnitId> = BTreeMap::new();
	pub static Seats: BTreeMap<OfficeId, Seat> = BTreeMap::new();
	pub static Held: BTreeMap<MandateId, Mandate<u64>> = BTreeMap::new();
	pub static RefuseToOpen: Option<DispatchError> = None;
	pub static DuePerBlock: u32 = 8;
}

/// The person behind an account: its number, cut to size (benchmarks make long numbers).
pub fn person_of(account: AccountId) -> PersonId {
	account as PersonId
}

/// People by the table [`Citizens`], all at home in the village.
pub struct MockPeople;

impl People<AccountId> for MockPeople {
	fn citizen(account: &AccountId) -> Option<Citizen> {
		Citizens::get().contains(account).then_some(Citizen {
			person: person_of(*account),
			home: VILLAGE,
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

/// The mandates in [`Held`], of the offices in [`Offices`].
pub struct MockMandates;

impl Mandates<u64> for MockMandates {
	fn unit(office: OfficeId) -> Option<UnitId> {
		OFFICES.with_borrow(|offices| offices.get(&office).copied())
	}

	fn title(_: OfficeId) -> Option<Title> {
		None
	}

	fn seat(office: OfficeId) -> Option<Seat> {
		Seats::get().get(&office).copied()
	}

	fn mandate(mandate: MandateId) -> Option<Mandate<u64>> {
		HELD.with_borrow(|held| held.get(&mandate).copied())
	}

	fn mandates_of(person: PersonId, _: u32) -> Vec<MandateId> {
		let held = Held::get().into_iter().rev();
		held.filter(|(_, mandate)| mandate.person == person)
			.map(|(id, _)| id)
			.collect()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_mandate(person: PersonId, home: UnitId) -> MandateId {
		let office = OfficeId::MAX;
		Offices::mutate(|offices| offices.insert(office, home));
		begin(MandateId::MAX, office, person.into());
		MandateId::MAX
	}
}

/// The account's person holds the office from now on.
pub fn begin(mandate: MandateId, office: OfficeId, who: AccountId) {
	let since = System::block_number();
	let begun = Mandate {
		office,
		person: person_of(who),
		election: ELECTION,
		since,
		until: since + TERM,
		ended: None,
	};
	Held::mutate(|held| held.insert(mandate, begun));
}

/// The mandate ends in this block.
pub fn end(mandate: MandateId, how: End) {
	let ended = Some((System::block_number(), how));
	Held::mutate(|held| held.get_mut(&mandate).unwrap().ended = ended);
}

/// A voting engine that numbers and records what it is asked for, in storage, so that what is rolled
/// back is forgotten.
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
		Vec::new()
	}

	fn substitute(_: PollId, _: &[Alias]) -> u32 {
		0
	}

	fn counts(_: PollId, _: u8) -> Vec<u32> {
		Vec::new()
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

impl Config for Test {
	type AdminOrigin = EnsureRoot<AccountId>;
	type People = MockPeople;
	type Candidacies = MockCandidacies;
	type Mandates = MockMandates;
	type Polls = MockPolls;
	type DuePerBlock = DuePerBlock;
	type WeightInfo = ();
}

/// The numbers of the tests.
pub const PARAMS: Params<u64> = Params {
	judging: 10,
	quorum: 200_000,
	repeat_quorum: 100_000,
	majority: 500_000,
	open_per_unit: 2,
};

/// Two candidates of one election, and three in office, at block 1.
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
		Citizens::set(BTreeSet::from([ALES, BELA, CIM]));
		Nominating::set(BTreeMap::from([
			((ELECTION, person_of(ALES)), TERM),
			((ELECTION, person_of(BELA)), TERM),
		]));
		Offices::set(BTreeMap::from([
			(MAYOR, VILLAGE),
			(ELDER, VILLAGE),
			(TOWN_MAYOR, TOWN),
		]));
		SpentActs::reset();
		OutOfActs::reset();
		Seats::reset();
		Held::reset();
		RefuseToOpen::reset();
		DuePerBlock::reset();
		let genesis = RuntimeGenesisConfig {
			system: Default::default(),
			pledges_pallet: GenesisConfig {
				params: self.params,
			},
		};
		let mut ext = sp_io::TestExternalities::new(genesis.build_storage().unwrap());
		ext.execute_with(|| {
			System::set_block_number(1);
			begin(MANDATE, MAYOR, ALES);
			begin(OTHER_MANDATE, ELDER, BELA);
			begin(TOWN_MANDATE, TOWN_MAYOR, CIM);
		});
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

/// Let blocks pass until the given one has begun.
pub fn run_to(block: u64) {
	while System::block_number() < block {
		let next = System::block_number().saturating_add(1);
		System::set_block_number(next);
		PledgesPallet::on_initialize(next);
	}
}

/// The voting engine closes a poll after so many said yes, no and nothing.
pub fn close(poll: PollId, counts: [u32; 3]) -> Weight {
	let request = request(poll);
	let [yes, no, _] = counts;
	let ballots: u32 = counts.iter().sum();
	let answer = if majority_met(yes, no, request.majority) {
		YES
	} else {
		NO
	};
	let question = QuestionOutcome {
		winner: (yes > 0 || no > 0).then_some(answer),
		..Default::default()
	};
	let outcome = PollOutcome {
		ballots,
		electors: ELECTORS,
		quorum_met: quorum_met(ballots, ELECTORS, request.quorum),
		goal_reached: false,
		questions: BoundedVec::truncate_from(vec![question]),
	};
	PledgesPallet::on_poll_closed(request.institution, poll, &outcome)
}
