//! Who brings in a bill, and how it finds its supporters.

use super::*;
use frame_support::{dispatch::DispatchResult, ensure};
use sp_runtime::traits::One;
use veche_primitives::{
	is_readable,
	offices::Seat,
	people::Citizen,
	polls::{Goal, PollRequest},
	Stratum, WHOLE,
};

/// Take one off a count that has no entry for none.
pub(crate) fn one_less(open: &mut Option<u32>) {
	*open = open
		.and_then(|count| count.checked_sub(1))
		.filter(|count| *count > 0);
}

impl<T: Config> Pallet<T> {
	/// An incumbent submits a bill: its trial begins.
	pub(crate) fn do_submit(
		who: &T::AccountId,
		office: OfficeId,
		bill: BillOf<T>,
	) -> DispatchResult {
		let by = Self::check_incumbent(who, office, bill.unit)?;
		Self::check_bill(Sponsor::Office(office), &bill)?;
		let since = Self::now();
		let record = BillRecord {
			by,
			office: Some(office),
			since,
			jurists: T::Jurists::get(),
			params: Self::params_of(bill.class),
			petition: None,
			trial: None,
			phase: Phase::Waiting { since },
			bill,
		};
		let id = Self::enter(&record)?;
		Self::deposit_event(Event::Submitted {
			bill: id,
			unit: record.bill.unit,
			class: record.bill.class,
			by,
			office,
		});
		Self::freeze(id, record);
		T::People::spend_free_act(who);
		Ok(())
	}

	/// A citizen proposes a bill: its petition begins.
	pub(crate) fn do_propose(who: &T::AccountId, bill: BillOf<T>) -> DispatchResult {
		let by = Self::check_resident(who, bill.unit)?;
		Self::check_bill(Sponsor::Person(by), &bill)?;
		let params = Self::params_of(bill.class);
		let petition = T::Polls::open(Self::petition_request(&bill, &params))?;
		let record = BillRecord {
			by,
			office: None,
			since: Self::now(),
			jurists: T::Jurists::get(),
			params,
			petition: Some(petition),
			trial: None,
			phase: Phase::Petition { poll: petition },
			bill,
		};
		let id = Self::enter(&record)?;
		ByPoll::<T>::insert(petition, id);
		Self::deposit_event(Event::Proposed {
			bill: id,
			unit: record.bill.unit,
			class: record.bill.class,
			by,
			petition,
		});
		Bills::<T>::insert(id, record);
		T::People::spend_free_act(who);
		Ok(())
	}

	fn check_citizen(who: &T::AccountId) -> Result<Citizen, Error<T>> {
		let citizen = T::People::citizen(who).ok_or(Error::<T>::NotACitizen)?;
		ensure!(citizen.stratum != Stratum::Observer, Error::<T>::Observer);
		Ok(citizen)
	}

	/// Whoever is suspended does not exercise the office, and who acts was not elected to it: both
	/// may propose, as all may.
	fn check_incumbent(
		who: &T::AccountId,
		office: OfficeId,
		unit: UnitId,
	) -> Result<PersonId, Error<T>> {
		let person = Self::check_citizen(who)?.person;
		let serves = T::Mandates::unit(office).ok_or(Error::<T>::UnknownOffice)?;
		ensure!(serves == unit, Error::<T>::OfficeOfAnotherUnit);
		let incumbent = match T::Mandates::seat(office) {
			Some(Seat::Incumbent { mandate }) => T::Mandates::mandate(mandate),
			_ => None,
		};
		ensure!(
			incumbent.is_some_and(|held| held.person == person),
			Error::<T>::NotIncumbent
		);
		Ok(person)
	}

	fn check_resident(who: &T::AccountId, unit: UnitId) -> Result<PersonId, Error<T>> {
		let citizen = Self::check_citizen(who)?;
		ensure!(T::Territory::exists(unit), Error::<T>::UnknownUnit);
		ensure!(
			T::Territory::is_within(citizen.home, unit),
			Error::<T>::OutsideUnit
		);
		Ok(citizen.person)
	}

	/// Whether there is room for one more bill, and it could become law. Petitions have a room of their
	/// own, and a large one: else a handful of people, who need nobody's consent to propose something,
	/// could keep a unit from making laws.
	fn check_bill(sponsor: Sponsor, bill: &BillOf<T>) -> DispatchResult {
		let open = OpenOf::<T>::get(sponsor);
		match sponsor {
			Sponsor::Office(_) => {
				ensure!(open < T::MaxPerOffice::get(), Error::<T>::TooManyOfOffice);
				ensure!(
					OpenIn::<T>::get(bill.unit) < T::MaxOpenBills::get(),
					Error::<T>::TooManyInUnit
				);
			}
			Sponsor::Person(_) => {
				ensure!(open < T::MaxPerPerson::get(), Error::<T>::TooManyOfPerson);
				ensure!(
					PetitionsIn::<T>::get(bill.unit) < T::MaxPetitions::get(),
					Error::<T>::TooManyPetitions
				);
			}
		}
		// Whatever else is asked of a bill: one that cannot be put on a paper could never be voted
		// on, and its trial would never end.
		ensure!(is_readable(&bill.title), Error::<T>::BadTitle);
		T::Legislature::check(bill)
	}

	/// Number a bill that has been checked, list it in its unit, take up its places, and have held
	/// what it needs. The caller keeps the record.
	fn enter(record: &RecordOf<T>) -> Result<BillId, Error<T>> {
		let id = NextBill::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::NoMoreNumbers)?;
		NextBill::<T>::put(next);
		let unit = record.bill.unit;
		let place = CountIn::<T>::mutate(unit, |count| {
			let place = *count;
			*count = count.saturating_add(1);
			place
		});
		BillsIn::<T>::insert(unit, place, id);
		Self::count_in(record);
		OpenOf::<T>::mutate(record.sponsor(), |open| *open = open.saturating_add(1));
		T::Legislature::hold(id, &record.bill);
		Ok(id)
	}

	/// One more is under way in the unit: a bill of an incumbent, or a petition.
	fn count_in(record: &RecordOf<T>) {
		let one_more = |open: &mut u32| *open = open.saturating_add(1);
		match record.sponsor() {
			Sponsor::Office(_) => OpenIn::<T>::mutate(record.bill.unit, one_more),
			Sponsor::Person(_) => PetitionsIn::<T>::mutate(record.bill.unit, one_more),
		}
	}

	/// One less is under way in the unit, of that kind which the bill has been until now. What the
	/// people carry takes no place any more: else a few could carry bills until incumbents have none.
	pub(crate) fn count_out(record: &RecordOf<T>) {
		match (record.sponsor(), &record.phase) {
			(Sponsor::Office(_), _) => OpenIn::<T>::mutate_exists(record.bill.unit, one_less),
			(Sponsor::Person(_), Phase::Petition { .. }) => {
				PetitionsIn::<T>::mutate_exists(record.bill.unit, one_less);
			}
			(Sponsor::Person(_), _) => {}
		}
	}

	/// What the unit's people are asked: whether a jury should decide.
	fn petition_request(bill: &BillOf<T>, params: &ParamsOf<T>) -> PollRequest<BlockNumberFor<T>> {
		PollRequest {
			institution: Institution::Jury,
			electorate: Electorate::Unit(bill.unit),
			paper: bill.paper(PETITION_QUESTION),
			delay: One::one(),
			duration: params.petition_window,
			quorum: 0,
			majority: WHOLE / 2,
			goal: Some(Goal {
				question: 0,
				option: veche_tally::YES,
				share: params.support,
			}),
			context: None,
			admitted: None,
		}
	}
}
