//! Many bills on one block, and heavy calls: a queue in which none is lost or overtaken, and of
//! which no block does more than it has room for.

use super::*;
use frame_support::traits::Hooks;

/// Bills that have not ended yet.
fn waiting() -> usize {
	Pending::<Test>::iter().count()
}

/// Most of a block.
const HEAVY: Weight = Weight::from_parts(90_000_000_000, 0);

/// A call that takes most of a block.
fn heavy(tone: u32) -> RuntimeCall {
	toll(tone, HEAVY)
}

/// A call that takes little or much of what it says.
fn taking(tone: u32, took: u64) -> RuntimeCall {
	RuntimeCall::Bell(bell::Call::toll {
		tone,
		weight: HEAVY,
		took: Some(Weight::from_parts(took, 0)),
	})
}

#[test]
fn many_bills_on_one_block_are_enacted_over_several_and_none_is_lost() {
	ExtBuilder::default().build_and_execute(|| {
		DuePerBlock::set(3);
		for id in 0..10 {
			pass(id, statute());
		}
		let left = [DUE, DUE + 1, DUE + 2, DUE + 3, DUE + 4].map(|block| {
			run_to(block);
			LawsPallet::do_try_state().unwrap();
			waiting()
		});
		assert_eq!(left, [7, 4, 1, 0, 0]);
		let laws: Vec<LawId> = (0..10).map(law_of).collect();
		assert_eq!(laws, (1..=10).collect::<Vec<_>>());
		assert_eq!(Queue::<Test>::iter().count(), 0);
	});
}

#[test]
fn heavy_calls_are_made_one_in_a_block() {
	ExtBuilder::default().build_and_execute(|| {
		for id in 1..4 {
			pass(id, making(Class::Parameter, heavy(id)));
		}
		for (block, id) in (DUE..).zip(1..4) {
			run_to(block);
			LawsPallet::do_try_state().unwrap();
			assert_eq!((law_of(id), tone()), (id, id));
			assert_eq!(waiting(), 3 - id as usize);
		}
	});
}

#[test]
fn call_heavier_than_what_is_left_is_the_first_of_the_next_block() {
	ExtBuilder::default().build_and_execute(|| {
		pass(1, making(Class::Parameter, heavy(1)));
		pass(2, making(Class::Parameter, heavy(2)));
		// Light, but behind.
		pass(3, statute());
		run_to(DUE);
		assert_eq!((law_of(1), ended(2), ended(3)), (1, None, None));
		next_block();
		assert_eq!((law_of(2), law_of(3)), (2, 3));
	});
}

#[test]
fn later_bills_never_overtake_one_that_waits_for_room() {
	ExtBuilder::default().build_and_execute(|| {
		for id in 1..6 {
			pass(id, making(Class::Parameter, heavy(id)));
		}
		run_to(2);
		for id in 6..12 {
			pass(id, statute());
		}
		run_to(DUE + 4);
		let laws: Vec<LawId> = (1..12).map(law_of).collect();
		assert_eq!(laws, (1..12).collect::<Vec<_>>());
	});
}

#[test]
fn calls_that_took_less_than_they_said_leave_room() {
	ExtBuilder::default().build_and_execute(|| {
		for id in 1..4 {
			pass(id, making(Class::Parameter, taking(id, 1_000_000)));
		}
		run_to(DUE);
		assert_eq!((waiting(), tone()), (0, 3));
	});
}

#[test]
fn calls_that_took_more_than_they_said_leave_none() {
	ExtBuilder::default().build_and_execute(|| {
		pass(1, making(Class::Parameter, taking(1, u64::MAX)));
		pass(2, statute());
		run_to(DUE);
		assert_eq!((law_of(1), ended(2)), (1, None));
		next_block();
		assert_eq!(law_of(2), 2);
	});
}

#[test]
fn calls_that_fail_take_room_too() {
	ExtBuilder::default().build_and_execute(|| {
		let cracking = RuntimeCall::Bell(bell::Call::crack {
			tone: 13,
			weight: HEAVY,
		});
		pass(1, making(Class::Parameter, cracking));
		pass(2, making(Class::Parameter, heavy(2)));
		run_to(DUE);
		assert!(matches!(ended(1), Some(Outcome::Failed(_))));
		assert_eq!(ended(2), None);
		next_block();
		assert_eq!((law_of(2), tone()), (1, 2));
	});
}

#[test]
fn bill_that_waits_for_room_is_enacted_though_nothing_else_is_due() {
	ExtBuilder::default().build_and_execute(|| {
		WeightPerBlock::set(Weight::zero());
		pass(1, ringing(5));
		run_to(3 * DUE);
		LawsPallet::do_try_state().unwrap();
		assert_eq!((waiting(), tone()), (1, 0));
		WeightPerBlock::set(SHARE_OF_BLOCK);
		next_block();
		assert_eq!((law_of(1), tone()), (1, 5));
	});
}

#[test]
#[should_panic(expected = "no block would have room for the heaviest call")]
fn integrity_test_fails_when_a_call_would_never_fit() {
	WeightPerBlock::set(HEAVIEST_CALL);
	LawsPallet::integrity_test();
}

#[test]
#[should_panic(expected = "nothing would ever become law")]
fn integrity_test_fails_when_nothing_is_done_in_a_block() {
	DuePerBlock::set(0);
	LawsPallet::integrity_test();
}
