//! Code for the chain, in a file: its hash, and what it says of itself without being run.

use crate::chain::upgrade::{Authorization, Version};
use anyhow::{Context as _, Result};
use codec::Decode;
use serde::Serialize;
use sp_maybe_compressed_blob::{decompress, CODE_BLOB_BOMB_LIMIT};
use std::{
	fs,
	path::{Path, PathBuf},
};

/// The section of a runtime's Wasm that its version stands in.
const SECTION: &str = "runtime_version";

/// Why the chain refuses code that a law has authorised, by the names of its errors.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
	/// It is for another chain.
	InvalidSpecName,
	/// Its version is not higher than the chain's.
	SpecVersionNeedsToIncrease,
}

impl Fault {
	/// The chain's name for it.
	pub const fn name(self) -> &'static str {
		match self {
			Self::InvalidSpecName => "InvalidSpecName",
			Self::SpecVersionNeedsToIncrease => "SpecVersionNeedsToIncrease",
		}
	}
}

/// The code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Code {
	/// Where it was read from.
	pub file: PathBuf,
	/// As it is brought: compressed or not.
	pub bytes: Vec<u8>,
	/// What a law authorises.
	pub hash: [u8; 32],
	/// What it says of itself; none when that can be found out only by running it.
	pub version: Option<Version>,
}

impl Code {
	/// Read a file.
	pub fn read(file: &Path) -> Result<Self> {
		let bytes = fs::read(file)
			.with_context(|| format!("cannot read {}; check the path", file.display()))?;
		Ok(Self {
			file: file.into(),
			hash: sp_crypto_hashing::blake2_256(&bytes),
			version: version(&bytes),
			bytes,
		})
	}

	/// Whether it is the code that this is about.
	pub fn is(&self, wanted: &Authorization) -> bool {
		self.hash == wanted.code_hash
	}

	/// Why a chain of this version would refuse it, as far as can be told without running it.
	pub fn fault(&self, wanted: &Authorization, chain: &Version) -> Option<Fault> {
		let version = self.version.as_ref().filter(|_| wanted.check_version)?;
		// In the order of the chain.
		if version.spec_name != chain.spec_name {
			Some(Fault::InvalidSpecName)
		} else if version.spec_version <= chain.spec_version {
			Some(Fault::SpecVersionNeedsToIncrease)
		} else {
			None
		}
	}
}

fn version(code: &[u8]) -> Option<Version> {
	let wasm = decompress(code, CODE_BLOB_BOMB_LIMIT).ok()?;
	let mut section = custom_section(&wasm, SECTION)?;
	Version::decode(&mut section).ok()
}

/// The content of the custom section of this name: each section is its kind and its bytes, and those
/// of a custom one begin with its name.
fn custom_section<'a>(wasm: &'a [u8], name: &str) -> Option<&'a [u8]> {
	const HEAD: &[u8] = b"\0asm\x01\0\0\0";
	const CUSTOM: u8 = 0;
	let mut rest = wasm.strip_prefix(HEAD)?;
	while let Some((kind, mut after)) = rest.split_first() {
		let mut section = sized(&mut after)?;
		if *kind == CUSTOM && sized(&mut section)? == name.as_bytes() {
			return Some(section);
		}
		rest = after;
	}
	None
}

/// The bytes that follow their length. The input is passed over them.
fn sized<'a>(input: &mut &'a [u8]) -> Option<&'a [u8]> {
	let length = usize::try_from(number(input)?).ok()?;
	let (bytes, rest) = input.split_at_checked(length)?;
	*input = rest;
	Some(bytes)
}

/// A number of up to 32 bits as Wasm writes it (LEB128): seven bits in each byte, the lowest first.
fn number(input: &mut &[u8]) -> Option<u32> {
	let mut value = 0;
	for shift in (0..u32::BITS).step_by(7) {
		let (byte, rest) = input.split_first()?;
		*input = rest;
		value |= u32::from(byte & 0x7f) << shift;
		if byte & 0x80 == 0 {
			return Some(value);
		}
	}
	None
}

#[cfg(test)]
pub(super) mod tests {
	use super::*;
	use codec::Encode;
	use sp_maybe_compressed_blob::compress_weakly;

	pub fn version_of(spec_name: &str, spec_version: u32) -> Version {
		Version {
			spec_name: spec_name.into(),
			impl_name: "veche-node".into(),
			authoring_version: 1,
			spec_version,
		}
	}

	/// Code that says this version of itself.
	pub fn code(version: Option<Version>) -> Code {
		Code {
			file: "next.wasm".into(),
			bytes: vec![1, 2, 3],
			hash: [7; 32],
			version,
		}
	}

	pub fn authorization(check_version: bool) -> Authorization {
		Authorization {
			code_hash: [7; 32],
			check_version,
		}
	}

	fn section(kind: u8, content: &[u8]) -> Vec<u8> {
		// In two bytes, though one would do.
		let length = [content.len() as u8 | 0x80, 0];
		[&[kind][..], &length, content].concat()
	}

	fn custom(name: &str, content: &[u8]) -> Vec<u8> {
		section(
			0,
			&[&[name.len() as u8][..], name.as_bytes(), content].concat(),
		)
	}

	fn wasm(sections: &[Vec<u8>]) -> Vec<u8> {
		[b"\0asm\x01\0\0\0".to_vec(), sections.concat()].concat()
	}

	#[test]
	fn version_is_read_when_code_is_compressed_and_when_it_is_not() {
		let says = version_of("veche", 2);
		// The implementation's version, no interfaces, the version of transactions, the system's.
		let whole = (says.clone(), 3u32, 0u8, 1u32, 1u8).encode();
		let plain = wasm(&[
			section(1, b"types"),
			custom("runtime_apis", b"0123456789ab"),
			custom(SECTION, &whole),
			section(10, b"code"),
		]);
		assert_eq!(version(&plain), Some(says.clone()));
		let compressed = compress_weakly(&plain, CODE_BLOB_BOMB_LIMIT).unwrap();
		assert_ne!(compressed, plain);
		assert_eq!(version(&compressed), Some(says));
	}

	#[test]
	fn version_is_none_when_code_does_not_say_it_or_is_broken() {
		let says = version_of("veche", 2).encode();
		let whole = wasm(&[custom(SECTION, &says)]);
		for wrong in [
			Vec::new(),
			b"noise".to_vec(),
			wasm(&[section(10, b"code")]),
			wasm(&[custom("name", &says)]),
			wasm(&[custom(SECTION, &says[..5])]),
			whole[..whole.len() - 1].to_vec(),
			[&wasm(&[])[..], &[0, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]].concat(),
		] {
			assert_eq!(version(&wrong), None, "{wrong:?}");
		}
	}

	#[test]
	fn number_is_read_up_to_its_last_byte() {
		let input = &mut &[0xe5, 0x8e, 0x26, 9][..];
		assert_eq!(number(input), Some(624_485));
		assert_eq!(*input, [9]);
		assert_eq!(number(&mut &[0x80, 0x80][..]), None);
	}

	#[test]
	fn fault_is_told_when_name_or_version_do_not_fit() {
		let chain = version_of("veche", 2);
		let fault =
			|name, number| code(Some(version_of(name, number))).fault(&authorization(true), &chain);
		assert_eq!(fault("veche", 3), None);
		for number in [1, 2] {
			let expected = Some(Fault::SpecVersionNeedsToIncrease);
			assert_eq!(fault("veche", number), expected);
		}
		assert_eq!(fault("other", 3), Some(Fault::InvalidSpecName));
	}

	#[test]
	fn fault_is_none_when_nobody_looks_at_the_version_or_it_is_not_known() {
		let chain = version_of("veche", 2);
		let old = code(Some(version_of("veche", 1)));
		assert_eq!(old.fault(&authorization(false), &chain), None);
		assert_eq!(code(None).fault(&authorization(true), &chain), None);
	}
}
