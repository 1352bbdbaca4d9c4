//! `withdraw`: the issuer takes back what it gave.

use super::*;
use frame_support::assert_noop;

#[test]
fn withdraw_ends_the_credential_at_once() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		run_to(6);
		assert_ok!(withdraw(CERTIFICATE, ALES));
		assert!(!holds(ALES, CERTIFICATE));
		assert_eq!(
			state(ALES, CERTIFICATE),
			Some(State::Withdrawn { at: 6, reason: 5 })
		);
		assert_eq!(Agenda::<Test>::iter_keys().count(), 0);
		System::assert_last_event(told(ALES, CERTIFICATE, Change::Withdrawn { reason: 5 }));
	});
}

#[test]
fn withdraw_leaves_no_mark_when_not_accepted() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(offer(CERTIFICATE, ALES));
		assert_ok!(withdraw(CERTIFICATE, ALES));
		assert_eq!(state(ALES, CERTIFICATE), None);
		assert!(!CountOf::<Test>::contains_key(ALES));
		System::assert_last_event(told(
			ALES,
			CERTIFICATE,
			Change::OfferWithdrawn { reason: 5 },
		));
	});
}

#[test]
fn withdraw_marks_an_expired_credential() {
	ExtBuilder::default().build_and_execute(|| {
		give(DIPLOMA, ALES);
		run_to(1 + VALIDITY);
		assert_ok!(withdraw(DIPLOMA, ALES));
		assert!(matches!(
			state(ALES, DIPLOMA),
			Some(State::Withdrawn { .. })
		));
	});
}

#[test]
fn withdraw_fails_when_there_is_no_credential() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(withdraw(CERTIFICATE, ALES), Error::<Test>::NoCredential);
	});
}

#[test]
fn withdraw_fails_when_withdrawn_already() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		assert_ok!(withdraw(CERTIFICATE, ALES));
		assert_noop!(
			withdraw(CERTIFICATE, ALES),
			Error::<Test>::CredentialWithdrawn
		);
	});
}

#[test]
fn withdraw_fails_when_sealed() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		assert_ok!(seal(ALES, CERTIFICATE));
		assert_noop!(withdraw(CERTIFICATE, ALES), Error::<Test>::CredentialSealed);
	});
}

#[test]
fn withdraw_fails_when_schema_is_anothers() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		assert_noop!(
			CredentialsPallet::withdraw(signed(GUILD), CERTIFICATE, ALES, 5),
			Error::<Test>::NotYourSchema
		);
	});
}

#[test]
fn withdraw_fails_when_schema_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			CredentialsPallet::withdraw(signed(SCHOOL), 77, ALES, 5),
			Error::<Test>::UnknownSchema
		);
	});
}

#[test]
fn withdraw_fails_when_caller_is_no_issuer() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		assert_noop!(
			CredentialsPallet::withdraw(signed(STRANGER), CERTIFICATE, ALES, 5),
			Error::<Test>::NotIssuer
		);
	});
}

#[test]
fn withdraw_works_when_quota_is_used_up() {
	ExtBuilder::default().quota(1).build_and_execute(|| {
		give(CERTIFICATE, ALES);
		assert_ok!(withdraw(CERTIFICATE, ALES));
	});
}

#[test]
fn withdraw_works_when_the_holder_lost_the_standing() {
	ExtBuilder::default().build_and_execute(|| {
		give_diploma(ALES);
		strike_off(ALES);
		assert_ok!(withdraw(DIPLOMA, ALES));
		settle_down();
		assert!(!is_on_roll(key(ALES), DIPLOMA));
	});
}
