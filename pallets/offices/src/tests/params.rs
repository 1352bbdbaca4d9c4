//! The numbers that govern who may rise.

use super::*;
use veche_primitives::WHOLE;

#[test]
fn set_params_changes_them_when_the_origin_is_admin() {
	ExtBuilder::default().build_and_execute(|| {
		let params = Params {
			service: WHOLE,
			bar: 0,
		};
		assert_ok!(OfficesPallet::set_params(RuntimeOrigin::root(), params));
		assert_eq!(OfficesPallet::params(), params);
		System::assert_last_event(Event::<Test>::ParamsChanged { params }.into());
	});
}

#[test]
fn set_params_fails_when_the_origin_is_a_citizen() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			OfficesPallet::set_params(RuntimeOrigin::signed(account(ALES)), PARAMS),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn set_params_fails_when_a_share_is_above_the_whole() {
	ExtBuilder::default().build_and_execute(|| {
		let bad = [
			Params {
				service: WHOLE + 1,
				..PARAMS
			},
			Params {
				bar: WHOLE + 1,
				..PARAMS
			},
		];
		for params in bad {
			assert_noop!(
				OfficesPallet::set_params(RuntimeOrigin::root(), params),
				Error::<Test>::BadParams
			);
		}
	});
}

#[test]
fn set_params_leaves_an_election_under_way_alone() {
	ExtBuilder::default().build_and_execute(|| {
		elect(VILLAGE_HEAD, ALES, &[]);
		run_to(1 + TERM / 2);
		let strict = Params {
			service: WHOLE,
			..PARAMS
		};
		assert_ok!(OfficesPallet::set_params(RuntimeOrigin::root(), strict));
		assert!(OfficesPallet::may_stand(ALES, DISTRICT_HEAD));
		// The next one asks for more.
		elect(DISTRICT_HEAD, EWA, &[]);
		resign(EWA, DISTRICT_HEAD);
		next_block();
		assert!(!OfficesPallet::may_stand(ALES, DISTRICT_HEAD));
	});
}

#[test]
fn default_params_are_valid() {
	assert!(Params::default().is_valid());
}
