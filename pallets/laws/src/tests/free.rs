//! Which calls cost nothing: those that succeed, within the quota.

use super::*;
use frame_support::{
	dispatch::CheckIfFeeless, sp_runtime::StateVersion, traits::UnfilteredDispatchable,
};
use sp_io::storage::root as storage_root;

const BILL: BillId = 3;

fn call() -> Call<Test> {
	Call::petition { bill: BILL }
}

fn is_free(person: PersonId) -> bool {
	let before = storage_root(StateVersion::V1);
	let is_free = call().is_feeless(&RuntimeOrigin::signed(account(person)));
	assert_eq!(
		storage_root(StateVersion::V1),
		before,
		"asking changes nothing"
	);
	is_free
}

fn run(person: PersonId) {
	assert_ok!(call().dispatch_bypass_filter(RuntimeOrigin::signed(account(person))));
}

#[test]
fn petition_is_free_exactly_when_it_succeeds() {
	ExtBuilder::default().build_and_execute(|| {
		assert!(!is_free(ALES));
		pass(BILL, statute());
		assert!(is_free(ALES));
		for person in [EWA, OBSERVER, STRANGER] {
			assert!(!is_free(person));
		}
		RefusePoll::set(Some(REFUSED));
		assert!(!is_free(ALES));
		RefusePoll::set(None);
		run(ALES);
		assert!(!is_free(BELA), "one is under way");
		run_to(DUE);
		assert!(!is_free(ALES), "too late");
	});
}

#[test]
fn petition_spends_one_free_act() {
	ExtBuilder::default().build_and_execute(|| {
		pass(BILL, statute());
		run(ALES);
		assert_eq!(spent(), [account(ALES)]);
	});
}

#[test]
fn petition_spends_nothing_when_it_fails() {
	ExtBuilder::default().build_and_execute(|| {
		pass(BILL, statute());
		assert!(begin(EWA, BILL).is_err());
		assert!(spent().is_empty());
	});
}

#[test]
fn petition_is_paid_for_when_no_free_act_is_left() {
	ExtBuilder::default().build_and_execute(|| {
		pass(BILL, statute());
		OutOfActs::mutate(|out| out.insert(ALES));
		assert!(!is_free(ALES));
		run(ALES);
	});
}

#[test]
fn administration_is_never_free() {
	ExtBuilder::default().build_and_execute(|| {
		let call = Call::<Test>::set_params {
			class: Class::Statute,
			terms: TERMS,
		};
		assert!(!call.is_feeless(&RuntimeOrigin::signed(account(ALES))));
		assert!(!call.is_feeless(&law_origin(Class::Constitution)));
	});
}

#[test]
fn petition_is_not_free_when_the_origin_is_not_signed() {
	ExtBuilder::default().build_and_execute(|| {
		pass(BILL, statute());
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert!(!call().is_feeless(&origin));
		}
	});
}
