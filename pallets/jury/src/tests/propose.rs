//! `propose`: who may, where, and what the people are asked.

use super::*;
use veche_primitives::{ballot::Method, polls::Goal, Stratum};

fn refused(person: PersonId, bill: BillOf<Test>, error: Error<Test>) {
	assert_noop!(propose(person, bill), error);
}

#[test]
fn propose_opens_a_petition_when_a_citizen_of_the_unit_calls() {
	ExtBuilder::default().build_and_execute(|| {
		run_to(4);
		assert_ok!(propose(CIM, bill_of(VILLAGE)));
		let expected = BillRecord {
			bill: bill_of(VILLAGE),
			by: CIM,
			office: None,
			since: 4,
			jurists: JURISTS,
			params: PARAMS,
			petition: Some(0),
			trial: None,
			phase: Phase::Petition { poll: 0 },
		};
		assert_eq!(JuryPallet::bill(0), Some(expected));
		System::assert_last_event(
			Event::Proposed {
				bill: 0,
				unit: VILLAGE,
				class: Class::Statute,
				by: CIM,
				petition: 0,
			}
			.into(),
		);
	});
}

#[test]
fn propose_freezes_no_roll() {
	ExtBuilder::default().build_and_execute(|| {
		proposed();
		assert!(pins().is_empty());
		assert_eq!(SeedsDue::<Test>::iter().count(), 0);
	});
}

#[test]
fn propose_asks_one_yes_no_question_with_a_goal() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, poll) = proposed();
		let request = request(poll);
		assert_eq!(request.institution, Institution::Jury);
		assert_eq!(request.electorate, Electorate::Unit(VILLAGE));
		assert_eq!(
			(request.delay, request.duration),
			(1, PARAMS.petition_window)
		);
		assert_eq!((request.quorum, request.majority), (0, WHOLE / 2));
		let goal = Goal {
			question: 0,
			option: YES,
			share: PARAMS.support,
		};
		assert_eq!(request.goal, Some(goal));
		assert_eq!((request.context, request.admitted), (None, None));
		let paper = request.paper;
		assert_eq!(
			(paper.title, paper.text),
			(bill_of(VILLAGE).title, bill_of(VILLAGE).text)
		);
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
		assert_eq!(options, OPTIONS);
	});
}

#[test]
fn propose_opens_a_petition_when_the_citizen_lives_below_the_unit() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(propose(CIM, bill_of(COUNTRY)));
		assert_eq!(request(0).electorate, Electorate::Unit(COUNTRY));
	});
}

#[test]
fn propose_opens_a_petition_when_an_incumbent_calls() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(propose(BELA, bill_of(VILLAGE)));
		assert_eq!(record(0).sponsor(), Sponsor::Person(BELA));
	});
}

#[test]
fn propose_fails_when_the_origin_is_not_signed() {
	ExtBuilder::default().build_and_execute(|| {
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert_noop!(
				JuryPallet::propose(origin, bill_of(VILLAGE)),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn propose_fails_when_the_account_is_no_citizen() {
	ExtBuilder::default().build_and_execute(|| {
		refused(STRANGER, bill_of(VILLAGE), Error::NotACitizen);
	});
}

#[test]
fn propose_fails_when_the_person_is_an_observer() {
	ExtBuilder::default().build_and_execute(|| {
		refused(OBSERVER, bill_of(VILLAGE), Error::Observer);
	});
}

#[test]
fn propose_fails_when_the_unit_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		refused(CIM, bill_of(NO_UNIT), Error::UnknownUnit);
	});
}

#[test]
fn propose_fails_when_the_citizen_lives_outside_the_unit() {
	ExtBuilder::default().build_and_execute(|| {
		refused(EWA, bill_of(VILLAGE), Error::OutsideUnit);
	});
}

#[test]
fn propose_fails_when_the_citizen_lives_above_the_unit() {
	ExtBuilder::default().build_and_execute(|| {
		Citizens::mutate(|citizens| citizens.insert(CIM, (DISTRICT, Stratum::Home)));
		refused(CIM, bill_of(VILLAGE), Error::OutsideUnit);
	});
}

#[test]
fn propose_fails_when_the_person_has_too_many_under_way() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(propose(CIM, bill_of(VILLAGE)));
		assert_ok!(propose(CIM, bill_of(COUNTRY)));
		refused(CIM, bill_of(VILLAGE), Error::TooManyOfPerson);
		assert_ok!(propose(DANA, bill_of(VILLAGE)));
	});
}

#[test]
fn propose_has_room_again_when_a_bill_has_lapsed() {
	ExtBuilder::default().build_and_execute(|| {
		for _ in 0..MaxPerPerson::get() {
			assert_ok!(propose(CIM, bill_of(VILLAGE)));
		}
		run_to(2 + PARAMS.petition_window);
		assert_eq!(verdict(0), Some(Verdict::Lapsed));
		assert_ok!(propose(CIM, bill_of(VILLAGE)));
	});
}

#[test]
fn propose_has_no_room_while_the_bill_is_under_trial() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = proposed();
		for elector in 0..4 {
			support(poll, elector);
		}
		run_to(DRAWN);
		assert!(JuryPallet::drawing(id).is_some());
		assert_ok!(propose(CIM, bill_of(VILLAGE)));
		refused(CIM, bill_of(VILLAGE), Error::TooManyOfPerson);
	});
}

#[test]
fn propose_fails_when_too_many_petitions_are_under_way_in_the_unit() {
	ExtBuilder::default().build_and_execute(|| {
		fill_with_petitions(VILLAGE);
		refused(ALES, bill_of(VILLAGE), Error::TooManyPetitions);
		assert_ok!(propose(ALES, bill_of(DISTRICT)));
	});
}

#[test]
fn propose_succeeds_when_the_unit_is_full_of_trials() {
	ExtBuilder::default().build_and_execute(|| {
		fill_with_trials();
		assert_ok!(propose(CIM, bill_of(VILLAGE)));
		assert_eq!(PetitionsIn::<Test>::get(VILLAGE), 1);
	});
}

#[test]
fn propose_has_room_again_when_a_petition_has_found_its_supporters() {
	ExtBuilder::default().build_and_execute(|| {
		fill_with_petitions(VILLAGE);
		next_block();
		let poll = record(0).petition.unwrap();
		for elector in 0..4 {
			support(poll, elector);
		}
		refused(ALES, bill_of(VILLAGE), Error::TooManyPetitions);
		next_block();
		assert!(matches!(phase(0), Phase::Frozen { .. }));
		assert_ok!(propose(ALES, bill_of(VILLAGE)));
	});
}

#[test]
fn propose_fails_when_people_cannot_read_the_title() {
	ExtBuilder::default().build_and_execute(|| {
		let bill = Bill {
			title: Title::default(),
			..bill_of(VILLAGE)
		};
		refused(CIM, bill, Error::BadTitle);
	});
}

#[test]
fn propose_fails_when_the_bill_could_not_become_law() {
	ExtBuilder::default().build_and_execute(|| {
		RefuseCheck::set(Some(REFUSED));
		assert_noop!(propose(CIM, bill_of(VILLAGE)), REFUSED);
	});
}

#[test]
fn propose_leaves_nothing_behind_when_its_poll_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		RefusePoll::set(Some(REFUSED));
		assert_noop!(propose(CIM, bill_of(VILLAGE)), REFUSED);
		assert_eq!(polls_opened(), 0);
	});
}

#[test]
fn propose_fails_when_numbers_are_used_up() {
	ExtBuilder::default().build_and_execute(|| {
		NextBill::<Test>::put(BillId::MAX);
		refused(CIM, bill_of(VILLAGE), Error::NoMoreNumbers);
	});
}
