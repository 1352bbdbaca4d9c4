//! The numbers: who changes them, of which level, and what they leave alone.

use super::*;
use rstest::rstest;

const OTHERS: Params<u64> = Params {
	suspend_below: 300_000,
	reinstate_at: 700_000,
	recovery: 9,
	petition_share: 50_000,
	petition_window: 8,
	rest: 7,
};

#[test]
fn set_params_changes_all_levels_when_no_level_is_named() {
	ExtBuilder::default().build_and_execute(|| {
		let level = None;
		set_params(OTHERS);
		System::assert_last_event(
			Event::ParamsChanged {
				level,
				params: OTHERS,
			}
			.into(),
		);
		assert!((0..8).all(|level| RecallPallet::params(level) == OTHERS));
	});
}

#[test]
fn set_params_changes_one_level_when_it_is_named() {
	ExtBuilder::default().build_and_execute(|| {
		let level = Some(VILLAGE_LEVEL);
		assert_ok!(RecallPallet::set_params(
			RuntimeOrigin::root(),
			level,
			OTHERS
		));
		System::assert_last_event(
			Event::ParamsChanged {
				level,
				params: OTHERS,
			}
			.into(),
		);
		assert_eq!(RecallPallet::params(VILLAGE_LEVEL), OTHERS);
		assert_eq!(RecallPallet::params(VILLAGE_LEVEL - 1), PARAMS);
	});
}

#[test]
fn params_of_a_level_hold_for_offices_of_its_units_only() {
	ExtBuilder::default()
		.level(VILLAGE_LEVEL, OTHERS)
		.build_and_execute(|| {
			let village = in_office();
			let district = elect(DISTRICT_HEAD, EWA, &[]);
			let between = 250_000;
			rate(VILLAGE_HEAD, &[between]);
			rate(DISTRICT_HEAD, &[between]);
			assert!(!is_exercised(village));
			assert!(is_exercised(district));
			let (_, case) = RecallPallet::open_case(VILLAGE_HEAD).unwrap();
			assert_eq!(
				(case.deadline, case.reinstate_at),
				(1 + OTHERS.recovery, OTHERS.reinstate_at)
			);
			assert_ok!(begin(DANA, VILLAGE_HEAD));
			assert_ok!(begin(DANA, DISTRICT_HEAD));
			let windows = [0, 1].map(|poll| request(poll).duration);
			assert_eq!(windows, [OTHERS.petition_window, PARAMS.petition_window]);
		});
}

#[test]
fn params_of_a_level_stay_when_those_of_all_levels_change() {
	ExtBuilder::default()
		.level(VILLAGE_LEVEL, OTHERS)
		.build_and_execute(|| {
			set_params(Params { rest: 99, ..PARAMS });
			assert_eq!(RecallPallet::params(VILLAGE_LEVEL), OTHERS);
		});
}

#[test]
fn set_params_leaves_open_cases_alone() {
	ExtBuilder::default().build_and_execute(|| {
		let (mandate, id) = suspended();
		let before = case(id);
		set_params(OTHERS);
		assert_eq!(case(id), before);
		// Enough by the old numbers, not by the new.
		rate(VILLAGE_HEAD, &[PARAMS.reinstate_at]);
		assert!(is_exercised(mandate));
	});
}

#[test]
fn set_params_leaves_rounds_under_way_alone() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = in_office();
		call_round(VILLAGE_HEAD);
		set_params(OTHERS);
		conclude(VILLAGE_HEAD, &[Some(250_000)]);
		assert!(is_exercised(mandate));
	});
}

#[test]
fn set_params_leaves_petitions_alone() {
	ExtBuilder::default().build_and_execute(|| {
		in_office();
		let poll = petition();
		set_params(OTHERS);
		for elector in 0..3 {
			support(poll, elector);
		}
		run_to(1 + PARAMS.petition_window);
		let petition = RecallPallet::petition_of(VILLAGE_HEAD).unwrap();
		assert_eq!(petition.share, PARAMS.petition_share);
		assert!(extraordinary().is_empty());
	});
}

#[test]
fn set_params_fails_when_the_origin_is_a_citizen() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			RecallPallet::set_params(RuntimeOrigin::signed(account(ALES)), None, PARAMS),
			DispatchError::BadOrigin
		);
	});
}

#[rstest]
#[case::nobody_is_ever_suspended(Params { suspend_below: 0, ..PARAMS })]
#[case::suspended_above_reinstatement(Params { suspend_below: 500_001, ..PARAMS })]
#[case::nobody_is_ever_reinstated(Params { reinstate_at: WHOLE + 1, ..PARAMS })]
#[case::no_time(Params { recovery: 0, ..PARAMS })]
#[case::petition_of_nobody(Params { petition_share: 0, ..PARAMS })]
#[case::petition_of_more_than_all(Params { petition_share: WHOLE + 1, ..PARAMS })]
#[case::petition_without_time(Params { petition_window: 0, ..PARAMS })]
fn set_params_fails_when_a_number_cannot_work(#[case] params: Params<u64>) {
	ExtBuilder::default().build_and_execute(|| {
		for level in [None, Some(VILLAGE_LEVEL)] {
			assert_noop!(
				RecallPallet::set_params(RuntimeOrigin::root(), level, params),
				Error::<Test>::BadParams
			);
		}
	});
}

#[test]
fn set_params_takes_the_extremes() {
	ExtBuilder::default().build_and_execute(|| {
		set_params(Params {
			suspend_below: WHOLE,
			reinstate_at: WHOLE,
			recovery: 1,
			petition_share: WHOLE,
			petition_window: 1,
			rest: 0,
		});
	});
}

#[test]
fn set_params_fails_when_there_is_no_such_level() {
	ExtBuilder::default().build_and_execute(|| {
		for level in [8, u8::MAX] {
			assert_noop!(
				RecallPallet::set_params(RuntimeOrigin::root(), Some(level), PARAMS),
				Error::<Test>::BadLevel
			);
		}
		assert_ok!(RecallPallet::set_params(
			RuntimeOrigin::root(),
			Some(7),
			PARAMS
		));
	});
}

#[test]
fn deadline_is_kept_when_the_time_is_as_short_as_can_be() {
	let params = Params {
		recovery: 1,
		..PARAMS
	};
	ExtBuilder::default().params(params).build_and_execute(|| {
		let (mandate, _) = suspended();
		next_block();
		assert_eq!(ended(mandate), Some((2, End::Recalled)));
	});
}

#[test]
fn genesis_takes_the_numbers_of_the_preset() {
	ExtBuilder::default()
		.params(OTHERS)
		.level(0, PARAMS)
		.build_and_execute(|| {
			assert_eq!(RecallPallet::params(0), PARAMS);
			assert_eq!(RecallPallet::params(1), OTHERS);
		});
}

#[test]
fn genesis_is_read_from_json() {
	let numbers = r#"{
		"suspendBelow": 300000,
		"reinstateAt": 700000,
		"recovery": 9,
		"petitionShare": 50000,
		"petitionWindow": 8,
		"rest": 7
	}"#;
	let json = format!(r#"{{ "params": {numbers}, "levels": [[3, {numbers}]] }}"#);
	let genesis: GenesisConfig<Test> = serde_json::from_str(&json).unwrap();
	assert_eq!(genesis.params, OTHERS);
	assert_eq!(genesis.levels, [(VILLAGE_LEVEL, OTHERS)]);
}

#[test]
fn genesis_refuses_a_misspelt_field() {
	let json = r#"{ "suspendUnder": 300000 }"#;
	assert!(serde_json::from_str::<Params<u64>>(json).is_err());
}

#[test]
#[should_panic(expected = "BadParams")]
fn genesis_panics_when_a_number_cannot_work() {
	let params = Params {
		recovery: 0,
		..PARAMS
	};
	ExtBuilder::default().params(params).build();
}

#[test]
#[should_panic(expected = "BadLevel")]
fn genesis_panics_when_there_is_no_such_level() {
	ExtBuilder::default().level(8, PARAMS).build();
}

#[test]
fn default_params_are_valid() {
	assert!(Params::<u64>::default().is_valid());
}
