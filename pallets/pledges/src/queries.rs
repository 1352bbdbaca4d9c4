//! Lists and sums for those who ask.

use super::*;

impl<T: Config> Pallet<T> {
	/// The pledges of the unit that are judged, then those that wait.
	pub(super) fn open_and_waiting(unit: UnitId) -> Vec<(MandateId, u8)> {
		let open = OpenIn::<T>::get(unit).into_iter();
		let judged = open.filter_map(ByPoll::<T>::get);
		let queue = Queues::<T>::get(unit);
		let waiting = (queue.first..queue.next)
			.filter_map(|place| Waiting::<T>::get(unit, place))
			.map(|pending| (pending.mandate, pending.pledge));
		judged.chain(waiting).take(MAX_PAGE as usize).collect()
	}

	/// The weights of what was kept and broken.
	pub(super) fn sum_up(mandate: MandateId) -> offices::Promises {
		let mut sum = offices::Promises::default();
		for pledge in Checklist::<T>::get(mandate) {
			let weight = u64::from(pledge.weight);
			match pledge.mark {
				Mark::Kept => sum.kept = sum.kept.saturating_add(weight),
				Mark::Broken => sum.broken = sum.broken.saturating_add(weight),
				_ => (),
			}
		}
		sum
	}
}
