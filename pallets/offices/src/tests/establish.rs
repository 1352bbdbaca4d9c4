//! `establish`: who may, what, and what follows.

use super::*;
use rstest::rstest;
use sp_runtime::DispatchResult;

/// A member of the village, changed as the case asks.
fn call(change: impl FnOnce(&mut OfficeOf<Test>)) -> DispatchResult {
	let mut office = Office {
		unit: VILLAGE,
		title: title("Elder"),
		kind: OfficeKind::Member,
		method: Method::Approval,
		term: TERM,
		acting: ActingRule::NextInLine,
	};
	change(&mut office);
	OfficesPallet::establish(
		RuntimeOrigin::root(),
		office.unit,
		office.title,
		office.kind,
		office.method,
		office.term,
		office.acting,
	)
}

#[test]
fn establish_adds_a_vacant_office_when_the_origin_is_admin() {
	ExtBuilder::default().build_and_execute(|| {
		let id = NextOffice::<Test>::get();
		assert_ok!(call(|_| ()));
		let (office, seat) = OfficesPallet::office(id).unwrap();
		assert_eq!((office.unit, office.kind), (VILLAGE, OfficeKind::Member));
		assert_eq!(
			(office.title, office.method),
			(title("Elder"), Method::Approval)
		);
		assert_eq!((office.term, office.acting), (TERM, ActingRule::NextInLine));
		assert_eq!(seat, Seat::Vacant);
		assert_eq!(
			OfficesPallet::offices_of(VILLAGE),
			[VILLAGE_HEAD, VILLAGE_MEMBER, id]
		);
		System::assert_last_event(
			Event::<Test>::Established {
				office: id,
				unit: VILLAGE,
				kind: OfficeKind::Member,
			}
			.into(),
		);
	});
}

#[test]
fn establish_calls_the_first_election_on_the_next_block() {
	ExtBuilder::default().build_and_execute(|| {
		let office = establish(COUNTRY, OfficeKind::Head, ActingRule::Nobody);
		assert_eq!(MockElections::under_way(office), None);
		next_block();
		assert_eq!(last_called(), Some((office, Cause::Founding)));
		assert!(MockElections::under_way(office).is_some());
	});
}

#[test]
fn establish_makes_the_unit_above_ask_for_a_record() {
	ExtBuilder::default().build_and_execute(|| {
		let office = establish(OTHER_VILLAGE, OfficeKind::Head, ActingRule::Nobody);
		let below = Below::<Test>::get(OTHER_VILLAGE);
		assert!(below == 0 && OfficesPallet::may_stand(EWA, office));
		assert_eq!(Below::<Test>::get(DISTRICT), 3);
	});
}

#[test]
fn establish_allows_any_unit_its_own_head() {
	ExtBuilder::default().build_and_execute(|| {
		let office = establish(OTHER_VILLAGE, OfficeKind::Head, ActingRule::Nobody);
		assert_eq!(HeadOf::<Test>::get(OTHER_VILLAGE), Some(office));
		assert_eq!(HeadOf::<Test>::get(VILLAGE), Some(VILLAGE_HEAD));
	});
}

#[test]
fn establish_fails_when_the_origin_is_a_citizen() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			OfficesPallet::establish(
				RuntimeOrigin::signed(account(ALES)),
				VILLAGE,
				title("Elder"),
				OfficeKind::Member,
				Method::Approval,
				TERM,
				ActingRule::Nobody
			),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn establish_fails_when_the_unit_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(call(|office| office.unit = 77), Error::<Test>::UnknownUnit);
	});
}

#[rstest]
#[case::empty(vec![])]
#[case::blank(b"  ".to_vec())]
#[case::not_utf8(vec![0xff, 0xfe])]
fn establish_fails_when_the_title_cannot_be_read(#[case] bytes: Vec<u8>) {
	ExtBuilder::default().build_and_execute(|| {
		let title = Title::truncate_from(bytes);
		assert_noop!(call(|office| office.title = title), Error::<Test>::BadTitle);
	});
}

#[test]
fn establish_fails_when_the_method_chooses_nobody() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			call(|office| office.method = Method::YesNo),
			Error::<Test>::BadMethod
		);
	});
}

#[test]
fn establish_fails_when_the_term_is_zero() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(call(|office| office.term = 0), Error::<Test>::ZeroTerm);
	});
}

#[test]
fn establish_fails_when_the_term_is_longer_than_ten_years() {
	ExtBuilder::default().build_and_execute(|| {
		let longest = u64::from(MAX_TERM);
		assert_noop!(
			call(|office| office.term = longest + 1),
			Error::<Test>::TermTooLong
		);
		assert_ok!(call(|office| office.term = longest));
	});
}

#[test]
fn establish_fails_when_the_unit_has_a_head() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			call(|office| office.kind = OfficeKind::Head),
			Error::<Test>::HeadExists
		);
	});
}

#[test]
fn establish_fails_when_the_unit_is_full() {
	ExtBuilder::default().build_and_execute(|| {
		let taken = OfficesPallet::offices_of(VILLAGE).len() as u32;
		for _ in taken..MAX_OFFICES {
			assert_ok!(call(|_| ()));
		}
		assert_noop!(call(|_| ()), Error::<Test>::TooManyOffices);
		assert_ok!(call(|office| office.unit = OTHER_VILLAGE));
	});
}

#[test]
fn establish_fails_when_numbers_are_used_up() {
	ExtBuilder::default().build_and_execute(|| {
		NextOffice::<Test>::put(OfficeId::MAX);
		assert_noop!(call(|_| ()), Error::<Test>::NoMoreNumbers);
	});
}
