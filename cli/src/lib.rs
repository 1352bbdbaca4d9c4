//! `veche`: every user's verbs, as a library that the command, its tests and the benches share.
//!
//! In the order in which a vote meets it:
//!
//! - [`identity`]: a person's two secrets, [`keystore`]: how they are kept, and [`sealing`]: how
//!   they are encrypted; [`tag`]: the registrars' keyed image of a document number.
//! - [`chain`]: the client: storage, transactions, blocks. It knows metadata and
//!   `veche-primitives`, nothing else, and never trusts what it can check itself.
//! - [`ring`]: the keys of a precinct and the commitment rebuilt from them.
//! - [`choices`]: what a voter types, read as answers to the questions of a paper.
//! - [`ballots`]: ballots with their proofs, made without any network.
//! - [`cores`]: many proofs with all cores.
//! - [`calls`]: calls of the chain as people write and read them, for bills.
//! - [`documents`]: what credentials say, opened field by field; [`sign_in`]: who stands at the
//!   door of a service, as a person or as an alias.
//! - [`audit`]: the recount of a poll from its ballots alone.
//! - [`drawing`]: charts in the terminal and on pages.
//! - [`commands`]: one module per verb; [`cli`]: how they are typed; [`output`]: how they answer.

pub mod audit;
pub mod ballots;
pub mod calls;
pub mod chain;
pub mod choices;
pub mod cli;
pub mod commands;
pub mod cores;
pub mod documents;
pub mod drawing;
pub mod identity;
pub mod keystore;
pub mod output;
pub mod ring;
pub mod sealing;
pub mod sign_in;
pub mod tag;

pub use subxt::utils::H256;
