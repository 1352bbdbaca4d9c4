//! The client of a Veche node.
//!
//! In order of use: [`Chain::connect`]; a view of the state at one block, [`At`], for reading
//! ([`Chain::best`], [`Chain::finalized`]); calls made by the functions of [`call`]; transactions
//! sent with [`Chain::submit_general`] (ballots), [`Chain::submit_signed`] (acts of an account) or
//! [`Chain::submit_bare`] (code that a law has authorised).
//! What a node refuses comes back as a [`Refused`] that says why and what to do.
//!
//! Storage and calls are read and written as SCALE bytes in the types of `veche-primitives`; names
//! and places come from the chain's own metadata.

pub mod call;
pub mod credentials;
pub mod elections;
mod failure;
pub mod jury;
pub mod laws;
pub mod offices;
mod people;
pub mod pledges;
mod polls;
pub mod recall;
mod refused;
pub mod reputation;
mod rolls;
mod sent;
mod state;
mod transaction;
pub mod upgrade;
mod wait;

#[cfg(test)]
mod tests;

pub use failure::Failure;
pub use people::{Person, Registrar, Standing};
pub use polls::Term;
pub use refused::Refused;
pub use rolls::RollStatus;
pub use state::{At, Unit};
pub use transaction::{bare_transaction, general_transaction};
pub use wait::{Event, Included, Wait};

use anyhow::{anyhow, Context as _, Result};
use std::{collections::VecDeque, sync::Arc};
use subxt::{
	backend::LegacyBackend,
	config::{substrate::DigestItem, Header as _, RpcConfigFor},
	rpcs::{LegacyRpcMethods, RpcClient},
	utils::H256,
	OnlineClient, SubstrateConfig,
};
use tokio::sync::Mutex;

/// The standard configuration: 32-byte accounts, Blake2 hashes.
pub type Config = SubstrateConfig;
type Rpc = LegacyRpcMethods<RpcConfigFor<Config>>;

/// Blocks kept, so that many transactions of one block fetch it once.
const KEPT_BLOCKS: usize = 16;

/// The body of a block.
#[derive(Clone, Debug)]
pub struct Block {
	/// Its hash.
	pub hash: H256,
	/// Its number.
	pub number: u32,
	/// Its transactions, encoded with their length.
	pub extrinsics: Vec<Vec<u8>>,
	/// Whether it changed the runtime: later blocks may be described by other metadata.
	pub upgraded: bool,
}

/// A block's hash and its events.
type BlockEvents = (H256, Arc<Vec<Event>>);

/// A connection to a node. Cheap to clone.
#[derive(Clone)]
pub struct Chain {
	rpc: Rpc,
	client: OnlineClient<Config>,
	genesis: H256,
	url: Arc<str>,
	blocks: Arc<Mutex<VecDeque<Arc<Block>>>>,
	events: Arc<Mutex<VecDeque<BlockEvents>>>,
}

impl Chain {
	/// Connect to the node at this address.
	pub async fn connect(url: &str) -> Result<Self> {
		let unreachable = || {
			format!(
				"no Veche node answers at {url}; start one with `veche-node --dev`, or name another \
				 with --url"
			)
		};
		let client = RpcClient::from_insecure_url(url)
			.await
			.with_context(unreachable)?;
		let rpc = Rpc::new(client.clone());
		let backend = LegacyBackend::<Config>::builder().build(client);
		let client = OnlineClient::from_backend_with_config(
			SubstrateConfig::builder().build(),
			Arc::new(backend),
		)
		.await
		.with_context(unreachable)?;
		let chain = Self {
			genesis: client.genesis_hash(),
			rpc,
			client,
			url: url.into(),
			blocks: Arc::default(),
			events: Arc::default(),
		};
		if chain
			.best()
			.await?
			.metadata()
			.pallet_by_name("Polls")
			.is_none()
		{
			return Err(anyhow!(
				"the node at {url} runs another chain, which has no polls; name a Veche node with --url"
			));
		}
		Ok(chain)
	}

	/// Hash of the first block.
	pub fn genesis_hash(&self) -> H256 {
		self.genesis
	}

	/// Address of the node.
	pub fn url(&self) -> &str {
		&self.url
	}

	/// The newest block the node takes for the best. May still be reversed.
	pub async fn best(&self) -> Result<At> {
		let hash = self.rpc.chain_get_block_hash(None).await.context(LOST)?;
		self.at(hash.ok_or_else(|| anyhow!("the node has no blocks; restart it"))?)
			.await
	}

	/// The newest finalised block: never reversed.
	pub async fn finalized(&self) -> Result<At> {
		let hash = self.rpc.chain_get_finalized_head().await.context(LOST)?;
		self.at(hash).await
	}

	/// The state at a block.
	pub async fn at(&self, hash: H256) -> Result<At> {
		let number = self.number_of(hash).await?;
		let client = self
			.client
			.at_block_hash_and_number(subxt::backend::BlockRef::from_hash(hash), u64::from(number));
		let metadata = client
			.await
			.with_context(|| {
				format!(
					"the node no longer has the state of block {number}; use an archive node \
					 (`veche-node --state-pruning archive`)"
				)
			})?
			.metadata();
		Ok(At {
			chain: self.clone(),
			hash,
			number,
			metadata,
		})
	}

	/// The state at the block of this number on the best chain.
	pub async fn at_number(&self, number: u32) -> Result<At> {
		self.at(self.hash_of(number).await?).await
	}

	/// The hash of the block of this number on the best chain.
	pub async fn hash_of(&self, number: u32) -> Result<H256> {
		let found = self.find_hash(number).await?;
		found.ok_or_else(|| anyhow!("there is no block {number} yet; wait for it"))
	}

	/// The same; none when the best chain is not so long.
	async fn find_hash(&self, number: u32) -> Result<Option<H256>> {
		use subxt::rpcs::methods::legacy::NumberOrHex;
		let number = NumberOrHex::Number(number.into());
		let found = self.rpc.chain_get_block_hash(Some(number)).await;
		found.context(LOST)
	}

	/// The number of a block.
	pub async fn number_of(&self, hash: H256) -> Result<u32> {
		let header = self.rpc.chain_get_header(Some(hash)).await.context(LOST)?;
		let header = header.ok_or_else(|| {
			anyhow!("the node does not know block {hash:?}; is it another chain?")
		})?;
		Ok(u32::try_from(header.number())?)
	}

	/// The body of a block.
	pub async fn block(&self, hash: H256) -> Result<Arc<Block>> {
		let mut kept = self.blocks.lock().await;
		if let Some(block) = kept.iter().find(|block| block.hash == hash) {
			return Ok(block.clone());
		}
		let block = Arc::new(self.fetch_block(hash).await?);
		kept.push_front(block.clone());
		kept.truncate(KEPT_BLOCKS);
		Ok(block)
	}

	/// The body of a block, without keeping it.
	pub async fn fetch_block(&self, hash: H256) -> Result<Block> {
		let details = self.rpc.chain_get_block(Some(hash)).await.context(LOST)?;
		let details = details
			.ok_or_else(|| anyhow!("the node does not have block {hash:?}; use an archive node"))?;
		let header = &details.block.header;
		let upgrade = |item: &DigestItem| matches!(item, DigestItem::RuntimeEnvironmentUpdated);
		Ok(Block {
			hash,
			number: u32::try_from(header.number())?,
			upgraded: header.digest.logs.iter().any(upgrade),
			extrinsics: details
				.block
				.extrinsics
				.into_iter()
				.map(|bytes| bytes.0)
				.collect(),
		})
	}

	/// The version of the runtime in force after a block.
	pub async fn spec_version(&self, hash: H256) -> Result<u32> {
		Ok(self
			.rpc
			.state_get_runtime_version(Some(hash))
			.await
			.context(LOST)?
			.spec_version)
	}

	/// Call `seen` with each new best block until it says to stop.
	pub async fn follow(
		&self,
		mut seen: impl AsyncFnMut(At) -> Result<std::ops::ControlFlow<()>>,
	) -> Result<()> {
		let mut heads = self.rpc.chain_subscribe_new_heads().await.context(LOST)?;
		while let Some(header) = heads.next().await {
			let number = u32::try_from(header.context(LOST)?.number())?;
			// The best chain may have become a shorter one meanwhile: then another head is told.
			let Some(hash) = self.find_hash(number).await? else {
				continue;
			};
			if seen(self.at(hash).await?).await?.is_break() {
				return Ok(());
			}
		}
		Err(anyhow!(LOST))
	}

	/// Wait until the best chain has reached this block.
	pub async fn wait_for_block(&self, number: u32) -> Result<At> {
		let best = self.best().await?;
		if best.number >= number {
			return Ok(best);
		}
		let mut reached = None;
		self.follow(async |at| {
			Ok(if at.number >= number {
				reached = Some(at);
				std::ops::ControlFlow::Break(())
			} else {
				std::ops::ControlFlow::Continue(())
			})
		})
		.await?;
		reached.ok_or_else(|| anyhow!(LOST))
	}

	/// Wait until this block is finalised.
	pub async fn wait_for_finalized(&self, number: u32) -> Result<At> {
		let at = self.finalized().await?;
		if at.number >= number {
			return Ok(at);
		}
		let mut heads = self
			.rpc
			.chain_subscribe_finalized_heads()
			.await
			.context(LOST)?;
		while let Some(header) = heads.next().await {
			if header.context(LOST)?.number() >= u64::from(number) {
				return self.finalized().await;
			}
		}
		Err(anyhow!(LOST))
	}
}

/// The connection broke.
pub(crate) const LOST: &str = "the node does not answer; check that it runs and try again";
