//! Turns: placing, building, switching, tidying.

use super::*;
use frame_support::{assert_ok, traits::Hooks, weights::Weight};
use veche_primitives::rolls::{Electorate, Rolls as _};

#[test]
fn turn_is_skipped_when_nothing_waits() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..2)
		.build_and_execute(|| {
			let before = epoch();
			run_blocks(5 * TURN_LENGTH);
			assert_eq!(epoch(), before);
			assert!(Turn::<Test>::get().is_none());
			assert!(Rolls::next_turn() > System::block_number());
		});
}

#[test]
fn turn_starts_only_when_it_is_time() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..2)
		.build_and_execute(|| {
			assert_ok!(Rolls::enroll(&key(2), VILLAGE));
			while System::block_number() + 1 < Rolls::next_turn() {
				run_blocks(1);
				assert!(Turn::<Test>::get().is_none());
			}
			run_blocks(1);
			assert!(Turn::<Test>::get().is_some());
		});
}

#[test]
fn turn_tells_every_placement() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..2)
		.build_and_execute(|| {
			assert_ok!(Rolls::enroll(&key(2), VILLAGE));
			assert_ok!(Rolls::withdraw(&key(0), VILLAGE));
			turn();
			let events = events();
			assert!(events.contains(&Event::TurnStarted {
				turn: 2,
				changes: 2
			}));
			assert!(events.contains(&Event::Joined {
				key: key(2),
				precinct: 0,
				turn: 2
			}));
			assert!(events.contains(&Event::Left {
				key: key(0),
				precinct: 0,
				turn: 2
			}));
			let epoch = RollEpoch {
				turn: 2,
				revision: 0,
			};
			assert!(events.contains(&Event::Turned {
				epoch,
				precincts: 1
			}));
		});
}

#[test]
fn turn_switches_everything_in_one_block() {
	ExtBuilder::default().build_and_execute(|| {
		for seed in 0..300 {
			let electorate = Electorate::Unit(100 + seed % 7);
			assert_ok!(Rolls::enroll(&key(seed), electorate));
		}
		let whole = |electors: u32| electors == 0 || electors == 300;
		for _ in 0..40 {
			assert!(whole(electors(COUNTRY)) && whole(electors(Electorate::Unit(10))));
			let homes =
				(0..300).filter(|seed| home(*seed, Electorate::Unit(100 + seed % 7)).is_some());
			assert_eq!(homes.count() as u32, electors(COUNTRY));
			run_blocks(1);
		}
		assert_eq!(electors(COUNTRY), 300);
		assert_commitments_fresh();
	});
}

#[test]
fn electors_are_counted_in_every_unit_above() {
	let builder = ExtBuilder::default()
		.on_roll(VILLAGE, 0..3)
		.on_roll(NEIGHBOUR, 3..5);
	builder
		.on_roll(DISTRICT, 5..6)
		.on_roll(JURISTS, 0..1)
		.build_and_execute(|| {
			assert_eq!(electors(VILLAGE), 3);
			assert_eq!(electors(NEIGHBOUR), 2);
			assert_eq!(electors(DISTRICT), 6);
			assert_eq!(electors(COUNTRY), 6);
			assert_eq!(electors(JURISTS), 1);
			assert_eq!(electors(Electorate::Unit(2)), 0);
		});
}

#[test]
fn contains_follows_the_tree() {
	let builder = ExtBuilder::default()
		.on_roll(VILLAGE, 0..1)
		.on_roll(JURISTS, 1..2);
	builder.build_and_execute(|| {
		let (village, jurists) = (home(0, VILLAGE).unwrap(), home(1, JURISTS).unwrap());
		for electorate in [VILLAGE, DISTRICT, COUNTRY] {
			assert!(Rolls::contains(electorate, village));
			assert!(!Rolls::contains(electorate, jurists));
		}
		assert!(!Rolls::contains(NEIGHBOUR, village));
		assert!(!Rolls::contains(JURISTS, village) && Rolls::contains(JURISTS, jurists));
		assert!(!Rolls::contains(COUNTRY, 99));
	});
}

#[test]
fn exists_asks_the_territory_and_the_groups() {
	ExtBuilder::default()
		.on_roll(JURISTS, 0..1)
		.build_and_execute(|| {
			assert!(Rolls::exists(VILLAGE));
			assert!(!Rolls::exists(Electorate::Unit(UNITS)));
			assert!(Rolls::exists(JURISTS));
			assert!(!Rolls::exists(Electorate::Group(2)));
		});
}

#[test]
fn large_roll_is_cut_into_balanced_precincts() {
	ExtBuilder::default()
		.max_ring(50)
		.on_roll(VILLAGE, 0..258)
		.build_and_execute(|| {
			let precincts = Rolls::precincts(VILLAGE, 0, 100);
			let sizes: Vec<_> = precincts
				.iter()
				.map(|id| members(*id, epoch()).len())
				.collect();
			assert!((6..=8).contains(&sizes.len()), "{sizes:?}");
			assert!(sizes.iter().all(|size| *size >= 20), "{sizes:?}");
			assert_eq!(sizes.iter().sum::<usize>(), 258);
		});
}

#[test]
fn full_precinct_is_split_when_a_few_more_join() {
	ExtBuilder::default()
		.max_ring(60)
		.on_roll(VILLAGE, 0..60)
		.build_and_execute(|| {
			assert_eq!(members(0, epoch()).len(), 60);
			for seed in 60..63 {
				assert_ok!(Rolls::enroll(&key(seed), VILLAGE));
			}
			let before = epoch();
			turn();
			assert_eq!(members(0, epoch()).len() + members(1, epoch()).len(), 63);
			assert!(members(0, epoch()).len() >= 30 && members(1, epoch()).len() >= 30);
			// A poll pinned before would still find everybody where they were.
			let moved = (0..60)
				.find(|seed| home(*seed, VILLAGE) == Some(1))
				.unwrap();
			assert_eq!(Rolls::precinct_at(key(moved), VILLAGE, epoch()), Some(1));
			assert_eq!(
				Rolls::precinct_at(key(moved), VILLAGE, before),
				None,
				"unpinned: deleted"
			);
			assert_commitments_fresh();
		});
}

#[test]
fn precinct_at_finds_a_key_that_a_split_moved() {
	ExtBuilder::default()
		.max_ring(20)
		.on_roll(VILLAGE, 0..20)
		.build_and_execute(|| {
			let pinned = Rolls::pin().unwrap();
			assert_ok!(Rolls::enroll(&key(20), VILLAGE));
			turn();
			let moved = (0..20)
				.find(|seed| home(*seed, VILLAGE) == Some(1))
				.unwrap();
			assert_eq!(Rolls::precinct_at(key(moved), VILLAGE, pinned), Some(0));
			assert_eq!(Rolls::precinct_at(key(moved), VILLAGE, epoch()), Some(1));
		});
}

#[test]
fn one_split_hardly_delays_the_rest_when_many_join() {
	ExtBuilder::default()
		.max_ring(200)
		.on_roll(VILLAGE, 0..200)
		.build_and_execute(|| {
			for seed in 200..260 {
				assert_ok!(Rolls::enroll(&key(seed), VILLAGE));
			}
			turn();
			assert_eq!(electors(VILLAGE), 260);
			assert_eq!(Rolls::precincts(VILLAGE, 0, 9).len(), 2);
		});
}

#[test]
fn order_of_placing_depends_on_the_randomness() {
	let order = |wait: u64| {
		let mut ext = ExtBuilder::default().build();
		ext.execute_with(|| {
			for seed in 0..20 {
				assert_ok!(Rolls::enroll(&key(seed), VILLAGE));
			}
			// The turn starts in a later block, with another seed.
			NextTurn::<Test>::put(System::block_number() + 1 + wait);
			turn();
			members(0, epoch())
		})
	};
	assert_ne!(order(0), order(1));
	assert_ne!(order(0), (0..20).map(key).collect::<Vec<_>>());
}

#[test]
fn emptied_roll_takes_members_again() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..1)
		.build_and_execute(|| {
			assert_ok!(Rolls::withdraw(&key(0), VILLAGE));
			turn();
			assert_eq!(electors(VILLAGE), 0);
			assert!(!provable(0, epoch()));
			assert_ok!(Rolls::enroll(&key(1), VILLAGE));
			turn();
			assert!(provable(0, epoch()));
			assert_eq!(members(0, epoch()), vec![key(1)]);
		});
}

#[test]
fn turn_completes_when_every_change_is_taken_back() {
	ExtBuilder::default().build_and_execute(|| {
		ChangesPerBlock::set(1);
		for seed in 0..2 {
			assert_ok!(Rolls::enroll(&key(seed), VILLAGE));
		}
		run_until(|phase| phase == Phase::Placing);
		for seed in 0..2 {
			assert_ok!(Rolls::withdraw(&key(seed), VILLAGE));
		}
		assert_ok!(Rolls::enroll(&key(2), VILLAGE));
		turn();
		assert_eq!(electors(VILLAGE), 0);
		turn();
		assert_eq!(electors(VILLAGE), 1);
	});
}

#[test]
fn work_of_every_block_is_bounded_when_thousands_join() {
	ExtBuilder::default().max_ring(40).build_and_execute(|| {
		for seed in 0..600 {
			assert_ok!(Rolls::enroll(&key(seed), VILLAGE));
		}
		KeysPerStep::set(20);
		while electors(VILLAGE) == 0 {
			let waiting = Rolls::progress().placing;
			// The weight is asserted in here.
			next_block();
			let placed = waiting.saturating_sub(Rolls::progress().placing);
			assert!(placed <= ChangesPerBlock::get());
		}
		Rolls::do_try_state().unwrap();
		assert_eq!(electors(VILLAGE), 600);
		assert_commitments_fresh();
	});
}

#[test]
fn work_goes_on_when_blocks_are_full() {
	ExtBuilder::default()
		.on_roll(VILLAGE, 0..3)
		.build_and_execute(|| {
			assert_ok!(Rolls::enroll(&key(3), VILLAGE));
			for now in System::block_number() + 1..System::block_number() + 20 {
				System::set_block_number(now);
				let full = BlockWeights::get().max_block;
				System::register_extra_weight_unchecked(
					full,
					frame_support::dispatch::DispatchClass::Mandatory,
				);
				Rolls::on_initialize(now);
				// No block has anything left for idle work.
				Rolls::on_idle(now, Weight::zero());
			}
			assert_eq!(electors(VILLAGE), 4);
		});
}

#[test]
fn precincts_pages_through_a_roll() {
	ExtBuilder::default()
		.max_ring(10)
		.on_roll(VILLAGE, 0..45)
		.build_and_execute(|| {
			let all = Rolls::precincts(VILLAGE, 0, u32::MAX);
			assert!(all.len() >= 5);
			assert_eq!(Rolls::precincts(VILLAGE, 1, 2), all[1..3].to_vec());
			assert_eq!(
				Rolls::precincts(VILLAGE, all.len() as u32, 5),
				Vec::<u32>::new()
			);
			assert_eq!(Rolls::precincts(DISTRICT, 0, 5), Vec::<u32>::new());
		});
}

#[test]
fn integrity_holds_for_production_limits() {
	ExtBuilder::default().build_and_execute(|| {
		MaxPins::set(1024);
		PrunesPerBlock::set(32);
		Rolls::integrity_test();
	});
}

#[test]
#[should_panic(expected = "KeysPerStep")]
fn integrity_fails_when_a_step_pushes_nothing() {
	KeysPerStep::set(crate::rings::STEP_KEYS);
	Rolls::integrity_test();
}

#[test]
#[should_panic(expected = "MaxRing")]
fn integrity_fails_when_precincts_outgrow_rings() {
	MaxRing::set(768);
	Rolls::integrity_test();
}
