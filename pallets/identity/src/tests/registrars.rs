//! Accrediting, suspending, reinstating.

use crate::{mock::*, AttestedBy, Error, Event, Motion, Registrars, Standing, Sweeps};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchError, DispatchResult};

/// One more than in most tests: two of them can be suspended.
const FOUR: [(u64, u32); 4] = [(1, 100), (2, 100), (3, 100), (4, 100)];

fn accredit(registrar: u64, quota: u32) -> DispatchResult {
	Identity::accredit_registrar(RuntimeOrigin::root(), registrar, quota)
}

fn suspend(registrar: u64) -> DispatchResult {
	Identity::suspend_registrar(RuntimeOrigin::root(), registrar)
}

fn reinstate(registrar: u64) -> DispatchResult {
	Identity::reinstate_registrar(RuntimeOrigin::root(), registrar)
}

#[test]
fn accredit_registrar_makes_an_account_without_tokens() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(accredit(9, 5));
		assert_eq!(System::providers(&9), 1);
		assert_eq!(
			Registrars::<Test>::get(9).map(|known| known.left(0)),
			Some(5)
		);
		System::assert_last_event(
			Event::RegistrarAccredited {
				registrar: 9,
				daily_quota: 5,
			}
			.into(),
		);
	});
}

#[test]
fn accredit_registrar_changes_the_quota_when_known() {
	ExtBuilder::default().quota(2).build_and_execute(|| {
		assert_ok!(attest(1, 0));
		assert_ok!(attest(1, 1));
		assert_ok!(accredit(1, 1));
		assert_noop!(attest(1, 2), Error::<Test>::QuotaExhausted);
		assert_ok!(accredit(1, 2));
		assert_ok!(attest(1, 2));
		assert_eq!(System::providers(&1), 1);
	});
}

#[test]
fn accredit_registrar_keeps_the_suspension() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(suspend(1));
		assert_ok!(accredit(1, 50));
		assert_noop!(attest(1, 0), Error::<Test>::RegistrarSuspended);
	});
}

#[test]
fn accredit_registrar_fails_when_not_authorised() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			Identity::accredit_registrar(RuntimeOrigin::signed(1), 9, 5),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn accredit_registrar_fails_when_quota_is_zero() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(accredit(9, 0), Error::<Test>::ZeroQuota);
	});
}

#[test]
fn accredit_registrar_fails_when_there_are_too_many() {
	ExtBuilder::default().registrars(&[]).build_and_execute(|| {
		for registrar in 0..u64::from(crate::MAX_REGISTRARS) {
			assert_ok!(accredit(registrar, 1));
		}
		assert_noop!(accredit(999, 1), Error::<Test>::TooManyRegistrars);
	});
}

#[test]
fn suspend_registrar_fails_when_not_authorised() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			Identity::suspend_registrar(RuntimeOrigin::signed(1), 1),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn suspend_registrar_fails_when_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(suspend(9), Error::<Test>::NotRegistrar);
	});
}

#[test]
fn suspend_registrar_fails_when_suspended_already() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(suspend(1));
		assert_noop!(suspend(1), Error::<Test>::RegistrarSuspended);
	});
}

#[test]
fn suspend_registrar_voids_its_waiting_word() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(attest(1, 0));
		assert_ok!(suspend(1));
		assert_ok!(attest(2, 0));
		assert_eq!(Identity::person_of(account(0)), None);
		assert_ok!(attest(3, 0));
		let (_, person) = Identity::person_of(account(0)).unwrap();
		assert_eq!(
			person
				.attesters
				.iter()
				.map(|by| by.account)
				.collect::<Vec<_>>(),
			vec![2, 3]
		);
	});
}

#[test]
fn suspend_registrar_voids_its_voice() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person(0);
		let revoke = Motion::Revoke { reason: 1 };
		assert_ok!(Identity::confirm(RuntimeOrigin::signed(1), id, revoke));
		assert_ok!(suspend(1));
		assert_ok!(Identity::confirm(RuntimeOrigin::signed(2), id, revoke));
		assert_eq!(record(id).standing, Standing::Active);
	});
}

#[test]
fn suspend_registrar_leaves_persons_whom_another_attested() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person(0);
		assert_ok!(suspend(1));
		run_to(3);
		assert_eq!(record(id).standing, Standing::Active);
		assert!(!Sweeps::<Test>::contains_key(1));
		System::assert_has_event(Event::SweepFinished { registrar: 1 }.into());
	});
}

#[test]
fn suspend_registrar_suspends_persons_whom_nobody_else_attested() {
	ExtBuilder::default()
		.params(|params| params.attesters_needed = 1)
		.build_and_execute(|| {
			assert_ok!(attest(1, 0));
			assert_ok!(attest(2, 1));
			assert_ok!(suspend(1));
			run_to(2);
			assert_eq!(record(0).standing, Standing::Suspended);
			assert_eq!(record(1).standing, Standing::Active);
			assert_eq!(MemberLists::get().revoked, vec![key(0)]);
			System::assert_has_event(Event::PersonSuspended { person: 0 }.into());
		});
}

#[test]
fn suspend_registrar_suspends_whom_a_colluding_one_attested_too() {
	ExtBuilder::default()
		.registrars(&FOUR)
		.build_and_execute(|| {
			let id = person(0);
			assert_ok!(suspend(1));
			run_to(5);
			assert_ok!(suspend(2));
			run_to(6);
			assert_eq!(record(id).standing, Standing::Suspended);
		});
}

#[test]
fn suspend_registrar_fails_when_too_few_would_be_left_to_attest() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person(0);
		assert_ok!(suspend(1));
		assert_noop!(suspend(2), Error::<Test>::TooFewRegistrars);
		run_to(5);
		assert_eq!(record(id).standing, Standing::Active);
		assert_ok!(attest(2, 1));
		assert_ok!(attest(3, 1));
	});
}

#[test]
fn suspend_registrar_fails_when_it_is_the_last() {
	ExtBuilder::default()
		.registrars(&[(1, 100)])
		.params(|params| params.attesters_needed = 1)
		.build_and_execute(|| {
			assert_noop!(suspend(1), Error::<Test>::TooFewRegistrars);
		});
}

#[test]
fn suspend_registrar_takes_place_when_another_was_accredited_or_reinstated() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(suspend(1));
		assert_ok!(accredit(9, 100));
		assert_ok!(suspend(2));
		assert_noop!(suspend(3), Error::<Test>::TooFewRegistrars);
		assert_ok!(reinstate(1));
		assert_ok!(suspend(3));
	});
}

#[test]
fn suspend_registrar_takes_both_keys_off_when_one_was_just_changed() {
	ExtBuilder::default()
		.params(|params| params.attesters_needed = 1)
		.build_and_execute(|| {
			assert_ok!(attest(1, 0));
			let proof = possession(50, account(0));
			assert_ok!(Identity::rotate_key(
				RuntimeOrigin::signed(account(0)),
				key(50),
				proof
			));
			assert_ok!(suspend(1));
			run_to(2);
			assert_eq!(MemberLists::get().revoked, vec![key(50), key(0)]);
		});
}

#[test]
fn suspend_registrar_sweeps_in_bounded_steps() {
	let builder = ExtBuilder::default().params(|params| params.attesters_needed = 1);
	builder.build_and_execute(|| {
		for seed in 0..12 {
			assert_ok!(attest(1, seed));
		}
		assert_ok!(suspend(1));
		let suspended = || {
			let all = (0..12).filter(|id| record(*id).standing == Standing::Suspended);
			all.count()
		};
		let seen = [2, 3, 4, 5].map(|block| {
			run_to(block);
			suspended()
		});
		assert_eq!(seen, [5, 10, 12, 12]);
		assert_eq!(Sweeps::<Test>::iter().count(), 0);
	});
}

#[test]
fn suspend_registrar_sweeps_anew_when_suspended_again_meanwhile() {
	let builder = ExtBuilder::default().params(|params| params.attesters_needed = 1);
	builder.build_and_execute(|| {
		for seed in 0..8 {
			assert_ok!(attest(1, seed));
		}
		assert_ok!(suspend(1));
		run_to(2);
		assert_ok!(reinstate(1));
		for seed in 8..12 {
			assert_ok!(attest(1, seed));
		}
		assert_ok!(suspend(1));
		run_to(6);
		assert!((0..12).all(|id| record(id).standing == Standing::Suspended));
	});
}

#[test]
fn reinstate_registrar_lets_it_act_but_restores_nothing() {
	ExtBuilder::default()
		.registrars(&FOUR)
		.build_and_execute(|| {
			let id = person(0);
			assert_ok!(attest(1, 1));
			assert_ok!(suspend(1));
			assert_ok!(suspend(2));
			run_to(3);
			assert_ok!(reinstate(1));
			assert_ok!(attest(1, 2));
			// The word given before the suspension is void, and may be given again.
			assert_ok!(attest(3, 1));
			assert_eq!(Identity::person_of(account(1)), None);
			assert_ok!(attest(1, 1));
			assert!(Identity::person_of(account(1)).is_some());
			run_to(5);
			assert_eq!(record(id).standing, Standing::Suspended);
		});
}

#[test]
fn reinstate_registrar_keeps_its_old_word_void() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person(0);
		assert_ok!(suspend(1));
		run_to(3);
		assert_ok!(reinstate(1));
		assert_ok!(suspend(2));
		run_to(5);
		assert_eq!(record(id).standing, Standing::Suspended);
		assert!(AttestedBy::<Test>::contains_key(1, id));
	});
}

#[test]
fn reinstate_registrar_fails_when_not_authorised() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			Identity::reinstate_registrar(RuntimeOrigin::signed(1), 1),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn reinstate_registrar_fails_when_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(reinstate(9), Error::<Test>::NotRegistrar);
	});
}

#[test]
fn reinstate_registrar_fails_when_not_suspended() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(reinstate(1), Error::<Test>::NotSuspended);
	});
}
