//! The numbers that govern initiatives.

use super::*;
use frame_support::{assert_noop, assert_ok};

#[test]
fn set_params_changes_the_next_petition_when_the_origin_is_admin() {
	ExtBuilder::default().build_and_execute(|| {
		let params = Params {
			petition_period: 9,
			..PARAMS
		};
		assert_ok!(InitiativesPallet::set_params(RuntimeOrigin::root(), params));
		System::assert_last_event(Event::ParamsChanged { params }.into());
		start(ALES, DISTRICT);
		assert_eq!(request(0).duration, 9);
	});
}

#[test]
fn set_params_fails_when_the_origin_is_a_citizen() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			InitiativesPallet::set_params(RuntimeOrigin::signed(ALES), PARAMS),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn set_params_fails_when_a_number_cannot_work() {
	ExtBuilder::default().build_and_execute(|| {
		let bad = [
			Params {
				support: 0,
				..PARAMS
			},
			Params {
				support: WHOLE + 1,
				..PARAMS
			},
			Params {
				quorum: WHOLE + 1,
				..PARAMS
			},
			Params {
				majority: WHOLE,
				..PARAMS
			},
			Params {
				petition_period: 0,
				..PARAMS
			},
			Params {
				voting_period: 0,
				..PARAMS
			},
		];
		for params in bad {
			assert_noop!(
				InitiativesPallet::set_params(RuntimeOrigin::root(), params),
				Error::<Test>::BadParams
			);
		}
	});
}

#[test]
fn genesis_takes_the_preset_numbers() {
	let params = Params {
		support: 1,
		..PARAMS
	};
	ExtBuilder::default()
		.params(params)
		.build_and_execute(|| assert_eq!(Parameters::<Test>::get(), params));
}

#[test]
#[should_panic(expected = "a share or period cannot work")]
fn genesis_panics_when_a_number_cannot_work() {
	ExtBuilder::default()
		.params(Params {
			support: 0,
			..PARAMS
		})
		.build();
}

#[test]
fn default_params_are_valid() {
	assert!(Params::<u64>::default().is_valid());
}
