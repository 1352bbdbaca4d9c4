//! Rolls, precincts and rings as a client reads them.

use super::At;
use crate::{output::usage, ring::Ring};
use anyhow::{bail, Result};
use codec::{Decode, Encode};
use serde::Serialize;
use std::collections::HashMap;
use veche_primitives::{
	rolls::{Electorate, RingSize, RollEpoch},
	PrecinctId, UnitId, VotingKey, MAX_UNIT_DEPTH,
};

const ROLLS: &str = "Rolls";

/// Up to this many precincts are downloaded and searched here. Beyond, the node is asked for the
/// key's precinct, and so learns which key is about to vote.
const SEARCHED: usize = 64;

/// Most splits followed back to where a key was.
const MAX_SPLITS: u32 = 64;

/// How far the rolls are.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct RollStatus {
	/// The state of all rolls that is current.
	pub epoch: RollEpoch,
	/// The block from which the next turn may start.
	pub next_turn: u32,
	/// The turn under way, if any.
	pub turning_to: Option<u32>,
	/// Queued changes.
	pub waiting: u32,
	/// Emptied precincts that wait to be rebuilt.
	pub repairs: u32,
	/// All precincts.
	pub precincts: u32,
	/// Keys one ring can hold.
	pub ring_size: u32,
}

/// The beginning of a key's seat on a roll: all that is needed to find its precinct.
#[derive(Decode)]
struct Seat {
	electorate: Electorate,
	place: (Option<PrecinctId>, Option<(u32, Option<PrecinctId>)>),
	_change: Option<(u32, u32, u8)>,
}

impl At {
	/// The ring of a precinct in force in a roll epoch, if the chain still keeps it and somebody
	/// can prove in it.
	pub async fn ring_at(&self, precinct: PrecinctId, epoch: RollEpoch) -> Result<Option<Ring>> {
		let Some(version) = self.version_at(precinct, epoch).await? else {
			return Ok(None);
		};
		let place = [precinct.encode(), version.encode()];
		let Some(commitment) = self.get::<[u8; 288]>(ROLLS, "Commitments", &place).await? else {
			return Ok(None);
		};
		Ok(Some(Ring {
			precinct,
			version,
			size: self.get_or_default(ROLLS, "Size", &[]).await?,
			keys: self.get_or_default(ROLLS, "Members", &place).await?,
			commitment: commitment.to_vec(),
		}))
	}

	async fn version_at(
		&self,
		precinct: PrecinctId,
		epoch: RollEpoch,
	) -> Result<Option<RollEpoch>> {
		let spans: Vec<(RollEpoch, RollEpoch)> = self
			.get_or_default(ROLLS, "Versions", &[precinct.encode()])
			.await?;
		let found = spans
			.iter()
			.rev()
			.find(|(from, until)| *from <= epoch && epoch < *until);
		Ok(found.map(|(from, _)| *from))
	}

	/// The keys of a precinct in a roll epoch, in the order of its ring.
	pub async fn members_at(
		&self,
		precinct: PrecinctId,
		epoch: RollEpoch,
	) -> Result<Vec<VotingKey>> {
		match self.version_at(precinct, epoch).await? {
			Some(version) => {
				let place = [precinct.encode(), version.encode()];
				self.get_or_default(ROLLS, "Members", &place).await
			}
			None => Ok(Vec::new()),
		}
	}

	/// The state of all rolls that is current.
	pub async fn current_epoch(&self) -> Result<RollEpoch> {
		self.get_or_default(ROLLS, "CurrentEpoch", &[]).await
	}

	/// Whose roll a precinct is part of.
	pub async fn electorate_of(&self, precinct: PrecinctId) -> Result<Electorate> {
		let bytes = self
			.get_raw(ROLLS, "Precincts", &[precinct.encode()])
			.await?;
		match bytes {
			Some(bytes) => Ok(Electorate::decode(&mut bytes.as_slice())?),
			None => Err(usage(format!(
				"there is no precinct {precinct}; `veche roll show UNIT` lists a unit's precincts"
			))),
		}
	}

	/// All precincts of an electorate; for a unit with those of all units below.
	pub async fn precincts(&self, electorate: Electorate) -> Result<Vec<(PrecinctId, Electorate)>> {
		type Precinct = (Electorate, u32, Option<PrecinctId>);
		let all: Vec<(PrecinctId, Precinct)> = self.entries(ROLLS, "Precincts", &[]).await?;
		let mut known = HashMap::new();
		let mut found = Vec::new();
		for (precinct, (own, _, _)) in all {
			if self.is_part(own, electorate, &mut known).await? {
				found.push((precinct, own));
			}
		}
		found.sort_unstable();
		Ok(found)
	}

	/// Whether the roll `own` is part of the electorate: the same, or that of a unit below.
	async fn is_part(
		&self,
		own: Electorate,
		electorate: Electorate,
		known: &mut HashMap<UnitId, Option<UnitId>>,
	) -> Result<bool> {
		match (electorate, own) {
			(Electorate::Unit(above), Electorate::Unit(unit)) => {
				self.is_within(unit, above, known).await
			}
			_ => Ok(own == electorate),
		}
	}

	/// Whether `unit` is `above` or lies below it. Remembers in `known` which unit is above which.
	pub async fn is_within(
		&self,
		unit: UnitId,
		above: UnitId,
		known: &mut HashMap<UnitId, Option<UnitId>>,
	) -> Result<bool> {
		let mut at = Some(unit);
		for _ in 0..MAX_UNIT_DEPTH {
			let Some(unit) = at else { return Ok(false) };
			if unit == above {
				return Ok(true);
			}
			at = match known.get(&unit) {
				Some(parent) => *parent,
				None => {
					let parent = self.unit_parent(unit).await?;
					known.insert(unit, parent);
					parent
				}
			};
		}
		Ok(false)
	}

	/// The number of electors of an electorate now.
	pub async fn electors(&self, electorate: Electorate) -> Result<u32> {
		self.view(ROLLS, "electors", electorate).await
	}

	/// The precinct of a key in an electorate as of a roll epoch.
	///
	/// In a small electorate the lists are downloaded and searched here, so that the node does not
	/// learn which key is meant.
	pub async fn precinct_of(
		&self,
		key: &VotingKey,
		electorate: Electorate,
		epoch: RollEpoch,
	) -> Result<Option<PrecinctId>> {
		let precincts = self.precincts(electorate).await?;
		if precincts.len() <= SEARCHED {
			return self.search(key, &precincts, epoch).await;
		}
		let seats: Vec<Seat> = self.get_or_default(ROLLS, "Keys", &[key.encode()]).await?;
		let now = self.current_epoch().await?.turn;
		for seat in seats {
			let mut here = match seat.place {
				(_, Some((turn, next))) if turn <= now => next,
				(value, _) => value,
			};
			// A precinct may have been split since: look where half of its first keys came from.
			for _ in 0..MAX_SPLITS {
				let Some(precinct) = here else { break };
				let part = precincts
					.binary_search(&(precinct, seat.electorate))
					.is_ok();
				if part && self.members_at(precinct, epoch).await?.contains(key) {
					return Ok(Some(precinct));
				}
				here = self.split_from(precinct).await?;
			}
		}
		self.search(key, &precincts, epoch).await
	}

	async fn split_from(&self, precinct: PrecinctId) -> Result<Option<PrecinctId>> {
		type Precinct = (Electorate, u32, Option<PrecinctId>);
		let found: Option<Precinct> = self.get(ROLLS, "Precincts", &[precinct.encode()]).await?;
		Ok(found.and_then(|(_, _, from)| from))
	}

	async fn search(
		&self,
		key: &VotingKey,
		precincts: &[(PrecinctId, Electorate)],
		epoch: RollEpoch,
	) -> Result<Option<PrecinctId>> {
		for (precinct, _) in precincts {
			if self.members_at(*precinct, epoch).await?.contains(key) {
				return Ok(Some(*precinct));
			}
		}
		Ok(None)
	}

	/// The rings of these precincts in a roll epoch.
	pub async fn rings_at(&self, precincts: &[PrecinctId], epoch: RollEpoch) -> Result<Vec<Ring>> {
		let mut rings = Vec::new();
		for precinct in precincts {
			rings.extend(self.ring_at(*precinct, epoch).await?);
		}
		Ok(rings)
	}

	/// Whether the precinct is part of the electorate: its own roll, or that of a unit below.
	pub async fn electorate_contains(
		&self,
		electorate: Electorate,
		precinct: PrecinctId,
	) -> Result<bool> {
		let bytes = self
			.get_raw(ROLLS, "Precincts", &[precinct.encode()])
			.await?;
		let Some(bytes) = bytes else { return Ok(false) };
		let own = Electorate::decode(&mut bytes.as_slice())?;
		self.is_part(own, electorate, &mut HashMap::new()).await
	}

	/// How far the rolls are.
	pub async fn roll_status(&self) -> Result<RollStatus> {
		let size: RingSize = self.get_or_default(ROLLS, "Size", &[]).await?;
		let queues: Vec<(u32, u32)> = self.entries(ROLLS, "QueueLength", &[]).await?;
		let turn = self.get_raw(ROLLS, "Turn", &[]).await?;
		let turning_to = match turn {
			Some(bytes) => Some(u32::decode(&mut bytes.as_slice())?),
			None => None,
		};
		Ok(RollStatus {
			epoch: self.current_epoch().await?,
			next_turn: self.get_or_default(ROLLS, "NextTurn", &[]).await?,
			turning_to,
			waiting: queues
				.iter()
				.map(|(_, length)| *length)
				.fold(0, u32::saturating_add),
			repairs: self.get_or_default(ROLLS, "CounterForRepairs", &[]).await?,
			precincts: self.get_or_default(ROLLS, "NextPrecinct", &[]).await?,
			ring_size: size.capacity(),
		})
	}

	/// A ring whose commitment was rebuilt from its keys; refuses one that does not fit.
	pub async fn checked_ring(&self, precinct: PrecinctId, epoch: RollEpoch) -> Result<Ring> {
		let Some(ring) = self.ring_at(precinct, epoch).await? else {
			bail!(
				"precinct {precinct} had no ring in roll epoch {epoch}: a revocation had emptied it, or \
				 the chain no longer keeps it; vote in a later poll"
			);
		};
		ring.check()?;
		Ok(ring)
	}
}
