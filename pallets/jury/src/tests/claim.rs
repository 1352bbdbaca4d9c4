//! `claim`: which tickets are taken.

use super::*;
use frame_support::pallet_prelude::ValidTransaction;

fn validity(ticket: Ticket) -> ValidTransaction {
	let call = RuntimeCall::JuryPallet(Call::claim { ticket });
	let checked = call.authorize(TransactionSource::External);
	checked.unwrap().unwrap().0
}

#[test]
fn claim_takes_the_ticket_when_it_is_good() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		let ticket = ticket(id, 0);
		assert_ok!(claim(ticket.clone()));
		assert_eq!(drawn(id), (vec![ticket.alias], vec![]));
		System::assert_last_event(
			Event::TicketTaken {
				bill: id,
				alias: ticket.alias,
				displaced: None,
			}
			.into(),
		);
	});
}

#[test]
fn claim_takes_tickets_of_every_precinct_of_the_roll() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		for jurist in [0, 19, 20, 39] {
			assert_ok!(claim(ticket(id, jurist)));
		}
	});
}

#[test]
fn claim_takes_the_ticket_on_the_last_block_of_the_window() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		run_to(SEATED - 1);
		assert_ok!(claim(ticket(id, 0)));
	});
}

#[test]
fn claim_keeps_the_lowest_whatever_the_order() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		let expected = aliases(id, 0..POOL);
		// The worst order: every lower ticket comes later.
		for jurist in by_ticket(id).into_iter().rev() {
			assert_ok!(claim(ticket(id, jurist)));
		}
		assert_eq!(drawn(id), (expected[..5].to_vec(), expected[5..8].to_vec()));
	});
}

#[test]
fn claim_tells_which_ticket_had_to_go() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		let lowest = by_ticket(id);
		for jurist in &lowest[1..9] {
			assert_ok!(claim(ticket(id, *jurist)));
		}
		let highest = drawing(id).highest;
		assert_eq!(highest, Some(ticket(id, lowest[8]).alias));
		let ticket = ticket(id, lowest[0]);
		assert_ok!(claim(ticket.clone()));
		System::assert_last_event(
			Event::TicketTaken {
				bill: id,
				alias: ticket.alias,
				displaced: highest,
			}
			.into(),
		);
	});
}

#[test]
fn claim_keeps_the_tickets_of_each_bill_apart() {
	ExtBuilder::default().build_and_execute(|| {
		submitted();
		let second = claiming();
		assert_ok!(claim(ticket(second, 0)));
		assert_eq!(drawn(0), (vec![], vec![]));
		assert_ok!(claim(ticket(0, 0)));
	});
}

#[test]
fn claim_fails_when_the_origin_is_not_authorized() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		let origins = [
			RuntimeOrigin::signed(account(CIM)),
			RuntimeOrigin::none(),
			RuntimeOrigin::root(),
		];
		for origin in origins {
			assert_noop!(
				JuryPallet::claim(origin, ticket(id, 0)),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn claim_fails_when_it_is_dispatched_without_its_checks() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		assert_ok!(claim(ticket(id, 0)));
		let origin = frame_system::RawOrigin::Authorized.into();
		assert_noop!(
			JuryPallet::claim(origin, ticket(id, 0)),
			Error::<Test>::NotTaken
		);
	});
}

#[test]
fn claim_provides_one_tag_per_jurist_and_bill_whatever_the_proof() {
	ExtBuilder::default().build_and_execute(|| {
		submitted();
		let id = claiming();
		let tags = |ticket| validity(ticket).provides;
		let first = tags(ticket(id, 0));
		assert_eq!(first.len(), 1);
		let mut other = ticket(id, 0);
		other.proof.try_push(0).unwrap();
		assert_eq!(tags(other), first);
		assert_ne!(tags(ticket(id, 1)), first);
		assert_ne!(tags(ticket(0, 0)), first);
	});
}

#[test]
fn claim_ranks_as_a_ballot_and_waits_a_bounded_time() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		let validity = validity(ticket(id, 0));
		assert_eq!(validity.priority, veche_primitives::priority::BALLOT);
		assert!(validity.longevity < 1_000 && validity.propagate);
	});
}

#[test]
fn claim_cannot_be_taken_twice_by_a_block() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		let ticket = ticket(id, 0);
		assert_ok!(claim(ticket.clone()));
		assert_refused(ticket, refusal::TICKET_TWICE);
	});
}
