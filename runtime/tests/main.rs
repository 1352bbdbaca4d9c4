//! Stories on the real runtime: real keys, real ring proofs, transactions through the whole pipeline.
//!
//! One program for all of them: to link the runtime once more takes longer than most stories do.

mod bad_bills;
mod ballots;
mod common;
mod credentials;
mod elections;
mod founders;
mod free_acts;
mod juries;
mod laws;
mod lots;
mod offices;
mod panels;
mod pledges;
mod recall;
mod upgrades;
mod who_can_be_drawn;
