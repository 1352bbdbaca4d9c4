//! Many ballots at once.

use super::helpers::*;

#[test]
fn cast_batch_counts_all_when_all_are_good() {
	run(|| {
		let poll = open_yes_no();
		assert_ok!(cast_batch((1..=64).map(|voter| yes(poll, voter)).collect()));
		assert_eq!(counts(poll), [64, 0, 0]);
		assert!(named().is_empty());
	});
}

#[test]
fn cast_batch_counts_the_good_and_names_the_bad_when_mixed() {
	run(|| {
		let poll = open_yes_no();
		assert_ok!(cast(yes(poll, 9)));
		let mut forged = yes(poll, 2);
		forged.choices = choices(&[Choice::One(1)]);
		let mut outside = yes(poll, 3);
		outside.precinct = 40;
		let batch = vec![yes(poll, 1), forged, outside, yes(poll, 9), yes(poll, 4)];
		assert_ok!(cast_batch(batch));
		assert_eq!(counts(poll), [3, 0, 0]);
		assert_eq!(
			named(),
			[
				(1, refusal::BAD_PROOF),
				(2, refusal::PRECINCT_OUTSIDE),
				(3, refusal::STALE_COUNTER)
			]
		);
	});
}

#[test]
fn cast_batch_counts_ballots_of_several_polls_and_epochs() {
	run(|| {
		let early = open_yes_no();
		EPOCH.set(1);
		let late = open_yes_no();
		assert_ok!(cast_batch(vec![yes(early, 1), yes(late, 1), yes(early, 2)]));
		assert_eq!((counts(early)[0], counts(late)[0]), (2, 1));
	});
}

#[test]
fn cast_batch_lets_the_higher_counter_stand_when_a_voter_is_in_it_twice() {
	run(|| {
		let poll = open_yes_no();
		let first = yes(poll, 1);
		let second = ballot(poll, 1, 2, &[Choice::One(1)]);
		assert_ok!(cast_batch(vec![second, first]));
		assert_eq!(counts(poll), [0, 1, 0]);
		assert_eq!(named(), [(1, refusal::STALE_COUNTER)]);
	});
}

#[test]
fn cast_batch_is_refused_when_empty() {
	run(|| {
		open_yes_no();
		assert_storage_noop!(assert_eq!(
			cast_batch(Vec::new()),
			Err(refused(refusal::BATCH_EMPTY))
		));
	});
}

#[test]
fn cast_batch_cannot_be_decoded_when_oversized() {
	use codec::{Decode, Encode};
	run(|| {
		let poll = open_yes_no();
		let ballots: Vec<_> = (1..=65).map(|voter| Ballot::V1(yes(poll, voter))).collect();
		let bytes = (1u8, 1u8, ballots).encode();
		assert!(RuntimeCall::decode(&mut &bytes[..]).is_err());
	});
}

#[test]
fn cast_batch_is_refused_when_all_are_bad() {
	run(|| {
		let poll = open_yes_no();
		assert_ok!(cast(yes(poll, 1)));
		assert_storage_noop!(assert_eq!(
			cast_batch(vec![yes(poll, 1)]),
			Err(refused(refusal::BATCH_ALL_BAD))
		));
	});
}

#[test]
fn cast_batch_checks_each_proof_once_when_authorized_and_dispatched() {
	run(|| {
		let poll = open_yes_no();
		assert_ok!(cast_batch(vec![yes(poll, 1), yes(poll, 2)]));
		assert_eq!(CHECKS.take(), 2);
	});
}

#[test]
fn cast_batch_checks_anew_when_the_verdict_is_of_another_batch() {
	run(|| {
		let poll = open_yes_no();
		let mut forged = yes(poll, 2);
		forged.counter = 7;
		let batch = |ballots: Vec<BallotV1>| {
			let ballots: Vec<_> = ballots.into_iter().map(Ballot::V1).collect();
			BoundedVec::try_from(ballots).unwrap()
		};
		let call = RuntimeCall::BallotBox(Call::cast_batch {
			ballots: batch(vec![yes(poll, 1)]),
		});
		assert!(call.authorize(TransactionSource::External).unwrap().is_ok());
		let origin = frame_system::RawOrigin::Authorized.into();
		assert_ok!(BallotBox::cast_batch(origin, batch(vec![forged])));
		assert_eq!(counts(poll), [0, 0, 0]);
		assert_eq!(named(), [(0, refusal::BAD_PROOF)]);
	});
}
