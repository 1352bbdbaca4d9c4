//! What becomes of a pledge that nobody claims.

use super::*;
use rstest::rstest;
use veche_primitives::offices::End;

/// How many of the mandate's pledges are broken.
fn broken(mandate: MandateId) -> usize {
	let checklist = PledgesPallet::checklist(mandate).into_iter();
	checklist
		.filter(|pledge| pledge.mark == Mark::Broken)
		.count()
}

#[test]
fn pledge_is_broken_when_it_is_due_and_was_not_claimed() {
	ExtBuilder::default().build_and_execute(|| {
		begin_with(MANDATE, &[20, 30]);
		run_to(20);
		assert_eq!(mark(MANDATE, 0), Mark::Open);
		run_to(21);
		assert_eq!(mark(MANDATE, 0), Mark::Broken);
		assert_eq!(mark(MANDATE, 1), Mark::Open);
		System::assert_last_event(
			Event::Marked {
				mandate: MANDATE,
				pledge: 0,
				mark: Mark::Broken,
			}
			.into(),
		);
	});
}

#[rstest]
#[case::term(End::Term, Mark::Broken)]
#[case::lost(End::Lost, Mark::Lapsed)]
#[case::resigned(End::Resigned, Mark::Broken)]
#[case::rose(End::Rose, Mark::Lapsed)]
#[case::recalled(End::Recalled, Mark::Broken)]
#[case::replaced(End::Replaced, Mark::Lapsed)]
fn pledge_goes_by_the_end_of_the_mandate_when_it_is_due_later(
	#[case] how: End,
	#[case] expected: Mark,
) {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		run_to(30);
		end(MANDATE, how);
		run_to(pledge(MANDATE, 0).due - 1);
		assert_eq!(mark(MANDATE, 0), Mark::Open);
		next_block();
		assert_eq!(mark(MANDATE, 0), expected);
	});
}

#[test]
fn pledge_is_broken_when_the_mandate_ends_on_the_day_it_is_due() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		let due = pledge(MANDATE, 0).due;
		run_to(due - 1);
		System::set_block_number(due);
		end(MANDATE, End::Lost);
		run_to(due + 1);
		assert_eq!(mark(MANDATE, 0), Mark::Broken);
	});
}

#[rstest]
#[case::kept(YES_ALL, Mark::Kept)]
#[case::unjudged(ABSTAIN_ALL, Mark::Unjudged)]
fn pledge_keeps_its_mark_when_it_was_judged_before_it_is_due(
	#[case] answer: [u32; 3],
	#[case] expected: Mark,
) {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		claim(MANDATE, 0);
		judge(MANDATE, 0, answer);
		run_to(pledge(MANDATE, 0).due + 1);
		assert_eq!(mark(MANDATE, 0), expected);
	});
}

#[test]
fn pledge_stays_excused_when_it_is_due() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 1);
		ask_excuse(MANDATE, 0);
		judge(MANDATE, 0, YES_ALL);
		run_to(pledge(MANDATE, 0).due + 1);
		assert_eq!(mark(MANDATE, 0), Mark::Excused);
	});
}

#[test]
fn pledges_fall_due_a_bounded_number_a_block() {
	ExtBuilder::default().build_and_execute(|| {
		for mandate in [MANDATE, OTHER_MANDATE] {
			in_office(mandate, 16);
		}
		let due = pledge(MANDATE, 0).due;
		let both = || broken(MANDATE) + broken(OTHER_MANDATE);
		for (block, expected) in (due..).zip([8, 16, 24, 32, 32]) {
			run_to(block);
			assert_eq!(both(), expected);
		}
		assert_eq!(Agenda::<Test>::iter().count(), 0);
	});
}

#[test]
fn pledge_is_broken_once_when_its_excuse_is_refused_before_the_calendar_comes_to_it() {
	ExtBuilder::default().build_and_execute(|| {
		DuePerBlock::set(1);
		in_office(MANDATE, 3);
		(0..2).for_each(|place| ask_excuse(MANDATE, place));
		run_to(pledge(MANDATE, 0).due);
		(0..2).for_each(|place| judge(MANDATE, place, NO_ALL));
		run_to(pledge(MANDATE, 0).due + 5);
		let marked = |pledge| {
			said(Event::Marked {
				mandate: MANDATE,
				pledge,
				mark: Mark::Broken,
			})
		};
		assert_eq!([0, 1, 2].map(marked), [1, 1, 1]);
	});
}
