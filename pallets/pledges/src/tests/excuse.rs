//! `ask_excuse`: who may, when, and what it leads to.

use super::*;
use rstest::rstest;
use veche_primitives::{
	offices::{End, Seat},
	rolls::Electorate,
	MAX_TITLE,
};

/// To ask with these bytes for a reason.
fn call_with(reason: &[u8]) -> Call<Test> {
	Call::ask_excuse {
		mandate: MANDATE,
		pledge: 0,
		reason: Title::try_from(reason.to_vec()).unwrap(),
		text: H256::zero(),
	}
}

#[test]
fn ask_excuse_has_the_people_judge_at_once_when_there_is_room() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 2);
		run_to(5);
		ask_excuse(MANDATE, 1);
		let judging = Mark::Judging {
			plea: Plea::Excuse,
			poll: 0,
			attempt: 1,
		};
		let asked = Excuse {
			reason: title("The flood"),
			text: LONGER,
			at: 5,
		};
		let pledge = pledge(MANDATE, 1);
		assert_eq!((pledge.mark, pledge.excuse), (judging, Some(asked)));
		assert_eq!(PledgesPallet::judgements(VILLAGE), [(MANDATE, 1)]);
	});
}

#[test]
fn ask_excuse_asks_the_people_of_the_unit() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(TOWN_MANDATE, 2);
		ask_excuse(TOWN_MANDATE, 1);
		let request = request(0);
		assert_eq!(request.institution, Institution::Pledges);
		assert_eq!(request.electorate, Electorate::Unit(TOWN));
		assert_eq!(request.paper.title, title("Pledge 2 of mandate 10"));
		assert_eq!(request.paper.text, LONGER);
		assert_eq!(request.paper.questions[0].title, title("Promise 2"));
		let options = ["Excused", "Not excused", "Abstain"].map(title);
		assert_eq!(request.paper.questions[0].options.to_vec(), options);
		assert_eq!(request.paper.check(), Ok(()));
		assert_eq!(
			(request.quorum, request.majority),
			(PARAMS.quorum, PARAMS.majority)
		);
	});
}

#[test]
fn ask_excuse_is_announced() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		ask_excuse(MANDATE, 0);
		let asked = Event::ExcuseAsked {
			mandate: MANDATE,
			pledge: 0,
		};
		let judging = Event::Judging {
			mandate: MANDATE,
			pledge: 0,
			poll: 0,
		};
		assert_eq!((said(asked), said(judging)), (1, 1));
	});
}

#[test]
fn ask_excuse_is_taken_when_the_holder_is_suspended() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		let seat = Seat::Suspended {
			mandate: MANDATE,
			acting: None,
		};
		Seats::mutate(|seats| seats.insert(MAYOR, seat));
		ask_excuse(MANDATE, 0);
		assert_eq!(poll_of(MANDATE, 0), 0);
	});
}

#[test]
fn ask_excuse_takes_the_longest_reason() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		let reason = vec![b'x'; MAX_TITLE as usize];
		let origin = RuntimeOrigin::signed(ALES);
		assert_ok!(call_with(&reason).dispatch_bypass_filter(origin));
	});
}

#[test]
fn ask_excuse_fails_when_the_origin_is_not_signed() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert!(!excuse_call(MANDATE, 0).is_feeless(&origin));
			assert_noop!(
				PledgesPallet::ask_excuse(origin, MANDATE, 0, title("The flood"), LONGER),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn ask_excuse_fails_when_the_account_is_no_citizen() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		assert_refused(STRANGER, excuse_call(MANDATE, 0), Error::NotACitizen);
	});
}

#[test]
fn ask_excuse_fails_when_there_is_no_such_mandate() {
	ExtBuilder::default().build_and_execute(|| {
		assert_refused(ALES, excuse_call(99, 0), Error::UnknownMandate);
	});
}

#[test]
fn ask_excuse_fails_when_somebody_else_holds_the_mandate() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		assert_refused(BELA, excuse_call(MANDATE, 0), Error::NotYours);
	});
}

#[rstest]
#[case::term(End::Term)]
#[case::lost(End::Lost)]
#[case::resigned(End::Resigned)]
#[case::rose(End::Rose)]
#[case::recalled(End::Recalled)]
#[case::replaced(End::Replaced)]
fn ask_excuse_fails_when_the_mandate_has_ended(#[case] how: End) {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		end(MANDATE, how);
		assert_refused(ALES, excuse_call(MANDATE, 0), Error::MandateOver);
	});
}

#[test]
fn ask_excuse_fails_when_there_is_no_such_pledge() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 2);
		assert_refused(ALES, excuse_call(MANDATE, 2), Error::UnknownPledge);
	});
}

#[rstest]
#[case::empty(b"")]
#[case::white_space(b" \n")]
#[case::not_utf8(b"\xff\xfe")]
fn ask_excuse_fails_when_the_reason_says_nothing(#[case] reason: &[u8]) {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		assert_refused(ALES, call_with(reason), Error::BadReason);
	});
}

#[test]
fn ask_excuse_fails_when_it_is_asked_and_judged() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		ask_excuse(MANDATE, 0);
		assert_refused(ALES, excuse_call(MANDATE, 0), Error::AlreadyAsked);
	});
}

#[rstest]
#[case::excused(YES_ALL)]
#[case::refused(NO_ALL)]
#[case::unjudged(ABSTAIN_ALL)]
fn ask_excuse_fails_when_the_people_have_answered(#[case] answer: [u32; 3]) {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		ask_excuse(MANDATE, 0);
		judge(MANDATE, 0, answer);
		assert_refused(ALES, excuse_call(MANDATE, 0), Error::AlreadyAsked);
	});
}

#[test]
fn ask_excuse_fails_when_the_pledge_is_claimed() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		claim(MANDATE, 0);
		assert_refused(ALES, excuse_call(MANDATE, 0), Error::NotOpen);
		judge(MANDATE, 0, NO_ALL);
		assert_refused(ALES, excuse_call(MANDATE, 0), Error::NotOpen);
	});
}

#[test]
fn ask_excuse_fails_when_the_pledge_is_due() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		run_to(pledge(MANDATE, 0).due);
		assert_refused(ALES, excuse_call(MANDATE, 0), Error::NotOpen);
	});
}

#[test]
fn ask_excuse_is_free_when_an_act_is_left() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		assert!(excuse_call(MANDATE, 0).is_feeless(&RuntimeOrigin::signed(ALES)));
		assert_eq!(
			(opened(), mark(MANDATE, 0)),
			(0, Mark::Open),
			"only a trial"
		);
		ask_excuse(MANDATE, 0);
		assert_eq!(SpentActs::get(), [ALES]);
	});
}

#[test]
fn ask_excuse_is_paid_for_when_no_act_is_left() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		OutOfActs::mutate(|out| out.insert(ALES));
		assert!(!excuse_call(MANDATE, 0).is_feeless(&RuntimeOrigin::signed(ALES)));
		ask_excuse(MANDATE, 0);
		assert_eq!(poll_of(MANDATE, 0), 0);
	});
}
