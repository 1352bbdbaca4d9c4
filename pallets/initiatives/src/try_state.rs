//! The invariants.

use super::*;
use alloc::collections::BTreeMap;
use frame_support::ensure;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// The invariants of the pallet's storage.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut of_person = BTreeMap::<(UnitId, PersonId), u32>::new();
		let mut in_unit = BTreeMap::<UnitId, u32>::new();
		let mut active = 0usize;
		for (id, initiative) in Initiatives::<T>::iter() {
			ensure!(
				id < NextInitiative::<T>::get(),
				"an initiative has a number not yet given"
			);
			let collecting = initiative.state == State::Collecting;
			ensure!(
				Papers::<T>::contains_key(id) == collecting,
				"exactly the initiatives that collect supporters keep their paper"
			);
			let Some(poll) = initiative.open_poll() else {
				continue;
			};
			ensure!(
				ByPoll::<T>::get(poll) == Some(id),
				"an active initiative is not found by poll"
			);
			active = active.saturating_add(1);
			*of_person
				.entry((initiative.unit, initiative.by))
				.or_default() += 1;
			*in_unit.entry(initiative.unit).or_default() += 1;
		}
		ensure!(
			ByPoll::<T>::iter().count() == active,
			"a poll leads to an ended initiative"
		);
		let papers_only_of_known = Papers::<T>::iter_keys().all(Initiatives::<T>::contains_key);
		ensure!(papers_only_of_known, "a paper belongs to no initiative");
		let counted = ActiveOf::<T>::iter().map(|(unit, by, count)| ((unit, by), count));
		ensure!(
			counted.collect::<BTreeMap<_, _>>() == of_person,
			"active of a person miscounted"
		);
		let counted = ActiveIn::<T>::iter().collect::<BTreeMap<_, _>>();
		ensure!(counted == in_unit, "active in a unit miscounted");
		ensure!(
			Parameters::<T>::get().is_valid(),
			"a share or period cannot work"
		);
		Ok(())
	}
}
