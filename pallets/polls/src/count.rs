//! From a ballot on the wire to a corrected tally.

use crate::{types::*, *};
use alloc::vec::Vec;
use codec::Encode;
use frame_support::{pallet_prelude::*, BoundedVec};
use sp_core::H256;
use sp_runtime::{
	traits::{Hash, One, Saturating, Zero},
	transaction_validity::TransactionValidityWithRefund,
};
use veche_primitives::{
	ballot::{Ballot, BallotV1, MAX_BATCH},
	polls::{digest, Counted, Phase, Poll},
	priority, refusal,
	rolls::{ProofError, ProofItem, RollEpoch},
	PollId,
};
use veche_tally::Tally;

type BlockNumberOf<T> = frame_system::pallet_prelude::BlockNumberFor<T>;

/// How many blocks a ballot may wait in the pool before it must be sent again.
const LONGEVITY: u64 = 64;
/// How far a ballot's counter may lift its priority, so that a re-vote displaces the waiting
/// earlier ballot of the same voter but gains nothing against others.
const COUNTER_LIFT: u32 = 255;

/// What a ballot that passed all cheap checks is counted against.
pub(crate) struct Countable<T: Config> {
	poll: Poll<BlockNumberOf<T>>,
	previous: Option<Counted>,
}

impl<T: Config> Pallet<T> {
	/// Hash of the first block: binds contexts and ballots to this chain.
	pub(crate) fn genesis_hash() -> H256 {
		frame_system::Pallet::<T>::block_hash(BlockNumberOf::<T>::zero())
	}

	/// Everything about a ballot that can be checked without its proof, cheapest first.
	pub(crate) fn check(ballot: &BallotV1) -> Result<Countable<T>, Refusal> {
		let poll = Polls::<T>::get(ballot.poll).ok_or(Refusal::PollUnknown)?;
		match poll.phase {
			Phase::Scheduled => return Err(Refusal::PollNotOpen),
			Phase::Open => (),
			Phase::Closed | Phase::Pruned => return Err(Refusal::PollClosed),
		}
		if frame_system::Pallet::<T>::block_number() >= poll.closes {
			return Err(Refusal::PollClosed);
		}
		if ballot.choices.len() != poll.questions.len() {
			return Err(Refusal::WrongAnswerCount);
		}
		let answers = poll
			.questions
			.iter()
			.zip(&ballot.choices)
			.map(|(question, choice)| (question.method, question.options, choice));
		veche_tally::check_paper(answers).map_err(|(_, error)| Refusal::Choice(error))?;
		let previous = Ballots::<T>::get(ballot.poll, ballot.alias);
		if ballot.counter <= previous.as_ref().map_or(0, |counted| counted.counter) {
			return Err(Refusal::Stale);
		}
		if poll.panel {
			Self::check_seat(ballot.poll, &ballot.alias)?;
		}
		if !T::Electorates::contains(poll.electorate, ballot.precinct) {
			return Err(Refusal::PrecinctOutside);
		}
		Ok(Countable { poll, previous })
	}

	fn proof_item<'a>(ballot: &'a BallotV1, poll: &Poll<BlockNumberOf<T>>) -> ProofItem<'a> {
		ProofItem {
			precinct: ballot.precinct,
			context: poll.context,
			message: ballot.message(Self::genesis_hash(), poll.epoch),
			proof: &ballot.proof,
		}
	}

	/// What a checked proof says about a ballot: it must prove the very alias the ballot names.
	fn judge(ballot: &BallotV1, proven: Result<[u8; 32], ProofError>) -> Result<(), Refusal> {
		match proven {
			Ok(alias) if alias == ballot.alias => Ok(()),
			Ok(_) | Err(ProofError::Invalid) => Err(Refusal::BadProof),
			Err(ProofError::NoRing) => Err(Refusal::PrecinctEmpty),
		}
	}

	fn tag(ballot: &BallotV1) -> (&'static [u8], PollId, [u8; 32]) {
		(b"veche/ballot", ballot.poll, ballot.alias)
	}

	pub(crate) fn authorize_ballot(
		_source: TransactionSource,
		ballot: &Ballot,
	) -> TransactionValidityWithRefund {
		let ballot = ballot.content();
		let Countable { poll, .. } = Self::check(ballot).map_err(InvalidTransaction::from)?;
		let proven = T::Electorates::verify(poll.epoch, &Self::proof_item(ballot, &poll));
		Self::judge(ballot, proven).map_err(InvalidTransaction::from)?;

		let validity = ValidTransaction::with_tag_prefix("Ballots")
			.and_provides(Self::tag(ballot))
			.priority(priority::BALLOT.saturating_add(ballot.counter.min(COUNTER_LIFT).into()))
			.longevity(LONGEVITY)
			.propagate(true)
			.build()?;
		Ok((validity, Weight::zero()))
	}

	pub(crate) fn authorize_batch(
		_source: TransactionSource,
		ballots: &BoundedVec<Ballot, ConstU32<MAX_BATCH>>,
	) -> TransactionValidityWithRefund {
		if ballots.is_empty() {
			return Err(InvalidTransaction::Custom(refusal::BATCH_EMPTY).into());
		}
		let codes = Self::verdict(ballots);
		if codes.iter().all(|code| *code != 0) {
			return Err(InvalidTransaction::Custom(refusal::BATCH_ALL_BAD).into());
		}
		let mut builder = ValidTransaction::with_tag_prefix("Ballots")
			.priority(priority::BALLOT)
			.longevity(LONGEVITY)
			.propagate(true);
		// Two ballots of one voter in a batch give one tag.
		let mut tags: Vec<_> = ballots
			.iter()
			.zip(&codes)
			.filter(|(_, code)| **code == 0)
			.map(|(ballot, _)| Self::tag(ballot.content()))
			.collect();
		tags.sort_unstable();
		tags.dedup();
		for tag in tags {
			builder = builder.and_provides(tag);
		}
		let validity = builder.build()?;
		let codes = BoundedVec::truncate_from(codes);
		Checked::<T>::put(BatchVerdict {
			batch: Self::batch_hash(ballots),
			codes,
		});
		Ok((validity, Weight::zero()))
	}

	pub(crate) fn batch_hash(ballots: &BoundedVec<Ballot, ConstU32<MAX_BATCH>>) -> H256 {
		ballots.using_encoded(<T as frame_system::Config>::Hashing::hash)
	}

	/// The verdict left by the authorization of this very batch; made anew if there is none.
	pub(crate) fn take_verdict(ballots: &BoundedVec<Ballot, ConstU32<MAX_BATCH>>) -> Vec<u8> {
		match Checked::<T>::take() {
			Some(verdict)
				if verdict.codes.len() == ballots.len()
					&& verdict.batch == Self::batch_hash(ballots) =>
			{
				verdict.codes.into_inner()
			}
			_ => Self::verdict(ballots),
		}
	}

	/// A refusal code for each ballot, zero for good. Proofs of one epoch are checked together.
	fn verdict(ballots: &[Ballot]) -> Vec<u8> {
		let checked: Vec<Result<Countable<T>, Refusal>> = ballots
			.iter()
			.map(|ballot| Self::check(ballot.content()))
			.collect();
		let mut epochs: Vec<RollEpoch> = checked
			.iter()
			.flatten()
			.map(|countable| countable.poll.epoch)
			.collect();
		epochs.sort_unstable();
		epochs.dedup();

		let mut codes: Vec<u8> = checked
			.iter()
			.map(|result| result.as_ref().err().map_or(0, |refusal| refusal.code()))
			.collect();
		for epoch in epochs {
			let mut places = Vec::new();
			let mut items = Vec::new();
			for (place, (ballot, result)) in ballots.iter().zip(&checked).enumerate() {
				if let Ok(countable) = result {
					if countable.poll.epoch == epoch {
						places.push(place);
						items.push(Self::proof_item(ballot.content(), &countable.poll));
					}
				}
			}
			let proven = T::Electorates::verify_batch(epoch, &items);
			for (place, proven) in places.into_iter().zip(proven) {
				let verdict = ballots
					.get(place)
					.map_or(Err(Refusal::BadProof), |b| Self::judge(b.content(), proven));
				if let (Err(refusal), Some(code)) = (verdict, codes.get_mut(place)) {
					*code = refusal.code();
				}
			}
		}
		codes
	}

	/// Count a ballot whose proof holds: correct the tally, remember the choices, extend the digest.
	/// All or nothing.
	pub(crate) fn count(ballot: &Ballot) -> Result<(), Refusal> {
		let ballot = ballot.content();
		let Countable { poll, previous } = Self::check(ballot)?;

		let mut tallies = Vec::with_capacity(poll.questions.len());
		for (question, choice) in ballot.choices.iter().enumerate() {
			let mut tally =
				Tallies::<T>::get(ballot.poll, question as u8).ok_or(Refusal::WrongAnswerCount)?;
			if let Some(before) = previous.as_ref().and_then(|c| c.choices.get(question)) {
				tally.subtract(before).map_err(Refusal::Choice)?;
			}
			tally.add(choice).map_err(Refusal::Choice)?;
			tallies.push(tally);
		}
		let goal_reached = !poll.goal_reached && Self::reaches_goal(&poll, &tallies);
		for (question, tally) in tallies.into_iter().enumerate() {
			Tallies::<T>::insert(ballot.poll, question as u8, tally);
		}
		let counted = Counted {
			counter: ballot.counter,
			choices: ballot.choices.clone(),
		};
		Ballots::<T>::insert(ballot.poll, ballot.alias, counted);
		Digests::<T>::mutate(ballot.poll, |chain| {
			*chain = digest(*chain, &ballot.alias, ballot.counter, &ballot.choices);
		});
		Self::deposit_event(Event::Cast {
			poll: ballot.poll,
			alias: ballot.alias,
			precinct: ballot.precinct,
			counter: ballot.counter,
			replaced: previous.is_some(),
		});
		if goal_reached {
			Self::close_early(ballot.poll, poll);
		}
		Ok(())
	}

	/// Whether the count that closes the poll before its time is reached.
	fn reaches_goal(poll: &Poll<BlockNumberOf<T>>, tallies: &[Tally]) -> bool {
		poll.goal.is_some_and(|goal| {
			let chosen = tallies
				.get(usize::from(goal.question))
				.and_then(|tally| tally.counts.get(usize::from(goal.option)))
				.copied()
				.unwrap_or(0);
			chosen >= veche_tally::share_of(poll.electors, goal.share)
		})
	}

	/// The goal is reached, for good: no ballot is accepted after this block, and the poll closes at
	/// the start of the next.
	fn close_early(id: PollId, mut poll: Poll<BlockNumberOf<T>>) {
		poll.goal_reached = true;
		let next = frame_system::Pallet::<T>::block_number().saturating_add(One::one());
		if next < poll.closes {
			Agenda::<T>::remove(poll.closes, id);
			Agenda::<T>::insert(next, id, ());
			poll.closes = next;
		}
		Polls::<T>::insert(id, poll);
		Self::deposit_event(Event::GoalReached { poll: id });
	}

	/// The tallies of all questions in order.
	pub(crate) fn tallies(poll: PollId) -> Vec<Tally> {
		let questions = Polls::<T>::get(poll).map_or(0, |poll| poll.questions.len());
		(0..questions)
			.filter_map(|question| Tallies::<T>::get(poll, question as u8))
			.collect()
	}
}
