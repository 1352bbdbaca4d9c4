//! What must hold in every state.

use super::*;
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::ensure;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Check everything that must hold in every state.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::check_params()?;
		Self::check_cases()?;
		Self::check_agenda()?;
		Self::check_histories()?;
		Self::check_petitions()
	}

	fn check_params() -> Result<(), TryRuntimeError> {
		ensure!(
			Parameters::<T>::get().is_valid(),
			"a share or period cannot work"
		);
		for (level, params) in LevelParameters::<T>::iter() {
			ensure!(params.is_valid(), "a level's share or period cannot work");
			ensure!(
				u32::from(level) < MAX_UNIT_DEPTH,
				"numbers of a level that cannot be"
			);
		}
		Ok(())
	}

	/// Each case is open exactly if its mandate is suspended for it, and is counted exactly if the
	/// office was lost by it.
	fn check_cases() -> Result<(), TryRuntimeError> {
		let mut open = BTreeMap::<MandateId, CaseId>::new();
		let mut recalls = BTreeMap::<PersonId, u32>::new();
		for (id, case) in Cases::<T>::iter() {
			ensure!(
				id < NextCase::<T>::get(),
				"a case has a number not given yet"
			);
			ensure!(case.since < case.deadline, "a case without time to mend");
			let mandate = T::Mandates::mandate(case.mandate).ok_or("a case of no mandate")?;
			ensure!(
				mandate.office == case.office && mandate.person == case.person,
				"a case of somebody else's mandate"
			);
			match case.outcome {
				None => {
					let first = open.insert(case.mandate, id).is_none();
					ensure!(first, "a mandate has two open cases");
					let is_suspended = matches!(
						T::Mandates::seat(case.office),
						Some(Seat::Suspended { mandate, .. }) if mandate == case.mandate
					);
					ensure!(is_suspended, "a mandate with an open case is not suspended");
				}
				Some((at, outcome)) => {
					ensure!(case.since <= at, "a case ended before it began");
					if outcome.is_recall() {
						let count = recalls.entry(case.person).or_default();
						*count = count.saturating_add(1);
					}
				}
			}
		}
		ensure!(
			OpenCases::<T>::iter().collect::<BTreeMap<_, _>>() == open,
			"open cases are not found by their mandates"
		);
		ensure!(
			RecallsOf::<T>::iter().collect::<BTreeMap<_, _>>() == recalls,
			"recalls miscounted"
		);
		Ok(())
	}

	/// Each open case, and no other, waits for one block that has not been passed over.
	fn check_agenda() -> Result<(), TryRuntimeError> {
		let open: BTreeSet<CaseId> = OpenCases::<T>::iter_values().collect();
		let due: BTreeMap<CaseId, BlockNumberFor<T>> = DueAt::<T>::iter().collect();
		ensure!(
			due.keys().copied().collect::<BTreeSet<_>>() == open,
			"open cases and cases due differ"
		);
		let mut items = 0usize;
		let cursor = AgendaCursor::<T>::get().unwrap_or_default();
		for (at, id) in Agenda::<T>::iter_keys() {
			items = items.saturating_add(1);
			ensure!(at >= cursor, "a deadline was passed over");
			ensure!(
				due.get(&id) == Some(&at),
				"a case is due twice or for nothing"
			);
			let case = Cases::<T>::get(id).ok_or("something is due for no case")?;
			ensure!(at >= case.deadline, "a case is due before its deadline");
		}
		ensure!(items == due.len(), "an open case is never looked at");
		Ok(())
	}

	/// Each case is in its person's history once.
	fn check_histories() -> Result<(), TryRuntimeError> {
		let mut seen = BTreeSet::new();
		for (person, place, id) in CasesOf::<T>::iter() {
			let is_own = Cases::<T>::get(id).is_some_and(|case| case.person == person);
			ensure!(
				is_own && place < CountOf::<T>::get(person) && seen.insert(id),
				"a person's history is wrong"
			);
		}
		let counted = CountOf::<T>::iter_values().map(|count| count as usize);
		ensure!(
			seen.len() == Cases::<T>::iter_keys().count() && counted.sum::<usize>() == seen.len(),
			"cases miscounted"
		);
		Ok(())
	}

	/// Each petition waits for its own poll.
	fn check_petitions() -> Result<(), TryRuntimeError> {
		let mut polls = BTreeMap::<PollId, OfficeId>::new();
		for (office, petition) in Petitions::<T>::iter() {
			let first = polls.insert(petition.poll, office).is_none();
			ensure!(first, "two petitions wait for one poll");
			ensure!(
				T::Mandates::unit(office).is_some(),
				"a petition for no office"
			);
		}
		ensure!(
			ByPoll::<T>::iter().collect::<BTreeMap<_, _>>() == polls,
			"petitions and their polls differ"
		);
		Ok(())
	}
}
