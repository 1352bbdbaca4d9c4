//! What can be asked: cases, and the numbers of each level.

use super::*;
use frame_support::ensure;
use sp_runtime::traits::{One, Saturating};
use veche_primitives::newest;

impl<T: Config> Pallet<T> {
	/// At most `limit` cases of a person, newest first.
	pub(crate) fn newest_of(
		person: PersonId,
		limit: u32,
	) -> impl Iterator<Item = (CaseId, CaseOf<T>)> {
		newest(CountOf::<T>::get(person), limit).filter_map(move |place| {
			let id = CasesOf::<T>::get(person, place)?;
			Some((id, Cases::<T>::get(id)?))
		})
	}

	/// The open case of whoever is suspended in the seat.
	pub(crate) fn open_case_in(seat: Seat) -> Option<(CaseId, CaseOf<T>)> {
		let id = OpenCases::<T>::get(seat.mandate()?)?;
		Some((id, Cases::<T>::get(id)?))
	}

	/// When a petition for the office can begin again, if not now.
	pub(crate) fn rest_of(office: OfficeId) -> Option<BlockNumberFor<T>> {
		RestUntil::<T>::get(office).filter(|until| *until > Self::now())
	}

	/// The numbers for an office of the unit.
	pub(crate) fn params_in(unit: UnitId) -> ParamsOf<T> {
		Self::params_at(T::Territory::level(unit))
	}

	/// The numbers for the office.
	pub(crate) fn params_for(office: OfficeId) -> ParamsOf<T> {
		T::Mandates::unit(office).map_or_else(Parameters::<T>::get, Self::params_in)
	}

	/// The numbers of a level.
	pub(crate) fn params_at(level: u8) -> ParamsOf<T> {
		LevelParameters::<T>::get(level).unwrap_or_else(Parameters::<T>::get)
	}

	/// Keep these numbers, if they can work.
	pub(crate) fn put_params(level: Option<u8>, params: ParamsOf<T>) -> Result<(), Error<T>> {
		ensure!(params.is_valid(), Error::<T>::BadParams);
		match level {
			None => Parameters::<T>::put(params),
			Some(level) => {
				ensure!(u32::from(level) < MAX_UNIT_DEPTH, Error::<T>::BadLevel);
				LevelParameters::<T>::insert(level, params);
			}
		}
		Ok(())
	}

	pub(crate) fn now() -> BlockNumberFor<T> {
		frame_system::Pallet::<T>::block_number()
	}

	/// The first block that agenda items of now may be put on.
	pub(crate) fn next_block() -> BlockNumberFor<T> {
		Self::now().saturating_add(One::one())
	}
}
