//! A bill on the consensus itself: its roll is frozen, epochs of the length of production pass, and
//! what validators contribute after the freezing, and nothing else, decides who is drawn.

use super::*;
use pallet_jury::{BillRecord, Bills, Phase, RecordOf, SeedsDue, SEED_SUBJECT};
use veche_primitives::{
	ballot::Title,
	laws::{jury_context, Bill, Class},
	rolls::RollEpoch,
	BillId,
};

const BILL: BillId = 7;
/// So many primary blocks fill a segment and end it.
const BLOCKS: u64 = SEGMENT + 1;

/// The roll is frozen for a bill.
fn freeze() {
	let frozen_in = Seeds::epoch();
	let record: RecordOf<Runtime> = BillRecord {
		bill: Bill {
			unit: 0,
			class: Class::Statute,
			title: Title::truncate_from(b"On wells".to_vec()),
			text: Hash::repeat_byte(1),
			change: None,
			call: None,
		},
		by: 0,
		office: Some(0),
		since: System::block_number(),
		jurists: crate::governance::Jurists::get(),
		params: Jury::params(Class::Statute),
		petition: None,
		trial: None,
		phase: Phase::Frozen {
			epoch: RollEpoch::default(),
			frozen_in,
		},
	};
	Bills::<Runtime>::insert(BILL, record);
	SeedsDue::<Runtime>::insert(frozen_in + SEED_DELAY, BILL, ());
}

/// The seed of a bill that is frozen in the midst of epoch 0. All blocks are Alice's, but the one
/// that Bob makes, at this place of this epoch.
fn seed_drawn(by_bob: Option<(u64, u64)>) -> Hash {
	let author = |epoch: u64, place: u64| u32::from(by_bob == Some((epoch, place)));
	on_chain(DEFAULT_EPOCH_SLOTS, |mut chain| {
		chain.block(0, 0);
		freeze();
		for place in 1..BLOCKS {
			chain.block(place * PRIMARY_EVERY, author(0, place));
		}
		chain.live(1..3, |_| BLOCKS, author);
		assert_eq!(
			Jury::drawing(BILL),
			None,
			"not before three epochs have ended"
		);
		chain.live(3..4, |_| 1, author);
		let open = Jury::drawing(BILL).expect("three epochs have ended");
		assert_eq!(open.seed, (SEED_SUBJECT, BILL).using_encoded(Seeds::seed));
		let genesis = System::block_hash(0);
		assert_eq!(open.context, jury_context(genesis, BILL, open.seed));
		open.seed
	})
}

#[test]
fn seed_of_a_bill_is_made_in_the_epoch_after_its_roll_was_frozen() {
	let before = seed_drawn(None);
	assert_ne!(seed_drawn(Some((1, 100))), before);
	// What comes later comes too late: the seed was settled before.
	assert_eq!(seed_drawn(Some((2, 100))), before);
}
