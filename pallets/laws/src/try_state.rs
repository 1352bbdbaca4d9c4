//! What must hold in every state.

use super::*;
use crate::types::must_ask_the_people;
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{ensure, traits::QueryPreimage};
use sp_core::H256;
use sp_runtime::TryRuntimeError;
use veche_primitives::laws::Change;

impl<T: Config> Pallet<T> {
	/// Check everything that must hold in every state.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::check_terms()?;
		Self::check_pending()?;
		Self::check_holds()?;
		Self::check_dates()?;
		Self::check_polls()?;
		Self::check_register()?;
		Self::check_changes()
	}

	fn check_terms() -> Result<(), TryRuntimeError> {
		for (class, terms) in ClassTerms::<T>::iter() {
			ensure!(terms.is_valid(class), "the terms of a class cannot work");
		}
		Ok(())
	}

	/// Nothing of a bill that waits can be lost, and none that needs the people gets by without them.
	fn check_pending() -> Result<(), TryRuntimeError> {
		for (id, passed) in Pending::<T>::iter() {
			ensure!(
				!Outcomes::<T>::contains_key(id),
				"a bill both waits and has ended"
			);
			ensure!(passed.at < passed.due, "a bill without time to object");
			ensure!(
				passed.bill.text != H256::zero(),
				"a bill without a text waits"
			);
			ensure!(
				passed.terms.is_valid(passed.bill.class),
				"a bill passed on terms that cannot work"
			);
			let is_confirmed = matches!(
				passed.phase,
				Phase::Confirmed { .. } | Phase::Referendum { required: true, .. }
			);
			ensure!(
				is_confirmed || !passed.terms.referendum,
				"a bill goes by without its referendum"
			);
			ensure!(
				passed.bill.call.is_some() == (passed.bill.class != Class::Statute),
				"a bill's class and its call do not fit"
			);
			let held = Holds::<T>::get(id).map(|hold| hold.preimage);
			let needed = passed.bill.call.as_ref().map(Bounded::lookup_hash);
			ensure!(held == needed, "a bill needs another call than is held");
		}
		Ok(())
	}

	/// What is held is there for a bill that has not ended. How often a preimage is asked for cannot
	/// be seen from here.
	fn check_holds() -> Result<(), TryRuntimeError> {
		for (id, hold) in Holds::<T>::iter() {
			ensure!(
				!Outcomes::<T>::contains_key(id),
				"something is held for a bill that has ended"
			);
			ensure!(
				hold.preimage
					.is_none_or(|hash| T::Preimages::is_requested(&hash)),
				"the call of a bill could be taken away"
			);
		}
		Ok(())
	}

	/// Each bill that waits is still to fall due, or is waited for by the end of a poll, or is in
	/// the queue, once.
	fn check_dates() -> Result<(), TryRuntimeError> {
		let (head, next) = QueueEnds::<T>::get();
		let mut queued = BTreeSet::new();
		for (place, id) in Queue::<T>::iter() {
			ensure!((head..next).contains(&place), "a place outside the queue");
			ensure!(queued.insert(id), "a bill is in the queue twice");
			ensure!(Pending::<T>::contains_key(id), "nothing to be queued for");
		}
		ensure!(
			u64::try_from(queued.len()) == Ok(next.saturating_sub(head)),
			"the queue has gaps"
		);
		let cursor = AgendaCursor::<T>::get().unwrap_or_default();
		let mut falls_due = BTreeSet::new();
		for (due, key) in Agenda::<T>::iter_keys() {
			let id = BillId::from(key);
			ensure!(due >= cursor, "a date was passed over");
			ensure!(
				Pending::<T>::get(id).is_some_and(|passed| passed.due == due),
				"something else than a bill falls due"
			);
			falls_due.insert(id);
		}
		for (id, passed) in Pending::<T>::iter() {
			let is_asked = passed.phase.poll().is_some();
			let is_queued = queued.contains(&id);
			let is_in_one_place = if falls_due.contains(&id) {
				!is_queued
			} else {
				is_queued != is_asked
			};
			ensure!(is_in_one_place, "a bill is nowhere, or in two places");
		}
		Ok(())
	}

	/// Each poll that is waited for leads to its bill.
	fn check_polls() -> Result<(), TryRuntimeError> {
		let mut polls = BTreeMap::<PollId, BillId>::new();
		for (id, passed) in Pending::<T>::iter() {
			if let Some(poll) = passed.phase.poll() {
				ensure!(
					polls.insert(poll, id).is_none(),
					"two bills wait for a poll"
				);
			}
		}
		ensure!(
			ByPoll::<T>::iter().collect::<BTreeMap<_, _>>() == polls,
			"bills and their polls differ"
		);
		Ok(())
	}

	/// The numbers of the register have no gaps; each law comes from a bill of its own and is in
	/// its unit's list once.
	fn check_register() -> Result<(), TryRuntimeError> {
		let last = LawCount::<T>::get();
		let mut numbers = BTreeMap::<LawId, BillId>::new();
		for (number, law) in Laws::<T>::iter() {
			ensure!((1..=last).contains(&number), "a number that was not given");
			ensure!(law.text != H256::zero(), "a law without a text");
			ensure!(
				law.call.is_some() == (law.class != Class::Statute),
				"a law's class and its call do not fit"
			);
			numbers.insert(number, law.bill);
		}
		ensure!(
			u32::try_from(numbers.len()) == Ok(last),
			"the register has gaps"
		);
		let in_force = Outcomes::<T>::iter().filter_map(|(bill, (_, outcome))| match outcome {
			Outcome::InForce { law } => Some((law, bill)),
			Outcome::Struck { .. } | Outcome::Failed(_) => None,
		});
		ensure!(
			in_force.collect::<BTreeMap<_, _>>() == numbers,
			"laws and the bills they come from differ"
		);
		let mut listed = BTreeSet::new();
		for (unit, place, number) in LawsOf::<T>::iter() {
			let is_own = Laws::<T>::get(number).is_some_and(|law| law.unit == unit);
			ensure!(
				is_own && place < CountOf::<T>::get(unit) && listed.insert(number),
				"the list of a unit is wrong"
			);
		}
		let counted = CountOf::<T>::iter_values().map(|count| count as usize);
		ensure!(
			listed.len() == numbers.len() && counted.sum::<usize>() == listed.len(),
			"laws of units miscounted"
		);
		Ok(())
	}

	/// What a law says it does to an earlier one is what the earlier one says was done to it.
	fn check_changes() -> Result<(), TryRuntimeError> {
		let mut repealed = BTreeMap::<LawId, LawId>::new();
		let mut amended = BTreeMap::<LawId, LawId>::new();
		let mut last_number: LawId = 0;
		while let Some(law) = Laws::<T>::get(last_number.saturating_add(1)) {
			last_number = last_number.saturating_add(1);
			ensure!(
				law.referendum.is_some() || !must_ask_the_people(law.class),
				"code or constitution were changed without the people"
			);
			let follows = match law.change {
				None => None,
				Some(Change::Amends(earlier)) => amended.insert(earlier, last_number),
				Some(Change::Repeals(earlier)) => {
					let first = repealed.insert(earlier, last_number).is_none();
					ensure!(first, "a law was repealed twice");
					None
				}
			};
			ensure!(
				law.follows == follows,
				"amendments do not follow each other"
			);
			let Some(change) = law.change else {
				continue;
			};
			let earlier = Laws::<T>::get(change.law()).ok_or("a law changes no law")?;
			ensure!(
				change.law() < last_number && earlier.unit == law.unit,
				"a law changes a later one, or another unit's"
			);
			ensure!(
				law.class == earlier.class || law.class == Class::Constitution,
				"a law changes one of another class"
			);
		}
		for (number, law) in Laws::<T>::iter() {
			ensure!(
				law.repealed_by.as_ref() == repealed.get(&number),
				"a law is wrongly in force or not"
			);
			ensure!(
				law.amended_by.as_ref() == amended.get(&number),
				"the last amendment of a law is wrong"
			);
		}
		Ok(())
	}
}
