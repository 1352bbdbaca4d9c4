//! Very many offices on one block, and chains that stand still.

use super::*;
use frame_support::traits::Hooks;

/// A house with so many offices of the village, in each of which somebody acts.
fn with_offices(offices: u32, period: u64, test: impl FnOnce()) {
	let params = Params { period, ..PARAMS };
	ExtBuilder::default()
		.params(params)
		.offices((0..offices).map(|office| (office, VILLAGE)).collect())
		.build_and_execute(|| {
			for office in 0..offices {
				vacate(office, Some(ALES));
			}
			test();
		});
}

#[test]
fn thousand_offices_due_on_one_block_are_a_queue_and_none_is_skipped() {
	const OFFICES: u32 = 1_000;
	with_offices(OFFICES, 1_000, || {
		let limit = DuePerBlock::get();
		let most = <()>::idle().saturating_add(<()>::call_round().saturating_mul(limit.into()));
		run_to(2);
		assert_eq!(opened(), 0);
		for passed in 1..=OFFICES.div_ceil(limit) {
			let block = 2 + u64::from(passed);
			System::set_block_number(block);
			let weight = ReputationPallet::on_initialize(block);
			assert!(weight.all_lte(most), "overweight on block {block}");
			assert_eq!(opened(), (limit * passed).min(OFFICES), "block {block}");
		}
		assert!((0..OFFICES).all(|office| current(office).is_some()));
		assert!((0..OFFICES).all(|office| date(office) == 1_003));
	});
}

#[test]
fn every_office_has_its_turn_when_the_queue_is_longer_than_a_period() {
	with_offices(300, PARAMS.period, || {
		DuePerBlock::set(1);
		run_to(2_000);
		// Dates are skipped, but nobody waits much longer than once around.
		assert!((0..300).all(|office| date(office) + 400 >= 2_000));
		assert!((0..300).all(|office| current(office).is_some()));
	});
}

#[test]
fn one_round_is_called_when_blocks_of_two_periods_were_missed() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		run_to(50);
		System::set_block_number(320);
		ReputationPallet::on_initialize(320);
		run_to(330);
		assert_eq!(opened(), 1);
		assert_eq!(current(HEAD).unwrap().called, 320);
		assert_eq!(
			[HEAD, DISTRICT_HEAD, COUNTRY_HEAD].map(date),
			[403, 402, 400]
		);
	});
}

#[test]
fn dates_are_skipped_while_one_round_goes_on_over_them() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		let round = asked(HEAD);
		// The poll opened late, or closes late.
		run_to(310);
		assert_eq!((opened(), date(HEAD)), (1, 403));
		close_poll(round.poll, &[GOOD]);
		assert_eq!((current(HEAD), date(HEAD)), (None, 403));
		run_to(403);
		assert_eq!(current(HEAD).unwrap().number, 2);
	});
}

#[test]
fn overdue_date_is_passed_when_a_round_closes_meanwhile() {
	with_offices(20, PARAMS.period, || {
		run_to(50);
		DuePerBlock::set(1);
		run_to(105);
		let overdue = (0..20).find(|office| date(*office) == 103).unwrap();
		let round = current(overdue).unwrap();
		close_poll(round.poll, &[GOOD]);
		assert_eq!(date(overdue), 203);
		run_to(150);
		assert_eq!(current(overdue), None, "asked about when its date came");
	});
}

#[test]
fn weight_is_that_of_an_idle_block_when_no_office_has_a_date() {
	ExtBuilder::default().build_and_execute(|| {
		run_to(10);
		System::set_block_number(11);
		assert_eq!(ReputationPallet::on_initialize(11), <()>::idle());
	});
}
