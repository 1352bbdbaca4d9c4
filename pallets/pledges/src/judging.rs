//! Step 5: pleas wait in the queue of their unit, and its people judge.

use super::*;
use frame_support::{storage::with_storage_layer, BoundedVec};
use sp_runtime::traits::{One, Saturating};
use veche_primitives::{
	ballot::{Paper, Question},
	polls::PollRequest,
	rolls::Electorate,
};

impl<T: Config> Pallet<T> {
	/// Let the plea wait its turn, which is now if nobody else waits and there is room.
	pub(super) fn plead(unit: UnitId, pending: Pending) {
		let mut queue = Queues::<T>::get(unit);
		let is_alone = queue.is_empty();
		Waiting::<T>::insert(unit, queue.next, pending);
		queue.next = queue.next.saturating_add(1);
		if is_alone {
			Self::serve(unit, queue);
		} else {
			Self::put_queue(unit, queue);
		}
	}

	/// Let a plea whose judgement must be repeated go before all that wait.
	fn plead_again(unit: UnitId, pending: Pending) {
		let mut queue = Queues::<T>::get(unit);
		// There is room: only what is open comes back, and that is bounded.
		queue.first = queue.first.saturating_sub(1);
		Waiting::<T>::insert(unit, queue.first, pending);
		Self::serve(unit, queue);
	}

	/// Put the first of the queue to the people, if there is room.
	pub(super) fn serve(unit: UnitId, mut queue: QueueOf<T>) {
		let first = Waiting::<T>::get(unit, queue.first);
		if let Some(pending) = first.filter(|_| Self::has_room(unit)) {
			// In a storage layer of its own: what a failed opening has written is undone.
			match with_storage_layer(|| Self::open_judgement(unit, pending)) {
				Ok(()) => {
					Waiting::<T>::remove(unit, queue.first);
					queue.first = queue.first.saturating_add(1);
					queue.is_refused = false;
				}
				// Said once.
				Err(_) if queue.is_refused => (),
				Err(error) => {
					queue.is_refused = true;
					Self::deposit_event(Event::NotJudged {
						mandate: pending.mandate,
						pledge: pending.pledge,
						error,
					});
				}
			}
		}
		Self::put_queue(unit, queue);
	}

	/// Keep the queue. If somebody waits and there is room, it is served again on the next block.
	fn put_queue(unit: UnitId, mut queue: QueueOf<T>) {
		if queue.is_empty() {
			Queues::<T>::remove(unit);
			return;
		}
		if queue.due.is_none() && Self::has_room(unit) {
			let next = frame_system::Pallet::<T>::block_number().saturating_add(One::one());
			Agenda::<T>::insert(next, Due::Queue(unit), ());
			queue.due = Some(next);
		}
		Queues::<T>::insert(unit, queue);
	}

	/// Whether one more judgement may be open in the unit.
	fn has_room(unit: UnitId) -> bool {
		(OpenIn::<T>::get(unit).len() as u32) < Parameters::<T>::get().open_per_unit
	}

	/// Ask the people. What is written when this fails must be undone.
	fn open_judgement(unit: UnitId, pending: Pending) -> Result<(), DispatchError> {
		let mandate = pending.mandate;
		let mut checklist = Checklist::<T>::get(mandate);
		let pledge = checklist
			.get_mut(usize::from(pending.pledge))
			.ok_or(Error::<T>::UnknownPledge)?;
		let Mark::Waiting(plea) = pledge.mark else {
			return Err(Error::<T>::NotOpen.into());
		};
		let poll = T::Polls::open(Self::request(unit, pending, pledge, plea))?;
		OpenIn::<T>::try_mutate(unit, |open| open.try_push(poll))
			.map_err(|_| DispatchError::Exhausted)?;
		ByPoll::<T>::insert(poll, (mandate, pending.pledge));
		pledge.mark = Mark::Judging {
			plea,
			poll,
			attempt: pending.attempt,
		};
		Checklist::<T>::insert(mandate, checklist);
		Self::deposit_event(Event::Judging {
			mandate,
			pledge: pending.pledge,
			poll,
		});
		Ok(())
	}

	/// What the people are asked. On paper pledges are counted from 1.
	fn request(
		unit: UnitId,
		pending: Pending,
		pledge: &PledgeOf<T>,
		plea: Plea,
	) -> PollRequest<BlockNumberFor<T>> {
		let params = Parameters::<T>::get();
		let number = u32::from(pending.pledge).saturating_add(1);
		let title = alloc::format!("Pledge {number} of mandate {}", pending.mandate);
		let text = match plea {
			Plea::Done => pledge.claim.as_ref().map(|claim| claim.evidence),
			Plea::Excuse => pledge.excuse.as_ref().map(|excuse| excuse.text),
		};
		let options = match plea {
			Plea::Done => CLAIM_OPTIONS,
			Plea::Excuse => EXCUSE_OPTIONS,
		};
		let question = Question::yes_no(pledge.title.clone(), options);
		let quorum = if pending.attempt == FIRST_ATTEMPT {
			params.quorum
		} else {
			params.repeat_quorum
		};
		PollRequest {
			institution: Institution::Pledges,
			electorate: Electorate::Unit(unit),
			paper: Paper {
				title: Title::truncate_from(title.into_bytes()),
				text: text.unwrap_or_default(),
				questions: BoundedVec::truncate_from(Vec::from([question])),
			},
			delay: One::one(),
			duration: params.judging,
			quorum,
			majority: params.majority,
			goal: None,
			context: None,
			admitted: None,
		}
	}

	/// A judgement has closed. Never fails: whatever happens, the pledge is marked or judged again.
	pub(super) fn conclude(
		mandate: MandateId,
		place: u8,
		poll: PollId,
		outcome: &PollOutcome,
	) -> Weight {
		let Some((held, unit)) = Self::mandate_and_unit(mandate) else {
			log::error!(target: LOG_TARGET, "poll {poll}: no mandate {mandate}");
			return T::WeightInfo::conclude();
		};
		Self::make_room(unit, poll);
		let mut checklist = Checklist::<T>::get(mandate);
		let Some(pledge) = checklist.get_mut(usize::from(place)) else {
			log::error!(target: LOG_TARGET, "poll {poll}: mandate {mandate} has no pledge {place}");
			return T::WeightInfo::conclude();
		};
		let Mark::Judging { plea, attempt, .. } = pledge.mark else {
			log::error!(
				target: LOG_TARGET,
				"pledge {place} of mandate {mandate} does not wait for poll {poll}"
			);
			return T::WeightInfo::conclude();
		};
		if !outcome.quorum_met && attempt == FIRST_ATTEMPT {
			pledge.mark = Mark::Waiting(plea);
			Checklist::<T>::insert(mandate, checklist);
			let again = Pending {
				mandate,
				pledge: place,
				attempt: attempt.saturating_add(1),
			};
			Self::plead_again(unit, again);
			return T::WeightInfo::judge_again();
		}
		let now = frame_system::Pallet::<T>::block_number();
		let mark = pledge.judged(plea, outcome.answer(), now, held.ended);
		pledge.mark = mark;
		Checklist::<T>::insert(mandate, checklist);
		Self::deposit_event(Event::Marked {
			mandate,
			pledge: place,
			mark,
		});
		Self::put_queue(unit, Queues::<T>::get(unit));
		T::WeightInfo::conclude()
	}

	/// The poll has closed: one judgement less is open in the unit.
	fn make_room(unit: UnitId, poll: PollId) {
		OpenIn::<T>::mutate_exists(unit, |open| {
			if let Some(polls) = open {
				polls.retain(|one| *one != poll);
				if polls.is_empty() {
					*open = None;
				}
			}
		});
	}
}
