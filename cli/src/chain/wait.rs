//! Sending transactions and seeing what becomes of them.

use super::{bare_transaction, call::Call, failure, sent::Sent, Chain, Refused, LOST};
use anyhow::{anyhow, Context as _, Result};
use codec::{Decode, Encode};
use std::{sync::Arc, time::Duration};
use subxt::{backend::BlockRef, events::Phase, utils::H256};
use subxt_signer::sr25519::Keypair;
use tokio::time::sleep;
use veche_primitives::refusal;

/// Blocks whose events are kept.
const KEPT_EVENTS: usize = 16;

/// How long to wait, each time, for a pool that is behind its own node, in milliseconds: for a block
/// or two in all, also where none come.
const PAUSES: [u64; 5] = [250, 750, 2_000, 4_000, 8_000];

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

	/// Send a call that anybody may make, without a signer: one that the chain knows by its content.
	///
	/// # Errors
	/// [`Refused`] when the runtime refuses it or the call fails.
	pub async fn submit_bare(&self, call: &Call, wait: Wait) -> Result<Included> {
		self.submit(&bare_transaction(call), wait).await
	}

	/// Send a call as an act of the signer's account.
	///
	/// When another act of the account has taken its number it is sent again with the next one. That
	/// happens without anybody's fault: a block that is undone gives its acts back, and for a moment the
	/// node counts without them.
	///
	/// # Errors
	/// [`Refused`] when the runtime refuses it or the call fails.
	pub async fn submit_signed(
		&self,
		signer: &Keypair,
		call: &Call,
		wait: Wait,
	) -> Result<Included> {
		let mut pauses = PAUSES.into_iter();
		loop {
			let act = async { self.enter(signer, call, None).await?.wait(wait).await };
			let error = match act.await {
				Ok(included) => return Ok(included),
				Err(error) => error,
			};
			let overtaken = error.downcast_ref().is_some_and(Refused::is_overtaken);
			let Some(pause) = pauses.next().filter(|_| overtaken) else {
				return Err(error);
			};
			sleep(Duration::from_millis(pause)).await;
		}
	}

	/// Send a call as the act of the signer's account that has this number. Acts that are sent side by
	/// side count in the order of their numbers.
	///
	/// # Errors
	/// As [`Self::submit_signed`]; also when another act has that number.
	pub async fn submit_numbered(
		&self,
		signer: &Keypair,
		call: &Call,
		nonce: u64,
		wait: Wait,
	) -> Result<Included> {
		self.enter(signer, call, Some(nonce))
			.await?
			.wait(wait)
			.await
	}

	/// Send a call as an act of the signer's account, the next one unless a number is given, without
	/// waiting for it.
	///
	/// A node tells of a block a little before its pool counts from it, so what an act in that block
	/// has made possible, and free, can still seem not to be. The runtime knows better: as long as it
	/// finds nothing wrong the act is sent again, signed anew, since a pool does not look twice at the
	/// bytes it has refused. Who cannot pay hears so at once.
	async fn enter(&self, signer: &Keypair, call: &Call, number: Option<u64>) -> Result<Sent<'_>> {
		let mut pauses = PAUSES.into_iter();
		loop {
			let nonce = match number {
				Some(nonce) => nonce,
				None => self.next_nonce(&signer.public_key().0).await?,
			};
			let transaction = self.sign(signer, call, nonce).await?;
			let error = match Sent::new(self, transaction.clone()).await {
				Ok(sent) => return Ok(sent),
				Err(error) => error,
			};
			let is_payment = matches!(error.downcast_ref(), Some(Refused::Payment));
			let pause = pauses.next().filter(|_| is_payment);
			let Some(pause) = pause else {
				return Err(error);
			};
			if self.validate(&transaction).await?.is_some() {
				return Err(error);
			}
			sleep(Duration::from_millis(pause)).await;
		}
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
		let sent = Sent::new(self, transaction.to_vec()).await?;
		sent.wait(wait).await
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

	/// Where a transaction stands in a block and what it did.
	pub(super) async fn included(&self, hash: H256, transaction: &[u8]) -> Result<Included> {
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
			let code = self.at(self.written_by(hash).await?).await?;
			return Err(failure::explain(code.metadata(), &failed.fields).into());
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

	/// The block whose state has the code that wrote a block's events and errors: itself, but its parent
	/// when it has brought new code. A block is executed by the code that its parent left.
	async fn written_by(&self, hash: H256) -> Result<H256> {
		if !self.block(hash).await?.upgraded {
			return Ok(hash);
		}
		let header = self.rpc.chain_get_header(Some(hash)).await.context(LOST)?;
		let header = header.ok_or_else(|| anyhow!(LOST))?;
		Ok(header.parent_hash)
	}

	async fn fetch_events(&self, hash: H256) -> Result<Vec<Event>> {
		let at = self
			.client
			.at_block(BlockRef::from_hash(hash))
			.await
			.context(LOST)?;
		let mut events = at.events().fetch().await.context(LOST)?;
		let writer = self.written_by(hash).await?;
		if writer != hash {
			let before = self.client.at_block(BlockRef::from_hash(writer)).await;
			let bytes = events.bytes().to_vec();
			events = before.context(LOST)?.events().from_bytes(bytes);
		}
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

/// A node's answer to a submission, as a refusal if it is one.
pub(super) fn refused(error: subxt::rpcs::Error) -> anyhow::Error {
	match Refused::from_rpc(&error) {
		Some(refused) => refused.into(),
		None => anyhow::Error::new(error).context(LOST),
	}
}
