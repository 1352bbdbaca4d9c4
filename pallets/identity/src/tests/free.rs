//! Which calls cost nothing: those that succeed, within the quota.

use crate::{mock::*, Acts, Call, Motion, Usage};
use frame_support::{
	assert_ok, dispatch::CheckIfFeeless, sp_runtime::StateVersion, traits::UnfilteredDispatchable,
};
use sp_io::storage::root as storage_root;
use veche_primitives::people::People;

fn is_free(who: u64, call: &Call<Test>) -> bool {
	let before = storage_root(StateVersion::V1);
	let is_free = call.is_feeless(&RuntimeOrigin::signed(who));
	assert_eq!(
		storage_root(StateVersion::V1),
		before,
		"asking changes nothing"
	);
	is_free
}

fn attest_call(seed: u32) -> Call<Test> {
	Call::attest {
		attestation: applicant(seed),
		possession: possession(seed, account(seed)),
	}
}

fn rotate_call(seed: u32, to: u32) -> Call<Test> {
	Call::rotate_key {
		new_key: key(to),
		possession: possession(to, account(seed)),
	}
}

fn run(who: u64, call: Call<Test>) {
	assert_ok!(call.dispatch_bypass_filter(RuntimeOrigin::signed(who)));
}

#[test]
fn attest_is_free_when_it_succeeds() {
	ExtBuilder::default().build_and_execute(|| {
		assert!(is_free(1, &attest_call(0)));
		run(1, attest_call(0));
		assert!(is_free(2, &attest_call(0)));
	});
}

#[test]
fn attest_is_not_free_when_it_fails() {
	ExtBuilder::default().quota(1).build_and_execute(|| {
		assert!(!is_free(9, &attest_call(0)));
		let proof = possession(1, account(0));
		assert!(!is_free(
			1,
			&Call::attest {
				attestation: applicant(0),
				possession: proof
			}
		));
		run(1, attest_call(0));
		assert!(!is_free(1, &attest_call(0)));
		assert!(!is_free(1, &attest_call(1)));
	});
}

#[test]
fn attest_is_not_free_when_the_roll_takes_nobody() {
	ExtBuilder::default().build_and_execute(|| {
		run(1, attest_call(0));
		MemberLists::set_full(true);
		assert!(!is_free(2, &attest_call(0)));
	});
}

#[test]
fn confirm_is_free_exactly_when_it_succeeds() {
	ExtBuilder::default().build_and_execute(|| {
		let confirm = |person| Call::confirm {
			person,
			motion: Motion::Revoke { reason: 1 },
		};
		let id = person(0);
		assert!(is_free(1, &confirm(id)));
		assert!(!is_free(1, &confirm(id + 1)));
		assert!(!is_free(account(0), &confirm(id)));
		run(1, confirm(id));
		assert!(!is_free(1, &confirm(id)));
	});
}

#[test]
fn rotate_key_is_free_exactly_when_it_succeeds() {
	ExtBuilder::default().build_and_execute(|| {
		person(0);
		assert!(is_free(account(0), &rotate_call(0, 50)));
		assert!(!is_free(account(0), &rotate_call(0, 0)));
		assert!(!is_free(account(1), &rotate_call(1, 50)));
		run(account(0), rotate_call(0, 50));
		assert!(!is_free(account(0), &rotate_call(0, 51)));
	});
}

#[test]
fn move_home_is_free_exactly_when_it_succeeds() {
	ExtBuilder::default().build_and_execute(|| {
		person(0);
		let move_to = |unit| Call::move_home { unit };
		assert!(is_free(account(0), &move_to(2)));
		assert!(!is_free(account(0), &move_to(1)));
		run(account(0), move_to(2));
		assert!(!is_free(account(0), &move_to(3)));
	});
}

#[test]
fn administration_is_never_free() {
	ExtBuilder::default().build_and_execute(|| {
		assert!(!is_free(
			1,
			&Call::accredit_registrar {
				registrar: 9,
				daily_quota: 9
			}
		));
		assert!(!is_free(1, &Call::suspend_registrar { registrar: 1 }));
	});
}

#[test]
fn no_call_is_free_for_another_origin_than_an_account() {
	ExtBuilder::default().build_and_execute(|| {
		assert!(!attest_call(0).is_feeless(&RuntimeOrigin::root()));
		assert!(!rotate_call(0, 50).is_feeless(&RuntimeOrigin::none()));
	});
}

#[test]
fn free_acts_end_with_the_quota_and_begin_anew_the_next_day() {
	ExtBuilder::default().build_and_execute(|| {
		person(0);
		for used in 1..=3 {
			assert!(Identity::has_free_act(&account(0)));
			Identity::spend_free_act(&account(0));
			assert_eq!(Acts::<Test>::get(account(0)), Usage { day: 0, used });
		}
		assert!(!Identity::has_free_act(&account(0)));
		assert!(!is_free(account(0), &Call::move_home { unit: 2 }));
		run_to(10);
		assert_eq!(Identity::free_acts_left(account(0)), 3);
		assert!(is_free(account(0), &Call::move_home { unit: 2 }));
	});
}

#[test]
fn paid_call_succeeds_and_spends_nothing_when_free_acts_are_used_up() {
	ExtBuilder::default()
		.params(|params| params.free_acts_per_day = 0)
		.build_and_execute(|| {
			person(0);
			assert!(!is_free(account(0), &Call::move_home { unit: 2 }));
			run(account(0), Call::move_home { unit: 2 });
			assert!(!Acts::<Test>::contains_key(account(0)));
		});
}

#[test]
fn own_acts_spend_one_free_act_each() {
	ExtBuilder::default().build_and_execute(|| {
		person(0);
		run(account(0), Call::move_home { unit: 2 });
		run(account(0), rotate_call(0, 50));
		assert_eq!(Identity::free_acts_left(account(0)), 1);
	});
}

#[test]
fn strangers_have_no_free_acts() {
	ExtBuilder::default().build_and_execute(|| {
		assert!(!Identity::has_free_act(&account(0)));
		Identity::spend_free_act(&account(0));
		assert!(!Acts::<Test>::contains_key(account(0)));
	});
}
