//! Blocks on demand, for tests.
//!
//! A test that waits for the clock is slow and flaky. In sealing mode no BABE worker and no GRANDPA
//! voter run. Blocks are made when something asks for them, each one slot later than the one
//! before, whatever the clock says; and they are final as soon as whoever asked says so.
//! The blocks carry valid BABE digests but no seal, so other nodes do not accept them: sealing
//! is refused on all chains but development ones.

use crate::service::{Block, FullClient, Hash, Inherents, TransactionPool};
use futures::{channel::mpsc, stream::BoxStream, StreamExt};
use sc_consensus_babe::BabeLink;
use sc_consensus_manual_seal::{
	consensus::{babe::BabeConsensusDataProvider, timestamp::SlotTimestampProvider},
	ConsensusDataProvider, EngineCommand, Error,
};
use sc_transaction_pool_api::TransactionPool as _;
use sp_keystore::KeystorePtr;
use std::{str::FromStr, sync::Arc, time::Duration};
use tokio::time::MissedTickBehavior;

/// What makes a block in sealing mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sealing {
	/// A client calls `engine_createBlock`, and says whether the block is final at once.
	Manual,
	/// A transaction arrives. The block is final at once.
	Instant,
	/// This much time has passed. The block is final at once.
	Interval(Duration),
}

impl FromStr for Sealing {
	type Err = String;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		let millis = match text {
			"manual" => return Ok(Self::Manual),
			"instant" => return Ok(Self::Instant),
			other => other.strip_prefix("interval:").unwrap_or(other),
		};
		match millis.parse::<u64>() {
			Ok(millis) if millis > 0 => Ok(Self::Interval(Duration::from_millis(millis))),
			_ => Err(format!(
				"`{text}` is no sealing mode: give `manual`, `instant` or `interval:MS` with MS at \
				 least 1"
			)),
		}
	}
}

/// Requests for a block, in the order in which they are met.
pub type Commands = BoxStream<'static, EngineCommand<Hash>>;

/// The way in for requests of clients. Only [`Sealing::Manual`] has one.
pub type CommandSink = mpsc::Sender<EngineCommand<Hash>>;

/// More requests than this wait until some have been met.
const MAX_WAITING_COMMANDS: usize = 1_024;

/// The requests for blocks that `sealing` makes, and where clients can add theirs.
///
/// Must be called inside the node's asynchronous runtime, which keeps the time for intervals.
pub fn commands(sealing: Sealing, pool: &TransactionPool) -> (Option<CommandSink>, Commands) {
	match sealing {
		Sealing::Manual => {
			let (sink, commands) = mpsc::channel(MAX_WAITING_COMMANDS);
			(Some(sink), commands.boxed())
		}
		// Transactions that came in while the last block was made go into the next one together.
		Sealing::Instant => {
			let arrived = pool
				.import_notification_stream()
				.ready_chunks(MAX_WAITING_COMMANDS);
			(None, arrived.map(|_| seal_and_finalise()).boxed())
		}
		Sealing::Interval(period) => {
			let mut ticks = tokio::time::interval(period);
			ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
			let commands = futures::stream::unfold(ticks, |mut ticks| async move {
				ticks.tick().await;
				Some((seal_and_finalise(), ticks))
			});
			(None, commands.boxed())
		}
	}
}

/// A request for a final block on top of the best one.
///
/// It asks for the block even if there may be no transactions. The engine would otherwise take a
/// block with a single transaction for an empty one and throw it away: it expects as many inherent
/// transactions as there are inherent data, but of the two, slot and timestamp, the runtime makes
/// only one.
fn seal_and_finalise() -> EngineCommand<Hash> {
	EngineCommand::SealNewBlock {
		create_empty: true,
		finalize: true,
		parent_hash: None,
		sender: None,
	}
}

/// Slot and time of the next block: one slot after the best block, whatever the clock says.
///
/// The same is used to check the block when it is imported. By the clock it might be ahead of time.
pub fn inherents(client: Arc<FullClient>) -> Inherents {
	Arc::new(move |_parent: Hash, ()| {
		let client = client.clone();
		async move {
			let next = SlotTimestampProvider::new_babe::<Block, FullClient>(client)
				.map_err(|error| error.to_string())?;
			let slot = sp_consensus_babe::inherents::InherentDataProvider::new(next.slot());
			let timestamp = sp_timestamp::InherentDataProvider::new(next.timestamp());
			Ok::<_, Box<dyn std::error::Error + Send + Sync>>((slot, timestamp))
		}
	})
}

/// What puts the digests into the blocks that the runtime expects of BABE.
pub fn digests(
	client: Arc<FullClient>,
	keystore: KeystorePtr,
	babe_link: &BabeLink<Block>,
) -> Result<Box<dyn ConsensusDataProvider<Block>>, Error> {
	let provider = BabeConsensusDataProvider::<Block, FullClient>::new(
		client,
		keystore,
		babe_link.epoch_changes().clone(),
		babe_link.config().authorities.clone(),
	)?;
	Ok(Box::new(provider))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn every_mode_is_read() {
		let half_second = Sealing::Interval(Duration::from_millis(500));
		assert_eq!("manual".parse::<Sealing>(), Ok(Sealing::Manual));
		assert_eq!("instant".parse::<Sealing>(), Ok(Sealing::Instant));
		assert_eq!("interval:500".parse::<Sealing>(), Ok(half_second));
		assert_eq!("500".parse::<Sealing>(), Ok(half_second));
	}

	#[test]
	fn anything_else_is_refused_with_the_modes_named() {
		for text in [
			"",
			"Manual",
			"interval:",
			"interval:0",
			"0",
			"-1",
			"interval:1s",
		] {
			let error = text.parse::<Sealing>().expect_err(text);
			assert!(error.contains("interval:MS"), "{error}");
		}
	}
}
