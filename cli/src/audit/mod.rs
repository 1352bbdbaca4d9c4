//! The audit of a poll: all of its ballots, counted again by somebody who trusts nobody.
//!
//! 1. [`fetch`] takes everything about the poll from a node into a [`bundle::Bundle`]: record,
//!    paper, rings with their keys, every ballot from the blocks in order, and what the chain
//!    claims to have counted.
//! 2. [`recount::recount`], which sees nothing but the bundle, rebuilds the rings' commitments,
//!    verifies every proof with all cores, applies the rules for re-votes and panels, counts,
//!    rebuilds the digest, and compares with the claims.
//! 3. The [`report::Report`] names every difference.
//!
//! A bundle can be written to a file and audited later, without a node.

pub mod bundle;
pub mod fetch;
mod panel;
pub mod recount;
pub mod report;

#[cfg(test)]
pub mod synthetic;
#[cfg(test)]
mod tests;
