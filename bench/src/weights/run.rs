//! Dispatches benchmarks in the Wasm runtime.

use crate::executor::{read, Wasm};
use anyhow::{anyhow, bail, Context as _, Result};
use codec::Encode;
use frame_benchmarking::{
	BenchmarkBatch, BenchmarkConfig, BenchmarkList, BenchmarkParameter, BenchmarkResult,
};
use sc_client_db::BenchmarkingState;
use sp_runtime::traits::BlakeTwo256;

/// The preset the benchmarks start from.
const PRESET: &str = "development";
/// The interface's functions.
const METADATA: &str = "Benchmark_benchmark_metadata";
const DISPATCH: &str = "Benchmark_dispatch_benchmark";

/// A component and its range.
pub type Range = (BenchmarkParameter, u32, u32);
/// A value for each component.
pub type Point = Vec<(BenchmarkParameter, u32)>;

/// What a benchmark gave.
pub struct Measured {
	/// Its name.
	pub name: String,
	/// Its components.
	pub ranges: Vec<Range>,
	/// Results whose times count.
	pub times: Vec<BenchmarkResult>,
	/// Results whose reads and writes count.
	pub accesses: Vec<BenchmarkResult>,
}

/// A runtime with benchmarks, and states to run them over.
pub struct Bench {
	wasm: Wasm,
	list: Vec<BenchmarkList>,
	/// Counts no accesses, so that times are not spoilt.
	timing: BenchmarkingState<BlakeTwo256>,
	/// Counts accesses.
	counting: BenchmarkingState<BlakeTwo256>,
}

impl Bench {
	/// Build the genesis and ask which benchmarks there are.
	pub fn new(wasm: Wasm) -> Result<Self> {
		let genesis = wasm.genesis(PRESET)?;
		let state = |counts| {
			BenchmarkingState::<BlakeTwo256>::new(genesis.clone(), None, false, counts)
				.map_err(|error| anyhow!("no state for the benchmarks: {error}"))
		};
		let (timing, counting) = (state(false)?, state(true)?);
		let answer = wasm.call(&timing, METADATA, &false.encode()).context(
			"the runtime has no benchmarks; build it with the feature `runtime-benchmarks`",
		)?;
		// Behind the list come facts about storage, which only parachains need.
		let list = read(&answer)?;
		Ok(Self {
			wasm,
			list,
			timing,
			counting,
		})
	}

	/// The names of a pallet's benchmarks.
	pub fn benchmarks_of(&self, pallet: &str) -> Vec<String> {
		let of = self
			.list
			.iter()
			.filter(|list| list.pallet == pallet.as_bytes());
		let names = of
			.flat_map(|list| &list.benchmarks)
			.map(|one| text(&one.name));
		names.collect()
	}

	/// Run a benchmark over its ranges.
	pub fn measure(&self, pallet: &str, name: &str, steps: u32, repeat: u32) -> Result<Measured> {
		let missing =
			|| {
				anyhow!("{pallet} has no benchmark {name:?}; write one, or take it out of its WeightInfo")
			};
		let of_pallet = |list: &&BenchmarkList| list.pallet == pallet.as_bytes();
		let list = self.list.iter().find(of_pallet).ok_or_else(missing)?;
		let found = list
			.benchmarks
			.iter()
			.find(|one| one.name == name.as_bytes());
		let ranges = found.ok_or_else(missing)?.components.clone();
		let points = points(&ranges, steps);
		let mut measured = Measured {
			name: name.into(),
			ranges,
			times: Vec::new(),
			accesses: Vec::new(),
		};
		for (number, point) in points.iter().enumerate() {
			eprint!("\r  {pallet}::{name} {}/{} ", number + 1, points.len());
			let config = |verify, internal_repeats| BenchmarkConfig {
				pallet: list.pallet.clone(),
				instance: list.instance.clone(),
				benchmark: name.into(),
				selected_components: point.clone(),
				verify,
				internal_repeats,
			};
			// First with the benchmark's own assertions, which would only disturb the times.
			self.dispatch(&self.timing, &config(true, 1))?;
			measured
				.accesses
				.extend(self.dispatch(&self.counting, &config(false, 1))?);
			measured
				.times
				.extend(self.dispatch(&self.timing, &config(false, repeat))?);
		}
		eprint!("\r\x1b[K");
		Ok(measured)
	}

	fn dispatch(
		&self,
		state: &BenchmarkingState<BlakeTwo256>,
		config: &BenchmarkConfig,
	) -> Result<Vec<BenchmarkResult>> {
		let what = || {
			let values: Vec<_> = config
				.selected_components
				.iter()
				.map(|(component, value)| format!("{component}={value}"))
				.collect();
			let (pallet, name) = (text(&config.pallet), text(&config.benchmark));
			format!("benchmark {pallet}::{name} [{}] failed", values.join(" "))
		};
		let answer = self
			.wasm
			.call(state, DISPATCH, &config.encode())
			.with_context(what)?;
		let outcome: Result<Vec<BenchmarkBatch>, String> = read(&answer)?;
		let batches = outcome.map_err(|error| anyhow!(error)).with_context(what)?;
		let results: Vec<_> = batches
			.into_iter()
			.flat_map(|batch| batch.results)
			.collect();
		if results.is_empty() {
			bail!("{}: it gave no result, so it skipped itself", what());
		}
		Ok(results)
	}
}

/// The values to try: each component from low to high, the others at their highest, as the SDK's own
/// tool does.
fn points(ranges: &[Range], steps: u32) -> Vec<Point> {
	if ranges.is_empty() {
		return vec![Point::new()];
	}
	let mut points = Vec::new();
	for (component, low, high) in ranges {
		for value in values(*low, *high, steps) {
			let at = |(other, _, highest): &Range| {
				(*other, if other == component { value } else { *highest })
			};
			let point: Point = ranges.iter().map(at).collect();
			if !points.contains(&point) {
				points.push(point);
			}
		}
	}
	points
}

/// `steps` values from `low` to `high`, both included, evenly spread and each once.
fn values(low: u32, high: u32, steps: u32) -> Vec<u32> {
	let width = u64::from(high.saturating_sub(low));
	let last = u64::from(steps.max(2) - 1);
	let mut values: Vec<u32> = (0..=last)
		.map(|step| low.saturating_add(u32::try_from(width * step / last).unwrap_or(u32::MAX)))
		.collect();
	values.dedup();
	values
}

fn text(bytes: &[u8]) -> String {
	String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
	use super::*;
	use BenchmarkParameter::{n, r};

	#[test]
	fn a_benchmark_without_components_is_one_point() {
		assert_eq!(points(&[], 20), [Vec::new()]);
	}

	#[test]
	fn values_reach_both_ends_and_none_comes_twice() {
		assert_eq!(values(1, 64, 4), [1, 22, 43, 64]);
		assert_eq!(values(0, 3, 20), [0, 1, 2, 3]);
		assert_eq!(values(5, 5, 20), [5]);
	}

	#[test]
	fn one_component_moves_while_the_others_are_at_their_highest() {
		let expected = [
			vec![(n, 0), (r, 3)],
			vec![(n, 10), (r, 3)],
			vec![(n, 10), (r, 1)],
		];
		assert_eq!(points(&[(n, 0, 10), (r, 1, 3)], 2), expected);
	}
}
