//! The dates on which the people are asked, and what holds at which level.

use super::*;
use sp_runtime::traits::{AtLeast32BitUnsigned, One};
use veche_primitives::calendar;

impl<T: Config> Pallet<T> {
	/// Do what is due, as much as one block allows.
	pub(crate) fn service(now: BlockNumberFor<T>) -> Weight {
		let mut weight = T::WeightInfo::idle();
		calendar::service::<_, OfficeId, Agenda<T>, AgendaCursor<T>>(
			now,
			T::DuePerBlock::get(),
			|office| {
				weight = weight.saturating_add(Self::fall_due(office));
			},
		);
		weight
	}

	/// It is a date of the office: ask, unless the people are being asked or there is nobody to ask
	/// about. Whatever comes of it, there is a next date.
	pub(crate) fn fall_due(office: OfficeId) -> Weight {
		if !Current::<T>::contains_key(office) {
			if let Err(error) = Self::call_about_seat(office, Kind::Regular) {
				Self::deposit_event(Event::NotOpened { office, error });
			}
		}
		Self::put_date(office);
		T::WeightInfo::call_round()
	}

	/// Put the next date of the office, in place of any put before.
	pub(crate) fn put_date(office: OfficeId) {
		if let Some(unit) = T::Mandates::unit(office) {
			Self::put_date_in(office, unit);
		} else {
			log::error!(target: LOG_TARGET, "office {office} is gone");
		}
	}

	/// Put the next date of an office of the unit, in place of any put before.
	pub(crate) fn put_date_in(office: OfficeId, unit: UnitId) {
		let params = Self::params_in(unit);
		let is_suspended = matches!(T::Mandates::seat(office), Some(Seat::Suspended { .. }));
		let period = if is_suspended {
			params.fast_period
		} else {
			params.period
		};
		let now = frame_system::Pallet::<T>::block_number();
		let date = next_date(now, unit.into(), period);
		if let Some(before) = Dates::<T>::get(office) {
			Agenda::<T>::remove(before, office);
		}
		Agenda::<T>::insert(date, office, ());
		Dates::<T>::insert(office, date);
	}

	/// The numbers that govern rounds in the unit.
	pub(crate) fn params_in(unit: UnitId) -> Params<BlockNumberFor<T>> {
		Self::params_at(T::Territory::level(unit))
	}

	/// The numbers that govern rounds in units of the level.
	pub(crate) fn params_at(level: u8) -> Params<BlockNumberFor<T>> {
		LevelParameters::<T>::get(level).unwrap_or_else(Parameters::<T>::get)
	}
}

/// The first date after `now`. The dates of a unit are the blocks that leave the same remainder by
/// the period as its number: the same for all its offices, and others than those of its neighbours.
pub(crate) fn next_date<BlockNumber: AtLeast32BitUnsigned + Copy>(
	now: BlockNumber,
	unit: BlockNumber,
	period: BlockNumber,
) -> BlockNumber {
	let start = now.saturating_sub(remainder(now, period));
	let date = start.saturating_add(remainder(unit, period));
	let date = if date > now {
		date
	} else {
		date.saturating_add(period)
	};
	// Also if the period were zero, which it cannot be.
	date.max(now.saturating_add(One::one()))
}

/// What division leaves; the number itself if it cannot be divided.
fn remainder<BlockNumber: AtLeast32BitUnsigned + Copy>(
	number: BlockNumber,
	by: BlockNumber,
) -> BlockNumber {
	number.checked_rem(&by).unwrap_or(number)
}
