//! `veche jury ticket`: a seat on a panel claimed.
//!
//! 1. The drawing is taken from finalised state: roll epoch, seed, context. That the context belongs
//!    to bill and seed is checked here.
//! 2. The jurist's precinct is looked up as of the frozen roll epoch, its keys are downloaded and
//!    its commitment rebuilt. If it differs, nothing is proven: a false ring could single one out.
//! 3. The ticket's number, the alias, is worked out here. If all places are taken by lower ones it
//!    is not sent at all: nobody learns that somebody tried.
//! 4. The proof is made here, and the ticket sent as a general transaction: no account, no fee, no
//!    signature.

use super::{
	odds,
	standing::{while_claiming, Standing},
};
use crate::{
	ballots::Prover,
	chain::{
		jury::{self, jury_context, ticket_message, Drawn, Phase, Record, Ticket},
		At, Chain, Included, Refused, Wait,
	},
	commands::seat::Seat,
	identity::{Entropy, Identity},
	output::{usage, Context},
	ring::{self, Ring},
};
use anyhow::{bail, Context as _, Result};
use sp_core::H256;
use veche_primitives::{
	refusal,
	rolls::{Electorate, RollEpoch},
	Alias, BillId, Ppm, PrecinctId,
};

/// How to claim.
#[derive(Clone, Debug, Default)]
pub struct How {
	/// The precinct, if it is known.
	pub precinct: Option<PrecinctId>,
	/// Another node that must know the same ring.
	pub second_node: Option<String>,
	/// Whether to wait until the ticket is final.
	pub finalized: bool,
}

/// A drawing that is under way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Drawing {
	/// The bill.
	pub bill: BillId,
	/// Whose roll the panel is drawn from: the jurists', or everybody's.
	pub jurists: Electorate,
	/// The frozen state of the rolls.
	pub epoch: RollEpoch,
	/// The seed.
	pub seed: H256,
	/// The context of tickets and ballots.
	pub context: [u8; 32],
	/// The block of the seed.
	pub since: u32,
	/// The first block in which no ticket is taken.
	pub until: u32,
	/// Seats of the panel.
	pub seats: u32,
	/// Tickets kept at most.
	pub places: u32,
}

impl Drawing {
	/// Of a bill, if it is being drawn for.
	pub fn of(bill: BillId, record: &Record) -> Option<Self> {
		let Phase::Claiming {
			epoch,
			seed,
			context,
			until,
		} = record.phase
		else {
			return None;
		};
		Some(Self {
			bill,
			jurists: record.jurists,
			epoch,
			seed,
			context,
			since: until.saturating_sub(record.params.claim),
			until,
			seats: record.params.panel,
			places: record.params.places(),
		})
	}

	/// Whether the context is the one of bill and seed: else a proof in it could be used elsewhere.
	pub fn check_context(&self, genesis: H256) -> Result<()> {
		if jury_context(genesis, self.bill, self.seed) != self.context {
			bail!(
				"the context that the node names does not belong to bill {} and its seed; claim \
				 nothing through this node, ask another one, and report the case",
				self.bill
			);
		}
		Ok(())
	}
}

/// What became of a ticket.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Claimed {
	/// The ticket's number.
	pub alias: Alias,
	/// The drawing.
	pub drawing: Drawing,
	/// Where it stands among the others: kept or too high.
	pub standing: Standing,
	/// The precinct.
	pub precinct: PrecinctId,
	/// Keys in its ring.
	pub ring: u32,
	/// The block it is in; none if it was not sent, was refused, or was in before.
	pub block: Option<u32>,
	/// Whether it was sent now: then whoever saw it knows that somebody of the precinct tried.
	pub sent: bool,
	/// Tickets kept now.
	pub kept: u32,
	/// How many are on that roll now.
	pub jurists: u32,
	/// The least chance to sit on the panel.
	pub to_sit: Ppm,
	/// The least chance to sit or stand by.
	pub to_be_kept: Ppm,
}

/// The drawing of a bill; an error that says when there is one if there is none now.
pub fn open_drawing(id: BillId, record: &Record, now: u32) -> Result<Drawing> {
	match Drawing::of(id, record) {
		// Tickets of the next block are still in time.
		Some(drawing) if now.saturating_add(1) < drawing.until => Ok(drawing),
		Some(_) => Err(usage(format!(
			"the time for tickets of bill {id} is over; `veche jury status {id} --key NAME` tells who \
			 is drawn"
		))),
		None => {
			let why = match record.phase {
				Phase::Petition { .. } => "it still looks for supporters",
				Phase::Waiting { .. } | Phase::Frozen { .. } => "its seed is not drawn yet",
				_ => "its panel has been drawn",
			};
			Err(usage(format!(
				"bill {id} takes no tickets now: {why}. `veche bill show {id}` tells more, and `veche \
				 jury serve --key NAME` claims as soon as it can"
			)))
		}
	}
}

/// Claim a seat.
///
/// # Errors
/// When no tickets are taken, nobody of this key is on the frozen roll, the ring or the context is
/// false, or the chain refuses the ticket.
pub async fn claim(
	chain: &Chain,
	bill: BillId,
	identity: &Identity,
	how: &How,
	ctx: &Context,
) -> Result<Claimed> {
	let best = chain.best().await?;
	let drawing = open_drawing(bill, &best.bill(bill).await?, best.number)?;
	let waiting = ctx.spinner("waiting until the seed is final");
	let at = chain.wait_for_finalized(drawing.since).await;
	waiting.finish_and_clear();
	let at = at?;
	if Drawing::of(bill, &at.bill(bill).await?) != Some(drawing) {
		bail!("the drawing of bill {bill} is not final yet; wait some blocks and try again");
	}
	drawing.check_context(chain.genesis_hash())?;

	let looking = ctx.spinner("looking up your precinct on the frozen roll");
	let (jurists, epoch) = (drawing.jurists, drawing.epoch);
	let seat = Seat::find(&at, jurists, epoch, identity, how.precinct).await;
	looking.finish_and_clear();
	let Some(seat) = seat? else {
		bail!(not_on_roll(bill, jurists, epoch));
	};
	if let Some(url) = &how.second_node {
		seat.ask_second_node(url, chain, epoch).await?;
	}
	seat.warn_if_small("juror", ctx);
	let Seat { entropy, ring } = seat;
	let alias = ring::alias(&entropy, &drawing.context)?;

	let best = chain.best().await?;
	let before = best.drawn(bill).await?;
	let precinct = ring.precinct;
	let keys = u32::try_from(ring.keys.len())?;
	let standing = while_claiming(&alias, &before, drawing.places);
	let mut own = Own {
		alias,
		drawing,
		precinct,
		keys,
		sent: false,
	};
	if standing != Standing::Unclaimed {
		return own.claimed(&best, None, &before, standing).await;
	}

	own.sent = true;
	let again = (ring.clone(), entropy.clone());
	let included = match own.send(&best, ring, entropy, how, ctx).await {
		// An alias has one ticket, so a second one doubles nothing. It needs another proof: a node does
		// not look twice at what it has dropped.
		Err(error) if matches!(error.downcast_ref(), Some(Refused::Lost)) => {
			own.send(&best, again.0, again.1, how, ctx).await
		}
		included => included,
	};
	let (at, block, refused) = match included {
		Ok(included) => {
			let at = chain.at(included.block).await?;
			(at, Some(included.number), None)
		}
		// Somebody was faster, or it was in already: not a failure. Nor that nothing is heard of it until
		// the window is over, if all places are taken by lower ones.
		Err(error) => match error.downcast_ref::<Refused>().and_then(Refused::code) {
			Some(refusal::TICKET_TWICE | refusal::TICKET_TOO_HIGH | refusal::TICKETS_CLOSED) => {
				(chain.best().await?, None, Some(error))
			}
			_ => return Err(error),
		},
	};
	let after = at.drawn(bill).await?;
	let standing = while_claiming(&alias, &after, drawing.places);
	if let (Standing::Unclaimed, Some(refused)) = (standing, refused) {
		return Err(refused);
	}
	own.claimed(&at, block, &after, standing).await
}

/// Why somebody can hand in no ticket whose key is not on the frozen roll, and when one can.
fn not_on_roll(bill: BillId, jurists: Electorate, epoch: RollEpoch) -> String {
	let (whose, then) = match jurists {
		Electorate::Group(_) => (
			"the jurists' roll",
			". If too few jurists claim, everybody can in a second window: `veche jury serve --key \
			 NAME` claims then",
		),
		Electorate::Unit(_) => ("the roll of everybody", ""),
	};
	format!(
		"your voting key is not on {whose} that was frozen for bill {bill} (epoch {epoch}): whoever \
		 came on it or changed the key later is drawn for later bills{then}"
	)
}

/// Somebody's own ticket.
struct Own {
	alias: Alias,
	drawing: Drawing,
	precinct: PrecinctId,
	keys: u32,
	sent: bool,
}

impl Own {
	/// Make it here and send it.
	async fn send(
		&self,
		at: &At,
		ring: Ring,
		entropy: Entropy,
		how: &How,
		ctx: &Context,
	) -> Result<Included> {
		let chain = at.chain();
		let proving = ctx.spinner("making the ticket on this machine");
		let ticket = prove(chain.genesis_hash(), self.drawing, ring, entropy).await;
		proving.finish_and_clear();
		let ticket = ticket?;
		if ticket.alias != self.alias {
			bail!("the proof shows another alias than this key has here; update `veche`");
		}
		let wait = if how.finalized {
			Wait::Finalized
		} else {
			Wait::Block
		};
		let sending = ctx.spinner("sending the ticket");
		let call = jury::claim(at.metadata(), &ticket)?;
		let included = chain.submit_general(&call, wait).await;
		sending.finish_and_clear();
		included
	}

	/// What became of it, with its chances among the tickets of that block.
	async fn claimed(
		self,
		at: &At,
		block: Option<u32>,
		drawn: &Drawn,
		standing: Standing,
	) -> Result<Claimed> {
		let jurists = at.electors(self.drawing.jurists).await?;
		let kept: Vec<Alias> = drawn.panel.iter().chain(&drawn.reserves).copied().collect();
		let chance = |places| odds::at_least(&self.alias, &kept, places, jurists);
		Ok(Claimed {
			alias: self.alias,
			drawing: self.drawing,
			standing,
			precinct: self.precinct,
			ring: self.keys,
			block,
			sent: self.sent,
			kept: u32::try_from(kept.len())?,
			jurists,
			to_sit: chance(self.drawing.seats),
			to_be_kept: chance(self.drawing.places),
		})
	}
}

/// Make the ticket on another thread.
async fn prove(genesis: H256, drawing: Drawing, ring: Ring, entropy: Entropy) -> Result<Ticket> {
	tokio::task::spawn_blocking(move || make(genesis, &drawing, &ring, &entropy))
		.await
		.context("the ticket could not be made; try again")?
}

/// Make a ticket, without any network.
pub fn make(genesis: H256, drawing: &Drawing, ring: &Ring, entropy: &[u8; 32]) -> Result<Ticket> {
	let message = ticket_message(genesis, drawing.bill, drawing.epoch, ring.precinct);
	let (proof, alias) = Prover::new(ring)?.prove(entropy, &drawing.context, &message)?;
	Ok(Ticket {
		bill: drawing.bill,
		precinct: ring.precinct,
		alias,
		proof,
	})
}

#[cfg(test)]
mod tests;
