//! From a node into a bundle.

use super::bundle::{Bundle, Entry, VERSION};
use crate::chain::{At, Block, Chain};
use anyhow::{anyhow, bail, Context as _, Result};
use codec::Decode;
use futures::{stream, StreamExt as _, TryStreamExt as _};
use std::collections::{BTreeSet, HashMap};
use subxt::{
	ext::frame_decode::extrinsics::{decode_extrinsic, ExtrinsicType},
	metadata::ArcMetadata,
};
use veche_primitives::{ballot::Ballot, polls::Phase, PollId};

/// Blocks asked for at the same time.
const PARALLEL: usize = 16;
/// Blocks after its time in which a poll's closing is looked for.
const MAX_CLOSING_DELAY: u32 = 256;

/// Take everything about a poll from finalised blocks and state. `found` is told first the number
/// of blocks to read, then of each block read.
pub async fn fetch(chain: &Chain, id: PollId, progress: &impl Progress) -> Result<Bundle> {
	let at = &state_for(chain, id).await?;
	let poll = at.poll_view(id).await?;
	let record = &poll.record;
	if record.phase == Phase::Scheduled {
		bail!("poll {id} opens at block {}; audit it then", record.opens);
	}
	// The last block that can hold ballots, as far as this state knows.
	let last = at.number.min(record.closes.saturating_sub(1));
	let ballots = fetch_ballots(chain, at, id, record.opens, last, progress).await?;
	let precincts: BTreeSet<_> = ballots
		.iter()
		.map(|entry| entry.ballot.content().precinct)
		.collect();
	// A batch may hold a ballot from elsewhere, which the chain refuses: its ring is none of the
	// poll's.
	let precincts: Vec<_> = stream::iter(precincts)
		.map(|precinct| async move {
			let inside = at.electorate_contains(record.electorate, precinct).await?;
			anyhow::Ok(inside.then_some(precinct))
		})
		.buffered(PARALLEL)
		.try_filter_map(|precinct| async move { Ok(precinct) })
		.try_collect()
		.await?;
	let stored = record.phase != Phase::Pruned;
	Ok(Bundle {
		version: VERSION,
		genesis: chain.genesis_hash(),
		as_of: at.number,
		rings: at.rings_at(&precincts, record.epoch).await?,
		admitted: if record.panel {
			Some(at.terms(id).await?)
		} else {
			None
		},
		ballots,
		tallies: at.tallies(&poll).await?,
		digest: at.digest(id).await?,
		outcome: at.outcome(id).await?,
		stored: if stored {
			Some(at.ballots(id).await?)
		} else {
			None
		},
		poll,
	})
}

/// What is told while a bundle is fetched.
pub trait Progress {
	/// This many blocks are to be read.
	fn blocks(&self, count: usize);
	/// One more was read.
	fn block(&self);
}

impl Progress for indicatif::ProgressBar {
	fn blocks(&self, count: usize) {
		self.set_length(count as u64);
	}

	fn block(&self) {
		self.inc(1);
	}
}

impl Progress for () {
	fn blocks(&self, _: usize) {}
	fn block(&self) {}
}

/// The finalised state that still has the poll's ballots and rings: the newest, or, once they are
/// pruned, that of the closing block, which only archive nodes keep.
async fn state_for(chain: &Chain, id: PollId) -> Result<At> {
	let best = chain.best().await?;
	let mut newest = chain.finalized().await?;
	if let Some(record) = best.poll(id).await? {
		// Closed a moment ago: wait until that is final, and audit the whole of it.
		if matches!(record.phase, Phase::Closed | Phase::Pruned) && newest.number < record.closes {
			newest = chain.wait_for_finalized(record.closes).await?;
		}
	}
	let Some(record) = newest.poll(id).await? else {
		best.poll_view(id).await?;
		bail!("poll {id} is not in finalised state yet; wait some blocks and try again");
	};
	if record.phase != Phase::Pruned {
		return Ok(newest);
	}
	// Closing may have waited for other polls: look for the first state that has the outcome.
	for number in record.closes..=record.closes.saturating_add(MAX_CLOSING_DELAY) {
		let at = chain.at_number(number).await.with_context(|| {
			format!(
				"the ballots of poll {id} have left the state; audit a bundle exported earlier with \
				 --bundle, or ask an archive node"
			)
		})?;
		let then = at.poll(id).await?.map(|record| record.phase);
		if then == Some(Phase::Closed) {
			return Ok(at);
		}
	}
	bail!(
		"no state after block {} has poll {id} closed with its ballots; audit a bundle exported \
		 earlier with --bundle",
		record.closes
	)
}

async fn fetch_ballots(
	chain: &Chain,
	newest: &At,
	id: PollId,
	first: u32,
	last: u32,
	progress: &impl Progress,
) -> Result<Vec<Entry>> {
	progress.blocks((last.saturating_sub(first) as usize).saturating_add(1));
	let metadata = MetadataOf::new(chain, newest, first, last).await?;
	let mut entries = Vec::new();
	let mut blocks = stream::iter(first..=last)
		.map(|number| async move { chain.fetch_block(chain.hash_of(number).await?).await })
		.buffered(PARALLEL);
	while let Some(block) = blocks.try_next().await? {
		let metadata = metadata.get(chain, &block).await?;
		entries.extend(ballots_of(&block, &metadata, id)?);
		progress.block();
	}
	Ok(entries)
}

/// The metadata that describes each block, though the runtime may have been upgraded in between.
struct MetadataOf {
	only: Option<ArcMetadata>,
	/// The node no longer has the states from before and after the blocks, so it is not known that
	/// `only` fits until every block was looked at.
	guessed: bool,
	by_version: std::sync::Mutex<HashMap<u32, ArcMetadata>>,
}

impl MetadataOf {
	async fn new(chain: &Chain, newest: &At, first: u32, last: u32) -> Result<Self> {
		let parent = chain.hash_of(first.saturating_sub(1)).await?;
		let head = chain.hash_of(last).await?;
		let versions = (
			chain.spec_version(parent).await,
			chain.spec_version(head).await,
		);
		let (only, guessed) = match versions {
			(Ok(before), Ok(after)) if before == after => {
				(Some(chain.at(head).await?.metadata_arc()), false)
			}
			(Ok(_), Ok(_)) => (None, false),
			_ => (Some(newest.metadata_arc()), true),
		};
		Ok(Self {
			only,
			guessed,
			by_version: Default::default(),
		})
	}

	async fn get(&self, chain: &Chain, block: &Block) -> Result<ArcMetadata> {
		if let Some(only) = &self.only {
			if self.guessed && block.upgraded {
				bail!(
					"block {} changed the runtime while the poll was open, and the node no longer has \
					 the state from before; audit with an archive node",
					block.number
				);
			}
			return Ok(only.clone());
		}
		// A block is executed by the runtime its parent left.
		let parent = chain.hash_of(block.number.saturating_sub(1)).await?;
		let version = chain.spec_version(parent).await?;
		let known = |this: &Self| this.by_version.lock().ok()?.get(&version).cloned();
		if let Some(metadata) = known(self) {
			return Ok(metadata);
		}
		let metadata = chain.at(parent).await?.metadata_arc();
		if let Ok(mut by_version) = self.by_version.lock() {
			by_version.insert(version, metadata.clone());
		}
		Ok(metadata)
	}
}

/// The ballots of a poll in a block, in order.
fn ballots_of(block: &Block, metadata: &ArcMetadata, id: PollId) -> Result<Vec<Entry>> {
	let mut entries = Vec::new();
	for (extrinsic, bytes) in block.extrinsics.iter().enumerate() {
		let decoded = decode_extrinsic(&mut bytes.as_slice(), &**metadata, metadata.types())
			.map_err(|error| {
				anyhow!(
					"extrinsic {extrinsic} of block {} cannot be read ({error}); update `veche`",
					block.number
				)
			})?;
		// A signed transaction may name these calls too: it fails, and casts nothing.
		if decoded.ty() != ExtrinsicType::General || decoded.pallet_name() != "Polls" {
			continue;
		}
		let arguments = bytes
			.get(decoded.call_data_args_range())
			.unwrap_or_default();
		let ballots = match decoded.call_name() {
			"cast" => vec![(None, read::<Ballot>(arguments, block.number)?)],
			"cast_batch" => {
				let batch: Vec<Ballot> = read(arguments, block.number)?;
				(0u32..).map(Some).zip(batch).collect()
			}
			_ => continue,
		};
		for (place, ballot) in ballots {
			if ballot.content().poll == id {
				entries.push(Entry {
					block: block.number,
					extrinsic: u32::try_from(extrinsic)?,
					place,
					ballot,
					counted: None,
				});
			}
		}
	}
	Ok(entries)
}

fn read<V: Decode>(mut bytes: &[u8], block: u32) -> Result<V> {
	V::decode(&mut bytes)
		.with_context(|| format!("a ballot of block {block} has another format; update `veche`"))
}
