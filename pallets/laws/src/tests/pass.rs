//! `pass`: the people's time begins, on the terms of that day.

use super::*;

#[test]
fn pass_begins_the_delay() {
	ExtBuilder::default().build_and_execute(|| {
		run_to(5);
		pass(3, statute());
		let expected = Passed {
			bill: statute(),
			at: 5,
			due: 5 + TERMS.delay,
			terms: TERMS,
			phase: Phase::Waiting,
		};
		assert_eq!(LawsPallet::pending(3), Some(expected));
		let told = Event::Passed {
			bill: 3,
			unit: VILLAGE,
			class: Class::Statute,
			due: 5 + TERMS.delay,
		};
		System::assert_last_event(told.into());
		assert_eq!(polls_opened(), 0);
	});
}

#[test]
fn pass_opens_a_referendum_when_the_class_requires_it() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, recasting());
		let referendum = Phase::Referendum {
			poll: 0,
			required: true,
		};
		assert_eq!(phase(3), referendum);
		let told = Event::ReferendumOpened {
			bill: 3,
			poll: 0,
			required: true,
		};
		System::assert_last_event(told.into());
	});
}

#[test]
fn pass_fails_when_the_bill_waits_already() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, statute());
		assert_noop!(LawsPallet::pass(3, statute()), Error::<Test>::AlreadyPassed);
		pass(4, statute());
	});
}

#[test]
fn pass_fails_when_the_bill_has_ended() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, statute());
		run_to(DUE);
		assert_noop!(LawsPallet::pass(3, statute()), Error::<Test>::AlreadyPassed);
	});
}

#[test]
fn pass_fails_when_the_bill_can_no_longer_become_law() {
	ExtBuilder::default().build_and_execute(|| {
		let bill = ringing(1);
		let hash = hash_of(&bill);
		assert_ok!(LawsPallet::check(&bill));
		hold(3, &bill);
		NoLawRings::set(true);
		assert_noop!(LawsPallet::pass(3, bill), Error::<Test>::CallNotOfClass);
		assert_eq!(LawsPallet::pending(3), None);
		assert_eq!(LawsPallet::outcome(3), None);
		assert_eq!(requests(hash), 1, "whoever held it releases it");
		release(3);
		assert_eq!(requests(hash), 0);
	});
}

#[test]
fn pass_fails_when_the_preimage_is_lost_against_all_rules() {
	ExtBuilder::default().build_and_execute(|| {
		let bill = ringing(1);
		let key = (hash_of(&bill), ring(1).encode().len() as u32);
		hold(3, &bill);
		pallet_preimage::PreimageFor::<Test>::remove(key);
		assert_noop!(LawsPallet::pass(3, bill), Error::<Test>::MissingPreimage);
	});
}

#[test]
fn pass_fails_when_nothing_is_held() {
	ExtBuilder::default().build_and_execute(|| {
		let bill = ringing(1);
		assert_noop!(LawsPallet::pass(3, bill.clone()), Error::<Test>::NotHeld);
		// Nor does it help that something is held for another bill.
		hold(4, &bill);
		assert_noop!(LawsPallet::pass(3, bill.clone()), Error::<Test>::NotHeld);
		// Nor that it was.
		hold(3, &bill);
		release(3);
		assert_noop!(LawsPallet::pass(3, bill), Error::<Test>::NotHeld);
	});
}

#[test]
fn pass_fails_when_the_law_to_be_changed_was_repealed_meanwhile() {
	ExtBuilder::default().build_and_execute(|| {
		pass(1, statute());
		run_to(DUE);
		let repeal = changing(Change::Repeals(1), statute());
		assert_ok!(LawsPallet::check(&repeal));
		pass(2, repeal.clone());
		run_to(2 * DUE);
		assert_noop!(LawsPallet::pass(3, repeal), Error::<Test>::NotInForce);
	});
}

#[test]
fn pass_leaves_nothing_behind_when_the_referendum_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		let bill = recasting();
		hold(3, &bill);
		RefusePoll::set(Some(REFUSED));
		assert_noop!(LawsPallet::pass(3, bill.clone()), REFUSED);
		assert_eq!(LawsPallet::pending(3), None);
		assert_eq!(requests(hash_of(&bill)), 1, "it is still held");
		RefusePoll::set(None);
		assert_ok!(LawsPallet::pass(3, bill));
	});
}

#[test]
fn passed_bills_keep_their_terms_when_those_of_the_class_change() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, statute());
		let terms = Terms {
			delay: 200,
			support: MAX_SUPPORT / 2,
			voting: 70,
			..STRICT
		};
		set_terms(Class::Statute, terms);
		let waiting = LawsPallet::pending(3).unwrap();
		assert_eq!((waiting.due, waiting.terms), (DUE, TERMS));
		let referendum = called(3);
		assert_eq!(request(referendum).duration, TERMS.voting);
		pass(4, statute());
		assert_eq!(LawsPallet::pending(4).unwrap().terms, terms);
		assert!(phase(4).poll().is_some());
	});
}

#[test]
fn bills_enter_into_force_when_nobody_does_anything() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, statute());
		run_to(DUE - 1);
		assert_eq!(ended(3), None);
		next_block();
		assert_eq!(ended(3), Some(Outcome::InForce { law: 1 }));
		assert_eq!(LawsPallet::pending(3), None);
		assert_eq!(Agenda::<Test>::iter().count(), 0);
	});
}

#[test]
fn constitutional_bills_are_struck_when_nobody_does_anything() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, recasting());
		run_to(500);
		assert_eq!(ended(3), Some(Outcome::Struck { poll: 0 }));
	});
}
