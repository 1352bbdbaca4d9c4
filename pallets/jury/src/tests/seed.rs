//! The seed: when it is drawn, and of what.

use super::*;
use veche_primitives::laws::SEED_DELAY;

#[test]
fn seed_is_drawn_three_epochs_after_the_freeze() {
	ExtBuilder::default().build_and_execute(|| {
		let id = submitted();
		run_to(DRAWN - 1);
		assert!(matches!(phase(id), Phase::Frozen { .. }));
		next_block();
		let subject = (b"veche/jury/seed", id).encode();
		// Of what was contributed in the epoch before the last.
		let seed = seed_of(&subject, 1);
		let context = jury_context(GENESIS, id, seed);
		let claiming = Phase::Claiming {
			epoch: roll_epoch(),
			seed,
			context,
			until: SEATED,
		};
		assert_eq!(phase(id), claiming);
		System::assert_last_event(
			Event::SeedDrawn {
				bill: id,
				seed,
				context,
				until: SEATED,
			}
			.into(),
		);
	});
}

#[test]
fn seed_is_made_of_nothing_from_before_the_freeze() {
	ExtBuilder::default().build_and_execute(|| {
		for offset in [0, 1, EPOCH - 1] {
			let frozen_in = MockSeeds::epoch() + 1;
			run_to(frozen_in * EPOCH + offset);
			let id = submitted();
			run_to((frozen_in + SEED_DELAY) * EPOCH);
			let seed = drawing(id).seed;
			let subject = (b"veche/jury/seed", id).encode();
			let made_of = (0..20).find(|epoch| seed_of(&subject, *epoch) == seed);
			assert!(made_of.is_some_and(|epoch| epoch > frozen_in));
			run_to(System::block_number() + PARAMS.claim);
		}
	});
}

#[test]
fn seeds_of_two_bills_differ() {
	ExtBuilder::default().build_and_execute(|| {
		submitted();
		submitted();
		run_to(DRAWN);
		let [first, second] = [0, 1].map(drawing);
		assert_ne!(first.seed, second.seed);
		assert_ne!(first.context, second.context);
		assert_ne!(alias_in(0, first.context), alias_in(0, second.context));
	});
}

#[test]
fn seeds_of_many_bills_are_a_queue() {
	ExtBuilder::default().build_and_execute(|| {
		DuePerBlock::set(2);
		for office in [DISTRICT_HEAD, VILLAGE_HEAD] {
			let (person, unit) = match office {
				DISTRICT_HEAD => (ALES, DISTRICT),
				_ => (BELA, VILLAGE),
			};
			for _ in 0..MaxPerOffice::get() {
				assert_ok!(submit(person, office, bill_of(unit)));
			}
		}
		for block in 0..3 {
			run_to(DRAWN + block);
			let claiming = (0..6).filter(|id| JuryPallet::drawing(*id).is_some());
			assert_eq!(claiming.count() as u64, 2 * (block + 1));
			JuryPallet::do_try_state().unwrap();
		}
		// Nobody has less time for it.
		for id in 0..6 {
			let drawing = drawing(id);
			assert!(drawing.until >= SEATED);
		}
	});
}

#[test]
fn seed_is_drawn_when_epochs_pass_without_blocks() {
	ExtBuilder::default().build_and_execute(|| {
		let id = submitted();
		System::set_block_number(90 * EPOCH);
		next_block();
		assert_eq!(drawing(id).until, 90 * EPOCH + 1 + PARAMS.claim);
	});
}
