//! Revocation and repair.

use super::*;
use frame_support::assert_ok;
use veche_primitives::rolls::{Electorate, Rolls as _};

fn settle() {
	for _ in 0..100 {
		if Rolls::is_settled() {
			return;
		}
		run_blocks(1);
	}
	panic!("not settled in 100 blocks");
}

#[test]
fn revoke_empties_the_precinct_at_once() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..3)
		.build_and_execute(|| {
			let before = epoch();
			Rolls::revoke(&key(1));
			assert_eq!(epoch().revision, before.revision + 1);
			assert!(!provable(0, epoch()));
			assert!(!Rolls::is_settled());
			assert_eq!(electors(VILLAGE), 2);
			assert_eq!(home(1, VILLAGE), None);
			let expected = Event::PrecinctEmptied {
				precinct: 0,
				epoch: epoch(),
				key: key(1),
			};
			assert_eq!(events().last(), Some(&expected));
		});
}

#[test]
fn repair_rebuilds_the_precinct_without_the_key() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..4)
		.build_and_execute(|| {
			let order = members(0, epoch());
			Rolls::revoke(&key(1));
			let emptied = epoch();
			run_blocks(1);
			assert!(Rolls::is_settled());
			assert!(epoch() > emptied);
			assert!(provable(0, epoch()));
			let left: Vec<_> = order
				.into_iter()
				.filter(|member| *member != key(1))
				.collect();
			assert_eq!(members(0, epoch()), left);
			assert!(events().contains(&Event::PrecinctRepaired {
				precinct: 0,
				epoch: epoch()
			}));
			assert_commitments_fresh();
		});
}

#[test]
fn repair_goes_on_over_several_blocks_when_the_ring_is_large() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..100)
		.build_and_execute(|| {
			KeysPerStep::set(38);
			Rolls::revoke(&key(50));
			run_blocks(3);
			assert!(!Rolls::is_settled());
			run_blocks(1);
			assert!(Rolls::is_settled());
			assert_commitments_fresh();
		});
}

#[test]
fn repair_starts_over_when_another_key_is_revoked_meanwhile() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..100)
		.build_and_execute(|| {
			KeysPerStep::set(38);
			Rolls::revoke(&key(50));
			run_blocks(2);
			Rolls::revoke(&key(51));
			settle();
			assert_eq!(members(0, epoch()).len(), 98);
			assert!(provable(0, epoch()));
			assert_commitments_fresh();
		});
}

#[test]
fn repair_is_given_up_when_the_rest_of_the_ring_is_revoked_meanwhile() {
	let builder = ExtBuilder::default()
		.on_roll(VILLAGE, 0..40)
		.on_roll(NEIGHBOUR, 40..50);
	builder.build_and_execute(|| {
		KeysPerStep::set(20);
		let (village, neighbour) = (home(0, VILLAGE).unwrap(), home(40, NEIGHBOUR).unwrap());
		Rolls::revoke(&key(0));
		run_blocks(1);
		assert!(Assemblies::<Test>::contains_key(Purpose::Repair));
		for seed in 1..41 {
			Rolls::revoke(&key(seed));
		}
		settle();
		assert!(!provable(village, epoch()) && provable(neighbour, epoch()));
		assert!(!Assemblies::<Test>::contains_key(Purpose::Repair));
		assert_commitments_fresh();
	});
}

#[test]
fn several_revocations_in_one_block_need_one_repair() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..10)
		.build_and_execute(|| {
			let before = epoch();
			for seed in 0..5 {
				Rolls::revoke(&key(seed));
			}
			run_blocks(1);
			assert_eq!(epoch().revision, before.revision + 6);
			let repaired = |event: &Event<Test>| matches!(event, Event::PrecinctRepaired { .. });
			assert_eq!(events().iter().filter(|event| repaired(event)).count(), 1);
			assert_eq!(Members::<Test>::iter().count(), 1);
		});
}

#[test]
fn revoke_covers_every_roll_of_the_key() {
	let builder = ExtBuilder::default()
		.on_roll(VILLAGE, 0..3)
		.on_roll(JURISTS, 0..2);
	builder.build_and_execute(|| {
		let before = epoch();
		let (village, jurists) = (home(0, VILLAGE).unwrap(), home(0, JURISTS).unwrap());
		Rolls::revoke(&key(0));
		assert_eq!(epoch().revision, before.revision + 1);
		assert!(!provable(village, epoch()) && !provable(jurists, epoch()));
		assert_eq!(
			(electors(VILLAGE), electors(COUNTRY), electors(JURISTS)),
			(2, 2, 1)
		);
		assert!(!Keys::<Test>::contains_key(key(0)));
	});
}

#[test]
fn revoke_spares_other_precincts() {
	let builder = ExtBuilder::default()
		.on_roll(VILLAGE, 0..3)
		.on_roll(NEIGHBOUR, 3..6);
	builder.build_and_execute(|| {
		let other = home(3, NEIGHBOUR).unwrap();
		Rolls::revoke(&key(0));
		assert!(provable(other, epoch()));
	});
}

#[test]
fn revoke_leaves_nothing_to_repair_when_the_whole_ring_goes() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..3)
		.build_and_execute(|| {
			for seed in 0..3 {
				Rolls::revoke(&key(seed));
			}
			assert!(Rolls::is_settled());
			run_blocks(30);
			assert!(!provable(0, epoch()));
			assert_eq!(electors(VILLAGE), 0);
		});
}

#[test]
fn revoke_takes_a_waiting_key_out_of_the_queue() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..2)
		.build_and_execute(|| {
			let before = epoch();
			assert_ok!(Rolls::enroll(&key(5), VILLAGE));
			assert_ok!(Rolls::enroll(&key(5), JURISTS));
			assert_ok!(Rolls::enroll(&key(6), VILLAGE));
			Rolls::revoke(&key(5));
			assert_eq!(epoch(), before, "no ring had it, so none changes");
			assert_eq!(Rolls::progress().waiting, 1);
			turn();
			assert_eq!(home(5, VILLAGE), None);
			assert!(home(6, VILLAGE).is_some());
		});
}

#[test]
fn revoke_drops_the_waiting_leave() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..2)
		.build_and_execute(|| {
			assert_ok!(Rolls::withdraw(&key(0), VILLAGE));
			Rolls::revoke(&key(0));
			assert_eq!(Rolls::progress().waiting, 0);
			run_blocks(2 * TURN_LENGTH);
			assert_eq!(electors(VILLAGE), 1);
		});
}

#[test]
fn revoke_does_nothing_when_the_key_is_unknown() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..2)
		.build_and_execute(|| {
			let before = epoch();
			Rolls::revoke(&key(77));
			assert_eq!(epoch(), before);
			assert!(Rolls::is_settled());
		});
}

#[test]
fn revoke_reaches_a_key_that_the_turn_has_placed() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..2)
		.build_and_execute(|| {
			assert_ok!(Rolls::enroll(&key(5), VILLAGE));
			run_until(|phase| matches!(phase, Phase::Building { .. }));
			Rolls::revoke(&key(5));
			assert!(provable(0, epoch()), "the ring in force never had it");
			turn();
			assert_eq!(electors(VILLAGE), 2);
			assert!(!members(0, epoch()).contains(&key(5)));
			assert_commitments_fresh();
		});
}

#[test]
fn revoke_reaches_both_lists_when_the_turn_is_under_way() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..4)
		.build_and_execute(|| {
			assert_ok!(Rolls::enroll(&key(5), VILLAGE));
			run_until(|phase| matches!(phase, Phase::Building { .. }));
			Rolls::revoke(&key(0));
			assert!(!provable(0, epoch()));
			turn();
			assert_eq!(electors(VILLAGE), 4);
			assert!(provable(0, epoch()));
			assert!(!members(0, epoch()).contains(&key(0)));
			assert_commitments_fresh();
		});
}

#[test]
fn revoke_has_a_finished_staged_ring_built_again() {
	let builder = ExtBuilder::default()
		.on_roll(VILLAGE, 0..4)
		.on_roll(NEIGHBOUR, 10..80);
	builder.build_and_execute(|| {
		KeysPerStep::set(24);
		assert_ok!(Rolls::enroll(&key(5), VILLAGE));
		assert_ok!(Rolls::enroll(&key(90), NEIGHBOUR));
		// Until the village's ring is built and the neighbour's is not, or the other way round.
		run_until(|_| Commitments::<Test>::iter().count() == 3);
		let staged = RollEpoch {
			turn: 2,
			revision: 0,
		};
		let built = Precincts::<Test>::iter_keys()
			.find(|id| Commitments::<Test>::contains_key(id, staged))
			.unwrap();
		let victim = Members::<Test>::get(built, staged)[0];
		Rolls::revoke(&victim);
		assert!(!Commitments::<Test>::contains_key(built, staged));
		turn();
		assert!(provable(built, epoch()));
		assert!(!members(built, epoch()).contains(&victim));
		assert_commitments_fresh();
	});
}

#[test]
fn revoke_reaches_a_ring_that_is_half_built() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..60)
		.build_and_execute(|| {
			KeysPerStep::set(20);
			assert_ok!(Rolls::enroll(&key(60), VILLAGE));
			run_until(|_| Assemblies::<Test>::contains_key(Purpose::Turn));
			Rolls::revoke(&key(3));
			assert!(!Assemblies::<Test>::contains_key(Purpose::Turn));
			turn();
			assert_eq!(members(0, epoch()).len(), 60);
			assert_commitments_fresh();
		});
}

#[test]
fn revoke_reaches_a_key_that_a_split_is_moving() {
	ExtBuilder::default()
		.max_ring(20)
		.on_roll(VILLAGE, 0..20)
		.build_and_execute(|| {
			assert_ok!(Rolls::enroll(&key(20), VILLAGE));
			run_until(|phase| matches!(phase, Phase::Building { .. }));
			let staged = RollEpoch {
				turn: 2,
				revision: 0,
			};
			let staged = Members::<Test>::get(1, staged);
			let mover = *staged.iter().find(|member| **member != key(20)).unwrap();
			Rolls::revoke(&mover);
			assert!(!provable(0, epoch()));
			turn();
			let all: Vec<_> = [members(0, epoch()), members(1, epoch())].concat();
			assert!(!all.contains(&mover));
			assert_eq!(electors(VILLAGE), 20);
			assert_commitments_fresh();
		});
}

#[test]
fn revoke_reaches_a_key_that_the_turn_takes_off() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..4)
		.build_and_execute(|| {
			assert_ok!(Rolls::withdraw(&key(0), VILLAGE));
			run_until(|phase| matches!(phase, Phase::Building { .. }));
			Rolls::revoke(&key(0));
			assert_eq!(electors(VILLAGE), 3);
			assert!(!provable(0, epoch()));
			turn();
			assert_eq!(electors(VILLAGE), 3);
			assert_commitments_fresh();
		});
}

#[test]
fn repair_comes_before_the_turn_and_the_turn_still_comes() {
	let builder = ExtBuilder::default()
		.on_roll(VILLAGE, 0..40)
		.on_roll(NEIGHBOUR, 50..90);
	builder.build_and_execute(|| {
		KeysPerStep::set(30);
		let neighbour = home(50, NEIGHBOUR).unwrap();
		assert_ok!(Rolls::enroll(&key(40), VILLAGE));
		run_until(|phase| matches!(phase, Phase::Building { .. }));
		Rolls::revoke(&key(50));
		let before = epoch();
		while !Rolls::is_settled() {
			assert_eq!(epoch().turn, before.turn);
			run_blocks(1);
		}
		assert!(provable(neighbour, epoch()));
		turn();
		assert_eq!(electors(VILLAGE), 41);
	});
}

#[test]
fn poll_opened_while_unsettled_never_sees_the_precinct() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..3)
		.build_and_execute(|| {
			Rolls::revoke(&key(0));
			let pinned = Rolls::pin().unwrap();
			run_blocks(3);
			assert!(provable(0, epoch()));
			assert!(!provable(0, pinned));
		});
}

#[test]
fn mass_revocation_is_repaired_in_time_when_blocks_are_full() {
	// A corrupt registrar's whole ring, and one key of each of nine others.
	let mut builder = ExtBuilder::default().on_roll(JURISTS, 100..120);
	for group in 2..11u32 {
		let electorate = veche_primitives::rolls::Electorate::Group(group);
		builder = builder.on_roll(electorate, group * 20..group * 20 + 20);
	}
	builder.build_and_execute(|| {
		let corrupt = home(100, JURISTS).unwrap();
		for seed in 100..120 {
			Rolls::revoke(&key(seed));
		}
		for group in 2..11u32 {
			Rolls::revoke(&key(group * 20));
		}
		let blocks = System::block_number();
		while !Rolls::is_settled() {
			// `next_block` runs nothing but `on_initialize`: a block without room for anything else.
			next_block();
		}
		assert!(System::block_number() - blocks <= 10);
		assert!(!provable(corrupt, epoch()));
		assert_commitments_fresh();
	});
}

#[test]
fn expel_empties_only_the_precinct_of_that_roll() {
	let group = Electorate::Group(7);
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..3)
		.build_and_execute(|| {
			for seed in 0..3 {
				assert_ok!(Rolls::enroll(&key(seed), group));
			}
			turn();
			let (home_before, marked) = (home(1, VILLAGE).unwrap(), home(1, group).unwrap());
			Rolls::expel(&key(1), group);
			assert!(!provable(marked, epoch()) && provable(home_before, epoch()));
			assert_eq!((electors(group), electors(VILLAGE)), (2, 3));
			assert_eq!(home(1, VILLAGE), Some(home_before));
			settle();
			assert!(!members(marked, epoch()).contains(&key(1)));
			assert_commitments_fresh();
			// What the key is no longer on, it may join again.
			assert_ok!(Rolls::enroll(&key(1), group));
		});
}

#[test]
fn expel_takes_back_the_joining_when_key_only_waits() {
	let group = Electorate::Group(7);
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..3)
		.build_and_execute(|| {
			assert_ok!(Rolls::enroll(&key(1), group));
			Rolls::expel(&key(1), group);
			// With nothing left to change there is no turn.
			let before = epoch();
			run_blocks(2 * TURN_LENGTH);
			assert_eq!((electors(group), home(1, group)), (0, None));
			assert_eq!(epoch(), before);
			assert!(home(1, VILLAGE).is_some());
		});
}

#[test]
fn expel_does_nothing_when_key_is_not_on_the_roll() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..3)
		.build_and_execute(|| {
			let before = epoch();
			Rolls::expel(&key(1), Electorate::Group(7));
			Rolls::expel(&key(9), VILLAGE);
			assert_eq!(epoch(), before);
			assert!(Rolls::is_settled());
			assert_eq!(electors(VILLAGE), 3);
		});
}
