//! A bill read from the chain as one jurist sees it.

use super::{
	stage::Stage,
	standing::{aliases, while_claiming, while_voting, Standing},
	ticket::Drawing,
};
use crate::{
	chain::{
		jury::{Phase, Record},
		At,
	},
	commands::{bill::seed_block, seat::Seat},
	identity::{Entropy, Identity},
	ring,
};
use anyhow::{anyhow, Result};
use veche_primitives::{
	rolls::{Electorate, RollEpoch},
	Alias, BillId, PollId,
};

/// A jurist and one bill. Remembers what does not change as long as the panel is drawn from the same
/// roll: the place on it.
#[derive(Default)]
pub struct Reader {
	/// Whose roll it was, and the voting secret that is on it, if any; none as long as nobody looked.
	place: Option<(Electorate, Option<Entropy>)>,
}

/// What was read.
pub struct Read {
	/// How far the bill is, and what part the jurist has.
	pub stage: Stage,
	/// The jurist's alias for the bill; none before the seed, or for who is not on the roll.
	pub alias: Option<Alias>,
}

impl Reader {
	/// Read the bill, whose record is `record`.
	///
	/// # Errors
	/// When the frozen ring is false or gone; see [`Seat::find`].
	pub async fn read(
		&mut self,
		at: &At,
		id: BillId,
		record: &Record,
		identity: &Identity,
	) -> Result<Read> {
		let none = |stage| Read { stage, alias: None };
		Ok(match record.phase {
			Phase::Petition { poll } => none(Stage::Petition { poll }),
			Phase::Waiting { .. } => none(Stage::Waiting),
			Phase::Frozen { epoch, frozen_in } => {
				let place = self.place(at, record.jurists, epoch, identity).await?;
				let on_roll = place.is_some();
				let epochs = at.fresh_epochs().await?;
				let (began, slots) = (at.epoch_start().await?, at.epoch_slots().await?);
				none(Stage::Frozen {
					on_roll,
					seed_block: seed_block(at.number, frozen_in, epochs, began, slots),
				})
			}
			Phase::Claiming { epoch, .. } => {
				let place = self.place(at, record.jurists, epoch, identity).await?;
				let drawing = Drawing::of(id, record)
					.ok_or_else(|| anyhow!("bill {id} takes no tickets; ask another node"))?;
				let (mut standing, mut alias) = (None, None);
				if let Some(entropy) = place {
					let own = ring::alias(entropy, &drawing.context)?;
					let drawn = at.drawn(id).await?;
					standing = Some(while_claiming(&own, &drawn, drawing.places));
					alias = Some(own);
				}
				let until = drawing.until;
				Read {
					stage: Stage::Claiming { standing, until },
					alias,
				}
			}
			Phase::Trial { poll, halfway, .. } => trial(at, id, poll, halfway, identity).await?,
			Phase::Done(verdict) => none(Stage::Done(verdict)),
		})
	}

	/// The voting secret that is on the frozen roll. It is looked up again when everybody can claim
	/// after too few jurists did.
	async fn place(
		&mut self,
		at: &At,
		jurists: Electorate,
		epoch: RollEpoch,
		identity: &Identity,
	) -> Result<Option<&Entropy>> {
		if !matches!(self.place, Some((of, _)) if of == jurists) {
			let seat = Seat::find(at, jurists, epoch, identity, None).await?;
			self.place = Some((jurists, seat.map(|seat| seat.entropy)));
		}
		let place = self.place.as_ref();
		Ok(place.and_then(|(_, entropy)| entropy.as_ref()))
	}
}

/// What part somebody has in a panel's vote.
async fn trial(
	at: &At,
	bill: BillId,
	id: PollId,
	halfway: u32,
	identity: &Identity,
) -> Result<Read> {
	let poll = at.poll(id).await?;
	let poll = poll.ok_or_else(|| anyhow!("poll {id} is missing; ask another node"))?;
	let own = aliases(identity, &poll.context)?;
	let terms = at.terms(id).await?;
	let reserves = at.drawn(bill).await?.reserves;
	let (mut standing, alias) = while_voting(&own, &terms, &reserves, false);
	if let (Standing::Sits { called, .. }, Some(alias)) = (standing, &alias) {
		let voted = at.ballot(id, alias).await?.is_some();
		standing = Standing::Sits { called, voted };
	}
	Ok(Read {
		stage: Stage::Trial {
			standing,
			poll: id,
			opens: poll.opens,
			halfway,
			closes: poll.closes,
		},
		alias,
	})
}
