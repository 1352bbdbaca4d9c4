//! The record that those need who want to rise.

use super::*;
use proptest::prelude::*;
use veche_primitives::WHOLE;

/// Half a term, which is what [`PARAMS`] ask for.
const HALF: u64 = TERM / 2;

fn may(person: PersonId, office: OfficeId) -> bool {
	OfficesPallet::may_stand(person, office)
}

#[test]
fn anybody_may_stand_where_no_offices_are_below() {
	ExtBuilder::default().build_and_execute(|| {
		assert!(may(ALES, VILLAGE_HEAD) && may(STRANGER, VILLAGE_MEMBER));
	});
}

#[test]
fn nobody_may_stand_above_without_a_record() {
	ExtBuilder::default().build_and_execute(|| {
		assert!(!may(ALES, DISTRICT_HEAD) && !may(EWA, REGION_HEAD));
	});
}

#[test]
fn nobody_may_stand_for_an_unknown_office() {
	ExtBuilder::default().build_and_execute(|| {
		assert!(!may(ALES, 77));
	});
}

#[test]
fn incumbent_below_may_stand_after_the_share_of_the_term() {
	ExtBuilder::default().build_and_execute(|| {
		elect(VILLAGE_HEAD, ALES, &[]);
		run_to(HALF);
		assert!(!may(ALES, DISTRICT_HEAD));
		run_to(1 + HALF);
		assert!(may(ALES, DISTRICT_HEAD) && !may(BELA, DISTRICT_HEAD));
	});
}

#[test]
fn former_incumbent_below_may_stand_when_the_share_was_served() {
	ExtBuilder::default().build_and_execute(|| {
		elect(VILLAGE_HEAD, ALES, &[]);
		elect(VILLAGE_MEMBER, BELA, &[]);
		run_to(HALF);
		resign(BELA, VILLAGE_MEMBER);
		run_to(1 + HALF);
		resign(ALES, VILLAGE_HEAD);
		run_to(10 * TERM);
		assert!(may(ALES, DISTRICT_HEAD) && !may(BELA, DISTRICT_HEAD));
	});
}

#[test]
fn record_in_the_unit_itself_counts() {
	ExtBuilder::default().build_and_execute(|| {
		elect(DISTRICT_HEAD, EWA, &[]);
		run_to(1 + HALF);
		assert!(may(EWA, DISTRICT_HEAD));
	});
}

#[test]
fn record_two_levels_below_does_not_count() {
	ExtBuilder::default().build_and_execute(|| {
		elect(VILLAGE_HEAD, ALES, &[]);
		elect(DISTRICT_HEAD, EWA, &[]);
		run_to(1 + HALF);
		assert!(!may(ALES, REGION_HEAD) && may(EWA, REGION_HEAD));
	});
}

#[test]
fn record_elsewhere_does_not_count() {
	ExtBuilder::default().build_and_execute(|| {
		let office = establish(OTHER_REGION, OfficeKind::Head, ActingRule::Nobody);
		elect(office, FILIP, &[]);
		run_to(1 + HALF);
		assert!(!may(FILIP, DISTRICT_HEAD) && !may(FILIP, REGION_HEAD));
	});
}

#[test]
fn acting_is_no_record() {
	ExtBuilder::default().build_and_execute(|| {
		elect(VILLAGE_HEAD, ALES, &[BELA]);
		resign(ALES, VILLAGE_HEAD);
		run_to(10 * TERM);
		assert!(!may(BELA, DISTRICT_HEAD));
	});
}

#[test]
fn recalled_mandate_is_no_record_but_an_earlier_one_is() {
	ExtBuilder::default().build_and_execute(|| {
		let first = elect(VILLAGE_HEAD, ALES, &[]);
		run_to(1 + HALF);
		suspend(first);
		assert_ok!(OfficesPallet::recall(first));
		assert!(!may(ALES, DISTRICT_HEAD));
		elect(VILLAGE_HEAD, BELA, &[]);
		run_to(1 + 2 * TERM);
		let second = elect(VILLAGE_HEAD, BELA, &[]);
		suspend(second);
		assert_ok!(OfficesPallet::recall(second));
		assert!(may(BELA, DISTRICT_HEAD));
	});
}

#[test]
fn record_must_reach_the_bar() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_HEAD, ALES, &[]);
		run_to(1 + HALF);
		let rated = |rating| {
			Rated::set([(mandate, rating)].into());
			may(ALES, DISTRICT_HEAD)
		};
		assert!(!rated(PARAMS.bar - 1));
		assert!(rated(PARAMS.bar));
	});
}

#[test]
fn record_of_which_nothing_is_known_reaches_a_bar_of_one_half_and_no_higher() {
	for (bar, reaches) in [(WHOLE / 2, true), (WHOLE / 2 + 1, false)] {
		let params = Params { bar, ..PARAMS };
		ExtBuilder::default().params(params).build_and_execute(|| {
			elect(VILLAGE_HEAD, ALES, &[]);
			run_to(1 + HALF);
			assert_eq!(may(ALES, DISTRICT_HEAD), reaches);
		});
	}
}

#[test]
fn good_record_counts_beside_a_bad_one() {
	ExtBuilder::default().build_and_execute(|| {
		let bad = elect(VILLAGE_HEAD, ALES, &[]);
		run_to(1 + HALF);
		Rated::set([(bad, 0)].into());
		assert!(!may(ALES, DISTRICT_HEAD));
		elect(VILLAGE_MEMBER, ALES, &[]);
		run_to(1 + 2 * HALF);
		assert!(may(ALES, DISTRICT_HEAD));
	});
}

#[test]
fn record_may_be_hidden_behind_very_many_newer_mandates() {
	ExtBuilder::default().build_and_execute(|| {
		elect(VILLAGE_HEAD, ALES, &[]);
		run_to(1 + HALF);
		let elsewhere = establish(OTHER_REGION, OfficeKind::Head, ActingRule::Nobody);
		for _ in 1..MAX_SCAN {
			elect(elsewhere, ALES, &[]);
		}
		assert!(may(ALES, DISTRICT_HEAD));
		elect(elsewhere, ALES, &[]);
		assert!(!may(ALES, DISTRICT_HEAD));
	});
}

proptest! {
	#[test]
	fn service_is_the_share_of_the_term_in_whole_blocks(
		since in 0u64..1_000,
		term in 1u64..1_000,
		served in 0u64..2_000,
		is_over: bool,
		share in 0..=WHOLE,
	) {
		let last = since + served;
		let mandate = Mandate {
			office: 0,
			person: 0,
			election: 0,
			since,
			until: since + term,
			ended: is_over.then_some((last, End::Resigned)),
		};
		let now = if is_over { u64::MAX } else { last };
		let expected = served * u64::from(WHOLE) >= term * u64::from(share);
		prop_assert_eq!(mandate.has_served(now, share), expected);
		prop_assert!(served < term || mandate.has_served(now, WHOLE));
	}
}
