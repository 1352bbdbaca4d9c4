//! The numbers: who changes them, of which class, and what they leave alone.

use super::*;
use rstest::rstest;

const OTHERS: Params<u64> = Params {
	panel: 7,
	reserves: 1,
	least_panel: 3,
	quorum: 300_000,
	majority: 600_000,
	claim: 4,
	verdict: 8,
	support: 50_000,
	petition_window: 3,
};

fn set_params(class: Class, params: Params<u64>) {
	let origin = RuntimeOrigin::root();
	assert_ok!(JuryPallet::set_params(origin, class, params));
}

#[test]
fn set_params_changes_the_class_that_is_named() {
	ExtBuilder::default().build_and_execute(|| {
		let class = Class::Upgrade;
		set_params(class, OTHERS);
		System::assert_last_event(
			Event::ParamsChanged {
				class,
				params: OTHERS,
			}
			.into(),
		);
		for class in Class::ALL {
			let expected = if class == Class::Upgrade {
				OTHERS
			} else {
				PARAMS
			};
			assert_eq!(JuryPallet::params(class), expected);
		}
	});
}

#[test]
fn set_params_holds_for_bills_from_now_on() {
	ExtBuilder::default().build_and_execute(|| {
		set_params(Class::Statute, OTHERS);
		let id = submitted();
		assert_eq!(record(id).params, OTHERS);
		run_to(DRAWN);
		let drawing = drawing(id);
		assert_eq!((drawing.until, drawing.places), (DRAWN + 4, 8));
		assert_ok!(propose(CIM, bill_of(VILLAGE)));
		let petition = request(0);
		assert_eq!(petition.duration, 3);
		assert_eq!(petition.goal.map(|goal| goal.share), Some(50_000));
	});
}

#[test]
fn set_params_leaves_bills_under_way_alone() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		claim_all(id, 0..POOL);
		set_params(Class::Statute, OTHERS);
		run_to(SEATED);
		let (panel, reserves) = drawn(id);
		assert_eq!((panel.len(), reserves.len()), (5, 3));
		let request = request(0);
		assert_eq!(
			(request.duration, request.quorum, request.majority),
			(PARAMS.verdict, PARAMS.quorum, PARAMS.majority)
		);
	});
}

#[test]
fn set_params_fails_when_the_origin_is_a_citizen() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			JuryPallet::set_params(RuntimeOrigin::signed(account(ALES)), Class::Statute, OTHERS),
			DispatchError::BadOrigin
		);
	});
}

#[rstest]
#[case::panel_of_nobody(Params { panel: 0, least_panel: 0, ..PARAMS })]
#[case::least_panel_of_nobody(Params { least_panel: 0, ..PARAMS })]
#[case::least_panel_above_the_panel(Params { least_panel: 6, ..PARAMS })]
#[case::more_places_than_a_poll_admits(Params { panel: 65, reserves: 64, ..PARAMS })]
#[case::more_places_than_can_be_counted(Params { panel: u32::MAX, reserves: u32::MAX, ..PARAMS })]
#[case::quorum_above_the_whole(Params { quorum: WHOLE + 1, ..PARAMS })]
#[case::majority_of_more_than_all(Params { majority: WHOLE, ..PARAMS })]
#[case::majority_of_a_minority(Params { majority: WHOLE / 2 - 1, ..PARAMS })]
#[case::no_time_to_claim(Params { claim: 0, ..PARAMS })]
#[case::no_time_to_vote(Params { verdict: 0, ..PARAMS })]
#[case::time_without_a_half(Params { verdict: 1, ..PARAMS })]
#[case::support_of_nobody(Params { support: 0, ..PARAMS })]
#[case::support_of_more_than_all(Params { support: WHOLE + 1, ..PARAMS })]
#[case::petition_without_time(Params { petition_window: 0, ..PARAMS })]
fn set_params_fails_when_a_number_cannot_work(#[case] params: Params<u64>) {
	ExtBuilder::default().build_and_execute(|| {
		for class in Class::ALL {
			assert_noop!(
				JuryPallet::set_params(RuntimeOrigin::root(), class, params),
				Error::<Test>::BadParams
			);
		}
	});
}

#[test]
fn set_params_takes_the_extremes() {
	let least = Params {
		panel: 1,
		reserves: 0,
		least_panel: 1,
		quorum: 0,
		majority: WHOLE / 2,
		claim: 1,
		verdict: 2,
		support: 1,
		petition_window: 2,
	};
	let most = Params {
		panel: 64,
		reserves: 64,
		least_panel: MAX_LEAST_PANEL,
		quorum: MAX_SHARE,
		majority: MAX_SHARE,
		support: MAX_SUPPORT,
		..PARAMS
	};
	let smallest = Params {
		least_panel: 1,
		..PARAMS
	};
	ExtBuilder::default()
		.params(&[(Class::Statute, smallest)])
		.build_and_execute(|| {
			set_params(Class::Statute, least);
			set_params(Class::Statute, most);
		});
}

/// All periods are of this length.
fn lasting(period: u64) -> Params<u64> {
	Params {
		claim: period,
		verdict: period,
		petition_window: period,
		..PARAMS
	}
}

/// A law sets each of the periods alone.
fn each_set_to(period: u64, present: Params<u64>) -> [Params<u64>; 3] {
	let new = lasting(period);
	[
		Params {
			claim: new.claim,
			..present
		},
		Params {
			verdict: new.verdict,
			..present
		},
		Params {
			petition_window: new.petition_window,
			..present
		},
	]
}

const YEAR: u64 = MAX_PERIOD as u64;

#[rstest]
#[case::more_than_ten_times(12, 121)]
#[case::less_than_a_tenth(40, 3)]
#[case::longer_than_a_year(YEAR / 2, YEAR + 1)]
#[case::still_longer_than_a_year(YEAR + 2, YEAR + 1)]
fn set_params_fails_when_a_period_is_out_of_reach(#[case] present: u64, #[case] new: u64) {
	let present = lasting(present);
	ExtBuilder::default()
		.params(&[(Class::Statute, present)])
		.build_and_execute(|| {
			for params in each_set_to(new, present) {
				assert_noop!(
					JuryPallet::set_params(RuntimeOrigin::root(), Class::Statute, params),
					Error::<Test>::PeriodOutOfReach
				);
			}
		});
}

#[rstest]
#[case::ten_times(12, 120)]
#[case::a_tenth(40, 4)]
#[case::a_year(YEAR / 2, YEAR)]
fn set_params_takes_a_period_when_it_is_just_within_reach(#[case] present: u64, #[case] new: u64) {
	let present = lasting(present);
	for params in each_set_to(new, present) {
		ExtBuilder::default()
			.params(&[(Class::Statute, present)])
			.build_and_execute(|| {
				set_params(Class::Statute, params);
				assert_eq!(JuryPallet::params(Class::Statute), params);
			});
	}
}

#[test]
fn set_params_reaches_a_year_whatever_founders_have_set() {
	ExtBuilder::default()
		.params(&[(Class::Statute, lasting(20 * YEAR))])
		.build_and_execute(|| {
			set_params(Class::Statute, lasting(YEAR));
			set_params(Class::Statute, lasting(YEAR / 10));
		});
}

#[rstest]
#[case::quorum(Params { quorum: MAX_SHARE + 1, ..PARAMS })]
#[case::majority(Params { majority: MAX_SHARE + 1, ..PARAMS })]
#[case::supporters(Params { support: MAX_SUPPORT + 1, ..PARAMS })]
fn set_params_fails_when_a_share_is_out_of_reach(#[case] params: Params<u64>) {
	ExtBuilder::default().build_and_execute(|| {
		for class in Class::ALL {
			assert_noop!(
				JuryPallet::set_params(RuntimeOrigin::root(), class, params),
				Error::<Test>::ShareOutOfReach
			);
		}
	});
}

#[test]
fn set_params_never_raises_a_share_again_when_founders_had_set_it_too_high() {
	let asking = |quorum| Params { quorum, ..PARAMS };
	ExtBuilder::default()
		.params(&[(Class::Statute, asking(900_000))])
		.build_and_execute(|| {
			let refused = |quorum| {
				assert_noop!(
					JuryPallet::set_params(RuntimeOrigin::root(), Class::Statute, asking(quorum)),
					Error::<Test>::ShareOutOfReach
				);
			};
			refused(900_001);
			set_params(Class::Statute, asking(900_000));
			set_params(Class::Statute, asking(850_000));
			refused(900_000);
			set_params(Class::Statute, asking(MAX_SHARE));
		});
}

#[rstest]
#[case::below_that_of_ordinary_laws(41, MIN_PANEL - 1)]
#[case::below_that_of_the_founders(5, 4)]
#[case::above_that_of_the_constitution(41, MAX_LEAST_PANEL + 1)]
#[case::above_that_of_the_founders(50, 51)]
fn set_params_fails_when_too_few_or_too_many_would_make_a_panel(
	#[case] present: u32,
	#[case] new: u32,
) {
	let needing = |least_panel| Params {
		panel: 63,
		least_panel,
		..PARAMS
	};
	ExtBuilder::default()
		.params(&[(Class::Statute, needing(present))])
		.build_and_execute(|| {
			assert_noop!(
				JuryPallet::set_params(RuntimeOrigin::root(), Class::Statute, needing(new)),
				Error::<Test>::PanelOutOfReach
			);
			set_params(Class::Statute, needing(present));
			set_params(Class::Statute, needing(MIN_PANEL));
		});
}

#[test]
fn set_params_compares_with_the_class_that_is_named() {
	ExtBuilder::default()
		.params(&[(Class::Statute, PARAMS), (Class::Upgrade, lasting(1_000))])
		.build_and_execute(|| {
			set_params(Class::Upgrade, lasting(10_000));
			assert_noop!(
				JuryPallet::set_params(RuntimeOrigin::root(), Class::Statute, lasting(10_000)),
				Error::<Test>::PeriodOutOfReach
			);
		});
}

#[test]
fn genesis_takes_the_numbers_of_the_preset() {
	ExtBuilder::default()
		.params(&[(Class::Statute, OTHERS)])
		.build_and_execute(|| {
			assert_eq!(JuryPallet::params(Class::Statute), OTHERS);
			let class = Class::Constitution;
			assert_eq!(JuryPallet::params(class), Params::of(class));
		});
}

#[test]
#[should_panic(expected = "BadParams")]
fn genesis_panics_when_a_number_cannot_work() {
	let params = Params { claim: 0, ..PARAMS };
	ExtBuilder::default()
		.params(&[(Class::Statute, params)])
		.build();
}

#[test]
fn default_majority_is_two_thirds_when_the_class_acts_on_the_chain() {
	for class in Class::ALL {
		let expected = if class == Class::Statute {
			500_000
		} else {
			666_667
		};
		assert_eq!(Params::<u64>::of(class).majority, expected);
	}
}

#[test]
fn default_params_are_valid() {
	for class in Class::ALL {
		assert!(Params::<u64>::of(class).is_valid());
	}
}
