//! The chains that the node knows by name, and chain specs from files.
//!
//! A chain spec names a genesis preset of the runtime; the runtime alone knows what is in it. The
//! preset `founding` names nobody, so founders lay a file of their own over it: `founding:FILE`.

use crate::service::Block;
use sc_chain_spec::{
	ChainSpecExtension, ChainType, Properties, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::{fmt::Display, fs, path::PathBuf};
use veche_runtime::presets::{FOUNDING_RUNTIME_PRESET, STAGING_RUNTIME_PRESET};

/// What goes before the path of a file of founders.
const FOUNDERS: &str = "founding:";

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
/// validators, `staging` a rehearsal with the numbers of production. `founding:FILE` is the chain
/// that the founders named in the file begin; `founding` alone names nobody and is only good for
/// reading: its genesis is refused. Everything else is the path of a chain spec file.
pub fn load(id: &str) -> Result<Box<dyn sc_chain_spec::ChainSpec>, String> {
	Ok(Box::new(match (id, id.strip_prefix(FOUNDERS)) {
		("dev", _) => development()?,
		("" | "local", _) => local_testnet()?,
		(STAGING_RUNTIME_PRESET, _) => staging()?,
		(FOUNDING_RUNTIME_PRESET, _) => founding(nothing())?,
		(_, Some(path)) => founding(founders(path)?)?,
		(path, None) => ChainSpec::from_json_file(PathBuf::from(path)).map_err(|error| {
			format!(
				"`{path}` is neither `dev`, `local`, `staging` nor `founding:FILE`, nor a usable \
				 chain spec file: {error}"
			)
		})?,
	}))
}

fn development() -> Result<ChainSpec, String> {
	known_chain(
		"Veche Development",
		"dev",
		ChainType::Development,
		DEV_RUNTIME_PRESET,
		nothing(),
	)
}

fn local_testnet() -> Result<ChainSpec, String> {
	known_chain(
		"Veche Local",
		"veche_local",
		ChainType::Local,
		LOCAL_TESTNET_RUNTIME_PRESET,
		nothing(),
	)
}

/// Its keys are public, so it is no live chain, and it can be rehearsed on one machine.
fn staging() -> Result<ChainSpec, String> {
	known_chain(
		"Veche Staging",
		"veche_staging",
		ChainType::Local,
		STAGING_RUNTIME_PRESET,
		nothing(),
	)
}

/// A real network. What `founders` says goes before what the preset says.
fn founding(founders: Value) -> Result<ChainSpec, String> {
	known_chain(
		"Veche",
		"veche",
		ChainType::Live,
		FOUNDING_RUNTIME_PRESET,
		founders,
	)
}

/// What founders have written down: a part of a genesis.
fn founders(path: &str) -> Result<Value, String> {
	let unusable = |error: &dyn Display| {
		format!("`{path}` is no usable file of founders, see docs/found-a-chain.md: {error}")
	};
	let text = fs::read(path).map_err(|error| unusable(&error))?;
	let founders: Value = serde_json::from_slice(&text).map_err(|error| unusable(&error))?;
	if founders.is_object() {
		Ok(founders)
	} else {
		Err(unusable(&"it must be one JSON object"))
	}
}

/// No change of a preset.
fn nothing() -> Value {
	Value::Object(Default::default())
}

fn known_chain(
	name: &str,
	id: &str,
	chain_type: ChainType,
	preset: &str,
	patch: Value,
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
		.with_genesis_config_patch(patch)
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
		for (asked, id, chain_type) in [
			("dev", "dev", ChainType::Development),
			("local", "veche_local", ChainType::Local),
			("", "veche_local", ChainType::Local),
			("staging", "veche_staging", ChainType::Local),
			("founding", "veche", ChainType::Live),
		] {
			let spec = load(asked).expect("a known chain");
			assert_eq!((spec.id(), spec.chain_type()), (id, chain_type));
			assert_eq!(spec.protocol_id(), Some("veche"));
			assert!(
				sc_chain_spec::get_extension::<sc_sync_state_rpc::LightSyncStateExtension>(
					spec.extensions()
				)
				.is_some()
			);
		}
	}

	/// The file that founders are shown.
	const EXAMPLE: &str = "../runtime/founding.example.json";

	fn genesis(asked: &str) -> Value {
		let spec = load(asked).expect("a known chain").as_json(false);
		let spec: Value = serde_json::from_str(&spec.expect("a spec")).expect("JSON");
		spec["genesis"]["runtimeGenesis"]["patch"].clone()
	}

	#[test]
	fn founders_go_before_the_preset_and_change_nothing_else() {
		if veche_runtime::WASM_BINARY.is_none() {
			return;
		}
		let text = fs::read(EXAMPLE).expect("the example is there");
		let founders: Value = serde_json::from_slice(&text).expect("JSON");
		let mut expected = genesis("founding");
		let founded = genesis(&format!("founding:{EXAMPLE}"));
		assert_eq!(founded["session"]["keys"], founders["session"]["keys"]);
		assert_eq!(founded["timing"], expected["timing"]);
		sc_chain_spec::json_patch::merge(&mut expected, founders);
		assert_eq!(founded, expected);
	}

	#[test]
	fn founded_chain_has_a_genesis_and_one_without_founders_has_none() {
		if veche_runtime::WASM_BINARY.is_none() {
			return;
		}
		let built = |asked: &str| load(asked).expect("a known chain").as_json(true);
		assert!(built(&format!("founding:{EXAMPLE}")).is_ok());
		assert!(built("founding").is_err(), "it names nobody");
	}

	#[test]
	fn founders_are_refused_with_the_file_named_when_they_cannot_be_read() {
		let here = "src/chain_spec.rs";
		for path in ["/no/such/founders.json", here] {
			let Err(error) = load(&format!("founding:{path}")) else {
				panic!("{path} names no founders");
			};
			assert!(error.contains(path), "{error}");
			assert!(error.contains("found-a-chain.md"), "{error}");
		}
	}
}
