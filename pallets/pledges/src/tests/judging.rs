//! What the people's answer does, and what it cannot do.

use super::*;
use rstest::rstest;
use veche_primitives::offices::End;

/// A judgement of the first pledge of the mayor's.
fn judging(plea: Plea) -> PollId {
	in_office(MANDATE, 2);
	match plea {
		Plea::Done => claim(MANDATE, 0),
		Plea::Excuse => ask_excuse(MANDATE, 0),
	}
	poll_of(MANDATE, 0)
}

#[rstest]
#[case::claim_approved(Plea::Done, YES_ALL, Mark::Kept)]
#[case::claim_refused(Plea::Done, NO_ALL, Mark::Broken)]
#[case::claim_tied(Plea::Done, [50, 50, 0], Mark::Broken)]
#[case::claim_by_one_vote(Plea::Done, [11, 10, 79], Mark::Kept)]
#[case::claim_ignored(Plea::Done, ABSTAIN_ALL, Mark::Unjudged)]
#[case::excuse_approved(Plea::Excuse, YES_ALL, Mark::Excused)]
#[case::excuse_refused(Plea::Excuse, NO_ALL, Mark::Open)]
#[case::excuse_ignored(Plea::Excuse, ABSTAIN_ALL, Mark::Open)]
fn judgement_marks_the_pledge(
	#[case] plea: Plea,
	#[case] answer: [u32; 3],
	#[case] expected: Mark,
) {
	ExtBuilder::default().build_and_execute(|| {
		let poll = judging(plea);
		close(poll, answer);
		assert_eq!(mark(MANDATE, 0), expected);
		assert_eq!(mark(MANDATE, 1), Mark::Open, "no other is touched");
		assert_all_judged();
		System::assert_last_event(
			Event::Marked {
				mandate: MANDATE,
				pledge: 0,
				mark: expected,
			}
			.into(),
		);
	});
}

#[rstest]
#[case::claim(Plea::Done)]
#[case::excuse(Plea::Excuse)]
fn judgement_is_repeated_with_the_lower_quorum_when_too_few_take_part(#[case] plea: Plea) {
	ExtBuilder::default().build_and_execute(|| {
		let poll = judging(plea);
		close(poll, TOO_FEW);
		let again = poll_of(MANDATE, 0);
		let expected = Mark::Judging {
			plea,
			poll: again,
			attempt: 2,
		};
		assert_ne!(again, poll);
		assert_eq!(mark(MANDATE, 0), expected);
		assert_eq!(request(again).paper, request(poll).paper);
		assert_eq!(
			(request(poll).quorum, request(again).quorum),
			(PARAMS.quorum, PARAMS.repeat_quorum)
		);
		assert_eq!(PledgesPallet::judgements(VILLAGE), [(MANDATE, 0)]);
	});
}

#[rstest]
#[case::quorum_met([10, 5, 0], Mark::Kept)]
#[case::quorum_missed(TOO_FEW, Mark::Kept)]
#[case::one_voter_against([0, 1, 0], Mark::Broken)]
#[case::nobody(NOBODY, Mark::Unjudged)]
#[case::only_abstentions(ABSTAIN_ALL, Mark::Unjudged)]
fn judgement_is_decided_by_those_who_vote_when_it_is_repeated(
	#[case] answer: [u32; 3],
	#[case] expected: Mark,
) {
	ExtBuilder::default().build_and_execute(|| {
		close(judging(Plea::Done), TOO_FEW);
		judge(MANDATE, 0, answer);
		assert_eq!(mark(MANDATE, 0), expected);
		assert_all_judged();
	});
}

#[test]
fn judgement_is_not_repeated_when_exactly_the_quorum_takes_part() {
	ExtBuilder::default().build_and_execute(|| {
		close(judging(Plea::Done), [15, 5, 0]);
		assert_eq!(mark(MANDATE, 0), Mark::Kept);
	});
}

#[test]
fn judgement_counts_when_the_pledge_is_due_meanwhile() {
	ExtBuilder::default().build_and_execute(|| {
		let poll = judging(Plea::Done);
		run_to(pledge(MANDATE, 0).due + 5);
		close(poll, YES_ALL);
		assert_eq!(mark(MANDATE, 0), Mark::Kept);
	});
}

#[test]
fn judgement_breaks_the_pledge_when_the_excuse_is_refused_and_it_is_due() {
	ExtBuilder::default().build_and_execute(|| {
		let poll = judging(Plea::Excuse);
		run_to(pledge(MANDATE, 0).due);
		close(poll, NO_ALL);
		assert_eq!(mark(MANDATE, 0), Mark::Broken);
	});
}

#[test]
fn judgement_leaves_the_pledge_to_fall_due_when_the_excuse_is_refused_in_time() {
	ExtBuilder::default().build_and_execute(|| {
		let poll = judging(Plea::Excuse);
		let due = pledge(MANDATE, 0).due;
		run_to(due - 1);
		close(poll, NO_ALL);
		assert_eq!(mark(MANDATE, 0), Mark::Open);
		run_to(due);
		assert_eq!(mark(MANDATE, 0), Mark::Broken);
	});
}

#[rstest]
#[case::term(End::Term, Mark::Broken)]
#[case::lost(End::Lost, Mark::Lapsed)]
#[case::resigned(End::Resigned, Mark::Broken)]
#[case::rose(End::Rose, Mark::Lapsed)]
#[case::recalled(End::Recalled, Mark::Broken)]
#[case::replaced(End::Replaced, Mark::Lapsed)]
fn judgement_goes_by_the_end_of_the_mandate_when_the_excuse_is_refused_late(
	#[case] how: End,
	#[case] expected: Mark,
) {
	ExtBuilder::default().build_and_execute(|| {
		let poll = judging(Plea::Excuse);
		run_to(20);
		end(MANDATE, how);
		run_to(pledge(MANDATE, 0).due + 1);
		close(poll, NO_ALL);
		assert_eq!(mark(MANDATE, 0), expected);
	});
}

#[rstest]
#[case::term(End::Term)]
#[case::lost(End::Lost)]
#[case::resigned(End::Resigned)]
#[case::rose(End::Rose)]
#[case::recalled(End::Recalled)]
#[case::replaced(End::Replaced)]
fn judgement_counts_when_the_mandate_has_ended(#[case] how: End) {
	ExtBuilder::default().build_and_execute(|| {
		let poll = judging(Plea::Done);
		end(MANDATE, how);
		close(poll, TOO_FEW);
		judge(MANDATE, 0, YES_ALL);
		assert_eq!(mark(MANDATE, 0), Mark::Kept);
	});
}

#[test]
fn judgement_never_begins_when_nothing_is_claimed() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 16);
		run_to(pledge(MANDATE, 0).due + 5);
		assert_eq!(opened(), 0);
	});
}

#[test]
fn judgement_does_nothing_when_its_poll_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		let poll = judging(Plea::Done);
		let before = PledgesPallet::checklist(MANDATE);
		let outcome = PollOutcome {
			ballots: 1,
			electors: 1,
			quorum_met: true,
			goal_reached: false,
			questions: Default::default(),
		};
		PledgesPallet::on_poll_closed(Institution::Pledges, poll + 1, &outcome);
		assert_eq!(PledgesPallet::checklist(MANDATE), before);
	});
}

#[test]
fn judgement_is_not_changed_when_its_poll_closes_again() {
	ExtBuilder::default().build_and_execute(|| {
		let poll = judging(Plea::Done);
		close(poll, NO_ALL);
		close(poll, YES_ALL);
		assert_eq!(mark(MANDATE, 0), Mark::Broken);
	});
}

#[test]
fn judgement_is_not_changed_when_the_first_attempt_closes_again() {
	ExtBuilder::default().build_and_execute(|| {
		let poll = judging(Plea::Done);
		close(poll, TOO_FEW);
		let before = mark(MANDATE, 0);
		close(poll, YES_ALL);
		assert_eq!(mark(MANDATE, 0), before);
	});
}

#[rstest]
#[case::initiatives(Institution::Initiatives)]
#[case::elections(Institution::Elections)]
#[case::reputation(Institution::Reputation)]
#[case::jury(Institution::Jury)]
#[case::recall(Institution::Recall)]
fn judgement_does_nothing_when_the_poll_is_of_another_institution(#[case] other: Institution) {
	ExtBuilder::default().build_and_execute(|| {
		let poll = judging(Plea::Done);
		let before = mark(MANDATE, 0);
		let outcome = PollOutcome {
			ballots: 1,
			electors: 1,
			quorum_met: true,
			goal_reached: false,
			questions: Default::default(),
		};
		let weight = PledgesPallet::on_poll_closed(other, poll, &outcome);
		assert_eq!(weight, Weight::zero());
		assert_eq!(mark(MANDATE, 0), before);
	});
}

#[test]
fn judgement_weighs_what_it_does() {
	ExtBuilder::default().build_and_execute(|| {
		let poll = judging(Plea::Done);
		assert_eq!(close(poll, TOO_FEW), <() as WeightInfo>::judge_again());
		let poll = poll_of(MANDATE, 0);
		assert_eq!(close(poll, YES_ALL), <() as WeightInfo>::conclude());
	});
}
