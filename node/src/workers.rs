//! The workers of a running node: they make blocks, finalise them, and do the runtime's work beside
//! the chain.

use crate::{
	sealing,
	service::{
		BabeImport, Block, FullBackend, FullClient, GrandpaLink, Inherents, SelectChain,
		TransactionPool,
	},
};
use futures::FutureExt;
use sc_basic_authorship::ProposerFactory;
use sc_client_api::Backend as _;
use sc_consensus_babe::{BabeLink, SlotProportion};
use sc_consensus_grandpa::SharedVoterState;
use sc_consensus_manual_seal::ManualSealParams;
use sc_consensus_slots::BackoffAuthoringOnFinalizedHeadLagging;
use sc_network::{service::traits::NetworkService, NotificationService, ProtocolName};
use sc_network_sync::SyncingService;
use sc_offchain::{OffchainWorkerOptions, OffchainWorkers};
use sc_service::{Error as ServiceError, Role, TaskManager};
use sc_telemetry::TelemetryHandle;
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_keystore::KeystorePtr;
use std::{sync::Arc, time::Duration};
use substrate_prometheus_endpoint::Registry;
use veche_runtime::BlockNumber;

/// GRANDPA proves at least every so many blocks that they are final.
pub const JUSTIFICATION_PERIOD: u32 = 512;

/// How long a GRANDPA message may take to reach everybody.
const GOSSIP_DURATION: Duration = Duration::from_millis(333);

/// The share of a slot in which transactions are put into a block. The rest is for the block's way
/// to the others and for their checks.
const PROPOSAL_SHARE: f32 = 2.0 / 3.0;

/// What the workers of a running node share.
pub struct Node<'a> {
	/// Reads and writes the chain, and calls the runtime.
	pub client: Arc<FullClient>,
	/// Transactions that wait for a block.
	pub transaction_pool: Arc<TransactionPool>,
	/// The keys of this node.
	pub keystore: KeystorePtr,
	/// The rule that chooses the best chain.
	pub select_chain: SelectChain,
	/// The way to the peers.
	pub network: Arc<dyn NetworkService>,
	/// Knows how far the chain is in step with the peers.
	pub sync_service: Arc<SyncingService<Block>>,
	/// Whether this node may produce and finalise blocks.
	pub role: Role,
	/// Where measurements are registered.
	pub prometheus: Option<Registry>,
	/// Where events are reported.
	pub telemetry: Option<TelemetryHandle>,
	/// Runs the workers, and stops the node if one of them fails.
	pub tasks: &'a TaskManager,
}

impl Node<'_> {
	/// Puts waiting transactions into blocks.
	fn proposer(&self) -> ProposerFactory<TransactionPool, FullClient> {
		ProposerFactory::new(
			self.tasks.spawn_handle(),
			self.client.clone(),
			self.transaction_pool.clone(),
			self.prometheus.as_ref(),
			self.telemetry.clone(),
		)
	}

	/// Lets the runtime do work beside the chain after each block.
	pub fn run_offchain_workers(&self, backend: &FullBackend) -> Result<(), ServiceError> {
		let workers = OffchainWorkers::new(OffchainWorkerOptions {
			runtime_api_provider: self.client.clone(),
			keystore: Some(self.keystore.clone()),
			offchain_db: backend.offchain_storage(),
			transaction_pool: Some(OffchainTransactionPoolFactory::new(
				self.transaction_pool.clone(),
			)),
			network_provider: Arc::new(self.network.clone()),
			is_validator: self.role.is_authority(),
			// No pallet of Veche asks the web anything.
			enable_http_requests: false,
			custom_extensions: |_| Vec::new(),
		})?;
		self.tasks.spawn_handle().spawn(
			"offchain-workers-runner",
			"offchain-worker",
			workers
				.run(self.client.clone(), self.tasks.spawn_handle())
				.boxed(),
		);
		Ok(())
	}

	/// Produces blocks by BABE, in the slots that are this node's.
	pub fn produce_blocks(
		&self,
		block_import: BabeImport,
		babe_link: BabeLink<Block>,
		create_inherent_data_providers: Inherents,
		force_authoring: bool,
	) -> Result<(), ServiceError> {
		let babe = sc_consensus_babe::start_babe(sc_consensus_babe::BabeParams {
			keystore: self.keystore.clone(),
			client: self.client.clone(),
			select_chain: self.select_chain.clone(),
			env: self.proposer(),
			block_import,
			sync_oracle: self.sync_service.clone(),
			justification_sync_link: self.sync_service.clone(),
			create_inherent_data_providers,
			force_authoring,
			// Whoever forces blocks out of a lonely node does not want it to wait for finality.
			backoff_authoring_blocks: (!force_authoring)
				.then(BackoffAuthoringOnFinalizedHeadLagging::<BlockNumber>::default),
			babe_link,
			block_proposal_slot_portion: SlotProportion::new(PROPOSAL_SHARE),
			max_block_proposal_slot_portion: None,
			telemetry: self.telemetry.clone(),
		})?;
		self.tasks.spawn_essential_handle().spawn_blocking(
			"babe-proposer",
			"block-authoring",
			babe,
		);
		Ok(())
	}

	/// Makes blocks when `commands` asks for them.
	pub fn seal_blocks(
		&self,
		block_import: BabeImport,
		babe_link: &BabeLink<Block>,
		create_inherent_data_providers: Inherents,
		commands: sealing::Commands,
	) -> Result<(), ServiceError> {
		let digests = sealing::digests(self.client.clone(), self.keystore.clone(), babe_link)
			.map_err(|error| ServiceError::Other(error.to_string()))?;
		let sealing = sc_consensus_manual_seal::run_manual_seal(ManualSealParams {
			block_import,
			env: self.proposer(),
			client: self.client.clone(),
			pool: self.transaction_pool.clone(),
			commands_stream: commands,
			select_chain: self.select_chain.clone(),
			consensus_data_provider: Some(digests),
			create_inherent_data_providers,
		});
		self.tasks.spawn_essential_handle().spawn_blocking(
			"manual-seal",
			"block-authoring",
			sealing,
		);
		Ok(())
	}

	/// Votes on, or at least follows, which blocks are final.
	pub fn finalise_blocks(
		&self,
		name: String,
		link: GrandpaLink,
		(protocol_name, notification_service): (ProtocolName, Box<dyn NotificationService>),
		shared_voter_state: SharedVoterState,
	) -> Result<(), ServiceError> {
		let config = sc_consensus_grandpa::Config {
			gossip_duration: GOSSIP_DURATION,
			justification_generation_period: JUSTIFICATION_PERIOD,
			observer_enabled: false,
			local_role: self.role,
			name: Some(name),
			// Whoever has no vote needs no keys to follow the others.
			keystore: self.role.is_authority().then(|| self.keystore.clone()),
			telemetry: self.telemetry.clone(),
			protocol_name,
		};
		let voter = sc_consensus_grandpa::run_grandpa_voter(sc_consensus_grandpa::GrandpaParams {
			config,
			link,
			network: self.network.clone(),
			sync: self.sync_service.clone(),
			notification_service,
			voting_rule: sc_consensus_grandpa::VotingRulesBuilder::default().build(),
			prometheus_registry: self.prometheus.clone(),
			shared_voter_state,
			telemetry: self.telemetry.clone(),
			offchain_tx_pool_factory: OffchainTransactionPoolFactory::new(
				self.transaction_pool.clone(),
			),
		})?;
		self.tasks
			.spawn_essential_handle()
			.spawn_blocking("grandpa-voter", None, voter);
		Ok(())
	}
}
