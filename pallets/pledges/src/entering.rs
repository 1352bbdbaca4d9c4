//! Steps 1 to 3: candidates promise, and what the elected promised becomes a checklist.

use super::*;
use frame_support::{dispatch::DispatchResult, ensure};

impl<T: Config> Pallet<T> {
	/// Step 1: check the list, cheap checks first, and put it in place of the one before.
	pub(super) fn do_enter(
		account: &T::AccountId,
		election: ElectionId,
		pledges: Sent<BlockNumberFor<T>>,
	) -> DispatchResult {
		let promises =
			Promises::try_from(pledges.into_inner()).map_err(|_| Error::<T>::TooManyPledges)?;
		let person = T::People::citizen(account)
			.ok_or(Error::<T>::NotACitizen)?
			.person;
		let term = T::Candidacies::nominating(election, person).ok_or(Error::<T>::NotNominating)?;
		for promise in &promises {
			ensure!(promise.is_readable(), Error::<T>::BadTitle);
			ensure!(promise.is_due_within(term), Error::<T>::DueOutsideTerm);
		}
		let count = promises.len() as u32;
		if promises.is_empty() {
			Entered::<T>::remove(election, person);
		} else {
			Entered::<T>::insert(election, person, promises);
		}
		Self::deposit_event(Event::Entered {
			election,
			person,
			pledges: count,
		});
		Ok(())
	}

	/// Step 3 for the one who takes office in this block.
	pub(super) fn do_adopt(
		election: ElectionId,
		person: PersonId,
		mandate: MandateId,
		marks: &[u32],
	) {
		let now = frame_system::Pallet::<T>::block_number();
		let marks = marks.iter().copied().chain(core::iter::repeat(0));
		let pledged: Vec<_> = Entered::<T>::take(election, person)
			.into_iter()
			.zip(marks)
			.map(|(promise, marks)| promise.adopted(now, marks))
			.collect();
		let count = pledged.len() as u32;
		for (place, pledge) in (0u8..).zip(&pledged) {
			Agenda::<T>::insert(pledge.due, Due::Pledge(mandate, place), ());
		}
		if !pledged.is_empty() {
			Checklist::<T>::insert(mandate, Pledged::truncate_from(pledged));
		}
		Self::deposit_event(Event::Adopted {
			election,
			person,
			mandate,
			pledges: count,
		});
	}

	/// Step 3 for all others.
	pub(super) fn do_forget(election: ElectionId, person: PersonId) {
		if Entered::<T>::take(election, person).is_empty() {
			return;
		}
		Self::deposit_event(Event::Forgotten { election, person });
	}
}
