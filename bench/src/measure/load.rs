//! Ballots per second on a real node, and its memory.

use super::{
	group,
	table::{Group, Row, Unit},
	town::{self, Town},
	Amount,
};
use crate::machine;
use anyhow::{anyhow, Context as _, Result};
use codec::{Compact, Decode};
use futures::{stream, StreamExt};
use std::{
	collections::BTreeMap,
	path::Path,
	sync::atomic::{AtomicBool, AtomicU32, Ordering},
	time::{Duration, Instant},
};
use veche_cli::chain::{call, general_transaction, Chain};
use veche_primitives::{
	ballot::{Ballot, MAX_BATCH},
	PollId,
};

/// Memory at rest and at the end, in millions of bytes.
const MOST_AT_REST: f64 = 400.0;
const MOST_AFTER: f64 = 700.0;
/// How long a node rests before its memory is read.
const REST: Duration = Duration::from_secs(15);
/// Transactions sent at once, as many clients would.
const AT_ONCE: usize = 16;
/// Time between two looks at the chain.
const LOOK: Duration = Duration::from_millis(250);
/// Longest wait for what is left over when the time is up.
const DRAIN: Duration = Duration::from_secs(180);
/// What a block may take, in picoseconds: see the runtime's constants.
const BLOCK_TIME: f64 = 2e12;

/// Measure everything that needs a node. `wasm` is how long it takes to check a ballot alone and in
/// a batch, in milliseconds.
pub async fn measure(
	program: &Path,
	amount: Amount,
	wasm: (f64, f64),
	notes: &mut Vec<String>,
) -> Result<Vec<Group>> {
	eprintln!("node");
	let node = town::start(program).await?;
	let process = node
		.process()
		.ok_or_else(|| anyhow!("the node has ended"))?;
	tokio::time::sleep(REST).await;
	let at_rest = memory(process)?;
	let town = Town::found(node.chain().await?, amount).await?;
	let (rings, keys) = town.size();
	notes.push(format!(
		"Throughput: {keys} voters in {rings} ring(s) of at most 255."
	));

	let singles = run(&town, &[1], false, wasm.0, amount, notes).await?;
	let rounds: Vec<u32> = (2..amount.rounds.saturating_add(2)).collect();
	let batches = run(&town, &rounds, true, wasm.1, amount, notes).await?;
	tokio::time::sleep(REST).await;
	let memory = vec![
		Row::new("node at rest", at_rest, Unit::MB).at_most(MOST_AT_REST),
		Row::new("node afterwards", self::memory(process)?, Unit::MB).at_most(MOST_AFTER),
	];
	drop(node);
	Ok(vec![singles, batches, group("Memory", memory)])
}

/// Resident memory of a process, in millions of bytes.
fn memory(process: u32) -> Result<f64> {
	let path = format!("/proc/{process}/status");
	let text = std::fs::read_to_string(&path).context("the node's memory cannot be read")?;
	let bytes = machine::kibibytes_in(&text, "VmRSS");
	Ok(bytes.ok_or_else(|| anyhow!("{path} does not tell the memory"))? as f64 / 1e6)
}

/// What a load came to.
#[derive(Debug, Default)]
struct Load {
	/// Ballots the node's pool took.
	taken: u32,
	/// Ballots counted in blocks of the best chain.
	counted: u32,
	/// Ballots counted in finalised blocks.
	finalised: u32,
	/// Time in which they were.
	seconds: f64,
	/// Blocks in that time.
	blocks: u32,
	/// Weight of their transactions, in picoseconds.
	weight: f64,
}

/// Make the ballots of these counters, one round after the other, and send them.
async fn run(
	town: &Town,
	counters: &[u32],
	batched: bool,
	wasm: f64,
	amount: Amount,
	notes: &mut Vec<String>,
) -> Result<Group> {
	let way = if batched {
		"in batches of 64"
	} else {
		"singly"
	};
	let mut rounds = Vec::new();
	for counter in counters {
		eprintln!("  making {} ballots to be cast {way}", amount.voters);
		rounds.push(transactions(town, &town.ballots(*counter)?, batched).await?);
	}
	eprintln!("  casting them {way}");
	let mut refused = BTreeMap::new();
	let load = cast(town, &rounds, amount.seconds, &mut refused).await?;
	for (reason, times) in refused {
		notes.push(format!(
			"Cast {way}: {times} transaction(s) not taken: {reason}"
		));
	}
	if load.finalised < load.taken {
		notes.push(format!(
			"Cast {way}: time was up when {} of {} ballots taken were final.",
			load.finalised, load.taken
		));
	}
	drained(town, load.taken).await?;
	Ok(group(
		format!("Throughput of one node, ballots cast {way}"),
		rows(&load, wasm),
	))
}

fn rows(load: &Load, wasm: f64) -> Vec<Row> {
	let seconds = load.seconds.max(f64::EPSILON);
	let per_second = |ballots: u32| f64::from(ballots) / seconds;
	let proofs = f64::from(load.counted) * wasm / 1e3 / seconds;
	let weight = load.weight / (BLOCK_TIME * f64::from(load.blocks.max(1)));
	vec![
		Row::new("time", load.seconds, Unit::Seconds),
		Row::new(
			"ballots taken by the node",
			f64::from(load.taken),
			Unit::Count,
		),
		Row::new(
			"counted in blocks",
			per_second(load.counted),
			Unit::PerSecond,
		),
		Row::new("finalised", per_second(load.finalised), Unit::PerSecond),
		Row::new(
			"share of the time that one run of the proofs takes",
			proofs * 100.0,
			Unit::Percent,
		),
		Row::new(
			"weight of the blocks, of what a block may have",
			weight * 100.0,
			Unit::Percent,
		),
	]
}

/// Transactions and how many ballots each has.
async fn transactions(
	town: &Town,
	ballots: &[Ballot],
	batched: bool,
) -> Result<Vec<(Vec<u8>, u32)>> {
	let at = town.chain.best().await?;
	let metadata = at.metadata();
	let size = if batched { MAX_BATCH as usize } else { 1 };
	let transaction = |ballots: &[Ballot]| {
		let call = match ballots {
			[one] if !batched => call::cast(metadata, one)?,
			many => call::cast_batch(metadata, many)?,
		};
		Ok((
			general_transaction(metadata, &call)?,
			u32::try_from(ballots.len())?,
		))
	};
	ballots.chunks(size).map(transaction).collect()
}

/// Send the rounds, each when the one before is counted, and watch the chain meanwhile.
async fn cast(
	town: &Town,
	rounds: &[Vec<(Vec<u8>, u32)>],
	seconds: u64,
	refused: &mut BTreeMap<String, u32>,
) -> Result<Load> {
	let limit = Duration::from_secs(seconds);
	let begun = Instant::now();
	let start = town.chain.best().await?.number;
	let taken = AtomicU32::new(0);
	let counted = AtomicU32::new(0);
	let sent = AtomicBool::new(false);
	let reasons = std::sync::Mutex::new(BTreeMap::<String, u32>::new());

	let send = async {
		for round in rounds {
			stream::iter(round)
				.take_while(|_| std::future::ready(begun.elapsed() < limit))
				.for_each_concurrent(AT_ONCE, |(transaction, ballots)| {
					let (taken, reasons) = (&taken, &reasons);
					async move {
						match town.chain.send(transaction).await {
							Ok(_) => {
								taken.fetch_add(*ballots, Ordering::SeqCst);
							}
							Err(error) => note(reasons, &error),
						}
					}
				})
				.await;
			// A voter's next ballot must not meet the earlier one in the pool.
			while counted.load(Ordering::SeqCst) < taken.load(Ordering::SeqCst)
				&& begun.elapsed() < limit
			{
				tokio::time::sleep(LOOK).await;
			}
		}
		sent.store(true, Ordering::SeqCst);
	};
	let watch = async {
		let mut watch = Watch::new(&town.chain, town.poll.id, start);
		loop {
			watch.look().await?;
			counted.store(watch.counted, Ordering::SeqCst);
			let all =
				sent.load(Ordering::SeqCst) && watch.finalised >= taken.load(Ordering::SeqCst);
			if all || begun.elapsed() >= limit {
				return Ok::<_, anyhow::Error>((watch, begun.elapsed()));
			}
			tokio::time::sleep(LOOK).await;
		}
	};
	let ((), watched) = futures::join!(send, watch);
	let (watch, elapsed) = watched?;
	if let Ok(reasons) = reasons.into_inner() {
		refused.extend(reasons);
	}
	Ok(Load {
		taken: taken.into_inner(),
		counted: watch.counted,
		finalised: watch.finalised,
		seconds: elapsed.as_secs_f64(),
		blocks: watch.best.saturating_sub(start),
		weight: watch.weight,
	})
}

fn note(reasons: &std::sync::Mutex<BTreeMap<String, u32>>, error: &anyhow::Error) {
	if let Ok(mut reasons) = reasons.lock() {
		*reasons.entry(format!("{error:#}")).or_default() += 1;
	}
}

/// Wait until the pool's ballots of this load are counted, so that the next begins with an empty one.
async fn drained(town: &Town, taken: u32) -> Result<()> {
	let begun = Instant::now();
	let mut before = u32::MAX;
	while taken > 0 && begun.elapsed() < DRAIN {
		// Empty when two looks, a few blocks apart, find no more ballots in between.
		let at = town.chain.best().await?;
		let mut watch = Watch::new(&town.chain, town.poll.id, at.number.saturating_sub(5));
		watch.look().await?;
		if watch.counted == 0 && before == 0 {
			return Ok(());
		}
		before = watch.counted;
		tokio::time::sleep(Duration::from_secs(2)).await;
	}
	Ok(())
}

/// The ballots of a poll in the blocks after a first one. With one author there are no forks, so
/// every block is looked at once.
struct Watch<'a> {
	chain: &'a Chain,
	poll: PollId,
	/// The last block looked at.
	best: u32,
	/// The last finalised block looked at.
	last_final: u32,
	/// Ballots by block.
	ballots: BTreeMap<u32, u32>,
	counted: u32,
	finalised: u32,
	weight: f64,
}

impl<'a> Watch<'a> {
	fn new(chain: &'a Chain, poll: PollId, start: u32) -> Self {
		Self {
			chain,
			poll,
			best: start,
			last_final: start,
			ballots: BTreeMap::new(),
			counted: 0,
			finalised: 0,
			weight: 0.0,
		}
	}

	/// Look at the blocks that are new.
	async fn look(&mut self) -> Result<()> {
		// Finality first: what is final now is then surely among the blocks looked at.
		let last_final = self.chain.finalized().await?.number;
		let best = self.chain.best().await?.number;
		for number in self.best.saturating_add(1)..=best {
			let at = self.chain.at_number(number).await?;
			let events = self.chain.events(at.hash).await?;
			let cast = events
				.iter()
				.filter_map(|event| event.read::<PollId>("Polls", "Cast"));
			let ballots = u32::try_from(cast.filter(|poll| *poll == self.poll).count())?;
			self.ballots.insert(number, ballots);
			self.counted = self.counted.saturating_add(ballots);
			let weight = at
				.get_raw("System", "BlockWeight", &[])
				.await?
				.unwrap_or_default();
			self.weight += transactions_weight(&weight);
			self.best = number;
		}
		let newly = self.last_final.saturating_add(1)..=last_final.min(self.best);
		if !newly.is_empty() {
			self.last_final = *newly.end();
			let ballots: u32 = self.ballots.range(newly).map(|(_, ballots)| ballots).sum();
			self.finalised = self.finalised.saturating_add(ballots);
		}
		Ok(())
	}
}

/// Time weight of a block's ordinary transactions, in picoseconds: the first of three classes, each
/// with time and proof size.
fn transactions_weight(mut bytes: &[u8]) -> f64 {
	Compact::<u64>::decode(&mut bytes).map_or(0.0, |time| time.0 as f64)
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Encode;

	#[test]
	fn the_weight_of_ordinary_transactions_stands_first() {
		let weight = |time: u64| (Compact(time), Compact(0u64));
		let bytes = (weight(1_500_000_000_000), weight(7), weight(9)).encode();
		assert_eq!(transactions_weight(&bytes), 1.5e12);
		assert_eq!(transactions_weight(&[]), 0.0);
	}

	#[test]
	fn rates_and_shares_are_over_the_time_of_the_load() {
		let load = Load {
			taken: 300,
			counted: 200,
			finalised: 100,
			seconds: 10.0,
			blocks: 10,
			weight: 5e12,
		};
		let values: Vec<f64> = rows(&load, 30.0).iter().map(|row| row.value).collect();
		assert_eq!(values, [10.0, 300.0, 20.0, 10.0, 60.0, 25.0]);
	}

	#[test]
	fn the_memory_of_this_very_process_can_be_read() {
		assert!(memory(std::process::id()).is_ok_and(|memory| memory > 1.0));
	}
}
