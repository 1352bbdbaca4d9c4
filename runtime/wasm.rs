//! How the runtime is compiled to Wasm: one way for the runtime's own build script, for `cargo xtask`,
//! and so for everybody who compares the hash of code that a law is about. A module of both, since
//! neither can depend on the other.

use std::{
	env,
	ffi::OsString,
	fs,
	path::{Path, PathBuf},
	process::Command,
};

/// What it is compiled for: what the executor understands, and no more.
pub const TARGET: &str = "wasm32v1-none";

/// The profile of the chain's code.
pub const PROFILE: &str = "wasm";

/// The runtime that cargo has built below `folder` with this profile.
pub fn built(folder: &Path, profile: &str) -> PathBuf {
	folder.join(TARGET).join(profile).join("veche_runtime.wasm")
}

/// What the linker and the SDK need to know.
const FLAGS: [&str; 8] = [
	"-C",
	"link-arg=--export-table",
	"-C",
	"link-arg=--export=__heap_base",
	"-C",
	"link-arg=--import-memory",
	"--cfg",
	"substrate_runtime",
];

/// Tell a cargo command to compile the runtime in the workspace `root` to [`built`] below `folder`.
///
/// Messages of panics name source files. The folders in which a machine keeps those of others are
/// replaced by one name, so that the code is the same wherever it is compiled.
pub fn configure(
	cargo: &mut Command,
	root: &Path,
	folder: &Path,
	profile: &str,
	features: &[&str],
) {
	let mut flags: Vec<OsString> = FLAGS.into_iter().map(OsString::from).collect();
	for source in sources() {
		let mut remap = OsString::from("--remap-path-prefix=");
		remap.push(source);
		remap.push("=/crates");
		flags.push(remap);
	}
	cargo
		.args(["rustc", "--lib", "--crate-type=cdylib"])
		.args(["--profile", profile])
		.args(["--no-default-features", "--target", TARGET])
		.arg("--manifest-path")
		.arg(root.join("runtime/Cargo.toml"))
		.arg(format!("--features={}", features.join(",")))
		.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}".as_ref()))
		.env_remove("RUSTFLAGS")
		.env("CARGO_TARGET_DIR", folder);
}

/// The folders of the crates of others, one for each registry or mirror of it.
fn sources() -> Vec<PathBuf> {
	let home = env::var_os("CARGO_HOME").map(PathBuf::from);
	let Some(home) = home.or_else(|| Some(env::home_dir()?.join(".cargo"))) else {
		return Vec::new();
	};
	let found = fs::read_dir(home.join("registry/src"))
		.into_iter()
		.flatten();
	let mut folders: Vec<PathBuf> = found.flatten().map(|entry| entry.path()).collect();
	// In a fixed order, so that nothing is compiled anew for another order of the flags.
	folders.sort();
	folders
}
