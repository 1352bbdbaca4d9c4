//! Every preset makes a chain, and the numbers of the preset are what the chain lives by.

use super::*;
use frame_support::traits::Get;
use sp_consensus_babe::runtime_decl_for_babe_api::BabeApiV2;
use sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_keyring::Sr25519Keyring;
use veche_primitives::{
	laws::{Class, SEED_DELAY},
	rolls::RingSize,
};

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
	assert_eq!(names.len(), 4);
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
fn every_preset_that_names_somebody_has_three_registrars_and_the_country() {
	let mut names = named::names();
	names.retain(|name| name.as_str() != named::FOUNDING_RUNTIME_PRESET);
	for name in names {
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

/// Why short epochs are refused: `randomness::seed_is_known_beforehand_when_epochs_are_short`. Those
/// that are only somewhat too short can be emptied: `docs/jury-simulation.md`. The same of a founding
/// is in `founding::epochs`.
#[test]
fn genesis_fails_when_epochs_are_short_on_a_real_network() {
	let mut genesis = genesis(named::STAGING_RUNTIME_PRESET);
	genesis["timing"]["epochSlots"] = (constants::MIN_EPOCH_SLOTS - 1).into();
	let built = std::panic::catch_unwind(|| chain(genesis).is_ok());
	assert!(
		built.is_err(),
		"only a development network has short epochs"
	);
}

#[test]
fn elections_are_put_off_by_a_year_and_terms_last_ten_at_most_in_production() {
	assert_eq!(pallet_elections::MAX_PERIOD, constants::YEARS);
	assert_eq!(pallet_offices::MAX_TERM, 10 * constants::YEARS);
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
	let page = std::fs::read_to_string("../docs/recall-simulation.md").unwrap();
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

/// What was simulated for a class of bills: the cell in its column and the row of the rule, in the
/// table of presets of the page about juries.
fn simulated(class: Class, rule: &str) -> &'static str {
	const PAGE: &str = include_str!("../../../docs/jury-simulation.md");
	let (_, table) = PAGE.split_once("<!-- simulated: presets -->").unwrap();
	let (table, _) = table.split_once("<!-- /simulated -->").unwrap();
	let row = |name: &str| -> Vec<&'static str> {
		let line = table
			.lines()
			.find(|line| line.starts_with(&format!("| {name} |")));
		line.unwrap().split('|').map(str::trim).collect()
	};
	let name = format!("{class:?}").to_lowercase();
	let column = row("rule")
		.iter()
		.position(|names| names.split(", ").any(|one| one == name));
	row(rule)[column.unwrap()]
}

#[test]
fn numbers_of_juries_are_those_that_were_simulated() {
	let share = |words: &str| match words.strip_suffix(" %") {
		Some(number) => number.parse::<u32>().unwrap() * 10_000,
		None if words == "two thirds" => 666_667,
		None => panic!("no share: {words}"),
	};
	for name in [
		named::STAGING_RUNTIME_PRESET,
		named::FOUNDING_RUNTIME_PRESET,
	] {
		let mut genesis = genesis(name);
		let params: Vec<(Class, pallet_jury::Params<BlockNumber>)> =
			serde_json::from_value(genesis["jury"]["params"].take()).unwrap();
		assert_eq!(params.len(), Class::ALL.len());
		for (class, params) in params {
			let number = |rule| simulated(class, rule).parse::<u32>().unwrap();
			assert_eq!(params.panel, number("panel"), "{class:?}");
			assert_eq!(params.reserves, number("reserves"), "{class:?}");
			assert_eq!(params.least_panel, number("least panel"), "{class:?}");
			let [quorum, majority] =
				["quorum", "majority"].map(|rule| share(simulated(class, rule)));
			assert_eq!((params.quorum, params.majority), (quorum, majority));
			let passes =
				|yes: u32| veche_tally::majority_met(yes, params.panel - yes, params.majority);
			let least = number("pass it alone");
			assert!(passes(least) && !passes(least - 1), "{class:?}");
			assert_eq!(params.panel + 1 - least, number("stop it alone"));
		}
	}
}

#[test]
fn a_bill_of_any_class_takes_six_minutes_at_most_in_development() {
	preset(DEV_RUNTIME_PRESET).execute_with(|| {
		let slots = timing::EpochSlots::<Runtime>::get();
		let blocks_a_minute = 60_000 / timing::SlotDuration::<Runtime>::get();
		for class in Class::ALL {
			let (params, terms) = (Jury::params(class), Laws::terms(class));
			let trial = params.claim + params.verdict + terms.delay.max(terms.voting);
			let all = SEED_DELAY * slots + u64::from(trial);
			assert!(all <= 6 * blocks_a_minute, "{class:?} takes {all} blocks");
		}
	});
}
