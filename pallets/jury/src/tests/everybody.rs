//! When there are too few jurists, or too few of them claim a seat, everybody can be drawn, so that no
//! law is the last one.

use super::*;

/// Only so many jurists are left on their roll.
fn leave_jurists(count: u32) {
	for jurist in count..POOL {
		withdraw(home_of(jurist), jurist);
	}
	turn_rolls();
}

/// So many jurists are back on their roll.
fn bring_back_jurists(count: u32) {
	for jurist in 0..count {
		enroll(FIRST, jurist);
	}
	turn_rolls();
}

/// A ticket by right of living in the country.
fn ticket_of_citizen(bill: BillId, person: Jurist) -> Ticket {
	prove(bill, person, HOME, &drawing(bill))
}

/// It is told last whose roll was frozen, and how many are on it.
fn assert_frozen(bill: BillId, electorate: Electorate, jurists: u32) {
	System::assert_last_event(
		Event::RollFrozen {
			bill,
			epoch: roll_epoch(),
			electorate,
			jurists,
			seed_epoch: 3,
		}
		.into(),
	);
	assert_eq!(record(bill).jurists, electorate);
}

#[test]
fn freeze_takes_everybody_when_there_are_fewer_jurists_than_a_panel_needs() {
	ExtBuilder::default().build_and_execute(|| {
		leave_jurists(PARAMS.least_panel - 1);
		let id = submitted();
		assert_frozen(id, EVERYBODY, PEOPLE);
		run_to(DRAWN);
		assert_eq!(drawing(id).jurists, EVERYBODY);
	});
}

#[test]
fn freeze_takes_the_jurists_when_there_are_just_enough() {
	ExtBuilder::default().build_and_execute(|| {
		leave_jurists(PARAMS.least_panel);
		let id = submitted();
		assert_frozen(id, JURISTS, PARAMS.least_panel);
		run_to(DRAWN);
		assert_eq!(drawing(id).jurists, JURISTS);
	});
}

#[test]
fn freeze_asks_how_many_the_panel_of_the_class_needs() {
	let large = Params {
		panel: 9,
		least_panel: 5,
		..PARAMS
	};
	ExtBuilder::default()
		.params(&[(Class::Statute, PARAMS), (Class::Constitution, large)])
		.build_and_execute(|| {
			leave_jurists(4);
			let constitutional = Bill {
				class: Class::Constitution,
				..bill_of(VILLAGE)
			};
			let statute = submitted();
			assert_frozen(statute, JURISTS, 4);
			assert_ok!(submit(BELA, VILLAGE_HEAD, constitutional));
			assert_frozen(latest(), EVERYBODY, PEOPLE);
		});
}

#[test]
fn freeze_takes_everybody_when_jurists_were_swept_off_during_the_petition() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = proposed();
		assert_eq!(record(id).jurists, JURISTS);
		leave_jurists(0);
		for elector in 0..4 {
			support(poll, elector);
		}
		next_block();
		assert_frozen(id, EVERYBODY, PEOPLE);
	});
}

#[test]
fn freeze_takes_the_jurists_when_they_came_back_while_it_waited() {
	ExtBuilder::default().build_and_execute(|| {
		leave_jurists(0);
		MaxPins::set(0);
		let id = submitted();
		assert_eq!(phase(id), Phase::Waiting { since: 1 });
		bring_back_jurists(PARAMS.least_panel);
		MaxPins::set(1);
		next_block();
		assert_frozen(id, JURISTS, PARAMS.least_panel);
	});
}

#[test]
fn claim_takes_who_never_was_a_jurist_when_everybody_can_be_drawn() {
	ExtBuilder::default().build_and_execute(|| {
		leave_jurists(0);
		let id = claiming();
		for person in [0, POOL, PEOPLE - 1] {
			assert_ok!(claim(ticket_of_citizen(id, person)));
		}
		assert_refused(ticket_of_citizen(id, 0), refusal::TICKET_TWICE);
		assert_refused(ticket_of_citizen(id, PEOPLE), refusal::TICKET_BAD_PROOF);
	});
}

#[test]
fn ticket_is_refused_when_its_precinct_is_the_jurists_and_everybody_can_be_drawn() {
	ExtBuilder::default().build_and_execute(|| {
		leave_jurists(PARAMS.least_panel - 1);
		let id = claiming();
		assert_refused(ticket(id, 0), refusal::TICKET_OUTSIDE);
		assert_ok!(claim(ticket_of_citizen(id, 0)));
	});
}

#[test]
fn ticket_is_refused_when_its_precinct_is_everybodys_and_jurists_can_be_drawn() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		assert_refused(ticket_of_citizen(id, 0), refusal::TICKET_OUTSIDE);
		assert_ok!(claim(ticket(id, 0)));
	});
}

#[test]
fn panel_of_everybody_decides_as_any_other() {
	ExtBuilder::default().build_and_execute(|| {
		leave_jurists(0);
		let id = claiming();
		for person in POOL..POOL + PARAMS.panel {
			assert_ok!(claim(ticket_of_citizen(id, person)));
		}
		let drawing = drawing(id);
		run_to(SEATED + 1);
		let poll = record(id).trial.unwrap();
		let request = request(poll);
		assert_eq!(request.electorate, EVERYBODY);
		assert_eq!(request.context, Some(drawing.context));
		let rings = request.admitted.map(|panel| panel.epoch);
		assert_eq!(rings, Some(drawing.epoch));
		for alias in drawn(id).0 {
			assert!(vote(poll, alias, YES));
		}
		run_to(DECIDED);
		assert_eq!(verdict(id), Some(Verdict::Passed));
	});
}

#[test]
fn bill_stays_with_everybody_when_jurists_come_back_after_the_freeze() {
	ExtBuilder::default().build_and_execute(|| {
		leave_jurists(0);
		let id = submitted();
		bring_back_jurists(PARAMS.least_panel);
		run_to(DRAWN);
		assert_eq!(drawing(id).jurists, EVERYBODY);
		assert_ok!(claim(ticket_of_citizen(id, 0)));
		// Those of later bills are the jurists again.
		let later = submitted();
		assert_eq!(record(later).jurists, JURISTS);
	});
}

#[test]
fn bill_stays_with_the_jurists_when_they_are_swept_off_after_the_freeze() {
	ExtBuilder::default().build_and_execute(|| {
		let id = submitted();
		leave_jurists(0);
		run_to(DRAWN);
		assert_eq!(drawing(id).jurists, JURISTS);
		assert_ok!(claim(ticket(id, 0)));
	});
}

#[test]
fn bill_ends_without_a_panel_when_even_everybody_is_too_few() {
	ExtBuilder::default().build_and_execute(|| {
		let few = PARAMS.least_panel - 1;
		for person in few..PEOPLE {
			withdraw(HOME, person);
		}
		leave_jurists(0);
		let id = submitted();
		assert_frozen(id, EVERYBODY, few);
		run_to(DRAWN);
		for person in 0..few {
			assert_ok!(claim(ticket_of_citizen(id, person)));
		}
		run_to(SEATED);
		assert_eq!(verdict(id), Some(Verdict::NoPanel));
	});
}

/// A bill for which too few jurists have claimed a seat, so that everybody can now.
fn claimed_by_too_few() -> BillId {
	let id = claiming();
	claim_all(id, 0..PARAMS.least_panel - 1);
	run_to(SEATED);
	id
}

#[test]
fn claim_is_open_to_everybody_when_too_few_jurists_claimed() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claimed_by_too_few();
		for person in [0, POOL, PEOPLE - 1] {
			assert_ok!(claim(ticket_of_citizen(id, person)));
		}
		assert_refused(ticket(id, 1), refusal::TICKET_OUTSIDE);
	});
}

#[test]
fn drawing_from_everybody_begins_anew_by_the_same_seed_when_too_few_jurists_claimed() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		let expected = Drawing {
			jurists: EVERYBODY,
			until: UNSEATED,
			..drawing(id)
		};
		claim_all(id, 0..PARAMS.least_panel - 1);
		// What the rolls are later is of no account.
		turn_rolls();
		run_to(SEATED);
		assert_eq!(drawing(id), expected);
		assert_eq!(drawn(id), (vec![], vec![]));
		System::assert_last_event(
			Event::DrawnFromAll {
				bill: id,
				until: UNSEATED,
			}
			.into(),
		);
	});
}

#[test]
fn panel_is_of_everybody_when_too_few_jurists_claimed() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claimed_by_too_few();
		for person in POOL..POOL + PARAMS.least_panel {
			assert_ok!(claim(ticket_of_citizen(id, person)));
		}
		let expected = aliases(id, POOL..POOL + PARAMS.least_panel);
		run_to(UNSEATED + 1);
		let poll = record(id).trial.unwrap();
		assert_eq!(request(poll).electorate, EVERYBODY);
		assert_eq!(admitted(poll), expected);
		for alias in expected {
			assert!(vote(poll, alias, YES));
		}
		run_to(DECIDED + PARAMS.claim);
		assert_eq!(verdict(id), Some(Verdict::Passed));
	});
}

#[test]
fn bill_ends_without_a_panel_when_everybody_too_few_claimed() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claimed_by_too_few();
		for person in 0..PARAMS.least_panel - 1 {
			assert_ok!(claim(ticket_of_citizen(id, person)));
		}
		run_to(UNSEATED - 1);
		assert_eq!(verdict(id), None);
		next_block();
		assert_eq!(verdict(id), Some(Verdict::NoPanel));
		assert_eq!(polls_opened(), 0);
		assert!(pins().is_empty());
		assert_eq!(Tickets::<Test>::iter().count(), 0);
		System::assert_last_event(
			Event::Decided {
				bill: id,
				verdict: Verdict::NoPanel,
			}
			.into(),
		);
	});
}
