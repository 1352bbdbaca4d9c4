//! Only the country acts on the chain, whatever other unit stands at the top.

use super::*;
use rstest::rstest;

/// A second unit without one above it.
const REPUBLIC: UnitId = 3;

fn found_republic() {
	Units::mutate(|units| units.insert(REPUBLIC, None));
	assert_eq!(MockTerritory::parent(REPUBLIC), None);
}

#[rstest]
#[case(Class::Parameter, ring(1))]
#[case(Class::Upgrade, kill())]
#[case(Class::Constitution, recast())]
fn check_fails_when_another_unit_at_the_top_would_make_a_call(
	#[case] class: Class,
	#[case] call: RuntimeCall,
) {
	ExtBuilder::default().build_and_execute(|| {
		found_republic();
		let of_republic = Bill {
			unit: REPUBLIC,
			..making(class, call.clone())
		};
		assert_noop!(LawsPallet::check(&of_republic), Error::<Test>::WrongUnit);
		hold(3, &of_republic);
		assert_noop!(LawsPallet::pass(3, of_republic), Error::<Test>::WrongUnit);
		release(3);
		assert_ok!(LawsPallet::check(&making(class, call)));
	});
}

#[test]
fn check_accepts_a_statute_of_another_unit_at_the_top() {
	ExtBuilder::default().build_and_execute(|| {
		found_republic();
		assert_ok!(LawsPallet::check(&statute_of(REPUBLIC)));
	});
}
