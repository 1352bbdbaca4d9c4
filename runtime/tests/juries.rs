//! Juries on the real runtime: who can be drawn, what a ticket must be, who votes and who does not.

use crate::common::{laws::*, politics::*, *};
use frame_support::storage::with_transaction;
use pallet_jury::{Drawing, Phase, Verdict};
use sp_runtime::{
	transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidityError},
	DispatchError, TransactionOutcome,
};
use veche_primitives::{
	laws::{jury_context, Ticket, SEED_DELAY},
	refusal,
	rolls::Electorate,
	BillId, PollId,
};
use veche_runtime::{BlockNumber, Executive, Jury, Rolls, Runtime, RuntimeCall};

/// The code with which the call is refused, before it enters the pool and in a block.
fn code_of(call: RuntimeCall) -> u8 {
	// The pool looks at it from the next block, and nothing stays of that.
	let pool = with_transaction(|| {
		let sent = general(call.clone());
		let seen = Executive::validate_transaction(TransactionSource::External, sent, GENESIS);
		TransactionOutcome::Rollback(Ok::<_, DispatchError>(seen))
	});
	let refused = pool.expect("looked at").expect_err("must be refused");
	assert_eq!(send(call), Err(refused));
	let with = |code: u8| TransactionValidityError::from(InvalidTransaction::Custom(code));
	let code = (1..=u8::MAX).find(|code| refused == with(*code));
	code.unwrap_or_else(|| panic!("refused without a code of ours: {refused:?}"))
}

fn ticket_code(ticket: Ticket) -> u8 {
	code_of(claim_seat_call(ticket))
}

/// A bill of these citizens, the most of whom want a jury to decide on it: its roll is frozen.
fn bill_of(citizens: &[Citizen], name: &str) -> BillId {
	let all: Vec<&Citizen> = citizens.iter().collect();
	propose(all[0], statute(name), &all[..all.len() / 2 + 1])
}

/// A jurist's ticket, who must be on the frozen roll.
fn sure_ticket(citizen: &Citizen, bill: BillId) -> Ticket {
	ticket(citizen, bill).expect("on the frozen roll")
}

/// The citizens by their tickets for the bill, lowest first.
fn by_ticket<'a>(citizens: &'a [Citizen], open: &Drawing<BlockNumber>) -> Vec<&'a Citizen> {
	let mut sorted: Vec<&Citizen> = citizens.iter().collect();
	sorted.sort_by_key(|citizen| alias_for(citizen, &open.context));
	sorted
}

/// Blocks until the panel's time is half over.
fn to_half_time(bill: BillId) {
	let Phase::Trial { halfway, .. } = phase(bill) else {
		panic!("the panel sits");
	};
	to_block(halfway);
}

fn to_closing(poll: PollId) {
	to_block(record(poll).closes);
}

#[test]
fn seed_is_drawn_three_epochs_after_the_roll_was_frozen_and_not_before() {
	with_laws(|| {
		let jurists = jurists(5);
		let bill = bill_of(&jurists, "On wells");
		for _ in 0..SEED_DELAY {
			assert!(matches!(phase(bill), Phase::Frozen { .. }));
			assert_eq!(Jury::drawing(bill), None);
			epochs_pass(1);
			next_block();
		}
		let open = Jury::drawing(bill).expect("three epochs later");
		assert_eq!(open.context, jury_context(GENESIS, bill, open.seed));
		assert_eq!(
			(open.jurists, open.places),
			(jurists_roll(), PANEL + RESERVES)
		);
		assert_eq!(open.until, now() + CLAIM);
	});
}

#[test]
fn lowest_tickets_are_the_panel_in_whatever_order_they_come() {
	with_laws(|| {
		let jurists = jurists(7);
		let bill = bill_of(&jurists, "On wells");
		let open = drawing(bill);
		let sorted = by_ticket(&jurists, &open);
		// From the highest to the lowest: each of the last two displaces the highest.
		for jurist in sorted.iter().rev() {
			claim_seat(sure_ticket(jurist, bill));
		}
		let poll = seated_panel(bill);
		let (jurors, reserves) = panel(bill, &jurists);
		let aliases = |citizens: &[&Citizen]| -> Vec<[u8; 32]> {
			citizens.iter().map(|citizen| citizen.alias(poll)).collect()
		};
		assert_eq!(aliases(&jurors), aliases(&sorted[..3]));
		assert_eq!(aliases(&reserves), aliases(&sorted[3..5]));
	});
}

#[test]
fn claim_is_refused_with_its_own_code_when_the_ticket_is_not_what_it_should_be() {
	with_laws(|| {
		let jurists = jurists(6);
		let bill = bill_of(&jurists, "On wells");
		let other = bill_of(&jurists[1..], "On bridges");
		let early = sure_ticket_for_nothing(bill, &jurists[0]);
		assert_eq!(ticket_code(early), refusal::TICKETS_CLOSED);
		let open = drawing(bill);
		let elsewhere = Jury::drawing(other).expect("its seed is drawn as well");
		assert_ne!(open.seed, elsewhere.seed);
		let sorted = by_ticket(&jurists, &open);
		let [lowest, second] = [sorted[0], sorted[1]];

		// Of another bill, of another seed, of somebody else's alias, or of no bill at all.
		let foreign = Ticket {
			bill,
			..sure_ticket(lowest, other)
		};
		assert_eq!(ticket_code(foreign), refusal::TICKET_BAD_PROOF);
		let guessed = Drawing {
			context: jury_context(GENESIS, bill, elsewhere.seed),
			..open.clone()
		};
		let guessed = ticket_of(lowest, bill, &guessed, jurists_precinct());
		let guessed = guessed.expect("a proof can be made");
		assert_eq!(ticket_code(guessed), refusal::TICKET_BAD_PROOF);
		let borrowed = Ticket {
			alias: alias_for(second, &open.context),
			..sure_ticket(lowest, bill)
		};
		assert_eq!(ticket_code(borrowed), refusal::TICKET_BAD_PROOF);
		let nowhere = Ticket {
			bill: other + 1,
			..sure_ticket(lowest, bill)
		};
		assert_eq!(ticket_code(nowhere), refusal::BILL_UNKNOWN);
		// By the precinct of the village, where the same key is too.
		let home = precinct(lowest, village());
		let villager = ticket_of(lowest, bill, &open, home).expect("a villager");
		assert_eq!(ticket_code(villager), refusal::TICKET_OUTSIDE);

		// Twice, and higher than those that are kept.
		for jurist in &sorted[..5] {
			claim_seat(sure_ticket(jurist, bill));
		}
		assert_eq!(
			ticket_code(sure_ticket(lowest, bill)),
			refusal::TICKET_TWICE
		);
		let highest = sure_ticket(sorted[5], bill);
		assert_eq!(ticket_code(highest.clone()), refusal::TICKET_TOO_HIGH);

		// And when the window is over.
		to_block(open.until);
		assert_eq!(ticket_code(highest), refusal::TICKETS_CLOSED);
	});
}

/// A ticket for a bill whose seed is not drawn yet: as good as can be.
fn sure_ticket_for_nothing(bill: BillId, citizen: &Citizen) -> Ticket {
	Ticket {
		bill,
		precinct: jurists_precinct(),
		alias: citizen.key,
		proof: Default::default(),
	}
}

#[test]
fn claim_is_refused_when_the_diploma_was_gained_after_the_freeze() {
	with_laws(|| {
		let jurists = jurists(4);
		let bill = bill_of(&jurists, "On wells");
		let late = vec![Citizen::new(77)];
		settle(&late, 77, village());
		graduate(&late);
		assert_eq!(Rolls::electors(jurists_roll()), 5);
		let open = drawing(bill);
		assert!(ticket(&late[0], bill).is_none(), "not in the frozen ring");

		// A proof in today's ring, where the newcomer is, does not do.
		let today = Drawing {
			epoch: Rolls::current_epoch(),
			..open.clone()
		};
		let proven = ticket_of(&late[0], bill, &today, jurists_precinct()).expect("a jurist now");
		assert_eq!(ticket_code(proven), refusal::TICKET_BAD_PROOF);
		let proven = ticket_of(&jurists[0], bill, &today, jurists_precinct());
		let proven = proven.expect("a jurist now");
		assert_eq!(ticket_code(proven), refusal::TICKET_BAD_PROOF);
		claim_seat(sure_ticket(&jurists[0], bill));
		assert!(open.epoch < Rolls::current_epoch());
	});
}

#[test]
fn juror_whose_diploma_is_withdrawn_during_the_trial_votes_all_the_same() {
	with_laws(|| {
		let jurists = jurists(5);
		let bill = bill_of(&jurists, "On wells");
		let poll = drawn(bill, &jurists);
		let (jurors, _) = panel(bill, &jurists);
		let precinct = jurists_precinct();
		for juror in &jurors {
			act(&faculty(), withdraw_call(JURIST, person(juror)));
		}
		assert_eq!(Rolls::electors(jurists_roll()), 2);
		for _ in 0..3 {
			next_block();
		}
		// The frozen roll stands: nobody can tell who of the panel was withdrawn.
		for juror in &jurors {
			cast(ballot_in(juror, poll, precinct, YES, 1).expect("on the frozen roll"));
		}
		assert_eq!(verdict(bill), Verdict::Passed);
	});
}

#[test]
fn reserves_vote_for_the_silent_from_half_time_on() {
	with_laws(|| {
		let jurists = jurists(6);
		let bill = bill_of(&jurists, "On wells");
		let open = drawing(bill);
		let sorted = by_ticket(&jurists, &open);
		for jurist in &sorted {
			let ticket = sure_ticket(jurist, bill);
			if jurist.key == sorted[5].key {
				assert_eq!(ticket_code(ticket), refusal::TICKET_TOO_HIGH);
			} else {
				claim_seat(ticket);
			}
		}
		let poll = seated_panel(bill);
		let (jurors, reserves) = panel(bill, &jurists);
		let refused = |citizen: &Citizen| code_of(cast_call(judgement(citizen, poll, NO)));

		judge(&jurors[..1], poll, YES);
		// Neither reserves nor those who were not drawn at all vote on the first day.
		for reserve in &reserves {
			assert_eq!(refused(reserve), refusal::ALIAS_STANDS_BY);
		}
		assert_eq!(refused(sorted[5]), refusal::ALIAS_NOT_ADMITTED);
		to_half_time(bill);
		for silent in &jurors[1..] {
			assert_eq!(refused(silent), refusal::ALIAS_REPLACED);
		}
		assert_eq!(refused(sorted[5]), refusal::ALIAS_NOT_ADMITTED);
		judge(&reserves, poll, NO);
		assert_eq!(record(poll).electors, PANEL, "as many seats as before");

		let late = judgement(reserves[0], poll, YES);
		to_closing(poll);
		assert_eq!(code_of(cast_call(late)), refusal::POLL_CLOSED);
		assert_eq!(verdict(bill), Verdict::Rejected);
		assert_eq!(counts(poll), [1, 2, 0]);
	});
}

#[test]
fn bill_has_no_panel_when_neither_enough_jurists_nor_enough_others_claim_a_seat() {
	with_laws(|| {
		let jurists = jurists(5);
		let bill = bill_of(&jurists, "On wells");
		let open = drawing(bill);
		claim_seat(sure_ticket(&jurists[0], bill));
		let again = wait(|| Jury::drawing(bill).filter(|again| again.until > open.until));
		assert_eq!(again.jurists, Electorate::Unit(unit(COUNTRY)));
		assert_eq!(again.kept, 0, "the jurist's ticket is dropped");
		assert_eq!(verdict(bill), Verdict::NoPanel);
		assert_eq!(Jury::bill(bill).expect("known").trial, None);
	});
}

#[test]
fn bill_is_not_decided_when_too_few_of_the_panel_vote() {
	with_laws(|| {
		let jurists = jurists(3);
		let bill = bill_of(&jurists, "On wells");
		let poll = drawn(bill, &jurists);
		let (jurors, reserves) = panel(bill, &jurists);
		assert!(reserves.is_empty(), "nobody stands by");
		judge(&jurors[..1], poll, YES);
		assert_eq!(verdict(bill), Verdict::NoQuorum);
		assert_eq!(pallet_laws::Pending::<Runtime>::iter().count(), 0);
	});
}

#[test]
fn tickets_of_one_jurist_for_two_bills_have_nothing_in_common() {
	with_laws(|| {
		let jurists = jurists(4);
		let bills = [
			bill_of(&jurists, "On wells"),
			bill_of(&jurists[1..], "On bridges"),
		];
		drawing(bills[0]);
		let [first, second] = bills.map(|bill| sure_ticket(&jurists[0], bill));
		assert_ne!(first.alias, second.alias);
		// Two proofs of the same ticket differ too: whoever sends one again is not known by it.
		let again = sure_ticket(&jurists[0], bills[0]);
		assert_eq!(again.alias, first.alias);
		assert_ne!(again.proof, first.proof);
	});
}
