//! A person's secrets, one encrypted file per identity.
//!
//! Two secrets that must never be mixed up: the *account*, with which a person acts in public, and
//! the *voting key*, which is only ever used inside ring proofs. Each comes from its own 32 random
//! bytes. When the voting key is rotated the older one stays in the file, because polls opened
//! before the rotation still know only that; `veche key forget-old` drops it.
//!
//! [`sealing`](crate::sealing) encrypts the secrets under the passphrase and binds the readable part
//! of the file (name, public keys), so that nothing in it can be swapped.

pub use crate::{
	identity::{address, parse_address, random_entropy, Entropy, Identity},
	sealing::Kdf,
};

use crate::{
	output::{hex, usage},
	sealing::SealedBytes,
};
use anyhow::{anyhow, bail, Context as _, Result};
use codec::{Decode, Encode};
use serde::{Deserialize, Serialize};
use std::{
	fs,
	io::Write,
	path::{Path, PathBuf},
};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// The version of the file format.
const VERSION: u8 = 1;

/// What is sealed.
#[derive(Encode, Decode, Zeroize, ZeroizeOnDrop)]
pub struct Secrets {
	account: [u8; 32],
	voting: Vec<[u8; 32]>,
}

impl Secrets {
	/// New secrets from the system's random source.
	pub fn generate() -> Self {
		Self {
			account: *random_entropy(),
			voting: vec![*random_entropy()],
		}
	}

	/// Add a new voting secret; with `forget` the older ones are dropped.
	pub fn rotate(&mut self, forget: bool) {
		if forget {
			self.voting.zeroize();
		}
		self.voting.push(*random_entropy());
	}

	/// Drop all voting secrets but the newest; how many were dropped.
	pub fn forget_old(&mut self) -> usize {
		let old = self.voting.len().saturating_sub(1);
		self.voting
			.drain(..old)
			.for_each(|mut secret| secret.zeroize());
		old
	}

	/// The identity these secrets make.
	pub fn identity(&self) -> Result<Identity> {
		let voting = self.voting.iter().copied().map(Zeroizing::new).collect();
		Identity::new(&Zeroizing::new(self.account), voting)
	}
}

/// The file of one identity: readable in part, the secrets sealed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sealed {
	version: u8,
	/// The name it goes by on this machine.
	pub name: String,
	/// The account, in hexadecimal.
	pub account: String,
	/// The newest voting key, in hexadecimal.
	pub voting_key: String,
	#[serde(flatten)]
	secrets: SealedBytes,
}

impl Sealed {
	/// Seal secrets under a passphrase.
	pub fn seal(name: &str, secrets: &Secrets, kdf: Kdf, passphrase: &str) -> Result<Self> {
		let identity = secrets.identity()?;
		let account = hex(identity.account());
		let voting_key = hex(identity.voting_key());
		let plain = Zeroizing::new(secrets.encode());
		let bound = bound(name, &account, &voting_key, &kdf)?;
		Ok(Self {
			version: VERSION,
			name: name.into(),
			account,
			voting_key,
			secrets: SealedBytes::seal(&plain, &bound, kdf, passphrase)?,
		})
	}

	/// The secrets.
	pub fn secrets(&self, passphrase: &str) -> Result<Secrets> {
		if self.version != VERSION {
			bail!(
				"key file of version {}; update `veche` to read it",
				self.version
			);
		}
		let bound = bound(
			&self.name,
			&self.account,
			&self.voting_key,
			&self.secrets.kdf,
		)?;
		let plain = self.secrets.open(&bound, passphrase)?;
		Secrets::decode(&mut plain.as_slice())
			.map_err(|_| anyhow!("the key file is damaged; restore a backup"))
	}

	/// The identity.
	pub fn open(&self, passphrase: &str) -> Result<Identity> {
		self.secrets(passphrase)?.identity()
	}
}

/// The readable part, which the seal covers.
fn bound(name: &str, account: &str, voting_key: &str, kdf: &Kdf) -> Result<Vec<u8>> {
	Ok(serde_json::to_vec(&(
		VERSION, name, account, voting_key, kdf,
	))?)
}

/// A folder of identities.
#[derive(Clone, Debug)]
pub struct Keystore {
	folder: PathBuf,
}

impl Keystore {
	/// The keystore in this folder, which need not exist yet.
	pub fn new(folder: impl Into<PathBuf>) -> Self {
		Self {
			folder: folder.into(),
		}
	}

	/// Where it is.
	pub fn folder(&self) -> &Path {
		&self.folder
	}

	/// The file of a key.
	pub fn path(&self, name: &str) -> Result<PathBuf> {
		let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
		let plain = (1..=64).contains(&name.len()) && name.chars().all(allowed);
		if !plain || name.starts_with(['.', '-']) {
			return Err(usage(format!(
				"{name:?} is no name for a key; use letters, digits, '-', '_' and '.'"
			)));
		}
		Ok(self.folder.join(format!("{name}.json")))
	}

	/// Read the file of a key.
	pub fn read(&self, name: &str) -> Result<Sealed> {
		let path = self.path(name)?;
		if !path.exists() {
			return Err(usage(format!(
				"there is no key {name:?} in {}; `veche key list` shows the keys, `veche key new \
				 {name}` makes one",
				self.folder.display()
			)));
		}
		let text = fs::read_to_string(&path)
			.with_context(|| format!("cannot read {}; check its permissions", path.display()))?;
		serde_json::from_str(&text)
			.with_context(|| format!("{} is damaged; restore a backup", path.display()))
	}

	/// All keys, by name.
	pub fn list(&self) -> Result<Vec<Sealed>> {
		if !self.folder.exists() {
			return Ok(Vec::new());
		}
		let entries = fs::read_dir(&self.folder).with_context(|| {
			format!(
				"cannot read {}; check its permissions",
				self.folder.display()
			)
		})?;
		let mut names: Vec<String> = entries
			.flatten()
			.filter_map(|entry| entry.file_name().into_string().ok())
			.filter_map(|file| file.strip_suffix(".json").map(str::to_string))
			.collect();
		names.sort();
		names.iter().map(|name| self.read(name)).collect()
	}

	/// Write the file of a new key; refuses to write over another.
	pub fn create(&self, sealed: &Sealed) -> Result<PathBuf> {
		let path = self.path(&sealed.name)?;
		if path.exists() {
			return Err(usage(format!(
				"there is already a key {:?}; choose another name (files: {})",
				sealed.name,
				self.folder.display()
			)));
		}
		write_private_file(&path, sealed)?;
		Ok(path)
	}

	/// Replace the file of a key.
	pub fn replace(&self, sealed: &Sealed) -> Result<PathBuf> {
		let path = self.path(&sealed.name)?;
		write_private_file(&path, sealed)?;
		Ok(path)
	}
}

/// Write a file of this user's as JSON: whole or not at all, and readable by the owner only.
pub fn write_private_file(path: &Path, content: &impl Serialize) -> Result<()> {
	let cannot = || {
		format!(
			"cannot write {}; check free space and permissions",
			path.display()
		)
	};
	let folder = path.parent().unwrap_or(Path::new("."));
	make_private_folder(folder).with_context(cannot)?;
	let mut file = tempfile::NamedTempFile::new_in(folder).with_context(cannot)?;
	serde_json::to_writer_pretty(&mut file, content).with_context(cannot)?;
	file.write_all(b"\n").with_context(cannot)?;
	file.as_file().sync_all().with_context(cannot)?;
	file.persist(path).with_context(cannot)?;
	Ok(())
}

fn make_private_folder(folder: &Path) -> std::io::Result<()> {
	if folder.exists() {
		return Ok(());
	}
	fs::create_dir_all(folder)?;
	#[cfg(unix)]
	{
		use std::os::unix::fs::PermissionsExt;
		fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
	}
	Ok(())
}

/// Write a new secret file, readable by the owner only; refuses to write over another.
pub fn write_secret_file(path: &Path, content: &str) -> Result<()> {
	let mut options = fs::OpenOptions::new();
	options.write(true).create_new(true);
	#[cfg(unix)]
	{
		use std::os::unix::fs::OpenOptionsExt;
		options.mode(0o600);
	}
	let mut file = options.open(path).with_context(|| {
		format!(
			"cannot create {}; choose a new file in a folder of yours",
			path.display()
		)
	})?;
	file.write_all(content.as_bytes())
		.with_context(|| format!("cannot write {}; check free space", path.display()))
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::ring;

	fn sealed(name: &str) -> (Secrets, Sealed) {
		let secrets = Secrets::generate();
		let sealed = Sealed::seal(name, &secrets, Kdf::fast(), "open sesame").unwrap();
		(secrets, sealed)
	}

	#[test]
	fn open_returns_the_identity_that_was_sealed() {
		let folder = tempfile::tempdir().unwrap();
		let keystore = Keystore::new(folder.path().join("keys"));
		let (secrets, file) = sealed("ann");
		keystore.create(&file).unwrap();

		let identity = keystore.read("ann").unwrap().open("open sesame").unwrap();

		assert_eq!(identity.account(), secrets.identity().unwrap().account());
		assert_eq!(hex(identity.voting_key()), file.voting_key);
		assert_eq!(keystore.list().unwrap().len(), 1);
	}

	#[test]
	fn open_fails_when_passphrase_is_wrong() {
		let error = sealed("ann").1.open("open barley").err().unwrap();
		assert!(error.to_string().contains("wrong passphrase"), "{error}");
	}

	#[test]
	fn open_fails_when_any_readable_field_is_changed() {
		let (_, file) = sealed("ann");
		let changes: [fn(&mut Sealed); 4] = [
			|file| file.name = "bob".into(),
			|file| file.account = hex([1; 32]),
			|file| file.voting_key = hex([1; 32]),
			|file| file.secrets.kdf = Kdf::fast(),
		];
		for change in changes {
			let mut changed = file.clone();
			change(&mut changed);
			assert!(changed.open("open sesame").is_err());
		}
	}

	#[test]
	fn create_fails_when_name_is_taken() {
		let folder = tempfile::tempdir().unwrap();
		let keystore = Keystore::new(folder.path());
		keystore.create(&sealed("ann").1).unwrap();
		assert!(keystore.create(&sealed("ann").1).is_err());
	}

	#[test]
	fn path_fails_when_name_leaves_the_folder() {
		let keystore = Keystore::new("keys");
		for name in ["", "../ann", ".ann", "a/b", "-a"] {
			assert!(keystore.path(name).is_err(), "{name:?}");
		}
	}

	#[test]
	fn rotate_keeps_the_old_voting_secret_until_forgotten() {
		let mut secrets = Secrets::generate();
		let old = secrets.identity().unwrap().voting_key();
		secrets.rotate(false);
		let identity = secrets.identity().unwrap();
		assert_ne!(identity.voting_key(), old);
		let keys: Vec<_> = identity
			.voting_entropies()
			.map(|e| ring::voting_key(e))
			.collect();
		assert_eq!(keys, [identity.voting_key(), old]);
		assert_eq!(secrets.forget_old(), 1);
		assert_eq!(secrets.identity().unwrap().voting_entropies().count(), 1);
	}

	#[cfg(unix)]
	#[test]
	fn create_makes_a_file_only_the_owner_can_read() {
		use std::os::unix::fs::PermissionsExt;
		let folder = tempfile::tempdir().unwrap();
		let path = Keystore::new(folder.path())
			.create(&sealed("ann").1)
			.unwrap();
		assert_eq!(
			fs::metadata(path).unwrap().permissions().mode() & 0o777,
			0o600
		);
	}
}
