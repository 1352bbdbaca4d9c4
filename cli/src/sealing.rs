//! Bytes sealed under a passphrase: the secrets of a key, the documents of its holder.
//!
//! Argon2id turns the passphrase into a key, XChaCha20-Poly1305 seals the bytes under it and binds
//! the readable part of the file they stand in, so that nothing in it can be swapped.

use crate::{
	identity::{fill_random, Entropy},
	output::usage,
};
use anyhow::{anyhow, bail, Context as _, Result};
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::{
	aead::{Aead, KeyInit, Payload},
	XChaCha20Poly1305, XNonce,
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// How the passphrase is stretched.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct Kdf {
	name: String,
	memory_kib: u32,
	passes: u32,
	lanes: u32,
	salt: String,
}

impl Kdf {
	/// Argon2id as hard as a phone bears: 64 MiB, three passes.
	pub fn strong() -> Self {
		Self::argon2id(64 * 1024, 3)
	}

	/// Argon2id that protects nothing, for tests.
	#[cfg(test)]
	pub(crate) fn fast() -> Self {
		Self::argon2id(64, 1)
	}

	fn argon2id(memory_kib: u32, passes: u32) -> Self {
		let mut salt = [0; 16];
		fill_random(&mut salt);
		Self {
			name: "argon2id".into(),
			memory_kib,
			passes,
			lanes: 1,
			salt: hex::encode(salt),
		}
	}

	fn key(&self, passphrase: &str) -> Result<Entropy> {
		// A file from elsewhere must not be able to exhaust the machine.
		let bounded = self.memory_kib <= 1024 * 1024 && self.passes <= 16 && self.lanes <= 16;
		if self.name != "argon2id" || !bounded {
			bail!("the file asks for an unknown or excessive key stretching; restore a backup");
		}
		let salt = hex::decode(&self.salt).context(DAMAGED)?;
		let mut key = Zeroizing::new([0; 32]);
		Params::new(self.memory_kib, self.passes, self.lanes, Some(32))
			.and_then(|params| {
				Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into(
					passphrase.as_bytes(),
					&salt,
					key.as_mut_slice(),
				)
			})
			.map_err(|error| anyhow!("the file is damaged ({error}); restore a backup"))?;
		Ok(key)
	}
}

const DAMAGED: &str = "the file is damaged; restore a backup";

/// Sealed bytes, as part of a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SealedBytes {
	pub(crate) kdf: Kdf,
	nonce: String,
	sealed: String,
}

impl SealedBytes {
	/// Seal bytes under a passphrase. `bound` must be given again to open them.
	pub fn seal(plain: &[u8], bound: &[u8], kdf: Kdf, passphrase: &str) -> Result<Self> {
		if passphrase.is_empty() {
			return Err(usage("an empty passphrase protects nothing; choose one"));
		}
		let mut nonce = [0; 24];
		fill_random(&mut nonce);
		let key = kdf.key(passphrase)?;
		let payload = Payload {
			msg: plain,
			aad: bound,
		};
		let sealed = XChaCha20Poly1305::new(key.as_slice().into())
			.encrypt(&XNonce::from(nonce), payload)
			.map_err(|_| anyhow!("cannot encrypt; try again"))?;
		Ok(Self {
			kdf,
			nonce: hex::encode(nonce),
			sealed: hex::encode(sealed),
		})
	}

	/// The bytes.
	pub fn open(&self, bound: &[u8], passphrase: &str) -> Result<Zeroizing<Vec<u8>>> {
		let nonce = hex::decode(&self.nonce)
			.ok()
			.and_then(|nonce| <[u8; 24]>::try_from(nonce).ok())
			.context(DAMAGED)?;
		let sealed = hex::decode(&self.sealed).context(DAMAGED)?;
		let key = self.kdf.key(passphrase)?;
		let payload = Payload {
			msg: &sealed,
			aad: bound,
		};
		XChaCha20Poly1305::new(key.as_slice().into())
			.decrypt(&XNonce::from(nonce), payload)
			.map(Zeroizing::new)
			.map_err(|_| {
				anyhow!("wrong passphrase, or the file was changed; try again or restore a backup")
			})
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn sealed() -> SealedBytes {
		SealedBytes::seal(b"a diploma", b"ann", Kdf::fast(), "open sesame").unwrap()
	}

	#[test]
	fn open_returns_the_bytes_that_were_sealed() {
		let plain = sealed().open(b"ann", "open sesame").unwrap();
		assert_eq!(plain.as_slice(), b"a diploma");
	}

	#[test]
	fn open_fails_when_passphrase_bound_part_or_any_field_differs() {
		assert!(sealed().open(b"ann", "open barley").is_err());
		assert!(sealed().open(b"bob", "open sesame").is_err());
		let changes: [fn(&mut SealedBytes); 4] = [
			|file| file.kdf.passes = 2,
			|file| file.kdf.salt = hex::encode([0; 16]),
			|file| file.nonce = hex::encode([0; 24]),
			|file| file.sealed.replace_range(..2, "zz"),
		];
		for change in changes {
			let mut changed = sealed();
			change(&mut changed);
			assert!(changed.open(b"ann", "open sesame").is_err());
		}
	}

	#[test]
	fn open_fails_when_kdf_would_exhaust_the_machine() {
		let mut file = sealed();
		file.kdf.memory_kib = u32::MAX;
		let error = file.open(b"ann", "open sesame").unwrap_err();
		assert!(error.to_string().contains("excessive"), "{error}");
	}

	#[test]
	fn seal_fails_when_passphrase_is_empty() {
		assert!(SealedBytes::seal(b"a diploma", b"ann", Kdf::fast(), "").is_err());
	}
}
