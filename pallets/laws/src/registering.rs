//! The register of laws.

use super::*;
use frame_support::ensure;
use veche_primitives::laws::Change;

impl<T: Config> Pallet<T> {
	/// The law that the bill would change, if it may.
	///
	/// A law is changed by one of its own class, so that what needed a referendum or a call needs
	/// one again. The constitution stands above all.
	pub(crate) fn changeable(bill: &BillOf<T>, change: Change) -> Result<LawOf<T>, Error<T>> {
		let law = Laws::<T>::get(change.law()).ok_or(Error::<T>::UnknownLaw)?;
		ensure!(law.unit == bill.unit, Error::<T>::OfOtherUnit);
		ensure!(law.is_in_force(), Error::<T>::NotInForce);
		ensure!(
			bill.class == law.class || bill.class == Class::Constitution,
			Error::<T>::OfOtherClass
		);
		Ok(law)
	}

	/// Give the bill the next number, and change the law it changes.
	pub(crate) fn register(id: BillId, passed: &PassedOf<T>) -> Result<LawId, Error<T>> {
		let bill = &passed.bill;
		let number = LawCount::<T>::get()
			.checked_add(1)
			.ok_or(Error::<T>::NoMoreNumbers)?;
		let follows = match bill.change {
			Some(change) => Self::change_law(number, bill, change)?,
			None => None,
		};
		LawCount::<T>::put(number);
		let place = CountOf::<T>::mutate(bill.unit, |count| {
			let place = *count;
			*count = count.saturating_add(1);
			place
		});
		LawsOf::<T>::insert(bill.unit, place, number);
		let law = Law {
			unit: bill.unit,
			class: bill.class,
			title: bill.title.clone(),
			text: bill.text,
			bill: id,
			since: Self::now(),
			call: bill.call.as_ref().map(|call| call.hash()),
			referendum: passed.phase.referendum(),
			change: bill.change,
			follows,
			amended_by: None,
			repealed_by: None,
		};
		Laws::<T>::insert(number, law);
		Ok(number)
	}

	/// Law `number` changes an earlier one. Returns the amendment before it, if it amends too.
	fn change_law(
		number: LawId,
		bill: &BillOf<T>,
		change: Change,
	) -> Result<Option<LawId>, Error<T>> {
		let mut changed = Self::changeable(bill, change)?;
		let follows = match change {
			Change::Amends(_) => changed.amended_by.replace(number),
			Change::Repeals(_) => {
				changed.repealed_by = Some(number);
				None
			}
		};
		Laws::<T>::insert(change.law(), changed);
		Ok(follows)
	}
}
