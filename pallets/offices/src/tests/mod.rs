//! One behaviour a test.

mod acting;
mod agenda;
mod establish;
mod genesis;
mod install;
mod model;
mod params;
mod pass_on;
mod queries;
mod record;
mod resign;
mod standing;
mod stepping;
mod tenure;
mod term;
mod told;

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use veche_primitives::offices::{Offices as _, Tenure};

/// Who sits in the office.
fn seat(office: OfficeId) -> Seat {
	Seats::<Test>::get(office).unwrap()
}

/// The mandate.
fn held(id: MandateId) -> Mandate<u64> {
	Mandates::<Test>::get(id).unwrap()
}

/// When and how the mandate ended.
fn ended(id: MandateId) -> Option<(u64, End)> {
	held(id).ended
}

/// The election called last, and why.
fn last_called() -> Option<(OfficeId, Cause)> {
	called().last().copied()
}

/// A title from a word.
fn title(text: &str) -> Title {
	Title::truncate_from(text.as_bytes().to_vec())
}

/// Establish an office that is expected to be established; its number.
fn establish(unit: UnitId, kind: OfficeKind, acting: ActingRule) -> OfficeId {
	let id = NextOffice::<Test>::get();
	assert_ok!(OfficesPallet::establish(
		RuntimeOrigin::root(),
		unit,
		title("Office"),
		kind,
		Method::Plurality,
		TERM,
		acting
	));
	id
}

/// Suspend a mandate that can be suspended.
fn suspend(mandate: MandateId) {
	assert_ok!(OfficesPallet::suspend(mandate));
}

/// Resign from an office that the person holds.
fn resign(person: PersonId, office: OfficeId) {
	assert_ok!(OfficesPallet::resign(
		RuntimeOrigin::signed(account(person)),
		office
	));
}
