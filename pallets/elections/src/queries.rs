//! Lists for those who ask.

use super::*;

impl<T: Config> Pallet<T> {
	/// The election's candidacies in order.
	pub(super) fn candidacies(id: ElectionId) -> Vec<(PersonId, CandidacyOf<T>)> {
		let candidates = Slates::<T>::get(id).candidates.into_iter();
		candidates
			.filter_map(|person| Some((person, Candidates::<T>::get(id, person)?)))
			.collect()
	}

	/// A page of the elections that are wanted.
	pub(super) fn page(
		from: ElectionId,
		limit: u32,
		is_wanted: impl Fn(&ElectionOf<T>) -> bool,
	) -> Page<BlockNumberFor<T>> {
		let end = NextElection::<T>::get();
		let limit = usize::try_from(limit.clamp(1, MAX_PAGE)).unwrap_or(1);
		let scanned = end.min(from.saturating_add(MAX_SCAN));
		let mut found = Vec::new();
		for id in from..scanned {
			if found.len() >= limit {
				return Page {
					found,
					next: Some(id),
				};
			}
			if let Some(election) = Elections::<T>::get(id).filter(&is_wanted) {
				found.push((id, election));
			}
		}
		Page {
			found,
			next: (from < scanned && scanned < end).then_some(scanned),
		}
	}
}
