//! The names persons are known by.

use super::*;
use veche_primitives::offices::Names;

/// The account stands under this name.
fn stand_as(who: AccountId, id: ElectionId, name: &str) {
	let origin = RuntimeOrigin::signed(who);
	assert_ok!(ElectionsPallet::stand(
		origin,
		id,
		title(name),
		H256::zero()
	));
}

/// What the person is known by.
fn known_as(who: AccountId) -> Option<Title> {
	let name = ElectionsPallet::name_of(person(who));
	assert_eq!(<ElectionsPallet as Names>::name(person(who)), name);
	name
}

#[test]
fn name_is_none_when_the_person_never_stood() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(known_as(ALES), None);
		assert_eq!(known_as(STRANGER), None);
	});
}

#[test]
fn name_is_that_on_the_paper_as_soon_as_the_vote_is_announced() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		stand_as(ALES, id, "Ales the miller");
		stand_as(BELA, id, "Bela");
		run_to(until(id) - 1);
		assert_eq!(known_as(ALES), None);
		next();
		assert_eq!(known_as(ALES), Some(title("Ales the miller")));
		assert_eq!(known_as(BELA), Some(title("Bela")));
	});
}

#[test]
fn name_stays_when_the_election_is_lost_or_comes_to_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, poll) = voting(&[ALES, BELA]);
		close(poll, true, &[1, 0]);
		let (_, poll) = voting(&[DAN]);
		close(poll, true, &[1]);
		for who in [ALES, BELA, DAN] {
			let expected = title(&format!("Candidate {who}"));
			assert_eq!(known_as(who), Some(expected));
		}
	});
}

#[test]
fn name_is_that_on_the_last_paper_when_the_person_stood_again() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = voting(&[ALES]);
		close(poll, true, &[1]);
		stand_as(ALES, id, "Ales, once more");
		assert_eq!(known_as(ALES), Some(title("Candidate 10")));
		run_to(until(id));
		assert_eq!(known_as(ALES), Some(title("Ales, once more")));
	});
}

#[test]
fn name_stays_the_same_when_the_vote_is_repeated() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = voting(&[ALES]);
		NameOf::<Test>::remove(person(ALES));
		close(poll, false, &[]);
		assert_eq!(known_as(ALES), None, "written with the first vote only");
		NameOf::<Test>::insert(person(ALES), title("Candidate 10"));
		assert_eq!(poll_of(id), poll + 1);
	});
}

#[test]
fn name_is_none_when_the_person_withdrew_or_was_struck() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		stand(ALES, id);
		stand(BELA, id);
		stand(DAN, id);
		let origin = RuntimeOrigin::signed(ALES);
		assert_ok!(ElectionsPallet::withdraw_candidacy(origin, id));
		certify(BELA, false);
		run_to(until(id));
		assert_eq!((known_as(ALES), known_as(BELA)), (None, None));
		assert!(known_as(DAN).is_some());
	});
}

#[test]
fn name_is_none_when_the_vote_cannot_open() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		stand(ALES, id);
		RefuseToOpen::set(Some(DispatchError::Exhausted));
		run_to(until(id));
		assert_eq!(known_as(ALES), None);
		assert!(matches!(
			stored(id).phase,
			Phase::Nomination { round: 2, .. }
		));
	});
}

/// The next block begins.
fn next() {
	run_to(System::block_number() + 1);
}
