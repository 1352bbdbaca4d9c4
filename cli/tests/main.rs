//! The programs as users run them: real nodes over RPC, real proofs, `veche` as a process.
//!
//! One program for all of these tests, so that they run side by side: most of their time goes by
//! in waiting for blocks.
#![allow(missing_docs)]

mod common;
mod credentials;
mod demo;
mod drill;
mod elections;
mod end_to_end;
mod laws;
#[path = "common/network.rs"]
mod network;
mod nodes;
mod recall;
#[allow(dead_code)]
#[path = "../examples/service.rs"]
mod service;
mod sign_in;
#[path = "common/village.rs"]
mod village;
