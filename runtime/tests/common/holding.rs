//! What one pallet holds for another is held for somebody, and given back: pins of roll epochs, and
//! the calls of bills. Each pallet alone sees only its own half of it.

use pallet_preimage::{RequestStatus, RequestStatusFor};
use sp_core::H256;
use std::collections::{BTreeMap, BTreeSet};
use veche_primitives::{polls::Phase, rolls::RollEpoch, BillId};
use veche_runtime::Runtime;

/// Each poll that is open or can still be audited has one pin of its epoch, and each bill for which a
/// roll is frozen; nobody else has.
pub fn check_pins() {
	let polls = pallet_polls::Polls::<Runtime>::iter_values()
		.filter(|poll| matches!(poll.phase, Phase::Open | Phase::Closed))
		.map(|poll| poll.epoch);
	let bills = pallet_jury::Bills::<Runtime>::iter_values();
	let bills = bills.filter_map(|record| record.phase.epoch());
	let pins = pallet_rolls::Pins::<Runtime>::get();
	// One without users stays until what it held is cleared away.
	let used = pins.iter().filter(|(_, users)| **users > 0);
	let used: BTreeMap<RollEpoch, u32> = used.map(|(epoch, users)| (*epoch, *users)).collect();
	assert_eq!(used, how_often(polls.chain(bills)), "pins and their users");
}

/// A call is held for each bill that has one and is under way or waits for force, and its preimage is
/// asked for once for each of them.
pub fn check_calls() {
	let under_way = pallet_jury::Bills::<Runtime>::iter()
		.filter(|(_, record)| !record.phase.is_done() && record.bill.call.is_some())
		.map(|(bill, _)| bill);
	let passed = pallet_laws::Pending::<Runtime>::iter()
		.filter(|(_, passed)| passed.bill.call.is_some())
		.map(|(bill, _)| bill);
	let needed: BTreeSet<BillId> = under_way.chain(passed).collect();
	let held = pallet_laws::Holds::<Runtime>::iter_keys();
	assert_eq!(held.collect::<BTreeSet<_>>(), needed, "bills and calls");

	let preimages = pallet_laws::Holds::<Runtime>::iter_values();
	let preimages = how_often(preimages.filter_map(|hold| hold.preimage));
	let asked = RequestStatusFor::<Runtime>::iter().filter_map(|(hash, status)| match status {
		RequestStatus::Requested { count, .. } => Some((hash, count)),
		RequestStatus::Unrequested { .. } => None,
	});
	let asked: BTreeMap<H256, u32> = asked.collect();
	assert_eq!(asked, preimages, "preimages asked for and held");
}

fn how_often<K: Ord>(all: impl Iterator<Item = K>) -> BTreeMap<K, u32> {
	let mut counts = BTreeMap::<K, u32>::new();
	for one in all {
		*counts.entry(one).or_default() += 1;
	}
	counts
}
