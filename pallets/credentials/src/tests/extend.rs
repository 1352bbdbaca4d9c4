//! `extend`: the issuer lets a credential hold longer.

use super::*;
use frame_support::assert_noop;

#[test]
fn extend_moves_the_expiry() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		run_to(50);
		let expires = 50 + VALIDITY;
		assert_ok!(extend(CERTIFICATE, ALES, expires));
		assert_eq!(
			state(ALES, CERTIFICATE),
			Some(State::Held { since: 1, expires })
		);
		System::assert_last_event(told(ALES, CERTIFICATE, Change::Extended { expires }));
		run_to(expires - 1);
		assert!(holds(ALES, CERTIFICATE));
		run_to(expires);
		assert!(!holds(ALES, CERTIFICATE));
	});
}

#[test]
fn extend_makes_an_expired_credential_hold_again() {
	ExtBuilder::default().build_and_execute(|| {
		give_diploma(ALES);
		run_to(1 + VALIDITY);
		MockRolls::turn();
		assert!(!holds(ALES, DIPLOMA) && !is_on_roll(key(ALES), DIPLOMA));
		assert_ok!(extend(DIPLOMA, ALES, 10 + VALIDITY));
		MockRolls::turn();
		assert!(holds(ALES, DIPLOMA) && is_on_roll(key(ALES), DIPLOMA));
	});
}

#[test]
fn extend_waits_for_a_place_when_the_roll_takes_nobody() {
	ExtBuilder::default().build_and_execute(|| {
		give_diploma(ALES);
		run_to(1 + VALIDITY);
		MockRolls::turn();
		MockRolls::set_full(true);
		assert_ok!(extend(DIPLOMA, ALES, 1 + 2 * VALIDITY));
		assert!(holds(ALES, DIPLOMA) && !will_be_on_roll(key(ALES), DIPLOMA));
		MockRolls::set_full(false);
		let retried = System::block_number() + u64::from(RETRY_AFTER);
		run_to(retried - 1);
		assert!(!will_be_on_roll(key(ALES), DIPLOMA));
		run_to(retried);
		assert!(will_be_on_roll(key(ALES), DIPLOMA));
	});
}

#[test]
fn extend_gives_no_place_when_the_holder_lost_the_standing() {
	ExtBuilder::default().build_and_execute(|| {
		give_diploma(ALES);
		run_to(1 + VALIDITY);
		MockRolls::turn();
		expire_person(ALES);
		assert_ok!(extend(DIPLOMA, ALES, 2 * VALIDITY));
		settle_down();
		assert!(!is_on_roll(key(ALES), DIPLOMA));
		renew(ALES);
		settle_down();
		assert!(is_on_roll(key(ALES), DIPLOMA));
	});
}

#[test]
fn extend_fails_when_the_new_expiry_is_not_later() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		run_to(5);
		for expires in [4, 5, 1 + VALIDITY] {
			assert_noop!(extend(CERTIFICATE, ALES, expires), Error::<Test>::BadExpiry);
		}
		assert_ok!(extend(CERTIFICATE, ALES, 2 + VALIDITY));
	});
}

#[test]
fn extend_fails_when_the_new_expiry_is_past() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		run_to(20 + VALIDITY);
		for expires in [10 + VALIDITY, 20 + VALIDITY] {
			assert_noop!(extend(CERTIFICATE, ALES, expires), Error::<Test>::BadExpiry);
		}
	});
}

#[test]
fn extend_fails_when_the_new_expiry_is_beyond_the_validity() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		run_to(5);
		assert_noop!(
			extend(CERTIFICATE, ALES, 6 + VALIDITY),
			Error::<Test>::BadExpiry
		);
		assert_ok!(extend(CERTIFICATE, ALES, 5 + VALIDITY));
	});
}

#[test]
fn extend_fails_when_there_is_no_credential() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(extend(CERTIFICATE, ALES, 50), Error::<Test>::NoCredential);
	});
}

#[test]
fn extend_fails_when_not_accepted() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(offer(CERTIFICATE, ALES));
		assert_noop!(extend(CERTIFICATE, ALES, 50), Error::<Test>::NotAccepted);
	});
}

#[test]
fn extend_fails_when_withdrawn() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		assert_ok!(withdraw(CERTIFICATE, ALES));
		run_to(5);
		assert_noop!(
			extend(CERTIFICATE, ALES, 5 + VALIDITY),
			Error::<Test>::CredentialWithdrawn
		);
	});
}

#[test]
fn extend_fails_when_sealed() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		assert_ok!(seal(ALES, CERTIFICATE));
		run_to(5);
		assert_noop!(
			extend(CERTIFICATE, ALES, 5 + VALIDITY),
			Error::<Test>::CredentialSealed
		);
	});
}

#[test]
fn extend_fails_when_schema_is_anothers() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		assert_noop!(
			CredentialsPallet::extend(signed(GUILD), CERTIFICATE, ALES, 5 + VALIDITY),
			Error::<Test>::NotYourSchema
		);
	});
}

#[test]
fn extend_fails_when_quota_is_used_up() {
	ExtBuilder::default().quota(1).build_and_execute(|| {
		give(CERTIFICATE, ALES);
		run_to(5);
		assert_noop!(
			extend(CERTIFICATE, ALES, 5 + VALIDITY),
			Error::<Test>::QuotaExhausted
		);
	});
}
