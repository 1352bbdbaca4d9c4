//! All options in the order of the count, for those who must know who came after the winner.

use alloc::{vec, vec::Vec};

use crate::{
	decide,
	schulze::{at, strongest_paths},
	Method, Ppm, Tally, ABSTAIN, NO, YES,
};

/// All options of a question in the order of the count, the first the one that [`decide`] names
/// with the same majority and lot. Empty if it names nobody.
///
/// - Yes/no: what won, then the other, abstain last. No lot.
/// - Plurality, approval and marks: by count, the highest first.
/// - Schulze: an option stands before every other to which it has the stronger path. Options that
///   have their place already remain stations of the paths. Who beats all others is first, who
///   loses to all others last.
///
/// The lot breaks ties place by place. For each place it draws among those of the options left that
/// no other of them precedes, ascending. The number in the first 16 bytes of the lot, lowest byte
/// first, modulo how many they are, says which; for the next place it is divided by how many they
/// were. So one draw tells nothing about another, and where the same options tie for several places
/// each sequence of them is as likely as the others, up to one part in 2^10.
pub fn order(tally: &Tally, majority: Ppm, lot: &[u8; 32]) -> Vec<u8> {
	let Some(winner) = decide(tally, majority, lot).winner else {
		return Vec::new();
	};
	if tally.method == Method::YesNo {
		let other = if winner == YES { NO } else { YES };
		return vec![winner, other, ABSTAIN];
	}
	let paths = match tally.method {
		Method::Schulze => strongest_paths(tally.options, &tally.pairwise),
		_ => Vec::new(),
	};
	let path = |a: u8, b: u8| {
		let n = usize::from(tally.options);
		at(&paths, n, usize::from(a), usize::from(b))
	};
	let precedes = |a: u8, b: u8| match tally.method {
		Method::Schulze => path(a, b) > path(b, a),
		_ => tally.count(a) > tally.count(b),
	};

	let mut draws = Draws::new(lot);
	let mut rest: Vec<u8> = (0..tally.options).collect();
	let mut order = Vec::with_capacity(rest.len());
	while !rest.is_empty() {
		let first: Vec<u8> = rest
			.iter()
			.copied()
			.filter(|option| !rest.iter().any(|other| precedes(*other, *option)))
			.collect();
		// There always is one, since to precede is transitive.
		let Some(next) = draws.draw(&first) else {
			break;
		};
		rest.retain(|option| *option != next);
		order.push(next);
	}
	order
}

/// A lot that is drawn from again and again, each draw independent of those before.
pub(crate) struct Draws(u128);

impl Draws {
	/// From 32 bytes, of which the first 16 are used.
	pub(crate) fn new(lot: &[u8; 32]) -> Self {
		let half = lot.first_chunk::<16>().copied().unwrap_or_default();
		Draws(u128::from_le_bytes(half))
	}

	/// One of the options. The first draw takes each as likely as the others up to one part in
	/// 2^120; none of no options.
	pub(crate) fn draw(&mut self, options: &[u8]) -> Option<u8> {
		let count = u128::try_from(options.len()).ok()?;
		let place = self.0.checked_rem(count)?;
		self.0 = self.0.checked_div(count)?;
		options.get(usize::try_from(place).ok()?).copied()
	}
}
