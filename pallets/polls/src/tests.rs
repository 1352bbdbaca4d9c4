//! Tests of the ballot box, one behaviour each, by the part of a poll's life they are about.

mod batch;
mod cast;
mod helpers;
mod life;
mod order;
mod panel;
mod random;
