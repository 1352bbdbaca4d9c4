//! `veche demo`: a real election on a chain of your own.

use crate::output::{usage, Verdict};
use anyhow::Result;
use std::{io::Write, path::PathBuf};

/// Options of `veche demo`.
#[derive(clap::Args, Debug)]
pub struct Opts {
	/// Ballots to cast, a BLT file [default: a real council election of 661 ballots].
	#[arg(long, value_name = "FILE")]
	pub ballots: Option<PathBuf>,
	/// Use only this many of the ballots.
	#[arg(long)]
	pub voters: Option<u32>,
	/// Run only this act.
	#[arg(long)]
	pub act: Option<String>,
	/// Leave the chain running at the end.
	#[arg(long)]
	pub keep: bool,
	/// Port for the node [default: a free one].
	#[arg(long)]
	pub port: Option<u16>,
}

/// Hold the election.
pub async fn run(_opts: Opts, _out: &mut impl Write) -> Result<Verdict> {
	Err(usage("run `cargo xtask demo` from the source tree"))
}
