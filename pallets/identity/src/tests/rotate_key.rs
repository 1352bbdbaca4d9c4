use crate::{mock::*, Error, Event, KeyOwner};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchError, DispatchResult};
use veche_primitives::Stratum;

/// The person with this seed changes to the key of another seed.
fn rotate(seed: u32, to: u32) -> DispatchResult {
	let proof = possession(to, account(seed));
	Identity::rotate_key(RuntimeOrigin::signed(account(seed)), key(to), proof)
}

#[test]
fn rotate_key_puts_the_new_key_in_place_of_the_old() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person(0);
		assert_ok!(rotate(0, 50));
		assert_eq!(record(id).key, key(50));
		assert_eq!(KeyOwner::<Test>::get(key(50)), Some(id));
		assert!(!MemberLists::get().members.contains_key(&key(0)));
		System::assert_last_event(Event::KeyRotated { person: id }.into());
	});
}

#[test]
fn rotate_key_of_an_observer_leaves_the_rolls_alone() {
	ExtBuilder::default().build_and_execute(|| {
		let mut what = applicant(0);
		what.stratum = Stratum::Observer;
		let id = become_person(0, what);
		assert_ok!(rotate(0, 50));
		assert_eq!(record(id).key, key(50));
	});
}

#[test]
fn rotate_key_fails_when_not_a_person() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(rotate(0, 50), Error::<Test>::NotCitizen);
	});
}

#[test]
fn rotate_key_fails_when_person_has_expired() {
	ExtBuilder::default().build_and_execute(|| {
		let mut what = applicant(0);
		what.expires = 5;
		become_person(0, what);
		run_to(5);
		assert_noop!(rotate(0, 50), Error::<Test>::NotCitizen);
	});
}

#[test]
fn rotate_key_fails_when_key_is_invalid() {
	ExtBuilder::default().build_and_execute(|| {
		person(0);
		let who = RuntimeOrigin::signed(account(0));
		let proof = possession(50, account(0));
		assert_noop!(
			Identity::rotate_key(who, [0; 32], proof),
			Error::<Test>::InvalidKey
		);
	});
}

#[test]
fn rotate_key_fails_when_key_is_the_same() {
	ExtBuilder::default().build_and_execute(|| {
		person(0);
		assert_noop!(rotate(0, 0), Error::<Test>::DuplicateKey);
	});
}

#[test]
fn rotate_key_fails_when_key_was_the_own_once() {
	ExtBuilder::default().build_and_execute(|| {
		person(0);
		assert_ok!(rotate(0, 50));
		MemberLists::turn();
		run_to(6);
		assert_noop!(rotate(0, 0), Error::<Test>::DuplicateKey);
	});
}

#[test]
fn rotate_key_fails_when_key_is_anothers() {
	ExtBuilder::default().build_and_execute(|| {
		person(0);
		let who = RuntimeOrigin::signed(account(0));
		let proof = possession(50, account(1));
		assert_noop!(
			Identity::rotate_key(who, key(50), proof),
			Error::<Test>::NotKeyHolder
		);
	});
}

#[test]
fn rotate_key_fails_when_rotated_recently() {
	ExtBuilder::default().build_and_execute(|| {
		person(0);
		assert_ok!(rotate(0, 50));
		MemberLists::turn();
		run_to(5);
		assert_noop!(rotate(0, 51), Error::<Test>::RotatedRecently);
		run_to(6);
		assert_ok!(rotate(0, 51));
	});
}

#[test]
fn rotate_key_fails_when_done_in_this_turn_already() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person(0);
		assert_ok!(rotate(0, 50));
		run_to(6);
		assert_noop!(rotate(0, 51), DispatchError::Other("rolls"));
		MemberLists::turn();
		assert_ok!(rotate(0, 51));
		assert_eq!(record(id).previous_key, Some(key(50)));
	});
}

#[test]
fn rotate_key_fails_when_unsigned() {
	ExtBuilder::default().build_and_execute(|| {
		let proof = possession(50, account(0));
		let call = Identity::rotate_key(RuntimeOrigin::root(), key(50), proof);
		assert_noop!(call, DispatchError::BadOrigin);
	});
}
