//! A house with a small territory, offices by table, a voting engine that only records, and somebody
//! who watches over the people's confidence as recall does. What rounds make others write is kept in
//! storage, so that what is rolled back is forgotten.

use crate as pallet_reputation;
use crate::*;
use codec::{Decode, Encode};
use frame_support::{derive_impl, parameter_types, storage::unhashed, traits::Hooks};
use frame_system::EnsureRoot;
use sp_runtime::BuildStorage;
use std::collections::BTreeMap;
use veche_primitives::{
	ballot::Title,
	confidence::Promises,
	offices::{End, Mandate},
	polls::PollRequest,
	Alias,
};

/// The tree of units: the country, a region, a district in it, and two villages in that.
pub const COUNTRY: UnitId = 0;
pub const REGION: UnitId = 1;
pub const DISTRICT: UnitId = 2;
pub const VILLAGE: UnitId = 3;
pub const OTHER_VILLAGE: UnitId = 4;

/// The head of the village.
pub const HEAD: OfficeId = 0;
/// A member of its council.
pub const MEMBER: OfficeId = 1;
/// The head of the district above.
pub const DISTRICT_HEAD: OfficeId = 2;
/// The head of the country.
pub const COUNTRY_HEAD: OfficeId = 3;
/// No office has this number.
pub const UNKNOWN: OfficeId = 99;

pub const ALES: PersonId = 10;
pub const BELA: PersonId = 11;
pub const CIM: PersonId = 12;
/// Who acts for the suspended.
pub const DEPUTY: PersonId = 20;

/// The account of a citizen.
pub const CITIZEN: u64 = 10;

/// Electors on every roll.
pub const ELECTORS: u32 = 1_000;
/// A valid rating below it suspends.
pub const SUSPEND_BELOW: Ppm = 200_000;
/// A valid rating from it on reinstates.
pub const REINSTATE_AT: Ppm = 500_000;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		ReputationPallet: pallet_reputation,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
}

/// An office: whose it is, and who sits in it.
pub type Post = (UnitId, Seat);

parameter_types! {
	pub static Units: BTreeMap<UnitId, Option<UnitId>> = BTreeMap::new();
	pub static Posts: BTreeMap<OfficeId, Post> = BTreeMap::new();
	pub static Held: Vec<Mandate<u64>> = Vec::new();
	pub static Known: BTreeMap<PersonId, Title> = BTreeMap::new();
	pub static Kept: BTreeMap<MandateId, Promises> = BTreeMap::new();
	pub static Recalled: BTreeMap<PersonId, u32> = BTreeMap::new();
	pub static Counts: BTreeMap<(PollId, u8), Vec<u32>> = BTreeMap::new();
	pub static Thresholds: (Ppm, Ppm) = (SUSPEND_BELOW, REINSTATE_AT);
	pub static RefuseToOpen: Option<DispatchError> = None;
	pub static DuePerBlock: u32 = 8;
}

/// Put one more entry at the end of a stored list.
fn note<V: Encode + Decode>(list: &[u8], entry: V) {
	let mut entries: Vec<V> = unhashed::get_or_default(list);
	entries.push(entry);
	unhashed::put(list, &entries);
}

/// The units in [`Units`].
pub struct MockTerritory;

impl Territory for MockTerritory {
	fn exists(unit: UnitId) -> bool {
		UNITS.with_borrow(|units| units.contains_key(&unit))
	}

	fn parent(unit: UnitId) -> Option<UnitId> {
		UNITS.with_borrow(|units| units.get(&unit).copied().flatten())
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

/// Offices by the table [`Posts`], mandates numbered as in [`Held`].
pub struct MockMandates;

impl Mandates<u64> for MockMandates {
	fn unit(office: OfficeId) -> Option<UnitId> {
		post(office).map(|(unit, _)| unit)
	}

	fn title(office: OfficeId) -> Option<Title> {
		post(office).map(|_| title(&format!("Office {office}")))
	}

	fn seat(office: OfficeId) -> Option<Seat> {
		post(office).map(|(_, seat)| seat)
	}

	fn mandate(mandate: MandateId) -> Option<Mandate<u64>> {
		HELD.with_borrow(|held| held.get(mandate as usize).copied())
	}

	fn mandates_of(person: PersonId, limit: u32) -> Vec<MandateId> {
		let held = Held::get();
		let is_own = |id: &MandateId| held[*id as usize].person == person;
		let ids = (0..held.len() as MandateId).rev();
		ids.filter(is_own).take(limit as usize).collect()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_mandate(person: PersonId, home: UnitId) -> MandateId {
		let office = Posts::get().len() as OfficeId;
		establish(office, home);
		install(office, person)
	}
}

/// The office in the table.
fn post(office: OfficeId) -> Option<Post> {
	POSTS.with_borrow(|posts| posts.get(&office).copied())
}

/// A voting engine that numbers and records what it is asked for, and counts by the table
/// [`Counts`].
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

	fn counts(poll: PollId, question: u8) -> Vec<u32> {
		let counts = COUNTS.with_borrow(|counts| counts.get(&(poll, question)).cloned());
		counts.unwrap_or_default()
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

/// Suspends, reinstates and has [`DEPUTY`] act as recall would, and records what it is told.
pub struct MockConfidence;

/// What was told: the office, whom it is about, and the rating.
pub type Told = (OfficeId, Asked, Option<Ppm>);

/// The weight of every rating told.
pub const TOLD: Weight = Weight::from_parts(7, 0);

impl Confidence for MockConfidence {
	fn threshold(_: OfficeId, capacity: Capacity) -> Ppm {
		let (suspend_below, reinstate_at) = Thresholds::get();
		match capacity {
			Capacity::Suspended(_) => reinstate_at,
			Capacity::Incumbent(_) | Capacity::Acting => suspend_below,
		}
	}

	fn rated(office: OfficeId, asked: &Asked, rating: Option<Ppm>) -> Weight {
		let told: Told = (office, *asked, rating);
		note(b"mock/told", told);
		if let (Some(rating), Some((_, seat))) = (rating, post(office)) {
			let is_below = rating < asked.threshold;
			match (asked.capacity, seat) {
				(Capacity::Incumbent(_), Seat::Incumbent { mandate }) if is_below => {
					let acting = Some(DEPUTY);
					set_seat(office, Seat::Suspended { mandate, acting });
				}
				(Capacity::Suspended(_), Seat::Suspended { mandate, .. }) if !is_below => {
					set_seat(office, Seat::Incumbent { mandate });
				}
				(Capacity::Acting, Seat::Suspended { mandate, .. }) if is_below => {
					let acting = None;
					set_seat(office, Seat::Suspended { mandate, acting });
				}
				(Capacity::Acting, Seat::Acting { .. }) if is_below => {
					set_seat(office, Seat::Vacant);
				}
				_ => (),
			}
		}
		TOLD
	}
}

/// Everything that was told, in order.
pub fn told() -> Vec<Told> {
	unhashed::get_or_default(b"mock/told")
}

/// Names by the table [`Known`].
pub struct MockNames;

impl Names for MockNames {
	fn name(person: PersonId) -> Option<Title> {
		Known::get().get(&person).cloned()
	}
}

/// Pledges by the table [`Kept`].
pub struct MockJudged;

impl Judged for MockJudged {
	fn promises(mandate: MandateId) -> Promises {
		Kept::get().get(&mandate).copied().unwrap_or_default()
	}
}

/// Recalls by the table [`Recalled`].
pub struct MockRecalls;

impl Recalls for MockRecalls {
	fn recalls(person: PersonId) -> u32 {
		Recalled::get().get(&person).copied().unwrap_or(0)
	}
}

impl Config for Test {
	type AdminOrigin = EnsureRoot<u64>;
	type Mandates = MockMandates;
	type Territory = MockTerritory;
	type Polls = MockPolls;
	type Confidence = MockConfidence;
	type Names = MockNames;
	type Judged = MockJudged;
	type Recalls = MockRecalls;
	type DuePerBlock = DuePerBlock;
	type WeightInfo = ();
}

/// Periods and rule of the tests.
pub const PARAMS: Params<u64> = Params {
	period: 100,
	fast_period: 40,
	voting: 20,
	grace: 30,
	rule: ConfidenceRule {
		min_turnout: 100_000,
		sure_turnout: 250_000,
		margin: 50_000,
	},
};

/// The small house at block 1, with vacant offices.
pub struct ExtBuilder {
	params: Params<u64>,
	levels: Vec<(u8, Params<u64>)>,
	offices: Vec<(OfficeId, UnitId)>,
}

impl Default for ExtBuilder {
	fn default() -> Self {
		Self {
			params: PARAMS,
			levels: Vec::new(),
			offices: vec![
				(HEAD, VILLAGE),
				(MEMBER, VILLAGE),
				(DISTRICT_HEAD, DISTRICT),
				(COUNTRY_HEAD, COUNTRY),
			],
		}
	}
}

impl ExtBuilder {
	pub fn params(mut self, params: Params<u64>) -> Self {
		self.params = params;
		self
	}

	pub fn levels(mut self, levels: Vec<(u8, Params<u64>)>) -> Self {
		self.levels = levels;
		self
	}

	pub fn offices(mut self, offices: Vec<(OfficeId, UnitId)>) -> Self {
		self.offices = offices;
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
		Posts::reset();
		Held::reset();
		Known::reset();
		Kept::reset();
		Recalled::reset();
		Counts::reset();
		Thresholds::reset();
		RefuseToOpen::reset();
		DuePerBlock::reset();
		let genesis = RuntimeGenesisConfig {
			system: Default::default(),
			reputation_pallet: GenesisConfig {
				params: self.params,
				levels: self.levels,
			},
		};
		let mut ext = sp_io::TestExternalities::new(genesis.build_storage().unwrap());
		ext.execute_with(|| {
			for (office, unit) in self.offices {
				establish(office, unit);
			}
			run_to(1);
		});
		ext
	}

	/// Run the test, then check the invariants.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			ReputationPallet::do_try_state().unwrap();
		});
	}
}

/// A title from a word.
pub fn title(text: &str) -> Title {
	Title::truncate_from(text.as_bytes().to_vec())
}

/// Let blocks pass until the given one has begun.
pub fn run_to(block: u64) {
	while System::block_number() < block {
		let next = System::block_number().saturating_add(1);
		System::set_block_number(next);
		ReputationPallet::on_initialize(next);
	}
}

/// There is a new office, vacant.
pub fn establish(office: OfficeId, unit: UnitId) {
	Posts::mutate(|posts| posts.insert(office, (unit, Seat::Vacant)));
	ReputationPallet::established(office, unit);
}

/// Somebody else sits in the office, or as something else.
pub fn set_seat(office: OfficeId, seat: Seat) {
	Posts::mutate(|posts| {
		if let Some((_, before)) = posts.get_mut(&office) {
			*before = seat;
		}
	});
}

/// Who sits in the office.
pub fn seat(office: OfficeId) -> Seat {
	MockMandates::seat(office).unwrap()
}

/// The person takes the office now.
pub fn install(office: OfficeId, person: PersonId) -> MandateId {
	install_since(office, person, System::block_number())
}

/// The person has been in the office since the block.
pub fn install_since(office: OfficeId, person: PersonId, since: u64) -> MandateId {
	let held = Mandate {
		office,
		person,
		election: 0,
		since,
		until: since.saturating_add(10_000),
		ended: None,
	};
	let mandate = Held::mutate(|mandates| {
		mandates.push(held);
		mandates.len() as MandateId - 1
	});
	set_seat(office, Seat::Incumbent { mandate });
	mandate
}

/// The mandate in the office ends; this person acts, or nobody.
pub fn vacate(office: OfficeId, acting: Option<PersonId>) {
	if let Some(mandate) = seat(office).mandate() {
		Held::mutate(|mandates| {
			let now = System::block_number();
			if let Some(held) = mandates.get_mut(mandate as usize) {
				held.ended = Some((now, End::Resigned));
			}
		});
		ReputationPallet::ended(mandate, End::Resigned);
	}
	set_seat(office, Seat::without_incumbent(acting));
}

/// The voting engine closes a poll; so many said yes and no to each question.
pub fn close_poll(poll: PollId, answers: &[(u32, u32)]) -> Weight {
	let ballots = answers.iter().map(|(yes, no)| yes + no).max().unwrap_or(0);
	count(poll, answers);
	let outcome = PollOutcome {
		ballots,
		electors: ELECTORS,
		quorum_met: true,
		goal_reached: false,
		questions: Default::default(),
	};
	ReputationPallet::on_poll_closed(Institution::Reputation, poll, &outcome)
}

/// So many have said yes and no to each question, and one abstained.
pub fn count(poll: PollId, answers: &[(u32, u32)]) {
	Counts::mutate(|counts| {
		for (question, (yes, no)) in (0u8..).zip(answers) {
			counts.insert((poll, question), vec![*yes, *no, 1]);
		}
	});
}
