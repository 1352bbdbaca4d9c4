//! Every attempt to open, close or skip a round by hand.

use super::*;
use frame_support::traits::{GetCallName, UnfilteredDispatchable};

/// Everything that is kept of rounds and dates.
fn kept() -> impl PartialEq + core::fmt::Debug {
	let mut dates: Vec<_> = Dates::<Test>::iter().collect();
	let mut current: Vec<_> = Current::<Test>::iter().collect();
	let mut past: Vec<_> = RoundsIn::<Test>::iter().collect();
	dates.sort();
	current.sort_by_key(|(office, _)| *office);
	past.sort_by_key(|(office, number, _)| (*office, *number));
	(dates, current, past, opened())
}

#[test]
fn only_call_changes_the_numbers() {
	assert_eq!(Call::<Test>::get_call_names(), ["set_params"]);
}

#[test]
fn only_call_is_refused_when_the_origin_is_not_admin() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		asked(HEAD);
		// The official, the one who acts and the head above are citizens like all others.
		let origins = [
			RuntimeOrigin::signed(CITIZEN),
			RuntimeOrigin::signed(DEPUTY.into()),
			RuntimeOrigin::none(),
		];
		for origin in origins {
			let call = Call::<Test>::set_params {
				level: None,
				params: PARAMS,
			};
			assert_noop!(
				call.dispatch_bypass_filter(origin),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn only_call_opens_closes_and_skips_no_round_when_the_origin_is_admin() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		asked(HEAD);
		close(HEAD, &[GOOD]);
		asked(HEAD);
		let before = kept();
		let far = Params {
			period: 1_000_000,
			fast_period: 1_000_000,
			voting: 1,
			..PARAMS
		};
		for level in [None, Some(0), Some(3)] {
			assert_ok!(ReputationPallet::set_params(
				RuntimeOrigin::root(),
				level,
				far
			));
		}
		assert!(kept() == before, "{:?}", kept());
	});
}

#[test]
fn round_does_not_close_when_a_poll_closes_that_is_not_its_own() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		asked(HEAD);
		close(HEAD, &[GOOD]);
		asked(HEAD);
		let before = kept();
		for poll in [0, 2, PollId::MAX] {
			close_poll(poll, &[SUNK]);
		}
		assert!(kept() == before, "{:?}", kept());
	});
}

#[test]
fn round_does_not_close_twice() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		let round = asked(HEAD);
		close(HEAD, &[GOOD]);
		let before = kept();
		close_poll(round.poll, &[SUNK]);
		assert!(kept() == before, "{:?}", kept());
		assert_eq!(ratings_told().len(), 1);
	});
}

#[test]
fn date_stays_where_it_is_when_the_seat_changes() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		run_to(50);
		suspend(HEAD);
		vacate(HEAD, Some(BELA));
		install(HEAD, CIM);
		assert_eq!(date(HEAD), 103, "nobody puts it off by leaving or coming");
	});
}
