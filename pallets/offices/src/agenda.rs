//! What falls due by itself: bounded per block, and never skipped.

use super::*;
use frame_support::storage::with_storage_layer;
use veche_primitives::calendar;

impl<T: Config> Pallet<T> {
	/// Do what is due, as much as one block allows.
	pub(crate) fn service(now: BlockNumberFor<T>) -> Weight {
		let mut weight = T::WeightInfo::idle();
		calendar::service::<_, Due, Agenda<T>, AgendaCursor<T>>(
			now,
			T::DuePerBlock::get(),
			|due| {
				weight = weight.saturating_add(Self::fall_due(due));
			},
		);
		weight
	}

	pub(crate) fn fall_due(due: Due) -> Weight {
		match due {
			Due::Term(mandate) => {
				Self::end_term(mandate);
				T::WeightInfo::end_term()
			}
			Due::Standing(person) => {
				Self::lose_standing(person);
				T::WeightInfo::lose_standing()
			}
			Due::Election(office) => {
				Self::call_election(office);
				T::WeightInfo::call_election()
			}
			Due::Stepping(person) => {
				Self::step_aside(person);
				T::WeightInfo::step_aside()
			}
		}
	}

	/// The term is over. Who was not suspended stays as acting until the successor is installed.
	fn end_term(id: MandateId) {
		let Some((Mandate { office, person, .. }, seat)) = Self::in_force(id) else {
			return;
		};
		Self::end_mandate(id, End::Term);
		let is_exercised = matches!(seat, Seat::Incumbent { .. });
		let acting = if is_exercised && T::People::citizen_by_id(person).is_some() {
			Some(person)
		} else {
			Self::acting_or_found(office, Some(person))
		};
		Self::lose_incumbent(office, acting, Cause::TermEnd);
	}

	/// Whoever lost standing leaves one office: the one held first, then those acted in, one a
	/// block. Who has regained standing before it came to that keeps everything.
	fn lose_standing(person: PersonId) {
		if T::People::citizen_by_id(person).is_some() {
			return;
		}
		if let Some(office) = HeldBy::<T>::get(person) {
			if let Some(mandate) = Seats::<T>::get(office).and_then(|seat| seat.mandate()) {
				Self::end_mandate(mandate, End::Lost);
			}
			let acting = Self::acting_or_found(office, Some(person));
			Self::lose_incumbent(office, acting, Cause::Vacancy);
		} else if let Some(office) = Self::acts_in(person) {
			Self::replace_acting(office, person);
		}
		if Self::is_in_office(person) {
			Agenda::<T>::insert(Self::next_block(), Due::Standing(person), ());
		}
	}

	/// Whoever was suspended or recalled hands on one of the offices acted in, and the others on
	/// the blocks to come.
	fn step_aside(person: PersonId) {
		Stepping::<T>::remove(person);
		if let Some(office) = Self::acts_in(person) {
			Self::replace_acting(office, person);
		}
		Self::schedule_stepping(person);
	}

	/// If the person acts anywhere, the first of those offices is handed on on the next block.
	pub(crate) fn schedule_stepping(person: PersonId) {
		if Stepping::<T>::contains_key(person) || Self::acts_in(person).is_none() {
			return;
		}
		let at = Self::next_block();
		Stepping::<T>::insert(person, at);
		Agenda::<T>::insert(at, Due::Stepping(person), ());
	}

	/// The person goes on acting where he or she still does.
	pub(crate) fn cancel_stepping(person: PersonId) {
		if let Some(at) = Stepping::<T>::take(person) {
			Agenda::<T>::remove(at, Due::Stepping(person));
		}
	}

	/// Somebody other than `person` must act in the office. Returns who does now.
	pub(crate) fn replace_acting(office: OfficeId, person: PersonId) -> Option<PersonId> {
		// A suspended holder is never found: nobody who is suspended is.
		let acting = Self::find_acting(office, Some(person));
		let seat = match Seats::<T>::get(office) {
			Some(Seat::Suspended { mandate, .. }) => Seat::Suspended { mandate, acting },
			_ => Seat::without_incumbent(acting),
		};
		Self::set_seat(office, seat);
		acting
	}

	/// One of the offices the person acts in.
	fn acts_in(person: PersonId) -> Option<OfficeId> {
		ActingIn::<T>::iter_key_prefix(person).next()
	}

	/// Whether the person holds an office or acts in one.
	pub(crate) fn is_in_office(person: PersonId) -> bool {
		HeldBy::<T>::contains_key(person) || Self::acts_in(person).is_some()
	}

	/// Have an election called at a block to come.
	pub(crate) fn schedule_election(
		office: OfficeId,
		cause: Cause,
		at: BlockNumberFor<T>,
		refusals: u32,
	) {
		Self::cancel_election(office);
		let due = DueElection {
			cause,
			at,
			refusals,
		};
		DueElections::<T>::insert(office, due);
		Agenda::<T>::insert(at, Due::Election(office), ());
	}

	/// No election has to be called any more.
	pub(crate) fn cancel_election(office: OfficeId) {
		if let Some(due) = DueElections::<T>::take(office) {
			Agenda::<T>::remove(due.at, Due::Election(office));
		}
	}

	/// Call the election that is due, unless it is under way. If it is refused, it is due on the
	/// next block.
	fn call_election(office: OfficeId) {
		let Some(due) = DueElections::<T>::take(office) else {
			return;
		};
		if T::Elections::under_way(office).is_some() {
			return;
		}
		let cause = due.cause;
		// In a storage layer of its own: what a refused call has written is undone.
		match with_storage_layer(|| T::Elections::call(office, cause)) {
			Ok(election) => {
				RecordRules::<T>::insert(office, Parameters::<T>::get());
				Self::deposit_event(Event::ElectionCalled {
					office,
					election,
					cause,
				});
			}
			Err(error) => {
				if due.refusals == 0 {
					Self::deposit_event(Event::ElectionRefused { office, error });
				}
				let refusals = due.refusals.saturating_add(1);
				Self::schedule_election(office, cause, Self::next_block(), refusals);
			}
		}
	}
}
