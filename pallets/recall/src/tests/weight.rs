//! What was done is weighed, and bounded.

use super::*;
use frame_support::traits::Hooks;

#[test]
fn weight_of_a_block_is_that_of_nothing_when_nothing_is_due() {
	ExtBuilder::default().build_and_execute(|| {
		suspended();
		System::set_block_number(2);
		assert_eq!(RecallPallet::on_initialize(2), <()>::idle());
	});
}

#[test]
fn weight_of_a_block_counts_every_deadline_and_is_bounded() {
	ExtBuilder::default().build_and_execute(|| {
		DuePerBlock::set(2);
		for person in [ALES, BELA, CIM] {
			let office = establish(VILLAGE);
			elect(office, person, &[]);
			rate(office, &[LOW]);
		}
		run_to(PARAMS.recovery);
		let weights = [51, 52].map(|block| {
			System::set_block_number(block);
			RecallPallet::on_initialize(block)
		});
		let of = |deadlines: u64| <()>::idle().saturating_add(<()>::recall() * deadlines);
		assert_eq!(weights, [of(2), of(1)]);
	});
}

#[test]
fn weight_of_a_rating_is_that_of_what_followed() {
	ExtBuilder::default().build_and_execute(|| {
		in_office();
		call_round(VILLAGE_HEAD);
		assert_eq!(conclude(VILLAGE_HEAD, &[Some(MIDDLE)]), Weight::zero());
		call_round(VILLAGE_HEAD);
		assert_eq!(conclude(VILLAGE_HEAD, &[Some(LOW)]), <()>::suspend());
		call_round(VILLAGE_HEAD);
		assert_eq!(
			conclude(VILLAGE_HEAD, &[Some(MIDDLE), Some(LOW)]),
			<()>::pass_on()
		);
		call_round(VILLAGE_HEAD);
		assert_eq!(
			conclude(VILLAGE_HEAD, &[Some(HIGH), Some(HIGH)]),
			<()>::reinstate()
		);
	});
}

#[test]
fn weight_of_a_petition_is_that_of_its_end() {
	ExtBuilder::default().build_and_execute(|| {
		in_office();
		let close = |is_supported| {
			let poll = petition();
			RecallPallet::on_poll_closed(Institution::Recall, poll, &outcome(is_supported))
		};
		assert_eq!(close(false), <()>::lapse());
		assert_eq!(close(true), <()>::fulfil());
	});
}
