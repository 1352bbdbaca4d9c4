//! Steps 1 to 3: an election is called, citizens stand, the list closes.

use super::*;
use crate::types::FIRST_ATTEMPT;
use frame_support::{dispatch::DispatchResult, ensure};
use sp_runtime::traits::Saturating;
use veche_primitives::{calendar, is_readable, people::Citizen, SchemaId, Stratum};

impl<T: Config> Pallet<T> {
	/// Step 1: call an election. Post and numbers are written into it.
	pub(super) fn do_call(office: OfficeId, cause: Cause) -> Result<ElectionId, Error<T>> {
		ensure!(
			!UnderWay::<T>::contains_key(office),
			Error::<T>::AlreadyUnderWay
		);
		let post = T::Offices::post(office).ok_or(Error::<T>::UnknownOffice)?;
		let id = NextElection::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::NoMoreNumbers)?;
		let terms = Parameters::<T>::get();
		let called = frame_system::Pallet::<T>::block_number();
		let opens = called.saturating_add(terms.notice);
		let until = opens.saturating_add(terms.nomination);
		let election = Election {
			office,
			unit: post.unit,
			method: post.method,
			term: post.term,
			cause,
			called,
			terms,
			phase: Phase::Nomination {
				opens,
				until,
				round: 1,
			},
		};
		NextElection::<T>::put(next);
		Elections::<T>::insert(id, election);
		UnderWay::<T>::insert(office, id);
		Agenda::<T>::insert(until, id, ());
		Self::deposit_event(Event::Called {
			election: id,
			office,
			unit: post.unit,
			cause,
			opens,
			until,
		});
		Ok(id)
	}

	/// Step 2: a citizen stands.
	pub(super) fn do_stand(
		who: &T::AccountId,
		id: ElectionId,
		name: Title,
		programme: H256,
	) -> DispatchResult {
		let person = Self::check_stand(who, id, &name)?;
		let stood = frame_system::Pallet::<T>::block_number();
		let candidacy = Candidacy {
			name,
			programme,
			stood,
		};
		Self::put_on_list(id, person, candidacy)?;
		T::People::spend_free_act(who);
		Self::deposit_event(Event::Stood {
			election: id,
			person,
		});
		Ok(())
	}

	/// Who may stand, cheap checks first. Returns the person.
	fn check_stand(who: &T::AccountId, id: ElectionId, name: &Title) -> Result<PersonId, Error<T>> {
		ensure!(is_readable(name), Error::<T>::BadName);
		let Citizen {
			person,
			home,
			stratum,
		} = T::People::citizen(who).ok_or(Error::<T>::NotACitizen)?;
		ensure!(stratum != Stratum::Observer, Error::<T>::Observer);
		let election = Elections::<T>::get(id).ok_or(Error::<T>::UnknownElection)?;
		Self::check_open(&election)?;
		ensure!(
			!RunningOf::<T>::contains_key(person),
			Error::<T>::AlreadyCandidate
		);
		ensure!(
			T::Territory::is_within(home, election.unit),
			Error::<T>::OutsideUnit
		);
		ensure!(
			Self::is_certified(&election, person),
			Error::<T>::NoCertificate
		);
		ensure!(
			T::Offices::may_stand(person, election.office),
			Error::<T>::NoRecord
		);
		Ok(person)
	}

	/// Whether citizens can stand now. By the clock: the calendar may lag.
	pub(super) fn check_open(election: &ElectionOf<T>) -> Result<(), Error<T>> {
		let Phase::Nomination { opens, until, .. } = election.phase else {
			return Err(Error::<T>::NominationOver);
		};
		let now = frame_system::Pallet::<T>::block_number();
		ensure!(now >= opens, Error::<T>::NominationNotOpen);
		ensure!(now < until, Error::<T>::NominationOver);
		Ok(())
	}

	pub(super) fn put_on_list(
		id: ElectionId,
		person: PersonId,
		candidacy: CandidacyOf<T>,
	) -> Result<(), Error<T>> {
		Slates::<T>::try_mutate(id, |slate| slate.candidates.try_push(person))
			.map_err(|_| Error::<T>::TooManyCandidates)?;
		Candidates::<T>::insert(id, person, candidacy);
		RunningOf::<T>::insert(person, id);
		Ok(())
	}

	/// A candidate withdraws.
	pub(super) fn do_withdraw(who: &T::AccountId, id: ElectionId) -> DispatchResult {
		let citizen = T::People::citizen(who).ok_or(Error::<T>::NotACitizen)?;
		let person = citizen.person;
		let election = Elections::<T>::get(id).ok_or(Error::<T>::UnknownElection)?;
		ensure!(
			Candidates::<T>::contains_key(id, person),
			Error::<T>::NotACandidate
		);
		ensure!(
			matches!(election.phase, Phase::Nomination { .. }),
			Error::<T>::TooLate
		);
		let mut slate = Slates::<T>::get(id);
		slate.candidates.retain(|candidate| *candidate != person);
		Self::put_slate(id, slate);
		Self::end_candidacy(id, person);
		T::People::spend_free_act(who);
		Self::deposit_event(Event::Withdrew {
			election: id,
			person,
		});
		Ok(())
	}

	/// End the nominations whose time is over, at most [`Config::DuePerBlock`].
	pub(super) fn keep_agenda(now: BlockNumberFor<T>) -> Weight {
		let mut weight = T::WeightInfo::idle();
		calendar::service::<_, _, Agenda<T>, AgendaCursor<T>>(now, T::DuePerBlock::get(), |id| {
			weight.saturating_accrue(Self::close_nomination(id));
		});
		weight
	}

	/// Step 3: strike off who can no longer be elected and put the others to the vote. Never fails:
	/// whatever happens, the election goes on.
	pub(super) fn close_nomination(id: ElectionId) -> Weight {
		let Some(election) = Elections::<T>::get(id) else {
			log::error!(target: LOG_TARGET, "a nomination ends: no election {id}");
			return T::WeightInfo::close_nomination();
		};
		let Phase::Nomination { round, .. } = election.phase else {
			log::error!(target: LOG_TARGET, "election {id}: no nomination is open to be ended");
			return T::WeightInfo::close_nomination();
		};
		let mut slate = Slates::<T>::get(id);
		let stood = slate.candidates.len();
		slate
			.candidates
			.retain(|person| !Self::is_struck(id, &election, *person));
		let remain = slate.candidates.len();
		Self::put_slate(id, slate);

		let set_back = if remain == 0 {
			Some(Setback::NoCandidate)
		} else {
			Self::put_to_vote(id, election, round, FIRST_ATTEMPT)
				.err()
				.map(Setback::NotOpened)
		};
		if let Some(why) = set_back {
			Self::renominate(id, election, round, why);
		}
		// The first weight is that of a full list put to the vote, the second that of a full list
		// coming to nothing.
		if remain == stood && set_back.is_none() {
			T::WeightInfo::close_nomination()
		} else {
			T::WeightInfo::close_nomination().saturating_add(T::WeightInfo::renominate())
		}
	}

	/// Strike the candidate off if need be; whether it was done.
	fn is_struck(id: ElectionId, election: &ElectionOf<T>, person: PersonId) -> bool {
		let Some(lost) = Self::lost_since(election, person) else {
			return false;
		};
		Self::end_candidacy(id, person);
		Self::deposit_event(Event::Struck {
			election: id,
			person,
			lost,
		});
		true
	}

	/// What a candidate no longer has. The record below is not looked at again.
	fn lost_since(election: &ElectionOf<T>, person: PersonId) -> Option<Lost> {
		let Some(citizen) = T::People::citizen_by_id(person) else {
			return Some(Lost::Standing);
		};
		if !T::Territory::is_within(citizen.home, election.unit) {
			return Some(Lost::Home);
		}
		(!Self::is_certified(election, person)).then_some(Lost::Certificate)
	}

	fn is_certified(election: &ElectionOf<T>, person: PersonId) -> bool {
		let needed = election.terms.certificate;
		needed.is_none_or(|schema| T::Credentials::holds(person, schema))
	}

	/// Whether everybody can see who holds the certificate, if one is asked for.
	pub(super) fn is_visible(certificate: Option<SchemaId>) -> bool {
		certificate.is_none_or(T::Credentials::is_public)
	}

	/// A candidacy leaves no trace but events. The slate is the caller's.
	pub(super) fn end_candidacy(id: ElectionId, person: PersonId) {
		Candidates::<T>::remove(id, person);
		RunningOf::<T>::remove(person);
		T::Pledges::forget(id, person);
	}

	fn put_slate(id: ElectionId, slate: Slate) {
		if slate.candidates.is_empty() {
			Slates::<T>::remove(id);
		} else {
			Slates::<T>::insert(id, slate);
		}
	}
}
