//! Polls with a panel, with real ring proofs: counted in rings that were frozen before, and the
//! silent replaced by reserves.

use crate::common::*;
use frame_support::BoundedVec;
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionValidityError};
use veche_primitives::{
	ballot::{BallotV1, Choice, Method},
	polls::{Institution, Panel, PollRequest, Polls as _},
	refusal,
	rolls::{Electorate, Electorates as _, RollEpoch},
	Alias, PollId,
};
use veche_runtime::{Polls, Rolls};
use verifiable::{ring::bandersnatch::BandersnatchVrfVerifiable as Scheme, GenerateVerifiable};

const YES: Choice = Choice::One(0);
const NO: Choice = Choice::One(1);

/// The proof context of the panel's lots and ballots.
const CONTEXT: [u8; 32] = [5; 32];

fn alias(citizen: &Citizen) -> Alias {
	Scheme::alias_in_context(&citizen.secret, &CONTEXT).unwrap()
}

/// A poll of these villagers that is open now, in the rings of an epoch that is pinned.
fn open_panel(epoch: RollEpoch, seats: &[&Citizen]) -> PollId {
	let aliases = seats.iter().map(|citizen| alias(citizen)).collect();
	let poll = Polls::open(PollRequest {
		institution: Institution::Jury,
		electorate: Electorate::Unit(village()),
		paper: paper(Method::YesNo, 3),
		delay: 1,
		duration: 500,
		quorum: 0,
		majority: 500_000,
		goal: None,
		context: Some(CONTEXT),
		admitted: Some(Panel {
			aliases: BoundedVec::truncate_from(aliases),
			epoch,
		}),
	})
	.expect("a right request");
	next_block();
	poll
}

fn assert_refused(ballot: BallotV1, code: u8) {
	let error: TransactionValidityError = InvalidTransaction::Custom(code).into();
	let before = counts(ballot.poll);
	let poll = ballot.poll;
	assert_eq!(validate(ballot.clone()), Err(error));
	assert_eq!(send(cast_call(ballot)), Err(error));
	assert_eq!(counts(poll), before);
}

#[test]
fn cast_counts_in_the_frozen_rings_only_when_the_roll_has_turned_since() {
	on_chain(|| {
		let panel = citizens(3);
		let frozen = Rolls::pin().expect("a pin is free");
		let late = Citizen::new(50);
		settle(std::slice::from_ref(&late), 50, village());
		let today = Rolls::current_epoch();
		assert!(frozen < today);

		// Should the newcomer's alias get on the list, it still is in no ring that counts.
		let poll = open_panel(frozen, &[&panel[0], &panel[1], &late]);
		assert_eq!((record(poll).epoch, record(poll).electors), (frozen, 3));
		let precinct = precinct(&late, village());
		assert!(ballot_in(&late, poll, precinct, YES, 1).is_none());
		let proven_today = |citizen: &Citizen, epoch: RollEpoch| {
			let mut ballot = ballot(&panel[1], poll, YES, 1);
			ballot.alias = alias(citizen);
			let message = ballot.message(GENESIS, epoch);
			let keys = ring(precinct, today);
			let proof = prove(&citizen.secret, &keys, &CONTEXT, &message).expect("a member");
			ballot.proof = BoundedVec::truncate_from(proof);
			ballot
		};
		for epoch in [frozen, today] {
			assert_refused(proven_today(&late, epoch), refusal::BAD_PROOF);
			assert_refused(proven_today(&panel[1], epoch), refusal::BAD_PROOF);
		}

		// The institution may let go: the poll holds the rings itself.
		Rolls::unpin(frozen);
		next_block();
		cast(ballot(&panel[0], poll, YES, 1));
		cast(ballot(&panel[1], poll, NO, 1));
		assert_eq!(counts(poll), [1, 1, 0]);
	});
}

#[test]
fn cast_counts_for_reserves_and_no_longer_for_the_silent_when_they_were_substituted() {
	on_chain(|| {
		let all = citizens(5);
		let epoch = Rolls::pin().expect("a pin is free");
		let poll = open_panel(epoch, &[&all[0], &all[1], &all[2]]);
		cast(ballot(&all[0], poll, YES, 1));
		let early = ballot(&all[3], poll, YES, 1);
		assert_refused(early.clone(), refusal::ALIAS_NOT_ADMITTED);

		next_block();
		let reserves = [&all[3], &all[4]].map(alias);
		assert_eq!(Polls::substitute(poll, &reserves), 2);
		for silent in &all[1..3] {
			let ballot = ballot(silent, poll, NO, 1);
			assert_refused(ballot, refusal::ALIAS_REPLACED);
		}
		cast(early);
		cast(ballot(&all[4], poll, NO, 1));
		cast(ballot(&all[0], poll, NO, 2));
		assert_eq!(counts(poll), [1, 2, 0]);
		assert_eq!(record(poll).electors, 3);
		Rolls::unpin(epoch);
	});
}
