//! Bills that cannot enter into force: recorded as failed, no law, and nothing half done.

use super::*;

/// A bill that passed at block 1 has failed at its date, and left nothing.
fn has_failed(id: BillId, error: impl Into<DispatchError>) {
	let error = error.into();
	assert_eq!(LawsPallet::outcome(id), Some((DUE, Outcome::Failed(error))));
	assert!(is_told(Event::Failed { bill: id, error }));
	assert_eq!(LawsPallet::pending(id), None);
	assert_eq!(LawCount::<Test>::get(), 0);
	assert_eq!(tone(), 0);
}

#[test]
fn bill_fails_when_its_call_fails() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, making(Class::Parameter, crack()));
		run_to(DUE);
		has_failed(3, bell::Error::<Test>::Cracked);
		run_to(3 * DUE);
		has_failed(3, bell::Error::<Test>::Cracked);
	});
}

#[test]
fn earlier_law_stays_in_force_when_the_call_of_its_repeal_fails() {
	ExtBuilder::default().build_and_execute(|| {
		pass(1, ringing(5));
		run_to(DUE);
		let before = law(1);
		let repeal = changing(Change::Repeals(1), making(Class::Parameter, crack()));
		pass(2, repeal);
		run_to(2 * DUE);
		assert_eq!(ended(2), failed(bell::Error::<Test>::Cracked));
		assert_eq!(law(1), before);
		assert!(law(1).is_in_force());
		assert_eq!((LawCount::<Test>::get(), tone()), (1, 5));
		assert_eq!(LawsPallet::laws_of(COUNTRY, 0, 9).len(), 1);
	});
}

#[test]
fn bill_fails_when_the_law_it_changes_was_repealed_before_it() {
	ExtBuilder::default().build_and_execute(|| {
		pass(1, statute());
		run_to(DUE);
		// Both are due on one block: the first repeals.
		for id in [2, 3] {
			pass(id, changing(Change::Repeals(1), statute()));
		}
		pass(4, changing(Change::Amends(1), statute()));
		run_to(2 * DUE);
		assert_eq!(law_of(2), 2);
		for id in [3, 4] {
			assert_eq!(ended(id), failed(Error::<Test>::NotInForce));
		}
		assert_eq!(law(1).repealed_by, Some(2));
		assert_eq!(law(1).amended_by, None);
	});
}

#[test]
fn bill_fails_when_no_law_may_make_its_call_any_more() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, ringing(5));
		NoLawRings::set(true);
		run_to(DUE);
		has_failed(3, Error::<Test>::CallNotOfClass);
	});
}

#[test]
fn bill_fails_when_its_call_has_become_too_heavy() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, ringing(5));
		MaxCallWeight::set(Weight::from_parts(10, 0));
		run_to(DUE);
		has_failed(3, Error::<Test>::CallTooHeavy);
	});
}

#[test]
fn bill_fails_when_its_preimage_is_lost_against_all_rules() {
	ExtBuilder::default().build_and_execute(|| {
		let bill = ringing(5);
		let key = (hash_of(&bill), ring(5).encode().len() as u32);
		pass(3, bill);
		pallet_preimage::PreimageFor::<Test>::remove(key);
		run_to(DUE);
		has_failed(3, Error::<Test>::MissingPreimage);
	});
}

#[test]
fn bill_fails_when_no_number_is_left() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, ringing(5));
		LawCount::<Test>::put(LawId::MAX);
		run_to(DUE);
		LawCount::<Test>::put(0);
		has_failed(3, Error::<Test>::NoMoreNumbers);
	});
}

#[test]
fn bills_that_fail_stand_in_nobodys_way() {
	ExtBuilder::default().build_and_execute(|| {
		pass(1, making(Class::Parameter, crack()));
		pass(2, ringing(5));
		pass(3, making(Class::Parameter, crack()));
		pass(4, statute());
		run_to(DUE);
		assert_eq!((law_of(2), law_of(4)), (1, 2));
	});
}
