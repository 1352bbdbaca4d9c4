//! Standings and portraits for those who ask.

use super::*;
use veche_primitives::newest;

impl<T: Config> Pallet<T> {
	/// At most `limit` rounds of the office that are over, newest first.
	pub(crate) fn newest_in(office: OfficeId, limit: u32) -> Vec<(u32, PastRoundOf<T>)> {
		let limit = usize::try_from(limit).unwrap_or(usize::MAX);
		// Only the newest can be under way, so that no more than one number is passed over.
		(1..=CountIn::<T>::get(office))
			.rev()
			.filter_map(|number| Some((number, RoundsIn::<T>::get(office, number)?)))
			.take(limit)
			.collect()
	}

	/// At most `limit` rounds about the person that are over, newest first.
	pub(crate) fn newest_of(person: PersonId, limit: u32) -> Vec<(OfficeId, u32, PastRoundOf<T>)> {
		newest(CountOf::<T>::get(person), limit)
			.filter_map(|place| {
				let (office, number) = RoundsOf::<T>::get(person, place)?;
				Some((office, number, RoundsIn::<T>::get(office, number)?))
			})
			.collect()
	}

	/// Where the office stands with its people.
	pub(crate) fn standing_of(office: OfficeId) -> Option<OfficeStanding<BlockNumberFor<T>>> {
		let seat = T::Mandates::seat(office)?;
		let round = Current::<T>::get(office);
		let in_force = |mandate| {
			let record = <Self as Ratings>::record(mandate);
			(mandate, Standings::<T>::get(mandate), record)
		};
		Some(OfficeStanding {
			unit: T::Mandates::unit(office)?,
			title: T::Mandates::title(office)?,
			seat,
			next: Dates::<T>::get(office)?,
			owed: Owed::<T>::contains_key(office),
			live: round.as_ref().map(Self::yes_and_no).unwrap_or_default(),
			round,
			last: Self::newest_in(office, 1).pop(),
			mandate: seat.mandate().map(in_force),
		})
	}

	/// All that is known of the person as one who holds office.
	pub(crate) fn portrait_of(person: PersonId) -> Portrait<BlockNumberFor<T>> {
		let mandates = T::Mandates::mandates_of(person, MAX_MANDATES).into_iter();
		Portrait {
			name: T::Names::name(person),
			recalls: T::Recalls::recalls(person),
			mandates: mandates.filter_map(Self::mandate_portrait).collect(),
			rounds: Self::newest_of(person, MAX_ROUNDS),
		}
	}

	fn mandate_portrait(id: MandateId) -> Option<MandatePortrait<BlockNumberFor<T>>> {
		let mandate = T::Mandates::mandate(id)?;
		Some(MandatePortrait {
			id,
			unit: T::Mandates::unit(mandate.office)?,
			title: T::Mandates::title(mandate.office)?,
			mandate,
			standing: Standings::<T>::get(id),
			promises: T::Judged::promises(id),
			record: <Self as Ratings>::record(id),
		})
	}
}
