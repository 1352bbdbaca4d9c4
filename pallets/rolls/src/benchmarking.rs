//! Benchmarks of the worst cases: full rings of the standard size, the deepest unit, all pins taken.

use crate::{fixtures::*, types::*, *};
use alloc::vec::Vec;
use frame_benchmarking::v2::*;
use frame_support::{traits::Get, BoundedVec};
use frame_system::pallet_prelude::BlockNumberFor;
use veche_primitives::{
	ballot::MAX_BATCH,
	rolls::{Electorate, Electorates, ProofItem, RollEpoch, Rolls},
	territory::Territory,
	PrecinctId, VotingKey, MAX_UNIT_DEPTH,
};

/// A unit as far down as units go: its electors are counted in the most other units.
fn deepest<T: Config>() -> Electorate {
	let mut unit = T::Territory::benchmark_unit(None);
	for _ in 1..MAX_UNIT_DEPTH {
		unit = T::Territory::benchmark_unit(Some(unit));
	}
	Electorate::Unit(unit)
}

/// Keys that no ring is ever built from: any bytes will do.
fn names(count: u32) -> Vec<VotingKey> {
	let name = |number: u32| {
		let mut name = [0xab; 32];
		name[..4].copy_from_slice(&number.to_le_bytes());
		name
	};
	(0..count).map(name).collect()
}

/// Let a change wait for the next turn, without a look at the key.
fn queue<T: Config>(key: VotingKey, electorate: Electorate, kind: Kind) {
	let turn = Pallet::<T>::open_turn();
	let index = QueueLength::<T>::get(turn);
	let waiting = Waiting { turn, index, kind };
	Pallet::<T>::mutate_seat(&key, electorate, |seat| seat.change = Some(waiting));
	Queue::<T>::insert(
		turn,
		index,
		Change {
			key,
			electorate,
			kind,
		},
	);
	QueueLength::<T>::insert(turn, index + 1);
	if kind == Kind::Join {
		Joining::<T>::mutate(turn, electorate, |joining| *joining += 1);
	}
}

/// The turn under way, in a phase.
fn set_turn<T: Config>(phase: Phase) -> TurnState {
	let target = Pallet::<T>::open_turn();
	let turn = TurnState {
		target,
		phase,
		seed: [7; 32],
		draws: 0,
		changed: 0,
		leavers: 0,
	};
	Turn::<T>::put(turn);
	turn
}

/// Pin as many other epochs as can be pinned besides `free`, all after `from`.
fn pin_all<T: Config>(from: RollEpoch, free: u32) {
	Pins::<T>::mutate(|pins| {
		for revision in 1..=T::MaxPins::get().saturating_sub(free) {
			let epoch = RollEpoch {
				revision: from.revision + revision,
				..from
			};
			let _ = pins.try_insert(epoch, 1);
		}
	});
}

/// The block in which nothing is due but what the benchmark set up.
fn quiet<T: Config>() -> BlockNumberFor<T> {
	NextTurn::<T>::put(BlockNumberFor::<T>::from(1_000u32));
	1u32.into()
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn idle() {
		pin_all::<T>(CurrentEpoch::<T>::get(), 0);
		let now = quiet::<T>();
		#[block]
		{
			Pallet::<T>::work(now);
		}
	}

	#[benchmark]
	fn start_turn() {
		queue::<T>(key(0), deepest::<T>(), Kind::Join);
		NextTurn::<T>::put(BlockNumberFor::<T>::from(1u32));
		#[block]
		{
			Pallet::<T>::work(1u32.into());
		}
		assert!(Turn::<T>::get().is_some());
	}

	/// A key joins a precinct that has one place left and was not touched in this turn; another change
	/// moves into its place in the queue.
	#[benchmark]
	fn place() {
		let electorate = deepest::<T>();
		let capacity = T::MaxRing::get().min(RING_KEYS);
		let names = names(capacity + 1);
		found::<T>(electorate, &names[..capacity as usize - 1], false);
		for name in &names[capacity as usize - 1..] {
			queue::<T>(*name, electorate, Kind::Join);
		}
		// As if the second were not of this roll: else there would be a split.
		Joining::<T>::insert(Pallet::<T>::open_turn(), electorate, 1);
		let mut turn = set_turn::<T>(Phase::Placing);
		#[block]
		{
			let change = Pallet::<T>::take_change(turn.target, 0);
			if let Some(Change {
				key, electorate, ..
			}) = change
			{
				Pallet::<T>::seat_key(&mut turn, key, electorate);
			}
			Turn::<T>::put(turn);
		}
		assert_eq!(turn.changed, 1);
		assert_eq!(Precincts::<T>::iter().count(), 1);
	}

	#[benchmark]
	fn split(k: Linear<0, { RING_KEYS / 2 }>) {
		let electorate = deepest::<T>();
		let precincts = found::<T>(electorate, &names(2 * k + 1), false);
		let mut turn = set_turn::<T>(Phase::Placing);
		let moved;
		#[block]
		{
			(_, moved) = Pallet::<T>::split(&mut turn, electorate, precincts[0]);
		}
		assert_eq!(moved, k);
	}

	/// Keys are pushed to a ring of the turn that is not finished by that.
	#[benchmark]
	fn build_keys(k: Linear<0, 128>) {
		let precincts = found::<T>(deepest::<T>(), &keys(RING_KEYS), false);
		let version = CurrentEpoch::<T>::get();
		let mut first = rings::STEP_KEYS + 1;
		Pallet::<T>::build_ring(Purpose::Turn, precincts[0], version, &mut first);
		let mut budget = k + rings::STEP_KEYS;
		let built;
		#[block]
		{
			(built, _) = Pallet::<T>::build_ring(Purpose::Turn, precincts[0], version, &mut budget);
		}
		assert!(built.is_none() && budget == 0);
		assert_eq!(
			Assemblies::<T>::get(Purpose::Turn).map(|ring| ring.pushed),
			Some(1 + k)
		);
	}

	#[benchmark]
	fn finish_ring() {
		let precincts = found::<T>(deepest::<T>(), &keys(RING_KEYS), false);
		let version = CurrentEpoch::<T>::get();
		let mut most = RING_KEYS - 1 + rings::STEP_KEYS;
		Pallet::<T>::build_ring(Purpose::Turn, precincts[0], version, &mut most);
		let mut last = 1 + rings::STEP_KEYS;
		#[block]
		{
			let built = Pallet::<T>::build_ring(Purpose::Turn, precincts[0], version, &mut last);
			if let Some(Some(commitment)) = built.0 {
				Commitments::<T>::insert(precincts[0], version, commitment);
			}
		}
		assert!(Commitments::<T>::contains_key(precincts[0], version));
	}

	#[benchmark]
	fn finish_repair() {
		let precincts = found::<T>(deepest::<T>(), &keys(RING_KEYS), false);
		let version = CurrentEpoch::<T>::get();
		Repairs::<T>::insert(precincts[0], ());
		pin_all::<T>(RollEpoch::default(), 0);
		let mut most = RING_KEYS - 1 + rings::STEP_KEYS;
		Pallet::<T>::build_ring(Purpose::Repair, precincts[0], version, &mut most);
		let mut last = 1 + rings::STEP_KEYS;
		#[block]
		{
			Pallet::<T>::repair(&mut last);
		}
		assert!(Pallet::<T>::is_settled());
	}

	#[benchmark]
	fn finish_turn() {
		let turn = set_turn::<T>(Phase::Building { next: 0 });
		let mut budget = T::KeysPerStep::get();
		#[block]
		{
			Pallet::<T>::build(turn, 0, &mut budget);
		}
		assert_eq!(CurrentEpoch::<T>::get(), turn.epoch());
	}

	/// A full precinct's version is deleted: no pin sees it, but many have to be looked through.
	#[benchmark]
	fn tidy_precinct() {
		let precincts = found::<T>(deepest::<T>(), &names(RING_KEYS), false);
		let mut turn = set_turn::<T>(Phase::Placing);
		Pallet::<T>::stage(&mut turn, precincts[0]);
		CurrentEpoch::<T>::put(turn.epoch());
		pin_all::<T>(turn.epoch(), 0);
		let mut prunes = 1;
		#[block]
		{
			Pallet::<T>::tidy(turn, 0, 0, &mut prunes);
		}
		assert_eq!(Versions::<T>::get(precincts[0]).len(), 1);
	}

	#[benchmark]
	fn tidy_leaver() {
		let electorate = deepest::<T>();
		found::<T>(electorate, &names(1), false);
		let mut turn = set_turn::<T>(Phase::Placing);
		Pallet::<T>::unseat(&mut turn, names(1)[0], electorate);
		CurrentEpoch::<T>::put(turn.epoch());
		let mut prunes = 1;
		#[block]
		{
			Pallet::<T>::tidy(turn, 1, 0, &mut prunes);
		}
		assert!(Keys::<T>::iter().next().is_none());
	}

	/// A released pin held a full precinct's version, which nobody else sees.
	#[benchmark]
	fn release() {
		let precincts = found::<T>(deepest::<T>(), &names(RING_KEYS), false);
		let version = CurrentEpoch::<T>::get();
		let _ = Pallet::<T>::do_pin();
		let next = Pallet::<T>::next_revision();
		let members = Members::<T>::get(precincts[0], version);
		Pallet::<T>::insert_version(precincts[0], next, members);
		Pallet::<T>::retire(precincts[0], version);
		Pallet::<T>::do_unpin(version);
		pin_all::<T>(next, 1);
		let mut prunes = 1;
		#[block]
		{
			Pallet::<T>::release(&mut prunes);
		}
		assert_eq!(Versions::<T>::get(precincts[0]).len(), 1);
	}

	#[benchmark]
	fn enroll() {
		let electorate = deepest::<T>();
		let key = key(0);
		let result;
		#[block]
		{
			result = <Pallet<T> as Rolls>::enroll(&key, electorate);
		}
		assert!(result.is_ok());
	}

	/// A key that waits is unqueued, and another moves into its place.
	#[benchmark]
	fn withdraw() {
		let electorate = deepest::<T>();
		queue::<T>(key(0), electorate, Kind::Join);
		queue::<T>(key(1), electorate, Kind::Join);
		let result;
		#[block]
		{
			result = <Pallet<T> as Rolls>::withdraw(&key(0), electorate);
		}
		assert!(result.is_ok());
	}

	#[benchmark]
	fn replace(r: Linear<1, MAX_ROLLS_PER_KEY>) {
		let (old, new) = (key(0), key(1));
		for group in 0..r {
			found::<T>(Electorate::Group(group), &[old], false);
		}
		let result;
		#[block]
		{
			result = <Pallet<T> as Rolls>::replace(&old, &new);
		}
		assert!(result.is_ok());
		assert_eq!(QueueLength::<T>::get(Pallet::<T>::open_turn()), 2 * r);
	}

	/// A key is revoked that is in `r` full precincts, one of them of the deepest unit, each of which
	/// the turn under way has touched.
	#[benchmark]
	fn revoke(r: Linear<1, MAX_ROLLS_PER_KEY>) {
		let victim = key(0);
		let mut turn = set_turn::<T>(Phase::Placing);
		let mut others = names(RING_KEYS);
		others[RING_KEYS as usize / 2] = victim;
		for group in 0..r {
			let electorate = if group == 0 {
				deepest::<T>()
			} else {
				Electorate::Group(group)
			};
			let id = found::<T>(electorate, &[victim], false)[0];
			let version = CurrentEpoch::<T>::get();
			// The others need no seats: only the victim's is looked up.
			let members = BoundedVec::<_, T::MaxRing>::truncate_from(others.clone());
			Members::<T>::insert(id, version, members);
			Pallet::<T>::stage(&mut turn, id);
		}
		Turn::<T>::put(turn);
		pin_all::<T>(RollEpoch::default(), 0);
		#[block]
		{
			<Pallet<T> as Rolls>::revoke(&victim);
		}
		assert_eq!(Repairs::<T>::count(), r);
	}

	#[benchmark]
	fn pin() {
		pin_all::<T>(CurrentEpoch::<T>::get(), 1);
		let pinned;
		#[block]
		{
			pinned = Pallet::<T>::do_pin();
		}
		assert!(pinned.is_some());
	}

	#[benchmark]
	fn unpin() {
		pin_all::<T>(CurrentEpoch::<T>::get(), 1);
		let pinned = Pallet::<T>::do_pin().unwrap_or_default();
		#[block]
		{
			Pallet::<T>::do_unpin(pinned);
		}
		assert!(!Pins::<T>::get().contains_key(&pinned));
	}

	#[benchmark]
	fn is_valid_key() {
		let key = key(0);
		let valid;
		#[block]
		{
			valid = <Pallet<T> as Rolls>::is_valid_key(&key);
		}
		assert!(valid);
	}

	/// A wrong possession of the right shape takes as long as a right one.
	#[benchmark]
	fn owns_key() {
		use verifiable::{ring::bandersnatch::BandersnatchVrfVerifiable as Scheme, *};
		let possession = Scheme::sign(&secret(0), &MESSAGE).unwrap_or([0; 64]);
		let key = key(0);
		let owned;
		#[block]
		{
			owned = <Pallet<T> as Rolls>::owns_key(&key, &MESSAGE, &possession);
		}
		assert!(owned);
	}

	#[benchmark]
	fn verify_one() {
		let precincts = found::<T>(deepest::<T>(), &keys(RING_KEYS), true);
		let epoch = CurrentEpoch::<T>::get();
		let proofs = proofs();
		let item = item(precincts[0], &proofs[0], MESSAGE);
		let result;
		#[block]
		{
			result = <Pallet<T> as Electorates>::verify(epoch, &item);
		}
		assert!(result.is_ok());
	}

	/// Each proof is of another precinct, so nothing is shared.
	#[benchmark]
	fn verify_batch(n: Linear<1, { MAX_BATCH }>) {
		let (epoch, precincts, proofs) = many_rings::<T>(n);
		let items: Vec<_> = precincts
			.iter()
			.zip(&proofs)
			.map(|(precinct, proof)| item(*precinct, proof, MESSAGE))
			.collect();
		let results;
		#[block]
		{
			results = <Pallet<T> as Electorates>::verify_batch(epoch, &items);
		}
		assert!(results.len() == n as usize && results.iter().all(Result::is_ok));
	}

	/// Every proof has to be found out by halving the batch again and again.
	#[benchmark]
	fn verify_bad_batch(n: Linear<1, { MAX_BATCH }>) {
		let (epoch, precincts, proofs) = many_rings::<T>(n);
		let items: Vec<_> = precincts
			.iter()
			.zip(&proofs)
			.map(|(precinct, proof)| item(*precinct, proof, [0; 32]))
			.collect();
		let results;
		#[block]
		{
			results = <Pallet<T> as Electorates>::verify_batch(epoch, &items);
		}
		assert!(results.len() == n as usize && results.iter().all(Result::is_err));
	}

	/// `count` precincts with the ring of the prepared proofs.
	fn many_rings<T: Config>(count: u32) -> (RollEpoch, Vec<PrecinctId>, Vec<Vec<u8>>) {
		let mut precincts = found::<T>(Electorate::Group(0), &keys(RING_KEYS), true);
		let first = CurrentEpoch::<T>::get();
		let commitment = Commitments::<T>::get(precincts[0], first);
		for group in 1..count {
			let id = Pallet::<T>::create_precinct(Electorate::Group(group), None);
			let version = Pallet::<T>::next_revision();
			Pallet::<T>::insert_version(id, version, Default::default());
			if let Some(commitment) = commitment {
				Commitments::<T>::insert(id, version, commitment);
			}
			precincts.push(id);
		}
		(CurrentEpoch::<T>::get(), precincts, proofs())
	}

	fn item(precinct: PrecinctId, proof: &[u8], message: [u8; 32]) -> ProofItem<'_> {
		ProofItem {
			precinct,
			context: CONTEXT,
			message,
			proof,
		}
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::default().build(),
		crate::mock::Test
	);
}
