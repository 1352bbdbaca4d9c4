//! What can be asked: the terms of each class, and the laws of each unit.

use super::*;
use frame_support::ensure;

impl<T: Config> Pallet<T> {
	/// The terms of a class.
	pub(crate) fn terms_for(class: Class) -> TermsOf<T> {
		ClassTerms::<T>::get(class).unwrap_or_else(|| Terms::of(class))
	}

	/// Keep these terms, if they can work.
	pub(crate) fn put_terms(class: Class, terms: TermsOf<T>) -> Result<(), Error<T>> {
		ensure!(terms.is_valid(class), Error::<T>::BadTerms);
		ClassTerms::<T>::insert(class, terms);
		Ok(())
	}

	/// A law changes the terms of a class, not too far at once.
	pub(crate) fn change_terms(class: Class, terms: TermsOf<T>) -> Result<(), Error<T>> {
		ensure!(terms.is_valid(class), Error::<T>::BadTerms);
		let present = Self::terms_for(class);
		ensure!(
			terms.has_periods_within_reach(&present),
			Error::<T>::PeriodOutOfReach
		);
		ensure!(
			terms.has_shares_within_reach(&present),
			Error::<T>::ShareOutOfReach
		);
		Self::put_terms(class, terms)
	}

	/// At most `limit` laws of the unit, from the `from`-th of its laws on, oldest first.
	pub(crate) fn page(unit: UnitId, from: u32, limit: u32) -> Vec<(LawId, LawOf<T>)> {
		let end = from
			.saturating_add(limit.min(MAX_PAGE))
			.min(CountOf::<T>::get(unit));
		let laws = (from..end).filter_map(|place| {
			let law = LawsOf::<T>::get(unit, place)?;
			Some((law, Laws::<T>::get(law)?))
		});
		laws.collect()
	}

	pub(crate) fn now() -> BlockNumberFor<T> {
		frame_system::Pallet::<T>::block_number()
	}
}
