use crate::{mock::*, Error, Event, Units};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn rename_unit_changes_only_the_name() {
	ExtBuilder::default().build_and_execute(|| {
		let before = Units::<Test>::get(1).unwrap();
		assert_ok!(Territory::rename_unit(
			RuntimeOrigin::root(),
			1,
			name("Палессе")
		));
		let after = Units::<Test>::get(1).unwrap();
		assert_eq!(
			after,
			crate::Unit {
				name: name("Палессе"),
				..before
			}
		);
		System::assert_last_event(
			Event::UnitRenamed {
				unit: 1,
				name: name("Палессе"),
			}
			.into(),
		);
	});
}

#[test]
fn rename_unit_fails_when_not_authorised() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			Territory::rename_unit(RuntimeOrigin::signed(1), 1, name("A")),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn rename_unit_fails_when_unit_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			Territory::rename_unit(RuntimeOrigin::root(), 99, name("A")),
			Error::<Test>::UnknownUnit
		);
	});
}

#[test]
fn rename_unit_fails_when_name_is_empty() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			Territory::rename_unit(RuntimeOrigin::root(), 1, name("")),
			Error::<Test>::BadName
		);
	});
}
