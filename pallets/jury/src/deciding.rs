//! From a panel to its verdict, and what is cleared away then.

use super::*;
use crate::{bringing::one_less, types::sortition};
use frame_support::storage::with_storage_layer;
use veche_tally::YES;

impl<T: Config> Pallet<T> {
	/// Half-time: reserves take the places of those who have not voted.
	pub(crate) fn call_reserves(id: BillId, poll: PollId, params: &ParamsOf<T>) {
		let kept = Tickets::<T>::get(id);
		let (_, reserves) = sortition::split(&kept, params.panel);
		let called = T::Polls::substitute(poll, reserves);
		Self::deposit_event(Event::ReservesCalled { bill: id, called });
	}

	/// The poll that a bill has waited for is closed.
	pub(crate) fn conclude_poll(id: BillId, outcome: &PollOutcome) -> Weight {
		let Some(record) = Bills::<T>::get(id) else {
			log::error!(target: LOG_TARGET, "a poll closed for no bill {id}");
			return T::DbWeight::get().reads_writes(2, 1);
		};
		match record.phase {
			Phase::Petition { .. } if outcome.goal_reached => {
				Self::begin_trial(id, record);
				T::WeightInfo::begin_trial()
			}
			Phase::Petition { .. } => {
				Self::conclude(id, record, Verdict::Lapsed);
				T::WeightInfo::lapse()
			}
			Phase::Trial { .. } => {
				let verdict = Self::verdict(id, &record, outcome);
				Self::conclude(id, record, verdict);
				T::WeightInfo::decide()
			}
			_ => {
				log::error!(target: LOG_TARGET, "bill {id} waits for no poll");
				T::DbWeight::get().reads_writes(2, 1)
			}
		}
	}

	/// The bill found its supporters. It is tried however many are in its unit, and takes no place
	/// there: the people want it.
	fn begin_trial(id: BillId, mut record: RecordOf<T>) {
		Self::count_out(&record);
		record.phase = Phase::Waiting { since: Self::now() };
		Self::deposit_event(Event::Supported { bill: id });
		Self::freeze(id, record);
	}

	/// What the panel said, and whether that can still be done.
	fn verdict(id: BillId, record: &RecordOf<T>, outcome: &PollOutcome) -> Verdict {
		if !outcome.quorum_met {
			return Verdict::NoQuorum;
		}
		if outcome.answer() != Some(YES) {
			return Verdict::Rejected;
		}
		// In a storage layer of its own: what a refused law has written is undone.
		match with_storage_layer(|| T::Legislature::pass(id, record.bill.clone())) {
			Ok(()) => Verdict::Passed,
			Err(error) => {
				Self::deposit_event(Event::NotPassed { bill: id, error });
				Verdict::Void
			}
		}
	}

	/// The bill is decided: what was held for it is released, and its places are free for others.
	/// What a bill that has passed needs is not held for its trial any more, but for what follows.
	pub(crate) fn conclude(id: BillId, mut record: RecordOf<T>, verdict: Verdict) {
		if let Some(epoch) = record.phase.epoch() {
			T::Electorates::unpin(epoch);
		}
		if verdict != Verdict::Passed {
			T::Legislature::release(id);
		}
		Tickets::<T>::remove(id);
		if let Some(at) = DueAt::<T>::take(id) {
			Agenda::<T>::remove(at, id);
		}
		Self::count_out(&record);
		OpenOf::<T>::mutate_exists(record.sponsor(), one_less);
		record.phase = Phase::Done(verdict);
		Bills::<T>::insert(id, record);
		Self::deposit_event(Event::Decided { bill: id, verdict });
	}
}
