//! `petition`: who may begin one, against which bill, when, and what the people are asked.

use super::*;
use veche_primitives::{
	ballot::Method,
	polls::{Goal, PollRequest},
	rolls::Electorate,
};

fn refused(person: PersonId, id: BillId, error: Error<Test>) {
	assert_noop!(begin(person, id), error);
}

/// What the only question of a poll is, and how it is answered.
fn question(request: &PollRequest<u64>) -> (Vec<u8>, Vec<Vec<u8>>) {
	let [question] = request.paper.questions.as_slice() else {
		panic!("one question");
	};
	assert_eq!(question.method, Method::YesNo);
	let options = question.options.iter().map(|option| option.to_vec());
	(question.title.to_vec(), options.collect())
}

#[test]
fn petition_opens_a_poll_when_a_citizen_of_the_unit_calls() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, statute());
		run_to(5);
		assert_ok!(begin(BELA, 3));
		assert_eq!(phase(3), Phase::Petition { poll: 0 });
		let told = Event::PetitionOpened {
			bill: 3,
			poll: 0,
			by: BELA,
		};
		System::assert_last_event(told.into());
	});
}

#[test]
fn petition_asks_one_yes_no_question_with_a_goal() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, statute());
		let request = request(petition(3));
		assert_eq!(request.institution, Institution::Laws);
		assert_eq!(request.electorate, Electorate::Unit(VILLAGE));
		assert_eq!((request.quorum, request.majority), (0, WHOLE / 2));
		let goal = Goal {
			question: 0,
			option: 0,
			share: TERMS.support,
		};
		assert_eq!(request.goal, Some(goal));
		assert_eq!((request.context, &request.admitted), (None, &None));
		assert_eq!(request.paper.title, statute().title);
		assert_eq!(request.paper.text, statute().text);
		let (asked, options) = question(&request);
		assert_eq!(asked, PETITION_QUESTION);
		assert_eq!(options, OPTIONS);
	});
}

#[test]
fn petition_collects_until_the_delay_is_over() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, statute());
		pass(4, statute());
		assert_ok!(begin(ALES, 3));
		run_to(11);
		assert_ok!(begin(ALES, 4));
		for (poll, opens) in [(0, 2), (1, 12)] {
			let request = request(poll);
			assert_eq!((request.delay, request.duration), (1, DUE - opens));
		}
	});
}

#[test]
fn petition_collects_for_a_block_when_it_begins_as_late_as_can_be() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, statute());
		run_to(DUE - 2);
		assert_ok!(begin(ALES, 3));
		assert_eq!(request(0).duration, 1);
		next_block();
		vote(0, 4, 0, 0);
		next_block();
		assert_eq!(System::block_number(), DUE);
		assert!(matches!(phase(3), Phase::Referendum { .. }));
	});
}

#[test]
fn petition_fails_when_it_could_not_be_over_before_the_delay() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, statute());
		run_to(DUE - 1);
		refused(ALES, 3, Error::TooLate);
		assert_eq!(polls_opened(), 0);
		next_block();
		assert_eq!(law_of(3), 1);
	});
}

#[test]
fn petition_opens_when_the_citizen_lives_below_the_unit() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, ringing(1));
		assert_ok!(begin(EWA, 3));
		assert_eq!(request(0).electorate, Electorate::Unit(COUNTRY));
	});
}

#[test]
fn petition_fails_when_the_origin_is_not_signed() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, statute());
		let law = law_origin(Class::Constitution);
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root(), law] {
			assert_noop!(LawsPallet::petition(origin, 3), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn petition_fails_when_the_account_is_no_citizen() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, statute());
		refused(STRANGER, 3, Error::NotACitizen);
	});
}

#[test]
fn petition_fails_when_the_person_is_an_observer() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, statute());
		refused(OBSERVER, 3, Error::Observer);
	});
}

#[test]
fn petition_fails_when_no_panel_has_passed_the_bill() {
	ExtBuilder::default().build_and_execute(|| {
		refused(ALES, 3, Error::UnknownBill);
	});
}

#[test]
fn petition_fails_when_the_citizen_lives_outside_the_unit() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, statute());
		refused(EWA, 3, Error::OutsideUnit);
	});
}

#[test]
fn petition_fails_when_one_is_under_way() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, statute());
		pass(4, statute());
		petition(3);
		for person in [ALES, BELA] {
			refused(person, 3, Error::PetitionRunning);
		}
		// That against one bill does not stand in the way of another.
		assert_ok!(begin(BELA, 4));
	});
}

#[test]
fn petition_fails_when_the_people_decide_already() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, recasting());
		refused(ALES, 3, Error::ReferendumRunning);
		pass(4, statute());
		called(4);
		refused(ALES, 4, Error::ReferendumRunning);
	});
}

#[test]
fn petition_fails_when_the_people_have_decided() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, statute());
		let poll = called(3);
		decide(poll, 6, 0);
		assert_eq!(phase(3), Phase::Confirmed { poll });
		refused(ALES, 3, Error::AlreadyConfirmed);
	});
}

#[test]
fn petition_fails_when_the_delay_is_over() {
	ExtBuilder::default().build_and_execute(|| {
		DuePerBlock::set(1);
		pass(3, statute());
		pass(4, statute());
		run_to(DUE);
		// One is law, the other waits for its turn.
		assert!(ended(3).is_some() && ended(4).is_none());
		refused(ALES, 3, Error::TooLate);
		refused(ALES, 4, Error::TooLate);
	});
}

#[test]
fn petition_fails_when_the_bill_was_struck() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, recasting());
		run_to(50);
		refused(ALES, 3, Error::TooLate);
	});
}

#[test]
fn petition_leaves_nothing_behind_when_its_poll_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, statute());
		RefusePoll::set(Some(REFUSED));
		assert_noop!(begin(ALES, 3), REFUSED);
		assert_eq!(polls_opened(), 0);
		assert_eq!(phase(3), Phase::Waiting);
	});
}
