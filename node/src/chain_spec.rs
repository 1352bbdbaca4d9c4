//! The chains that the node knows by name, and chain specs from files.
//!
//! A chain spec names a genesis preset of the runtime; the runtime alone knows what is in it.

use crate::service::Block;
use sc_chain_spec::{
	ChainSpecExtension, ChainType, Properties, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET,
};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// What a chain spec of Veche says beyond the standard fields.
#[derive(Default, Clone, Serialize, Deserialize, ChainSpecExtension)]
#[serde(rename_all = "camelCase")]
pub struct Extensions {
	/// Blocks that must be part of the chain, by number and hash.
	pub fork_blocks: sc_client_api::ForkBlocks<Block>,
	/// Blocks that must never be imported.
	pub bad_blocks: sc_client_api::BadBlocks<Block>,
	/// A finalised block from which light clients can start.
	pub light_sync_state: sc_sync_state_rpc::LightSyncStateExtension,
}

/// A chain spec of Veche. Its genesis may be built with the curves' host functions.
pub type ChainSpec =
	sc_chain_spec::GenericChainSpec<Extensions, sp_crypto_ec_utils::HostFunctionsRfc163>;

/// The chain spec that `--chain <id>` asks for.
///
/// `dev` is one author's throw-away chain, `local` (also if nothing was asked for) a chain of four
/// validators, and everything else the path of a chain spec file.
pub fn load(id: &str) -> Result<Box<dyn sc_chain_spec::ChainSpec>, String> {
	Ok(Box::new(match id {
		"dev" => development()?,
		"" | "local" => local_testnet()?,
		path => ChainSpec::from_json_file(PathBuf::from(path)).map_err(|error| {
			format!("`{path}` is neither `dev` nor `local` nor a usable chain spec file: {error}")
		})?,
	}))
}

fn development() -> Result<ChainSpec, String> {
	known_chain(
		"Veche Development",
		"dev",
		ChainType::Development,
		DEV_RUNTIME_PRESET,
	)
}

fn local_testnet() -> Result<ChainSpec, String> {
	known_chain(
		"Veche Local",
		"veche_local",
		ChainType::Local,
		LOCAL_TESTNET_RUNTIME_PRESET,
	)
}

fn known_chain(
	name: &str,
	id: &str,
	chain_type: ChainType,
	preset: &str,
) -> Result<ChainSpec, String> {
	let runtime = veche_runtime::WASM_BINARY.ok_or_else(|| {
		"this node was built without its Wasm runtime: build it again with SKIP_WASM_BUILD unset, \
		 or give the path of a raw chain spec by `--chain`"
			.to_string()
	})?;
	Ok(ChainSpec::builder(runtime, Extensions::default())
		.with_name(name)
		.with_id(id)
		.with_chain_type(chain_type)
		.with_genesis_config_preset_name(preset)
		.with_properties(properties())
		.with_protocol_id("veche")
		.build())
}

/// How clients show addresses and amounts.
fn properties() -> Properties {
	let mut properties = Properties::new();
	properties.insert("ss58Format".into(), 42.into());
	properties.insert("tokenSymbol".into(), "VCH".into());
	properties.insert("tokenDecimals".into(), 12.into());
	properties
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn missing_file_is_named_in_the_error() {
		let Err(error) = load("/no/such/chain.json") else {
			panic!("there is no such file");
		};
		assert!(error.contains("/no/such/chain.json"), "{error}");
	}

	#[test]
	fn known_chains_have_light_sync_state_and_protocol_id() {
		// Without the Wasm runtime there is nothing to look at.
		if veche_runtime::WASM_BINARY.is_none() {
			return;
		}
		for (asked, id) in [
			("dev", "dev"),
			("local", "veche_local"),
			("", "veche_local"),
		] {
			let spec = load(asked).expect("a known chain");
			assert_eq!(spec.id(), id);
			assert_eq!(spec.protocol_id(), Some("veche"));
			assert!(
				sc_chain_spec::get_extension::<sc_sync_state_rpc::LightSyncStateExtension>(
					spec.extensions()
				)
				.is_some()
			);
		}
	}
}
