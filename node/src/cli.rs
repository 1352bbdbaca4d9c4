//! Flags and subcommands of the node.

use crate::sealing::Sealing;

/// The command line of the node.
#[derive(Debug, clap::Parser)]
pub struct Cli {
	/// What to do instead of running a node.
	#[command(subcommand)]
	pub subcommand: Option<Subcommand>,

	/// How to run the node.
	#[clap(flatten)]
	pub run: sc_cli::RunCmd,

	/// Make blocks on demand instead of by the clock. Only for tests, on a development chain.
	///
	/// `manual`: a block is made when a client calls `engine_createBlock`;
	/// `instant`: a block is made, and finalised, as soon as a transaction arrives;
	/// `interval:MS`: a block is made, and finalised, every MS milliseconds.
	#[arg(long, value_name = "MODE", verbatim_doc_comment)]
	pub sealing: Option<Sealing>,
}

/// What the node can do besides running.
#[derive(Debug, clap::Subcommand)]
// Made once, when the node starts: its size does not matter.
#[allow(clippy::large_enum_variant)]
pub enum Subcommand {
	/// Generate, inspect and insert keys.
	#[command(subcommand)]
	Key(sc_cli::KeySubcommand),

	/// Write a chain spec, with the default boot node added to it.
	BuildSpec(sc_cli::BuildSpecCmd),

	/// Write a chain spec to a file.
	ExportChainSpec(sc_cli::ExportChainSpecCmd),

	/// Verify one block again.
	CheckBlock(sc_cli::CheckBlockCmd),

	/// Write blocks to a file.
	ExportBlocks(sc_cli::ExportBlocksCmd),

	/// Import blocks from a file.
	ImportBlocks(sc_cli::ImportBlocksCmd),

	/// Write the state of a block as a chain spec.
	ExportState(sc_cli::ExportStateCmd),

	/// Delete the whole chain from this machine.
	PurgeChain(sc_cli::PurgeChainCmd),

	/// Go back by a number of blocks, at most to the last finalised one.
	Revert(sc_cli::RevertCmd),

	/// Print the best and the last finalised block of the database.
	ChainInfo(sc_cli::ChainInfoCmd),
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::{CommandFactory, Parser};
	use sc_cli::CliConfiguration;
	use std::{fs, time::Duration};

	fn parse(args: &[&str]) -> Result<Cli, clap::Error> {
		Cli::try_parse_from(std::iter::once(&"veche-node").chain(args))
	}

	#[test]
	fn command_line_is_consistent() {
		Cli::command().debug_assert();
	}

	#[test]
	fn dev_means_throw_away_chain_with_an_author() {
		let cli = parse(&["--dev"]).expect("valid flags");
		assert_eq!(cli.run.chain_id(true).expect("an id"), "dev");
		assert!(cli.run.base_path().expect("a temporary folder").is_some());
		assert!(cli.run.role(true).expect("a role").is_authority());
		assert!(cli.run.force_authoring().expect("a choice"));
		assert!(cli.sealing.is_none());
	}

	#[test]
	fn sealing_mode_is_read() {
		let cli = parse(&["--dev", "--sealing", "interval:250"]).expect("valid flags");
		assert_eq!(
			cli.sealing,
			Some(Sealing::Interval(Duration::from_millis(250)))
		);
	}

	#[test]
	fn unknown_sealing_mode_is_refused() {
		assert!(parse(&["--dev", "--sealing", "sometimes"]).is_err());
	}

	#[test]
	fn only_parity_db_is_built_in() {
		assert!(parse(&["--database", "rocksdb"]).is_err());
		assert!(parse(&["--database", "paritydb"]).is_ok());
	}

	/// What the documents say can be typed: lines of shell blocks and spans between backticks.
	fn shown_in_documents() -> Vec<String> {
		let paths = fs::read_dir("../docs")
			.expect("there are documents")
			.map(|entry| entry.expect("an entry of the folder").path())
			.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
		let texts = paths.map(|path| fs::read_to_string(path).expect("a text"));
		texts
			.flat_map(|text| {
				let lines = text.lines().map(str::trim);
				lines
					.chain(text.split('`'))
					.filter(|command| command.starts_with("veche-node "))
					.map(String::from)
					.collect::<Vec<_>>()
			})
			.collect()
	}

	#[test]
	fn commands_are_accepted_when_a_document_shows_them() {
		let shown = shown_in_documents();
		assert!(shown.len() > 15, "{shown:?}");
		for command in shown {
			let words = command
				.split_whitespace()
				.take_while(|word| !word.starts_with('#'));
			if let Err(error) = Cli::try_parse_from(words) {
				panic!("{command}: {error}");
			}
		}
	}
}
