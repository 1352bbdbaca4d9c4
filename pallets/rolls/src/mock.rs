//! A small world around the rolls.

use crate as pallet_rolls;
use crate::{fixtures, types::*, *};
use codec::Encode;
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	traits::{Hooks, Randomness},
	weights::Weight,
};
use sp_core::H256;
use sp_runtime::BuildStorage;
use veche_primitives::{
	rolls::{Electorate, Electorates, RingSize, RollEpoch, Rolls as _},
	territory::Territory,
	PrecinctId, UnitId, VotingKey,
};

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;

	#[runtime::pallet_index(1)]
	pub type Rolls = pallet_rolls;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type BlockWeights = BlockWeights;
}

parameter_types! {
	/// Blocks of two seconds of work, as in production.
	pub BlockWeights: frame_system::limits::BlockWeights =
		frame_system::limits::BlockWeights::simple_max(
			Weight::from_parts(2_000_000_000_000, u64::MAX),
		);
	pub static MaxRing: u32 = 767;
	pub static KeysPerStep: u32 = 128;
	pub static ChangesPerBlock: u32 = 32;
	pub static PrunesPerBlock: u32 = 8;
	pub static MaxPins: u32 = 16;
	pub static MaxChanges: u32 = 2_000;
}

/// Unit 0 is the country; unit `n` lies in unit `n / 10`. Down to eight levels.
pub struct Tree;

/// Units from here on do not exist.
pub const UNITS: UnitId = 100_000_000;

impl Territory for Tree {
	fn exists(unit: UnitId) -> bool {
		unit < UNITS
	}

	fn parent(unit: UnitId) -> Option<UnitId> {
		(unit > 0 && unit < UNITS).then_some(unit / 10)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_unit(parent: Option<UnitId>) -> UnitId {
		parent.map_or(0, |parent| parent * 10 + 1)
	}
}

/// Different in every block, and the same in every run.
pub struct BlockNumberRandomness;

impl Randomness<H256, u64> for BlockNumberRandomness {
	fn random(subject: &[u8]) -> (H256, u64) {
		let now = System::block_number();
		(
			(subject, now)
				.using_encoded(sp_io::hashing::blake2_256)
				.into(),
			now,
		)
	}
}

impl Config for Test {
	type Territory = Tree;
	type Randomness = BlockNumberRandomness;
	type MaxRing = MaxRing;
	type KeysPerStep = KeysPerStep;
	type ChangesPerBlock = ChangesPerBlock;
	type PrunesPerBlock = PrunesPerBlock;
	type MaxPins = MaxPins;
	type MaxChanges = MaxChanges;
	type WeightInfo = ();
}

/// The village most tests are in.
pub const VILLAGE: Electorate = Electorate::Unit(111);
/// Its neighbour in the same district.
pub const NEIGHBOUR: Electorate = Electorate::Unit(112);
/// The district of both.
pub const DISTRICT: Electorate = Electorate::Unit(11);
/// The whole country.
pub const COUNTRY: Electorate = Electorate::Unit(0);
/// Holders of some credential.
pub const JURISTS: Electorate = Electorate::Group(1);

/// Blocks between turns in the mock.
pub const TURN_LENGTH: u64 = 10;

/// Builds a world in a given state.
pub struct ExtBuilder {
	ring_size: RingSize,
	max_ring: u32,
	on_roll: Vec<(Electorate, Vec<VotingKey>)>,
}

impl Default for ExtBuilder {
	fn default() -> Self {
		Self {
			ring_size: RingSize::Small,
			max_ring: 767,
			on_roll: Vec::new(),
		}
	}
}

impl ExtBuilder {
	/// Precincts hold at most so many keys.
	pub fn max_ring(mut self, keys: u32) -> Self {
		self.max_ring = keys;
		self
	}

	/// Rings are of this size.
	pub fn ring_size(mut self, size: RingSize) -> Self {
		self.ring_size = size;
		self
	}

	/// The seeded keys are on the roll, since turn 1.
	pub fn on_roll(mut self, electorate: Electorate, seeds: core::ops::Range<u32>) -> Self {
		self.on_roll.push((electorate, seeds.map(key).collect()));
		self
	}

	/// The world.
	pub fn build(self) -> sp_io::TestExternalities {
		MaxRing::set(self.max_ring);
		let mut storage = frame_system::GenesisConfig::<Test>::default()
			.build_storage()
			.unwrap();
		let rolls = pallet_rolls::GenesisConfig::<Test> {
			ring_size: self.ring_size,
			turn_length: TURN_LENGTH,
		};
		rolls.assimilate_storage(&mut storage).unwrap();
		let mut ext: sp_io::TestExternalities = storage.into();
		ext.execute_with(|| {
			for (electorate, keys) in &self.on_roll {
				for key in keys {
					assert_ok!(Rolls::enroll(key, *electorate));
				}
			}
			if self.on_roll.is_empty() {
				run_blocks(1);
			} else {
				turn();
			}
		});
		ext
	}

	/// Run a test in the world, then check every invariant.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			Rolls::do_try_state().unwrap();
		});
	}
}

/// Key of the seed; made only once per test run.
pub fn key(seed: u32) -> VotingKey {
	use std::{cell::RefCell, collections::HashMap, sync::Mutex, sync::OnceLock};
	static KEYS: OnceLock<Mutex<RefCell<HashMap<u32, VotingKey>>>> = OnceLock::new();
	let keys = KEYS.get_or_init(Default::default).lock().unwrap();
	let known = keys.borrow().get(&seed).copied();
	known.unwrap_or_else(|| {
		let made = fixtures::key(seed);
		keys.borrow_mut().insert(seed, made);
		made
	})
}

/// Go on by so many blocks; the invariants hold after each.
pub fn run_blocks(count: u64) {
	for _ in 0..count {
		next_block();
		Rolls::do_try_state().unwrap();
	}
}

/// One block, unchecked.
pub fn next_block() {
	let now = System::block_number() + 1;
	System::set_block_number(now);
	let weight = Rolls::on_initialize(now);
	assert!(
		weight.all_lte(Rolls::most_work()),
		"more work than the worst block: {weight}"
	);
}

/// Go on until the next turn has come and is tidied.
pub fn turn() {
	let before = epoch().turn;
	for _ in 0..1_000 {
		run_blocks(1);
		if epoch().turn > before && Turn::<Test>::get().is_none() {
			return;
		}
	}
	panic!("no turn in 1000 blocks");
}

/// Go on until the turn under way or the next one is in a phase.
pub fn run_until(reached: impl Fn(Phase) -> bool) {
	for _ in 0..1_000 {
		if Turn::<Test>::get().is_some_and(|turn| reached(turn.phase)) {
			return;
		}
		run_blocks(1);
	}
	panic!("phase not reached in 1000 blocks");
}

/// The current epoch.
pub fn epoch() -> RollEpoch {
	CurrentEpoch::<Test>::get()
}

/// The precinct the key is in.
pub fn home(seed: u32, electorate: Electorate) -> Option<PrecinctId> {
	Rolls::precinct_of(key(seed), electorate)
}

/// The keys of the precinct as of an epoch.
pub fn members(precinct: PrecinctId, epoch: RollEpoch) -> Vec<VotingKey> {
	Rolls::ring(precinct, epoch)
		.map(|ring| ring.keys)
		.unwrap_or_default()
}

/// Whether a precinct can be proven in as of an epoch.
pub fn provable(precinct: PrecinctId, epoch: RollEpoch) -> bool {
	Rolls::ring(precinct, epoch).is_some_and(|ring| ring.commitment.is_some())
}

/// The electors of an electorate.
pub fn electors(electorate: Electorate) -> u32 {
	<Rolls as Electorates>::electors(electorate)
}
