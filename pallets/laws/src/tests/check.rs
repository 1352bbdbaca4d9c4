//! `check`: which bills could become law, and everything that can be wrong with one.

use super::*;
use rstest::rstest;

fn accepted(bill: &TestBill) {
	assert_ok!(LawsPallet::check(bill));
}

fn refused(bill: &TestBill, error: Error<Test>) {
	assert_noop!(LawsPallet::check(bill), error);
}

/// A call whose encoding has this length.
fn play(length: u32) -> RuntimeCall {
	// Two bytes say what is called, two how long the score is.
	let score = vec![1; length as usize - 4];
	let call = RuntimeCall::Bell(bell::Call::play { score });
	assert_eq!(call.encode().len() as u32, length);
	call
}

#[test]
fn check_accepts_a_statute_of_any_unit() {
	ExtBuilder::default().build_and_execute(|| {
		for unit in [COUNTRY, VILLAGE] {
			accepted(&statute_of(unit));
		}
	});
}

#[test]
fn check_accepts_a_call_of_the_class_of_the_bill() {
	ExtBuilder::default().build_and_execute(|| {
		for (class, call) in [
			(Class::Parameter, ring(1)),
			(Class::Upgrade, kill()),
			(Class::Constitution, recast()),
		] {
			accepted(&making(class, call.clone()));
			accepted(&bill(COUNTRY, class, Some(inline(call.encode()))));
		}
	});
}

#[test]
fn check_changes_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		let bill = ringing(1);
		frame_support::assert_storage_noop!(accepted(&bill));
	});
}

#[rstest]
#[case::empty(b"")]
#[case::white(b" \t\n")]
#[case::not_utf8(b"\xff\xfe")]
fn check_fails_when_the_title_cannot_be_read(#[case] title: &[u8]) {
	ExtBuilder::default().build_and_execute(|| {
		let title = Title::truncate_from(title.to_vec());
		let bill = Bill { title, ..statute() };
		refused(&bill, Error::BadTitle);
	});
}

#[test]
fn check_fails_when_the_unit_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		refused(&statute_of(NO_UNIT), Error::UnknownUnit);
		let call = Some(kept(ring(1)));
		refused(&bill(NO_UNIT, Class::Parameter, call), Error::UnknownUnit);
	});
}

#[test]
fn check_fails_when_a_statute_has_no_text() {
	ExtBuilder::default().build_and_execute(|| {
		let text = H256::zero();
		refused(&Bill { text, ..statute() }, Error::MissingText);
	});
}

#[rstest]
#[case(Class::Parameter, ring(1))]
#[case(Class::Upgrade, kill())]
#[case(Class::Constitution, recast())]
fn check_fails_when_a_bill_with_a_call_has_no_text(
	#[case] class: Class,
	#[case] call: RuntimeCall,
) {
	ExtBuilder::default().build_and_execute(|| {
		let text = H256::zero();
		let with_text = making(class, call);
		accepted(&with_text);
		refused(&Bill { text, ..with_text }, Error::MissingText);
	});
}

#[test]
fn check_fails_when_a_statute_has_a_call() {
	ExtBuilder::default().build_and_execute(|| {
		for call in [ring(1), kill(), recast()] {
			refused(&making(Class::Statute, call), Error::StatuteWithCall);
		}
	});
}

#[rstest]
#[case(Class::Parameter)]
#[case(Class::Upgrade)]
#[case(Class::Constitution)]
fn check_fails_when_the_call_is_missing(#[case] class: Class) {
	ExtBuilder::default().build_and_execute(|| {
		refused(&bill(COUNTRY, class, None), Error::MissingCall);
	});
}

#[rstest]
#[case(Class::Parameter, ring(1))]
#[case(Class::Upgrade, kill())]
#[case(Class::Constitution, recast())]
fn check_fails_when_a_part_of_the_country_would_make_a_call(
	#[case] class: Class,
	#[case] call: RuntimeCall,
) {
	ExtBuilder::default().build_and_execute(|| {
		let bill = Bill {
			unit: VILLAGE,
			..making(class, call)
		};
		refused(&bill, Error::WrongUnit);
	});
}

#[test]
fn check_fails_when_the_preimage_was_never_there() {
	ExtBuilder::default().build_and_execute(|| {
		let hash = H256::repeat_byte(9);
		let call = Some(Bounded::Lookup { hash, len: 9 });
		let bill = bill(COUNTRY, Class::Parameter, call);
		refused(&bill, Error::MissingPreimage);
	});
}

#[test]
fn check_fails_when_the_preimage_was_taken_away() {
	ExtBuilder::default().build_and_execute(|| {
		let bill = ringing(1);
		let owner = RuntimeOrigin::signed(account(ALES));
		assert_ok!(Preimage::unnote_preimage(owner, hash_of(&bill)));
		refused(&bill, Error::MissingPreimage);
	});
}

#[test]
fn check_fails_when_the_preimage_has_another_length() {
	ExtBuilder::default().build_and_execute(|| {
		let hash = hash_of(&ringing(1));
		let true_length = ring(1).encode().len() as u32;
		for len in [0, true_length - 1, true_length + 1] {
			let call = Some(Bounded::Lookup { hash, len });
			let bill = bill(COUNTRY, Class::Parameter, call);
			refused(&bill, Error::MissingPreimage);
		}
	});
}

#[test]
fn check_accepts_a_call_of_the_greatest_size() {
	ExtBuilder::default().build_and_execute(|| {
		accepted(&making(Class::Parameter, play(MAX_CALL_SIZE)));
	});
}

#[test]
fn check_fails_when_the_preimage_is_oversized() {
	ExtBuilder::default().build_and_execute(|| {
		let bill = making(Class::Parameter, play(MAX_CALL_SIZE + 1));
		refused(&bill, Error::OversizedCall);
	});
}

#[test]
fn check_fails_when_the_preimage_is_said_to_be_oversized() {
	ExtBuilder::default().build_and_execute(|| {
		let hash = hash_of(&ringing(1));
		for len in [MAX_CALL_SIZE + 1, u32::MAX] {
			let call = Some(Bounded::Lookup { hash, len });
			let bill = bill(COUNTRY, Class::Parameter, call);
			refused(&bill, Error::OversizedCall);
		}
	});
}

#[test]
fn check_fails_when_the_bytes_are_no_call() {
	ExtBuilder::default().build_and_execute(|| {
		let mut with_more = ring(1).encode();
		with_more.push(0);
		let mut with_less = ring(1).encode();
		with_less.pop();
		for bytes in [with_more, with_less, vec![255; 9], vec![]] {
			for call in [kept_bytes(bytes.clone()), inline(bytes.clone())] {
				let bill = bill(COUNTRY, Class::Parameter, Some(call));
				refused(&bill, Error::BadCall);
			}
		}
	});
}

#[test]
fn check_fails_when_the_call_is_named_without_its_length() {
	ExtBuilder::default().build_and_execute(|| {
		let call = Bounded::Legacy {
			hash: hash_of(&ringing(1)),
			dummy: core::marker::PhantomData,
		};
		let bill = bill(COUNTRY, Class::Parameter, Some(call));
		refused(&bill, Error::BadCall);
	});
}

#[test]
fn check_fails_when_the_call_is_of_another_class() {
	ExtBuilder::default().build_and_execute(|| {
		let calls = [
			(Class::Parameter, ring(1)),
			(Class::Upgrade, kill()),
			(Class::Constitution, recast()),
		];
		for (own, call) in calls {
			for class in [Class::Parameter, Class::Upgrade, Class::Constitution] {
				if class != own {
					refused(&making(class, call.clone()), Error::CallNotOfClass);
				}
			}
		}
	});
}

#[test]
fn check_fails_when_no_law_may_make_the_call() {
	ExtBuilder::default().build_and_execute(|| {
		let remark = RuntimeCall::System(frame_system::Call::remark { remark: vec![1] });
		let petition = RuntimeCall::LawsPallet(Call::petition { bill: 1 });
		for call in [remark, petition] {
			for class in [Class::Parameter, Class::Upgrade, Class::Constitution] {
				refused(&making(class, call.clone()), Error::CallNotOfClass);
			}
		}
	});
}

#[test]
fn check_fails_when_the_call_is_too_heavy() {
	ExtBuilder::default().build_and_execute(|| {
		let heaviest = HEAVIEST_CALL;
		accepted(&making(Class::Parameter, toll(1, heaviest)));
		let heavier = heaviest.saturating_add(Weight::from_parts(1, 0));
		let bill = making(Class::Parameter, toll(1, heavier));
		refused(&bill, Error::CallTooHeavy);
	});
}
