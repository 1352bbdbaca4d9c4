//! An epoch of the consensus, and among how many seeds a coalition of validators can choose.
//!
//! The rule is that of `pallet_babe` (`deposit_randomness`, `randomness_change_epoch`): only primary
//! blocks contribute; contributions are gathered in segments of 256, in the order of the chain; the
//! segment that is begun last is left out. So the seed is fixed when a segment is full and one more
//! primary block has come, in the midst of the epoch and not at its end.
//!
//! A validator knows its own contributions to the whole epoch beforehand, and nobody else's before
//! they are published. Leaving one out lets all later ones move up by a place. So whoever fills the
//! last places of a segment chooses what it contains: of `m` own contributions in a row any `r`, if `r`
//! places are left. Over all `r` these are the subsets of `m`: 2^m. If somebody else's comes between,
//! what was decided before is decided.

use rand_chacha::ChaCha8Rng;
use rand_distr::{Bernoulli, Distribution, Poisson};

/// Slots of an epoch on a real network.
pub const SLOTS: u32 = 2_400;
/// Share of slots that have a primary author.
pub const PRIMARY: f64 = 0.25;
/// Contributions of a segment.
pub const SEGMENT: usize = 256;

/// How likely a slot has a primary author among validators who are this share of all, if these are
/// many: claims are made independently.
pub fn claimed(share: f64) -> f64 {
	-(share * (1.0 - PRIMARY).ln()).exp_m1()
}

/// Own slots up to and including the next one in which somebody else contributes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Stretch {
	/// For each slot in which only the coalition can contribute: how many of it can.
	own: Vec<u64>,
	/// How many of the coalition can contribute in the slot of somebody else, instead of them.
	instead: u64,
}

impl Stretch {
	/// In how many ways the coalition can fill exactly so many places with its own.
	fn ways(&self) -> Vec<u64> {
		let mut ways = vec![1u64];
		for choices in &self.own {
			ways.push(0);
			for filled in (1..ways.len()).rev() {
				let more = ways[filled - 1].saturating_mul(*choices);
				ways[filled] = ways[filled].saturating_add(more);
			}
		}
		ways
	}
}

/// An epoch: who can contribute in which order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Epoch {
	stretches: Vec<Stretch>,
	/// Primary slots, and those of them that the coalition cannot leave empty.
	primary: usize,
	others: usize,
}

impl Epoch {
	/// One of so many slots, with a coalition of this share of the validators.
	pub fn draw(slots: u32, coalition: f64, chance: &mut ChaCha8Rng) -> Self {
		let ours = -coalition * (1.0 - PRIMARY).ln();
		let ours = Poisson::new(ours).ok();
		let theirs = Bernoulli::new(claimed(1.0 - coalition)).expect("a share of the slots");
		let slots = (0..slots).map(|_| {
			let own = ours.map_or(0.0, |ours| ours.sample(chance));
			(own as u64, theirs.sample(chance))
		});
		Self::of(slots)
	}

	/// The epoch of these slots: how many of the coalition, and whether somebody else can contribute.
	fn of(slots: impl IntoIterator<Item = (u64, bool)>) -> Self {
		let mut epoch = Self {
			stretches: Vec::new(),
			primary: 0,
			others: 0,
		};
		let mut stretch = Stretch::default();
		for (own, others) in slots {
			epoch.primary += usize::from(own > 0 || others);
			epoch.others += usize::from(others);
			if others {
				stretch.instead = own;
				epoch.stretches.push(std::mem::take(&mut stretch));
			} else if own > 0 {
				stretch.own.push(own);
			}
		}
		epoch.stretches.push(stretch);
		epoch
	}

	/// Among how many seeds the coalition can choose at most, if it knows from the beginning in which
	/// slots others will contribute, and leaves out whatever it likes. It can move the end of a
	/// segment to where it fills most, and choose how many segments count.
	pub fn choices(&self) -> u64 {
		(1..=self.primary / SEGMENT)
			.filter(|segments| self.can_end_after(*segments))
			.map(|segments| self.known_seeds(segments * SEGMENT))
			.fold(0u64, u64::saturating_add)
			.max(1)
	}

	/// Whether exactly so many segments can count.
	fn can_end_after(&self, segments: usize) -> bool {
		segments * SEGMENT < self.primary && self.others <= (segments + 1) * SEGMENT
	}

	/// Among how many it can choose if it contributes whatever it can, until it can fill what is left
	/// of the last segment by itself.
	pub fn choices_at_the_end(&self) -> u64 {
		let segments = self.primary.saturating_sub(1) / SEGMENT;
		let mut left = segments * SEGMENT;
		for stretch in &self.stretches {
			let ways = stretch.ways();
			if let Some(ways) = ways.get(left) {
				// Or it leaves the last place to whoever comes.
				return ways.saturating_add(u64::from(left > 0));
			}
			left -= ways.len() - 1;
			if left == 1 {
				return stretch.instead.saturating_add(1);
			}
			left = left.saturating_sub(1);
		}
		1
	}

	/// The most seeds the coalition can know while it can still make them come true, one after the
	/// other, when the seed is fixed by so many contributions.
	fn known_seeds(&self, contributions: usize) -> u64 {
		// From the end of the epoch backwards: how many are known from here on, by places left.
		let mut later = vec![0u64; contributions + 1];
		for stretch in self.stretches.iter().rev() {
			let ways = stretch.ways();
			let known_with = |left: usize| {
				let filled_here = ways.get(left).copied().unwrap_or(0);
				let go_on = (0..ways.len().min(left)).map(|own| match left - own - 1 {
					0 => stretch.instead.saturating_add(1),
					rest => later[rest],
				});
				filled_here.saturating_add(go_on.max().unwrap_or(0))
			};
			let now = (0..=contributions).map(known_with).collect();
			later = now;
		}
		later[contributions]
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use rand_chacha::rand_core::SeedableRng;

	const OWN: (u64, bool) = (1, false);
	const OTHER: (u64, bool) = (0, true);
	const BOTH: (u64, bool) = (1, true);

	fn known(slots: &[(u64, bool)], contributions: usize) -> u64 {
		Epoch::of(slots.iter().copied()).known_seeds(contributions)
	}

	#[test]
	fn nobody_can_choose_when_all_is_others() {
		assert_eq!(known(&[OTHER, OTHER, OTHER], 2), 1);
		let mut chance = ChaCha8Rng::seed_from_u64(1);
		let epoch = Epoch::draw(SLOTS, 0.0, &mut chance);
		assert_eq!((epoch.choices(), epoch.choices_at_the_end()), (1, 1));
	}

	#[test]
	fn places_left_are_filled_with_any_of_the_own_ones() {
		// Three of five, or two and then whoever comes.
		assert_eq!(known(&[OWN, OWN, OWN, OWN, OWN, OTHER], 3), 10 + 1);
		// One of two, or whoever comes.
		assert_eq!(known(&[OWN, OWN, OTHER], 1), 2 + 1);
	}

	#[test]
	fn own_ones_before_somebody_elses_are_decided_when_that_comes() {
		// Either the own one fills the place, or the other's; what comes later is too late.
		assert_eq!(known(&[OWN, OTHER, OWN, OWN], 1), 2);
		// The first can be left out to have two places left; but then the choice is as narrow.
		assert_eq!(known(&[OWN, OTHER, OWN, OTHER], 2), 2);
	}

	#[test]
	fn one_slot_of_both_is_a_choice_of_two() {
		assert_eq!(known(&[BOTH, OTHER], 1), 2);
		assert_eq!(known(&[(3, true), OTHER], 1), 4);
		assert_eq!(known(&[(3, false), OTHER], 1), 4);
	}

	#[test]
	fn all_places_together_are_the_subsets_of_a_row() {
		let row = Stretch {
			own: vec![1; 6],
			instead: 0,
		};
		assert_eq!(row.ways(), [1, 6, 15, 20, 15, 6, 1]);
		assert_eq!(row.ways().iter().sum::<u64>(), 1 << 6);
	}

	#[test]
	fn at_the_end_only_the_row_that_fills_the_segment_can_be_chosen_from() {
		let end = |row: &[(u64, bool)]| {
			let before = std::iter::repeat_n(OTHER, SEGMENT - 2);
			let slots = before.chain(row.iter().copied());
			Epoch::of(slots).choices_at_the_end()
		};
		assert_eq!(end(&[OTHER, OTHER, OTHER]), 1);
		assert_eq!(end(&[OTHER, OWN, OTHER, OTHER]), 2);
		assert_eq!(end(&[OWN, OWN, OWN, OTHER, OTHER]), 3 + 1);
		assert_eq!(end(&[OWN, BOTH, OTHER, OTHER]), 2);
	}

	#[test]
	fn a_segment_counts_only_when_it_is_full_and_one_more_has_come() {
		let epoch = |others: usize| Epoch::of(std::iter::repeat_n(OTHER, others));
		assert!(!epoch(SEGMENT).can_end_after(1));
		assert!(epoch(SEGMENT + 1).can_end_after(1));
		assert!(epoch(2 * SEGMENT).can_end_after(1));
		assert!(!epoch(2 * SEGMENT + 1).can_end_after(1));
	}

	#[test]
	fn a_quarter_of_the_slots_is_claimed_by_all_together() {
		assert!((claimed(1.0) - PRIMARY).abs() < 1e-12);
		let (third, rest) = (claimed(1.0 / 3.0), claimed(2.0 / 3.0));
		assert!(((1.0 - third) * (1.0 - rest) - (1.0 - PRIMARY)).abs() < 1e-12);
		let mut chance = ChaCha8Rng::seed_from_u64(1);
		let epoch = Epoch::draw(100_000, 1.0 / 3.0, &mut chance);
		assert!((epoch.primary as f64 / 100_000.0 - PRIMARY).abs() < 0.01);
		assert!((epoch.others as f64 / 100_000.0 - rest).abs() < 0.01);
	}

	#[test]
	fn a_larger_coalition_can_choose_among_more() {
		let mean = |share| {
			let mut chance = ChaCha8Rng::seed_from_u64(1);
			let choices = (0..20).map(|_| Epoch::draw(SLOTS, share, &mut chance).choices());
			choices.sum::<u64>() as f64 / 20.0
		};
		let means = [0.0, 0.1, 1.0 / 3.0, 0.45].map(mean);
		assert!(means.is_sorted_by(|less, more| less < more), "{means:?}");
	}
}
