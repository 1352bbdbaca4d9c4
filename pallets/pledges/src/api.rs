//! What other pallets may ask and do, and how the voting engine calls back.

use super::*;

impl<T: Config> Pledges<BlockNumberFor<T>> for Pallet<T> {
	fn titles(election: ElectionId, person: PersonId) -> Vec<Title> {
		Entered::<T>::get(election, person)
			.into_iter()
			.map(|promise| promise.title)
			.collect()
	}

	fn adopt(election: ElectionId, person: PersonId, mandate: MandateId, marks: &[u32]) {
		Self::do_adopt(election, person, mandate, marks);
	}

	fn forget(election: ElectionId, person: PersonId) {
		Self::do_forget(election, person);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_pledges(
		election: ElectionId,
		person: PersonId,
	) -> frame_support::dispatch::DispatchResult {
		Entered::<T>::insert(election, person, benchmarking::longest::<T>());
		Ok(())
	}
}

impl<T: Config> Judged for Pallet<T> {
	fn promises(mandate: MandateId) -> offices::Promises {
		Self::sum_up(mandate)
	}
}

impl<T: Config> OnPollClosed for Pallet<T> {
	fn on_poll_closed(institution: Institution, poll: PollId, outcome: &PollOutcome) -> Weight {
		if institution != Institution::Pledges {
			return Weight::zero();
		}
		match ByPoll::<T>::take(poll) {
			Some((mandate, pledge)) => Self::conclude(mandate, pledge, poll, outcome),
			None => T::DbWeight::get().reads_writes(1, 1),
		}
	}
}
