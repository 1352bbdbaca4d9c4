//! After the verdict nobody can take the call of a bill away; when it has ended, it is its owner's
//! again.

use super::*;

#[test]
fn preimage_stays_when_its_owner_takes_it_away_during_the_delay() {
	ExtBuilder::default().build_and_execute(|| {
		let bill = ringing(5);
		let hash = hash_of(&bill);
		pass(3, bill);
		// Only the deposit is given back.
		assert_ok!(take_away(hash));
		assert!(is_there(hash));
		run_to(DUE);
		assert_eq!(tone(), 5);
		assert!(!is_there(hash), "nobody needs it any more");
	});
}

#[test]
fn preimage_is_released_when_the_bill_is_law() {
	ExtBuilder::default().build_and_execute(|| {
		let bill = ringing(5);
		let hash = hash_of(&bill);
		pass(3, bill);
		assert!(Preimage::is_requested(&hash));
		run_to(DUE);
		assert!(!Preimage::is_requested(&hash));
		assert!(is_there(hash), "its owner has paid for it");
		assert_ok!(take_away(hash));
		assert!(!is_there(hash));
	});
}

#[test]
fn preimage_is_released_when_the_call_fails() {
	ExtBuilder::default().build_and_execute(|| {
		let bill = making(Class::Parameter, crack());
		let hash = hash_of(&bill);
		pass(3, bill);
		run_to(DUE);
		assert!(!Preimage::is_requested(&hash));
	});
}

#[test]
fn preimage_is_released_when_the_bill_is_struck() {
	ExtBuilder::default().build_and_execute(|| {
		let bill = recasting();
		let hash = hash_of(&bill);
		pass(3, bill);
		run_to(50);
		assert!(matches!(ended(3), Some(Outcome::Struck { .. })));
		assert!(!Preimage::is_requested(&hash));
	});
}

#[test]
fn preimage_stays_when_another_bill_makes_the_same_call() {
	ExtBuilder::default().build_and_execute(|| {
		let bill = ringing(5);
		let hash = hash_of(&bill);
		pass(3, bill.clone());
		assert_ok!(take_away(hash));
		run_to(10);
		pass(4, bill);
		run_to(DUE);
		assert_eq!(law_of(3), 1);
		assert!(Preimage::is_requested(&hash) && is_there(hash));
		run_to(DUE + 9);
		assert_eq!(law_of(4), 2);
		assert!(!is_there(hash));
	});
}

#[test]
fn calls_that_are_kept_as_they_are_need_no_preimage() {
	ExtBuilder::default().build_and_execute(|| {
		let call = inline(ring(5).encode());
		pass(3, bill(COUNTRY, Class::Parameter, Some(call)));
		run_to(DUE);
		assert_eq!(tone(), 5);
		assert_eq!(law_of(3), 1);
	});
}
