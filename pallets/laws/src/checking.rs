//! Whether a bill can become law.

use super::*;
use alloc::borrow::Cow;
use codec::{DecodeLimit, MemTrackingInput};
use frame_support::{
	dispatch::GetDispatchInfo, ensure, traits::QueryPreimage, MAX_EXTRINSIC_DEPTH,
};
use sp_core::H256;
use veche_primitives::{is_readable, laws::ClassOf};

/// So many times the longest encoded call is what a call may take in memory when it is read. A call
/// of two bytes takes a hundred times as much, so a batch of thousands is refused after some hundreds.
const MEMORY_RATIO: usize = 4;

impl<T: Config> Pallet<T> {
	/// Everything that can be wrong with a bill, cheap checks first.
	pub(crate) fn check_bill(bill: &BillOf<T>) -> Result<(), Error<T>> {
		ensure!(is_readable(&bill.title), Error::<T>::BadTitle);
		ensure!(bill.text != H256::zero(), Error::<T>::MissingText);
		ensure!(T::Territory::exists(bill.unit), Error::<T>::UnknownUnit);
		match (bill.class, &bill.call) {
			(Class::Statute, Some(_)) => return Err(Error::<T>::StatuteWithCall),
			(Class::Statute, None) => (),
			(_, None) => return Err(Error::<T>::MissingCall),
			(_, Some(_)) => {
				ensure!(bill.unit == T::Country::get(), Error::<T>::WrongUnit);
			}
		}
		if let Some(change) = bill.change {
			Self::changeable(bill, change)?;
		}
		Self::read_call(bill)?;
		Ok(())
	}

	/// The bill's call and what it may weigh, if it has one and a law of its class may make it.
	///
	/// What is decoded here is what is dispatched later: a call with others inside is one call of
	/// its own class, or of none.
	pub(crate) fn read_call(bill: &BillOf<T>) -> Result<Option<(CallOf<T>, Weight)>, Error<T>> {
		let Some(kept) = &bill.call else {
			return Ok(None);
		};
		let call = Self::decode_call(&Self::bytes_of(kept)?)?;
		ensure!(
			T::ClassOf::class_of(&call) == Some(bill.class),
			Error::<T>::CallNotOfClass
		);
		let weight = call.get_dispatch_info().call_weight;
		ensure!(
			weight.all_lte(T::MaxCallWeight::get()),
			Error::<T>::CallTooHeavy
		);
		Ok(Some((call, weight)))
	}

	/// The call that all of these bytes are. Reading stops as soon as it takes more depth or memory
	/// than a sensible call does, so what it takes depends on the number of bytes alone.
	fn decode_call(bytes: &[u8]) -> Result<CallOf<T>, Error<T>> {
		let memory = (T::MaxCallSize::get() as usize).saturating_mul(MEMORY_RATIO);
		let mut rest = bytes;
		let mut input = MemTrackingInput::new(&mut rest, memory);
		let call = CallOf::<T>::decode_with_depth_limit(MAX_EXTRINSIC_DEPTH, &mut input)
			.map_err(|_| Error::<T>::BadCall)?;
		ensure!(rest.is_empty(), Error::<T>::BadCall);
		Ok(call)
	}

	/// The encoded call. What is too long is not even read.
	fn bytes_of(kept: &BoundedCallOf<T>) -> Result<Cow<'_, [u8]>, Error<T>> {
		match kept {
			Bounded::Inline(bytes) => Ok(Cow::Borrowed(bytes.as_slice())),
			Bounded::Lookup { hash, len } => {
				ensure!(*len <= T::MaxCallSize::get(), Error::<T>::OversizedCall);
				T::Preimages::fetch(hash, Some(*len)).map_err(|_| Error::<T>::MissingPreimage)
			}
			// Nobody can say how long it is.
			Bounded::Legacy { .. } => Err(Error::<T>::BadCall),
		}
	}
}
