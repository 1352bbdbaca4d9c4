//! Tickets: every jurist sends one, the lowest are kept, and what is no ticket is refused.

use super::{
	drawing::Draw,
	genesis::{PANEL, RESERVES},
	house::{name, House, MIKOLA},
	lots::aliases,
};
use crate::{
	ballots::Prover,
	chain::{
		jury::{self, ticket_message, Drawn, Ticket},
		At, Chain, Refused, Wait,
	},
	commands::demo::{
		refused, scenes,
		stage::{bar, Stage},
	},
	cores,
	ring::{self, Ring},
};
use anyhow::{bail, Context as _, Result};
use sp_core::H256;
use std::{collections::BTreeSet, sync::Arc};
use veche_primitives::{refusal, Alias};

/// Who makes tickets for a bill: whoever has a secret whose key is in a ring.
struct Maker {
	genesis: H256,
	draw: Arc<Draw>,
	rings: Vec<Ring>,
}

impl Maker {
	fn new(chain: &Chain, draw: &Arc<Draw>) -> Self {
		Self {
			genesis: chain.genesis_hash(),
			rings: draw.rings.clone(),
			draw: draw.clone(),
		}
	}

	/// A ticket for each of these secrets, in their order, with all cores.
	async fn make(self, secrets: Vec<[u8; 32]>) -> Result<Vec<Ticket>> {
		let bar = bar(secrets.len(), "tickets made");
		let progress = bar.clone();
		let making = tokio::task::spawn_blocking(move || -> Result<Vec<Ticket>> {
			let opened = cores::map(self.rings.len(), |ring| Prover::new(&self.rings[ring]));
			let provers: Vec<Prover> = opened.into_iter().collect::<Result<_>>()?;
			let made = cores::map(secrets.len(), |place| {
				let ticket = self.one(&provers, &secrets[place]);
				progress.inc(1);
				ticket
			});
			made.into_iter().collect()
		});
		let made = making.await?;
		bar.finish_and_clear();
		made
	}

	fn one(&self, provers: &[Prover], secret: &[u8; 32]) -> Result<Ticket> {
		let key = ring::voting_key(secret);
		let place = self.rings.iter().position(|ring| ring.contains(&key));
		let place = place.context("a jurist is in none of the frozen rings")?;
		let (ring, prover) = (&self.rings[place], &provers[place]);
		let Draw { bill, epoch, .. } = *self.draw;
		let message = ticket_message(self.genesis, bill, epoch, ring.precinct);
		let (proof, alias) = prover.prove(secret, &self.draw.context, &message)?;
		Ok(Ticket {
			bill,
			precinct: ring.precinct,
			alias,
			proof,
		})
	}
}

/// Make a ticket for each of these secrets.
async fn make(house: &House<'_>, draw: &Arc<Draw>, secrets: Vec<[u8; 32]>) -> Result<Vec<Ticket>> {
	Maker::new(house.chain, draw).make(secrets).await
}

/// Make one ticket.
async fn make_one(house: &House<'_>, draw: &Arc<Draw>, jurist: usize) -> Result<Ticket> {
	let who = house
		.jurists()
		.get(jurist)
		.context("there is no such jurist")?;
	let made = make(house, draw, vec![who.entropy()]).await?;
	made.into_iter().next().context("no ticket was made")
}

/// All jurists send their tickets, and some try what is refused. Returns one that was taken.
pub async fn hand_in(house: &House<'_>, draw: &Arc<Draw>, stage: &mut Stage<'_>) -> Result<Ticket> {
	let chain = house.chain;
	stage.say(&format!(
		"Each jurist works out an own number, which nobody else can, and sends it with a proof that \
		 it belongs to one of the {} on the frozen roll. The {PANEL} lowest will be the panel, the \
		 next {RESERVES} stand by.",
		house.jurists().len()
	))?;
	let first = make_one(house, draw, 0).await?;
	let call = jury::claim(chain.best().await?.metadata(), &first)?;
	chain.submit_general(&call, Wait::Block).await?;
	// While places are free, so that nothing is refused for being too high.
	twice(house, draw, stage).await?;
	stranger(house, draw, stage).await?;
	let too_high = send_from(house, draw, 1).await?;
	kept(house, draw, too_high, stage).await?;

	let highest = draw.lots.others().last().context("everybody is drawn")?;
	let ticket = make_one(house, draw, highest.jurist).await?;
	let what = "the highest of all";
	expect(house, &ticket, refusal::TICKET_TOO_HIGH, what, stage).await?;
	Ok(first)
}

/// All jurists send tickets for another bill, when one for the first was tried.
pub async fn hand_in_again(
	house: &House<'_>,
	draw: &Arc<Draw>,
	other: &Ticket,
	stage: &mut Stage<'_>,
) -> Result<()> {
	foreign(house, draw, other, stage).await?;
	let too_high = send_from(house, draw, 0).await?;
	kept(house, draw, too_high, stage).await
}

/// All jurists from this one on send their tickets; how many the chain refused as too high.
async fn send_from(house: &House<'_>, draw: &Arc<Draw>, jurist: usize) -> Result<usize> {
	let senders = house.jurists().iter().skip(jurist);
	let tickets = make(house, draw, senders.map(|who| who.entropy()).collect()).await?;
	send(house.chain, &tickets).await
}

/// Send tickets; how many the chain refused as too high.
async fn send(chain: &Chain, tickets: &[Ticket]) -> Result<usize> {
	let bar = bar(tickets.len(), "tickets sent");
	let metadata = chain.best().await?.metadata_arc();
	let mut too_high = 0;
	for ticket in tickets {
		let transaction =
			crate::chain::general_transaction(&metadata, &jury::claim(&metadata, ticket)?)?;
		if let Err(error) = chain.send(&transaction).await {
			match error.downcast::<Refused>()? {
				Refused::Code(refusal::TICKET_TOO_HIGH) => too_high += 1,
				other => bail!("a ticket was refused: {other}"),
			}
		}
		bar.inc(1);
	}
	bar.finish_and_clear();
	Ok(too_high)
}

/// Wait until the lowest are in, and compare.
async fn kept(
	house: &House<'_>,
	draw: &Arc<Draw>,
	too_high: usize,
	stage: &mut Stage<'_>,
) -> Result<()> {
	let lots = &draw.lots;
	let expected = Drawn {
		panel: aliases(lots.panel()),
		reserves: aliases(lots.reserves()),
	};
	let what = "the lowest tickets are in";
	let patience = house.times.claim;
	let drawn = scenes::wait_for(house.chain, patience, what, async |at: At| {
		let drawn = at.drawn(draw.bill).await?;
		let is_last = at.number.saturating_add(1) >= draw.until;
		Ok((drawn == expected || is_last).then_some(drawn))
	})
	.await?;
	stage.check(
		drawn == expected,
		&format!(
			"bill {}: the kept tickets are the {} lowest of the numbers of all {} jurists, worked out \
			 here from their secrets; {too_high} were refused at once, as higher than all that were \
			 kept",
			draw.bill,
			drawn.panel.len() + drawn.reserves.len(),
			house.jurists().len()
		),
	)
}

/// The first jurist comes once more, with a new proof.
async fn twice(house: &House<'_>, draw: &Arc<Draw>, stage: &mut Stage<'_>) -> Result<()> {
	let again = make_one(house, draw, 0).await?;
	let what = "a second ticket of the same jurist";
	expect(house, &again, refusal::TICKET_TWICE, what, stage).await
}

/// Somebody who is not on the frozen roll, in a ring made up for the purpose.
async fn stranger(house: &House<'_>, draw: &Arc<Draw>, stage: &mut Stage<'_>) -> Result<()> {
	let secret = house.person(MIKOLA)?.entropy();
	let mut maker = Maker::new(house.chain, draw);
	let key = maker
		.rings
		.first_mut()
		.and_then(|ring| ring.keys.first_mut());
	*key.context("there is no ring")? = ring::voting_key(&secret);
	let made = maker.make(vec![secret]).await?;
	let ticket = made.first().context("no ticket was made")?;
	let what = format!(
		"{}'s ticket, in a ring with the own key slipped in,",
		name(MIKOLA)
	);
	expect(house, ticket, refusal::TICKET_BAD_PROOF, &what, stage).await
}

/// A ticket for another bill.
async fn foreign(
	house: &House<'_>,
	draw: &Arc<Draw>,
	other: &Ticket,
	stage: &mut Stage<'_>,
) -> Result<()> {
	let ticket = Ticket {
		bill: draw.bill,
		..other.clone()
	};
	let what = format!("a ticket for bill {}, sent for this one,", other.bill);
	expect(house, &ticket, refusal::TICKET_BAD_PROOF, &what, stage).await
}

/// A ticket that comes when the panel sits.
pub async fn too_late(house: &House<'_>, draw: &Draw, stage: &mut Stage<'_>) -> Result<()> {
	let ticket = Ticket {
		bill: draw.bill,
		precinct: 0,
		alias: [1; 32],
		proof: Default::default(),
	};
	let what = "a ticket when the panel sits already";
	expect(house, &ticket, refusal::TICKETS_CLOSED, what, stage).await
}

async fn expect(
	house: &House<'_>,
	ticket: &Ticket,
	code: u8,
	what: &str,
	stage: &mut Stage<'_>,
) -> Result<()> {
	let call = jury::claim(house.chain.best().await?.metadata(), ticket)?;
	refused::expect_call(house.chain, &call, code, what, stage).await
}

/// No jurist has the same number for both bills.
pub fn differ(draws: &[Arc<Draw>; 2], stage: &mut Stage<'_>) -> Result<()> {
	let all = |draw: &Draw| -> BTreeSet<Alias> {
		let lots = &draw.lots;
		let parts = [lots.panel(), lots.reserves(), lots.others()];
		parts.into_iter().flat_map(aliases).collect()
	};
	let [one, two] = [all(&draws[0]), all(&draws[1])];
	stage.check(
		one.is_disjoint(&two),
		"no number comes twice in the two draws: from one bill to the next nobody can join who sat \
		 where",
	)
}
