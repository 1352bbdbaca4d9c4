//! Every number that governs the runtime and is the same on every network.
//!
//! What differs between networks (slots, turns of the rolls, voting periods, shares) is in the
//! genesis presets, so that one Wasm serves them all.

use crate::{Balance, BlockNumber};
use frame_support::weights::{constants::WEIGHT_REF_TIME_PER_SECOND, Weight};
use sp_runtime::Perbill;

/// The unit of balances: one veche coin, VCH, has twelve decimals.
pub const UNIT: Balance = 1_000_000_000_000;
/// A thousandth of [`UNIT`].
pub const MILLI_UNIT: Balance = UNIT / 1_000;
/// Least balance an account without other reason to exist must hold.
pub const EXISTENTIAL_DEPOSIT: Balance = MILLI_UNIT;
/// Decimals of [`UNIT`], as wallets are told.
pub const DECIMALS: u8 = 12;
/// The sign of [`UNIT`], as wallets are told.
pub const SYMBOL: &str = "VCH";
/// Address format of accounts: the generic one.
pub const SS58_PREFIX: u16 = 42;

/// Time between slots where the preset says nothing else, in milliseconds.
pub const DEFAULT_SLOT_MILLIS: u64 = 6_000;
/// Slots of an epoch where the preset says nothing else: four hours.
pub const DEFAULT_EPOCH_SLOTS: u64 = 2_400;
/// Fewest slots of an epoch on a real network. The randomness of an epoch leaves out its last, part
/// filled segment of 256 primary blocks, and only every fourth slot has one: short epochs may take in
/// nothing new. At 1,200 slots a third of the validators can make sure of that by leaving out its own
/// primary blocks, and so put off the seed of a panel until it likes it; from 2,000 on it cannot
/// (`docs/jury-simulation.md`, "Epochs that add nothing").
pub const MIN_EPOCH_SLOTS: u64 = 2_000;
/// Session keys may be changed in the first of so many equal parts of an epoch: half an hour of four.
pub const KEYS_PART: u64 = 8;
/// Share of slots that have a primary author: one in four.
pub const PRIMARY_PROBABILITY: (u64, u64) = (1, 4);
/// Most validators.
pub const MAX_AUTHORITIES: u32 = 1_000;

/// Blocks of an hour, a day, a week, at a block every six seconds; only for presets and limits.
pub const HOURS: BlockNumber = 600;
/// See [`HOURS`].
pub const DAYS: BlockNumber = 24 * HOURS;
/// See [`HOURS`].
pub const WEEKS: BlockNumber = 7 * DAYS;
/// See [`HOURS`]; without leap days.
pub const YEARS: BlockNumber = 365 * DAYS;

/// Hashes of past blocks kept for checking the mortality of transactions.
pub const BLOCK_HASH_COUNT: BlockNumber = 4_096;
/// What one block may take: two seconds of a reference machine.
pub const MAX_BLOCK_WEIGHT: Weight =
	Weight::from_parts(WEIGHT_REF_TIME_PER_SECOND.saturating_mul(2), u64::MAX);
/// Share of a block that ordinary transactions and ballots may take. Hooks that keep polls and rolls
/// going run before any transaction and are never refused, so full blocks cannot starve them.
pub const NORMAL_RATIO: Perbill = Perbill::from_percent(75);
/// Share of a block assumed to be taken by hooks when the largest transaction is computed.
pub const HOOKS_RATIO: Perbill = Perbill::from_percent(5);
/// Most bytes of one block.
pub const MAX_BLOCK_BYTES: u32 = 5 * 1_024 * 1_024;
/// Share of a block that scheduled calls may take.
pub const SCHEDULER_RATIO: Perbill = Perbill::from_percent(40);
/// Most calls scheduled for one block.
pub const MAX_SCHEDULED: u32 = 50;

/// Price of a byte of a transaction, in the smallest unit.
pub const BYTE_FEE: Balance = 1_000_000;
/// What operational transactions pay more for their priority.
pub const OPERATIONAL_FEE_MULTIPLIER: u8 = 5;
/// How full blocks should be on average; fees rise above and fall below.
pub const TARGET_FULLNESS_PERCENT: u32 = 25;
/// Deposit for registering session keys.
pub const KEY_DEPOSIT: Balance = UNIT;
/// Deposit for a preimage of any size.
pub const PREIMAGE_BASE_DEPOSIT: Balance = UNIT;
/// Deposit for a byte of a preimage.
pub const PREIMAGE_BYTE_DEPOSIT: Balance = MILLI_UNIT / 10;

/// Most persons or papers whose time is up that are dealt with per block.
pub const EXPIRIES_PER_BLOCK: u32 = 32;
/// Most persons looked at per block after a registrar was suspended.
pub const SWEEP_PER_BLOCK: u32 = 64;

/// Most keys of a precinct, whatever the preset's ring size.
pub const MAX_RING: u32 = 767;
/// Most keys pushed to ring commitments per block: about a third of a second.
pub const KEYS_PER_STEP: u32 = 256;
/// Most queued changes of the rolls placed per block.
pub const CHANGES_PER_BLOCK: u32 = 64;
/// Most superseded rings and departed keys cleared away per block.
pub const PRUNES_PER_BLOCK: u32 = 64;
/// Most different roll epochs that open and unpruned polls may hold on to.
pub const MAX_PINS: u32 = 1_024;
/// Most changes of the rolls that can wait for one turn.
pub const MAX_CHANGES: u32 = 1_000_000;

/// Most blocks a poll's opening waits for the repair of a revoked precinct.
pub const MAX_OPENING_DELAY: BlockNumber = 100;
/// Most polls opened, closed or sent to pruning per block.
pub const DUE_PER_BLOCK: u32 = 16;
/// Most ballots pruned per block.
pub const PRUNED_PER_BLOCK: u32 = 512;

/// Most active initiatives one person may have in one unit.
pub const INITIATIVES_PER_PERSON: u32 = 2;
/// Most active initiatives in one unit.
pub const INITIATIVES_PER_UNIT: u32 = 64;

/// Most credentials and open offers of one person; a key can be on 64 rolls, the home among them.
pub const CREDENTIALS_PER_PERSON: u32 = 32;
/// Most offers, credentials and persons that credentials deal with per block.
pub const CREDENTIALS_DUE_PER_BLOCK: u32 = 32;
/// Most terms, losses and calls of elections dealt with per block.
pub const OFFICES_DUE_PER_BLOCK: u32 = 16;
/// Most nominations ended per block: each makes a paper of all candidates and their pledges.
pub const ELECTIONS_DUE_PER_BLOCK: u32 = 8;
/// Most due dates of pledges and waiting judgements dealt with per block.
pub const PLEDGES_DUE_PER_BLOCK: u32 = 16;
/// Most dates of confidence rounds dealt with per block: each may make a paper and open a poll.
pub const ROUNDS_DUE_PER_BLOCK: u32 = 16;
/// Most deadlines of the suspended dealt with per block.
pub const RECALLS_DUE_PER_BLOCK: u32 = 16;

/// With so many of its incumbents' bills under trial in one unit they submit no more.
pub const BILLS_PER_UNIT: u32 = 32;
/// Most petitions for bills under way in one unit: so many that it takes hundreds of people to keep
/// others from proposing.
pub const PETITIONS_PER_UNIT: u32 = 512;
/// Most bills under way that one person has proposed.
pub const BILLS_PER_PERSON: u32 = 2;
/// Most bills under way that were submitted by right of one office.
pub const BILLS_PER_OFFICE: u32 = 4;
/// Most blocks the freezing of the jurists' roll waits for the repair of a revoked precinct.
pub const MAX_FREEZE_DELAY: BlockNumber = 100;
/// Most steps of trials, and most seeds, dealt with per block: each may seat or complete a panel.
pub const BILLS_DUE_PER_BLOCK: u32 = 8;
/// Most laws that enter into force per block.
pub const LAWS_DUE_PER_BLOCK: u32 = 8;
/// Longest call of a law, in bytes. New code is authorised by its hash, which is short; whatever else
/// a law does in one call is far shorter, and nobody has to read much for a bill that is refused.
pub const MAX_LAW_CALL_BYTES: u32 = 16 * 1_024;
/// Share of a block that laws which enter into force may take, their calls included.
pub const LAWS_RATIO: Perbill = Perbill::from_percent(15);
/// Share of a block that the call of one law may take.
pub const LAW_CALL_RATIO: Perbill = Perbill::from_percent(12);
