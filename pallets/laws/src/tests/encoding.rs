//! New code that encodes calls in another way: no bill's bytes are made as another call than people
//! decided on.

use super::*;

#[test]
fn pass_fails_when_the_encoding_has_changed_since_the_bill_was_accepted() {
	ExtBuilder::default().build_and_execute(|| {
		for (id, call) in [(3, kept(ring(5))), (4, inline(ring(5).encode()))] {
			let bill = bill(COUNTRY, Class::Parameter, Some(call));
			hold(id, &bill);
			encode_otherwise();
			assert_noop!(LawsPallet::pass(id, bill), Error::<Test>::EncodingChanged);
			assert_eq!(LawsPallet::pending(id), None);
			release(id);
		}
	});
}

#[test]
fn bill_fails_when_the_encoding_has_changed_within_the_delay() {
	ExtBuilder::default().build_and_execute(|| {
		let lookup = ringing(5);
		let hash = hash_of(&lookup);
		pass(3, lookup);
		let call = inline(ring(6).encode());
		pass(4, bill(COUNTRY, Class::Parameter, Some(call)));
		encode_otherwise();
		run_to(DUE);
		for id in [3, 4] {
			assert_eq!(ended(id), failed(Error::<Test>::EncodingChanged));
		}
		assert_eq!((tone(), LawCount::<Test>::get()), (0, 0));
		assert_eq!(requests(hash), 0);
	});
}

#[test]
fn bill_fails_when_the_encoding_has_changed_though_the_people_confirmed_it() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, recasting());
		next_block();
		encode_otherwise();
		vote(poll_of(3), 6, 0, 0);
		run_to(DUE);
		assert_eq!(ended(3), failed(Error::<Test>::EncodingChanged));
		assert_eq!(bell::Casts::<Test>::get(), 0);
	});
}

#[test]
fn earlier_law_stays_in_force_when_the_encoding_of_its_repeal_has_changed() {
	ExtBuilder::default().build_and_execute(|| {
		pass(1, ringing(5));
		run_to(DUE);
		pass(2, changing(Change::Repeals(1), ringing(6)));
		encode_otherwise();
		run_to(2 * DUE);
		assert_eq!(ended(2), failed(Error::<Test>::EncodingChanged));
		assert!(law(1).is_in_force());
	});
}

#[test]
fn statutes_become_law_however_calls_are_encoded() {
	ExtBuilder::default().build_and_execute(|| {
		hold(3, &statute());
		encode_otherwise();
		assert_ok!(LawsPallet::pass(3, statute()));
		encode_otherwise();
		run_to(DUE);
		assert_eq!(law_of(3), 1);
	});
}

#[test]
fn bill_that_is_brought_in_anew_becomes_law() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, ringing(5));
		encode_otherwise();
		pass(4, ringing(5));
		run_to(DUE);
		assert_eq!(ended(3), failed(Error::<Test>::EncodingChanged));
		assert_eq!((law_of(4), tone()), (1, 5));
	});
}
