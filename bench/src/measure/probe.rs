//! The runtime asked what it thinks of transactions, and how long it takes to answer.

use crate::executor::Wasm;
use anyhow::{ensure, Context as _, Result};
use codec::Encode;
use rayon::{ThreadPool, ThreadPoolBuilder};
use sp_core::{storage::Storage, H256};
use sp_runtime::{traits::BlakeTwo256, transaction_validity::TransactionSource, StateVersion};
use sp_state_machine::InMemoryBackend;
use std::time::{Duration, Instant};
use veche_cli::chain::Refused;

/// A state over which the runtime is asked.
pub struct Probe<'a> {
	wasm: &'a Wasm,
	chain: InMemoryBackend<BlakeTwo256>,
}

impl<'a> Probe<'a> {
	/// Over this state, which stays as it is.
	pub fn new(wasm: &'a Wasm, state: Storage) -> Self {
		let chain = InMemoryBackend::<BlakeTwo256>::from((state, StateVersion::V1));
		Self { wasm, chain }
	}

	/// Ask the runtime what it thinks of a transaction, as a node does before it takes one.
	pub fn ask(&self, transaction: &[u8]) -> Result<Option<Refused>> {
		const FUNCTION: &str = "TaggedTransactionQueue_validate_transaction";
		let parent = H256::repeat_byte(7).encode();
		let question = [
			TransactionSource::External.encode(),
			transaction.to_vec(),
			parent,
		]
		.concat();
		let answer = self.wasm.call(&self.chain, FUNCTION, &question)?;
		Ok(Refused::from_validity(&answer))
	}

	/// The time of an answer, which must be this: a refusal with a code, or none.
	pub fn time(&self, transaction: &[u8], code: Option<u8>, repeat: usize) -> Result<f64> {
		let found = self.ask(transaction)?;
		ensure!(
			found.as_ref().map(Refused::code) == code.map(Some),
			"the runtime was to answer with {code:?}, not with {found:?}"
		);
		median(repeat, || self.ask(transaction).map(drop))
	}
}

/// A pool for figures that shall not depend on the number of cores.
pub fn one_thread() -> Result<ThreadPool> {
	let pool = ThreadPoolBuilder::new().num_threads(1).build();
	pool.context("no thread for one-threaded figures")
}

/// The median time in milliseconds, after one run that does not count.
pub fn median(repeat: usize, mut run: impl FnMut() -> Result<()>) -> Result<f64> {
	run()?;
	let mut times = Vec::with_capacity(repeat);
	for _ in 0..repeat.max(1) {
		let start = Instant::now();
		run()?;
		times.push(start.elapsed());
	}
	Ok(middle(times).as_secs_f64() * 1e3)
}

fn middle(mut times: Vec<Duration>) -> Duration {
	times.sort_unstable();
	times.get(times.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
	use super::*;
	use anyhow::bail;

	#[test]
	fn the_middle_ignores_outliers() {
		let times = [9, 1, 500, 2, 3].map(Duration::from_millis);
		assert_eq!(middle(times.to_vec()), Duration::from_millis(3));
		assert_eq!(middle(Vec::new()), Duration::ZERO);
	}

	#[test]
	fn median_runs_once_more_than_it_counts_and_passes_errors_on() {
		let mut runs = 0;
		median(4, || {
			runs += 1;
			Ok(())
		})
		.unwrap();
		assert_eq!(runs, 5);
		assert!(median(4, || bail!("broken")).is_err());
	}
}
