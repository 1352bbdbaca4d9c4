//! `cargo xtask setup`: what a build needs beyond Rust itself, found or added.
//!
//! `protoc` comes out of a crate and OpenSSL is built from source, so neither has to be installed.
//! Building OpenSSL takes a C compiler, make and a full perl; those are the system's. Rust's own
//! parts are added through rustup.
//! When nothing is missing this takes a fraction of a second.

use crate::wasm;
use anyhow::{bail, Context};
use std::{
	env,
	ffi::OsStr,
	path::{Path, PathBuf},
	process::{Command, Stdio},
};

/// What `setup` takes.
#[derive(clap::Args)]
pub struct Args {
	/// Install missing system packages without asking (as root; implied as root with CI=true).
	#[arg(long)]
	yes: bool,
}

/// Where the tools are that cargo must be told of.
pub struct Tools {
	/// The compiler of protobuf files.
	pub protoc: PathBuf,
}

/// A thing that the system must provide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Need {
	/// Its name.
	what: &'static str,
	/// What it is for.
	why: &'static str,
	/// The packages of Debian and Ubuntu that bring it.
	packages: &'static str,
	/// A command that succeeds where it is present.
	probe: &'static [&'static str],
}

/// Everything the system must provide.
const NEEDS: [Need; 3] = [
	Need {
		what: "a C compiler (cc)",
		why: "it links Rust programs and builds OpenSSL and zstd",
		packages: "gcc libc6-dev",
		probe: &["cc", "--version"],
	},
	Need {
		what: "make",
		why: "it builds OpenSSL from source",
		packages: "make",
		probe: &["make", "--version"],
	},
	Need {
		what: "a full perl with its core modules",
		why: "it configures OpenSSL; the small perl-base of Debian is not enough",
		packages: "perl",
		probe: &[
			"perl",
			"-MIPC::Cmd",
			"-MFindBin",
			"-MFile::Compare",
			"-e",
			"1",
		],
	},
];

/// The verb: set up and say so.
pub fn run(args: Args) -> anyhow::Result<()> {
	let tools = ensure_with(args.yes)?;
	eprintln!(
		"Everything a build needs is here. protoc: {}",
		tools.protoc.display()
	);
	Ok(())
}

/// Make sure that everything is there. Every other verb starts with this.
pub fn ensure() -> anyhow::Result<Tools> {
	ensure_with(false)
}

fn ensure_with(yes: bool) -> anyhow::Result<Tools> {
	system(yes)?;
	rust_parts()?;
	Ok(Tools { protoc: protoc()? })
}

/// The system's part.
fn system(yes: bool) -> anyhow::Result<()> {
	let missing = missing();
	if missing.is_empty() {
		return Ok(());
	}
	let root = quiet("id", &["-u"]).is_some_and(|uid| uid.trim() == "0");
	let apt = quiet("apt-get", &["--version"]).is_some();
	let ci = env::var_os("CI").is_some_and(|value| value == "true");
	if !(apt && root && (yes || ci)) {
		bail!(message(&missing, apt, root));
	}
	let command = install(&missing, root);
	eprintln!("Missing: {}. Running: {command}", names(&missing));
	let status = Command::new("sh")
		.args(["-c", &command])
		.env("DEBIAN_FRONTEND", "noninteractive")
		.stdout(Stdio::from(std::io::stderr()))
		.status()
		.context("sh could not be started; install the packages by hand, see docs/build.md")?;
	let still = self::missing();
	if !status.success() || !still.is_empty() {
		bail!(
			"`{command}` did not bring everything.\nNext: read its messages above, install {} by hand \
			 and run this again.",
			names(if still.is_empty() { &missing } else { &still }),
		);
	}
	Ok(())
}

/// What the system lacks.
fn missing() -> Vec<Need> {
	let there = |need: &Need| match need.probe {
		[program, arguments @ ..] => quiet(program, arguments).is_some(),
		[] => true,
	};
	NEEDS.into_iter().filter(|need| !there(need)).collect()
}

/// What is missing, why it is needed, and the one command that brings all of it.
fn message(missing: &[Need], apt: bool, root: bool) -> String {
	let mut text = String::from("this machine lacks:\n");
	for need in missing {
		text.push_str(&format!("  - {}: {}\n", need.what, need.why));
	}
	text.push_str(&if apt {
		format!(
			"Next: run this one command, then the same xtask again:\n\n  {}",
			install(missing, root)
		)
	} else {
		format!(
			"Next: install {} with your system's package manager, then run the same xtask again. \
			 docs/build.md has more.",
			names(missing),
		)
	});
	text
}

/// One command for Debian and Ubuntu that installs all of it, also where no package list was
/// fetched yet.
fn install(missing: &[Need], root: bool) -> String {
	let packages = missing
		.iter()
		.map(|need| need.packages)
		.collect::<Vec<_>>()
		.join(" ");
	let sudo = if root { "" } else { "sudo " };
	format!("{sudo}apt-get update && {sudo}apt-get install -y --no-install-recommends {packages}")
}

fn names(needs: &[Need]) -> String {
	needs
		.iter()
		.map(|need| need.what)
		.collect::<Vec<_>>()
		.join(", ")
}

/// Rust's part: the Wasm target, clippy and rustfmt, as rust-toolchain.toml lists them.
fn rust_parts() -> anyhow::Result<()> {
	// In the workspace's folder, so that rust-toolchain.toml rules.
	let sysroot = Command::new("rustc")
		.args(["--print", "sysroot"])
		.current_dir(crate::run::root())
		.output()
		.ok()
		.filter(|output| output.status.success())
		.and_then(|output| String::from_utf8(output.stdout).ok())
		.context(
			"rustc could not be started; install Rust from https://rustup.rs and run this again",
		)?;
	let sysroot = Path::new(sysroot.trim());
	let program = |name: &str| {
		sysroot
			.join("bin")
			.join(format!("{name}{}", env::consts::EXE_SUFFIX))
	};

	if !sysroot.join("lib/rustlib").join(wasm::TARGET).is_dir() {
		rustup(&["target", "add", wasm::TARGET])?;
	}
	for (component, file) in [("clippy", "cargo-clippy"), ("rustfmt", "rustfmt")] {
		if !program(file).is_file() {
			rustup(&["component", "add", component])?;
		}
	}
	Ok(())
}

/// Ask rustup for a part of the toolchain that rust-toolchain.toml names.
fn rustup(arguments: &[&str]) -> anyhow::Result<()> {
	let command = format!("rustup {}", arguments.join(" "));
	eprintln!("Adding a part of the toolchain: {command}");
	let status =
		Command::new("rustup")
			.args(arguments)
			.current_dir(crate::run::root())
			.stdout(Stdio::from(std::io::stderr()))
			.status()
			.with_context(|| {
				format!("`{command}` is needed but there is no rustup; install it from https://rustup.rs")
			})?;
	if !status.success() {
		bail!("`{command}` failed.\nNext: check the network, run it by hand, then run this again.");
	}
	Ok(())
}

/// The compiler of protobuf files: the user's own choice, else the one that a crate carries.
pub fn protoc() -> anyhow::Result<PathBuf> {
	let chosen = env::var_os("PROTOC").filter(|path| !path.is_empty());
	if let Some(path) = chosen {
		if !runs(&path) {
			bail!(
				"PROTOC names {}, which does not run.\nNext: `unset PROTOC`, and the one that comes with \
				 the project is used.",
				Path::new(&path).display(),
			);
		}
		return Ok(path.into());
	}
	let carried = protoc_bin_vendored::protoc_bin_path()
		.ok()
		.filter(|path| runs(path.as_os_str()));
	carried.or_else(|| runs(OsStr::new("protoc")).then(|| "protoc".into())).context(
		"there is no ready-made protoc for this kind of machine; install your system's package (Debian: \
		 protobuf-compiler) and run this again",
	)
}

fn runs(program: &OsStr) -> bool {
	quiet(program, &["--version"]).is_some()
}

/// Run a command silently; its output if it succeeds.
fn quiet(program: impl AsRef<OsStr>, arguments: &[&str]) -> Option<String> {
	let output = Command::new(program)
		.args(arguments)
		.stdin(Stdio::null())
		.output()
		.ok()?;
	output
		.status
		.success()
		.then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn one_command_installs_all_that_is_missing() {
		assert_eq!(
			install(&NEEDS, false),
			"sudo apt-get update && sudo apt-get install -y --no-install-recommends gcc libc6-dev make perl"
		);
	}

	#[test]
	fn root_needs_no_sudo() {
		let [_, make, _] = NEEDS;
		assert_eq!(
			install(&[make], true),
			"apt-get update && apt-get install -y --no-install-recommends make"
		);
	}

	#[test]
	fn the_message_says_what_is_missing_why_and_what_next() {
		let [_, make, perl] = NEEDS;
		let text = message(&[make, perl], true, false);
		assert!(
			text.contains("- make: it builds OpenSSL from source"),
			"{text}"
		);
		assert!(text.contains("- a full perl"), "{text}");
		assert!(!text.contains("C compiler"), "{text}");
		assert!(
			text.ends_with("--no-install-recommends make perl"),
			"{text}"
		);
	}

	#[test]
	fn without_apt_the_message_names_the_tools() {
		let [cc, make, _] = NEEDS;
		let text = message(&[cc, make], false, true);
		assert!(
			text.contains("install a C compiler (cc), make with your system's"),
			"{text}"
		);
		assert!(!text.contains("apt-get"), "{text}");
	}

	#[test]
	fn silent_commands_answer_only_when_they_succeed() {
		assert!(quiet("/no/such/program", &[]).is_none());
		assert!(quiet("rustc", &["--version"]).is_some_and(|text| text.starts_with("rustc")));
		assert!(quiet("rustc", &["--no-such-flag"]).is_none());
	}

	#[test]
	fn the_carried_protoc_runs_here() {
		assert!(protoc_bin_vendored::protoc_bin_path().is_ok_and(|path| runs(path.as_os_str())));
	}
}
