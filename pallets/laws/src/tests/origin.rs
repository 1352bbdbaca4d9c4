//! Who acts when a law does, and that nobody else can.

use super::*;
use frame_support::traits::{EnsureOrigin, OriginTrait};
use frame_system::EnsureRoot;
use sp_runtime::traits::Dispatchable;

/// Every origin but that of the laws of this class.
fn all_but(class: Class) -> Vec<RuntimeOrigin> {
	let others = Class::ALL.into_iter().filter(|other| *other != class);
	let mut origins: Vec<_> = others.map(law_origin).collect();
	origins.push(RuntimeOrigin::root());
	origins.push(RuntimeOrigin::none());
	origins.push(RuntimeOrigin::signed(account(ALES)));
	origins
}

/// Whether exactly laws of this class pass.
fn lets_in_only<Ensure: EnsureOrigin<RuntimeOrigin, Success = ()>>(class: Class) {
	assert!(Ensure::try_origin(law_origin(class)).is_ok());
	for origin in all_but(class) {
		let Err(back) = Ensure::try_origin(origin.clone()) else {
			panic!("{origin:?} passes as {class:?}");
		};
		assert_eq!(back.caller(), origin.caller());
	}
}

#[test]
fn parameter_laws_and_nobody_else_pass_as_such() {
	ExtBuilder::default().build_and_execute(|| {
		lets_in_only::<EnsureParameter>(Class::Parameter);
	});
}

#[test]
fn constitutional_laws_and_nobody_else_pass_as_such() {
	ExtBuilder::default().build_and_execute(|| {
		lets_in_only::<EnsureConstitution>(Class::Constitution);
	});
}

#[test]
fn no_law_passes_as_root() {
	ExtBuilder::default().build_and_execute(|| {
		for class in Class::ALL {
			let origin = law_origin(class);
			assert!(EnsureRoot::<AccountId>::ensure_origin(origin).is_err());
		}
	});
}

#[test]
fn only_an_upgrade_has_the_root_of_power() {
	ExtBuilder::default().build_and_execute(|| {
		for class in Class::ALL {
			let is_root = LawsPallet::origin_of(class).as_system_ref().is_some();
			assert_eq!(is_root, class == Class::Upgrade);
		}
	});
}

#[test]
fn calls_of_laws_fail_when_nobody_has_passed_them() {
	ExtBuilder::default().build_and_execute(|| {
		for call in [ring(5), recast(), kill()] {
			for origin in [
				RuntimeOrigin::none(),
				RuntimeOrigin::signed(account(ALES)),
				law_origin(Class::Statute),
				law_origin(Class::Upgrade),
			] {
				let result = call.clone().dispatch(origin);
				let error = result.map_err(|failed| failed.error).map(|_| ());
				assert_eq!(error, Err(DispatchError::BadOrigin));
			}
		}
	});
}

#[test]
fn no_call_puts_a_bill_in_force_or_ends_it() {
	use frame_support::traits::GetCallName;
	assert_eq!(Call::<Test>::get_call_names(), ["petition", "set_params"]);
}
