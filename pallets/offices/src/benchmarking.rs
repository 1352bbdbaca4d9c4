//! Worst cases: whoever leaves was suspended and is set aside like many before, everybody in line is
//! asked everything in vain, and the head of the unit above must act.
//!
//! Nobody in line can act: they live as deep below the unit as units go, but each is suspended in an
//! office elsewhere.

use super::*;
use frame_benchmarking::v2::*;
use frame_support::{
	dispatch::CheckIfFeeless,
	traits::{EnsureOrigin, UnfilteredDispatchable},
};
use frame_system::{pallet_prelude::OriginFor, RawOrigin};
use sp_runtime::Saturating;
use veche_primitives::{
	offices::{Offices as _, MAX_IN_LINE},
	MAX_TITLE, MAX_UNIT_DEPTH, WHOLE,
};

/// Known to nobody: as good as a person who has lost standing.
const NOBODY: PersonId = PersonId::MAX;
/// So many in line can act after all.
const ABLE: u32 = 2;

fn title() -> Title {
	Title::truncate_from([b'x'].repeat(MAX_TITLE as usize))
}

fn office_in<T: Config>(unit: UnitId, kind: OfficeKind) -> OfficeOf<T> {
	Office {
		unit,
		title: title(),
		kind,
		method: Method::Schulze,
		term: 1_000u32.into(),
		acting: ActingRule::NextInLine,
	}
}

fn new_office<T: Config>(unit: UnitId, kind: OfficeKind) -> Result<OfficeId, BenchmarkError> {
	let first = Pallet::<T>::next_block();
	Ok(Pallet::<T>::do_establish(
		office_in::<T>(unit, kind),
		first,
	)?)
}

/// An office of a unit of its own with a person in it, vacant.
pub(crate) fn vacant_office<T: Config>() -> OfficeId {
	let country = T::Territory::benchmark_unit(None);
	let unit = T::Territory::benchmark_unit(Some(country));
	let resident: T::AccountId = account("resident", NextOffice::<T>::get(), 0);
	T::People::benchmark_person(&resident, unit);
	match new_office::<T>(unit, OfficeKind::Head) {
		Ok(office) => office,
		Err(error) => panic!("no office for a benchmark: {error:?}"),
	}
}

/// A unit as deep below `unit` as units go.
fn deepest<T: Config>(unit: UnitId) -> UnitId {
	let depth = T::Territory::lineage(unit).count() as u32;
	(depth..MAX_UNIT_DEPTH).fold(unit, |above, _| T::Territory::benchmark_unit(Some(above)))
}

/// As many persons from below the unit who cannot act in it: each is suspended in another office.
fn unable<T: Config>(unit: UnitId, count: u32) -> Result<Vec<PersonId>, BenchmarkError> {
	let home = deepest::<T>(unit);
	let elsewhere = T::Territory::benchmark_unit(None);
	let suspended = |index| -> Result<PersonId, BenchmarkError> {
		let account: T::AccountId = account("suspended", index, NextOffice::<T>::get());
		let person = T::People::benchmark_person(&account, home);
		let office = new_office::<T>(elsewhere, OfficeKind::Member)?;
		let mandate = Pallet::<T>::install(office, person, 0, &[])?;
		burden::<T>(office, mandate);
		Ok(person)
	};
	(0..count).map(suspended).collect()
}

/// The holder of the office is suspended, nobody acts, and as many are set aside as can be.
fn burden<T: Config>(office: OfficeId, mandate: MandateId) {
	let acting = None;
	Pallet::<T>::set_seat(office, Seat::Suspended { mandate, acting });
	set_many_aside::<T>(office);
}

/// Persons whom nobody knows.
fn set_many_aside<T: Config>(office: OfficeId) {
	for place in 1..=MAX_SET_ASIDE {
		Pallet::<T>::put_aside(office, NOBODY.saturating_sub(place));
	}
}

/// A unit below a country with a head, and the longest line of persons who cannot act.
fn unit_and_line<T: Config>() -> Result<(UnitId, Vec<PersonId>), BenchmarkError> {
	let country = T::Territory::benchmark_unit(None);
	let unit = T::Territory::benchmark_unit(Some(country));
	let leader: T::AccountId = account("leader", 0, 0);
	let leader = T::People::benchmark_person(&leader, country);
	let head = new_office::<T>(country, OfficeKind::Head)?;
	Pallet::<T>::install(head, leader, 0, &[])?;
	Ok((unit, unable::<T>(unit, MAX_IN_LINE)?))
}

/// An office whose holder without standing is suspended, and the mandate.
fn held_by_nobody<T: Config>() -> Result<(OfficeId, MandateId), BenchmarkError> {
	let (unit, line) = unit_and_line::<T>()?;
	let office = new_office::<T>(unit, OfficeKind::Head)?;
	let mandate = Pallet::<T>::install(office, NOBODY, 0, &line)?;
	burden::<T>(office, mandate);
	Ok((office, mandate))
}

/// A mandate of the person in an office of the home unit, for those who suspend, recall and pass on:
/// the last two in line can act, the others are asked in vain; many are set aside; and the person
/// acts elsewhere, too.
pub(crate) fn mandate<T: Config>(person: PersonId, home: UnitId) -> MandateId {
	match begin::<T>(person, home) {
		Ok(mandate) => mandate,
		Err(error) => panic!("no mandate for a benchmark: {error:?}"),
	}
}

fn begin<T: Config>(person: PersonId, home: UnitId) -> Result<MandateId, BenchmarkError> {
	let is_free = |office: &OfficeId| {
		let is_held = Seats::<T>::get(office).is_some_and(|seat| seat.mandate().is_some());
		!is_held && T::Elections::under_way(*office).is_none()
	};
	let kind = if HeadOf::<T>::contains_key(home) {
		OfficeKind::Member
	} else {
		OfficeKind::Head
	};
	let free = OfficesIn::<T>::get(home).into_iter().find(is_free);
	let office = match free {
		Some(office) => office,
		None => new_office::<T>(home, kind)?,
	};
	let mut in_line = unable::<T>(home, MAX_IN_LINE.saturating_sub(ABLE))?;
	for index in 0..ABLE {
		let able: T::AccountId = account("able", index, NextMandate::<T>::get());
		in_line.push(T::People::benchmark_person(&able, deepest::<T>(home)));
	}
	let mandate = Pallet::<T>::install(office, person, 0, &in_line)?;
	set_many_aside::<T>(office);
	Pallet::<T>::set_seat(vacant_office::<T>(), Seat::Acting { person });
	Ok(mandate)
}

/// Give the person as many mandates as are looked at to judge a record, each in an office of its own
/// right below, and all but good: nothing is known of them, and that is not enough.
pub(crate) fn poor_record<T: Config>(person: PersonId, office: OfficeId) -> Vec<MandateId> {
	let Some(above) = Offices::<T>::get(office) else {
		panic!("no office for a benchmark");
	};
	let rule = Params {
		service: WHOLE,
		bar: WHOLE,
	};
	RecordRules::<T>::insert(office, rule);
	let now = frame_system::Pallet::<T>::block_number();
	let served = |_| {
		let unit = T::Territory::benchmark_unit(Some(above.unit));
		let office = match new_office::<T>(unit, OfficeKind::Head) {
			Ok(office) => office,
			Err(error) => panic!("no office for a benchmark: {error:?}"),
		};
		let id = NextMandate::<T>::mutate(|next| {
			let id = *next;
			*next = next.saturating_add(1);
			id
		});
		// A term of no length has been served.
		let mandate = Mandate {
			office,
			person,
			election: 0,
			since: now,
			until: now,
			ended: None,
		};
		Pallet::<T>::begin_mandate(id, mandate);
		Pallet::<T>::end_mandate(id, End::Term);
		id
	};
	(0..MAX_SCAN).map(served).collect()
}

fn somebody_acts<T: Config>(office: OfficeId) -> bool {
	matches!(Seats::<T>::get(office), Some(Seat::Acting { .. }))
}

fn admin<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
}

#[benchmarks]
mod benches {
	use super::*;

	/// The last office that the unit has room for.
	#[benchmark]
	fn establish() -> Result<(), BenchmarkError> {
		let origin = admin::<T>()?;
		let country = T::Territory::benchmark_unit(None);
		let unit = T::Territory::benchmark_unit(Some(country));
		for _ in 1..MAX_OFFICES {
			new_office::<T>(unit, OfficeKind::Member)?;
		}
		let office = office_in::<T>(unit, OfficeKind::Head);

		#[extrinsic_call]
		_(
			origin as T::RuntimeOrigin,
			unit,
			office.title,
			office.kind,
			office.method,
			office.term,
			office.acting,
		);

		assert!(HeadOf::<T>::contains_key(unit));
		Ok(())
	}

	#[benchmark]
	fn set_params() -> Result<(), BenchmarkError> {
		let origin = admin::<T>()?;
		let params = Params {
			service: WHOLE,
			bar: WHOLE,
		};

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, params);

		assert_eq!(Parameters::<T>::get(), params);
		Ok(())
	}

	#[benchmark]
	fn resign() -> Result<(), BenchmarkError> {
		let (unit, line) = unit_and_line::<T>()?;
		let office = new_office::<T>(unit, OfficeKind::Head)?;
		let incumbent: T::AccountId = account("incumbent", 0, 0);
		let person = T::People::benchmark_person(&incumbent, unit);
		let mandate = Pallet::<T>::install(office, person, 0, &line)?;
		burden::<T>(office, mandate);
		let call = Call::<T>::resign { office };
		let origin: OriginFor<T> = RawOrigin::Signed(incumbent).into();

		// The check whether the call is free is a trial run, which the call must pay for too.
		#[block]
		{
			assert!(call.is_feeless(&origin));
			call.dispatch_bypass_filter(origin)
				.map_err(|error| error.error)?;
		}

		assert!(somebody_acts::<T>(office));
		Ok(())
	}

	/// The cursor passes as many empty blocks as it may.
	#[benchmark]
	fn idle() {
		let now = frame_system::Pallet::<T>::block_number().saturating_add(100_000u32.into());
		AgendaCursor::<T>::put(now.saturating_sub(500u32.into()));

		#[block]
		{
			Pallet::<T>::service(now);
		}

		assert!(AgendaCursor::<T>::get().is_some_and(|cursor| cursor < now));
	}

	/// Of somebody who cannot stay as acting.
	#[benchmark]
	fn end_term() -> Result<(), BenchmarkError> {
		let (office, id) = held_by_nobody::<T>()?;
		let mandate = Mandates::<T>::get(id).ok_or("no mandate")?;

		#[block]
		{
			Agenda::<T>::remove(mandate.until, Due::Term(id));
			Pallet::<T>::fall_due(Due::Term(id));
		}

		assert!(somebody_acts::<T>(office));
		Ok(())
	}

	/// Of an incumbent who acts elsewhere too, so that there is more to do on the next block.
	#[benchmark]
	fn lose_standing() -> Result<(), BenchmarkError> {
		let (office, id) = held_by_nobody::<T>()?;
		let mandate = Mandates::<T>::get(id).ok_or("no mandate")?;
		let other = vacant_office::<T>();
		Pallet::<T>::set_seat(other, Seat::Acting { person: NOBODY });
		let due = Due::Standing(mandate.person);

		#[block]
		{
			Agenda::<T>::remove(mandate.since, due);
			Pallet::<T>::fall_due(due);
		}

		assert!(somebody_acts::<T>(office));
		assert!(Agenda::<T>::contains_key(Pallet::<T>::next_block(), due));
		Ok(())
	}

	#[benchmark]
	fn call_election() -> Result<(), BenchmarkError> {
		let office = vacant_office::<T>();
		let due = DueElections::<T>::get(office).ok_or("no election is due")?;

		#[block]
		{
			Agenda::<T>::remove(due.at, Due::Election(office));
			Pallet::<T>::fall_due(Due::Election(office));
		}

		assert!(T::Elections::under_way(office).is_some());
		Ok(())
	}

	/// From one of two offices, so that there is more to do on the next block.
	#[benchmark]
	fn step_aside() -> Result<(), BenchmarkError> {
		let (unit, line) = unit_and_line::<T>()?;
		for kind in [OfficeKind::Head, OfficeKind::Member] {
			let office = new_office::<T>(unit, kind)?;
			InLine::<T>::insert(office, Line::truncate_from(line.clone()));
			set_many_aside::<T>(office);
			Pallet::<T>::set_seat(office, Seat::Acting { person: NOBODY });
		}
		Pallet::<T>::schedule_stepping(NOBODY);
		let at = Stepping::<T>::get(NOBODY).ok_or("nobody steps aside")?;
		let due = Due::Stepping(NOBODY);

		#[block]
		{
			Agenda::<T>::remove(at, due);
			Pallet::<T>::fall_due(due);
		}

		assert_eq!(ActingIn::<T>::iter_prefix(NOBODY).count(), 1);
		assert!(Stepping::<T>::contains_key(NOBODY));
		Ok(())
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::default().build(),
		crate::mock::Test
	);
}
