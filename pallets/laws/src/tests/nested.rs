//! Calls inside others never get past the classes: neither by their number, nor by their depth.

use super::*;
use rstest::rstest;

fn batch(calls: Vec<RuntimeCall>) -> RuntimeCall {
	RuntimeCall::Bell(bell::Call::batch { calls })
}

fn nest(call: RuntimeCall) -> RuntimeCall {
	RuntimeCall::Bell(bell::Call::nest {
		call: Box::new(call),
	})
}

/// The call inside so many others.
fn deep(depth: u32) -> RuntimeCall {
	(0..depth).fold(ring(1), |inner, _| nest(inner))
}

#[rstest]
#[case::batch_of_the_own_class(batch(vec![ring(1), ring(2)]))]
#[case::batch_of_another_class(batch(vec![ring(1), recast()]))]
#[case::batch_of_upgrades(batch(vec![kill()]))]
#[case::batch_of_nothing(batch(vec![]))]
#[case::one_call_of_the_own_class(nest(ring(1)))]
#[case::one_call_of_another_class(nest(kill()))]
#[case::batch_in_a_call(nest(batch(vec![ring(1)])))]
#[case::call_in_a_batch(batch(vec![nest(recast())]))]
fn check_fails_when_a_call_makes_others(#[case] call: RuntimeCall) {
	ExtBuilder::default().build_and_execute(|| {
		for class in [Class::Parameter, Class::Upgrade, Class::Constitution] {
			let bill = making(class, call.clone());
			assert_noop!(LawsPallet::check(&bill), Error::<Test>::CallNotOfClass);
			hold(1, &bill);
			assert_noop!(LawsPallet::pass(1, bill), Error::<Test>::CallNotOfClass);
			release(1);
		}
	});
}

#[test]
fn check_fails_when_a_short_batch_would_unfold_to_thousands_of_calls() {
	ExtBuilder::default().build_and_execute(|| {
		// Two bytes each.
		let most = (MAX_CALL_SIZE as usize - 4) / 2;
		let long = batch(vec![recast(); most]);
		assert!(long.encode().len() as u32 <= MAX_CALL_SIZE);
		for class in [Class::Parameter, Class::Upgrade, Class::Constitution] {
			let bill = making(class, long.clone());
			assert_noop!(LawsPallet::check(&bill), Error::<Test>::BadCall);
		}
		// A few are read, to say that they are for no law.
		let bill = making(Class::Constitution, batch(vec![recast(); 20]));
		assert_noop!(LawsPallet::check(&bill), Error::<Test>::CallNotOfClass);
	});
}

#[test]
fn check_fails_when_calls_are_nested_too_deeply_to_be_read() {
	ExtBuilder::default().build_and_execute(|| {
		let bill = making(Class::Parameter, deep(100));
		assert_noop!(LawsPallet::check(&bill), Error::<Test>::CallNotOfClass);
		let bill = making(Class::Parameter, deep(300));
		assert_noop!(LawsPallet::check(&bill), Error::<Test>::BadCall);
	});
}
