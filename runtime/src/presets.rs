//! The networks by name. All of them run the same Wasm.
//!
//! - `development`: one validator, Alice; a block a second; everything fast.
//! - `local_testnet`: four validators, Alice to Dave; three-second blocks.
//! - `staging`: the numbers of production with the keys of development, to rehearse on.
//! - `founding`: the numbers of production and the units, but nobody's keys. A real network is
//!   founded by laying a patch over it that names the first validators, registrars and issuers;
//!   `runtime/founding.example.json` shows all that it needs, `docs/found-a-chain.md` how it is done.
//!   From block 1 on founders have no power but the work they are named for, and who does that work
//!   is changed by laws alone.
//!
//! In the first three, registrars are Bob, Charlie and Dave, two of whom make a person. The school of
//! governance is One: who wants to stand for an office needs its certificate, schema [`GOVERNANCE`].
//! The faculty of law is Two: panels are drawn from those who hold its diploma, schema [`JURIST`],
//! which is anonymous. So nobody alone says both who can be elected and who can judge. Every unit has
//! one office, its head. The secret keys of all these names are public: none of the three is for real
//! use.

mod founders;

use crate::{
	consensus::GENESIS_EPOCH_CONFIG, constants::*, BabeConfig, BalancesConfig, BlockNumber,
	CredentialsConfig, ElectionsConfig, IdentityConfig, InitiativesConfig, JuryConfig, LawsConfig,
	OfficesConfig, PledgesConfig, PollsConfig, RecallConfig, ReputationConfig, RollsConfig,
	RuntimeGenesisConfig, SessionConfig, TerritoryConfig, TimingConfig,
};
use alloc::{format, vec, vec::Vec};
use founders::Founders;
use frame_support::build_struct_json_patch;
use pallet_credentials::Params as CredentialParams;
use pallet_elections::Params as ElectionParams;
use pallet_identity::Params as IdentityParams;
use pallet_initiatives::Params as InitiativeParams;
use pallet_jury::Params as JuryParams;
use pallet_laws::Terms;
use pallet_offices::{ActingRule, OfficeEntry, OfficeKind, Params as OfficeParams};
use pallet_pledges::Params as PledgeParams;
use pallet_recall::Params as RecallParams;
use pallet_reputation::Params as ReputationParams;
use serde_json::Value;
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use veche_primitives::{
	ballot::Method, confidence::ConfidenceRule, laws::Class, rolls::RingSize, SchemaId, UnitId,
	WHOLE,
};

/// The name of the rehearsal for production.
pub const STAGING_RUNTIME_PRESET: &str = "staging";
/// The name of what real networks are founded on.
pub const FOUNDING_RUNTIME_PRESET: &str = "founding";

/// The certificate of the school of governance.
pub const GOVERNANCE: SchemaId = 0;
/// The diploma of the legally and politically educated. Its roll is the group of the same number.
pub const JURIST: SchemaId = 1;

/// The level of the villages in the tree of units; the country is 0.
pub const VILLAGE_LEVEL: u8 = 3;
/// Numbers for units of a few hundred electors: see `docs/recall-simulation.md`.
const VILLAGE_RULE: ConfidenceRule = ConfidenceRule {
	min_turnout: 150_000,
	sure_turnout: WHOLE,
	margin: 100_000,
};

/// What makes one network different from another.
struct Network {
	founders: Founders,
	timing: TimingConfig,
	ring_size: RingSize,
	turn_length: BlockNumber,
	audit_window: BlockNumber,
	identity: IdentityParams,
	initiatives: InitiativeParams<BlockNumber>,
	credentials: CredentialParams<BlockNumber>,
	/// Blocks that certificates and diplomas hold.
	certificate: BlockNumber,
	offices: OfficeParams,
	/// Blocks of a term of every office.
	term: BlockNumber,
	/// When the first elections are called.
	founding: BlockNumber,
	elections: ElectionParams<BlockNumber>,
	pledges: PledgeParams<BlockNumber>,
	reputation: ReputationParams<BlockNumber>,
	/// Rounds in the villages, where few answers are much chance.
	villages: Option<ReputationParams<BlockNumber>>,
	recall: RecallParams<BlockNumber>,
	/// How each class of bills is tried.
	jury: fn(Class) -> JuryParams<BlockNumber>,
	/// On what terms each class becomes law.
	laws: fn(Class) -> Terms<BlockNumber>,
}

fn timing(slot_duration: u64, epoch_slots: u64, development: bool) -> TimingConfig {
	TimingConfig {
		slot_duration,
		epoch_slots,
		development,
		..Default::default()
	}
}

/// Periods in which a vote, or a bill, can be watched from beginning to end.
fn fast(founders: Founders, timing: TimingConfig) -> Network {
	Network {
		founders,
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
		credentials: CredentialParams {
			offer_lifetime: 3_600,
			day: 3_600,
		},
		certificate: 1_000_000,
		offices: OfficeParams::default(),
		term: 3_600,
		founding: 10,
		elections: ElectionParams {
			notice: 3,
			nomination: 300,
			voting: 300,
			quorum: 100_000,
			repeat_quorum: 50_000,
			certificate: Some(GOVERNANCE),
			..Default::default()
		},
		pledges: PledgeParams {
			judging: 120,
			..Default::default()
		},
		reputation: ReputationParams {
			period: 600,
			fast_period: 240,
			voting: 120,
			grace: 300,
			..Default::default()
		},
		// Villages of a handful of people, as one tries things out with.
		villages: None,
		recall: RecallParams {
			recovery: 900,
			petition_window: 300,
			rest: 600,
			..Default::default()
		},
		jury: fast_jury,
		laws: fast_laws,
	}
}

/// Panels that a handful of jurists can fill.
fn fast_jury(class: Class) -> JuryParams<BlockNumber> {
	JuryParams {
		panel: 5,
		reserves: 3,
		least_panel: 3,
		claim: 45,
		verdict: 60,
		petition_window: 120,
		..JuryParams::of(class)
	}
}

fn fast_laws(class: Class) -> Terms<BlockNumber> {
	Terms {
		delay: 60,
		voting: 60,
		quorum: 100_000,
		..Terms::of(class)
	}
}

fn development() -> Network {
	fast(Founders::alone(), timing(1_000, 60, true))
}

fn local_testnet() -> Network {
	fast(Founders::four(), timing(3_000, 200, true))
}

fn staging() -> Network {
	production(Founders::four())
}

fn founding() -> Network {
	production(Founders::default())
}

fn production(founders: Founders) -> Network {
	Network {
		founders,
		timing: timing(DEFAULT_SLOT_MILLIS, DEFAULT_EPOCH_SLOTS, false),
		ring_size: RingSize::Standard,
		turn_length: WEEKS,
		audit_window: WEEKS,
		identity: IdentityParams::default(),
		initiatives: InitiativeParams::default(),
		credentials: CredentialParams::default(),
		certificate: 10 * YEARS,
		offices: OfficeParams::default(),
		term: 4 * YEARS,
		founding: WEEKS,
		elections: ElectionParams {
			certificate: Some(GOVERNANCE),
			..Default::default()
		},
		pledges: PledgeParams::default(),
		reputation: ReputationParams::default(),
		villages: Some(ReputationParams {
			rule: VILLAGE_RULE,
			..Default::default()
		}),
		recall: RecallParams::default(),
		jury: JuryParams::of,
		laws: Terms::of,
	}
}

impl Network {
	fn genesis(self) -> Value {
		let founders = &self.founders;
		let units = belarus();
		let offices = heads(&units, self.term);
		build_struct_json_patch!(RuntimeGenesisConfig {
			timing: self.timing,
			babe: BabeConfig {
				epoch_config: GENESIS_EPOCH_CONFIG
			},
			session: SessionConfig {
				keys: founders.keys()
			},
			balances: BalancesConfig {
				balances: founders.balances()
			},
			territory: TerritoryConfig { units },
			identity: IdentityConfig {
				registrars: founders.registrars(),
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
			credentials: CredentialsConfig {
				issuers: founders.issuers(),
				schemas: founders.schemas(self.certificate),
				params: self.credentials
			},
			offices: OfficesConfig {
				offices,
				founding: self.founding,
				params: self.offices
			},
			elections: ElectionsConfig {
				params: self.elections
			},
			pledges: PledgesConfig {
				params: self.pledges
			},
			reputation: ReputationConfig {
				params: self.reputation,
				levels: self
					.villages
					.map(|params| (VILLAGE_LEVEL, params))
					.into_iter()
					.collect::<Vec<_>>()
			},
			recall: RecallConfig {
				params: self.recall,
				levels: vec![]
			},
			jury: JuryConfig {
				params: Class::ALL.map(|class| (class, (self.jury)(class))).to_vec()
			},
			laws: LawsConfig {
				statute: (self.laws)(Class::Statute),
				parameter: (self.laws)(Class::Parameter),
				upgrade: (self.laws)(Class::Upgrade),
				constitution: (self.laws)(Class::Constitution)
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

/// The head of each unit. Units are numbered in the order of the file.
fn heads(
	units: &[pallet_territory::UnitEntry],
	term: BlockNumber,
) -> Vec<OfficeEntry<BlockNumber>> {
	(0..)
		.zip(units)
		.map(|(unit, entry): (UnitId, _)| OfficeEntry {
			unit,
			title: format!("Head of {}", entry.name),
			kind: OfficeKind::Head,
			method: Method::Schulze,
			term,
			acting: ActingRule::NextInLine,
		})
		.collect()
}

/// The genesis of the network with this name.
pub fn get(id: &PresetId) -> Option<Vec<u8>> {
	let network = match id.as_str() {
		DEV_RUNTIME_PRESET => development(),
		LOCAL_TESTNET_RUNTIME_PRESET => local_testnet(),
		STAGING_RUNTIME_PRESET => staging(),
		FOUNDING_RUNTIME_PRESET => founding(),
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
		FOUNDING_RUNTIME_PRESET,
	]
	.map(PresetId::from)
	.to_vec()
}
