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

fn explain_call(length: usize) -> Call<Test> {
	Call::explain {
		office: VILLAGE_HEAD,
		text: H256::zero(),
		words: words(length),
	}
}

fn petition_call() -> Call<Test> {
	Call::petition {
		office: VILLAGE_HEAD,
	}
}

fn run(person: PersonId, call: Call<Test>) {
	assert_ok!(call.dispatch_bypass_filter(RuntimeOrigin::signed(account(person))));
}

#[test]
fn explain_is_free_exactly_when_it_succeeds() {
	ExtBuilder::default().build_and_execute(|| {
		in_office();
		assert!(!is_free(ALES, &explain_call(9)));
		rate(VILLAGE_HEAD, &[LOW]);
		assert!(is_free(ALES, &explain_call(9)));
		assert!(!is_free(ALES, &explain_call(513)));
		assert!(!is_free(ALES, &explain_call(0)));
		assert!(!is_free(BELA, &explain_call(9)));
		assert!(!is_free(STRANGER, &explain_call(9)));
	});
}

#[test]
fn petition_is_free_exactly_when_it_succeeds() {
	ExtBuilder::default().build_and_execute(|| {
		assert!(!is_free(DANA, &petition_call()));
		in_office();
		assert!(is_free(DANA, &petition_call()));
		for person in [EWA, OBSERVER, STRANGER] {
			assert!(!is_free(person, &petition_call()));
		}
		RefusePoll::set(Some(REFUSED));
		assert!(!is_free(DANA, &petition_call()));
		RefusePoll::set(None);
		run(DANA, petition_call());
		assert!(!is_free(DANA, &petition_call()), "one is running");
		next_block();
		fulfil(0);
		assert!(!is_free(DANA, &petition_call()), "too soon");
	});
}

#[test]
fn acts_spend_one_free_act_each() {
	ExtBuilder::default().build_and_execute(|| {
		suspended();
		run(ALES, explain_call(9));
		run(DANA, petition_call());
		assert_eq!(spent(), [account(ALES), account(DANA)]);
	});
}

#[test]
fn acts_spend_nothing_when_they_fail() {
	ExtBuilder::default().build_and_execute(|| {
		suspended();
		assert!(explain(ALES, VILLAGE_HEAD, words(513)).is_err());
		assert!(begin(EWA, VILLAGE_HEAD).is_err());
		assert!(spent().is_empty());
	});
}

#[test]
fn acts_are_paid_for_when_no_free_act_is_left() {
	ExtBuilder::default().build_and_execute(|| {
		suspended();
		OutOfActs::mutate(|out| out.extend([ALES, DANA]));
		assert!(!is_free(ALES, &explain_call(9)));
		assert!(!is_free(DANA, &petition_call()));
		run(ALES, explain_call(9));
		run(DANA, petition_call());
	});
}

#[test]
fn administration_is_never_free() {
	ExtBuilder::default().build_and_execute(|| {
		let call = Call::set_params {
			level: None,
			params: PARAMS,
		};
		assert!(!is_free(ALES, &call));
		assert!(!call.is_feeless(&RuntimeOrigin::root()));
	});
}

#[test]
fn calls_are_not_free_when_the_origin_is_not_signed() {
	ExtBuilder::default().build_and_execute(|| {
		suspended();
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert!(!explain_call(9).is_feeless(&origin));
			assert!(!petition_call().is_feeless(&origin));
		}
	});
}
