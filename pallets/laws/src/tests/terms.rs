//! The terms of the classes: who changes them, and which cannot work.

use super::*;
use rstest::rstest;

const OTHERS: Terms<u64> = Terms {
	delay: 9,
	referendum: true,
	support: 1,
	voting: 3,
	quorum: MAX_SHARE,
	majority: MAX_SHARE,
};

/// The longest period that a law may set.
const YEAR: u64 = MAX_PERIOD as u64;

/// A law tries to change the terms of a class.
fn set(class: Class, terms: Terms<u64>) -> DispatchResult {
	LawsPallet::set_params(law_origin(Class::Constitution), class, terms)
}

/// These periods, and else the terms of the tests.
fn periods(delay: u64, voting: u64) -> Terms<u64> {
	Terms {
		delay,
		voting,
		..TERMS
	}
}

#[test]
fn set_params_changes_the_terms_of_one_class() {
	ExtBuilder::default().build_and_execute(|| {
		let class = Class::Parameter;
		set_terms(class, OTHERS);
		let told = Event::TermsChanged {
			class,
			terms: OTHERS,
		};
		System::assert_last_event(told.into());
		assert_eq!(LawsPallet::terms(class), OTHERS);
		assert_eq!(LawsPallet::terms(Class::Statute), TERMS);
		for other in [Class::Upgrade, Class::Constitution] {
			assert_eq!(LawsPallet::terms(other), STRICT);
		}
	});
}

#[test]
fn set_params_fails_when_the_origin_is_no_constitutional_law() {
	ExtBuilder::default().build_and_execute(|| {
		for origin in [
			RuntimeOrigin::signed(account(ALES)),
			RuntimeOrigin::root(),
			RuntimeOrigin::none(),
			law_origin(Class::Parameter),
			law_origin(Class::Upgrade),
		] {
			assert_noop!(
				LawsPallet::set_params(origin, Class::Statute, OTHERS),
				DispatchError::BadOrigin
			);
		}
	});
}

#[rstest]
#[case::no_delay(Terms { delay: 0, ..STRICT })]
#[case::no_time_to_object(Terms { delay: 1, ..STRICT })]
#[case::petition_of_nobody(Terms { support: 0, ..STRICT })]
#[case::petition_of_more_than_all(Terms { support: WHOLE + 1, ..STRICT })]
#[case::no_time_to_vote(Terms { voting: 0, ..STRICT })]
#[case::quorum_of_more_than_all(Terms { quorum: WHOLE + 1, ..STRICT })]
#[case::less_than_half_decides(Terms { majority: WHOLE / 2 - 1, ..STRICT })]
#[case::more_than_all_decides(Terms { majority: WHOLE, ..STRICT })]
fn set_params_fails_when_the_terms_cannot_work(#[case] terms: Terms<u64>) {
	ExtBuilder::default().build_and_execute(|| {
		for class in Class::ALL {
			assert_noop!(set(class, terms), Error::<Test>::BadTerms);
		}
	});
}

#[rstest]
#[case(Class::Upgrade)]
#[case(Class::Constitution)]
fn set_params_fails_when_code_or_constitution_would_need_no_referendum(#[case] class: Class) {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(set(class, TERMS), Error::<Test>::BadTerms);
		set_terms(class, STRICT);
	});
}

#[rstest]
#[case(Class::Statute)]
#[case(Class::Parameter)]
fn set_params_leaves_the_referendum_of_other_classes_to_the_law(#[case] class: Class) {
	ExtBuilder::default().build_and_execute(|| {
		set_terms(class, STRICT);
		set_terms(class, TERMS);
	});
}

#[test]
fn set_params_takes_the_extremes() {
	ExtBuilder::default().build_and_execute(|| {
		let extremes = Terms {
			delay: 2,
			referendum: true,
			support: MAX_SUPPORT,
			voting: 1,
			quorum: 0,
			majority: WHOLE / 2,
		};
		set_terms(Class::Constitution, extremes);
		set_terms(Class::Constitution, OTHERS);
	});
}

#[rstest]
#[case::of_the_delay(periods(200, 10), periods(201, 10))]
#[case::of_the_time_to_vote(periods(20, 100), periods(20, 101))]
fn set_params_fails_when_a_period_would_be_more_than_ten_times_the_present_one(
	#[case] longest: Terms<u64>,
	#[case] longer: Terms<u64>,
) {
	ExtBuilder::default().build_and_execute(|| {
		let class = Class::Parameter;
		assert_noop!(set(class, longer), Error::<Test>::PeriodOutOfReach);
		set_terms(class, longest);
		// There is a way back, and one on.
		set_terms(class, TERMS);
		set_terms(class, longest);
		set_terms(class, longer);
	});
}

#[rstest]
#[case::of_the_delay(periods(35, 10), periods(4, 10), periods(3, 10))]
#[case::of_the_time_to_vote(periods(20, 35), periods(20, 4), periods(20, 3))]
fn set_params_fails_when_a_period_would_be_less_than_a_tenth_of_the_present_one(
	#[case] present: Terms<u64>,
	#[case] shortest: Terms<u64>,
	#[case] shorter: Terms<u64>,
) {
	ExtBuilder::default()
		.parameter(present)
		.build_and_execute(|| {
			let class = Class::Parameter;
			assert_noop!(set(class, shorter), Error::<Test>::PeriodOutOfReach);
			set_terms(class, shortest);
			set_terms(class, shorter);
		});
}

#[rstest]
#[case::of_the_delay(periods(YEAR / 2, 10), periods(YEAR, 10), periods(YEAR + 1, 10))]
#[case::of_the_time_to_vote(periods(20, YEAR / 2), periods(20, YEAR), periods(20, YEAR + 1))]
fn set_params_fails_when_a_period_would_be_longer_than_a_year(
	#[case] present: Terms<u64>,
	#[case] longest: Terms<u64>,
	#[case] longer: Terms<u64>,
) {
	ExtBuilder::default()
		.parameter(present)
		.build_and_execute(|| {
			let class = Class::Parameter;
			assert_noop!(set(class, longer), Error::<Test>::PeriodOutOfReach);
			set_terms(class, longest);
		});
}

#[rstest]
#[case::quorum(Terms { quorum: MAX_SHARE + 1, ..STRICT })]
#[case::majority(Terms { majority: MAX_SHARE + 1, ..STRICT })]
#[case::supporters(Terms { support: MAX_SUPPORT + 1, ..STRICT })]
fn set_params_fails_when_a_share_is_out_of_reach(#[case] terms: Terms<u64>) {
	ExtBuilder::default().build_and_execute(|| {
		for class in Class::ALL {
			assert_noop!(set(class, terms), Error::<Test>::ShareOutOfReach);
		}
	});
}

#[test]
fn set_params_never_raises_a_share_again_when_founders_had_set_it_too_high() {
	let asking = |support| Terms { support, ..TERMS };
	let class = Class::Parameter;
	ExtBuilder::default()
		.parameter(asking(500_000))
		.build_and_execute(|| {
			assert_noop!(set(class, asking(500_001)), Error::<Test>::ShareOutOfReach);
			set_terms(class, asking(500_000));
			set_terms(class, asking(400_000));
			assert_noop!(set(class, asking(500_000)), Error::<Test>::ShareOutOfReach);
			set_terms(class, asking(MAX_SUPPORT));
		});
}

#[test]
fn set_params_measures_by_the_terms_of_the_same_class() {
	ExtBuilder::default()
		.statute(periods(200, 100))
		.build_and_execute(|| {
			let longer = periods(2_000, 1_000);
			assert_noop!(
				set(Class::Parameter, longer),
				Error::<Test>::PeriodOutOfReach
			);
			set_terms(Class::Statute, longer);
		});
}

#[test]
fn genesis_takes_periods_that_no_law_could_set() {
	let longer = periods(YEAR + 1, YEAR + 1);
	ExtBuilder::default()
		.parameter(longer)
		.build_and_execute(|| {
			let class = Class::Parameter;
			assert_eq!(LawsPallet::terms(class), longer);
			set_terms(class, periods(YEAR, YEAR));
		});
}

#[test]
fn bill_is_law_two_blocks_later_when_the_delay_is_as_short_as_can_be() {
	ExtBuilder::default()
		.statute(Terms { delay: 2, ..TERMS })
		.build_and_execute(|| {
			pass(3, statute());
			next_block();
			assert_eq!(ended(3), None);
			next_block();
			assert_eq!(law_of(3), 1);
		});
}

#[test]
fn people_can_object_when_the_delay_is_as_short_as_can_be() {
	ExtBuilder::default()
		.statute(Terms { delay: 2, ..TERMS })
		.build_and_execute(|| {
			pass(3, statute());
			vote(petition(3), 4, 0, 0);
			next_block();
			assert!(matches!(phase(3), Phase::Referendum { .. }));
		});
}

#[test]
fn genesis_takes_the_terms_of_the_preset() {
	ExtBuilder::default()
		.parameter(OTHERS)
		.build_and_execute(|| {
			assert_eq!(LawsPallet::terms(Class::Parameter), OTHERS);
			assert_eq!(LawsPallet::terms(Class::Statute), TERMS);
		});
}

#[test]
fn genesis_works_when_nothing_is_said() {
	let unsaid = GenesisConfig::<Test>::default();
	for (class, terms) in [
		(Class::Statute, unsaid.statute),
		(Class::Parameter, unsaid.parameter),
		(Class::Upgrade, unsaid.upgrade),
		(Class::Constitution, unsaid.constitution),
	] {
		assert!(terms.is_valid(class));
		let needs_people = matches!(class, Class::Upgrade | Class::Constitution);
		assert_eq!(terms.referendum, needs_people);
	}
}

#[test]
#[should_panic(expected = "laws: terms of class Constitution: BadTerms")]
fn genesis_fails_when_the_constitution_would_need_no_referendum() {
	ExtBuilder::default().constitution(TERMS).build();
}

#[test]
#[should_panic(expected = "laws: terms of class Upgrade: BadTerms")]
fn genesis_fails_when_upgrades_would_need_no_referendum() {
	ExtBuilder::default().upgrade(TERMS).build();
}

#[test]
#[should_panic(expected = "laws: terms of class Parameter: BadTerms")]
fn genesis_fails_when_terms_cannot_work() {
	let terms = Terms { delay: 0, ..TERMS };
	ExtBuilder::default().parameter(terms).build();
}
