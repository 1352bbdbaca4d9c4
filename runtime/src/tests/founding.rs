//! A real network is founded by a patch over the preset `founding`, and from then on nobody whom it
//! names has any power but the work they are named for.

mod epochs;
mod missing;

use super::*;
use crate::governance::Classes;
use frame_support::storage::with_transaction;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{traits::Dispatchable as _, DispatchError, TransactionOutcome};
use std::collections::BTreeSet;
use veche_primitives::laws::ClassOf;

/// The patch that founders are shown. Nobody has the secrets of its keys.
const EXAMPLE: &str = include_str!("../../founding.example.json");

fn example() -> Value {
	serde_json::from_str(EXAMPLE).unwrap()
}

/// The chain that the example founds.
fn founded() -> sp_io::TestExternalities {
	let mut founding = genesis(named::FOUNDING_RUNTIME_PRESET);
	merge(&mut founding, example());
	chain(founding).unwrap()
}

/// All accounts in a list of the example, which is the first thing of each entry.
fn accounts(list: &Value) -> BTreeSet<AccountId> {
	let entries = list.as_array().expect("a list").iter();
	entries
		.map(|entry| serde_json::from_value(entry[0].clone()).expect("an account"))
		.collect()
}

/// Everybody whom the example names.
fn named_by_founders() -> BTreeSet<AccountId> {
	let example = example();
	let mut everybody = accounts(&example["session"]["keys"]);
	everybody.extend(accounts(&example["identity"]["registrars"]));
	everybody.extend(accounts(&example["credentials"]["issuers"]));
	everybody
}

/// Accounts whose secret keys everybody knows.
fn public_names() -> impl Iterator<Item = AccountId> {
	Sr25519Keyring::iter().map(|name| name.to_account_id())
}

/// The preset names nobody: not even the school whose certificate candidates need.
#[test]
#[should_panic(expected = "the certificate is no public credential")]
fn founding_is_refused_when_founders_have_named_nobody() {
	preset(named::FOUNDING_RUNTIME_PRESET);
}

#[test]
fn founders_are_exactly_those_the_patch_names() {
	let example = example();
	founded().execute_with(|| {
		let validators = Session::validators().into_iter().collect::<BTreeSet<_>>();
		assert_eq!(validators, accounts(&example["session"]["keys"]));
		assert!(validators.len() > 3, "finality lives on when one fails");
		let registrars: BTreeSet<_> = pallet_identity::Registrars::<Runtime>::iter_keys().collect();
		assert_eq!(registrars, accounts(&example["identity"]["registrars"]));
		let issuers: BTreeSet<_> = pallet_credentials::Issuers::<Runtime>::iter_keys().collect();
		assert_eq!(issuers, accounts(&example["credentials"]["issuers"]));
		let everybody: BTreeSet<_> = frame_system::Account::<Runtime>::iter_keys().collect();
		assert_eq!(everybody, named_by_founders(), "and nobody else");
		let needed = pallet_identity::Parameters::<Runtime>::get().attesters_needed;
		assert!(
			registrars.len() >= 2 * usize::from(needed),
			"laws can suspend as many as could invent persons, and enough are left"
		);
	});
}

/// Nobody else has any: what a call is paid with is not made later but by a law.
#[test]
fn founders_give_each_validator_the_money_to_change_its_keys() {
	let example = example();
	founded().execute_with(|| {
		let endowed: BTreeSet<_> = frame_system::Account::<Runtime>::iter()
			.filter(|(_, account)| account.data.free > 0)
			.map(|(account, _)| account)
			.collect();
		assert_eq!(endowed, accounts(&example["session"]["keys"]));
		for validator in endowed {
			let free = Balances::free_balance(&validator);
			assert!(free >= constants::UNIT, "{validator} has {free}");
		}
	});
}

#[test]
fn founders_give_the_certificate_and_the_diploma_that_the_runtime_asks_for() {
	founded().execute_with(|| {
		let schemas = Credentials::schemas(0, 10);
		let expected = [
			(named::GOVERNANCE, pallet_credentials::Publicity::Public),
			(named::JURIST, pallet_credentials::Publicity::Anonymous),
		];
		let found: Vec<_> = schemas
			.iter()
			.map(|(number, schema)| (*number, schema.publicity))
			.collect();
		assert_eq!(found, expected);
		assert_ne!(schemas[0].1.issuer, schemas[1].1.issuer);
		let rules = pallet_elections::Parameters::<Runtime>::get();
		assert_eq!(rules.certificate, Some(named::GOVERNANCE));
		assert_eq!(
			crate::governance::Jurists::get(),
			veche_primitives::rolls::Electorate::Group(named::JURIST)
		);
	});
}

#[test]
fn public_keys_of_development_are_nothing_on_a_founded_chain() {
	founded().execute_with(|| {
		for account in public_names() {
			assert!(!System::account_exists(&account), "{account}");
		}
	});
}

#[test]
fn founded_chain_lives_by_the_numbers_of_production() {
	let mut production = preset(named::STAGING_RUNTIME_PRESET);
	let mut founded = founded();
	let numbers = |chain: &mut sp_io::TestExternalities| {
		chain.execute_with(|| {
			let classes = veche_primitives::laws::Class::ALL;
			(
				timing::SlotDuration::<Runtime>::get(),
				timing::EpochSlots::<Runtime>::get(),
				timing::Development::<Runtime>::get(),
				pallet_identity::Parameters::<Runtime>::get(),
				classes.map(Jury::params),
				classes.map(Laws::terms),
			)
		})
	};
	assert_eq!(numbers(&mut founded), numbers(&mut production));
}

#[test]
fn nobody_named_by_founders_can_make_a_call_that_is_a_laws() {
	founded().execute_with(|| {
		let mut lawful = 0;
		let calls = dispatchables::all().into_iter().flat_map(|found| {
			let name = found.name;
			found
				.calls
				.into_iter()
				.map(move |call| (name.clone(), call))
		});
		for (name, call) in calls {
			if Classes::class_of(&call).is_none() {
				continue;
			}
			lawful += 1;
			for account in named_by_founders().into_iter().chain(public_names()) {
				let sent = with_transaction(|| {
					let result = call.clone().dispatch(RuntimeOrigin::signed(account));
					TransactionOutcome::Rollback(result.map(|_| ()).map_err(|failed| failed.error))
				});
				assert_eq!(sent, Err(DispatchError::BadOrigin), "{name}");
			}
		}
		assert!(lawful > 20, "{lawful}");
	});
}

#[test]
fn nothing_is_left_at_genesis_that_would_act_later_with_power() {
	for mut chain in [founded(), preset(named::STAGING_RUNTIME_PRESET)] {
		chain.execute_with(|| {
			assert_eq!(pallet_scheduler::Agenda::<Runtime>::iter().count(), 0);
			assert_eq!(
				pallet_preimage::RequestStatusFor::<Runtime>::iter().count(),
				0
			);
			assert!(System::authorized_upgrade().is_none());
			assert!(pallet_babe::PendingEpochConfigChange::<Runtime>::get().is_none());
			assert_eq!(pallet_jury::Bills::<Runtime>::iter().count(), 0);
			assert_eq!(pallet_laws::Pending::<Runtime>::iter().count(), 0);
			assert_eq!(pallet_laws::LawCount::<Runtime>::get(), 0);
		});
	}
}

#[test]
fn code_and_constitution_need_the_people_on_every_network() {
	use veche_primitives::laws::Class;
	for mut chain in [
		founded(),
		preset(named::STAGING_RUNTIME_PRESET),
		preset(sp_genesis_builder::DEV_RUNTIME_PRESET),
		preset(sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET),
	] {
		chain.execute_with(|| {
			for class in Class::ALL {
				let is_root = matches!(class, Class::Upgrade | Class::Constitution);
				assert_eq!(Laws::terms(class).referendum, is_root, "{class:?}");
			}
		});
	}
}

#[test]
fn no_law_moves_a_period_of_laws_beyond_a_tenth_ten_times_or_a_year() {
	use constants::YEARS;
	use veche_primitives::laws::Class;
	founded().execute_with(|| {
		assert_eq!(pallet_laws::MAX_PERIOD, YEARS);
		let class = Class::Constitution;
		let terms = Laws::terms(class);
		let set = |delay| {
			let origin = pallet_laws::Origin::Law(Class::Constitution);
			let terms = pallet_laws::Terms { delay, ..terms };
			Laws::set_params(origin.into(), class, terms)
		};
		let out_of_reach = pallet_laws::Error::<Runtime>::PeriodOutOfReach;
		let refused = Err(DispatchError::from(out_of_reach));
		for delay in [terms.delay / 10 - 1, 10 * terms.delay + 1, BlockNumber::MAX] {
			assert_eq!(set(delay), refused);
		}
		assert_eq!(set(10 * terms.delay), Ok(()));
		assert_eq!(set(YEARS + 1), refused);
		assert_eq!(set(YEARS), Ok(()));
	});
}
