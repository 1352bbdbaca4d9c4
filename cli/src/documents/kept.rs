//! The documents a holder keeps: one encrypted file per credential, sealed under the passphrase of
//! the holder's key.

use super::Document;
use crate::{
	identity::address,
	keystore::write_private_file,
	output::{hex, usage},
	sealing::{Kdf, SealedBytes},
};
use anyhow::{bail, Context as _, Result};
use serde::{Deserialize, Serialize};
use std::{
	fs,
	path::{Path, PathBuf},
};
use veche_primitives::SchemaId;

/// The version of the file format.
const VERSION: u8 = 1;

/// The file of one document: readable in part, what the document says sealed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Kept {
	version: u8,
	/// Hash of the first block of the chain it is of.
	pub chain: String,
	/// What kind of credential it is.
	pub schema: SchemaId,
	/// Address of the holder's account.
	pub account: String,
	#[serde(flatten)]
	document: SealedBytes,
}

impl Kept {
	/// Seal a document under the holder's passphrase.
	pub fn seal(
		document: &Document,
		account: &[u8; 32],
		kdf: Kdf,
		passphrase: &str,
	) -> Result<Self> {
		let chain = hex(document.subject().chain);
		let schema = document.subject().schema;
		let account = address(account);
		let plain = zeroize::Zeroizing::new(document.to_string());
		let bound = bound(&chain, schema, &account)?;
		Ok(Self {
			version: VERSION,
			document: SealedBytes::seal(plain.as_bytes(), &bound, kdf, passphrase)?,
			chain,
			schema,
			account,
		})
	}

	/// The document.
	pub fn open(&self, passphrase: &str) -> Result<Document> {
		if self.version != VERSION {
			bail!(
				"document file of version {}; update `veche` to read it",
				self.version
			);
		}
		let bound = bound(&self.chain, self.schema, &self.account)?;
		let plain = self.document.open(&bound, passphrase)?;
		let text = std::str::from_utf8(&plain)
			.context("the document file is damaged; restore a backup")?;
		Ok(Document::parse(text)?)
	}
}

/// The readable part, which the seal covers.
fn bound(chain: &str, schema: SchemaId, account: &str) -> Result<Vec<u8>> {
	Ok(serde_json::to_vec(&(VERSION, chain, schema, account))?)
}

/// A folder of kept documents.
#[derive(Clone, Debug)]
pub struct Folder {
	path: PathBuf,
}

impl Folder {
	/// The documents in this folder, which need not exist yet.
	pub fn new(path: impl Into<PathBuf>) -> Self {
		Self { path: path.into() }
	}

	/// The file of an account's document.
	pub fn path(&self, account: &[u8; 32], schema: SchemaId) -> PathBuf {
		let folder = self.path.join(address(account));
		folder.join(format!("{schema}.json"))
	}

	/// Write the file of a document. One of the same schema that is out of date gives way; one of
	/// another chain does not.
	pub fn keep(&self, kept: &Kept, account: &[u8; 32]) -> Result<PathBuf> {
		let path = self.path(account, kept.schema);
		if path.exists() && read_file(&path)?.chain != kept.chain {
			return Err(usage(format!(
				"{} is of another chain; move it to another folder first",
				path.display()
			)));
		}
		write_private_file(&path, kept)?;
		Ok(path)
	}

	/// Read the file of an account's document.
	pub fn read(&self, account: &[u8; 32], schema: SchemaId) -> Result<Kept> {
		let path = self.path(account, schema);
		if !path.exists() {
			return Err(usage(format!(
				"no document of schema {schema} is kept for this key; get the file from the issuer \
				 and run `veche credential keep FILE --key NAME`"
			)));
		}
		read_file(&path)
	}

	/// All documents, by account and schema.
	pub fn list(&self) -> Result<Vec<Kept>> {
		let mut kept = Vec::new();
		for folder in files(&self.path)? {
			for file in files(&folder)? {
				kept.push(read_file(&file)?);
			}
		}
		kept.sort_by(|a, b| (&a.account, a.schema).cmp(&(&b.account, b.schema)));
		Ok(kept)
	}
}

fn read_file(path: &Path) -> Result<Kept> {
	let text = fs::read_to_string(path)
		.with_context(|| format!("cannot read {}; check its permissions", path.display()))?;
	serde_json::from_str(&text)
		.with_context(|| format!("{} is damaged; restore a backup", path.display()))
}

/// What stands in a folder; nothing when there is none.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
	if !folder.is_dir() {
		return Ok(Vec::new());
	}
	let entries = fs::read_dir(folder)
		.with_context(|| format!("cannot read {}; check its permissions", folder.display()))?;
	Ok(entries.flatten().map(|entry| entry.path()).collect())
}
