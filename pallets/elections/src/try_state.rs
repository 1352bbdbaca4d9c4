//! The invariants.

use super::*;
use alloc::collections::BTreeSet;
use frame_support::ensure;
use sp_runtime::TryRuntimeError;
use veche_primitives::{is_readable, offices::MAX_PLEDGES};

/// How many entries the elections found so far must have led to.
#[derive(Default)]
struct Expected {
	elections: usize,
	under_way: usize,
	nominations: usize,
	votes: usize,
	slates: usize,
	candidacies: usize,
	running: usize,
}

impl<T: Config> Pallet<T> {
	/// The invariants of the pallet's storage.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		ensure!(
			Parameters::<T>::get().is_valid(),
			"a share or period cannot work"
		);
		let mut expected = Expected::default();
		for (id, election) in Elections::<T>::iter() {
			ensure!(
				id < NextElection::<T>::get(),
				"an election has a number not yet given"
			);
			ensure!(
				election.terms.is_valid(),
				"an election began with numbers that cannot work"
			);
			expected.elections = expected.elections.saturating_add(1);
			Self::check_phase(id, &election, &mut expected)?;
			Self::check_slate(id, &election, &mut expected)?;
		}
		ensure!(
			expected.elections == NextElection::<T>::get() as usize,
			"an election is gone"
		);
		ensure!(
			UnderWay::<T>::iter().count() == expected.under_way,
			"an office waits for an election that is not under way"
		);
		ensure!(
			Agenda::<T>::iter().count() == expected.nominations,
			"exactly the nominations have an end"
		);
		ensure!(
			ByPoll::<T>::iter().count() == expected.votes,
			"a poll leads to an election that does not wait for it"
		);
		ensure!(
			Slates::<T>::iter().count() == expected.slates,
			"a slate belongs to no election, or is empty"
		);
		ensure!(
			Candidates::<T>::iter().count() == expected.candidacies,
			"a candidacy is on no slate"
		);
		ensure!(
			RunningOf::<T>::iter().count() == expected.running,
			"a candidacy runs in no election under way"
		);
		for name in NameOf::<T>::iter_values() {
			ensure!(is_readable(&name), "a name that nobody can read");
		}
		Ok(())
	}

	/// An election under way is that of its office and will go on by itself; one that is done waits
	/// for nothing.
	fn check_phase(
		id: ElectionId,
		election: &ElectionOf<T>,
		expected: &mut Expected,
	) -> Result<(), TryRuntimeError> {
		let is_under_way = UnderWay::<T>::get(election.office) == Some(id);
		ensure!(
			is_under_way != election.phase.is_done(),
			"an office has an election under way that is done, or two"
		);
		if is_under_way {
			expected.under_way = expected.under_way.saturating_add(1);
		}
		match election.phase {
			Phase::Nomination { opens, until, .. } => {
				expected.nominations = expected.nominations.saturating_add(1);
				ensure!(opens < until, "a nomination is over before it opens");
				ensure!(
					Agenda::<T>::contains_key(until, id),
					"a nomination never ends"
				);
				let cursor = AgendaCursor::<T>::get().unwrap_or_default();
				ensure!(until >= cursor, "the end of a nomination was passed over");
			}
			Phase::Voting { poll, attempt, .. } => {
				expected.votes = expected.votes.saturating_add(1);
				ensure!(
					ByPoll::<T>::get(poll) == Some(id),
					"a vote is not found by its poll"
				);
				ensure!((1..=2).contains(&attempt), "a vote was repeated twice");
			}
			Phase::Done { .. } => (),
		}
		Ok(())
	}

	/// Candidacies, slate and the candidates' one running candidacy agree; every pledge option is
	/// of a candidate.
	fn check_slate(
		id: ElectionId,
		election: &ElectionOf<T>,
		expected: &mut Expected,
	) -> Result<(), TryRuntimeError> {
		let is_nominating = matches!(election.phase, Phase::Nomination { .. });
		let slate = Slates::<T>::get(id);
		let count = slate.candidates.len();
		ensure!(
			is_nominating || count > 0,
			"an election without candidates is voted on"
		);
		expected.slates = expected.slates.saturating_add(count.min(1));
		expected.candidacies = expected.candidacies.saturating_add(count);
		let mut seen = BTreeSet::new();
		for person in &slate.candidates {
			ensure!(seen.insert(*person), "a person is twice on one slate");
			ensure!(
				Candidates::<T>::contains_key(id, person),
				"a candidate has no candidacy"
			);
			if matches!(election.phase, Phase::Voting { .. }) {
				let candidacy = Candidates::<T>::get(id, person);
				ensure!(
					NameOf::<T>::get(person) == candidacy.map(|candidacy| candidacy.name),
					"a person is not known by the name on the paper"
				);
			}
			if !election.phase.is_done() {
				expected.running = expected.running.saturating_add(1);
				ensure!(
					RunningOf::<T>::get(person) == Some(id),
					"a candidate runs elsewhere"
				);
			}
		}
		ensure!(
			slate.pledges.is_empty() || !is_nominating,
			"a paper was made before nomination ended"
		);
		let mut options = BTreeSet::new();
		for option in &slate.pledges {
			ensure!(options.insert(*option), "a pledge is twice on one paper");
			let is_known =
				usize::from(option.candidate) < count && u32::from(option.pledge) < MAX_PLEDGES;
			ensure!(is_known, "a pledge on the paper is of no candidate");
		}
		Ok(())
	}
}
