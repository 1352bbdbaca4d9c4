//! Step 4: whoever holds the mandate claims, or asks to be excused.

use super::*;
use frame_support::{dispatch::DispatchResult, ensure};
use veche_primitives::is_readable;

impl<T: Config> Pallet<T> {
	/// The holder says that the pledge is kept.
	pub(super) fn do_claim(
		who: &T::AccountId,
		mandate: MandateId,
		place: u8,
		evidence: H256,
	) -> DispatchResult {
		let unit = Self::check_holder(who, mandate)?;
		let at = frame_system::Pallet::<T>::block_number();
		Self::change(mandate, place, |pledge| {
			ensure!(pledge.claim.is_none(), Error::<T>::AlreadyClaimed);
			ensure!(pledge.is_open(at), Error::<T>::NotOpen);
			pledge.claim = Some(Claim { evidence, at });
			pledge.mark = Mark::Waiting(Plea::Done);
			Ok(())
		})?;
		Self::deposit_event(Event::Claimed {
			mandate,
			pledge: place,
			evidence,
		});
		Self::plead(unit, Self::first_attempt(mandate, place));
		Ok(())
	}

	/// The holder asks to be excused from the pledge.
	pub(super) fn do_ask_excuse(
		who: &T::AccountId,
		mandate: MandateId,
		place: u8,
		reason: Title,
		text: H256,
	) -> DispatchResult {
		ensure!(is_readable(&reason), Error::<T>::BadReason);
		let unit = Self::check_holder(who, mandate)?;
		let at = frame_system::Pallet::<T>::block_number();
		Self::change(mandate, place, |pledge| {
			ensure!(pledge.excuse.is_none(), Error::<T>::AlreadyAsked);
			ensure!(pledge.is_open(at), Error::<T>::NotOpen);
			pledge.excuse = Some(Excuse { reason, text, at });
			pledge.mark = Mark::Waiting(Plea::Excuse);
			Ok(())
		})?;
		Self::deposit_event(Event::ExcuseAsked {
			mandate,
			pledge: place,
		});
		Self::plead(unit, Self::first_attempt(mandate, place));
		Ok(())
	}

	/// Who may plead: the holder of the mandate in force, suspended or not. Returns whose people
	/// judge.
	fn check_holder(who: &T::AccountId, mandate: MandateId) -> Result<UnitId, Error<T>> {
		let citizen = T::People::citizen(who).ok_or(Error::<T>::NotACitizen)?;
		let (held, unit) = Self::mandate_and_unit(mandate).ok_or(Error::<T>::UnknownMandate)?;
		ensure!(held.person == citizen.person, Error::<T>::NotYours);
		ensure!(held.ended.is_none(), Error::<T>::MandateOver);
		Ok(unit)
	}

	/// Change a pledge on a checklist; nothing if it is refused.
	fn change(
		mandate: MandateId,
		place: u8,
		change: impl FnOnce(&mut PledgeOf<T>) -> Result<(), Error<T>>,
	) -> Result<(), Error<T>> {
		Checklist::<T>::try_mutate(mandate, |checklist| {
			let pledge = checklist.get_mut(usize::from(place));
			change(pledge.ok_or(Error::<T>::UnknownPledge)?)
		})
	}

	const fn first_attempt(mandate: MandateId, pledge: u8) -> Pending {
		Pending {
			mandate,
			pledge,
			attempt: FIRST_ATTEMPT,
		}
	}

	/// The mandate, in force or ended, and the unit whose people judge it.
	pub(super) fn mandate_and_unit(mandate: MandateId) -> Option<(MandateOf<T>, UnitId)> {
		let held = T::Mandates::mandate(mandate)?;
		let unit = T::Mandates::unit(held.office)?;
		Some((held, unit))
	}
}
