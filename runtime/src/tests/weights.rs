//! Nothing our pallets can be asked for is heavier than a block allows.

use super::*;
use frame_support::{
	dispatch::DispatchClass,
	traits::{Authorize, Get},
	weights::Weight,
	BoundedVec,
};
use pallet_identity::WeightInfo as _;
use pallet_initiatives::WeightInfo as _;
use pallet_polls::WeightInfo as _;
use pallet_territory::WeightInfo as _;
use veche_primitives::ballot::MAX_BATCH;

/// The most one ordinary transaction may take.
fn most_of_a_transaction() -> Weight {
	let weights = <Runtime as frame_system::Config>::BlockWeights::get();
	weights.get(DispatchClass::Normal).max_extrinsic.unwrap()
}

fn fits(what: &str, weight: Weight) {
	let most = most_of_a_transaction();
	assert!(!weight.is_zero(), "{what} costs nothing");
	assert!(
		weight.all_lte(most),
		"{what} takes {weight:?}, a transaction may take {most:?}"
	);
}

#[test]
fn calls_of_citizens_fit_a_block() {
	use pallet_initiatives::weights::SubstrateWeight as Initiatives;
	fits("start an initiative", Initiatives::<Runtime>::start());
	fits(
		"change the numbers of initiatives",
		Initiatives::<Runtime>::set_params(),
	);
	use pallet_territory::weights::SubstrateWeight as Territory;
	fits("add a unit", Territory::<Runtime>::add_unit());
	use pallet_identity::weights::SubstrateWeight as Identity;
	fits("attest a person", Identity::<Runtime>::attest());
}

#[test]
fn ballots_fit_a_block() {
	use pallet_polls::weights::SubstrateWeight as Polls;
	fits(
		"a ballot",
		Polls::<Runtime>::cast() + Polls::<Runtime>::authorize_cast(),
	);
	let batch = Polls::<Runtime>::cast_batch(MAX_BATCH)
		.saturating_add(Polls::<Runtime>::authorize_cast_batch(MAX_BATCH));
	fits("the largest batch of ballots", batch);
}

#[test]
fn the_check_of_a_ballot_is_part_of_its_weight() {
	let call = RuntimeCall::Polls(pallet_polls::Call::cast_batch {
		ballots: BoundedVec::new(),
	});
	assert!(!call.weight_of_authorize().is_zero());
}

#[test]
fn the_worst_closing_fits_what_is_kept_free_of_transactions() {
	use pallet_initiatives::weights::SubstrateWeight as Initiatives;
	use pallet_polls::weights::SubstrateWeight as Polls;
	let one = Polls::<Runtime>::close_poll() + Initiatives::<Runtime>::put_to_vote();
	let all = one * u64::from(constants::DUE_PER_BLOCK);
	let free = constants::MAX_BLOCK_WEIGHT - constants::NORMAL_RATIO * constants::MAX_BLOCK_WEIGHT;
	assert!(all.all_lte(free), "closing takes {all:?} of {free:?}");
}
