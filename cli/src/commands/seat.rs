//! A person's place on a frozen roll: which of their voting secrets is on it, and the ring around it.
//!
//! Whoever proves something in a ring goes this way: ballots in the polls of units and panels, and
//! tickets of jurists.

use crate::{
	chain::{At, Chain},
	identity::{Entropy, Identity},
	output::Context,
	ring::{self, Ring, SMALL_RING},
};
use anyhow::{bail, Result};
use veche_primitives::{
	rolls::{Electorate, RollEpoch},
	PrecinctId,
};

/// A place: the voting secret that is on the roll, and the ring it is in.
pub struct Seat {
	/// The secret.
	pub entropy: Entropy,
	/// The ring, whose commitment was rebuilt from its keys.
	pub ring: Ring,
}

impl Seat {
	/// Find somebody's ring in an electorate as of a roll epoch, rebuilt and compared with `at`'s
	/// state; in the precinct named, if one is. None when no voting key of theirs is on the roll.
	///
	/// # Errors
	/// When the ring is gone, or its commitment does not belong to its keys: then nothing must be
	/// proven in it.
	pub async fn find(
		at: &At,
		electorate: Electorate,
		epoch: RollEpoch,
		identity: &Identity,
		precinct: Option<PrecinctId>,
	) -> Result<Option<Self>> {
		for entropy in identity.voting_entropies() {
			let key = ring::voting_key(entropy);
			let found = match precinct {
				Some(precinct) => Some(precinct),
				None => at.precinct_of(&key, electorate, epoch).await?,
			};
			let Some(found) = found else { continue };
			let ring = at.checked_ring(found, epoch).await?;
			if ring.contains(&key) {
				return Ok(Some(Self {
					entropy: entropy.clone(),
					ring,
				}));
			}
		}
		Ok(None)
	}

	/// Say so if few others stand in the ring; `what` is what hides there.
	pub fn warn_if_small(&self, what: &str, ctx: &Context) {
		let keys = self.ring.keys.len();
		if keys < SMALL_RING {
			ctx.note(&format!(
				"Warning: your precinct has only {keys} keys; a {what} hides among few."
			));
		}
	}

	/// Another node must know the same ring, else one of the two lies.
	pub async fn ask_second_node(&self, url: &str, chain: &Chain, epoch: RollEpoch) -> Result<()> {
		let other = Chain::connect(url).await?;
		if other.genesis_hash() != chain.genesis_hash() {
			bail!("{url} is a node of another chain; name one of this chain with --second-node");
		}
		let precinct = self.ring.precinct;
		let theirs = other.finalized().await?.ring_at(precinct, epoch).await?;
		if theirs.as_ref() != Some(&self.ring) {
			bail!(
				"{url} and {} disagree about precinct {precinct}; do not prove anything through \
				 either, ask a third node",
				chain.url()
			);
		}
		Ok(())
	}
}
