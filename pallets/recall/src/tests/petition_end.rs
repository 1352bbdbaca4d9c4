//! How a petition ends: a round, a lapse, or a failure.

use super::*;

#[test]
fn petition_calls_a_round_when_it_finds_its_supporters() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = in_office();
		fulfil(petition());
		assert_eq!(extraordinary(), [VILLAGE_HEAD]);
		let asked = asked(VILLAGE_HEAD).unwrap();
		assert_eq!(asked[0].capacity, Capacity::Incumbent(mandate));
		assert_eq!(RecallPallet::petition_of(VILLAGE_HEAD), None);
		let office = VILLAGE_HEAD;
		System::assert_last_event(Event::PetitionFulfilled { office }.into());
		// Only the round decides.
		assert!(is_exercised(mandate));
		conclude(VILLAGE_HEAD, &[Some(LOW)]);
		assert!(!is_exercised(mandate));
	});
}

#[test]
fn petition_calls_the_round_after_the_one_under_way() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = in_office();
		call_round(VILLAGE_HEAD);
		fulfil(petition());
		conclude(VILLAGE_HEAD, &[Some(MIDDLE)]);
		conclude(VILLAGE_HEAD, &[Some(LOW)]);
		assert!(OpenCases::<Test>::contains_key(mandate));
	});
}

#[test]
fn petition_lapses_when_it_finds_too_few_supporters() {
	ExtBuilder::default().build_and_execute(|| {
		in_office();
		let poll = petition();
		for elector in 0..3 {
			support(poll, elector);
		}
		run_to(1 + PARAMS.petition_window);
		assert!(RecallPallet::petition_of(VILLAGE_HEAD).is_some());
		next_block();
		assert_eq!(RecallPallet::petition_of(VILLAGE_HEAD), None);
		let office = VILLAGE_HEAD;
		System::assert_last_event(Event::PetitionLapsed { office }.into());
		assert!(extraordinary().is_empty());
	});
}

#[test]
fn petition_lapses_when_support_is_withdrawn() {
	ExtBuilder::default().build_and_execute(|| {
		in_office();
		let poll = petition();
		for elector in 0..3 {
			support(poll, elector);
		}
		withdraw_support(poll, 0);
		support(poll, 3);
		run_to(2 + PARAMS.petition_window);
		let office = VILLAGE_HEAD;
		System::assert_last_event(Event::PetitionLapsed { office }.into());
	});
}

#[test]
fn petition_can_begin_again_at_once_when_one_has_lapsed() {
	ExtBuilder::default().build_and_execute(|| {
		in_office();
		petition();
		run_to(2 + PARAMS.petition_window);
		assert_eq!(RecallPallet::rest_until(VILLAGE_HEAD), None);
		assert_ok!(begin(FILIP, VILLAGE_HEAD));
	});
}

#[test]
fn petition_fails_and_can_begin_again_when_its_round_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		in_office();
		let poll = petition();
		RefuseRound::set(Some(REFUSED));
		fulfil(poll);
		let failed = Event::PetitionFailed {
			office: VILLAGE_HEAD,
			error: REFUSED,
		};
		System::assert_last_event(failed.into());
		assert!(extraordinary().is_empty(), "what was refused is undone");
		assert!(asked(VILLAGE_HEAD).is_none());
		RefuseRound::set(None);
		assert_ok!(begin(DANA, VILLAGE_HEAD));
	});
}

#[test]
fn petition_fails_when_nobody_is_left_to_ask_about() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_HEAD, ALES, &[]);
		let poll = petition();
		end(mandate, End::Resigned);
		fulfil(poll);
		assert!(is_told(Event::PetitionFailed {
			office: VILLAGE_HEAD,
			error: DispatchError::CannotLookup,
		}));
	});
}

#[test]
fn petition_fails_when_the_deadline_has_passed_and_a_round_is_waited_for() {
	ExtBuilder::default().build_and_execute(|| {
		let (mandate, id) = suspended();
		run_to(case(id).deadline - 3);
		let poll = petition();
		call_round(VILLAGE_HEAD);
		run_to(case(id).deadline);
		fulfil(poll);
		let error = Error::<Test>::DeadlinePassed.into();
		let office = VILLAGE_HEAD;
		assert!(is_told(Event::PetitionFailed { office, error }));
		conclude(VILLAGE_HEAD, &[Some(MIDDLE)]);
		assert_eq!(asked(VILLAGE_HEAD), None);
		next_block();
		assert!(ended(mandate).is_some());
	});
}

#[test]
fn polls_of_other_institutions_are_ignored() {
	ExtBuilder::default().build_and_execute(|| {
		in_office();
		let poll = petition();
		for institution in [
			Institution::Initiatives,
			Institution::Elections,
			Institution::Pledges,
			Institution::Reputation,
			Institution::Jury,
		] {
			let weight = RecallPallet::on_poll_closed(institution, poll, &outcome(true));
			assert_eq!(weight, Weight::zero());
		}
		assert!(extraordinary().is_empty());
		assert!(RecallPallet::petition_of(VILLAGE_HEAD).is_some());
	});
}

#[test]
fn polls_nobody_waits_for_are_ignored() {
	ExtBuilder::default().build_and_execute(|| {
		in_office();
		let poll = petition();
		RecallPallet::on_poll_closed(Institution::Recall, poll + 1, &outcome(true));
		assert!(extraordinary().is_empty());
		fulfil(poll);
		// Told twice, done once.
		RecallPallet::on_poll_closed(Institution::Recall, poll, &outcome(true));
		assert_eq!(extraordinary(), [VILLAGE_HEAD]);
	});
}
