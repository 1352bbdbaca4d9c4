//! What is done by itself at the beginning of a block: bounded, and never skipped.

use crate::*;
use frame_support::{traits::Get, weights::Weight};
use sp_runtime::traits::{One, Saturating};
use veche_primitives::calendar;

impl<T: Config> Pallet<T> {
	/// Do what is due, then look at some holders of schemas whose issuer changed standing.
	pub(crate) fn upkeep(now: BlockNumberFor<T>) -> Weight {
		let mut weight = T::WeightInfo::idle();
		calendar::service::<_, Due, Agenda<T>, AgendaCursor<T>>(
			now,
			T::DuePerBlock::get(),
			|due| weight.saturating_accrue(Self::fall_due(due, now)),
		);
		let steps = Self::sweep(T::DuePerBlock::get());
		weight.saturating_add(T::WeightInfo::sweep_step().saturating_mul(steps.into()))
	}

	/// Do one item; returns its weight.
	pub(crate) fn fall_due(due: Due, now: BlockNumberFor<T>) -> Weight {
		match due {
			Due::Date { person, schema } => Self::date_reached(person, schema, now),
			Due::Standing { person } => {
				Self::standing_changed(person, now);
				T::WeightInfo::standing_changed()
			}
			Due::Seat { person, schema } => {
				Self::reseat(person, schema);
				T::WeightInfo::reseat()
			}
		}
	}

	fn date_reached(person: PersonId, id: SchemaId, now: BlockNumberFor<T>) -> Weight {
		let state = Credentials::<T>::get(person, id).map(|credential| credential.state);
		match state {
			Some(State::Offered { until }) if until <= now => {
				Self::forget(person, id, &State::Offered { until });
				Self::changed(person, id, Change::Lapsed);
				T::WeightInfo::lapse()
			}
			Some(State::Held { expires, .. }) if expires <= now => {
				Self::leave_roll_for_good(person, id);
				Self::changed(person, id, Change::Expired);
				T::WeightInfo::expire()
			}
			_ => T::WeightInfo::lapse(),
		}
	}

	/// Have every place of the person on a roll looked at. One by one: taking and giving a place is
	/// work, and very many persons can change standing on one block.
	fn standing_changed(person: PersonId, now: BlockNumberFor<T>) {
		let next = now.saturating_add(One::one());
		let of_person = Credentials::<T>::iter_key_prefix(person);
		for schema in of_person.take(T::MaxPerPerson::get() as usize) {
			if Members::<T>::contains_key(schema, person) {
				Agenda::<T>::insert(next, Due::Seat { person, schema }, ());
			}
		}
	}

	/// A person's standing has changed: look at the places on rolls on the next block.
	pub(crate) fn note_standing(person: PersonId) {
		if CountOf::<T>::contains_key(person) {
			let next = Self::now().saturating_add(One::one());
			Agenda::<T>::insert(next, Due::Standing { person }, ());
		}
	}
}
