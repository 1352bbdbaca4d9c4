//! What must hold in every state between two blocks.

use crate::{types::*, *};
use alloc::{collections::BTreeMap, collections::BTreeSet};
use frame_support::ensure;
use sp_runtime::TryRuntimeError;
use veche_primitives::{
	rolls::{Electorate, RollEpoch},
	territory::Territory,
	PrecinctId, VotingKey,
};

impl<T: Config> Pallet<T> {
	/// Check all invariants of the pallet.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let current = CurrentEpoch::<T>::get();
		let staging = Self::staging();
		let staged = staging.map(|turn| RollEpoch { turn, revision: 0 });
		let mut live_sizes = BTreeMap::<Electorate, u32>::new();
		let mut latest_sizes = BTreeMap::<Electorate, u32>::new();
		let (mut live_places, mut latest_places) = (BTreeMap::new(), BTreeMap::new());

		for (id, precinct) in Precincts::<T>::iter() {
			let spans = Versions::<T>::get(id);
			Self::check_spans(id, &spans, current, staged)?;
			let live = Self::live_version(id);
			let next = staged.filter(|epoch| Self::has_version(id, *epoch));
			let live_keys = live.map(|at| Members::<T>::get(id, at)).unwrap_or_default();
			let latest_keys = match next {
				Some(epoch) => Members::<T>::get(id, epoch),
				None => live_keys.clone(),
			};
			ensure!(
				precinct.keys == latest_keys.len() as u32,
				"precinct: wrong number of keys"
			);
			ensure!(
				precinct.keys <= Self::capacity(),
				"precinct: more keys than its ring holds"
			);
			if let Some(version) = live {
				let provable = Commitments::<T>::contains_key(id, version);
				let emptied = live_keys.is_empty() || Repairs::<T>::contains_key(id);
				ensure!(
					provable != emptied,
					"precinct: a whole ring has a commitment, only that"
				);
			}
			let electorate = precinct.electorate;
			*live_sizes.entry(electorate).or_default() += live_keys.len() as u32;
			*latest_sizes.entry(electorate).or_default() += latest_keys.len() as u32;
			for (keys, places) in [
				(live_keys, &mut live_places),
				(latest_keys, &mut latest_places),
			] {
				for key in keys {
					let first = places.insert((key, electorate), id).is_none();
					ensure!(first, "a key is twice on one roll");
				}
			}
		}
		Self::check_rolls(&latest_sizes)?;
		Self::check_electors(&live_sizes, |count| count.live(current.turn))?;
		Self::check_electors(&latest_sizes, Switched::latest)?;
		Self::check_keys(current, live_places, latest_places)?;
		Self::check_queue()?;
		Self::check_pins(current)?;
		for precinct in Repairs::<T>::iter_keys() {
			ensure!(
				Self::live_version(precinct).is_some(),
				"repair of what has no ring"
			);
		}
		if Turn::<T>::get().is_none() {
			ensure!(
				Changed::<T>::iter().next().is_none(),
				"changed precincts left over"
			);
			ensure!(
				Leavers::<T>::iter().next().is_none(),
				"departed keys left over"
			);
		}
		Ok(())
	}

	fn check_spans(
		id: PrecinctId,
		spans: &[Span],
		current: RollEpoch,
		staged: Option<RollEpoch>,
	) -> Result<(), TryRuntimeError> {
		for pair in spans.windows(2) {
			ensure!(
				pair[0].until <= pair[1].from,
				"versions: two in force at once"
			);
		}
		if let Some(last) = spans.last() {
			ensure!(last.until == OPEN, "versions: the last one ended");
		}
		let tidying = Turn::<T>::get().map(|turn| turn.epoch());
		for span in spans {
			ensure!(
				span.from < span.until,
				"versions: one that is never in force"
			);
			ensure!(
				span.from <= current || Some(span.from) == staged,
				"versions: one of the future that is not staged"
			);
			if span.until <= current && Some(span.until) != tidying {
				let held = Pins::<T>::get()
					.range(span.from..span.until)
					.any(|(pin, _)| Held::<T>::get(pin, id) == Some(span.from));
				ensure!(held, "versions: a superseded one that no pin holds");
			}
			let stored = Members::<T>::contains_key(id, span.from);
			ensure!(stored, "versions: one without a list");
		}
		let versions: BTreeSet<_> = spans.iter().map(|span| span.from).collect();
		let lists = Members::<T>::iter_key_prefix(id).all(|at| versions.contains(&at));
		let rings = Commitments::<T>::iter_key_prefix(id).all(|at| versions.contains(&at));
		ensure!(lists && rings, "versions: a list or commitment of none");
		Ok(())
	}

	fn check_rolls(latest: &BTreeMap<Electorate, u32>) -> Result<(), TryRuntimeError> {
		for (electorate, roll) in RollOf::<T>::iter() {
			let keys = latest.get(&electorate).copied().unwrap_or_default();
			ensure!(roll.keys == keys, "roll: wrong number of keys");
			for at in 0..roll.precincts {
				let precinct = PrecinctAt::<T>::get(electorate, at).and_then(Precincts::<T>::get);
				let own = precinct.is_some_and(|precinct| precinct.electorate == electorate);
				ensure!(own, "roll: a precinct that is not its own");
			}
		}
		Ok(())
	}

	fn check_electors(
		own: &BTreeMap<Electorate, u32>,
		read: impl Fn(&Switched<u32>) -> u32,
	) -> Result<(), TryRuntimeError> {
		let mut sums = BTreeMap::<Electorate, u32>::new();
		for (electorate, keys) in own {
			let units = match electorate {
				Electorate::Unit(unit) => T::Territory::lineage(*unit).collect(),
				Electorate::Group(_) => alloc::vec::Vec::new(),
			};
			let above = units
				.into_iter()
				.map(Electorate::Unit)
				.filter(|unit| unit != electorate);
			for counted in core::iter::once(*electorate).chain(above) {
				*sums.entry(counted).or_default() += keys;
			}
		}
		sums.retain(|_, keys| *keys > 0);
		let counted: BTreeMap<_, _> = Electors::<T>::iter()
			.map(|(electorate, count)| (electorate, read(&count)))
			.filter(|(_, keys)| *keys > 0)
			.collect();
		ensure!(sums == counted, "electors: not the sum of the precincts");
		Ok(())
	}

	fn check_keys(
		current: RollEpoch,
		mut live: BTreeMap<(VotingKey, Electorate), PrecinctId>,
		mut latest: BTreeMap<(VotingKey, Electorate), PrecinctId>,
	) -> Result<(), TryRuntimeError> {
		for (key, seats) in Keys::<T>::iter() {
			for seat in seats {
				let at = (key, seat.electorate);
				let now = seat.place.live(current.turn);
				ensure!(live.remove(&at) == now, "key: not where its seat says");
				ensure!(
					latest.remove(&at) == seat.place.latest(),
					"key: not staged where said"
				);
				if let Some(Waiting { turn, index, kind }) = seat.change {
					let change = Change {
						key,
						electorate: seat.electorate,
						kind,
					};
					ensure!(
						Queue::<T>::get(turn, index) == Some(change),
						"key: lost change"
					);
					let leaving = kind == Kind::Leave;
					ensure!(
						leaving == seat.place.latest().is_some(),
						"key: absurd change"
					);
				}
			}
		}
		ensure!(
			live.is_empty() && latest.is_empty(),
			"key: on a roll without a seat"
		);
		Ok(())
	}

	fn check_queue() -> Result<(), TryRuntimeError> {
		let mut lengths = BTreeMap::<u32, u32>::new();
		let mut joining = BTreeMap::<(u32, Electorate), u32>::new();
		let turns = [Self::staging(), Some(Self::open_turn())];
		for (turn, index, change) in Queue::<T>::iter() {
			ensure!(
				turns.contains(&Some(turn)),
				"queue: a turn that never comes"
			);
			ensure!(index < QueueLength::<T>::get(turn), "queue: beyond its end");
			*lengths.entry(turn).or_default() += 1;
			let waiting = Self::seat(&change.key, change.electorate).and_then(|seat| seat.change);
			ensure!(
				waiting
					== Some(Waiting {
						turn,
						index,
						kind: change.kind
					}),
				"queue: a change that its key does not know"
			);
			if change.kind == Kind::Join {
				*joining.entry((turn, change.electorate)).or_default() += 1;
			}
		}
		ensure!(
			lengths == QueueLength::<T>::iter().collect(),
			"queue: wrong length"
		);
		let counted = Joining::<T>::iter()
			.map(|(turn, at, keys)| ((turn, at), keys))
			.collect();
		ensure!(joining == counted, "queue: wrong number of joining keys");
		Ok(())
	}

	fn check_pins(current: RollEpoch) -> Result<(), TryRuntimeError> {
		let pins = Pins::<T>::get();
		ensure!(
			pins.keys().all(|epoch| *epoch <= current),
			"pins: an epoch of the future"
		);
		for (epoch, precinct, version) in Held::<T>::iter() {
			ensure!(
				pins.contains_key(&epoch),
				"held: by an epoch that is not pinned"
			);
			let spans = Versions::<T>::get(precinct);
			let span = spans.iter().find(|span| span.from == version);
			ensure!(
				span.is_some_and(|span| span.covers(epoch)),
				"held: what it does not see"
			);
		}
		Ok(())
	}
}
