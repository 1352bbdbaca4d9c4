//! A legislature that takes every bill, unless it is told to refuse, and counts what it holds.

use super::*;
use frame_support::{dispatch::DispatchResult, storage::unhashed};
use std::collections::BTreeMap;

parameter_types! {
	/// Why every bill is refused when it is brought in.
	pub static RefuseCheck: Option<DispatchError> = None;
	/// Why every bill is refused when it has passed, after having been made law.
	pub static RefusePass: Option<DispatchError> = None;
}

const PASSED: &[u8] = b"mock/passed";
const HOLDS: &[u8] = b"mock/holds";

/// The bills that panels have passed, in order.
pub fn passed() -> Vec<(BillId, BillOf<Test>)> {
	unhashed::get_or_default(PASSED)
}

/// How often each bill was held, and how often released.
pub fn holds() -> BTreeMap<BillId, (u32, u32)> {
	unhashed::get_or_default(HOLDS)
}

fn count(id: BillId, change: impl FnOnce(&mut (u32, u32))) {
	let mut all = holds();
	change(all.entry(id).or_default());
	unhashed::put(HOLDS, &all);
}

/// Every bill that was ever accepted has been held once, and released once if it has ended without
/// having passed; nothing else was held or released.
pub fn check_holds() {
	let expected = Bills::<Test>::iter().map(|(id, record)| {
		let has_failed = matches!(record.phase, Phase::Done(verdict) if verdict != Verdict::Passed);
		(id, (1, u32::from(has_failed)))
	});
	assert_eq!(holds(), expected.collect::<BTreeMap<_, _>>());
}

/// The legislature as juries see it.
pub struct MockLegislature;

impl Legislature<BillOf<Test>> for MockLegislature {
	fn check(_: &BillOf<Test>) -> DispatchResult {
		RefuseCheck::get().map_or(Ok(()), Err)
	}

	fn hold(id: BillId, _: &BillOf<Test>) {
		count(id, |(held, _)| *held += 1);
	}

	fn release(id: BillId) {
		count(id, |(_, released)| *released += 1);
	}

	fn pass(id: BillId, bill: BillOf<Test>) -> DispatchResult {
		let mut all = passed();
		all.push((id, bill));
		unhashed::put(PASSED, &all);
		RefusePass::get().map_or(Ok(()), Err)
	}
}
