//! Bills whose time has come enter into force: one after the other, as many as a block has room for.
//!
//! What falls due goes to the end of a queue, and only its head can be next. So nothing overtakes,
//! and a heavy call that does not fit behind others is the first of the next block, whose whole share
//! it has: no call may weigh more than that.

use super::*;
use frame_support::dispatch::PostDispatchInfo;
use sp_runtime::{traits::Dispatchable, DispatchErrorWithPostInfo};
use veche_primitives::calendar;

/// What is left of a block for laws.
struct Share {
	limit: Weight,
	used: Weight,
}

impl Share {
	fn new(limit: Weight) -> Self {
		Self {
			limit,
			used: Weight::zero(),
		}
	}

	fn has_room_for(&self, weight: Weight) -> bool {
		self.used.saturating_add(weight).all_lte(self.limit)
	}

	fn take(&mut self, weight: Weight) {
		self.used = self.used.saturating_add(weight);
	}
}

impl<T: Config> Pallet<T> {
	/// Queue what is due, then enact what is queued, both as much as one block allows.
	pub(crate) fn service(now: BlockNumberFor<T>) -> Weight {
		let mut weight = T::WeightInfo::idle();
		calendar::service::<_, InOrder, Agenda<T>, AgendaCursor<T>>(
			now,
			T::DuePerBlock::get(),
			|id| weight = weight.saturating_add(Self::fall_due(id.into())),
		);
		weight.saturating_add(Self::enact_queued())
	}

	/// The delay of a bill is over. While the people are asked it waits for them.
	pub(crate) fn fall_due(id: BillId) -> Weight {
		if Pending::<T>::get(id).is_some_and(|passed| passed.phase.poll().is_none()) {
			Self::enqueue(id);
		}
		T::WeightInfo::fall_due()
	}

	/// Nothing but room is waited for any more.
	pub(crate) fn enqueue(id: BillId) {
		QueueEnds::<T>::mutate(|(_, next)| {
			Queue::<T>::insert(*next, id);
			*next = next.saturating_add(1);
		});
	}

	/// Enact from the head of the queue while there is room. Returns the weight it took.
	pub(crate) fn enact_queued() -> Weight {
		let (head, next) = QueueEnds::<T>::get();
		let mut share = Share::new(T::WeightPerBlock::get());
		let mut place = head;
		for _ in 0..T::DuePerBlock::get() {
			if place >= next || !Self::enact_at(place, &mut share) {
				break;
			}
			place = place.saturating_add(1);
		}
		if place != head {
			QueueEnds::<T>::mutate(|(head, _)| *head = place);
		}
		share.used
	}

	/// Enact the bill at the head of the queue, if there is room; whether it has left the queue.
	fn enact_at(place: u64, share: &mut Share) -> bool {
		let found = Queue::<T>::get(place).and_then(|id| Some((id, Pending::<T>::get(id)?)));
		let Some((id, passed)) = found else {
			log::error!(target: LOG_TARGET, "place {place} of the queue leads to no bill");
			Queue::<T>::remove(place);
			share.take(T::WeightInfo::enact(0));
			return true;
		};
		let own = T::WeightInfo::enact(call_size::<T>(&passed.bill));
		if !share.has_room_for(own) {
			return false;
		}
		share.take(own);
		// Read anew: since the bill passed new code may have changed what the bytes mean, which class
		// may make the call, or what it weighs.
		let read =
			Self::check_encoding(id, &passed.bill).and_then(|()| Self::read_call(&passed.bill));
		let call = match read {
			Ok(call) => call,
			Err(error) => {
				Queue::<T>::remove(place);
				Self::end(id, &passed, Outcome::Failed(error.into()));
				return true;
			}
		};
		let weight = call.as_ref().map_or(Weight::zero(), |(_, weight)| *weight);
		if !share.has_room_for(weight) {
			return false;
		}
		Queue::<T>::remove(place);
		share.take(Self::enact(id, &passed, call));
		true
	}

	/// The bill enters into force as a whole or not at all. Returns what its call weighed.
	fn enact(id: BillId, passed: &PassedOf<T>, call: Option<(CallOf<T>, Weight)>) -> Weight {
		let mut used = Weight::zero();
		let done = with_storage_layer(|| {
			let law = Self::register(id, passed)?;
			if let Some((call, weight)) = call {
				let result = call.dispatch(Self::origin_of(passed.bill.class));
				let (info, result) = split(result);
				used = info.actual_weight.unwrap_or(weight);
				result?;
			}
			Ok::<_, DispatchError>(law)
		});
		let outcome = match done {
			Ok(law) => Outcome::InForce { law },
			Err(error) => Outcome::Failed(error),
		};
		Self::end(id, passed, outcome);
		used
	}
}

/// How long the bill's encoded call is.
fn call_size<T: Config>(bill: &BillOf<T>) -> u32 {
	bill.call.as_ref().and_then(|call| call.len()).unwrap_or(0)
}

/// What a call took, and whether it succeeded.
fn split(
	result: Result<PostDispatchInfo, DispatchErrorWithPostInfo<PostDispatchInfo>>,
) -> (PostDispatchInfo, DispatchResult) {
	match result {
		Ok(info) => (info, Ok(())),
		Err(failed) => (failed.post_info, Err(failed.error)),
	}
}
