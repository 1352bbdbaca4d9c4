//! The numbers that govern rounds.

use super::*;
use rstest::rstest;

fn set(level: Option<u8>, params: Params<u64>) -> frame_support::dispatch::DispatchResult {
	ReputationPallet::set_params(RuntimeOrigin::root(), level, params)
}

fn with_voting(voting: u64) -> Params<u64> {
	Params { voting, ..PARAMS }
}

fn with_rule(min_turnout: Ppm, sure_turnout: Ppm, margin: Ppm) -> Params<u64> {
	let rule = ConfidenceRule {
		min_turnout,
		sure_turnout,
		margin,
	};
	Params { rule, ..PARAMS }
}

#[test]
fn set_params_changes_every_level_without_its_own() {
	ExtBuilder::default().build_and_execute(|| {
		let (all, own) = (with_voting(7), with_voting(9));
		assert_ok!(set(Some(2), own));
		assert_ok!(set(None, all));
		System::assert_last_event(
			Event::ParamsChanged {
				level: None,
				params: all,
			}
			.into(),
		);
		let params = [0, 1, 2, 3].map(ReputationPallet::params);
		assert_eq!(params, [all, all, own, all]);
	});
}

#[test]
fn set_params_changes_one_level() {
	ExtBuilder::default().build_and_execute(|| {
		let own = with_voting(9);
		assert_ok!(set(Some(3), own));
		System::assert_last_event(
			Event::ParamsChanged {
				level: Some(3),
				params: own,
			}
			.into(),
		);
		install(HEAD, ALES);
		install(DISTRICT_HEAD, BELA);
		let durations = [HEAD, DISTRICT_HEAD].map(|office| request(asked(office).poll).duration);
		assert_eq!(durations, [9, PARAMS.voting]);
	});
}

#[test]
fn set_params_takes_the_lowest_level() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(set(Some(7), with_voting(9)));
	});
}

#[test]
fn set_params_fails_when_there_is_no_such_level() {
	ExtBuilder::default().build_and_execute(|| {
		for level in [8, u8::MAX] {
			assert_noop!(set(Some(level), PARAMS), Error::<Test>::BadLevel);
		}
	});
}

#[test]
fn set_params_fails_when_the_origin_is_a_citizen() {
	ExtBuilder::default().build_and_execute(|| {
		for level in [None, Some(0)] {
			assert_noop!(
				ReputationPallet::set_params(RuntimeOrigin::signed(CITIZEN), level, PARAMS),
				DispatchError::BadOrigin
			);
		}
	});
}

#[rstest]
#[case::no_time_to_answer(with_voting(0))]
#[case::round_longer_than_the_fast_period(with_voting(39))]
#[case::voting_beyond_all_numbers(with_voting(u64::MAX))]
#[case::fast_period_longer_than_the_other(Params { fast_period: 101, ..PARAMS })]
#[case::sure_turnout_above_the_whole(with_rule(0, WHOLE + 1, 0))]
#[case::least_turnout_above_the_sure_one(with_rule(2, 1, 0))]
#[case::margin_above_the_whole(with_rule(0, 0, WHOLE + 1))]
fn set_params_fails_when_a_number_cannot_work(#[case] params: Params<u64>) {
	ExtBuilder::default().build_and_execute(|| {
		for level in [None, Some(0)] {
			assert_noop!(set(level, params), Error::<Test>::BadParams);
		}
	});
}

#[test]
fn params_are_valid_when_a_round_just_fits_between_two_dates() {
	assert!(with_voting(38).is_valid());
	let always = Params {
		fast_period: PARAMS.period,
		..PARAMS
	};
	assert!(always.is_valid());
}

#[test]
fn set_params_leaves_a_round_under_way_alone() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = install(HEAD, ALES);
		let round = asked(HEAD);
		// Nobody could be heard any more.
		assert_ok!(set(None, with_rule(WHOLE, WHOLE, WHOLE)));
		assert_eq!(current(HEAD), Some(round));
		let past = close(HEAD, &[SUNK]);
		assert_eq!(past.rule, PARAMS.rule);
		assert_eq!(verdicts(&past), [Verdict::Valid(100_000)]);
		assert_eq!(ReputationPallet::rating(mandate), Some(100_000));
		// The next round is held by the new rule.
		asked(HEAD);
		let past = close(HEAD, &[GOOD, GOOD]);
		assert_eq!(verdicts(&past), [Verdict::TooFew; 2]);
	});
}

#[test]
fn set_params_leaves_dates_alone_until_they_come() {
	ExtBuilder::default().build_and_execute(|| {
		run_to(50);
		let params = Params {
			period: 60,
			..PARAMS
		};
		assert_ok!(set(None, params));
		assert_eq!(date(HEAD), 103);
		run_to(103);
		assert_eq!(date(HEAD), 123);
	});
}

#[test]
fn genesis_takes_the_numbers_of_a_preset() {
	let (all, own) = (with_voting(7), with_voting(9));
	ExtBuilder::default()
		.params(all)
		.levels(vec![(0, own)])
		.build_and_execute(|| {
			assert_eq!([0, 1].map(ReputationPallet::params), [own, all]);
		});
}

#[test]
#[should_panic(expected = "a share or period cannot work")]
fn genesis_panics_when_a_number_cannot_work() {
	ExtBuilder::default().params(with_voting(0)).build();
}

#[test]
#[should_panic(expected = "a share or period of level 1 cannot work")]
fn genesis_panics_when_a_number_of_a_level_cannot_work() {
	ExtBuilder::default()
		.levels(vec![(1, with_voting(0))])
		.build();
}

#[test]
#[should_panic(expected = "there is no level 8")]
fn genesis_panics_when_there_is_no_such_level() {
	ExtBuilder::default().levels(vec![(8, PARAMS)]).build();
}

#[test]
fn default_params_are_valid() {
	assert!(Params::<u64>::default().is_valid());
}

#[test]
fn params_are_read_from_a_preset() {
	let preset = r#"{
		"period": 100, "fastPeriod": 40, "voting": 20, "grace": 30,
		"rule": { "minTurnout": 100000, "sureTurnout": 250000, "margin": 50000 }
	}"#;
	assert_eq!(serde_json::from_str::<Params<u64>>(preset).unwrap(), PARAMS);
	let misspelt = preset.replace("grace", "grase");
	assert!(serde_json::from_str::<Params<u64>>(&misspelt).is_err());
}
