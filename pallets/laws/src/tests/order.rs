//! Bills due on one block enter into force in order of their numbers, however large these are.

use super::*;
use rstest::rstest;

/// Numbers that sort otherwise by their bytes from the lowest.
const NUMBERS: [BillId; 8] = [1, 255, 256, 511, 65_536, 65_791, 16_777_216, u32::MAX];

#[rstest]
#[case::all_on_one_block(8)]
#[case::over_several_blocks(3)]
fn bills_of_one_date_enter_into_force_in_order_of_their_numbers(#[case] due_per_block: u32) {
	ExtBuilder::default().build_and_execute(|| {
		DuePerBlock::set(due_per_block);
		for place in [5, 2, 7, 0, 3, 6, 1, 4] {
			pass(NUMBERS[place], statute());
		}
		run_to(DUE + 2);
		assert_eq!(NUMBERS.map(law_of), [1, 2, 3, 4, 5, 6, 7, 8]);
	});
}

#[test]
fn earlier_date_comes_before_a_lower_number() {
	ExtBuilder::default().build_and_execute(|| {
		pass(900, statute());
		next_block();
		pass(3, statute());
		run_to(DUE + 1);
		assert_eq!((law_of(900), law_of(3)), (1, 2));
	});
}

#[test]
fn keys_of_bills_lead_back_to_their_numbers() {
	for id in NUMBERS {
		assert_eq!(BillId::from(InOrder::from(id)), id);
	}
	let keys = NUMBERS.map(|id| InOrder::from(id).encode());
	assert!(keys.is_sorted());
}
