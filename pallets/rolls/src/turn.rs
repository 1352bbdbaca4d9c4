//! The work of each block: release, repair, and the turn with its phases.

use crate::{rings::STEP_KEYS, types::*, *};
use codec::Encode;
use frame_support::{pallet_prelude::*, traits::Randomness};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_io::hashing::blake2_256;
use sp_runtime::traits::{One, Saturating};
use veche_primitives::{
	rolls::{Electorate, RollEpoch},
	PrecinctId, VotingKey,
};

/// How many precincts a joining key looks at; it takes the emptiest. Four keep rings balanced
/// within a few keys of each other, however many there are.
pub const PROBES: u32 = 4;
/// Once splits have moved this many keys, no more changes are placed in the block.
pub const MOVES_PER_BLOCK: u32 = 64;

impl<T: Config> Pallet<T> {
	/// Everything that is due in this block.
	pub(crate) fn work(now: BlockNumberFor<T>) -> Weight {
		let mut prunes = T::PrunesPerBlock::get();
		let mut keys = T::KeysPerStep::get();
		let mut weight = T::WeightInfo::idle();
		weight.saturating_accrue(Self::release(&mut prunes));
		weight.saturating_accrue(Self::repair(&mut keys));
		let step = match Turn::<T>::get() {
			None => Self::start_turn(now),
			Some(turn) => match turn.phase {
				Phase::Placing => Self::place(turn),
				Phase::Building { next } => Self::build(turn, next, &mut keys),
				Phase::Tidying { precinct, leaver } => {
					Self::tidy(turn, precinct, leaver, &mut prunes)
				}
			},
		};
		weight.saturating_add(step)
	}

	/// The weight of the worst block.
	pub(crate) fn most_work() -> Weight {
		let prunes = u64::from(T::PrunesPerBlock::get());
		let keys = T::KeysPerStep::get();
		let rings = u64::from(keys.div_ceil(STEP_KEYS));
		let built = T::WeightInfo::build_keys(keys)
			.saturating_add(T::WeightInfo::build_keys(0).saturating_mul(rings))
			.saturating_add(T::WeightInfo::finish_repair().saturating_mul(rings));
		let moved = MOVES_PER_BLOCK.saturating_add(T::MaxRing::get() / 2);
		let placed = T::WeightInfo::place()
			.saturating_mul(u64::from(T::ChangesPerBlock::get()))
			.saturating_add(T::WeightInfo::split(moved));
		let tidied = T::WeightInfo::tidy_precinct()
			.max(T::WeightInfo::tidy_leaver())
			.max(T::WeightInfo::release())
			.saturating_mul(prunes);
		T::WeightInfo::idle()
			.saturating_add(T::WeightInfo::start_turn())
			.saturating_add(T::WeightInfo::finish_turn())
			.saturating_add(built)
			.saturating_add(placed)
			.saturating_add(tidied)
	}

	/// Start a turn if it is time and something waits.
	fn start_turn(now: BlockNumberFor<T>) -> Weight {
		if now < NextTurn::<T>::get() {
			return Weight::zero();
		}
		let length = TurnLength::<T>::get().max(One::one());
		NextTurn::<T>::put(now.saturating_add(length));
		let target = Self::open_turn();
		let changes = QueueLength::<T>::get(target);
		if changes > 0 {
			let (random, _) = T::Randomness::random(b"veche/rolls/turn");
			let seed = (b"veche/rolls/turn", target, random).using_encoded(blake2_256);
			let phase = Phase::Placing;
			Turn::<T>::put(TurnState {
				target,
				phase,
				seed,
				draws: 0,
				changed: 0,
				leavers: 0,
			});
			Self::deposit_event(Event::TurnStarted {
				turn: target,
				changes,
			});
		}
		T::WeightInfo::start_turn()
	}

	/// Draw changes that wait and put them into staged lists.
	fn place(mut turn: TurnState) -> Weight {
		let (mut placed, mut moved) = (0u32, 0u32);
		while placed < T::ChangesPerBlock::get() && moved < MOVES_PER_BLOCK {
			let waiting = QueueLength::<T>::get(turn.target);
			if waiting == 0 {
				turn.phase = Phase::Building { next: 0 };
				break;
			}
			let index = turn.draw(waiting);
			placed = placed.saturating_add(1);
			if let Some(Change {
				key,
				electorate,
				kind,
			}) = Self::take_change(turn.target, index)
			{
				match kind {
					Kind::Leave => Self::unseat(&mut turn, key, electorate),
					Kind::Join => {
						moved = moved.saturating_add(Self::seat_key(&mut turn, key, electorate));
					}
				}
			}
		}
		Turn::<T>::put(turn);
		T::WeightInfo::place()
			.saturating_mul(u64::from(placed.max(1)))
			.saturating_add(T::WeightInfo::split(moved))
	}

	/// The key leaves the roll with this turn.
	pub(crate) fn unseat(turn: &mut TurnState, key: VotingKey, electorate: Electorate) {
		let now = CurrentEpoch::<T>::get().turn;
		let seat = Self::seat(&key, electorate);
		let Some(precinct) = seat.and_then(|seat| seat.place.latest()) else {
			return;
		};
		Self::stage(turn, precinct);
		Self::edit_staged(turn.epoch(), precinct, |keys| {
			keys.retain(|member| *member != key)
		});
		Self::mutate_seat(&key, electorate, |seat| {
			seat.place.stage(now, turn.target, None)
		});
		RollOf::<T>::mutate(electorate, |roll| roll.keys = roll.keys.saturating_sub(1));
		Self::count(electorate, 0, -1);
		Leavers::<T>::insert(turn.leavers, key);
		turn.leavers = turn.leavers.saturating_add(1);
		Self::deposit_event(Event::Left {
			key,
			precinct,
			turn: turn.target,
		});
	}

	/// The key joins the roll with this turn. Returns how many other keys had to move.
	pub(crate) fn seat_key(turn: &mut TurnState, key: VotingKey, electorate: Electorate) -> u32 {
		let now = CurrentEpoch::<T>::get().turn;
		let seat = Self::seat(&key, electorate);
		if seat.and_then(|seat| seat.place.latest()).is_some() {
			return 0;
		}
		let (precinct, moved) = Self::choose(turn, electorate);
		Self::stage(turn, precinct);
		let placed = Self::edit_staged(turn.epoch(), precinct, |keys| keys.try_push(key).is_ok())
			&& Self::mutate_seat(&key, electorate, |seat| {
				seat.place.stage(now, turn.target, Some(precinct));
			});
		if !placed {
			frame_support::defensive!("a chosen precinct has room, a queued key has a seat");
			Self::edit_staged(turn.epoch(), precinct, |keys| {
				keys.retain(|member| *member != key)
			});
			return moved;
		}
		RollOf::<T>::mutate(electorate, |roll| roll.keys = roll.keys.saturating_add(1));
		Self::count(electorate, 0, 1);
		Self::deposit_event(Event::Joined {
			key,
			precinct,
			turn: turn.target,
		});
		moved
	}

	/// The precinct for one more key of the roll, with room for it: the emptiest of a few drawn ones.
	/// If the roll has fewer precincts than all who join now will need, or the drawn ones are full,
	/// then a new one that takes half of the fullest of them: so no ring starts with only a few keys.
	fn choose(turn: &mut TurnState, electorate: Electorate) -> (PrecinctId, u32) {
		let capacity = Self::capacity();
		let roll = RollOf::<T>::get(electorate);
		if roll.precincts == 0 {
			return (Self::create_precinct(electorate, None), 0);
		}
		// The one being placed is not counted as joining any more.
		let joining = Joining::<T>::get(turn.target, electorate).saturating_add(1);
		let needed = roll.keys.saturating_add(joining).div_ceil(capacity);
		let probed = (0..PROBES).filter_map(|_| {
			let at = turn.draw(roll.precincts);
			let id = PrecinctAt::<T>::get(electorate, at)?;
			Precincts::<T>::get(id).map(|precinct| (precinct.keys, id))
		});
		let probed: alloc::vec::Vec<_> = probed.collect();
		let (emptiest, fullest) = (probed.iter().min(), probed.iter().max());
		match (emptiest, fullest) {
			(Some((keys, id)), _) if *keys < capacity && roll.precincts >= needed => (*id, 0),
			(_, Some((_, id))) => Self::split(turn, electorate, *id),
			_ => (Self::create_precinct(electorate, None), 0),
		}
	}

	/// A new precinct that gets half of another's keys, drawn by lot.
	pub(crate) fn split(
		turn: &mut TurnState,
		electorate: Electorate,
		from: PrecinctId,
	) -> (PrecinctId, u32) {
		let now = CurrentEpoch::<T>::get().turn;
		let to = Self::create_precinct(electorate, Some(from));
		Self::stage(turn, from);
		Self::stage(turn, to);
		let epoch = turn.epoch();
		let half = Members::<T>::decode_len(from, epoch).unwrap_or(0) / 2;
		let moving = Self::edit_staged(epoch, from, |keys| {
			let mut moving = BoundedVec::<VotingKey, T::MaxRing>::new();
			for _ in 0..half {
				let drawn = turn.draw(keys.len() as u32) as usize;
				let Some(key) = keys.get(drawn).copied() else {
					break;
				};
				if moving.try_push(key).is_err() {
					break;
				}
				keys.swap_remove(drawn);
			}
			moving
		});
		for key in &moving {
			Self::mutate_seat(key, electorate, |seat| {
				seat.place.stage(now, turn.target, Some(to));
			});
		}
		let moved = moving.len() as u32;
		Self::edit_staged(epoch, to, |keys| *keys = moving);
		let created = Event::PrecinctCreated {
			precinct: to,
			electorate,
			split_from: Some(from),
			moved,
		};
		Self::deposit_event(created);
		(to, moved)
	}

	/// A new, empty precinct of the roll.
	pub(crate) fn create_precinct(
		electorate: Electorate,
		split_from: Option<PrecinctId>,
	) -> PrecinctId {
		let id = NextPrecinct::<T>::get();
		NextPrecinct::<T>::put(id.saturating_add(1));
		Precincts::<T>::insert(
			id,
			Precinct {
				electorate,
				keys: 0,
				split_from,
			},
		);
		RollOf::<T>::mutate(electorate, |roll| {
			PrecinctAt::<T>::insert(electorate, roll.precincts, id);
			roll.precincts = roll.precincts.saturating_add(1);
		});
		if split_from.is_none() {
			let created = Event::PrecinctCreated {
				precinct: id,
				electorate,
				split_from: None,
				moved: 0,
			};
			Self::deposit_event(created);
		}
		id
	}

	/// Make sure that the precinct has a staged list: at first touch a copy of the one in force.
	pub(crate) fn stage(turn: &mut TurnState, precinct: PrecinctId) {
		let epoch = turn.epoch();
		if Self::has_version(precinct, epoch) {
			return;
		}
		let members = Self::live_version(precinct).map_or_else(BoundedVec::new, |version| {
			Members::<T>::get(precinct, version)
		});
		Self::insert_version(precinct, epoch, members);
		Self::list_changed(turn, precinct);
	}

	/// Have the precinct built, and afterwards tidied.
	pub(crate) fn list_changed(turn: &mut TurnState, precinct: PrecinctId) {
		Changed::<T>::insert(turn.changed, precinct);
		turn.changed = turn.changed.saturating_add(1);
	}

	/// Edit a staged list.
	pub(crate) fn edit_staged<R>(
		epoch: RollEpoch,
		precinct: PrecinctId,
		edit: impl FnOnce(&mut BoundedVec<VotingKey, T::MaxRing>) -> R,
	) -> R {
		let mut keys = Members::<T>::get(precinct, epoch);
		let result = edit(&mut keys);
		Self::resize(precinct, keys.len() as u32);
		Members::<T>::insert(precinct, epoch, keys);
		result
	}

	/// Write down how many keys the precinct's latest list has.
	pub(crate) fn resize(precinct: PrecinctId, keys: u32) {
		Precincts::<T>::mutate_extant(precinct, |precinct| precinct.keys = keys);
	}

	/// Build the commitments of changed precincts; when all are built, turn.
	pub(crate) fn build(mut turn: TurnState, mut next: u32, keys: &mut u32) -> Weight {
		let mut weight = Weight::zero();
		let epoch = turn.epoch();
		while next < turn.changed && *keys > STEP_KEYS {
			if let Some(precinct) = Changed::<T>::get(next) {
				let (done, step) = Self::build_ring(Purpose::Turn, precinct, epoch, keys);
				weight.saturating_accrue(step);
				let Some(commitment) = done else { break };
				if let Some(commitment) = commitment {
					weight.saturating_accrue(T::WeightInfo::finish_ring());
					Commitments::<T>::insert(precinct, epoch, commitment);
				}
			}
			next = next.saturating_add(1);
		}
		turn.phase = Phase::Building { next };
		// An emptied precinct is repaired first, or the repair would be dated back.
		if next >= turn.changed && Repairs::<T>::count() == 0 {
			weight.saturating_accrue(T::WeightInfo::finish_turn());
			CurrentEpoch::<T>::put(epoch);
			turn.phase = Phase::Tidying {
				precinct: 0,
				leaver: 0,
			};
			Self::deposit_event(Event::Turned {
				epoch,
				precincts: turn.changed,
			});
		}
		Turn::<T>::put(turn);
		weight
	}

	/// Clear away what the turn superseded.
	pub(crate) fn tidy(
		mut turn: TurnState,
		mut precinct: u32,
		mut leaver: u32,
		prunes: &mut u32,
	) -> Weight {
		let mut weight = Weight::zero();
		while *prunes > 0 && precinct < turn.changed {
			*prunes = prunes.saturating_sub(1);
			weight.saturating_accrue(T::WeightInfo::tidy_precinct());
			if let Some(changed) = Changed::<T>::take(precinct) {
				let spans = Versions::<T>::get(changed);
				let ended = spans.iter().find(|span| span.until == turn.epoch());
				if let Some(ended) = ended {
					Self::retire(changed, ended.from);
				}
			}
			precinct = precinct.saturating_add(1);
		}
		while *prunes > 0 && leaver < turn.leavers {
			*prunes = prunes.saturating_sub(1);
			weight.saturating_accrue(T::WeightInfo::tidy_leaver());
			if let Some(key) = Leavers::<T>::take(leaver) {
				Self::tidy_seats(&key);
			}
			leaver = leaver.saturating_add(1);
		}
		if precinct >= turn.changed && leaver >= turn.leavers {
			Turn::<T>::kill();
		} else {
			turn.phase = Phase::Tidying { precinct, leaver };
			Turn::<T>::put(turn);
		}
		weight
	}
}
