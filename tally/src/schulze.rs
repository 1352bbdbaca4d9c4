//! The Schulze method: who beats whom, directly and through beat paths.
//!
//! A pairwise matrix is a slice in row-major order: `a * options + b` holds the ballots that put
//! `a` above `b`. A link from `a` to `b` exists if more ballots put `a` above `b` than the
//! reverse, and is as strong as the number of ballots for it ("winning votes"). A path is as
//! strong as its weakest link. An option wins if no other has a stronger path to it than it has
//! to the other. At least one option always does. To have the stronger path is transitive, so
//! the options can also be put in order; see [`crate::order()`].

use alloc::{vec, vec::Vec};

use crate::MAX_OPTIONS;

/// The strength of the strongest path between all pairs of options, in the shape of the matrix
/// given; 0 where there is none. Empty if the matrix is not `options` by `options`.
pub fn strongest_paths(options: u8, pairwise: &[u32]) -> Vec<u32> {
	let Some(n) = side(options, pairwise) else {
		return Vec::new();
	};
	let mut paths = vec![0u32; pairwise.len()];
	for (a, row) in paths.chunks_exact_mut(n).enumerate() {
		for (b, path) in row.iter_mut().enumerate() {
			let (won, lost) = (at(pairwise, n, a, b), at(pairwise, n, b, a));
			*path = if a != b && won > lost { won } else { 0 };
		}
	}
	// Widest paths: let each option in turn be a station on the way of all others.
	for via in 0..n {
		let from_via: Vec<u32> = paths.chunks_exact(n).nth(via).unwrap_or(&[]).to_vec();
		for (a, row) in paths.chunks_exact_mut(n).enumerate() {
			let to_via = row.get(via).copied().unwrap_or(0);
			for (b, (path, onwards)) in row.iter_mut().zip(&from_via).enumerate() {
				if a != b {
					*path = (*path).max(to_via.min(*onwards));
				}
			}
		}
	}
	paths
}

/// The options that win by the Schulze method, ascending; more than one if they tie. Empty if the
/// matrix is not `options` by `options`.
pub fn schulze(options: u8, pairwise: &[u32]) -> Vec<u8> {
	let paths = strongest_paths(options, pairwise);
	let Some(n) = side(options, &paths) else {
		return Vec::new();
	};
	(0..options)
		.filter(|&a| {
			let a = usize::from(a);
			(0..n).all(|b| at(&paths, n, a, b) >= at(&paths, n, b, a))
		})
		.collect()
}

/// The option that more ballots put above than below each other option, if there is one.
pub fn condorcet_winner(options: u8, pairwise: &[u32]) -> Option<u8> {
	let n = side(options, pairwise)?;
	(0..options).find(|&a| {
		let a = usize::from(a);
		(0..n).all(|b| a == b || at(pairwise, n, a, b) > at(pairwise, n, b, a))
	})
}

/// The side of the matrix, if it is a square of the right size.
fn side(options: u8, matrix: &[u32]) -> Option<usize> {
	let n = usize::from(options);
	let fits = n > 0 && u32::from(options) <= MAX_OPTIONS && n.checked_mul(n) == Some(matrix.len());
	fits.then_some(n)
}

/// The cell at row `a`, column `b`; 0 outside of the matrix.
pub(crate) fn at(matrix: &[u32], n: usize, a: usize, b: usize) -> u32 {
	a.checked_mul(n)
		.and_then(|start| start.checked_add(b))
		.filter(|_| b < n)
		.and_then(|cell| matrix.get(cell))
		.copied()
		.unwrap_or(0)
}
