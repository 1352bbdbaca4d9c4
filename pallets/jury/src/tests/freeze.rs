//! The freezing of the roll: when it must wait, and what stands afterwards.

use super::*;

#[test]
fn freeze_waits_when_no_epoch_can_be_pinned() {
	ExtBuilder::default().build_and_execute(|| {
		MaxPins::set(0);
		let id = submitted();
		assert_eq!(phase(id), Phase::Waiting { since: 1 });
		System::assert_last_event(Event::FreezeDelayed { bill: id }.into());
		for block in 2..9 {
			run_to(block);
			assert_eq!(phase(id), Phase::Waiting { since: 1 });
			JuryPallet::do_try_state().unwrap();
		}
		MaxPins::set(1);
		run_to(11);
		let frozen = Phase::Frozen {
			epoch: roll_epoch(),
			frozen_in: 0,
		};
		assert_eq!(phase(id), frozen, "tried again on every block");
	});
}

#[test]
fn freeze_tells_of_its_delay_once() {
	ExtBuilder::default().build_and_execute(|| {
		MaxPins::set(0);
		let id = submitted();
		run_to(9);
		let delayed = RuntimeEvent::from(Event::FreezeDelayed { bill: id });
		let told = System::events()
			.into_iter()
			.filter(|record| record.event == delayed);
		assert_eq!(told.count(), 1);
	});
}

#[test]
fn freeze_counts_epochs_from_when_it_was_done() {
	ExtBuilder::default().build_and_execute(|| {
		MaxPins::set(0);
		let id = submitted();
		run_to(2 * EPOCH);
		MaxPins::set(1);
		next_block();
		assert!(matches!(phase(id), Phase::Frozen { frozen_in: 2, .. }));
		run_to(5 * EPOCH - 1);
		assert_eq!(JuryPallet::drawing(id), None);
		next_block();
		assert!(JuryPallet::drawing(id).is_some());
	});
}

#[test]
fn freeze_waits_when_a_precinct_is_being_rebuilt() {
	ExtBuilder::default().build_and_execute(|| {
		empty(SECOND);
		let id = submitted();
		run_to(3);
		assert_eq!(phase(id), Phase::Waiting { since: 1 });
		rebuild(SECOND, 20..39);
		next_block();
		assert!(matches!(phase(id), Phase::Frozen { .. }));
		assert_eq!(phase(id).epoch(), Some(roll_epoch()));
	});
}

#[test]
fn freeze_waits_no_longer_than_it_may_when_precincts_are_emptied_all_the_time() {
	ExtBuilder::default().build_and_execute(|| {
		empty(SECOND);
		let id = submitted();
		run_to(MaxFreezeDelay::get());
		assert_eq!(phase(id), Phase::Waiting { since: 1 });
		next_block();
		assert!(matches!(phase(id), Phase::Frozen { .. }));
	});
}

#[test]
fn freeze_pins_one_epoch_for_each_bill_and_releases_it_in_the_end() {
	ExtBuilder::default().build_and_execute(|| {
		let first = roll_epoch();
		submitted();
		submitted();
		turn_rolls();
		submitted();
		assert_eq!(
			pins().into_iter().collect::<Vec<_>>(),
			[(first, 2), (roll_epoch(), 1)]
		);
		run_to(UNSEATED);
		assert!(pins().is_empty());
	});
}

#[test]
fn freeze_pins_nothing_when_it_is_only_asked_whether_the_call_is_free() {
	use frame_support::dispatch::CheckIfFeeless;
	ExtBuilder::default().build_and_execute(|| {
		let call = Call::<Test>::submit {
			office: VILLAGE_HEAD,
			bill: bill_of(VILLAGE),
		};
		assert!(call.is_feeless(&RuntimeOrigin::signed(account(BELA))));
		assert!(pins().is_empty());
	});
}

#[test]
fn credential_gained_after_the_freeze_cannot_be_drawn() {
	ExtBuilder::default().build_and_execute(|| {
		let id = submitted();
		enroll(FIRST, 77);
		turn_rolls();
		run_to(DRAWN);
		// Neither by the frozen roll, on which it is not, nor by the one on which it is.
		let drawing = drawing(id);
		assert_refused(prove(id, 77, FIRST, &drawing), refusal::TICKET_BAD_PROOF);
		let later = Drawing {
			epoch: roll_epoch(),
			..drawing
		};
		assert_refused(prove(id, 77, FIRST, &later), refusal::TICKET_BAD_PROOF);
	});
}

#[test]
fn precinct_made_after_the_freeze_has_no_ring() {
	ExtBuilder::default().build_and_execute(|| {
		let id = submitted();
		enroll(NEW, 77);
		turn_rolls();
		run_to(DRAWN);
		assert_refused(prove(id, 77, NEW, &drawing(id)), refusal::TICKET_EMPTY);
	});
}

#[test]
fn credential_withdrawn_after_the_freeze_can_still_be_drawn() {
	ExtBuilder::default().build_and_execute(|| {
		let id = submitted();
		withdraw(FIRST, 0);
		turn_rolls();
		empty(FIRST);
		run_to(DRAWN);
		// Documented: the frozen roll stands.
		assert_ok!(claim(ticket(id, 0)));
		assert_eq!(drawn(id).0, [alias_in(0, drawing(id).context)]);
	});
}

#[test]
fn credential_withdrawn_during_the_trial_keeps_its_seat() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		claim_all(id, 0..3);
		run_to(SEATED + 1);
		let poll = record(id).trial.unwrap();
		for jurist in 0..3 {
			withdraw(FIRST, jurist);
		}
		turn_rolls();
		for alias in drawn(id).0 {
			assert!(vote(poll, alias, YES));
		}
		run_to(DECIDED);
		assert_eq!(verdict(id), Some(Verdict::Passed));
	});
}
