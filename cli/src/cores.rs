//! Many proofs with all cores.
//!
//! The ring VRF itself splits its work over rayon's threads. If many proofs were spread over the
//! same threads, a thread that waits for a part of one proof would begin another one on top of it,
//! and another, until its stack overflows. So every core gets a pool of a single thread, in which
//! one proof is finished before the next begins. That is also the fastest way.

use std::{
	num::NonZeroUsize,
	sync::{
		atomic::{AtomicUsize, Ordering},
		Mutex, PoisonError,
	},
};

/// How many cores there are.
pub fn count() -> usize {
	std::thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

/// Do `work` for each number below `items`, in no particular order.
pub fn for_each(items: usize, work: impl Fn(usize) + Sync) {
	let next = AtomicUsize::new(0);
	let drain = || loop {
		let item = next.fetch_add(1, Ordering::Relaxed);
		if item >= items {
			return;
		}
		work(item);
	};
	std::thread::scope(|scope| {
		for _ in 0..count().min(items) {
			scope.spawn(
				|| match rayon::ThreadPoolBuilder::new().num_threads(1).build() {
					Ok(pool) => pool.install(drain),
					Err(_) => drain(),
				},
			);
		}
	});
}

/// The results of `work` for each number below `items`, in order.
pub fn map<R: Send>(items: usize, work: impl Fn(usize) -> R + Sync) -> Vec<R> {
	let results = Mutex::new(Vec::with_capacity(items));
	for_each(items, |item| {
		let result = work(item);
		results
			.lock()
			.unwrap_or_else(PoisonError::into_inner)
			.push((item, result));
	});
	let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
	results.sort_unstable_by_key(|(item, _)| *item);
	results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn map_returns_every_result_in_order() {
		assert_eq!(
			map(1_000, |item| item * 2),
			(0..1_000).map(|item| item * 2).collect::<Vec<_>>()
		);
		assert!(map(0, |item| item).is_empty());
	}

	#[test]
	fn for_each_leaves_parallel_work_within_an_item_on_one_thread() {
		let threads = map(4, |_| rayon::current_num_threads());
		assert_eq!(threads, [1; 4]);
	}
}
