//! Tickets that are refused, each for its own reason, with nothing changed; the cheap reasons before
//! any proof is looked at.

use super::*;

#[test]
fn ticket_is_refused_when_the_bill_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		let ticket = Ticket {
			bill: 99,
			..ticket(id, 0)
		};
		assert_refused(ticket, refusal::BILL_UNKNOWN);
	});
}

#[test]
fn ticket_is_refused_when_the_bill_looks_for_supporters() {
	ExtBuilder::default().build_and_execute(|| {
		let other = claiming();
		let (id, _) = proposed();
		let ticket = Ticket {
			bill: id,
			..ticket(other, 0)
		};
		assert_refused(ticket, refusal::TICKETS_CLOSED);
	});
}

#[test]
fn ticket_is_refused_when_the_roll_is_not_frozen_yet() {
	ExtBuilder::default().build_and_execute(|| {
		let other = claiming();
		MaxPins::set(0);
		turn_rolls();
		let id = submitted();
		assert!(matches!(phase(id), Phase::Waiting { .. }));
		let ticket = Ticket {
			bill: id,
			..ticket(other, 0)
		};
		assert_refused(ticket, refusal::TICKETS_CLOSED);
	});
}

#[test]
fn ticket_is_refused_when_the_seed_is_not_drawn_yet() {
	ExtBuilder::default().build_and_execute(|| {
		let other = claiming();
		let id = submitted();
		let ticket = Ticket {
			bill: id,
			..ticket(other, 0)
		};
		assert_refused(ticket, refusal::TICKETS_CLOSED);
	});
}

#[test]
fn ticket_is_refused_when_the_window_is_over() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		claim_all(id, 0..4);
		let late = ticket(id, 4);
		run_to(SEATED);
		assert!(matches!(phase(id), Phase::Trial { .. }));
		assert_refused(late, refusal::TICKETS_CLOSED);
	});
}

#[test]
fn ticket_is_refused_when_the_seating_is_due_but_queued() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		let late = ticket(id, 0);
		System::set_block_number(SEATED);
		assert!(matches!(phase(id), Phase::Claiming { .. }));
		assert_refused(late, refusal::TICKETS_CLOSED);
	});
}

#[test]
fn ticket_is_refused_when_the_bill_is_decided() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		let late = ticket(id, 0);
		run_to(UNSEATED);
		assert_eq!(verdict(id), Some(Verdict::NoPanel));
		assert_refused(late, refusal::TICKETS_CLOSED);
	});
}

#[test]
fn ticket_is_refused_when_the_jurist_has_one() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		assert_ok!(claim(ticket(id, 0)));
		assert_refused(ticket(id, 0), refusal::TICKET_TWICE);
	});
}

#[test]
fn ticket_is_refused_when_it_is_higher_than_all_that_are_kept() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		let lowest = by_ticket(id);
		for jurist in &lowest[..8] {
			assert_ok!(claim(ticket(id, *jurist)));
		}
		for jurist in &lowest[8..] {
			assert_refused(ticket(id, *jurist), refusal::TICKET_TOO_HIGH);
		}
	});
}

#[test]
fn ticket_is_refused_when_it_was_displaced_before() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		let lowest = by_ticket(id);
		for jurist in lowest[..9].iter().rev() {
			assert_ok!(claim(ticket(id, *jurist)));
		}
		assert_refused(ticket(id, lowest[8]), refusal::TICKET_TOO_HIGH);
	});
}

#[test]
fn ticket_is_refused_when_the_precinct_is_of_another_roll() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		let ticket = prove(id, 0, FOREIGN, &drawing(id));
		assert_refused(ticket, refusal::TICKET_OUTSIDE);
	});
}

#[test]
fn ticket_is_refused_when_the_precinct_had_no_ring() {
	ExtBuilder::default().build_and_execute(|| {
		empty(SECOND);
		let id = submitted();
		run_to(DRAWN);
		// Frozen when the patience was over: who is in that precinct cannot be drawn.
		assert_refused(ticket(id, 20), refusal::TICKET_EMPTY);
		assert_ok!(claim(ticket(id, 0)));
	});
}

#[test]
fn ticket_is_refused_when_the_jurist_is_not_in_the_frozen_ring() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		let drawing = drawing(id);
		assert_refused(prove(id, 99, FIRST, &drawing), refusal::TICKET_BAD_PROOF);
		// Nor does a jurist of one precinct prove in the other.
		assert_refused(prove(id, 0, SECOND, &drawing), refusal::TICKET_BAD_PROOF);
	});
}

#[test]
fn ticket_is_refused_when_its_proof_is_of_another_bill() {
	ExtBuilder::default().build_and_execute(|| {
		let other = submitted();
		let id = claiming();
		let ticket = Ticket {
			bill: id,
			..ticket(other, 0)
		};
		assert_refused(ticket, refusal::TICKET_BAD_PROOF);
	});
}

#[test]
fn ticket_is_refused_when_its_proof_signs_another_bill() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		// In the right context, yet over the message of another bill.
		let ticket = Ticket {
			bill: id,
			..prove(id + 1, 0, FIRST, &drawing(id))
		};
		assert_refused(ticket, refusal::TICKET_BAD_PROOF);
	});
}

#[test]
fn ticket_is_refused_when_it_is_made_with_another_seed() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		let guessed = Drawing {
			context: jury_context(GENESIS, id, H256::repeat_byte(1)),
			..drawing(id)
		};
		assert_refused(prove(id, 0, FIRST, &guessed), refusal::TICKET_BAD_PROOF);
	});
}

#[test]
fn ticket_is_refused_when_it_is_made_for_another_chain() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		let drawing = drawing(id);
		let elsewhere = Drawing {
			context: jury_context(H256::repeat_byte(9), id, drawing.seed),
			..drawing
		};
		assert_refused(prove(id, 0, FIRST, &elsewhere), refusal::TICKET_BAD_PROOF);
	});
}

#[test]
fn ticket_is_refused_when_it_names_another_alias() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		// Nobody can choose the number: neither a lower one nor somebody else's.
		for alias in [[0; 32], ticket(id, 1).alias] {
			let ticket = Ticket {
				alias,
				..ticket(id, 0)
			};
			assert_refused(ticket, refusal::TICKET_BAD_PROOF);
		}
	});
}

#[test]
fn ticket_is_refused_when_its_proof_is_of_another_precinct() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		let ticket = Ticket {
			precinct: SECOND,
			..ticket(id, 0)
		};
		assert_refused(ticket, refusal::TICKET_BAD_PROOF);
	});
}

#[test]
fn ticket_is_refused_when_its_proof_is_no_proof() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		for proof in [vec![], vec![0; 10], vec![0xff; 800]] {
			let ticket = Ticket {
				proof: BoundedVec::truncate_from(proof),
				..ticket(id, 0)
			};
			assert_refused(ticket, refusal::TICKET_BAD_PROOF);
		}
	});
}

#[test]
fn ticket_is_refused_before_the_proof_when_a_cheap_check_fails() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		let lowest = by_ticket(id);
		for jurist in &lowest[..8] {
			assert_ok!(claim(ticket(id, *jurist)));
		}
		let good = ticket(id, lowest[0]);
		let outside = Ticket {
			precinct: FOREIGN,
			alias: [0; 32],
			..good.clone()
		};
		let unknown = Ticket {
			bill: 9,
			..good.clone()
		};
		let too_high = ticket(id, lowest[8]);
		Checks::set(0);
		for ticket in [good.clone(), outside, unknown, too_high] {
			assert!(claim(ticket).is_err());
		}
		run_to(SEATED);
		assert!(claim(good).is_err());
		assert_eq!(Checks::get(), 0);
	});
}

#[test]
fn every_refusal_has_its_own_code_and_words() {
	let all = [
		Refusal::BillUnknown,
		Refusal::Closed,
		Refusal::Twice,
		Refusal::TooHigh,
		Refusal::Outside,
		Refusal::Empty,
		Refusal::BadProof,
	];
	let mut codes = all.map(Refusal::code);
	codes.sort_unstable();
	assert_eq!(codes, [32, 33, 34, 35, 36, 37, 38]);
	let unknown = refusal::explain(u8::MAX);
	assert!(codes.iter().all(|code| refusal::explain(*code) != unknown));
}
