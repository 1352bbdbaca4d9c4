//! How a petition ends: a referendum, or the bill goes its way.

use super::*;
use veche_primitives::rolls::Electorate;

#[test]
fn petition_calls_a_referendum_when_it_finds_its_supporters() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, statute());
		vote(petition(3), 4, 0, 0);
		next_block();
		let referendum = Phase::Referendum {
			poll: 1,
			required: false,
		};
		assert_eq!(phase(3), referendum);
		let told = Event::ReferendumOpened {
			bill: 3,
			poll: 1,
			required: false,
		};
		System::assert_last_event(told.into());
	});
}

#[test]
fn referendum_asks_one_yes_no_question_on_the_terms_of_the_bill() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, statute());
		let request = request(called(3));
		assert_eq!(request.institution, Institution::Laws);
		assert_eq!(request.electorate, Electorate::Unit(VILLAGE));
		assert_eq!((request.delay, request.duration), (1, TERMS.voting));
		assert_eq!(
			(request.quorum, request.majority),
			(TERMS.quorum, TERMS.majority)
		);
		assert_eq!((request.goal, request.context), (None, None));
		assert_eq!(request.admitted, None);
		assert_eq!(request.paper.title, statute().title);
		assert_eq!(request.paper.text, statute().text);
		let question = &request.paper.questions[0];
		assert_eq!(question.title.to_vec(), REFERENDUM_QUESTION);
	});
}

#[test]
fn referendum_that_a_petition_called_asks_for_a_simple_majority() {
	let terms = Terms {
		majority: 666_667,
		..TERMS
	};
	ExtBuilder::default().statute(terms).build_and_execute(|| {
		pass(3, statute());
		assert_eq!(request(called(3)).majority, WHOLE / 2);
	});
}

#[test]
fn petition_lapses_when_it_finds_too_few_supporters() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, statute());
		vote(petition(3), 3, 10, 5);
		run_to(DUE - 1);
		assert!(matches!(phase(3), Phase::Petition { .. }));
		next_block();
		assert!(is_told(Event::PetitionLapsed { bill: 3 }));
		assert_eq!(ended(3), Some(Outcome::InForce { law: 1 }));
	});
}

#[test]
fn petition_without_supporters_delays_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, statute());
		pass(4, statute());
		petition(3);
		run_to(DUE);
		let (since, _) = LawsPallet::outcome(3).unwrap();
		assert_eq!(LawsPallet::outcome(4).unwrap().0, since);
	});
}

#[test]
fn last_petition_without_supporters_delays_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, statute());
		run_to(DUE - 2);
		petition(3);
		next_block();
		assert!(is_told(Event::PetitionLapsed { bill: 3 }));
		assert_eq!(
			LawsPallet::outcome(3),
			Some((DUE, Outcome::InForce { law: 1 }))
		);
	});
}

/// A petition that the voting engine opens five blocks late, and so closes after the delay.
fn late_petition(id: BillId) -> PollId {
	OpenLate::set(5);
	pass(id, statute());
	run_to(DUE - 2);
	let poll = petition(id);
	run_to(DUE + 4);
	LawsPallet::do_try_state().unwrap();
	assert_eq!(ended(id), None);
	poll
}

#[test]
fn bill_waits_when_a_petition_opens_late() {
	ExtBuilder::default().build_and_execute(|| {
		late_petition(3);
		next_block();
		assert_eq!(
			LawsPallet::outcome(3),
			Some((DUE + 5, Outcome::InForce { law: 1 }))
		);
	});
}

#[test]
fn petition_that_opens_late_calls_a_referendum_when_it_finds_its_supporters() {
	ExtBuilder::default().build_and_execute(|| {
		vote(late_petition(3), 4, 0, 0);
		next_block();
		assert!(matches!(phase(3), Phase::Referendum { .. }));
	});
}

#[test]
fn bill_fails_when_the_referendum_that_a_petition_called_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		let bill = ringing(5);
		let hash = hash_of(&bill);
		pass(3, bill);
		vote(petition(3), 4, 0, 0);
		RefusePoll::set(Some(REFUSED));
		next_block();
		assert_eq!(ended(3), failed(REFUSED));
		assert_eq!(polls_opened(), 1, "what was refused is undone");
		assert!(!Preimage::is_requested(&hash));
		run_to(2 * DUE);
		assert_eq!(tone(), 0);
	});
}

#[test]
fn polls_of_other_institutions_are_ignored() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, recasting());
		let outcome = PollOutcome {
			ballots: 20,
			electors: 20,
			quorum_met: true,
			goal_reached: true,
			questions: Default::default(),
		};
		for institution in [
			Institution::Initiatives,
			Institution::Elections,
			Institution::Pledges,
			Institution::Reputation,
			Institution::Jury,
			Institution::Recall,
		] {
			let weight = LawsPallet::on_poll_closed(institution, 0, &outcome);
			assert_eq!(weight, Weight::zero());
		}
		assert!(phase(3).poll().is_some());
	});
}

#[test]
fn polls_nobody_waits_for_are_ignored() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, statute());
		let poll = petition(3);
		vote(poll, 4, 0, 0);
		next_block();
		let before = phase(3);
		// Told twice, done once.
		tell(poll);
		assert_eq!(phase(3), before);
		assert_eq!(polls_opened(), 2);
	});
}
