//! What must hold in every state.

use super::*;
use alloc::collections::BTreeMap;
use frame_support::ensure;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Check everything that must hold in every state.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::check_params()?;
		Self::check_dates()?;
		Self::check_current()?;
		Self::check_rounds()?;
		Self::check_standings()
	}

	fn check_params() -> Result<(), TryRuntimeError> {
		ensure!(
			Parameters::<T>::get().is_valid(),
			"a share or period cannot work"
		);
		for (level, params) in LevelParameters::<T>::iter() {
			ensure!(
				u32::from(level) < MAX_UNIT_DEPTH,
				"numbers for a level that cannot be"
			);
			ensure!(params.is_valid(), "a share or period cannot work");
		}
		Ok(())
	}

	/// Each office has one item of the agenda, its next date, and none was passed over.
	fn check_dates() -> Result<(), TryRuntimeError> {
		let cursor = AgendaCursor::<T>::get().unwrap_or_default();
		for (office, date) in Dates::<T>::iter() {
			ensure!(
				T::Mandates::seat(office).is_some(),
				"a date of an office that does not exist"
			);
			ensure!(
				Agenda::<T>::contains_key(date, office),
				"a date that never comes"
			);
			ensure!(date >= cursor, "a date was passed over");
		}
		ensure!(
			Agenda::<T>::iter_keys().count() == Dates::<T>::iter_keys().count(),
			"an office has several dates"
		);
		Ok(())
	}

	/// Each round under way waits for its poll, and nothing else does.
	fn check_current() -> Result<(), TryRuntimeError> {
		let mut current = 0usize;
		for (office, round) in Current::<T>::iter() {
			current = current.saturating_add(1);
			ensure!(
				ByPoll::<T>::get(round.poll) == Some(office),
				"a round is not found by its poll"
			);
			ensure!(!round.asked.is_empty(), "a round asks about nobody");
			ensure!(round.rule.is_valid(), "a round by a rule that cannot work");
			ensure!(
				CountIn::<T>::get(office) == round.number,
				"a round under way is not the last of its office"
			);
			ensure!(
				!RoundsIn::<T>::contains_key(office, round.number),
				"a round is over and under way"
			);
			ensure!(Dates::<T>::contains_key(office), "an office without a date");
		}
		ensure!(
			ByPoll::<T>::iter_keys().count() == current,
			"a poll leads to a round that does not wait for it"
		);
		let follows = |office| Current::<T>::contains_key(office);
		ensure!(
			Owed::<T>::iter_keys().all(follows),
			"a round is owed, but none is under way that it follows"
		);
		Ok(())
	}

	/// Each round that is over has its place in the histories of its office and of everybody it was
	/// about, and there is no other place.
	fn check_rounds() -> Result<(), TryRuntimeError> {
		let mut over = BTreeMap::<OfficeId, u32>::new();
		let mut answers = 0usize;
		for (office, number, past) in RoundsIn::<T>::iter() {
			let count = over.entry(office).or_default();
			*count = count.saturating_add(1);
			ensure!(
				(1..=CountIn::<T>::get(office)).contains(&number),
				"a round has a number not given yet"
			);
			ensure!(!past.results.is_empty(), "a round was about nobody");
			ensure!(past.called <= past.closed, "a round closed before its call");
			ensure!(
				past.counts() || past.kind != Kind::Repeat,
				"a repeat is unclear"
			);
			answers = answers.saturating_add(past.results.len());
		}
		for (office, count) in CountIn::<T>::iter() {
			let current = u32::from(Current::<T>::contains_key(office));
			let over = over.get(&office).copied().unwrap_or(0);
			ensure!(
				over.saturating_add(current) == count,
				"a round of an office is gone"
			);
		}
		let mut places = 0usize;
		for (person, place, (office, number)) in RoundsOf::<T>::iter() {
			places = places.saturating_add(1);
			let past = RoundsIn::<T>::get(office, number);
			let past = past.ok_or("a person's round that is none of its office")?;
			ensure!(
				past.results
					.iter()
					.any(|rated| rated.asked.person == person),
				"a round in the history of somebody it was not about"
			);
			ensure!(
				place < CountOf::<T>::get(person),
				"a place that was not given yet"
			);
		}
		let counted = CountOf::<T>::iter_values().map(|count| count as usize);
		ensure!(
			places == answers && counted.sum::<usize>() == answers,
			"rounds about persons miscounted"
		);
		Ok(())
	}

	/// Each standing is the sum of the rounds about the mandate that count.
	fn check_standings() -> Result<(), TryRuntimeError> {
		let mut rounds: Vec<_> = RoundsIn::<T>::iter().collect();
		// In order of time, for the last rating: a mandate is of one office.
		rounds.sort_by_key(|(office, number, _)| (*office, *number));
		let mut standings = BTreeMap::<MandateId, Standing>::new();
		for (_, _, past) in &rounds {
			for rated in &past.results {
				if let Some(mandate) = rated.heard_of(past.counts()) {
					standings
						.entry(mandate)
						.or_default()
						.add(rated, &past.rule, past.counts());
				}
			}
		}
		ensure!(
			Standings::<T>::iter().collect::<BTreeMap<_, _>>() == standings,
			"a standing is not the sum of its rounds"
		);
		Ok(())
	}
}
