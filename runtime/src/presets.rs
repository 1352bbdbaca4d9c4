//! The networks by name. All of them run the same Wasm.
//!
//! - `development`: one validator, Alice; a block a second; everything fast.
//! - `local_testnet`: four validators, Alice to Dave; three-second blocks.
//! - `staging`: the numbers of production with the keys of development, to rehearse on.
//!
//! Registrars are Bob, Charlie and Dave, two of whom make a person. The secret keys of all these
//! names are public: none of the presets is for real use, and a real network has a chain
//! specification of its own.

use crate::{
	consensus::GENESIS_EPOCH_CONFIG, constants::*, AccountId, BabeConfig, Balance, BalancesConfig,
	BlockNumber, IdentityConfig, InitiativesConfig, PollsConfig, RollsConfig, RuntimeGenesisConfig,
	SessionConfig, SessionKeys, TerritoryConfig, TimingConfig,
};
use alloc::{vec, vec::Vec};
use frame_support::build_struct_json_patch;
use pallet_identity::Params as IdentityParams;
use pallet_initiatives::Params as InitiativeParams;
use serde_json::Value;
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};
use veche_primitives::rolls::RingSize;

/// The name of the rehearsal for production.
pub const STAGING_RUNTIME_PRESET: &str = "staging";

/// What each account with money has at the start.
const ENDOWMENT: Balance = 1_000_000 * UNIT;
/// How many persons a registrar may attest a day.
const REGISTRAR_QUOTA: u32 = 2_000;

/// What makes one network different from another.
struct Network {
	validators: Vec<(Sr25519Keyring, Ed25519Keyring)>,
	timing: TimingConfig,
	ring_size: RingSize,
	turn_length: BlockNumber,
	audit_window: BlockNumber,
	identity: IdentityParams,
	initiatives: InitiativeParams<BlockNumber>,
}

fn timing(slot_duration: u64, epoch_slots: u64, development: bool) -> TimingConfig {
	TimingConfig {
		slot_duration,
		epoch_slots,
		development,
		..Default::default()
	}
}

/// Periods in which a vote can be watched from beginning to end.
fn fast(validators: Vec<(Sr25519Keyring, Ed25519Keyring)>, timing: TimingConfig) -> Network {
	Network {
		validators,
		timing,
		ring_size: RingSize::Small,
		turn_length: 10,
		audit_window: 600,
		identity: IdentityParams {
			day: 3_600,
			free_acts_per_day: 50,
			pending_lifetime: 1_200,
			move_interval: 20,
			rotate_interval: 20,
			..Default::default()
		},
		initiatives: InitiativeParams {
			support: 10_000,
			quorum: 100_000,
			majority: 500_000,
			petition_period: 600,
			notice: 3,
			voting_period: 600,
		},
	}
}

fn development() -> Network {
	fast(
		vec![(Sr25519Keyring::Alice, Ed25519Keyring::Alice)],
		timing(1_000, 60, true),
	)
}

fn local_testnet() -> Network {
	fast(four(), timing(3_000, 200, true))
}

fn staging() -> Network {
	Network {
		validators: four(),
		timing: timing(DEFAULT_SLOT_MILLIS, DEFAULT_EPOCH_SLOTS, false),
		ring_size: RingSize::Standard,
		turn_length: WEEKS,
		audit_window: WEEKS,
		identity: IdentityParams::default(),
		initiatives: InitiativeParams::default(),
	}
}

fn four() -> Vec<(Sr25519Keyring, Ed25519Keyring)> {
	vec![
		(Sr25519Keyring::Alice, Ed25519Keyring::Alice),
		(Sr25519Keyring::Bob, Ed25519Keyring::Bob),
		(Sr25519Keyring::Charlie, Ed25519Keyring::Charlie),
		(Sr25519Keyring::Dave, Ed25519Keyring::Dave),
	]
}

impl Network {
	fn genesis(self) -> Value {
		let keys: Vec<(AccountId, AccountId, SessionKeys)> = self
			.validators
			.iter()
			.map(|(babe, grandpa)| {
				let keys = SessionKeys {
					babe: babe.public().into(),
					grandpa: grandpa.public().into(),
				};
				(babe.to_account_id(), babe.to_account_id(), keys)
			})
			.collect();
		// Eve is an ordinary account with money: no citizen, no registrar, no validator.
		let endowed = self
			.validators
			.iter()
			.map(|(name, _)| *name)
			.chain([Sr25519Keyring::Eve]);
		let balances = endowed
			.map(|name| (name.to_account_id(), ENDOWMENT))
			.collect::<Vec<_>>();
		let registrars = [
			Sr25519Keyring::Bob,
			Sr25519Keyring::Charlie,
			Sr25519Keyring::Dave,
		]
		.map(|name| (name.to_account_id(), REGISTRAR_QUOTA))
		.to_vec();
		build_struct_json_patch!(RuntimeGenesisConfig {
			timing: self.timing,
			babe: BabeConfig {
				epoch_config: GENESIS_EPOCH_CONFIG
			},
			session: SessionConfig { keys },
			balances: BalancesConfig { balances },
			territory: TerritoryConfig { units: belarus() },
			identity: IdentityConfig {
				registrars,
				params: self.identity
			},
			rolls: RollsConfig {
				ring_size: self.ring_size,
				turn_length: self.turn_length
			},
			polls: PollsConfig {
				audit_window: self.audit_window
			},
			initiatives: InitiativesConfig {
				params: self.initiatives
			},
		})
	}
}

/// The units of Belarus.
fn belarus() -> Vec<pallet_territory::UnitEntry> {
	// The file is part of the code and read by the tests, so it cannot be bad here.
	pallet_territory::parse_units(pallet_territory::BELARUS)
		.unwrap_or_else(|error| panic!("the file of units: {error}"))
}

/// The genesis of the network with this name.
pub fn get(id: &PresetId) -> Option<Vec<u8>> {
	let network = match id.as_str() {
		DEV_RUNTIME_PRESET => development(),
		LOCAL_TESTNET_RUNTIME_PRESET => local_testnet(),
		STAGING_RUNTIME_PRESET => staging(),
		_ => return None,
	};
	serde_json::to_vec(&network.genesis()).ok()
}

/// The names of all networks.
pub fn names() -> Vec<PresetId> {
	[
		DEV_RUNTIME_PRESET,
		LOCAL_TESTNET_RUNTIME_PRESET,
		STAGING_RUNTIME_PRESET,
	]
	.map(PresetId::from)
	.to_vec()
}
