//! From wishes to counted ballots: each is proven in its voter's ring, sent, and awaited.

use super::{
	ballots::Source,
	people::Person,
	stage::{Board, Stage},
};
use crate::{
	ballots::{PollView, Prover, Wish},
	chain::{call, At, Chain, Refused},
	cores,
	ring::{self, Ring},
};
use anyhow::{anyhow, bail, Context as _, Result};
use futures::stream::{FuturesUnordered, StreamExt as _};
use sp_core::H256;
use std::{
	cell::{Cell, RefCell},
	collections::BTreeSet,
	ops::ControlFlow,
	sync::{
		atomic::{AtomicBool, Ordering},
		Arc,
	},
};
use tokio::sync::mpsc;
use veche_primitives::{
	ballot::{Ballot, Choice, Choices},
	polls::Phase,
	PollId,
};
use veche_tally::Tally;

/// Ballots of a batch: few enough that a block of a second has room for several.
const BATCH: usize = 16;
/// Most ballots cast one by one; the others go in batches, as a relay would send them.
const MOST_SINGLE: usize = 24;
/// Transactions with ballots on their way to the node.
const UNDERWAY: usize = 3;
/// Blocks without a new ballot after which missing ones are sent again.
const PATIENCE: u32 = 8;

/// One answer as the answers of a ballot.
pub fn choices(choice: &Choice) -> Choices {
	Choices::truncate_from(vec![choice.clone()])
}

/// What each of the people wants who has a ballot in the file.
pub fn wishes(people: &[Person], source: &Source) -> Vec<Wish> {
	(people.iter().zip(&source.choices))
		.map(|(who, choice)| who.wish(choices(choice)))
		.collect()
}

/// A poll and its rings, each rebuilt from its keys and compared with finalised state.
pub struct Booth {
	/// The poll.
	pub poll: PollView,
	/// The rings.
	pub rings: Vec<Ring>,
	/// The chain.
	pub genesis: H256,
}

impl Booth {
	/// Wait until the poll is open in finalised state, and look at its rings.
	pub async fn enter(chain: &Chain, id: PollId) -> Result<Self> {
		let mut at = chain.best().await?;
		loop {
			let record = at.poll_view(id).await?.record;
			match record.phase {
				Phase::Scheduled => {
					at = chain
						.wait_for_block(at.number.max(record.opens).saturating_add(1))
						.await?
				}
				_ => break,
			}
		}
		let opens = at.poll_view(id).await?.record.opens;
		let at = chain.wait_for_finalized(opens).await?;
		let poll = at.poll_view(id).await?;
		let mut rings = Vec::new();
		for (precinct, _) in at.precincts(poll.record.electorate).await? {
			if at.members_at(precinct, poll.record.epoch).await?.is_empty() {
				continue;
			}
			rings.push(at.checked_ring(precinct, poll.record.epoch).await?);
		}
		Ok(Self {
			poll,
			rings,
			genesis: chain.genesis_hash(),
		})
	}

	/// Make one ballot.
	pub fn ballot(&self, wish: &Wish) -> Result<Ballot> {
		let key = ring::voting_key(&wish.entropy);
		let ring = self.rings.iter().find(|ring| ring.contains(&key));
		let ring = ring.context("a voter is in none of the poll's rings")?;
		Prover::new(ring)?.ballot(&self.poll, self.genesis, wish)
	}

	/// Make a ballot for every wish with all cores, each handed to `done` with its place.
	fn make_all(
		&self,
		wishes: &[Wish],
		stopped: &AtomicBool,
		done: impl Fn(usize, Result<Ballot>) + Sync,
	) {
		let opened = cores::map(self.rings.len(), |ring| Prover::new(&self.rings[ring]));
		let provers: Vec<Prover> = match opened.into_iter().collect() {
			Ok(provers) => provers,
			Err(error) => return done(0, Err(error)),
		};
		cores::for_each(wishes.len(), |place| {
			if stopped.load(Ordering::Relaxed) {
				return;
			}
			let wish = &wishes[place];
			let key = ring::voting_key(&wish.entropy);
			let ring = self.rings.iter().position(|ring| ring.contains(&key));
			let ballot = match ring.and_then(|ring| provers.get(ring)) {
				Some(prover) => prover.ballot(&self.poll, self.genesis, wish),
				None => Err(anyhow!("voter {place} is in none of the poll's rings")),
			};
			done(place, ballot);
		});
	}

	/// The count at a block.
	pub async fn tally(&self, at: &At) -> Result<Tally> {
		let tally = at.tally(self.poll.id, 0).await?;
		tally.context("the poll has no count; build node and `veche` together")
	}
}

/// Ballots made on other threads, which stop when this is dropped.
pub struct Making {
	made: mpsc::UnboundedReceiver<(usize, Result<Ballot>)>,
	stopped: Arc<AtomicBool>,
}

impl Making {
	/// The next ballot and its place among the wishes; none after the last.
	pub async fn next(&mut self) -> Option<(usize, Result<Ballot>)> {
		self.made.recv().await
	}
}

impl Drop for Making {
	fn drop(&mut self) {
		self.stopped.store(true, Ordering::Relaxed);
	}
}

/// Make a ballot for every wish.
pub fn start_making(booth: Arc<Booth>, wishes: Vec<Wish>) -> Making {
	let (sender, made) = mpsc::unbounded_channel();
	let stopped = Arc::new(AtomicBool::new(false));
	let flag = stopped.clone();
	// A thread of its own: the program can end without waiting for it.
	std::thread::spawn(move || {
		booth.make_all(&wishes, &flag, |place, ballot| {
			drop(sender.send((place, ballot)))
		});
	});
	Making { made, stopped }
}

/// Make and cast a ballot for every wish and wait until all are counted; `names` are the options of
/// the first question. Returns the ballots in the order of the wishes.
pub async fn cast_all(
	chain: &Chain,
	booth: &Arc<Booth>,
	wishes: Vec<Wish>,
	names: &[String],
	stage: &mut Stage<'_>,
) -> Result<Vec<Ballot>> {
	let mut board = Board::new(wishes.len(), names);
	let made = board.made.clone();
	let cast: RefCell<Vec<(usize, Ballot)>> = RefCell::default();
	let all_sent = Cell::new(false);
	let total = wishes.len();
	let sending = async {
		let making = start_making(booth.clone(), wishes);
		send_all(chain, making, singles(total), |place, ballot| {
			made.inc(1);
			cast.borrow_mut().push((place, ballot));
		})
		.await?;
		all_sent.set(true);
		Ok(())
	};
	let counting = count_all(chain, booth, total, &mut board, stage, &cast, &all_sent);
	let done = futures::try_join!(sending, counting);
	board.clear();
	done?;
	let mut cast = cast.into_inner();
	cast.sort_unstable_by_key(|(place, _)| *place);
	Ok(cast.into_iter().map(|(_, ballot)| ballot).collect())
}

/// How many of so many ballots are cast one by one. The rest, at least one, goes in batches.
pub fn singles(ballots: usize) -> usize {
	MOST_SINGLE.min(ballots / 4)
}

async fn send_all(
	chain: &Chain,
	mut making: Making,
	mut singles: usize,
	note: impl Fn(usize, Ballot),
) -> Result<()> {
	let metadata = chain.best().await?.metadata_arc();
	let mut underway = FuturesUnordered::new();
	loop {
		let size = if singles > 0 { 1 } else { BATCH };
		let mut part = Vec::new();
		while part.len() < size {
			let Some((place, ballot)) = making.next().await else {
				break;
			};
			let ballot = ballot?;
			note(place, ballot.clone());
			part.push(ballot);
		}
		let call = match (part.as_slice(), singles) {
			([], _) => break,
			([one], 1..) => call::cast(&metadata, one)?,
			(batch, _) => call::cast_batch(&metadata, batch)?,
		};
		singles = singles.saturating_sub(1);
		let transaction = crate::chain::general_transaction(&metadata, &call)?;
		underway.push(async move { chain.send(&transaction).await });
		if underway.len() >= UNDERWAY {
			underway.next().await.transpose()?;
		}
	}
	while let Some(sent) = underway.next().await {
		sent?;
	}
	Ok(())
}

/// Show the count at every block until all are counted.
async fn count_all(
	chain: &Chain,
	booth: &Booth,
	total: usize,
	board: &mut Board,
	stage: &mut Stage<'_>,
	cast: &RefCell<Vec<(usize, Ballot)>>,
	all_sent: &Cell<bool>,
) -> Result<()> {
	let total = u32::try_from(total)?;
	let mut last = (0, u32::MAX);
	chain
		.follow(async |at| {
			let tally = booth.tally(&at).await?;
			let left = booth.poll.record.closes.saturating_sub(at.number);
			board.show(&tally, left, stage)?;
			if tally.ballots >= total {
				return Ok(ControlFlow::Break(()));
			}
			if left == 0 {
				bail!(
					"the poll closed when {} of {total} ballots were counted; the machine was busy \
					 with something else. Run it again with --busy, or with fewer --voters",
					tally.ballots
				);
			}
			if tally.ballots > last.0 || !all_sent.get() {
				last = (tally.ballots, at.number);
			} else if at.number.saturating_sub(last.1) > PATIENCE {
				last = (tally.ballots, at.number);
				let ballots: Vec<Ballot> = cast
					.borrow()
					.iter()
					.map(|(_, ballot)| ballot.clone())
					.collect();
				send_missing(chain, &at, booth.poll.id, ballots).await?;
			}
			Ok(ControlFlow::Continue(()))
		})
		.await
}

/// Send again what the node has lost.
async fn send_missing(chain: &Chain, at: &At, poll: PollId, ballots: Vec<Ballot>) -> Result<()> {
	let counted: BTreeSet<_> = at
		.ballots(poll)
		.await?
		.into_iter()
		.map(|(alias, _)| alias)
		.collect();
	let missing: Vec<Ballot> = ballots
		.into_iter()
		.filter(|ballot| !counted.contains(&ballot.content().alias))
		.collect();
	for batch in missing.chunks(BATCH) {
		let call = call::cast_batch(at.metadata(), batch)?;
		if let Err(error) = chain.send(&chain.general(&call).await?).await {
			// It may wait in the node after all.
			error.downcast::<Refused>()?;
		}
	}
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn singles_leave_something_for_a_batch() {
		assert_eq!([singles(3), singles(8), singles(661)], [0, 2, 24]);
	}
}
