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
fn set_params_fails_when_fewer_registrars_are_in_good_standing_than_needed() {
	ExtBuilder::default().build_and_execute(|| {
		let needing = |attesters_needed| {
			let params = Params {
				attesters_needed,
				..Identity::params()
			};
			Identity::set_params(RuntimeOrigin::root(), params)
		};
		assert_noop!(needing(4), Error::<Test>::TooFewRegistrars);
		assert_ok!(Identity::suspend_registrar(RuntimeOrigin::root(), 3));
		assert_noop!(needing(3), Error::<Test>::TooFewRegistrars);
		assert_ok!(needing(2));
	});
}

/// One registrar, of the two who must attest.
fn too_few() -> ExtBuilder {
	ExtBuilder::default().registrars(&[(1, 100)])
}

#[test]
fn set_params_changes_other_numbers_when_there_are_too_few_registrars_already() {
	too_few().build_and_execute(|| {
		let params = Params {
			day: 7,
			..Identity::params()
		};
		assert_ok!(Identity::set_params(RuntimeOrigin::root(), params));
		assert_eq!(Identity::params(), params);
	});
}

#[test]
fn set_params_fails_when_more_are_needed_and_there_are_too_few_registrars_already() {
	too_few().build_and_execute(|| {
		let params = Params {
			attesters_needed: 3,
			..Identity::params()
		};
		let call = Identity::set_params(RuntimeOrigin::root(), params);
		assert_noop!(call, Error::<Test>::TooFewRegistrars);
	});
}

#[test]
fn set_params_lets_fewer_suffice_when_that_is_still_more_than_there_are() {
	too_few()
		.params(|params| params.attesters_needed = 3)
		.build_and_execute(|| {
			let params = Params {
				attesters_needed: 2,
				..Identity::params()
			};
			assert_ok!(Identity::set_params(RuntimeOrigin::root(), params));
			assert_eq!(Identity::params(), params);
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
