//! Whose roll a panel is drawn from, and by which key: the jurists' as long as there are enough, else
//! everybody's; and always by the key that was on the roll when it was frozen.

use crate::common::{laws::*, politics::*, *};
use pallet_jury::{Drawing, Phase, Verdict};
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionValidityError};
use veche_primitives::{laws::Ticket, refusal, rolls::Electorate, BillId};
use veche_runtime::{BlockNumber, Jury, Rolls, RuntimeCall};

/// A text that these citizens propose, the most of whom want a jury to decide on it.
fn bill_of(citizens: &[Citizen]) -> BillId {
	let all: Vec<&Citizen> = citizens.iter().collect();
	propose(all[0], statute("On wells"), &all[..all.len() / 2 + 1])
}

/// A ticket made in the precinct of the citizen's village.
fn ticket_of_villager(
	citizen: &Citizen,
	bill: BillId,
	open: &Drawing<BlockNumber>,
) -> Option<Ticket> {
	ticket_of(citizen, bill, open, precinct(citizen, village()))
}

/// The ticket is refused for this reason.
fn assert_refused(ticket: Ticket, code: u8) {
	let error: TransactionValidityError = InvalidTransaction::Custom(code).into();
	assert_eq!(send(claim_seat_call(ticket)), Err(error));
}

#[test]
fn panel_is_drawn_from_everybody_when_a_young_country_has_too_few_jurists() {
	with_laws(|| {
		let people = citizens(5);
		// One, and the least panel is of two.
		graduate(&people[..1]);
		let bill = bill_of(&people);
		let open = drawing(bill);
		assert_eq!(open.jurists, Electorate::Unit(unit(COUNTRY)));
		for citizen in &people {
			let ticket = ticket_of_villager(citizen, bill, &open).expect("on the frozen roll");
			// Nobody is drawn by the diploma, who has one or not.
			let by_diploma = Ticket {
				precinct: jurists_precinct(),
				..ticket.clone()
			};
			assert_refused(by_diploma, refusal::TICKET_OUTSIDE);
			claim_seat(ticket);
		}
		let poll = seated_panel(bill);
		assert_eq!(record(poll).electorate, Electorate::Unit(unit(COUNTRY)));
		let (jurors, reserves) = panel(bill, &people);
		assert_eq!((jurors.len(), reserves.len()), (3, 2));
		for juror in jurors {
			vote(juror, poll, &[YES]);
		}
		assert_eq!(verdict(bill), Verdict::Passed);
		assert_eq!(in_force(bill), 1);
	});
}

#[test]
fn panel_is_drawn_from_everybody_when_too_few_jurists_claim() {
	with_laws(|| {
		let people = citizens(5);
		graduate(&people[..2]);
		let bill = bill_of(&people);
		let first = drawing(bill);
		assert_eq!(first.jurists, jurists_roll());
		claim_seat(ticket(&people[0], bill).expect("on the frozen roll"));
		let open = wait(|| Jury::drawing(bill).filter(|open| open.jurists != first.jurists));
		assert_eq!(open.jurists, Electorate::Unit(unit(COUNTRY)));
		assert_eq!((open.epoch, open.context), (first.epoch, first.context));
		assert_eq!(open.kept, 0, "the jurist's ticket is dropped");
		for citizen in &people {
			let ticket = ticket_of_villager(citizen, bill, &open).expect("on the frozen roll");
			claim_seat(ticket);
		}
		let poll = seated_panel(bill);
		assert_eq!(record(poll).electorate, Electorate::Unit(unit(COUNTRY)));
		let (jurors, _) = panel(bill, &people);
		for juror in jurors {
			vote(juror, poll, &[YES]);
		}
		assert_eq!(verdict(bill), Verdict::Passed);
	});
}

#[test]
fn panel_is_drawn_from_the_jurists_when_there_are_just_enough() {
	with_laws(|| {
		let people = citizens(5);
		graduate(&people[..2]);
		let bill = bill_of(&people);
		let open = drawing(bill);
		assert_eq!(open.jurists, jurists_roll());
		for citizen in &people {
			let ticket = ticket_of_villager(citizen, bill, &open).expect("a villager");
			assert_refused(ticket, refusal::TICKET_OUTSIDE);
		}
		for jurist in &people[..2] {
			claim_seat(ticket(jurist, bill).expect("on the frozen roll"));
		}
		seated_panel(bill);
	});
}

#[test]
fn jurist_claims_and_votes_by_the_key_of_the_frozen_roll_when_it_was_changed_since() {
	with_laws(|| {
		let jurists = jurists(3);
		let bill = bill_of(&jurists);
		wait(|| matches!(phase(bill), Phase::Frozen { .. }).then_some(()));

		let anna = &jurists[0];
		let renewed = Citizen::new(555);
		let rotate = pallet_identity::Call::rotate_key {
			new_key: renewed.key,
			possession: possession(&renewed.secret, &anna.account()),
		};
		act(&anna.pair, RuntimeCall::Identity(rotate));
		turn();
		let precinct = jurists_precinct();
		let today = Rolls::current_epoch();
		let keys = ring(precinct, today);
		assert!(keys.contains(&renewed.key) && !keys.contains(&anna.key));

		// The new key is in no ring that counts here, and its proof in today's ring does not do.
		let open = drawing(bill);
		assert!(open.epoch < today);
		assert!(ticket_of(&renewed, bill, &open, precinct).is_none());
		let of_today = Drawing {
			epoch: today,
			..open.clone()
		};
		let late = ticket_of(&renewed, bill, &of_today, precinct);
		assert_refused(late.expect("a jurist now"), refusal::TICKET_BAD_PROOF);

		// The old one claims a seat, and votes.
		for jurist in &jurists {
			claim_seat(ticket(jurist, bill).expect("on the frozen roll"));
		}
		let poll = seated_panel(bill);
		let (jurors, _) = panel(bill, &jurists);
		assert_eq!(jurors.len(), 3, "all of them sit");
		judge(&[anna, &jurists[1]], poll, YES);
		assert_eq!(verdict(bill), Verdict::Passed);
		assert_eq!(counts(poll), [2, 0, 0]);
	});
}
