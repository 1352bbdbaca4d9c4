//! A small house around the ballot box: electorates whose "proofs" are plain statements, so that
//! tests of counting need no cryptography. Real proofs are used in the runtime's stories.

use crate as pallet_polls;
use codec::{Decode, Encode};
use frame_support::{derive_impl, parameter_types, traits::ConstU32, weights::Weight};
use sp_core::H256;
use sp_runtime::{traits::IdentityLookup, BuildStorage};
use std::cell::RefCell;
use veche_primitives::{
	polls::{Institution, OnPollClosed, PollOutcome, Polls as _, Reserves},
	rolls::{Electorate, ProofError, ProofItem, RollEpoch},
	Alias, PollId, PrecinctId,
};

type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		BallotBox: pallet_polls,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountId = u64;
	type Lookup = IdentityLookup<u64>;
}

parameter_types! {
	pub const MaxOpeningDelay: u64 = 5;
}

/// A lot that depends on the block only.
pub struct BlockLot;
impl frame_support::traits::Randomness<H256, u64> for BlockLot {
	fn random(subject: &[u8]) -> (H256, u64) {
		let now = System::block_number();
		(
			H256(sp_io::hashing::blake2_256(&(subject, now).encode())),
			now,
		)
	}
}

/// Precincts 10..=19 belong to unit 1, 20..=29 to unit 2 below unit 1; 100 electors each unit.
pub struct MockElectorates;

thread_local! {
	pub static SETTLED: RefCell<bool> = const { RefCell::new(true) };
	pub static PINS: RefCell<Vec<RollEpoch>> = const { RefCell::new(Vec::new()) };
	pub static MAX_PINS: RefCell<usize> = const { RefCell::new(100) };
	pub static EPOCH: RefCell<u32> = const { RefCell::new(0) };
	pub static CHECKS: RefCell<u32> = const { RefCell::new(0) };
	pub static CLOSED: RefCell<Vec<(Institution, PollId, PollOutcome)>> =
		const { RefCell::new(Vec::new()) };
	pub static ORDERS: RefCell<Vec<Vec<u8>>> = const { RefCell::new(Vec::new()) };
	pub static RESERVES: RefCell<Vec<(PollId, Alias)>> = const { RefCell::new(Vec::new()) };
}

/// What stands in for a proof: everything a ring proof would bind, in the clear.
#[derive(Encode, Decode)]
pub struct Statement {
	pub epoch: RollEpoch,
	pub precinct: PrecinctId,
	pub context: [u8; 32],
	pub message: [u8; 32],
	pub voter: u32,
}

/// Pin the current epoch, as an institution does.
pub fn pin() -> RollEpoch {
	<MockElectorates as veche_primitives::rolls::Electorates>::pin().expect("a pin is free")
}

/// Release one pin of an epoch.
pub fn unpin(epoch: RollEpoch) {
	<MockElectorates as veche_primitives::rolls::Electorates>::unpin(epoch);
}

/// The alias of a voter in a context.
pub fn alias(voter: u32, context: [u8; 32]) -> Alias {
	sp_io::hashing::blake2_256(&(voter, context).encode())
}

/// What checking one takes, as far as weights go.
pub const PROOF: Weight = Weight::from_parts(1_000_000, 0);

impl veche_primitives::rolls::Electorates for MockElectorates {
	fn exists(electorate: Electorate) -> bool {
		matches!(electorate, Electorate::Unit(1 | 2))
	}
	fn electors(electorate: Electorate) -> u32 {
		if electorate == Electorate::Unit(1) {
			200
		} else {
			100
		}
	}
	fn is_settled() -> bool {
		SETTLED.with_borrow(|settled| *settled)
	}
	fn pin() -> Option<RollEpoch> {
		if PINS.with_borrow(Vec::len) >= MAX_PINS.with_borrow(|max| *max) {
			return None;
		}
		let epoch = RollEpoch {
			turn: EPOCH.with_borrow(|epoch| *epoch),
			revision: 0,
		};
		PINS.with_borrow_mut(|pins| pins.push(epoch));
		Some(epoch)
	}
	fn pin_again(epoch: RollEpoch) -> bool {
		PINS.with_borrow_mut(|pins| {
			let pinned = pins.contains(&epoch);
			if pinned {
				pins.push(epoch);
			}
			pinned
		})
	}
	fn unpin(epoch: RollEpoch) {
		PINS.with_borrow_mut(|pins| {
			let place = pins
				.iter()
				.position(|pin| *pin == epoch)
				.expect("unpinned once too often");
			pins.remove(place);
		});
	}
	fn contains(electorate: Electorate, precinct: PrecinctId) -> bool {
		match electorate {
			Electorate::Unit(1) => (10..30).contains(&precinct),
			Electorate::Unit(2) => (20..30).contains(&precinct),
			_ => false,
		}
	}
	fn verify(epoch: RollEpoch, item: &ProofItem<'_>) -> Result<Alias, ProofError> {
		CHECKS.with_borrow_mut(|checks| *checks += 1);
		if item.precinct == 29 {
			return Err(ProofError::NoRing);
		}
		let statement = Statement::decode(&mut &item.proof[..]).map_err(|_| ProofError::Invalid)?;
		let holds = statement.epoch == epoch
			&& statement.precinct == item.precinct
			&& statement.context == item.context
			&& statement.message == item.message;
		if holds {
			Ok(alias(statement.voter, item.context))
		} else {
			Err(ProofError::Invalid)
		}
	}
	fn verify_weight() -> Weight {
		PROOF
	}

	fn verify_batch(epoch: RollEpoch, items: &[ProofItem<'_>]) -> Vec<Result<Alias, ProofError>> {
		items.iter().map(|item| Self::verify(epoch, item)).collect()
	}

	fn verify_batch_weight(proofs: u32) -> Weight {
		PROOF.saturating_mul(proofs.into())
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_electorate() -> (Electorate, Vec<PrecinctId>) {
		(Electorate::Unit(1), vec![10])
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_proof(_: u32) -> Vec<u8> {
		vec![0; 785]
	}
}

/// Remembers what institutions were told, and the order of the first question they were given when
/// they asked at once.
pub struct Recorder;
impl OnPollClosed for Recorder {
	fn on_poll_closed(institution: Institution, poll: PollId, outcome: &PollOutcome) -> Weight {
		CLOSED.with_borrow_mut(|closed| closed.push((institution, poll, outcome.clone())));
		ORDERS.with_borrow_mut(|orders| orders.push(BallotBox::order(poll, 0)));
		Weight::zero()
	}
}

/// Those whom a test has named.
pub struct Named;
impl Reserves for Named {
	fn stands_by(poll: PollId, alias: &Alias) -> bool {
		RESERVES.with_borrow(|reserves| reserves.contains(&(poll, *alias)))
	}
}

impl pallet_polls::Config for Test {
	type Electorates = MockElectorates;
	type Randomness = BlockLot;
	type OnClosed = Recorder;
	type Reserves = Named;
	type WeightInfo = ();
	type MaxOpeningDelay = MaxOpeningDelay;
	type DuePerBlock = ConstU32<3>;
	type PrunedPerBlock = ConstU32<4>;
}

/// Runs a test on a fresh chain and checks the invariants at its end.
pub fn run(test: impl FnOnce()) {
	SETTLED.set(true);
	PINS.set(Vec::new());
	MAX_PINS.set(100);
	EPOCH.set(0);
	CHECKS.set(0);
	CLOSED.set(Vec::new());
	ORDERS.set(Vec::new());
	RESERVES.set(Vec::new());
	let storage = RuntimeGenesisConfig {
		ballot_box: pallet_polls::GenesisConfig { audit_window: 10 },
		..Default::default()
	}
	.build_storage()
	.expect("genesis builds");
	sp_io::TestExternalities::new(storage).execute_with(|| {
		System::set_block_number(1);
		frame_system::BlockHash::<Test>::insert(0, H256([7; 32]));
		test();
		BallotBox::do_try_state().expect("the invariants hold");
	});
}

/// Go on to a block, doing the work of every block on the way.
pub fn to_block(block: u64) {
	use frame_support::traits::Hooks;
	while System::block_number() < block {
		let next = System::block_number() + 1;
		System::set_block_number(next);
		BallotBox::on_initialize(next);
	}
}
