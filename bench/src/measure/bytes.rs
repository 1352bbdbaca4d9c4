//! Bytes: of transactions, and of state while a poll is open and after its ballots are pruned.

use super::{
	group,
	stage::{self, Stage},
	table::{Group, Row, Unit},
};
use anyhow::{anyhow, bail, Result};
use codec::Encode;
use frame_support::traits::Hooks;
use frame_system::RawOrigin;
use sp_core::storage::Storage;
use sp_crypto_hashing::twox_128;
use sp_state_machine::BasicExternalities;
use veche_primitives::{
	ballot::{Choice, Choices, Ranking, MAX_OPTIONS, MAX_QUESTIONS},
	polls::{Counted, Phase},
	PollId,
};
use veche_runtime::{AccountId, BlockNumber, Polls, Runtime, System};

/// Most bytes of a transaction for each ballot in it.
const MOST_TRANSACTION: f64 = 900.0;
/// Most bytes of state for each ballot of an open poll.
const MOST_STATE: f64 = 100.0;
/// More blocks than closing and pruning take.
const PATIENCE: u32 = 100_000;

/// Measure on a stage; cast, close and prune for it.
pub fn measure(stage: &Stage) -> Result<Group> {
	let ballots = stage.ballots()?;
	let count = ballots.len().max(1) as f64;
	let first = ballots
		.first()
		.ok_or_else(|| anyhow!("there are no ballots"))?;
	let single = stage::single(first).len() as f64;
	let batch = stage::batch(&ballots).len() as f64 / count;

	let mut chain = BasicExternalities::new(stage.storage.clone());
	chain.execute_with(|| {
		ballots.iter().try_for_each(|ballot| {
			Polls::cast(RawOrigin::<AccountId>::Authorized.into(), ballot.clone())
				.map_err(|error| anyhow!("a ballot is not counted: {error:?}"))
		})
	})?;
	let open = chain.into_storages();
	let open_bytes = ballot_bytes(&open) / count;

	let mut chain = BasicExternalities::new(open);
	chain.execute_with(|| -> Result<()> {
		let closes = stage.poll.record.closes;
		skip_to(closes, stage.poll.id, Phase::Closed)?;
		let audited = closes.saturating_add(pallet_polls::AuditWindow::<Runtime>::get());
		skip_to(audited, stage.poll.id, Phase::Pruned)
	})?;
	let pruned_bytes = ballot_bytes(&chain.into_storages()) / count;

	let candidates = stage::CANDIDATES;
	let rows = vec![
		Row::new(
			format!("transaction of one ballot, {candidates} candidates ranked"),
			single,
			Unit::Bytes,
		)
		.at_most(MOST_TRANSACTION),
		Row::new("the same in a batch of 64, per ballot", batch, Unit::Bytes)
			.at_most(MOST_TRANSACTION),
		Row::new(
			"state of a counted ballot while open, key and value",
			open_bytes,
			Unit::Bytes,
		)
		.at_most(MOST_STATE),
		Row::new(
			"state of a counted ballot after pruning",
			pruned_bytes,
			Unit::Bytes,
		)
		.at_most(0.0),
		Row::new(
			"state of the largest ballot there is: 8 questions, 32 options ranked in each",
			largest()? as f64,
			Unit::Bytes,
		),
	];
	Ok(group("Bytes", rows))
}

/// Keys and values of all counted ballots.
fn ballot_bytes(storage: &Storage) -> f64 {
	bytes_of(storage, "Polls", "Ballots")
}

/// Keys and values of what a pallet stores under this name.
pub fn bytes_of(storage: &Storage, pallet: &str, name: &str) -> f64 {
	let prefix = [pallet, name]
		.map(|part| twox_128(part.as_bytes()))
		.concat();
	let entries = storage
		.top
		.iter()
		.filter(|(key, _)| key.starts_with(&prefix));
	let sizes = entries.map(|(key, value)| key.len().saturating_add(value.len()));
	sizes.sum::<usize>() as f64
}

/// Let the polls work on this block until the poll is in this phase.
fn skip_to(block: BlockNumber, poll: PollId, phase: Phase) -> Result<()> {
	System::set_block_number(block);
	for _ in 0..PATIENCE {
		if stage::phase(poll) == Some(phase) {
			return Ok(());
		}
		Polls::on_initialize(block);
	}
	bail!("the poll does not come to {phase:?}")
}

/// Key and value of a counted ballot that ranks everything there can be.
fn largest() -> Result<usize> {
	let options = (0..MAX_OPTIONS).filter_map(|option| u8::try_from(option).ok());
	let ranking = Ranking::strict(options).map_err(|error| anyhow!("no ranking: {error:?}"))?;
	let all = (0..MAX_QUESTIONS)
		.map(|_| Choice::Rank(ranking.clone()))
		.collect::<Vec<_>>();
	let choices = Choices::try_from(all).map_err(|_| anyhow!("too many answers"))?;
	let key = pallet_polls::Ballots::<Runtime>::hashed_key_for(0u32, [0u8; 32]);
	Ok(key.len().saturating_add(
		Counted {
			counter: 1,
			choices,
		}
		.encoded_size(),
	))
}
