//! From the frozen roll to the seed: nobody can know or choose who will be drawn.

use super::{
	bills::{epoch_index, Case},
	faculty::{self, JURISTS},
	genesis::{EPOCH, PANEL, RESERVES},
	house::{name, House, MIKOLA},
	lots::Lots,
};
use crate::{
	chain::{
		jury::{self, Phase, Ticket},
		At,
	},
	commands::demo::{people::Person, refused, scenes, stage::Stage, TURN_PATIENCE},
	ring::Ring,
};
use anyhow::{bail, Result};
use codec::Encode;
use sp_core::H256;
use std::collections::BTreeSet;
use veche_primitives::{
	ballot::Proof, laws::SEED_DELAY, refusal, rolls::RollEpoch, BillId, VotingKey,
};

/// What a seed is drawn for, together with the number of the bill.
const SUBJECT: &[u8; 15] = b"veche/jury/seed";

/// A bill whose seed is known.
pub struct Draw {
	/// The bill.
	pub bill: BillId,
	/// The frozen state of the rolls.
	pub epoch: RollEpoch,
	/// The proof context of tickets and ballots.
	pub context: [u8; 32],
	/// First block in which no ticket is taken.
	pub until: u32,
	/// The rings of the frozen jurists' roll.
	pub rings: Vec<Ring>,
	/// Who must be drawn.
	pub lots: Lots,
}

/// While nobody can know who will be drawn: somebody sends a ticket, and one more becomes a jurist.
pub async fn too_early_or_too_late(
	house: &House<'_>,
	case: &Case,
	stage: &mut Stage<'_>,
) -> Result<()> {
	stage.say(&format!(
		"Who can be drawn is fixed first, then come {SEED_DELAY} epochs of the consensus, {EPOCH} \
		 seconds each here and hours elsewhere, and only then the seed: it is made of what \
		 validators put in after the roll was frozen."
	))?;
	let ticket = Ticket {
		bill: case.id,
		precinct: 0,
		alias: [0; 32],
		proof: Proof::default(),
	};
	let call = jury::claim(house.chain.best().await?.metadata(), &ticket)?;
	let what = "a ticket before the seed is known";
	refused::expect_call(house.chain, &call, refusal::TICKETS_CLOSED, what, stage).await?;
	faculty::give(house, std::slice::from_ref(house.person(MIKOLA)?)).await?;
	stage.say(&format!("{} gets a diploma just now.", name(MIKOLA)))
}

/// Wait for the seed of a bill, and see where it comes from and who can be drawn with it.
pub async fn seed(house: &House<'_>, case: &Case, stage: &mut Stage<'_>) -> Result<Draw> {
	let patience = EPOCH.saturating_mul(8);
	let what = format!("the seed of bill {}", case.id);
	let (at, seed, context, until) =
		scenes::wait_for(house.chain, patience, &what, async |at: At| {
			let phase = at.bill(case.id).await?.phase;
			Ok(match phase {
				Phase::Claiming {
					seed,
					context,
					until,
					..
				} => Some((at, seed, context, until)),
				Phase::Done(verdict) => bail!("bill {} has ended: {verdict:?}", case.id),
				_ => None,
			})
		})
		.await?;
	let drawn_in = until.saturating_sub(at.bill(case.id).await?.params.claim);
	let drawn = house.chain.at_number(drawn_in).await?;
	let epochs = epoch_index(&drawn).await?.saturating_sub(case.frozen_in);
	stage.check(
		seed == expected_seed(&drawn, case.id).await? && epochs >= SEED_DELAY,
		&format!(
			"bill {}: the seed came in block {drawn_in}, {epochs} epochs after the freezing; it is \
			 the hash of the bill's number with the randomness that validators had made until two \
			 epochs ago",
			case.id
		),
	)?;
	let genesis = house.chain.genesis_hash();
	let rings = rings(&at, case.epoch).await?;
	let (keys, jurists) = (keys(&rings), house.jurists());
	let late = u32::try_from(jurists.len() + 1)?;
	let what = "the next turn of the jurists' roll";
	let electors = scenes::wait_for(house.chain, TURN_PATIENCE, what, async |at: At| {
		let electors = at.electors(JURISTS).await?;
		Ok((electors >= late).then_some(electors))
	})
	.await?;
	stage.check(
		context == jury::jury_context(genesis, case.id, seed)
			&& keys == expected_keys(jurists)
			&& electors == late,
		&format!(
			"who can be drawn are the {} of the frozen roll, by their keys, and not the {electors} \
			 of today's: {} came too late",
			keys.len(),
			name(MIKOLA)
		),
	)?;
	Ok(Draw {
		bill: case.id,
		epoch: case.epoch,
		context,
		until,
		rings,
		lots: Lots::draw(jurists, &context, PANEL, RESERVES)?,
	})
}

/// The seed as this program makes it from the consensus' own state.
async fn expected_seed(drawn: &At, bill: BillId) -> Result<H256> {
	let randomness: [u8; 32] = drawn.get_or_default("Babe", "Randomness", &[]).await?;
	let subject = (SUBJECT, bill, randomness);
	Ok(subject.using_encoded(sp_crypto_hashing::blake2_256).into())
}

/// The rings of the jurists' roll in a roll epoch, each rebuilt from its keys.
async fn rings(at: &At, epoch: RollEpoch) -> Result<Vec<Ring>> {
	let mut rings = Vec::new();
	for (precinct, _) in at.precincts(JURISTS).await? {
		if !at.members_at(precinct, epoch).await?.is_empty() {
			rings.push(at.checked_ring(precinct, epoch).await?);
		}
	}
	Ok(rings)
}

fn keys(rings: &[Ring]) -> BTreeSet<VotingKey> {
	rings.iter().flat_map(|ring| ring.keys.clone()).collect()
}

fn expected_keys(people: &[Person]) -> BTreeSet<VotingKey> {
	people.iter().map(|who| who.identity.voting_key()).collect()
}
