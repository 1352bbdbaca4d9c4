//! Step 6, and the queues that may move on: what falls due by itself, bounded per block and never
//! skipped.

use super::*;
use veche_primitives::calendar;

impl<T: Config> Pallet<T> {
	/// Do what is due, as much as one block allows.
	pub(super) fn keep_agenda(now: BlockNumberFor<T>) -> Weight {
		let mut weight = T::WeightInfo::idle();
		calendar::service::<_, _, Agenda<T>, AgendaCursor<T>>(now, T::DuePerBlock::get(), |due| {
			weight.saturating_accrue(Self::fall_due(due));
		});
		weight
	}

	pub(super) fn fall_due(due: Due) -> Weight {
		match due {
			Due::Pledge(mandate, place) => {
				Self::close_pledge(mandate, place);
				T::WeightInfo::close_pledge()
			}
			Due::Queue(unit) => {
				let mut queue = Queues::<T>::get(unit);
				queue.due = None;
				Self::serve(unit, queue);
				T::WeightInfo::open_judgement()
			}
		}
	}

	/// The pledge is due. If it is judged or will be, nobody is late.
	fn close_pledge(mandate: MandateId, place: u8) {
		let mut checklist = Checklist::<T>::get(mandate);
		let due = checklist.get_mut(usize::from(place));
		let Some(pledge) = due.filter(|pledge| pledge.mark == Mark::Open) else {
			return;
		};
		let ended = T::Mandates::mandate(mandate).and_then(|held| held.ended);
		let mark = pledge.missed(ended);
		pledge.mark = mark;
		Checklist::<T>::insert(mandate, checklist);
		Self::deposit_event(Event::Marked {
			mandate,
			pledge: place,
			mark,
		});
	}
}
