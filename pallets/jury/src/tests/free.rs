//! Which calls cost nothing: those that succeed, within the quota.

use super::*;
use frame_support::{
	dispatch::CheckIfFeeless, sp_runtime::StateVersion, traits::UnfilteredDispatchable,
};
use sp_io::storage::root as storage_root;

fn is_free(person: PersonId, call: &Call<Test>) -> bool {
	let before = storage_root(StateVersion::V1);
	let is_free = call.is_feeless(&RuntimeOrigin::signed(account(person)));
	assert_eq!(
		storage_root(StateVersion::V1),
		before,
		"asking changes nothing"
	);
	is_free
}

fn submit_call() -> Call<Test> {
	Call::submit {
		office: VILLAGE_HEAD,
		bill: bill_of(VILLAGE),
	}
}

fn propose_call() -> Call<Test> {
	Call::propose {
		bill: bill_of(VILLAGE),
	}
}

fn run(person: PersonId, call: Call<Test>) {
	assert_ok!(call.dispatch_bypass_filter(RuntimeOrigin::signed(account(person))));
}

#[test]
fn submit_is_free_exactly_when_it_succeeds() {
	ExtBuilder::default().build_and_execute(|| {
		for person in [ALES, CIM, OBSERVER, STRANGER] {
			assert!(!is_free(person, &submit_call()));
		}
		RefuseCheck::set(Some(REFUSED));
		assert!(!is_free(BELA, &submit_call()));
		RefuseCheck::set(None);
		for _ in 0..MaxPerOffice::get() {
			assert!(is_free(BELA, &submit_call()));
			run(BELA, submit_call());
		}
		assert!(!is_free(BELA, &submit_call()), "too many");
	});
}

#[test]
fn propose_is_free_exactly_when_it_succeeds() {
	ExtBuilder::default().build_and_execute(|| {
		for person in [EWA, OBSERVER, STRANGER] {
			assert!(!is_free(person, &propose_call()));
		}
		RefusePoll::set(Some(REFUSED));
		assert!(!is_free(CIM, &propose_call()));
		RefusePoll::set(None);
		for _ in 0..MaxPerPerson::get() {
			assert!(is_free(CIM, &propose_call()));
			run(CIM, propose_call());
		}
		assert!(!is_free(CIM, &propose_call()), "too many");
	});
}

#[test]
fn acts_spend_one_free_act_each() {
	ExtBuilder::default().build_and_execute(|| {
		run(BELA, submit_call());
		run(CIM, propose_call());
		assert_eq!(spent(), [account(BELA), account(CIM)]);
	});
}

#[test]
fn acts_spend_nothing_when_they_fail() {
	ExtBuilder::default().build_and_execute(|| {
		assert!(submit(CIM, VILLAGE_HEAD, bill_of(VILLAGE)).is_err());
		assert!(propose(EWA, bill_of(VILLAGE)).is_err());
		assert!(spent().is_empty());
	});
}

#[test]
fn acts_are_paid_for_when_no_free_act_is_left() {
	ExtBuilder::default().build_and_execute(|| {
		OutOfActs::mutate(|out| out.extend([BELA, CIM]));
		assert!(!is_free(BELA, &submit_call()));
		assert!(!is_free(CIM, &propose_call()));
		run(BELA, submit_call());
		run(CIM, propose_call());
	});
}

#[test]
fn calls_are_not_free_when_the_origin_is_not_signed() {
	ExtBuilder::default().build_and_execute(|| {
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert!(!submit_call().is_feeless(&origin));
			assert!(!propose_call().is_feeless(&origin));
		}
	});
}

#[test]
fn administration_and_tickets_are_never_free_to_accounts() {
	ExtBuilder::default().build_and_execute(|| {
		let set_params = Call::set_params {
			class: Class::Statute,
			params: PARAMS,
		};
		assert!(!is_free(ALES, &set_params));
		let id = claiming();
		let claim = Call::claim {
			ticket: ticket(id, 0),
		};
		assert!(!is_free(CIM, &claim));
	});
}
