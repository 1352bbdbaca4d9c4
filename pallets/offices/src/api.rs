//! What other pallets may ask and do.

use super::*;
use frame_support::{dispatch::DispatchResult, ensure};
use sp_runtime::Saturating;
use veche_primitives::{
	offices::{Post, Tenure},
	people::OnStanding,
};

impl<T: Config> veche_primitives::offices::Offices<BlockNumberFor<T>> for Pallet<T> {
	fn post(office: OfficeId) -> Option<Post<BlockNumberFor<T>>> {
		let office = Offices::<T>::get(office)?;
		Some(Post {
			unit: office.unit,
			method: office.method,
			term: office.term,
		})
	}

	fn held_by(person: PersonId) -> Option<OfficeId> {
		HeldBy::<T>::get(person)
	}

	fn may_stand(person: PersonId, office: OfficeId) -> bool {
		Self::record_allows(person, office)
	}

	fn install(
		office: OfficeId,
		person: PersonId,
		election: ElectionId,
		in_line: &[PersonId],
	) -> Result<MandateId, DispatchError> {
		let term = Offices::<T>::get(office)
			.ok_or(Error::<T>::UnknownOffice)?
			.term;
		let id = NextMandate::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::NoMoreNumbers)?;
		NextMandate::<T>::put(next);

		let running = |office: OfficeId| Seats::<T>::get(office)?.mandate();
		if let Some(mandate) = running(office) {
			Self::end_mandate(mandate, End::Replaced);
		}
		let left = HeldBy::<T>::get(person);
		if let Some(mandate) = left.and_then(running) {
			Self::end_mandate(mandate, End::Rose);
		}
		Self::cancel_election(office);
		RecordRules::<T>::remove(office);
		SetAside::<T>::remove(office);
		let since = frame_system::Pallet::<T>::block_number();
		let mandate = Mandate {
			office,
			person,
			election,
			since,
			until: since.saturating_add(term),
			ended: None,
		};
		Self::begin_mandate(id, mandate);
		InLine::<T>::insert(office, line(person, in_line));
		Self::set_seat(office, Seat::Incumbent { mandate: id });
		// Last, for the person may now act there as the head of the unit above.
		if let Some(left) = left {
			let acting = Self::acting_or_found(left, None);
			Self::lose_incumbent(left, acting, Cause::Vacancy);
		}
		Ok(id)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_office() -> OfficeId {
		crate::benchmarking::vacant_office::<T>()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_record(person: PersonId, office: OfficeId) -> Vec<MandateId> {
		crate::benchmarking::poor_record::<T>(person, office)
	}
}

impl<T: Config> veche_primitives::offices::Mandates<BlockNumberFor<T>> for Pallet<T> {
	fn unit(office: OfficeId) -> Option<UnitId> {
		Offices::<T>::get(office).map(|office| office.unit)
	}

	fn title(office: OfficeId) -> Option<Title> {
		Offices::<T>::get(office).map(|office| office.title)
	}

	fn seat(office: OfficeId) -> Option<Seat> {
		Seats::<T>::get(office)
	}

	fn mandate(mandate: MandateId) -> Option<MandateOf<T>> {
		Mandates::<T>::get(mandate)
	}

	fn mandates_of(person: PersonId, limit: u32) -> Vec<MandateId> {
		Self::newest_ids_of(person, limit).collect()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_mandate(person: PersonId, home: UnitId) -> MandateId {
		crate::benchmarking::mandate::<T>(person, home)
	}
}

/// Those in line without the winner, each once, as many as are remembered.
fn line(winner: PersonId, in_line: &[PersonId]) -> Line {
	let mut line = Line::new();
	for person in in_line {
		let is_new = *person != winner && !line.contains(person);
		if is_new && line.try_push(*person).is_err() {
			break;
		}
	}
	line
}

impl<T: Config> OnStanding for Pallet<T> {
	fn lost(person: PersonId) {
		if Self::is_in_office(person) {
			Agenda::<T>::insert(Self::next_block(), Due::Standing(person), ());
		}
	}

	/// A mandate that ended does not come back.
	fn regained(_: PersonId) {}
}

impl<T: Config> Tenure for Pallet<T> {
	fn suspend(id: MandateId) -> DispatchResult {
		let (mandate, seat) = Self::in_force(id).ok_or(Error::<T>::NotInForce)?;
		let is_exercised = matches!(seat, Seat::Incumbent { .. });
		ensure!(is_exercised, Error::<T>::NotInForce);
		let acting = Self::find_acting(mandate.office, Some(mandate.person));
		let seat = Seat::Suspended {
			mandate: id,
			acting,
		};
		Self::set_seat(mandate.office, seat);
		Self::schedule_stepping(mandate.person);
		Ok(())
	}

	fn reinstate(id: MandateId) -> DispatchResult {
		let mandate = Self::suspended(id)?;
		Self::set_seat(mandate.office, Seat::Incumbent { mandate: id });
		Self::cancel_stepping(mandate.person);
		Ok(())
	}

	fn recall(id: MandateId) -> DispatchResult {
		let mandate = Self::suspended(id)?;
		Self::end_mandate(id, End::Recalled);
		let acting = Self::acting_or_found(mandate.office, Some(mandate.person));
		Self::lose_incumbent(mandate.office, acting, Cause::Recall);
		Self::schedule_stepping(mandate.person);
		Ok(())
	}

	fn pass_on(office: OfficeId) -> Result<Option<PersonId>, DispatchError> {
		let seat = Seats::<T>::get(office).ok_or(Error::<T>::UnknownOffice)?;
		let acting = seat.acting().ok_or(Error::<T>::NobodyActs)?;
		Self::put_aside(office, acting);
		Ok(Self::replace_acting(office, acting))
	}
}

impl<T: Config> Pallet<T> {
	/// The mandate, if it is suspended.
	fn suspended(id: MandateId) -> Result<MandateOf<T>, Error<T>> {
		let (mandate, seat) = Self::in_force(id).ok_or(Error::<T>::NotSuspended)?;
		let is_suspended = matches!(seat, Seat::Suspended { .. });
		ensure!(is_suspended, Error::<T>::NotSuspended);
		Ok(mandate)
	}
}
