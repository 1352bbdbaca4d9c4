//! The invariants.

use super::*;
use alloc::collections::BTreeSet;
use frame_support::ensure;
use sp_runtime::{traits::Zero, TryRuntimeError};

/// What the checklists looked at so far must have led to.
#[derive(Default)]
struct Expected {
	/// Entries of the agenda.
	due: usize,
	/// Open judgements.
	judging: usize,
	/// Pledges in a queue.
	waiting: BTreeSet<(MandateId, u8)>,
}

impl<T: Config> Pallet<T> {
	/// The invariants of the pallet's storage.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		ensure!(
			Parameters::<T>::get().is_valid(),
			"a share, period or number cannot work"
		);
		Self::check_entered()?;
		let mut expected = Expected::default();
		for (mandate, pledged) in Checklist::<T>::iter() {
			ensure!(!pledged.is_empty(), "an empty checklist takes up storage");
			for (place, pledge) in (0u8..).zip(&pledged) {
				Self::check_pledge(pledge)?;
				Self::check_due(mandate, place, pledge, &mut expected)?;
				Self::check_mark(mandate, place, pledge, &mut expected)?;
			}
		}
		Self::check_open(&expected)?;
		Self::check_queues(&mut expected)?;
		ensure!(
			Agenda::<T>::iter().count() == expected.due,
			"something falls due that is not there"
		);
		Ok(())
	}

	/// What candidates have promised can be shown and kept.
	fn check_entered() -> Result<(), TryRuntimeError> {
		for (election, person, promises) in Entered::<T>::iter() {
			ensure!(!promises.is_empty(), "an empty list takes up storage");
			let readable = promises.iter().all(Promise::is_readable);
			ensure!(readable, "a promise has a title that cannot be shown");
			ensure!(
				promises.iter().all(|promise| !promise.due.is_zero()),
				"a promise is due before anybody takes office"
			);
			if let Some(term) = T::Candidacies::nominating(election, person) {
				ensure!(
					promises.iter().all(|promise| promise.is_due_within(term)),
					"a promise is due after the term"
				);
			}
		}
		Ok(())
	}

	/// The mark of a pledge follows from what was claimed and asked, in time.
	fn check_pledge(pledge: &PledgeOf<T>) -> Result<(), TryRuntimeError> {
		ensure!(pledge.weight > 0, "a pledge weighs nothing");
		let claimed = pledge.claim.as_ref().map(|claim| claim.at);
		let asked = pledge.excuse.as_ref().map(|excuse| excuse.at);
		let in_time = |at: Option<BlockNumberFor<T>>| at.is_none_or(|at| at < pledge.due);
		ensure!(
			in_time(claimed) && in_time(asked),
			"a pledge was claimed or excused when it was due"
		);
		let agrees = match (pledge.mark, pledge.mark.plea()) {
			(_, Some(Plea::Done)) | (Mark::Kept, _) => claimed.is_some(),
			(_, Some(Plea::Excuse)) | (Mark::Excused, _) => asked.is_some() && claimed.is_none(),
			(Mark::Unjudged, _) => claimed.is_some(),
			(Mark::Open | Mark::Lapsed, _) => claimed.is_none(),
			_ => true,
		};
		ensure!(agrees, "a pledge has a mark that nothing led to");
		Ok(())
	}

	/// A pledge is due exactly on its block, and no open one is forgotten.
	fn check_due(
		mandate: MandateId,
		place: u8,
		pledge: &PledgeOf<T>,
		expected: &mut Expected,
	) -> Result<(), TryRuntimeError> {
		if Agenda::<T>::contains_key(pledge.due, Due::Pledge(mandate, place)) {
			expected.due = expected.due.saturating_add(1);
			ensure!(
				pledge.due >= Self::cursor(),
				"the block on which a pledge is due was passed over"
			);
		} else {
			ensure!(pledge.mark != Mark::Open, "an open pledge is never due");
		}
		Ok(())
	}

	/// A pledge that is judged is found by its poll, which is open in its unit.
	fn check_mark(
		mandate: MandateId,
		place: u8,
		pledge: &PledgeOf<T>,
		expected: &mut Expected,
	) -> Result<(), TryRuntimeError> {
		match pledge.mark {
			Mark::Waiting(_) => {
				expected.waiting.insert((mandate, place));
			}
			Mark::Judging { poll, attempt, .. } => {
				expected.judging = expected.judging.saturating_add(1);
				ensure!((1..=2).contains(&attempt), "a judgement was repeated twice");
				ensure!(
					ByPoll::<T>::get(poll) == Some((mandate, place)),
					"a judgement is not found by its poll"
				);
				let unit = Self::mandate_and_unit(mandate).map(|(_, unit)| unit);
				ensure!(
					unit.is_some_and(|unit| OpenIn::<T>::get(unit).contains(&poll)),
					"a judgement is not open in its unit"
				);
			}
			_ => (),
		}
		Ok(())
	}

	/// Exactly the pledges that are judged have a poll.
	fn check_open(expected: &Expected) -> Result<(), TryRuntimeError> {
		ensure!(
			ByPoll::<T>::iter().count() == expected.judging,
			"a poll leads to a pledge that does not wait for it"
		);
		let mut open = 0usize;
		for (_, polls) in OpenIn::<T>::iter() {
			ensure!(!polls.is_empty(), "no judgement takes up storage");
			open = open.saturating_add(polls.len());
		}
		ensure!(
			open == expected.judging,
			"a judgement is open that judges nothing"
		);
		Ok(())
	}

	/// Exactly the pledges that wait are in the queue of their unit, once; and every queue moves on
	/// by itself.
	fn check_queues(expected: &mut Expected) -> Result<(), TryRuntimeError> {
		let waiting = expected.waiting.len();
		for (unit, queue) in Queues::<T>::iter() {
			ensure!(!queue.is_empty(), "an empty queue takes up storage");
			for place in queue.first..queue.next {
				let pending = Waiting::<T>::get(unit, place).ok_or("a queue has a gap")?;
				let Pending {
					mandate,
					pledge,
					attempt,
				} = pending;
				ensure!((1..=2).contains(&attempt), "a judgement was repeated twice");
				ensure!(
					expected.waiting.remove(&(mandate, pledge)),
					"a pledge waits that need not, or waits twice"
				);
				let at_home = Self::mandate_and_unit(mandate).is_some_and(|(_, home)| home == unit);
				ensure!(at_home, "a pledge waits in another unit");
			}
			match queue.due {
				Some(due) => {
					expected.due = expected.due.saturating_add(1);
					ensure!(
						due >= Self::cursor() && Agenda::<T>::contains_key(due, Due::Queue(unit)),
						"a queue was passed over"
					);
				}
				None => ensure!(OpenIn::<T>::contains_key(unit), "a queue never moves on"),
			}
		}
		ensure!(expected.waiting.is_empty(), "a pledge waits in no queue");
		ensure!(
			Waiting::<T>::iter().count() == waiting,
			"somebody waits outside of the queue"
		);
		Ok(())
	}

	/// The first block that may still have undone work.
	fn cursor() -> BlockNumberFor<T> {
		AgendaCursor::<T>::get().unwrap_or_default()
	}
}
