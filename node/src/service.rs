//! The parts of a running node and how they are tied together.
//!
//! A block reaches the chain like this: the import queue checks BABE's header, `BabeBlockImport`
//! checks the inherents and follows the epochs, `GrandpaBlockImport` follows the voters, the client
//! executes the block and writes it to ParityDB. The node's own blocks skip the queue only.

use crate::{
	rpc,
	sealing::{self, Sealing},
	workers::{Node, JUSTIFICATION_PERIOD},
};
use sc_consensus_babe::{BabeBlockImport, BabeLink, BabeWorkerHandle};
use sc_consensus_grandpa::{GrandpaBlockImport, LinkHalf, SharedVoterState};
use sc_network::{
	config::{FullNetworkConfiguration, NetworkBackendType},
	Litep2pNetworkBackend, NetworkBackend,
};
use sc_service::{
	ChainType, Configuration, Error as ServiceError, PartialComponents, PruningFilter, TaskManager,
	WarpSyncConfig,
};
use sc_telemetry::{Telemetry, TelemetryWorker};
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_consensus_babe::{inherents::BabeCreateInherentDataProviders, SlotDuration};
use std::sync::Arc;
use veche_runtime::RuntimeApi;

/// What the Wasm runtime may call outside: the standard functions, and the curves' arithmetic.
#[cfg(not(feature = "runtime-benchmarks"))]
pub type HostFunctions = (
	sp_io::SubstrateHostFunctions,
	sp_crypto_ec_utils::HostFunctionsRfc163,
);

/// What the Wasm runtime may call outside: the standard functions, the curves' arithmetic, and
/// what benchmarks need.
#[cfg(feature = "runtime-benchmarks")]
pub type HostFunctions = (
	sp_io::SubstrateHostFunctions,
	sp_crypto_ec_utils::HostFunctionsRfc163,
	frame_benchmarking::benchmarking::HostFunctions,
);

/// A block whose transactions the node does not look into.
pub type Block = veche_runtime::opaque::Block;
/// Hash of a block.
pub type Hash = veche_runtime::Hash;
/// Executes the Wasm runtime.
pub type RuntimeExecutor = sc_executor::WasmExecutor<HostFunctions>;
/// Reads and writes the chain, and calls the runtime.
pub type FullClient = sc_service::TFullClient<Block, RuntimeApi, RuntimeExecutor>;
/// The database.
pub type FullBackend = sc_service::TFullBackend<Block>;
/// Transactions that wait for a block.
pub type TransactionPool = sc_transaction_pool::TransactionPoolHandle<Block, FullClient>;
/// Slot and time of a block to be made or checked.
pub type Inherents = BabeCreateInherentDataProviders<Block>;

/// Chooses the best chain: the longest one on top of the last final block.
pub type SelectChain = sc_consensus::LongestChain<FullBackend, Block>;
/// Follows the voters while blocks are imported.
pub type GrandpaImport = GrandpaBlockImport<FullBackend, Block, FullClient, SelectChain>;
/// What the voter learns from the import of blocks.
pub type GrandpaLink = LinkHalf<Block, FullClient, SelectChain>;
/// Imports blocks: checks the inherents and follows the epochs, then passes on to GRANDPA.
pub type BabeImport = BabeBlockImport<Block, FullClient, GrandpaImport, Inherents, SelectChain>;
/// The network.
type Network = Litep2pNetworkBackend;

/// The parts that subcommands need too.
pub type Parts = PartialComponents<
	FullClient,
	FullBackend,
	SelectChain,
	sc_consensus::DefaultImportQueue<Block>,
	TransactionPool,
	Consensus,
>;

/// How many telemetry messages may wait to be sent.
const TELEMETRY_BUFFER: usize = 16;

/// What ties block production and finality to the import of blocks.
pub struct Consensus {
	block_import: BabeImport,
	babe_link: BabeLink<Block>,
	babe_worker: BabeWorkerHandle<Block>,
	grandpa_link: GrandpaLink,
	inherents: Inherents,
	telemetry: Option<Telemetry>,
}

/// Builds the parts that both a running node and the subcommands need.
pub fn new_partial(
	config: &Configuration,
	sealing: Option<Sealing>,
) -> Result<Parts, ServiceError> {
	let telemetry = config
		.telemetry_endpoints
		.clone()
		.filter(|endpoints| !endpoints.is_empty())
		.map(|endpoints| -> Result<_, sc_telemetry::Error> {
			let worker = TelemetryWorker::new(TELEMETRY_BUFFER)?;
			let telemetry = worker.handle().new_telemetry(endpoints);
			Ok((worker, telemetry))
		})
		.transpose()?;

	// Without the blocks that carry GRANDPA's proofs nobody could warp-sync from this node.
	let keep_proofs: Arc<dyn PruningFilter> = Arc::new(sc_consensus_grandpa::GrandpaPruningFilter);
	let (client, backend, keystore_container, task_manager) =
		sc_service::new_full_parts::<Block, RuntimeApi, RuntimeExecutor>(
			config,
			telemetry.as_ref().map(|(_, telemetry)| telemetry.handle()),
			sc_service::new_wasm_executor::<HostFunctions>(&config.executor),
			vec![keep_proofs],
		)?;
	let client = Arc::new(client);

	let telemetry = telemetry.map(|(worker, telemetry)| {
		task_manager
			.spawn_handle()
			.spawn("telemetry", None, worker.run());
		telemetry
	});
	let telemetry_handle = || telemetry.as_ref().map(|telemetry| telemetry.handle());

	let select_chain = SelectChain::new(backend.clone());
	let transaction_pool = Arc::new(
		sc_transaction_pool::Builder::new(
			task_manager.spawn_essential_handle(),
			client.clone(),
			config.role.is_authority().into(),
		)
		.with_options(config.transaction_pool.clone())
		.with_prometheus(config.prometheus_registry())
		.build(),
	);

	let (grandpa_import, grandpa_link) = sc_consensus_grandpa::block_import(
		client.clone(),
		JUSTIFICATION_PERIOD,
		&client,
		select_chain.clone(),
		telemetry_handle(),
	)?;

	let babe_config = sc_consensus_babe::configuration::<Block, FullClient>(&client)?;
	let slot_duration = babe_config.slot_duration();
	let inherents = match sealing {
		Some(_) => sealing::inherents(client.clone()),
		None => inherents_by_clock(slot_duration),
	};
	let (block_import, babe_link) = sc_consensus_babe::block_import(
		babe_config,
		grandpa_import.clone(),
		client.clone(),
		inherents.clone(),
		select_chain.clone(),
		OffchainTransactionPoolFactory::new(transaction_pool.clone()),
	)?;
	let (import_queue, babe_worker) =
		sc_consensus_babe::import_queue(sc_consensus_babe::ImportQueueParams {
			link: babe_link.clone(),
			block_import: block_import.clone(),
			justification_import: Some(Box::new(grandpa_import)),
			client: client.clone(),
			slot_duration,
			spawner: &task_manager.spawn_essential_handle(),
			registry: config.prometheus_registry(),
			telemetry: telemetry_handle(),
		})?;

	Ok(PartialComponents {
		client,
		backend,
		task_manager,
		keystore_container,
		select_chain,
		import_queue,
		transaction_pool,
		other: Consensus {
			block_import,
			babe_link,
			babe_worker,
			grandpa_link,
			inherents,
			telemetry,
		},
	})
}

/// Slot and time as this machine's clock has them.
fn inherents_by_clock(slot_duration: SlotDuration) -> Inherents {
	Arc::new(move |_parent: Hash, ()| async move {
		let timestamp = sp_timestamp::InherentDataProvider::from_system_time();
		let slot =
			sp_consensus_babe::inherents::InherentDataProvider::from_timestamp_and_slot_duration(
				*timestamp,
				slot_duration,
			);
		Ok::<_, Box<dyn std::error::Error + Send + Sync>>((slot, timestamp))
	})
}

/// Starts a node. It runs until the task manager it returns is dropped.
pub fn new_full(
	config: Configuration,
	sealing: Option<Sealing>,
) -> Result<TaskManager, ServiceError> {
	refuse_unusable_settings(&config, sealing)?;

	let PartialComponents {
		client,
		backend,
		mut task_manager,
		keystore_container,
		select_chain,
		import_queue,
		transaction_pool,
		other:
			Consensus {
				block_import,
				babe_link,
				babe_worker,
				grandpa_link,
				inherents,
				mut telemetry,
			},
	} = new_partial(&config, sealing)?;

	let keystore = keystore_container.keystore();
	let telemetry_handle = telemetry.as_ref().map(|telemetry| telemetry.handle());
	let role = config.role;
	let force_authoring = config.force_authoring;
	let node_name = config.network.node_name.clone();
	let prometheus = config.prometheus_registry().cloned();
	let finality_wanted = !config.disable_grandpa && sealing.is_none();
	let offchain_workers_wanted = config.offchain_worker.enabled;

	// Network.
	let metrics = <Network as NetworkBackend<Block, Hash>>::register_notification_metrics(
		prometheus.as_ref(),
	);
	let mut net_config =
		FullNetworkConfiguration::<Block, Hash, Network>::new(&config.network, prometheus.clone());
	let grandpa_protocol = sc_consensus_grandpa::protocol_standard_name(
		&client.chain_info().genesis_hash,
		&config.chain_spec,
	);
	let mut grandpa_notifications = None;
	if finality_wanted {
		let (protocol, notifications) =
			sc_consensus_grandpa::grandpa_peers_set_config::<Block, Network>(
				grandpa_protocol.clone(),
				metrics.clone(),
				net_config.peer_store_handle(),
			);
		net_config.add_notification_protocol(protocol);
		grandpa_notifications = Some(notifications);
	}
	let warp_sync = Arc::new(sc_consensus_grandpa::warp_proof::NetworkProvider::new(
		backend.clone(),
		grandpa_link.shared_authority_set().clone(),
		Vec::new(),
	));
	let (network, system_rpc_tx, tx_handler_controller, sync_service, _bitswap) =
		sc_service::build_network(sc_service::BuildNetworkParams {
			config: &config,
			net_config,
			client: client.clone(),
			transaction_pool: transaction_pool.clone(),
			spawn_handle: task_manager.spawn_handle(),
			spawn_essential_handle: task_manager.spawn_essential_handle(),
			import_queue,
			block_announce_validator_builder: None,
			warp_sync_config: Some(WarpSyncConfig::WithProvider(warp_sync)),
			block_relay: None,
			metrics,
			gap_sync_body_policy: None,
		})?;

	// RPC, metrics and telemetry.
	let (seal_sink, seal_commands) =
		match sealing.map(|mode| sealing::commands(mode, &transaction_pool)) {
			Some((sink, commands)) => (sink, Some(commands)),
			None => (None, None),
		};
	let shared_voter_state = SharedVoterState::empty();
	let rpc_deps = rpc::FullDeps {
		client: client.clone(),
		pool: transaction_pool.clone(),
		select_chain: select_chain.clone(),
		keystore: keystore.clone(),
		chain_spec: config.chain_spec.cloned_box(),
		babe_worker,
		grandpa: rpc::GrandpaDeps {
			shared_voter_state: shared_voter_state.clone(),
			shared_authority_set: grandpa_link.shared_authority_set().clone(),
			justification_stream: grandpa_link.justification_stream(),
			finality_provider: sc_consensus_grandpa::FinalityProofProvider::new_for_service(
				backend.clone(),
				Some(grandpa_link.shared_authority_set().clone()),
			),
		},
		seal_sink,
	};
	sc_service::spawn_tasks(sc_service::SpawnTasksParams {
		config,
		client: client.clone(),
		backend: backend.clone(),
		task_manager: &mut task_manager,
		keystore: keystore.clone(),
		transaction_pool: transaction_pool.clone(),
		rpc_builder: Box::new(move |executor| {
			rpc::create_full(&rpc_deps, executor).map_err(ServiceError::Application)
		}),
		network: network.clone(),
		system_rpc_tx,
		tx_handler_controller,
		sync_service: sync_service.clone(),
		telemetry: telemetry.as_mut(),
		tracing_execute_block: None,
	})?;

	let node = Node {
		client,
		transaction_pool,
		keystore,
		select_chain,
		network,
		sync_service,
		role,
		prometheus,
		telemetry: telemetry_handle,
		tasks: &task_manager,
	};
	if offchain_workers_wanted {
		node.run_offchain_workers(&backend)?;
	}
	match seal_commands {
		Some(commands) => node.seal_blocks(block_import, &babe_link, inherents, commands)?,
		None if role.is_authority() => {
			node.produce_blocks(block_import, babe_link, inherents, force_authoring)?
		}
		None => {}
	}
	if let Some(notifications) = grandpa_notifications {
		let protocol = (grandpa_protocol, notifications);
		node.finalise_blocks(node_name, grandpa_link, protocol, shared_voter_state)?;
	}

	Ok(task_manager)
}

/// Refuses what this node cannot do, before anything is started.
fn refuse_unusable_settings(
	config: &Configuration,
	sealing: Option<Sealing>,
) -> Result<(), ServiceError> {
	if !matches!(config.network.network_backend, NetworkBackendType::Litep2p) {
		return Err("this node has only the litep2p network: leave out `--network-backend`".into());
	}
	if sealing.is_none() {
		return Ok(());
	}
	if config.chain_spec.chain_type() != ChainType::Development {
		return Err("`--sealing` is for development chains: use it together with `--dev`".into());
	}
	if !config.role.is_authority() {
		return Err("`--sealing` needs an author's keys: add `--dev` or `--alice`".into());
	}
	Ok(())
}
