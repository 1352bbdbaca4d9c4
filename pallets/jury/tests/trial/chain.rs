//! A chain of the real rolls, ballot box and juries, and who stands in for the rest.

use codec::Encode;
use frame_support::{
	derive_impl,
	dispatch::{DispatchResult, PostDispatchInfo},
	pallet_prelude::{InvalidTransaction, TransactionSource, TransactionValidityError},
	parameter_types,
	traits::{Authorize, ConstU32, ConstU64, OnInitialize, Randomness},
	weights::Weight,
	BoundedVec,
};
use frame_system::EnsureRoot;
use pallet_jury::{BillOf, Params, Phase, Verdict};
use sp_core::H256;
use sp_runtime::{traits::Dispatchable, BuildStorage};
use std::ops::Range;
use veche_primitives::{
	ballot::{Ballot, Proof, Title},
	laws::{Bill, Class, Legislature, Seeds, Ticket},
	offices::{Mandate, Mandates, Seat},
	people::{Citizen, People},
	polls::Phase as PollPhase,
	rolls::{Electorate, RingSize, RollEpoch, Rolls as _},
	territory::Territory,
	Alias, BillId, MandateId, OfficeId, PersonId, PollId, PrecinctId, Stratum, UnitId, VotingKey,
};
use verifiable::{
	ring::{bandersnatch::BandersnatchVrfVerifiable as Scheme, RingDomainSize},
	GenerateVerifiable,
};

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Rolls: pallet_rolls,
		Polls: pallet_polls,
		Jury: pallet_jury,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type AccountId = u64;
	type Lookup = sp_runtime::traits::IdentityLookup<u64>;
	type BlockWeights = BlockWeights;
}

/// The credential that jurists hold.
const JURISTS: Electorate = Electorate::Group(7);
/// Blocks of an epoch of the consensus.
const EPOCH: u64 = 10;
/// Who holds the only office there is.
const OFFICIAL: PersonId = 1;

parameter_types! {
	/// Blocks of two seconds of work, as in production.
	pub BlockWeights: frame_system::limits::BlockWeights =
		frame_system::limits::BlockWeights::simple_max(
			Weight::from_parts(2_000_000_000_000, u64::MAX),
		);
	pub const Jurists: Electorate = JURISTS;
	pub const WholeCountry: Electorate = Electorate::Unit(0);
	/// The bills that panels have passed.
	pub static Passed: Vec<BillId> = Vec::new();
	/// The bills that are held.
	pub static Held: Vec<BillId> = Vec::new();
}

/// Different in every block, and the same in every run.
pub struct Lots;

impl Randomness<H256, u64> for Lots {
	fn random(subject: &[u8]) -> (H256, u64) {
		let now = System::block_number();
		let lot = (subject, now).using_encoded(sp_io::hashing::blake2_256);
		(H256(lot), now)
	}
}

impl Seeds for Lots {
	fn epoch() -> u64 {
		System::block_number() / EPOCH
	}

	fn seed(subject: &[u8]) -> H256 {
		H256((subject, Self::epoch()).using_encoded(sp_io::hashing::blake2_256))
	}
}

/// A country without parts.
pub struct Country;

impl Territory for Country {
	fn exists(unit: UnitId) -> bool {
		unit == 0
	}

	fn parent(_: UnitId) -> Option<UnitId> {
		None
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_unit(_: Option<UnitId>) -> UnitId {
		0
	}
}

/// Every account is a person's, of the same number.
pub struct Everybody;

impl People<u64> for Everybody {
	fn citizen(account: &u64) -> Option<Citizen> {
		Self::citizen_by_id(*account as PersonId)
	}

	fn citizen_by_id(person: PersonId) -> Option<Citizen> {
		Some(Citizen {
			person,
			home: 0,
			stratum: Stratum::Home,
		})
	}

	fn account(person: PersonId) -> Option<u64> {
		Some(person.into())
	}

	fn has_free_act(_: &u64) -> bool {
		true
	}

	fn spend_free_act(_: &u64) {}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_person(account: &u64, _: UnitId) -> PersonId {
		*account as PersonId
	}
}

/// One office, held by the same person for ever.
pub struct Posts;

impl Mandates<u64> for Posts {
	fn unit(_: OfficeId) -> Option<UnitId> {
		Some(0)
	}

	fn title(_: OfficeId) -> Option<Title> {
		None
	}

	fn seat(_: OfficeId) -> Option<Seat> {
		Some(Seat::Incumbent { mandate: 0 })
	}

	fn mandate(_: MandateId) -> Option<Mandate<u64>> {
		Some(Mandate {
			office: 0,
			person: OFFICIAL,
			election: 0,
			since: 0,
			until: 100_000,
			ended: None,
		})
	}

	fn mandates_of(_: PersonId, _: u32) -> Vec<MandateId> {
		Vec::new()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_mandate(_: PersonId, _: UnitId) -> MandateId {
		0
	}
}

/// Takes every bill, and holds it until it has ended.
pub struct Register;

impl Legislature<BillOf<Test>> for Register {
	fn check(_: &BillOf<Test>) -> DispatchResult {
		Ok(())
	}

	fn hold(id: BillId, _: &BillOf<Test>) {
		Held::mutate(|held| held.push(id));
	}

	fn release(id: BillId) {
		Held::mutate(|held| held.retain(|other| *other != id));
	}

	fn pass(id: BillId, _: BillOf<Test>) -> DispatchResult {
		Passed::mutate(|passed| passed.push(id));
		Ok(())
	}
}

impl pallet_rolls::Config for Test {
	type Territory = Country;
	type Randomness = Lots;
	type MaxRing = ConstU32<255>;
	type KeysPerStep = ConstU32<128>;
	type ChangesPerBlock = ConstU32<32>;
	type PrunesPerBlock = ConstU32<8>;
	type MaxPins = ConstU32<16>;
	type MaxChanges = ConstU32<100>;
	type WeightInfo = ();
}

impl pallet_polls::Config for Test {
	type Electorates = Rolls;
	type Randomness = Lots;
	type OnClosed = Jury;
	type Reserves = Jury;
	type WeightInfo = ();
	type MaxOpeningDelay = ConstU64<5>;
	type DuePerBlock = ConstU32<8>;
	type PrunedPerBlock = ConstU32<8>;
}

impl pallet_jury::Config for Test {
	type RuntimeCall = RuntimeCall;
	type AdminOrigin = EnsureRoot<u64>;
	type People = Everybody;
	type Territory = Country;
	type Mandates = Posts;
	type Electorates = Rolls;
	type Jurists = Jurists;
	type Everybody = WholeCountry;
	type Seeds = Lots;
	type Polls = Polls;
	type Legislature = Register;
	type MaxOpenBills = ConstU32<8>;
	type MaxPetitions = ConstU32<8>;
	type MaxPerPerson = ConstU32<2>;
	type MaxPerOffice = ConstU32<2>;
	type MaxFreezeDelay = ConstU64<5>;
	type DuePerBlock = ConstU32<8>;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = ();
}

const PARAMS: Params<u64> = Params {
	panel: 3,
	reserves: 2,
	least_panel: 2,
	quorum: 900_000,
	majority: 500_000,
	claim: 4,
	verdict: 8,
	support: 100_000,
	petition_window: 10,
};

/// The chain when its rolls have turned for the first time, with these jurists on them.
pub fn house(jurists: Range<u32>) -> sp_io::TestExternalities {
	Passed::set(Vec::new());
	Held::set(Vec::new());
	let genesis = RuntimeGenesisConfig {
		system: Default::default(),
		rolls: pallet_rolls::GenesisConfig {
			ring_size: RingSize::Small,
			turn_length: 10,
		},
		polls: pallet_polls::GenesisConfig { audit_window: 10 },
		jury: pallet_jury::GenesisConfig {
			params: vec![(Class::Statute, PARAMS)],
		},
	};
	let mut chain = sp_io::TestExternalities::new(genesis.build_storage().unwrap());
	chain.execute_with(|| {
		jurists.for_each(enroll);
		run_until(|| Rolls::current_epoch().turn > 0);
	});
	chain
}

/// Let blocks pass until it is so.
pub fn run_until(is_reached: impl Fn() -> bool) {
	for _ in 0..200 {
		if is_reached() {
			return;
		}
		let next = System::block_number() + 1;
		System::set_block_number(next);
		Rolls::on_initialize(next);
		Polls::on_initialize(next);
		Jury::on_initialize(next);
		Polls::do_try_state().unwrap();
		Jury::do_try_state().unwrap();
	}
	panic!("not reached in 200 blocks");
}

/// Hash of the first block.
pub fn genesis() -> H256 {
	System::block_hash(0u64)
}

fn secret(jurist: u32) -> <Scheme as GenerateVerifiable>::Secret {
	let mut entropy = *b"veche/jury/test/key.............";
	entropy[20..24].copy_from_slice(&jurist.to_le_bytes());
	Scheme::new_secret(entropy)
}

fn key(jurist: u32) -> VotingKey {
	Scheme::member_from_secret(&secret(jurist))
}

/// The jurist joins the roll when it turns.
pub fn enroll(jurist: u32) {
	Rolls::enroll(&key(jurist), JURISTS).unwrap();
}

/// The jurist leaves the roll when it turns.
pub fn withdraw(jurist: u32) {
	Rolls::withdraw(&key(jurist), JURISTS).unwrap();
}

/// The only precinct of the jurists' roll.
pub fn precinct() -> PrecinctId {
	Rolls::precincts(JURISTS, 0, 2)[0]
}

/// The jurist's alias in a context.
pub fn alias_of(jurist: u32, context: &[u8; 32]) -> Alias {
	Scheme::alias_in_context(&secret(jurist), context).unwrap()
}

/// A proof by the jurist in the ring that the precinct had in an epoch, and the alias it shows.
pub fn prove(
	precinct: PrecinctId,
	epoch: RollEpoch,
	jurist: u32,
	context: &[u8; 32],
	message: &[u8; 32],
) -> (Proof, Alias) {
	let ring = Rolls::ring(precinct, epoch).unwrap().keys.into_iter();
	let opened = Scheme::open(RingDomainSize::Domain11, &key(jurist), ring).unwrap();
	let (proof, alias) = Scheme::create(opened, &secret(jurist), context, message).unwrap();
	(BoundedVec::truncate_from(proof.into_inner()), alias)
}

/// The official submits a bill.
pub fn submit() -> BillId {
	let id = pallet_jury::NextBill::<Test>::get();
	let bill = Bill {
		unit: 0,
		class: Class::Statute,
		title: Title::truncate_from(b"On wells".to_vec()),
		text: H256::repeat_byte(5),
		change: None,
		call: None,
	};
	Jury::submit(RuntimeOrigin::signed(OFFICIAL.into()), 0, bill).unwrap();
	id
}

fn phase(bill: BillId) -> Phase<u64> {
	Jury::bill(bill).unwrap().phase
}

/// The poll in which the panel decides.
pub fn trial_of(bill: BillId) -> Option<PollId> {
	Jury::bill(bill).unwrap().trial
}

/// Whether the panel can vote.
pub fn is_open(bill: BillId) -> bool {
	let poll = trial_of(bill).and_then(Polls::poll);
	poll.is_some_and(|record| record.phase == PollPhase::Open)
}

/// Whether reserves have been called.
pub fn is_half_time_over(bill: BillId) -> bool {
	match phase(bill) {
		Phase::Trial { halfway, .. } => System::block_number() >= halfway,
		_ => false,
	}
}

/// What became of the bill.
pub fn verdict(bill: BillId) -> Option<Verdict> {
	match phase(bill) {
		Phase::Done(verdict) => Some(verdict),
		_ => None,
	}
}

/// The bills that panels have passed.
pub fn passed() -> Vec<BillId> {
	Passed::get()
}

/// The bills that are held.
pub fn held() -> Vec<BillId> {
	Held::get()
}

fn run(call: RuntimeCall) -> Result<(), TransactionValidityError> {
	call.authorize(TransactionSource::External)
		.expect("the call can be authorized")?;
	let origin = frame_system::RawOrigin::Authorized.into();
	call.dispatch(origin)
		.map(|_: PostDispatchInfo| ())
		.expect("what is authorized succeeds");
	Ok(())
}

/// What the transaction pool and the block do with a ticket.
pub fn claim(ticket: Ticket) -> Result<(), TransactionValidityError> {
	run(RuntimeCall::Jury(pallet_jury::Call::claim { ticket }))
}

/// The same with a ballot.
pub fn cast(ballot: Ballot) -> Result<(), TransactionValidityError> {
	run(RuntimeCall::Polls(pallet_polls::Call::cast { ballot }))
}

/// Refused for this reason.
pub fn refused(code: u8) -> TransactionValidityError {
	InvalidTransaction::Custom(code).into()
}
