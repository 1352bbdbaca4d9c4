//! Nothing our pallets can be asked for, or do by themselves, is heavier than a block allows.

use super::*;
use frame_support::{dispatch::DispatchClass, traits::Authorize, weights::Weight, BoundedVec};
use pallet_identity::{weights::SubstrateWeight as Identities, WeightInfo as _};
use pallet_initiatives::{weights::SubstrateWeight as InitiativesWeight, WeightInfo as _};
use pallet_polls::{weights::SubstrateWeight as PollsWeight, WeightInfo as _};
use pallet_territory::{weights::SubstrateWeight as Units, WeightInfo as _};
use veche_primitives::ballot::MAX_BATCH;

/// Whether one ordinary transaction may take as much.
fn fits(what: &str, weight: Weight) {
	let weights = <Runtime as frame_system::Config>::BlockWeights::get();
	let most = weights.get(DispatchClass::Normal).max_extrinsic.unwrap();
	assert!(weight.ref_time() > 0, "{what} costs nothing");
	assert!(
		weight.all_lte(most),
		"{what} takes {weight:?}, a transaction may take {most:?}"
	);
}

#[test]
fn calls_fit_a_block() {
	let calls = [
		("territory: add_unit", Units::<Runtime>::add_unit()),
		("territory: rename_unit", Units::<Runtime>::rename_unit()),
		(
			"identity: accredit_registrar",
			Identities::<Runtime>::accredit_registrar(),
		),
		(
			"identity: suspend_registrar",
			Identities::<Runtime>::suspend_registrar(),
		),
		(
			"identity: reinstate_registrar",
			Identities::<Runtime>::reinstate_registrar(),
		),
		("identity: attest", Identities::<Runtime>::attest()),
		(
			"identity: confirm, to revoke",
			Identities::<Runtime>::confirm_revoke(),
		),
		(
			"identity: confirm, to renew",
			Identities::<Runtime>::confirm_renew(),
		),
		("identity: rotate_key", Identities::<Runtime>::rotate_key()),
		("identity: move_home", Identities::<Runtime>::move_home()),
		("identity: set_params", Identities::<Runtime>::set_params()),
		("initiatives: start", InitiativesWeight::<Runtime>::start()),
		(
			"initiatives: set_params",
			InitiativesWeight::<Runtime>::set_params(),
		),
	];
	for (what, weight) in calls {
		fits(what, weight);
	}
}

#[test]
fn ballots_fit_a_block() {
	type Polls = PollsWeight<Runtime>;
	fits(
		"a ballot",
		Polls::cast().saturating_add(Polls::authorize_cast()),
	);
	let batch = Polls::cast_batch(MAX_BATCH).saturating_add(Polls::authorize_cast_batch(MAX_BATCH));
	fits("the largest batch of ballots", batch);
}

#[test]
fn check_of_ballots_is_part_of_their_weight() {
	let call = RuntimeCall::Polls(pallet_polls::Call::cast_batch {
		ballots: BoundedVec::new(),
	});
	assert!(call.weight_of_authorize().ref_time() > 0);
}

#[test]
fn worst_closings_fit_what_is_kept_free_of_transactions() {
	let one = PollsWeight::<Runtime>::close_poll()
		.saturating_add(InitiativesWeight::<Runtime>::put_to_vote());
	let all = one.saturating_mul(constants::DUE_PER_BLOCK.into());
	let free = constants::MAX_BLOCK_WEIGHT - constants::NORMAL_RATIO * constants::MAX_BLOCK_WEIGHT;
	assert!(all.all_lte(free), "closing takes {all:?} of {free:?}");
}

#[test]
fn worst_upkeep_of_persons_fits_what_is_kept_free_of_transactions() {
	type Identity = Identities<Runtime>;
	let all = Identity::idle()
		.saturating_add(Identity::fall_due().saturating_mul(constants::EXPIRIES_PER_BLOCK.into()))
		.saturating_add(Identity::sweep_step().saturating_mul(constants::SWEEP_PER_BLOCK.into()));
	let free = constants::MAX_BLOCK_WEIGHT - constants::NORMAL_RATIO * constants::MAX_BLOCK_WEIGHT;
	assert!(all.all_lte(free), "upkeep takes {all:?} of {free:?}");
}
