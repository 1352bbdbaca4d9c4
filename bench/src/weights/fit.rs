//! From results to base and slopes.

use super::run::{Measured, Range};
use anyhow::Result;
use frame_benchmarking::{Analysis, BenchmarkResult, BenchmarkSelector};

/// A value that grows with the components.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
	/// With all components at zero.
	pub base: u128,
	/// More for each one of a component, in the order of the components.
	pub slopes: Vec<u128>,
}

/// What a benchmark came to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fit {
	/// Its name.
	pub name: String,
	/// Its components: name, lowest and highest value.
	pub components: Vec<(String, u32, u32)>,
	/// Time in picoseconds.
	pub time: Line,
	/// Reads from the database.
	pub reads: Line,
	/// Writes to the database.
	pub writes: Line,
	/// Shortest and longest time seen, in nanoseconds.
	pub seen: (u128, u128),
}

impl Fit {
	/// The names of the components.
	pub fn names(&self) -> Vec<String> {
		self.components
			.iter()
			.map(|(name, _, _)| name.clone())
			.collect()
	}
}

/// Fit what was measured: by least squares without outliers, or the median where nothing varies.
pub fn fit(measured: &Measured) -> Result<Fit> {
	let times = || measured.times.iter().map(|result| result.extrinsic_time);
	let named = |(component, low, high): &Range| (component.to_string(), *low, *high);
	Ok(Fit {
		name: measured.name.clone(),
		components: measured.ranges.iter().map(named).collect(),
		time: line(&measured.times, BenchmarkSelector::ExtrinsicTime)?,
		reads: line(&measured.accesses, BenchmarkSelector::Reads)?,
		writes: line(&measured.accesses, BenchmarkSelector::Writes)?,
		seen: (times().min().unwrap_or(0), times().max().unwrap_or(0)),
	})
}

fn line(results: &Vec<BenchmarkResult>, selector: BenchmarkSelector) -> Result<Line> {
	let analysis = Analysis::min_squares_iqr(results, selector)?;
	Ok(Line {
		base: analysis.base,
		slopes: analysis.slopes,
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use frame_benchmarking::BenchmarkParameter::{n, r};

	fn result(components: &[(frame_benchmarking::BenchmarkParameter, u32)]) -> BenchmarkResult {
		let value = |index: usize| components.get(index).map_or(0, |(_, value)| *value);
		BenchmarkResult {
			components: components.to_vec(),
			// 1000 ns, 20 ns for each n, 300 ns for each r.
			extrinsic_time: u128::from(1_000 + 20 * value(0) + 300 * value(1)),
			reads: 5 + value(0),
			writes: 2 + 3 * value(1),
			..Default::default()
		}
	}

	fn measured(ranges: Vec<Range>, results: Vec<BenchmarkResult>) -> Measured {
		Measured {
			name: "it".into(),
			ranges,
			times: results.clone(),
			accesses: results,
		}
	}

	#[test]
	fn the_median_is_taken_where_nothing_varies() {
		let mut results = vec![result(&[]); 5];
		results[0].extrinsic_time = 1_000_000;
		let fit = fit(&measured(Vec::new(), results)).unwrap();
		assert_eq!(
			fit.time,
			Line {
				base: 1_000_000,
				slopes: Vec::new()
			}
		);
		assert_eq!(
			fit.reads,
			Line {
				base: 5,
				slopes: Vec::new()
			}
		);
		assert_eq!(fit.seen, (1_000, 1_000_000));
	}

	#[test]
	fn base_and_slopes_are_found_in_the_order_of_the_components() {
		let mut results = Vec::new();
		for value in 0..10 {
			results.push(result(&[(n, value), (r, 9)]));
			results.push(result(&[(n, 9), (r, value)]));
		}
		let fit = fit(&measured(vec![(n, 0, 9), (r, 0, 9)], results)).unwrap();
		assert_eq!(fit.names(), ["n", "r"]);
		let near = |found: u128, expected: u128| found.abs_diff(expected) <= expected / 100;
		assert!(near(fit.time.base, 1_000_000), "{:?}", fit.time);
		assert!(near(fit.time.slopes[0], 20_000), "{:?}", fit.time);
		assert!(near(fit.time.slopes[1], 300_000), "{:?}", fit.time);
		assert_eq!(
			fit.reads,
			Line {
				base: 5,
				slopes: vec![1, 0]
			}
		);
		assert_eq!(
			fit.writes,
			Line {
				base: 2,
				slopes: vec![0, 3]
			}
		);
	}
}
