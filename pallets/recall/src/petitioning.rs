//! The people's own trigger: a petition for an extraordinary confidence round.

use super::*;
use alloc::format;
use frame_support::{dispatch::DispatchResult, ensure, storage::with_storage_layer, BoundedVec};
use sp_runtime::traits::{One, Saturating};
use veche_primitives::{
	ballot::{Paper, Question, Title},
	people::Citizen,
	polls::{Goal, PollRequest},
	rolls::Electorate,
	Stratum, WHOLE,
};

impl<T: Config> Pallet<T> {
	/// A citizen begins a petition.
	pub(crate) fn do_petition(who: &T::AccountId, office: OfficeId) -> DispatchResult {
		let (by, unit) = Self::check_petition(who, office)?;
		let params = Self::params_in(unit);
		let poll = T::Polls::open(Self::petition_request(office, unit, &params))?;
		let petition = Petition {
			poll,
			by,
			opened: Self::now(),
			share: params.petition_share,
		};
		Petitions::<T>::insert(office, petition);
		ByPoll::<T>::insert(poll, office);
		T::People::spend_free_act(who);
		Self::deposit_event(Event::PetitionOpened { office, poll, by });
		Ok(())
	}

	/// Who may begin one, and when. Returns the person and the office's unit.
	fn check_petition(
		who: &T::AccountId,
		office: OfficeId,
	) -> Result<(PersonId, UnitId), Error<T>> {
		let Citizen {
			person,
			home,
			stratum,
		} = T::People::citizen(who).ok_or(Error::<T>::NotACitizen)?;
		ensure!(stratum != Stratum::Observer, Error::<T>::Observer);
		let unit = T::Mandates::unit(office).ok_or(Error::<T>::UnknownOffice)?;
		ensure!(T::Territory::is_within(home, unit), Error::<T>::OutsideUnit);
		let seat = T::Mandates::seat(office).ok_or(Error::<T>::UnknownOffice)?;
		ensure!(seat != Seat::Vacant, Error::<T>::NobodyInOffice);
		ensure!(
			!Petitions::<T>::contains_key(office),
			Error::<T>::PetitionRunning
		);
		ensure!(Self::rest_of(office).is_none(), Error::<T>::TooSoon);
		Self::check_deadline(seat)?;
		Ok((person, unit))
	}

	/// Rounds under way at a deadline are waited for. A petition must not add another, or a few
	/// supporters of the suspended could put the end off for ever.
	fn check_deadline(seat: Seat) -> Result<(), Error<T>> {
		let is_over =
			Self::open_case_in(seat).is_some_and(|(_, case)| case.deadline <= Self::now());
		ensure!(!is_over, Error::<T>::DeadlinePassed);
		Ok(())
	}

	/// What the people are asked: whether to ask them about whoever is in the office.
	fn petition_request(
		office: OfficeId,
		unit: UnitId,
		params: &ParamsOf<T>,
	) -> PollRequest<BlockNumberFor<T>> {
		let text = |bytes: &[u8]| Title::truncate_from(bytes.to_vec());
		let title = format!("Petition: confidence round for office {office}");
		let question = Question::yes_no(text(PETITION_QUESTION), PETITION_OPTIONS);
		PollRequest {
			institution: Institution::Recall,
			electorate: Electorate::Unit(unit),
			paper: Paper {
				title: text(title.as_bytes()),
				text: H256::zero(),
				questions: BoundedVec::truncate_from(Vec::from([question])),
			},
			delay: One::one(),
			duration: params.petition_window,
			quorum: 0,
			majority: WHOLE / 2,
			goal: Some(Goal {
				question: 0,
				option: veche_tally::YES,
				share: params.petition_share,
			}),
			context: None,
			admitted: None,
		}
	}

	/// The petition's poll has closed. Only one that calls a round is followed by a rest: nobody can
	/// use up the period with a petition meant to fail.
	pub(crate) fn conclude_petition(office: OfficeId, is_supported: bool) -> Weight {
		Petitions::<T>::remove(office);
		if !is_supported {
			Self::deposit_event(Event::PetitionLapsed { office });
			return T::WeightInfo::lapse();
		}
		// In a storage layer of its own: what a refused round has written is undone.
		match with_storage_layer(|| Self::hold_round(office)) {
			Ok(()) => {
				let rest = Self::params_for(office).rest;
				RestUntil::<T>::insert(office, Self::now().saturating_add(rest));
				Self::deposit_event(Event::PetitionFulfilled { office });
			}
			Err(error) => Self::deposit_event(Event::PetitionFailed { office, error }),
		}
		T::WeightInfo::fulfil()
	}

	fn hold_round(office: OfficeId) -> DispatchResult {
		let seat = T::Mandates::seat(office).ok_or(Error::<T>::UnknownOffice)?;
		Self::check_deadline(seat)?;
		T::Rounds::hold(office)
	}
}
