//! `claim`: who may, when, and what it leads to.

use super::*;
use rstest::rstest;
use veche_primitives::{
	ballot::Method,
	offices::{End, Seat},
	rolls::Electorate,
};

#[test]
fn claim_has_the_people_judge_at_once_when_there_is_room() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 3);
		claim(MANDATE, 2);
		let judging = Mark::Judging {
			plea: Plea::Done,
			poll: 0,
			attempt: 1,
		};
		let claimed = Claim {
			evidence: EVIDENCE,
			at: 1,
		};
		let pledge = pledge(MANDATE, 2);
		assert_eq!((pledge.mark, pledge.claim), (judging, Some(claimed)));
		assert_eq!(PledgesPallet::judgements(VILLAGE), [(MANDATE, 2)]);
	});
}

#[test]
fn claim_asks_the_people_of_the_unit_about_the_pledge() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 3);
		claim(MANDATE, 2);
		let request = request(0);
		assert_eq!(request.institution, Institution::Pledges);
		assert_eq!(request.electorate, Electorate::Unit(VILLAGE));
		assert_eq!(request.paper.title, title("Pledge 3 of mandate 8"));
		assert_eq!(request.paper.text, EVIDENCE);
		let [question] = &request.paper.questions[..] else {
			panic!("one question")
		};
		assert_eq!(question.title, title("Promise 3"));
		assert_eq!(question.method, Method::YesNo);
		let options = ["Kept", "Not kept", "Abstain"].map(title);
		assert_eq!(question.options.to_vec(), options);
		assert_eq!(request.paper.check(), Ok(()));
		assert_eq!((request.delay, request.duration), (1, PARAMS.judging));
		assert_eq!(
			(request.quorum, request.majority),
			(PARAMS.quorum, PARAMS.majority)
		);
		assert_eq!(
			(request.goal, request.context, request.admitted),
			(None, None, None)
		);
	});
}

#[test]
fn claim_is_announced() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		claim(MANDATE, 0);
		let claimed = Event::Claimed {
			mandate: MANDATE,
			pledge: 0,
			evidence: EVIDENCE,
		};
		let judging = Event::Judging {
			mandate: MANDATE,
			pledge: 0,
			poll: 0,
		};
		assert_eq!((said(claimed), said(judging)), (1, 1));
	});
}

#[test]
fn claim_is_taken_when_the_holder_is_suspended() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		let seat = Seat::Suspended {
			mandate: MANDATE,
			acting: Some(person_of(BELA)),
		};
		Seats::mutate(|seats| seats.insert(MAYOR, seat));
		claim(MANDATE, 0);
		assert_eq!(poll_of(MANDATE, 0), 0);
	});
}

#[test]
fn claim_is_taken_until_the_last_block_before_the_pledge_is_due() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		run_to(pledge(MANDATE, 0).due - 1);
		claim(MANDATE, 0);
		run_to(pledge(MANDATE, 0).due + 1);
		assert_eq!(poll_of(MANDATE, 0), 0, "asked in time");
	});
}

#[test]
fn claim_is_taken_when_the_excuse_was_refused() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		ask_excuse(MANDATE, 0);
		judge(MANDATE, 0, NO_ALL);
		claim(MANDATE, 0);
		judge(MANDATE, 0, YES_ALL);
		assert_eq!(mark(MANDATE, 0), Mark::Kept);
	});
}

#[test]
fn claim_fails_when_the_origin_is_not_signed() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert!(!claim_call(MANDATE, 0).is_feeless(&origin));
			assert_noop!(
				PledgesPallet::claim(origin, MANDATE, 0, EVIDENCE),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn claim_fails_when_the_account_is_no_citizen() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		assert_refused(STRANGER, claim_call(MANDATE, 0), Error::NotACitizen);
		Citizens::mutate(|citizens| citizens.remove(&ALES));
		assert_refused(ALES, claim_call(MANDATE, 0), Error::NotACitizen);
	});
}

#[test]
fn claim_fails_when_there_is_no_such_mandate() {
	ExtBuilder::default().build_and_execute(|| {
		assert_refused(ALES, claim_call(99, 0), Error::UnknownMandate);
	});
}

#[test]
fn claim_fails_when_somebody_else_holds_the_mandate() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		in_office(OTHER_MANDATE, 1);
		assert_refused(BELA, claim_call(MANDATE, 0), Error::NotYours);
		assert_refused(CIM, claim_call(MANDATE, 0), Error::NotYours);
		assert_eq!(mark(MANDATE, 0), Mark::Open);
	});
}

#[test]
fn claim_fails_when_the_caller_only_acts_in_the_office() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		let seat = Seat::Suspended {
			mandate: MANDATE,
			acting: Some(person_of(BELA)),
		};
		Seats::mutate(|seats| seats.insert(MAYOR, seat));
		assert_refused(BELA, claim_call(MANDATE, 0), Error::NotYours);
	});
}

#[rstest]
#[case::term(End::Term)]
#[case::lost(End::Lost)]
#[case::resigned(End::Resigned)]
#[case::rose(End::Rose)]
#[case::recalled(End::Recalled)]
#[case::replaced(End::Replaced)]
fn claim_fails_when_the_mandate_has_ended(#[case] how: End) {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		end(MANDATE, how);
		assert_refused(ALES, claim_call(MANDATE, 0), Error::MandateOver);
	});
}

#[test]
fn claim_fails_when_there_is_no_such_pledge() {
	ExtBuilder::default().build_and_execute(|| {
		assert_refused(BELA, claim_call(OTHER_MANDATE, 0), Error::UnknownPledge);
		in_office(MANDATE, 2);
		assert_refused(ALES, claim_call(MANDATE, 2), Error::UnknownPledge);
		assert_refused(ALES, claim_call(MANDATE, u8::MAX), Error::UnknownPledge);
		assert!(!Checklist::<Test>::contains_key(OTHER_MANDATE));
	});
}

#[test]
fn claim_fails_when_the_pledge_was_claimed_and_is_judged() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		claim(MANDATE, 0);
		assert_refused(ALES, claim_call(MANDATE, 0), Error::AlreadyClaimed);
		judge(MANDATE, 0, TOO_FEW);
		assert_refused(ALES, claim_call(MANDATE, 0), Error::AlreadyClaimed);
	});
}

#[test]
fn claim_fails_when_the_pledge_was_claimed_and_waits() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 3);
		(0..3).for_each(|place| claim(MANDATE, place));
		assert_eq!(mark(MANDATE, 2), Mark::Waiting(Plea::Done));
		assert_refused(ALES, claim_call(MANDATE, 2), Error::AlreadyClaimed);
	});
}

#[rstest]
#[case::kept(YES_ALL)]
#[case::broken(NO_ALL)]
#[case::unjudged(ABSTAIN_ALL)]
fn claim_fails_when_the_claim_has_been_judged(#[case] answer: [u32; 3]) {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		claim(MANDATE, 0);
		judge(MANDATE, 0, answer);
		assert_refused(ALES, claim_call(MANDATE, 0), Error::AlreadyClaimed);
	});
}

#[test]
fn claim_fails_when_an_excuse_is_judged() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 3);
		(0..3).for_each(|place| ask_excuse(MANDATE, place));
		assert_refused(ALES, claim_call(MANDATE, 0), Error::NotOpen);
		assert_eq!(mark(MANDATE, 2), Mark::Waiting(Plea::Excuse));
		assert_refused(ALES, claim_call(MANDATE, 2), Error::NotOpen);
	});
}

#[test]
fn claim_fails_when_the_pledge_is_excused() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		ask_excuse(MANDATE, 0);
		judge(MANDATE, 0, YES_ALL);
		assert_refused(ALES, claim_call(MANDATE, 0), Error::NotOpen);
	});
}

#[test]
fn claim_fails_when_the_pledge_is_due() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		run_to(pledge(MANDATE, 0).due);
		assert_refused(ALES, claim_call(MANDATE, 0), Error::NotOpen);
	});
}

#[test]
fn claim_fails_by_the_clock_when_the_calendar_lags() {
	ExtBuilder::default().build_and_execute(|| {
		DuePerBlock::set(1);
		in_office(MANDATE, 3);
		run_to(pledge(MANDATE, 0).due);
		let open = |place: &u8| mark(MANDATE, *place) == Mark::Open;
		let late: Vec<u8> = (0..3).filter(open).collect();
		assert_eq!(late.len(), 2);
		for place in late {
			assert_refused(ALES, claim_call(MANDATE, place), Error::NotOpen);
		}
	});
}

#[test]
fn claim_is_free_when_an_act_is_left() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		let events = System::events().len();
		assert!(claim_call(MANDATE, 0).is_feeless(&RuntimeOrigin::signed(ALES)));
		assert_eq!(
			(opened(), mark(MANDATE, 0)),
			(0, Mark::Open),
			"only a trial"
		);
		assert_eq!(System::events().len(), events, "only a trial");
		claim(MANDATE, 0);
		assert_eq!(SpentActs::get(), [ALES]);
	});
}

#[test]
fn claim_is_paid_for_when_no_act_is_left() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		OutOfActs::mutate(|out| out.insert(ALES));
		assert!(!claim_call(MANDATE, 0).is_feeless(&RuntimeOrigin::signed(ALES)));
		claim(MANDATE, 0);
		assert_eq!(poll_of(MANDATE, 0), 0);
	});
}
