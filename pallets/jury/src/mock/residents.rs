//! Who lives where, and who holds which office.

use super::*;
use std::collections::{BTreeMap, BTreeSet};
use veche_primitives::{
	ballot::Title,
	offices::{Mandate, Seat},
	people::Citizen,
	MandateId, Stratum,
};

/// The tree of units: the country, a district in it with two villages.
pub const COUNTRY: UnitId = 0;
pub const DISTRICT: UnitId = 1;
pub const VILLAGE: UnitId = 2;
pub const OTHER_VILLAGE: UnitId = 3;
/// There is no such unit.
pub const NO_UNIT: UnitId = 77;

/// Heads the district; home in the village.
pub const ALES: PersonId = 10;
/// Heads the village.
pub const BELA: PersonId = 11;
/// These three hold no office; home in the village.
pub const CIM: PersonId = 12;
pub const DANA: PersonId = 13;
pub const FILIP: PersonId = 14;
/// Home in the other village.
pub const EWA: PersonId = 15;
/// An observer registered in the village.
pub const OBSERVER: PersonId = 16;
/// Nobody the registrars know.
pub const STRANGER: PersonId = 99;

/// The offices, in order.
pub const DISTRICT_HEAD: OfficeId = 0;
pub const VILLAGE_HEAD: OfficeId = 1;
/// No office has this number.
pub const NO_OFFICE: OfficeId = 77;

parameter_types! {
	pub static Citizens: BTreeMap<PersonId, (UnitId, Stratum)> = BTreeMap::new();
	pub static OutOfActs: BTreeSet<PersonId> = BTreeSet::new();
	pub static Units: BTreeMap<UnitId, Option<UnitId>> = BTreeMap::new();
	pub static Offices: Vec<(UnitId, Seat)> = Vec::new();
	/// Who got each mandate, and in which office.
	pub static Held: Vec<(OfficeId, PersonId)> = Vec::new();
}

/// Everybody is where they are at the start.
pub fn reset_residents() {
	Units::set(BTreeMap::from([
		(COUNTRY, None),
		(DISTRICT, Some(COUNTRY)),
		(VILLAGE, Some(DISTRICT)),
		(OTHER_VILLAGE, Some(DISTRICT)),
	]));
	Citizens::set(BTreeMap::from([
		(ALES, (VILLAGE, Stratum::Home)),
		(BELA, (VILLAGE, Stratum::Home)),
		(CIM, (VILLAGE, Stratum::Diaspora)),
		(DANA, (VILLAGE, Stratum::Home)),
		(FILIP, (VILLAGE, Stratum::Home)),
		(EWA, (OTHER_VILLAGE, Stratum::Home)),
		(OBSERVER, (VILLAGE, Stratum::Observer)),
	]));
	OutOfActs::set(BTreeSet::new());
	Offices::set(Vec::new());
	Held::set(Vec::new());
	elect(establish(DISTRICT), ALES);
	elect(establish(VILLAGE), BELA);
}

/// The account of a person.
pub fn account(person: PersonId) -> AccountId {
	person.into()
}

/// The person behind an account: its number, cut to size (benchmarks make long numbers).
fn person_of(account: &AccountId) -> PersonId {
	*account as PersonId
}

/// A new office, vacant.
pub fn establish(unit: UnitId) -> OfficeId {
	Offices::mutate(|offices| {
		offices.push((unit, Seat::Vacant));
		offices.len() as OfficeId - 1
	})
}

/// The person holds the office from now on.
pub fn elect(office: OfficeId, person: PersonId) -> MandateId {
	let mandate = Held::mutate(|held| {
		held.push((office, person));
		held.len() as MandateId - 1
	});
	sit(office, Seat::Incumbent { mandate });
	mandate
}

/// Somebody else, or nobody, sits in the office.
pub fn sit(office: OfficeId, seat: Seat) {
	Offices::mutate(|offices| offices[office as usize].1 = seat);
}

/// People by the table [`Citizens`]. Spent acts are kept in storage: a trial run spends none.
pub struct MockPeople;

const SPENT: &[u8] = b"mock/spent";

/// Who has spent a free act, in order.
pub fn spent() -> Vec<AccountId> {
	frame_support::storage::unhashed::get_or_default(SPENT)
}

impl People<AccountId> for MockPeople {
	fn citizen(account: &AccountId) -> Option<Citizen> {
		Self::citizen_by_id(person_of(account))
	}

	fn citizen_by_id(person: PersonId) -> Option<Citizen> {
		let (home, stratum) = Citizens::get().get(&person).copied()?;
		Some(Citizen {
			person,
			home,
			stratum,
		})
	}

	fn account(person: PersonId) -> Option<AccountId> {
		Some(account(person))
	}

	fn has_free_act(account: &AccountId) -> bool {
		let person = person_of(account);
		Citizens::get().contains_key(&person) && !OutOfActs::get().contains(&person)
	}

	fn spend_free_act(account: &AccountId) {
		let mut all = spent();
		all.push(*account);
		frame_support::storage::unhashed::put(SPENT, &all);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_person(account: &AccountId, home: UnitId) -> PersonId {
		let person = person_of(account);
		Citizens::mutate(|citizens| citizens.insert(person, (home, Stratum::Home)));
		person
	}
}

/// The units in [`Units`].
pub struct MockTerritory;

impl Territory for MockTerritory {
	fn exists(unit: UnitId) -> bool {
		Units::get().contains_key(&unit)
	}

	fn parent(unit: UnitId) -> Option<UnitId> {
		Units::get().get(&unit).copied().flatten()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_unit(parent: Option<UnitId>) -> UnitId {
		Units::mutate(|units| {
			let unit = units.len() as UnitId;
			units.insert(unit, parent);
			unit
		})
	}
}

/// The offices in [`Offices`].
pub struct MockMandates;

impl Mandates<u64> for MockMandates {
	fn unit(office: OfficeId) -> Option<UnitId> {
		Offices::get().get(office as usize).map(|(unit, _)| *unit)
	}

	fn title(office: OfficeId) -> Option<Title> {
		Self::unit(office).map(|_| Title::truncate_from(b"Head".to_vec()))
	}

	fn seat(office: OfficeId) -> Option<Seat> {
		Offices::get().get(office as usize).map(|(_, seat)| *seat)
	}

	fn mandate(mandate: MandateId) -> Option<Mandate<u64>> {
		let (office, person) = Held::get().get(mandate as usize).copied()?;
		Some(Mandate {
			office,
			person,
			election: 0,
			since: 0,
			until: 1_000,
			ended: None,
		})
	}

	fn mandates_of(person: PersonId, limit: u32) -> Vec<MandateId> {
		let own = (0..)
			.zip(Held::get())
			.filter(|(_, (_, holder))| *holder == person);
		own.map(|(mandate, _)| mandate)
			.take(limit as usize)
			.collect()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_mandate(person: PersonId, home: UnitId) -> MandateId {
		elect(establish(home), person)
	}
}
