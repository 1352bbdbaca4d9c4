//! Attacks by registrars and applicants.

use crate::{mock::*, AttestationOf, Error, Persons, Standing};
use frame_support::{assert_noop, assert_ok};
use veche_primitives::people::People;

/// Keys that are invalid, the identity, a duplicate or another citizen's are refused at the call,
/// and honest applicants go on as if nothing had happened.
#[test]
fn bad_keys_are_refused_at_the_call_and_do_no_harm() {
	ExtBuilder::default().build_and_execute(|| {
		person(0);
		let before = MemberLists::get().members;
		let mut identity_point = [0; 32];
		identity_point[0] = 1;
		let with_key = |key| AttestationOf::<Test> {
			key,
			..applicant(1)
		};
		for registrar in [1, 2] {
			for bad in [identity_point, [0; 32], [0xff; 32], [0xab; 32]] {
				let what = with_key(bad);
				assert_noop!(attest_this(registrar, 1, what), Error::<Test>::InvalidKey);
			}
			let duplicate = with_key(key(0));
			assert_noop!(
				attest_this(registrar, 0, duplicate),
				Error::<Test>::DuplicateKey
			);
			// The key of another, who is about to register: with the proof seen in the pool.
			let seen = possession(2, account(2));
			let stolen = Identity::attest(RuntimeOrigin::signed(registrar), with_key(key(2)), seen);
			assert_noop!(stolen, Error::<Test>::NotKeyHolder);
		}
		assert_eq!(MemberLists::get().members, before);
		run_to(3);
		person(1);
		person(2);
		assert_eq!(MemberLists::get().members.len(), 3);
	});
}

const QUOTA: u32 = 20;

/// A registrar tries to attest 10,000 fakes in a day; returns how many it got through.
fn flood(registrar: u64) -> usize {
	let fakes = (0..2 * QUOTA).map(|fake| (applicant(fake), possession(fake, account(fake))));
	let fakes: Vec<_> = fakes.collect();
	let tries = fakes.iter().cycle().take(10_000).cloned();
	let through = tries.filter(|(what, proof)| {
		Identity::attest(RuntimeOrigin::signed(registrar), what.clone(), *proof).is_ok()
	});
	through.count()
}

#[test]
fn corrupt_registrar_alone_makes_no_voter() {
	ExtBuilder::default().quota(QUOTA).build_and_execute(|| {
		assert_eq!(flood(1), QUOTA as usize);
		assert_eq!(Persons::<Test>::iter().count(), 0);
		assert!(MemberLists::get().members.is_empty());
		assert_ok!(Identity::suspend_registrar(RuntimeOrigin::root(), 1));
		// Even an honest word added by mistake does not complete a fake.
		assert_ok!(attest(2, 0));
		assert_eq!(Identity::citizen(&account(0)), None);
	});
}

#[test]
fn two_colluding_registrars_are_capped_listed_and_undone() {
	ExtBuilder::default().quota(QUOTA).build_and_execute(|| {
		let honest = become_honest();
		assert_eq!(flood(1) + flood(2), 2 * (QUOTA as usize) - 1);
		let mut fakes = Identity::attested_by(2, None, 1_000);
		fakes.retain(|id| *id != honest);
		assert_eq!(fakes.len(), (QUOTA - 1) as usize);
		// As many as are needed are left when both are gone.
		assert_ok!(Identity::accredit_registrar(
			RuntimeOrigin::root(),
			4,
			QUOTA
		));
		for registrar in [1, 2] {
			assert_ok!(Identity::suspend_registrar(
				RuntimeOrigin::root(),
				registrar
			));
		}
		run_to(1 + 2 * u64::from(QUOTA) / u64::from(SweepPerBlock::get()) + 1);
		assert!(fakes
			.iter()
			.all(|fake| record(*fake).standing == Standing::Suspended));
		assert!(fakes
			.iter()
			.all(|fake| Identity::citizen_by_id(*fake).is_none()));
		assert_eq!(record(honest).standing, Standing::Active);
		assert_eq!(MemberLists::get().members.len(), 1);
	});
}

/// Somebody attested by a corrupt registrar, but by an honest one as well.
fn become_honest() -> u32 {
	assert_ok!(attest(2, 100));
	assert_ok!(attest(3, 100));
	Identity::person_of(account(100)).unwrap().0
}
