//! The end of nomination: who is struck, and what the people are asked.

use super::*;
use veche_primitives::{ballot::Method, rolls::Electorate};

/// The options of a question as text.
fn options(poll: PollId, question: usize) -> Vec<String> {
	let options = request(poll).paper.questions[question].options.clone();
	let read = |option: Title| String::from_utf8(option.into_inner()).unwrap();
	options.into_iter().map(read).collect()
}

fn assert_struck(id: ElectionId, who: AccountId, lost: Lost) {
	let expected = Event::Struck {
		election: id,
		person: person(who),
		lost,
	};
	System::assert_has_event(expected.into());
	assert_eq!(ElectionsPallet::candidacy_of(person(who)), None);
	assert_eq!(Candidates::<Test>::get(id, person(who)), None);
	assert!(fates().contains(&(id, person(who), None)));
}

#[test]
fn nomination_puts_several_to_the_vote_by_the_method_of_the_office() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = voting(&[BELA, ALES]);
		let request = request(poll);
		assert_eq!(request.institution, Institution::Elections);
		assert_eq!(request.electorate, Electorate::Unit(DISTRICT));
		assert_eq!(request.paper.check(), Ok(()));
		assert_eq!(request.paper.questions.len(), 1);
		assert_eq!(request.paper.questions[0].method, Method::Schulze);
		assert_eq!(options(poll, 0), ["Candidate 11", "Candidate 10"]);
		assert_eq!(
			(request.delay, request.duration, request.quorum),
			(1, PARAMS.voting, PARAMS.quorum)
		);
		assert_eq!(
			(request.goal, request.context, request.admitted),
			(None, None, None)
		);
		assert_eq!(
			stored(id).phase,
			Phase::Voting {
				poll,
				attempt: 1,
				round: 1
			}
		);
		System::assert_last_event(
			Event::PutToVote {
				election: id,
				poll,
				attempt: 1,
			}
			.into(),
		);
	});
}

#[test]
fn nomination_asks_yes_or_no_when_there_is_one_candidate() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, poll) = voting(&[ALES]);
		let request = request(poll);
		assert_eq!(request.paper.check(), Ok(()));
		assert_eq!(request.paper.questions[0].method, Method::YesNo);
		assert_eq!(
			request.paper.questions[0].title,
			title("Elect Candidate 10")
		);
		assert_eq!(options(poll, 0), ["Yes", "No", "Abstain"]);
		assert_eq!(request.majority, PARAMS.majority);
	});
}

#[test]
fn nomination_asks_which_pledges_matter_when_there_are_some() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		stand(ALES, id);
		stand(BELA, id);
		promise(ALES, id, &["well", "road"]);
		promise(BELA, id, &["school"]);
		run_to(until(id));
		let poll = poll_of(id);
		assert_eq!(request(poll).paper.check(), Ok(()));
		assert_eq!(request(poll).paper.questions[1].method, Method::Marks);
		assert_eq!(options(poll, 1), ["well", "school", "road"]);
		let from = |candidate, pledge| PledgeOption { candidate, pledge };
		let expected = [from(0, 0), from(1, 0), from(0, 1)];
		let pledges = ElectionsPallet::slate(id).unwrap().pledges;
		assert_eq!(pledges.into_inner(), expected);
	});
}

#[test]
fn nomination_goes_on_when_nobody_stands() {
	ExtBuilder::default().build_and_execute(|| {
		let id = call(HEAD);
		for round in 2..5 {
			run_to(until(id));
			assert_reopened(id, round, Setback::NoCandidate);
		}
		assert_eq!((opened(), ElectionsPallet::under_way(HEAD)), (0, Some(id)));
		stand(ALES, id);
		run_to(until(id));
		poll_of(id);
	});
}

#[test]
fn nomination_strikes_who_has_lost_the_standing() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		for who in [ALES, BELA, DAN] {
			stand(who, id);
		}
		revoke(BELA);
		run_to(until(id));
		assert_struck(id, BELA, Lost::Standing);
		assert_eq!(options(poll_of(id), 0), ["Candidate 10", "Candidate 14"]);
		assert_eq!(slate(id), [ALES, DAN].map(person));
	});
}

#[test]
fn nomination_strikes_who_has_moved_away() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		stand(ALES, id);
		stand(BELA, id);
		put_citizen(ALES, OTHER_REGION);
		run_to(until(id));
		assert_struck(id, ALES, Lost::Home);
		assert_eq!(slate(id), [person(BELA)]);
	});
}

#[test]
fn nomination_strikes_who_has_lost_the_certificate() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		stand(ALES, id);
		stand(BELA, id);
		certify(BELA, false);
		run_to(until(id));
		assert_struck(id, BELA, Lost::Certificate);
		assert_eq!(options(poll_of(id), 0), ["Yes", "No", "Abstain"]);
	});
}

#[test]
fn nomination_goes_on_when_all_are_struck() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		stand(ALES, id);
		stand(BELA, id);
		revoke(ALES);
		certify(BELA, false);
		run_to(until(id));
		assert_struck(id, ALES, Lost::Standing);
		assert_struck(id, BELA, Lost::Certificate);
		assert_reopened(id, 2, Setback::NoCandidate);
	});
}

#[test]
fn nomination_opens_again_without_a_trace_of_a_poll_when_the_vote_cannot_open() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		stand(ALES, id);
		stand(BELA, id);
		RefuseToOpen::set(Some(DispatchError::Exhausted));
		run_to(until(id));
		assert_reopened(id, 2, Setback::NotOpened(DispatchError::Exhausted));
		assert_eq!(opened(), 0, "rolled back");
		assert_eq!(fates().len(), 2, "pledges are forgotten");
		RefuseToOpen::set(None);
		stand(ALES, id);
		run_to(until(id));
		poll_of(id);
	});
}

#[test]
fn closing_does_nothing_when_no_nomination_is_open() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = voting(&[ALES]);
		ElectionsPallet::close_nomination(id);
		ElectionsPallet::close_nomination(id + 1);
		assert_eq!((poll_of(id), opened()), (poll, 1));
	});
}

#[test]
fn closing_reports_the_weight_of_what_it_did() {
	ExtBuilder::default().build_and_execute(|| {
		let (all, some, none) = (call(HEAD), call(SEAT), call(REGION_HEAD));
		run_to(1 + PARAMS.notice);
		stand(ALES, all);
		stand(BELA, some);
		stand(DAN, some);
		revoke(DAN);
		let full = <() as WeightInfo>::close_nomination();
		let both = full.saturating_add(<() as WeightInfo>::renominate());
		System::set_block_number(until(all));
		// As the calendar does before.
		for id in [all, some, none] {
			Agenda::<Test>::remove(until(id), id);
		}
		assert_eq!(ElectionsPallet::close_nomination(all), full);
		assert_eq!(ElectionsPallet::close_nomination(some), both);
		assert_eq!(ElectionsPallet::close_nomination(none), both);
	});
}
