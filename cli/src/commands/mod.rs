//! One module per verb: its options and what it does.

pub mod audit;
pub mod cast;
pub mod demo;
pub mod initiative;
pub mod key;
pub mod poll;
pub mod registrar;
pub mod roll;
pub mod tally;
pub mod vote;
