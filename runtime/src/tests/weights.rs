//! Nothing our pallets can be asked for, or do by themselves, is heavier than a block allows.

use super::*;
use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo},
	traits::Authorize,
	weights::Weight,
	BoundedVec,
};
use pallet_credentials::{weights::SubstrateWeight as CredentialsWeight, WeightInfo as _};
use pallet_elections::{weights::SubstrateWeight as ElectionsWeight, WeightInfo as _};
use pallet_identity::{weights::SubstrateWeight as Identities, WeightInfo as _};
use pallet_initiatives::{weights::SubstrateWeight as InitiativesWeight, WeightInfo as _};
use pallet_jury::{weights::SubstrateWeight as JuryWeight, WeightInfo as _};
use pallet_laws::{weights::SubstrateWeight as LawsWeight, WeightInfo as _};
use pallet_offices::{weights::SubstrateWeight as OfficesWeight, WeightInfo as _};
use pallet_pledges::{weights::SubstrateWeight as PledgesWeight, WeightInfo as _};
use pallet_polls::{weights::SubstrateWeight as PollsWeight, WeightInfo as _};
use pallet_recall::{weights::SubstrateWeight as RecallWeight, WeightInfo as _};
use pallet_reputation::{weights::SubstrateWeight as ReputationWeight, WeightInfo as _};
use pallet_territory::{weights::SubstrateWeight as Units, WeightInfo as _};
use veche_primitives::{ballot::MAX_BATCH, rolls::Electorates as _};

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
fn calls_about_those_in_office_fit_a_block() {
	type Pledges = PledgesWeight<Runtime>;
	type Recall = RecallWeight<Runtime>;
	fits("pledges: claim", Pledges::claim());
	fits("pledges: ask_excuse", Pledges::ask_excuse());
	fits("pledges: set_params", Pledges::set_params());
	fits("recall: explain", Recall::explain());
	fits("recall: petition", Recall::petition());
	fits("recall: set_params", Recall::set_params());
	let numbers = ReputationWeight::<Runtime>::set_params();
	fits("reputation: set_params", numbers);
}

#[test]
fn calls_about_laws_fit_a_block() {
	type Jury = JuryWeight<Runtime>;
	type Laws = LawsWeight<Runtime>;
	fits("jury: submit", Jury::submit());
	fits("jury: propose", Jury::propose());
	fits("jury: set_params", Jury::set_params());
	let ticket = Jury::claim().saturating_add(check_of_a_ticket());
	fits("a ticket", ticket);
	fits("laws: petition", Laws::petition());
	fits("laws: set_params", Laws::set_params());
}

fn check_of_a_ticket() -> Weight {
	JuryWeight::<Runtime>::authorize_claim().saturating_add(Rolls::verify_weight())
}

#[test]
fn check_of_a_ticket_is_part_of_its_weight() {
	let ticket = veche_primitives::laws::Ticket {
		bill: 0,
		precinct: 0,
		alias: [0; 32],
		proof: BoundedVec::new(),
	};
	let call = RuntimeCall::Jury(pallet_jury::Call::claim { ticket });
	assert_eq!(call.weight_of_authorize(), check_of_a_ticket());
	// And the rest is what one ordinary transaction is allowed above.
	let info = call.get_dispatch_info();
	assert_eq!(info.call_weight, JuryWeight::<Runtime>::claim());
	assert_eq!(info.class, DispatchClass::Normal);
}

#[test]
fn worst_upkeep_of_juries_fits_what_is_kept_free_of_transactions() {
	type Jury = JuryWeight<Runtime>;
	let steps = Jury::freeze()
		.max(Jury::seat_panel())
		.max(Jury::call_reserves());
	let each = steps.saturating_add(Jury::draw_seed());
	let all =
		Jury::idle().saturating_add(each.saturating_mul(constants::BILLS_DUE_PER_BLOCK.into()));
	let free = constants::MAX_BLOCK_WEIGHT - constants::NORMAL_RATIO * constants::MAX_BLOCK_WEIGHT;
	assert!(all.all_lte(free), "upkeep takes {all:?} of {free:?}");
}

/// Nobody has voted on any panel whose half-time is on the block: all seats change hands.
#[test]
fn worst_half_times_fit_what_is_kept_free_of_transactions() {
	type Jury = JuryWeight<Runtime>;
	let one = Jury::call_reserves().max(PollsWeight::<Runtime>::substitute());
	let all =
		Jury::idle().saturating_add(one.saturating_mul(constants::BILLS_DUE_PER_BLOCK.into()));
	let free = constants::MAX_BLOCK_WEIGHT - constants::NORMAL_RATIO * constants::MAX_BLOCK_WEIGHT;
	assert!(all.all_lte(free), "half-times take {all:?} of {free:?}");
}

#[test]
fn heaviest_call_of_the_longest_law_fits_the_share_of_a_block_that_laws_have() {
	use crate::governance::{LawsWeightPerBlock, MaxLawCallWeight};
	let one = LawsWeight::<Runtime>::enact(constants::MAX_LAW_CALL_BYTES)
		.saturating_add(MaxLawCallWeight::get());
	let most = LawsWeightPerBlock::get();
	assert!(one.all_lte(most), "a law takes {one:?} of {most:?}");
}

#[test]
fn worst_enactments_fit_what_is_kept_free_of_transactions() {
	type Laws = LawsWeight<Runtime>;
	let queued = Laws::fall_due().saturating_mul(constants::LAWS_DUE_PER_BLOCK.into());
	let all = Laws::idle()
		.saturating_add(queued)
		.saturating_add(crate::governance::LawsWeightPerBlock::get());
	let free = constants::MAX_BLOCK_WEIGHT - constants::NORMAL_RATIO * constants::MAX_BLOCK_WEIGHT;
	assert!(all.all_lte(free), "upkeep takes {all:?} of {free:?}");
}

#[test]
fn every_call_of_a_law_fits_the_weight_a_law_may_have() {
	use veche_primitives::laws::ClassOf;
	let most = crate::governance::MaxLawCallWeight::get();
	preset("development").execute_with(|| {
		for found in dispatchables::all() {
			let name = found.name;
			for call in found.calls {
				if crate::governance::Classes::class_of(&call).is_some() {
					let weight = call.get_dispatch_info().call_weight;
					assert!(weight.all_lte(most), "{name} takes {weight:?} of {most:?}");
				}
			}
		}
	});
}

#[test]
fn worst_openings_fit_what_is_kept_free_of_transactions() {
	type Polls = PollsWeight<Runtime>;
	let one = Polls::open_poll().max(Polls::open_panel());
	let all = one.saturating_mul(constants::DUE_PER_BLOCK.into());
	let free = constants::MAX_BLOCK_WEIGHT - constants::NORMAL_RATIO * constants::MAX_BLOCK_WEIGHT;
	assert!(all.all_lte(free), "opening takes {all:?} of {free:?}");
}

#[test]
fn worst_upkeep_of_answers_fits_what_is_kept_free_of_transactions() {
	type Pledges = PledgesWeight<Runtime>;
	type Reputation = ReputationWeight<Runtime>;
	type Recall = RecallWeight<Runtime>;
	let due = Pledges::close_pledge().max(Pledges::open_judgement());
	let all = Pledges::idle()
		.saturating_add(due.saturating_mul(constants::PLEDGES_DUE_PER_BLOCK.into()))
		.saturating_add(Reputation::idle())
		.saturating_add(
			Reputation::call_round().saturating_mul(constants::ROUNDS_DUE_PER_BLOCK.into()),
		)
		.saturating_add(Recall::idle())
		.saturating_add(Recall::recall().saturating_mul(constants::RECALLS_DUE_PER_BLOCK.into()));
	let free = constants::MAX_BLOCK_WEIGHT - constants::NORMAL_RATIO * constants::MAX_BLOCK_WEIGHT;
	assert!(all.all_lte(free), "upkeep takes {all:?} of {free:?}");
}

#[test]
fn calls_about_credentials_and_offices_fit_a_block() {
	type Credentials = CredentialsWeight<Runtime>;
	type Offices = OfficesWeight<Runtime>;
	type Elections = ElectionsWeight<Runtime>;
	let calls = [
		(
			"credentials: accredit_issuer",
			Credentials::accredit_issuer(),
		),
		("credentials: suspend_issuer", Credentials::suspend_issuer()),
		(
			"credentials: reinstate_issuer",
			Credentials::reinstate_issuer(),
		),
		("credentials: open_schema", Credentials::open_schema()),
		("credentials: close_schema", Credentials::close_schema()),
		("credentials: offer", Credentials::offer()),
		("credentials: withdraw", Credentials::withdraw()),
		("credentials: extend", Credentials::extend()),
		("credentials: accept", Credentials::accept()),
		("credentials: reject", Credentials::reject()),
		("credentials: seal", Credentials::seal()),
		("credentials: set_params", Credentials::set_params()),
		("offices: establish", Offices::establish()),
		("offices: resign", Offices::resign()),
		("offices: set_params", Offices::set_params()),
		("elections: stand", Elections::stand()),
		(
			"elections: withdraw_candidacy",
			Elections::withdraw_candidacy(),
		),
		("elections: set_params", Elections::set_params()),
		("pledges: enter", PledgesWeight::<Runtime>::enter()),
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
		Polls::cast()
			.saturating_add(Polls::authorize_cast())
			.saturating_add(Rolls::verify_weight()),
	);
	let batch = Polls::cast_batch(MAX_BATCH)
		.saturating_add(Polls::authorize_cast_batch(MAX_BATCH))
		.saturating_add(Rolls::verify_batch_weight(MAX_BATCH));
	fits("the largest batch of ballots", batch);
}

#[test]
fn check_of_ballots_is_part_of_their_weight() {
	let call = RuntimeCall::Polls(pallet_polls::Call::cast_batch {
		ballots: BoundedVec::new(),
	});
	let batch = PollsWeight::<Runtime>::authorize_cast_batch(0)
		.saturating_add(Rolls::verify_batch_weight(0));
	assert_eq!(call.weight_of_authorize(), batch);
}

/// The most that the end of a round can bring about: consequences for both it asked about, and a
/// round that was owed.
fn round_over() -> Weight {
	type Recall = RecallWeight<Runtime>;
	type Reputation = ReputationWeight<Runtime>;
	let consequence = Recall::suspend()
		.max(Recall::reinstate())
		.max(Recall::pass_on());
	Reputation::settle()
		.saturating_add(Reputation::call_round())
		.saturating_add(consequence.saturating_mul(2))
}

/// The most that the end of a poll about a bill can bring about.
fn bill_decided() -> Weight {
	type Jury = JuryWeight<Runtime>;
	type Laws = LawsWeight<Runtime>;
	Jury::begin_trial()
		.max(Jury::lapse())
		.max(Jury::decide())
		.max(Laws::lapse())
		.max(Laws::call_referendum())
		.max(Laws::confirm())
		.max(Laws::strike())
}

#[test]
fn worst_closings_fit_what_is_kept_free_of_transactions() {
	type Elections = ElectionsWeight<Runtime>;
	type Pledges = PledgesWeight<Runtime>;
	type Recall = RecallWeight<Runtime>;
	type Reputation = ReputationWeight<Runtime>;
	let elected = Elections::install()
		.max(Elections::vote_again())
		.saturating_add(Elections::renominate());
	let one = PollsWeight::<Runtime>::close_poll().saturating_add(
		InitiativesWeight::<Runtime>::put_to_vote()
			.max(elected)
			.max(Pledges::judge_again().max(Pledges::conclude()))
			.max(round_over())
			.max(Recall::fulfil().saturating_add(Reputation::call_round()))
			.max(bill_decided()),
	);
	let all = one.saturating_mul(constants::DUE_PER_BLOCK.into());
	let free = constants::MAX_BLOCK_WEIGHT - constants::NORMAL_RATIO * constants::MAX_BLOCK_WEIGHT;
	assert!(all.all_lte(free), "closing takes {all:?} of {free:?}");
}

#[test]
fn worst_upkeep_of_offices_fits_what_is_kept_free_of_transactions() {
	type Offices = OfficesWeight<Runtime>;
	type Elections = ElectionsWeight<Runtime>;
	let falls_due = Offices::end_term()
		.max(Offices::lose_standing())
		.max(Offices::step_aside())
		.max(Offices::call_election());
	let nomination = Elections::close_nomination().saturating_add(Elections::renominate());
	let all = Offices::idle()
		.saturating_add(falls_due.saturating_mul(constants::OFFICES_DUE_PER_BLOCK.into()))
		.saturating_add(Elections::idle())
		.saturating_add(nomination.saturating_mul(constants::ELECTIONS_DUE_PER_BLOCK.into()));
	let free = constants::MAX_BLOCK_WEIGHT - constants::NORMAL_RATIO * constants::MAX_BLOCK_WEIGHT;
	assert!(all.all_lte(free), "upkeep takes {all:?} of {free:?}");
}

#[test]
fn worst_upkeep_of_credentials_fits_what_is_kept_free_of_transactions() {
	type Credentials = CredentialsWeight<Runtime>;
	let falls_due = Credentials::lapse()
		.max(Credentials::expire())
		.max(Credentials::standing_changed())
		.max(Credentials::reseat())
		.saturating_add(Credentials::sweep_step());
	let all = Credentials::idle()
		.saturating_add(falls_due.saturating_mul(constants::CREDENTIALS_DUE_PER_BLOCK.into()));
	let free = constants::MAX_BLOCK_WEIGHT - constants::NORMAL_RATIO * constants::MAX_BLOCK_WEIGHT;
	assert!(all.all_lte(free), "upkeep takes {all:?} of {free:?}");
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
