//! Offices, the mandates in them, and who acts.

use super::*;
use frame_support::{dispatch::DispatchResult, ensure};
use sp_runtime::{
	traits::{One, Zero},
	Saturating,
};
use veche_primitives::{is_readable, take_place, Stratum};

impl<T: Config> Pallet<T> {
	/// Add an office; its first election is called at block `first`, which must be to come.
	pub(crate) fn do_establish(
		office: OfficeOf<T>,
		first: BlockNumberFor<T>,
	) -> Result<OfficeId, DispatchError> {
		let (unit, kind) = (office.unit, office.kind);
		ensure!(T::Territory::exists(unit), Error::<T>::UnknownUnit);
		ensure!(is_readable(&office.title), Error::<T>::BadTitle);
		let is_choice = matches!(
			office.method,
			Method::Plurality | Method::Approval | Method::Schulze
		);
		ensure!(is_choice, Error::<T>::BadMethod);
		ensure!(!office.term.is_zero(), Error::<T>::ZeroTerm);
		ensure!(
			office.term <= BlockNumberFor::<T>::from(MAX_TERM),
			Error::<T>::TermTooLong
		);
		let id = NextOffice::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::NoMoreNumbers)?;
		let is_head = kind == OfficeKind::Head;
		let has_head = HeadOf::<T>::contains_key(unit);
		ensure!(!(is_head && has_head), Error::<T>::HeadExists);
		OfficesIn::<T>::try_mutate(unit, |offices| offices.try_push(id))
			.map_err(|_| Error::<T>::TooManyOffices)?;
		if is_head {
			HeadOf::<T>::insert(unit, id);
		}
		if let Some(above) = T::Territory::parent(unit) {
			Below::<T>::mutate(above, |count| *count = count.saturating_add(1));
		}
		NextOffice::<T>::put(next);
		Offices::<T>::insert(id, office);
		Seats::<T>::insert(id, Seat::Vacant);
		Self::deposit_event(Event::Established {
			office: id,
			unit,
			kind,
		});
		Self::schedule_election(id, Cause::Founding, first, 0);
		T::OnOffice::established(id, unit);
		Ok(id)
	}

	pub(crate) fn do_resign(account: &T::AccountId, office: OfficeId) -> DispatchResult {
		let citizen = T::People::citizen(account).ok_or(Error::<T>::NotACitizen)?;
		let seat = Seats::<T>::get(office).ok_or(Error::<T>::UnknownOffice)?;
		let holds = HeldBy::<T>::get(citizen.person) == Some(office);
		let mandate = seat
			.mandate()
			.filter(|_| holds)
			.ok_or(Error::<T>::NotIncumbent)?;
		T::People::spend_free_act(account);
		Self::end_mandate(mandate, End::Resigned);
		let acting = Self::acting_or_found(office, Some(citizen.person));
		Self::lose_incumbent(office, acting, Cause::Vacancy);
		Ok(())
	}

	/// A mandate begins; the seat is for the caller to settle.
	pub(crate) fn begin_mandate(id: MandateId, mandate: MandateOf<T>) {
		let Mandate {
			office,
			person,
			election,
			until,
			..
		} = mandate;
		MandatesOf::<T>::insert(person, CountOf::<T>::mutate(person, take_place), id);
		MandatesIn::<T>::insert(office, CountIn::<T>::mutate(office, take_place), id);
		HeldBy::<T>::insert(person, office);
		Agenda::<T>::insert(until, Due::Term(id), ());
		Mandates::<T>::insert(id, mandate);
		Self::deposit_event(Event::MandateBegun {
			mandate: id,
			office,
			person,
			election,
			until,
		});
	}

	/// A mandate in force ends; the seat is for the caller to settle. However it ends: who was
	/// suspended does not come back as acting.
	pub(crate) fn end_mandate(id: MandateId, end: End) {
		let Some(mut mandate) = Mandates::<T>::get(id) else {
			return;
		};
		if matches!(Self::in_force(id), Some((_, Seat::Suspended { .. }))) {
			Self::put_aside(mandate.office, mandate.person);
		}
		let now = frame_system::Pallet::<T>::block_number();
		mandate.ended = Some((now, end));
		HeldBy::<T>::remove(mandate.person);
		Agenda::<T>::remove(mandate.until, Due::Term(id));
		Mandates::<T>::insert(id, mandate);
		Self::deposit_event(Event::MandateEnded {
			mandate: id,
			office: mandate.office,
			person: mandate.person,
			end,
		});
		T::OnOffice::ended(id, end);
	}

	/// The person has lost the people's confidence in the office.
	pub(crate) fn put_aside(office: OfficeId, person: PersonId) {
		SetAside::<T>::mutate(office, |aside| {
			if aside.contains(&person) {
				return;
			}
			if aside.is_full() {
				aside.remove(0);
			}
			// There is room.
			let _ = aside.try_push(person);
		});
	}

	/// Settle who sits in an office, and keep the list of who acts where in step.
	pub(crate) fn set_seat(office: OfficeId, seat: Seat) {
		let before = Seats::<T>::get(office).and_then(|seat| seat.acting());
		if let Some(person) = before {
			ActingIn::<T>::remove(person, office);
		}
		if let Some(person) = seat.acting() {
			ActingIn::<T>::insert(person, office, ());
		}
		Seats::<T>::insert(office, seat);
		Self::deposit_event(Event::SeatChanged { office, seat });
	}

	/// An office is without incumbent from now on: an election must be called.
	pub(crate) fn lose_incumbent(office: OfficeId, acting: Option<PersonId>, cause: Cause) {
		Self::set_seat(office, Seat::without_incumbent(acting));
		Self::schedule_election(office, cause, Self::next_block(), 0);
	}

	/// Who has acted during a suspension goes on; else somebody is found, but not `except`.
	pub(crate) fn acting_or_found(office: OfficeId, except: Option<PersonId>) -> Option<PersonId> {
		let acting = Seats::<T>::get(office).and_then(|seat| seat.acting());
		acting.or_else(|| Self::find_acting(office, except))
	}

	/// Who can act in an office by its rule, but not `except`, nor anybody who is set aside there
	/// or suspended elsewhere.
	pub(crate) fn find_acting(id: OfficeId, except: Option<PersonId>) -> Option<PersonId> {
		let office = Offices::<T>::get(id)?;
		let aside = SetAside::<T>::get(id);
		let is_out = |person: PersonId| Some(person) == except || aside.contains(&person);
		let next_in_line = || {
			let mut line = InLine::<T>::get(id).into_iter();
			line.find(|person| {
				!is_out(*person)
					&& Self::lives_in(*person, office.unit)
					&& !Self::is_suspended(*person)
			})
		};
		let head_above = || {
			let head = Self::head_above(office.unit)?;
			let can = !is_out(head)
				&& T::People::citizen_by_id(head).is_some()
				&& !Self::is_suspended(head);
			can.then_some(head)
		};
		match office.acting {
			ActingRule::NextInLine => next_in_line().or_else(head_above),
			ActingRule::HeadAbove => head_above(),
			ActingRule::Nobody => None,
		}
	}

	/// Whether the person is in good standing, lives in the unit or below, and governs with it.
	fn lives_in(person: PersonId, unit: UnitId) -> bool {
		T::People::citizen_by_id(person).is_some_and(|citizen| {
			citizen.stratum != Stratum::Observer && T::Territory::is_within(citizen.home, unit)
		})
	}

	/// Whether the person is suspended in the office he or she holds.
	pub(crate) fn is_suspended(person: PersonId) -> bool {
		let seat = HeldBy::<T>::get(person).and_then(Seats::<T>::get);
		matches!(seat, Some(Seat::Suspended { .. }))
	}

	/// Who exercises the head office of the unit directly above.
	fn head_above(unit: UnitId) -> Option<PersonId> {
		let head = HeadOf::<T>::get(T::Territory::parent(unit)?)?;
		match Seats::<T>::get(head)? {
			Seat::Incumbent { mandate } => Mandates::<T>::get(mandate).map(|held| held.person),
			seat => seat.acting(),
		}
	}

	/// The mandate and its office's seat, if it is in force.
	pub(crate) fn in_force(id: MandateId) -> Option<(MandateOf<T>, Seat)> {
		let mandate = Mandates::<T>::get(id)?;
		let seat = Seats::<T>::get(mandate.office)?;
		(seat.mandate() == Some(id)).then_some((mandate, seat))
	}

	/// The first block that agenda items of now may be put on.
	pub(crate) fn next_block() -> BlockNumberFor<T> {
		frame_system::Pallet::<T>::block_number().saturating_add(One::one())
	}
}
