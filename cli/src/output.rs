//! How a verb answers: plain text or JSON on the standard output, progress on the standard error,
//! and an exit code that scripts can rely on.

use crate::{chain::Chain, documents::kept, identity::Identity, keystore::Keystore};
use anyhow::{Context as _, Result};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;
use std::{
	fmt,
	io::{self, Write},
	path::PathBuf,
	process::ExitCode,
	time::Duration,
};
use zeroize::Zeroizing;

/// Everything went as asked.
pub const EXIT_OK: u8 = 0;
/// An audit found a difference, or the chain or this command refused.
pub const EXIT_REFUSED: u8 = 1;
/// The command was typed wrongly.
pub const EXIT_USAGE: u8 = 2;

/// How a verb ended when it did not break off with an error.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
	/// As asked.
	Good,
	/// The work was done and the answer is no: an audit failed, a ballot was refused.
	Bad,
}

impl From<Verdict> for ExitCode {
	fn from(verdict: Verdict) -> Self {
		ExitCode::from(match verdict {
			Verdict::Good => EXIT_OK,
			Verdict::Bad => EXIT_REFUSED,
		})
	}
}

/// A mistake of the person typing; ends with exit code 2.
#[derive(Debug)]
pub struct Usage(pub String);

impl fmt::Display for Usage {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(&self.0)
	}
}

impl std::error::Error for Usage {}

/// A usage error with this text, which should say what to type instead.
pub fn usage(text: impl Into<String>) -> anyhow::Error {
	Usage(text.into()).into()
}

/// What all verbs share: where the node is, where the keys are, how to answer.
#[derive(Clone, Debug)]
pub struct Context {
	/// Address of the node.
	pub url: String,
	/// Whether to answer in JSON.
	pub json: bool,
	/// Folder with this user's files.
	pub home: PathBuf,
	/// File with the passphrase of the keys, for scripts.
	pub passphrase_file: Option<PathBuf>,
}

impl Context {
	/// A connection to the node.
	pub async fn chain(&self) -> Result<Chain> {
		Chain::connect(&self.url).await
	}

	/// The folder of keys.
	pub fn keystore(&self) -> Keystore {
		Keystore::new(self.home.join("keys"))
	}

	/// The folder of kept documents.
	pub fn documents(&self) -> kept::Folder {
		kept::Folder::new(self.home.join("documents"))
	}

	/// The secrets of the key `name`: decrypted from the keystore, or made from a development
	/// seed such as `//Alice`, which everybody knows.
	pub fn identity(&self, name: &str) -> Result<Identity> {
		Ok(self.unlock(name)?.0)
	}

	/// The secrets of the key `name`, and the passphrase under which its holder's documents are
	/// sealed: that of the key, or the development seed itself.
	pub fn unlock(&self, name: &str) -> Result<(Identity, Zeroizing<String>)> {
		if name.starts_with("//") {
			let identity = Identity::development(name)?;
			return Ok((identity, Zeroizing::new(name.to_string())));
		}
		let sealed = self.keystore().read(name)?;
		let passphrase = self.passphrase(&format!("Passphrase of key {name}: "))?;
		Ok((sealed.open(&passphrase)?, passphrase))
	}

	/// The passphrase: from the file given, else from `VECHE_PASSPHRASE`, else asked for.
	pub fn passphrase(&self, prompt: &str) -> Result<Zeroizing<String>> {
		if let Some(given) = self.given_passphrase()? {
			return Ok(given);
		}
		rpassword::prompt_password(prompt)
			.map(Zeroizing::new)
			.context(
				"cannot ask for the passphrase without a terminal; set VECHE_PASSPHRASE or use \
			 --passphrase-file FILE",
			)
	}

	/// A new passphrase: as [`Context::passphrase`], but asked for twice.
	pub fn new_passphrase(&self) -> Result<Zeroizing<String>> {
		if let Some(given) = self.given_passphrase()? {
			return Ok(given);
		}
		let first = self.passphrase("New passphrase: ")?;
		let again = self.passphrase("The same again: ")?;
		if first != again {
			return Err(usage("the two passphrases differ; run the command again"));
		}
		Ok(first)
	}

	fn given_passphrase(&self) -> Result<Option<Zeroizing<String>>> {
		if let Some(file) = &self.passphrase_file {
			let text = std::fs::read_to_string(file)
				.map(Zeroizing::new)
				.with_context(|| {
					format!(
						"cannot read {}; check the path of --passphrase-file",
						file.display()
					)
				})?;
			return Ok(Some(Zeroizing::new(
				text.trim_end_matches(['\r', '\n']).to_string(),
			)));
		}
		Ok(std::env::var("VECHE_PASSPHRASE").ok().map(Zeroizing::new))
	}

	/// Answer with `value` in JSON, or with what `human` writes.
	pub fn answer(
		&self,
		out: &mut dyn Write,
		value: &impl Serialize,
		human: impl FnOnce(&mut dyn Write) -> io::Result<()>,
	) -> Result<()> {
		if self.json {
			serde_json::to_writer_pretty(&mut *out, value).map_err(io::Error::from)?;
			writeln!(out)?;
		} else {
			human(out)?;
		}
		Ok(())
	}

	/// A bar for `total` steps, on the standard error; silent in JSON mode and without a terminal.
	pub fn bar(&self, total: usize, what: &str) -> ProgressBar {
		let bar = ProgressBar::with_draw_target(Some(total as u64), self.target());
		if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}") {
			bar.set_style(style);
		}
		bar.set_message(what.to_string());
		bar
	}

	/// A sign of life for work without steps.
	pub fn spinner(&self, what: &str) -> ProgressBar {
		let bar = ProgressBar::with_draw_target(None, self.target());
		bar.set_message(what.to_string());
		bar.enable_steady_tick(Duration::from_millis(120));
		bar
	}

	/// A remark that is not part of the answer.
	pub fn note(&self, text: &str) {
		if !self.json {
			eprintln!("{text}");
		}
	}

	fn target(&self) -> ProgressDrawTarget {
		if self.json {
			ProgressDrawTarget::hidden()
		} else {
			ProgressDrawTarget::stderr()
		}
	}
}

/// Bytes in hexadecimal with `0x` in front.
pub fn hex(bytes: impl AsRef<[u8]>) -> String {
	format!("0x{}", hex::encode(bytes))
}

/// 32 bytes from 64 hexadecimal digits, with or without `0x`.
pub fn parse_hex32(text: &str) -> Result<[u8; 32]> {
	let digits = text.trim();
	let digits = digits.strip_prefix("0x").unwrap_or(digits);
	hex::decode(digits)
		.ok()
		.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok())
		.ok_or_else(|| {
			usage(format!(
				"{text:?} is not 32 bytes in hexadecimal; give 64 digits, 0x in front or not"
			))
		})
}

/// A text from the chain, made safe to print: no control characters, so that nobody's poll title
/// can move the cursor or change what stands above it.
pub fn text(bytes: &[u8]) -> String {
	String::from_utf8_lossy(bytes)
		.chars()
		.filter(|c| !c.is_control())
		.collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn parse_hex32_reads_digits_with_and_without_prefix() {
		let digits = "11".repeat(32);
		assert_eq!(parse_hex32(&digits).unwrap(), [0x11; 32]);
		assert_eq!(parse_hex32(&format!("0x{digits}")).unwrap(), [0x11; 32]);
	}

	#[test]
	fn parse_hex32_fails_as_usage_when_too_short() {
		let error = parse_hex32("0x11").unwrap_err();
		assert!(error.is::<Usage>());
	}

	#[test]
	fn text_drops_control_characters() {
		assert_eq!(text(b"A\x1b[2Jb\nc"), "A[2Jbc");
	}
}
