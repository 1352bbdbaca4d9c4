//! Pinned epochs and what is kept for them.

use super::*;
use frame_support::{assert_ok, assert_storage_noop};
use veche_primitives::rolls::Rolls as _;

fn change(seed: u32) {
	if home(seed, VILLAGE).is_some() {
		assert_ok!(Rolls::withdraw(&key(seed), VILLAGE));
	} else {
		assert_ok!(Rolls::enroll(&key(seed), VILLAGE));
	}
	turn();
}

#[test]
fn superseded_version_is_deleted_when_nobody_pinned_it() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..3)
		.build_and_execute(|| {
			let before = epoch();
			change(3);
			assert_eq!(Rolls::ring(0, before), None);
			assert_eq!(Members::<Test>::iter().count(), 1);
			assert_eq!(Commitments::<Test>::iter().count(), 1);
		});
}

#[test]
fn pinned_version_is_kept_when_superseded() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..3)
		.build_and_execute(|| {
			let pinned = Rolls::pin().unwrap();
			let keys = members(0, pinned);
			for seed in 3..6 {
				change(seed);
			}
			assert_eq!(members(0, pinned), keys);
			assert!(provable(0, pinned));
			// In between nobody pinned, so nothing is kept, and nothing else is taken for it.
			let between = RollEpoch {
				turn: pinned.turn + 1,
				revision: 0,
			};
			assert_eq!(Rolls::ring(0, between), None);
		});
}

#[test]
fn pinned_version_is_deleted_when_the_last_pin_goes() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..3)
		.build_and_execute(|| {
			let pinned = Rolls::pin().unwrap();
			assert_eq!(Rolls::pin(), Some(pinned));
			change(3);
			Rolls::unpin(pinned);
			run_blocks(2);
			assert!(provable(0, pinned));
			Rolls::unpin(pinned);
			run_blocks(2);
			assert_eq!(Rolls::ring(0, pinned), None);
			assert_eq!(Members::<Test>::iter().count(), 1);
			assert!(Pins::<Test>::get().is_empty());
		});
}

#[test]
fn version_passes_to_the_older_pin_when_the_newer_goes() {
	let builder = ExtBuilder::default()
		.on_roll(VILLAGE, 0..3)
		.on_roll(NEIGHBOUR, 10..12);
	builder.build_and_execute(|| {
		let older = Rolls::pin().unwrap();
		assert_ok!(Rolls::enroll(&key(12), NEIGHBOUR));
		turn();
		let newer = Rolls::pin().unwrap();
		assert!(newer > older);
		change(3);
		let village = home(0, VILLAGE).unwrap();
		assert_eq!(members(village, older), members(village, newer));
		Rolls::unpin(newer);
		run_blocks(3);
		assert!(provable(village, older));
		Rolls::unpin(older);
		run_blocks(3);
		assert_eq!(Rolls::ring(village, older), None);
	});
}

#[test]
fn pin_refused_when_too_many_epochs_are_pinned() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..1)
		.build_and_execute(|| {
			MaxPins::set(2);
			let first = Rolls::pin().unwrap();
			change(1);
			Rolls::pin().unwrap();
			change(2);
			assert_eq!(Rolls::pin(), None);
			Rolls::unpin(first);
			run_blocks(2);
			assert_eq!(Rolls::pin(), Some(epoch()));
		});
}

#[test]
fn unpin_does_nothing_when_not_pinned() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..1)
		.build_and_execute(|| {
			Rolls::unpin(epoch());
			Rolls::unpin(RollEpoch {
				turn: 77,
				revision: 0,
			});
			assert!(Pins::<Test>::get().is_empty());
		});
}

#[test]
fn pin_again_adds_a_pin_when_the_epoch_is_no_longer_current() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..3)
		.build_and_execute(|| {
			let pinned = Rolls::pin().unwrap();
			change(3);
			assert!(pinned < epoch());
			assert!(Rolls::pin_again(pinned));
			assert_eq!(Pins::<Test>::get().get(&pinned), Some(&2));
			Rolls::unpin(pinned);
			run_blocks(2);
			assert!(provable(0, pinned));
			Rolls::unpin(pinned);
			run_blocks(2);
			assert_eq!(Rolls::ring(0, pinned), None);
			assert!(Pins::<Test>::get().is_empty());
		});
}

#[test]
fn pin_again_refused_when_the_epoch_is_not_pinned() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..3)
		.build_and_execute(|| {
			let old = epoch();
			change(3);
			let unborn = RollEpoch {
				turn: 77,
				revision: 0,
			};
			for absent in [old, epoch(), unborn] {
				assert_storage_noop!(assert!(!Rolls::pin_again(absent)));
			}
		});
}

#[test]
fn pin_again_refused_when_the_last_pin_was_released_but_not_yet_cleared_away() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..3)
		.build_and_execute(|| {
			let pinned = Rolls::pin().unwrap();
			change(3);
			Rolls::unpin(pinned);
			assert_eq!(Pins::<Test>::get().get(&pinned), Some(&0));
			assert_storage_noop!(assert!(!Rolls::pin_again(pinned)));
			run_blocks(2);
			assert_eq!(Rolls::ring(0, pinned), None);
		});
}

#[test]
fn pin_again_refused_when_it_is_pinned_as_often_as_can_be_counted() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..1)
		.build_and_execute(|| {
			let pinned = Rolls::pin().unwrap();
			Pins::<Test>::mutate(|pins| *pins.get_mut(&pinned).unwrap() = u32::MAX);
			assert_storage_noop!(assert!(!Rolls::pin_again(pinned)));
		});
}

#[test]
fn pin_again_succeeds_when_no_other_epoch_can_be_pinned() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..1)
		.build_and_execute(|| {
			MaxPins::set(1);
			let pinned = Rolls::pin().unwrap();
			change(1);
			assert_eq!(Rolls::pin(), None);
			assert!(Rolls::pin_again(pinned));
		});
}

#[test]
fn pins_can_be_released_in_any_order_when_some_were_pinned_again() {
	// Each order in which four pins of two epochs can go: two of the older, two of the newer.
	let orders = [
		[0, 0, 1, 1],
		[0, 1, 0, 1],
		[0, 1, 1, 0],
		[1, 0, 0, 1],
		[1, 0, 1, 0],
		[1, 1, 0, 0],
	];
	for order in orders {
		ExtBuilder::default()
			.on_roll(VILLAGE, 0..3)
			.build_and_execute(|| {
				let older = Rolls::pin().unwrap();
				change(3);
				let newer = Rolls::pin().unwrap();
				change(4);
				assert!(Rolls::pin_again(newer) && Rolls::pin_again(older));
				let pinned = [older, newer];
				let mut left = [2, 2];
				for which in order {
					Rolls::unpin(pinned[which]);
					left[which] -= 1;
					run_blocks(3);
					for (epoch, left) in pinned.into_iter().zip(left) {
						assert_eq!(Rolls::ring(0, epoch).is_some(), left > 0, "{order:?}");
					}
				}
				assert!(Pins::<Test>::get().is_empty());
				assert_eq!(Held::<Test>::iter().count(), 0);
				assert_eq!(Members::<Test>::iter().count(), 1);
			});
	}
}

#[test]
fn release_is_bounded_when_a_pin_held_many_precincts() {
	ExtBuilder::default()
		.max_ring(5)
		.on_roll(VILLAGE, 0..60)
		.build_and_execute(|| {
			let pinned = Rolls::pin().unwrap();
			for seed in 0..60 {
				assert_ok!(Rolls::withdraw(&key(seed), VILLAGE));
			}
			turn();
			let kept = Held::<Test>::iter().count();
			assert!(kept >= 12);
			Rolls::unpin(pinned);
			PrunesPerBlock::set(3);
			run_blocks(1);
			assert_eq!(Held::<Test>::iter().count(), kept - 3);
			run_blocks(kept as u64);
			assert_eq!(Held::<Test>::iter().count(), 0);
			assert!(Pins::<Test>::get().is_empty());
		});
}

#[test]
fn as_many_versions_as_pins_fit() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..1)
		.build_and_execute(|| {
			let mut pinned = Vec::new();
			for seed in 1..=MaxPins::get() {
				pinned.push(Rolls::pin().unwrap());
				change(seed);
			}
			// No pin is left, yet the precinct still changes, even by revocation.
			assert_eq!(Rolls::pin(), None);
			change(100);
			Rolls::revoke(&key(0));
			assert_ok!(Rolls::enroll(&key(101), VILLAGE));
			run_until(|phase| matches!(phase, Phase::Building { .. }));
			Rolls::revoke(&key(1));
			turn();
			assert_eq!(Versions::<Test>::get(0).len() as u32, MaxPins::get() + 1);
			for (index, epoch) in pinned.iter().enumerate() {
				assert_eq!(members(0, *epoch).len(), index + 1);
				assert!(provable(0, *epoch));
			}
		});
}
