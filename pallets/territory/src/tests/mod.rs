//! Tests by call.

mod add_unit;
mod file;
mod genesis;
mod queries;
mod rename_unit;
