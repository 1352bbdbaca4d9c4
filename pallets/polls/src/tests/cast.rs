//! One ballot: what counts, and what is refused with nothing changed.

use super::helpers::*;
use rstest::rstest;

#[test]
fn cast_counts_the_ballot_when_it_is_good() {
	run(|| {
		let poll = open_yes_no();
		assert_ok!(cast(yes(poll, 1)));
		assert_ok!(cast(ballot(poll, 2, 1, &[Choice::One(1)])));
		assert_ok!(cast(ballot(poll, 3, 1, &[Choice::Blank])));
		assert_eq!(counts(poll), [1, 1, 0]);
		let tally = &BallotBox::tally(poll)[0];
		assert_eq!((tally.ballots, tally.blank), (3, 1));
	});
}

#[test]
fn cast_replaces_the_ballot_when_the_counter_is_higher() {
	run(|| {
		let poll = open_yes_no();
		assert_ok!(cast(yes(poll, 1)));
		assert_ok!(cast(ballot(poll, 1, 2, &[Choice::One(1)])));
		assert_eq!(counts(poll), [0, 1, 0]);
		assert_eq!(BallotBox::tally(poll)[0].ballots, 1);
	});
}

#[rstest]
#[case::lower(4)]
#[case::equal(5)]
#[case::zero(0)]
fn cast_is_stale_when_the_counter_is_not_higher(#[case] counter: u32) {
	run(|| {
		let poll = open_yes_no();
		assert_ok!(cast(ballot(poll, 1, 5, &[Choice::One(0)])));
		let again = ballot(poll, 1, counter, &[Choice::One(1)]);
		assert_storage_noop!(assert_eq!(
			cast(again),
			Err(InvalidTransaction::Stale.into())
		));
	});
}

#[test]
fn cast_is_stale_when_an_older_ballot_is_replayed_after_a_re_vote() {
	run(|| {
		let poll = open_yes_no();
		let first = yes(poll, 1);
		assert_ok!(cast(first.clone()));
		assert_ok!(cast(ballot(poll, 1, 2, &[Choice::One(1)])));
		assert_storage_noop!(assert_eq!(
			cast(first),
			Err(InvalidTransaction::Stale.into())
		));
	});
}

#[test]
fn cast_is_refused_when_the_first_counter_is_zero() {
	run(|| {
		let poll = open_yes_no();
		let zero = ballot(poll, 1, 0, &[Choice::One(0)]);
		assert_storage_noop!(assert_eq!(
			cast(zero),
			Err(InvalidTransaction::Stale.into())
		));
	});
}

#[test]
fn cast_is_refused_when_the_poll_is_unknown() {
	run(|| {
		let poll = open_yes_no();
		let mut ballot = yes(poll, 1);
		ballot.poll = 99;
		assert_refused(ballot, refusal::POLL_UNKNOWN);
	});
}

#[test]
fn cast_is_refused_when_the_poll_is_not_yet_open() {
	run(|| {
		let poll = scheduled(PollRequest {
			delay: 5,
			..request(&[(Method::YesNo, 3)])
		});
		assert_refused(yes(poll, 1), refusal::POLL_NOT_OPEN);
	});
}

#[test]
fn cast_is_refused_when_the_poll_is_closed() {
	run(|| {
		let poll = open_yes_no();
		let late = yes(poll, 1);
		to_block(12);
		assert_refused(late, refusal::POLL_CLOSED);
	});
}

#[test]
fn cast_is_refused_when_the_closing_is_due_but_queued() {
	run(|| {
		let polls: Vec<_> = (0..4)
			.map(|_| scheduled(request(&[(Method::YesNo, 3)])))
			.collect();
		to_block(3);
		let closes = BallotBox::poll(polls[3]).unwrap().closes;
		let late = yes(polls[3], 1);
		System::set_block_number(closes);
		assert_refused(late, refusal::POLL_CLOSED);
	});
}

#[test]
fn cast_is_refused_when_the_precinct_is_outside_the_electorate() {
	run(|| {
		let poll = open_yes_no();
		let mut ballot = yes(poll, 1);
		ballot.precinct = 40;
		prove(&mut ballot, 1);
		assert_refused(ballot, refusal::PRECINCT_OUTSIDE);
	});
}

#[test]
fn cast_counts_when_the_precinct_lies_in_a_unit_below() {
	run(|| {
		let poll = open_yes_no();
		let mut ballot = yes(poll, 1);
		ballot.precinct = 25;
		prove(&mut ballot, 1);
		assert_ok!(cast(ballot));
	});
}

#[test]
fn cast_is_refused_when_the_precinct_lies_in_the_unit_above() {
	run(|| {
		let village = PollRequest {
			electorate: Electorate::Unit(2),
			..request(&[(Method::YesNo, 3)])
		};
		let poll = open(village);
		assert_refused(yes(poll, 1), refusal::PRECINCT_OUTSIDE);
	});
}

#[test]
fn cast_is_refused_when_the_precinct_had_no_ring() {
	run(|| {
		let poll = open_yes_no();
		let mut ballot = yes(poll, 1);
		ballot.precinct = 29;
		prove(&mut ballot, 1);
		assert_refused(ballot, refusal::PRECINCT_EMPTY);
	});
}

#[test]
fn cast_is_refused_when_the_proof_names_another_alias() {
	run(|| {
		let poll = open_yes_no();
		let mut ballot = yes(poll, 1);
		ballot.alias = [3; 32];
		assert_refused(ballot, refusal::BAD_PROOF);
	});
}

#[test]
fn cast_is_refused_when_the_choice_was_changed() {
	run(|| {
		let poll = open_yes_no();
		let mut ballot = yes(poll, 1);
		ballot.choices = choices(&[Choice::One(1)]);
		assert_refused(ballot, refusal::BAD_PROOF);
	});
}

#[test]
fn cast_is_refused_when_the_counter_was_changed() {
	run(|| {
		let poll = open_yes_no();
		let mut ballot = yes(poll, 1);
		ballot.counter = 2;
		assert_refused(ballot, refusal::BAD_PROOF);
	});
}

#[test]
fn cast_is_refused_when_the_proof_is_of_another_poll() {
	run(|| {
		let poll = open_yes_no();
		let mut ballot = yes(poll, 1);
		ballot.poll = open_yes_no();
		assert_refused(ballot, refusal::BAD_PROOF);
	});
}

#[test]
fn cast_is_refused_when_the_proof_is_of_another_epoch() {
	run(|| {
		let poll = open_yes_no();
		let early = yes(poll, 1);
		EPOCH.set(1);
		let later = open_yes_no();
		let mut ballot = yes(later, 1);
		ballot.proof = early.proof;
		assert_refused(ballot, refusal::BAD_PROOF);
	});
}

#[rstest]
#[case::none(&[])]
#[case::two(&[Choice::One(0), Choice::One(0)])]
fn cast_is_refused_when_answers_are_too_few_or_too_many(#[case] answers: &[Choice]) {
	run(|| {
		let poll = open_yes_no();
		assert_refused(ballot(poll, 1, 1, answers), refusal::WRONG_ANSWER_COUNT);
	});
}

#[test]
fn cast_is_refused_when_the_option_is_out_of_range() {
	run(|| {
		let poll = open_yes_no();
		let wild = ballot(poll, 1, 1, &[Choice::One(3)]);
		assert_refused(wild, refusal::OPTION_OUT_OF_RANGE);
	});
}

#[test]
fn cast_is_refused_when_the_answer_is_of_another_kind() {
	run(|| {
		let poll = open_yes_no();
		let odd = ballot(poll, 1, 1, &[Choice::Approve(1)]);
		assert_refused(odd, refusal::WRONG_KIND);
	});
}

#[test]
fn cast_is_refused_when_a_ranking_repeats_an_option() {
	run(|| {
		let poll = open(request(&[(Method::Schulze, 4)]));
		let twice = Ranking::from_bytes(vec![2, 1, 2]).unwrap();
		let ballot = ballot(poll, 1, 1, &[Choice::Rank(twice)]);
		assert_refused(ballot, refusal::REPEATED_OPTION);
	});
}

/// A poll on a paper with two questions that ask for marks, and one for approvals between them.
fn open_marks() -> PollId {
	open(request(&[
		(Method::Marks, 5),
		(Method::Approval, 5),
		(Method::Marks, 32),
	]))
}

#[rstest]
#[case::three_in_one(&[Choice::Approve(0b10101), Choice::Approve(0b11111), Choice::Blank])]
#[case::three_in_two(&[Choice::Approve(0b1), Choice::Blank, Choice::Approve(0b110)])]
fn cast_counts_marks_when_they_are_at_most_three(#[case] answers: &[Choice]) {
	run(|| {
		let poll = open_marks();
		assert_ok!(cast(ballot(poll, 1, 1, answers)));
		let marks = |question| -> u32 { BallotBox::counts(poll, question).iter().sum() };
		assert_eq!(marks(0) + marks(2), 3);
	});
}

#[rstest]
#[case::four_in_one(&[Choice::Approve(0b1111), Choice::Blank, Choice::Blank])]
#[case::four_in_two(&[Choice::Approve(0b11), Choice::Blank, Choice::Approve(0b11)])]
fn cast_is_refused_when_more_than_three_are_marked(#[case] answers: &[Choice]) {
	run(|| {
		let poll = open_marks();
		assert_refused(ballot(poll, 1, 1, answers), refusal::TOO_MANY_MARKS);
	});
}

#[test]
fn cast_is_refused_when_a_re_vote_marks_more_than_three() {
	run(|| {
		let poll = open_marks();
		let marks = |first, last| [Choice::Approve(first), Choice::Blank, Choice::Approve(last)];
		assert_ok!(cast(ballot(poll, 1, 1, &marks(0b11, 0b1))));
		let again = ballot(poll, 1, 2, &marks(0b11, 0b11));
		assert_refused(again, refusal::TOO_MANY_MARKS);
		assert_ok!(cast(ballot(poll, 1, 3, &marks(0b1, 0b11))));
		assert_eq!(BallotBox::counts(poll, 0), [1, 0, 0, 0, 0]);
	});
}

#[test]
fn cast_is_refused_when_another_kind_answers_a_question_of_marks() {
	run(|| {
		let poll = open_marks();
		let odd = [Choice::One(1), Choice::Blank, Choice::Blank];
		assert_refused(ballot(poll, 1, 1, &odd), refusal::WRONG_KIND);
	});
}

#[test]
fn cast_is_refused_before_the_proof_when_a_cheap_check_fails() {
	run(|| {
		let poll = open_yes_no();
		let wild = ballot(poll, 1, 1, &[Choice::One(3)]);
		assert!(cast(wild).is_err());
		assert_eq!(CHECKS.take(), 0);
	});
}

#[test]
fn cast_is_refused_when_the_alias_is_not_on_the_panel() {
	run(|| {
		let poll = open(panel([1]));
		assert_refused(yes(poll, 2), refusal::ALIAS_NOT_ADMITTED);
		assert_ok!(cast(yes(poll, 1)));
		assert_eq!(BallotBox::poll(poll).unwrap().electors, 1);
	});
}

#[test]
fn cast_answers_every_question_when_the_paper_has_several() {
	run(|| {
		let poll = open(request(&[
			(Method::YesNo, 3),
			(Method::Plurality, 5),
			(Method::Approval, 32),
			(Method::Schulze, 32),
		]));
		let all = Ranking::strict((0..32).rev()).unwrap();
		let answers = [
			Choice::One(0),
			Choice::One(4),
			Choice::Approve(u32::MAX),
			Choice::Rank(all),
		];
		assert_ok!(cast(ballot(poll, 1, 1, &answers)));
		let tallies = BallotBox::tally(poll);
		assert_eq!(tallies[1].counts[4], 1);
		assert!(tallies[2].counts.iter().all(|n| *n == 1));
		assert_eq!(tallies[3].pairwise(31, 0), 1);
	});
}

#[test]
fn cast_is_refused_when_the_origin_is_signed() {
	run(|| {
		let poll = open_yes_no();
		assert_noop!(
			BallotBox::cast(RuntimeOrigin::signed(1), Ballot::V1(yes(poll, 1))),
			sp_runtime::DispatchError::BadOrigin
		);
	});
}

#[test]
fn cast_fails_when_dispatched_without_its_checks() {
	run(|| {
		let poll = open_yes_no();
		assert_ok!(cast(yes(poll, 1)));
		let origin = frame_system::RawOrigin::Authorized.into();
		assert_noop!(
			BallotBox::cast(origin, Ballot::V1(yes(poll, 1))),
			Error::<Test>::NotCounted
		);
	});
}

#[test]
fn cast_provides_one_tag_per_voter_and_poll_whatever_the_choice() {
	run(|| {
		let poll = open_yes_no();
		let validity = |ballot| {
			let call = RuntimeCall::BallotBox(Call::cast {
				ballot: Ballot::V1(ballot),
			});
			call.authorize(TransactionSource::External)
				.unwrap()
				.unwrap()
				.0
		};
		let first = validity(yes(poll, 1));
		let second = validity(ballot(poll, 1, 2, &[Choice::One(1)]));
		assert_eq!(first.provides, second.provides);
		assert!(
			second.priority > first.priority,
			"a re-vote displaces the waiting ballot"
		);
		assert!(first.longevity < 1_000);
	});
}

#[test]
fn cast_keeps_at_most_100_bytes_of_state_per_ballot() {
	use codec::Encode;
	run(|| {
		let poll = open(request(&[(Method::Schulze, 6)]));
		let ranking = Ranking::strict(0..6).unwrap();
		let ballot = ballot(poll, 1, 1, &[Choice::Rank(ranking)]);
		let key = Ballots::<Test>::hashed_key_for(poll, ballot.alias).len();
		assert_ok!(cast(ballot.clone()));
		let value = Ballots::<Test>::get(poll, ballot.alias)
			.unwrap()
			.encoded_size();
		assert!(key + value <= 100, "{key} + {value}");
	});
}
