//! What is held for a bill from the day it is accepted until it has ended: its preimage, asked for
//! exactly once, so that nobody can take it away; and how calls were encoded on that day, so that the
//! same bytes are never made as another call.

use super::*;
use frame_support::{ensure, traits::QueryPreimage};

impl<T: Config> Pallet<T> {
	/// Ask for the preimage of an accepted bill. One that is held already is not held twice.
	pub(crate) fn hold_call(id: BillId, bill: &BillOf<T>) {
		let Some(call) = &bill.call else {
			return;
		};
		if Holds::<T>::contains_key(id) {
			log::error!(target: LOG_TARGET, "bill {id} is held already");
			return;
		}
		T::Preimages::hold(call);
		let hold = Hold {
			preimage: call.lookup_hash(),
			encoding: Self::encoding(),
		};
		Holds::<T>::insert(id, hold);
	}

	/// The bill has ended: its preimage is not asked for any more. Does nothing when nothing is held.
	pub(crate) fn let_go(id: BillId) {
		let Some(hash) = Holds::<T>::take(id).and_then(|hold| hold.preimage) else {
			return;
		};
		if T::Preimages::is_requested(&hash) {
			T::Preimages::unrequest(&hash);
		}
	}

	/// Whether the call's bytes still mean what they meant when the bill was accepted.
	pub(crate) fn check_encoding(id: BillId, bill: &BillOf<T>) -> Result<(), Error<T>> {
		if bill.call.is_none() {
			return Ok(());
		}
		let hold = Holds::<T>::get(id).ok_or(Error::<T>::NotHeld)?;
		ensure!(
			hold.encoding == Self::encoding(),
			Error::<T>::EncodingChanged
		);
		Ok(())
	}

	/// How this code encodes calls. New code with the same number understands every call of this one
	/// as it was meant.
	fn encoding() -> u32 {
		<T as frame_system::Config>::Version::get().transaction_version
	}
}
