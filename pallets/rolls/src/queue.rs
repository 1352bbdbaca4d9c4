//! Changes that wait for a turn, and what each key knows of its rolls.

use crate::{types::*, *};
use frame_support::{
	ensure, pallet_prelude::DispatchResult, storage::with_storage_layer, traits::Get,
};
use veche_primitives::{
	rolls::{Electorate, Rolls},
	territory::Territory,
	VotingKey,
};

impl<T: Config> Pallet<T> {
	/// The turn whose lists are being staged: a turn is under way and not reached yet.
	pub(crate) fn staging() -> Option<u32> {
		Turn::<T>::get()
			.filter(|turn| !matches!(turn.phase, Phase::Tidying { .. }))
			.map(|turn| turn.target)
	}

	/// The turn that changes queued now wait for.
	pub(crate) fn open_turn() -> u32 {
		let last = Self::staging().unwrap_or_else(|| CurrentEpoch::<T>::get().turn);
		last.saturating_add(1)
	}

	/// What the roll means to the key.
	pub(crate) fn seat(key: &VotingKey, electorate: Electorate) -> Option<Seat> {
		Keys::<T>::get(key)
			.into_iter()
			.find(|seat| seat.electorate == electorate)
	}

	/// Change what the roll means to the key, and forget seats that mean nothing any more. False, and
	/// nothing is done, when the key has too many.
	pub(crate) fn mutate_seat(
		key: &VotingKey,
		electorate: Electorate,
		change: impl FnOnce(&mut Seat),
	) -> bool {
		let mut seats = Self::settled_seats(key);
		match seats.iter_mut().find(|seat| seat.electorate == electorate) {
			Some(seat) => change(seat),
			None => {
				let mut seat = Seat::empty(electorate);
				change(&mut seat);
				if seats.try_push(seat).is_err() {
					return false;
				}
			}
		}
		seats.retain(|seat| !seat.is_empty());
		Self::put_seats(key, seats);
		true
	}

	/// The key's seats as of the current turn, without those it left.
	fn settled_seats(key: &VotingKey) -> Seats {
		let turn = CurrentEpoch::<T>::get().turn;
		let mut seats = Keys::<T>::get(key);
		for seat in seats.iter_mut() {
			seat.place.settle(turn);
		}
		seats.retain(|seat| !seat.is_empty());
		seats
	}

	pub(crate) fn put_seats(key: &VotingKey, seats: Seats) {
		if seats.is_empty() {
			Keys::<T>::remove(key);
		} else {
			Keys::<T>::insert(key, seats);
		}
	}

	/// Forget the rolls that the key has left.
	pub(crate) fn tidy_seats(key: &VotingKey) {
		Self::put_seats(key, Self::settled_seats(key));
	}

	pub(crate) fn do_enroll(key: &VotingKey, electorate: Electorate) -> DispatchResult {
		ensure!(<Self as Rolls>::is_valid_key(key), Error::<T>::InvalidKey);
		if let Electorate::Unit(unit) = electorate {
			ensure!(T::Territory::exists(unit), Error::<T>::UnknownUnit);
		}
		Self::request_seat(key, electorate)
	}

	/// Queue the key to join, or, if it waits to leave, let it stay.
	fn request_seat(key: &VotingKey, electorate: Electorate) -> DispatchResult {
		let seat = Self::seat(key, electorate).unwrap_or(Seat::empty(electorate));
		match seat.change.map(|waiting| waiting.kind) {
			Some(Kind::Join) => Err(Error::<T>::ChangePending.into()),
			Some(Kind::Leave) => {
				Self::unqueue(key, electorate);
				Ok(())
			}
			None => {
				ensure!(seat.place.latest().is_none(), Error::<T>::AlreadyOnRoll);
				Self::enqueue(key, electorate, Kind::Join)
			}
		}
	}

	pub(crate) fn do_withdraw(key: &VotingKey, electorate: Electorate) -> DispatchResult {
		let seat = Self::seat(key, electorate).ok_or(Error::<T>::NotOnRoll)?;
		match seat.change.map(|waiting| waiting.kind) {
			Some(Kind::Join) => {
				Self::unqueue(key, electorate);
				Ok(())
			}
			Some(Kind::Leave) => Err(Error::<T>::ChangePending.into()),
			None => {
				ensure!(seat.place.latest().is_some(), Error::<T>::NotOnRoll);
				Self::enqueue(key, electorate, Kind::Leave)
			}
		}
	}

	/// Both changes of every roll wait for the same turn, or none is queued. A roll that the old key
	/// is leaving anyway is not passed on.
	pub(crate) fn do_replace(old: &VotingKey, new: &VotingKey) -> DispatchResult {
		ensure!(<Self as Rolls>::is_valid_key(new), Error::<T>::InvalidKey);
		with_storage_layer(|| {
			let mut replaced = false;
			for seat in Self::settled_seats(old) {
				match seat.change.map(|waiting| waiting.kind) {
					Some(Kind::Join) => Self::unqueue(old, seat.electorate),
					Some(Kind::Leave) => continue,
					None if seat.place.latest().is_none() => continue,
					None => Self::enqueue(old, seat.electorate, Kind::Leave)?,
				}
				Self::request_seat(new, seat.electorate)?;
				replaced = true;
			}
			ensure!(replaced, Error::<T>::NotOnRoll);
			Ok(())
		})
	}

	/// Put a change at the end of the open turn's queue.
	fn enqueue(key: &VotingKey, electorate: Electorate, kind: Kind) -> DispatchResult {
		let turn = Self::open_turn();
		let index = QueueLength::<T>::get(turn);
		ensure!(index < T::MaxChanges::get(), Error::<T>::QueueFull);
		let waiting = Waiting { turn, index, kind };
		let known = Self::mutate_seat(key, electorate, |seat| seat.change = Some(waiting));
		ensure!(known, Error::<T>::TooManyRolls);
		Queue::<T>::insert(
			turn,
			index,
			Change {
				key: *key,
				electorate,
				kind,
			},
		);
		QueueLength::<T>::insert(turn, index.saturating_add(1));
		if kind == Kind::Join {
			Joining::<T>::mutate(turn, electorate, |joining| {
				*joining = joining.saturating_add(1)
			});
		}
		Self::deposit_event(Event::Queued {
			key: *key,
			electorate,
			kind,
			turn,
		});
		Ok(())
	}

	/// Take the key's waiting change back, if there is one. The place in the queue is read anew:
	/// taking one change out moves another, perhaps of the same key.
	pub(crate) fn unqueue(key: &VotingKey, electorate: Electorate) {
		let waiting = Self::seat(key, electorate).and_then(|seat| seat.change);
		if let Some(Waiting { turn, index, .. }) = waiting {
			Self::take_change(turn, index);
			Self::deposit_event(Event::Unqueued {
				key: *key,
				electorate,
			});
		}
	}

	/// Take a change out of the queue; the last one moves into its place.
	pub(crate) fn take_change(turn: u32, index: u32) -> Option<Change> {
		let change = Queue::<T>::take(turn, index);
		let last = QueueLength::<T>::get(turn).saturating_sub(1);
		if let Some(moved) = Queue::<T>::take(turn, last) {
			Queue::<T>::insert(turn, index, moved);
			Self::mutate_seat(&moved.key, moved.electorate, |seat| {
				if let Some(waiting) = seat.change.as_mut() {
					waiting.index = index;
				}
			});
		}
		if last == 0 {
			QueueLength::<T>::remove(turn);
		} else {
			QueueLength::<T>::insert(turn, last);
		}
		let change = change?;
		if change.kind == Kind::Join {
			Joining::<T>::mutate_exists(turn, change.electorate, |joining| {
				*joining = joining
					.and_then(|joining| joining.checked_sub(1))
					.filter(|n| *n > 0);
			});
		}
		Self::mutate_seat(&change.key, change.electorate, |seat| seat.change = None);
		Some(change)
	}

	/// Count a key in or out of an electorate and of every unit above: at once, and from the turn
	/// being staged on.
	pub(crate) fn count(electorate: Electorate, at_once: i32, staged: i32) {
		let turn = CurrentEpoch::<T>::get().turn;
		let staging = Self::staging();
		let adjust = |electorate: Electorate| {
			Electors::<T>::mutate_exists(electorate, |electors| {
				let mut count = electors.unwrap_or_default();
				count.settle(turn);
				let latest = count.latest().saturating_add_signed(staged);
				count.value = count.value.saturating_add_signed(at_once);
				match staging {
					Some(target) => count.stage(turn, target, latest),
					None => {
						count = Switched {
							value: latest,
							next: None,
						}
					}
				}
				*electors = (count != Switched::default()).then_some(count);
			});
		};
		adjust(electorate);
		if let Electorate::Unit(unit) = electorate {
			T::Territory::lineage(unit)
				.filter(|above| *above != unit)
				.for_each(|above| adjust(Electorate::Unit(above)));
		}
	}
}
