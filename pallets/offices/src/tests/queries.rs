//! What anybody may ask.

use super::*;
use veche_primitives::offices::{Mandates as Asked, Post};

type Ids = Vec<MandateId>;

fn ids(history: Vec<(MandateId, Mandate<u64>)>) -> Ids {
	history.into_iter().map(|(id, _)| id).collect()
}

#[test]
fn post_says_what_an_election_must_know() {
	ExtBuilder::default().build_and_execute(|| {
		let expected = Post {
			unit: DISTRICT,
			method: Method::Schulze,
			term: TERM,
		};
		assert_eq!(OfficesPallet::post(DISTRICT_HEAD), Some(expected));
		assert_eq!(OfficesPallet::post(77), None);
	});
}

#[test]
fn office_shows_the_seat_too() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_HEAD, ALES, &[]);
		let (office, seat) = OfficesPallet::office(VILLAGE_HEAD).unwrap();
		assert_eq!(office.unit, VILLAGE);
		assert_eq!(seat, Seat::Incumbent { mandate });
		assert_eq!(OfficesPallet::office(77), None);
	});
}

#[test]
fn history_shows_the_newest_first() {
	ExtBuilder::default().build_and_execute(|| {
		let all: Ids = [ALES, BELA, ALES, CIM]
			.iter()
			.map(|person| elect(VILLAGE_HEAD, *person, &[]))
			.collect();
		elect(VILLAGE_MEMBER, DANA, &[]);
		let newest: Ids = all.iter().rev().copied().collect();
		assert_eq!(ids(OfficesPallet::history(VILLAGE_HEAD, 10)), newest);
		assert_eq!(ids(OfficesPallet::history(VILLAGE_HEAD, 2)), newest[..2]);
		assert!(OfficesPallet::history(VILLAGE_HEAD, 0).is_empty());
		assert!(OfficesPallet::history(77, u32::MAX).is_empty());
	});
}

#[test]
fn history_never_shows_more_than_a_page() {
	ExtBuilder::default().build_and_execute(|| {
		for _ in 0..=MAX_PAGE {
			elect(VILLAGE_HEAD, ALES, &[]);
		}
		let shown = OfficesPallet::history(VILLAGE_HEAD, u32::MAX);
		assert_eq!(shown.len(), MAX_PAGE as usize);
		assert_eq!(shown[0].0, MAX_PAGE);
	});
}

#[test]
fn mandates_of_a_person_show_the_newest_first() {
	ExtBuilder::default().build_and_execute(|| {
		let below = elect(VILLAGE_HEAD, ALES, &[]);
		elect(VILLAGE_MEMBER, BELA, &[]);
		let above = elect(DISTRICT_HEAD, ALES, &[]);
		assert_eq!(ids(OfficesPallet::mandates_of(ALES)), [above, below]);
		assert!(OfficesPallet::mandates_of(STRANGER).is_empty());
	});
}

#[test]
fn held_by_names_the_office_suspended_or_not() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_HEAD, ALES, &[BELA]);
		suspend(mandate);
		assert_eq!(OfficesPallet::held_by(ALES), Some(VILLAGE_HEAD));
		assert_eq!(OfficesPallet::held_by(BELA), None, "only acts");
	});
}

#[test]
fn offices_of_a_unit_without_any_are_none() {
	ExtBuilder::default().build_and_execute(|| {
		assert!(OfficesPallet::offices_of(COUNTRY).is_empty());
		assert!(OfficesPallet::offices_of(77).is_empty());
	});
}

#[test]
fn set_aside_shows_the_oldest_first() {
	ExtBuilder::default().build_and_execute(|| {
		elect(VILLAGE_HEAD, ALES, &[BELA, CIM]);
		resign(ALES, VILLAGE_HEAD);
		for _ in 0..2 {
			assert_ok!(OfficesPallet::pass_on(VILLAGE_HEAD));
		}
		assert_eq!(OfficesPallet::set_aside(VILLAGE_HEAD), [BELA, CIM]);
		assert!(OfficesPallet::set_aside(77).is_empty());
	});
}

#[test]
fn unit_title_and_seat_are_those_of_the_office() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_HEAD, ALES, &[]);
		assert_eq!(OfficesPallet::unit(VILLAGE_HEAD), Some(VILLAGE));
		assert_eq!(OfficesPallet::title(VILLAGE_HEAD), Some(title("Office")));
		let expected = Seat::Incumbent { mandate };
		assert_eq!(OfficesPallet::seat(VILLAGE_HEAD), Some(expected));
		let unknown = OfficesPallet::unit(77).is_some()
			|| OfficesPallet::title(77).is_some()
			|| OfficesPallet::seat(77).is_some();
		assert!(!unknown);
	});
}

#[test]
fn numbers_of_a_persons_mandates_come_newest_first_and_no_more_than_asked_for() {
	ExtBuilder::default().build_and_execute(|| {
		let numbers = <OfficesPallet as Asked<u64>>::mandates_of;
		let all: Ids = [VILLAGE_HEAD, DISTRICT_HEAD, VILLAGE_HEAD]
			.map(|office| elect(office, ALES, &[]))
			.into();
		let newest: Ids = all.iter().rev().copied().collect();
		assert_eq!(numbers(ALES, u32::MAX), newest);
		assert_eq!(numbers(ALES, 2), newest[..2]);
		assert!(numbers(ALES, 0).is_empty() && numbers(BELA, 2).is_empty());
		let asked = <OfficesPallet as Asked<u64>>::mandate(all[0]);
		assert_eq!(asked, Some(held(all[0])));
	});
}
