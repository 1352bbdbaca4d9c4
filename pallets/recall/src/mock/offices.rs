//! Two offices, mandates that begin and end as they are told to, and those in line.

use super::*;
use codec::{Decode, Encode};
use frame_support::dispatch::DispatchResult;
use veche_primitives::{
	ballot::Title,
	offices::{Mandate, OnOffice},
};

/// The first of the offices.
pub const VILLAGE_HEAD: OfficeId = 0;
pub const DISTRICT_HEAD: OfficeId = 1;
/// No office has this number.
pub const NO_OFFICE: OfficeId = 77;

/// Blocks of every term. It ends only when the test says so.
pub const TERM: u64 = 1_000;

const OFFICES: &[u8] = b"mock/offices";

#[derive(Encode, Decode, Clone)]
struct Office {
	unit: UnitId,
	seat: Seat,
	line: Vec<PersonId>,
	set_aside: Vec<PersonId>,
}

#[derive(Encode, Decode, Default)]
struct House {
	offices: Vec<Office>,
	mandates: Vec<Mandate<u64>>,
}

impl House {
	fn get() -> Self {
		unhashed::get_or_default(OFFICES)
	}

	fn change<R>(change: impl FnOnce(&mut Self) -> R) -> R {
		let mut house = Self::get();
		let result = change(&mut house);
		unhashed::put(OFFICES, &house);
		result
	}
}

fn office(id: OfficeId) -> Option<Office> {
	House::get().offices.get(id as usize).cloned()
}

/// A new office, vacant.
pub fn establish(unit: UnitId) -> OfficeId {
	House::change(|house| {
		house.offices.push(Office {
			unit,
			seat: Seat::Vacant,
			line: Vec::new(),
			set_aside: Vec::new(),
		});
		house.offices.len() as OfficeId - 1
	})
}

/// Who sits in an office that exists.
pub fn seat(id: OfficeId) -> Seat {
	office(id).unwrap().seat
}

/// A mandate that exists.
pub fn held(id: MandateId) -> Mandate<u64> {
	House::get().mandates[id as usize]
}

/// Whether the mandate is the one that is exercised in its office.
pub fn is_exercised(mandate: MandateId) -> bool {
	seat(held(mandate).office) == Seat::Incumbent { mandate }
}

fn set_seat(id: OfficeId, seat: Seat) {
	House::change(|house| house.offices[id as usize].seat = seat);
}

/// The first in line in good standing who has not been set aside, but not `except`.
fn find_acting(id: OfficeId, except: PersonId) -> Option<PersonId> {
	let office = office(id)?;
	let can = |person: &PersonId| {
		*person != except
			&& Citizens::get().contains_key(person)
			&& !office.set_aside.contains(person)
	};
	office.line.iter().copied().find(can)
}

fn acting_or_found(id: OfficeId, except: PersonId) -> Option<PersonId> {
	seat(id).acting().or_else(|| find_acting(id, except))
}

/// As offices do: whoever listens hears of it while the seat is as before.
fn end_mandate(id: MandateId, end: End) {
	let now = System::block_number();
	House::change(|house| house.mandates[id as usize].ended = Some((now, end)));
	RecallPallet::ended(id, end);
}

/// The mandate in force ends; who acts goes on, or somebody is found.
pub fn end(id: MandateId, how: End) {
	let Mandate { office, person, .. } = held(id);
	end_mandate(id, how);
	let acting = match (how, seat(office)) {
		(End::Term, Seat::Incumbent { .. }) => Some(person),
		_ => acting_or_found(office, person),
	};
	set_seat(office, Seat::without_incumbent(acting));
}

/// The office the person holds.
pub fn held_by(person: PersonId) -> Option<MandateId> {
	let house = House::get();
	let mut seats = house.offices.iter();
	seats.find_map(|office| {
		let mandate = office.seat.mandate()?;
		(house.mandates[mandate as usize].person == person).then_some(mandate)
	})
}

/// An election of the office ends: this person is installed, with these in line.
pub fn elect(office: OfficeId, person: PersonId, line: &[PersonId]) -> MandateId {
	if let Some(running) = seat(office).mandate() {
		end_mandate(running, End::Replaced);
		set_seat(office, Seat::Vacant);
	}
	if let Some(left) = held_by(person) {
		end(left, End::Rose);
	}
	let now = System::block_number();
	House::change(|house| {
		let mandate = house.mandates.len() as MandateId;
		house.mandates.push(Mandate {
			office,
			person,
			election: 0,
			since: now,
			until: now + TERM,
			ended: None,
		});
		let office = &mut house.offices[office as usize];
		office.seat = Seat::Incumbent { mandate };
		office.line = line.to_vec();
		office.set_aside.clear();
		mandate
	})
}

/// Offices as recall sees them.
pub struct MockOffices;

impl Mandates<u64> for MockOffices {
	fn unit(id: OfficeId) -> Option<UnitId> {
		office(id).map(|office| office.unit)
	}

	fn title(id: OfficeId) -> Option<Title> {
		office(id).map(|_| Title::truncate_from(b"Office".to_vec()))
	}

	fn seat(id: OfficeId) -> Option<Seat> {
		office(id).map(|office| office.seat)
	}

	fn mandate(id: MandateId) -> Option<Mandate<u64>> {
		House::get().mandates.get(id as usize).copied()
	}

	fn mandates_of(person: PersonId, limit: u32) -> Vec<MandateId> {
		let mandates = House::get().mandates;
		let own = (0..)
			.zip(mandates)
			.filter(|(_, held)| held.person == person);
		let mut own: Vec<MandateId> = own.map(|(id, _)| id).collect();
		own.reverse();
		own.truncate(limit as usize);
		own
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_mandate(person: PersonId, home: UnitId) -> MandateId {
		elect(establish(home), person, &[BELA, CIM])
	}
}

/// What is done, or why it is refused; then it must be undone.
fn done<R>(result: R) -> Result<R, DispatchError> {
	RefuseTenure::get().map_or(Ok(result), Err)
}

fn suspended(id: MandateId) -> Result<Mandate<u64>, DispatchError> {
	let mandate = MockOffices::mandate(id).ok_or(DispatchError::CannotLookup)?;
	match seat(mandate.office) {
		Seat::Suspended {
			mandate: running, ..
		} if running == id => Ok(mandate),
		_ => Err(DispatchError::Other("not suspended")),
	}
}

impl Tenure for MockOffices {
	fn suspend(id: MandateId) -> DispatchResult {
		if !is_exercised(id) {
			return Err(DispatchError::Other("not in force"));
		}
		let Mandate { office, person, .. } = held(id);
		let acting = find_acting(office, person);
		set_seat(
			office,
			Seat::Suspended {
				mandate: id,
				acting,
			},
		);
		done(())
	}

	fn reinstate(id: MandateId) -> DispatchResult {
		let mandate = suspended(id)?;
		set_seat(mandate.office, Seat::Incumbent { mandate: id });
		done(())
	}

	fn recall(id: MandateId) -> DispatchResult {
		suspended(id)?;
		end(id, End::Recalled);
		done(())
	}

	fn pass_on(id: OfficeId) -> Result<Option<PersonId>, DispatchError> {
		let before = seat(id);
		let acting = before.acting().ok_or(DispatchError::Other("nobody acts"))?;
		House::change(|house| house.offices[id as usize].set_aside.push(acting));
		let holder = before
			.mandate()
			.map_or(acting, |mandate| held(mandate).person);
		let next = find_acting(id, holder);
		let after = match before {
			Seat::Suspended { mandate, .. } => Seat::Suspended {
				mandate,
				acting: next,
			},
			_ => Seat::without_incumbent(next),
		};
		set_seat(id, after);
		done(next)
	}
}
