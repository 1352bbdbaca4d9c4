//! What each flag and subcommand does.

use crate::{
	chain_spec,
	cli::{Cli, Subcommand},
	service::{self, Block, FullBackend, FullClient},
};
use sc_cli::SubstrateCli;
use sc_service::PartialComponents;
use std::{future::Future, sync::Arc};
use veche_runtime::BlockNumber;

impl SubstrateCli for Cli {
	fn impl_name() -> String {
		"Veche Node".into()
	}

	fn impl_version() -> String {
		env!("SUBSTRATE_CLI_IMPL_VERSION").into()
	}

	fn description() -> String {
		"Keeps a copy of the Veche chain, helps to produce and finalise it, and answers clients"
			.into()
	}

	fn author() -> String {
		"the Veche contributors".into()
	}

	fn support_url() -> String {
		concat!(env!("CARGO_PKG_REPOSITORY"), "/issues").into()
	}

	fn copyright_start_year() -> i32 {
		2026
	}

	fn load_spec(&self, id: &str) -> Result<Box<dyn sc_service::ChainSpec>, String> {
		chain_spec::load(id)
	}
}

/// Reads the command line and does what it says.
pub fn run() -> sc_cli::Result<()> {
	let cli = Cli::from_args();

	match &cli.subcommand {
		None => {
			let sealing = cli.sealing;
			cli.create_runner(&cli.run)?
				.run_node_until_exit(|config| async move {
					service::new_full(config, sealing).map_err(sc_cli::Error::Service)
				})
		}
		Some(Subcommand::Key(cmd)) => cmd.run(&cli),
		Some(Subcommand::BuildSpec(cmd)) => cli
			.create_runner(cmd)?
			.sync_run(|config| cmd.run(config.chain_spec, config.network)),
		Some(Subcommand::ExportChainSpec(cmd)) => {
			// Why a genesis is refused is said by the runtime, in the log.
			sc_cli::LoggerBuilder::new("").init()?;
			cmd.run(cli.load_spec(&cmd.chain)?)
		}
		Some(Subcommand::CheckBlock(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
			let PartialComponents {
				client,
				task_manager,
				import_queue,
				other,
				..
			} = service::new_partial(&config, None)?;
			Ok((holding(other, cmd.run(client, import_queue)), task_manager))
		}),
		Some(Subcommand::ExportBlocks(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
			let PartialComponents {
				client,
				task_manager,
				other,
				..
			} = service::new_partial(&config, None)?;
			Ok((
				holding(other, cmd.run(client, config.database)),
				task_manager,
			))
		}),
		Some(Subcommand::ImportBlocks(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
			let PartialComponents {
				client,
				task_manager,
				import_queue,
				other,
				..
			} = service::new_partial(&config, None)?;
			Ok((holding(other, cmd.run(client, import_queue)), task_manager))
		}),
		Some(Subcommand::ExportState(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
			let PartialComponents {
				client,
				task_manager,
				other,
				..
			} = service::new_partial(&config, None)?;
			Ok((
				holding(other, cmd.run(client, config.chain_spec)),
				task_manager,
			))
		}),
		Some(Subcommand::PurgeChain(cmd)) => cli
			.create_runner(cmd)?
			.sync_run(|config| cmd.run(config.database)),
		Some(Subcommand::Revert(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
			let PartialComponents {
				client,
				task_manager,
				backend,
				other,
				..
			} = service::new_partial(&config, None)?;
			let revert = cmd.run(client, backend, Some(Box::new(revert_consensus)));
			Ok((holding(other, revert), task_manager))
		}),
		Some(Subcommand::ChainInfo(cmd)) => cli
			.create_runner(cmd)?
			.sync_run(|config| cmd.run::<Block>(&config)),
	}
}

/// Runs `work` and only then lets go of `parts`.
///
/// The BABE worker stops, and complains, as soon as nobody can ask it anything any more.
async fn holding<T, R>(parts: T, work: impl Future<Output = R>) -> R {
	let result = work.await;
	drop(parts);
	result
}

/// Takes back what BABE and GRANDPA noted about the last `blocks` blocks.
fn revert_consensus(
	client: Arc<FullClient>,
	backend: Arc<FullBackend>,
	blocks: BlockNumber,
) -> sc_cli::Result<()> {
	sc_consensus_babe::revert(client.clone(), backend, blocks)?;
	sc_consensus_grandpa::revert(client, blocks)?;
	Ok(())
}
