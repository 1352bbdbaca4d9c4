//! One behaviour a test.

mod enter;
mod mandate;

use crate::{mock::*, *};
use frame_support::assert_ok;
use sp_core::H256;

/// A promise of this title, due so many blocks after taking office.
fn promise(title: &str, due: u64) -> Promise<u64> {
	Promise {
		title: Title::truncate_from(title.as_bytes().to_vec()),
		text: H256::repeat_byte(7),
		due,
	}
}

/// So many promises, each of another title.
fn many(count: u32) -> Vec<Promise<u64>> {
	(0..count)
		.map(|n| promise(&format!("Pledge {n}"), 1))
		.collect()
}

fn sent(promises: &[Promise<u64>]) -> Sent<u64> {
	Sent::try_from(promises.to_vec()).unwrap()
}

/// Enter promises that are expected to be taken.
fn enter(who: AccountId, promises: &[Promise<u64>]) {
	assert_ok!(PledgesPallet::enter(
		RuntimeOrigin::signed(who),
		ELECTION,
		sent(promises)
	));
}

/// What the candidate has entered.
fn entered(who: AccountId) -> Vec<Promise<u64>> {
	PledgesPallet::entered(ELECTION, person_of(who))
}
