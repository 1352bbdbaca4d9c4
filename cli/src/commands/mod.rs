//! One module per verb: its options and what it does. [`citizen`] is what verbs share in which
//! persons act.

pub mod audit;
pub mod candidate;
pub mod cast;
pub mod citizen;
pub mod credential;
pub mod demo;
pub mod election;
pub mod initiative;
pub mod key;
pub mod office;
pub mod poll;
pub mod registrar;
pub mod roll;
pub mod sign_in;
pub mod tally;
pub mod vote;
