//! What the suspended says to the people.

use super::*;
use frame_support::{dispatch::DispatchResult, ensure};
use veche_primitives::is_readable;

impl<T: Config> Pallet<T> {
	/// The suspended explains. This moves no deadline.
	pub(crate) fn do_explain(
		who: &T::AccountId,
		office: OfficeId,
		text: H256,
		words: &[u8],
	) -> DispatchResult {
		let citizen = T::People::citizen(who).ok_or(Error::<T>::NotACitizen)?;
		let seat = T::Mandates::seat(office).ok_or(Error::<T>::UnknownOffice)?;
		let (id, mut case) = Self::open_case_in(seat).ok_or(Error::<T>::NotSuspended)?;
		ensure!(case.person == citizen.person, Error::<T>::NotYours);
		let words = Words::try_from(words.to_vec()).map_err(|_| Error::<T>::ExplanationTooLong)?;
		ensure!(is_readable(&words), Error::<T>::BadText);
		let at = Self::now();
		case.explanation = Some(Explanation { text, words, at });
		Cases::<T>::insert(id, case);
		T::People::spend_free_act(who);
		Self::deposit_event(Event::Explained { case: id, text });
		Ok(())
	}
}
