use crate::{mock::*, Error, Event};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchError, DispatchResult};
use veche_primitives::{people::People, rolls::Electorate, Stratum, UnitId};

fn move_to(seed: u32, unit: UnitId) -> DispatchResult {
	Identity::move_home(RuntimeOrigin::signed(account(seed)), unit)
}

#[test]
fn move_home_changes_the_roll() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person(0);
		assert_ok!(move_to(0, 2));
		assert_eq!(
			Identity::citizen_by_id(id).map(|citizen| citizen.home),
			Some(2)
		);
		assert_eq!(
			MemberLists::get().members.get(&key(0)),
			Some(&Electorate::Unit(2))
		);
		System::assert_last_event(
			Event::HomeMoved {
				person: id,
				home: 2,
			}
			.into(),
		);
	});
}

#[test]
fn move_home_of_an_observer_leaves_the_rolls_alone() {
	ExtBuilder::default().build_and_execute(|| {
		let mut what = applicant(0);
		what.stratum = Stratum::Observer;
		let id = become_person(0, what);
		assert_ok!(move_to(0, 2));
		assert_eq!(record(id).home, 2);
	});
}

#[test]
fn move_home_fails_when_not_a_person() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(move_to(0, 2), Error::<Test>::NotCitizen);
	});
}

#[test]
fn move_home_fails_when_unit_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		person(0);
		assert_noop!(move_to(0, 10), Error::<Test>::UnknownUnit);
	});
}

#[test]
fn move_home_fails_when_already_there() {
	ExtBuilder::default().build_and_execute(|| {
		person(0);
		assert_noop!(move_to(0, 1), Error::<Test>::SameHome);
	});
}

#[test]
fn move_home_fails_when_moved_recently() {
	ExtBuilder::default().build_and_execute(|| {
		person(0);
		assert_ok!(move_to(0, 2));
		run_to(30);
		assert_noop!(move_to(0, 3), Error::<Test>::MovedRecently);
		run_to(31);
		assert_ok!(move_to(0, 3));
	});
}

#[test]
fn move_home_fails_when_the_roll_takes_nobody() {
	ExtBuilder::default().build_and_execute(|| {
		person(0);
		MemberLists::set_full(true);
		assert_noop!(move_to(0, 2), DispatchError::Other("rolls"));
	});
}

#[test]
fn move_home_fails_when_unsigned() {
	ExtBuilder::default().build_and_execute(|| {
		let call = Identity::move_home(RuntimeOrigin::root(), 2);
		assert_noop!(call, DispatchError::BadOrigin);
	});
}
