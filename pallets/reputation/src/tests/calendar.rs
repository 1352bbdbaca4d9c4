//! Dates: when they are, and what happens on them.

use super::*;
use crate::calendar::next_date;
use frame_support::traits::BuildGenesisConfig;
use rstest::rstest;

#[rstest]
#[case::later_in_the_period(1, 3, 100, 3)]
#[case::on_the_date(3, 3, 100, 103)]
#[case::after_the_date(4, 3, 100, 103)]
#[case::right_before_the_date(102, 3, 100, 103)]
#[case::first_unit(1, 0, 100, 100)]
#[case::unit_beyond_the_period(1, 250, 100, 50)]
#[case::every_block(7, 3, 1, 8)]
#[case::first_block(0, 0, 100, 100)]
fn next_date_is_the_first_of_the_unit_after_now(
	#[case] now: u64,
	#[case] unit: u64,
	#[case] period: u64,
	#[case] expected: u64,
) {
	assert_eq!(next_date(now, unit, period), expected);
}

#[test]
fn next_date_is_to_come_when_the_period_is_zero() {
	assert_eq!(next_date(7u64, 3, 0), 8);
}

#[test]
fn established_puts_the_first_date() {
	ExtBuilder::default().build_and_execute(|| {
		establish(UNKNOWN, OTHER_VILLAGE);
		assert_eq!(date(UNKNOWN), 4);
		assert!(Agenda::<Test>::contains_key(4, UNKNOWN));
	});
}

#[test]
fn dates_are_the_same_for_all_offices_of_a_unit_and_others_in_others() {
	ExtBuilder::default().build_and_execute(|| {
		let dates = [HEAD, MEMBER, DISTRICT_HEAD, COUNTRY_HEAD].map(date);
		assert_eq!(dates, [3, 3, 2, 100]);
		run_to(50);
		let dates = [HEAD, MEMBER, DISTRICT_HEAD, COUNTRY_HEAD].map(date);
		assert_eq!(dates, [103, 103, 102, 100]);
	});
}

#[test]
fn genesis_moves_dates_put_by_other_numbers() {
	ExtBuilder::default().build_and_execute(|| {
		let config = GenesisConfig::<Test> {
			params: Params {
				period: 50,
				..PARAMS
			},
			levels: Vec::new(),
		};
		config.build();
		assert_eq!([HEAD, DISTRICT_HEAD, COUNTRY_HEAD].map(date), [3, 2, 50]);
	});
}

#[test]
fn date_calls_a_round_when_somebody_holds_the_office() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		run_to(102);
		assert_eq!(current(HEAD), None);
		run_to(103);
		let round = current(HEAD).unwrap();
		assert_eq!(
			(round.number, round.kind, round.called),
			(1, Kind::Regular, 103)
		);
		assert_eq!(date(HEAD), 203);
		System::assert_last_event(
			Event::Called {
				office: HEAD,
				number: 1,
				poll: round.poll,
				kind: Kind::Regular,
			}
			.into(),
		);
	});
}

#[test]
fn date_only_puts_the_next_when_the_office_is_vacant() {
	ExtBuilder::default().build_and_execute(|| {
		run_to(103);
		assert_eq!((current(HEAD), date(HEAD)), (None, 203));
		assert_eq!(opened(), 0);
		assert!(System::events().is_empty());
	});
}

#[test]
fn date_only_puts_the_next_when_a_round_is_under_way() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		run_to(95);
		assert_ok!(ReputationPallet::hold(HEAD));
		let round = current(HEAD);
		run_to(103);
		assert_eq!((current(HEAD), date(HEAD)), (round, 203));
		assert_eq!(opened(), 1);
		assert!(!Owed::<Test>::contains_key(HEAD));
	});
}

#[test]
fn date_only_puts_the_next_when_the_poll_cannot_be_opened() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		run_to(102);
		RefuseToOpen::set(Some(DispatchError::Unavailable));
		run_to(103);
		assert_eq!((current(HEAD), date(HEAD)), (None, 203));
		assert_eq!(opened(), 0, "what was refused is undone");
		System::assert_last_event(
			Event::NotOpened {
				office: HEAD,
				error: DispatchError::Unavailable,
			}
			.into(),
		);
		RefuseToOpen::set(None);
		run_to(203);
		assert_eq!(current(HEAD).unwrap().number, 1, "no number was lost");
	});
}

#[test]
fn dates_come_faster_while_the_incumbent_is_suspended() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		asked(HEAD);
		close(HEAD, &[SUNK]);
		assert_eq!(System::block_number(), 124);
		// The blocks 3, 43, 83, 123, 163 are those of the village by the fast period.
		assert_eq!(date(HEAD), 163);
		run_to(163);
		assert_eq!((current(HEAD).unwrap().called, date(HEAD)), (163, 203));
	});
}

#[test]
fn dates_come_at_the_usual_pace_after_the_reinstatement() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		suspend(HEAD);
		run_to(3);
		assert_eq!(date(HEAD), 43);
		close(HEAD, &[GOOD, GOOD]);
		assert!(matches!(seat(HEAD), Seat::Incumbent { .. }));
		assert_eq!(date(HEAD), 103);
	});
}

#[test]
fn dates_follow_the_numbers_of_the_level() {
	let fast = Params {
		period: 60,
		..PARAMS
	};
	ExtBuilder::default()
		.levels(vec![(3, fast)])
		.build_and_execute(|| {
			run_to(50);
			assert_eq!([HEAD, DISTRICT_HEAD].map(date), [63, 102]);
		});
}
