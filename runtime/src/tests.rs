//! What must hold of the runtime as a whole.

mod dispatchables;
mod errors;
mod founding;
mod indices;
mod keys_in_time;
mod no_root;
mod presets;
mod randomness;
mod weights;

use crate::{presets as named, *};
use serde_json::Value;
use sp_genesis_builder::runtime_decl_for_genesis_builder::GenesisBuilderV1;

/// Lay a patch over a value, as the node does with presets.
fn merge(base: &mut Value, patch: Value) {
	match (base, patch) {
		(Value::Object(base), Value::Object(patch)) => {
			for (key, value) in patch {
				merge(base.entry(key).or_insert(Value::Null), value);
			}
		}
		(base, patch) => *base = patch,
	}
}

/// The whole genesis of a preset: what the node would build from.
fn genesis(name: &str) -> Value {
	let read = |id| serde_json::from_slice(&Runtime::get_preset(&id).unwrap()).unwrap();
	let mut genesis: Value = read(None);
	merge(&mut genesis, read(Some(name.into())));
	genesis
}

/// A chain at its genesis, built through the runtime's own interface.
fn chain(genesis: Value) -> Result<sp_io::TestExternalities, String> {
	let mut chain = sp_io::TestExternalities::default();
	chain.execute_with(|| Runtime::build_state(genesis.to_string().into_bytes()))?;
	Ok(chain)
}

/// The chain of a preset.
fn preset(name: &str) -> sp_io::TestExternalities {
	chain(genesis(name)).unwrap()
}
