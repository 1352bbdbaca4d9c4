//! `withdraw_candidacy`: until the vote is announced.

use super::*;
use frame_support::{
	assert_noop,
	dispatch::{CheckIfFeeless, DispatchResult},
};

fn withdraw(who: AccountId, id: ElectionId) -> DispatchResult {
	ElectionsPallet::withdraw_candidacy(RuntimeOrigin::signed(who), id)
}

fn refused(who: AccountId, id: ElectionId, error: Error<Test>) {
	let call = Call::<Test>::withdraw_candidacy { election: id };
	assert!(
		!call.is_feeless(&RuntimeOrigin::signed(who)),
		"a call that fails is never free"
	);
	assert_noop!(withdraw(who, id), error);
}

#[test]
fn withdraw_candidacy_takes_the_candidate_off_the_list() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		for who in [ALES, BELA, DAN] {
			stand(who, id);
		}
		assert_ok!(withdraw(BELA, id));
		System::assert_last_event(
			Event::Withdrew {
				election: id,
				person: person(BELA),
			}
			.into(),
		);
		assert_eq!(slate(id), [ALES, DAN].map(person));
		assert_eq!(ElectionsPallet::candidacy_of(person(BELA)), None);
		assert_eq!(fates(), [(id, person(BELA), None)], "pledges are forgotten");
	});
}

#[test]
fn withdraw_candidacy_makes_room_to_stand_again_at_the_end() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		stand(ALES, id);
		stand(BELA, id);
		assert_ok!(withdraw(ALES, id));
		stand(ALES, id);
		assert_eq!(slate(id), [BELA, ALES].map(person));
	});
}

#[test]
fn withdraw_candidacy_leaves_nothing_when_it_was_the_last() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		stand(ALES, id);
		assert_ok!(withdraw(ALES, id));
		assert_eq!(ElectionsPallet::slate(id), None);
		assert_eq!(Candidates::<Test>::iter().count(), 0);
	});
}

#[test]
fn withdraw_candidacy_fails_when_the_account_is_no_citizen() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		refused(STRANGER, id, Error::NotACitizen);
	});
}

#[test]
fn withdraw_candidacy_fails_when_the_election_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		stand(ALES, id);
		refused(ALES, id + 1, Error::UnknownElection);
	});
}

#[test]
fn withdraw_candidacy_fails_when_the_person_does_not_stand() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		stand(BELA, id);
		refused(ALES, id, Error::NotACandidate);
	});
}

#[test]
fn withdraw_candidacy_fails_when_people_vote() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, _) = voting(&[ALES, BELA]);
		refused(ALES, id, Error::TooLate);
	});
}

#[test]
fn withdraw_candidacy_fails_when_the_election_is_done() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = voting(&[ALES, BELA]);
		close(poll, true, &[1, 0]);
		refused(ALES, id, Error::TooLate);
	});
}

#[test]
fn withdraw_candidacy_fails_when_the_origin_is_not_signed() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		assert_noop!(
			ElectionsPallet::withdraw_candidacy(RuntimeOrigin::root(), id),
			DispatchError::BadOrigin
		);
	});
}
