//! The numbers, and the genesis.

use crate::{mock::*, Error, Event, Params, Registrars};
use frame_support::{assert_noop, assert_ok};
use rstest::rstest;
use sp_runtime::DispatchError;

#[test]
fn set_params_changes_them() {
	ExtBuilder::default().build_and_execute(|| {
		let params = Params {
			attesters_needed: 3,
			..Params::default()
		};
		assert_ok!(Identity::set_params(RuntimeOrigin::root(), params));
		assert_eq!(Identity::params(), params);
		System::assert_last_event(Event::ParamsChanged { params }.into());
	});
}

#[test]
fn set_params_that_need_fewer_complete_at_the_next_word() {
	ExtBuilder::default()
		.params(|params| params.attesters_needed = 3)
		.build_and_execute(|| {
			assert_ok!(attest(1, 0));
			assert_ok!(attest(2, 0));
			let params = Params {
				attesters_needed: 2,
				..Identity::params()
			};
			assert_ok!(Identity::set_params(RuntimeOrigin::root(), params));
			assert_ok!(attest(3, 0));
			assert!(Identity::person_of(account(0)).is_some());
		});
}

#[test]
fn set_params_fails_when_not_authorised() {
	ExtBuilder::default().build_and_execute(|| {
		let call = Identity::set_params(RuntimeOrigin::signed(1), Params::default());
		assert_noop!(call, DispatchError::BadOrigin);
	});
}

#[rstest]
#[case::nobody_needed(Params { attesters_needed: 0, ..Params::default() })]
#[case::too_many_needed(Params { attesters_needed: 9, ..Params::default() })]
#[case::no_day(Params { day: 0, ..Params::default() })]
#[case::no_time_to_gather(Params { pending_lifetime: 0, ..Params::default() })]
#[case::no_validity(Params { max_validity: 0, ..Params::default() })]
fn set_params_fails_when_they_make_no_sense(#[case] params: Params) {
	ExtBuilder::default().build_and_execute(|| {
		let call = Identity::set_params(RuntimeOrigin::root(), params);
		assert_noop!(call, Error::<Test>::BadParams);
	});
}

#[test]
fn genesis_accredits_registrars() {
	ExtBuilder::default()
		.registrars(&[(7, 3)])
		.build_and_execute(|| {
			assert_eq!(
				Registrars::<Test>::get(7).map(|known| known.daily_quota),
				Some(3)
			);
			assert_eq!(System::providers(&7), 1);
		});
}

#[test]
fn genesis_fills_what_a_preset_leaves_out() {
	let params: Params = serde_json::from_str(r#"{"attestersNeeded":3}"#).unwrap();
	assert_eq!(
		params,
		Params {
			attesters_needed: 3,
			..Params::default()
		}
	);
	assert!(Params::default().is_valid());
}

#[test]
fn genesis_refuses_a_misspelt_number() {
	assert!(serde_json::from_str::<Params>(r#"{"atestersNeeded":3}"#).is_err());
}

#[test]
#[should_panic(expected = "named twice")]
fn genesis_panics_when_a_registrar_is_named_twice() {
	ExtBuilder::default().registrars(&[(7, 3), (7, 4)]).build();
}

#[test]
#[should_panic(expected = "ZeroQuota")]
fn genesis_panics_when_a_quota_is_zero() {
	ExtBuilder::default().registrars(&[(7, 0)]).build();
}

#[test]
#[should_panic(expected = "bad parameters")]
fn genesis_panics_when_params_make_no_sense() {
	ExtBuilder::default()
		.params(|params| params.day = 0)
		.build();
}
