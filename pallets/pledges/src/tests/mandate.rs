//! What becomes of the pledges when the election is over.

use super::*;
use proptest::prelude::*;

fn adopt(who: AccountId, marks: &[u32]) {
	PledgesPallet::adopt(ELECTION, person_of(who), MANDATE, marks);
}

fn weights() -> Vec<u32> {
	let checklist = PledgesPallet::checklist(MANDATE);
	checklist.iter().map(|pledge| pledge.weight).collect()
}

#[test]
fn titles_are_in_the_candidates_order() {
	ExtBuilder::default().build_and_execute(|| {
		enter(ALES, &[promise("Road", 1), promise("Well", 1)]);
		let titles = PledgesPallet::titles(ELECTION, person_of(ALES));
		assert_eq!(titles, [promise("Road", 1).title, promise("Well", 1).title]);
		assert!(PledgesPallet::titles(ELECTION, person_of(BELA)).is_empty());
	});
}

#[test]
fn adopt_makes_the_list_the_checklist_when_the_candidate_takes_office() {
	ExtBuilder::default().build_and_execute(|| {
		enter(ALES, &[promise("Road", 50), promise("Well", 10)]);
		System::set_block_number(1_000);
		adopt(ALES, &[4, 0]);
		let pledge = |title: &str, due: u64, weight: u32| Pledge {
			title: promise(title, 1).title,
			text: H256::repeat_byte(7),
			due,
			weight,
			mark: Mark::Open,
			claim: None,
			excuse: None,
		};
		assert_eq!(
			PledgesPallet::checklist(MANDATE),
			[pledge("Road", 1_050, 5), pledge("Well", 1_010, 1)]
		);
		assert!(entered(ALES).is_empty());
		System::assert_last_event(
			Event::Adopted {
				election: ELECTION,
				person: person_of(ALES),
				mandate: MANDATE,
				pledges: 2,
			}
			.into(),
		);
	});
}

#[test]
fn adopt_lets_every_pledge_fall_due_on_its_block() {
	ExtBuilder::default().build_and_execute(|| {
		enter(ALES, &[promise("Road", 50), promise("Well", 10)]);
		adopt(ALES, &[]);
		let mut due: Vec<_> = Agenda::<Test>::iter_keys().collect();
		due.sort_by_key(|(block, _)| *block);
		let pledge = |place| Due::Pledge(MANDATE, place);
		assert_eq!(due, [(11, pledge(1)), (51, pledge(0))]);
	});
}

#[test]
fn adopt_keeps_the_lists_of_the_others() {
	ExtBuilder::default().build_and_execute(|| {
		enter(ALES, &many(2));
		enter(BELA, &many(3));
		adopt(ALES, &[]);
		assert_eq!(entered(BELA), many(3));
	});
}

#[test]
fn adopt_counts_none_when_marks_are_missing() {
	ExtBuilder::default().build_and_execute(|| {
		enter(ALES, &many(3));
		adopt(ALES, &[9]);
		assert_eq!(weights(), [10, 1, 1]);
	});
}

#[test]
fn adopt_ignores_marks_when_they_are_more_than_the_pledges() {
	ExtBuilder::default().build_and_execute(|| {
		enter(ALES, &many(2));
		adopt(ALES, &[1, 2, 3, 4]);
		assert_eq!(weights(), [2, 3]);
	});
}

#[test]
fn adopt_never_overflows() {
	ExtBuilder::default().build_and_execute(|| {
		enter(ALES, &[promise("Road", TERM)]);
		System::set_block_number(u64::MAX - 1);
		adopt(ALES, &[u32::MAX]);
		let pledge = &PledgesPallet::checklist(MANDATE)[0];
		assert_eq!((pledge.due, pledge.weight), (u64::MAX, u32::MAX));
	});
}

#[test]
fn adopt_makes_no_checklist_when_nothing_was_promised() {
	ExtBuilder::default().build_and_execute(|| {
		adopt(ALES, &[3]);
		assert!(!Checklist::<Test>::contains_key(MANDATE));
		System::assert_last_event(
			Event::Adopted {
				election: ELECTION,
				person: person_of(ALES),
				mandate: MANDATE,
				pledges: 0,
			}
			.into(),
		);
	});
}

#[test]
fn forget_leaves_nothing_when_the_candidacy_ended() {
	ExtBuilder::default().build_and_execute(|| {
		enter(ALES, &many(16));
		enter(BELA, &many(1));
		PledgesPallet::forget(ELECTION, person_of(ALES));
		assert!(entered(ALES).is_empty());
		assert_eq!(entered(BELA), many(1));
		System::assert_last_event(
			Event::Forgotten {
				election: ELECTION,
				person: person_of(ALES),
			}
			.into(),
		);
	});
}

#[test]
fn forget_changes_nothing_when_nothing_was_promised() {
	ExtBuilder::default().build_and_execute(|| {
		PledgesPallet::forget(ELECTION, person_of(ALES));
		assert!(System::events().is_empty());
	});
}

#[test]
fn forget_keeps_the_checklist_when_the_pledges_were_adopted() {
	ExtBuilder::default().build_and_execute(|| {
		enter(ALES, &many(2));
		adopt(ALES, &[]);
		PledgesPallet::forget(ELECTION, person_of(ALES));
		assert_eq!(PledgesPallet::checklist(MANDATE).len(), 2);
	});
}

proptest! {
	/// Whatever is promised within the term stays due within it, and weighs at least one.
	#[test]
	fn adopted_promise_is_due_within_the_term(
		now in 0u64..1_000_000,
		term in 1u64..1_000_000,
		due in 0u64..1_000_000,
		marks: u32,
	) {
		let promise = promise("Road", due);
		prop_assume!(promise.is_due_within(term));
		let pledge = promise.clone().adopted(now, marks);
		prop_assert!(now < pledge.due && pledge.due <= now + term);
		prop_assert!(pledge.weight > 0 && pledge.weight - 1 <= marks);
		prop_assert_eq!((pledge.title, pledge.text), (promise.title, promise.text));
		prop_assert_eq!(pledge.mark, Mark::Open);
		prop_assert!(pledge.claim.is_none() && pledge.excuse.is_none());
	}
}
