//! The numbers that govern elections.

use super::*;
use frame_support::assert_noop;
use veche_primitives::WHOLE;

#[test]
fn set_params_changes_the_next_election_when_the_origin_is_admin() {
	ExtBuilder::default().build_and_execute(|| {
		let params = Params {
			nomination: 9,
			..PARAMS
		};
		assert_ok!(ElectionsPallet::set_params(RuntimeOrigin::root(), params));
		System::assert_last_event(Event::ParamsChanged { params }.into());
		let id = call(HEAD);
		assert_eq!(until(id), 1 + PARAMS.notice + 9);
	});
}

#[test]
fn set_params_fails_when_the_origin_is_a_citizen() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			ElectionsPallet::set_params(RuntimeOrigin::signed(ALES), PARAMS),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn set_params_fails_when_a_number_cannot_work() {
	ExtBuilder::default().build_and_execute(|| {
		let bad = [
			Params {
				nomination: 0,
				..PARAMS
			},
			Params {
				voting: 0,
				..PARAMS
			},
			Params {
				quorum: WHOLE + 1,
				..PARAMS
			},
			Params {
				repeat_quorum: PARAMS.quorum + 1,
				..PARAMS
			},
			Params {
				majority: WHOLE,
				..PARAMS
			},
		];
		for params in bad {
			assert_noop!(
				ElectionsPallet::set_params(RuntimeOrigin::root(), params),
				Error::<Test>::BadParams
			);
		}
	});
}

#[test]
fn set_params_fails_when_an_election_could_be_put_off_for_good() {
	ExtBuilder::default().build_and_execute(|| {
		let longest = u64::from(MAX_PERIOD);
		let with = |notice, nomination, voting| {
			let params = Params {
				notice,
				nomination,
				voting,
				..PARAMS
			};
			ElectionsPallet::set_params(RuntimeOrigin::root(), params)
		};
		let longer = longest + 1;
		for (notice, nomination, voting) in [(longer, 1, 1), (0, longer, 1), (0, 1, longer)] {
			assert_noop!(with(notice, nomination, voting), Error::<Test>::BadParams);
		}
		assert_ok!(with(longest, longest, longest));
	});
}

#[test]
fn set_params_fails_when_nobody_can_see_who_holds_the_certificate() {
	ExtBuilder::default().build_and_execute(|| {
		let params = Params {
			certificate: Some(10),
			..PARAMS
		};
		assert_noop!(
			ElectionsPallet::set_params(RuntimeOrigin::root(), params),
			Error::<Test>::UnknownCertificate
		);
	});
}

#[test]
fn genesis_takes_the_preset_numbers() {
	let params = Params {
		quorum: 1,
		repeat_quorum: 0,
		..PARAMS
	};
	ExtBuilder::default()
		.params(params)
		.build_and_execute(|| assert_eq!(ElectionsPallet::params(), params));
}

#[test]
#[should_panic(expected = "a share or period cannot work")]
fn genesis_panics_when_a_number_cannot_work() {
	let params = Params {
		voting: 0,
		..PARAMS
	};
	ExtBuilder::default().params(params).build();
}

#[test]
#[should_panic(expected = "the certificate is no public credential")]
fn genesis_panics_when_nobody_can_see_who_holds_the_certificate() {
	let params = Params {
		certificate: Some(10),
		..PARAMS
	};
	ExtBuilder::default().params(params).build();
}

#[test]
fn default_params_are_valid() {
	assert!(Params::<u64>::default().is_valid());
}

#[test]
fn params_are_read_from_a_preset() {
	let preset = r#"{
		"notice": 5, "nomination": 20, "voting": 30, "quorum": 250000, "repeatQuorum": 100000,
		"majority": 600000, "afterRepeat": "accept", "certificate": 7
	}"#;
	assert_eq!(serde_json::from_str::<Params<u64>>(preset).unwrap(), PARAMS);
	let misspelt = preset.replace("quorum", "quorom");
	assert!(serde_json::from_str::<Params<u64>>(&misspelt).is_err());
}
