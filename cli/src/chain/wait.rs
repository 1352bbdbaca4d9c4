//! Sending transactions and seeing what becomes of them.

use super::{call::Call, failure, Chain, Refused, LOST};
use anyhow::{anyhow, Context as _, Result};
use codec::{Decode, Encode};
use std::{sync::Arc, time::Duration};
use subxt::{
	backend::BlockRef, events::Phase, rpcs::methods::legacy::TransactionStatus, utils::H256,
};
use subxt_signer::sr25519::Keypair;
use tokio::time::timeout;
use veche_primitives::refusal;

/// Blocks whose events are kept.
const KEPT_EVENTS: usize = 16;

/// How long to wait for a transaction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wait {
	/// Until it is in a block of the best chain.
	Block,
	/// Until that block is finalised.
	Finalized,
}

/// An event of a block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
	/// The pallet.
	pub pallet: String,
	/// Its name.
	pub name: String,
	/// The transaction it comes from.
	pub extrinsic: Option<u32>,
	/// Its fields, encoded one after the other.
	pub fields: Vec<u8>,
}

impl Event {
	/// The fields, if it is this event. Further fields are passed over.
	pub fn read<V: Decode>(&self, pallet: &str, name: &str) -> Option<V> {
		if self.pallet != pallet || self.name != name {
			return None;
		}
		V::decode(&mut self.fields.as_slice()).ok()
	}
}

/// A transaction in a block, executed with success.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Included {
	/// The block.
	pub block: H256,
	/// Its number.
	pub number: u32,
	/// The transaction's place in it.
	pub extrinsic: u32,
	/// The transaction's events.
	pub events: Vec<Event>,
}

impl Included {
	/// The fields of the transaction's first event of this name.
	pub fn event<V: Decode>(&self, pallet: &str, name: &str) -> Option<V> {
		self.events
			.iter()
			.find_map(|event| event.read(pallet, name))
	}
}

impl Chain {
	/// Send a call that needs no signer: a ballot or a batch of them.
	///
	/// # Errors
	/// [`Refused`] when the runtime refuses it.
	pub async fn submit_general(&self, call: &Call, wait: Wait) -> Result<Included> {
		let sent = self.submit(&self.general(call).await?, wait).await;
		sent.map_err(|error| match error.downcast_ref() {
			// Without an account there is no nonce: only a ballot's counter can be outdated.
			Some(Refused::Stale) => Refused::Code(refusal::STALE_COUNTER).into(),
			_ => error,
		})
	}

	/// Send a call as an act of the signer's account.
	///
	/// # Errors
	/// [`Refused`] when the runtime refuses it or the call fails.
	pub async fn submit_signed(
		&self,
		signer: &Keypair,
		call: &Call,
		wait: Wait,
	) -> Result<Included> {
		let nonce = self.next_nonce(&signer.public_key().0).await?;
		self.submit(&self.sign(signer, call, nonce).await?, wait)
			.await
	}

	/// Send a transaction and leave it to the node.
	///
	/// # Errors
	/// [`Refused`] when the node does not take it.
	pub async fn send(&self, transaction: &[u8]) -> Result<H256> {
		self.rpc
			.author_submit_extrinsic(transaction)
			.await
			.map_err(refused)
	}

	/// Send a transaction and wait for it.
	///
	/// # Errors
	/// [`Refused`] when the node does not take it or the call fails.
	pub async fn submit(&self, transaction: &[u8], wait: Wait) -> Result<Included> {
		let mut status = self
			.rpc
			.author_submit_and_watch_extrinsic(transaction)
			.await
			.map_err(refused)?;
		while let Some(next) = status.next().await {
			match next.map_err(refused)? {
				TransactionStatus::InBlock(hash) if wait == Wait::Block => {
					return self.included(hash, transaction).await
				}
				TransactionStatus::Finalized(hash) => {
					return self.included(hash, transaction).await
				}
				TransactionStatus::Invalid => return Err(self.why(transaction).await.into()),
				TransactionStatus::Usurped(_) => return Err(Refused::Behind.into()),
				TransactionStatus::Dropped => {
					return Err(anyhow!(
						"the node is full and dropped it; wait and send it again"
					))
				}
				TransactionStatus::FinalityTimeout(_) => {
					return Err(anyhow!(
						"the chain does not finalise; ask its validators, then look whether it counted"
					))
				}
				_ => (),
			}
		}
		Err(anyhow!(LOST))
	}

	/// Ask the runtime what it thinks of a transaction, without sending it.
	pub async fn validate(&self, transaction: &[u8]) -> Result<Option<Refused>> {
		/// From outside, as `sp_runtime` numbers it.
		const EXTERNAL: u8 = 2;
		let hash = self.best().await?.hash;
		let question = [EXTERNAL.encode(), transaction.to_vec(), hash.encode()].concat();
		let verdict = self
			.rpc
			.state_call(
				"TaggedTransactionQueue_validate_transaction",
				Some(&question),
				Some(hash),
			)
			.await
			.context(LOST)?;
		Ok(Refused::from_validity(&verdict))
	}

	/// Why a transaction became invalid while it waited.
	///
	/// An author drops a transaction while it makes a block, because of those it took before; only
	/// with that block, which nobody has yet, can the runtime tell the reason. So it is asked again
	/// after each of the next blocks.
	async fn why(&self, transaction: &[u8]) -> Refused {
		const BLOCKS: u32 = 3;
		/// Long enough for those blocks in production; none come when the chain stands still.
		const PATIENCE: Duration = Duration::from_secs(30);
		let asking = async {
			let first = self.best().await?.number;
			for number in first..=first.saturating_add(BLOCKS) {
				self.wait_for_block(number).await?;
				if let Some(refused) = self.validate(transaction).await? {
					return Ok::<_, anyhow::Error>(Some(refused));
				}
			}
			Ok(None)
		};
		match timeout(PATIENCE, asking).await {
			Ok(Ok(Some(refused))) => refused,
			_ => Refused::Other("the transaction became invalid while it waited".into()),
		}
	}

	/// Where a transaction stands in a block and what it did.
	async fn included(&self, hash: H256, transaction: &[u8]) -> Result<Included> {
		let block = self.block(hash).await?;
		let place = block
			.extrinsics
			.iter()
			.position(|bytes| bytes == transaction);
		let extrinsic = place
			.and_then(|place| u32::try_from(place).ok())
			.ok_or_else(|| anyhow!("the node's block lacks the transaction; ask another node"))?;
		let all = self.events(hash).await?;
		let events: Vec<Event> = all
			.iter()
			.filter(|event| event.extrinsic == Some(extrinsic))
			.cloned()
			.collect();
		if let Some(failed) = events.iter().find(|event| is_failure(event)) {
			return Err(failure::explain(self.at(hash).await?.metadata(), &failed.fields).into());
		}
		Ok(Included {
			block: hash,
			number: block.number,
			extrinsic,
			events,
		})
	}

	/// All events of a block.
	pub async fn events(&self, hash: H256) -> Result<Arc<Vec<Event>>> {
		let mut kept = self.events.lock().await;
		if let Some((_, events)) = kept.iter().find(|(of, _)| *of == hash) {
			return Ok(events.clone());
		}
		let events = Arc::new(self.fetch_events(hash).await?);
		kept.push_front((hash, events.clone()));
		kept.truncate(KEPT_EVENTS);
		Ok(events)
	}

	async fn fetch_events(&self, hash: H256) -> Result<Vec<Event>> {
		let at = self
			.client
			.at_block(BlockRef::from_hash(hash))
			.await
			.context(LOST)?;
		let events = at.events().fetch().await.context(LOST)?;
		let mut list = Vec::new();
		for event in events.iter() {
			let event = event.map_err(|error| {
				anyhow!("the block's events cannot be read ({error}); update `veche`")
			})?;
			list.push(Event {
				pallet: event.pallet_name().to_string(),
				name: event.event_name().to_string(),
				extrinsic: match event.phase() {
					Phase::ApplyExtrinsic(extrinsic) => Some(extrinsic),
					_ => None,
				},
				fields: event.field_bytes().to_vec(),
			});
		}
		Ok(list)
	}
}

fn is_failure(event: &Event) -> bool {
	event.pallet == "System" && event.name == "ExtrinsicFailed"
}

fn refused(error: subxt::rpcs::Error) -> anyhow::Error {
	match Refused::from_rpc(&error) {
		Some(refused) => refused.into(),
		None => anyhow::Error::new(error).context(LOST),
	}
}
