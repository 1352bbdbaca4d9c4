//! What the pallet does, step by step.

use super::*;
use frame_support::{dispatch::DispatchResult, ensure, storage::with_storage_layer};
use frame_system::pallet_prelude::OriginFor;
use sp_core::H256;
use sp_runtime::traits::Zero;
use veche_primitives::{
	ballot::{PaperError, Question, Title},
	polls::{Goal, PollRequest},
	rolls::Electorate,
	Stratum, WHOLE,
};

impl<T: Config> Pallet<T> {
	/// Whether the call is free: the person has a free act left, and a trial run succeeds, so that
	/// nothing that fails can be repeated for nothing.
	pub(super) fn is_free(origin: &OriginFor<T>, unit: UnitId, paper: &Paper) -> bool {
		T::People::is_free_for(origin, |account| {
			let by = Self::check_start(account, unit, paper)?;
			Self::open_petition(by, unit, paper.clone())
		})
	}

	/// Everything of the pallet's own that can make [`Pallet::start`] fail, cheap checks first.
	/// Returns who starts.
	pub(super) fn check_start(
		account: &T::AccountId,
		unit: UnitId,
		paper: &Paper,
	) -> Result<PersonId, Error<T>> {
		let citizen = T::People::citizen(account).ok_or(Error::<T>::NotACitizen)?;
		ensure!(citizen.stratum != Stratum::Observer, Error::<T>::Observer);
		ensure!(T::Territory::exists(unit), Error::<T>::UnknownUnit);
		ensure!(
			T::Territory::is_within(citizen.home, unit),
			Error::<T>::OutsideUnit
		);
		ensure!(
			ActiveOf::<T>::get(unit, citizen.person) < T::MaxPerPerson::get(),
			Error::<T>::TooManyOfPerson
		);
		ensure!(
			ActiveIn::<T>::get(unit) < T::MaxPerUnit::get(),
			Error::<T>::TooManyInUnit
		);
		ensure!(
			NextInitiative::<T>::get() < InitiativeId::MAX,
			Error::<T>::NoMoreNumbers
		);
		paper.check().map_err(|error| match error {
			PaperError::NoQuestion => Error::<T>::NoQuestion,
			PaperError::OptionCount => Error::<T>::OptionCount,
			PaperError::Text => Error::<T>::BadText,
		})?;
		Ok(citizen.person)
	}

	/// Step 1: open the petition and remember the initiative.
	pub(super) fn open_petition(by: PersonId, unit: UnitId, paper: Paper) -> DispatchResult {
		let hash = H256(paper.using_encoded(sp_io::hashing::blake2_256));
		let petition = T::Polls::open(Self::petition_request(unit, paper.title.clone(), hash))?;
		let id = NextInitiative::<T>::get();
		NextInitiative::<T>::put(id.saturating_add(1));
		let initiative = Initiative {
			by,
			unit,
			started: frame_system::Pallet::<T>::block_number(),
			paper: hash,
			petition,
			state: State::Collecting,
		};
		Initiatives::<T>::insert(id, initiative);
		Papers::<T>::insert(id, paper);
		ByPoll::<T>::insert(petition, id);
		ActiveOf::<T>::mutate(unit, by, |active| *active = active.saturating_add(1));
		ActiveIn::<T>::mutate(unit, |active| *active = active.saturating_add(1));
		Self::deposit_event(Event::Started {
			initiative: id,
			by,
			unit,
			petition,
		});
		Ok(())
	}

	/// Step 2, if the petition has succeeded: open the vote on the initiative's own paper.
	fn open_vote(id: InitiativeId, unit: UnitId) -> Result<PollId, DispatchError> {
		let paper = Papers::<T>::take(id).ok_or(Error::<T>::PaperMissing)?;
		// In a storage layer of its own: what a failed opening has written is undone.
		with_storage_layer(|| T::Polls::open(Self::vote_request(unit, paper)))
	}

	/// What the people are asked first: whether to vote on the paper. The petition carries the
	/// paper's title and the hash of the whole paper.
	fn petition_request(unit: UnitId, title: Title, paper: H256) -> PollRequest<BlockNumberFor<T>> {
		let params = Parameters::<T>::get();
		let words = Title::truncate_from(PETITION_QUESTION.to_vec());
		let question = Question::yes_no(words, PETITION_OPTIONS);
		PollRequest {
			institution: Institution::Initiatives,
			electorate: Electorate::Unit(unit),
			paper: Paper {
				title,
				text: paper,
				questions: BoundedVec::truncate_from(Vec::from([question])),
			},
			delay: Zero::zero(),
			duration: params.petition_period,
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

	/// What the people are asked then: the paper itself.
	fn vote_request(unit: UnitId, paper: Paper) -> PollRequest<BlockNumberFor<T>> {
		let params = Parameters::<T>::get();
		PollRequest {
			institution: Institution::Initiatives,
			electorate: Electorate::Unit(unit),
			paper,
			delay: params.notice,
			duration: params.voting_period,
			quorum: params.quorum,
			majority: params.majority,
			goal: None,
			context: None,
			admitted: None,
		}
	}

	/// Steps 2 and 3. Never fails: whatever happens, the initiative moves on or ends.
	pub(super) fn advance(id: InitiativeId, poll: PollId, outcome: &PollOutcome) -> Weight {
		let Some(mut initiative) = Initiatives::<T>::get(id) else {
			log::error!(target: LOG_TARGET, "poll {poll}: no initiative {id}");
			return T::WeightInfo::end();
		};
		let (state, event, weight) = match initiative.state {
			State::Collecting if outcome.goal_reached => {
				let (state, event) = match Self::open_vote(id, initiative.unit) {
					Ok(poll) => (
						State::Voting { poll },
						Event::PutToVote {
							initiative: id,
							poll,
						},
					),
					Err(error) => (
						State::Failed,
						Event::Failed {
							initiative: id,
							error,
						},
					),
				};
				(state, event, T::WeightInfo::put_to_vote())
			}
			State::Voting { .. } if outcome.quorum_met => {
				let winners = Winners::truncate_from(
					outcome
						.questions
						.iter()
						.map(|question| question.winner)
						.collect(),
				);
				(
					State::Decided {
						poll,
						winners: winners.clone(),
					},
					Event::Decided {
						initiative: id,
						poll,
						winners,
					},
					T::WeightInfo::end(),
				)
			}
			State::Voting { .. } => (
				State::NoQuorum { poll },
				Event::NoQuorum {
					initiative: id,
					poll,
				},
				T::WeightInfo::end(),
			),
			State::Collecting => (
				State::Lapsed,
				Event::Lapsed { initiative: id },
				T::WeightInfo::end(),
			),
			_ => {
				log::error!(target: LOG_TARGET, "initiative {id} ended before poll {poll} closed");
				return T::WeightInfo::end();
			}
		};
		initiative.state = state;
		match initiative.open_poll() {
			Some(next) => ByPoll::<T>::insert(next, id),
			None => Self::release(id, &initiative),
		}
		Initiatives::<T>::insert(id, initiative);
		Self::deposit_event(event);
		weight
	}

	/// The initiative has ended: its paper goes, and its place is free for another.
	fn release(id: InitiativeId, initiative: &Initiative<BlockNumberFor<T>>) {
		Papers::<T>::remove(id);
		let one_less = |active: &mut Option<u32>| {
			*active = active
				.and_then(|count| count.checked_sub(1))
				.filter(|count| *count > 0);
		};
		ActiveOf::<T>::mutate_exists(initiative.unit, initiative.by, one_less);
		ActiveIn::<T>::mutate_exists(initiative.unit, one_less);
	}

	/// A page of the unit's initiatives.
	pub(super) fn page(unit: UnitId, from: InitiativeId, limit: u32) -> Page<BlockNumberFor<T>> {
		let end = NextInitiative::<T>::get();
		let limit = usize::try_from(limit.clamp(1, MAX_PAGE)).unwrap_or(1);
		let scanned = end.min(from.saturating_add(MAX_SCAN));
		let mut found = Vec::new();
		for id in from..scanned {
			if found.len() >= limit {
				return Page {
					found,
					next: Some(id),
				};
			}
			if let Some(initiative) = Initiatives::<T>::get(id).filter(|found| found.unit == unit) {
				found.push((id, initiative));
			}
		}
		Page {
			found,
			next: (from < scanned && scanned < end).then_some(scanned),
		}
	}
}
