//! One module per verb: its options and what it does. [`citizen`] is what verbs share in which
//! persons act, [`seat`] what those share in which somebody of a ring does, [`live`] and [`steps`]
//! what those share that watch.

pub mod audit;
pub mod bill;
pub mod candidate;
pub mod cast;
pub mod citizen;
pub mod credential;
pub mod demo;
pub mod election;
pub mod initiative;
pub mod jury;
pub mod key;
pub mod law;
pub mod live;
pub mod office;
pub mod pledge;
pub mod poll;
pub mod portrait;
pub mod registrar;
pub mod roll;
pub mod seat;
pub mod sign_in;
pub mod steps;
pub mod tally;
pub mod vote;
