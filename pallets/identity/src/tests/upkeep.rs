//! What is done by itself.

use crate::{
	mock::*, weights::WeightInfo, Calendar, Due, Event, Motion, Pending, Persons, Standing,
};
use frame_support::{assert_ok, traits::Hooks};
use veche_primitives::{people::People, PersonId, Stratum};

/// A person who expires on the block.
fn person_until(seed: u32, expires: u64) -> PersonId {
	let mut what = applicant(seed);
	what.expires = expires;
	become_person(seed, what)
}

#[test]
fn person_expires_on_the_day() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person_until(0, 5);
		run_to(4);
		assert!(Identity::citizen(&account(0)).is_some());
		run_to(5);
		assert_eq!(record(id).standing, Standing::Expired);
		assert_eq!(Identity::citizen(&account(0)), None);
		assert!(MemberLists::get().members.is_empty());
		assert!(MemberLists::get().revoked.is_empty());
		System::assert_last_event(Event::PersonExpired { person: id }.into());
	});
}

#[test]
fn person_with_a_changed_key_leaves_the_roll() {
	ExtBuilder::default().build_and_execute(|| {
		person_until(0, 5);
		let proof = possession(50, account(0));
		assert_ok!(Identity::rotate_key(
			RuntimeOrigin::signed(account(0)),
			key(50),
			proof
		));
		run_to(5);
		assert!(MemberLists::get().members.is_empty());
	});
}

#[test]
fn person_is_struck_off_at_once_when_the_queue_is_full() {
	ExtBuilder::default().build_and_execute(|| {
		person_until(0, 5);
		MemberLists::set_full(true);
		run_to(5);
		assert_eq!(MemberLists::get().revoked, vec![key(0)]);
	});
}

#[test]
fn observer_expires_without_touching_the_rolls() {
	ExtBuilder::default().build_and_execute(|| {
		let mut what = applicant(0);
		(what.expires, what.stratum) = (5, Stratum::Observer);
		let id = become_person(0, what);
		run_to(5);
		assert_eq!(record(id).standing, Standing::Expired);
		assert!(MemberLists::get().revoked.is_empty());
	});
}

#[test]
fn renewed_person_expires_on_the_new_day_only() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person_until(0, 5);
		for registrar in [1, 2] {
			let renew = Motion::Renew { expires: 8 };
			assert_ok!(Identity::confirm(
				RuntimeOrigin::signed(registrar),
				id,
				renew
			));
		}
		run_to(7);
		assert_eq!(record(id).standing, Standing::Active);
		run_to(8);
		assert_eq!(record(id).standing, Standing::Expired);
	});
}

#[test]
fn suspended_person_does_not_expire() {
	ExtBuilder::default()
		.params(|params| params.attesters_needed = 1)
		.build_and_execute(|| {
			let mut what = applicant(0);
			what.expires = 5;
			assert_ok!(attest_this(1, 0, what));
			assert_ok!(Identity::suspend_registrar(RuntimeOrigin::root(), 1));
			run_to(6);
			assert_eq!(record(0).standing, Standing::Suspended);
		});
}

#[test]
fn many_expire_over_several_blocks_but_count_no_more_at_once() {
	ExtBuilder::default().build_and_execute(|| {
		for seed in 0..10 {
			person_until(seed, 5);
		}
		let expired = || {
			let all = Persons::<Test>::iter_values();
			all.filter(|person| person.standing == Standing::Expired)
				.count()
		};
		let seen = [5, 6, 7, 8].map(|block| {
			run_to(block);
			assert!((0..10).all(|id| Identity::citizen_by_id(id).is_none()));
			expired()
		});
		assert_eq!(seen, [4, 8, 10, 10]);
	});
}

#[test]
fn waiting_attestation_is_dropped_after_its_time() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(attest(1, 0));
		run_to(20);
		assert_eq!(Pending::<Test>::iter().count(), 1);
		run_to(21);
		assert_eq!(Pending::<Test>::iter().count(), 0);
		assert_eq!(Calendar::<Test>::iter().count(), 0);
	});
}

#[test]
fn completed_attestation_leaves_only_the_date_of_expiry() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person(0);
		assert_eq!(
			Calendar::<Test>::iter_keys().collect::<Vec<_>>(),
			vec![(1_000, Due::Person(id))]
		);
	});
}

#[test]
fn later_voices_outlive_earlier_ones() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person(0);
		let confirm = |registrar, reason| {
			let motion = Motion::Revoke { reason };
			assert_ok!(Identity::confirm(
				RuntimeOrigin::signed(registrar),
				id,
				motion
			));
		};
		confirm(1, 1);
		run_to(10);
		confirm(2, 2);
		run_to(21);
		confirm(3, 2);
		assert_eq!(record(id).standing, Standing::Revoked);
	});
}

#[test]
fn weight_counts_what_was_done() {
	ExtBuilder::default()
		.params(|params| params.attesters_needed = 1)
		.build_and_execute(|| {
			assert_eq!(Identity::on_initialize(2), <()>::idle());
			assert_ok!(attest(1, 0));
			assert_ok!(Identity::suspend_registrar(RuntimeOrigin::root(), 1));
			// One person, and the end of the sweep.
			let expected = <()>::idle().saturating_add(<()>::sweep_step().saturating_mul(2));
			assert_eq!(Identity::on_initialize(3), expected);
		});
}

#[test]
fn weight_is_bounded() {
	ExtBuilder::default()
		.params(|params| params.attesters_needed = 1)
		.build_and_execute(|| {
			for seed in 0..12 {
				let mut what = applicant(seed);
				what.expires = 2;
				assert_ok!(attest_this(if seed < 6 { 1 } else { 2 }, seed, what));
			}
			for registrar in [1, 2] {
				assert_ok!(Identity::suspend_registrar(
					RuntimeOrigin::root(),
					registrar
				));
			}
			let most = <()>::idle()
				.saturating_add(<()>::fall_due().saturating_mul(ExpiriesPerBlock::get().into()))
				.saturating_add(<()>::sweep_step().saturating_mul(SweepPerBlock::get().into()));
			System::set_block_number(2);
			assert_eq!(Identity::on_initialize(2), most);
			run_to(8);
		});
}
