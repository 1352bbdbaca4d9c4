//! Which calls cost nothing: those that succeed, within the quota or the free acts.

use super::*;
use frame_support::{
	dispatch::CheckIfFeeless, sp_runtime::StateVersion, traits::UnfilteredDispatchable,
};
use sp_io::storage::root as storage_root;

fn is_free(who: AccountId, call: &Call<Test>) -> bool {
	let before = storage_root(StateVersion::V1);
	let is_free = call.is_feeless(&signed(who));
	assert_eq!(
		storage_root(StateVersion::V1),
		before,
		"asking changes nothing"
	);
	is_free
}

fn run(who: AccountId, call: Call<Test>) {
	assert_ok!(call.dispatch_bypass_filter(signed(who)));
}

fn open_call(title: &[u8]) -> Call<Test> {
	Call::open_schema {
		title: Title::truncate_from(title.to_vec()),
		purpose: Purpose::truncate_from(b"To know".to_vec()),
		validity: VALIDITY,
		publicity: Publicity::Anonymous,
	}
}

fn offer_call(schema: SchemaId, holder: PersonId) -> Call<Test> {
	Call::offer {
		schema,
		holder,
		commitment: COMMITMENT,
	}
}

fn withdraw_call(schema: SchemaId, holder: PersonId) -> Call<Test> {
	Call::withdraw {
		schema,
		holder,
		reason: 1,
	}
}

#[test]
fn open_schema_is_free_exactly_when_it_succeeds() {
	ExtBuilder::default().build_and_execute(|| {
		assert!(is_free(SCHOOL, &open_call(b"Title")));
		assert!(!is_free(SCHOOL, &open_call(b"")));
		assert!(!is_free(STRANGER, &open_call(b"Title")));
		run(SCHOOL, open_call(b"Title"));
		assert_eq!(CredentialsPallet::issuer(SCHOOL).unwrap().usage.used, 1);
	});
}

#[test]
fn close_schema_is_free_exactly_when_it_succeeds() {
	ExtBuilder::default().build_and_execute(|| {
		let call = Call::close_schema {
			schema: CERTIFICATE,
		};
		assert!(is_free(SCHOOL, &call) && !is_free(GUILD, &call));
		run(SCHOOL, call.clone());
		assert!(!is_free(SCHOOL, &call));
	});
}

#[test]
fn offer_is_free_exactly_when_it_succeeds() {
	ExtBuilder::default().build_and_execute(|| {
		let call = offer_call(CERTIFICATE, ALES);
		assert!(is_free(SCHOOL, &call) && !is_free(GUILD, &call));
		run(SCHOOL, call.clone());
		assert!(!is_free(SCHOOL, &call));
	});
}

#[test]
fn withdraw_is_free_exactly_when_it_succeeds_within_the_quota() {
	ExtBuilder::default().quota(2).build_and_execute(|| {
		give(CERTIFICATE, ALES);
		let call = withdraw_call(CERTIFICATE, ALES);
		assert!(is_free(SCHOOL, &call));
		assert!(!is_free(SCHOOL, &withdraw_call(CERTIFICATE, BELA)));
		assert_ok!(offer(CERTIFICATE, BELA));
		assert!(!is_free(SCHOOL, &call));
		run(SCHOOL, call);
		assert_eq!(CredentialsPallet::issuer(SCHOOL).unwrap().usage.used, 2);
	});
}

#[test]
fn extend_is_free_exactly_when_it_succeeds() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		run_to(5);
		let extend = |expires| Call::extend {
			schema: CERTIFICATE,
			holder: ALES,
			expires,
		};
		assert!(is_free(SCHOOL, &extend(5 + VALIDITY)));
		assert!(!is_free(SCHOOL, &extend(6 + VALIDITY)));
	});
}

#[test]
fn accept_is_free_exactly_when_it_succeeds() {
	ExtBuilder::default().build_and_execute(|| {
		let call = Call::accept { schema: DIPLOMA };
		assert!(!is_free(account(ALES), &call));
		assert_ok!(offer(DIPLOMA, ALES));
		assert!(is_free(account(ALES), &call));
		assert!(!is_free(account(BELA), &call));
		MockRolls::set_full(true);
		assert!(!is_free(account(ALES), &call));
		MockRolls::set_full(false);
		run(account(ALES), call.clone());
		assert!(!is_free(account(ALES), &call));
		assert_eq!(people()[&ALES].spent_acts, 1);
	});
}

#[test]
fn reject_is_free_exactly_when_it_succeeds() {
	ExtBuilder::default().build_and_execute(|| {
		let call = Call::reject { schema: DIPLOMA };
		assert!(!is_free(account(ALES), &call));
		assert_ok!(offer(DIPLOMA, ALES));
		assert!(is_free(account(ALES), &call));
		run(account(ALES), call);
		assert_eq!(people()[&ALES].spent_acts, 1);
	});
}

#[test]
fn seal_is_free_exactly_when_it_succeeds() {
	ExtBuilder::default().build_and_execute(|| {
		let call = Call::seal { schema: DIPLOMA };
		assert!(!is_free(account(ALES), &call));
		give(DIPLOMA, ALES);
		assert!(is_free(account(ALES), &call));
		run(account(ALES), call.clone());
		assert!(!is_free(account(ALES), &call));
		assert_eq!(people()[&ALES].spent_acts, 2);
	});
}

#[test]
fn holders_call_is_paid_for_when_no_free_act_is_left() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(offer(CERTIFICATE, ALES));
		change(ALES, |someone| someone.spent_acts = FREE_ACTS);
		let call = Call::accept {
			schema: CERTIFICATE,
		};
		assert!(!is_free(account(ALES), &call));
		run(account(ALES), call);
	});
}

#[test]
fn suspended_issuers_calls_are_not_free() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(suspend(SCHOOL));
		assert!(!is_free(SCHOOL, &offer_call(CERTIFICATE, ALES)));
		assert!(!is_free(SCHOOL, &open_call(b"Title")));
	});
}

#[test]
fn administration_is_never_free() {
	ExtBuilder::default().build_and_execute(|| {
		let accredit = Call::accredit_issuer {
			issuer: 9,
			daily_quota: 9,
		};
		assert!(!is_free(SCHOOL, &accredit));
		assert!(!is_free(SCHOOL, &Call::suspend_issuer { issuer: GUILD }));
		assert!(!is_free(SCHOOL, &Call::set_params { params: PARAMS }));
	});
}

#[test]
fn no_call_is_free_for_another_origin_than_an_account() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(offer(CERTIFICATE, ALES));
		let accept = Call::<Test>::accept {
			schema: CERTIFICATE,
		};
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert!(!accept.is_feeless(&origin));
			assert!(!offer_call(MARKS, ALES).is_feeless(&origin));
		}
	});
}
