//! `hold` and `release`: from the day a bill is accepted, its call is asked for exactly once, until the
//! bill has ended.

use super::*;

#[test]
fn preimage_stays_when_its_owner_takes_it_away_before_the_verdict() {
	ExtBuilder::default().build_and_execute(|| {
		let bill = ringing(5);
		let hash = hash_of(&bill);
		hold(3, &bill);
		assert_ok!(take_away(hash));
		assert!(is_there(hash));
		run_to(10);
		assert_ok!(LawsPallet::pass(3, bill));
		run_to(10 + TERMS.delay);
		assert_eq!((law_of(3), tone()), (1, 5));
		assert!(!is_there(hash), "nobody needs it any more");
	});
}

#[test]
fn preimage_is_asked_for_once_from_acceptance_to_outcome() {
	ExtBuilder::default().build_and_execute(|| {
		let bill = ringing(5);
		let hash = hash_of(&bill);
		hold(3, &bill);
		assert_eq!(requests(hash), 1);
		assert_ok!(LawsPallet::pass(3, bill));
		while ended(3).is_none() {
			assert_eq!(requests(hash), 1);
			next_block();
		}
		assert_eq!(requests(hash), 0);
		assert_eq!(Holds::<Test>::iter().count(), 0);
	});
}

#[test]
fn hold_keeps_the_preimage_and_the_encoding_of_the_day() {
	ExtBuilder::default().build_and_execute(|| {
		let bill = ringing(5);
		hold(3, &bill);
		let expected = Hold {
			preimage: Some(hash_of(&bill)),
			encoding: System::runtime_version().transaction_version,
		};
		assert_eq!(Holds::<Test>::get(3), Some(expected));
	});
}

#[test]
fn hold_asks_for_nothing_when_the_call_is_part_of_the_bill() {
	ExtBuilder::default().build_and_execute(|| {
		let bytes = ring(5).encode();
		let hash = BlakeTwo256::hash(&bytes);
		hold(3, &bill(COUNTRY, Class::Parameter, Some(inline(bytes))));
		assert_eq!(requests(hash), 0);
		assert_eq!(Holds::<Test>::get(3).unwrap().preimage, None);
		release(3);
		assert_eq!(Holds::<Test>::get(3), None);
	});
}

#[test]
fn hold_keeps_nothing_when_the_bill_is_a_statute() {
	ExtBuilder::default().build_and_execute(|| {
		hold(3, &statute());
		assert_eq!(Holds::<Test>::iter().count(), 0);
		release(3);
		pass(3, statute());
	});
}

#[test]
fn hold_changes_nothing_when_it_is_repeated() {
	ExtBuilder::default().build_and_execute(|| {
		let bill = ringing(5);
		hold(3, &bill);
		frame_support::assert_storage_noop!(hold(3, &bill));
		assert_eq!(requests(hash_of(&bill)), 1);
	});
}

#[test]
fn release_gives_the_preimage_back_to_its_owner() {
	ExtBuilder::default().build_and_execute(|| {
		let bill = ringing(5);
		let hash = hash_of(&bill);
		hold(3, &bill);
		release(3);
		assert_eq!(requests(hash), 0);
		assert!(is_there(hash), "its owner has paid for it");
		assert_ok!(take_away(hash));
		assert!(!is_there(hash));
	});
}

#[test]
fn release_clears_the_preimage_when_its_owner_has_taken_it_away() {
	ExtBuilder::default().build_and_execute(|| {
		let bill = ringing(5);
		let hash = hash_of(&bill);
		hold(3, &bill);
		assert_ok!(take_away(hash));
		release(3);
		assert!(!is_there(hash));
	});
}

#[test]
fn release_leaves_the_call_of_another_bill_alone() {
	ExtBuilder::default().build_and_execute(|| {
		let bill = ringing(5);
		let hash = hash_of(&bill);
		hold(3, &bill);
		hold(4, &bill);
		assert_eq!(requests(hash), 2);
		release(3);
		// Once too often.
		release(3);
		assert_eq!(requests(hash), 1);
		assert_ok!(LawsPallet::pass(4, bill));
		run_to(DUE);
		assert_eq!(law_of(4), 1);
	});
}

#[test]
fn release_changes_nothing_when_nothing_is_held() {
	ExtBuilder::default().build_and_execute(|| {
		frame_support::assert_storage_noop!(release(3));
	});
}
