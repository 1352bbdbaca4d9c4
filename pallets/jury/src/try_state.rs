//! What must hold in every state.

use super::*;
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::ensure;
use sp_runtime::TryRuntimeError;
use veche_primitives::laws::SEED_DELAY;

impl<T: Config> Pallet<T> {
	/// Check everything that must hold in every state.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		for class in Class::ALL {
			ensure!(
				Self::params_of(class).is_valid(),
				"a class under whose numbers nothing can be decided"
			);
		}
		Self::check_bills()?;
		Self::check_lists()?;
		Self::check_counts()?;
		Self::check_agenda()?;
		Self::check_seeds()?;
		Self::check_tickets()
	}

	/// Each bill waits for its own poll, and no poll for another.
	fn check_bills() -> Result<(), TryRuntimeError> {
		let mut polls = BTreeMap::<PollId, BillId>::new();
		for (id, record) in Bills::<T>::iter() {
			ensure!(
				id < NextBill::<T>::get(),
				"a bill has a number not given yet"
			);
			ensure!(record.params.is_valid(), "a bill that cannot be decided");
			let may_judge = [T::Jurists::get(), T::Everybody::get()];
			ensure!(
				record.phase.epoch().is_none() || may_judge.contains(&record.jurists),
				"a panel is drawn neither from the jurists nor from everybody"
			);
			ensure!(
				record.office.is_none() == record.petition.is_some(),
				"a bill is brought in by right of an office or by petition"
			);
			if let Some(poll) = record.phase.poll() {
				let first = polls.insert(poll, id).is_none();
				ensure!(first, "two bills wait for one poll");
				ensure!(
					record.petition == Some(poll) || record.trial == Some(poll),
					"a bill waits for somebody else's poll"
				);
			}
		}
		ensure!(
			ByPoll::<T>::iter().collect::<BTreeMap<_, _>>() == polls,
			"bills and their polls differ"
		);
		Ok(())
	}

	/// Each bill is listed in its unit once.
	fn check_lists() -> Result<(), TryRuntimeError> {
		let mut seen = BTreeSet::new();
		for (unit, place, id) in BillsIn::<T>::iter() {
			let is_own = Bills::<T>::get(id).is_some_and(|record| record.bill.unit == unit);
			ensure!(
				is_own && place < CountIn::<T>::get(unit) && seen.insert(id),
				"the list of a unit's bills is wrong"
			);
		}
		let counted = CountIn::<T>::iter_values().map(|count| count as usize);
		ensure!(
			seen.len() == Bills::<T>::iter_keys().count() && counted.sum::<usize>() == seen.len(),
			"bills miscounted"
		);
		Ok(())
	}

	/// Bills of incumbents and petitions are counted in their units, and all bills for those who answer
	/// for them.
	fn check_counts() -> Result<(), TryRuntimeError> {
		let mut submitted_in = BTreeMap::<UnitId, u32>::new();
		let mut petitions_in = BTreeMap::<UnitId, u32>::new();
		let mut of_sponsor = BTreeMap::<Sponsor, u32>::new();
		for record in Bills::<T>::iter_values().filter(|record| !record.phase.is_done()) {
			let in_unit = match (record.sponsor(), &record.phase) {
				(Sponsor::Office(_), _) => Some(&mut submitted_in),
				(Sponsor::Person(_), Phase::Petition { .. }) => Some(&mut petitions_in),
				// The people carry it: it takes nobody's place.
				(Sponsor::Person(_), _) => None,
			};
			if let Some(in_unit) = in_unit {
				let open = in_unit.entry(record.bill.unit).or_default();
				*open = open.saturating_add(1);
			}
			let open = of_sponsor.entry(record.sponsor()).or_default();
			*open = open.saturating_add(1);
		}
		ensure!(
			OpenIn::<T>::iter().collect::<BTreeMap<_, _>>() == submitted_in,
			"bills of incumbents in a unit miscounted"
		);
		ensure!(
			submitted_in
				.values()
				.all(|count| *count <= T::MaxOpenBills::get()),
			"more bills of incumbents in a unit than there may be"
		);
		ensure!(
			PetitionsIn::<T>::iter().collect::<BTreeMap<_, _>>() == petitions_in,
			"petitions in a unit miscounted"
		);
		ensure!(
			petitions_in
				.values()
				.all(|count| *count <= T::MaxPetitions::get()),
			"more petitions in a unit than there may be"
		);
		ensure!(
			OpenOf::<T>::iter().collect::<BTreeMap<_, _>>() == of_sponsor,
			"bills of an office or a person miscounted"
		);
		Ok(())
	}

	/// Each bill whose next step falls on a block waits for one that has not been passed over.
	fn check_agenda() -> Result<(), TryRuntimeError> {
		let due: BTreeMap<BillId, BlockNumberFor<T>> = DueAt::<T>::iter().collect();
		for (id, record) in Bills::<T>::iter() {
			let at = due.get(&id).copied();
			let is_right = match record.phase {
				Phase::Waiting { since } => at.is_some_and(|at| at > since),
				Phase::Claiming { until, .. } => at.is_some_and(|at| at >= until),
				// Reserves are called once.
				Phase::Trial { halfway, .. } => match at {
					Some(at) => at >= halfway,
					None => halfway <= Self::now(),
				},
				Phase::Petition { .. } | Phase::Frozen { .. } | Phase::Done(_) => at.is_none(),
			};
			ensure!(is_right, "a bill is due at the wrong time or not at all");
		}
		let cursor = AgendaCursor::<T>::get().unwrap_or_default();
		let mut items = 0usize;
		for (at, id) in Agenda::<T>::iter_keys() {
			items = items.saturating_add(1);
			ensure!(at >= cursor, "a step was passed over");
			ensure!(
				due.get(&id) == Some(&at),
				"a bill is due twice or for nothing"
			);
			ensure!(Bills::<T>::contains_key(id), "something is due for no bill");
		}
		ensure!(items == due.len(), "a bill is never looked at");
		Ok(())
	}

	/// Exactly the frozen bills wait for their seeds, each for the epoch that is far enough.
	fn check_seeds() -> Result<(), TryRuntimeError> {
		let cursor = SeedCursor::<T>::get().unwrap_or_default();
		let mut due = BTreeMap::<BillId, u64>::new();
		for (epoch, id) in SeedsDue::<T>::iter_keys() {
			ensure!(epoch >= cursor, "a seed was passed over");
			let first = due.insert(id, epoch).is_none();
			ensure!(first, "a bill waits for two seeds");
		}
		let frozen = Bills::<T>::iter().filter_map(|(id, record)| match record.phase {
			Phase::Frozen { frozen_in, .. } => Some((id, frozen_in.saturating_add(SEED_DELAY))),
			_ => None,
		});
		ensure!(
			frozen.collect::<BTreeMap<_, _>>() == due,
			"frozen bills and seeds to come differ"
		);
		Ok(())
	}

	/// Tickets are kept in order, for bills under trial only, and never more than there are places.
	fn check_tickets() -> Result<(), TryRuntimeError> {
		for (id, kept) in Tickets::<T>::iter() {
			let record = Bills::<T>::get(id).ok_or("tickets for no bill")?;
			ensure!(
				matches!(record.phase, Phase::Claiming { .. } | Phase::Trial { .. }),
				"tickets of a bill that nobody is drawn for"
			);
			ensure!(
				kept.len() as u32 <= record.params.places(),
				"more tickets than places"
			);
			ensure!(
				kept.windows(2)
					.all(|pair| matches!(pair, [low, high] if low < high)),
				"tickets are not in order, or one is there twice"
			);
		}
		for (id, record) in Bills::<T>::iter() {
			if matches!(record.phase, Phase::Trial { .. }) {
				ensure!(
					Tickets::<T>::get(id).len() as u32 >= record.params.least_panel,
					"a panel smaller than its least number"
				);
			}
		}
		Ok(())
	}
}
