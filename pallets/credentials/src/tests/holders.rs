//! `accept`, `reject`, `seal`: the holder's side.

use super::*;
use frame_support::assert_noop;

#[test]
fn accept_makes_the_credential_hold_until_it_expires() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(offer(CERTIFICATE, ALES));
		run_to(5);
		assert_ok!(accept(ALES, CERTIFICATE));
		let expires = 5 + VALIDITY;
		assert_eq!(
			state(ALES, CERTIFICATE),
			Some(State::Held { since: 5, expires })
		);
		assert!(holds(ALES, CERTIFICATE));
		System::assert_last_event(told(ALES, CERTIFICATE, Change::Accepted { expires }));
		let dates = Agenda::<Test>::iter_keys().collect::<Vec<_>>();
		let date = Due::Date {
			person: ALES,
			schema: CERTIFICATE,
		};
		assert_eq!(dates, [(expires, date)]);
	});
}

#[test]
fn accept_fails_when_accepted_already() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		assert_noop!(accept(ALES, CERTIFICATE), Error::<Test>::AlreadyHeld);
	});
}

#[test]
fn accept_fails_when_the_offer_was_withdrawn() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(offer(CERTIFICATE, ALES));
		assert_ok!(withdraw(CERTIFICATE, ALES));
		assert_noop!(accept(ALES, CERTIFICATE), Error::<Test>::NoOffer);
	});
}

#[test]
fn accept_fails_when_the_credential_was_withdrawn() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		assert_ok!(withdraw(CERTIFICATE, ALES));
		assert_noop!(
			accept(ALES, CERTIFICATE),
			Error::<Test>::CredentialWithdrawn
		);
	});
}

#[test]
fn accept_fails_when_the_credential_was_sealed() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		assert_ok!(seal(ALES, CERTIFICATE));
		assert_noop!(accept(ALES, CERTIFICATE), Error::<Test>::CredentialSealed);
	});
}

#[test]
fn accept_fails_when_offered_to_somebody_else() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(offer(CERTIFICATE, ALES));
		assert_noop!(accept(BELA, CERTIFICATE), Error::<Test>::NoOffer);
	});
}

#[test]
fn accept_fails_when_the_offer_was_rejected() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(offer(CERTIFICATE, ALES));
		assert_ok!(reject(ALES, CERTIFICATE));
		assert_noop!(accept(ALES, CERTIFICATE), Error::<Test>::NoOffer);
	});
}

#[test]
fn accept_fails_when_the_time_to_answer_is_over() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(offer(CERTIFICATE, ALES));
		// The calendar has not come to it.
		System::set_block_number(1 + PARAMS.offer_lifetime);
		assert_noop!(accept(ALES, CERTIFICATE), Error::<Test>::OfferLapsed);
		assert_noop!(reject(ALES, CERTIFICATE), Error::<Test>::OfferLapsed);
	});
}

#[test]
fn accept_fails_when_caller_is_no_citizen() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(offer(CERTIFICATE, ALES));
		expire_person(ALES);
		assert_noop!(accept(ALES, CERTIFICATE), Error::<Test>::NotACitizen);
		assert_noop!(
			CredentialsPallet::accept(signed(STRANGER), CERTIFICATE),
			Error::<Test>::NotACitizen
		);
	});
}

#[test]
fn accept_fails_when_the_issuer_is_suspended() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(offer(CERTIFICATE, ALES));
		assert_ok!(suspend(SCHOOL));
		assert_noop!(accept(ALES, CERTIFICATE), Error::<Test>::IssuerSuspended);
		assert_ok!(reinstate(SCHOOL));
		assert_ok!(accept(ALES, CERTIFICATE));
	});
}

#[test]
fn accept_fails_without_a_trace_when_the_roll_takes_nobody() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(offer(DIPLOMA, ALES));
		MockRolls::set_full(true);
		assert_noop!(
			accept(ALES, DIPLOMA),
			sp_runtime::DispatchError::Unavailable
		);
	});
}

#[test]
fn reject_removes_the_offer() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(offer(CERTIFICATE, ALES));
		assert_ok!(reject(ALES, CERTIFICATE));
		assert_eq!(state(ALES, CERTIFICATE), None);
		assert!(!CountOf::<Test>::contains_key(ALES));
		assert_eq!(Agenda::<Test>::iter_keys().count(), 0);
		System::assert_last_event(told(ALES, CERTIFICATE, Change::Rejected));
	});
}

#[test]
fn reject_fails_when_nothing_is_offered() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(reject(ALES, CERTIFICATE), Error::<Test>::NoOffer);
	});
}

#[test]
fn reject_fails_when_accepted_already() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		assert_noop!(reject(ALES, CERTIFICATE), Error::<Test>::AlreadyHeld);
	});
}

#[test]
fn reject_fails_when_caller_is_no_citizen() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			CredentialsPallet::reject(signed(STRANGER), CERTIFICATE),
			Error::<Test>::NotACitizen
		);
	});
}

#[test]
fn seal_ends_the_credential_for_good() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		run_to(7);
		assert_ok!(seal(ALES, CERTIFICATE));
		assert_eq!(state(ALES, CERTIFICATE), Some(State::Sealed { at: 7 }));
		assert!(!holds(ALES, CERTIFICATE));
		System::assert_last_event(told(ALES, CERTIFICATE, Change::Sealed));
		run_to(2 + VALIDITY);
		assert_eq!(state(ALES, CERTIFICATE), Some(State::Sealed { at: 7 }));
	});
}

#[test]
fn seal_works_when_the_credential_has_expired() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		run_to(1 + VALIDITY);
		assert_ok!(seal(ALES, CERTIFICATE));
	});
}

#[test]
fn seal_fails_when_there_is_no_credential() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(seal(ALES, CERTIFICATE), Error::<Test>::NoCredential);
	});
}

#[test]
fn seal_fails_when_not_accepted() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(offer(CERTIFICATE, ALES));
		assert_noop!(seal(ALES, CERTIFICATE), Error::<Test>::NotAccepted);
	});
}

#[test]
fn seal_fails_when_sealed_already() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		assert_ok!(seal(ALES, CERTIFICATE));
		assert_noop!(seal(ALES, CERTIFICATE), Error::<Test>::CredentialSealed);
	});
}

#[test]
fn seal_fails_when_withdrawn() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		assert_ok!(withdraw(CERTIFICATE, ALES));
		assert_noop!(seal(ALES, CERTIFICATE), Error::<Test>::CredentialWithdrawn);
	});
}

#[test]
fn seal_fails_when_caller_is_no_citizen() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		expire_person(ALES);
		assert_noop!(seal(ALES, CERTIFICATE), Error::<Test>::NotACitizen);
	});
}
