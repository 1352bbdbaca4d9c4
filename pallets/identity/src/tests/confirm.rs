use crate::{mock::*, AttestedBy, Error, Event, Motion, Motions, Standing};
use frame_support::{assert_noop, assert_ok};
use rstest::rstest;
use sp_runtime::{DispatchError, DispatchResult};
use veche_primitives::{people::People, PersonId, Stratum};

fn confirm(registrar: u64, id: PersonId, motion: Motion<u64>) -> DispatchResult {
	Identity::confirm(RuntimeOrigin::signed(registrar), id, motion)
}

const REVOKE: Motion<u64> = Motion::Revoke { reason: 1 };
const RENEW: Motion<u64> = Motion::Renew { expires: 5_000 };

fn carry(id: PersonId, motion: Motion<u64>) {
	assert_ok!(confirm(2, id, motion));
	assert_ok!(confirm(3, id, motion));
}

#[test]
fn confirm_waits_for_the_second_registrar() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person(0);
		assert_ok!(confirm(1, id, REVOKE));
		assert_eq!(record(id).standing, Standing::Active);
		System::assert_last_event(
			Event::MotionConfirmed {
				registrar: 1,
				person: id,
				motion: REVOKE,
				count: 1,
			}
			.into(),
		);
	});
}

#[test]
fn confirm_revokes_at_once() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person(0);
		carry(id, REVOKE);
		assert_eq!(record(id).standing, Standing::Revoked);
		assert_eq!(Identity::citizen(&account(0)), None);
		assert_eq!(MemberLists::get().revoked, vec![key(0)]);
		System::assert_last_event(
			Event::PersonRevoked {
				person: id,
				reason: 1,
			}
			.into(),
		);
	});
}

#[test]
fn confirm_revokes_both_keys_when_one_was_just_changed() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person(0);
		let proof = possession(50, account(0));
		assert_ok!(Identity::rotate_key(
			RuntimeOrigin::signed(account(0)),
			key(50),
			proof
		));
		carry(id, REVOKE);
		assert_eq!(MemberLists::get().revoked, vec![key(50), key(0)]);
	});
}

#[test]
fn confirm_leaves_the_rolls_alone_when_observer_is_revoked() {
	ExtBuilder::default().build_and_execute(|| {
		let mut what = applicant(0);
		what.stratum = Stratum::Observer;
		let id = become_person(0, what);
		carry(id, REVOKE);
		assert_eq!(MemberLists::get().revoked, Vec::<[u8; 32]>::new());
	});
}

#[test]
fn confirm_does_not_add_up_different_motions() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person(0);
		assert_ok!(confirm(1, id, REVOKE));
		assert_ok!(confirm(2, id, Motion::Revoke { reason: 2 }));
		assert_ok!(confirm(3, id, RENEW));
		assert_eq!(record(id).standing, Standing::Active);
		assert_eq!(Motions::<Test>::get(id).len(), 3);
	});
}

#[test]
fn confirm_replaces_an_earlier_voice_of_the_registrar() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person(0);
		assert_ok!(confirm(1, id, REVOKE));
		assert_ok!(confirm(1, id, RENEW));
		assert_ok!(confirm(2, id, REVOKE));
		assert_eq!(record(id).standing, Standing::Active);
		assert_eq!(Motions::<Test>::get(id).len(), 2);
	});
}

#[test]
fn confirm_drops_other_motions_when_one_passes() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person(0);
		assert_ok!(confirm(1, id, REVOKE));
		carry(id, RENEW);
		assert_eq!(Motions::<Test>::get(id).len(), 0);
	});
}

#[test]
fn confirm_renews_an_active_person() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person(0);
		carry(id, RENEW);
		let person = record(id);
		assert_eq!((person.standing, person.expires), (Standing::Active, 5_000));
		assert!(!AttestedBy::<Test>::contains_key(1, id));
		assert!(AttestedBy::<Test>::contains_key(3, id));
		System::assert_last_event(
			Event::PersonRenewed {
				person: id,
				expires: 5_000,
			}
			.into(),
		);
	});
}

#[test]
fn confirm_brings_back_an_expired_person() {
	ExtBuilder::default().build_and_execute(|| {
		let mut what = applicant(0);
		what.expires = 5;
		let id = become_person(0, what);
		run_to(5);
		assert_eq!(Identity::citizen(&account(0)), None);
		carry(id, RENEW);
		assert!(Identity::citizen(&account(0)).is_some());
		assert!(MemberLists::get().members.contains_key(&key(0)));
	});
}

#[test]
fn confirm_brings_back_a_suspended_person() {
	ExtBuilder::default()
		.registrars(&[(1, 9), (2, 9), (3, 9), (4, 9)])
		.build_and_execute(|| {
			let id = person(0);
			for registrar in [1, 2] {
				assert_ok!(Identity::suspend_registrar(
					RuntimeOrigin::root(),
					registrar
				));
			}
			run_to(3);
			assert_eq!(record(id).standing, Standing::Suspended);
			assert_ok!(confirm(3, id, RENEW));
			assert_ok!(confirm(4, id, RENEW));
			assert_eq!(record(id).standing, Standing::Active);
			assert!(MemberLists::get().members.contains_key(&key(0)));
		});
}

#[test]
fn confirm_fails_when_not_a_registrar() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person(0);
		assert_noop!(confirm(9, id, REVOKE), Error::<Test>::NotRegistrar);
	});
}

#[test]
fn confirm_fails_when_registrar_is_suspended() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person(0);
		assert_ok!(Identity::suspend_registrar(RuntimeOrigin::root(), 1));
		assert_noop!(confirm(1, id, REVOKE), Error::<Test>::RegistrarSuspended);
	});
}

#[test]
fn confirm_fails_when_quota_is_used_up() {
	ExtBuilder::default().quota(1).build_and_execute(|| {
		let id = person(0);
		assert_noop!(confirm(1, id, REVOKE), Error::<Test>::QuotaExhausted);
	});
}

#[test]
fn confirm_fails_when_person_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(confirm(1, 7, REVOKE), Error::<Test>::UnknownPerson);
	});
}

#[test]
fn confirm_fails_when_person_is_revoked() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person(0);
		carry(id, REVOKE);
		assert_noop!(confirm(1, id, RENEW), Error::<Test>::PersonRevoked);
	});
}

#[rstest]
#[case::past(1)]
#[case::too_far(10_002)]
fn confirm_fails_when_expiry_is_bad(#[case] expires: u64) {
	ExtBuilder::default().build_and_execute(|| {
		let id = person(0);
		assert_noop!(
			confirm(1, id, Motion::Renew { expires }),
			Error::<Test>::BadExpiry
		);
	});
}

#[test]
fn confirm_fails_when_same_registrar_confirms_twice() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person(0);
		assert_ok!(confirm(1, id, REVOKE));
		assert_noop!(confirm(1, id, REVOKE), Error::<Test>::AlreadyConfirmed);
	});
}

#[test]
fn confirm_fails_when_the_roll_takes_nobody() {
	ExtBuilder::default().build_and_execute(|| {
		let mut what = applicant(0);
		what.expires = 5;
		let id = become_person(0, what);
		run_to(5);
		assert_ok!(confirm(1, id, RENEW));
		MemberLists::set_full(true);
		assert_noop!(confirm(2, id, RENEW), DispatchError::Other("rolls"));
	});
}

#[test]
fn confirm_fails_when_unsigned() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person(0);
		let call = Identity::confirm(RuntimeOrigin::root(), id, REVOKE);
		assert_noop!(call, DispatchError::BadOrigin);
	});
}

#[test]
fn confirm_begins_anew_when_an_earlier_voice_lapsed() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person(0);
		assert_ok!(confirm(1, id, REVOKE));
		run_to(21);
		assert!(!Motions::<Test>::contains_key(id));
		assert_ok!(confirm(2, id, REVOKE));
		assert_eq!(record(id).standing, Standing::Active);
		assert_ok!(confirm(1, id, REVOKE));
		assert_eq!(record(id).standing, Standing::Revoked);
	});
}

#[test]
fn confirm_tells_others_when_standing_is_lost_and_regained() {
	ExtBuilder::default().build_and_execute(|| {
		let mut what = applicant(0);
		what.expires = 5;
		let id = become_person(0, what);
		run_to(5);
		assert_eq!(Standings::told(), [(id, true)]);
		carry(id, RENEW);
		assert_eq!(Standings::told(), [(id, true), (id, false)]);
		carry(id, REVOKE);
		assert_eq!(Standings::told(), [(id, true), (id, false), (id, true)]);
	});
}

#[test]
fn confirm_tells_nobody_when_a_person_in_good_standing_is_renewed() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person(0);
		carry(id, RENEW);
		assert_eq!(Standings::told(), []);
	});
}
