//! How elections begin.

use super::*;
use frame_support::{assert_noop, traits::GetCallName};
use veche_primitives::ballot::Method;

#[test]
fn call_opens_nomination_after_the_notice() {
	ExtBuilder::default().build_and_execute(|| {
		let id = ElectionsPallet::call(HEAD, Cause::Recall).unwrap();
		let (opens, until) = (1 + PARAMS.notice, 1 + PARAMS.notice + PARAMS.nomination);
		let expected = Election {
			office: HEAD,
			unit: DISTRICT,
			method: Method::Schulze,
			term: TERM,
			cause: Cause::Recall,
			called: 1,
			terms: PARAMS,
			phase: Phase::Nomination {
				opens,
				until,
				round: 1,
			},
		};
		assert_eq!(stored(id), expected);
		assert_eq!(ElectionsPallet::under_way(HEAD), Some(id));
		System::assert_last_event(
			Event::Called {
				election: id,
				office: HEAD,
				unit: DISTRICT,
				cause: Cause::Recall,
				opens,
				until,
			}
			.into(),
		);
	});
}

#[test]
fn call_fails_when_one_is_under_way() {
	ExtBuilder::default().build_and_execute(|| {
		call(HEAD);
		assert_noop!(
			ElectionsPallet::call(HEAD, Cause::Vacancy),
			Error::<Test>::AlreadyUnderWay
		);
	});
}

#[test]
fn call_fails_when_the_office_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			ElectionsPallet::call(77, Cause::Founding),
			Error::<Test>::UnknownOffice
		);
	});
}

#[test]
fn call_fails_when_numbers_are_used_up() {
	// Not checked at the end: numbers were skipped.
	ExtBuilder::default().build().execute_with(|| {
		NextElection::<Test>::put(ElectionId::MAX);
		assert_noop!(
			ElectionsPallet::call(HEAD, Cause::Founding),
			Error::<Test>::NoMoreNumbers
		);
	});
}

#[test]
fn call_succeeds_again_when_the_last_election_is_done() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = voting(&[ALES]);
		close(poll, true, &[0]);
		assert_eq!(ElectionsPallet::under_way(HEAD), None);
		assert_eq!(call(HEAD), id + 1);
	});
}

#[test]
fn elections_of_one_unit_run_side_by_side() {
	ExtBuilder::default().build_and_execute(|| {
		let (head, seat) = (call(HEAD), call(SEAT));
		run_to(1 + PARAMS.notice);
		stand(ALES, head);
		stand(BELA, seat);
		run_to(until(head));
		assert_ne!(poll_of(head), poll_of(seat));
		close(poll_of(seat), true, &[0]);
		close(poll_of(head), true, &[0]);
		let elected = installations().into_iter();
		let elected: Vec<_> = elected.map(|(office, who, ..)| (office, who)).collect();
		assert_eq!(elected, [(SEAT, person(BELA)), (HEAD, person(ALES))]);
	});
}

#[test]
fn election_keeps_its_numbers_when_params_and_post_change() {
	ExtBuilder::default().build_and_execute(|| {
		let id = nominating(HEAD);
		let changed = Params {
			nomination: 1,
			voting: 1,
			quorum: 1,
			repeat_quorum: 0,
			majority: 1,
			certificate: Some(3),
			..PARAMS
		};
		assert_ok!(ElectionsPallet::set_params(RuntimeOrigin::root(), changed));
		Posts::mutate(|posts| posts.insert(HEAD, post(COUNTRY, Method::Plurality)));
		stand(ALES, id);
		stand(BELA, id);
		run_to(1 + PARAMS.notice + PARAMS.nomination);
		let request = request(poll_of(id));
		assert_eq!(request.paper.questions[0].method, Method::Schulze);
		assert_eq!(
			(request.duration, request.quorum, request.majority),
			(PARAMS.voting, PARAMS.quorum, PARAMS.majority)
		);
		assert_eq!(stored(id).unit, DISTRICT);
	});
}

#[test]
fn no_transaction_calls_an_election() {
	let calls = ["stand", "withdraw_candidacy", "set_params"];
	assert_eq!(Call::<Test>::get_call_names(), calls);
}
