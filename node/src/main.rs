//! The Veche node.
//!
//! It keeps a copy of the chain, talks to its peers, produces blocks by BABE and finalises them by
//! GRANDPA, runs the Wasm runtime, and answers clients over JSON-RPC. What a vote is, who may vote
//! and how votes are counted is no concern of the node: all of that is in the runtime, which the
//! people can change without changing the node.
//!
//! One file per concern:
//!
//! - `cli`: the flags and subcommands;
//! - `command`: which of them does what;
//! - `chain_spec`: which chains the node knows by name, and chain specs from files;
//! - `service`: the parts of a running node and how they are tied together;
//! - `workers`: what makes and finalises blocks in a running node;
//! - `sealing`: blocks on demand instead of by the clock, for tests;
//! - `rpc`: what clients may ask beyond the methods that every node of the SDK has.

// Errors of the SDK are large, but each of them is met at most once, when the node stops.
#![allow(clippy::result_large_err)]

mod chain_spec;
mod cli;
mod command;
mod rpc;
mod sealing;
mod service;
mod workers;

use std::process::ExitCode;

fn main() -> ExitCode {
	match command::run() {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("Error: {error}");
			ExitCode::FAILURE
		}
	}
}
