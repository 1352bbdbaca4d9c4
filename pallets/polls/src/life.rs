//! The life of a poll apart from its ballots: asked for, opened, closed, pruned.

use crate::*;
use alloc::vec::Vec;
use codec::Encode;
use frame_support::{ensure, pallet_prelude::*, traits::Randomness, BoundedVec};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_core::H256;
use sp_runtime::{
	traits::{Hash, One, Saturating},
	DispatchError,
};
use veche_primitives::{
	ballot::PaperError,
	calendar,
	polls::{first_digest, OnPollClosed, Phase, Poll, PollOutcome, PollRequest, Shape},
	Alias, PollId, WHOLE,
};
use veche_tally::Tally;

impl<T: Config> veche_primitives::polls::Polls<BlockNumberFor<T>> for Pallet<T> {
	fn open(request: PollRequest<BlockNumberFor<T>>) -> Result<PollId, DispatchError> {
		Self::check_request(&request)?;
		let id = NextPoll::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::TooManyPolls)?;

		let questions: Vec<Shape> = request
			.paper
			.questions
			.iter()
			.map(|question| Shape {
				method: question.method,
				options: question.options.len() as u8,
			})
			.collect();
		let mut tallies = Vec::with_capacity(questions.len());
		for shape in &questions {
			let tally = Tally::new(shape.method, shape.options);
			tallies.push(tally.map_err(|_| Error::<T>::OptionCount)?);
		}
		let now = frame_system::Pallet::<T>::block_number();
		let opens = now.saturating_add(request.delay.max(One::one()));
		let poll = Poll {
			institution: request.institution,
			electorate: request.electorate,
			epoch: request
				.admitted
				.as_ref()
				.map(|panel| panel.epoch)
				.unwrap_or_default(),
			electors: 0,
			context: request
				.context
				.unwrap_or_else(|| veche_primitives::ballot::context(Self::genesis_hash(), id)),
			panel: request.admitted.is_some(),
			questions: BoundedVec::truncate_from(questions),
			quorum: request.quorum,
			majority: request.majority,
			goal: request.goal,
			goal_reached: false,
			opens,
			closes: opens.saturating_add(request.duration),
			phase: Phase::Scheduled,
		};

		NextPoll::<T>::put(next);
		for (question, tally) in tallies.into_iter().enumerate() {
			Tallies::<T>::insert(id, question as u8, tally);
		}
		if let Some(panel) = request.admitted {
			Self::admit(id, panel.aliases, now);
		}
		let digest = first_digest(Self::genesis_hash(), id, &request.paper);
		Digests::<T>::insert(id, digest);
		Papers::<T>::insert(id, request.paper);
		Polls::<T>::insert(id, poll);
		Agenda::<T>::insert(opens, id, ());
		Self::deposit_event(Event::Scheduled { poll: id, opens });
		Ok(id)
	}

	fn outcome(poll: PollId) -> Option<PollOutcome> {
		Outcomes::<T>::get(poll)
	}

	/// Empty as long as the poll is not closed. The recorded winner is always first. Further ties
	/// are broken by the lot of the close only in the block of the close, so an institution asks
	/// when it is called back; asked later, they are drawn anew.
	fn order(poll: PollId, question: u8) -> Vec<u8> {
		let (Some(record), Some(outcome), Some(tally)) = (
			Polls::<T>::get(poll),
			Outcomes::<T>::get(poll),
			Tallies::<T>::get(poll, question),
		) else {
			return Vec::new();
		};
		let lot = Self::lot(&Self::seed(), poll, question);
		let mut order = veche_tally::order(&tally, record.majority, &lot);
		let winner = outcome
			.questions
			.get(usize::from(question))
			.and_then(|question| question.winner);
		// Stable: the others stay as they are.
		order.sort_by_key(|option| Some(*option) != winner);
		order
	}

	/// Those with the lowest aliases are replaced first. From this block on, so institutions call it
	/// in their hooks, before the ballots of a block. Over the whole poll at most
	/// [`veche_primitives::polls::MAX_ADMITTED`] are replaced. A reserve who is or was on the panel is
	/// passed over; nobody comes back.
	fn substitute(poll: PollId, reserves: &[Alias]) -> u32 {
		Self::replace_silent(poll, reserves)
	}

	/// Live while the poll is open.
	fn counts(poll: PollId, question: u8) -> Vec<u32> {
		Tallies::<T>::get(poll, question)
			.map(|tally| tally.counts.into_inner())
			.unwrap_or_default()
	}
}

impl<T: Config> Pallet<T> {
	fn check_request(request: &PollRequest<BlockNumberFor<T>>) -> Result<(), Error<T>> {
		ensure!(
			T::Electorates::exists(request.electorate),
			Error::<T>::UnknownElectorate
		);
		request.paper.check().map_err(|error| match error {
			PaperError::NoQuestion => Error::<T>::NoQuestion,
			PaperError::OptionCount => Error::<T>::OptionCount,
			PaperError::Text => Error::<T>::UnreadableText,
		})?;
		ensure!(request.duration >= One::one(), Error::<T>::EmptyWindow);
		ensure!(
			request.quorum <= WHOLE && request.majority <= WHOLE,
			Error::<T>::ShareTooLarge
		);
		if let Some(goal) = request.goal {
			let options = request
				.paper
				.questions
				.get(usize::from(goal.question))
				.map_or(0, |question| question.options.len());
			ensure!(usize::from(goal.option) < options, Error::<T>::UnknownGoal);
			ensure!(goal.share <= WHOLE, Error::<T>::ShareTooLarge);
		}
		if let Some(panel) = &request.admitted {
			ensure!(!panel.aliases.is_empty(), Error::<T>::NobodyAdmitted);
		}
		Ok(())
	}

	/// Open, close and send to pruning what is due, at most [`Config::DuePerBlock`] polls.
	pub(crate) fn keep_agenda(now: BlockNumberFor<T>) -> Weight {
		let mut weight = T::WeightInfo::idle_agenda();
		calendar::service::<_, _, Agenda<T>, AgendaCursor<T>>(now, T::DuePerBlock::get(), |id| {
			let Some(poll) = Polls::<T>::get(id) else {
				return;
			};
			weight.saturating_accrue(match poll.phase {
				Phase::Scheduled => Self::open_now(id, poll, now),
				Phase::Open => Self::close_now(id, poll, now),
				Phase::Closed => {
					Pruning::<T>::insert(id, ());
					T::WeightInfo::open_poll()
				}
				Phase::Pruned => Weight::zero(),
			});
		});
		weight
	}

	fn open_now(id: PollId, mut poll: Poll<BlockNumberFor<T>>, now: BlockNumberFor<T>) -> Weight {
		let patience = poll.opens.saturating_add(T::MaxOpeningDelay::get());
		let epoch = if poll.panel {
			// Its rings are long frozen: what is being rebuilt now shuts out nobody of it.
			T::Electorates::pin_again(poll.epoch).then_some(poll.epoch)
		} else if T::Electorates::is_settled() || now >= patience {
			T::Electorates::pin()
		} else {
			None
		};
		let Some(epoch) = epoch else {
			Agenda::<T>::insert(now.saturating_add(One::one()), id, ());
			Self::deposit_event(Event::OpeningDelayed { poll: id });
			return T::WeightInfo::open_poll();
		};
		let duration = poll.closes.saturating_sub(poll.opens);
		poll.epoch = epoch;
		let (electors, weight) = if poll.panel {
			let seats = Admitted::<T>::iter_key_prefix(id).count() as u32;
			(seats, T::WeightInfo::open_panel())
		} else {
			let electors = T::Electorates::electors(poll.electorate);
			(electors, T::WeightInfo::open_poll())
		};
		poll.electors = electors;
		poll.phase = Phase::Open;
		// While an opening waits, `opens` stays as planned, so that patience has an end.
		poll.opens = now;
		poll.closes = now.saturating_add(duration);
		Agenda::<T>::insert(poll.closes, id, ());
		Self::deposit_event(Event::Opened {
			poll: id,
			epoch,
			electors: poll.electors,
			closes: poll.closes,
		});
		Polls::<T>::insert(id, poll);
		weight
	}

	fn close_now(id: PollId, mut poll: Poll<BlockNumberFor<T>>, now: BlockNumberFor<T>) -> Weight {
		let tallies = Self::tallies(id);
		let seed = Self::seed();
		let questions: Vec<_> = tallies
			.iter()
			.enumerate()
			.map(|(question, tally)| {
				let lot = Self::lot(&seed, id, question as u8);
				veche_tally::decide(tally, poll.majority, &lot)
			})
			.collect();
		let ballots = tallies.first().map_or(0, |tally| tally.ballots);
		let outcome = PollOutcome {
			ballots,
			electors: poll.electors,
			quorum_met: veche_tally::quorum_met(ballots, poll.electors, poll.quorum),
			goal_reached: poll.goal_reached,
			questions: BoundedVec::truncate_from(questions),
		};
		let institution = poll.institution;
		poll.phase = Phase::Closed;
		Polls::<T>::insert(id, poll);
		Outcomes::<T>::insert(id, &outcome);
		let audited = now.saturating_add(AuditWindow::<T>::get().max(One::one()));
		Agenda::<T>::insert(audited, id, ());
		Self::deposit_event(Event::Closed {
			poll: id,
			outcome: outcome.clone(),
		});
		T::OnClosed::on_poll_closed(institution, id, &outcome)
			.saturating_add(T::WeightInfo::close_poll())
	}

	/// What all lots of this block come from. The same throughout the block, so that a poll that
	/// closes in it and its institution, called back, draw the same lots; not known before the
	/// ballots were in.
	fn seed() -> H256 {
		T::Randomness::random(b"veche/poll/tie").0
	}

	/// The lot of one question of a poll that closes in this block.
	fn lot(seed: &H256, poll: PollId, question: u8) -> [u8; 32] {
		(seed, poll, question)
			.using_encoded(<T as frame_system::Config>::Hashing::hash)
			.0
	}

	/// Remove at most [`Config::PrunedPerBlock`] ballots, and then entries of the list of a panel, of
	/// one poll whose audit window is over.
	pub(crate) fn prune() -> Weight {
		let Some(id) = Pruning::<T>::iter_keys().next() else {
			return T::DbWeight::get().reads(1);
		};
		let limit = T::PrunedPerBlock::get() as usize;
		let aliases: Vec<Alias> = Ballots::<T>::iter_key_prefix(id).take(limit).collect();
		for alias in &aliases {
			Ballots::<T>::remove(id, alias);
		}
		let left = limit.saturating_sub(aliases.len());
		let admitted: Vec<Alias> = Admitted::<T>::iter_key_prefix(id).take(left).collect();
		for alias in &admitted {
			Admitted::<T>::remove(id, alias);
		}
		let removed = aliases.len().saturating_add(admitted.len());
		if removed < limit {
			Pruning::<T>::remove(id);
			if let Some(mut poll) = Polls::<T>::get(id) {
				T::Electorates::unpin(poll.epoch);
				poll.phase = Phase::Pruned;
				Polls::<T>::insert(id, poll);
			}
			Self::deposit_event(Event::Pruned { poll: id });
		}
		T::WeightInfo::prune((removed as u32).max(1))
	}

	/// What must hold at the end of every block.
	#[cfg(any(feature = "std", feature = "try-runtime"))]
	pub fn do_try_state() -> Result<(), sp_runtime::TryRuntimeError> {
		use alloc::collections::BTreeMap;
		ensure!(
			!Checked::<T>::exists(),
			"a batch verdict outlived its extrinsic"
		);
		let mut due: BTreeMap<PollId, u32> = BTreeMap::new();
		for (_, id, ()) in Agenda::<T>::iter() {
			let entries = due.entry(id).or_default();
			*entries = entries.saturating_add(1);
		}
		for (id, poll) in Polls::<T>::iter() {
			let tallies = Self::tallies(id);
			ensure!(
				tallies.len() == poll.questions.len(),
				"a question has no tally"
			);
			let in_agenda = due.get(&id).copied().unwrap_or(0);
			let pruning = Pruning::<T>::contains_key(id);
			let expected = u32::from(poll.phase != Phase::Pruned && !pruning);
			ensure!(
				in_agenda == expected,
				"a poll must be due exactly once until pruned"
			);
			ensure!(
				Outcomes::<T>::contains_key(id)
					== matches!(poll.phase, Phase::Closed | Phase::Pruned),
				"closed polls, and only they, have an outcome"
			);
			if poll.phase == Phase::Pruned {
				ensure!(
					Ballots::<T>::iter_prefix(id).next().is_none(),
					"ballots after pruning"
				);
				ensure!(
					Admitted::<T>::iter_prefix(id).next().is_none(),
					"list after pruning"
				);
			}
			if matches!(poll.phase, Phase::Scheduled | Phase::Open) || (in_agenda == 1) {
				Self::recount_matches(id, &poll, &tallies)?;
				Self::check_panel(id, &poll)?;
			}
		}
		Ok(())
	}

	/// One person, one alias, at most one counted ballot; the tally is the sum of the ballots.
	#[cfg(any(feature = "std", feature = "try-runtime"))]
	fn recount_matches(
		id: PollId,
		poll: &Poll<BlockNumberFor<T>>,
		tallies: &[Tally],
	) -> Result<(), sp_runtime::TryRuntimeError> {
		if poll.phase == Phase::Pruned {
			return Ok(());
		}
		let mut recount = Vec::new();
		for shape in &poll.questions {
			let tally = Tally::new(shape.method, shape.options);
			recount.push(tally.map_err(|_| "a question that cannot be counted")?);
		}
		for (alias, counted) in Ballots::<T>::iter_prefix(id) {
			ensure!(
				counted.counter >= 1,
				"a counted ballot has a counter of at least one"
			);
			ensure!(
				!poll.panel || Self::check_seat(id, &alias).is_ok(),
				"a ballot by an alias that is not admitted"
			);
			for (tally, choice) in recount.iter_mut().zip(&counted.choices) {
				tally
					.add(choice)
					.map_err(|_| "a counted ballot that cannot be counted")?;
			}
		}
		ensure!(
			recount == tallies,
			"the tally is not the sum of the ballots"
		);
		Ok(())
	}
}
