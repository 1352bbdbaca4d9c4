//! `cargo xtask check`: format and lints while you write.

use crate::{
	run::Steps,
	setup,
	test::{self, Wasm},
};

/// Set up, then the steps that need neither the Wasm runtime nor finished programs.
pub fn run() -> anyhow::Result<()> {
	let tools = setup::ensure()?;
	let mut steps = Steps::of(2);
	test::fmt(&tools, &mut steps)?;
	test::clippy(&tools, &mut steps, Wasm::Skip)?;
	steps.summary();
	Ok(())
}
