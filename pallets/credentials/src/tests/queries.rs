//! What others may ask.

use super::*;
use veche_primitives::credentials::Credentials as Asked;

#[test]
fn is_public_says_whether_anybody_may_see_the_holders() {
	ExtBuilder::default().build_and_execute(|| {
		let is_public = <CredentialsPallet as Asked>::is_public;
		assert!(is_public(CERTIFICATE) && is_public(MEMBERSHIP));
		assert!(!is_public(MARKS) && !is_public(DIPLOMA) && !is_public(77));
	});
}

#[test]
fn holds_is_false_when_nothing_is_known() {
	ExtBuilder::default().build_and_execute(|| {
		assert!(!<CredentialsPallet as Asked>::holds(ALES, CERTIFICATE));
		assert!(!<CredentialsPallet as Asked>::holds(77, 77));
	});
}

#[test]
fn holds_tells_others_the_same_as_clients() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		assert!(<CredentialsPallet as Asked>::holds(ALES, CERTIFICATE));
		assert_ok!(withdraw(CERTIFICATE, ALES));
		assert!(!<CredentialsPallet as Asked>::holds(ALES, CERTIFICATE));
	});
}

#[test]
fn schemas_are_listed_by_pages() {
	ExtBuilder::default().build_and_execute(|| {
		let numbers = |from, limit| {
			CredentialsPallet::schemas(from, limit)
				.into_iter()
				.map(|(id, _)| id)
				.collect::<Vec<_>>()
		};
		assert_eq!(numbers(0, 2), [0, 1]);
		assert_eq!(numbers(2, u32::MAX), [2, 3]);
		assert_eq!(numbers(u32::MAX, 9), Vec::<u32>::new());
	});
}

#[test]
fn of_person_lists_all_in_order_ended_ones_included() {
	ExtBuilder::default().build_and_execute(|| {
		give(MEMBERSHIP, ALES);
		give(CERTIFICATE, ALES);
		assert_ok!(seal(ALES, MEMBERSHIP));
		assert_ok!(offer(MARKS, ALES));
		give(DIPLOMA, BELA);
		let all = CredentialsPallet::of_person(ALES);
		let numbers = all.iter().map(|(id, _)| *id).collect::<Vec<_>>();
		assert_eq!(numbers, [CERTIFICATE, MARKS, MEMBERSHIP]);
		assert_eq!(all[2].1.state, State::Sealed { at: 1 });
	});
}

#[test]
fn unknown_numbers_lead_nowhere() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(CredentialsPallet::schema(77), None);
		assert_eq!(CredentialsPallet::issuer(STRANGER), None);
		assert_eq!(CredentialsPallet::credential(77, CERTIFICATE), None);
		assert_eq!(CredentialsPallet::of_person(77), Vec::new());
	});
}
