//! `veche bill call`: the call of a bill, written by name and read as bytes.

use crate::{
	calls,
	chain::{jury::MAX_INLINE, At},
	output::{hex, usage, Context},
};
use anyhow::{Context as _, Result};
use std::{
	fs,
	io::Write,
	path::{Path, PathBuf},
};

/// Options of `veche bill call`.
#[derive(clap::Args, Debug)]
pub struct Make {
	/// The call, such as Offices.establish; or a pallet alone, to see its calls and what they take.
	#[arg(value_name = "PALLET[.CALL]")]
	name: String,
	/// Its arguments. A value is a bare word, or JSON: a number, a text, a list, null, a record
	/// '{"field": value}', a choice "Name" or '{"Name": value}'. @FILE reads the JSON from a file.
	#[arg(value_name = "NAME=VALUE")]
	arguments: Vec<String>,
	/// Write the bytes into a file instead, for `veche bill submit --call-file`.
	#[arg(long, value_name = "FILE")]
	out: Option<PathBuf>,
}

/// Do it.
pub(super) fn make(at: &At, opts: Make, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	if !opts.name.contains('.') {
		let all = calls::list(at.metadata(), &opts.name)?;
		return ctx.answer(out, &all, |out| {
			all.iter().try_for_each(|call| writeln!(out, "{call}"))
		});
	}
	let call = calls::encode(at.metadata(), &opts.name, &opts.arguments)?.0;
	let hash = hex(sp_crypto_hashing::blake2_256(&call));
	if let Some(path) = &opts.out {
		fs::write(path, format!("{}\n", hex(&call))).with_context(|| {
			format!(
				"cannot write {}; check free space and permissions",
				path.display()
			)
		})?;
	}
	let written = calls::read(at.metadata(), &call)?;
	let answer = serde_json::json!({
		"call": written.to_string(),
		"bytes": hex(&call),
		"length": call.len(),
		"hash": hash,
		"stands_in_bill": call.len() <= MAX_INLINE,
		"file": opts.out,
	});
	ctx.answer(out, &answer, |out| match &opts.out {
		Some(path) => writeln!(out, "Written to {}: {written}", path.display()),
		None => writeln!(out, "{}", hex(&call)),
	})
}

/// The bytes of a call, from what was typed behind `--call` or stands in the file of `--call-file`.
pub(super) fn given(call: Option<&str>, file: Option<&Path>) -> Result<Option<Vec<u8>>> {
	match (call, file) {
		(Some(digits), _) => parse(digits).map(Some).ok_or_else(|| {
			usage("--call is no hexadecimal; `veche bill call PALLET.CALL NAME=VALUE` prints it")
		}),
		(None, Some(file)) => {
			let bytes = fs::read(file)
				.with_context(|| format!("cannot read {}; check the path", file.display()))?;
			// As `veche bill call --out` writes it, else the bytes themselves.
			let digits = std::str::from_utf8(&bytes).ok().and_then(parse);
			Ok(Some(digits.unwrap_or(bytes)))
		}
		(None, None) => Ok(None),
	}
}

fn parse(digits: &str) -> Option<Vec<u8>> {
	let digits = digits.trim();
	let digits = digits.strip_prefix("0x").unwrap_or(digits);
	hex::decode(digits).ok().filter(|bytes| !bytes.is_empty())
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::output::Usage;

	#[test]
	fn call_is_given_in_hexadecimal_or_as_a_file() {
		assert_eq!(given(None, None).unwrap(), None);
		assert_eq!(given(Some("0x2402"), None).unwrap(), Some(vec![36, 2]));
		assert_eq!(given(Some("2402"), None).unwrap(), Some(vec![36, 2]));
		let file = tempfile::NamedTempFile::new().unwrap();
		fs::write(file.path(), "0x2402\n").unwrap();
		assert_eq!(given(None, Some(file.path())).unwrap(), Some(vec![36, 2]));
		fs::write(file.path(), [36, 2, 0xff]).unwrap();
		assert_eq!(
			given(None, Some(file.path())).unwrap(),
			Some(vec![36, 2, 0xff])
		);
	}

	#[test]
	fn call_is_refused_as_usage_when_it_is_no_hexadecimal() {
		for wrong in ["", "0x", "0x2", "Offices.establish"] {
			let error = given(Some(wrong), None).unwrap_err();
			assert!(error.is::<Usage>(), "{error:#}");
		}
	}
}
