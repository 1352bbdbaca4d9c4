//! `cargo xtask build`: the node, the command line tool and the measuring program.

use crate::{
	run::{self, Steps},
	setup::{self, Tools},
};

/// What to do when it does not build.
const NEXT: &str =
	"read the first error above. If it names a missing program, run `cargo xtask setup` \
	and see docs/build.md.";

/// Set up and build.
pub fn run() -> anyhow::Result<()> {
	let tools = setup::ensure()?;
	binaries(&tools, &mut Steps::of(1))?;
	eprintln!(
		"\nReady: {} and {}",
		run::binary("veche")?.display(),
		run::binary("veche-node")?.display()
	);
	Ok(())
}

/// Build all programs. Always the whole workspace: cargo chooses the features of the dependencies
/// by what is built together, so anything less would build many of them a second time for `test`.
pub fn binaries(tools: &Tools, steps: &mut Steps) -> anyhow::Result<()> {
	let mut cargo = run::cargo(tools)?;
	cargo.args(["build", "--release", "--workspace", "--bins"]);
	steps.run("build", &mut cargo, NEXT)
}
