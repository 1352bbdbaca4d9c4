//! Which calls cost nothing: those that succeed, within the quota.

use super::*;
use frame_support::{
	dispatch::CheckIfFeeless, sp_runtime::StateVersion, traits::UnfilteredDispatchable,
};
use sp_io::storage::root as storage_root;

fn is_free(who: AccountId, call: &Call<Test>) -> bool {
	let before = storage_root(StateVersion::V1);
	let is_free = call.is_feeless(&RuntimeOrigin::signed(who));
	assert_eq!(
		storage_root(StateVersion::V1),
		before,
		"asking changes nothing"
	);
	is_free
}

fn stand_call(election: ElectionId) -> Call<Test> {
	Call::stand {
		election,
		name: title("Ales"),
		programme: H256::zero(),
	}
}

fn withdraw_call(election: ElectionId) -> Call<Test> {
	Call::withdraw_candidacy { election }
}

fn run(who: AccountId, call: Call<Test>) {
	assert_ok!(call.dispatch_bypass_filter(RuntimeOrigin::signed(who)));
}

#[test]
fn own_acts_are_free_exactly_when_they_succeed() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		assert!(!is_free(ALES, &withdraw_call(id)));
		assert!(is_free(ALES, &stand_call(id)));
		run(ALES, stand_call(id));
		assert!(!is_free(ALES, &stand_call(id)));
		assert!(is_free(ALES, &withdraw_call(id)));
		run(ALES, withdraw_call(id));
		assert!(!is_free(ALES, &withdraw_call(id)));
	});
}

#[test]
fn own_acts_spend_one_free_act_each() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		run(ALES, stand_call(id));
		run(ALES, withdraw_call(id));
		assert_eq!(spent_acts(), [ALES, ALES]);
	});
}

#[test]
fn own_acts_are_paid_for_when_no_free_act_is_left() {
	ExtBuilder::default().build_and_execute(|| {
		OutOfActs::mutate(|out| out.insert(ALES));
		let id = nominating(HEAD);
		assert!(!is_free(ALES, &stand_call(id)));
		run(ALES, stand_call(id));
		assert!(!is_free(ALES, &withdraw_call(id)));
		run(ALES, withdraw_call(id));
	});
}

#[test]
fn administration_is_never_free() {
	ExtBuilder::default().build_and_execute(|| {
		let call = Call::set_params { params: PARAMS };
		assert!(!is_free(ALES, &call));
		assert!(!call.is_feeless(&RuntimeOrigin::root()));
	});
}
