//! What proofs cost: made and checked, native and in Wasm, alone and together, good and bad.
//!
//! The Wasm figures are of whole calls of `validate_transaction` in the real runtime on the node's
//! executor, with everything around the proof: so they are what a node spends, and a little more
//! than the proof alone. The native figures are of the proof alone, on one thread.

use super::{
	group,
	probe::{median, one_thread, Probe},
	stage::{self, Stage},
	table::{Group, Row, Unit},
};
use crate::executor::Wasm;
use anyhow::{anyhow, bail, ensure, Result};
use veche_cli::{chain::Refused, ring};
use veche_primitives::{
	ballot::{Ballot, Proof},
	refusal,
	rolls::RingSize,
};
use verifiable::{BatchProofItem, BatchProofItemFor, GenerateVerifiable};

/// A ballot in a batch may take this much of one alone.
const MOST_BATCH_TO_SINGLE: f64 = 0.4;
/// Wasm may take this many times as long as native code.
const MOST_WASM_TO_NATIVE: f64 = 4.0;

/// Milliseconds per ballot.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Costs {
	/// Alone.
	pub single: f64,
	/// In a full batch of good ones.
	pub batch: f64,
	/// In a full batch with one bad one.
	pub one_bad: f64,
	/// In a full batch of bad ones only.
	pub all_bad: f64,
}

/// What proofs of one ring size cost.
#[derive(Clone, PartialEq, Debug)]
pub struct Proofs {
	size: RingSize,
	open: f64,
	create: f64,
	native: Costs,
	/// In the Wasm runtime.
	pub wasm: Costs,
	/// A call that is refused before its proof is looked at.
	call: f64,
}

impl Proofs {
	/// The figures.
	pub fn group(&self) -> Group {
		let Self { native, wasm, .. } = self;
		let ms = |what: &str, value: f64| Row::new(what, value, Unit::Ms);
		let times = |what: &str, above: f64, below: f64, most: f64| {
			Row::new(what, above / below, Unit::Times).at_most(most)
		};
		let rows = vec![
			ms("make a proof: open the ring (once for many)", self.open),
			ms("make a proof: prove", self.create),
			ms("check one, native", native.single),
			ms("check one in a batch of 64, native", native.batch),
			times(
				"batch to single, native",
				native.batch,
				native.single,
				MOST_BATCH_TO_SINGLE,
			),
			ms("check one, Wasm", wasm.single),
			ms("check one in a batch of 64, Wasm", wasm.batch),
			times(
				"batch to single, Wasm",
				wasm.batch,
				wasm.single,
				MOST_BATCH_TO_SINGLE,
			),
			times(
				"Wasm to native, single",
				wasm.single,
				native.single,
				MOST_WASM_TO_NATIVE,
			),
			times(
				"Wasm to native, batch",
				wasm.batch,
				native.batch,
				MOST_WASM_TO_NATIVE,
			),
			ms(
				"per ballot of a batch with 1 bad of 64, native",
				native.one_bad,
			),
			ms("per ballot of a batch with 1 bad of 64, Wasm", wasm.one_bad),
			ms("per ballot of a batch with all bad, native", native.all_bad),
			ms("per ballot of a batch with all bad, Wasm", wasm.all_bad),
			ms(
				"a ballot refused before its proof is looked at, Wasm",
				self.call,
			),
		];
		group(
			format!("Proofs in a ring of {}", self.size.capacity()),
			rows,
		)
	}
}

/// Measure on a stage.
pub fn measure(
	wasm: &Wasm,
	stage: &Stage,
	repeat: usize,
	notes: &mut Vec<String>,
) -> Result<Proofs> {
	let one_thread = one_thread()?;
	let (open, create) = one_thread.install(|| making(stage, repeat.min(5)))?;
	let good = stage.ballots()?;
	let forged: Vec<Ballot> = good.iter().map(forge).collect();
	let mixed = with_one_bad(&good, &forged);
	let native = one_thread.install(|| native(stage, &good, &mixed, &forged, repeat))?;
	let probe = Probe::new(wasm, stage.storage.clone());
	let ask = |transaction: &[u8]| probe.ask(transaction);

	let mut expect = |what: &str, transaction: &[u8], code: Option<u8>| -> Result<()> {
		let found = ask(transaction)?;
		if found.as_ref().map(Refused::code) != code.map(Some) {
			let answer = found.map_or("accepted".into(), |refused| refused.to_string());
			notes.push(format!(
				"ring of {}: {what}: {answer}",
				stage.size.capacity()
			));
		}
		Ok(())
	};
	let (first, unknown) = match (good.first(), good.first().map(lost)) {
		(Some(first), Some(lost)) => (stage::single(first), stage::single(&lost)),
		_ => bail!("there are no ballots"),
	};
	let batches = [
		stage::batch(&good),
		stage::batch(&mixed),
		stage::batch(&forged),
	];
	expect("one ballot", &first, None)?;
	expect("a ballot of no poll", &unknown, Some(refusal::POLL_UNKNOWN))?;
	expect("a batch of good ballots", &batches[0], None)?;
	expect("a batch with one bad ballot", &batches[1], None)?;
	expect(
		"a batch of bad ballots",
		&batches[2],
		Some(refusal::BATCH_ALL_BAD),
	)?;

	let wasm = Costs {
		single: median(repeat, || ask(&first).map(drop))?,
		batch: each(median(repeat, || ask(&batches[0]).map(drop))?, good.len()),
		one_bad: each(
			median(repeat.min(7), || ask(&batches[1]).map(drop))?,
			good.len(),
		),
		all_bad: each(
			median(repeat.min(7), || ask(&batches[2]).map(drop))?,
			good.len(),
		),
	};
	let call = median(repeat, || ask(&unknown).map(drop))?;
	Ok(Proofs {
		size: stage.size,
		open,
		create,
		native,
		wasm,
		call,
	})
}

/// Opening the ring, and proving in it.
fn making(stage: &Stage, repeat: usize) -> Result<(f64, f64)> {
	let secret = ring::Crypto::new_secret(stage::voter(0));
	let key = ring::Crypto::member_from_secret(&secret);
	let domain = ring::domain(stage.size);
	let open = || {
		ring::Crypto::open(domain, &key, stage.ring.keys.iter().copied())
			.map_err(|error| anyhow!("the ring cannot be opened: {error:?}"))
	};
	let opening = median(repeat, || open().map(drop))?;
	let context = stage.poll.record.context;
	let both = median(repeat, || {
		ring::Crypto::create(open()?, &secret, &context, b"message")
			.map(drop)
			.map_err(|error| anyhow!("no proof: {error:?}"))
	})?;
	Ok((opening, (both - opening).max(0.0)))
}

/// The checks that the chain makes, without the chain.
fn native(
	stage: &Stage,
	good: &[Ballot],
	mixed: &[Ballot],
	forged: &[Ballot],
	repeat: usize,
) -> Result<Costs> {
	let members = stage.ring.check()?;
	let poll = &stage.poll.record;
	let items = |ballots: &[Ballot]| -> Result<Vec<Item>> {
		let contents = ballots.iter().map(Ballot::content);
		contents
			.map(|ballot| {
				let message = ballot.message(stage.genesis, poll.epoch);
				item(stage, &members, &ballot.proof, poll.context, message)
			})
			.collect()
	};
	let (good, mixed, forged) = (items(good)?, items(mixed)?, items(forged)?);
	let first = good
		.first()
		.ok_or_else(|| anyhow!("there are no ballots"))?;
	let batch = |items: &[Item], expected: usize| {
		let results = ring::Crypto::batch_validate_per_item(items);
		let found = results.iter().filter(|result| result.is_ok()).count();
		ensure!(found == expected, "{found} proofs hold, not {expected}");
		Ok(())
	};
	let single = median(repeat, || check_one(first))?;
	let count = good.len();
	let one_bad = median(repeat.min(7), || batch(&mixed, count.saturating_sub(1)))?;
	Ok(Costs {
		single,
		batch: each(median(repeat, || batch(&good, count))?, count),
		one_bad: each(one_bad, count),
		all_bad: each(median(repeat.min(7), || batch(&forged, 0))?, count),
	})
}

/// A proof with all that it is checked against.
pub type Item = BatchProofItemFor<ring::Crypto>;

/// A proof made in the ring of the stage.
pub fn item(
	stage: &Stage,
	members: &ring::Commitment,
	proof: &Proof,
	context: [u8; 32],
	message: [u8; 32],
) -> Result<Item> {
	let proof = proof.to_vec().try_into();
	Ok(BatchProofItem {
		proof: proof.map_err(|_| anyhow!("the proof is too long"))?,
		config: ring::domain(stage.size),
		members: members.clone(),
		context: context.to_vec(),
		message: message.to_vec(),
	})
}

/// Check a good proof, by itself.
pub fn check_one(item: &Item) -> Result<()> {
	ring::Crypto::validate(
		item.config,
		&item.proof,
		&item.members,
		&item.context,
		&item.message,
	)
	.map(drop)
	.map_err(|error| anyhow!("a good proof does not hold: {error:?}"))
}

/// A ballot changed after it was proven: well-formed, but its proof is for another message.
fn forge(ballot: &Ballot) -> Ballot {
	let mut content = ballot.content().clone();
	content.counter = content.counter.saturating_add(1);
	Ballot::V1(content)
}

/// A ballot of a poll that does not exist.
fn lost(ballot: &Ballot) -> Ballot {
	let mut content = ballot.content().clone();
	content.poll = u32::MAX;
	Ballot::V1(content)
}

/// All good but one in the middle.
fn with_one_bad(good: &[Ballot], forged: &[Ballot]) -> Vec<Ballot> {
	let middle = good.len() / 2;
	let pairs = good.iter().zip(forged).enumerate();
	pairs
		.map(|(place, (good, bad))| if place == middle { bad } else { good }.clone())
		.collect()
}

fn each(all: f64, count: usize) -> f64 {
	all / count.max(1) as f64
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn ratios_are_between_figures_of_the_same_ring() {
		let costs = |single| Costs {
			single,
			batch: single / 4.0,
			one_bad: 0.0,
			all_bad: 0.0,
		};
		let proofs = Proofs {
			size: RingSize::Small,
			open: 1.0,
			create: 1.0,
			native: costs(8.0),
			wasm: costs(40.0),
			call: 0.1,
		};
		let rows = proofs.group().rows;
		let found: Vec<_> = rows
			.iter()
			.filter(|row| row.unit == Unit::Times)
			.map(|row| {
				(
					row.value,
					row.target.is_some_and(|target| row.value <= target),
				)
			})
			.collect();
		assert_eq!(
			found,
			[(0.25, true), (0.25, true), (5.0, false), (5.0, false)]
		);
	}
}
