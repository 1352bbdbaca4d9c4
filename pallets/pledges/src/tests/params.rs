//! The numbers that govern judgements.

use super::*;
use veche_primitives::WHOLE;

#[test]
fn set_params_changes_the_next_judgement_when_the_origin_is_admin() {
	ExtBuilder::default().build_and_execute(|| {
		let params = Params {
			judging: 7,
			quorum: 400_000,
			repeat_quorum: 300_000,
			majority: 600_000,
			open_per_unit: 1,
		};
		assert_ok!(PledgesPallet::set_params(RuntimeOrigin::root(), params));
		System::assert_last_event(Event::ParamsChanged { params }.into());
		assert_eq!(PledgesPallet::params(), params);
		in_office(MANDATE, 1);
		claim(MANDATE, 0);
		let request = request(0);
		assert_eq!(
			(request.duration, request.quorum, request.majority),
			(7, 400_000, 600_000)
		);
	});
}

#[test]
fn set_params_leaves_open_judgements_as_they_are() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 3);
		(0..2).for_each(|place| claim(MANDATE, place));
		allow(1);
		assert_eq!(OpenIn::<Test>::get(VILLAGE).len(), 2);
	});
}

#[test]
fn set_params_fails_when_the_origin_is_a_citizen() {
	ExtBuilder::default().build_and_execute(|| {
		let call = Call::<Test>::set_params { params: PARAMS };
		assert!(!call.is_feeless(&RuntimeOrigin::signed(ALES)));
		assert_noop!(
			PledgesPallet::set_params(RuntimeOrigin::signed(ALES), PARAMS),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn set_params_fails_when_a_number_cannot_work() {
	ExtBuilder::default().build_and_execute(|| {
		let bad = [
			Params {
				judging: 0,
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
			Params {
				open_per_unit: 0,
				..PARAMS
			},
			Params {
				open_per_unit: MAX_OPEN_PER_UNIT + 1,
				..PARAMS
			},
		];
		for params in bad {
			assert_noop!(
				PledgesPallet::set_params(RuntimeOrigin::root(), params),
				Error::<Test>::BadParams
			);
		}
	});
}

#[test]
fn set_params_takes_the_numbers_at_the_edge() {
	ExtBuilder::default().build_and_execute(|| {
		let params = Params {
			judging: 1,
			quorum: WHOLE,
			repeat_quorum: WHOLE,
			majority: WHOLE - 1,
			open_per_unit: MAX_OPEN_PER_UNIT,
		};
		assert_ok!(PledgesPallet::set_params(RuntimeOrigin::root(), params));
	});
}

#[test]
fn genesis_takes_the_preset_numbers() {
	let params = Params {
		judging: 3,
		..PARAMS
	};
	ExtBuilder::default()
		.params(params)
		.build_and_execute(|| assert_eq!(PledgesPallet::params(), params));
}

#[test]
#[should_panic(expected = "a share, period or number cannot work")]
fn genesis_panics_when_a_number_cannot_work() {
	let params = Params {
		judging: 0,
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
		"judging": 10, "quorum": 200000, "repeatQuorum": 100000, "majority": 500000,
		"openPerUnit": 2
	}"#;
	assert_eq!(serde_json::from_str::<Params<u64>>(preset).unwrap(), PARAMS);
	let misspelt = preset.replace("quorum", "quorom");
	assert!(serde_json::from_str::<Params<u64>>(&misspelt).is_err());
}
