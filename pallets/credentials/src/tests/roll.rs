//! The rolls of anonymous schemas as issuers and holders change them.

use super::*;
use veche_primitives::rolls::Electorate;

#[test]
fn accept_puts_the_key_on_the_roll_when_schema_is_anonymous() {
	ExtBuilder::default().build_and_execute(|| {
		give(DIPLOMA, ALES);
		assert!(!is_on_roll(key(ALES), DIPLOMA));
		MockRolls::turn();
		assert!(is_on_roll(key(ALES), DIPLOMA) && holds(ALES, DIPLOMA));
		let joined: RuntimeEvent = told(ALES, DIPLOMA, Change::JoinedRoll);
		assert!(System::events().iter().any(|record| record.event == joined));
	});
}

#[test]
fn no_key_is_on_a_roll_when_schema_is_not_anonymous() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		give(MARKS, ALES);
		assert_eq!(MockRolls::get(), MockRolls::default());
	});
}

#[test]
fn accept_puts_the_new_key_on_the_roll_when_it_was_changed() {
	ExtBuilder::default().build_and_execute(|| {
		rotate(ALES, key(50));
		give(DIPLOMA, ALES);
		MockRolls::turn();
		let group = Electorate::Group(DIPLOMA);
		assert_eq!(
			MockRolls::get().on.into_iter().collect::<Vec<_>>(),
			[(key(50), group)]
		);
	});
}

#[test]
fn withdraw_takes_the_key_off_at_once() {
	ExtBuilder::default().build_and_execute(|| {
		give_diploma(ALES);
		assert_ok!(withdraw(DIPLOMA, ALES));
		assert!(!is_on_roll(key(ALES), DIPLOMA));
	});
}

#[test]
fn withdraw_takes_both_keys_off_when_the_key_was_just_changed() {
	ExtBuilder::default().build_and_execute(|| {
		give_diploma(ALES);
		rotate(ALES, key(50));
		assert_ok!(withdraw(DIPLOMA, ALES));
		assert_eq!(MockRolls::get(), MockRolls::default());
	});
}

#[test]
fn withdraw_takes_the_key_off_at_once_when_it_was_leaving() {
	ExtBuilder::default().build_and_execute(|| {
		give_diploma(ALES);
		run_to(1 + VALIDITY);
		assert!(is_on_roll(key(ALES), DIPLOMA));
		assert_ok!(withdraw(DIPLOMA, ALES));
		assert!(!is_on_roll(key(ALES), DIPLOMA));
	});
}

#[test]
fn seal_takes_the_key_off_with_the_next_turn() {
	ExtBuilder::default().build_and_execute(|| {
		give_diploma(ALES);
		assert_ok!(seal(ALES, DIPLOMA));
		assert!(is_on_roll(key(ALES), DIPLOMA));
		MockRolls::turn();
		assert!(!is_on_roll(key(ALES), DIPLOMA));
	});
}

#[test]
fn seal_takes_the_key_off_when_it_was_just_changed() {
	ExtBuilder::default().build_and_execute(|| {
		give_diploma(ALES);
		rotate(ALES, key(50));
		assert_ok!(seal(ALES, DIPLOMA));
		MockRolls::turn();
		assert_eq!(MockRolls::get(), MockRolls::default());
	});
}

#[test]
fn seal_takes_the_key_off_at_once_when_nothing_can_be_queued() {
	ExtBuilder::default().build_and_execute(|| {
		give_diploma(ALES);
		MockRolls::set_full(true);
		assert_ok!(seal(ALES, DIPLOMA));
		assert!(!is_on_roll(key(ALES), DIPLOMA));
	});
}

#[test]
fn changed_key_keeps_the_place() {
	ExtBuilder::default().build_and_execute(|| {
		give_diploma(ALES);
		rotate(ALES, key(50));
		settle_down();
		assert!(is_on_roll(key(50), DIPLOMA) && !is_on_roll(key(ALES), DIPLOMA));
	});
}

#[test]
fn suspension_of_the_issuer_takes_all_keys_off_and_reinstatement_brings_them_back() {
	ExtBuilder::default().build_and_execute(|| {
		for person in [ALES, BELA, CIM] {
			give_diploma(person);
		}
		assert_ok!(suspend(SCHOOL));
		run_to(2);
		settle_down();
		assert_eq!(MockRolls::get(), MockRolls::default());
		assert_ok!(reinstate(SCHOOL));
		settle_down();
		assert_eq!(MockRolls::get().on.len(), 3);
	});
}

#[test]
fn suspension_and_reinstatement_at_once_change_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		give_diploma(ALES);
		let before = MockRolls::get();
		assert_ok!(suspend(SCHOOL));
		assert_ok!(reinstate(SCHOOL));
		settle_down();
		assert_eq!(MockRolls::get(), before);
	});
}

#[test]
fn sweep_is_bounded_and_skips_nobody() {
	ExtBuilder::default().build_and_execute(|| {
		for person in 10..19 {
			register(person, account(person), vec![key(person)]);
			give_diploma(person);
		}
		assert_ok!(suspend(SCHOOL));
		let seen = [2, 3, 4].map(|block| {
			run_to(block);
			MockRolls::get().leaving.len()
		});
		assert_eq!(seen, [4, 8, 9]);
		assert_eq!(Sweeps::<Test>::iter().count(), 0);
		System::assert_last_event(Event::SweepFinished { schema: DIPLOMA }.into());
	});
}

#[test]
fn sealed_in_between_stays_off_when_the_issuer_is_reinstated() {
	ExtBuilder::default().build_and_execute(|| {
		give_diploma(ALES);
		assert_ok!(suspend(SCHOOL));
		settle_down();
		assert_ok!(seal(ALES, DIPLOMA));
		assert_ok!(reinstate(SCHOOL));
		settle_down();
		assert_eq!(MockRolls::get(), MockRolls::default());
	});
}
