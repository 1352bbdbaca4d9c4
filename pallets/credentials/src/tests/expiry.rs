//! What the clock and the calendar do.

use super::*;
use frame_support::{assert_noop, traits::Hooks};

#[test]
fn offer_lapses_when_nobody_answers() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(offer(CERTIFICATE, ALES));
		run_to(PARAMS.offer_lifetime);
		assert!(state(ALES, CERTIFICATE).is_some());
		run_to(1 + PARAMS.offer_lifetime);
		assert_eq!(state(ALES, CERTIFICATE), None);
		assert!(!CountOf::<Test>::contains_key(ALES));
		System::assert_last_event(told(ALES, CERTIFICATE, Change::Lapsed));
		assert_noop!(accept(ALES, CERTIFICATE), Error::<Test>::NoOffer);
	});
}

#[test]
fn credential_expires_on_the_day_and_its_record_stays() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		run_to(VALIDITY);
		assert!(holds(ALES, CERTIFICATE));
		run_to(1 + VALIDITY);
		assert!(!holds(ALES, CERTIFICATE));
		System::assert_last_event(told(ALES, CERTIFICATE, Change::Expired));
		assert!(matches!(state(ALES, CERTIFICATE), Some(State::Held { .. })));
	});
}

#[test]
fn credential_does_not_hold_when_the_calendar_lags() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		System::set_block_number(1 + VALIDITY);
		assert!(!holds(ALES, CERTIFICATE));
	});
}

#[test]
fn key_leaves_the_roll_when_the_credential_expires() {
	ExtBuilder::default().build_and_execute(|| {
		give_diploma(ALES);
		run_to(1 + VALIDITY);
		assert!(!will_be_on_roll(key(ALES), DIPLOMA));
		MockRolls::turn();
		assert!(!is_on_roll(key(ALES), DIPLOMA));
		assert!(!Members::<Test>::contains_key(DIPLOMA, ALES));
	});
}

#[test]
fn many_expire_over_several_blocks_and_none_is_skipped() {
	ExtBuilder::default().build_and_execute(|| {
		let crowd = 10..20;
		for person in crowd.clone() {
			register(person, account(person), vec![key(person)]);
			give(DIPLOMA, person);
		}
		let end = 1 + VALIDITY;
		let members = [end - 1, end, end + 1, end + 2].map(|block| {
			run_to(block);
			Members::<Test>::iter_keys().count()
		});
		assert_eq!(members, [10, 6, 2, 0]);
		assert!(crowd.clone().all(|person| !holds(person, DIPLOMA)));
	});
}

#[test]
fn weight_counts_what_was_done() {
	ExtBuilder::default().build_and_execute(|| {
		System::set_block_number(2);
		assert_eq!(CredentialsPallet::on_initialize(2), <()>::idle());
		give(DIPLOMA, ALES);
		expire_person(ALES);
		assert_ok!(suspend(SCHOOL));
		// The person, then the holder, and the end of the sweep.
		let expected = <()>::idle()
			.saturating_add(<()>::standing_changed())
			.saturating_add(<()>::sweep_step().saturating_mul(2));
		System::set_block_number(3);
		assert_eq!(CredentialsPallet::on_initialize(3), expected);
		// The place, of which the sweep has already taken care.
		let expected = <()>::idle().saturating_add(<()>::reseat());
		System::set_block_number(4);
		assert_eq!(CredentialsPallet::on_initialize(4), expected);
	});
}

#[test]
fn weight_is_bounded_when_very_much_is_due() {
	ExtBuilder::default().build_and_execute(|| {
		for person in 10..20 {
			register(person, account(person), vec![key(person)]);
			assert_ok!(offer(MEMBERSHIP, person));
			give(DIPLOMA, person);
		}
		assert_ok!(suspend(SCHOOL));
		let limit = u64::from(DuePerBlock::get());
		let most = <()>::idle()
			.saturating_add(<()>::lapse().saturating_mul(limit))
			.saturating_add(<()>::sweep_step().saturating_mul(limit));
		let due = 1 + PARAMS.offer_lifetime;
		// The cursor comes to the day with the sweep still to be done.
		AgendaCursor::<Test>::put(due);
		System::set_block_number(due);
		assert_eq!(CredentialsPallet::on_initialize(due), most);
		run_to(due + 5);
		assert_eq!(state(19, MEMBERSHIP), None);
	});
}
