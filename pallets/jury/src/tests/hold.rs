//! What a bill needs is held from the day it is accepted until it has ended, and exactly once. After
//! every other test it is checked, too, that all that was held is released or passed on.

use super::*;
use std::collections::BTreeMap;

/// How often the bill was held, and how often released.
fn counted(id: BillId) -> (u32, u32) {
	holds()[&id]
}

#[test]
fn submit_holds_what_the_bill_needs() {
	ExtBuilder::default().build_and_execute(|| {
		let id = submitted();
		assert_eq!(holds(), BTreeMap::from([(id, (1, 0))]));
	});
}

#[test]
fn propose_holds_what_the_bill_needs() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, _) = proposed();
		assert_eq!(holds(), BTreeMap::from([(id, (1, 0))]));
	});
}

#[test]
fn nothing_is_held_when_a_bill_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		RefuseCheck::set(Some(REFUSED));
		assert_noop!(submit(BELA, VILLAGE_HEAD, bill_of(VILLAGE)), REFUSED);
		assert_noop!(propose(CIM, bill_of(VILLAGE)), REFUSED);
		RefuseCheck::set(None);
		RefusePoll::set(Some(REFUSED));
		assert_noop!(propose(CIM, bill_of(VILLAGE)), REFUSED);
		assert!(holds().is_empty());
	});
}

#[test]
fn bill_is_held_all_through_its_trial() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, petition) = proposed();
		for elector in 0..4 {
			support(petition, elector);
		}
		run_to(DRAWN);
		claim_all(id, 0..POOL);
		while verdict(id).is_none() {
			assert_eq!(counted(id), (1, 0), "{:?}", phase(id));
			next_block();
		}
		assert_eq!(verdict(id), Some(Verdict::NoQuorum));
		assert_eq!(counted(id), (1, 1));
	});
}

#[test]
fn bill_is_released_when_its_petition_lapses() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, _) = proposed();
		run_to(2 + PARAMS.petition_window);
		assert_eq!(verdict(id), Some(Verdict::Lapsed));
		assert_eq!(counted(id), (1, 1));
	});
}

#[test]
fn bill_is_released_when_it_finds_no_panel() {
	ExtBuilder::default().build_and_execute(|| {
		let id = submitted();
		run_to(UNSEATED);
		assert_eq!(verdict(id), Some(Verdict::NoPanel));
		assert_eq!(counted(id), (1, 1));
	});
}

/// The whole panel votes so, and the bill is decided.
fn decided(option: u8) -> BillId {
	let (id, poll) = trial();
	for alias in drawn(id).0 {
		assert!(vote(poll, alias, option));
	}
	run_to(DECIDED);
	id
}

#[test]
fn bill_is_released_when_the_panel_rejects_it() {
	ExtBuilder::default().build_and_execute(|| {
		let id = decided(NO);
		assert_eq!(verdict(id), Some(Verdict::Rejected));
		assert_eq!(counted(id), (1, 1));
	});
}

#[test]
fn bill_is_released_when_it_cannot_become_law_any_more() {
	ExtBuilder::default().build_and_execute(|| {
		RefusePass::set(Some(REFUSED));
		let id = decided(YES);
		assert_eq!(verdict(id), Some(Verdict::Void));
		assert_eq!(counted(id), (1, 1));
	});
}

#[test]
fn bill_that_passes_stays_held() {
	ExtBuilder::default().build_and_execute(|| {
		let id = decided(YES);
		assert_eq!(verdict(id), Some(Verdict::Passed));
		assert_eq!(counted(id), (1, 0));
		run_to(3 * DECIDED);
		assert_eq!(counted(id), (1, 0));
	});
}
