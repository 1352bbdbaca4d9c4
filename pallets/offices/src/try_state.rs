//! What must hold in every state.

use super::*;
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::ensure;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Check everything that must hold in every state.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		ensure!(
			Parameters::<T>::get().is_valid(),
			"a share is above the whole"
		);
		Self::check_offices()?;
		Self::check_seats()?;
		Self::check_mandates()?;
		Self::check_agenda()
	}

	/// Units, heads and counts name exactly the offices there are.
	fn check_offices() -> Result<(), TryRuntimeError> {
		let mut heads = BTreeMap::<UnitId, OfficeId>::new();
		let mut below = BTreeMap::<UnitId, u32>::new();
		let mut offices = 0usize;
		for (id, office) in Offices::<T>::iter() {
			offices = offices.saturating_add(1);
			ensure!(
				id < NextOffice::<T>::get(),
				"an office has a number not given yet"
			);
			ensure!(
				T::Territory::exists(office.unit),
				"an office's unit does not exist"
			);
			ensure!(
				OfficesIn::<T>::get(office.unit).contains(&id),
				"an office is not listed in its unit"
			);
			ensure!(
				Seats::<T>::contains_key(id),
				"an office is in none of the four states"
			);
			if office.kind == OfficeKind::Head {
				let first = heads.insert(office.unit, id).is_none();
				ensure!(first, "a unit has two heads");
			}
			if let Some(above) = T::Territory::parent(office.unit) {
				let count = below.entry(above).or_default();
				*count = count.saturating_add(1);
			}
		}
		let listed = OfficesIn::<T>::iter_values().map(|offices| offices.len());
		ensure!(
			listed.sum::<usize>() == offices && Seats::<T>::iter_keys().count() == offices,
			"a unit or a seat names an office that does not exist"
		);
		ensure!(
			HeadOf::<T>::iter().collect::<BTreeMap<_, _>>() == heads,
			"heads and offices differ"
		);
		ensure!(
			Below::<T>::iter().collect::<BTreeMap<_, _>>() == below,
			"offices below a unit miscounted"
		);
		for (office, line) in InLine::<T>::iter() {
			let persons: BTreeSet<_> = line.iter().collect();
			ensure!(persons.len() == line.len(), "somebody is in line twice");
			ensure!(Offices::<T>::contains_key(office), "a line for no office");
		}
		for (office, aside) in SetAside::<T>::iter() {
			let persons: BTreeSet<_> = aside.iter().collect();
			ensure!(
				!aside.is_empty() && persons.len() == aside.len(),
				"somebody is set aside twice, or nobody is"
			);
			ensure!(
				Offices::<T>::contains_key(office),
				"somebody is set aside in no office"
			);
		}
		Ok(())
	}

	/// Each office is in exactly one state, and what that state asks for is there.
	fn check_seats() -> Result<(), TryRuntimeError> {
		let mut held = BTreeMap::<PersonId, OfficeId>::new();
		let mut acting = BTreeSet::<(PersonId, OfficeId)>::new();
		for (office, seat) in Seats::<T>::iter() {
			if let Some(person) = seat.acting() {
				acting.insert((person, office));
				ensure!(
					!SetAside::<T>::get(office).contains(&person),
					"somebody acts who is set aside there"
				);
				ensure!(
					!Self::is_suspended(person) || Stepping::<T>::contains_key(person),
					"somebody suspended acts and does not step aside"
				);
			}
			let is_due = DueElections::<T>::contains_key(office);
			let Some(id) = seat.mandate() else {
				ensure!(
					is_due || T::Elections::under_way(office).is_some(),
					"an office without incumbent and without election"
				);
				continue;
			};
			ensure!(!is_due, "an election is due for an office that is held");
			ensure!(
				!RecordRules::<T>::contains_key(office),
				"rules of an election for an office that is held"
			);
			let mandate = Mandates::<T>::get(id).ok_or("a seat without its mandate")?;
			ensure!(mandate.office == office, "a mandate in another's seat");
			ensure!(mandate.ended.is_none(), "an ended mandate in a seat");
			ensure!(
				seat.acting() != Some(mandate.person),
				"somebody suspended acts in the own place"
			);
			ensure!(
				Agenda::<T>::contains_key(mandate.until, Due::Term(id)),
				"a term that never ends"
			);
			let first = held.insert(mandate.person, office).is_none();
			ensure!(first, "a person holds two offices");
		}
		ensure!(
			HeldBy::<T>::iter().collect::<BTreeMap<_, _>>() == held,
			"persons and the offices they hold differ"
		);
		ensure!(
			ActingIn::<T>::iter_keys().collect::<BTreeSet<_>>() == acting,
			"persons and the offices they act in differ"
		);
		Ok(())
	}

	/// Each mandate is in both histories once, and in force exactly if it is in its seat.
	fn check_mandates() -> Result<(), TryRuntimeError> {
		let mut mandates = 0usize;
		for (id, mandate) in Mandates::<T>::iter() {
			mandates = mandates.saturating_add(1);
			ensure!(
				id < NextMandate::<T>::get(),
				"a mandate has a number not given yet"
			);
			let is_seated = Self::in_force(id).is_some();
			ensure!(
				is_seated == mandate.ended.is_none(),
				"a mandate in force is in no seat"
			);
			let last = mandate.ended.map_or(mandate.until, |(at, _)| at);
			ensure!(mandate.since <= last, "a mandate ended before it began");
		}
		let mut seen = BTreeSet::new();
		for (person, place, id) in MandatesOf::<T>::iter() {
			let is_own = Mandates::<T>::get(id).is_some_and(|mandate| mandate.person == person);
			ensure!(
				is_own && place < CountOf::<T>::get(person) && seen.insert(id),
				"a person's history is wrong"
			);
		}
		ensure!(seen.len() == mandates, "a mandate in no person's history");
		seen.clear();
		for (office, place, id) in MandatesIn::<T>::iter() {
			let is_own = Mandates::<T>::get(id).is_some_and(|mandate| mandate.office == office);
			ensure!(
				is_own && place < CountIn::<T>::get(office) && seen.insert(id),
				"an office's history is wrong"
			);
		}
		ensure!(seen.len() == mandates, "a mandate in no office's history");
		let by_person = CountOf::<T>::iter_values().map(|count| count as usize);
		let by_office = CountIn::<T>::iter_values().map(|count| count as usize);
		ensure!(
			by_person.sum::<usize>() == mandates && by_office.sum::<usize>() == mandates,
			"mandates miscounted"
		);
		Ok(())
	}

	/// What falls due has not been passed over, and leads to something.
	fn check_agenda() -> Result<(), TryRuntimeError> {
		let cursor = AgendaCursor::<T>::get().unwrap_or_default();
		for (at, due) in Agenda::<T>::iter_keys() {
			ensure!(at >= cursor, "something due was passed over");
			let is_live = match due {
				Due::Term(id) => Self::in_force(id).is_some_and(|(mandate, _)| mandate.until == at),
				Due::Election(office) => {
					DueElections::<T>::get(office).is_some_and(|due| due.at == at)
				}
				// Whoever has left office since is simply passed over.
				Due::Standing(_) => true,
				Due::Stepping(person) => Stepping::<T>::get(person) == Some(at),
			};
			ensure!(is_live, "something is due for nothing");
		}
		for (office, due) in DueElections::<T>::iter() {
			ensure!(
				Agenda::<T>::contains_key(due.at, Due::Election(office)),
				"an election is due but never called"
			);
		}
		for (person, at) in Stepping::<T>::iter() {
			ensure!(
				Agenda::<T>::contains_key(at, Due::Stepping(person)),
				"somebody never steps aside"
			);
		}
		Ok(())
	}
}
