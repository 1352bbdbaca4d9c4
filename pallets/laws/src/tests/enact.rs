//! What happens when a bill enters into force.

use super::*;
use frame_support::storage::unhashed;

#[test]
fn statute_enters_the_register() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, statute());
		run_to(DUE);
		let expected = Law {
			unit: VILLAGE,
			class: Class::Statute,
			title: statute().title,
			text: statute().text,
			bill: 3,
			since: DUE,
			call: None,
			referendum: None,
			change: None,
			follows: None,
			amended_by: None,
			repealed_by: None,
		};
		assert_eq!(LawsPallet::law(1), Some(expected));
		assert_eq!(
			LawsPallet::outcome(3),
			Some((DUE, Outcome::InForce { law: 1 }))
		);
		System::assert_last_event(Event::InForce { bill: 3, law: 1 }.into());
	});
}

#[test]
fn laws_are_numbered_from_one_in_order_of_force() {
	ExtBuilder::default().build_and_execute(|| {
		pass(9, statute());
		pass(4, recasting());
		next_block();
		vote(poll_of(4), 6, 0, 0);
		pass(2, ringing(5));
		run_to(DUE + 1);
		assert_eq!((law_of(4), law_of(9), law_of(2)), (1, 2, 3));
	});
}

#[test]
fn call_is_made_by_the_origin_of_the_class() {
	ExtBuilder::default().build_and_execute(|| {
		// Each is refused to any other class by the bell.
		pass(3, ringing(5));
		pass(4, recasting());
		next_block();
		vote(poll_of(4), 6, 0, 0);
		run_to(DUE - 1);
		assert_eq!((tone(), bell::Casts::<Test>::get()), (0, 0));
		next_block();
		assert_eq!((tone(), bell::Casts::<Test>::get()), (5, 1));
	});
}

#[test]
fn call_of_an_upgrade_has_the_root_of_power() {
	ExtBuilder::default().build_and_execute(|| {
		unhashed::put_raw(b"mock/victim", b"alive");
		pass(3, making(Class::Upgrade, kill()));
		next_block();
		vote(poll_of(3), 6, 0, 0);
		run_to(DUE - 1);
		assert!(unhashed::exists(b"mock/victim"));
		next_block();
		assert!(!unhashed::exists(b"mock/victim"));
		assert_eq!(law_of(3), 1);
	});
}

#[test]
fn law_with_a_call_is_in_the_register_with_the_hash_of_the_call() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, ringing(5));
		let call = inline(ring(6).encode());
		pass(4, bill(COUNTRY, Class::Parameter, Some(call)));
		run_to(DUE);
		for (id, call) in [(3, ring(5)), (4, ring(6))] {
			let law = law(law_of(id));
			assert_eq!(law.call, Some(BlakeTwo256::hash_of(&call)));
			assert_eq!((law.class, law.bill), (Class::Parameter, id));
		}
	});
}

#[test]
fn call_is_made_once() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, recasting());
		next_block();
		vote(poll_of(3), 6, 0, 0);
		run_to(5 * DUE);
		assert_eq!(bell::Casts::<Test>::get(), 1);
		assert_eq!(LawCount::<Test>::get(), 1);
	});
}

#[test]
fn law_can_change_the_terms_of_laws() {
	ExtBuilder::default().build_and_execute(|| {
		let terms = Terms { delay: 3, ..TERMS };
		let class = Class::Statute;
		let call = RuntimeCall::LawsPallet(Call::set_params { class, terms });
		pass(3, making(Class::Constitution, call));
		next_block();
		vote(poll_of(3), 6, 0, 0);
		run_to(DUE);
		assert_eq!(LawsPallet::terms(class), terms);
		assert!(is_told(Event::TermsChanged { class, terms }));
		pass(4, statute());
		run_to(DUE + 3);
		assert_eq!(law_of(4), 2);
	});
}

#[test]
fn law_fails_when_it_would_put_all_later_ones_off_for_good() {
	ExtBuilder::default().build_and_execute(|| {
		let class = Class::Constitution;
		let terms = Terms {
			delay: u64::MAX,
			..STRICT
		};
		let call = RuntimeCall::LawsPallet(Call::set_params { class, terms });
		pass(3, making(class, call));
		next_block();
		vote(poll_of(3), 6, 0, 0);
		run_to(DUE);
		assert_eq!(ended(3), failed(Error::<Test>::PeriodOutOfReach));
		assert_eq!(LawsPallet::terms(class), STRICT);
	});
}
