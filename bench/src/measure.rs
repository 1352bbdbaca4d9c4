//! `veche-bench measure`: proofs, throughput, bytes and memory, as a table.
//!
//! In order: [`stage`] brings a chain to an open poll without a node; [`proofs`], [`juries`] and
//! [`bytes`] measure on it, with [`probe`] asking the runtime; [`town`] brings a real node to an open
//! poll; [`load`] sends ballots to it; [`table`] writes everything down. Ratios are always between
//! figures of the same run.

mod bytes;
mod juries;
mod load;
mod probe;
mod proofs;
mod stage;
mod table;
mod town;

use crate::{executor::Wasm, machine};
use anyhow::{anyhow, Context as _, Result};
use std::{fs, path::PathBuf};
use table::{Group, Row, Unit};
use veche_primitives::rolls::RingSize;

/// Most bytes of the compressed runtime.
const MOST_RUNTIME_MIB: f64 = 1.5;

/// What `measure` takes.
#[derive(clap::Args)]
pub struct Args {
	/// Few repetitions and voters: shows that everything works, not what it costs.
	#[arg(long)]
	quick: bool,
	/// The page whose table is written.
	#[arg(long, value_name = "FILE", default_value = "docs/performance.md")]
	out: PathBuf,
	/// Print the table only.
	#[arg(long)]
	dry_run: bool,
	/// The node [default: `veche-node` beside this program].
	#[arg(long, value_name = "FILE", env = "VECHE_NODE")]
	node: Option<PathBuf>,
	/// Leave out everything that needs a node.
	#[arg(long)]
	no_node: bool,
	/// Voters on the node; each casts a ballot singly and one in a batch of each round.
	#[arg(long)]
	voters: Option<u32>,
	/// Rounds of batches.
	#[arg(long)]
	rounds: Option<u32>,
	/// Longest time ballots are sent, singly and then in batches.
	#[arg(long)]
	seconds: Option<u64>,
}

/// How much is measured.
#[derive(Clone, Copy, Debug)]
pub struct Amount {
	/// Repetitions of a timing.
	pub repeat: usize,
	/// Voters on the node.
	pub voters: u32,
	/// Rounds of batches.
	pub rounds: u32,
	/// Seconds of load.
	pub seconds: u64,
}

impl Args {
	fn amount(&self) -> Amount {
		let (repeat, voters, rounds, seconds) = if self.quick {
			(3, 128, 1, 15)
		} else {
			(21, 1_200, 2, 60)
		};
		Amount {
			repeat,
			voters: self.voters.unwrap_or(voters).max(1),
			rounds: self.rounds.unwrap_or(rounds).max(1),
			seconds: self.seconds.unwrap_or(seconds).max(1),
		}
	}
}

/// Measure and write.
pub fn run(args: &Args) -> Result<()> {
	let amount = args.amount();
	let code = veche_runtime::WASM_BINARY.ok_or_else(|| {
		anyhow!("this program was built without the Wasm runtime; build it without SKIP_WASM_BUILD")
	})?;
	let wasm = Wasm::new(code.to_vec());
	let mut groups = Vec::new();
	let mut notes = Vec::new();

	let mut costs = Vec::new();
	let mut state = None;
	for (preset, size) in [
		("development", RingSize::Small),
		("staging", RingSize::Standard),
	] {
		eprintln!("proofs in a ring of {}", size.capacity());
		let stage = stage::Stage::new(&wasm, preset, size)?;
		let measured = proofs::measure(&wasm, &stage, amount.repeat, &mut notes)?;
		groups.push(measured.group());
		groups.push(juries::measure(&wasm, &stage, amount.repeat)?);
		costs.push(measured);
		state.get_or_insert(stage);
	}
	if let Some(stage) = &state {
		eprintln!("bytes");
		let mut group = bytes::measure(stage)?;
		group.rows.extend(juries::bytes(stage)?);
		group.rows.push(runtime_size(code.len()));
		groups.push(group);
	}
	if !args.no_node {
		let wasm_times = costs
			.first()
			.map(|small| (small.wasm.single, small.wasm.batch));
		let node = town::find(args.node.as_deref())?;
		let asynchronous = tokio::runtime::Runtime::new().context("no threads for the client")?;
		groups.extend(asynchronous.block_on(load::measure(
			&node,
			amount,
			wasm_times.unwrap_or_default(),
			&mut notes,
		))?);
	}

	let from = format!("{}, on {}", machine::today(), machine::described());
	let table = table::render(&groups, &notes, &from);
	println!("{table}");
	if args.dry_run || args.quick {
		eprintln!("{} is left as it is", args.out.display());
		return Ok(());
	}
	let page = fs::read_to_string(&args.out).with_context(|| {
		format!(
			"cannot read {}; run this in the source tree, or give --out",
			args.out.display()
		)
	})?;
	fs::write(&args.out, table::splice(&page, &table)?)
		.with_context(|| format!("cannot write {}", args.out.display()))?;
	Ok(())
}

fn runtime_size(bytes: usize) -> Row {
	let mebibytes = bytes as f64 / f64::from(1u32 << 20);
	Row::new("runtime, compressed", mebibytes, Unit::MiB).at_most(MOST_RUNTIME_MIB)
}

/// Name and rows of a part of the table.
fn group(title: impl Into<String>, rows: Vec<Row>) -> Group {
	Group {
		title: title.into(),
		rows,
	}
}
