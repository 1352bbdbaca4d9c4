//! Laws that change earlier ones: which may, and what the register says then.

use super::*;
use rstest::rstest;

fn refused(bill: &TestBill, error: Error<Test>) {
	assert_noop!(LawsPallet::check(bill), error);
}

/// A statute of the village is law 1.
fn in_force() {
	pass(1, statute());
	run_to(DUE);
	assert_eq!(law_of(1), 1);
}

/// The bill becomes law; its number.
fn enacted(id: BillId, bill: TestBill) -> LawId {
	pass(id, bill);
	run_to(System::block_number() + TERMS.delay);
	law_of(id)
}

/// The bill becomes law by the will of the people; its number.
fn enacted_by_all(id: BillId, bill: TestBill) -> LawId {
	pass(id, bill);
	next_block();
	vote(poll_of(id), 6, 0, 0);
	run_to(System::block_number() + TERMS.delay);
	law_of(id)
}

#[test]
fn repeal_ends_a_law() {
	ExtBuilder::default().build_and_execute(|| {
		in_force();
		let change = Change::Repeals(1);
		let by = enacted(2, changing(change, statute()));
		assert_eq!(by, 2);
		assert_eq!(law(1).repealed_by, Some(2));
		assert!(!law(1).is_in_force());
		assert_eq!((law(2).change, law(2).follows), (Some(change), None));
		assert!(law(2).is_in_force());
	});
}

#[test]
fn amendment_leaves_a_law_in_force() {
	ExtBuilder::default().build_and_execute(|| {
		in_force();
		let change = Change::Amends(1);
		let by = enacted(2, changing(change, statute()));
		assert_eq!(law(1).amended_by, Some(by));
		assert!(law(1).is_in_force());
		assert_eq!((law(2).change, law(2).follows), (Some(change), None));
	});
}

#[test]
fn amendments_can_be_followed_backwards() {
	ExtBuilder::default().build_and_execute(|| {
		in_force();
		for id in 2..5 {
			enacted(id, changing(Change::Amends(1), statute()));
		}
		let mut found = Vec::new();
		let mut next = law(1).amended_by;
		while let Some(number) = next {
			found.push(number);
			next = law(number).follows;
		}
		assert_eq!(found, [4, 3, 2]);
	});
}

#[test]
fn repeal_can_be_repealed_and_amendment_amended() {
	ExtBuilder::default().build_and_execute(|| {
		in_force();
		let repeal = enacted(2, changing(Change::Repeals(1), statute()));
		enacted(3, changing(Change::Repeals(repeal), statute()));
		assert!(!law(repeal).is_in_force());
		// What was repealed stays so: the same text must be passed again.
		assert!(!law(1).is_in_force());
		let first = enacted(4, statute());
		let amendment = enacted(5, changing(Change::Amends(first), statute()));
		enacted(6, changing(Change::Amends(amendment), statute()));
		assert_eq!(law(amendment).amended_by, Some(6));
	});
}

#[test]
fn check_fails_when_the_law_to_be_changed_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		in_force();
		for number in [0, 2, LawId::MAX] {
			for change in [Change::Amends(number), Change::Repeals(number)] {
				refused(&changing(change, statute()), Error::UnknownLaw);
			}
		}
	});
}

#[test]
fn check_fails_when_the_law_to_be_changed_is_of_another_unit() {
	ExtBuilder::default().build_and_execute(|| {
		in_force();
		for unit in [COUNTRY, OTHER_VILLAGE] {
			for change in [Change::Amends(1), Change::Repeals(1)] {
				refused(&changing(change, statute_of(unit)), Error::OfOtherUnit);
			}
		}
	});
}

#[test]
fn check_fails_when_the_law_to_be_changed_is_repealed() {
	ExtBuilder::default().build_and_execute(|| {
		in_force();
		enacted(2, changing(Change::Repeals(1), statute()));
		for change in [Change::Amends(1), Change::Repeals(1)] {
			refused(&changing(change, statute()), Error::NotInForce);
		}
	});
}

#[rstest]
#[case::statute(statute_of(COUNTRY))]
#[case::upgrade(making_later(Class::Upgrade))]
#[case::parameter(making_later(Class::Parameter))]
fn check_fails_when_the_law_to_be_changed_is_of_another_class(#[case] bill: TestBill) {
	ExtBuilder::default().build_and_execute(|| {
		let constitutional = enacted_by_all(1, recasting());
		let ordinary = match bill.class {
			Class::Parameter => enacted(2, statute_of(COUNTRY)),
			_ => enacted(2, ringing(5)),
		};
		for number in [constitutional, ordinary] {
			for change in [Change::Amends(number), Change::Repeals(number)] {
				refused(&changing(change, bill.clone()), Error::OfOtherClass);
			}
		}
	});
}

/// A bill with a call of its class that needs no preimage.
fn making_later(class: Class) -> TestBill {
	let call = match class {
		Class::Upgrade => kill(),
		_ => ring(9),
	};
	bill(COUNTRY, class, Some(inline(call.encode())))
}

#[test]
fn laws_are_changed_by_laws_of_their_own_class() {
	ExtBuilder::default().build_and_execute(|| {
		let statute = enacted(1, statute_of(COUNTRY));
		let parameter = enacted(2, ringing(5));
		let repeal = Change::Repeals;
		enacted(3, changing(repeal(statute), statute_of(COUNTRY)));
		enacted(4, changing(repeal(parameter), ringing(6)));
		assert!(!law(statute).is_in_force() && !law(parameter).is_in_force());
	});
}

#[test]
fn constitution_changes_laws_of_every_class() {
	ExtBuilder::default().build_and_execute(|| {
		let statute = enacted(1, statute_of(COUNTRY));
		let parameter = enacted(2, ringing(5));
		let upgrade = enacted_by_all(3, making(Class::Upgrade, kill()));
		let constitution = enacted_by_all(4, recasting());
		for (id, number) in (5..).zip([statute, parameter, upgrade, constitution]) {
			enacted_by_all(id, changing(Change::Repeals(number), recasting()));
			assert!(!law(number).is_in_force());
		}
	});
}

#[test]
fn bill_that_is_struck_changes_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		in_force();
		pass(2, changing(Change::Repeals(1), statute()));
		decide(called(2), 0, 6);
		run_to(5 * DUE);
		assert!(law(1).is_in_force());
	});
}
