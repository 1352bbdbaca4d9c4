//! Histories, and whether a person's record below allows to rise.

use super::*;
use veche_primitives::newest;

impl<T: Config> Pallet<T> {
	/// The numbers of at most `limit` mandates of a person, newest first.
	pub(crate) fn newest_ids_of(person: PersonId, limit: u32) -> impl Iterator<Item = MandateId> {
		newest(CountOf::<T>::get(person), limit)
			.filter_map(move |place| MandatesOf::<T>::get(person, place))
	}

	/// At most `limit` mandates of a person, newest first.
	pub(crate) fn newest_of(
		person: PersonId,
		limit: u32,
	) -> impl Iterator<Item = (MandateId, MandateOf<T>)> {
		Self::newest_ids_of(person, limit).filter_map(|id| Some((id, Mandates::<T>::get(id)?)))
	}

	/// At most `limit` mandates in an office, newest first.
	pub(crate) fn newest_in(
		office: OfficeId,
		limit: u32,
	) -> impl Iterator<Item = (MandateId, MandateOf<T>)> {
		newest(CountIn::<T>::get(office), limit).filter_map(move |place| {
			let id = MandatesIn::<T>::get(office, place)?;
			Some((id, Mandates::<T>::get(id)?))
		})
	}

	/// Whether the person may stand for the office: everybody may where there are no offices right
	/// below, else who has a good mandate there or in the unit itself among the newest
	/// [`MAX_SCAN`].
	pub(crate) fn record_allows(person: PersonId, office: OfficeId) -> bool {
		let Some(Office { unit, .. }) = Offices::<T>::get(office) else {
			return false;
		};
		if Below::<T>::get(unit) == 0 {
			return true;
		}
		let rule = RecordRules::<T>::get(office).unwrap_or_else(Parameters::<T>::get);
		Self::newest_of(person, MAX_SCAN)
			.any(|(id, mandate)| Self::is_good_record(unit, &rule, id, &mandate))
	}

	/// Whether a mandate shows what an office of `unit` asks for. What costs most to know comes
	/// last.
	fn is_good_record(unit: UnitId, rule: &Params, id: MandateId, mandate: &MandateOf<T>) -> bool {
		let Some(office) = Offices::<T>::get(mandate.office) else {
			return false;
		};
		let is_near = office.unit == unit || T::Territory::parent(office.unit) == Some(unit);
		let is_recalled = matches!(mandate.ended, Some((_, End::Recalled)));
		let now = frame_system::Pallet::<T>::block_number();
		is_near
			&& !is_recalled
			&& mandate.has_served(now, rule.service)
			&& T::Ratings::record(id) >= rule.bar
	}
}
