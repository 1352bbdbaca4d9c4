//! Steps 4 and 5: the people vote, and somebody is installed, or nomination opens again.

use super::*;
use crate::{paper::Listed, types::FIRST_ATTEMPT};
use frame_support::{ensure, storage::with_storage_layer};
use sp_runtime::traits::{One, Saturating};
use veche_primitives::{offices::MAX_PLEDGES, polls::PollRequest, rolls::Electorate};

impl<T: Config> Pallet<T> {
	/// Put the slate to the vote. In a storage layer of its own: what a failed opening has written
	/// is undone.
	pub(super) fn put_to_vote(
		id: ElectionId,
		mut election: ElectionOf<T>,
		round: u32,
		attempt: u8,
	) -> Result<(), DispatchError> {
		let mut slate = Slates::<T>::get(id);
		let listed = |person: &PersonId| Listed {
			name: Candidates::<T>::get(id, person)
				.map(|candidacy| candidacy.name)
				.unwrap_or_default(),
			pledges: T::Pledges::titles(id, *person),
		};
		let candidates: Vec<Listed> = slate.candidates.iter().map(listed).collect();
		let title = alloc::format!("Election {id} in unit {}", election.unit);
		let title = Title::truncate_from(title.into_bytes());
		let (paper, pledges) = paper::make(title, election.method, &candidates);
		let is_first = attempt == FIRST_ATTEMPT;
		let quorum = if is_first {
			election.terms.quorum
		} else {
			election.terms.repeat_quorum
		};
		let request = PollRequest {
			institution: Institution::Elections,
			electorate: Electorate::Unit(election.unit),
			paper,
			delay: One::one(),
			duration: election.terms.voting,
			quorum,
			majority: election.terms.majority,
			goal: None,
			context: None,
			admitted: None,
		};
		let poll = with_storage_layer(|| T::Polls::open(request))?;
		// The repeat has the same names.
		if is_first {
			for (person, listed) in slate.candidates.iter().zip(candidates) {
				NameOf::<T>::insert(person, listed.name);
			}
		}
		slate.pledges = pledges;
		election.phase = Phase::Voting {
			poll,
			attempt,
			round,
		};
		Slates::<T>::insert(id, slate);
		Elections::<T>::insert(id, election);
		ByPoll::<T>::insert(poll, id);
		Self::deposit_event(Event::PutToVote {
			election: id,
			poll,
			attempt,
		});
		Ok(())
	}

	/// A vote has closed. Never fails: whatever happens, the election goes on or ends.
	pub(super) fn conclude(id: ElectionId, poll: PollId, outcome: &PollOutcome) -> Weight {
		let Some(election) = Elections::<T>::get(id) else {
			log::error!(target: LOG_TARGET, "poll {poll}: no election {id}");
			return T::WeightInfo::vote_again();
		};
		let Phase::Voting { attempt, round, .. } = election.phase else {
			log::error!(target: LOG_TARGET, "election {id} does not wait for poll {poll}");
			return T::WeightInfo::vote_again();
		};
		if outcome.quorum_met {
			return Self::decide(id, election, poll, Self::ranking(id, poll, outcome));
		}
		if attempt == FIRST_ATTEMPT {
			let again = Self::put_to_vote(id, election, round, attempt.saturating_add(1));
			return match again {
				Ok(()) => T::WeightInfo::vote_again(),
				Err(error) => {
					Self::renominate(id, election, round, Setback::NotOpened(error));
					T::WeightInfo::vote_again().saturating_add(T::WeightInfo::renominate())
				}
			};
		}
		match election.terms.after_repeat {
			QuorumRule::Accept => {
				Self::decide(id, election, poll, Self::ranking(id, poll, outcome))
			}
			QuorumRule::NewNomination => {
				Self::renominate(id, election, round, Setback::NoQuorum);
				T::WeightInfo::renominate()
			}
		}
	}

	/// The candidates, by their places on the slate, in the order of the count.
	pub(super) fn ranking(
		id: ElectionId,
		poll: PollId,
		outcome: &PollOutcome,
	) -> Result<Vec<u8>, Setback> {
		let is_single = Slates::<T>::get(id).candidates.len() == 1;
		if is_single {
			ensure!(
				outcome.answer() == Some(veche_tally::YES),
				Setback::Rejected
			);
			return Ok(Vec::from([0]));
		}
		let order = T::Polls::order(poll, 0);
		ensure!(!order.is_empty(), Setback::NobodyChosen);
		Ok(order)
	}

	/// Fill the office by the count.
	pub(super) fn decide(
		id: ElectionId,
		mut election: ElectionOf<T>,
		poll: PollId,
		ranking: Result<Vec<u8>, Setback>,
	) -> Weight {
		let Phase::Voting { round, .. } = election.phase else {
			return T::WeightInfo::install();
		};
		let slate = Slates::<T>::get(id);
		let filled = ranking.and_then(|ranking| Self::install(id, &election, &slate, &ranking));
		let (elected, mandate) = match filled {
			Ok(filled) => filled,
			Err(why) => {
				Self::renominate(id, election, round, why);
				let tried = match why {
					Setback::NotInstalled(_) => T::WeightInfo::install(),
					_ => Weight::zero(),
				};
				return T::WeightInfo::renominate().saturating_add(tried);
			}
		};
		for (place, person) in (0u8..).zip(slate.candidates.iter()) {
			RunningOf::<T>::remove(person);
			if *person == elected {
				let marks = Self::marks(poll, &slate, place);
				T::Pledges::adopt(id, *person, mandate, &marks);
			} else {
				T::Pledges::forget(id, *person);
			}
		}
		election.phase = Phase::Done { poll, mandate };
		Elections::<T>::insert(id, election);
		UnderWay::<T>::remove(election.office);
		Self::deposit_event(Event::Elected {
			election: id,
			poll,
			person: elected,
			mandate,
		});
		T::WeightInfo::install()
	}

	/// Install the first in the count who is in good standing; the others are in line, whatever
	/// their standing: it is looked at when somebody has to act.
	fn install(
		id: ElectionId,
		election: &ElectionOf<T>,
		slate: &Slate,
		ranking: &[u8],
	) -> Result<(PersonId, MandateId), Setback> {
		let order: Vec<PersonId> = ranking
			.iter()
			.filter_map(|place| slate.candidates.get(usize::from(*place)).copied())
			.collect();
		let is_in_good_standing = |person: &PersonId| T::People::citizen_by_id(*person).is_some();
		let elected = order.iter().copied().find(is_in_good_standing);
		let elected = elected.ok_or(Setback::NobodyInstallable)?;
		let others = order.into_iter().filter(|person| *person != elected);
		let in_line: Vec<PersonId> = others.collect();
		let mandate =
			with_storage_layer(|| T::Offices::install(election.office, elected, id, &in_line))
				.map_err(Setback::NotInstalled)?;
		Ok((elected, mandate))
	}

	/// How many voters marked each pledge of the candidate at this place, in the candidate's order.
	fn marks(poll: PollId, slate: &Slate, place: u8) -> [u32; MAX_PLEDGES as usize] {
		let mut marks = [0u32; MAX_PLEDGES as usize];
		for (question, options) in (1u8..).zip(paper::pledge_questions(&slate.pledges)) {
			for (option, count) in options.iter().zip(T::Polls::counts(poll, question)) {
				let own = (option.candidate == place).then_some(usize::from(option.pledge));
				if let Some(mark) = own.and_then(|pledge| marks.get_mut(pledge)) {
					*mark = count;
				}
			}
		}
		marks
	}

	/// It came to nothing: the candidacies end, and nomination opens for another round at once.
	pub(super) fn renominate(
		id: ElectionId,
		mut election: ElectionOf<T>,
		round: u32,
		why: Setback,
	) {
		for person in Slates::<T>::take(id).candidates {
			Self::end_candidacy(id, person);
		}
		let opens = frame_system::Pallet::<T>::block_number();
		let until = opens.saturating_add(election.terms.nomination);
		let round = round.saturating_add(1);
		election.phase = Phase::Nomination {
			opens,
			until,
			round,
		};
		Elections::<T>::insert(id, election);
		Agenda::<T>::insert(until, id, ());
		Self::deposit_event(Event::NominationReopened {
			election: id,
			round,
			until,
			why,
		});
	}
}
