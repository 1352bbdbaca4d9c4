//! A chain with an open poll, made without a node: the runtime's own code, called natively on the
//! genesis of a preset, fills a ring to the last place and opens a poll for it.

use crate::executor::Wasm;
use anyhow::{anyhow, bail, ensure, Result};
use codec::Encode;
use frame_support::traits::Hooks;
use sp_core::{storage::Storage, H256};
use sp_state_machine::BasicExternalities;
use veche_cli::{
	ballots::{self, PollView, Wish},
	ring::{self, Ring},
};
use veche_primitives::{
	ballot::{Ballot, Choice, Choices, Method, Paper, Question, Ranking, Title, MAX_BATCH},
	polls::{Institution, Phase, PollRequest},
	rolls::{Electorate, Electorates, RingSize, Rolls as _},
	PollId,
};
use veche_runtime::{BlockNumber, Polls, Rolls, Runtime, RuntimeCall, System, UncheckedExtrinsic};

/// The country.
pub const ELECTORATE: Electorate = Electorate::Unit(0);
/// Candidates of the measured poll.
pub const CANDIDATES: u8 = 8;
/// More blocks than any of this takes.
const PATIENCE: BlockNumber = 100_000;

/// The chain, its ring and its poll.
pub struct Stage {
	/// The ring's size.
	pub size: RingSize,
	/// Hash of the first block.
	pub genesis: H256,
	/// All state.
	pub storage: Storage,
	/// The open poll.
	pub poll: PollView,
	/// The full ring.
	pub ring: Ring,
}

impl Stage {
	/// On the genesis of this preset, whose rings have this size.
	pub fn new(wasm: &Wasm, preset: &str, size: RingSize) -> Result<Self> {
		let genesis = H256::repeat_byte(0xbe);
		let keys: Vec<_> = (0..size.capacity())
			.map(|n| ring::voting_key(&voter(n)))
			.collect();
		let mut chain = BasicExternalities::new(wasm.genesis(preset)?);
		let (poll, ring) = chain.execute_with(|| -> Result<_> {
			frame_system::BlockHash::<Runtime>::insert(0, genesis);
			ensure!(
				pallet_rolls::Size::<Runtime>::get() == size,
				"{preset} has other rings"
			);
			fill_ring(&keys)?;
			let poll = open_poll(request())?;
			let ring = only_ring(&poll, size)?;
			Ok((poll, ring))
		})?;
		Ok(Self {
			size,
			genesis,
			storage: chain.into_storages(),
			poll,
			ring,
		})
	}

	/// Ballots of the first voters, as many as a batch holds.
	pub fn ballots(&self) -> Result<Vec<Ballot>> {
		let wishes: Vec<Wish> = (0..MAX_BATCH)
			.map(|n| {
				Ok(Wish {
					entropy: voter(n),
					choices: choices(n)?,
					counter: 1,
				})
			})
			.collect::<Result<_>>()?;
		let rings = std::slice::from_ref(&self.ring);
		ballots::make_many(&self.poll, rings, &wishes, self.genesis, || ())
	}
}

/// The secret of a voter.
pub fn voter(n: u32) -> [u8; 32] {
	("veche/bench/voter", n).using_encoded(sp_crypto_hashing::blake2_256)
}

/// Enroll all keys and let the rolls work until they are in force.
fn fill_ring(keys: &[[u8; 32]]) -> Result<()> {
	System::set_block_number(1);
	for key in keys {
		Rolls::enroll(key, ELECTORATE).map_err(|error| anyhow!("a key is refused: {error:?}"))?;
	}
	work(|| {
		let turning = pallet_rolls::Turn::<Runtime>::get().is_some();
		let placed = usize::try_from(<Rolls as Electorates>::electors(ELECTORATE)).ok();
		!turning && placed == Some(keys.len())
	})
}

/// Let the rolls and the polls work block by block until `done`.
fn work(done: impl Fn() -> bool) -> Result<()> {
	for _ in 0..PATIENCE {
		if done() {
			return Ok(());
		}
		let now = System::block_number().saturating_add(1);
		System::set_block_number(now);
		Rolls::on_initialize(now);
		Polls::on_initialize(now);
	}
	bail!("the chain does not get on: nothing was done in {PATIENCE} blocks")
}

/// What is asked for: a vote of everybody on the roll.
pub fn request() -> PollRequest<BlockNumber> {
	PollRequest {
		institution: Institution::Initiatives,
		electorate: ELECTORATE,
		paper: paper(),
		delay: 1,
		duration: 1_000,
		quorum: 0,
		majority: 500_000,
		goal: None,
		context: None,
		admitted: None,
	}
}

/// Ask for a poll, and let the chain work until it is open.
pub fn open_poll(request: PollRequest<BlockNumber>) -> Result<PollView> {
	let paper = request.paper.clone();
	let id = <Polls as veche_primitives::polls::Polls<BlockNumber>>::open(request)
		.map_err(|error| anyhow!("the poll cannot be opened: {error:?}"))?;
	work(|| phase(id) == Some(Phase::Open))?;
	let record = pallet_polls::Polls::<Runtime>::get(id);
	Ok(PollView {
		id,
		record: record.ok_or_else(|| anyhow!("the poll is gone"))?,
		paper,
	})
}

/// Where a poll stands.
pub fn phase(poll: PollId) -> Option<Phase> {
	pallet_polls::Polls::<Runtime>::get(poll).map(|record| record.phase)
}

fn only_ring(poll: &PollView, size: RingSize) -> Result<Ring> {
	let precincts = Rolls::precincts(ELECTORATE, 0, 2);
	let [precinct] = precincts[..] else {
		bail!("the keys fill {} precincts, not one", precincts.len());
	};
	let found = Rolls::ring(precinct, poll.record.epoch);
	let found = found.ok_or_else(|| anyhow!("the precinct has no ring"))?;
	let commitment = found
		.commitment
		.ok_or_else(|| anyhow!("the ring is not finished"))?;
	Ok(Ring {
		precinct,
		version: found.version,
		size,
		keys: found.keys,
		commitment: commitment.to_vec(),
	})
}

fn title(text: &str) -> Title {
	Title::truncate_from(text.as_bytes().to_vec())
}

/// A paper like that of a village election.
pub fn paper() -> Paper {
	let options: Vec<Title> = (1..=CANDIDATES)
		.map(|n| title(&format!("Candidate {n}")))
		.collect();
	let question = Question {
		title: title("Who shall be elected?"),
		method: Method::Schulze,
		options: options.try_into().unwrap_or_default(),
	};
	Paper {
		title: title("Council"),
		text: H256::zero(),
		questions: vec![question].try_into().unwrap_or_default(),
	}
}

/// A full ranking, not the same for all.
pub fn choices(turn: u32) -> Result<Choices> {
	let candidates = u32::from(CANDIDATES);
	let order =
		(0..candidates).filter_map(|n| u8::try_from((n + turn % candidates) % candidates).ok());
	let ranking = Ranking::strict(order).map_err(|error| anyhow!("no ranking: {error:?}"))?;
	Choices::try_from(vec![Choice::Rank(ranking)]).map_err(|_| anyhow!("too many answers"))
}

/// The transaction with one ballot.
pub fn single(ballot: &Ballot) -> Vec<u8> {
	let ballot = ballot.clone();
	transaction(RuntimeCall::Polls(pallet_polls::Call::cast { ballot }))
}

/// The transaction with a batch of ballots.
pub fn batch(ballots: &[Ballot]) -> Vec<u8> {
	let ballots = frame_support::BoundedVec::truncate_from(ballots.to_vec());
	transaction(RuntimeCall::Polls(pallet_polls::Call::cast_batch {
		ballots,
	}))
}

/// The general transaction with this call.
pub fn transaction(call: RuntimeCall) -> Vec<u8> {
	UncheckedExtrinsic::new_transaction(call, veche_runtime::tx_extension(0)).encode()
}
