//! `petition`: who may begin one, for which office, when, and what the people are asked.

use super::*;
use veche_primitives::{ballot::Method, polls::Goal, rolls::Electorate};

fn refused(person: PersonId, office: OfficeId, error: Error<Test>) {
	assert_noop!(begin(person, office), error);
}

#[test]
fn petition_opens_a_poll_when_a_citizen_of_the_unit_calls() {
	ExtBuilder::default().build_and_execute(|| {
		in_office();
		run_to(5);
		assert_ok!(begin(DANA, VILLAGE_HEAD));
		let expected = Petition {
			poll: 0,
			by: DANA,
			opened: 5,
			share: PARAMS.petition_share,
		};
		assert_eq!(RecallPallet::petition_of(VILLAGE_HEAD), Some(expected));
		System::assert_last_event(
			Event::PetitionOpened {
				office: VILLAGE_HEAD,
				poll: 0,
				by: DANA,
			}
			.into(),
		);
	});
}

#[test]
fn petition_asks_one_yes_no_question_with_a_goal() {
	ExtBuilder::default().build_and_execute(|| {
		in_office();
		let request = request(petition());
		assert_eq!(request.institution, Institution::Recall);
		assert_eq!(request.electorate, Electorate::Unit(VILLAGE));
		assert_eq!(
			(request.delay, request.duration),
			(1, PARAMS.petition_window)
		);
		assert_eq!((request.quorum, request.majority), (0, WHOLE / 2));
		let goal = Goal {
			question: 0,
			option: 0,
			share: PARAMS.petition_share,
		};
		assert_eq!(request.goal, Some(goal));
		assert_eq!((request.context, request.admitted), (None, None));
		let paper = request.paper;
		assert_eq!(
			paper.title.to_vec(),
			b"Petition: confidence round for office 0"
		);
		assert_eq!(paper.text, H256::zero());
		let [question] = paper.questions.as_slice() else {
			panic!("one question");
		};
		assert_eq!(question.method, Method::YesNo);
		assert_eq!(question.title.to_vec(), PETITION_QUESTION);
		let options: Vec<&[u8]> = question
			.options
			.iter()
			.map(|text| text.as_slice())
			.collect();
		assert_eq!(options, PETITION_OPTIONS);
	});
}

#[test]
fn petition_opens_when_the_citizen_lives_below_the_unit() {
	ExtBuilder::default().build_and_execute(|| {
		elect(DISTRICT_HEAD, EWA, &[]);
		assert_ok!(begin(ALES, DISTRICT_HEAD));
		let request = request(0);
		assert_eq!(request.electorate, Electorate::Unit(DISTRICT));
	});
}

#[test]
fn petition_opens_when_somebody_is_suspended_or_acts() {
	ExtBuilder::default().build_and_execute(|| {
		suspended();
		assert_ok!(begin(DANA, VILLAGE_HEAD));
		let mandate = elect(DISTRICT_HEAD, EWA, &[FILIP]);
		end(mandate, End::Resigned);
		assert_ok!(begin(DANA, DISTRICT_HEAD));
	});
}

#[test]
fn petition_fails_when_the_origin_is_not_signed() {
	ExtBuilder::default().build_and_execute(|| {
		in_office();
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert_noop!(
				RecallPallet::petition(origin, VILLAGE_HEAD),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn petition_fails_when_the_account_is_no_citizen() {
	ExtBuilder::default().build_and_execute(|| {
		in_office();
		refused(STRANGER, VILLAGE_HEAD, Error::NotACitizen);
	});
}

#[test]
fn petition_fails_when_the_person_is_an_observer() {
	ExtBuilder::default().build_and_execute(|| {
		in_office();
		refused(OBSERVER, VILLAGE_HEAD, Error::Observer);
	});
}

#[test]
fn petition_fails_when_the_office_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		refused(DANA, NO_OFFICE, Error::UnknownOffice);
	});
}

#[test]
fn petition_fails_when_the_citizen_lives_outside_the_unit() {
	ExtBuilder::default().build_and_execute(|| {
		in_office();
		refused(EWA, VILLAGE_HEAD, Error::OutsideUnit);
	});
}

#[test]
fn petition_fails_when_nobody_is_in_office() {
	ExtBuilder::default().build_and_execute(|| {
		refused(DANA, VILLAGE_HEAD, Error::NobodyInOffice);
	});
}

#[test]
fn petition_fails_when_one_is_running() {
	ExtBuilder::default().build_and_execute(|| {
		in_office();
		petition();
		for person in [DANA, FILIP] {
			refused(person, VILLAGE_HEAD, Error::PetitionRunning);
		}
		// That of one office does not stand in the way of another.
		elect(DISTRICT_HEAD, EWA, &[]);
		assert_ok!(begin(FILIP, DISTRICT_HEAD));
	});
}

#[test]
fn petition_fails_when_it_is_repeated_too_soon() {
	ExtBuilder::default().build_and_execute(|| {
		in_office();
		fulfil(petition());
		let until = System::block_number() + PARAMS.rest;
		assert_eq!(RecallPallet::rest_until(VILLAGE_HEAD), Some(until));
		for block in [System::block_number(), until - 1] {
			run_to(block);
			refused(DANA, VILLAGE_HEAD, Error::TooSoon);
		}
		run_to(until);
		assert_eq!(RecallPallet::rest_until(VILLAGE_HEAD), None);
		assert_ok!(begin(DANA, VILLAGE_HEAD));
	});
}

#[test]
fn petition_fails_when_the_deadline_has_passed_and_a_round_is_waited_for() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = suspended();
		call_round(VILLAGE_HEAD);
		run_to(case(id).deadline - 1);
		assert!(RecallPallet::petition_of(VILLAGE_HEAD).is_none());
		next_block();
		refused(DANA, VILLAGE_HEAD, Error::DeadlinePassed);
		// When the office has changed hands, it can begin.
		conclude(VILLAGE_HEAD, &[]);
		next_block();
		assert!(!case(id).is_open());
		assert_ok!(begin(DANA, VILLAGE_HEAD));
	});
}

#[test]
fn petition_leaves_nothing_behind_when_its_poll_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		in_office();
		RefusePoll::set(Some(REFUSED));
		assert_noop!(begin(DANA, VILLAGE_HEAD), REFUSED);
		assert_eq!(polls_opened(), 0);
		assert_eq!(RecallPallet::petition_of(VILLAGE_HEAD), None);
	});
}
