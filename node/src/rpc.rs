//! What clients may ask beyond the methods that every node of the SDK has.
//!
//! The SDK itself serves the JSON-RPC v2 methods (`chainHead`, `transaction`, `chainSpec`, and
//! `archive` on archive nodes) and the older `author`, `chain`, `state`, `system` and `offchain`.

use crate::{
	sealing::CommandSink,
	service::{Block, FullBackend, Hash},
};
use jsonrpsee::RpcModule;
use pallet_transaction_payment_rpc::{
	TransactionPayment, TransactionPaymentApiServer, TransactionPaymentRuntimeApi,
};
use sc_client_api::AuxStore;
use sc_consensus_babe::BabeWorkerHandle;
use sc_consensus_babe_rpc::{Babe, BabeApiServer};
use sc_consensus_grandpa::{
	FinalityProofProvider, GrandpaJustificationStream, SharedAuthoritySet, SharedVoterState,
};
use sc_consensus_grandpa_rpc::{Grandpa, GrandpaApiServer};
use sc_consensus_manual_seal::rpc::{ManualSeal, ManualSealApiServer};
use sc_rpc::SubscriptionTaskExecutor;
use sc_sync_state_rpc::{SyncState, SyncStateApiServer};
use sc_transaction_pool_api::TransactionPool;
use sp_api::ProvideRuntimeApi;
use sp_block_builder::BlockBuilder;
use sp_blockchain::{Error as BlockChainError, HeaderBackend, HeaderMetadata};
use sp_consensus::SelectChain;
use sp_consensus_babe::BabeApi;
use sp_keystore::KeystorePtr;
use std::sync::Arc;
use substrate_frame_rpc_system::{AccountNonceApi, System, SystemApiServer};
use veche_runtime::{AccountId, Balance, BlockNumber, Nonce};

/// What the GRANDPA methods need.
pub struct GrandpaDeps {
	/// How far the current round has come.
	pub shared_voter_state: SharedVoterState,
	/// Who votes on finality.
	pub shared_authority_set: SharedAuthoritySet<Hash, BlockNumber>,
	/// Justifications as they come in.
	pub justification_stream: GrandpaJustificationStream<Block>,
	/// Proves that a block is final.
	pub finality_provider: Arc<FinalityProofProvider<FullBackend, Block>>,
}

/// What all the methods of this file need.
pub struct FullDeps<C, P, SC> {
	/// The client.
	pub client: Arc<C>,
	/// The transaction pool.
	pub pool: Arc<P>,
	/// The rule that chooses the best chain.
	pub select_chain: SC,
	/// The keys of this node.
	pub keystore: KeystorePtr,
	/// The chain spec with which the node was started.
	pub chain_spec: Box<dyn sc_chain_spec::ChainSpec>,
	/// Answers questions on BABE's epochs.
	pub babe_worker: BabeWorkerHandle<Block>,
	/// What the GRANDPA methods need.
	pub grandpa: GrandpaDeps,
	/// Takes requests for blocks, if the node makes them by hand.
	pub seal_sink: Option<CommandSink>,
}

/// All methods of this file.
///
/// # Errors
///
/// Two modules with a method of the same name, or a chain spec without light-sync state.
pub fn create_full<C, P, SC>(
	deps: &FullDeps<C, P, SC>,
	executor: SubscriptionTaskExecutor,
) -> Result<RpcModule<()>, Box<dyn std::error::Error + Send + Sync>>
where
	C: ProvideRuntimeApi<Block>
		+ HeaderBackend<Block>
		+ HeaderMetadata<Block, Error = BlockChainError>
		+ AuxStore
		+ Send
		+ Sync
		+ 'static,
	C::Api: AccountNonceApi<Block, AccountId, Nonce>,
	C::Api: TransactionPaymentRuntimeApi<Block, Balance>,
	C::Api: BabeApi<Block>,
	C::Api: BlockBuilder<Block>,
	P: TransactionPool + 'static,
	SC: SelectChain<Block> + 'static,
{
	let FullDeps {
		client,
		pool,
		select_chain,
		keystore,
		chain_spec,
		babe_worker,
		grandpa,
		..
	} = deps;
	let mut module = RpcModule::new(());

	module.merge(System::new(client.clone(), pool.clone()).into_rpc())?;
	module.merge(TransactionPayment::new(client.clone()).into_rpc())?;
	module.merge(
		Babe::new(
			client.clone(),
			babe_worker.clone(),
			keystore.clone(),
			select_chain.clone(),
		)
		.into_rpc(),
	)?;
	module.merge(
		Grandpa::new(
			executor,
			grandpa.shared_authority_set.clone(),
			grandpa.shared_voter_state.clone(),
			grandpa.justification_stream.clone(),
			grandpa.finality_provider.clone(),
		)
		.into_rpc(),
	)?;
	module.merge(
		SyncState::new(
			chain_spec.cloned_box(),
			client.clone(),
			grandpa.shared_authority_set.clone(),
			babe_worker.clone(),
		)?
		.into_rpc(),
	)?;
	if let Some(sink) = &deps.seal_sink {
		module.merge(ManualSeal::new(sink.clone()).into_rpc())?;
	}

	Ok(module)
}
