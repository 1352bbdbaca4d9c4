//! From a bill to its panel: the roll is frozen, the seed drawn, the lowest tickets seated.

use super::*;
use crate::types::sortition;
use codec::Encode;
use frame_support::{storage::with_storage_layer, BoundedVec};
use sp_runtime::traits::{One, Saturating};
use veche_primitives::{
	calendar,
	laws::{jury_context, SEED_DELAY},
	polls::{Panel, PollRequest},
};

impl<T: Config> Pallet<T> {
	/// Do what is due, as much as one block allows: the steps of trials by blocks, the seeds by
	/// epochs of the consensus.
	pub(crate) fn service(now: BlockNumberFor<T>) -> Weight {
		let mut weight = T::WeightInfo::idle();
		let limit = T::DuePerBlock::get();
		calendar::service::<_, BillId, Agenda<T>, AgendaCursor<T>>(now, limit, |id| {
			weight = weight.saturating_add(Self::fall_due(id));
		});
		let epoch = T::Seeds::epoch();
		calendar::service::<_, BillId, SeedsDue<T>, SeedCursor<T>>(epoch, limit, |id| {
			weight = weight.saturating_add(Self::draw_seed(id));
		});
		weight
	}

	/// The next step of a bill's trial.
	pub(crate) fn fall_due(id: BillId) -> Weight {
		DueAt::<T>::remove(id);
		let Some(record) = Bills::<T>::get(id) else {
			log::error!(target: LOG_TARGET, "something is due for no bill {id}");
			return T::DbWeight::get().reads_writes(1, 1);
		};
		match record.phase {
			Phase::Waiting { .. } => {
				Self::freeze(id, record);
				T::WeightInfo::freeze()
			}
			Phase::Claiming { epoch, context, .. } => {
				Self::seat_panel(id, record, epoch, context);
				T::WeightInfo::seat_panel()
			}
			Phase::Trial { poll, .. } => {
				Self::call_reserves(id, poll, &record.params);
				T::WeightInfo::call_reserves()
			}
			Phase::Petition { .. } | Phase::Frozen { .. } | Phase::Done(_) => {
				log::error!(target: LOG_TARGET, "nothing can be due for bill {id}");
				T::DbWeight::get().reads_writes(1, 1)
			}
		}
	}

	/// Fix who can be drawn for a bill that waits for it, and keep its record. What cannot be done
	/// now is due on the next block.
	pub(crate) fn freeze(id: BillId, mut record: RecordOf<T>) {
		let Phase::Waiting { since } = record.phase else {
			return;
		};
		match Self::pin_roll(since) {
			Some(epoch) => {
				let frozen_in = T::Seeds::epoch();
				let seed_epoch = frozen_in.saturating_add(SEED_DELAY);
				SeedsDue::<T>::insert(seed_epoch, id, ());
				let (electorate, jurists) = Self::who_can_be_drawn(record.params.least_panel);
				record.jurists = electorate;
				Self::deposit_event(Event::RollFrozen {
					bill: id,
					epoch,
					electorate,
					jurists,
					seed_epoch,
				});
				record.phase = Phase::Frozen { epoch, frozen_in };
			}
			None => {
				if since == Self::now() {
					Self::deposit_event(Event::FreezeDelayed { bill: id });
				}
				Self::put_on_agenda(id, Self::next_block());
			}
		}
		Bills::<T>::insert(id, record);
	}

	/// Pin the rolls as they are. Not while a precinct is being rebuilt: its jurists could not be
	/// drawn, and who empties one would choose who judges. But neither can who keeps emptying
	/// precincts hold up a bill for ever.
	fn pin_roll(since: BlockNumberFor<T>) -> Option<RollEpoch> {
		let patience = since.saturating_add(T::MaxFreezeDelay::get());
		let may_freeze = T::Electorates::is_settled() || Self::now() >= patience;
		may_freeze.then(T::Electorates::pin).flatten()
	}

	/// Whose roll a panel is drawn from that is frozen now, and how many are on it: the jurists', or
	/// everybody's when there are fewer jurists than the panel needs. Else, without jurists, no bill
	/// would find a panel ever again, nor one that would bring them back.
	fn who_can_be_drawn(least_panel: u32) -> (Electorate, u32) {
		let jurists = T::Jurists::get();
		let count = T::Electorates::electors(jurists);
		if count >= least_panel {
			return (jurists, count);
		}
		let everybody = T::Everybody::get();
		(everybody, T::Electorates::electors(everybody))
	}

	/// Draw the seed of a bill whose roll was frozen long enough ago.
	pub(crate) fn draw_seed(id: BillId) -> Weight {
		let weight = T::WeightInfo::draw_seed();
		let Some(mut record) = Bills::<T>::get(id) else {
			return weight;
		};
		let Phase::Frozen { epoch, .. } = record.phase else {
			return weight;
		};
		let seed = (SEED_SUBJECT, id).using_encoded(T::Seeds::seed);
		let context = jury_context(Self::genesis_hash(), id, seed);
		let until = Self::now().saturating_add(record.params.claim);
		record.phase = Phase::Claiming {
			epoch,
			seed,
			context,
			until,
		};
		Self::put_on_agenda(id, until);
		Bills::<T>::insert(id, record);
		Self::deposit_event(Event::SeedDrawn {
			bill: id,
			seed,
			context,
			until,
		});
		weight
	}

	/// No more tickets are taken: the lowest are the panel and decide, if there are enough. If not,
	/// everybody may claim, once. If the panel's poll cannot be opened, it is tried again on the next
	/// block.
	fn seat_panel(id: BillId, mut record: RecordOf<T>, epoch: RollEpoch, context: [u8; 32]) {
		let kept = Tickets::<T>::get(id);
		if (kept.len() as u32) < record.params.least_panel {
			return Self::draw_from_all(id, record);
		}
		let (panel, reserves) = sortition::split(&kept, record.params.panel);
		let request = Self::trial_request(&record, panel, epoch, context);
		// In a storage layer of its own: what a refused opening has written is undone.
		match with_storage_layer(|| T::Polls::open(request)) {
			Ok(poll) => {
				// The poll opens on the next block, so half-time is after that.
				let half = record.params.verdict / BlockNumberFor::<T>::from(2u32);
				let halfway = Self::next_block().saturating_add(half.max(One::one()));
				record.phase = Phase::Trial {
					poll,
					epoch,
					halfway,
				};
				record.trial = Some(poll);
				ByPoll::<T>::insert(poll, id);
				Self::put_on_agenda(id, halfway);
				Bills::<T>::insert(id, record);
				Self::deposit_event(Event::PanelSeated {
					bill: id,
					poll,
					panel: panel.len() as u32,
					reserves: reserves.len() as u32,
				});
			}
			Err(error) => {
				Self::put_on_agenda(id, Self::next_block());
				Self::deposit_event(Event::TrialDelayed { bill: id, error });
			}
		}
	}

	/// Too few claimed a seat. If only jurists could, everybody can now, by the same frozen rolls and
	/// the same seed: jurists who stay at home must not stop all laws, nor the one that would mend
	/// that. If everybody could, the bill ends.
	fn draw_from_all(id: BillId, mut record: RecordOf<T>) {
		let everybody = T::Everybody::get();
		if record.jurists == everybody {
			return Self::conclude(id, record, Verdict::NoPanel);
		}
		let Phase::Claiming { until, .. } = &mut record.phase else {
			return;
		};
		let closes = Self::now().saturating_add(record.params.claim);
		*until = closes;
		record.jurists = everybody;
		// They were proven in the jurists' precincts: their owners claim again, in those of all.
		Tickets::<T>::remove(id);
		Self::put_on_agenda(id, closes);
		Bills::<T>::insert(id, record);
		Self::deposit_event(Event::DrawnFromAll {
			bill: id,
			until: closes,
		});
	}

	/// What the panel is asked: whether the bill should become law.
	fn trial_request(
		record: &RecordOf<T>,
		panel: &[Alias],
		epoch: RollEpoch,
		context: [u8; 32],
	) -> PollRequest<BlockNumberFor<T>> {
		PollRequest {
			institution: Institution::Jury,
			electorate: record.jurists,
			paper: record.bill.paper(TRIAL_QUESTION),
			delay: One::one(),
			duration: record.params.verdict,
			quorum: record.params.quorum,
			majority: record.params.majority,
			goal: None,
			context: Some(context),
			admitted: Some(Panel {
				aliases: BoundedVec::truncate_from(panel.to_vec()),
				epoch,
			}),
		}
	}

	/// Hash of the first block: binds contexts and tickets to this chain.
	pub(crate) fn genesis_hash() -> H256 {
		frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::default())
	}

	pub(crate) fn now() -> BlockNumberFor<T> {
		frame_system::Pallet::<T>::block_number()
	}

	/// The first block that agenda items of now may be put on.
	pub(crate) fn next_block() -> BlockNumberFor<T> {
		Self::now().saturating_add(One::one())
	}

	/// A bill is to be looked at on a block to come.
	fn put_on_agenda(id: BillId, at: BlockNumberFor<T>) {
		DueAt::<T>::insert(id, at);
		Agenda::<T>::insert(at, id, ());
	}
}
