//! Tickets with real proofs, and drawings that are none.

use super::*;
use crate::{
	audit::synthetic,
	chain::jury::{Bill, Class, Params},
	output::Usage,
	ring::Crypto,
};
use verifiable::GenerateVerifiable;

const GENESIS: H256 = H256([0x42; 32]);
const SEED: H256 = H256([7; 32]);

fn record(phase: Phase) -> Record {
	Record {
		bill: Bill {
			unit: 0,
			class: Class::Statute,
			title: Default::default(),
			text: H256([3; 32]),
			change: None,
			call: None,
		},
		by: 7,
		office: None,
		since: 60,
		jurists: Electorate::Group(1),
		params: Params {
			panel: 5,
			reserves: 4,
			least_panel: 3,
			quorum: 500_000,
			majority: 500_000,
			claim: 20,
			verdict: 40,
			support: 20_000,
			petition_window: 60,
		},
		petition: None,
		trial: None,
		phase,
	}
}

fn epoch() -> RollEpoch {
	RollEpoch {
		turn: 2,
		revision: 0,
	}
}

fn claiming() -> Record {
	record(Phase::Claiming {
		epoch: epoch(),
		seed: SEED,
		context: jury_context(GENESIS, 3, SEED),
		until: 120,
	})
}

#[test]
fn drawing_is_that_of_the_bill() {
	let drawing = open_drawing(3, &claiming(), 110).unwrap();
	assert_eq!((drawing.since, drawing.until), (100, 120));
	assert_eq!((drawing.seats, drawing.places), (5, 9));
	assert!(drawing.check_context(GENESIS).is_ok());
}

#[test]
fn drawing_is_refused_when_its_context_is_of_another_chain_bill_or_seed() {
	let drawing = open_drawing(3, &claiming(), 110).unwrap();
	assert!(drawing.check_context(H256::zero()).is_err());
	let other_bill = Drawing { bill: 4, ..drawing };
	assert!(other_bill.check_context(GENESIS).is_err());
	let other_seed = Drawing {
		seed: H256::zero(),
		..drawing
	};
	assert!(other_seed.check_context(GENESIS).is_err());
}

#[test]
fn no_drawing_is_open_before_the_seed_or_when_the_time_is_over() {
	let frozen = Phase::Frozen {
		epoch: epoch(),
		frozen_in: 4,
	};
	let trial = Phase::Trial {
		poll: 9,
		epoch: epoch(),
		halfway: 140,
	};
	for (record, now, expected) in [
		(record(frozen), 110, "seed is not drawn yet"),
		(
			record(Phase::Petition { poll: 9 }),
			110,
			"looks for supporters",
		),
		(record(trial), 125, "has been drawn"),
		(claiming(), 119, "is over"),
	] {
		let error = open_drawing(3, &record, now).unwrap_err();
		assert!(error.is::<Usage>(), "{error:#}");
		assert!(error.to_string().contains(expected), "{error:#}");
	}
	assert!(open_drawing(3, &claiming(), 118).is_ok());
}

#[test]
fn second_window_is_told_when_only_jurists_can_claim_in_the_first() {
	let jurists = not_on_roll(3, Electorate::Group(1), epoch());
	assert!(jurists.contains("the jurists' roll"), "{jurists}");
	assert!(jurists.contains("second window"), "{jurists}");
	let everybody = not_on_roll(3, Electorate::Unit(0), epoch());
	assert!(!everybody.contains("second window"), "{everybody}");
}

#[test]
fn ticket_proves_its_alias_in_the_context_of_bill_and_seed() {
	let town = synthetic::town(&[3]);
	let ring = &town.rings[0];
	let drawing = open_drawing(3, &claiming(), 110).unwrap();
	let ticket = make(GENESIS, &drawing, ring, &synthetic::entropy(1)).unwrap();
	assert_eq!((ticket.bill, ticket.precinct), (3, ring.precinct));
	let own = ring::alias(&synthetic::entropy(1), &drawing.context).unwrap();
	assert_eq!(ticket.alias, own);
	let holds = |bill| {
		Crypto::is_valid(
			ring::domain(ring.size),
			&ticket.proof.to_vec().try_into().unwrap(),
			&ring.check().unwrap(),
			&drawing.context,
			&ticket.alias,
			&ticket_message(GENESIS, bill, drawing.epoch, ring.precinct),
		)
	};
	assert!(holds(3));
	assert!(!holds(4));
}

#[test]
fn ticket_cannot_be_made_by_who_is_not_in_the_ring() {
	let town = synthetic::town(&[3]);
	let drawing = open_drawing(3, &claiming(), 110).unwrap();
	let made = make(GENESIS, &drawing, &town.rings[0], &synthetic::entropy(9));
	assert!(made.is_err());
}
