//! The life of a case: by ratings, by its deadline, or with the end of its mandate.

use super::*;
use frame_support::{dispatch::DispatchResult, storage::with_storage_layer};
use sp_runtime::traits::Saturating;
use veche_primitives::{
	calendar,
	confidence::{Asked, Capacity, Confidence, Recalls},
	offices::OnOffice,
	take_place,
};

impl<T: Config> Confidence for Pallet<T> {
	fn threshold(office: OfficeId, capacity: Capacity) -> Ppm {
		let open_case = |mandate: MandateId| Cases::<T>::get(OpenCases::<T>::get(mandate)?);
		match capacity {
			Capacity::Incumbent(_) | Capacity::Acting => Self::params_for(office).suspend_below,
			Capacity::Suspended(mandate) => open_case(mandate).map_or_else(
				|| Self::params_for(office).reinstate_at,
				|case| case.reinstate_at,
			),
		}
	}

	fn rated(office: OfficeId, asked: &Asked, rating: Option<Ppm>) -> Weight {
		let Some(rating) = rating else {
			return Weight::zero();
		};
		let is_below = rating < asked.threshold;
		match asked.capacity {
			Capacity::Incumbent(mandate) if is_below => {
				Self::suspend(office, mandate, rating);
				T::WeightInfo::suspend()
			}
			Capacity::Suspended(mandate) if !is_below => {
				Self::reinstate(mandate, rating);
				T::WeightInfo::reinstate()
			}
			Capacity::Acting if is_below => {
				Self::pass_on(office, asked.person);
				T::WeightInfo::pass_on()
			}
			_ => Weight::zero(),
		}
	}
}

impl<T: Config> Recalls for Pallet<T> {
	fn recalls(person: PersonId) -> u32 {
		RecallsOf::<T>::get(person)
	}
}

impl<T: Config> OnOffice for Pallet<T> {
	/// A recall comes along here too: this is the one place where the end of a mandate closes its
	/// case.
	fn ended(mandate: MandateId, end: End) {
		if let Some(id) = OpenCases::<T>::get(mandate) {
			Self::close(id, Outcome::of(end));
		}
	}
}

impl<T: Config> Pallet<T> {
	/// The incumbent has lost confidence, if the mandate is still exercised.
	fn suspend(office: OfficeId, mandate: MandateId, rating: Ppm) {
		if T::Mandates::seat(office) != Some(Seat::Incumbent { mandate }) {
			return;
		}
		// In a storage layer of its own: a refused suspension leaves no case. The next round asks
		// again.
		if let Err(error) = with_storage_layer(|| Self::try_suspend(office, mandate, rating)) {
			log::error!(target: LOG_TARGET, "mandate {mandate} is not suspended: {error:?}");
		}
	}

	fn try_suspend(office: OfficeId, mandate: MandateId, rating: Ppm) -> DispatchResult {
		let held = T::Mandates::mandate(mandate).ok_or(Error::<T>::UnknownOffice)?;
		T::Tenure::suspend(mandate)?;
		let params = Self::params_for(office);
		let since = Self::now();
		let case = Case {
			mandate,
			office,
			person: held.person,
			rating,
			since,
			deadline: since.saturating_add(params.recovery),
			reinstate_at: params.reinstate_at,
			explanation: None,
			outcome: None,
		};
		Self::open(case)?;
		Ok(())
	}

	/// A case begins, and waits for its deadline.
	fn open(case: CaseOf<T>) -> Result<(), Error<T>> {
		let id = NextCase::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::NoMoreNumbers)?;
		NextCase::<T>::put(next);
		let place = CountOf::<T>::mutate(case.person, take_place);
		CasesOf::<T>::insert(case.person, place, id);
		OpenCases::<T>::insert(case.mandate, id);
		Self::put_on_agenda(id, case.deadline);
		Self::deposit_event(Event::Suspended {
			case: id,
			mandate: case.mandate,
			office: case.office,
			person: case.person,
			rating: case.rating,
			deadline: case.deadline,
		});
		Cases::<T>::insert(id, case);
		Ok(())
	}

	/// The suspended has regained confidence, if the case is still open.
	fn reinstate(mandate: MandateId, rating: Ppm) {
		let Some(id) = OpenCases::<T>::get(mandate) else {
			return;
		};
		let done = with_storage_layer(|| {
			T::Tenure::reinstate(mandate)?;
			Self::close(id, Outcome::Reinstated(rating));
			DispatchResult::Ok(())
		});
		if let Err(error) = done {
			log::error!(target: LOG_TARGET, "mandate {mandate} is not reinstated: {error:?}");
		}
	}

	/// Who acts has lost confidence, if he or she still acts there.
	fn pass_on(office: OfficeId, person: PersonId) {
		let acting = T::Mandates::seat(office).and_then(|seat| seat.acting());
		if acting != Some(person) {
			return;
		}
		match with_storage_layer(|| T::Tenure::pass_on(office)) {
			Ok(next) => Self::deposit_event(Event::ActingReplaced {
				office,
				person,
				next,
			}),
			Err(error) => {
				log::error!(target: LOG_TARGET, "office {office} is not passed on: {error:?}");
			}
		}
	}

	/// Look at the deadlines that are due, as many as one block allows.
	pub(crate) fn service(now: BlockNumberFor<T>) -> Weight {
		let mut weight = T::WeightInfo::idle();
		calendar::service::<_, CaseId, Agenda<T>, AgendaCursor<T>>(
			now,
			T::DuePerBlock::get(),
			|id| weight = weight.saturating_add(Self::fall_due(id)),
		);
		weight
	}

	/// The deadline of a case: the mandate ends, unless the people are being asked about it. What
	/// cannot be done now is due on the next block.
	pub(crate) fn fall_due(id: CaseId) -> Weight {
		let weight = T::WeightInfo::recall();
		let Some(case) = Cases::<T>::get(id).filter(Case::is_open) else {
			return weight;
		};
		if T::Rounds::is_under_way(case.office) {
			Self::put_on_agenda(id, Self::next_block());
			return weight;
		}
		// In a storage layer of its own: what a refused recall has written is undone.
		if let Err(error) = with_storage_layer(|| T::Tenure::recall(case.mandate)) {
			Self::put_on_agenda(id, Self::next_block());
			Self::deposit_event(Event::NotRecalled { case: id, error });
		}
		weight
	}

	/// An open case is to be looked at on a block to come.
	fn put_on_agenda(id: CaseId, at: BlockNumberFor<T>) {
		DueAt::<T>::insert(id, at);
		Agenda::<T>::insert(at, id, ());
	}

	/// A case ends.
	fn close(id: CaseId, outcome: Outcome) {
		let Some(mut case) = Cases::<T>::get(id).filter(Case::is_open) else {
			return;
		};
		case.outcome = Some((Self::now(), outcome));
		OpenCases::<T>::remove(case.mandate);
		if let Some(at) = DueAt::<T>::take(id) {
			Agenda::<T>::remove(at, id);
		}
		if outcome.is_recall() {
			RecallsOf::<T>::mutate(case.person, |recalls| *recalls = recalls.saturating_add(1));
		}
		Self::deposit_event(match outcome {
			Outcome::Reinstated(rating) => Event::Reinstated {
				case: id,
				mandate: case.mandate,
				rating,
			},
			Outcome::Recalled => Event::Recalled {
				case: id,
				mandate: case.mandate,
				office: case.office,
				person: case.person,
			},
			Outcome::Ended(end) => Event::CaseEnded { case: id, end },
		});
		Cases::<T>::insert(id, case);
	}
}
