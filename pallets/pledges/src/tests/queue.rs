//! Never more judgements are open in a unit than allowed; the others wait their turn.

use super::*;
use veche_primitives::offices::End;

/// The first five pledges of the mayor's are claimed: two are judged, three wait.
fn crowded() {
	in_office(MANDATE, 6);
	(0..5).for_each(|place| claim(MANDATE, place));
}

/// The places of the mayor's pledges that are judged.
fn judged() -> Vec<u8> {
	let judged = OpenIn::<Test>::get(VILLAGE).into_iter();
	let places = judged.map(|poll| ByPoll::<Test>::get(poll).unwrap());
	places.map(|(_, place)| place).collect()
}

fn refuse(refuse: bool) {
	RefuseToOpen::set(refuse.then_some(DispatchError::Exhausted));
}

/// How often the pallet said that the pledge cannot be judged.
fn refusals(place: u8) -> usize {
	said(Event::NotJudged {
		mandate: MANDATE,
		pledge: place,
		error: DispatchError::Exhausted,
	})
}

#[test]
fn queue_keeps_waiting_who_pleads_when_the_unit_is_full() {
	ExtBuilder::default().build_and_execute(|| {
		crowded();
		assert_eq!(judged(), [0, 1]);
		for place in 2..5 {
			assert_eq!(mark(MANDATE, place), Mark::Waiting(Plea::Done));
		}
		run_to(20);
		assert_eq!((judged(), opened()), (vec![0, 1], 2));
	});
}

#[test]
fn queue_of_another_unit_is_of_no_concern() {
	ExtBuilder::default().build_and_execute(|| {
		crowded();
		in_office(TOWN_MANDATE, 2);
		claim(TOWN_MANDATE, 1);
		assert_eq!(poll_of(TOWN_MANDATE, 1), 2);
	});
}

#[test]
fn queue_is_shared_by_all_officials_of_the_unit() {
	ExtBuilder::default().build_and_execute(|| {
		crowded();
		in_office(OTHER_MANDATE, 1);
		ask_excuse(OTHER_MANDATE, 0);
		assert_eq!(mark(OTHER_MANDATE, 0), Mark::Waiting(Plea::Excuse));
	});
}

#[test]
fn queue_moves_on_in_order_when_judgements_close() {
	ExtBuilder::default().build_and_execute(|| {
		crowded();
		judge(MANDATE, 1, YES_ALL);
		assert_eq!(
			judged(),
			[0],
			"the next is put to the people on the next block"
		);
		next_block();
		assert_eq!(judged(), [0, 2]);
		judge(MANDATE, 0, YES_ALL);
		judge(MANDATE, 2, YES_ALL);
		next_block();
		assert_eq!(judged(), [3]);
		next_block();
		assert_eq!(judged(), [3, 4]);
		assert_eq!(Queues::<Test>::iter().count(), 0);
	});
}

#[test]
fn queue_lets_nobody_in_before_those_who_wait() {
	ExtBuilder::default().build_and_execute(|| {
		crowded();
		judge(MANDATE, 0, YES_ALL);
		claim(MANDATE, 5);
		assert_eq!(mark(MANDATE, 5), Mark::Waiting(Plea::Done));
		next_block();
		assert_eq!(judged(), [1, 2]);
	});
}

#[test]
fn queue_makes_nobody_late() {
	ExtBuilder::default().build_and_execute(|| {
		crowded();
		run_to(pledge(MANDATE, 4).due + 10);
		assert_eq!(mark(MANDATE, 4), Mark::Waiting(Plea::Done));
		for place in [0, 1, 2, 3, 4] {
			judge(MANDATE, place, YES_ALL);
			next_block();
		}
		assert_eq!(mark(MANDATE, 4), Mark::Kept);
		assert_all_judged();
	});
}

#[test]
fn queue_moves_on_when_the_mandate_has_ended() {
	ExtBuilder::default().build_and_execute(|| {
		crowded();
		end(MANDATE, End::Recalled);
		judge(MANDATE, 0, YES_ALL);
		next_block();
		assert_eq!(judged(), [1, 2]);
	});
}

#[test]
fn queue_keeps_the_place_of_a_judgement_that_is_repeated() {
	ExtBuilder::default().build_and_execute(|| {
		crowded();
		judge(MANDATE, 0, TOO_FEW);
		assert_eq!(judged(), [1, 0]);
		next_block();
		assert_eq!(judged(), [1, 0]);
	});
}

#[test]
fn queue_moves_on_one_a_block_when_more_may_be_open() {
	ExtBuilder::default().build_and_execute(|| {
		crowded();
		allow(4);
		judge(MANDATE, 0, YES_ALL);
		for judged_then in [vec![1, 2], vec![1, 2, 3], vec![1, 2, 3, 4]] {
			next_block();
			assert_eq!(judged(), judged_then);
		}
	});
}

#[test]
fn queue_moves_on_when_somebody_pleads_and_more_may_be_open() {
	ExtBuilder::default().build_and_execute(|| {
		crowded();
		allow(3);
		claim(MANDATE, 5);
		next_block();
		assert_eq!(judged(), [0, 1, 2]);
	});
}

#[test]
fn queue_moves_on_only_when_there_is_room_again_and_fewer_may_be_open() {
	ExtBuilder::default().build_and_execute(|| {
		crowded();
		allow(1);
		judge(MANDATE, 0, YES_ALL);
		next_block();
		assert_eq!(judged(), [1]);
		judge(MANDATE, 1, YES_ALL);
		next_block();
		assert_eq!(judged(), [2]);
	});
}

#[test]
fn queue_lets_a_repeat_wait_first_when_fewer_may_be_open() {
	ExtBuilder::default().build_and_execute(|| {
		crowded();
		allow(1);
		judge(MANDATE, 0, TOO_FEW);
		assert_eq!(judged(), [1]);
		assert_eq!(mark(MANDATE, 0), Mark::Waiting(Plea::Done));
		judge(MANDATE, 1, YES_ALL);
		next_block();
		assert_eq!(judged(), [0]);
		let poll = poll_of(MANDATE, 0);
		assert_eq!(
			request(poll).quorum,
			PARAMS.repeat_quorum,
			"still the repeat"
		);
	});
}

#[test]
fn queue_tries_again_on_every_block_when_a_judgement_cannot_be_opened() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 2);
		refuse(true);
		claim(MANDATE, 0);
		assert_eq!(mark(MANDATE, 0), Mark::Waiting(Plea::Done));
		assert_eq!(opened(), 0, "rolled back");
		run_to(5);
		claim(MANDATE, 1);
		assert_eq!(mark(MANDATE, 1), Mark::Waiting(Plea::Done));
		refuse(false);
		next_block();
		assert_eq!(judged(), [0], "the first of the queue");
		next_block();
		assert_eq!(judged(), [0, 1]);
	});
}

#[test]
fn queue_says_once_that_a_judgement_cannot_be_opened() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		refuse(true);
		claim(MANDATE, 0);
		run_to(10);
		assert_eq!(refusals(0), 1);
	});
}

#[test]
fn queue_keeps_a_repeat_first_when_it_cannot_be_opened() {
	ExtBuilder::default().build_and_execute(|| {
		crowded();
		refuse(true);
		judge(MANDATE, 0, TOO_FEW);
		assert_eq!(mark(MANDATE, 0), Mark::Waiting(Plea::Done));
		assert_eq!((judged(), refusals(0)), (vec![1], 1));
		next_block();
		assert_eq!(judged(), [1]);
		refuse(false);
		next_block();
		assert_eq!(judged(), [1, 0], "before those that have waited");
		let poll = poll_of(MANDATE, 0);
		assert_eq!(
			request(poll).quorum,
			PARAMS.repeat_quorum,
			"still the repeat"
		);
	});
}

#[test]
fn queue_does_a_bounded_number_of_things_a_block_when_many_units_wait() {
	ExtBuilder::default().build_and_execute(|| {
		DuePerBlock::set(4);
		refuse(true);
		for unit in 100..110 {
			let (office, mandate) = (unit, unit);
			Offices::mutate(|offices| offices.insert(office, unit));
			begin(mandate, office, ALES);
			in_office(mandate, 1);
			claim(mandate, 0);
		}
		refuse(false);
		for expected in [4, 8, 10, 10] {
			next_block();
			assert_eq!(ByPoll::<Test>::iter().count(), expected);
		}
	});
}
