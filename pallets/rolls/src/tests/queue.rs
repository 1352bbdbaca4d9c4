//! Queueing changes.

use super::*;
use frame_support::{assert_noop, assert_ok};
use veche_primitives::rolls::{Electorate, Rolls as _};

#[test]
fn enroll_waits_for_the_turn() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Rolls::enroll(&key(0), VILLAGE));
		assert_eq!(electors(VILLAGE), 0);
		assert_eq!(home(0, VILLAGE), None);
		assert_eq!(Rolls::progress().waiting, 1);
		turn();
		assert_eq!(electors(VILLAGE), 1);
		assert_eq!(home(0, VILLAGE), Some(0));
	});
}

#[test]
fn enroll_refused_when_key_is_no_point() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			Rolls::enroll(&[0xff; 32], VILLAGE),
			Error::<Test>::InvalidKey
		);
	});
}

#[test]
fn enroll_refused_when_key_is_the_identity() {
	ExtBuilder::default().build_and_execute(|| {
		let mut identity = [0; 32];
		identity[0] = 1;
		assert!(!Rolls::is_valid_key(&identity));
		assert_noop!(Rolls::enroll(&identity, VILLAGE), Error::<Test>::InvalidKey);
	});
}

#[test]
fn enroll_refused_when_key_is_zero() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(Rolls::enroll(&[0; 32], VILLAGE), Error::<Test>::InvalidKey);
	});
}

#[test]
fn enroll_refused_when_unit_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		let nowhere = Electorate::Unit(UNITS);
		assert_noop!(Rolls::enroll(&key(0), nowhere), Error::<Test>::UnknownUnit);
	});
}

#[test]
fn enroll_refused_when_already_on_roll() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..1)
		.build_and_execute(|| {
			assert_noop!(
				Rolls::enroll(&key(0), VILLAGE),
				Error::<Test>::AlreadyOnRoll
			);
		});
}

#[test]
fn enroll_refused_when_already_queued() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Rolls::enroll(&key(0), VILLAGE));
		assert_noop!(
			Rolls::enroll(&key(0), VILLAGE),
			Error::<Test>::ChangePending
		);
	});
}

#[test]
fn enroll_refused_when_already_placed_by_the_turn_under_way() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Rolls::enroll(&key(0), VILLAGE));
		run_until(|phase| matches!(phase, Phase::Building { .. }));
		assert_noop!(
			Rolls::enroll(&key(0), VILLAGE),
			Error::<Test>::AlreadyOnRoll
		);
	});
}

#[test]
fn enroll_keeps_the_key_when_it_waits_to_leave() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..2)
		.build_and_execute(|| {
			assert_ok!(Rolls::withdraw(&key(0), VILLAGE));
			assert_ok!(Rolls::enroll(&key(0), VILLAGE));
			assert_eq!(Rolls::progress().waiting, 0);
			assert_eq!(electors(VILLAGE), 2);
		});
}

#[test]
fn enroll_refused_when_queue_is_full() {
	ExtBuilder::default().build_and_execute(|| {
		MaxChanges::set(2);
		assert_ok!(Rolls::enroll(&key(0), VILLAGE));
		assert_ok!(Rolls::enroll(&key(1), VILLAGE));
		assert_noop!(Rolls::enroll(&key(2), VILLAGE), Error::<Test>::QueueFull);
	});
}

#[test]
fn enroll_refused_when_on_too_many_rolls() {
	ExtBuilder::default().build_and_execute(|| {
		for group in 0..MAX_ROLLS_PER_KEY {
			assert_ok!(Rolls::enroll(&key(0), Electorate::Group(group)));
		}
		assert_noop!(Rolls::enroll(&key(0), VILLAGE), Error::<Test>::TooManyRolls);
	});
}

#[test]
fn enroll_puts_a_key_on_several_rolls() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Rolls::enroll(&key(0), VILLAGE));
		assert_ok!(Rolls::enroll(&key(0), JURISTS));
		turn();
		assert_ne!(home(0, VILLAGE), home(0, JURISTS));
		assert_eq!((electors(VILLAGE), electors(JURISTS)), (1, 1));
	});
}

#[test]
fn enroll_at_genesis_is_placed_from_the_first_block_on() {
	let mut ext = ExtBuilder::default().on_roll(VILLAGE, 0..3).build();
	ext.execute_with(|| {
		assert!(System::block_number() < TURN_LENGTH);
		assert_eq!(electors(VILLAGE), 3);
	});
}

#[test]
fn withdraw_takes_effect_at_the_turn() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..3)
		.build_and_execute(|| {
			assert_ok!(Rolls::withdraw(&key(1), VILLAGE));
			assert_eq!(electors(VILLAGE), 3);
			turn();
			assert_eq!(electors(VILLAGE), 2);
			assert_eq!(home(1, VILLAGE), None);
			assert!(!Keys::<Test>::contains_key(key(1)));
		});
}

#[test]
fn withdraw_refused_when_not_on_roll() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..1)
		.build_and_execute(|| {
			assert_noop!(Rolls::withdraw(&key(0), JURISTS), Error::<Test>::NotOnRoll);
			assert_noop!(Rolls::withdraw(&key(1), VILLAGE), Error::<Test>::NotOnRoll);
		});
}

#[test]
fn withdraw_refused_when_already_leaving() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..1)
		.build_and_execute(|| {
			assert_ok!(Rolls::withdraw(&key(0), VILLAGE));
			assert_noop!(
				Rolls::withdraw(&key(0), VILLAGE),
				Error::<Test>::ChangePending
			);
		});
}

#[test]
fn withdraw_refused_when_the_turn_under_way_takes_the_key_off() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..2)
		.build_and_execute(|| {
			assert_ok!(Rolls::withdraw(&key(0), VILLAGE));
			run_until(|phase| matches!(phase, Phase::Building { .. }));
			assert_noop!(Rolls::withdraw(&key(0), VILLAGE), Error::<Test>::NotOnRoll);
		});
}

#[test]
fn withdraw_refused_when_queue_is_full() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..2)
		.build_and_execute(|| {
			MaxChanges::set(1);
			assert_ok!(Rolls::withdraw(&key(0), VILLAGE));
			assert_noop!(Rolls::withdraw(&key(1), VILLAGE), Error::<Test>::QueueFull);
		});
}

#[test]
fn withdraw_unqueues_when_the_key_only_waits() {
	ExtBuilder::default().build_and_execute(|| {
		for seed in 0..4 {
			assert_ok!(Rolls::enroll(&key(seed), VILLAGE));
		}
		assert_ok!(Rolls::withdraw(&key(1), VILLAGE));
		assert_eq!(Rolls::progress().waiting, 3);
		assert!(!Keys::<Test>::contains_key(key(1)));
		turn();
		assert_eq!(electors(VILLAGE), 3);
	});
}

#[test]
fn moving_home_is_one_membership_in_every_epoch() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..2)
		.build_and_execute(|| {
			assert_ok!(Rolls::withdraw(&key(0), VILLAGE));
			assert_ok!(Rolls::enroll(&key(0), NEIGHBOUR));
			let before = epoch();
			while epoch() == before {
				assert!(home(0, VILLAGE).is_some() && home(0, NEIGHBOUR).is_none());
				assert_eq!(
					(electors(VILLAGE), electors(NEIGHBOUR), electors(DISTRICT)),
					(2, 0, 2)
				);
				run_blocks(1);
			}
			assert!(home(0, VILLAGE).is_none() && home(0, NEIGHBOUR).is_some());
			assert_eq!(
				(electors(VILLAGE), electors(NEIGHBOUR), electors(DISTRICT)),
				(1, 1, 2)
			);
		});
}

#[test]
fn replace_moves_every_roll_at_one_turn() {
	let builder = ExtBuilder::default()
		.on_roll(VILLAGE, 0..2)
		.on_roll(JURISTS, 0..1);
	builder.build_and_execute(|| {
		assert_ok!(Rolls::replace(&key(0), &key(9)));
		let before = epoch();
		while epoch() == before {
			assert!(home(0, VILLAGE).is_some() && home(0, JURISTS).is_some());
			assert!(home(9, VILLAGE).is_none() && home(9, JURISTS).is_none());
			run_blocks(1);
		}
		assert!(home(0, VILLAGE).is_none() && home(0, JURISTS).is_none());
		assert!(home(9, VILLAGE).is_some() && home(9, JURISTS).is_some());
		assert_eq!((electors(VILLAGE), electors(JURISTS)), (2, 1));
	});
}

#[test]
fn replace_takes_over_a_place_in_the_queue() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Rolls::enroll(&key(0), VILLAGE));
		assert_ok!(Rolls::replace(&key(0), &key(1)));
		assert_eq!(Rolls::progress().waiting, 1);
		turn();
		assert_eq!((home(0, VILLAGE), home(1, VILLAGE)), (None, Some(0)));
	});
}

#[test]
fn replace_refused_when_old_key_is_on_no_roll() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(Rolls::replace(&key(0), &key(1)), Error::<Test>::NotOnRoll);
	});
}

#[test]
fn replace_refused_when_new_key_is_invalid() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..1)
		.build_and_execute(|| {
			assert_noop!(Rolls::replace(&key(0), &[0; 32]), Error::<Test>::InvalidKey);
		});
}

#[test]
fn replace_changes_nothing_when_new_key_is_on_one_of_the_rolls() {
	let builder = ExtBuilder::default()
		.on_roll(VILLAGE, 0..1)
		.on_roll(JURISTS, 0..2);
	builder.build_and_execute(|| {
		assert_noop!(
			Rolls::replace(&key(0), &key(1)),
			Error::<Test>::AlreadyOnRoll
		);
	});
}

#[test]
fn replace_refused_when_new_key_already_waits() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..1)
		.build_and_execute(|| {
			assert_ok!(Rolls::enroll(&key(1), VILLAGE));
			assert_noop!(
				Rolls::replace(&key(0), &key(1)),
				Error::<Test>::ChangePending
			);
		});
}

#[test]
fn replace_changes_nothing_when_queue_has_room_for_half() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..1)
		.build_and_execute(|| {
			MaxChanges::set(1);
			assert_noop!(Rolls::replace(&key(0), &key(1)), Error::<Test>::QueueFull);
		});
}

#[test]
fn replace_twice_before_the_turn_leaves_only_the_last_key() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..1)
		.build_and_execute(|| {
			assert_ok!(Rolls::replace(&key(0), &key(1)));
			assert_ok!(Rolls::replace(&key(1), &key(2)));
			turn();
			assert_eq!((home(0, VILLAGE), home(1, VILLAGE)), (None, None));
			assert!(home(2, VILLAGE).is_some());
		});
}

#[test]
fn changes_queued_during_a_turn_wait_for_the_next() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..1)
		.build_and_execute(|| {
			assert_ok!(Rolls::enroll(&key(1), VILLAGE));
			run_until(|phase| matches!(phase, Phase::Building { .. }));
			assert_ok!(Rolls::enroll(&key(2), VILLAGE));
			turn();
			assert!(home(1, VILLAGE).is_some() && home(2, VILLAGE).is_none());
			turn();
			assert!(home(2, VILLAGE).is_some());
		});
}

#[test]
fn owns_key_holds_only_for_its_maker_and_message() {
	ExtBuilder::default().build_and_execute(|| {
		let signature = Scheme::sign(&fixtures::secret(0), b"mine").unwrap();
		assert!(Rolls::owns_key(&key(0), b"mine", &signature));
		assert!(!Rolls::owns_key(&key(0), b"yours", &signature));
		assert!(!Rolls::owns_key(&key(1), b"mine", &signature));
		assert!(!Rolls::owns_key(&[0; 32], b"mine", &signature));
		assert!(!Rolls::owns_key(&key(0), b"mine", &[0xff; 64]));
	});
}
