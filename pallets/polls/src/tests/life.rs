//! Opening, closing, pruning.

use super::helpers::*;
use rstest::rstest;

/// A panel without a seat.
fn nobody() -> Panel {
	Panel {
		aliases: Default::default(),
		epoch: Default::default(),
	}
}

#[rstest]
#[case::unit(PollRequest { electorate: Electorate::Unit(7), ..request(&[(Method::YesNo, 3)]) },
	Error::<Test>::UnknownElectorate)]
#[case::question(request(&[]), Error::<Test>::NoQuestion)]
#[case::one_option(request(&[(Method::Plurality, 1)]), Error::<Test>::OptionCount)]
#[case::yes_no(request(&[(Method::YesNo, 2)]), Error::<Test>::OptionCount)]
#[case::window(PollRequest { duration: 0, ..request(&[(Method::YesNo, 3)]) },
	Error::<Test>::EmptyWindow)]
#[case::quorum(PollRequest { quorum: 1_000_001, ..request(&[(Method::YesNo, 3)]) },
	Error::<Test>::ShareTooLarge)]
#[case::goal(
	PollRequest {
		goal: Some(Goal { question: 1, option: 0, share: 1 }),
		..request(&[(Method::YesNo, 3)])
	},
	Error::<Test>::UnknownGoal)]
#[case::panel(
	PollRequest { admitted: Some(nobody()), ..request(&[(Method::YesNo, 3)]) },
	Error::<Test>::NobodyAdmitted)]
fn open_fails_when_the_request_is_wrong(
	#[case] request: PollRequest<u64>,
	#[case] error: Error<Test>,
) {
	run(|| {
		assert_noop!(BallotBox::open(request), error);
	});
}

#[test]
fn open_fails_when_a_title_is_not_readable() {
	run(|| {
		let mut bad = request(&[(Method::YesNo, 3)]);
		bad.paper.questions[0].options[1] = BoundedVec::truncate_from(vec![0xff, 0xfe]);
		assert_noop!(BallotBox::open(bad), Error::<Test>::UnreadableText);
	});
}

#[test]
fn open_fails_when_numbers_have_run_out() {
	run(|| {
		NextPoll::<Test>::put(u32::MAX);
		assert_noop!(
			BallotBox::open(request(&[(Method::YesNo, 3)])),
			Error::<Test>::TooManyPolls
		);
	});
}

#[test]
fn poll_pins_the_roll_and_counts_electors_when_it_opens() {
	run(|| {
		EPOCH.set(4);
		let poll = open_yes_no();
		let record = BallotBox::poll(poll).unwrap();
		assert_eq!((record.epoch.turn, record.electors), (4, 200));
		assert_eq!((record.opens, record.closes), (2, 12));
		EPOCH.set(5);
		to_block(5);
		assert_eq!(BallotBox::poll(poll).unwrap().epoch.turn, 4);
	});
}

#[test]
fn poll_opening_waits_when_a_precinct_is_being_rebuilt() {
	run(|| {
		SETTLED.set(false);
		let poll = scheduled(request(&[(Method::YesNo, 3)]));
		to_block(4);
		assert_eq!(BallotBox::poll(poll).unwrap().phase, Phase::Scheduled);
		SETTLED.set(true);
		to_block(5);
		let record = BallotBox::poll(poll).unwrap();
		assert_eq!(
			(record.phase, record.opens, record.closes),
			(Phase::Open, 5, 15)
		);
	});
}

#[test]
fn poll_opens_all_the_same_when_rebuilding_takes_too_long() {
	run(|| {
		SETTLED.set(false);
		let poll = scheduled(request(&[(Method::YesNo, 3)]));
		to_block(7);
		assert_eq!(BallotBox::poll(poll).unwrap().phase, Phase::Open);
	});
}

#[test]
fn poll_opening_waits_when_too_many_epochs_are_pinned() {
	run(|| {
		MAX_PINS.set(0);
		let poll = scheduled(request(&[(Method::YesNo, 3)]));
		to_block(20);
		assert_eq!(BallotBox::poll(poll).unwrap().phase, Phase::Scheduled);
		MAX_PINS.set(1);
		to_block(21);
		assert_eq!(BallotBox::poll(poll).unwrap().phase, Phase::Open);
	});
}

#[test]
fn poll_tells_its_institution_when_it_closes() {
	run(|| {
		let poll = open(PollRequest {
			quorum: 10_000,
			..request(&[(Method::YesNo, 3)])
		});
		assert_ok!(cast(yes(poll, 1)));
		assert_ok!(cast(yes(poll, 2)));
		to_block(12);
		let closed = CLOSED.take();
		let (institution, id, outcome) = &closed[0];
		assert_eq!(
			(*institution, *id, closed.len()),
			(Institution::Initiatives, poll, 1)
		);
		assert!(outcome.quorum_met);
		assert_eq!(outcome.questions[0].winner, Some(0));
		assert_eq!(BallotBox::outcome(poll).as_ref(), Some(outcome));
	});
}

#[test]
fn poll_misses_the_quorum_when_too_few_vote() {
	run(|| {
		let poll = open(PollRequest {
			quorum: 10_000,
			..request(&[(Method::YesNo, 3)])
		});
		assert_ok!(cast(yes(poll, 1)));
		to_block(12);
		assert!(!BallotBox::outcome(poll).unwrap().quorum_met);
	});
}

#[test]
fn poll_breaks_a_tie_by_lot_when_two_lead() {
	run(|| {
		let poll = open(request(&[(Method::Plurality, 4)]));
		assert_ok!(cast(ballot(poll, 1, 1, &[Choice::One(1)])));
		assert_ok!(cast(ballot(poll, 2, 1, &[Choice::One(3)])));
		to_block(12);
		let question = BallotBox::outcome(poll).unwrap().questions[0].clone();
		assert!(question.by_lot);
		assert_eq!(question.tied.to_vec(), [1, 3]);
		assert!(matches!(question.winner, Some(1 | 3)));
	});
}

#[test]
fn poll_closes_in_the_next_block_when_its_goal_is_reached() {
	run(|| {
		let petition = PollRequest {
			goal: Some(Goal {
				question: 0,
				option: 0,
				share: 10_000,
			}),
			..request(&[(Method::YesNo, 3)])
		};
		let poll = open(petition);
		assert_ok!(cast(yes(poll, 1)));
		assert_eq!(BallotBox::poll(poll).unwrap().closes, 12);
		assert_ok!(cast(yes(poll, 2)));
		let record = BallotBox::poll(poll).unwrap();
		assert_eq!(record.closes, 3);
		assert_ok!(cast(yes(poll, 3)));
		to_block(3);
		let outcome = BallotBox::outcome(poll).unwrap();
		assert!(outcome.goal_reached);
		assert_eq!(outcome.ballots, 3);
	});
}

#[test]
fn goal_stays_reached_when_a_supporter_changes_their_mind_in_the_same_block() {
	run(|| {
		let petition = PollRequest {
			goal: Some(Goal {
				question: 0,
				option: 0,
				share: 10_000,
			}),
			..request(&[(Method::YesNo, 3)])
		};
		let poll = open(petition);
		assert_ok!(cast(yes(poll, 1)));
		assert_ok!(cast(yes(poll, 2)));
		assert_ok!(cast(ballot(poll, 2, 2, &[Choice::One(1)])));
		assert_eq!(counts(poll), [1, 1, 0]);
		to_block(3);
		assert!(BallotBox::outcome(poll).unwrap().goal_reached);
	});
}

#[test]
fn polls_all_open_and_close_in_turn_when_many_fall_on_one_block() {
	run(|| {
		let polls: Vec<_> = (0..20)
			.map(|_| scheduled(request(&[(Method::YesNo, 3)])))
			.collect();
		to_block(2);
		let opened = polls
			.iter()
			.filter(|p| BallotBox::poll(**p).unwrap().phase == Phase::Open)
			.count();
		assert_eq!(opened, 3, "bounded work per block");
		to_block(40);
		for poll in polls {
			let record = BallotBox::poll(poll).unwrap();
			assert_eq!(
				record.closes - record.opens,
				10,
				"nobody's window is shortened"
			);
			assert!(BallotBox::outcome(poll).is_some(), "none is skipped");
		}
	});
}

#[test]
fn poll_leaves_no_ballot_and_no_pin_when_pruned() {
	run(|| {
		let poll = open_yes_no();
		for voter in 1..=10 {
			assert_ok!(cast(yes(poll, voter)));
		}
		to_block(22);
		assert_eq!(
			Ballots::<Test>::iter_prefix(poll).count(),
			6,
			"bounded work per block"
		);
		to_block(30);
		assert_eq!(BallotBox::poll(poll).unwrap().phase, Phase::Pruned);
		assert_eq!(Ballots::<Test>::iter_prefix(poll).count(), 0);
		assert!(PINS.take().is_empty());
		assert_eq!(counts(poll), [10, 0, 0], "the tally stays for ever");
		assert!(BallotBox::outcome(poll).is_some());
	});
}

#[test]
fn digest_is_the_chain_over_all_counted_ballots_in_order() {
	run(|| {
		let poll = open_yes_no();
		let paper = BallotBox::paper(poll).unwrap();
		let genesis = System::block_hash(0);
		let mut chain = veche_primitives::polls::first_digest(genesis, poll, &paper);
		assert_eq!(Digests::<Test>::get(poll), chain);
		for (voter, counter) in [(1, 1), (2, 1), (1, 2)] {
			let ballot = ballot(poll, voter, counter, &[Choice::One(0)]);
			chain = veche_primitives::polls::digest(
				chain,
				&ballot.alias,
				ballot.counter,
				&ballot.choices,
			);
			assert_ok!(cast(ballot));
		}
		assert_eq!(Digests::<Test>::get(poll), chain);
	});
}

#[test]
fn in_phase_lists_polls_by_phase() {
	run(|| {
		let first = open_yes_no();
		let second = scheduled(PollRequest {
			delay: 9,
			..request(&[(Method::YesNo, 3)])
		});
		assert_eq!(BallotBox::in_phase(Phase::Open, 0, 10), [first]);
		assert_eq!(BallotBox::in_phase(Phase::Scheduled, 0, 10), [second]);
		assert!(BallotBox::in_phase(Phase::Scheduled, 0, 1).is_empty());
	});
}
