//! A small country on the real runtime: real keys, real ring proofs, transactions through the whole
//! pipeline.

pub mod confidence;
pub mod holding;
pub mod laws;
pub mod politics;

use codec::Encode;
use frame_support::{pallet_prelude::TransactionValidityError, traits::Hooks, BoundedVec};
use sp_core::{sr25519, traits::ReadRuntimeVersionExt, Pair, H256};
use sp_genesis_builder::runtime_decl_for_genesis_builder::GenesisBuilderV1;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	traits::IdentifyAccount,
	transaction_validity::{TransactionSource, ValidTransaction},
	ApplyExtrinsicResult, Digest, MultiSignature, MultiSigner,
};
use veche_primitives::{
	ballot::{self, Ballot, BallotV1, Choice, Choices, Method, Paper, Question, Title},
	laws::Class,
	polls::{Institution, Poll, PollRequest, Polls as _},
	rolls::{Electorate, RollEpoch},
	PersonId, PollId, PrecinctId, Stratum, UnitId, VotingKey,
};
use veche_runtime::{
	AccountId, BlockNumber, Credentials, Elections, Executive, Identity, Initiatives, Jury, Laws,
	Offices, Pledges, Polls, Recall, Reputation, Rolls, Runtime, RuntimeCall, RuntimeEvent,
	RuntimeOrigin, System, Territory, UncheckedExtrinsic,
};
use verifiable::{
	ring::{bandersnatch::BandersnatchVrfVerifiable as Scheme, RingDomainSize},
	GenerateVerifiable,
};

pub type Secret = <Scheme as GenerateVerifiable>::Secret;

/// The hash of the first block of the chain in the tests.
pub const GENESIS: H256 = H256([0x77; 32]);

/// Somebody with both keys on an own device.
pub struct Citizen {
	pub pair: sr25519::Pair,
	pub secret: Secret,
	pub key: VotingKey,
}

impl Citizen {
	pub fn new(seed: u32) -> Self {
		let entropy = sp_io::hashing::blake2_256(&(b"citizen", seed).encode());
		let secret = Scheme::new_secret(entropy);
		let key = Scheme::member_from_secret(&secret);
		Self {
			pair: sr25519::Pair::from_seed(&entropy),
			secret,
			key,
		}
	}

	pub fn account(&self) -> AccountId {
		MultiSigner::from(self.pair.public()).into_account()
	}

	pub fn possession(&self) -> [u8; 64] {
		possession(&self.secret, &self.account())
	}

	pub fn alias(&self, poll: PollId) -> [u8; 32] {
		Scheme::alias_in_context(&self.secret, &record(poll).context).unwrap()
	}
}

/// Proof that the secret belongs to the account's owner.
pub fn possession(secret: &Secret, account: &AccountId) -> [u8; 64] {
	let message = ballot::possession_message(GENESIS, account.as_ref());
	Scheme::sign(secret, &message).unwrap()
}

/// Runs a test on the chain of the `development` preset, at block 1; the invariants of all our
/// pallets are checked at the end.
pub fn on_chain(test: impl FnOnce()) {
	on_patched_chain(serde_json::json!({}), test);
}

/// The same, with a patch laid over the preset.
pub fn on_patched_chain(patch: serde_json::Value, test: impl FnOnce()) {
	let read = |id| -> serde_json::Value {
		serde_json::from_slice(&Runtime::get_preset(&id).unwrap()).unwrap()
	};
	let mut genesis = read(None);
	merge(&mut genesis, read(Some("development".into())));
	merge(&mut genesis, patch);
	let mut chain = sp_io::TestExternalities::default();
	chain.register_extension(ReadRuntimeVersionExt::new(laws::Versions));
	chain
		.execute_with(|| Runtime::build_state(genesis.to_string().into_bytes()))
		.expect("the preset builds");
	chain.execute_with(|| {
		next_block();
		test();
		check_invariants();
	});
}

fn merge(base: &mut serde_json::Value, patch: serde_json::Value) {
	match (base, patch) {
		(serde_json::Value::Object(base), serde_json::Value::Object(patch)) => {
			for (key, value) in patch {
				merge(base.entry(key).or_insert(serde_json::Value::Null), value);
			}
		}
		(base, patch) => *base = patch,
	}
}

/// The invariants of every pallet of ours, and of what they hold for each other.
pub fn check_invariants() {
	Territory::do_try_state().expect("territory");
	Identity::do_try_state().expect("identity");
	Rolls::do_try_state().expect("rolls");
	Polls::do_try_state().expect("polls");
	Initiatives::do_try_state().expect("initiatives");
	Credentials::do_try_state().expect("credentials");
	Offices::do_try_state().expect("offices");
	Elections::do_try_state().expect("elections");
	Pledges::do_try_state().expect("pledges");
	Reputation::do_try_state().expect("reputation");
	Recall::do_try_state().expect("recall");
	Jury::do_try_state().expect("jury");
	Laws::do_try_state().expect("laws");
	holding::check_pins();
	holding::check_calls();
}

pub fn now() -> BlockNumber {
	System::block_number()
}

/// Begin the next block: the hooks of all pallets that have work to do.
pub fn next_block() {
	let next = now() + 1;
	let parent = if next == 1 {
		GENESIS
	} else {
		H256::repeat_byte(next as u8)
	};
	System::reset_events();
	System::initialize(&next, &parent, &Digest::default());
	Identity::on_initialize(next);
	Rolls::on_initialize(next);
	Polls::on_initialize(next);
	Initiatives::on_initialize(next);
	Credentials::on_initialize(next);
	Offices::on_initialize(next);
	Elections::on_initialize(next);
	Pledges::on_initialize(next);
	Reputation::on_initialize(next);
	Recall::on_initialize(next);
	Jury::on_initialize(next);
	Laws::on_initialize(next);
	System::note_finished_initialize();
}

pub fn to_block(block: BlockNumber) {
	while now() < block {
		next_block();
	}
}

/// Send a call signed by an account, through the whole pipeline.
pub fn signed(pair: &sr25519::Pair, call: RuntimeCall) -> ApplyExtrinsicResult {
	let account: AccountId = MultiSigner::from(pair.public()).into_account();
	let extension = veche_runtime::tx_extension(System::account_nonce(&account));
	let payload = veche_runtime::SignedPayload::new(call.clone(), extension.clone())
		.expect("the implicit part can be read");
	let signature = payload.using_encoded(|payload| pair.sign(payload));
	let transaction = UncheckedExtrinsic::new_signed(
		call,
		account.into(),
		MultiSignature::Sr25519(signature),
		extension,
	);
	Executive::apply_extrinsic(transaction)
}

pub fn general(call: RuntimeCall) -> UncheckedExtrinsic {
	UncheckedExtrinsic::new_transaction(call, veche_runtime::tx_extension(0))
}

/// Send a ballot or batch as the general transaction it is.
pub fn send(call: RuntimeCall) -> ApplyExtrinsicResult {
	Executive::apply_extrinsic(general(call))
}

pub fn cast_call(ballot: BallotV1) -> RuntimeCall {
	RuntimeCall::Polls(pallet_polls::Call::cast {
		ballot: Ballot::V1(ballot),
	})
}

pub fn batch_call(ballots: Vec<BallotV1>) -> RuntimeCall {
	let ballots: Vec<_> = ballots.into_iter().map(Ballot::V1).collect();
	let ballots = BoundedVec::try_from(ballots).expect("not more than a batch may hold");
	RuntimeCall::Polls(pallet_polls::Call::cast_batch { ballots })
}

/// What the pool says of a ballot.
pub fn validate(ballot: BallotV1) -> Result<ValidTransaction, TransactionValidityError> {
	Executive::validate_transaction(
		TransactionSource::External,
		general(cast_call(ballot)),
		GENESIS,
	)
}

/// Cast a ballot for good.
pub fn cast(ballot: BallotV1) {
	send(cast_call(ballot)).expect("valid").expect("counted");
}

pub fn unit(code: &str) -> UnitId {
	Territory::unit_by_code(code.as_bytes().to_vec())
		.map(|(id, _)| id)
		.expect("a known unit")
}

/// The village of most stories.
pub fn village() -> UnitId {
	unit("BY-BR-04-01")
}

pub fn registrars() -> [sr25519::Pair; 2] {
	[Sr25519Keyring::Bob.pair(), Sr25519Keyring::Charlie.pair()]
}

pub fn attestation(
	citizen: &Citizen,
	number: u32,
	home: UnitId,
) -> pallet_identity::Attestation<AccountId, BlockNumber> {
	pallet_identity::Attestation {
		account: citizen.account(),
		key: citizen.key,
		tag: sp_io::hashing::blake2_256(&(b"tag", number).encode()),
		home,
		stratum: Stratum::Home,
		expires: now() + 10_000,
	}
}

/// One registrar attests.
pub fn attest(
	registrar: &sr25519::Pair,
	attestation: pallet_identity::Attestation<AccountId, BlockNumber>,
	possession: [u8; 64],
) -> ApplyExtrinsicResult {
	signed(
		registrar,
		RuntimeCall::Identity(pallet_identity::Call::attest {
			attestation,
			possession,
		}),
	)
}

/// Two registrars make each a person registered in `home`; the roll has turned with them.
pub fn settle(citizens: &[Citizen], from: u32, home: UnitId) {
	for (citizen, number) in citizens.iter().zip(from..) {
		for registrar in registrars() {
			attest(
				&registrar,
				attestation(citizen, number, home),
				citizen.possession(),
			)
			.expect("valid")
			.expect("attested");
		}
	}
	turn();
}

/// `count` citizens of the village, on its roll.
pub fn citizens(count: u32) -> Vec<Citizen> {
	let citizens: Vec<_> = (0..count).map(Citizen::new).collect();
	settle(&citizens, 0, village());
	citizens
}

/// Go on until the roll has turned and the work is done.
pub fn turn() {
	let before = Rolls::current_epoch().turn;
	while Rolls::current_epoch().turn == before {
		next_block();
		assert!(now() < 10_000, "the roll does not turn");
	}
	for _ in 0..3 {
		next_block();
	}
}

pub fn person(citizen: &Citizen) -> PersonId {
	use veche_primitives::people::People;
	<Identity as People<AccountId>>::citizen(&citizen.account())
		.expect("a person")
		.person
}

pub fn title(text: &str) -> Title {
	BoundedVec::truncate_from(text.as_bytes().to_vec())
}

pub fn paper(method: Method, options: usize) -> Paper {
	let options: Vec<_> = (0..options)
		.map(|n| title(&format!("option {n}")))
		.collect();
	let question = Question {
		title: title("Which?"),
		method,
		options: BoundedVec::truncate_from(options),
	};
	Paper {
		title: title("A paper"),
		text: H256::zero(),
		questions: BoundedVec::truncate_from(vec![question]),
	}
}

/// A poll that is open now.
pub fn open_poll(electorate: Electorate, method: Method, options: usize) -> PollId {
	let poll = Polls::open(PollRequest {
		institution: Institution::Jury,
		electorate,
		paper: paper(method, options),
		delay: 1,
		duration: 500,
		quorum: 0,
		majority: 500_000,
		goal: None,
		context: None,
		admitted: None,
	})
	.expect("a right request");
	next_block();
	poll
}

pub fn village_poll() -> PollId {
	open_poll(Electorate::Unit(village()), Method::YesNo, 3)
}

pub fn record(poll: PollId) -> Poll<BlockNumber> {
	Polls::poll(poll).expect("a known poll")
}

pub fn choices(choice: Choice) -> Choices {
	BoundedVec::truncate_from(vec![choice])
}

/// The keys of a precinct's ring as a poll sees them.
pub fn ring(precinct: PrecinctId, epoch: RollEpoch) -> Vec<VotingKey> {
	Rolls::ring(precinct, epoch)
		.map(|ring| ring.keys.to_vec())
		.unwrap_or_default()
}

/// A proof by `secret` in the ring of these keys.
pub fn prove(
	secret: &Secret,
	keys: &[VotingKey],
	context: &[u8],
	message: &[u8],
) -> Option<Vec<u8>> {
	let key = Scheme::member_from_secret(secret);
	let opened = Scheme::open(RingDomainSize::Domain11, &key, keys.iter().copied()).ok()?;
	let (proof, _) = Scheme::create(opened, secret, context, message).ok()?;
	Some(proof.into_inner())
}

/// The ballot of a citizen, proven in the ring of `precinct` as of the poll's epoch.
pub fn ballot_in(
	citizen: &Citizen,
	poll: PollId,
	precinct: PrecinctId,
	choice: Choice,
	counter: u32,
) -> Option<BallotV1> {
	ballot_with(citizen, poll, precinct, choices(choice), counter)
}

/// The same for a paper of any number of questions.
pub fn ballot_with(
	citizen: &Citizen,
	poll: PollId,
	precinct: PrecinctId,
	choices: Choices,
	counter: u32,
) -> Option<BallotV1> {
	let poll_record = record(poll);
	let mut ballot = BallotV1 {
		poll,
		precinct,
		alias: citizen.alias(poll),
		counter,
		choices,
		proof: Default::default(),
	};
	let message = ballot.message(GENESIS, poll_record.epoch);
	let keys = ring(precinct, poll_record.epoch);
	let proof = prove(&citizen.secret, &keys, &poll_record.context, &message)?;
	ballot.proof = BoundedVec::try_from(proof).expect("a proof fits");
	Some(ballot)
}

pub fn precinct(citizen: &Citizen, home: UnitId) -> PrecinctId {
	Rolls::precinct_of(citizen.key, Electorate::Unit(home)).expect("on the roll")
}

/// The ballot of a citizen of the village.
pub fn ballot(citizen: &Citizen, poll: PollId, choice: Choice, counter: u32) -> BallotV1 {
	let precinct = precinct(citizen, village());
	ballot_in(citizen, poll, precinct, choice, counter).expect("a member of the ring")
}

pub fn counts(poll: PollId) -> Vec<u32> {
	Polls::tally(poll)[0].counts.to_vec()
}

/// The refusals the events of this block name: place in the batch and code.
pub fn named() -> Vec<(u32, u8)> {
	System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::Polls(pallet_polls::Event::Refused { index, code, .. }) => {
				Some((index, code))
			}
			_ => None,
		})
		.collect()
}

/// Who acts when a law about numbers, issuers, units or offices does. Stories that are not about laws
/// borrow it.
pub fn parameter_law() -> RuntimeOrigin {
	pallet_laws::Origin::Law(Class::Parameter).into()
}

/// Who acts when the constitution is changed.
pub fn constitutional_law() -> RuntimeOrigin {
	pallet_laws::Origin::Law(Class::Constitution).into()
}
