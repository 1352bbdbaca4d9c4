//! Tests by call.

mod adversarial;
mod attest;
mod confirm;
mod free;
mod model;
mod move_home;
mod params;
mod queries;
mod registrars;
mod rotate_key;
mod upkeep;
