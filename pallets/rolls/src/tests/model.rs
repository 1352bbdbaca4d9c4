//! Random histories, compared step by step with a model that is too simple to be wrong.

use super::*;
use std::collections::{BTreeMap, BTreeSet};
use veche_primitives::rolls::{Electorate, Rolls as _};

const ROLLS: [Electorate; 4] = [VILLAGE, NEIGHBOUR, DISTRICT, JURISTS];
const SEEDS: u32 = 60;

type Roll = BTreeSet<(VotingKey, usize)>;
type Rings = BTreeMap<PrecinctId, Commitment>;

/// What everybody is told: who is on which roll, who waits, what each pinned epoch saw.
#[derive(Default)]
struct Model {
	live: Roll,
	/// Changes by queue: of the turn under way, and of the one after.
	waiting: BTreeMap<(VotingKey, usize), Kind>,
	placing: BTreeMap<(VotingKey, usize), Kind>,
	pins: Vec<(RollEpoch, Roll, Rings)>,
	revoked: BTreeSet<VotingKey>,
}

impl Model {
	fn latest(&self, entry: &(VotingKey, usize)) -> bool {
		match self.placing.get(entry) {
			// Whether the turn has drawn it or not, this is what will come of it.
			Some(kind) => *kind == Kind::Join,
			None => self.live.contains(entry),
		}
	}

	fn apply(&mut self) {
		for (entry, kind) in core::mem::take(&mut self.placing) {
			match kind {
				Kind::Join => self.live.insert(entry),
				Kind::Leave => self.live.remove(&entry),
			};
		}
	}
}

/// Small numbers from a seed; the same in every run.
struct Dice(u64);

impl Dice {
	fn roll(&mut self, below: u32) -> u32 {
		self.0 = self
			.0
			.wrapping_mul(6_364_136_223_846_793_005)
			.wrapping_add(1_442_695_040_888_963_407);
		((self.0 >> 33) as u32) % below
	}
}

fn undrawn(key: &VotingKey, roll: usize) -> Option<Waiting> {
	Rolls::seat(key, ROLLS[roll]).and_then(|seat| seat.change)
}

fn roll_in(epoch: RollEpoch) -> Roll {
	let mut roll = Roll::new();
	for (id, precinct) in Precincts::<Test>::iter() {
		let at = ROLLS
			.iter()
			.position(|electorate| *electorate == precinct.electorate)
			.unwrap();
		for key in members(id, epoch) {
			assert!(roll.insert((key, at)), "a key is twice on one roll");
		}
	}
	roll
}

/// Which precincts can be proven in as of an epoch, and against what.
fn rings_in(epoch: RollEpoch) -> Rings {
	let ring = |id| Some((id, Rolls::ring(id, epoch)?.commitment?));
	Precincts::<Test>::iter_keys().filter_map(ring).collect()
}

fn step(model: &mut Model, dice: &mut Dice) {
	let roll = dice.roll(ROLLS.len() as u32) as usize;
	let key = key(dice.roll(SEEDS));
	let entry = (key, roll);
	match dice.roll(100) {
		0..=29 => {
			let waits = undrawn(&key, roll).map(|waiting| waiting.kind);
			let expected = match waits {
				Some(Kind::Join) => Err(Error::<Test>::ChangePending.into()),
				Some(Kind::Leave) => Ok(()),
				None if model.latest(&entry) => Err(Error::<Test>::AlreadyOnRoll.into()),
				None => Ok(()),
			};
			assert_eq!(Rolls::enroll(&key, ROLLS[roll]), expected);
			if expected.is_ok() {
				model.revoked.remove(&key);
				queued(model, entry, Kind::Join, waits);
			}
		}
		30..=44 => {
			let waits = undrawn(&key, roll).map(|waiting| waiting.kind);
			let expected = match waits {
				Some(Kind::Leave) => Err(Error::<Test>::ChangePending.into()),
				Some(Kind::Join) => Ok(()),
				None if !model.latest(&entry) => Err(Error::<Test>::NotOnRoll.into()),
				None => Ok(()),
			};
			assert_eq!(Rolls::withdraw(&key, ROLLS[roll]), expected);
			if expected.is_ok() {
				queued(model, entry, Kind::Leave, waits);
			}
		}
		45..=52 => replace(model, key, crate::mock::key(dice.roll(SEEDS))),
		53..=59 => revoke(model, key),
		60..=63 => {
			if let Some(epoch) = Rolls::pin() {
				assert_eq!(epoch, crate::mock::epoch());
				model
					.pins
					.push((epoch, model.live.clone(), rings_in(epoch)));
			} else {
				assert_eq!(Pins::<Test>::get().len() as u32, MaxPins::get());
			}
		}
		64..=65 => pin_again(model, dice),
		66..=71 => {
			if !model.pins.is_empty() {
				let at = dice.roll(model.pins.len() as u32) as usize;
				let (epoch, ..) = model.pins.swap_remove(at);
				Rolls::unpin(epoch);
			}
		}
		_ => block(model),
	}
}

/// One of the pinned epochs once more, or the current one, which may not be pinned.
fn pin_again(model: &mut Model, dice: &mut Dice) {
	let at = dice.roll(model.pins.len() as u32 + 1) as usize;
	let wanted = model.pins.get(at).map_or_else(epoch, |pin| pin.0);
	let pinned = model.pins.iter().find(|pin| pin.0 == wanted).cloned();
	assert_eq!(Rolls::pin_again(wanted), pinned.is_some());
	model.pins.extend(pinned);
}

/// A change that is taken back vanishes; any other waits for the turn its queue belongs to.
fn queued(model: &mut Model, entry: (VotingKey, usize), kind: Kind, waited: Option<Kind>) {
	if waited.is_some() {
		// It was undrawn, so it is the later one of the two queues, if it is in both.
		if model.waiting.remove(&entry).is_none() {
			model.placing.remove(&entry);
		}
	} else {
		model.waiting.insert(entry, kind);
	}
}

fn replace(model: &mut Model, old: VotingKey, new: VotingKey) {
	let before: Vec<_> = (0..ROLLS.len())
		.map(|roll| (roll, undrawn(&old, roll), undrawn(&new, roll)))
		.collect();
	if old == new || Rolls::replace(&old, &new).is_err() {
		return;
	}
	model.revoked.remove(&new);
	for (roll, old_waits, new_waits) in before {
		let (old, new) = ((old, roll), (new, roll));
		match old_waits.map(|waiting| waiting.kind) {
			Some(Kind::Leave) => continue,
			Some(Kind::Join) => queued(model, old, Kind::Leave, Some(Kind::Join)),
			None if !model.latest(&old) => continue,
			None => queued(model, old, Kind::Leave, None),
		}
		queued(
			model,
			new,
			Kind::Join,
			new_waits.map(|waiting| waiting.kind),
		);
	}
}

fn revoke(model: &mut Model, key: VotingKey) {
	let before = epoch();
	let on_roll = model.live.iter().any(|entry| entry.0 == key);
	Rolls::revoke(&key);
	assert_eq!(epoch() > before, on_roll);
	model.live.retain(|entry| entry.0 != key);
	model.waiting.retain(|entry, _| entry.0 != key);
	model.placing.retain(|entry, _| entry.0 != key);
	model.revoked.insert(key);
}

fn block(model: &mut Model) {
	let before = epoch().turn;
	let started = Turn::<Test>::get().is_some();
	next_block();
	if !started && Turn::<Test>::get().is_some() {
		model.placing = core::mem::take(&mut model.waiting);
	}
	if epoch().turn > before {
		model.apply();
	}
}

fn compare(model: &Model) {
	Rolls::do_try_state().unwrap();
	assert_eq!(roll_in(epoch()), model.live);
	for (epoch, roll, rings) in &model.pins {
		assert_eq!(roll_in(*epoch), *roll, "{epoch}");
		assert!(rings_in(*epoch) == *rings, "{epoch}");
	}
	let mut pins = BTreeMap::new();
	for (epoch, ..) in &model.pins {
		*pins.entry(*epoch).or_insert(0) += 1;
	}
	let mut counted = Pins::<Test>::get().into_inner();
	counted.retain(|_, count| *count > 0);
	assert_eq!(counted, pins);
	for key in &model.revoked {
		assert!(!Keys::<Test>::contains_key(key));
	}
	for (roll, electorate) in ROLLS.iter().enumerate() {
		let below =
			|other: usize| other == roll || (*electorate == DISTRICT && ROLLS[other] != JURISTS);
		let expected = model.live.iter().filter(|entry| below(entry.1)).count();
		assert_eq!(electors(*electorate), expected as u32);
	}
}

fn history(seed: u64, steps: u32, max_ring: u32) {
	ExtBuilder::default()
		.max_ring(max_ring)
		.build_and_execute(|| {
			KeysPerStep::set(20);
			ChangesPerBlock::set(5);
			PrunesPerBlock::set(4);
			let (mut model, mut dice) = (Model::default(), Dice(seed));
			for count in 0..steps {
				step(&mut model, &mut dice);
				compare(&model);
				if count % 500 == 0 {
					assert_commitments_fresh();
				}
			}
			// In the end everything comes to rest, and nothing is left over.
			for (epoch, ..) in core::mem::take(&mut model.pins) {
				Rolls::unpin(epoch);
			}
			for _ in 0..300 {
				block(&mut model);
			}
			compare(&model);
			assert_commitments_fresh();
			assert!(Turn::<Test>::get().is_none() && Rolls::is_settled());
			assert_eq!(
				Queue::<Test>::iter().count() + Held::<Test>::iter().count(),
				0
			);
			assert!(Pins::<Test>::get().is_empty());
			assert_eq!(
				Members::<Test>::iter().count(),
				Precincts::<Test>::iter().count()
			);
		});
}

/// How many steps each history has: more with `VECHE_MODEL_STEPS`.
fn steps() -> u32 {
	std::env::var("VECHE_MODEL_STEPS")
		.ok()
		.and_then(|steps| steps.parse().ok())
		.unwrap_or(1_500)
}

#[test]
fn history_agrees_with_the_model_when_precincts_split_all_the_time() {
	history(1, steps(), 6);
}

#[test]
fn history_agrees_with_the_model_when_precincts_are_of_some_size() {
	history(2, steps(), 25);
}

#[test]
fn history_agrees_with_the_model_when_nothing_ever_splits() {
	history(3, steps(), 255);
}

#[test]
fn history_agrees_with_the_model_when_every_precinct_is_one_key() {
	history(4, steps(), 1);
}
