//! A whole trial with the real rolls, the real ballot box and real ring proofs: a roll is frozen, jurists
//! find out by lot whether they sit, hand in tickets that nobody can trace, vote under the same aliases
//! in the same context, and a reserve takes the place of the one who is silent. Only identity, offices,
//! lots and the legislature are stand-ins.

mod chain;

use chain::*;
use frame_support::assert_ok;
use pallet_jury::{Drawing, Verdict};
use veche_primitives::{
	ballot::{Ballot, BallotV1, Choice},
	laws::{ticket_message, Ticket},
	refusal,
	rolls::RollEpoch,
	Alias, BillId, PollId, PrecinctId,
};

/// Jurists on the roll when it is frozen.
const POOL: u32 = 6;
/// The one who leaves the roll during the trial.
const LEAVER: u32 = 0;
/// The one who joins the roll after it was frozen.
const NEWCOMER: u32 = 77;

/// The ticket of a jurist, proven in the ring of an epoch.
fn ticket_in(epoch: RollEpoch, bill: BillId, jurist: u32, drawing: &Drawing<u64>) -> Ticket {
	let precinct = precinct();
	let message = ticket_message(genesis(), bill, drawing.epoch, precinct);
	let (proof, alias) = prove(precinct, epoch, jurist, &drawing.context, &message);
	Ticket {
		bill,
		precinct,
		alias,
		proof,
	}
}

/// A ticket that no proof goes with.
fn unproven(bill: BillId, precinct: PrecinctId, alias: Alias) -> Ticket {
	Ticket {
		bill,
		precinct,
		alias,
		proof: Default::default(),
	}
}

/// A jurist's ballot.
fn ballot(poll: PollId, jurist: u32, option: u8) -> Ballot {
	let record = Polls::poll(poll).unwrap();
	let mut ballot = unproven_ballot(poll, alias_of(jurist, &record.context), option);
	let message = ballot.message(genesis(), record.epoch);
	let (proof, alias) = prove(precinct(), record.epoch, jurist, &record.context, &message);
	assert_eq!(alias, ballot.alias);
	ballot.proof = proof;
	Ballot::V1(ballot)
}

fn unproven_ballot(poll: PollId, alias: Alias, option: u8) -> BallotV1 {
	BallotV1 {
		poll,
		precinct: precinct(),
		alias,
		counter: 1,
		choices: vec![Choice::One(option)].try_into().unwrap(),
		proof: Default::default(),
	}
}

/// The pool's jurists, those with the lowest tickets first.
fn by_ticket(drawing: &Drawing<u64>) -> Vec<u32> {
	let mut jurists: Vec<u32> = (0..POOL).collect();
	jurists.sort_by_key(|jurist| alias_of(*jurist, &drawing.context));
	jurists
}

#[test]
fn panel_of_real_jurists_decides() {
	house(0..POOL).execute_with(|| {
		let bill = submit();
		assert_eq!(held(), [bill]);
		let frozen = Rolls::current_epoch();

		// The frozen roll stands, whoever comes and goes.
		enroll(NEWCOMER);
		withdraw(LEAVER);
		run_until(|| Jury::drawing(bill).is_some());
		let drawing = Jury::drawing(bill).unwrap();
		assert_eq!(drawing.epoch, frozen);
		let now = Rolls::current_epoch();
		assert!(now > frozen, "the roll has turned since");

		// The newcomer is in a ring, but not in the frozen one.
		let late = ticket_in(now, bill, NEWCOMER, &drawing);
		assert_eq!(claim(late), Err(refused(refusal::TICKET_BAD_PROOF)));
		// A proof for another bill is none for this one.
		let other = ticket_in(frozen, bill + 1, 1, &drawing);
		let other = Ticket { bill, ..other };
		assert_eq!(claim(other), Err(refused(refusal::TICKET_BAD_PROOF)));

		// Five places; the sixth need not even prove it.
		let jurists = by_ticket(&drawing);
		let (last, lowest) = jurists.split_last().unwrap();
		for jurist in lowest.iter().rev() {
			let ticket = ticket_in(frozen, bill, *jurist, &drawing);
			assert_eq!(ticket.alias, alias_of(*jurist, &drawing.context));
			assert_ok!(claim(ticket.clone()));
			assert_eq!(claim(ticket), Err(refused(refusal::TICKET_TWICE)));
		}
		let too_high = unproven(bill, precinct(), alias_of(*last, &drawing.context));
		assert_eq!(claim(too_high), Err(refused(refusal::TICKET_TOO_HIGH)));
		assert!(jurists.contains(&LEAVER), "who left can still be drawn");

		// Three sit, two stand by.
		let aliases: Vec<Alias> = lowest
			.iter()
			.map(|jurist| alias_of(*jurist, &drawing.context))
			.collect();
		let drawn = Jury::tickets(bill);
		assert_eq!((&drawn.panel[..], &drawn.reserves[..]), aliases.split_at(3));

		run_until(|| is_open(bill));
		let poll = trial_of(bill).unwrap();
		let record = Polls::poll(poll).unwrap();
		assert_eq!((record.epoch, record.context), (frozen, drawing.context));
		assert_eq!((record.electors, record.panel), (3, true));

		// Two vote. Nobody who does not sit can, a reserve before its time as little as others.
		assert_ok!(cast(ballot(poll, lowest[0], 0)));
		assert_ok!(cast(ballot(poll, lowest[1], 0)));
		for (jurist, code) in [
			(lowest[3], refusal::ALIAS_STANDS_BY),
			(lowest[4], refusal::ALIAS_STANDS_BY),
			(*last, refusal::ALIAS_NOT_ADMITTED),
		] {
			let alias = alias_of(jurist, &drawing.context);
			let ballot = Ballot::V1(unproven_ballot(poll, alias, 1));
			assert_eq!(cast(ballot), Err(refused(code)));
		}

		// At half-time the first reserve takes the place of the silent one.
		run_until(|| is_half_time_over(bill));
		let silent = Ballot::V1(unproven_ballot(poll, aliases[2], 1));
		assert_eq!(cast(silent), Err(refused(refusal::ALIAS_REPLACED)));
		assert_ok!(cast(ballot(poll, lowest[3], 0)));
		let second = Ballot::V1(unproven_ballot(poll, aliases[4], 1));
		assert_eq!(cast(second), Err(refused(refusal::ALIAS_STANDS_BY)));

		run_until(|| verdict(bill).is_some());
		assert_eq!(verdict(bill), Some(Verdict::Passed));
		assert_eq!(Polls::outcome(poll).map(|outcome| outcome.ballots), Some(3));
		assert_eq!((passed(), held()), (vec![bill], vec![bill]));

		// When the ballots have been audited, nothing holds the frozen roll any more.
		run_until(|| pallet_rolls::Pins::<Test>::get().is_empty());
		assert!(Rolls::ring(precinct(), frozen).is_none());
	});
}
