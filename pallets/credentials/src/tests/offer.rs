//! `offer`: who may, to whom, when.

use super::*;
use frame_support::assert_noop;

#[test]
fn offer_waits_for_the_holder() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(offer(CERTIFICATE, ALES));
		let until = 1 + PARAMS.offer_lifetime;
		let expected = Credential {
			commitment: COMMITMENT,
			offered: 1,
			state: State::Offered { until },
		};
		assert_eq!(
			CredentialsPallet::credential(ALES, CERTIFICATE),
			Some(expected)
		);
		assert!(!holds(ALES, CERTIFICATE));
		System::assert_last_event(told(ALES, CERTIFICATE, Change::Offered { until }));
	});
}

#[test]
fn offer_fails_when_caller_is_not_accredited() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			CredentialsPallet::offer(signed(STRANGER), CERTIFICATE, ALES, COMMITMENT),
			Error::<Test>::NotIssuer
		);
	});
}

#[test]
fn offer_fails_when_issuer_is_suspended() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(suspend(SCHOOL));
		assert_noop!(offer(CERTIFICATE, ALES), Error::<Test>::IssuerSuspended);
	});
}

#[test]
fn offer_fails_when_quota_is_used_up() {
	ExtBuilder::default().quota(1).build_and_execute(|| {
		assert_ok!(offer(CERTIFICATE, ALES));
		assert_noop!(offer(CERTIFICATE, BELA), Error::<Test>::QuotaExhausted);
	});
}

#[test]
fn offer_fails_when_schema_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			CredentialsPallet::offer(signed(SCHOOL), 77, ALES, COMMITMENT),
			Error::<Test>::UnknownSchema
		);
	});
}

#[test]
fn offer_fails_when_schema_is_anothers() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			CredentialsPallet::offer(signed(GUILD), CERTIFICATE, ALES, COMMITMENT),
			Error::<Test>::NotYourSchema
		);
	});
}

#[test]
fn offer_fails_when_schema_is_closed() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(CredentialsPallet::close_schema(signed(SCHOOL), CERTIFICATE));
		assert_noop!(offer(CERTIFICATE, ALES), Error::<Test>::SchemaClosed);
	});
}

#[test]
fn offer_fails_when_holder_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(offer(CERTIFICATE, 77), Error::<Test>::UnknownHolder);
	});
}

#[test]
fn offer_fails_when_holder_is_not_in_good_standing() {
	ExtBuilder::default().build_and_execute(|| {
		expire_person(ALES);
		assert_noop!(offer(CERTIFICATE, ALES), Error::<Test>::UnknownHolder);
	});
}

#[test]
fn offer_fails_when_schema_is_anonymous_and_holder_an_observer() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(offer(DIPLOMA, OBSERVER), Error::<Test>::NoVotingKey);
		give(CERTIFICATE, OBSERVER);
		assert!(holds(OBSERVER, CERTIFICATE));
	});
}

#[test]
fn offer_fails_when_holder_has_too_many() {
	ExtBuilder::default().build_and_execute(|| {
		for schema in [CERTIFICATE, MARKS, DIPLOMA, MEMBERSHIP] {
			assert_ok!(offer(schema, ALES));
		}
		let text = Title::truncate_from(b"One more".to_vec());
		assert_ok!(CredentialsPallet::open_schema(
			signed(SCHOOL),
			text.clone(),
			Purpose::truncate_from(text.into_inner()),
			VALIDITY,
			Publicity::Public,
		));
		assert_noop!(offer(4, ALES), Error::<Test>::TooManyCredentials);
		assert_ok!(offer(4, BELA));
		assert_ok!(reject(ALES, MARKS));
		assert_ok!(offer(4, ALES));
	});
}

#[test]
fn offer_fails_when_offered_already() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(offer(CERTIFICATE, ALES));
		assert_noop!(offer(CERTIFICATE, ALES), Error::<Test>::AlreadyOffered);
	});
}

#[test]
fn offer_fails_when_held_already() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		assert_noop!(offer(CERTIFICATE, ALES), Error::<Test>::AlreadyHeld);
	});
}

#[test]
fn offer_begins_anew_when_the_earlier_was_withdrawn_or_sealed() {
	ExtBuilder::default().build_and_execute(|| {
		let ends: [fn(SchemaId, PersonId) -> DispatchResult; 2] =
			[withdraw, |schema, person| seal(person, schema)];
		for end in ends {
			give(DIPLOMA, ALES);
			assert_ok!(end(DIPLOMA, ALES));
			assert!(!holds(ALES, DIPLOMA));
		}
		give(DIPLOMA, ALES);
		assert!(holds(ALES, DIPLOMA));
		assert_eq!(CountOf::<Test>::get(ALES), 1);
		MockRolls::turn();
		assert!(is_on_roll(key(ALES), DIPLOMA));
	});
}

#[test]
fn offer_begins_anew_when_the_earlier_has_expired() {
	ExtBuilder::default().build_and_execute(|| {
		give_diploma(ALES);
		// Before the calendar has come to it.
		System::set_block_number(1 + VALIDITY);
		assert_ok!(offer(DIPLOMA, ALES));
		assert!(!will_be_on_roll(key(ALES), DIPLOMA));
		assert_ok!(accept(ALES, DIPLOMA));
		assert!(will_be_on_roll(key(ALES), DIPLOMA));
		assert!(holds(ALES, DIPLOMA));
		CredentialsPallet::do_try_state().unwrap();
		run_to(2 + VALIDITY);
	});
}

#[test]
fn offer_keeps_its_time_when_params_change() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(offer(CERTIFICATE, ALES));
		let params = Params {
			offer_lifetime: 2,
			..PARAMS
		};
		assert_ok!(CredentialsPallet::set_params(RuntimeOrigin::root(), params));
		run_to(10);
		assert_ok!(accept(ALES, CERTIFICATE));
		assert_ok!(offer(CERTIFICATE, BELA));
		assert_eq!(state(BELA, CERTIFICATE), Some(State::Offered { until: 12 }));
	});
}
