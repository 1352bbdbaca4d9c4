//! Worst cases: whoever leaves, everybody in line is asked in vain from as deep below the country
//! as units go, and the head of the unit above must act.

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

/// A unit below a country with a head, and the longest line of persons who live elsewhere.
fn unit_and_line<T: Config>() -> Result<(UnitId, Vec<PersonId>), BenchmarkError> {
	let country = T::Territory::benchmark_unit(None);
	let unit = T::Territory::benchmark_unit(Some(country));
	let elsewhere = (1..MAX_UNIT_DEPTH).fold(country, |above, _| {
		T::Territory::benchmark_unit(Some(above))
	});
	let leader: T::AccountId = account("leader", 0, 0);
	let leader = T::People::benchmark_person(&leader, country);
	let head = new_office::<T>(country, OfficeKind::Head)?;
	Pallet::<T>::install(head, leader, 0, &[])?;
	let outsider = |index| {
		let outsider: T::AccountId = account("outsider", index, 0);
		T::People::benchmark_person(&outsider, elsewhere)
	};
	Ok((unit, (0..MAX_IN_LINE).map(outsider).collect()))
}

/// An office held by somebody without standing, and the mandate.
fn held_by_nobody<T: Config>() -> Result<(OfficeId, MandateId), BenchmarkError> {
	let (unit, line) = unit_and_line::<T>()?;
	let office = new_office::<T>(unit, OfficeKind::Head)?;
	let mandate = Pallet::<T>::install(office, NOBODY, 0, &line)?;
	Ok((office, mandate))
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
		Pallet::<T>::install(office, person, 0, &line)?;
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

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::default().build(),
		crate::mock::Test
	);
}
