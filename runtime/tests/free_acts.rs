//! What citizens do in politics costs them nothing, and what fails is never free: accounts without
//! tokens, with tokens, and with no free act left.

use crate::common::{politics::*, *};
use serde_json::json;
use sp_keyring::Sr25519Keyring;
use sp_runtime::transaction_validity::InvalidTransaction;
use veche_runtime::{
	constants::UNIT, Balance, Balances, Identity, Offices, Runtime, RuntimeCall, System,
};

fn tokens(citizen: &Citizen) -> Balance {
	Balances::free_balance(citizen.account())
}

fn acts_left(citizen: &Citizen) -> u32 {
	Identity::free_acts_left(citizen.account())
}

fn reject_call(schema: u32) -> RuntimeCall {
	RuntimeCall::Credentials(pallet_credentials::Call::reject { schema })
}

fn seal_call(schema: u32) -> RuntimeCall {
	RuntimeCall::Credentials(pallet_credentials::Call::seal { schema })
}

#[test]
fn every_act_of_a_career_is_free_for_an_account_without_tokens() {
	with_offices(&[head(VILLAGE)], || {
		let citizens = citizens(2);
		let anna = &citizens[0];
		let holder = person(anna);
		let offer = || act(&school(), offer_call(GOVERNANCE, holder));
		let before = acts_left(anna);
		let mut acts = 0;
		let mut free = |call| {
			act(&anna.pair, call);
			acts += 1;
			assert_eq!(acts_left(anna), before - acts, "each takes one free act");
			assert_eq!(tokens(anna), 0);
		};

		offer();
		free(reject_call(GOVERNANCE));
		offer();
		free(accept_call(GOVERNANCE));
		let election = nomination(0);
		free(stand_call(election, "Anna"));
		free(enter_call(election, promises(16)));
		free(leave_call(election));
		free(stand_call(election, "Anna"));
		decide(election, &[(&citizens[1], YES)]);
		free(resign_call(0));
		free(seal_call(GOVERNANCE));
		assert_eq!(Offices::mandates_of(holder).len(), 1);
	});
}

#[test]
fn failing_acts_are_paid_for_by_those_who_can_and_refused_to_those_who_cannot() {
	with_offices(&[head(VILLAGE)], || {
		let citizens = citizens(2);
		let (rich, poor) = (&citizens[0], &citizens[1]);
		let gift = RuntimeCall::Balances(pallet_balances::Call::transfer_allow_death {
			dest: rich.account().into(),
			value: 100 * UNIT,
		});
		signed(&Sr25519Keyring::Eve.pair(), gift)
			.expect("valid")
			.expect("given");
		certify(&[rich]);
		let election = nomination(0);
		stand(rich, election, "Anna");
		assert_eq!(
			tokens(rich),
			100 * UNIT,
			"what succeeds costs tokens to nobody"
		);

		let left = acts_left(rich);
		let failing = [
			stand_call(election, "Anna"),
			stand_call(election + 1, "Anna"),
			enter_call(election, promises(17)),
			accept_call(GOVERNANCE),
			reject_call(GOVERNANCE),
			resign_call(0),
		];
		for call in failing {
			let (had, nonce) = (tokens(rich), System::account_nonce(rich.account()));
			let failed = signed(&rich.pair, call.clone()).expect("paid for");
			assert!(failed.is_err());
			assert!(tokens(rich) < had, "each failure is paid for");
			assert_eq!(System::account_nonce(rich.account()), nonce + 1);
			// Without tokens it does not even enter a block, however often it is sent.
			for _ in 0..2 {
				let sent = signed(&poor.pair, call.clone());
				assert_eq!(sent, Err(InvalidTransaction::Payment.into()));
			}
		}
		assert_eq!(acts_left(rich), left, "no free act is spent on it");
		assert_eq!(System::account_nonce(poor.account()), 0);
	});
}

#[test]
fn acts_are_refused_when_no_free_one_is_left_until_tomorrow() {
	let patch = json!({ "identity": { "params": { "freeActsPerDay": 2, "day": 100 } } });
	with_rules(&[head(VILLAGE)], patch, || {
		let citizens = citizens(2);
		let anna = &citizens[0];
		certify(&[anna]);
		let election = nomination(0);
		stand(anna, election, "Anna");
		assert_eq!(acts_left(anna), 0);
		let leave = leave_call(election);
		let sent = signed(&anna.pair, leave.clone());
		assert_eq!(sent, Err(InvalidTransaction::Payment.into()));

		// Nobody votes, so the candidacy comes to nothing; and another day begins.
		to_block(100);
		assert_eq!(nomination(0), election);
		assert_eq!(acts_left(anna), 2);
		stand(anna, election, "Anna");
		act(&anna.pair, leave);
	});
}

#[test]
fn issuer_pays_beyond_the_quota() {
	let school_account = Sr25519Keyring::One.to_account_id();
	let faculty_account = Sr25519Keyring::Two.to_account_id();
	let issuers = json!([[school_account, 2], [faculty_account, 2]]);
	let patch = json!({ "credentials": { "issuers": issuers } });
	with_rules(&[], patch, || {
		let citizens = citizens(3);
		let people: Vec<_> = citizens.iter().map(person).collect();
		for holder in &people[..2] {
			act(&school(), offer_call(GOVERNANCE, *holder));
		}
		let beyond = refused(&school(), offer_call(GOVERNANCE, people[2]));
		let exhausted = pallet_credentials::Error::<Runtime>::QuotaExhausted;
		assert_eq!(beyond, exhausted.into());
	});
}
