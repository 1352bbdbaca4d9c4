use crate::{mock::*, Codes, Error, Event, NextUnit, Unit, UnitKind, Units};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;
use veche_primitives::{UnitId, MAX_UNIT_DEPTH};

fn add(parent: Option<UnitId>, kind: UnitKind, with_code: &str) -> Result<(), DispatchError> {
	Territory::add_unit(
		RuntimeOrigin::root(),
		parent,
		kind,
		code(with_code),
		name("New"),
	)
}

#[test]
fn add_unit_puts_it_below_its_parent() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(add(Some(2), UnitKind::Council, "XX-1-1-2"));
		let unit = Unit {
			parent: Some(2),
			depth: 3,
			kind: UnitKind::Council,
			code: code("XX-1-1-2"),
			name: name("New"),
		};
		assert_eq!(Units::<Test>::get(4), Some(unit));
		assert_eq!(Codes::<Test>::get(code("XX-1-1-2")), Some(4));
		System::assert_last_event(
			Event::UnitAdded {
				unit: 4,
				parent: Some(2),
				kind: UnitKind::Council,
				code: code("XX-1-1-2"),
			}
			.into(),
		);
	});
}

#[test]
fn add_unit_accepts_a_second_country() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(add(None, UnitKind::Country, "YY"));
		assert_eq!(Units::<Test>::get(4).map(|unit| unit.depth), Some(0));
	});
}

#[test]
fn add_unit_accepts_a_district_in_a_district() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(add(Some(2), UnitKind::District, "XX-1-1-A"));
	});
}

#[test]
fn add_unit_fails_when_not_authorised() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			Territory::add_unit(
				RuntimeOrigin::signed(1),
				Some(0),
				UnitKind::Region,
				code("A"),
				name("A")
			),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn add_unit_fails_when_parent_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			add(Some(99), UnitKind::Council, "A"),
			Error::<Test>::UnknownParent
		);
	});
}

#[test]
fn add_unit_fails_when_code_is_taken() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			add(Some(0), UnitKind::Region, "XX-1"),
			Error::<Test>::DuplicateCode
		);
	});
}

#[test]
fn add_unit_fails_when_code_is_no_code() {
	ExtBuilder::default().build_and_execute(|| {
		for bad in ["", "A B", "A,B", "Ж"] {
			assert_noop!(add(Some(0), UnitKind::Region, bad), Error::<Test>::BadCode);
		}
	});
}

#[test]
fn add_unit_fails_when_name_is_unreadable() {
	ExtBuilder::default().build_and_execute(|| {
		for bad in [vec![], b"  ".to_vec(), vec![0xff, 0xfe]] {
			let bad = crate::Name::truncate_from(bad);
			assert_noop!(
				Territory::add_unit(
					RuntimeOrigin::root(),
					Some(0),
					UnitKind::Region,
					code("A"),
					bad
				),
				Error::<Test>::BadName
			);
		}
	});
}

#[test]
fn add_unit_fails_when_tree_would_be_too_deep() {
	ExtBuilder::default().build_and_execute(|| {
		// The council has depth 3.
		for depth in 4..MAX_UNIT_DEPTH {
			let above = NextUnit::<Test>::get() - 1;
			assert_ok!(add(Some(above), UnitKind::Workplace, &format!("W{depth}")));
		}
		let deepest = NextUnit::<Test>::get() - 1;
		assert_noop!(
			add(Some(deepest), UnitKind::Workplace, "W"),
			Error::<Test>::TooDeep
		);
	});
}

#[test]
fn add_unit_fails_when_kind_is_higher_than_its_parent() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			add(Some(3), UnitKind::Region, "A"),
			Error::<Test>::KindOutOfOrder
		);
	});
}

#[test]
fn add_unit_fails_when_country_has_a_parent() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			add(Some(0), UnitKind::Country, "A"),
			Error::<Test>::KindOutOfOrder
		);
	});
}

#[test]
fn add_unit_fails_when_top_unit_is_no_country() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			add(None, UnitKind::Council, "A"),
			Error::<Test>::KindOutOfOrder
		);
	});
}

#[test]
fn add_unit_fails_when_ids_are_used_up() {
	ExtBuilder::default().build().execute_with(|| {
		NextUnit::<Test>::put(UnitId::MAX);
		assert_noop!(
			add(Some(0), UnitKind::Region, "A"),
			Error::<Test>::TooManyUnits
		);
	});
}
