//! What was done is weighed, and bounded.

use super::*;

/// What enacting a bill takes besides its call.
fn enacting(bill: &TestBill) -> Weight {
	let size = bill.call.as_ref().and_then(|call| call.len());
	<()>::enact(size.unwrap_or(0))
}

#[test]
fn weight_of_a_block_is_that_of_nothing_when_nothing_is_due() {
	ExtBuilder::default().build_and_execute(|| {
		pass(3, statute());
		assert_eq!(next_block(), <()>::idle());
	});
}

#[test]
fn weight_of_a_block_counts_every_bill_and_its_call() {
	ExtBuilder::default().build_and_execute(|| {
		let call = toll(5, Weight::from_parts(7_000_000, 11));
		let bill = making(Class::Parameter, call);
		pass(3, bill.clone());
		pass(4, statute());
		run_to(DUE - 1);
		let expected = <()>::idle()
			.saturating_add(<()>::fall_due().saturating_mul(2))
			.saturating_add(enacting(&bill))
			.saturating_add(Weight::from_parts(7_000_000, 11))
			.saturating_add(enacting(&statute()));
		assert_eq!(next_block(), expected);
	});
}

#[test]
fn weight_of_a_call_is_what_it_took() {
	ExtBuilder::default().build_and_execute(|| {
		let took = Weight::from_parts(3_000, 0);
		let call = RuntimeCall::Bell(bell::Call::toll {
			tone: 5,
			weight: Weight::from_parts(7_000_000, 0),
			took: Some(took),
		});
		let bill = making(Class::Parameter, call);
		pass(3, bill.clone());
		run_to(DUE - 1);
		let expected = <()>::idle()
			.saturating_add(<()>::fall_due())
			.saturating_add(enacting(&bill))
			.saturating_add(took);
		assert_eq!(next_block(), expected);
	});
}

#[test]
fn weight_of_a_block_is_bounded() {
	ExtBuilder::default().build_and_execute(|| {
		DuePerBlock::set(4);
		for id in 0..20 {
			pass(id, making(Class::Parameter, toll(id, HEAVIEST_CALL)));
		}
		let most = SHARE_OF_BLOCK
			.saturating_add(<()>::idle())
			.saturating_add(<()>::fall_due().saturating_mul(4));
		while Pending::<Test>::iter().count() > 0 {
			assert!(next_block().all_lte(most));
		}
		assert_eq!(System::block_number(), DUE + 19);
	});
}

#[test]
fn weight_of_a_poll_is_that_of_its_end() {
	ExtBuilder::default().build_and_execute(|| {
		// Each is told before the voting engine closes it; then it is told for nothing.
		pass(1, statute());
		assert_eq!(tell(petition(1)), <()>::lapse());
		pass(2, statute());
		let poll = petition(2);
		vote(poll, 4, 0, 0);
		assert_eq!(tell(poll), <()>::call_referendum());
		next_block();
		let referendum = poll_of(2);
		vote(referendum, 6, 0, 0);
		assert_eq!(tell(referendum), <()>::confirm());
		pass(3, recasting());
		assert_eq!(tell(poll_of(3)), <()>::strike());
	});
}
