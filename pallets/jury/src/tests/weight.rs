//! What was done is weighed, and bounded.

use super::*;
use frame_support::traits::Hooks;

#[test]
fn weight_of_a_block_is_that_of_nothing_when_nothing_is_due() {
	ExtBuilder::default().build_and_execute(|| {
		submitted();
		System::set_block_number(2);
		assert_eq!(JuryPallet::on_initialize(2), <()>::idle());
	});
}

#[test]
fn weight_of_a_block_counts_every_step_and_is_bounded() {
	ExtBuilder::default().build_and_execute(|| {
		DuePerBlock::set(2);
		for _ in 0..3 {
			submitted();
		}
		let weigh = |block| {
			System::set_block_number(block);
			JuryPallet::on_initialize(block)
		};
		let of = |step: Weight, steps: u64| <()>::idle().saturating_add(step * steps);
		run_to(DRAWN - 1);
		let seeds = [DRAWN, DRAWN + 1].map(weigh);
		assert_eq!(seeds, [2, 1].map(|n| of(<()>::draw_seed(), n)));
		run_to(SEATED - 1);
		let seatings = [SEATED, SEATED + 1].map(weigh);
		assert_eq!(seatings, [2, 1].map(|n| of(<()>::seat_panel(), n)));
	});
}

#[test]
fn weight_of_a_waiting_bill_is_that_of_a_freezing() {
	ExtBuilder::default().build_and_execute(|| {
		MaxPins::set(0);
		submitted();
		System::set_block_number(2);
		let expected = <()>::idle().saturating_add(<()>::freeze());
		assert_eq!(JuryPallet::on_initialize(2), expected);
	});
}

#[test]
fn weight_of_half_time_is_that_of_calling_reserves() {
	ExtBuilder::default().build_and_execute(|| {
		trial();
		run_to(HALFWAY - 1);
		System::set_block_number(HALFWAY);
		let expected = <()>::idle().saturating_add(<()>::call_reserves());
		assert_eq!(JuryPallet::on_initialize(HALFWAY), expected);
	});
}

#[test]
fn weight_of_a_poll_is_that_of_what_followed() {
	ExtBuilder::default().build_and_execute(|| {
		let close = |poll, goal_reached| {
			let outcome = outcome(true, goal_reached, Some(YES));
			JuryPallet::on_poll_closed(Institution::Jury, poll, &outcome)
		};
		assert_eq!(close(proposed().1, false), <()>::lapse());
		assert_eq!(close(proposed().1, true), <()>::begin_trial());
		run_to(DRAWN);
		claim_all(1, 0..5);
		run_to(SEATED);
		let poll = record(1).trial.unwrap();
		assert_eq!(close(poll, false), <()>::decide());
	});
}
