//! The counting rules of Veche, and nothing else: no chain, no storage, no clock.
//!
//! In order of events:
//!
//! 1. A voter answers a question with a [`Choice`]; [`check`] says whether it fits the question's
//!    [`Method`] and number of options, [`check_paper`] whether the answers of a whole ballot do.
//! 2. A [`Tally`] takes it in with [`Tally::add`]. When the voter votes again,
//!    [`Tally::subtract`] takes the earlier choice out, so the tally is right at every moment.
//! 3. When the poll closes, [`quorum_met`] says whether enough people took part, and [`decide`]
//!    names the winner, with a lot where the rule leaves more than one. [`order()`] says who comes
//!    after the winner.
//!
//! What the people think of those in office is counted in rounds: [`judge`] says what a round means, and
//! [`record`] what a whole mandate comes to. Who sits on a panel is drawn by [`sortition`].
//!
//! Every rule is additive and deterministic: the order of ballots never matters, and two machines
//! that saw the same ballots have the same tally, byte for byte. With the `std` feature, [`blt`]
//! reads cast-vote records of real elections, so that anybody can check the rules against them.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "std")]
pub mod blt;
mod choice;
mod confidence;
mod order;
mod outcome;
mod schulze;
pub mod sortition;
mod tally;

pub use choice::{
	check, check_paper, Choice, ChoiceError, Method, ParseMethodError, Ranking, TIED,
};
pub use confidence::{
	judge, record, Answers, ConfidenceRule, Promises, Score, Stake, Verdict, CONFIDENCE_PARTS,
	PLEDGE_PARTS, PRIOR_PLEDGES, PRIOR_TURNOUT,
};
pub use order::order;
pub use outcome::{decide, majority_met, quorum_met, share_of, Ppm, QuestionOutcome, PPM};
pub use schulze::{condorcet_winner, schulze, strongest_paths};
pub use tally::Tally;

/// The most options a question may have. A ranking then fits 32 bytes, an approval 32 bits.
pub const MAX_OPTIONS: u32 = 32;

/// The most options a voter may mark on a paper, all its questions with [`Method::Marks`] together.
pub const MAX_MARKS: u32 = 3;

/// The cells of the largest pairwise matrix.
pub const MAX_PAIRS: u32 = MAX_OPTIONS * MAX_OPTIONS;

/// The most questions a ballot paper may have.
pub const MAX_QUESTIONS: u32 = 8;

/// The options of a yes/no question: yes, no, abstain.
pub const YES_NO_OPTIONS: u8 = 3;

/// The place of "yes" among the options of a yes/no question.
pub const YES: u8 = 0;

/// The place of "no" among the options of a yes/no question.
pub const NO: u8 = 1;

/// The place of "abstain" among the options of a yes/no question.
pub const ABSTAIN: u8 = 2;
