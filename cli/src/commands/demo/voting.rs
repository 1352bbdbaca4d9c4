//! From keys on a roll to counted ballots.

use super::{
	ballots::Source,
	people::{self, Person},
	stage::{bar, Board, Stage},
};
use crate::{
	ballots::{PollView, Prover, Wish},
	chain::{call, At, Chain, Refused, Wait},
	commands::initiative,
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
	time::Instant,
};
use tokio::sync::mpsc;
use veche_primitives::{
	ballot::{Ballot, Choice, Choices, Paper},
	polls::{Institution, Phase, Poll},
	rolls::{Electorate, RingSize, RollEpoch},
	InitiativeId, PersonId, PollId, UnitId,
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

/// How fast this machine makes ballots.
pub struct Speed {
	/// Seconds a ballot, all cores at work.
	pub ballot: f64,
	/// Cores.
	pub cores: usize,
}

impl Speed {
	/// Make a few ballots in a ring as large as those of the election.
	pub fn measure(seed: &[u8; 32], members: usize) -> Result<Self> {
		let cores = cores::count();
		let members = members.clamp(1, RingSize::Small.capacity() as usize);
		let entropy = |number| *people::derive(seed, "measure", number);
		let ring = Ring {
			precinct: 0,
			version: RollEpoch::default(),
			size: RingSize::Small,
			keys: cores::map(members, |number| ring::voting_key(&entropy(number))),
			commitment: Vec::new(),
		};
		let poll = PollView {
			id: 0,
			record: no_poll(),
			paper: no_paper(),
		};
		let prover = Prover::new(&ring)?;
		let make = |number: usize| {
			let entropy = entropy(number % members);
			let wish = Wish {
				entropy,
				choices: Choices::default(),
				counter: 1,
			};
			prover.ballot(&poll, H256::zero(), &wish).map(|_| ())
		};
		// The first one also builds tables that all others use.
		make(0)?;
		let begun = Instant::now();
		let count = cores * 3;
		cores::map(count, make)
			.into_iter()
			.collect::<Result<()>>()?;
		Ok(Self {
			ballot: begun.elapsed().as_secs_f64() / count as f64,
			cores,
		})
	}

	/// Seconds for so many ballots, the node's own work on them included.
	pub fn seconds(&self, ballots: usize) -> f64 {
		ballots as f64 * (self.ballot + NODE / self.cores as f64)
	}

	/// Blocks of a second that the poll must stay open.
	pub fn window(&self, ballots: usize) -> u32 {
		(self.seconds(ballots) * MARGIN) as u32 + SPARE
	}
}

/// Seconds of one core that the node needs for a ballot.
const NODE: f64 = 0.06;
/// What is put on top of the measured time, since a machine may be busy with other things.
const MARGIN: f64 = 1.1;
/// Blocks for looking at rings and for what is refused.
const SPARE: u32 = 30;

fn no_poll() -> Poll<u32> {
	Poll {
		institution: Institution::Initiatives,
		electorate: Electorate::Unit(0),
		epoch: RollEpoch::default(),
		electors: 0,
		context: [0; 32],
		panel: false,
		questions: Default::default(),
		quorum: 0,
		majority: 0,
		goal: None,
		goal_reached: false,
		opens: 0,
		closes: 0,
		phase: Phase::Open,
	}
}

fn no_paper() -> Paper {
	Paper {
		title: Default::default(),
		text: H256::zero(),
		questions: Default::default(),
	}
}

/// One answer as the answers of a ballot.
pub fn choices(choice: &Choice) -> Choices {
	Choices::truncate_from(vec![choice.clone()])
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

/// Start the initiative; its number and that of its petition.
pub async fn start_initiative(
	chain: &Chain,
	by: &Person,
	unit: UnitId,
	paper: &Paper,
) -> Result<(InitiativeId, PollId)> {
	let call = call::start_initiative(chain.best().await?.metadata(), unit, paper)?;
	let included = chain
		.submit_signed(by.identity.signer(), &call, Wait::Block)
		.await?;
	let started: Option<(InitiativeId, PersonId, UnitId, PollId)> =
		included.event("Initiatives", "Started");
	let (initiative, _, _, petition) =
		started.context("the chain does not tell the initiative's number")?;
	Ok((initiative, petition))
}

/// Support a petition until it has reached its goal; how many did.
pub async fn support(chain: &Chain, petition: PollId, people: &[Person]) -> Result<u32> {
	let booth = Booth::enter(chain, petition).await?;
	let record = &booth.poll.record;
	let needed = record
		.goal
		.map_or(0, |goal| veche_tally::share_of(record.electors, goal.share));
	let yes = choices(&Choice::One(veche_tally::YES));
	let wishes: Vec<Wish> = people
		.iter()
		.take(usize::try_from(needed)?)
		.map(|who| Wish {
			entropy: who.entropy(),
			choices: yes.clone(),
			counter: 1,
		})
		.collect();
	let bar = bar(wishes.len(), "supporters");
	let mut made = start_making(Arc::new(booth), wishes);
	let metadata = chain.best().await?.metadata_arc();
	while let Some((_, ballot)) = made.next().await {
		let call = call::cast(&metadata, &ballot?)?;
		chain.send(&chain.general(&call).await?).await?;
		bar.inc(1);
	}
	bar.finish_and_clear();
	Ok(needed)
}

/// Wait until the petition has led to a poll.
pub async fn wait_for_vote(chain: &Chain, id: InitiativeId) -> Result<PollId> {
	let mut poll = None;
	chain
		.follow(async |at| {
			let shown = initiative::read(&at, id).await?;
			poll = shown.poll;
			match (shown.state, poll) {
				(_, Some(_)) => Ok(ControlFlow::Break(())),
				("collecting", _) => Ok(ControlFlow::Continue(())),
				(state, _) => bail!("the initiative did not come to a vote: it is {state}"),
			}
		})
		.await?;
	poll.context("the chain does not tell the poll's number")
}

/// Ballots made on other threads, which stop when this is dropped.
struct Making {
	made: mpsc::UnboundedReceiver<(usize, Result<Ballot>)>,
	stopped: Arc<AtomicBool>,
}

impl Making {
	async fn next(&mut self) -> Option<(usize, Result<Ballot>)> {
		self.made.recv().await
	}
}

impl Drop for Making {
	fn drop(&mut self) {
		self.stopped.store(true, Ordering::Relaxed);
	}
}

fn start_making(booth: Arc<Booth>, wishes: Vec<Wish>) -> Making {
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

/// Make and cast everybody's ballot and wait until all are counted. Returns each voter's ballot in
/// the order of the voters, and how many were cast one by one.
pub async fn cast_all(
	chain: &Chain,
	booth: &Arc<Booth>,
	source: &Source,
	people: &[Person],
	stage: &mut Stage<'_>,
) -> Result<Vec<Ballot>> {
	let wishes: Vec<Wish> = (people.iter().zip(&source.choices))
		.map(|(who, choice)| Wish {
			entropy: who.entropy(),
			choices: choices(choice),
			counter: 1,
		})
		.collect();
	let mut board = Board::new(wishes.len(), &source.names);
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
					 with something else. Run it again, or with fewer --voters",
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

	#[test]
	fn window_grows_with_the_voters_and_shrinks_with_the_cores() {
		let speed = |cores| Speed {
			ballot: 0.3 / cores as f64,
			cores,
		};
		assert!(speed(2).window(661) > speed(8).window(661));
		assert!(speed(2).window(661) > speed(2).window(66));
		assert!(speed(8).window(3) >= SPARE);
	}
}
