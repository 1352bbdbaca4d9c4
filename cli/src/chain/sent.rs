//! What becomes of a transaction that a node has taken.
//!
//! Most of it the node tells. It says nothing when a transaction that waits can get into no block any
//! more because others came first: it leaves it out of its next view, and looks at it again only when
//! ten more blocks are final. So a silent node is asked.

use super::{wait::refused, Chain, Included, Refused, Wait, LOST};
use anyhow::{bail, Result};
use std::time::Duration;
use subxt::{
	rpcs::{client::RpcSubscription, methods::legacy::TransactionStatus},
	utils::H256,
};
use tokio::time::timeout;

/// How long a node may say nothing before it is asked: a block in production.
const SILENCE: Duration = Duration::from_secs(6);

/// A block of another fork that has the transaction may be so much lower than the best one was.
const FORK: u32 = 8;

/// Said of a transaction whose node no longer answers.
const UNSEEN: &str = "it was sent; look whether it counted before you send it again";

/// A transaction that waits in a node, and what the node says of it.
pub(super) struct Sent<'a> {
	waiting: Waiting<'a>,
	statuses: RpcSubscription<TransactionStatus<H256>>,
}

/// A transaction that waits in a node.
struct Waiting<'a> {
	chain: &'a Chain,
	transaction: Vec<u8>,
	/// Number of the best block before it was sent.
	since: u32,
}

impl<'a> Sent<'a> {
	/// Send it.
	///
	/// # Errors
	/// [`Refused`] when the node does not take it.
	pub async fn new(chain: &'a Chain, transaction: Vec<u8>) -> Result<Self> {
		let since = chain.best().await?.number;
		let statuses = chain
			.rpc
			.author_submit_and_watch_extrinsic(&transaction)
			.await
			.map_err(refused)?;
		let waiting = Waiting {
			chain,
			transaction,
			since,
		};
		Ok(Self { waiting, statuses })
	}

	/// Wait for it.
	///
	/// # Errors
	/// [`Refused`] when it gets into no block, as far as this node can tell, or the call fails.
	pub async fn wait(self, wait: Wait) -> Result<Included> {
		let included = self.follow(wait).await;
		included.map_err(|error| match error.is::<Refused>() {
			true => error,
			false => error.context(UNSEEN),
		})
	}

	async fn follow(self, wait: Wait) -> Result<Included> {
		let Self {
			waiting,
			mut statuses,
		} = self;
		loop {
			let next = timeout(SILENCE, statuses.next()).await;
			let block = match next {
				Ok(Some(status)) => waiting.block(status.map_err(refused)?, wait).await?,
				Ok(None) => bail!(LOST),
				// When finality is waited for, the node has its word still to say.
				Err(_) => waiting.look().await?.filter(|_| wait == Wait::Block),
			};
			if let Some(block) = block {
				let transaction = &waiting.transaction;
				return waiting.chain.included(block, transaction).await;
			}
		}
	}
}

impl Waiting<'_> {
	/// The block that is waited for, when the node names it.
	async fn block(&self, status: TransactionStatus<H256>, wait: Wait) -> Result<Option<H256>> {
		if let Some(refused) = refusal(&status) {
			return Err(refused.into());
		}
		Ok(match status {
			TransactionStatus::Finalized(block) => Some(block),
			TransactionStatus::InBlock(block) if wait == Wait::Block => Some(block),
			TransactionStatus::Invalid => match self.why().await? {
				Some(block) if wait == Wait::Block => Some(block),
				Some(block) => Some(self.finality_of(block).await?),
				None => return Err(Refused::Lost.into()),
			},
			_ => None,
		})
	}

	/// Wait until the block is final. The node says nothing of it any more.
	///
	/// # Errors
	/// [`Refused::Lost`] when another block is final in its place.
	async fn finality_of(&self, block: H256) -> Result<H256> {
		let number = self.chain.number_of(block).await?;
		self.chain.wait_for_finalized(number).await?;
		if self.chain.hash_of(number).await? != block {
			return Err(Refused::Lost.into());
		}
		Ok(block)
	}

	/// Why it became invalid while it waited; or the block it is in all the same. Neither when nothing
	/// is wrong with it.
	///
	/// An author drops a transaction while it makes a block, because of those it took before; only
	/// with that block, which nobody has yet, can the runtime tell the reason. So it is asked again
	/// after each of the next blocks.
	async fn why(&self) -> Result<Option<H256>> {
		const BLOCKS: u32 = 3;
		/// Long enough for those blocks in production; none come when the chain stands still.
		const PATIENCE: Duration = Duration::from_secs(30);
		let asking = async {
			let first = self.chain.best().await?.number;
			for number in first..=first.saturating_add(BLOCKS) {
				self.chain.wait_for_block(number).await?;
				let found = self.look().await?;
				if found.is_some() {
					return Ok(found);
				}
			}
			Ok::<_, anyhow::Error>(None)
		};
		timeout(PATIENCE, asking).await.unwrap_or(Ok(None))
	}

	/// The block it is in; none when it may still get into one.
	///
	/// # Errors
	/// [`Refused`] when it can get into none any more. A transaction that counts is refused, too, as
	/// sent twice: so the blocks are looked through before a refusal is believed.
	async fn look(&self) -> Result<Option<H256>> {
		let Some(refused) = self.chain.validate(&self.transaction).await? else {
			return Ok(None);
		};
		match self.find().await? {
			None => Err(refused.into()),
			found => Ok(found),
		}
	}

	/// The block of the best chain that has it. These are not many: nothing waits for longer than the
	/// life of a signed transaction, and one that counts soon did.
	async fn find(&self) -> Result<Option<H256>> {
		let best = self.chain.best().await?.number;
		for number in self.since.saturating_sub(FORK)..=best {
			let block = self.chain.block(self.chain.hash_of(number).await?).await?;
			if block.extrinsics.contains(&self.transaction) {
				return Ok(Some(block.hash));
			}
		}
		Ok(None)
	}
}

/// Why the node no longer has it, as far as its last word tells.
fn refusal(status: &TransactionStatus<H256>) -> Option<Refused> {
	match status {
		TransactionStatus::Usurped(_) => Some(Refused::Replaced),
		TransactionStatus::Dropped => Some(Refused::Full),
		TransactionStatus::FinalityTimeout(_) => Some(Refused::NotFinal),
		_ => None,
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn refusal_is_told_apart_when_the_node_drops_a_transaction() {
		let hash = H256::zero();
		for (status, expected) in [
			(TransactionStatus::Usurped(hash), Some(Refused::Replaced)),
			(TransactionStatus::Dropped, Some(Refused::Full)),
			(
				TransactionStatus::FinalityTimeout(hash),
				Some(Refused::NotFinal),
			),
			// The runtime has to be asked for the reason.
			(TransactionStatus::Invalid, None),
			(TransactionStatus::Retracted(hash), None),
			(TransactionStatus::InBlock(hash), None),
		] {
			assert_eq!(refusal(&status), expected, "{status:?}");
		}
	}
}
