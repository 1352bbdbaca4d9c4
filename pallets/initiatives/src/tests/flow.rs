//! From petition to result, and the list of a unit's initiatives.

use super::*;

/// An initiative of Ales in the district whose petition has succeeded; its number and vote.
fn put_to_vote() -> (InitiativeId, PollId) {
	let id = start(ALES, DISTRICT);
	close(stored(id).petition, true, true, &[0]);
	let State::Voting { poll } = stored(id).state else {
		panic!("no vote")
	};
	(id, poll)
}

#[test]
fn petition_opens_the_vote_when_its_goal_is_reached() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = put_to_vote();
		let request = request(poll);
		assert_eq!(request.institution, Institution::Initiatives);
		assert_eq!(request.electorate, Electorate::Unit(DISTRICT));
		assert_eq!(request.paper, paper());
		assert_eq!(
			(request.delay, request.duration),
			(PARAMS.notice, PARAMS.voting_period)
		);
		assert_eq!(
			(request.quorum, request.majority),
			(PARAMS.quorum, PARAMS.majority)
		);
		assert_eq!(
			(request.goal, request.context, request.admitted),
			(None, None, None)
		);
		System::assert_last_event(
			Event::PutToVote {
				initiative: id,
				poll,
			}
			.into(),
		);
	});
}

#[test]
fn petition_hands_its_paper_over_when_the_vote_opens() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = put_to_vote();
		assert_eq!(Papers::<Test>::get(id), None);
		assert_eq!(
			(ByPoll::<Test>::get(0), ByPoll::<Test>::get(poll)),
			(None, Some(id))
		);
	});
}

#[test]
fn petition_lapses_when_its_goal_is_missed() {
	ExtBuilder::default().build_and_execute(|| {
		let id = start(ALES, DISTRICT);
		close(0, false, true, &[0]);
		assert_eq!(stored(id).state, State::Lapsed);
		assert_eq!(requests().len(), 1, "no vote is opened");
		System::assert_last_event(Event::Lapsed { initiative: id }.into());
	});
}

#[test]
fn petition_fails_without_a_trace_of_a_poll_when_the_vote_cannot_open() {
	ExtBuilder::default().build_and_execute(|| {
		let id = start(ALES, DISTRICT);
		Refuse::set(Some(DispatchError::Exhausted));
		close(0, true, true, &[0]);
		assert_eq!(stored(id).state, State::Failed);
		assert_eq!(requests().len(), 1, "rolled back");
		let error = DispatchError::Exhausted;
		System::assert_last_event(
			Event::Failed {
				initiative: id,
				error,
			}
			.into(),
		);
	});
}

#[test]
fn petition_fails_when_its_paper_is_gone() {
	ExtBuilder::default().build().execute_with(|| {
		let id = start(ALES, DISTRICT);
		Papers::<Test>::remove(id);
		assert!(InitiativesPallet::do_try_state().is_err());
		close(0, true, true, &[0]);
		assert_eq!(stored(id).state, State::Failed);
		let error = Error::<Test>::PaperMissing.into();
		System::assert_last_event(
			Event::Failed {
				initiative: id,
				error,
			}
			.into(),
		);
		InitiativesPallet::do_try_state().unwrap();
	});
}

#[test]
fn vote_records_its_winners_when_the_quorum_is_met() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = put_to_vote();
		close(poll, false, true, &[1, 3]);
		let winners = Winners::truncate_from(vec![Some(1), Some(3)]);
		assert_eq!(
			stored(id).state,
			State::Decided {
				poll,
				winners: winners.clone()
			}
		);
		System::assert_last_event(
			Event::Decided {
				initiative: id,
				poll,
				winners,
			}
			.into(),
		);
	});
}

#[test]
fn vote_decides_nothing_when_the_quorum_is_missed() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = put_to_vote();
		close(poll, false, false, &[0, 3]);
		assert_eq!(stored(id).state, State::NoQuorum { poll });
		System::assert_last_event(
			Event::NoQuorum {
				initiative: id,
				poll,
			}
			.into(),
		);
	});
}

#[test]
fn place_stays_taken_until_the_initiative_ends() {
	ExtBuilder::default().build_and_execute(|| {
		start(ALES, DISTRICT);
		let (_, poll) = put_to_vote();
		assert_eq!(ActiveOf::<Test>::get(DISTRICT, 10), 2);
		close(0, false, true, &[0]);
		assert_eq!(
			(
				ActiveOf::<Test>::get(DISTRICT, 10),
				ActiveIn::<Test>::get(DISTRICT)
			),
			(1, 1)
		);
		close(poll, false, true, &[0, 0]);
		assert_eq!(
			ActiveOf::<Test>::iter().count() + ActiveIn::<Test>::iter().count(),
			0
		);
		start(ALES, DISTRICT);
	});
}

#[test]
fn vote_keeps_going_when_its_starter_is_no_citizen_any_more() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = put_to_vote();
		Citizens::mutate(|citizens| citizens.remove(&ALES));
		close(poll, false, true, &[0, 0]);
		assert!(matches!(stored(id).state, State::Decided { .. }));
	});
}

#[test]
fn closing_changes_nothing_when_the_poll_is_of_another_institution() {
	ExtBuilder::default().build_and_execute(|| {
		let id = start(ALES, DISTRICT);
		let outcome = PollOutcome {
			ballots: 1,
			electors: 1,
			quorum_met: true,
			goal_reached: true,
			questions: BoundedVec::new(),
		};
		let weight = InitiativesPallet::on_poll_closed(Institution::Pledges, 0, &outcome);
		assert_eq!(
			(weight, stored(id).state),
			(Weight::zero(), State::Collecting)
		);
	});
}

#[test]
fn closing_changes_nothing_when_it_is_repeated() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = put_to_vote();
		close(0, true, true, &[0]);
		assert_eq!(stored(id).state, State::Voting { poll });
		assert_eq!(requests().len(), 2);
	});
}

#[test]
fn closing_reports_the_weight_of_what_it_did() {
	ExtBuilder::default().build_and_execute(|| {
		start(ALES, DISTRICT);
		start(ALES, DISTRICT);
		assert_eq!(
			close(0, true, true, &[0]),
			<() as WeightInfo>::put_to_vote()
		);
		assert_eq!(close(1, false, true, &[0]), <() as WeightInfo>::end());
	});
}

#[test]
fn of_unit_lists_only_the_units_own_oldest_first() {
	ExtBuilder::default().build_and_execute(|| {
		start(ALES, DISTRICT);
		start(ALES, REGION);
		start(BELA, DISTRICT);
		let page = InitiativesPallet::of_unit(DISTRICT, 0, 10);
		assert_eq!(
			page.found.iter().map(|(id, _)| *id).collect::<Vec<_>>(),
			[0, 2]
		);
		assert_eq!(page.next, None);
	});
}

#[test]
fn of_unit_says_where_to_go_on_when_the_page_is_full() {
	ExtBuilder::default().build_and_execute(|| {
		start(ALES, DISTRICT);
		start(BELA, DISTRICT);
		let first = InitiativesPallet::of_unit(DISTRICT, 0, 1);
		assert_eq!((first.found.len(), first.next), (1, Some(1)));
		let last = InitiativesPallet::of_unit(DISTRICT, 1, 1);
		assert_eq!((last.found[0].0, last.next), (1, None));
	});
}

#[test]
fn of_unit_says_where_to_go_on_when_it_has_looked_at_enough() {
	ExtBuilder::default().build_and_execute(|| {
		NextInitiative::<Test>::put(MAX_SCAN + 5);
		start(ALES, DISTRICT);
		let first = InitiativesPallet::of_unit(DISTRICT, 0, 10);
		assert_eq!((first.found.len(), first.next), (0, Some(MAX_SCAN)));
		assert_eq!(
			InitiativesPallet::of_unit(DISTRICT, MAX_SCAN, 10).found[0].0,
			MAX_SCAN + 5
		);
	});
}

#[test]
fn of_unit_is_empty_when_asked_beyond_the_end() {
	ExtBuilder::default().build_and_execute(|| {
		start(ALES, DISTRICT);
		let page = InitiativesPallet::of_unit(DISTRICT, u32::MAX, u32::MAX);
		assert_eq!((page.found.len(), page.next), (0, None));
	});
}
