//! What follows when a person's standing is lost and regained.

use super::*;

#[test]
fn person_who_expires_leaves_the_roll_but_keeps_the_credential() {
	ExtBuilder::default().build_and_execute(|| {
		give_diploma(ALES);
		expire_person(ALES);
		settle_down();
		assert!(!is_on_roll(key(ALES), DIPLOMA));
		assert!(holds(ALES, DIPLOMA));
	});
}

#[test]
fn person_who_is_renewed_comes_back() {
	ExtBuilder::default().build_and_execute(|| {
		give_diploma(ALES);
		expire_person(ALES);
		settle_down();
		renew(ALES);
		settle_down();
		assert!(is_on_roll(key(ALES), DIPLOMA));
	});
}

#[test]
fn person_struck_off_does_no_harm() {
	ExtBuilder::default().build_and_execute(|| {
		give_diploma(ALES);
		give_diploma(BELA);
		strike_off(ALES);
		settle_down();
		assert_eq!(Members::<Test>::get(DIPLOMA, ALES), Some(false));
		assert!(!is_on_roll(key(ALES), DIPLOMA) && is_on_roll(key(BELA), DIPLOMA));
	});
}

#[test]
fn person_struck_off_and_renewed_on_one_block_comes_back() {
	ExtBuilder::default().build_and_execute(|| {
		give_diploma(ALES);
		strike_off(ALES);
		renew(ALES);
		assert!(!will_be_on_roll(key(ALES), DIPLOMA));
		settle_down();
		assert!(is_on_roll(key(ALES), DIPLOMA));
	});
}

#[test]
fn person_who_expires_and_is_renewed_on_one_block_keeps_the_place() {
	ExtBuilder::default().build_and_execute(|| {
		give_diploma(ALES);
		let before = MockRolls::get();
		expire_person(ALES);
		renew(ALES);
		settle_down();
		assert_eq!(MockRolls::get(), before);
	});
}

#[test]
fn person_who_is_renewed_stays_off_when_the_credential_has_ended() {
	ExtBuilder::default().build_and_execute(|| {
		give_diploma(ALES);
		expire_person(ALES);
		settle_down();
		assert_ok!(withdraw(DIPLOMA, ALES));
		renew(ALES);
		settle_down();
		assert_eq!(MockRolls::get(), MockRolls::default());
	});
}

#[test]
fn person_who_is_renewed_stays_off_when_the_issuer_is_suspended() {
	ExtBuilder::default().build_and_execute(|| {
		give_diploma(ALES);
		expire_person(ALES);
		assert_ok!(suspend(SCHOOL));
		settle_down();
		renew(ALES);
		settle_down();
		assert_eq!(MockRolls::get(), MockRolls::default());
		assert_ok!(reinstate(SCHOOL));
		settle_down();
		assert!(is_on_roll(key(ALES), DIPLOMA));
	});
}

#[test]
fn renewed_person_is_tried_again_when_the_roll_takes_nobody() {
	ExtBuilder::default().build_and_execute(|| {
		give_diploma(ALES);
		strike_off(ALES);
		settle_down();
		renew(ALES);
		MockRolls::set_full(true);
		settle_down();
		assert!(!is_on_roll(key(ALES), DIPLOMA));
		let error = sp_runtime::DispatchError::Unavailable;
		System::assert_has_event(told(ALES, DIPLOMA, Change::RollRefused { error }));
		MockRolls::set_full(false);
		run_to(System::block_number() + u64::from(RETRY_AFTER));
		MockRolls::turn();
		assert!(is_on_roll(key(ALES), DIPLOMA));
	});
}

#[test]
fn change_of_standing_is_one_write_when_it_happens() {
	ExtBuilder::default().build_and_execute(|| {
		give_diploma(ALES);
		give(CERTIFICATE, ALES);
		let before = Agenda::<Test>::iter_keys().count();
		expire_person(ALES);
		assert_eq!(Agenda::<Test>::iter_keys().count(), before + 1);
		assert!(Agenda::<Test>::contains_key(
			2,
			Due::Standing { person: ALES }
		));
	});
}

#[test]
fn change_of_standing_is_no_work_when_there_are_no_credentials() {
	ExtBuilder::default().build_and_execute(|| {
		expire_person(BELA);
		assert_eq!(Agenda::<Test>::iter_keys().count(), 0);
	});
}

#[test]
fn many_who_expire_leave_over_several_blocks() {
	ExtBuilder::default().build_and_execute(|| {
		let crowd = 10..19;
		for person in crowd.clone() {
			register(person, account(person), vec![key(person)]);
			give_diploma(person);
		}
		for person in crowd {
			expire_person(person);
		}
		// On blocks 2 to 4 the nine persons are looked at, then their places one by one.
		let seen = [2, 3, 4, 5, 6].map(|block| {
			run_to(block);
			MockRolls::get().leaving.len()
		});
		assert_eq!(seen, [0, 0, 3, 7, 9]);
	});
}
