//! The `veche` command. All of it is in the library.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
	veche_cli::cli::main().await
}
