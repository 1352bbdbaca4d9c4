//! A chain with identity alone. The territory is a short list, the rolls a list of members kept in
//! storage (so that it is undone with everything else); keys and signatures are real.

use crate as pallet_identity;
use crate::{AttestationOf, Params, PersonOf, PersonRecord, Persons};
use codec::{Decode, Encode};
use frame_support::{assert_ok, derive_impl, parameter_types, storage::unhashed, traits::Hooks};
use frame_system::EnsureRoot;
use sp_core::H256;
use sp_runtime::{BuildStorage, DispatchError, DispatchResult};
use std::{
	cell::RefCell,
	collections::{BTreeMap, BTreeSet},
};
use veche_primitives::{
	ballot::possession_message,
	people::OnStanding,
	rolls::{Electorate, Rolls},
	territory::Territory,
	PersonId, Possession, Stratum, UnitId, VotingKey,
};
use verifiable::{ring::bandersnatch::BandersnatchVrfVerifiable as Vrf, GenerateVerifiable};

type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Identity: pallet_identity,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
}

parameter_types! {
	pub const ExpiriesPerBlock: u32 = 4;
	pub const SweepPerBlock: u32 = 5;
}

impl pallet_identity::Config for Test {
	type AdminOrigin = EnsureRoot<u64>;
	type Territory = Units;
	type Rolls = MemberLists;
	type OnStanding = Standings;
	type ExpiriesPerBlock = ExpiriesPerBlock;
	type SweepPerBlock = SweepPerBlock;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Keys;
}

/// Who was told of which changes of standing, in order: whether it was lost.
pub struct Standings;

impl Standings {
	pub fn told() -> Vec<(PersonId, bool)> {
		unhashed::get_or_default(b"mock:standings")
	}

	fn tell(person: PersonId, lost: bool) {
		let mut told = Self::told();
		told.push((person, lost));
		unhashed::put(b"mock:standings", &told);
	}
}

impl OnStanding for Standings {
	fn lost(person: PersonId) {
		Self::tell(person, true);
	}

	fn regained(person: PersonId) {
		Self::tell(person, false);
	}
}

/// Ten units: 0 is the country, the others lie below it.
pub struct Units;

impl Territory for Units {
	fn exists(unit: UnitId) -> bool {
		unit < 10
	}

	fn parent(unit: UnitId) -> Option<UnitId> {
		(1..10).contains(&unit).then_some(0)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_unit(parent: Option<UnitId>) -> UnitId {
		parent.map_or(0, |above| above + 1)
	}
}

/// Who is on which roll; changes take effect at once, but a key replaced in a turn cannot be
/// replaced again in it.
#[derive(Encode, Decode, Default)]
pub struct MemberLists {
	/// The roll of each key.
	pub members: BTreeMap<VotingKey, Electorate>,
	/// Keys that took the place of others since the turn.
	pub fresh: BTreeSet<VotingKey>,
	/// All keys ever revoked, in order.
	pub revoked: Vec<VotingKey>,
	/// Refuse every queued change, as when the queue is full.
	pub full: bool,
}

impl MemberLists {
	pub fn get() -> Self {
		unhashed::get_or_default(b"mock:rolls")
	}

	pub fn change<R>(act: impl FnOnce(&mut Self) -> Result<R, DispatchError>) -> DispatchResult {
		let mut lists = Self::get();
		act(&mut lists)?;
		unhashed::put(b"mock:rolls", &lists);
		Ok(())
	}

	fn queue(act: impl FnOnce(&mut Self) -> Option<()>) -> DispatchResult {
		Self::change(|lists| {
			let done = if lists.full { None } else { act(lists) };
			done.ok_or(DispatchError::Other("rolls"))
		})
	}

	/// The rolls turn.
	pub fn turn() {
		assert_ok!(Self::change(|lists| {
			lists.fresh.clear();
			Ok(())
		}));
	}

	pub fn set_full(full: bool) {
		assert_ok!(Self::change(|lists| {
			lists.full = full;
			Ok(())
		}));
	}
}

impl Rolls for MemberLists {
	fn is_valid_key(key: &VotingKey) -> bool {
		Vrf::is_member_valid(key)
	}

	fn owns_key(key: &VotingKey, message: &[u8], possession: &Possession) -> bool {
		Vrf::verify_signature(possession, message, key)
	}

	fn enroll(key: &VotingKey, electorate: Electorate) -> DispatchResult {
		Self::queue(|lists| match lists.members.insert(*key, electorate) {
			Some(_) => None,
			None => Some(()),
		})
	}

	fn withdraw(key: &VotingKey, electorate: Electorate) -> DispatchResult {
		Self::queue(|lists| {
			let found = lists.members.remove(key)?;
			(found == electorate).then_some(())
		})
	}

	fn replace(old: &VotingKey, new: &VotingKey) -> DispatchResult {
		Self::queue(|lists| {
			if lists.fresh.contains(old) {
				return None;
			}
			let electorate = lists.members.remove(old)?;
			lists.members.insert(*new, electorate);
			lists.fresh.insert(*new);
			Some(())
		})
	}

	fn revoke(key: &VotingKey) {
		assert_ok!(Self::change(|lists| {
			lists.members.remove(key);
			lists.revoked.push(*key);
			Ok(())
		}));
	}

	fn expel(key: &VotingKey, electorate: Electorate) {
		assert_ok!(Self::change(|lists| {
			if lists.members.get(key) == Some(&electorate) {
				lists.members.remove(key);
			}
			Ok(())
		}));
	}
}

thread_local! {
	static KEYS: RefCell<BTreeMap<u32, VotingKey>> = const { RefCell::new(BTreeMap::new()) };
}

fn secret(seed: u32) -> <Vrf as GenerateVerifiable>::Secret {
	Vrf::new_secret(sp_io::hashing::blake2_256(&seed.encode()))
}

/// The seed's voting key.
pub fn key(seed: u32) -> VotingKey {
	let make = || Vrf::member_from_secret(&secret(seed));
	KEYS.with_borrow_mut(|keys| *keys.entry(seed).or_insert_with(make))
}

/// A signature by the seed's key.
pub fn sign(seed: u32, message: &[u8]) -> Possession {
	Vrf::sign(&secret(seed), message).unwrap()
}

/// Proof for an account to hold the seed's key on this chain.
pub fn possession(seed: u32, account: u64) -> Possession {
	let genesis = System::block_hash(0);
	sign(seed, &possession_message(genesis, &account.encode()))
}

/// Real keys for benchmarks.
#[cfg(feature = "runtime-benchmarks")]
pub struct Keys;

#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper for Keys {
	fn key(seed: u32, message: &[u8]) -> (VotingKey, Possession) {
		(key(seed), sign(seed, message))
	}
}

/// The account of the applicant with this seed.
pub fn account(seed: u32) -> u64 {
	1_000 + u64::from(seed)
}

/// An honest attestation of the applicant with this seed, for unit 1.
pub fn applicant(seed: u32) -> AttestationOf<Test> {
	AttestationOf::<Test> {
		account: account(seed),
		key: key(seed),
		tag: sp_io::hashing::blake2_256(&("tag", seed).encode()),
		home: 1,
		stratum: Stratum::Home,
		expires: 1_000,
	}
}

/// A registrar attests, with a proof of possession by the applicant's own key.
pub fn attest_this(registrar: u64, seed: u32, what: AttestationOf<Test>) -> DispatchResult {
	let proof = possession(seed, what.account);
	Identity::attest(RuntimeOrigin::signed(registrar), what, proof)
}

pub fn attest(registrar: u64, seed: u32) -> DispatchResult {
	attest_this(registrar, seed, applicant(seed))
}

/// Registrars 1 and 2 make a person of what they attest.
pub fn become_person(seed: u32, what: AttestationOf<Test>) -> PersonId {
	assert_ok!(attest_this(1, seed, what.clone()));
	assert_ok!(attest_this(2, seed, what.clone()));
	PersonOf::<Test>::get(what.account).unwrap()
}

/// The honest applicant with this seed, attested by registrars 1 and 2.
pub fn person(seed: u32) -> PersonId {
	become_person(seed, applicant(seed))
}

pub fn record(id: PersonId) -> PersonRecord<Test> {
	Persons::<Test>::get(id).unwrap()
}

pub fn genesis_hash() -> H256 {
	System::block_hash(0)
}

/// Let blocks pass until the given one has begun.
pub fn run_to(block: u64) {
	while System::block_number() < block {
		let next = System::block_number() + 1;
		System::set_block_number(next);
		Identity::on_initialize(next);
	}
}

/// Builds the chain's first state: three registrars (1, 2, 3) of whom two are needed.
pub struct ExtBuilder {
	registrars: Vec<(u64, u32)>,
	params: Params,
}

impl Default for ExtBuilder {
	fn default() -> Self {
		let params = Params {
			attesters_needed: 2,
			day: 10,
			free_acts_per_day: 3,
			pending_lifetime: 20,
			move_interval: 30,
			rotate_interval: 5,
			max_validity: 10_000,
		};
		Self {
			registrars: vec![(1, 100), (2, 100), (3, 100)],
			params,
		}
	}
}

impl ExtBuilder {
	/// The same registrars with another daily quota.
	pub fn quota(mut self, quota: u32) -> Self {
		for registrar in &mut self.registrars {
			registrar.1 = quota;
		}
		self
	}

	pub fn registrars(mut self, registrars: &[(u64, u32)]) -> Self {
		self.registrars = registrars.to_vec();
		self
	}

	pub fn params(mut self, change: impl FnOnce(&mut Params)) -> Self {
		change(&mut self.params);
		self
	}

	pub fn build(self) -> sp_io::TestExternalities {
		let genesis = RuntimeGenesisConfig {
			identity: pallet_identity::GenesisConfig {
				registrars: self.registrars,
				params: self.params,
			},
			..Default::default()
		};
		let mut ext: sp_io::TestExternalities = genesis.build_storage().unwrap().into();
		ext.execute_with(|| run_to(1));
		ext
	}

	/// Run a test, then check what must always hold.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			check_state();
		});
	}
}

/// The invariants of the pallet, and that exactly the active voters are on the rolls.
pub fn check_state() {
	Identity::do_try_state().unwrap();
	let voters = Persons::<Test>::iter_values()
		.filter(|person| person.standing == crate::Standing::Active && person.votes())
		.map(|person| (person.key, Electorate::Unit(person.home)));
	assert_eq!(MemberLists::get().members, voters.collect());
}

#[cfg(feature = "runtime-benchmarks")]
pub fn new_test_ext() -> sp_io::TestExternalities {
	ExtBuilder::default().build()
}
