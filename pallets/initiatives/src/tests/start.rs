//! `start`: who may, where, with what, how often, and what it costs.

use super::*;
use frame_support::{assert_noop, assert_ok, dispatch::CheckIfFeeless};

/// Whether the call would be free.
fn is_free(by: AccountId, unit: UnitId, paper: Paper) -> bool {
	Call::<Test>::start { unit, paper }.is_feeless(&RuntimeOrigin::signed(by))
}

fn refused(by: AccountId, unit: UnitId, paper: Paper, error: Error<Test>) {
	assert!(
		!is_free(by, unit, paper.clone()),
		"a call that fails is never free"
	);
	assert_noop!(
		InitiativesPallet::start(RuntimeOrigin::signed(by), unit, paper),
		error
	);
	assert!(requests().is_empty() && SpentActs::get().is_empty());
}

#[test]
fn start_opens_a_petition_when_the_citizen_lives_in_the_unit() {
	ExtBuilder::default().build_and_execute(|| {
		let id = start(ALES, DISTRICT);
		let expected = Initiative {
			by: 10,
			unit: DISTRICT,
			started: 1,
			paper: H256(sp_io::hashing::blake2_256(&paper().encode())),
			petition: 0,
			state: State::Collecting,
		};
		assert_eq!(
			InitiativesPallet::initiative(id),
			Some((expected, Some(paper())))
		);
		System::assert_last_event(
			Event::Started {
				initiative: id,
				by: 10,
				unit: DISTRICT,
				petition: 0,
			}
			.into(),
		);
	});
}

#[test]
fn start_asks_the_voting_engine_for_one_yes_no_question_with_a_goal() {
	ExtBuilder::default().build_and_execute(|| {
		let id = start(ALES, REGION);
		let request = request(0);
		assert_eq!(request.institution, Institution::Initiatives);
		assert_eq!(request.electorate, Electorate::Unit(REGION));
		assert_eq!(
			(request.delay, request.duration),
			(0, PARAMS.petition_period)
		);
		assert_eq!(request.quorum, 0);
		assert_eq!(
			request.goal,
			Some(Goal {
				question: 0,
				option: 0,
				share: PARAMS.support
			})
		);
		assert_eq!((request.context, request.admitted), (None, None));
		assert_eq!(request.paper.check(), Ok(()));
		assert_eq!(request.paper.questions.len(), 1);
		assert_eq!(request.paper.questions[0].method, Method::YesNo);
		assert_eq!(request.paper.title, paper().title);
		assert_eq!(request.paper.text, stored(id).paper);
	});
}

#[test]
fn start_opens_a_petition_when_the_unit_contains_the_home() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(stored(start(BELA, COUNTRY)).unit, COUNTRY);
	});
}

#[test]
fn start_fails_when_the_origin_is_not_signed() {
	ExtBuilder::default().build_and_execute(|| {
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			let call = Call::<Test>::start {
				unit: DISTRICT,
				paper: paper(),
			};
			assert!(!call.is_feeless(&origin));
			assert_noop!(
				InitiativesPallet::start(origin, DISTRICT, paper()),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn start_fails_when_the_account_is_no_citizen() {
	ExtBuilder::default().build_and_execute(|| {
		refused(STRANGER, DISTRICT, paper(), Error::NotACitizen);
	});
}

#[test]
fn start_fails_when_the_person_is_an_observer() {
	ExtBuilder::default().build_and_execute(|| {
		refused(OBSERVER, DISTRICT, paper(), Error::Observer);
	});
}

#[test]
fn start_fails_when_the_unit_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		refused(ALES, 77, paper(), Error::UnknownUnit);
	});
}

#[test]
fn start_fails_when_the_home_is_outside_the_unit() {
	ExtBuilder::default().build_and_execute(|| {
		refused(CIM, DISTRICT, paper(), Error::OutsideUnit);
	});
}

#[test]
fn start_fails_when_the_unit_is_below_the_home() {
	ExtBuilder::default().build_and_execute(|| {
		Citizens::mutate(|citizens| citizens.insert(ALES, (REGION, Stratum::Home)));
		refused(ALES, DISTRICT, paper(), Error::OutsideUnit);
	});
}

#[test]
fn start_fails_when_the_paper_asks_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		let paper = Paper {
			questions: BoundedVec::new(),
			..paper()
		};
		refused(ALES, DISTRICT, paper, Error::NoQuestion);
	});
}

#[test]
fn start_fails_when_a_question_has_too_few_options() {
	ExtBuilder::default().build_and_execute(|| {
		let mut paper = paper();
		paper.questions[1] = question(Method::Plurality, &["only this"]);
		refused(ALES, DISTRICT, paper, Error::OptionCount);
	});
}

#[test]
fn start_fails_when_a_title_is_empty() {
	ExtBuilder::default().build_and_execute(|| {
		refused(
			ALES,
			DISTRICT,
			Paper {
				title: title(""),
				..paper()
			},
			Error::BadText,
		);
	});
}

#[test]
fn start_fails_when_a_title_is_not_utf8() {
	ExtBuilder::default().build_and_execute(|| {
		let broken = Title::truncate_from(vec![0xff, 0xfe]);
		refused(
			ALES,
			DISTRICT,
			Paper {
				title: broken,
				..paper()
			},
			Error::BadText,
		);
	});
}

#[test]
fn start_fails_when_the_person_has_too_many_active() {
	ExtBuilder::default().build_and_execute(|| {
		start(ALES, DISTRICT);
		start(ALES, DISTRICT);
		assert!(!is_free(ALES, DISTRICT, paper()));
		assert_noop!(
			InitiativesPallet::start(RuntimeOrigin::signed(ALES), DISTRICT, paper()),
			Error::<Test>::TooManyOfPerson
		);
		// Another unit and another person are not concerned.
		start(ALES, REGION);
		start(BELA, DISTRICT);
	});
}

#[test]
fn start_fails_when_the_unit_has_too_many_active() {
	ExtBuilder::default().build_and_execute(|| {
		start(ALES, COUNTRY);
		start(ALES, COUNTRY);
		start(BELA, COUNTRY);
		assert!(!is_free(CIM, COUNTRY, paper()));
		assert_noop!(
			InitiativesPallet::start(RuntimeOrigin::signed(CIM), COUNTRY, paper()),
			Error::<Test>::TooManyInUnit
		);
	});
}

#[test]
fn start_fails_when_numbers_are_used_up() {
	ExtBuilder::default().build_and_execute(|| {
		NextInitiative::<Test>::put(InitiativeId::MAX);
		refused(ALES, DISTRICT, paper(), Error::NoMoreNumbers);
	});
}

#[test]
fn start_fails_without_a_trace_when_the_voting_engine_refuses() {
	ExtBuilder::default().build_and_execute(|| {
		Refuse::set(Some(DispatchError::Unavailable));
		assert!(!is_free(ALES, DISTRICT, paper()));
		assert_noop!(
			InitiativesPallet::start(RuntimeOrigin::signed(ALES), DISTRICT, paper()),
			DispatchError::Unavailable
		);
		assert!(SpentActs::get().is_empty());
	});
}

#[test]
fn start_is_free_when_an_act_is_left() {
	ExtBuilder::default().build_and_execute(|| {
		assert!(is_free(ALES, DISTRICT, paper()));
		assert!(
			SpentActs::get().is_empty() && NextInitiative::<Test>::get() == 0,
			"only a trial"
		);
		start(ALES, DISTRICT);
		assert_eq!(SpentActs::get(), [ALES]);
	});
}

#[test]
fn start_is_paid_for_when_no_act_is_left() {
	ExtBuilder::default().build_and_execute(|| {
		OutOfActs::mutate(|out| out.insert(ALES));
		assert!(!is_free(ALES, DISTRICT, paper()));
		assert_ok!(InitiativesPallet::start(
			RuntimeOrigin::signed(ALES),
			DISTRICT,
			paper()
		));
	});
}
