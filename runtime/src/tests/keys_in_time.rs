//! Session keys change early in an epoch or not in it at all: the randomness under which they act
//! cannot be known yet. What that randomness is made of is in `randomness`.

use super::{
	randomness::{on_chain, FIRST_SLOT},
	*,
};
use crate::constants::{DEFAULT_EPOCH_SLOTS, KEYS_PART};
use codec::Encode;
use frame_support::{assert_noop, assert_ok};
use pallet_babe::{CurrentSlot, EpochIndex, GenesisSlot};
use sp_consensus_babe::Slot;
use sp_core::{proof_of_possession::statement_of_ownership, Pair};
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};
use sp_runtime::traits::Dispatchable as _;

/// The first slot of an epoch of production in which keys are refused.
const TOO_LATE: u64 = DEFAULT_EPOCH_SLOTS / KEYS_PART;
/// The validator who changes keys.
const ALICE: Sr25519Keyring = Sr25519Keyring::Alice;

fn filtered() -> sp_runtime::DispatchError {
	frame_system::Error::<Runtime>::CallFiltered.into()
}

/// Keys that nobody has registered at genesis.
fn new_keys() -> SessionKeys {
	SessionKeys {
		babe: Sr25519Keyring::Ferdie.public().into(),
		grandpa: Ed25519Keyring::Ferdie.public().into(),
	}
}

/// Alice registers them. Each key has signed who its owner is.
fn set_keys() -> RuntimeCall {
	let statement = ALICE.to_account_id().using_encoded(statement_of_ownership);
	let proof = (
		Sr25519Keyring::Ferdie.pair().sign(&statement),
		Ed25519Keyring::Ferdie.pair().sign(&statement),
	);
	RuntimeCall::Session(pallet_session::Call::set_keys {
		keys: new_keys(),
		proof: proof.encode(),
	})
}

fn purge_keys() -> RuntimeCall {
	RuntimeCall::Session(pallet_session::Call::purge_keys {})
}

fn by_alice() -> RuntimeOrigin {
	RuntimeOrigin::signed(ALICE.to_account_id())
}

/// The keys with which Alice will act.
fn registered() -> Option<SessionKeys> {
	pallet_session::NextKeys::<Runtime>::get(ALICE.to_account_id())
}

/// As if she had none.
fn forget() {
	pallet_session::NextKeys::<Runtime>::remove(ALICE.to_account_id());
}

/// At this slot of an epoch of production.
fn at(epoch: u64, slot: u64) {
	GenesisSlot::<Runtime>::put(Slot::from(FIRST_SLOT));
	EpochIndex::<Runtime>::put(epoch);
	let slots = epoch * DEFAULT_EPOCH_SLOTS + slot;
	CurrentSlot::<Runtime>::put(Slot::from(FIRST_SLOT + slots));
}

#[test]
fn set_keys_is_taken_when_the_epoch_is_young() {
	preset(named::STAGING_RUNTIME_PRESET).execute_with(|| {
		for slot in [0, 1, TOO_LATE - 1] {
			forget();
			at(3, slot);
			assert_ok!(set_keys().dispatch(by_alice()));
			assert_eq!(registered(), Some(new_keys()), "in slot {slot}");
		}
	});
}

#[test]
fn set_keys_is_refused_when_the_randomness_of_its_epoch_is_about_to_be_known() {
	preset(named::STAGING_RUNTIME_PRESET).execute_with(|| {
		// Beyond its end, too: an epoch lasts until the first block of the next.
		for slot in [TOO_LATE, DEFAULT_EPOCH_SLOTS - 1, 3 * DEFAULT_EPOCH_SLOTS] {
			at(3, slot);
			assert_noop!(set_keys().dispatch(by_alice()), filtered());
		}
	});
}

#[test]
fn set_keys_is_taken_again_when_the_next_epoch_has_begun() {
	preset(named::STAGING_RUNTIME_PRESET).execute_with(|| {
		at(3, DEFAULT_EPOCH_SLOTS - 1);
		assert_noop!(set_keys().dispatch(by_alice()), filtered());
		at(4, 0);
		assert_ok!(set_keys().dispatch(by_alice()));
	});
}

#[test]
fn purge_keys_keeps_the_same_time() {
	preset(named::STAGING_RUNTIME_PRESET).execute_with(|| {
		at(3, TOO_LATE);
		assert_noop!(purge_keys().dispatch(by_alice()), filtered());
		at(4, TOO_LATE - 1);
		assert_ok!(purge_keys().dispatch(by_alice()));
		assert_eq!(registered(), None);
	});
}

#[test]
fn set_keys_is_refused_when_it_is_late_and_hidden_in_another_call() {
	let boxed = || Box::new(set_keys());
	let hidden: [pallet_utility::Call<Runtime>; 4] = [
		pallet_utility::Call::batch {
			calls: vec![set_keys()],
		},
		pallet_utility::Call::batch_all {
			calls: vec![set_keys()],
		},
		pallet_utility::Call::force_batch {
			calls: vec![set_keys()],
		},
		pallet_utility::Call::if_else {
			main: boxed(),
			fallback: boxed(),
		},
	];
	let hidden = hidden.map(RuntimeCall::Utility);
	preset(named::STAGING_RUNTIME_PRESET).execute_with(|| {
		let before = registered();
		for call in &hidden {
			at(3, TOO_LATE);
			// Some batches succeed although a call in them has failed.
			let _ = call.clone().dispatch(by_alice());
			assert_eq!(registered(), before, "{call:?}");
		}
		for call in hidden {
			forget();
			at(4, 0);
			assert_ok!(call.dispatch(by_alice()));
			assert_eq!(registered(), Some(new_keys()));
		}
	});
}

#[test]
fn other_calls_are_taken_when_the_epoch_is_old() {
	preset(named::STAGING_RUNTIME_PRESET).execute_with(|| {
		at(3, DEFAULT_EPOCH_SLOTS - 1);
		let remark = frame_system::Call::remark { remark: vec![1] };
		assert_ok!(RuntimeCall::System(remark).dispatch(by_alice()));
	});
}

#[test]
fn set_keys_is_taken_at_any_time_when_the_network_is_in_development() {
	preset(named::STAGING_RUNTIME_PRESET).execute_with(|| {
		timing::Development::<Runtime>::put(true);
		at(3, DEFAULT_EPOCH_SLOTS - 1);
		assert_ok!(set_keys().dispatch(by_alice()));
	});
}

/// The consensus itself is driven here: sessions are epochs, and keys wait for one in between.
#[test]
fn new_keys_act_in_the_epoch_after_the_next() {
	on_chain(DEFAULT_EPOCH_SLOTS, |mut chain| {
		let acts = || {
			let key = new_keys().babe;
			Babe::authorities().iter().any(|(known, _)| *known == key)
		};
		// One block in the first slot of each epoch, by Bob.
		chain.live(0..2, |_| 1, |_, _| 1);
		assert_ok!(set_keys().dispatch(by_alice()));
		for (epoch, expected) in [(2, false), (3, true)] {
			chain.live(epoch..epoch + 1, |_| 1, |_, _| 1);
			assert_eq!(Babe::epoch_index(), epoch);
			assert_eq!(acts(), expected, "in epoch {epoch}");
		}
	});
}

/// What a third of the validators cannot hold back fills a segment after keys were taken. Chance can
/// make it fewer, hardly ever: `docs/jury-simulation.md`.
#[test]
fn a_segment_is_filled_after_keys_were_taken_when_a_third_withholds() {
	let left = (DEFAULT_EPOCH_SLOTS - TOO_LATE) as f64;
	let (one, of) = constants::PRIMARY_PROBABILITY;
	let empty = 1.0 - one as f64 / of as f64;
	let by_others = left * (1.0 - empty.powf(2.0 / 3.0));
	let deviation = (by_others * (1.0 - by_others / left)).sqrt();
	// All of a segment, and the one with which the next begins.
	assert!(by_others - 6.0 * deviation > 257.0, "{by_others}");
}
