//! `cargo xtask env`: for those who call cargo themselves.

use crate::setup;
use std::path::Path;

/// Print the variables that the other verbs set for cargo, ready for `eval`.
pub fn run() -> anyhow::Result<()> {
	println!("{}", export("PROTOC", &setup::protoc()?));
	Ok(())
}

/// A line for the shell, safe whatever the path holds.
fn export(name: &str, path: &Path) -> String {
	format!(
		"export {name}='{}'",
		path.to_string_lossy().replace('\'', r"'\''")
	)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn paths_are_quoted_for_the_shell() {
		assert_eq!(
			export("PROTOC", Path::new("/a b/c")),
			"export PROTOC='/a b/c'"
		);
		assert_eq!(
			export("PROTOC", Path::new("/o'clock")),
			r"export PROTOC='/o'\''clock'"
		);
	}
}
