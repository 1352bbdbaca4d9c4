//! The panel of a poll: the only aliases whose ballots count, and the reserves who take the places
//! of those who do not vote.
//!
//! A seat has one holder at a time. Whoever has a counted ballot keeps it; whoever lost it never gets
//! it back. So all counted ballots are by holders of today, and what a reserve sent before its time
//! is told from what it sent after by the blocks of its term.

use crate::{
	types::{Refusal, Term},
	*,
};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_system::pallet_prelude::BlockNumberFor;
use veche_primitives::{
	polls::{Phase, Reserves, MAX_ADMITTED},
	Alias, PollId,
};

impl<T: Config> Pallet<T> {
	/// Give the seats of a poll that is just being asked for. Named twice is named once.
	pub(crate) fn admit(
		id: PollId,
		aliases: impl IntoIterator<Item = Alias>,
		since: BlockNumberFor<T>,
	) {
		for alias in aliases {
			Admitted::<T>::insert(id, alias, Term { since, until: None });
		}
	}

	/// Whether ballots of the alias count now in a poll that has a panel; if not, why.
	pub(crate) fn check_seat(id: PollId, alias: &Alias) -> Result<(), Refusal> {
		match Admitted::<T>::get(id, alias) {
			Some(Term { until: None, .. }) => Ok(()),
			Some(_) => Err(Refusal::Replaced),
			None if T::Reserves::stands_by(id, alias) => Err(Refusal::StandsBy),
			None => Err(Refusal::NotAdmitted),
		}
	}

	/// Give the seats of those who have not voted to reserves, as long as the poll takes ballots.
	/// Bounded: there are at most [`MAX_ADMITTED`] seats, and over the whole poll at most as many
	/// replacements.
	pub(crate) fn replace_silent(id: PollId, reserves: &[Alias]) -> u32 {
		let now = frame_system::Pallet::<T>::block_number();
		let takes_ballots = Polls::<T>::get(id)
			.is_some_and(|poll| poll.panel && poll.phase == Phase::Open && now < poll.closes);
		if !takes_ballots {
			return 0;
		}
		let terms: BTreeMap<Alias, Term<BlockNumberFor<T>>> =
			Admitted::<T>::iter_prefix(id).collect();
		let most = MAX_ADMITTED as usize;
		let gone = terms.values().filter(|term| term.until.is_some()).count();
		let silent = terms.iter().filter(|(alias, term)| {
			term.until.is_none() && !Ballots::<T>::contains_key(id, *alias)
		});
		let mut known: BTreeSet<Alias> = terms.keys().copied().collect();
		let fresh = reserves
			.iter()
			.take(most)
			.filter(|reserve| known.insert(**reserve));

		let mut replaced = 0u32;
		for ((out, term), reserve) in silent.zip(fresh).take(most.saturating_sub(gone)) {
			let ended = Term {
				until: Some(now),
				..*term
			};
			Admitted::<T>::insert(id, out, ended);
			Self::admit(id, [*reserve], now);
			Self::deposit_event(Event::Substituted {
				poll: id,
				out: *out,
				reserve: *reserve,
			});
			replaced = replaced.saturating_add(1);
		}
		replaced
	}

	/// As many seats as electors, each with one holder; for everybody who went, somebody came.
	#[cfg(any(feature = "std", feature = "try-runtime"))]
	pub(crate) fn check_panel(
		id: PollId,
		poll: &veche_primitives::polls::Poll<BlockNumberFor<T>>,
	) -> Result<(), sp_runtime::TryRuntimeError> {
		use frame_support::ensure;
		let terms: alloc::vec::Vec<_> = Admitted::<T>::iter_prefix_values(id).collect();
		if !poll.panel {
			ensure!(terms.is_empty(), "a list of the admitted without a panel");
			return Ok(());
		}
		let most = MAX_ADMITTED as usize;
		let gone = terms.iter().filter(|term| term.until.is_some()).count();
		let seats = terms.len().saturating_sub(gone);
		ensure!((1..=most).contains(&seats), "too few or too many seats");
		ensure!(gone <= most, "more were replaced than can be");
		// The first ones were admitted when the poll was asked for, at least a block before it opened.
		let came = terms.iter().filter(|term| term.since >= poll.opens).count();
		ensure!(came == gone, "not one reserve for each who was replaced");
		let ends_late =
			|term: &Term<BlockNumberFor<T>>| term.until.is_none_or(|until| term.since <= until);
		ensure!(
			terms.iter().all(ends_late),
			"a term that ended before it began"
		);
		let electors = if poll.phase == Phase::Scheduled {
			0
		} else {
			seats as u32
		};
		ensure!(
			poll.electors == electors,
			"the electors are not the panel's seats"
		);
		Ok(())
	}
}
