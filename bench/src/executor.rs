//! The Wasm runtime on the executor that the node uses, called without a node.

use anyhow::{anyhow, Context as _, Result};
use codec::Decode;
use sc_chain_spec::GenesisConfigBuilderRuntimeCaller;
use sc_executor::WasmExecutor;
use sp_core::{
	storage::Storage,
	traits::{CallContext, RuntimeCode, WrappedRuntimeCode},
};
use sp_crypto_ec_utils::HostFunctionsRfc163;
use sp_externalities::Extensions;
use sp_runtime::traits::BlakeTwo256;
use sp_state_machine::{backend::Backend, OverlayedChanges, StateMachine};

/// The node's own host functions beyond the standard ones, and those of benchmarks.
type Extra = (
	HostFunctionsRfc163,
	frame_benchmarking::benchmarking::HostFunctions,
);
/// Everything a runtime may call.
type Hosts = (sp_io::SubstrateHostFunctions, Extra);

/// A Wasm runtime ready to be called.
pub struct Wasm {
	executor: WasmExecutor<Hosts>,
	code: Vec<u8>,
	hash: Vec<u8>,
}

impl Wasm {
	/// From the bytes of a runtime, compressed or not.
	pub fn new(code: Vec<u8>) -> Self {
		let hash = sp_crypto_hashing::blake2_256(&code).to_vec();
		Self {
			executor: WasmExecutor::<Hosts>::builder().build(),
			code,
			hash,
		}
	}

	/// The genesis state of a preset, made by the runtime itself.
	pub fn genesis(&self, preset: &str) -> Result<Storage> {
		let caller = GenesisConfigBuilderRuntimeCaller::<Extra>::new(&self.code);
		caller
			.get_storage_for_named_preset(Some(&preset.to_string()))
			.map_err(|error| anyhow!("the runtime makes no genesis of preset {preset:?}: {error}"))
	}

	/// Call a function of the runtime's interface over a state, which stays as it is (unless the
	/// function is a benchmark, which commits to it).
	pub fn call<B: Backend<BlakeTwo256>>(
		&self,
		state: &B,
		method: &str,
		data: &[u8],
	) -> Result<Vec<u8>> {
		let fetcher = WrappedRuntimeCode(self.code.as_slice().into());
		let code = RuntimeCode {
			code_fetcher: &fetcher,
			heap_pages: None,
			hash: self.hash.clone(),
		};
		let mut overlay = OverlayedChanges::<BlakeTwo256>::default();
		let mut extensions = Extensions::default();
		let mut machine = StateMachine::new(
			state,
			&mut overlay,
			&self.executor,
			method,
			data,
			&mut extensions,
			&code,
			CallContext::Offchain,
		);
		machine
			.execute()
			.map_err(|error| anyhow!("{method}: {error}"))
	}
}

/// The beginning of an answer, read as `R`.
pub fn read<R: Decode>(answer: &[u8]) -> Result<R> {
	R::decode(&mut &*answer).context("the runtime's answer has another shape than expected")
}
