//! Every preset makes a chain, and the numbers of the preset are what the chain lives by.

use super::*;
use frame_support::traits::Get;
use sp_consensus_babe::runtime_decl_for_babe_api::BabeApiV2;
use sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_keyring::Sr25519Keyring;
use veche_primitives::rolls::RingSize;

/// Slot, epoch, ring size, turn of the rolls and number of validators of a preset.
fn numbers(name: &str) -> (u64, u64, RingSize, BlockNumber, usize) {
	preset(name).execute_with(|| {
		let babe = Runtime::configuration();
		(
			babe.slot_duration,
			babe.epoch_length,
			pallet_rolls::Size::<Runtime>::get(),
			pallet_rolls::TurnLength::<Runtime>::get(),
			babe.authorities.len(),
		)
	})
}

#[test]
fn development_is_fast_and_has_one_validator() {
	assert_eq!(
		numbers(DEV_RUNTIME_PRESET),
		(1_000, 60, RingSize::Small, 10, 1)
	);
}

#[test]
fn local_testnet_has_four_validators() {
	assert_eq!(
		numbers(LOCAL_TESTNET_RUNTIME_PRESET),
		(3_000, 200, RingSize::Small, 10, 4)
	);
}

#[test]
fn staging_lives_by_the_numbers_of_production() {
	let expected = (6_000, 2_400, RingSize::Standard, constants::WEEKS, 4);
	assert_eq!(numbers(named::STAGING_RUNTIME_PRESET), expected);
}

#[test]
fn consensus_follows_the_slot_of_the_preset() {
	preset(DEV_RUNTIME_PRESET).execute_with(|| {
		assert_eq!(
			<Runtime as pallet_timestamp::Config>::MinimumPeriod::get(),
			500
		);
		assert_eq!(
			<Runtime as pallet_babe::Config>::ExpectedBlockTime::get(),
			1_000
		);
		assert_eq!(<Runtime as pallet_babe::Config>::EpochDuration::get(), 60);
	});
}

#[test]
fn consensus_has_the_numbers_of_production_when_nothing_is_stored() {
	sp_io::TestExternalities::default().execute_with(|| {
		assert_eq!(
			<Runtime as pallet_timestamp::Config>::MinimumPeriod::get(),
			3_000
		);
		assert_eq!(
			<Runtime as pallet_babe::Config>::EpochDuration::get(),
			2_400
		);
	});
}

#[test]
fn every_name_is_a_preset_and_nothing_else_is() {
	let names = named::names();
	assert_eq!(names.len(), 3);
	assert!(names
		.iter()
		.all(|name| Runtime::get_preset(&Some(name.clone())).is_some()));
	assert_eq!(Runtime::get_preset(&Some("nowhere".into())), None);
}

#[cfg(feature = "try-runtime")]
#[test]
fn every_preset_keeps_the_invariants_of_all_pallets() {
	use frame_support::traits::{TryState, TryStateSelect};
	for name in named::names() {
		preset(name.as_str()).execute_with(|| {
			AllPalletsWithSystem::try_state(0, TryStateSelect::All).unwrap();
		});
	}
}

#[test]
fn every_preset_has_three_registrars_and_the_country() {
	for name in named::names() {
		preset(name.as_str()).execute_with(|| {
			for registrar in [
				Sr25519Keyring::Bob,
				Sr25519Keyring::Charlie,
				Sr25519Keyring::Dave,
			] {
				let account = registrar.to_account_id();
				let found = pallet_identity::Registrars::<Runtime>::get(&account).unwrap();
				assert_eq!(found.daily_quota, 2_000);
				assert!(System::account_exists(&account), "needs no tokens");
			}
			assert_eq!(
				pallet_identity::Parameters::<Runtime>::get().attesters_needed,
				2
			);
			assert!(<Territory as veche_primitives::territory::Territory>::exists(0));
		});
	}
}

#[test]
fn genesis_fails_when_epochs_are_short_on_a_real_network() {
	let mut genesis = genesis(named::STAGING_RUNTIME_PRESET);
	genesis["timing"]["epochSlots"] = 1_199.into();
	let built = std::panic::catch_unwind(|| chain(genesis).is_ok());
	assert!(
		built.is_err(),
		"only a development network may have short epochs"
	);
}

#[test]
fn genesis_fails_when_the_slot_cannot_be_halved() {
	let mut genesis = genesis(DEV_RUNTIME_PRESET);
	genesis["timing"]["slotDuration"] = 1_001.into();
	assert!(std::panic::catch_unwind(|| chain(genesis).is_ok()).is_err());
}

#[test]
fn genesis_fails_when_a_field_is_unknown() {
	let mut genesis = genesis(DEV_RUNTIME_PRESET);
	genesis["initiatives"]["params"]["suport"] = 1.into();
	assert!(chain(genesis).is_err());
}

#[test]
fn numbers_of_recall_are_those_that_were_simulated() {
	let page = std::fs::read_to_string(concat!(
		env!("CARGO_MANIFEST_DIR"),
		"/../docs/recall-simulation.md"
	))
	.unwrap();
	let share = |name: &str| -> u32 {
		let row = format!("| {name} | ");
		let line = page.lines().find_map(|line| line.strip_prefix(&row));
		let number = line.unwrap().split_whitespace().next().unwrap();
		number.parse::<u32>().unwrap() * 10_000
	};
	let genesis = genesis("staging");
	let rule = &genesis["reputation"]["params"]["rule"];
	assert_eq!(rule["minTurnout"], share("least turnout"));
	assert_eq!(rule["sureTurnout"], share("sure turnout"));
	assert_eq!(rule["margin"], share("margin"));
	let recall = &genesis["recall"]["params"];
	assert_eq!(recall["suspendBelow"], share("suspended below"));
	assert_eq!(recall["reinstateAt"], share("reinstated from"));
}
