//! Rolls whose "proofs" are plain statements of all that a ring proof would bind. As in the real ones,
//! changes take effect when the roll turns, a revocation at once, and a state of the rolls can be
//! proven in only while it is current or pinned.

use super::*;
use codec::Decode;
use frame_support::storage::unhashed;
use std::collections::{BTreeMap, BTreeSet};
use veche_primitives::{
	rolls::{ProofError, ProofItem},
	PrecinctId,
};

/// Holders of the credential that panels are drawn from.
pub const JURISTS: Electorate = Electorate::Group(7);
/// The two precincts of their roll, twenty each: the first holds 0 to 19, the second 20 to 39.
pub const FIRST: PrecinctId = 10;
pub const SECOND: PrecinctId = 11;
/// A precinct of theirs in which nobody has ever been.
pub const NEW: PrecinctId = 12;
/// A precinct of somebody else's roll.
pub const FOREIGN: PrecinctId = 20;
/// What checking a proof takes, as far as weights go.
pub const PROOF: Weight = Weight::from_parts(1_000_000, 0);
/// Jurists at the start.
pub const POOL: u32 = 40;
/// The people of the whole country.
pub const EVERYBODY: Electorate = Electorate::Unit(COUNTRY);
/// Their only precinct: the jurists are in it, and those who never were any.
pub const HOME: PrecinctId = 30;
/// How many they are at the start.
pub const PEOPLE: u32 = 60;

/// A jurist, by the number of the key.
pub type Jurist = u32;
/// Who can prove in each precinct; nobody where a revocation has emptied the ring.
type Rings = BTreeMap<PrecinctId, Option<BTreeSet<Jurist>>>;

parameter_types! {
	/// Different states of the rolls that can be pinned at once.
	pub static MaxPins: usize = 16;
	/// How many proofs have been checked.
	pub static Checks: u32 = 0;
}

const STATE: &[u8] = b"mock/rolls";

#[derive(Encode, Decode, Default)]
struct State {
	epoch: RollEpoch,
	rings: BTreeMap<RollEpoch, Rings>,
	pins: BTreeMap<RollEpoch, u32>,
	queued: Vec<(bool, PrecinctId, Jurist)>,
}

fn state() -> State {
	unhashed::get_or_default(STATE)
}

fn change<R>(change: impl FnOnce(&mut State) -> R) -> R {
	let mut state = state();
	let result = change(&mut state);
	unhashed::put(STATE, &state);
	result
}

impl State {
	fn rings(&self) -> Rings {
		self.rings.get(&self.epoch).cloned().unwrap_or_default()
	}

	fn begin(&mut self, epoch: RollEpoch, rings: Rings) {
		self.epoch = epoch;
		self.rings.insert(epoch, rings);
	}

	fn revise(&mut self, rings: Rings) {
		let revision = self.epoch.revision + 1;
		self.begin(
			RollEpoch {
				revision,
				..self.epoch
			},
			rings,
		);
	}
}

/// The rolls at the start.
pub fn found_rolls() {
	let rings = Rings::from([
		(FIRST, Some((0..20).collect())),
		(SECOND, Some((20..POOL).collect())),
		(FOREIGN, Some((0..5).collect())),
		(HOME, Some((0..PEOPLE).collect())),
	]);
	change(|state| {
		state.begin(
			RollEpoch {
				turn: 1,
				revision: 0,
			},
			rings,
		);
	});
}

/// The state of the rolls that is current.
pub fn roll_epoch() -> RollEpoch {
	state().epoch
}

/// How often each state of the rolls is pinned.
pub fn pins() -> BTreeMap<RollEpoch, u32> {
	state().pins
}

/// The jurist joins a precinct when the roll turns.
pub fn enroll(precinct: PrecinctId, jurist: Jurist) {
	change(|state| state.queued.push((true, precinct, jurist)));
}

/// The jurist leaves a precinct when the roll turns.
pub fn withdraw(precinct: PrecinctId, jurist: Jurist) {
	change(|state| state.queued.push((false, precinct, jurist)));
}

/// The roll turns.
pub fn turn_rolls() {
	change(|state| {
		let mut rings = state.rings();
		for (joins, precinct, jurist) in std::mem::take(&mut state.queued) {
			let ring = rings.entry(precinct).or_default();
			let ring = ring.get_or_insert_default();
			if joins {
				ring.insert(jurist);
			} else {
				ring.remove(&jurist);
			}
		}
		let turn = state.epoch.turn + 1;
		state.begin(RollEpoch { turn, revision: 0 }, rings);
	});
}

/// A jurist's key is revoked: nobody can prove in the precinct until it is rebuilt.
pub fn empty(precinct: PrecinctId) {
	change(|state| {
		let mut rings = state.rings();
		rings.insert(precinct, None);
		state.revise(rings);
	});
}

/// The emptied precinct is rebuilt with these.
pub fn rebuild(precinct: PrecinctId, jurists: core::ops::Range<Jurist>) {
	change(|state| {
		let mut rings = state.rings();
		rings.insert(precinct, Some(jurists.collect()));
		state.revise(rings);
	});
}

/// What stands in for a proof: everything a ring proof would bind, in the clear.
#[derive(Encode, Decode)]
pub struct Statement {
	pub epoch: RollEpoch,
	pub precinct: PrecinctId,
	pub context: [u8; 32],
	pub message: [u8; 32],
	pub jurist: Jurist,
}

/// The alias of a jurist in a context.
pub fn alias_in(jurist: Jurist, context: [u8; 32]) -> Alias {
	(jurist, context).using_encoded(sp_io::hashing::blake2_256)
}

/// The rolls as juries see them.
pub struct MockRolls;

impl Electorates for MockRolls {
	fn exists(electorate: Electorate) -> bool {
		matches!(electorate, JURISTS | EVERYBODY)
	}

	fn electors(electorate: Electorate) -> u32 {
		let rings = state().rings();
		let own = rings
			.iter()
			.filter(|(id, _)| Self::contains(electorate, **id));
		own.flat_map(|(_, ring)| ring)
			.map(|ring| ring.len() as u32)
			.sum()
	}

	fn is_settled() -> bool {
		state().rings().values().all(Option::is_some)
	}

	fn pin() -> Option<RollEpoch> {
		change(|state| {
			let epoch = state.epoch;
			if !state.pins.contains_key(&epoch) && state.pins.len() >= MaxPins::get() {
				return None;
			}
			*state.pins.entry(epoch).or_default() += 1;
			Some(epoch)
		})
	}

	fn pin_again(epoch: RollEpoch) -> bool {
		change(|state| match state.pins.get_mut(&epoch) {
			Some(count) => {
				*count += 1;
				true
			}
			None => false,
		})
	}

	fn unpin(epoch: RollEpoch) {
		change(|state| {
			let count = state.pins.get_mut(&epoch).expect("unpinned once too often");
			*count -= 1;
			if *count == 0 {
				state.pins.remove(&epoch);
			}
		});
	}

	fn contains(electorate: Electorate, precinct: PrecinctId) -> bool {
		match electorate {
			JURISTS => (FIRST..FOREIGN).contains(&precinct),
			EVERYBODY => precinct == HOME,
			_ => false,
		}
	}

	fn verify(epoch: RollEpoch, item: &ProofItem<'_>) -> Result<Alias, ProofError> {
		Checks::mutate(|checks| *checks += 1);
		let state = state();
		let is_kept = epoch == state.epoch || state.pins.contains_key(&epoch);
		let rings = state.rings.get(&epoch).filter(|_| is_kept);
		let ring = rings.and_then(|rings| rings.get(&item.precinct)?.as_ref());
		let ring = ring.ok_or(ProofError::NoRing)?;
		let made = Statement::decode(&mut &item.proof[..]).map_err(|_| ProofError::Invalid)?;
		let holds = made.epoch == epoch
			&& made.precinct == item.precinct
			&& made.context == item.context
			&& made.message == item.message
			&& ring.contains(&made.jurist);
		holds
			.then(|| alias_in(made.jurist, item.context))
			.ok_or(ProofError::Invalid)
	}

	fn verify_weight() -> Weight {
		PROOF
	}

	fn verify_batch(epoch: RollEpoch, items: &[ProofItem<'_>]) -> Vec<Result<Alias, ProofError>> {
		items.iter().map(|item| Self::verify(epoch, item)).collect()
	}

	fn verify_batch_weight(proofs: u32) -> Weight {
		PROOF.saturating_mul(proofs.into())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_electorate() -> (Electorate, Vec<PrecinctId>) {
		(JURISTS, vec![FIRST, SECOND])
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_proof(_: u32) -> Vec<u8> {
		vec![0; 785]
	}
}
